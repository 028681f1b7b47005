//! Lures to call, write to or meet a person.
//!
//! In: the readings, and the numbers found. Out: findings where a contact word
//! goes with a person or a number. Naming the office is no lure, and neither
//! is "never call", nor the issuer's own helpline. From an official sender it
//! takes a channel that is not the issuer's: "contact customer care" leads nowhere else.

use super::{Found, Input};
use crate::report::FindingCode;
use crate::text::TokenKind;
use crate::words::{Concept, Concepts};
use bumpalo::collections::Vec;
use std::ops::Range;

const REACH: usize = 9;

pub(super) fn dangers<'a>(input: &Input<'a>, found: &mut Vec<'a, Found<'a>>) {
    use FindingCode::{LandlineNumber, OfficialNumber, PhoneNumber, ShortNumber};
    let is_number = |found: &&Found| matches!(found.code, PhoneNumber | LandlineNumber | ShortNumber);
    let harmless = |found: &Found| found.code == OfficialNumber;
    if input.sender.is_official() && found.iter().all(harmless) {
        return;
    }
    let mut numbers = input.list();
    numbers.extend(found.iter().filter(is_number).map(|found| found.tokens.start));
    numbers.sort_unstable();
    let object = Concepts::of(&[Concept::Person, Concept::NumberWord]);
    for hit in input.fuzzy.hits_of(Concepts::of(&[Concept::Contact])) {
        let begin = input.fuzzy.place(hit.tokens.start);
        let first = numbers.partition_point(|start| input.fuzzy.place(*start) + 2 * REACH < begin);
        let number =
            numbers.get(first).is_some_and(|start| input.fuzzy.is_within(&(*start..*start), &hit.tokens, REACH));
        let person = input.fuzzy.has_near(object, &hit.tokens, REACH);
        if (number || person) && !is_negated(input, &hit.tokens, 0) {
            found.push(Found { code: FindingCode::ContactLure, tokens: hit.tokens.clone(), value: None });
        }
    }
}

/// Whether "not" or "never" stands before `tokens` with at most `words` words between,
/// or close behind as in Hindi ("call na karen"), in the same clause.
pub(super) fn is_negated(input: &Input<'_>, tokens: &Range<usize>, words: usize) -> bool {
    let clause = |from: usize, to: usize| {
        from <= to && !(from..to).any(|at| input.token(at).is_some_and(|token| token.kind == TokenKind::Mark))
    };
    input.fuzzy.hits_around(tokens, 5).filter(|hit| hit.concepts.has(Concept::Negation)).any(|hit| {
        let negation = &hit.tokens;
        let before =
            negation.end <= tokens.start && tokens.start - negation.end <= words && clause(negation.end, tokens.start);
        before || negation.start >= tokens.end && negation.start - tokens.end <= 3 && clause(tokens.end, negation.start)
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{BUSINESS, OFFICIAL, detect};
    use crate::report::FindingCode::ContactLure;

    #[test]
    fn a_contact_word_with_a_person_or_number_is_a_lure() {
        assert!(detect(BUSINESS, "contact the officer").has(ContactLure));
        assert!(detect(OFFICIAL, "call 98123 45678").has(ContactLure));
        assert!(!detect(BUSINESS, "never call the officer").has(ContactLure));
        assert!(!detect(BUSINESS, "contact the office").has(ContactLure));
        assert!(detect(OFFICIAL, "C.o.n.t.a.c.t t.h.e o.f.f.i.c.e 98123 45678").has(ContactLure));
    }

    #[test]
    fn the_issuer_may_name_its_own_helpline() {
        for body in ["For help call 1912", "Call helpline 1912", "Contact customer care", "1912 पर कॉल"] {
            assert!(!detect(OFFICIAL, body).has(ContactLure), "{body}");
        }
        assert!(detect(OFFICIAL, "Call officer 1912 or 98123 45678").has(ContactLure));
    }
}
