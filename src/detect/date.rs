//! Dates as Indians write them.
//!
//! In: tokens. Out: civil dates: `05/12/2026`, `5-Dec-26`, `5 दिसंबर`,
//! `December 5, 2026`, `2026-12-05`. Day before month; a date without a year
//! is the one nearest to the day on which the message came.

use super::{Detected, Input, Typed};
use crate::text::Marks;
use crate::words::Meaning;
use bumpalo::collections::Vec;
use jiff::civil::Date;
use jiff::{Timestamp, tz::Offset};

/// The day at `at` where clocks are `offset_minutes` from UTC.
pub(crate) fn civil_date(at: Timestamp, offset_minutes: i32) -> Date {
    let offset = Offset::from_seconds(offset_minutes.saturating_mul(60)).unwrap_or(Offset::UTC);
    offset.to_datetime(at).date()
}

const SEPARATORS: Marks = Marks::of(b"/-.,'");
const ORDINALS: &[&str] = &["st", "nd", "rd", "th", "of", "वां", "वीं"];

pub(super) fn dates<'a>(input: &Input<'a>, before: &Detected<'a>) -> Vec<'a, Typed<Date>> {
    let mut dates = input.list();
    let mut links = before.links.iter().peekable();
    let mut taken = 0;
    for at in input.numbers_and(|meaning| matches!(meaning, Meaning::Month(_))) {
        while links.next_if(|link| link.tokens.end <= at).is_some() {}
        let free = at >= taken && !before.is_typed(at) && links.peek().is_none_or(|link| at < link.tokens.start);
        if free && let Some(found) = date_at(input, at) {
            taken = found.tokens.end;
            dates.push(found);
        }
    }
    dates
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
        None => Some((nearest(input.day, m, d)?, month + 1)),
    }
}

/// `5 Dec 2026`, `5th of December`, `5 दिसंबर`.
fn day_month(input: &Input<'_>, at: usize) -> Option<(Date, usize)> {
    let mut month = at + 1;
    loop {
        month = input.skip_marks(month, SEPARATORS);
        match input.word(month) {
            Some(word) if ORDINALS.contains(&word) => month += 1,
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
    if input.is_glued(end) && input.word(end).is_some_and(|word| ORDINALS.contains(&word)) {
        end += 1;
    }
    with_year(input, d.parse().ok()?, m, end)
}

fn with_year(input: &Input<'_>, d: i16, m: i16, end: usize) -> Option<(Date, usize)> {
    let year = input.skip_marks(end, SEPARATORS);
    let near = year <= end + 1;
    match input.digits(year) {
        Some(digits)
            if near
                && (digits.len() == 4 && digits.starts_with("20")
                    || digits.len() == 2 && !input.text.is_mark(year + 1, b':')) =>
        {
            Some((date(full_year(digits.parse().ok()?), m, d)?, year + 1))
        }
        _ => Some((nearest(input.day, m, d)?, end)),
    }
}

fn month_at(input: &Input<'_>, at: usize) -> Option<(i16, usize)> {
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
