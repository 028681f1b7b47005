//! Lures to call, write to or meet a person.
//!
//! In: the readings, and the numbers found. Out: findings where a contact word
//! goes with a person or a number. Naming the office is no lure, and neither
//! is "never call".

use super::{Found, Input};
use crate::verdict::FindingCode;
use crate::words::{Concept, Concepts};

const REACH: usize = 9;

pub(super) fn dangers(input: &Input<'_>, found: &mut Vec<Found>) {
    use FindingCode::{LandlineNumber, PhoneNumber, ShortNumber};
    let is_number = |found: &&Found| matches!(found.code, PhoneNumber | LandlineNumber | ShortNumber);
    let mut numbers: Vec<usize> = found.iter().filter(is_number).map(|found| found.tokens.start).collect();
    numbers.sort_unstable();
    let object = Concepts::of(&[Concept::Person, Concept::NumberWord]);
    for hit in input.fuzzy.hits_of(Concepts::of(&[Concept::Contact])) {
        let first = numbers.partition_point(|start| start + 2 * REACH < hit.tokens.start);
        let number = numbers.get(first).is_some_and(|start| *start < hit.tokens.end + REACH);
        let person = input.fuzzy.has_near(object, &hit.tokens, REACH);
        if (number || person) && !is_negated(input, &hit.tokens) {
            found.push(Found {
                code: FindingCode::ContactLure,
                tokens: hit.tokens.clone(),
                value: None,
            });
        }
    }
}

/// Whether "not" or "never" stands beside `tokens`.
pub(super) fn is_negated(input: &Input<'_>, tokens: &std::ops::Range<usize>) -> bool {
    input.fuzzy.has_near(Concepts::of(&[Concept::Negation]), tokens, 3)
}
