//! The words of the languages and the facts of the nation, compiled.
//!
//! In: [`documents::Language`], [`documents::Nation`]. Out: [`Language`], which the detectors read, the nation with
//! ranges in place of bounds, and the months and days of the week in a [`Builder`].

use super::numbering::Numbering;
use crate::documents::{self, RulesError, Terms, Texts};
use crate::words::{Builder, Meaning};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::RangeInclusive;

/// Adds the names of months and days.
pub(super) fn add_calendar(builder: &mut Builder, language: &documents::Language) {
    for (at, names) in (1..).zip(&language.months) {
        names.iter().for_each(|name| builder.phrase(name, Meaning::Month(at)));
    }
    for (at, names) in (0..).zip(&language.weekdays) {
        names.iter().for_each(|name| builder.phrase(name, Meaning::Weekday(at)));
    }
}

/// A few words, each looked for as it stands.
#[derive(Debug)]
pub(crate) struct WordSet {
    words: FxHashSet<Box<str>>,
    /// A bit for each length in bytes that a word has; the last is for all longer ones.
    lengths: u64,
}

impl WordSet {
    fn new(terms: &Terms) -> Self {
        let words: FxHashSet<Box<str>> = terms.iter().map(Box::from).collect();
        let lengths = words.iter().fold(0, |lengths, word| lengths | length_bit(word.len()));
        Self { words, lengths }
    }

    /// Whether `word` is among them.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.may_have(word.len()) && self.words.contains(word)
    }

    /// Whether one of them is so many bytes long.
    pub(crate) fn may_have(&self, length: usize) -> bool {
        self.lengths & length_bit(length) != 0
    }
}

fn length_bit(length: usize) -> u64 {
    1 << length.min(63)
}

/// Words of the languages, by what they say. The fields are those of [`documents::Language`].
#[derive(Debug)]
pub(crate) struct Language {
    pub(crate) ordinals: WordSet,
    pub(crate) before_day: WordSet,
    pub(crate) behind_day: WordSet,
    pub(crate) time_units: WordSet,
    pub(crate) before_time: WordSet,
    pub(crate) percent: WordSet,
    pub(crate) before_number: WordSet,
    pub(crate) bank_account: WordSet,
    pub(crate) before_bank_number: WordSet,
    pub(crate) before_address: WordSet,
    pub(crate) behind_address: WordSet,
    pub(crate) dot: WordSet,
    pub(crate) star: WordSet,
    pub(crate) counter: WordSet,
    pub(crate) messenger: WordSet,
    multiples: FxHashMap<Box<str>, usize>,
    glued_multiples: FxHashMap<Box<str>, usize>,
}

impl Language {
    pub(super) fn new(language: &documents::Language) -> Self {
        let zeros = |of: fn(&documents::Multiple) -> &Terms| {
            let words = |multiple| of(multiple).iter().map(|word| (word.into(), usize::from(multiple.zeros)));
            language.multiples.iter().flat_map(words).collect()
        };
        Self {
            ordinals: WordSet::new(&language.ordinals),
            before_day: WordSet::new(&language.before_day),
            behind_day: WordSet::new(&language.behind_day),
            time_units: WordSet::new(&language.time_units),
            before_time: WordSet::new(&language.before_time),
            percent: WordSet::new(&language.percent),
            before_number: WordSet::new(&language.before_number),
            bank_account: WordSet::new(&language.bank_account),
            before_bank_number: WordSet::new(&language.before_bank_number),
            before_address: WordSet::new(&language.before_address),
            behind_address: WordSet::new(&language.behind_address),
            dot: WordSet::new(&language.dot),
            star: WordSet::new(&language.star),
            counter: WordSet::new(&language.counter),
            messenger: WordSet::new(&language.messenger),
            multiples: zeros(|multiple| &multiple.terms),
            glued_multiples: zeros(|multiple| &multiple.glued),
        }
    }

    /// By how many noughts `word`, behind a number, multiplies it; `glued` where no blank stands between.
    pub(crate) fn zeros(&self, word: &str, glued: bool) -> Option<usize> {
        let short = || self.glued_multiples.get(word).filter(|_| glued);
        self.multiples.get(word).or_else(short).copied()
    }
}

/// What holds in the nation. The fields are those of [`documents::Nation`].
#[derive(Debug)]
pub(crate) struct Nation {
    pub(crate) route_suffixes: Box<[u8]>,
    pub(crate) government_domains: Texts,
    pub(crate) business_domains: Texts,
    pub(crate) call_forwarding: Texts,
    pub(crate) test_payment_below: f64,
    pub(crate) account_digits: RangeInclusive<usize>,
    pub(crate) bank_account_digits: RangeInclusive<usize>,
    pub(crate) numbering: Numbering,
}

impl Nation {
    pub(super) fn new(nation: documents::Nation) -> Result<Self, RulesError> {
        let range = |[least, most]: [u8; 2]| usize::from(least)..=usize::from(most);
        Ok(Self {
            numbering: Numbering::new(&nation.numbering)?,
            route_suffixes: nation.route_suffixes.into_bytes().into(),
            government_domains: nation.government_domains,
            business_domains: nation.business_domains,
            call_forwarding: nation.call_forwarding,
            test_payment_below: f64::from(nation.test_payment_below),
            account_digits: range(nation.account_digits),
            bank_account_digits: range(nation.bank_account_digits),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use serde_json::json;

    #[test]
    fn a_word_is_found_as_it_stands() {
        let long = "x".repeat(70);
        let terms: Terms = serde_json::from_value(json!({ "en": ["pm", long], "hi": ["बजे"] })).unwrap();
        let words = WordSet::new(&terms);
        assert!(words.has("pm") && words.has("बजे") && words.has(&long));
        assert!(!words.has("am") && !words.has("p") && !words.has(&"y".repeat(70)) && !words.has(""));
        assert!(words.may_have(2) && words.may_have(100) && !words.may_have(3));
    }
}
