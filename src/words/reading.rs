//! Reading a text by the list's words.
//!
//! In: a [`Text`] and [`Words`]. Out: a [`Reading`]: one entry a word, and the
//! concepts that occur, with their places.

use super::{Concept, Concepts, Meaning, WordId, WordInfo, Words};
use crate::text::{Text, Token, TokenKind};
use bumpalo::Bump;
use bumpalo::collections::Vec;
use std::ops::Range;

/// More tokens than any hit spans.
pub(crate) const LONGEST_HIT: usize = 64;

/// A text's words by what they mean.
pub(crate) struct Reading<'a> {
    /// Every token that is no mark, in order.
    pub(crate) words: Vec<'a, WordAt>,
    /// Every concept that occurs.
    pub(crate) concepts: Concepts,
    /// Where concepts occur, in the order of the text; those in a row at the same tokens are one.
    pub(crate) hits: Vec<'a, Hit>,
    /// A number word occurs.
    pub(crate) numbers: bool,
    /// For each token up to the last word of several, how many words are before it; empty where there is no such word.
    places: Vec<'a, u32>,
}

/// A word of the text: one token, or several read as one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WordAt {
    pub(crate) id: WordId,
    /// Index of its first token.
    pub(crate) token: u32,
    /// How many tokens it takes.
    pub(crate) tokens: u32,
    /// As it stands, nothing is to be read into it.
    pub(super) plain: bool,
}

/// A place where concepts occur.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    pub(crate) concepts: Concepts,
    /// Its tokens, by index.
    pub(crate) tokens: Range<usize>,
}

impl WordAt {
    /// Each word of `text` as it stands. `is_ordinary` says of words that the list's words do not hold whether they are
    /// ordinary: nothing is to be read into those.
    pub(crate) fn all<'a>(
        text: &Text<'_>,
        words: &Words,
        is_ordinary: impl Fn(&str) -> bool,
        arena: &'a Bump,
    ) -> Vec<'a, Self> {
        let mut all: Vec<'a, Self> = Vec::with_capacity_in(text.tokens().len(), arena);
        let mut before: Option<(Self, &Token)> = None;
        for (at, token) in text.tokens().iter().enumerate() {
            if token.kind == TokenKind::Mark {
                continue;
            }
            let folded = text.folded(token);
            let id = words.id(folded);
            let id = if !id.is_known() && is_ordinary(folded) { WordId::OF_CLAUSES } else { id };
            let word = Self { id, token: at as u32, tokens: 1, plain: false };
            if let Some((last, of)) = before.replace((word, token)) {
                all.push(Self { plain: last.id.is_plain(of, Some((word.id, token))), ..last });
            }
        }
        all.extend(before.map(|(last, of)| Self { plain: last.id.is_plain(of, None), ..last }));
        all
    }

    /// The token after it.
    pub(super) fn end(self) -> usize {
        (self.token + self.tokens) as usize
    }
}

impl WordId {
    /// Whether the word of `token` is a known one with a known word or digits behind it, apart,
    /// or digits with no letters glued to them: nothing to read into it.
    fn is_plain(self, token: &Token, next: Option<(Self, &Token)>) -> bool {
        if token.kind == TokenKind::Digits {
            return next.is_none_or(|(_, next)| next.spaced || next.kind != TokenKind::Latin);
        }
        let alone = |(id, next): (Self, &Token)| next.spaced && (id.is_known() || !next.is_word());
        self.is_known() && token.folded_len() > 1 && next.is_none_or(alone)
    }
}

impl<'a> Reading<'a> {
    /// What `found`, words in order, mean.
    pub(crate) fn new(found: Vec<'a, WordAt>, words: &Words, arena: &'a Bump) -> Self {
        let hits = Vec::with_capacity_in(found.len(), arena);
        let places = places(&found, arena);
        let mut reading = Self { words: found, hits, concepts: Concepts::default(), numbers: false, places };
        let mut at = 0;
        while at < reading.words.len() {
            crate::steps::step();
            at += match words.info(reading.words[at].id) {
                Some(info) if !info.means_nothing() => reading.note(at, info, words),
                _ => 1,
            };
        }
        reading
    }

    /// Notes the concepts that begin at word `at`; how many words that settles.
    fn note(&mut self, at: usize, info: &WordInfo, words: &Words) -> usize {
        self.numbers |= info.number.is_some();
        let phrases = words.concepts(info);
        let (idioms, phrases) = phrases.split_at(phrases.iter().take_while(|phrase| phrase.meaning.is_idiom()).count());
        if let Some(taken) = idioms.iter().find_map(|phrase| words.matches(phrase, &self.words[at + 1..])) {
            let number = |word: &WordAt| words.info(word.id).is_some_and(|info| info.number.is_some());
            self.numbers |= self.words[at..at + taken].iter().any(number);
            return taken;
        }
        if !info.concepts.is_empty() {
            self.add_hit(info.concepts, at..at + 1);
        }
        for phrase in phrases {
            let concept = match phrase.meaning {
                Meaning::Concept(concept) => concept,
                Meaning::Issuer(_) | Meaning::Group(_) => Concept::IssuerName,
                Meaning::Utility(_) => Concept::OtherUtility,
                _ => continue,
            };
            if let Some(count) = words.matches(phrase, &self.words[at + 1..]) {
                self.add_hit(Concepts::of(&[concept]), at..at + count);
            }
        }
        1
    }

    fn add_hit(&mut self, concepts: Concepts, words: Range<usize>) {
        let last = self.words[words.end - 1];
        let tokens = self.words[words.start].token as usize..last.end();
        self.concepts.add(concepts);
        // A token that is read as many words is one place: `otpotpotp…` is as near to itself as often as it likes.
        match self.hits.last_mut() {
            Some(hit) if hit.tokens == tokens => hit.concepts.add(concepts),
            _ => self.hits.push(Hit { concepts, tokens }),
        }
    }

    /// The names of issuers and groups that occur, in order; at one place the longest first.
    pub(crate) fn names<'r>(&'r self, words: &'r Words) -> impl Iterator<Item = Meaning> + use<'r> {
        let named = self.concepts.has(Concept::IssuerName);
        let all: &'r [WordAt] = if named { &self.words } else { &[] };
        let names = move |(at, word): (usize, &'r WordAt)| {
            crate::steps::step();
            let phrases = words.info(word.id).map_or(&[][..], |info| words.mentions(info)).iter();
            let held = phrases.filter(move |phrase| words.matches(phrase, &all[at + 1..]).is_some());
            held.map(|phrase| phrase.meaning)
                .filter(|meaning| matches!(meaning, Meaning::Issuer(_) | Meaning::Group(_)))
        };
        all.iter().enumerate().flat_map(names)
    }

    /// Where any of `concepts` occurs, in order.
    pub(crate) fn hits_of(&self, concepts: Concepts) -> impl Iterator<Item = &Hit> {
        let hits: &[Hit] = if self.concepts.has_any(concepts) { &self.hits } else { &[] };
        hits.iter().inspect(|_| crate::steps::step()).filter(move |hit| hit.concepts.has_any(concepts))
    }

    /// How many tokens stand before `token`, a word of several as one: `b.i.l.l` is as long as `bill`.
    pub(crate) fn place(&self, token: usize) -> usize {
        let behind = || self.places.last().map_or(token, |last| token + *last as usize + 1 - self.places.len());
        self.places.get(token).map_or_else(behind, |place| *place as usize)
    }

    /// Whether one of `concepts` occurs within `reach` words of `tokens`.
    pub(crate) fn has_near(&self, concepts: Concepts, tokens: &Range<usize>, reach: usize) -> bool {
        self.concepts.has_any(concepts)
            && self.hits_around(tokens, reach).any(|hit| {
                hit.concepts.has_any(concepts)
                    && self.is_within(&hit.tokens, tokens, reach)
                    && self.is_within(tokens, &hit.tokens, reach)
            })
    }

    /// Whether `tokens` begins less than `reach` words behind `other`, or before its end.
    pub(crate) fn is_within(&self, tokens: &Range<usize>, other: &Range<usize>, reach: usize) -> bool {
        self.place(tokens.start) < self.place(other.end) + reach
    }

    /// Hits that may lie within `reach` words of `tokens`: hits are in order, and short.
    pub(crate) fn hits_around(&self, tokens: &Range<usize>, reach: usize) -> impl Iterator<Item = &Hit> {
        let from = self.place(tokens.start).saturating_sub(reach + LONGEST_HIT);
        let first = self.hits.partition_point(|hit| self.place(hit.tokens.start) < from);
        let until = self.place(tokens.end) + reach;
        let near = move |hit: &&Hit| self.place(hit.tokens.start) < until;
        self.hits[first..].iter().inspect(|_| crate::steps::step()).take_while(near)
    }
}

/// For each token up to the last word of several, how many words of `found` are before it, marks counted as words.
fn places<'a>(found: &[WordAt], arena: &'a Bump) -> Vec<'a, u32> {
    let mut places: Vec<'a, u32> = Vec::new_in(arena);
    let mut beyond = 0;
    for word in found.iter().filter(|word| word.tokens > 1) {
        let known = u32::try_from(places.len()).unwrap_or(u32::MAX);
        places.extend((known..word.token).map(|token| token - beyond));
        places.extend((0..word.tokens).map(|_| word.token - beyond));
        beyond += word.tokens - 1;
    }
    if beyond > 0 {
        places.push(u32::try_from(places.len()).unwrap_or(u32::MAX) - beyond);
    }
    places
}
