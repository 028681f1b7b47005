//! Holidays and their years.
//!
//! In: the holidays and today's date. Out: `invalid_value`, `holiday_year`, `holiday_past`, `holiday_repeated`.

use super::{Document, LintCode, Lints, quoted};
use crate::documents::Allow;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// From this month on, next year's holidays should be there: states issue them in late summer (facts P3).
const NEXT_YEAR_FROM: i8 = 10;

/// Fewer holidays than this in a whole year is a list begun and not finished.
const FEWEST: usize = 3;

pub(super) fn look(allow: &Allow, today: Date, found: &mut Lints) {
    let mut days = BTreeSet::new();
    for (at, holiday) in allow.holidays.iter().enumerate() {
        let place = (Document::Allow, format!("/holidays/{at}/date"));
        let Ok(day) = holiday.date.parse::<Date>() else {
            let problem = format!("{} is no date", quoted(&holiday.date));
            found.add(LintCode::InvalidValue, place, &holiday.date, (problem, "write it as 2026-11-24"));
            continue;
        };
        if !allow.holiday_years.contains(&day.year()) {
            let problem = format!("{day} lies outside holiday_years");
            let fix = "add its year there once all of that year's holidays are here, or take the day out";
            found.add(LintCode::HolidayYear, place, &holiday.date, (problem, fix));
        } else if !days.insert(day) {
            found.add(LintCode::HolidayRepeated, place, &holiday.date, (format!("{day} stands twice"), "take one out"));
        }
    }
    for (at, year) in allow.holiday_years.iter().enumerate() {
        let count = days.iter().filter(|day| day.year() == *year).count();
        let place = (Document::Allow, format!("/holiday_years/{at}"));
        if count < FEWEST {
            let problem = format!("{year} is said to be complete and has {count} holidays");
            let fix = "enter that year's holidays, or take the year out: until then a date in it is unconfirmed";
            found.add(LintCode::HolidayYear, place, &year.to_string(), (problem, fix));
        } else if *year < today.year() {
            let problem = format!("{year} is past");
            let fix = "take the year and its holidays out once no message of that year is judged any more";
            found.add(LintCode::HolidayPast, place, &year.to_string(), (problem, fix));
        }
    }
    let next = i16::from(today.month() >= NEXT_YEAR_FROM);
    for year in today.year()..=today.year() + next {
        if !allow.holiday_years.contains(&year) && !allow.weekly_holidays.is_empty() {
            let problem = format!("the holidays of {year} are not known: a disconnection date in it proves nothing");
            let fix = format!("enter the state's holidays of {year} and add {year} to holiday_years");
            found.add(LintCode::HolidayPast, (Document::Allow, "/holiday_years"), &year.to_string(), (problem, fix));
        }
    }
}
