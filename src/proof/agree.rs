//! Do the days, sums and words of a message agree?
//!
//! In: the parts of a message. Out: days that are not the weekday, the "today" or the number of days that they are said to
//! be, sums that no bill bears, and words beside their opposite. Each is plausible by itself; together they mislead.

use super::labels::is_beside_rebate;
use super::parse::{Read, ReadValue, chunks_of, dates, largest_beside, sentences, sums, tokens_of};
use super::payer::follows;
use super::phrases::{begins, ends_before, holds, is_one, labels};
use super::slots::Value;
use crate::detect::Input;
use crate::grammar::Special;
use crate::report::Element;
use crate::rules::Limits;
use crate::steps::step;
use crate::text::TokenKind;
use crate::words::{Label, Meaning};
use bumpalo::collections::Vec;
use jiff::civil::Date;
use std::ops::Range;

/// "Three days left" counts the last day, or does not.
const MOST_DAYS_OFF: i64 = 1;
/// A balance is told of at most as many days ago.
const MOST_DAYS_OLD: i32 = 35;
/// And lasts at most as long.
const MOST_DAYS_TO_COME: i32 = 60;
/// A bill has at most as many sums: before the rebate, and after.
const MOST_BILLS: usize = 2;
/// What is paid late is at most so many hundredths of the bill.
const MOST_LATE: i64 = 125;

/// All days and sums that do not agree.
pub(super) fn disagreeing<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    weekdays(input, parts, implausible);
    near_days(input, parts, implausible);
    days_left(input, parts, implausible);
    bill_dates(parts, implausible);
    late_sums(input, parts, implausible);
    gone(input, parts, implausible);
    totals(input, parts, implausible);
    shares(input, parts, implausible);
    backwards(parts, implausible);
    paid_twice(input, parts, implausible);
}

/// Days of one chunk that end before they begin ("from 01/11/2026 to 01/10/2026").
fn backwards(parts: &[Read], implausible: &mut Vec<'_, Range<usize>>) {
    for chunk in chunks_of(parts) {
        let pairs = days(chunk).zip(days(chunk).skip(1));
        implausible.extend(pairs.filter(|((first, _), (last, _))| last < first).map(|(_, (_, tokens))| tokens.clone()));
    }
}

/// Sums that the reader is told to pay a second time: "Pay Rs 1,000 by Suvidha app. Pay Rs 1,000 on sbpdcl.co.in".
fn paid_twice<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let is_ordered = |part: &&Read| ends_before(input, Special::Order, part.tokens.start);
    let mut ordered: Vec<'a, i64> = input.list();
    for part in parts.iter().filter(is_ordered) {
        let Some(sum) = part.sum_of(Element::Amount) else { continue };
        if ordered.contains(&sum) {
            implausible.push(part.tokens.clone());
        }
        ordered.push(sum);
    }
}

/// Words that no message has both of, in whatever sentences: who is offered a rebate is not late, who is cut off is not
/// thanked, and a connection is of one kind.
const OPPOSITES: [(Special, Special); 4] = [
    (Special::Reproach, Special::Share),
    (Special::Praise, Special::Cutting),
    (Special::Prepaid, Special::Postpaid),
    (Special::Household, Special::Business),
];

/// Messages that say one thing and its opposite, or what no message says. Every reading holds the same words, so that one
/// look is enough.
pub(super) fn opposites<'a>(input: &Input<'a>, implausible: &mut Vec<'a, Range<usize>>) {
    let whole = 0..input.tokens().len();
    let says = |special| holds(input, special, whole.clone());
    if says(Special::Unsaid) || OPPOSITES.iter().any(|(one, other)| says(*one) && says(*other)) {
        implausible.push(whole);
    }
}

/// Last dates that are over, where a rebate is offered: it ends with them. A day more is a clock's.
fn gone<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    if parts.iter().any(|part| part.element == Some(Element::Rebate)) {
        let is_gone = |date: &Date| (*date - input.day).get_days() < -1;
        implausible.extend(dates(parts, Element::LastDate).filter(|(date, _)| is_gone(date)).map(|(_, tokens)| tokens));
    }
}

/// Totals that are less than another sum, or more than all others together; and parts that are more than any other.
fn totals<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    for (at, part) in parts.iter().enumerate() {
        let Some(sum) = part.sum_of(Element::Amount).filter(|_| !is_beside_rebate(input, parts, at)) else { continue };
        // What is paid late is no part of it.
        let is_late = |part: &Read| labels(input, Special::Late, part.tokens.start);
        let in_time = || parts.iter().filter(|part| !is_late(part)).filter_map(|part| part.sum_of(Element::Amount));
        let others = || in_time().filter(|other| *other != sum);
        let Some(largest) = others().max() else { continue };
        let is = |special| ends_before(input, special, part.tokens.start);
        let rebates = || parts.iter().filter_map(|part| part.sum_of(Element::Rebate));
        let together = || others().chain(rebates()).fold(0, i64::saturating_add);
        // What is left after a rebate is no part. Beside arrears of nothing, the total is the bill; "total Rs 1,150, including
        // arrears of Rs 250" does not say what else there is.
        let is_whole = || parts.iter().any(|part| ends_before(input, Special::PartOf, part.tokens.start));
        let is_wrong_total = is(Special::Total)
            && (sum < largest
                || sum > largest && sum - most_of(&input.group.limits, sum) > together() && largest > 0 && !is_whole());
        if is_wrong_total || is(Special::PartOf) && sum > largest {
            implausible.push(part.tokens.clone());
        }
    }
}

/// Shares that are more together than the largest rebate, unless one is the sum of the others ("2.5% (1.5% + 1%)"); and
/// rebates in rupees that are more of the bill than the shares beside them.
fn shares<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let mut shares: Vec<'a, (u32, Range<usize>)> = input.list();
    for part in parts.iter().inspect(|_| step()) {
        let Some(share) = part.share() else { continue };
        // "1.5% + 1%" is one value, and is read as its first.
        let is_mark = |mark| part.tokens.clone().filter(|at| input.text.is_mark(*at, mark)).count();
        let is_one = is_mark(b'+') == 0 && is_mark(b'%') < 2;
        if is_one && part.element == Some(Element::Rebate) && !shares.iter().any(|(other, _)| *other == share) {
            shares.push((share, part.tokens.clone()));
        }
    }
    let Some((greatest, tokens)) = shares.iter().max_by_key(|(share, _)| *share) else { return };
    let together = shares.iter().fold(0_u32, |all, (share, _)| all.saturating_add(*share));
    if together > input.group.limits.rebate_hundredths && together != greatest.saturating_mul(2) {
        implausible.push(tokens.clone());
    }
    for chunk in chunks_of(parts) {
        // "1.5% rebate (about 1.5%)" leaves out the sum.
        let mut own = chunk.iter().filter_map(Read::share);
        let first = own.next();
        if first.is_some() && own.any(|other| Some(other) == first) {
            implausible.push(tokens_of(chunk));
        }
    }
    for (at, part) in parts.iter().enumerate() {
        let rebate = part.sum_of(Element::Rebate);
        let sum = rebate.or_else(|| part.sum_of(Element::Amount).filter(|_| is_beside_rebate(input, parts, at)));
        let bill = largest_beside(parts, part);
        if let (Some(sum), Some(bill)) = (sum, bill)
            && sum > of_share(bill, together)
        {
            implausible.push(part.tokens.clone());
        }
    }
}

/// Of a low balance: other sums behind the same word, more than nothing where nothing is left, and sums that are to last for
/// more days than they have rupees.
pub(super) fn of_balance<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    // "Below Rs 100" is no balance: a sum that ends its clause is one.
    let is_mark = |at: usize| input.tokens().get(at).is_none_or(|token| token.kind == TokenKind::Mark);
    told_twice(input, parts.iter().filter(|part| is_mark(part.tokens.end)), implausible);
    // "Rs 1,916 shesh rashi Rs 27" and "balance of Rs 100 stands at Rs 90" tell two.
    for (first, last) in parts.iter().zip(parts.iter().skip(2)) {
        let sums = [first, last].map(|part| part.sum_of(Element::Amount));
        let is_run = !(first.tokens.end..last.tokens.start).any(is_mark);
        let is_other = sums[0].zip(sums[1]).is_some_and(|(first, last)| first != last);
        if is_run && is_other && follows(input, Special::BalanceLabel, first.tokens.end) {
            implausible.push(last.tokens.clone());
        }
    }
    let is_none_left = holds(input, Special::NoneLeft, 0..input.tokens().len());
    let days = durations(parts).next().map(|(_, hundredths)| hundredths);
    let is = |special, part: &Read| labels(input, special, part.tokens.start);
    let of_balance = |part: &&Read| is(Special::ValueLabel, part) && !is(Special::DueLabel, part);
    implausible
        .extend(durations(parts).filter(|(_, hundredths)| *hundredths == 0).map(|(part, _)| part.tokens.clone()));
    // A balance is that of a day that was, and not long ago; it may last until another.
    let is_other_day = |(date, tokens): &(Date, Range<usize>)| {
        let most = if ends_before(input, Special::AsOf, tokens.start) { 1 } else { MOST_DAYS_TO_COME };
        !(-MOST_DAYS_OLD..=most).contains(&(*date - input.day).get_days())
    };
    implausible.extend(dates(parts, Element::Date).filter(is_other_day).map(|(_, tokens)| tokens));
    for part in parts.iter().filter(of_balance) {
        let Some(sum) = part.sum_of(Element::Amount) else { continue };
        // Hundredths of a day beside paise: a day costs a rupee at least.
        if is_none_left && sum > 0 || days.is_some_and(|days| days > sum) {
            implausible.push(part.tokens.clone());
        }
    }
}

/// Other sums behind the same word: "Payment of Rs 512 received, payment of Rs 9,999 received".
pub(super) fn told_twice<'a, 'p>(
    input: &Input<'a>,
    parts: impl IntoIterator<Item = &'p Read>,
    implausible: &mut Vec<'a, Range<usize>>,
) {
    let mut told: Vec<'a, (&str, i64)> = input.list();
    // "Previous balance Rs 43, new balance Rs 543".
    let is_old = |part: &&Read| labels(input, Special::OldDues, part.tokens.start);
    for part in parts.into_iter().filter(|part| !is_old(part)) {
        let word = (0..part.tokens.start).rev().find_map(|at| input.word(at));
        let (Some(word), Some(sum)) = (word, part.sum_of(Element::Amount)) else { continue };
        if told.iter().any(|(of, other)| *of == word && *other != sum) {
            implausible.push(part.tokens.clone());
        }
        told.push((word, sum));
    }
}

/// Of a receipt: the sum that was paid, where it is owed as well ("Rs 1,248 jama ho gaya hai. Bakaya Rs 1,248").
pub(super) fn paid_and_owed<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let is_owed = |part: &&Read| labels(input, Special::DueLabel, part.tokens.start);
    let is_paid = |sum| parts.iter().any(|part| part.sum_of(Element::Amount) == Some(sum) && !is_owed(&part));
    let owed = parts.iter().filter(is_owed).filter(|part| part.sum_of(Element::Amount).is_some_and(is_paid));
    implausible.extend(owed.map(|part| part.tokens.clone()));
}

/// Every day of the parts, with its tokens.
fn days(parts: &[Read]) -> impl Iterator<Item = (Date, &Range<usize>)> {
    parts.iter().filter_map(|part| Some((part.date()?, &part.tokens)))
}

/// Days of a message that is about one day ("supply will be off on 1 December"): those that are another than its first.
pub(super) fn one_day(parts: &[Read], implausible: &mut Vec<'_, Range<usize>>) {
    let mut days = days(parts);
    let Some((first, _)) = days.next() else { return };
    implausible.extend(days.filter(|(day, _)| *day != first).map(|(_, tokens)| tokens.clone()));
}

/// Days beside the name of another weekday: "Monday 20/12/2026", which is a Sunday.
fn weekdays<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    for part in parts {
        let Some(date) = part.date() else { continue };
        let of_date = u8::try_from(date.weekday().to_monday_zero_offset()).ok();
        let beside = [part.tokens.start.checked_sub(1), Some(part.tokens.end)].into_iter().flatten();
        let names = beside.flat_map(|at| input.mentions.at(at));
        let is_other = |meaning: Meaning| matches!(meaning, Meaning::Weekday(day) if Some(day) != of_date);
        if names.map(|mention| mention.meaning).any(is_other) {
            implausible.push(part.tokens.clone());
        }
    }
}

/// Chunks about the last date that say "today" or "tomorrow" where the last date is another day.
fn near_days<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let last_dates = || dates(parts, Element::LastDate).map(|(date, _)| date);
    for chunk in chunks_of(parts) {
        let tokens = tokens_of(chunk);
        let labels = |at| [Label::LastDateBefore, Label::LastDateAfter].map(|label| input.label(at, label));
        let is_labelled = |at: usize| labels(at).into_iter().flatten().any(|end| end - at > 1);
        let has_date = chunk.iter().any(|part| part.element == Some(Element::LastDate));
        let says_so = has_date || tokens.clone().any(is_labelled);
        for (special, days) in [(Special::Today, 0), (Special::Tomorrow, 1)] {
            let is_that_day = |date: Date| (date - input.day).get_days() == days;
            // "Due today": a label of one word, and the day directly behind it.
            let is_due = |at: usize| labels(at).into_iter().flatten().any(|end| is_one(input, special, end));
            let is_said = says_so && holds(input, special, tokens.clone()) || tokens.clone().any(is_due);
            if is_said && !last_dates().all(is_that_day) {
                implausible.push(tokens.clone());
            }
        }
    }
}

/// Of what is asked for or received: sums of nothing, but for old ones that are nothing ("arrears Rs 0").
pub(super) fn nothing<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let is_all = sums(parts).all(|sum| sum == 0);
    let is_old = |part: &&Read| !is_all && is_of_dues(input, part);
    let nothing = parts.iter().filter(|part| part.sum_of(Element::Amount) == Some(0) && !is_old(part));
    implausible.extend(nothing.map(|part| part.tokens.clone()));
}

/// Of a bill: sums that are neither the bill, nor what is left of it after a rebate, nor said to be a part of it
/// ("including arrears").
pub(super) fn of_bill<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let of_bill = parts.iter().enumerate().filter(|(at, _)| !is_beside_rebate(input, parts, *at));
    let sums: std::vec::Vec<(&Read, i64)> =
        of_bill.filter_map(|(_, part)| Some((part, part.sum_of(Element::Amount)?))).collect();
    let Some(bill) = sums.iter().map(|(_, sum)| *sum).max() else { return };
    // "Estimated bill Rs 1,000, actual bill Rs 1,010, corrected bill Rs 1,020": the bill, and what is left of it, are two.
    let mut told: std::vec::Vec<i64> = sums.iter().map(|(_, sum)| *sum).filter(|sum| *sum > 0).collect();
    told.sort_unstable();
    told.dedup();
    let least = bill - most_of(&input.group.limits, bill);
    if !holds(input, Special::MoreThanBill, 0..input.tokens().len()) {
        let is_more = told.len() > MOST_BILLS;
        let is_wrong = |(part, sum): &&(&Read, i64)| is_more || *sum < least && !(*sum == 0 && is_of_dues(input, part));
        implausible.extend(sums.iter().filter(is_wrong).map(|(part, _)| part.tokens.clone()));
    }
}

/// Whether a label of dues, old or new, is before the sum: they may be nothing.
fn is_of_dues(input: &Input<'_>, part: &Read) -> bool {
    [Special::OldDues, Special::DueLabel].iter().any(|label| labels(input, *label, part.tokens.start))
}

/// Numbers of days that do not lead to the last date, or to the day of the cut in a message without a last date.
fn days_left<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let mut days = dates(parts, Element::LastDate).chain(dates(parts, Element::DisconnectionDate));
    let Some((last, _)) = days.next() else { return };
    for (part, hundredths) in durations(parts) {
        if hundredths == 0 || (i64::from((last - input.day).get_days()) - hundredths / 100).abs() > MOST_DAYS_OFF {
            implausible.push(part.tokens.clone());
        }
    }
}

/// Parts that are a number of days, with the hundredths of a day.
fn durations(parts: &[Read]) -> impl Iterator<Item = (&Read, i64)> {
    parts.iter().filter(|part| part.element == Some(Element::Duration)).filter_map(|part| match part.value {
        ReadValue::Typed(Value::Number(hundredths)) => Some((part, i64::try_from(hundredths).unwrap_or(i64::MAX))),
        _ => None,
    })
}

/// Bills of a day or of a month after their last date.
fn bill_dates(parts: &[Read], implausible: &mut Vec<'_, Range<usize>>) {
    let Some(last) = dates(parts, Element::LastDate).map(|(date, _)| date).max() else { return };
    implausible.extend(dates(parts, Element::Date).filter(|(date, _)| *date > last).map(|(_, tokens)| tokens));
    let is_after = |part: &&Read| match part.value {
        ReadValue::Typed(Value::Month(month, Some(year))) => {
            (year, i16::from(month)) > (last.year(), i16::from(last.month()))
        }
        _ => false,
    };
    implausible.extend(parts.iter().filter(is_after).map(|part| part.tokens.clone()));
}

/// The largest rebate on `bill`, in paise: a rupee more than the share, since companies round.
pub(super) fn most_of(limits: &Limits, bill: i64) -> i64 {
    of_share(bill, limits.rebate_hundredths)
}

/// `hundredths` of a percent of `bill`, in paise, and a rupee more.
fn of_share(bill: i64, hundredths: u32) -> i64 {
    bill.saturating_mul(i64::from(hundredths)) / 10_000 + 100
}

/// Whether nobody would pay `sum` for `bill`, however late.
pub(super) fn is_far_more(sum: i64, bill: i64) -> bool {
    sum.saturating_mul(100) > bill.saturating_mul(MOST_LATE)
}

/// Sums for those who pay late that are less than the bill, or far more.
fn late_sums<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let Some(late) = input.group.grammar.special(Special::Late) else { return };
    for sentence in sentences(input, parts) {
        let mut from = tokens_of(sentence).start;
        for part in sentence {
            let Some(sum) = part.sum_of(Element::Amount) else { continue };
            let is_late = (from..part.tokens.start).any(|at| begins(input, late, at..part.tokens.start));
            from = part.tokens.end;
            if !is_late {
                continue;
            }
            let is_wrong = match largest_beside(parts, part) {
                Some(bill) => sum < bill - most_of(&input.group.limits, bill) || is_far_more(sum, bill),
                // Nobody is told to pay late, or gets a rebate for it.
                None => [Special::Order, Special::Share].iter().any(|class| holds(input, *class, tokens_of(sentence))),
            };
            if is_wrong {
                implausible.push(part.tokens.clone());
            }
        }
    }
}
