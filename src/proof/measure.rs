//! Are the values of a message plausible, each by itself and all together?
//!
//! In: the parts of a message. Out: elements that occur too often, and values that cannot be right. The limits are
//! signed data.

use super::callable::{hides_mobile, is_callable, is_mobile, is_short_code};
use super::grammar::{Grammar, Symbol};
use super::parse::{Read, ReadValue};
use super::slots::Value;
use super::view::is_sentence_end;
use super::{Recognised, recognised};
use crate::detect::Input;
use crate::list::schema::ValueReading;
use crate::text::{Marks, TokenKind};
use crate::verdict::Element;
use crate::words::{Concept, Concepts, Label};
use bumpalo::collections::Vec;
use std::ops::Range;

/// A label of account numbers has at most as many tokens, with the marks behind it.
const LONGEST_LABEL: usize = 8;
/// Marks that lead from a word to its value.
const LEADING: Marks = Marks::of(b"(:-=");
/// A number to call is written in at most as many pieces.
const MOST_PIECES: usize = 4;

/// Elements that occur more often, or with more values, than the list's limits allow.
pub(super) fn excess<'a>(input: &Input<'a>, parts: &[Read], excess: &mut Vec<'a, Recognised<'a>>) {
    let limits = &input.rules.limits;
    let mut seen: Vec<'a, Recognised<'a>> = input.list();
    for found in parts.iter().filter_map(|part| recognised(input, part)) {
        let same = || seen.iter().filter(|other| other.element == found.element);
        let differing = same().filter(|other| other.value != found.value).count();
        let limit = limits.of(found.element);
        if same().count() >= limit.places || differing >= limit.values {
            excess.push(found.clone());
        }
        seen.push(found);
    }
}

/// Values outside their limits, and numbers that someone could call.
pub(super) fn implausible<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    mismatched(input, parts, implausible);
    unexplained(input, parts, implausible);
    other_names(input, parts, implausible);
    implausible_values(input, parts, implausible);
}

/// The same where fixed text says what each value is.
pub(super) fn implausible_values<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    for part in parts {
        if let ReadValue::Typed(value) = &part.value
            && !is_plausible(input, part, value)
        {
            implausible.push(part.tokens.clone());
        }
    }
    spelled(input, parts, implausible);
    promised(input, parts, implausible);
}

/// Values that are all of their chunk, behind a word that other values follow: "dues" and "2.5%" are two chunks, but
/// anyone reads the share as the dues.
fn mismatched<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let grammar = &input.rules.grammar;
    for (at, (before, part)) in parts.iter().zip(parts.iter().skip(1)).enumerate() {
        let Some(reading) = grammar.reading(part.symbol) else { continue };
        // "17 December 2026" is no 17 rupees and a month.
        let is_number = matches!(before.value, ReadValue::Typed(Value::Amount(_) | Value::Number(_)));
        if is_number && reading == ValueReading::Month && before.tokens.end == part.tokens.start {
            implausible.push(before.tokens.start..part.tokens.end);
        }
        let is_alone = before.chunk != part.chunk && parts.get(at + 2).is_none_or(|next| next.chunk != part.chunk);
        let last = before.tokens.end.saturating_sub(1);
        let word = grammar.word(input.text.folded(&input.tokens()[last]));
        let expected = word.map_or(0, |word| grammar.values_behind(word));
        // "8 December, last date Rs 863": the label belongs to the value before it, and seems to belong to the next.
        let labels_another = || {
            let of_chunk = parts[..=at].iter().rev().skip(1).take_while(|part| part.chunk == before.chunk);
            let mut readings = of_chunk.filter_map(|part| grammar.reading(part.symbol));
            matches!(before.value, ReadValue::Words) && readings.any(|reading| expected & reading.bit() != 0)
        };
        if is_alone
            && expected != 0
            && (expected & reading.bit() == 0 || labels_another())
            && !is_sentence_end(input, before.tokens.end..part.tokens.start)
        {
            implausible.push(part.tokens.clone());
        }
    }
}

/// Shares in sentences that do not say what they are: in "dues 2.5%" no word of the class `share` occurs.
fn unexplained<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let grammar = &input.rules.grammar;
    let Some(share) = grammar.share else { return };
    let says_so = |tokens: Range<usize>| tokens.clone().any(|at| begins(input, share, at..tokens.end));
    for sentence in sentences(input, parts) {
        // What is between the values before and behind the share is about it.
        for (at, part) in sentence.iter().enumerate() {
            if !matches!(part.value, ReadValue::Typed(Value::Percent(_))) {
                continue;
            }
            let is_value =
                |part: &&Read| matches!(&part.value, ReadValue::Typed(value) if !matches!(value, Value::Percent(_)));
            let before = sentence[..at].iter().rev().find(is_value).unwrap_or(&sentence[0]);
            let behind = sentence[at + 1..].iter().find(is_value);
            let end = behind.map_or(sentence[sentence.len() - 1].tokens.end, |behind| behind.tokens.start);
            if !says_so(before.tokens.start..end) {
                implausible.push(part.tokens.clone());
            }
        }
    }
}

/// Whether `tokens` begin with words that are `symbol`.
fn begins(input: &Input<'_>, symbol: Symbol, tokens: Range<usize>) -> bool {
    let grammar = &input.rules.grammar;
    let mut node = Grammar::ROOT;
    let mut nodes = tokens.map_while(|at| {
        node = grammar.child(node, grammar.word(input.text.folded(&input.tokens()[at]))?)?;
        Some(node)
    });
    nodes.any(|node| grammar.symbols_at(node).any(|known| known == symbol))
}

/// Official apps and sites whose name goes on: "Sugam Pay" and "Suvidha Suvidha Plus" are others.
fn other_names<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
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
        if is_hyphenated || !is_parted && (is_twice || begins(input, goes_on, rest)) {
            implausible.push(part.tokens.clone());
        }
    }
}

/// Rebates in rupees that the bill does not bear: "Pay Rs 10 and get Rs 5,000". The bill is the largest sum of the
/// sentence, or of the message where the sentence names none.
fn promised<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let limits = &input.rules.limits;
    let largest = |parts: &[Read]| parts.iter().filter_map(|part| sum_of(part, Element::Amount)).max();
    let of_message = largest(parts);
    for sentence in sentences(input, parts) {
        // A rupee more than the share, since companies round.
        let most = largest(sentence).or(of_message).map_or(limits.rebate_paise, |bill| {
            bill.saturating_mul(i64::from(limits.rebate_hundredths)) / 10_000 + 100
        });
        let is_too_much = |part: &&Read| sum_of(part, Element::Rebate).is_some_and(|paise| paise > most);
        implausible.extend(sentence.iter().filter(is_too_much).map(|part| part.tokens.clone()));
    }
    for (at, part) in parts.iter().enumerate() {
        if sum_of(part, Element::Amount).is_some_and(|paise| paise > limits.rebate_paise)
            && (is_behind_rebate(input, parts, at) || is_before_rebate(input, parts, at))
        {
            implausible.push(part.tokens.clone());
        }
    }
}

/// The paise of a sum that is `element`.
fn sum_of(part: &Read, element: Element) -> Option<i64> {
    match part.value {
        ReadValue::Typed(Value::Amount(paise)) if part.element == Some(element) => Some(paise),
        _ => None,
    }
}

/// The parts, sentence by sentence.
fn sentences<'p>(input: &Input<'_>, parts: &'p [Read]) -> impl Iterator<Item = &'p [Read]> {
    parts.chunk_by(|part, next| !is_sentence_end(input, part.tokens.end..next.tokens.start))
}

/// Whether the word "rebate" itself is directly behind the chunk of the part `at`: "Rs 2,310 rebate".
fn is_before_rebate(input: &Input<'_>, parts: &[Read], at: usize) -> bool {
    let Some(next) = parts[at..].iter().position(|part| part.chunk != parts[at].chunk).map(|next| at + next) else {
        return false;
    };
    let (before, next) = (&parts[next - 1], &parts[next]);
    next.tokens.start == before.tokens.end
        && !input.text.begins_line(next.tokens.start)
        && next.element == Some(Element::Rebate)
        && matches!(next.value, ReadValue::Words)
}

/// Whether the chunk of the part `at` is directly behind a word of rebate, or led to from one by a mark with nothing
/// but words between: "Get rebate" and "of Rs 25,000" are two chunks, but anyone reads the sum as the rebate.
fn is_behind_rebate(input: &Input<'_>, parts: &[Read], at: usize) -> bool {
    let Some(last) = parts[..at].iter().rposition(|part| part.chunk != parts[at].chunk) else { return false };
    let before = parts[last].tokens.clone();
    let gap = before.end..parts[last + 1].tokens.start;
    let is_label = before.clone().any(|at| input.label(at, Label::Rebate).is_some_and(|end| end >= before.end));
    let leads = gap.clone().all(|at| input.text.is_one_of(at, LEADING));
    let mut words = parts[..=last].iter().rev().take_while(|part| matches!(part.value, ReadValue::Words));
    leads && (is_label || !gap.is_empty() && words.any(|part| part.element == Some(Element::Rebate)))
}

fn is_plausible(input: &Input<'_>, part: &Read, value: &Value) -> bool {
    let limits = &input.rules.limits;
    let days = |date: &jiff::civil::Date| i64::from((*date - input.day).get_days());
    match (part.element, value) {
        (_, Value::Percent(share)) => *share > 0 && *share <= limits.rebate_hundredths,
        (Some(Element::LastDate), Value::Date(date)) => limits.last_date_days.contains(&days(date)),
        (Some(Element::DisconnectionDate), Value::Date(date)) => limits.disconnection_days.contains(&days(date)),
        (_, Value::Date(date)) => limits.date_days.contains(&days(date)),
        (Some(Element::AccountNumber), Value::Text(digits)) => {
            let own = digits.len() == 10 && !input.fuzzy.concepts.has_any(CONTACT) && has_own_label(input, part);
            !is_callable(digits) || is_mobile(digits) && own
        }
        (_, Value::Text(text)) => {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            let alone = digits.len() == text.len();
            let is_short = alone && is_short_code(&digits);
            !(is_short || is_callable(&digits) || hides_mobile(&digits) || input.is_helpline(&digits))
        }
        (Some(Element::Energy), Value::Number(_)) => !input.is_helpline(&digits(input, part)),
        _ => true,
    }
}

/// Whether directly before the part is a label of account numbers and of nothing else: "CA No", but not "account".
fn has_own_label(input: &Input<'_>, part: &Read) -> bool {
    let start = part.tokens.start;
    let is_mark = |at: usize| input.tokens()[at].kind == TokenKind::Mark;
    let ends_before = |end: usize| end <= start && (end..start).all(is_mark);
    (start.saturating_sub(LONGEST_LABEL)..start)
        .any(|at| input.label(at, Label::AccountNumber).is_some_and(ends_before))
}

/// Words beside which a number is one to call.
const CONTACT: Concepts = Concepts::of(&[Concept::Contact]);

/// Values in a row whose digits together are a number to call.
fn spelled<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let mut numbers: Vec<'a, (Range<usize>, String)> = input.list();
    for part in parts {
        let is_number = matches!(
            part.value,
            ReadValue::Typed(Value::Amount(_) | Value::Text(_) | Value::Number(_) | Value::Percent(_))
        );
        if is_number {
            numbers.push((part.tokens.clone(), digits(input, part)));
        }
    }
    // Two in a row with nothing between are one that is broken: "Rs 4098765 43210".
    for pair in numbers.windows(2) {
        let (before, number) = (&pair[0].0, &pair[1].0);
        if before.end == number.start && input.digits(number.start).is_some() {
            implausible.push(number.clone());
        }
    }
    for at in 0..numbers.len() {
        let mut together = String::new();
        for (count, (tokens, digits)) in numbers[at..].iter().take(MOST_PIECES).enumerate() {
            together.push_str(digits);
            if count > 0 && is_mobile(&together) {
                implausible.push(tokens.clone());
            }
        }
    }
}

/// The digits of a part as they are written.
fn digits(input: &Input<'_>, part: &Read) -> String {
    part.tokens.clone().filter_map(|at| input.digits(at)).collect()
}
