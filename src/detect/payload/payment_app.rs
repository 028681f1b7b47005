//! A number to pay to in a payment app.
//!
//! In: the readings, and the numbers found. Out: findings: `PhonePe 98765 43210`.

use super::super::{Found, Input};
use crate::report::FindingCode;
use crate::words::{Concept, Concepts};
use bumpalo::collections::Vec;

/// How far from the app's name the number may stand, in tokens.
const REACH: usize = 8;

pub(super) fn dangers<'a>(input: &Input<'a>, found: &mut Vec<'a, Found<'a>>) {
    let is_number = |found: &Found| matches!(found.code, FindingCode::PhoneNumber | FindingCode::LandlineNumber);
    let app = Concepts::of(&[Concept::PaymentApp]);
    if !input.fuzzy.concepts.has_any(app) {
        return;
    }
    for at in 0..found.len() {
        let number = &found[at];
        if is_number(number) && super::asked_near(input, app, &number.tokens, REACH) {
            let found_here =
                Found { code: FindingCode::PaymentAppNumber, tokens: number.tokens.clone(), value: number.value };
            found.push(found_here);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{BUSINESS, detect};
    use crate::report::FindingCode::PaymentAppNumber;

    #[test]
    fn a_number_beside_a_payment_app() {
        assert!(detect(BUSINESS, "PhonePe 98123 45678").has(PaymentAppNumber));
        assert!(!detect(BUSINESS, "never use PhonePe 98123 45678").has(PaymentAppNumber));
        assert!(!detect(BUSINESS, "PhonePe: bill paid").has(PaymentAppNumber));
        assert!(!detect(BUSINESS, "call 98123 45678").has(PaymentAppNumber));
    }
}
