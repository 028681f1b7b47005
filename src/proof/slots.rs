//! Typed values: how a slot reads the text.
//!
//! In: a [`Slot`], a [`View`] and a token. Out: the token behind the value, and the [`Value`].

use super::view::View;
use crate::documents::ValueReading;
use crate::grammar::Slot;
use crate::text::TokenKind;
use jiff::civil::Date;
use regex::Captures;

/// The value of a slot.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// A day.
    Date(Date),
    /// A month, with its year where one is named.
    Month(u8, Option<i16>),
    /// Paise.
    Amount(i64),
    /// Hundredths of a percent.
    Percent(u32),
    /// Digits, or any other text, as they were read.
    Text(String),
    /// A count, in hundredths.
    Number(u64),
    /// Minutes after midnight.
    Time(u16),
}

/// The value of `slot` at token `at`, at which [a value of its reading can begin](readings_at), and the token behind it.
pub(super) fn read(slot: &Slot, view: &View<'_, '_>, at: usize) -> Option<(usize, Value)> {
    let text = Slot::window(view.from(at));
    let all = slot.patterns().filter_map(|regex| {
        // Most patterns need no groups to be told apart, and groups cost more than the match.
        let end = view.token_behind(at, regex.find(text)?.end())?;
        let value = value(slot.reading(), &regex.captures(text)?, view)?;
        Some((end, value))
    });
    // The longest: "₹2,640/- only" is more than "₹2,640".
    all.max_by_key(|(end, _)| *end)
}

/// The readings of the values that can begin with the token, as bits: none for most tokens.
pub(super) fn readings_at(view: &View<'_, '_>, at: usize) -> u8 {
    let Some(token) = view.token(at) else { return 0 };
    let digits = token.kind == TokenKind::Digits;
    let masked = || view.folded(at).bytes().all(|b| b == b'x');
    let can_begin = [
        (&[ValueReading::Date, ValueReading::Month][..], digits || view.month_at(at).is_some()),
        (&[ValueReading::Amount], digits || token.mark == b'-' || view.is_currency(at)),
        (&[ValueReading::Percent], digits || token.mark == b'@'),
        (&[ValueReading::Number, ValueReading::Time], digits),
        (&[ValueReading::Digits], digits || token.mark == b'*' || masked()),
        (&[ValueReading::Text], digits || token.is_word() && view.is_glued(at + 1)),
    ];
    let readings = can_begin.iter().filter(|(_, can)| *can).flat_map(|(readings, _)| *readings);
    readings.fold(0, |all, reading| all | reading.bit())
}

fn value(reading: ValueReading, found: &Captures<'_>, view: &View<'_, '_>) -> Option<Value> {
    let group = |name: &str| found.name(name).map(|found| found.as_str());
    let number = |name: &str| group(name)?.parse::<i16>().ok();
    let month = || group("month").map_or_else(|| u8::try_from(number("m")?).ok(), |name| view.month(name));
    let year = || group("y").map(|year| year.parse::<i16>().map(|year| if year < 100 { 2000 + year } else { year }));
    Some(match reading {
        ValueReading::Date => {
            let (month, day) = (i16::from(month()?), number("d")?);
            match year() {
                Some(year) => Value::Date(date(year.ok()?, month, day)?),
                None => Value::Date(nearest(view.day(), month, day)?),
            }
        }
        ValueReading::Month => {
            let month = month().filter(|month| (1..=12).contains(month))?;
            Value::Month(month, year().transpose().ok()?)
        }
        ValueReading::Amount => Value::Amount(hundredths(group("amount")?)?),
        ValueReading::Percent => Value::Percent(u32::try_from(hundredths(group("percent")?)?).ok()?),
        ValueReading::Number => Value::Number(u64::try_from(hundredths(group("number")?)?).ok()?),
        ValueReading::Digits => {
            let digits = group("digits").unwrap_or_default();
            Value::Text(digits.chars().filter(|c| c.is_ascii_digit() || matches!(c, 'x' | '*')).collect())
        }
        ValueReading::Time => {
            let (hour, minute) = (number("hour")?, group("minute").map_or(Some(0), |minute| minute.parse().ok())?);
            let time = (0..24).contains(&hour) && (0..60).contains(&minute);
            Value::Time(u16::try_from(60 * hour + minute).ok().filter(|_| time)?)
        }
        ValueReading::Text => Value::Text(found.get(0)?.as_str().to_owned()),
    })
}

/// A decimal number, with or without grouping, in hundredths.
fn hundredths(text: &str) -> Option<i64> {
    let text: String = text.chars().filter(|c| !matches!(c, ',' | ' ' | '\'')).collect();
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let decimals: i64 = match decimals.len() {
        0 => 0,
        1 => decimals.parse::<i64>().ok()? * 10,
        2 => decimals.parse().ok()?,
        _ => return None,
    };
    let negative = whole.starts_with('-');
    let whole = whole.parse::<i64>().ok()?.checked_mul(100)?;
    Some(if negative { whole - decimals } else { whole + decimals })
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(year, month, day).ok().filter(|date| (2000..2100).contains(&date.year()))
}

/// The day of that month that is nearest to `today`.
fn nearest(today: Date, month: i16, day: i16) -> Option<Date> {
    let years = [-1, 0, 1].into_iter().filter_map(|years| date(today.year() + years, month, day));
    years.min_by_key(|date| (*date - today).get_days().abs())
}

impl std::fmt::Display for Value {
    /// As it is in reports: a date as `2026-12-05`, a month as `12-2026`, an amount as `512.00`, a share as `1.5`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::Month(month, None) => write!(f, "{month:02}"),
            Self::Month(month, Some(year)) => write!(f, "{month:02}-{year}"),
            Self::Amount(paise) => {
                let sign = if *paise < 0 { "-" } else { "" };
                let paise = paise.unsigned_abs();
                write!(f, "{sign}{}.{:02}", paise / 100, paise % 100)
            }
            Self::Percent(hundredths) => write!(f, "{}%", Decimal(u64::from(*hundredths))),
            Self::Text(text) => f.write_str(text),
            Self::Number(hundredths) => Decimal(*hundredths).fmt(f),
            Self::Time(minutes) => write!(f, "{:02}:{:02}", minutes / 60, minutes % 60),
        }
    }
}

/// Hundredths as a decimal without noughts at its end.
struct Decimal(u64);

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, rest) = (self.0 / 100, self.0 % 100);
        match rest {
            0 => write!(f, "{whole}"),
            rest if rest % 10 == 0 => write!(f, "{whole}.{}", rest / 10),
            rest => write!(f, "{whole}.{rest:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact() {
        assert_eq!(hundredths("1,02,450.5"), Some(10_245_050));
        assert_eq!(hundredths("-36.40"), Some(-3640));
        assert_eq!(hundredths("1.234"), None);
        assert_eq!(hundredths("99999999999999999999"), None);
    }

    #[test]
    fn values_are_written_in_one_form() {
        assert_eq!(Value::Amount(-3640).to_string(), "-36.40");
        assert_eq!(Value::Percent(150).to_string(), "1.5%");
        assert_eq!(Value::Month(2, Some(2026)).to_string(), "02-2026");
        assert_eq!(Value::Number(17_600).to_string(), "176");
        assert_eq!(Value::Time(21 * 60 + 5).to_string(), "21:05");
    }

    #[test]
    fn a_date_without_a_year_is_the_nearest() {
        let today = jiff::civil::date(2026, 12, 28);
        assert_eq!(nearest(today, 1, 3), Some(jiff::civil::date(2027, 1, 3)));
        assert_eq!(nearest(today, 2, 30), None);
    }
}
