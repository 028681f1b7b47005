//! Values as people read them.
//!
//! In: normalised values of findings and proofs (`2026-12-05`, `1512.00`).
//! Out: the same in the reader's language ("5 December 2026", "₹1,512").

use super::{Lang, element};
use crate::Element;
use crate::documents::disturbs;
use jiff::civil::{Date, DateTime};

/// Longest value that a sentence quotes, in characters.
const QUOTED: usize = 40;

/// A finding's value: an element by its name, a date in words, anything else as it is.
pub(super) fn named_value(value: &str, lang: Lang) -> String {
    if value == "channel" {
        return match lang {
            Lang::En => "app or website".to_owned(),
            Lang::Hi => "ऐप या वेबसाइट".to_owned(),
        };
    }
    let named = Element::ALL.iter().find(|named| named.code() == value);
    match named {
        Some(named) => element(*named, lang).to_owned(),
        None => value.parse().map_or_else(|_| quoted(value), |day| date(day, lang)),
    }
}

/// A proof's value.
pub(super) fn proof_value(of: Element, value: &str, lang: Lang) -> String {
    if let Ok(day) = value.parse() {
        return date(day, lang);
    }
    let ends = value.split_once('/').and_then(|(first, last)| Some((first.parse().ok()?, last.parse().ok()?)));
    if let Some((first, last)) = ends {
        return format!("{} – {}", date(first, lang), date(last, lang));
    }
    match of {
        Element::Amount => rupees(value),
        Element::Period => month(value, lang).unwrap_or_else(|| quoted(value)),
        Element::Company
        | Element::App
        | Element::Site
        | Element::LastDate
        | Element::Rebate
        | Element::AccountNumber
        | Element::DisconnectionDate
        | Element::Date
        | Element::Duration
        | Element::Energy
        | Element::Reference => quoted(value),
    }
}

/// A day and the time of day, as people say it: "8:05 pm", "रात 8:05".
pub(super) fn date_time(at: DateTime, lang: Lang) -> String {
    let hour = match at.hour() % 12 {
        0 => 12,
        hour => hour,
    };
    let (day, minute) = (date(at.date(), lang), at.minute());
    match (lang, at.hour()) {
        (Lang::En, 0..12) => format!("{day}, {hour}:{minute:02} am"),
        (Lang::En, _) => format!("{day}, {hour}:{minute:02} pm"),
        (Lang::Hi, 4..12) => format!("{day}, सुबह {hour}:{minute:02}"),
        (Lang::Hi, 12..16) => format!("{day}, दोपहर {hour}:{minute:02}"),
        (Lang::Hi, 16..20) => format!("{day}, शाम {hour}:{minute:02}"),
        (Lang::Hi, _) => format!("{day}, रात {hour}:{minute:02}"),
    }
}

fn date(day: Date, lang: Lang) -> String {
    let month = month_name(day.month(), lang).unwrap_or_default();
    format!("{} {month} {}", day.day(), day.year())
}

/// `2026-12` as "December 2026".
fn month(value: &str, lang: Lang) -> Option<String> {
    let (year, month) = value.split_once('-')?;
    let name = month_name(month.parse().ok()?, lang)?;
    let year: i16 = year.parse().ok()?;
    Some(format!("{name} {year}"))
}

fn month_name(month: i8, lang: Lang) -> Option<&'static str> {
    let names = match lang {
        Lang::En => super::en::MONTHS,
        Lang::Hi => super::hi::MONTHS,
    };
    let index = usize::try_from(month).ok()?.checked_sub(1)?;
    names.get(index).copied()
}

/// `151200.00` as "₹1,51,200": the last three digits, then pairs, as India groups.
fn rupees(value: &str) -> String {
    let (whole, paise) = value.split_once('.').unwrap_or((value, ""));
    let (sign, digits) = match whole.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", whole),
    };
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if digits.is_empty() || !is_number(digits) || !is_number(paise) {
        return quoted(value);
    }
    let mut grouped = String::new();
    for (index, digit) in digits.char_indices() {
        let left = digits.len() - index;
        if index > 0 && (left == 3 || (left > 3 && left % 2 == 1)) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if paise.bytes().all(|digit| digit == b'0') {
        format!("{sign}₹{grouped}")
    } else {
        format!("{sign}₹{grouped}.{paise}")
    }
}

/// A value from the message: cut to a bearable length, and without characters
/// that could disturb the sentence around it.
fn quoted(value: &str) -> String {
    let shown = value.trim().chars().filter(|c| !disturbs(*c));
    let mut text: String = shown.clone().take(QUOTED).collect();
    if shown.count() > QUOTED {
        text.push('…');
    }
    text
}
