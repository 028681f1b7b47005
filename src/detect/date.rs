//! Dates as Indians write them.
//!
//! In: tokens. Out: civil dates: `05/12/2026`, `5-Dec-26`, `5 दिसंबर`,
//! `December 5, 2026`, `2026-12-05`, and both ends of `01/11-30/11/2026`. Day before
//! month; a date without a year is the one nearest to the day on which the message came.
//! Two numbers without a year (`24/7`, `(1/2)`, `2.5 kW`) are a date only beside a word of dates.

use super::{Detected, Input, Typed};
use crate::text::Marks;
use crate::words::{Label, Meaning};
use bumpalo::collections::Vec;
use jiff::civil::Date;
use jiff::{Timestamp, tz::Offset};

/// The day at `at` where clocks are `offset_minutes` from UTC.
pub(crate) fn civil_date(at: Timestamp, offset_minutes: i32) -> Date {
    let offset = Offset::from_seconds(offset_minutes.saturating_mul(60)).unwrap_or(Offset::UTC);
    offset.to_datetime(at).date()
}

const SEPARATORS: Marks = Marks::of(b"/-.,'");

/// A range of dates has at most six numbers; a number in more pieces is none.
const MOST_NUMBERS: usize = 6;
/// No period that a message names is longer, in days.
const LONGEST_RANGE: i32 = 400;

pub(super) fn dates<'a>(input: &Input<'a>, before: &Detected<'a>) -> Vec<'a, Typed<Date>> {
    let mut dates = input.list();
    let mut links = before.links.iter().peekable();
    let mut taken = 0;
    for at in input.numbers_and(|meaning| matches!(meaning, Meaning::Month(_))) {
        while links.next_if(|link| link.tokens.end <= at).is_some() {}
        let free = at >= taken && !before.is_typed(at) && links.peek().is_none_or(|link| at < link.tokens.start);
        if !free {
            continue;
        }
        if let Some((first, last)) = range_at(input, at) {
            taken = last.tokens.end;
            dates.extend([first, last]);
        } else if let Some(found) = date_at(input, at) {
            taken = found.tokens.end;
            dates.push(found);
        }
    }
    dates
}

/// Numbers glued together by date separators.
struct Numbers<'a> {
    digits: [&'a str; MOST_NUMBERS],
    /// The mark behind each but the last.
    marks: [u8; MOST_NUMBERS],
    count: usize,
}

/// The numbers glued together from `at`; none where they are more than a range of dates has.
fn numbers_at<'a>(input: &Input<'a>, at: usize) -> Option<Numbers<'a>> {
    let mut numbers = Numbers { digits: [""; MOST_NUMBERS], marks: [0; MOST_NUMBERS], count: 0 };
    let mut token = at;
    loop {
        *numbers.digits.get_mut(numbers.count)? = input.digits(token)?;
        let mark = input.token(token + 1).map_or(0, |mark| mark.mark);
        let goes_on = matches!(mark, b'-' | b'.' | b'/')
            && input.is_glued(token + 1)
            && input.is_glued(token + 2)
            && input.digits(token + 2).is_some();
        numbers.marks[numbers.count] = mark;
        numbers.count += 1;
        if !goes_on {
            return Some(numbers);
        }
        token += 2;
    }
}

/// `01.11.2026-30.11.2026`, `01/11-30/11`, `2026-11-01/2026-11-30`: two dates glued by another mark than their own,
/// or by the same hyphen where every number is written in full.
fn range_at(input: &Input<'_>, at: usize) -> Option<(Typed<Date>, Typed<Date>)> {
    let behind = at > 1 && input.text.is_one_of(at - 1, const { Marks::of(b"-./") }) && input.digits(at - 2).is_some();
    let numbers = numbers_at(input, at).filter(|numbers| !behind && numbers.count >= 4)?;
    let split = if numbers.count == 6 { 3 } else { 2 };
    let (between, own) = (numbers.marks[split - 1], numbers.marks[0]);
    let full = numbers.count == 6 && numbers.digits.iter().all(|digits| matches!(digits.len(), 2 | 4));
    let mut inner = (0..numbers.count - 1).filter(|mark| *mark != split - 1);
    if !inner.all(|mark| numbers.marks[mark] == own) || between == b'.' || between == own && !full {
        return None;
    }
    let parts = &numbers.digits[..numbers.count];
    let last = date_of(input, &parts[split..], None)?;
    let first = date_of(input, &parts[..split], Some(last.year()))?;
    let days = (last - first).get_days();
    let middle = at + 2 * split;
    let typed = |tokens, value| Typed { tokens, value };
    (0..=LONGEST_RANGE)
        .contains(&days)
        .then(|| (typed(at..middle - 1, first), typed(middle..at + 2 * numbers.count - 1, last)))
}

/// The date that two or three numbers write; without a year, in `year` or nearest to the day of receipt.
fn date_of(input: &Input<'_>, numbers: &[&str], year: Option<i16>) -> Option<Date> {
    let number = |digits: &str| digits.parse().ok().filter(|_| digits.len() <= 4);
    match *numbers {
        [y, m, d] if y.len() == 4 => date(number(y)?, number(m)?, number(d)?),
        [d, m, y] => date(full_year(number(y)?), number(m)?, number(d)?),
        [d, m] if d.len() <= 2 && m.len() <= 2 => match year {
            Some(year) => date(year, number(m)?, number(d)?),
            None => nearest(input.day, number(m)?, number(d)?),
        },
        _ => None,
    }
}

fn date_at(input: &Input<'_>, at: usize) -> Option<Typed<Date>> {
    let (date, end) = match input.digits(at) {
        Some(digits) if digits.len() == 4 => year_first(input, at)?,
        Some(digits) if digits.len() <= 2 => numeric(input, at).or_else(|| day_month(input, at))?,
        Some(_) => return None,
        None => month_day(input, at)?,
    };
    // `9.1.4.2.2.6` is a number in pieces, not a date and more.
    let glued_on = |mark: usize, digits: usize| {
        input.text.is_one_of(mark, const { Marks::of(b"-./") }) && input.digits(digits).is_some()
    };
    let more =
        glued_on(end, end + 1) && input.is_glued(end + 1) || at > 1 && input.is_glued(at) && glued_on(at - 1, at - 2);
    (!more).then_some(Typed { tokens: at..end, value: date })
}

/// `2026-12-05`.
fn year_first(input: &Input<'_>, at: usize) -> Option<(Date, usize)> {
    let month = separated(input, at)?;
    let day = separated(input, month)?;
    let date = date(number(input, at)?, number(input, month)?, number(input, day)?)?;
    Some((date, day + 1))
}

/// `05/12/2026`, `5.12.26`, `05-12`.
fn numeric(input: &Input<'_>, at: usize) -> Option<(Date, usize)> {
    let month = separated(input, at)?;
    let (d, m) = (number(input, at)?, number(input, month)?);
    let year = separated(input, month).filter(|y| matches!(input.digits(*y), Some(d) if d.len() == 2 || d.len() == 4));
    match year {
        Some(year) => Some((date(full_year(number(input, year)?), m, d)?, year + 1)),
        None if is_dated(input, at) => Some((nearest(input.day, m, d)?, month + 1)),
        None => None,
    }
}

/// Whether the words around say that the two numbers at `at` are a day and a month.
fn is_dated(input: &Input<'_>, at: usize) -> bool {
    let end = at + 3;
    let unit = input.label(end, Label::EnergyUnit).or_else(|| input.label(end, Label::DurationUnit));
    if unit.is_some() {
        return false;
    }
    let padded = |at| input.digits(at).is_some_and(|digits| digits.len() == 2);
    let leading = [at, at + 2].into_iter().any(|at| input.digits(at).is_some_and(|digits| digits.starts_with('0')));
    let written = padded(at) && padded(at + 2) && leading && !input.text.is_mark(at + 1, b'.');
    let close = |end: usize| end <= at && at - end <= 2 && (end..at).all(|at| input.word(at).is_none());
    let named = |start: usize| {
        let until = |meaning| matches!(meaning, Meaning::Label(Label::LastDateBefore)).then_some(());
        let word = input.word(start).is_some_and(|word| input.rules.language.before_day.has(word)) && close(start + 1);
        word || input.phrase(start, until).is_some_and(|((), end)| close(end))
    };
    let before = (1..=8).filter_map(|back| at.checked_sub(back)).any(named);
    let behind = input.word(end).is_some_and(|word| input.rules.language.behind_day.has(word));
    written || before || behind || input.label(end, Label::LastDateAfter).is_some()
}

/// `5 Dec 2026`, `5th of December`, `5 दिसंबर`.
fn day_month(input: &Input<'_>, at: usize) -> Option<(Date, usize)> {
    let mut month = at + 1;
    loop {
        month = input.skip_marks(month, SEPARATORS);
        match input.word(month) {
            Some(word) if input.rules.language.ordinals.has(word) => month += 1,
            _ => break,
        }
    }
    let (m, end) = month_at(input, month)?;
    with_year(input, number(input, at)?, m, end)
}

/// `December 5, 2026`.
fn month_day(input: &Input<'_>, at: usize) -> Option<(Date, usize)> {
    let (m, end) = month_at(input, at)?;
    let day = input.skip_marks(end, SEPARATORS);
    // `Nov-26`, `Dec'26` beside the year's end is a month of that year; a day comes first.
    let year = number(input, day).filter(|_| day == end + 1 && input.is_glued(end) && input.is_glued(day));
    if year.is_some_and(|year| (full_year(year) - input.day.year()).abs() <= 1) {
        return None;
    }
    let d = input.digits(day).filter(|digits| digits.len() <= 2)?;
    let mut end = day + 1;
    if input.is_glued(end) && input.word(end).is_some_and(|word| input.rules.language.ordinals.has(word)) {
        end += 1;
    }
    with_year(input, d.parse().ok()?, m, end)
}

fn with_year(input: &Input<'_>, d: i16, m: i16, end: usize) -> Option<(Date, usize)> {
    let year = input.skip_marks(end, SEPARATORS);
    let near = year <= end + 1;
    match input.digits(year) {
        Some(digits) if near && (is_year(digits) || digits.len() == 2 && !input.text.is_mark(year + 1, b':')) => {
            Some((date(full_year(digits.parse().ok()?), m, d)?, year + 1))
        }
        _ => Some((nearest(input.day, m, d)?, end)),
    }
}

/// Whether the digits are a year with its century.
pub(super) fn is_year(digits: &str) -> bool {
    digits.len() == 4 && digits.starts_with("20")
}

/// The month that `at` names, and the token behind it.
pub(super) fn month_at(input: &Input<'_>, at: usize) -> Option<(i16, usize)> {
    let pick = |meaning| match meaning {
        Meaning::Month(month) => Some(i16::from(month)),
        _ => None,
    };
    input.phrase(at, pick)
}

/// The token after a date separator that follows the number at `at`.
fn separated(input: &Input<'_>, at: usize) -> Option<usize> {
    let is_separator = input.text.is_one_of(at + 1, const { Marks::of(b"/-.") });
    let next = at + 2;
    (is_separator && input.digits(next).is_some_and(|digits| digits.len() <= 4)).then_some(next)
}

fn number(input: &Input<'_>, at: usize) -> Option<i16> {
    input.digits(at).filter(|digits| digits.len() <= 4)?.parse().ok()
}

fn full_year(year: i16) -> i16 {
    if year < 100 { 2000 + year } else { year }
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(year, month, day).ok().filter(|date| (2000..2100).contains(&date.year()))
}

fn nearest(today: Date, month: i16, day: i16) -> Option<Date> {
    [-1, 0, 1]
        .into_iter()
        .filter_map(|years| date(today.year() + years, month, day))
        .min_by_key(|date| (*date - today).get_days().abs())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{BUSINESS, detect};

    fn dates(body: &str) -> Vec<String> {
        detect(BUSINESS, body).dates.into_iter().map(|date| date.1).collect()
    }

    #[test]
    fn a_date_is_read_in_every_writing() {
        for body in [
            "05/12/2026",
            "5-Dec-26",
            "5 दिसंबर",
            "December 5, 2026",
            "2026-12-05",
            "by 5/12",
            "5.12 तक",
            "05/12",
            "5th of Dec",
        ] {
            assert_eq!(dates(body), ["2026-12-05"], "{body}");
        }
    }

    #[test]
    fn a_fraction_is_no_date() {
        for body in [
            "24/7",
            "9-5",
            "(1/2)",
            "1/1 Dear",
            "15/8 Dear",
            "load 2.5 kW",
            "3.5 kWh",
            "1.2.",
            "(2/10)",
            "by 2.5 units",
        ] {
            assert_eq!(dates(body), [""; 0], "{body}");
        }
    }

    #[test]
    fn both_ends_of_a_range_are_dates() {
        for body in [
            "01.11.2026-30.11.2026",
            "01/11/2026-30/11/2026",
            "01-11-26-30-11-26",
            "01/11-30/11",
            "01.11-30.11.2026",
            "2026-11-01/2026-11-30",
        ] {
            assert_eq!(dates(body), ["2026-11-01", "2026-11-30"], "{body}");
        }
    }

    #[test]
    fn a_number_in_pieces_is_no_date() {
        for body in ["9.1.4.2.2.6", "9-8-1-2-3-4-5-6-7-8", "1/2/3/4/5", "30/11-01/11", "98-12-34-01-12-26"] {
            assert_eq!(dates(body), [""; 0], "{body}");
        }
    }
}
