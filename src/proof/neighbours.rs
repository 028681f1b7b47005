//! Are chunks next to each other that have nothing to say to each other?
//!
//! In: the parts of a message. Out: chunks directly before or behind others than those that the list allows, and values
//! that nothing says the meaning of. "Rebate" and "if not paid" are each sound, and together the opposite of what a company
//! says.

use super::channels::is_channel;
use super::parse::{Read, ReadValue, chunks_of};
use super::slots::Value;
use super::stops::is_sentence_end;
use crate::detect::Input;
use crate::report::Element;
use crate::text::TokenKind;
use bumpalo::collections::Vec;
use std::ops::Range;

/// Chunks that are next to one that the list does not allow there, in the same sentence. A value without words between
/// two does not part them: "Rebate Rs 11 if not paid".
pub(super) fn strangers<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let is_mark = |at: usize| input.tokens()[at].kind == TokenKind::Mark;
    // What is before, the nearest last, and whether a mark is behind it.
    let mut before: [Option<(&Read, bool)>; 2] = [None, None];
    for chunk in chunks_of(parts) {
        let (first, last) = (&chunk[0], &chunk[chunk.len() - 1]);
        if let Some((part, _)) = before[1] {
            let gap = part.tokens.end..first.tokens.start;
            if is_sentence_end(input, gap.clone()) {
                before = [None, None];
            } else if gap.clone().any(is_mark) || input.text.begins_line(gap.end) {
                before = before.map(|part| part.map(|(part, _)| (part, true)));
            }
        }
        for (part, is_parted) in before.into_iter().flatten() {
            if !input.group.grammar.may_follow(part.chunk, first.chunk, is_parted) {
                implausible.push(part.tokens.start..last.tokens.end);
            }
        }
        let is_value = matches!(chunk, [Read { value: ReadValue::Typed(_), .. }]);
        before = [before[1].filter(|_| is_value), Some((last, false))];
    }
}

/// Sums that nothing names, beside another sum: "₹200 | Rs 8,450" does not say what the second is, nor does "CA
/// 102036918, ₹2,036" in a message about Rs 760.
pub(super) fn nameless<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let is_mark = |at: usize| input.tokens()[at].kind == TokenKind::Mark;
    let sum = |part: &Read| part.sum_of(Element::Amount);
    for (at, (part, next)) in parts.iter().zip(parts.iter().skip(1)).enumerate() {
        let Some(own) = sum(next).filter(|_| (part.tokens.end..next.tokens.start).all(is_mark)) else { continue };
        // What is directly behind may name it: "Rs 1,230 after rebate".
        let is_bare = next.tokens.end >= input.tokens().len() || is_mark(next.tokens.end);
        let follows = match part.value {
            ReadValue::Typed(Value::Amount(_)) => part.chunk == next.chunk || is_bare,
            ReadValue::Typed(Value::Text(_)) => part.chunk == next.chunk,
            // "Suvidha app | Rs 8,042".
            _ => {
                is_bare
                    && part.chunk != next.chunk
                    && parts[..=at].iter().rev().take_while(|own| own.chunk == part.chunk).any(is_channel)
            }
        };
        if follows && parts.iter().filter_map(sum).any(|other| other != own) {
            implausible.push(next.tokens.clone());
        }
    }
}
