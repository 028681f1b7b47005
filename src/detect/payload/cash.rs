//! Cash, and people at the door.
//!
//! In: the readings. Out: findings where cash goes to a person, or where someone
//! comes to the house for money or papers. The cash counter of an office is no person.

use super::super::{Found, Input};
use super::{asked, asked_near};
use crate::report::FindingCode;
use crate::words::{Concept, Concepts};
use bumpalo::collections::Vec;

/// How far from "cash" the person who takes it may stand, in tokens.
const REACH: usize = 10;

pub(super) fn dangers<'a>(input: &Input<'a>, found: &mut Vec<'a, Found<'a>>) {
    let taker = Concepts::of(&[Concept::Person, Concept::HomeVisit]);
    for hit in asked(input, Concept::Cash) {
        let counter = (hit.tokens.end..hit.tokens.end + 3)
            .any(|at| input.word(at).is_some_and(|word| input.rules.language.counter.has(word)));
        if !counter && asked_near(input, taker, &hit.tokens, REACH) {
            found.push(Found { code: FindingCode::CashRequest, tokens: hit.tokens.clone(), value: None });
        }
    }
    let wanted = Concepts::of(&[Concept::Cash, Concept::Pay, Concept::Kyc, Concept::Secret, Concept::Due]);
    for hit in asked(input, Concept::HomeVisit) {
        if asked_near(input, wanted, &hit.tokens, REACH) {
            found.push(Found { code: FindingCode::HomeVisit, tokens: hit.tokens.clone(), value: None });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{BUSINESS, detect};
    use crate::report::FindingCode::{CashRequest, HomeVisit};

    #[test]
    fn cash_to_a_person_and_people_at_the_door() {
        assert!(detect(BUSINESS, "give cash to the agent").has(CashRequest));
        assert!(detect(BUSINESS, "agent at your door, pay him").has(HomeVisit));
        assert!(detect(BUSINESS, "नकद आपके घर").has(CashRequest));
    }

    #[test]
    fn a_counter_is_no_person() {
        assert!(!detect(BUSINESS, "pay at the cash counter, officer").has(CashRequest));
        assert!(!detect(BUSINESS, "never give cash to an agent").has(CashRequest));
        assert!(!detect(BUSINESS, "officer at your door").has(HomeVisit));
    }
}
