//! Words that mean something as small numbers, and back.
//!
//! In: folded words. Out: a [`WordId`] for each. One string holds every
//! spelling and one table every id, so that building a list's words allocates
//! a few times, not once a word, and looking one up reads two places.

use super::WordId;
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// About as many words as a list has: growing costs more than the room.
const WORDS: usize = 1 << 13;
/// About as many bytes as they have.
const BYTES: usize = 1 << 16;

/// Every word of one list.
#[derive(Debug)]
pub(super) struct Spellings {
    /// A power of two of slots, at most three of four taken; a word stands in the
    /// first free slot from the one that its hash names.
    slots: Vec<TableEntry>,
    text: String,
    /// Where each word ends in `text`; 0 before the first.
    ends: Vec<u32>,
}

/// A word in the table.
#[derive(Clone, Copy, Debug)]
struct TableEntry {
    /// The upper bits of its hash: words that differ there need not be compared.
    tag: u16,
    id: WordId,
}

const FREE: TableEntry = TableEntry { tag: 0, id: WordId::UNKNOWN };

/// A set of names.
#[derive(Debug)]
pub(crate) struct Names(Spellings);

impl Names {
    pub(super) fn add(&mut self, name: &str) {
        self.0.add(name);
    }

    /// Whether `name` is among them.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.id(name, hash(name.as_bytes())).is_known()
    }
}

impl Default for Names {
    fn default() -> Self {
        Self(Spellings::with_room(1 << 8, 1 << 11))
    }
}

impl<'n> FromIterator<&'n str> for Names {
    fn from_iter<I: IntoIterator<Item = &'n str>>(names: I) -> Self {
        let mut all = Self::default();
        names.into_iter().for_each(|name| all.add(name));
        all
    }
}

impl Spellings {
    /// No words, and room for a list's.
    pub(super) fn new() -> Self {
        Self::with_room(WORDS, BYTES)
    }

    /// `words` is a power of two.
    fn with_room(words: usize, bytes: usize) -> Self {
        let mut ends = Vec::with_capacity(words + 1);
        ends.push(0);
        Self { slots: vec![FREE; 2 * words], text: String::with_capacity(bytes), ends }
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len() - 1
    }

    /// The id of `word`, whose hash is `hash`; unknown where it was never added.
    pub(super) fn id(&self, word: &str, hash: u64) -> WordId {
        self.slots[self.slot_of(word, hash)].id
    }

    /// The word's id, a new one where it has none. Past 65,534 words the rest
    /// stay unknown; the size cap on lists keeps it from coming to that.
    pub(super) fn add(&mut self, word: &str) -> WordId {
        let hash = hash(word.as_bytes());
        let at = self.slot_of(word, hash);
        let id = WordId(self.len() as u16);
        if self.slots[at].id.is_known() || self.len() >= usize::from(WordId::OF_CLAUSES.0) {
            return self.slots[at].id;
        }
        self.text.push_str(word);
        self.ends.push(self.text.len() as u32);
        self.slots[at] = TableEntry { tag: tag(hash), id };
        if 4 * self.len() > 3 * self.slots.len() {
            self.grow();
        }
        id
    }

    /// The spelling of a known word.
    pub(super) fn of(&self, id: WordId) -> &str {
        let at = usize::from(id.0);
        &self.text[self.ends[at] as usize..self.ends[at + 1] as usize]
    }

    /// Every word, by id.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.ends.windows(2).map(|ends| &self.text[ends[0] as usize..ends[1] as usize])
    }

    /// Where `word` stands, or the free slot where it would.
    #[inline]
    fn slot_of(&self, word: &str, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at];
            if !slot.id.is_known() || slot.tag == tag(hash) && self.is(slot.id, word) {
                return at;
            }
            at = (at + 1) & mask;
        }
    }

    fn is(&self, id: WordId, word: &str) -> bool {
        let at = usize::from(id.0);
        same(&self.text.as_bytes()[self.ends[at] as usize..self.ends[at + 1] as usize], word.as_bytes())
    }

    fn grow(&mut self) {
        self.slots = vec![FREE; 2 * self.slots.len()];
        for at in 0..self.len() {
            let id = WordId(at as u16);
            let hash = hash(self.of(id).as_bytes());
            let slot = self.slot_of(self.of(id), hash);
            self.slots[slot] = TableEntry { tag: tag(hash), id };
        }
    }
}

/// The hash by which words are looked up.
#[inline]
pub(super) fn hash(word: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word);
    hasher.finish()
}

/// Whether two words are the same. Words are short: to call what compares memory takes longer than to compare.
#[inline]
pub(super) fn same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    if let (Some(left), Some(right)) = (one.last_chunk::<8>(), other.last_chunk::<8>()) {
        let (left_rest, right_rest) = (one.chunks_exact(8), other.chunks_exact(8));
        return left == right
            && left_rest.zip(right_rest).all(|(left, right)| left.first_chunk::<8>() == right.first_chunk());
    }
    if let (Some(left), Some(right)) = (one.last_chunk::<4>(), other.last_chunk::<4>()) {
        return left == right && one.first_chunk::<4>() == other.first_chunk();
    }
    one.iter().zip(other).all(|(left, right)| left == right)
}

fn tag(hash: u64) -> u16 {
    (hash >> 48) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_keeps_its_id_however_many_there_are() {
        let mut spellings = Spellings::new();
        let words: Vec<String> = (0..20_000).map(|number| format!("word{number}")).collect();
        for (at, word) in words.iter().enumerate() {
            assert_eq!(spellings.add(word), WordId(at as u16));
        }
        for (at, word) in words.iter().enumerate() {
            assert_eq!(spellings.id(word, hash(word.as_bytes())), WordId(at as u16));
            assert_eq!(spellings.add(word), WordId(at as u16));
            assert_eq!(spellings.of(WordId(at as u16)), word);
        }
        assert!(!spellings.id("word", hash(b"word")).is_known());
    }

    #[test]
    fn words_past_the_last_id_stay_unknown() {
        let mut spellings = Spellings::new();
        for number in 0..66_000 {
            spellings.add(&number.to_string());
        }
        assert_eq!(spellings.id("65533", hash(b"65533")), WordId(65_533));
        assert!(!spellings.id("65534", hash(b"65534")).is_known());
        assert_eq!(spellings.iter().count(), 65_534);
    }
}
