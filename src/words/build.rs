//! Building the word tables from the list's terms.
//!
//! In: terms with their meaning. Out: [`Words`]. Terms are folded by the same
//! code as messages, so that both agree on every spelling.

use super::near::FuzzyIndex;
use super::spelling::{Spellings, hash};
use super::vocabulary::Vocabulary;
use super::{Concept, Concepts, Meaning, Phrase, Use, WordId, WordInfo, Words};
use crate::text::{Text, TokenKind, reads_as_written};
use bumpalo::Bump;
use rustc_hash::FxHashSet;
use std::cmp::Reverse;

/// Collects terms; [`Builder::build`] ends it.
pub(crate) struct Builder {
    spellings: Spellings,
    info: Vec<WordInfo>,
    /// Phrases by their first word.
    phrases: Vec<(WordId, Phrase)>,
    rests: Vec<WordId>,
    endings: FxHashSet<Box<str>>,
    vocabulary: Vocabulary,
    /// The words of the term at hand.
    term: Vec<WordId>,
    /// Room for folding a term.
    arena: Bump,
}

impl Builder {
    /// An empty builder with room for a list.
    pub(crate) fn new() -> Self {
        Self {
            spellings: Spellings::new(),
            info: Vec::with_capacity(1 << 13),
            phrases: Vec::with_capacity(1 << 12),
            rests: Vec::with_capacity(1 << 12),
            endings: FxHashSet::default(),
            vocabulary: Vocabulary::new(std::iter::empty(), |_| {}),
            term: Vec::new(),
            arena: Bump::with_capacity(1 << 12),
        }
    }

    /// Adds a term of a concept.
    pub(crate) fn concept(&mut self, term: &str, concept: Concept) {
        match self.words(term) {
            0 => {}
            1 => self.change(|info| info.concepts.add(Concepts::of(&[concept]))),
            _ => self.add_phrase(Meaning::Concept(concept)),
        }
    }

    /// Sets the words that may stand in a genuine message each for itself; `lines` hold them with blanks between.
    pub(crate) fn vocabulary_words<'l>(&mut self, lines: impl Iterator<Item = &'l str> + Clone) {
        self.vocabulary =
            Vocabulary::new(lines, |other| other.split_whitespace().for_each(|word| self.vocabulary(word)));
    }

    /// Adds a term that may stand in a genuine message.
    pub(crate) fn vocabulary(&mut self, term: &str) {
        match self.words(term) {
            0 => {}
            1 => self.change(|info| info.vocabulary = true),
            _ => self.add_phrase(Meaning::Vocabulary),
        }
    }

    /// Adds a stem that may stand in a genuine message, alone or with an ending.
    pub(crate) fn stem(&mut self, stem: &str) {
        if self.words(stem) == 1 {
            self.change(|info| (info.stem, info.vocabulary) = (true, true));
        }
    }

    /// Adds an ending of stems.
    pub(crate) fn ending(&mut self, ending: &str) {
        self.arena.reset();
        let text = Text::new(ending, &self.arena);
        self.endings.extend(text.tokens().iter().map(|token| text.folded(token).into()));
    }

    /// Adds a number word.
    pub(crate) fn number(&mut self, term: &str, number: u8) {
        if self.words(term) == 1 {
            self.change(|info| info.number = Some(number));
        }
    }

    /// Adds a name, label, trigger or date word.
    pub(crate) fn phrase(&mut self, term: &str, meaning: Meaning) {
        if self.words(term) > 0 {
            self.add_phrase(meaning);
        }
    }

    /// Changes what the term at hand means, which is one word.
    fn change(&mut self, change: impl FnOnce(&mut WordInfo)) {
        let word = self.term.first().filter(|word| word.is_known());
        if let Some(info) = word.and_then(|word| self.info.get_mut(usize::from(word.0))) {
            change(info);
        }
    }

    /// Adds the term at hand, which is not empty, as a phrase.
    fn add_phrase(&mut self, meaning: Meaning) {
        let Some((first, more)) = self.term.split_first().filter(|(first, _)| first.is_known()) else { return };
        // No phrase has 65,536 words: the size cap on lists sees to that.
        let next = more.first().copied().unwrap_or(WordId::UNKNOWN);
        let phrase = Phrase { meaning, next, rest: self.rests.len() as u32, more: more.len() as u16 };
        self.phrases.push((*first, phrase));
        self.rests.extend_from_slice(more);
    }

    /// Reads `term` as the term at hand; how many words it has.
    fn words(&mut self, term: &str) -> usize {
        self.term.clear();
        for word in term.split(' ').filter(|word| !word.is_empty()) {
            if reads_as_written(word.as_bytes()) {
                self.term.push(self.spellings.add(word));
                continue;
            }
            self.arena.reset();
            let text = Text::new(word, &self.arena);
            let words = text.tokens().iter().filter(|token| token.kind != TokenKind::Mark);
            self.term.extend(words.map(|token| self.spellings.add(text.folded(token))));
        }
        self.info.resize_with(self.spellings.len(), WordInfo::default);
        self.term.len()
    }

    /// The finished tables.
    pub(crate) fn build(mut self) -> Words {
        let key = |(first, phrase): &(WordId, Phrase)| {
            let meaning = phrase.meaning;
            (*first, meaning.is_for(), Reverse(meaning.is_idiom()), Reverse(phrase.more))
        };
        self.phrases.sort_by_key(key);
        let mut phrases = Vec::with_capacity(self.phrases.len());
        for (first, phrase) in self.phrases {
            let info = &mut self.info[usize::from(first.0)];
            if info.uses == [0; Use::COUNT] {
                info.phrases = phrases.len() as u32;
            }
            // No list of a megabyte gets past it; phrases that do would be of another word.
            let Some(count) = info.uses[Use::COUNT - 1].checked_add(1) else { continue };
            info.uses[phrase.meaning.is_for() as usize..].fill(count);
            info.begins_subject |= phrase.meaning.is_subject();
            phrases.push(phrase);
        }
        for (word, info) in self.spellings.iter().zip(&mut self.info) {
            info.begins_subject |= info.concepts.has_any(Concepts::SUBJECT);
            info.vocabulary |= self.vocabulary.has(word, hash(word.as_bytes()));
        }
        let near = FuzzyIndex::new(&self.spellings, &self.info, &phrases, &self.rests);
        Words {
            spellings: self.spellings,
            vocabulary: self.vocabulary,
            info: self.info,
            phrases,
            rests: self.rests,
            endings: self.endings,
            near,
        }
    }
}
