//! Words spelt out letter by letter, and words written without blanks.
//!
//! In: single letters, or a run of letters. Out: the known words that they are made of.

use super::fuzzy::{Reader, Run, Spelt};
use super::letters::{LONGEST, SHORTEST};
use super::{WordAt, WordId};
use crate::steps::step;
use crate::text::TokenKind;
use bumpalo::collections::Vec;
use std::ops::Range;

/// As many single letters in a row are read together; where no word begins in the first half, again from there.
const MOST_LETTERS: usize = 512;
/// No run of letters that is longer is one word, however often each is repeated.
const LONGEST_SPELT: usize = 4 * LONGEST;
/// Two words as long, or one of [`SURE`] letters, show that a run is made of words.
const LONG: usize = SHORTEST;
const SURE: usize = 8;
/// The shortest word that is looked for within a run.
const SHORTEST_PART: usize = 3;
/// Shorter runs are made of words only where nothing is left over.
const SHORTEST_GLUED: usize = SHORTEST + 2;
/// The shortest word that counts by itself within such a run.
const SHORT: usize = 4;

/// A known word within a run of letters.
type Part = (Range<usize>, WordId);

impl Reader<'_, '_> {
    /// A run of at least three single letters.
    pub(super) fn single_letters(&self, at: usize) -> Option<Range<usize>> {
        let single = |word: &&WordAt| {
            let token = self.token(**word);
            token.kind == TokenKind::Latin && token.folded_len() == 1
        };
        let count = self.exact[at..].iter().take(MOST_LETTERS).inspect(|_| step()).take_while(single).count();
        (count > 2).then_some(at..at + count)
    }

    /// `o t p`, `b.i.j.l.i`, `c u t   t o n i g h t`: single letters read as words.
    pub(super) fn spelt_out(&self, at: usize, found: &mut Vec<'_, WordAt>) -> Option<usize> {
        let mut spelt = self.spelt.get();
        if at > spelt.start || at == spelt.end {
            spelt = self.next_spelt(self.single_letters(at)?);
            self.spelt.set(spelt);
        }
        if at != spelt.start || at == spelt.end {
            return None;
        }
        let gaps = self.gaps(spelt.start..spelt.end);
        let least = gaps.iter().copied().min()?;
        let mut read = std::vec::Vec::new();
        for chunk in chunks(&gaps, 0, least) {
            self.letters(at + chunk.start..at + chunk.end, &mut read);
        }
        found.extend(read);
        Some(gaps.len() + 1)
    }

    /// The part of `run` that makes words: it begins with the first letter from which on the run, to its end, makes
    /// one. The run is read once, not again from each letter: what is told of a chunk is told of its every end.
    fn next_spelt(&self, run: Range<usize>) -> Spelt {
        let letters: String = self.exact[run.clone()].iter().map(|word| self.text.folded(self.token(*word))).collect();
        let gaps = self.gaps(run.clone());
        // A run of two letters is none.
        let starts = if run.len() == MOST_LETTERS { MOST_LETTERS / 2 } else { run.len() - 2 };
        let mut start = 0;
        while let Some((least, last)) = narrowest(&gaps[start..]).filter(|_| start < starts) {
            // Wider gaps part words; starts that have the same narrowest gap behind them part them alike.
            let end = starts.min(start + last + 1);
            let mut first = None;
            for chunk in chunks(&gaps, start, least) {
                let begun = chunk.start;
                match self.first_in(&letters[chunk], end.saturating_sub(begun).max(1)) {
                    // A whole chunk is read from wherever the run begins before it.
                    Some(0) => return Spelt { start: run.start + start, end: run.end },
                    at => first = first.or(at.map(|at| run.start + begun + at)),
                }
            }
            if let Some(start) = first {
                return Spelt { start, end: run.end };
            }
            start = end;
        }
        let end = if run.len() == MOST_LETTERS { run.start + starts } else { run.end };
        Spelt { start: end, end }
    }

    /// How wide the gap behind each letter of `run` is, but for the last.
    fn gaps(&self, run: Range<usize>) -> std::vec::Vec<u32> {
        (run.start + 1..run.end).map(|at| self.gap(at)).collect()
    }

    /// The first of `starts` letters of `chunk` from which on it makes a word.
    fn first_in(&self, chunk: &str, starts: usize) -> Option<usize> {
        let rests = self.words.near.danger_may_stand_in(chunk).then(|| self.rests(chunk));
        (0..chunk.len().saturating_sub(SHORTEST_PART - 1).min(starts)).find(|at| {
            let rest = &chunk[*at..];
            let tells = rests.as_ref().is_some_and(|rests| rests[*at].tells(rest.len()));
            tells || self.one_word(rest).is_some()
        })
    }

    /// The known word that letters are, all together.
    fn one_word(&self, letters: &str) -> Option<WordId> {
        if letters.len() > LONGEST_SPELT {
            return None;
        }
        self.known(letters, 3).or_else(|| self.words.closest(letters))
    }

    /// Reads a run of single letters as words; what makes none stays as it is.
    fn letters(&self, run: Range<usize>, read: &mut std::vec::Vec<WordAt>) {
        let words = &self.exact[run];
        let joined: String = words.iter().map(|word| self.text.folded(self.token(*word))).collect();
        let parts = match self.one_word(&joined) {
            Some(id) => vec![(0..joined.len(), id)],
            None => self.segment(&joined),
        };
        let mut next = 0;
        for (letters, id) in parts {
            read.extend(&words[next..letters.start]);
            let (first, last) = (words[letters.start], words[letters.end - 1]);
            read.push(Run { value: id, first, last, count: letters.len() }.word());
            next = letters.end;
        }
        read.extend(&words[next..]);
    }

    /// The known words that `run`, written without blanks, is made of; none where no word of danger is among
    /// them, or where they neither explain two thirds of it nor are long enough to tell.
    pub(super) fn segment(&self, run: &str) -> std::vec::Vec<Part> {
        // Long runs of rubbish are cheap to look through: no word of danger begins in most.
        if run.is_ascii() && !self.words.near.danger_may_stand_in(run) {
            return std::vec::Vec::new();
        }
        let rests = self.rests(run);
        let whole = rests[0];
        if !whole.tells(run.len()) {
            return std::vec::Vec::new();
        }
        let parts = parts(run, &rests);
        if whole.is_mostly_known(run.len()) { parts } else { touching(&parts) }
    }

    /// Whether a word that begins a subject stands within `run`. Never a wrong no.
    pub(super) fn holds_subject(&self, run: &str) -> bool {
        run.char_indices().any(|(start, _)| {
            let rest = &run[start..];
            self.words.near.subject_may_begin(rest)
                && ends(rest, self.words.near.lengths.of(rest))
                    .any(|end| self.words.begins_subject(self.words.id(&rest[..end])))
        })
    }

    /// For each place in `run`, the known words that explain most of what begins there; of those, the longest words.
    fn rests(&self, run: &str) -> std::vec::Vec<Rest> {
        let mut rests = vec![Rest::default(); run.len() + 1];
        for (start, c) in run.char_indices().rev() {
            step();
            let mut best = Rest { word: None, ..rests[start + c.len_utf8()] };
            let rest = &run[start..];
            if self.words.near.may_begin_danger(rest) {
                for end in ends(rest, self.words.near.lengths.of(rest)).filter(|end| *end >= SHORTEST_PART) {
                    let score = rests[start + end].score + end * end;
                    if score > best.score
                        && let Some(id) = self.known(&rest[..end], SHORTEST_PART)
                    {
                        best = Rest { score, word: Some((end, id)), ..best };
                    }
                }
                if let Some((length, id)) = best.word {
                    best = rests[start + length].behind(length, id, self.words.is_of_danger(id));
                }
            }
            rests[start] = best;
        }
        rests
    }
}

/// What is known of a run of letters from one of its places on.
#[derive(Clone, Copy, Default)]
struct Rest {
    /// How well it is explained: by long words better than by short ones.
    score: usize,
    /// The known word that begins there, and its length; none where a letter is passed over.
    word: Option<(usize, WordId)>,
    /// How many bytes are of known words.
    known: usize,
    /// How many of those words are of danger, are so and long, and are so and sure.
    danger: usize,
    long: usize,
    sure: usize,
}

impl Rest {
    /// The same behind a known word.
    fn behind(self, length: usize, id: WordId, danger: bool) -> Self {
        let is = |least: usize| usize::from(danger && length >= least);
        Self {
            score: self.score + length * length,
            word: Some((length, id)),
            known: self.known + length,
            danger: self.danger + is(0),
            long: self.long + is(LONG),
            sure: self.sure + is(SURE),
        }
    }

    /// Whether it is made of words, or shows words of danger among others.
    fn tells(self, length: usize) -> bool {
        if self.is_mostly_known(length) { self.danger > 0 } else { self.long > 1 || self.sure > 0 }
    }

    /// Whether known words explain two thirds of it; all of it where it is so short that it may be one word (`reach`
    /// is no "each").
    fn is_mostly_known(self, length: usize) -> bool {
        if length < SHORTEST_GLUED { self.known == length } else { self.known * 3 >= length * 2 }
    }
}

/// The words within `run` that are best.
fn parts(run: &str, rests: &[Rest]) -> std::vec::Vec<Part> {
    let mut parts = std::vec::Vec::new();
    let mut at = 0;
    while at < run.len() {
        if let Some((length, id)) = rests[at].word {
            parts.push((at..at + length, id));
            at += length;
        } else {
            at += run[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    parts
}

/// The letters from `start` on, cut where the gap between two is wider than `least`; `gaps` are those behind each letter.
fn chunks(gaps: &[u32], start: usize, least: u32) -> impl Iterator<Item = Range<usize>> {
    let mut begin = start;
    let cuts = (start..gaps.len()).filter(move |at| gaps[*at] > least).map(|at| at + 1).chain([gaps.len() + 1]);
    cuts.map(move |end| std::mem::replace(&mut begin, end)..end)
}

/// The narrowest of `gaps`, and where it stands last.
fn narrowest(gaps: &[u32]) -> Option<(u32, usize)> {
    let least = gaps.iter().inspect(|_| step()).min()?;
    Some((*least, gaps.iter().rposition(|gap| gap == least)?))
}

/// Where a known word may end that begins where `run` begins; `lengths` has a bit for each length that it may have.
fn ends(run: &str, lengths: u32) -> impl Iterator<Item = usize> {
    let ends = run.char_indices().map(|(end, c)| end + c.len_utf8()).take(LONGEST);
    ends.zip(1..).filter(move |(_, length)| lengths >> *length & 1 != 0).map(|(end, _)| end)
}

/// The parts that are long enough, or begin or end where another does.
fn touching(parts: &[Part]) -> std::vec::Vec<Part> {
    let stays = |at: usize| {
        let range = &parts[at].0;
        let after = parts.get(at + 1).is_some_and(|(next, _)| next.start == range.end);
        let before = at > 0 && parts[at - 1].0.end == range.start;
        range.len() >= SHORT || after || before
    };
    (0..parts.len()).filter(|at| stays(*at)).map(|at| parts[at].clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{RULES, exact};
    use super::*;
    use crate::steps;
    use crate::text::Text;
    use bumpalo::Bump;
    use proptest::prelude::*;

    /// Calls `with` with a reader of `body`, and how many words there are.
    fn reading<T>(body: &str, with: impl FnOnce(&Reader<'_, '_>, usize) -> T) -> T {
        let arena = Bump::new();
        let text = Text::new(body, &arena);
        let exact = exact(&text, &arena);
        with(&Reader::new(&text, &exact.words, &RULES.first.words, &arena), exact.words.len())
    }

    /// What is spelt out from `at` on, read from there anew: what the one walk has to give.
    fn anew(reader: &Reader<'_, '_>, at: usize) -> Option<std::vec::Vec<(WordId, u32)>> {
        let run = reader.single_letters(at)?;
        let gaps = reader.gaps(run.clone());
        let least = *gaps.iter().min()?;
        let (mut read, mut any) = (std::vec::Vec::new(), false);
        for chunk in chunks(&gaps, 0, least) {
            let (before, letters) = (read.len(), chunk.len());
            reader.letters(at + chunk.start..at + chunk.end, &mut read);
            any |= read.len() - before < letters;
        }
        any.then(|| read.iter().map(|word: &WordAt| (word.id, word.token)).collect())
    }

    fn spelt(reader: &Reader<'_, '_>, at: usize) -> Option<std::vec::Vec<(WordId, u32)>> {
        let mut read = Vec::new_in(reader.arena);
        reader.spelt_out(at, &mut read)?;
        Some(read.iter().map(|word| (word.id, word.token)).collect())
    }

    const WORDS: [&str; 14] = [
        "cut",
        "bill",
        "electricity",
        "kyc",
        "power",
        "tonight",
        "x",
        "zq",
        "vvv",
        "disconnected",
        "elctricity",
        "eeelle",
        "a",
        "call",
    ];
    const GAPS: [&str; 7] = [" ", "  ", "   ", ".", "-", " . ", "\u{2009}"];

    proptest! {
        #[test]
        fn a_run_read_once_says_what_it_says_read_from_each_letter(
            words in prop::collection::vec((prop::sample::select(&WORDS[..]), 0..GAPS.len(), 0..GAPS.len()), 1..30),
            digit in prop::option::of(0..30_usize),
            steps in 1..4_usize,
        ) {
            let mut body = String::new();
            for (at, (word, within, behind)) in words.into_iter().enumerate() {
                let letters: std::vec::Vec<String> = word.chars().map(String::from).collect();
                body += &letters.join(GAPS[within]);
                body += GAPS[behind];
                if Some(at) == digit {
                    body += "5 ";
                }
            }
            reading(&body, |reader, words| {
                for at in (0..words).step_by(steps) {
                    prop_assert_eq!(spelt(reader, at), anew(reader, at), "{} at {}", body, at);
                }
                Ok(())
            })?;
        }
    }

    #[test]
    fn a_word_is_found_however_many_letters_stand_before_it() {
        for before in [0, 3, 250, 255, 256, 257, 511, 512, 513, 5_000] {
            let body = "x ".repeat(before) + "e l e c t r i c i t y";
            let found = reading(&body, |reader, words| {
                (0..words)
                    .find_map(|at| spelt(reader, at))
                    .is_some_and(|read| read.iter().any(|word| word.0.is_known()))
            });
            assert!(found, "{before}");
        }
    }

    #[test]
    fn letters_that_make_no_word_are_read_a_bounded_number_of_times() {
        for pattern in ["a b c d e f g ", "e l e c t r i c i x ", "p o w e ", "a  b c   d "] {
            let work = |letters: usize| {
                let body: String = pattern.chars().cycle().take(2 * letters).collect();
                reading(&body, |reader, _| steps::count(|| drop(reader.read())).1)
            };
            assert!(work(8_000) < 8_000 * 200, "{pattern}: {}", work(8_000));
        }
    }
}
