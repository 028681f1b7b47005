//! Every name, label, trigger and date word of a text, in one pass.
//!
//! In: an exact [`Reading`] and [`Words`]. Out: [`Mentions`], in the order of the
//! text and by token. Concepts are not among them; the reading has those.

use super::{Label, Meaning, Reading, Words};
use std::ops::Range;

/// The phrases of a text by the token they begin with; of one meaning, longest first.
pub(crate) struct Mentions {
    all: Vec<Mention>,
    /// For each token, the index of its first mention; one more at the end.
    first: Vec<u32>,
    /// A bit for each label, and one for months, that occurs at all.
    present: u32,
}

/// A phrase in the text.
#[derive(Clone, Copy)]
pub(crate) struct Mention {
    pub(crate) meaning: Meaning,
    /// Its first token.
    pub(crate) start: u32,
    /// One past its last token.
    pub(crate) end: u32,
}

impl Mention {
    /// Its tokens, by index.
    pub(crate) fn tokens(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

const MONTH: u32 = 1 << 31;

impl Mentions {
    /// The mentions of a text of `tokens` tokens.
    pub(crate) fn new(tokens: usize, exact: &Reading, words: &Words) -> Self {
        let mut mentions = Self { all: Vec::with_capacity(32), first: Vec::with_capacity(tokens + 1), present: 0 };
        for (at, word) in exact.words.iter().enumerate() {
            mentions.first.resize(word.token as usize + 1, mentions.all.len() as u32);
            let Some(info) = words.info(word.id) else { continue };
            for phrase in words.mentions(info) {
                if let Some(count) = phrase.matches(&exact.words[at + 1..]) {
                    let end = exact.words[at + count - 1].token + 1;
                    mentions.present |= bit(phrase.meaning);
                    mentions.all.push(Mention { meaning: phrase.meaning, start: word.token, end });
                }
            }
        }
        mentions.first.resize(tokens + 1, mentions.all.len() as u32);
        mentions
    }

    /// All of them, in the order of the text.
    pub(crate) fn all(&self) -> &[Mention] {
        &self.all
    }

    /// The mentions that begin at token `at`.
    pub(crate) fn at(&self, at: usize) -> &[Mention] {
        match self.first.get(at..at + 2) {
            Some(bounds) => &self.all[bounds[0] as usize..bounds[1] as usize],
            None => &[],
        }
    }

    /// Whether `label` occurs.
    pub(crate) fn has_label(&self, label: Label) -> bool {
        self.present & bit(Meaning::Label(label)) != 0
    }

    /// Whether a month is named.
    pub(crate) fn has_month(&self) -> bool {
        self.present & MONTH != 0
    }
}

fn bit(meaning: Meaning) -> u32 {
    match meaning {
        Meaning::Label(label) => 1 << label as u32,
        Meaning::Month(_) => MONTH,
        _ => 0,
    }
}
