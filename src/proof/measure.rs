//! Are the values of a message plausible, each by itself and all together?
//!
//! In: the parts of a message. Out: elements that occur too often, and values that cannot be right. The limits are
//! signed data.

use super::agree::{disagreeing, is_far_more, most_of};
use super::channels::{denied, foreign, other_names, spelled_sites};
use super::labels::{is_beside_rebate, leads_toward, mismatched, named_as_values, own_label, paid_into, unexplained};
use super::neighbours::{nameless, strangers};
use super::parse::{Read, ReadValue, largest_beside, sentences, sums};
use super::payer::{owed, paid_apps, paid_people, paying};
use super::phrases::{begins, holds, is_net, phrase_ends};
use super::slots::Value;
use super::stops::is_sentence_end;
use super::{Recognised, recognised};
use crate::detect::Input;
use crate::grammar::Special;
use crate::report::Element;
use crate::steps::step;
use crate::text::TokenKind;
use crate::words::{Concept, Concepts};
use bumpalo::collections::Vec;
use std::ops::{Range, RangeInclusive};

/// An order to pay and its sum are at most as many tokens apart.
const NEAR: usize = 3;
/// A number to call is written in at most as many pieces.
const MOST_PIECES: usize = 4;

/// Elements that occur more often, or with more values, than the list's limits allow.
pub(super) fn excess<'a>(input: &Input<'a>, parts: &[Read], excess: &mut Vec<'a, Recognised<'a>>) {
    let limits = &input.group.limits;
    let mut seen = [const { None::<Vec<'a, Recognised<'a>>> }; Element::ALL.len()];
    for found in parts.iter().filter_map(|part| recognised(input, part)) {
        let (same, limit) = (&mut seen[found.element as usize], limits.of(found.element));
        let same = same.get_or_insert_with(|| input.list());
        // No more than the limit is kept: a message may repeat an element for as long as it is.
        if same.len() >= limit.places {
            excess.push(found);
            continue;
        }
        let differing = same.iter().inspect(|_| step()).filter(|other| other.value != found.value).count();
        if differing >= limit.values {
            excess.push(found.clone());
        }
        same.push(found);
    }
}

/// Values outside their limits, and numbers that someone could call.
pub(super) fn implausible<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    mismatched(input, parts, implausible);
    named_as_values(input, parts, implausible);
    unexplained(input, parts, implausible);
    other_names(input, parts, implausible);
    foreign(input, parts, implausible);
    denied(input, parts, implausible);
    spelled_sites(input, implausible);
    strangers(input, parts, implausible);
    nameless(input, parts, implausible);
    paid_into(input, parts, implausible);
    paying(input, parts, implausible);
    paid_apps(input, parts, implausible);
    paid_people(input, parts, implausible);
    owed(input, parts, implausible);
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
    ordered(input, parts, implausible);
    net(input, parts, implausible);
    spelled(input, parts, implausible);
    promised(input, parts, implausible);
    disagreeing(input, parts, implausible);
}

/// Sums that no message of the kind holds.
pub(super) fn out_of_range(parts: &[Read], paise: &RangeInclusive<i64>, implausible: &mut Vec<'_, Range<usize>>) {
    let is_out = |part: &&Read| part.sum_of(Element::Amount).is_some_and(|sum| !paise.contains(&sum));
    implausible.extend(parts.iter().filter(is_out).map(|part| part.tokens.clone()));
}

/// Days after that of the message, where it says what was: nobody paid on a day to come. A day more is a clock's.
pub(super) fn to_come<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let is_to_come = |part: &&Read| part.date().is_some_and(|date| (date - input.day).get_days() > 1);
    implausible.extend(parts.iter().filter(is_to_come).map(|part| part.tokens.clone()));
}

/// Rebates in rupees that the bill does not bear: "Pay Rs 10 and get Rs 5,000". The bill is the largest sum of the
/// sentence, or of the message where the sentence names none.
fn promised<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let limits = &input.group.limits;
    let of_message = sums(parts).max();
    for sentence in sentences(input, parts) {
        let most = sums(sentence).max().or(of_message).map_or(limits.rebate_paise, |bill| most_of(limits, bill));
        let is_too_much = |part: &&Read| part.sum_of(Element::Rebate).is_some_and(|paise| paise > most);
        implausible.extend(sentence.iter().filter(is_too_much).map(|part| part.tokens.clone()));
    }
    for (at, part) in parts.iter().enumerate() {
        let Some(sum) = part.sum_of(Element::Amount) else { continue };
        let most = largest_beside(parts, part).map_or(limits.rebate_paise, |bill| most_of(limits, bill));
        if sum > most && is_beside_rebate(input, parts, at) {
            implausible.push(part.tokens.clone());
        }
    }
}

/// Sums that are to be paid, though they are not the bill: "Pay Rs 101" or "Pay Rs 12,480" beside a bill of Rs 1,248.
fn ordered<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let Some(order) = input.group.grammar.special(Special::Order) else { return };
    let Some(bill) = sums(parts).max() else { return };
    let limits = &input.group.limits;
    let least = bill - most_of(limits, bill);
    let tokens = input.tokens().len();
    // The largest sum, where another is the bill and nothing says what is more.
    let bills = parts.iter().enumerate().filter(|(at, _)| !is_beside_rebate(input, parts, *at));
    let second = bills.filter_map(|(_, part)| part.sum_of(Element::Amount)).filter(|sum| *sum != bill).max();
    let is_single = sums(parts).filter(|sum| *sum == bill).count() == 1;
    let is_too_much = is_single
        && second.is_some_and(|second| second > 0 && is_far_more(bill, second))
        && !holds(input, Special::MoreThanBill, 0..tokens);
    let is_off = |sum: i64| sum < least || is_too_much && sum == bill;
    for part in parts.iter().filter(|part| part.sum_of(Element::Amount).is_some_and(is_off)) {
        let Range { start, end } = part.tokens;
        let is_near = |at: usize| !is_sentence_end(input, at.min(end)..at.max(start));
        let is_before = (start.saturating_sub(NEAR)..start).any(|at| {
            is_near(at) && phrase_ends(input, order, at..tokens).any(|behind| behind <= start && start - behind < NEAR)
        });
        let mut behind = end..(end + NEAR).min(tokens);
        if is_before || behind.any(|at| is_near(at) && begins(input, order, at..tokens)) {
            implausible.push(part.tokens.clone());
        }
    }
}

/// Sums that are said to be what is left of the bill, and are no less than it or far less.
fn net<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let limits = &input.group.limits;
    for part in parts.iter().filter(|part| is_net(input, &part.tokens)) {
        let Some(sum) = part.sum_of(Element::Amount) else { continue };
        let bill = largest_beside(parts, part);
        if bill.is_some_and(|bill| sum >= bill || sum < bill - most_of(limits, bill)) {
            implausible.push(part.tokens.clone());
        }
    }
}

fn is_plausible(input: &Input<'_>, part: &Read, value: &Value) -> bool {
    let limits = &input.group.limits;
    let numbering = &input.rules.nation.numbering;
    let days = |date: &jiff::civil::Date| i64::from((*date - input.day).get_days());
    match (part.element, value) {
        (_, Value::Percent(share)) => *share > 0 && *share <= limits.rebate_hundredths,
        (Some(Element::LastDate), Value::Date(date)) => limits.last_date_days.contains(&days(date)),
        (Some(Element::DisconnectionDate), Value::Date(date)) => limits.disconnection_days.contains(&days(date)),
        (_, Value::Month(month, Some(year))) => {
            let months = |year: i16, month: i16| i32::from(year) * 12 + i32::from(month);
            let today = months(input.day.year(), i16::from(input.day.month()));
            (today - MOST_MONTHS..=today + 1).contains(&months(*year, i16::from(*month)))
        }
        (_, Value::Date(date)) => limits.date_days.contains(&days(date)),
        (Some(Element::AccountNumber), Value::Text(digits)) => {
            let own = digits.len() == 10
                && !input.fuzzy.concepts.has_any(CONTACT)
                && own_label(input, part).is_some_and(|label| !leads_toward(input, label..part.tokens.end));
            // "CA 987-654-3210" is written as numbers to call are.
            !numbering.is_callable(digits) || numbering.is_mobile(digits) && own && part.tokens.len() == 1
        }
        (_, Value::Text(text)) => {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            let alone = digits.len() == text.len();
            let is_short = alone && numbering.is_short_code(&digits);
            let mut words = text.split(|c: char| !c.is_ascii_alphabetic());
            !(is_short
                || words.any(|word| is_telling(input, word))
                || numbering.is_callable(&digits)
                || numbering.hides_mobile(&digits)
                || input.is_helpline(&digits))
        }
        (Some(Element::Energy), Value::Number(_)) => !input.is_helpline(&digits_of(input, part.tokens.clone())),
        _ => true,
    }
}

/// No message is about a month that is longer ago.
const MOST_MONTHS: i32 = 24;

/// Letters of a number that a reader takes for a word: "REFUND5000", "PAYTM98765".
fn is_telling(input: &Input<'_>, word: &str) -> bool {
    let is_known = || input.group.words.means_danger(word) || input.rules.upi_handles.has(word);
    word.len() >= SHORTEST_WORD && is_known()
}

/// Letters of a number that are no word are at most two: "SB2611".
const SHORTEST_WORD: usize = 3;

/// Words beside which a number is one to call.
const CONTACT: Concepts = Concepts::of(&[Concept::Contact]);

/// Sums below have less than five digits, in paise.
const FEW_DIGITS: i64 = 1_000_000;
/// A day has at least as many digits: "1 8 2025".
const DIGITS_OF_DAY: usize = 6;
/// Phones make no link of fewer digits.
const LEAST_CALLED: usize = 7;

/// Values in a row whose digits together are a number to call.
fn spelled<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let numbering = &input.rules.nation.numbering;
    // Nobody reads on over a day: "Bill no. 88213. Rs 499. Due 03-12-2026. Rebate 1.5%".
    let mut numbers: Vec<'a, Option<(Range<usize>, String, bool)>> = input.list();
    for part in parts {
        if part.date().is_some() {
            numbers.push(None);
        }
        let is_number = matches!(
            part.value,
            ReadValue::Typed(Value::Amount(_) | Value::Text(_) | Value::Number(_) | Value::Percent(_))
        );
        if is_number {
            let is_few = part.sum_of(Element::Amount).is_some_and(|sum| sum % 100 == 0 && sum < FEW_DIGITS);
            numbers.push(Some((part.tokens.clone(), digits_of(input, part.tokens.clone()), is_few)));
        }
    }
    // Two in a row with nothing between are one that is broken: phones make a link of "Rs 4098765 43210", and of the
    // end of "Rs 644.45 22-11-2026". So they do where one of the two is the list's own: "September 2026 1 8 2025".
    let is_own_day = |part: &Read| digits_of(input, part.tokens.clone()).len() >= DIGITS_OF_DAY;
    let is_value = |part: &Read| matches!(part.value, ReadValue::Typed(_)) || is_own_day(part);
    // A time of day is what one expects behind a day.
    let is_time = |part: &Read| matches!(part.value, ReadValue::Typed(Value::Time(_)));
    for pair in parts.windows(2).filter(|pair| pair.iter().all(is_value) && !is_time(&pair[1])) {
        let (before, value) = (&pair[0].tokens, &pair[1].tokens);
        let is_next = before.end == value.start && !input.text.begins_line(value.start);
        let is_mark = |at: &usize| input.tokens()[*at].kind == TokenKind::Mark;
        let last = before.clone().rev().find(|at| !is_mark(at));
        let ends_in_digits = last.is_some_and(|last| input.digits(last).is_some());
        // "₹909.79 - 10-11-2026", "16:13. 07-11-2026": a hyphen or a stop joins the last digits and the day to a number.
        let joins = |at: usize| input.text.is_mark(at, b'-') || input.text.is_mark(at, b'.');
        let is_joined = before.end < value.start
            && !input.text.begins_line(value.start)
            && (before.end..value.start).all(joins)
            && last.is_some_and(|last| {
                let digits = [digits_of(input, last..before.end), digits_of(input, value.clone())].concat();
                // Minutes, or what is before a day of the list's own words, and the day look like a landline's, too.
                let is_sure = is_time(&pair[0]) || matches!(pair[1].value, ReadValue::Words);
                numbering.is_mobile(&digits) || is_sure && numbering.is_national(&digits)
            });
        if is_joined || is_next && ends_in_digits && digits_around(input, before.end) >= LEAST_CALLED {
            implausible.push(value.clone());
        }
    }
    for at in 0..numbers.len() {
        let mut together = String::new();
        // "Bill Rs 830, arrears Rs 410, total Rs 1,240": nobody reads whole sums of a few digits as one number.
        let mut are_few = true;
        let row = numbers[at..].iter().map_while(Option::as_ref);
        for (count, (tokens, digits, is_few)) in row.take(MOST_PIECES).enumerate() {
            together.push_str(digits);
            are_few &= is_few;
            if count > 0 && !are_few && numbering.is_mobile(&together) {
                implausible.push(tokens.clone());
            }
        }
    }
}

/// How many digits are before and behind the end of a value, up to a word or a comma; none where none is directly behind.
fn digits_around(input: &Input<'_>, end: usize) -> usize {
    let is_run = |at: &usize| {
        let is_mark = input.tokens()[*at].kind == TokenKind::Mark && !input.text.is_mark(*at, b',');
        is_mark || input.digits(*at).is_some()
    };
    let count = |at: usize| input.digits(at).map_or(0, |digits| digits.chars().count());
    let before: usize = (0..end).rev().take_while(is_run).map(count).sum();
    let behind: usize = (end..input.tokens().len()).take_while(is_run).map(count).sum();
    if input.digits(end).is_some() { before + behind } else { 0 }
}

/// The digits of the tokens as they are written.
fn digits_of(input: &Input<'_>, tokens: Range<usize>) -> String {
    tokens.filter_map(|at| input.digits(at)).collect()
}
