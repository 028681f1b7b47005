//! Do the words beside a channel make it another one, or stand where a channel is expected?
//!
//! In: the parts of a message. Out: official names that go on or are joined to other words, and words that anyone
//! reads as the name of a channel: in "Bill can be paid on Payment Info" each word is one of the list's.

use super::parse::{Read, ReadValue, chunks_of, tokens_of};
use super::phrases::{begins, holds, is_one, phrase_ends};
use super::slots::Value;
use crate::detect::Input;
use crate::grammar::Special;
use crate::steps::step;
use crate::text::{Marks, TokenKind};
use crate::words::Meaning;
use bumpalo::collections::Vec;
use std::ops::Range;

/// Joins channels of which one will do.
const SLASH: Marks = Marks::of(b"/");
/// Part an official name from a word before it, which then names another channel: "pay by Bill Payment app, Suvidha".
const PARTING: Marks = Marks::of(b".,;|([");
/// Lead from a label to what it labels.
const LEADING: Marks = Marks::of(b":-");
/// A phrase beside which a channel is expected begins at most as many tokens before the chunk that it leads to.
const LONGEST_LEAD: usize = 3;
/// A name of an app has at most as many words.
const LONGEST_NAME: usize = 6;

/// Official apps and sites whose name goes on: "Sugam Pay" and "Suvidha Suvidha Plus" are others.
pub(super) fn other_names<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let name_goes_on = input.group.grammar.special(Special::NameGoesOn);
    let tokens = input.tokens().len();
    let goes_on = |at: usize| name_goes_on.is_some_and(|class| begins(input, class, at..tokens));
    // "SBPDCL-PAY" is no company.
    let is_hyphenated = |at: usize| input.text.is_mark(at, b'-') && input.is_glued(at) && input.is_glued(at + 1);
    for company in parts.iter().filter(|part| matches!(part.value, ReadValue::Company(_))) {
        if is_hyphenated(company.tokens.end) && goes_on(company.tokens.end + 1) {
            implausible.push(company.tokens.clone());
        }
    }
    for (at, part) in parts.iter().enumerate().filter(|(_, part)| is_channel(part)) {
        let behind = part.tokens.end;
        let is_twice = parts.get(at + 1).is_some_and(|next| next.tokens.start == behind && is_channel(next));
        let is_parted = input.text.begins_line(behind);
        let is_hyphenated = matches!(part.value, ReadValue::App(_)) && is_hyphenated(behind);
        let is_joined = joined(input, parts, at).is_some_and(goes_on);
        let is_other_app = || matches!(part.value, ReadValue::App(_)) && is_other_app(input, &part.tokens);
        let is_named = is_other_app() || names_another(input, &part.tokens);
        let is_other = is_hyphenated || is_joined || is_named || !is_parted && (is_twice || goes_on(behind));
        if is_other || is_apart(input, parts, at) || is_numbered(input, parts, at) {
            implausible.push(part.tokens.clone());
        }
    }
}

/// Whether behind the channel and what joins it to more there is nothing but what reads as another app's name.
fn names_another(input: &Input<'_>, channel: &Range<usize>) -> bool {
    let Some(name) = input.group.grammar.special(Special::NameAlone) else { return false };
    let tokens = input.tokens().len();
    let is_mark = |at: usize| input.tokens()[at].kind == TokenKind::Mark;
    let joins = |at: &usize| is_mark(*at) || is_one(input, Special::Between, *at);
    let behind = behind_noun(input, channel.end);
    let Some(start) = (behind..tokens).take(LONGEST_NAME).find(|at| !joins(at)) else { return false };
    let is_parted = |at: usize| is_mark(at) || input.text.begins_line(at);
    let is_alone = |end: usize| end == tokens || is_parted(end);
    (start > behind || is_parted(start)) && phrase_ends(input, name, start..tokens).any(is_alone)
}

/// Whether a bare number is directly before the chunk of the channel at `at`, which begins with a noun for apps: "57575 App /
/// Suvidha App" seems to name two.
fn is_numbered(input: &Input<'_>, parts: &[Read], at: usize) -> bool {
    let Some(before) = parts[..at].iter().rposition(|part| part.chunk != parts[at].chunk) else { return false };
    let (number, noun) = (&parts[before].tokens, parts[before + 1].tokens.start);
    let is_bare = number.clone().all(|at| input.digits(at).is_some() || input.tokens()[at].kind == TokenKind::Mark);
    is_bare
        && number.end == noun
        && matches!(parts[before].value, ReadValue::Typed(Value::Amount(_)))
        && is_one(input, Special::AppNoun, noun)
}

/// Sites that only messages of other kinds may name: nobody pays a bill on a scheme's own site.
pub(super) fn of_other_kinds<'a>(
    input: &Input<'a>,
    parts: &[Read],
    kind: &str,
    implausible: &mut Vec<'a, Range<usize>>,
) {
    let sites = &input.group.allow.sites;
    let is_of_others = |part: &&Read| {
        let written = input.text.folded_run(part.tokens.clone(), input.arena);
        let mut named = sites.iter().filter(|site| written.contains(site.host.as_str()));
        named.any(|site| !site.kinds.is_empty() && !site.kinds.iter().any(|of_site| of_site == kind))
    };
    let named = parts.iter().filter(|part| matches!(part.value, ReadValue::Site)).filter(is_of_others);
    implausible.extend(named.map(|part| part.tokens.clone()));
}

/// Whether the word directly before the name of an app makes a common word of it ("apni suvidha se"), or the one behind it
/// another name or says something of the app ("Suvidha points", "Suvidha app dues"): behind a name, and behind "app", are only
/// words that the list names.
fn is_other_app(input: &Input<'_>, name: &Range<usize>) -> bool {
    let is_before = name.start.checked_sub(1).is_some_and(|before| {
        // "SBPDCL mobile app Suvidha app" seems to name two.
        let is_noun = is_one(input, Special::AppNoun, before) && !input.text.begins_line(name.start);
        is_one(input, Special::NameBefore, before) || is_noun && behind_noun(input, name.end) > name.end
    });
    let Some(behind_name) = input.group.grammar.special(Special::BehindName) else { return is_before };
    let end = behind_noun(input, name.end);
    let is_word = input.word(end).is_some() && !input.text.begins_line(end);
    let is_channel =
        || input.mentions.at(end).any(|mention| matches!(mention.meaning, Meaning::App(_) | Meaning::Issuer(_)));
    is_before || is_word && !begins(input, behind_name, end..input.tokens().len()) && !is_channel()
}

/// The token behind the nouns for an app from `at` on: "Suvidha mobile app".
pub(super) fn behind_noun(input: &Input<'_>, at: usize) -> usize {
    let is_noun = |at: &usize| is_one(input, Special::AppNoun, *at) && !input.text.begins_line(*at);
    (at..input.tokens().len()).find(|at| !is_noun(at)).unwrap_or(input.tokens().len())
}

/// Where the chunk behind that of the channel at `at` begins, if a slash joins the two: "Suvidha app / Bijli Bill Pay".
fn joined(input: &Input<'_>, parts: &[Read], at: usize) -> Option<usize> {
    let next = at + parts[at..].iter().position(|part| part.chunk != parts[at].chunk)?;
    let mut between = parts[next - 1].tokens.end..parts[next].tokens.start;
    between.any(|at| input.text.is_one_of(at, SLASH)).then_some(parts[next].tokens.start)
}

/// Whether the words before the channel at `at` seem to name another: a slash joins it to them, as in "Smart Meter
/// Update / Suvidha app", or a mark parts it from the words of its own chunk. A slash with blanks on both sides parts
/// fields, as in "1% online / sbpdcl.co.in", unless the words before it end as a name does.
fn is_apart(input: &Input<'_>, parts: &[Read], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &parts[before]) else { return false };
    let gap = before.tokens.end..parts[at].tokens.start;
    let has = |marks| gap.clone().any(|at| input.text.is_one_of(at, marks));
    let parts_fields = |at: usize| !input.is_glued(at) && !input.is_glued(at + 1) && !ends_as_name(input, before);
    let is_joined = || gap.clone().any(|at| input.text.is_one_of(at, SLASH) && !parts_fields(at));
    let mut of_chunk = parts[..at].iter().rev().take_while(|part| part.chunk == before.chunk);
    matches!(before.value, ReadValue::Words)
        && (is_joined() || before.chunk == parts[at].chunk && has(PARTING))
        && !of_chunk.any(is_channel)
}

/// Whether the words up to the end of the part, back to a mark or a number, hold one that goes on a name: "Smart Meter
/// Update", "Bijli Bill Pay app". Any do where the list does not say which.
fn ends_as_name(input: &Input<'_>, part: &Read) -> bool {
    let Some(name_goes_on) = input.group.grammar.special(Special::NameGoesOn) else { return true };
    let end = part.tokens.end;
    let words = (0..end).rev().inspect(|_| step()).take_while(|at| input.word(*at).is_some());
    words.take(LONGEST_NAME).any(|start| begins(input, name_goes_on, start..end))
}

/// Chunks where a channel is expected that hold none, nor any other value: "paid on" and "Payment", "Consumer se" and
/// "recharge karein".
pub(super) fn foreign<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let chunks: std::vec::Vec<&[Read]> = chunks_of(parts).collect();
    // "Online: Bijli Bill" of one chunk.
    for chunk in chunks.iter().filter(|chunk| chunk.iter().all(|part| matches!(part.value, ReadValue::Words))) {
        let tokens = tokens_of(chunk);
        // "Mode: online" is no name.
        let is_mark = |at: &usize| input.text.is_mark(*at, b':') && *at + 2 < tokens.end;
        if tokens.clone().filter(is_mark).any(|mark| labels_channel(input, mark + 1)) {
            implausible.push(tokens);
        }
    }
    for pair in chunks.windows(2) {
        let [first, next] = [0, 1].map(|at| tokens_of(pair[at]));
        let (before, behind) = (first.end, next.start);
        let is_joined = (before..behind).all(|at| input.tokens()[at].kind != TokenKind::Mark)
            && !(before..=behind).any(|at| input.text.begins_line(at));
        // "SBPDCL bill par": the company is where one pays unless its name goes on.
        let is_company = |part: &Read| matches!(part.value, ReadValue::Company(_));
        let is_before = |part: &Read| {
            is_goal(&part.value) && !(is_company(part) && holds(input, Special::NameGoesOn, part.tokens.end..before))
        };
        let is_behind = |part: &Read| is_goal(&part.value) && part.tokens.start - behind <= 2 * LONGEST_LEAD;
        let has_channel = pair[0].iter().any(is_before);
        let has_value = has_channel || pair[1].iter().any(is_behind);
        let lacks_channel = || {
            !has_value && leads_to_channel(input, Special::ChannelFollows, before)
                || !has_channel && leads_to_channel(input, Special::ChannelPrecedes, before)
        };
        let is_words = pair[1].iter().all(|part| matches!(part.value, ReadValue::Words));
        if is_joined && lacks_channel() || is_words && labels_channel(input, behind) {
            implausible.push(first.start..next.end);
        }
    }
}

/// Whether a label of channels and a mark lead to the token at `start`, on one line: "Recharge: Smart Meter Update".
fn labels_channel(input: &Input<'_>, start: usize) -> bool {
    let is_leading = |at: &usize| input.text.is_one_of(*at, LEADING) && !input.text.begins_line(at + 1);
    let Some(mark) = (0..start).rev().take_while(is_leading).last() else { return false };
    mark.checked_sub(1)
        .is_some_and(|label| !input.text.begins_line(mark) && holds(input, Special::ChannelLabel, label..mark))
}

/// Names of sites that are written in pieces: "SBPDCL. BILL. INFO", "bill . online".
pub(super) fn spelled_sites<'a>(input: &Input<'a>, implausible: &mut Vec<'a, Range<usize>>) {
    let Some(name_goes_on) = input.group.grammar.special(Special::NameGoesOn) else { return };
    let is_dot = |at: usize| input.text.is_mark(at, b'.');
    for dot in (1..input.tokens().len().saturating_sub(1)).filter(|at| is_dot(*at)) {
        step();
        let is_domain = input.word(dot + 1).is_some_and(|word| input.rules.tlds.has(word));
        let is_loose = !input.is_glued(dot) && input.word(dot - 1).is_some();
        let is_third = dot > 2 && is_dot(dot - 2) && input.word(dot - 3).is_some();
        if is_domain && (is_loose || is_third && begins(input, name_goes_on, dot - 1..dot)) {
            implausible.push(dot - 1..dot + 2);
        }
    }
}

/// Values that "pay by", "on", "se" lead to: where, to whom and when one pays, but no sum and no number.
fn is_goal(value: &ReadValue) -> bool {
    matches!(
        value,
        ReadValue::App(_)
            | ReadValue::Site
            | ReadValue::Company(_)
            | ReadValue::Typed(Value::Date(_) | Value::Month(..))
    )
}

pub(super) fn is_channel(part: &Read) -> bool {
    matches!(part.value, ReadValue::App(_) | ReadValue::Site)
}

/// Channels that the words beside them deny: "no payment by Suvidha app", "Suvidha app is only for farmers".
pub(super) fn denied<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let Some(denial) = input.group.grammar.special(Special::Denial) else { return };
    let goes_on = |tokens| holds(input, Special::NoDenial, tokens);
    let is_parted = |at: &usize| input.tokens()[*at].kind == TokenKind::Mark || input.text.begins_line(at + 1);
    for part in parts.iter().filter(|part| is_channel(part)) {
        let Range { start, end } = part.tokens;
        let first = (0..start).rev().find(is_parted).map_or(0, |mark| mark + 1);
        let behind = (end..input.tokens().len()).find(is_parted).unwrap_or(input.tokens().len());
        let denies = |at: usize, end: usize| phrase_ends(input, denial, at..end).max();
        let is_before = (first..start).any(|at| denies(at, start).is_some_and(|end| !goes_on(end..start)));
        let is_behind = (end..behind).any(|at| denies(at, behind).is_some_and(|end| !goes_on(end..behind)));
        if is_before || is_behind {
            implausible.push(part.tokens.clone());
        }
    }
}

/// Whether a phrase of the class `leading`, beside which a channel is expected, and none beside which it is not, goes over the
/// token `at`.
fn leads_to_channel(input: &Input<'_>, leading: Special, at: usize) -> bool {
    let grammar = &input.group.grammar;
    let goes_over = |symbol| {
        let mut starts = at.saturating_sub(LONGEST_LEAD)..at;
        starts.any(|start| phrase_ends(input, symbol, start..input.tokens().len()).any(|end| end > at))
    };
    let is_idiom = |symbol| {
        let mut starts = at.saturating_sub(LONGEST_LEAD)..at + 1;
        starts.any(|start| phrase_ends(input, symbol, start..input.tokens().len()).any(|end| end >= at))
    };
    grammar.special(leading).is_some_and(goes_over) && !grammar.special(Special::NoChannelFollows).is_some_and(is_idiom)
}
