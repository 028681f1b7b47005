//! Words that are damaged beyond a misspelling: without vowels, with letters swapped and dropped.
//!
//! In: the words of danger, then unknown words. Out: a [`WordId`] that the unknown word may be. By itself
//! that tells little (`pwr` is power, but `pls` is no plus): the reader takes it only where much of a text
//! is damaged. Of words of three letters (`cla`, `bli`) it tells least: they are read last.

use super::index::HashIndex;
use super::letters::{Bag, LONGEST, consonants, is_vowel};
use super::spelling::Spellings;
use super::{WordId, distance_within};

/// The shortest word that is read with letters swapped or dropped, and without vowels.
const SHORTEST_DAMAGED: usize = 4;
const FEWEST_CONSONANTS: usize = 2;
/// Words as short are read only beside others that are damaged.
const SHORT: usize = 3;
/// Words as long may have a letter dropped and two swapped.
const TWO_CHANGES: usize = 6;

/// Words by their consonants, and by their letters in any order.
#[derive(Debug)]
pub(super) struct LooseIndex {
    consonants: HashIndex,
    bags: HashIndex,
    /// Words of three and four letters by three of their letters.
    short: HashIndex,
}

impl LooseIndex {
    /// Indexes `words`, of which those of Latin letters count.
    pub(super) fn new<'w>(words: impl Iterator<Item = (WordId, &'w str)>) -> Self {
        let latin = |word: &str| word.len() <= LONGEST && word.bytes().all(|b| b.is_ascii_lowercase());
        let words: Vec<_> = words.filter(|(_, word)| word.len() > FEWEST_CONSONANTS && latin(word)).collect();
        let letters: usize = words.iter().map(|(_, word)| word.len() + 1).sum();
        let short = words.iter().filter(|(_, word)| word.len() <= SHORT + 1).count();
        let mut index = Self {
            consonants: HashIndex::with_room(2 * words.len()),
            bags: HashIndex::with_room(letters),
            short: HashIndex::with_room(short * (SHORT + 1)),
        };
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
        let bag = Bag::of(word);
        if word.len() == SHORT {
            self.short.add(bag.hash(), id);
        }
        for (at, c) in word.char_indices().filter(|_| word.len() == SHORT + 1) {
            if !word[..at].contains(c) {
                self.short.add(bag.without(c).hash(), id);
            }
        }
        if word.len() < SHORTEST_DAMAGED {
            return;
        }
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
                && (distance_within(word, known, most) || is_dropped_and_swapped(word, known))
        };
        self.bags.of(Bag::of(word).hash()).find(near)
    }

    /// Words that `word`, of three letters, may be: two of its letters have changed places, and one may be gone.
    pub(super) fn short(&self, word: &str, spellings: &Spellings) -> impl Iterator<Item = WordId> {
        let fits = word.len() == SHORT && word.bytes().all(|b| b.is_ascii_lowercase());
        let hash = fits.then(|| Bag::of(word).hash());
        let near = move |id: &WordId| {
            let known = spellings.of(*id);
            known.as_bytes()[0] == word.as_bytes()[0]
                && (distance_within(word, known, 2) || is_dropped_and_swapped(word, known))
        };
        hash.into_iter().flat_map(|hash| self.short.of(hash)).filter(near)
    }
}

/// Whether `word` is `known` without a letter and, after that, with at most two neighbours in each other's place:
/// `biil` is `bijli`.
fn is_dropped_and_swapped(word: &str, known: &str) -> bool {
    let (word, known) = (word.as_bytes(), known.as_bytes());
    let same_but_swapped = |dropped: usize| {
        let mut left = known[..dropped].iter().chain(&known[dropped + 1..]).zip(word);
        let Some((one, other)) = left.find(|(one, other)| one != other) else { return true };
        left.next().is_some_and(|(next, second)| next == other && second == one)
            && left.all(|(one, other)| one == other)
    };
    known.len() == word.len() + 1 && (0..known.len()).any(same_but_swapped)
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
        let words = ["electricity", "power", "update", "bill", "cut", "bijli", "verify"];
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
            ("biil", "bijli"),
            ("vefry", "verify"),
        ] {
            assert_eq!(index.of(damaged, &spellings).map(|id| spellings.of(id)), Some(word), "{damaged}");
        }
        for other in ["tower", "ower", "late", "pill", "bel", "city", "c", "", "बिजली"] {
            assert_eq!(index.of(other, &spellings), None, "{other}");
        }
    }

    #[test]
    fn words_of_three_letters_are_found() {
        let mut spellings = Spellings::new();
        let words = ["call", "bill", "your", "pay", "otp", "meter"];
        let ids: Vec<_> = words.iter().map(|word| (spellings.add(word), *word)).collect();
        let index = LooseIndex::new(ids.iter().copied());
        for (damaged, word) in [("cla", "call"), ("bli", "bill"), ("yro", "your"), ("pya", "pay"), ("opt", "otp")] {
            let found = index.short(damaged, &spellings).next();
            assert_eq!(found.map(|id| spellings.of(id)), Some(word), "{damaged}");
        }
        for other in ["lac", "til", "our", "yo", "mere", "pa", ""] {
            assert_eq!(index.short(other, &spellings).next(), None, "{other}");
        }
    }
}
