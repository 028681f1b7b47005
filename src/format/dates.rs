//! What each date of a message is: the last date, the disconnection's, or another.
//!
//! In: the dates in the order of the text, and the labels. Out: for each date its
//! element, and the tokens it takes with its label. A label belongs to the date
//! nearest to it, and reaches past no other.

use crate::detect::{Detected, Input};
use crate::text::Marks;
use crate::verdict::Element;
use crate::words::{Concept, Concepts, Label, Meaning};
use bumpalo::collections::Vec;
use jiff::civil::Date;
use std::ops::Range;

/// How many words may stand between a label of one word and its date.
const NEAR: usize = 2;
/// How many between a label of several words and its date.
const FAR: usize = 14;

/// A date and what it is.
pub(super) struct Dated {
    pub(super) element: Element,
    pub(super) date: Date,
    /// The date itself, with its day of the week.
    pub(super) tokens: Range<usize>,
    /// From its label to its end, or the other way round.
    pub(super) place: Range<usize>,
}

/// Reads what each detected date is.
pub(super) fn name<'a>(input: &Input<'a>, detected: &Detected<'a>, labels: &[(Label, Range<usize>)]) -> Vec<'a, Dated> {
    let arena = input.arena;
    let dates = &detected.dates;
    let mut namer = Namer { input, detected, labels, used: arena.alloc_slice_fill_copy(labels.len(), false) };
    let tokens = Vec::from_iter_in(dates.iter().map(|date| with_weekday(input, &date.tokens)), arena);
    // What stands before a date is tried for every date first: "… 5 Dec. Last date 9 Dec".
    let before = |at: usize| namer.before(at.checked_sub(1).map_or(0, |last| tokens[last].end), &tokens[at]);
    let mut labelled = Vec::from_iter_in((0..dates.len()).map(before), arena);
    for (at, label) in labelled.iter_mut().enumerate() {
        let until = tokens.get(at + 1).map_or(input.tokens().len(), |next| next.start);
        *label = label.take().or_else(|| namer.after(&tokens[at], until));
    }
    let cut = input.fuzzy.concepts.has(Concept::Disconnect);
    let with_label = |((date, tokens), label): ((Date, Range<usize>), Option<Range<usize>>)| {
        let (element, place) = match label {
            Some(label) => (Element::LastDate, label.start.min(tokens.start)..label.end.max(tokens.end)),
            None if cut && is_of_disconnection(input, &tokens) => (Element::DisconnectionDate, tokens.clone()),
            None => (Element::Date, tokens.clone()),
        };
        Dated { element, date, tokens, place }
    };
    Vec::from_iter_in(dates.iter().map(|date| date.value).zip(tokens).zip(labelled).map(with_label), arena)
}

struct Namer<'i, 'a> {
    input: &'i Input<'a>,
    detected: &'i Detected<'a>,
    labels: &'i [(Label, Range<usize>)],
    used: &'a mut [bool],
}

impl Namer<'_, '_> {
    /// The label before a date: the nearest, if it is near enough for its length.
    fn before(&mut self, from: usize, date: &Range<usize>) -> Option<Range<usize>> {
        let fits = |(label, place): &(Label, Range<usize>)| {
            // "last date … is" may stand well before its date; a lone "by" may not.
            let words = if place.len() > 1 { FAR } else { NEAR };
            *label == Label::LastDateBefore
                && place.start >= from
                && place.end <= date.start
                && self.may_part(place.end..date.start, words)
        };
        let at = self.labels.iter().rposition(fits)?;
        self.take(at)
    }

    /// The label after a date. One of several words may stand at the end of the sentence.
    fn after(&mut self, date: &Range<usize>, until: usize) -> Option<Range<usize>> {
        let fits = |(at, (label, place)): &(usize, &(Label, Range<usize>))| {
            let named = *label == Label::LastDateBefore && place.len() > 1;
            let words = if named { FAR } else { 1 };
            (*label == Label::LastDateAfter || named)
                && !self.used[*at]
                && place.start >= date.end
                && place.end <= until
                && (named || place.start - date.end <= 3)
                && self.may_part(date.end..place.start, words)
                && !self.ends_sentence(date.end..place.start)
        };
        let (at, _) = self.labels.iter().enumerate().find(fits)?;
        self.take(at)
    }

    fn take(&mut self, at: usize) -> Option<Range<usize>> {
        let place = self.labels.get(at)?.1.clone();
        // Every label that shares its words is used with it.
        for (used, (_, other)) in self.used.iter_mut().zip(self.labels) {
            *used |= other.start < place.end && place.start < other.end;
        }
        Some(place)
    }

    /// Whether at most `words` words and no loose digits stand in `tokens`.
    fn may_part(&self, tokens: Range<usize>, words: usize) -> bool {
        let all = &self.input.tokens()[tokens.clone()];
        all.len() <= 2 * FAR
            && all.iter().filter(|token| token.is_word()).count() <= words
            && !tokens.into_iter().any(|at| self.is_loose(at))
    }

    /// Whether digits at `at` belong to nothing: no typed value, no month's year.
    fn is_loose(&self, at: usize) -> bool {
        let is_month = |at: usize| {
            let month = |meaning| matches!(meaning, Meaning::Month(_)).then_some(());
            self.input.phrase(at, month).is_some()
        };
        let of_month = at > 0 && is_month(at - 1) || at > 1 && is_month(at - 2);
        self.input.digits(at).is_some() && !self.detected.is_typed(at) && !of_month
    }

    fn ends_sentence(&self, tokens: Range<usize>) -> bool {
        tokens.into_iter().any(|at| is_stop(self.input, at))
    }
}

/// `;`, `।`, and a full stop that is followed by a blank, unless it is of `dt.`, `दि.`.
fn is_stop(input: &Input<'_>, at: usize) -> bool {
    let shortened = || at > 0 && input.word(at - 1).is_some_and(|word| matches!(word, "dt" | "dtd" | "दि" | "di"));
    input.text.is_mark(at, b';') || input.text.is_mark(at, b'.') && !input.is_glued(at + 1) && !shortened()
}

/// `Saturday, 5 Dec`, `5 दिसंबर (शनिवार)`.
fn with_weekday(input: &Input<'_>, tokens: &Range<usize>) -> Range<usize> {
    let is_weekday = |at| input.phrase(at, |meaning| matches!(meaning, Meaning::Weekday(_)).then_some(()));
    let after = input.skip_marks(tokens.end, const { Marks::of(b",(") });
    if let Some(((), end)) = is_weekday(after) {
        return tokens.start..end;
    }
    // Nothing but a mark stands between them: what else did would be accounted for unseen.
    let adjoins = |at: &usize| {
        let end = is_weekday(*at).map(|((), end)| input.skip_marks(end, const { Marks::of(b",(-") }));
        end == Some(tokens.start)
    };
    let before = (tokens.start.saturating_sub(2)..tokens.start).find(adjoins);
    before.unwrap_or(tokens.start)..tokens.end
}

/// A word of cutting off stands in the same sentence.
fn is_of_disconnection(input: &Input<'_>, tokens: &Range<usize>) -> bool {
    input.fuzzy.hits_of(Concepts::of(&[Concept::Disconnect])).any(|hit| {
        let mut between = hit.tokens.end.min(tokens.end)..hit.tokens.start.max(tokens.start);
        !between.any(|at| is_stop(input, at))
    })
}
