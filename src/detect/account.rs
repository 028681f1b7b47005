//! Consumer account (CA) numbers.
//!
//! In: tokens. Out: numbers that stand behind a label of one of the issuer's
//! account slots. Behind a label that other numbers share ("account no", "customer
//! id") the pattern is narrower, and a number outside it is *doubtful*: no phone
//! number to warn of, but nothing to accept either. A word that addresses the
//! reader labels nothing by itself: "Dear consumer 98…" gives a number to call.

use super::{Input, Labelled, Typed};
use crate::text::{Marks, TokenKind};
use crate::words::{Concept, Label, Meaning};
use bumpalo::collections::String;
use std::ops::Range;

/// Written in groups, a group has so many, and there are at most so many groups.
const GROUP: Range<usize> = 2..7;
const MOST_GROUPS: usize = 5;

pub(super) fn accounts<'a>(input: &Input<'a>) -> Labelled<'a> {
    let mut accounts = Labelled::none(input);
    let mut taken = 0;
    let labels = |meaning| matches!(meaning, Meaning::Label(Label::AccountNumber | Label::SharedAccountNumber));
    for at in input.mentions.starts(labels) {
        let Some(Typed { tokens, value }) = labelled(input, at).filter(|_| at >= taken) else { continue };
        taken = tokens.end;
        match value {
            Some(value) => accounts.sure.push(Typed { tokens, value }),
            None => accounts.doubtful.push(tokens),
        }
    }
    accounts
}

/// The number behind the label at `at`; its digits where they match the slot's pattern.
fn labelled<'a>(input: &Input<'a>, at: usize) -> Option<Typed<Option<&'a str>>> {
    let (mut shared, mut value) = label_at(input, at).filter(|(_, end)| input.is_one_clause(at..*end))?;
    let alone = value == at + 1 && addresses_reader(input, at);
    // `खाता संख्या CA 62…`, `A/c (CA) no. 10…`: the narrowest label decides.
    for _ in 0..4 {
        value = input.skip_marks(value, const { Marks::of(b".:-#()/=") });
        match (label_at(input, value), input.word(value)) {
            (Some((also_shared, end)), _) => (shared, value) = (shared && also_shared, end),
            (None, Some(word)) if input.rules.language.before_number.has(word) => value += 1,
            _ => break,
        }
    }
    if let Some(end) = masked(input, value) {
        return Some(Typed { tokens: at..end, value: Some(input.text.folded_run(value..end, input.arena)) });
    }
    if !shared && let Some(grouped) = grouped(input, at, value) {
        return Some(grouped);
    }
    let digits = input.digits(value)?;
    let pattern = if shared { &input.group.shared_account_number } else { &input.group.account_number };
    let tokens = at..value + 1;
    if pattern.is_match(digits) && !(shared && is_paid_into(input, &tokens)) {
        return Some(Typed { tokens, value: Some(digits) });
    }
    let doubtful = shared && input.is_from_header() && !alone && !input.is_to_call(&tokens);
    (doubtful && input.rules.nation.account_digits.contains(&digits.len())).then_some(Typed { tokens, value: None })
}

/// `CA No 9835 0172 64`, `CA No 98350-17264`: a number in groups, from a header, that nothing says to call.
fn grouped<'a>(input: &Input<'a>, at: usize, first: usize) -> Option<Typed<Option<&'a str>>> {
    let pattern = &input.group.account_number;
    if input.digits(first).is_none_or(|digits| !GROUP.contains(&digits.len()) || pattern.is_match(digits)) {
        return None;
    }
    let mut joined = String::from_str_in(input.digits(first)?, input.arena);
    let mut end = first + 1;
    for _ in 1..MOST_GROUPS {
        let hyphen = input.text.is_mark(end, b'-') && input.is_glued(end) && input.is_glued(end + 1);
        let next = if hyphen { end + 1 } else { end };
        let Some(group) = input.digits(next).filter(|group| GROUP.contains(&group.len())) else { break };
        joined.push_str(group);
        end = next + 1;
    }
    let tokens = at..end;
    let sure =
        end > first + 1 && input.rules.nation.account_digits.contains(&joined.len()) && pattern.is_match(&joined);
    (sure && input.is_from_header() && !input.is_to_call(&tokens))
        .then(|| Typed { tokens, value: Some(joined.into_bump_str()) })
}

/// `pay to the account no 21…`, `खाता 21… में`: perhaps not the reader's own.
fn is_paid_into(input: &Input<'_>, tokens: &Range<usize>) -> bool {
    let direction = |at: usize| input.label(at, Label::Direction).is_some();
    direction(tokens.end) || (tokens.start.saturating_sub(2)..tokens.start).any(direction)
}

/// Whether the label at `at` is one that other numbers share, and the token after it.
fn label_at(input: &Input<'_>, at: usize) -> Option<(bool, usize)> {
    let sure = input.label(at, Label::AccountNumber).map(|end| (false, end));
    sure.or_else(|| input.label(at, Label::SharedAccountNumber).map(|end| (true, end)))
}

fn addresses_reader(input: &Input<'_>, at: usize) -> bool {
    let info = input.ids.get(at).and_then(|id| input.group.words.info(*id));
    info.is_some_and(|info| info.concepts.has(Concept::Reader))
}

/// The token after `XXXXXX4471` or `****4471`.
fn masked(input: &Input<'_>, at: usize) -> Option<usize> {
    let stars = input.skip_marks(at, const { Marks::of(b"*") });
    let digits = match input.word(at) {
        Some(word) if word.bytes().all(|b| b == b'x') && word.len() > 1 => at + 1,
        _ if stars > at + 1 => stars,
        _ => return None,
    };
    let shown = input.digits(digits).filter(|shown| (3..=4).contains(&shown.len()))?;
    let glued = input.is_glued(digits) && input.token(digits).is_some_and(|token| token.kind == TokenKind::Digits);
    (glued && !shown.is_empty()).then_some(digits + 1)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{OFFICIAL, PHONE, detect};
    use crate::report::FindingCode;

    #[test]
    fn a_number_behind_its_label_is_an_account() {
        for body in [
            "CA no 236012345",
            "CA No. (236012345)",
            "consumer no is 236012345",
            "CA No 236 012 345",
            "CA No 23601-2345",
        ] {
            let seen = detect(OFFICIAL, body);
            assert_eq!(seen.accounts.len(), 1, "{body}");
            assert_eq!(seen.accounts[0].1, "236012345", "{body}");
        }
    }

    #[test]
    fn a_grouped_number_may_be_one_to_call() {
        assert!(!detect(OFFICIAL, "CA No 98123 45678").has(FindingCode::PhoneNumber));
        assert!(detect(PHONE, "CA No 98123 45678").has(FindingCode::PhoneNumber));
        assert!(detect(OFFICIAL, "call CA No 98123 45678").has(FindingCode::PhoneNumber));
        assert!(detect(OFFICIAL, "account 98123 45678").has(FindingCode::PhoneNumber));
    }
}
