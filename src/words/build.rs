//! Building the word tables from the list's terms.
//!
//! In: terms with their meaning. Out: [`Words`]. Terms are folded by the same
//! code as messages, so that both agree on every spelling.

use super::fuzzy::FuzzyIndex;
use super::{Concept, Concepts, Meaning, Phrase, Use, WordId, WordInfo, Words};
use crate::text::{Text, TokenKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;

/// Collects terms; [`Builder::build`] ends it.
#[derive(Default)]
pub(crate) struct Builder {
    ids: FxHashMap<Box<str>, WordId>,
    info: Vec<WordInfo>,
    phrases: Vec<(WordId, Phrase)>,
    endings: FxHashSet<Box<str>>,
}

/// About as many words as a list has: growing the table costs more than its size.
const WORDS: usize = 1 << 13;

impl Builder {
    /// An empty builder with room for a list.
    pub(crate) fn new() -> Self {
        let mut builder = Self::default();
        builder.ids.reserve(WORDS);
        builder.info.reserve(WORDS);
        builder
    }

    /// Adds a term of a concept.
    pub(crate) fn concept(&mut self, term: &str, concept: Concept) {
        match self.words(term).as_slice() {
            [] => {}
            [word] => self.info[usize::from(word.0)].concepts.add(Concepts::of(&[concept])),
            words => self.add_phrase(words, Meaning::Concept(concept)),
        }
    }

    /// Adds a term that may stand in a genuine message.
    pub(crate) fn vocabulary(&mut self, term: &str) {
        match self.words(term).as_slice() {
            [] => {}
            [word] => self.info[usize::from(word.0)].vocabulary = true,
            words => self.add_phrase(words, Meaning::Vocabulary),
        }
    }

    /// Adds a stem that may stand in a genuine message, alone or with an ending.
    pub(crate) fn stem(&mut self, stem: &str) {
        if let [word] = self.words(stem).as_slice() {
            let info = &mut self.info[usize::from(word.0)];
            (info.stem, info.vocabulary) = (true, true);
        }
    }

    /// Adds an ending of stems.
    pub(crate) fn ending(&mut self, ending: &str) {
        let text = Text::new(ending);
        self.endings.extend(text.tokens().iter().map(|token| text.folded(token).into()));
    }

    /// Adds a number word.
    pub(crate) fn number(&mut self, term: &str, number: u8) {
        if let [word] = self.words(term).as_slice() {
            self.info[usize::from(word.0)].number = Some(number);
        }
    }

    /// Adds a name, label, trigger or date word.
    pub(crate) fn phrase(&mut self, term: &str, meaning: Meaning) {
        let words = self.words(term);
        if !words.is_empty() {
            self.add_phrase(&words, meaning);
        }
    }

    fn add_phrase(&mut self, words: &[WordId], meaning: Meaning) {
        let phrase = Phrase { rest: words[1..].into(), meaning };
        self.phrases.push((words[0], phrase));
    }

    fn words(&mut self, term: &str) -> Vec<WordId> {
        if !term.is_empty() && term.bytes().all(|b| b.is_ascii_lowercase()) {
            return vec![self.word(term)];
        }
        let text = Text::new(term);
        text.tokens()
            .iter()
            .filter(|token| token.kind != TokenKind::Mark)
            .map(|token| self.word(text.folded(token)))
            .collect()
    }

    fn word(&mut self, folded: &str) -> WordId {
        if let Some(id) = self.ids.get(folded) {
            return *id;
        }
        // Past 65,535 words the rest stay unknown; the size cap on lists keeps it from coming to that.
        let Some(id) = u16::try_from(self.info.len()).ok().filter(|id| *id < u16::MAX) else {
            return WordId::UNKNOWN;
        };
        self.ids.insert(folded.into(), WordId(id));
        self.info.push(WordInfo::default());
        WordId(id)
    }

    /// The finished tables.
    pub(crate) fn build(mut self) -> Words {
        self.phrases.retain(|(first, _)| first.is_known());
        let key = |(first, phrase): &(WordId, Phrase)| (*first, phrase.meaning.is_for(), Reverse(phrase.rest.len()));
        self.phrases.sort_by_key(key);
        let mut phrases = Vec::with_capacity(self.phrases.len());
        for (first, phrase) in self.phrases {
            let info = &mut self.info[usize::from(first.0)];
            if info.uses == [0; Use::COUNT] {
                info.phrases = phrases.len() as u32;
            }
            let count = &mut info.uses[phrase.meaning.is_for() as usize];
            // No list of a megabyte gets there; phrases past it would be of another word.
            if let Some(more) = count.checked_add(1) {
                *count = more;
                phrases.push(phrase);
            }
        }
        let fuzzy = FuzzyIndex::new(&self.ids, &self.info, &phrases);
        Words { ids: self.ids, info: self.info, phrases, endings: self.endings, fuzzy }
    }
}
