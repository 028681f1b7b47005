//! Requests for secrets, KYC and small payments "to verify".
//!
//! In: the readings and the amounts. Out: findings. A negated mention ("never
//! share your OTP") is no request.

use super::lure::is_negated;
use super::{Detected, Found, Input};
use crate::report::FindingCode;
use crate::text::Marks;
use crate::words::{Concept, Concepts};
use bumpalo::collections::Vec;
use std::ops::Range;

/// How far from its purpose such a payment stands, in tokens.
const REACH: usize = 8;

pub(super) fn dangers<'a>(input: &Input<'a>, detected: &Detected<'a>, found: &mut Vec<'a, Found<'a>>) {
    let requests = [
        (Concept::Secret, FindingCode::SecretRequest),
        (Concept::Kyc, FindingCode::KycRequest),
        (Concept::TestPayment, FindingCode::TestPayment),
    ];
    for (concept, code) in requests {
        for hit in input.fuzzy.hits_of(Concepts::of(&[concept])) {
            if !is_negated(input, &hit.tokens, 4) && !is_named_card(input, &hit.tokens) {
                found.push(Found { code, tokens: hit.tokens.clone(), value: None });
            }
        }
    }
    let purpose = Concepts::of(&[Concept::Verify, Concept::Kyc, Concept::TestPayment]);
    let amounts: &[_] = if input.fuzzy.concepts.has_any(purpose) { &detected.amounts } else { &[] };
    for amount in amounts {
        let small = amount
            .value
            .parse()
            .is_ok_and(|rupees: f64| (0.0..input.rules.nation.test_payment_below).contains(&rupees));
        if small && input.fuzzy.has_near(purpose, &amount.tokens, REACH) {
            found.push(Found {
                code: FindingCode::TestPayment,
                tokens: amount.tokens.clone(),
                value: Some(amount.value),
            });
        }
    }
}

/// `debit card X8821`, `card ending 4402`: its last digits behind a mask say which card it was, and ask for none.
fn is_named_card(input: &Input<'_>, secret: &Range<usize>) -> bool {
    let behind = secret.end;
    let is_card = input.word(behind - 1).is_some_and(|word| matches!(word, "card" | "कार्ड"));
    let masked = input.skip_marks(behind, const { Marks::of(b"*") });
    let word = |word: &str| word == "ending" || word.bytes().all(|b| b == b'x');
    let digits = if input.word(masked).is_some_and(word) { masked + 1 } else { masked };
    is_card && digits > behind && input.digits(digits).is_some_and(|digits| digits.len() <= 4)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{BUSINESS, detect};
    use crate::report::FindingCode::{KycRequest, SecretRequest, TestPayment};

    #[test]
    fn secrets_and_data_are_asked_for() {
        assert!(detect(BUSINESS, "tell the OTP").has(SecretRequest));
        assert!(!detect(BUSINESS, "never tell the OTP").has(SecretRequest));
        for body in ["paid by debit card X8821", "debit card **8821", "your debit card ending 4402 was used"] {
            assert!(!detect(BUSINESS, body).has(SecretRequest), "{body}");
        }
        for body in ["tell your debit card", "debit card 8821", "debit card X 9812345678", "OTP X8821"] {
            assert!(detect(BUSINESS, body).has(SecretRequest), "{body}");
        }
        assert!(detect(BUSINESS, "update KYC").has(KycRequest));
        assert!(!detect(BUSINESS, "KYC not needed").has(KycRequest));
    }

    #[test]
    fn a_small_payment_for_an_update_is_a_test_payment() {
        assert!(detect(BUSINESS, "pay Rs 10 for KYC").has(TestPayment));
        assert!(!detect(BUSINESS, "pay Rs 512 for KYC").has(TestPayment));
        assert!(!detect(BUSINESS, "bal Rs -10, KYC").has(TestPayment));
        assert!(!detect(BUSINESS, "get a rebate of 1.5%. KYC not needed").has(TestPayment));
    }
}
