//! Receipt, bill and transaction numbers.
//!
//! In: tokens. Out: numbers that stand behind a label of the issuer's reference
//! slot and match its pattern. One that does not match, or that holds a mobile
//! number (`NB77…`), is *doubtful*: no number to call, but nothing to accept either.

use super::{Input, Labelled, Typed};
use crate::text::{Marks, Token, TokenKind};
use crate::words::Label;
use bumpalo::collections::String;

/// A reference has at least as many digits.
const LEAST: usize = 4;
/// No reference has more parts, in tokens.
const MOST_PARTS: usize = 16;

pub(super) fn references<'a>(input: &Input<'a>) -> Labelled<'a> {
    let mut references = Labelled::none(input);
    let mut taken = 0;
    for at in input.starts_of(Label::Reference) {
        let Some(typed) = labelled(input, at).filter(|_| at >= taken) else { continue };
        taken = typed.tokens.end;
        if input.group.reference.is_match(typed.value) && !holds_mobile(input, typed.value) {
            references.sure.push(typed);
        } else if input.is_from_header() && !input.is_to_call(&typed.tokens) {
            references.doubtful.push(typed.tokens);
        }
    }
    references
}

fn labelled<'a>(input: &Input<'a>, at: usize) -> Option<Typed<&'a str>> {
    let end = input.label(at, Label::Reference).filter(|end| input.is_one_clause(at..*end))?;
    let value = input.skip_marks(end, const { Marks::of(b".:-#") });
    let part = |token: &Token| token.is_word() || token.kind == TokenKind::Digits;
    if !input.token(value).is_some_and(part) {
        return None;
    }
    let glued = |at: usize| input.token(at).is_some_and(|token| !token.spaced && part(token));
    let separated =
        |at: usize| input.text.is_one_of(at, const { Marks::of(b"/-") }) && input.is_glued(at) && glued(at + 1);
    // `SB26/1122/48871`
    let mut end = value + 1;
    while glued(end) || separated(end) {
        end += 1;
        if end > value + MOST_PARTS {
            return None;
        }
    }
    let run = value..end;
    let digits: usize = run.clone().filter_map(|at| input.digits(at)).map(str::len).sum();
    let helpline = input.digits(value).is_some_and(|digits| run.len() == 1 && input.is_helpline(digits));
    if helpline || digits < LEAST || run.clone().any(|at| has_meaning(input, at)) {
        return None;
    }
    let tokens = at..run.end;
    let mut value = String::new_in(input.arena);
    run.filter_map(|at| input.token(at)).for_each(|token| value.push_str(input.text.folded(token)));
    Some(Typed { tokens, value: value.into_bump_str() })
}

/// A word of danger glued to a number (`call98…`) makes it one to call.
fn has_meaning(input: &Input<'_>, at: usize) -> bool {
    let info = input.ids.get(at).and_then(|id| input.group.words.info(*id));
    let letter = input.token(at).is_some_and(|token| token.folded_len() == 1);
    !letter && info.is_some_and(|info| !info.concepts.is_empty())
}

fn holds_mobile(input: &Input<'_>, value: &str) -> bool {
    let digits = value.trim_matches(|c: char| !c.is_ascii_digit());
    digits.len() != value.len() && input.rules.nation.numbering.is_national_mobile(digits)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{OFFICIAL, detect};

    #[test]
    fn a_reference_stands_behind_its_label() {
        assert_eq!(detect(OFFICIAL, "bill no. SB4471").references[0].1, "sb4471");
        assert_eq!(detect(OFFICIAL, "bill, no. 4471").references, []);
        assert_eq!(detect(OFFICIAL, "ref 1912").references, []);
        assert_eq!(detect(OFFICIAL, &format!("ref {}", "ref-".repeat(40))).references, []);
    }
}
