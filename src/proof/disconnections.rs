//! When a message says that supply is cut.
//!
//! In: the dates that the detectors found, and the words for cutting off. Out: the dates that stand in one sentence with
//! such a word.

use crate::detect::{Detected, Input};
use crate::words::{Concept, Concepts};
use bumpalo::collections::Vec;
use jiff::civil::Date;
use std::ops::Range;

/// The dates in a sentence that speaks of cutting off, but those that `is_known` for what they are.
pub(super) fn disconnections<'a>(
    input: &Input<'a>,
    detected: &Detected<'a>,
    is_known: impl Fn(&Range<usize>) -> bool,
) -> Vec<'a, (Date, Range<usize>)> {
    let mut cuts = input.list();
    if detected.dates.is_empty() || !input.fuzzy.concepts.has_any(CUT) {
        return cuts;
    }
    let sentences = Sentences::new(input);
    let of_cut = detected.dates.iter().filter(|date| !is_known(&date.tokens) && sentences.cut(input, &date.tokens));
    cuts.extend(of_cut.map(|date| (date.value, date.tokens.clone())));
    cuts
}

const CUT: Concepts = Concepts::of(&[Concept::Disconnect]);

/// The sentences of a text, by the stops before them.
struct Sentences<'a> {
    /// How many stops stand before each token, and before the end.
    stops: Vec<'a, u32>,
    /// For each sentence, whether a word for cutting off begins in it, and whether one ends in it.
    begins: &'a mut [bool],
    ends: &'a mut [bool],
}

impl<'a> Sentences<'a> {
    fn new(input: &Input<'a>) -> Self {
        let tokens = input.tokens().len();
        let is_stop = |at: usize| input.text.is_mark(at, b';') || input.is_full_stop(at);
        let mut stops = Vec::with_capacity_in(tokens + 1, input.arena);
        let mut before = 0;
        for at in 0..tokens {
            stops.push(before);
            before += u32::from(is_stop(at));
        }
        stops.push(before);
        let none = || input.arena.alloc_slice_fill_copy(before as usize + 1, false);
        let sentences = Self { stops, begins: none(), ends: none() };
        for hit in input.fuzzy.hits_of(CUT) {
            let (begin, end) = (sentences.of(hit.tokens.start), sentences.of(hit.tokens.end));
            sentences.begins[begin] = true;
            sentences.ends[end] = true;
        }
        sentences
    }

    /// The sentence of the token at `at`; of the token behind the last, that which the last is in or before.
    fn of(&self, at: usize) -> usize {
        self.stops.get(at).map_or(0, |stops| *stops as usize)
    }

    /// Whether no stop stands between `date` and some word for cutting off.
    fn cut(&self, input: &Input<'_>, date: &Range<usize>) -> bool {
        // Behind the end of a word no stop up to the date, or behind the date none up to the beginning of a word.
        let around = self.ends[self.of(date.start)] || self.begins[self.of(date.end)];
        let within = |hit: &crate::words::Hit| hit.tokens.start < date.end && date.start < hit.tokens.end;
        around || input.fuzzy.hits_around(date, 0).any(|hit| hit.concepts.has_any(CUT) && within(hit))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::{Filter, FindingCode, Sms};

    /// Whether `body`, which names a Sunday, is found to cut supply on a holiday.
    fn cuts(filter: &Filter, body: &str) -> bool {
        let report = filter.check(&Sms::new("+919876501234", body), "2026-11-24T10:00:00Z".parse().unwrap());
        report.findings.iter().any(|finding| finding.code == FindingCode::DisconnectionHoliday)
    }

    #[test]
    fn a_date_is_of_the_cut_where_no_stop_stands_between() {
        let filter = Filter::embedded().unwrap();
        for body in [
            "Your electricity will be disconnected on 29/11/2026, call 9876543210",
            "On 29/11/2026 your electricity will be disconnected, call 9876543210",
            "Pay the bill. On 29/11/2026 electricity will be disconnected. Call 9876543210",
            "Electricity bill due 01/12/2026; it will be disconnected, as said, for 12.5 days on 29/11/2026. Call 9876543210",
        ] {
            assert!(cuts(&filter, body), "{body}");
        }
        for body in [
            "Your electricity will be disconnected. Come on 29/11/2026, call 9876543210",
            "Come on 29/11/2026; your electricity will be disconnected, call 9876543210",
            "Your electricity will be disconnected. Pay. On 29/11/2026. Or it will be disconnected, call 9876543210",
        ] {
            assert!(!cuts(&filter, body), "{body}");
        }
    }
}
