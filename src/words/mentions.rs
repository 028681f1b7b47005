//! Every name, label, trigger and date word of a text, in one pass.
//!
//! In: an exact [`Reading`] and [`Words`]. Out: [`Mentions`], looked up by token.
//! Concepts are not among them; the reading has those.

use super::{Meaning, Reading, Words};

/// The phrases of a text by the token they begin with, longest first.
pub(crate) struct Mentions {
    all: Vec<Mention>,
    /// For each token, the index of its first mention; one more at the end.
    first: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Mention {
    meaning: Meaning,
    /// One past its last token.
    end: u32,
}

impl Mentions {
    /// The mentions of a text of `tokens` tokens.
    pub(crate) fn new(tokens: usize, exact: &Reading, words: &Words) -> Self {
        let mut all = Vec::with_capacity(16);
        let mut first = Vec::with_capacity(tokens + 1);
        for (at, word) in exact.words.iter().enumerate() {
            let before = all.len() as u32;
            first.resize(word.token as usize + 1, before);
            for phrase in words.phrases(word.id) {
                if matches!(phrase.meaning, Meaning::Concept(_) | Meaning::Vocabulary) {
                    continue;
                }
                if let Some(count) = phrase.matches(&exact.words[at + 1..]) {
                    let end = exact.words[at + count - 1].token + 1;
                    all.push(Mention { meaning: phrase.meaning, end });
                }
            }
        }
        first.resize(tokens + 1, all.len() as u32);
        Self { all, first }
    }

    /// The mentions that begin at token `at`, with the token after each.
    pub(crate) fn at(&self, at: usize) -> impl Iterator<Item = (Meaning, usize)> {
        let range = match self.first.get(at..at + 2) {
            Some(bounds) => bounds[0] as usize..bounds[1] as usize,
            None => 0..0,
        };
        self.all[range].iter().map(|mention| (mention.meaning, mention.end as usize))
    }
}
