//! Times of day.
//!
//! In: tokens. Out: where `9.30 pm`, `21:30`, `रात 9 बजे`, `within 2 hours` stand.
//! "Tonight" is a concept of the lexicon and is looked for there.

use super::{Detected, Input};
use crate::text::Marks;
use bumpalo::collections::Vec;
use std::ops::Range;

const AFTER: &[&str] = &[
    "am",
    "pm",
    "baje",
    "bje",
    "bajey",
    "oclock",
    "hrs",
    "hours",
    "hour",
    "hr",
    "minutes",
    "mins",
    "min",
    "ghante",
    "ghanta",
    "ghanto",
    "minat",
    "minut",
    "बजे",
    "बजकर",
    "घंटे",
    "घंटा",
    "घंटों",
    "घण्टे",
    "मिनट",
    "घंटेमें",
];

pub(super) fn times<'a>(input: &Input<'a>, before: &Detected<'a>) -> Vec<'a, Range<usize>> {
    let mut times: Vec<'a, Range<usize>> = input.list();
    for at in input.numbers() {
        if times.last().is_none_or(|last| last.end <= at) && !before.is_typed(at) {
            times.extend(time_at(input, at));
        }
    }
    times
}

fn time_at(input: &Input<'_>, at: usize) -> Option<Range<usize>> {
    input.digits(at).filter(|digits| digits.len() <= 2)?;
    let is_colon = input.text.is_mark(at + 1, b':');
    let separated = is_colon || input.text.is_one_of(at + 1, const { Marks::of(b".-") });
    let minutes = input.digits(at + 2).filter(|digits| separated && digits.len() == 2);
    let end = if minutes.is_some() { at + 3 } else { at + 1 };
    if let Some(end) = unit_at(input, end) {
        return Some(at..end);
    }
    let glued = input.is_glued(at + 1) && input.is_glued(at + 2);
    (is_colon && minutes.is_some() && glued).then_some(at..end)
}

/// `pm`, `p.m.`, `p m`, `बजे`.
fn unit_at(input: &Input<'_>, at: usize) -> Option<usize> {
    let word = input.word(at)?;
    if AFTER.contains(&word) {
        return Some(at + 1);
    }
    let clock = input.skip_marks(at + 1, const { Marks::of(b"'") });
    if word == "o" && input.word(clock) == Some("clock") {
        return Some(clock + 1);
    }
    let m = input.skip_marks(at + 1, const { Marks::of(b".") });
    (matches!(word, "a" | "p") && input.word(m) == Some("m")).then_some(m + 1)
}
