//! Building the word tables from the list's terms.
//!
//! In: terms with their meaning. Out: [`Words`]. Terms are folded by the same
//! code as messages, so that both agree on every spelling.

use super::near::FuzzyIndex;
use super::spelling::Spellings;
use super::{Concept, Concepts, Meaning, Phrase, Use, WordId, WordInfo, Words};
use crate::text::{Text, TokenKind, reads_as_written};
use bumpalo::Bump;

/// Collects terms; [`Builder::build`] ends it.
pub(crate) struct Builder {
    spellings: Spellings,
    info: Vec<WordInfo>,
    /// Phrases by their first word.
    phrases: Vec<(WordId, Phrase)>,
    rests: Vec<WordId>,
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
            info: Vec::with_capacity(5 << 10),
            phrases: Vec::with_capacity(1 << 12),
            rests: Vec::with_capacity(1 << 12),
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

    /// Adds a number word.
    pub(crate) fn number(&mut self, term: &str, number: u8) {
        if self.words(term) == 1 {
            self.change(|info| info.number = Some(number));
        }
    }

    /// Adds a name, label or date word.
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
        let phrases = ordered(&self.phrases, &mut self.info);
        for info in &mut self.info {
            info.begins_subject |= info.concepts.has_any(Concepts::SUBJECT);
        }
        let near = FuzzyIndex::new(&self.spellings, &self.info, &phrases, &self.rests);
        Words { spellings: self.spellings, info: self.info, phrases, rests: self.rests, near }
    }
}

/// The phrases by their first words, whose information then says where they are.
fn ordered(phrases: &[(WordId, Phrase)], info: &mut [WordInfo]) -> Vec<Phrase> {
    let mut ranks: Vec<u64> = (0..).zip(phrases).map(|(at, (first, phrase))| rank(*first, phrase, at)).collect();
    ranks.sort_unstable();
    let mut ordered = Vec::with_capacity(phrases.len());
    for rank in ranks {
        let (first, phrase) = phrases[rank as u32 as usize];
        let info = &mut info[usize::from(first.0)];
        if info.uses == [0; Use::COUNT] {
            info.phrases = ordered.len() as u32;
        }
        // No list of a megabyte gets past it; phrases that do would be of another word.
        let Some(count) = info.uses[Use::COUNT - 1].checked_add(1) else { continue };
        info.uses[phrase.meaning.is_for() as usize..].fill(count);
        info.begins_subject |= phrase.meaning.is_subject();
        ordered.push(phrase);
    }
    ordered
}

/// By what phrases are ordered: their first word, what they are for, idioms before others, the longest
/// first, the order in which they came; in one number, as sorting thousands takes a while.
fn rank(first: WordId, phrase: &Phrase, at: u32) -> u64 {
    let (later, shorter) = (u64::from(!phrase.meaning.is_idiom()), u64::from(u8::MAX - phrase.more.min(255) as u8));
    u64::from(first.0) << 48 | (phrase.meaning.is_for() as u64) << 44 | later << 40 | shorter << 32 | u64::from(at)
}
