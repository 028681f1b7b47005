//! Words that may stand in a genuine message.
//!
//! In: the lines of the list's vocabulary. Out: whether a folded word is among
//! them. They are most of a list's words and mean nothing by themselves, so they
//! get no id each: the lines stand in one text, and a table says where.

use super::spelling::hash;
use crate::text::reads_as_written;

/// The bits of a slot that are a place in the text; the rest is a tag of the word's hash.
const PLACES: u32 = (1 << 20) - 1;
/// No text reaches as far: [`FREE`] is no place.
const MOST_TEXT: usize = PLACES as usize;
/// A slot without a word.
const FREE: u32 = u32::MAX;

/// The words of a vocabulary that read as they are written: nearly all of them.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// A power of two of slots, at most half of them taken; a word stands in the
    /// first free slot from the one that its hash names.
    slots: Box<[u32]>,
    /// Every word, with a blank behind it.
    text: String,
}

impl Vocabulary {
    /// The words of `lines`; those that do not read as they are written go to `other`.
    pub(super) fn new<'l>(lines: impl Iterator<Item = &'l str> + Clone, mut other: impl FnMut(&'l str)) -> Self {
        let blanks = |line: &str| line.bytes().filter(|b| *b == b' ').count();
        let (length, words) =
            lines.clone().fold((0, 0), |(length, words), line| (length + line.len() + 1, words + blanks(line) + 1));
        let slots = vec![FREE; (2 * words).next_power_of_two()].into_boxed_slice();
        let mut vocabulary = Self { slots, text: String::with_capacity(length.min(MOST_TEXT)) };
        for line in lines {
            vocabulary.add_line(line, &mut other);
        }
        vocabulary
    }

    fn add_line<'l>(&mut self, line: &'l str, mut other: impl FnMut(&'l str)) {
        let from = self.text.len();
        let fits = from + line.len() < MOST_TEXT;
        if fits {
            self.text.push_str(line);
            self.text.push(' ');
        }
        let mut start = 0;
        for word in line.as_bytes().split(|b| *b == b' ') {
            let end = start + word.len();
            if fits && reads_as_written(word) {
                self.add(word, from + start);
            } else if start < end {
                other(&line[start..end]);
            }
            start = end + 1;
        }
    }

    /// Enters the word that stands at `place`.
    fn add(&mut self, word: &[u8], place: usize) {
        let hash = hash(word);
        if let Err(free) = self.find(word, hash) {
            self.slots[free] = tag(hash) | place as u32;
        }
    }

    /// Whether `word`, whose hash is `hash`, is one of the vocabulary.
    pub(super) fn has(&self, word: &str, hash: u64) -> bool {
        self.find(word.as_bytes(), hash).is_ok()
    }

    /// The slot of `word`; the one that it would take as the error.
    fn find(&self, word: &[u8], hash: u64) -> Result<usize, usize> {
        let (mask, tag) = (self.slots.len() - 1, tag(hash));
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot == FREE {
                return Err(at);
            }
            if slot & !PLACES == tag && self.stands_at(word, (slot & PLACES) as usize) {
                return Ok(at);
            }
            at = (at + 1) & mask;
        }
    }

    fn stands_at(&self, word: &[u8], place: usize) -> bool {
        let (text, end) = (self.text.as_bytes(), place + word.len());
        text.get(end) == Some(&b' ') && text[place..end] == *word
    }
}

/// The upper bits of a hash, where a slot holds them.
fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32 & !PLACES
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary<'l>(lines: &[&'l str]) -> (Vocabulary, Vec<&'l str>) {
        let mut others = Vec::new();
        let vocabulary = Vocabulary::new(lines.iter().copied(), |word| others.push(word));
        (vocabulary, others)
    }

    #[test]
    fn every_word_is_found_and_no_part_of_one() {
        let (words, others) = vocabulary(&["pay the bill", "समय पर", "the"]);
        assert!(others.is_empty());
        for word in ["pay", "the", "bill", "समय", "पर"] {
            assert!(words.has(word, hash(word.as_bytes())), "{word}");
        }
        for word in ["", "pa", "ay", "pay the", "bil", "bills", "सम", "time"] {
            assert!(!words.has(word, hash(word.as_bytes())), "{word}");
        }
    }

    #[test]
    fn what_does_not_read_as_written_goes_elsewhere() {
        let (words, others) = vocabulary(&["opt-out Pay", "time\tly  ok"]);
        assert_eq!(others, ["opt-out", "Pay", "time\tly"]);
        assert!(words.has("ok", hash(b"ok")));
    }

    #[test]
    fn lines_past_the_last_place_go_elsewhere() {
        let long = "a ".repeat(MOST_TEXT / 2 - 4);
        let (words, others) = vocabulary(&[&long, "late words here", "b"]);
        assert!(others.contains(&"late"));
        assert!(!words.has("late", hash(b"late")));
        assert!(words.has("b", hash(b"b")));
    }
}
