//! A small payment in the name of an official app.
//!
//! In: names, amounts and the readings. Out: findings: "pay Rs 10 in the Suvidha app for
//! the meter update". Fakes name the real app before they call. From the issuer itself, a
//! small amount is a small bill.

use super::super::{Detected, Found, Input};
use super::asked_near;
use crate::report::FindingCode;
use crate::words::{Concept, Concepts, Meaning};
use bumpalo::collections::Vec;

/// The most that such a payment asks for, in rupees.
const SMALL: f64 = 101.0;
/// How far from the app's name the amount, and from that its purpose, may stand, in tokens.
const REACH: usize = 12;

pub(super) fn dangers<'a>(input: &Input<'a>, detected: &Detected<'a>, found: &mut Vec<'a, Found<'a>>) {
    if input.sender.is_official() {
        return;
    }
    let purpose = Concepts::of(&[Concept::Act, Concept::Verify, Concept::Install, Concept::TestPayment, Concept::Kyc]);
    let mut taken = 0;
    for at in input.mentions.starts(|meaning| matches!(meaning, Meaning::App(_))) {
        let small = |rupees: &str| rupees.parse().is_ok_and(|rupees: f64| (0.0..SMALL).contains(&rupees));
        let first = detected.amounts.partition_point(|amount| amount.tokens.end + REACH < at);
        let near = detected.amounts[first..].iter().take_while(|amount| amount.tokens.start < at + REACH);
        for amount in near.filter(|amount| amount.tokens.start >= taken && small(amount.value)) {
            if asked_near(input, purpose, &amount.tokens, REACH) {
                taken = amount.tokens.end;
                let (tokens, value) = (amount.tokens.clone(), Some(amount.value));
                found.push(Found { code: FindingCode::AppMisused, tokens, value });
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{BUSINESS, OFFICIAL, detect};
    use crate::report::FindingCode::AppMisused;

    #[test]
    fn a_small_payment_in_an_official_app() {
        assert!(detect(BUSINESS, "pay Rs 10 in the Suvidha app to update").has(AppMisused));
        assert!(!detect(OFFICIAL, "pay Rs 10 in the Suvidha app to update").has(AppMisused));
        assert!(!detect(BUSINESS, "pay Rs 512 in the Suvidha app to update").has(AppMisused));
        assert!(!detect(BUSINESS, "pay Rs 10 in the Suvidha app").has(AppMisused));
        assert!(!detect(BUSINESS, "pay Rs 10 to update").has(AppMisused));
    }
}
