//! Words that are damaged beyond a misspelling: without vowels, with letters swapped and dropped.
//!
//! In: the words of danger, then unknown words. Out: a [`WordId`] that the unknown word may be. By itself
//! that tells little (`pwr` is power, but `pls` is no plus): the reader takes it only where much of a text
//! is damaged.

use super::index::HashIndex;
use super::letters::{Bag, LONGEST, consonants, is_vowel};
use super::spelling::Spellings;
use super::{WordId, distance_within};

/// The shortest word that is read with letters swapped or dropped, and without vowels.
const SHORTEST_DAMAGED: usize = 4;
const FEWEST_CONSONANTS: usize = 2;
/// Words as long may have a letter dropped and two swapped.
const TWO_CHANGES: usize = 6;

/// Words by their consonants, and by their letters in any order.
#[derive(Debug)]
pub(super) struct LooseIndex {
    consonants: HashIndex,
    bags: HashIndex,
}

impl LooseIndex {
    /// Indexes `words`, of which those of Latin letters count.
    pub(super) fn new<'w>(words: impl Iterator<Item = (WordId, &'w str)>) -> Self {
        let latin = |word: &str| word.len() <= LONGEST && word.bytes().all(|b| b.is_ascii_lowercase());
        let words: Vec<_> = words.filter(|(_, word)| word.len() > FEWEST_CONSONANTS && latin(word)).collect();
        let letters: usize = words.iter().map(|(_, word)| word.len() + 1).sum();
        let mut index = Self { consonants: HashIndex::with_room(2 * words.len()), bags: HashIndex::with_room(letters) };
        for (id, word) in words {
            index.add(id, word);
        }
        index
    }

    fn add(&mut self, id: WordId, word: &str) {
        if word.contains(is_vowel) {
            self.consonants.add(consonants(word, false), id);
            if word.starts_with(is_vowel) {
                self.consonants.add(consonants(word, true), id);
            }
        }
        if word.len() < SHORTEST_DAMAGED {
            return;
        }
        let bag = Bag::of(word);
        self.bags.add(bag.hash(), id);
        for (at, c) in word.char_indices().filter(|_| word.len() > SHORTEST_DAMAGED) {
            if !word[..at].contains(c) {
                self.bags.add(bag.without(c).hash(), id);
            }
        }
    }

    /// A word that `word` may be, damaged.
    pub(super) fn of(&self, word: &str, spellings: &Spellings) -> Option<WordId> {
        if !(FEWEST_CONSONANTS..=LONGEST).contains(&word.len()) || !word.bytes().all(|b| b.is_ascii_lowercase()) {
            return None;
        }
        if !word[1..].contains(is_vowel) {
            let begins = word.starts_with(is_vowel);
            let same = |id: &WordId| without_vowels(spellings.of(*id), begins).eq(word.chars());
            if let Some(id) = self.consonants.of(consonants(word, begins)).find(same) {
                return Some(id);
            }
        }
        if word.len() < SHORTEST_DAMAGED {
            return None;
        }
        let near = |id: &WordId| {
            let known = spellings.of(*id);
            let most = if known.len() <= SHORTEST_DAMAGED { 1 } else { 2 };
            (known.len() >= TWO_CHANGES || known.as_bytes()[0] == word.as_bytes()[0])
                && distance_within(word, known, most)
        };
        self.bags.of(Bag::of(word).hash()).find(near)
    }
}

fn without_vowels(word: &str, begins: bool) -> impl Iterator<Item = char> {
    word.char_indices().filter(move |(at, c)| !is_vowel(*c) || begins && *at == 0).map(|(_, c)| c)
}

#[cfg(test)]
mod tests {
    use super::super::spelling::Spellings;
    use super::*;

    #[test]
    fn damaged_words_are_found() {
        let mut spellings = Spellings::new();
        let words = ["electricity", "power", "update", "bill", "cut"];
        let ids: Vec<_> = words.iter().map(|word| (spellings.add(word), *word)).collect();
        let index = LooseIndex::new(ids.iter().copied());
        for (damaged, word) in [
            ("lctrcty", "electricity"),
            ("elctrcty", "electricity"),
            ("elecrticiy", "electricity"),
            ("pwr", "power"),
            ("poewr", "power"),
            ("powr", "power"),
            ("pdt", "update"),
            ("updt", "update"),
            ("upadte", "update"),
            ("updte", "update"),
            ("bll", "bill"),
            ("blil", "bill"),
            ("ct", "cut"),
        ] {
            assert_eq!(index.of(damaged, &spellings).map(|id| spellings.of(id)), Some(word), "{damaged}");
        }
        for other in ["tower", "ower", "late", "pill", "bel", "city", "c", "", "बिजली"] {
            assert_eq!(index.of(other, &spellings), None, "{other}");
        }
    }
}
