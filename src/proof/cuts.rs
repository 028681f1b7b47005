//! Do the sentences that cut the supply leave their reader time?
//!
//! In: the parts of a message. Out: cuts at once or without a day, and dates that leave no time before one. Companies
//! give notice; who wants to frighten says "today".

use super::parse::{Read, ReadValue, chunks_of, dates, sentences, tokens_of};
use super::phrases::{begins, holds};
use crate::detect::Input;
use crate::grammar::Special;
use crate::report::Element;
use bumpalo::collections::Vec;
use std::ops::Range;

/// Cuts in a sentence with "today", with a day that is none of theirs, or with neither a day nor what they depend on; a
/// cut on the last date or before it; a last date on which nobody is given notice.
pub(super) fn cuts<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    // A notice names the cut, and from there on says by when to pay, its day, or what it depends on.
    let has_reason = |from: usize| {
        dates(parts, Element::LastDate).any(|(_, tokens)| tokens.start >= from)
            || sentences(input, parts).any(|sentence| {
                let tokens = tokens_of(sentence);
                tokens.start >= from && depends(input, sentence, tokens)
            })
    };
    let otherwise = input.group.grammar.special(Special::Otherwise);
    for sentence in sentences(input, parts) {
        let tokens = tokens_of(sentence);
        if !holds(input, Special::Cutting, tokens.clone()) {
            continue;
        }
        let days = || sentence.iter().filter(|part| part.date().is_some()).map(|part| part.element);
        // "The meter will be cut" of one chunk and "on 06/12/2026" of another: the day of a receipt, for the clauses.
        let is_other = |element| !matches!(element, Some(Element::DisconnectionDate | Element::LastDate));
        let is_heading = || {
            begins_with_cut(input, sentence)
                && holds(input, Special::CutHeading, tokens.clone())
                && has_reason(tokens.start)
        };
        let is_explained = depends(input, sentence, tokens.clone()) || is_heading();
        // "Else disconnection" says nothing where nothing was asked for.
        let is_asked = |at: usize| [Special::Order, Special::Arrears].iter().any(|why| holds(input, *why, 0..at));
        let is_else = |at: usize| otherwise.is_some_and(|class| begins(input, class, at..tokens.end)) && !is_asked(at);
        if !is_explained
            || tokens.clone().any(is_else)
            || days().any(is_other)
            || holds(input, Special::AtOnce, with_companions(input, &tokens))
        {
            implausible.push(tokens);
        }
    }
    let cuts = || dates(parts, Element::DisconnectionDate);
    let whole = 0..input.tokens().len();
    let is_cut = cuts().next().is_some() || holds(input, Special::Cutting, whole.clone());
    let is_condition = |sentence: &[Read]| {
        let tokens = tokens_of(sentence);
        // "Supply will be off / rebate if paid in time": the condition is the rebate's.
        [Special::Cutting, Special::CutCondition].iter().all(|both| holds(input, *both, tokens.clone()))
            && !holds(input, Special::Share, tokens)
    };
    let says_why = || holds(input, Special::Arrears, whole.clone()) || sentences(input, parts).any(is_condition);
    if is_cut && input.group.grammar.special(Special::Arrears).is_some() && !says_why() {
        implausible.push(whole.clone());
    }
    // Who is offered a rebate is told by when to pay, not only when the supply is cut.
    let is_offered = || parts.iter().any(|part| part.element == Some(Element::Rebate));
    if cuts().next().is_some() && is_offered() && dates(parts, Element::LastDate).next().is_none() {
        implausible.push(whole.clone());
    }
    for (last, tokens) in dates(parts, Element::LastDate).filter(|_| is_cut) {
        let days = i64::from((last - input.day).get_days());
        if !input.group.limits.disconnection_days.contains(&days) {
            implausible.push(tokens);
        }
        implausible.extend(cuts().filter(|(cut, _)| *cut <= last).map(|(_, tokens)| tokens));
    }
}

/// The tokens with the words before and behind that may accompany any chunk, and are of none: "ab bijli kaat di jayegi".
fn with_companions(input: &Input<'_>, tokens: &Range<usize>) -> Range<usize> {
    let is_before = |at: &usize| input.word(*at).is_some() && !input.text.begins_line(at + 1);
    let is_behind = |at: &usize| input.word(*at).is_some() && !input.text.begins_line(*at);
    let start = (0..tokens.start).rev().take_while(is_before).last().unwrap_or(tokens.start);
    let end = (tokens.end..input.tokens().len()).take_while(is_behind).last().map_or(tokens.end, |last| last + 1);
    start..end
}

/// Whether the sentence says on what day it cuts, or what keeps the reader from it.
fn depends(input: &Input<'_>, sentence: &[Read], tokens: Range<usize>) -> bool {
    dates(sentence, Element::DisconnectionDate).next().is_some() || holds(input, Special::CutCondition, tokens)
}

/// Whether the first chunk of the sentence, the company's name aside, speaks of the cut: a notice says first what it is.
fn begins_with_cut(input: &Input<'_>, sentence: &[Read]) -> bool {
    let is_name = |chunk: &&[Read]| chunk.iter().any(|part| matches!(part.value, ReadValue::Company(_)));
    let first = chunks_of(sentence).find(|chunk| !is_name(chunk));
    first.is_some_and(|chunk| holds(input, Special::Cutting, tokens_of(chunk)))
}
