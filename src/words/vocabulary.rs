//! Words that may stand in a genuine message.
//!
//! In: the list's dictionary. Out: whether a folded word is in it, and whether it
//! takes an ending. They are most of a list's words and mean nothing by
//! themselves, so they get no id each, and a line of the dictionary gets its table
//! when a message first has a word of its letters: a message needs a dozen of a
//! thousand lines, and a phone starts for one message.

use super::spelling::{hash, same};
use crate::list::schema::{Dictionary, TAKES_ENDING};
use crate::text::reads_as_written;
use std::sync::OnceLock;

/// Where no text of a list reaches.
const MOST_TEXT: usize = 1 << 20;
/// About as many lines as a dictionary has.
const LINES: usize = 1 << 11;
/// [`TAKES_ENDING`] as a byte.
const MARK: u8 = TAKES_ENDING as u8;

/// A dictionary.
#[derive(Debug)]
pub(super) struct Vocabulary {
    dictionary: Dictionary,
    /// The last line of [`FirstLetters`], from 1; 0 where there is none.
    last: Vec<u16>,
    lines: Vec<Line>,
}

/// A line of the dictionary.
#[derive(Debug)]
struct Line {
    start: u32,
    end: u32,
    /// The line before it with the same first letters, from 1; 0 where there is none.
    before: u16,
    /// Its words and those of the lines before it, once one was asked for: a power of two of slots, at most half
    /// of them taken; a word stands in the first free slot from the one that its hash names.
    slots: OnceLock<Box<[Slot]>>,
}

impl Vocabulary {
    /// The words of `dictionary`.
    pub(super) fn new(dictionary: Dictionary) -> Self {
        let text = dictionary.as_bytes();
        let mut last = vec![0_u16; FirstLetters::COUNT];
        let mut lines: Vec<Line> = Vec::with_capacity(LINES);
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', text).chain([text.len()]) {
            // A list of a megabyte has fewer lines than 65,535.
            let number = u16::try_from(lines.len() + 1).ok();
            if let (Some(letters), Some(number)) = (FirstLetters::of_line(&text[start..end]), number) {
                let before = std::mem::replace(&mut last[letters.0], number);
                lines.push(Line { start: start as u32, end: end as u32, before, slots: OnceLock::new() });
            }
            start = end + 1;
        }
        Self { dictionary, last, lines }
    }

    /// Whether `word`, whose hash is `hash`, is in it.
    pub(super) fn has(&self, word: &str, hash: u64) -> bool {
        self.find(word.as_bytes(), hash).is_some()
    }

    /// Whether `word` is in it and takes an ending.
    pub(super) fn takes_ending(&self, word: &str) -> bool {
        self.find(word.as_bytes(), hash(word.as_bytes())).is_some_and(Slot::takes_ending)
    }

    fn find(&self, word: &[u8], hash: u64) -> Option<Slot> {
        let line = self.line(self.last[FirstLetters::of(word)?.0])?;
        let slots = line.slots.get_or_init(|| self.table(line));
        self.slot(slots, word, hash).ok().map(|at| slots[at])
    }

    fn line(&self, number: u16) -> Option<&Line> {
        self.lines.get(usize::from(number).checked_sub(1)?)
    }

    /// The slot of `word`; the one that it would take as the error.
    #[inline]
    fn slot(&self, slots: &[Slot], word: &[u8], hash: u64) -> Result<usize, usize> {
        let mask = slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = slots[at];
            if slot.is_free() {
                return Err(at);
            }
            if slot.tag() == tag(hash) && self.stands_at(slot.place(), word) {
                return Ok(at);
            }
            at = (at + 1) & mask;
        }
    }

    fn stands_at(&self, place: usize, word: &[u8]) -> bool {
        let text = &self.dictionary.as_bytes()[place..];
        text.get(..word.len()).is_some_and(|begin| same(begin, word))
            && text.get(word.len()).is_none_or(|b| matches!(*b, b' ' | b'\n' | MARK))
    }

    /// The words of a line and of those before it. What does not read as it is written, or has other first
    /// letters, is left out.
    fn table(&self, last: &Line) -> Box<[Slot]> {
        let text = self.dictionary.as_bytes();
        let lines = || std::iter::successors(Some(last), |line| self.line(line.before));
        let bytes = |line: &Line| line.start as usize..line.end as usize;
        let words: usize = lines().map(|line| 1 + memchr::memchr_iter(b' ', &text[bytes(line)]).count()).sum();
        let mut slots = vec![Slot::FREE; (2 * words).next_power_of_two()].into_boxed_slice();
        let letters = FirstLetters::of_line(&text[bytes(last)]);
        for line in lines() {
            let mut start = line.start as usize;
            for written in text[bytes(line)].split(|b| *b == b' ') {
                let word = unmarked(written);
                if reads_as_written(word) && FirstLetters::of(word) == letters && start < MOST_TEXT - 1 {
                    self.enter(&mut slots, word, start, written.len() > word.len());
                }
                start += written.len() + 1;
            }
        }
        slots
    }

    /// Enters the word that stands at `place`.
    fn enter(&self, slots: &mut [Slot], word: &[u8], place: usize, takes_ending: bool) {
        let hash = hash(word);
        match self.slot(slots, word, hash) {
            Ok(known) => slots[known].0 |= if takes_ending { Slot::TAKES_ENDING } else { 0 },
            Err(free) => slots[free] = Slot::new(place, tag(hash), takes_ending),
        }
    }
}

/// Where a word stands, whether it takes an ending, and the upper bits of its hash: words that differ
/// there need not be compared.
#[derive(Clone, Copy, Debug)]
struct Slot(u32);

impl Slot {
    const FREE: Self = Self(u32::MAX);
    const TAKES_ENDING: u32 = MOST_TEXT as u32;

    fn new(place: usize, tag: u32, takes_ending: bool) -> Self {
        Self(tag | if takes_ending { Self::TAKES_ENDING } else { 0 } | place as u32)
    }

    /// No word is entered from the last place of the longest text.
    fn is_free(self) -> bool {
        self.0 == u32::MAX
    }

    fn place(self) -> usize {
        self.0 as usize % MOST_TEXT
    }

    fn takes_ending(self) -> bool {
        self.0 & Self::TAKES_ENDING != 0
    }

    fn tag(self) -> u32 {
        self.0 & TAG
    }
}

/// The bits of a slot that are a hash's.
const TAG: u32 = !(2 * MOST_TEXT as u32 - 1);

/// The upper bits of a hash, where a slot holds them.
fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32 & TAG
}

/// The first two letters of a word, or its only one, as a small number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct FirstLetters(usize);

impl FirstLetters {
    /// 26 Latin letters or none in two places, and Devanagari's block in two places.
    const LATIN: usize = 1 << 10;
    const COUNT: usize = Self::LATIN + (1 << 14);

    /// Those of a line's first word.
    fn of_line(line: &[u8]) -> Option<Self> {
        Self::of(unmarked(line.split(|b| *b == b' ').next()?))
    }

    /// Those of a folded word; none where it begins with anything else.
    fn of(word: &[u8]) -> Option<Self> {
        let latin = |letter: u8| letter.is_ascii_lowercase().then_some(usize::from(letter & 31));
        let devanagari = |block: u8, low: u8| usize::from(block & 1) << 6 | usize::from(low & 63);
        let of = match *word {
            [only] => latin(only)? << 5,
            [0xe0, block @ (0xa4 | 0xa5), low] => Self::LATIN + (devanagari(block, low) << 7),
            [0xe0, block @ (0xa4 | 0xa5), low, 0xe0, then @ (0xa4 | 0xa5), last, ..] => {
                Self::LATIN + (devanagari(block, low) << 7 | devanagari(then, last))
            }
            [first, second, ..] => latin(first)? << 5 | latin(second)?,
            [] => return None,
        };
        Some(Self(of))
    }
}

/// A word without the mark that it takes an ending.
fn unmarked(written: &[u8]) -> &[u8] {
    written.strip_suffix(&[MARK]).unwrap_or(written)
}

/// Whether `word` would be found on a line that begins with `first`.
pub(crate) fn belongs(word: &str, first: &str) -> bool {
    let letters = FirstLetters::of(word.as_bytes());
    letters.is_some() && letters == FirstLetters::of(first.as_bytes())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn vocabulary(text: &str) -> Vocabulary {
        Vocabulary::new(Dictionary::from_text(text).unwrap())
    }

    fn has(vocabulary: &Vocabulary, word: &str) -> bool {
        vocabulary.has(word, hash(word.as_bytes()))
    }

    #[test]
    fn every_word_is_found_and_no_part_of_one() {
        let words = vocabulary("a\nbill\npaid pay payment\n# Hindi\nपर\nसमय\n\npaisa");
        for word in ["a", "bill", "paid", "pay", "payment", "paisa", "समय", "पर"] {
            assert!(has(&words, word), "{word}");
        }
        for word in ["", "b", "pa", "ay", "paid pay", "bil", "bills", "सम", "स", "time", "hindi", "paymen", "payments"]
        {
            assert!(!has(&words, word), "{word}");
        }
    }

    #[test]
    fn a_mark_says_that_a_word_takes_an_ending() {
        let words = vocabulary("pay paid- paisa\nकर-\npay-\nok- ok\n");
        for word in ["pay", "paid", "कर", "ok"] {
            assert!(has(&words, word) && words.takes_ending(word), "{word}");
        }
        assert!(!words.takes_ending("paisa") && !has(&words, "pay-") && !words.takes_ending("pa"));
        assert!(!vocabulary("pay").takes_ending("pay"));
    }

    #[test]
    fn what_does_not_read_as_written_or_stands_on_another_line_is_not_found() {
        let words = vocabulary("pays Pay pa1 pay-off bill ok\nPay pad\n1st\n#paint\n");
        assert!(has(&words, "pays"));
        for word in ["Pay", "pay", "pa1", "off", "bill", "ok", "pad", "1st", "paint"] {
            assert!(!has(&words, word), "{word}");
        }
    }

    #[test]
    fn an_empty_dictionary_has_no_word() {
        assert!(!has(&vocabulary(""), "pay") && !has(&vocabulary("\n \n"), ""));
    }

    #[test]
    fn words_past_the_last_place_are_not_found() {
        let line = format!("{}pay", "paid ".repeat(MOST_TEXT / 5 + 1));
        let words = vocabulary(&line);
        assert!(has(&words, "paid") && !has(&words, "pay"));
    }

    #[test]
    fn a_line_is_whole_whoever_asks_first() {
        let words: Vec<String> = (0..200).map(|n| format!("pa{}", "x".repeat(n))).collect();
        let vocabulary = vocabulary(&words.join(" "));
        std::thread::scope(|scope| {
            for first in 0..4 {
                let (words, vocabulary) = (&words, &vocabulary);
                scope.spawn(move || {
                    assert!(words.iter().skip(first * 40).all(|word| has(vocabulary, word)));
                });
            }
        });
    }

    proptest! {
        #[test]
        fn whatever_the_text_only_whole_words_of_it_are_found(
            text in "([ab]{1,3}|[कर]{1,3}|é|A|-| |\n|#){0,40}",
            word in "[ab]{0,3}|[कर]{0,3}|é|A",
        ) {
            let written = |found: &str| found.strip_suffix('-').unwrap_or(found) == word;
            let stands = text.split([' ', '\n']).any(written);
            prop_assert!(!has(&vocabulary(&text), &word) || stands);
            let line = format!("{text}\n{word}\n");
            prop_assert_eq!(has(&vocabulary(&line), &word), reads_as_written(word.as_bytes()));
        }
    }
}
