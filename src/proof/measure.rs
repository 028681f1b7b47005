//! Are the values of a message plausible, each by itself and all together?
//!
//! In: the parts of a message. Out: elements that occur too often, and values that cannot be right. The limits are
//! signed data.

use super::callable::{hides_mobile, is_callable, is_mobile, is_short_code};
use super::parse::{Read, ReadValue};
use super::slots::Value;
use super::{Recognised, recognised};
use crate::detect::Input;
use crate::verdict::Element;
use crate::words::{Concept, Concepts, Label};
use bumpalo::collections::Vec;
use std::ops::Range;

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

/// Rebates in rupees that the bill does not bear: "Pay Rs 10 and get Rs 5,000".
fn promised<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let limits = &input.rules.limits;
    let sums = |element| {
        parts.iter().filter(move |part| part.element == Some(element)).filter_map(|part| match &part.value {
            ReadValue::Typed(Value::Amount(paise)) => Some((*paise, part.tokens.clone())),
            _ => None,
        })
    };
    let bill = sums(Element::Amount).map(|(paise, _)| paise).max();
    // A rupee more than the share, since companies round.
    let most = bill
        .map_or(limits.rebate_paise, |bill| bill.saturating_mul(i64::from(limits.rebate_hundredths)) / 10_000 + 100);
    implausible.extend(sums(Element::Rebate).filter(|(paise, _)| *paise > most).map(|(_, tokens)| tokens));
    for (at, part) in parts.iter().enumerate() {
        if let (Some(Element::Amount), ReadValue::Typed(Value::Amount(paise))) = (part.element, &part.value)
            && *paise > limits.rebate_paise
            && is_behind_rebate(input, parts, at)
        {
            implausible.push(part.tokens.clone());
        }
    }
}

/// Whether the chunk of the part `at` is directly behind a word of rebate: "Get rebate" and "of Rs 25,000" are two
/// chunks, but anyone reads the sum as the rebate.
fn is_behind_rebate(input: &Input<'_>, parts: &[Read], at: usize) -> bool {
    let Some(last) = parts[..at].iter().rposition(|part| part.chunk != parts[at].chunk) else { return false };
    let before = parts[last].tokens.clone();
    before.end == parts[last + 1].tokens.start
        && before.clone().any(|at| input.label(at, Label::Rebate).is_some_and(|end| end >= before.end))
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
            let own = digits.len() == 10 && !input.fuzzy.concepts.has_any(CONTACT);
            !is_callable(digits) || is_mobile(digits) && own
        }
        (_, Value::Text(text)) => {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            let alone = digits.len() == text.len();
            !is_callable(&digits)
                && !hides_mobile(&digits)
                && !(alone && (is_short_code(&digits) || input.is_helpline(&digits)))
        }
        (Some(Element::Energy), Value::Number(_)) => !input.is_helpline(&digits(input, part)),
        _ => true,
    }
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
