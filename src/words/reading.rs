//! Reading a text by the list's words.
//!
//! In: a [`Text`] and [`Words`]. Out: a [`Reading`]: one entry a word, and the
//! concepts that occur, with their places.

use super::{Concept, Concepts, Meaning, Phrase, WordId, WordInfo, Words};
use crate::text::{Text, TokenKind};
use std::ops::Range;

/// More tokens than any hit spans.
const LONGEST_HIT: usize = 64;

/// A text's words by what they mean.
pub(crate) struct Reading {
    /// Every token that is no mark, in order.
    pub(crate) words: Vec<WordAt>,
    /// Every concept that occurs.
    pub(crate) concepts: Concepts,
    /// Where concepts occur, in the order of the text.
    pub(crate) hits: Vec<Hit>,
    /// A number word occurs.
    pub(crate) numbers: bool,
}

/// A word of the text: one token, or several read as one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WordAt {
    pub(crate) id: WordId,
    /// Index of its first token.
    pub(crate) token: u32,
    /// How many tokens it takes.
    pub(crate) tokens: u32,
}

/// A place where concepts occur.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    pub(crate) concepts: Concepts,
    /// Its tokens, by index.
    pub(crate) tokens: Range<usize>,
}

impl Reading {
    /// Each word as it stands.
    pub(crate) fn exact(text: &Text<'_>, words: &Words) -> Self {
        let mut exact = Vec::with_capacity(text.tokens().len());
        let tokens = text.tokens().iter().enumerate().filter(|(_, token)| token.kind != TokenKind::Mark);
        exact.extend(tokens.map(|(at, token)| WordAt {
            id: words.id(text.folded(token)),
            token: at as u32,
            tokens: 1,
        }));
        Self::with_words(exact, words)
    }

    pub(super) fn with_words(found: Vec<WordAt>, words: &Words) -> Self {
        let mut reading =
            Self { hits: Vec::with_capacity(found.len()), words: found, concepts: Concepts::default(), numbers: false };
        let mut at = 0;
        while at < reading.words.len() {
            at += match words.info(reading.words[at].id) {
                Some(info) => reading.note(at, info, words),
                None => 1,
            };
        }
        reading
    }

    /// Notes the concepts that begin at word `at`; how many words that settles.
    fn note(&mut self, at: usize, info: &WordInfo, words: &Words) -> usize {
        self.numbers |= info.number.is_some();
        let phrases = words.concepts(info);
        let idiom = |phrase: &&Phrase| phrase.meaning == Meaning::Concept(Concept::Idiom);
        if let Some(taken) = phrases.iter().filter(idiom).find_map(|phrase| phrase.matches(&self.words[at + 1..])) {
            return taken;
        }
        if !info.concepts.is_empty() {
            self.add_hit(info.concepts, at..at + 1);
        }
        for phrase in phrases {
            let concept = match phrase.meaning {
                Meaning::Concept(concept) => concept,
                Meaning::Issuer(_) => Concept::IssuerName,
                Meaning::Utility(_) => Concept::OtherUtility,
                _ => continue,
            };
            if let Some(count) = phrase.matches(&self.words[at + 1..]) {
                self.add_hit(Concepts::of(&[concept]), at..at + count);
            }
        }
        1
    }

    fn add_hit(&mut self, concepts: Concepts, words: Range<usize>) {
        let last = self.words[words.end - 1];
        self.concepts.add(concepts);
        self.hits.push(Hit {
            concepts,
            tokens: self.words[words.start].token as usize..(last.token + last.tokens) as usize,
        });
    }

    /// Where any of `concepts` occurs, in order.
    pub(crate) fn hits_of(&self, concepts: Concepts) -> impl Iterator<Item = &Hit> {
        self.hits.iter().filter(move |hit| hit.concepts.has_any(concepts))
    }

    /// Whether one of `concepts` occurs within `reach` tokens of `tokens`.
    pub(crate) fn has_near(&self, concepts: Concepts, tokens: &Range<usize>, reach: usize) -> bool {
        self.concepts.has_any(concepts)
            && self.hits_around(tokens, reach).any(|hit| {
                hit.concepts.has_any(concepts)
                    && hit.tokens.start < tokens.end + reach
                    && tokens.start < hit.tokens.end + reach
            })
    }

    /// Hits that may lie within `reach` tokens of `tokens`: hits are in order, and short.
    pub(crate) fn hits_around(&self, tokens: &Range<usize>, reach: usize) -> impl Iterator<Item = &Hit> {
        let from = tokens.start.saturating_sub(reach + LONGEST_HIT);
        let first = self.hits.partition_point(|hit| hit.tokens.start < from);
        let until = tokens.end + reach;
        self.hits[first..].iter().take_while(move |hit| hit.tokens.start < until)
    }
}
