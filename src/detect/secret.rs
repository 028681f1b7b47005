//! Requests for secrets, KYC and small payments "to verify".
//!
//! In: the readings and the amounts. Out: findings. A negated mention ("never
//! share your OTP") is no request.

use super::lure::is_negated;
use super::{Detected, Found, Input};
use crate::verdict::FindingCode;
use crate::words::{Concept, Concepts};
use bumpalo::collections::Vec;

/// The most that a "test" payment asks for, in rupees.
const SMALL: f64 = 101.0;

pub(super) fn dangers<'a>(input: &Input<'a>, detected: &Detected<'a>, found: &mut Vec<'a, Found<'a>>) {
    let requests = [
        (Concept::Secret, FindingCode::SecretRequest),
        (Concept::Kyc, FindingCode::KycRequest),
        (Concept::TestPayment, FindingCode::TestPayment),
    ];
    for (concept, code) in requests {
        for hit in input.fuzzy.hits_of(Concepts::of(&[concept])) {
            if !is_negated(input, &hit.tokens, 4) {
                found.push(Found { code, tokens: hit.tokens.clone(), value: None });
            }
        }
    }
    let purpose = Concepts::of(&[Concept::Verify, Concept::Kyc, Concept::TestPayment]);
    let amounts: &[_] = if input.fuzzy.concepts.has_any(purpose) { &detected.amounts } else { &[] };
    for amount in amounts {
        let small = amount.value.parse().is_ok_and(|rupees: f64| rupees < SMALL);
        if small && input.fuzzy.has_near(purpose, &amount.tokens, 8) {
            found.push(Found {
                code: FindingCode::TestPayment,
                tokens: amount.tokens.clone(),
                value: Some(amount.value),
            });
        }
    }
}
