//! Do the words beside a channel make it another one, or stand where a channel is expected?
//!
//! In: the parts of a message. Out: official names that go on or are joined to other words, and words that anyone
//! reads as the name of a channel: in "Bill can be paid on Payment Info" each word is one of the list's.

use super::labels::{begins, phrase_ends};
use super::parse::{Read, ReadValue};
use crate::detect::Input;
use crate::text::{Marks, TokenKind};
use bumpalo::collections::Vec;
use std::ops::Range;

/// Joins channels of which one will do.
const SLASH: Marks = Marks::of(b"/");
/// A phrase beside which a channel is expected begins at most as many tokens before the chunk that it leads to.
const LONGEST_LEAD: usize = 3;

/// Official apps and sites whose name goes on: "Sugam Pay" and "Suvidha Suvidha Plus" are others.
pub(super) fn other_names<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let Some(goes_on) = input.rules.grammar.name_goes_on else { return };
    let is_channel = |part: &Read| matches!(part.value, ReadValue::App(_) | ReadValue::Site);
    for (at, part) in parts.iter().enumerate().filter(|(_, part)| is_channel(part)) {
        let behind = part.tokens.end;
        let is_twice = parts.get(at + 1).is_some_and(|next| next.tokens.start == behind && is_channel(next));
        let is_parted = input.text.begins_line(behind);
        let is_hyphenated = matches!(part.value, ReadValue::App(_))
            && input.text.is_mark(behind, b'-')
            && input.is_glued(behind)
            && input.is_glued(behind + 1);
        let rest = behind..input.tokens().len();
        if is_hyphenated || !is_parted && (is_twice || begins(input, goes_on, rest)) || is_alternative(input, parts, at) {
            implausible.push(part.tokens.clone());
        }
    }
}

/// Whether a slash before the channel at `at` joins it to words of another chunk: in "Smart Meter Update / Suvidha app"
/// anyone reads an app of another name.
fn is_alternative(input: &Input<'_>, parts: &[Read], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &parts[before]) else { return false };
    let mut gap = before.tokens.end..parts[at].tokens.start;
    let mut of_chunk = parts[..at].iter().rev().take_while(|part| part.chunk == before.chunk);
    gap.any(|at| input.text.is_one_of(at, SLASH))
        && !of_chunk.any(|part| matches!(part.value, ReadValue::App(_) | ReadValue::Site))
}

/// Chunks where a channel is expected that hold none, nor any other value: "paid on" and "Payment", "Consumer se" and
/// "recharge karein".
pub(super) fn foreign<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let chunks: std::vec::Vec<&[Read]> = parts.chunk_by(|part, next| part.chunk == next.chunk).collect();
    for pair in chunks.windows(2) {
        let (before, behind) = (pair[0][pair[0].len() - 1].tokens.end, pair[1][0].tokens.start);
        let is_joined = (before..behind).all(|at| input.tokens()[at].kind != TokenKind::Mark)
            && !(before..=behind).any(|at| input.text.begins_line(at));
        let has_value = pair.iter().any(|chunk| chunk.iter().any(|part| !matches!(part.value, ReadValue::Words)));
        if is_joined && !has_value && leads_to_channel(input, before) {
            implausible.push(pair[0][0].tokens.start..pair[1][pair[1].len() - 1].tokens.end);
        }
    }
}

/// Whether a phrase beside which a channel is expected, and none beside which it is not, goes over the token `at`.
fn leads_to_channel(input: &Input<'_>, at: usize) -> bool {
    let grammar = &input.rules.grammar;
    let goes_over = |symbol| {
        let mut starts = at.saturating_sub(LONGEST_LEAD)..at;
        starts.any(|start| phrase_ends(input, symbol, start..input.tokens().len()).any(|end| end > at))
    };
    let is_idiom = |symbol| {
        let mut starts = at.saturating_sub(LONGEST_LEAD)..at + 1;
        starts.any(|start| phrase_ends(input, symbol, start..input.tokens().len()).any(|end| end >= at))
    };
    grammar.channel_follows.is_some_and(goes_over) && !grammar.no_channel_follows.is_some_and(is_idiom)
}
