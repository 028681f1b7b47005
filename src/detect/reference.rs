//! Receipt, bill and transaction numbers.
//!
//! In: tokens. Out: numbers that stand behind a label of the issuer's reference
//! slot and match its pattern. One that does not match, or that holds a mobile
//! number (`NB77…`), is *doubtful*: no number to call, but nothing to accept either.

use super::{Input, Typed};
use crate::text::{Marks, Token, TokenKind};
use crate::words::{Concept, Concepts, Label};
use std::ops::Range;

/// A reference has at least as many digits.
const LEAST: usize = 4;
/// How far from a contact word a number is one to call, in tokens.
const REACH: usize = 6;

/// Numbers behind a reference label.
#[derive(Default)]
pub(super) struct References {
    /// They match the slot's pattern and hold nothing to call.
    pub(super) sure: Vec<Typed<String>>,
    /// They may be a number of another kind.
    pub(super) doubtful: Vec<Range<usize>>,
}

pub(super) fn references(input: &Input<'_>) -> References {
    let mut references = References::default();
    let mut taken = 0;
    for at in input.starts_of(Label::Reference) {
        let Some(typed) = labelled(input, at).filter(|_| at >= taken) else { continue };
        taken = typed.tokens.end;
        if input.rules.reference.is_match(&typed.value) && !is_mobile(&typed.value) {
            references.sure.push(typed);
        } else if input.is_from_header()
            && !input.fuzzy.has_near(Concepts::of(&[Concept::Contact]), &typed.tokens, REACH)
        {
            references.doubtful.push(typed.tokens);
        }
    }
    references
}

fn labelled(input: &Input<'_>, at: usize) -> Option<Typed<String>> {
    let end = input.label(at, Label::Reference).filter(|end| input.is_one_clause(at..*end))?;
    let value = input.skip_marks(end, const { Marks::of(b".:-#") });
    let tokens = input.tokens();
    let part = |token: &Token| token.is_word() || token.kind == TokenKind::Digits;
    if !tokens.get(value).is_some_and(part) {
        return None;
    }
    let glued = |at: usize| tokens.get(at).is_some_and(|token| !token.spaced && part(token));
    let separated =
        |at: usize| input.text.is_one_of(at, const { Marks::of(b"/-") }) && input.is_glued(at) && glued(at + 1);
    // `SB26/1122/48871`
    let mut end = value + 1;
    while glued(end) || separated(end) {
        end += 1;
    }
    let run = value..end.min(tokens.len());
    let digits: usize = run.clone().filter_map(|at| input.digits(at)).map(str::len).sum();
    let helpline = input.digits(value).is_some_and(|digits| run.len() == 1 && input.is_helpline(digits));
    if helpline || digits < LEAST || run.clone().any(|at| has_meaning(input, at)) {
        return None;
    }
    let value = input.text.folded_run(run.clone()).replace(' ', "");
    Some(Typed { tokens: at..run.end, value })
}

/// A word of danger glued to a number (`call98…`) makes it one to call.
fn has_meaning(input: &Input<'_>, at: usize) -> bool {
    let info = input.ids.get(at).and_then(|id| input.rules.words.info(*id));
    let letter = input.tokens().get(at).is_some_and(|token| token.folded_len() == 1);
    !letter && info.is_some_and(|info| !info.concepts.is_empty())
}

fn is_mobile(value: &str) -> bool {
    let digits = value.trim_matches(|c: char| !c.is_ascii_digit());
    digits.len() != value.len() && digits.len() == 10 && digits.starts_with(['6', '7', '8', '9'])
}
