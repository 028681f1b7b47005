//! Times of day.
//!
//! In: tokens. Out: where `9.30 pm`, `21:30`, `रात 9 बजे`, `within 2 hours` stand.
//! "Tonight" is a concept of the lexicon and is looked for there. Also: which of
//! them say when supply is cut. The end of the last day to pay (`05/12/2026 11:59 PM`)
//! and the time of a payment do not.

use super::{Detected, Input};
use crate::text::Marks;
use crate::words::{Concept, Concepts, Hit, Label};
use bumpalo::collections::Vec;
use std::ops::Range;

pub(super) fn times<'a>(input: &Input<'a>, before: &Detected<'a>) -> Vec<'a, Range<usize>> {
    let mut times: Vec<'a, Range<usize>> = input.list();
    for at in input.numbers() {
        if times.last().is_none_or(|last| last.end <= at) && !before.is_typed(at) {
            times.extend(time_at(input, at));
        }
    }
    times
}

/// How far apart words may stand and still speak of one thing, in tokens.
const CLAUSE: usize = 24;

/// Of the times of day, and of the words for the night, those that can say when supply is cut.
pub(super) fn cuts<'a>(input: &Input<'a>, detected: &Detected<'a>) -> Vec<'a, Range<usize>> {
    let mut cuts = input.list();
    if !input.fuzzy.concepts.has(Concept::Disconnect) {
        return cuts;
    }
    cuts.extend(detected.times.iter().filter(|time| !is_of_payment(input, detected, time)).cloned());
    let night = input.fuzzy.hits_of(Concepts::of(&[Concept::Night]));
    cuts.extend(night.filter(|hit| !is_of_office(input, hit)).map(|hit| hit.tokens.clone()));
    cuts
}

/// Whether the time belongs to a date of paying, or to a payment, and no word of cutting off stands between.
fn is_of_payment(input: &Input<'_>, detected: &Detected<'_>, time: &Range<usize>) -> bool {
    let clause = clause(input, time);
    let first = detected.dates.partition_point(|date| date.tokens.start < clause.start);
    let mut near = detected.dates[first..].iter().take_while(|date| date.tokens.end <= clause.end);
    let dated = near.any(|date| adjoins(input, &date.tokens, time));
    let last_date = || clause.clone().any(|at| input.label(at, Label::LastDateBefore).is_some_and(|end| end > at + 1));
    let paid = has(input, &clause, Concept::Receipt);
    !has(input, &clause, Concept::Disconnect) && (paid || dated && last_date())
}

/// `Office closed at night`: who is closed is not cut off.
fn is_of_office(input: &Input<'_>, night: &Hit) -> bool {
    let clause = clause(input, &night.tokens);
    has(input, &clause, Concept::Office)
        && !has(input, &clause, Concept::Disconnect)
        && !has(input, &clause, Concept::Contact)
}

/// The tokens around `tokens` up to a full stop, or as far as words speak of one thing.
fn clause(input: &Input<'_>, tokens: &Range<usize>) -> Range<usize> {
    let stops = |at: usize| {
        input.is_full_stop(at)
            || input.text.is_one_of(at, const { Marks::of(b";!?") })
            || at > 0 && input.text.begins_line(at)
    };
    let first = tokens.start.saturating_sub(CLAUSE);
    let start = (first..tokens.start).rev().find(|at| stops(*at)).unwrap_or(first);
    let last = (tokens.end + CLAUSE).min(input.tokens().len());
    let end = (tokens.end..last).find(|at| stops(*at)).unwrap_or(last);
    start..end
}

/// Whether `concept` occurs in `clause`.
fn has(input: &Input<'_>, clause: &Range<usize>, concept: Concept) -> bool {
    let within = |hit: &Hit| clause.start <= hit.tokens.start && hit.tokens.end <= clause.end;
    input.fuzzy.hits_around(clause, 0).any(|hit| within(hit) && hit.concepts.has(concept))
}

/// Whether nothing stands between a date and a time but a mark and a word that stands before a time.
fn adjoins(input: &Input<'_>, date: &Range<usize>, time: &Range<usize>) -> bool {
    let gap = if date.end <= time.start { date.end..time.start } else { time.end..date.start };
    let small = |at: usize| input.word(at).is_none_or(|word| input.rules.language.before_time.has(word));
    gap.start <= gap.end && gap.len() <= 3 && gap.into_iter().all(small)
}

fn time_at(input: &Input<'_>, at: usize) -> Option<Range<usize>> {
    input.digits(at).filter(|digits| digits.len() <= 2)?;
    let is_colon = input.text.is_mark(at + 1, b':');
    let separated = is_colon || input.text.is_one_of(at + 1, const { Marks::of(b".-") });
    let minutes = input.digits(at + 2).filter(|digits| separated && digits.len() == 2);
    let seconds = |end: usize| {
        let more = input.text.is_mark(end, b':') && input.is_glued(end) && input.is_glued(end + 1);
        if more && input.digits(end + 1).is_some_and(|digits| digits.len() == 2) { end + 2 } else { end }
    };
    let end = if minutes.is_some() { seconds(at + 3) } else { at + 1 };
    if let Some(end) = unit_at(input, end) {
        return Some(at..end);
    }
    let glued = input.is_glued(at + 1) && input.is_glued(at + 2);
    (is_colon && minutes.is_some() && glued).then_some(at..end)
}

/// `pm`, `p.m.`, `p m`, `बजे`.
fn unit_at(input: &Input<'_>, at: usize) -> Option<usize> {
    let word = input.word(at)?;
    if input.rules.language.time_units.has(word) {
        return Some(at + 1);
    }
    let clock = input.skip_marks(at + 1, const { Marks::of(b"'") });
    if word == "o" && input.word(clock) == Some("clock") {
        return Some(clock + 1);
    }
    let m = input.skip_marks(at + 1, const { Marks::of(b".") });
    (matches!(word, "a" | "p") && input.word(m) == Some("m")).then_some(m + 1)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{BUSINESS, detect};

    #[test]
    fn a_time_is_read_in_every_writing() {
        for body in ["9.30 pm", "21:30", "9 बजे", "2 hours", "9 p.m", "23:59:00"] {
            assert_eq!(detect(BUSINESS, body).times, [body], "{body}");
        }
        assert_eq!(detect(BUSINESS, "9.30").times, [""; 0]);
    }

    #[test]
    fn the_end_of_the_last_day_cuts_nobody_off() {
        for body in [
            "Bill due. Last date is 05/12/2026 11:59 PM. Supply will be disconnected after that.",
            "Last date is 5 PM on 05/12/2026. Then it is cut.",
            "Payment not received at 14:47. It will be disconnected on 15/12/26",
            "It will be disconnected. Office closed at night",
        ] {
            assert_eq!(detect(BUSINESS, body).cuts, [""; 0], "{body}");
        }
    }

    #[test]
    fn a_time_of_the_cut_does() {
        for (body, cut) in [
            ("It will be disconnected on 05/12/2026 11:59 PM", "11:59 PM"),
            ("Last date is past, it will be disconnected 9.30 pm", "9.30 pm"),
            ("Power will be cut tonight", "tonight"),
            ("Power cut. Call our office tonight", "tonight"),
        ] {
            assert_eq!(detect(BUSINESS, body).cuts, [cut], "{body}");
        }
        assert_eq!(detect(BUSINESS, "Call tonight 9.30 pm").cuts, [""; 0]);
    }
}
