//! Words spelt out letter by letter, and words written without blanks.
//!
//! In: single letters, or a run of letters. Out: the known words that they are made of.

use super::fuzzy::{Reader, Run};
use super::letters::{LONGEST, SHORTEST};
use super::{WordAt, WordId};
use crate::text::TokenKind;
use bumpalo::collections::Vec;
use std::ops::Range;

/// As many single letters in a row are read together; where they make no word, again from the next.
const MOST_LETTERS: usize = 512;
/// Two words as long, or one of [`SURE`] letters, show that a run is made of words.
const LONG: usize = SHORTEST;
const SURE: usize = 8;
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
        let count = self.exact[at..].iter().take(MOST_LETTERS).take_while(single).count();
        (count > 2).then_some(at..at + count)
    }

    /// `o t p`, `b.i.j.l.i`, `c u t   t o n i g h t`: single letters read as words.
    pub(super) fn spelt_out(&self, at: usize, found: &mut Vec<'_, WordAt>) -> Option<usize> {
        let run = self.single_letters(at)?;
        let least = (run.start + 1..run.end).map(|at| self.gap(at)).min()?;
        // Wider gaps part words; where all are as wide, the words are told apart by what they say.
        let ends = (run.start + 1..run.end).filter(|at| self.gap(*at) > least).chain([run.end]);
        let mut read = std::vec::Vec::new();
        let (mut start, mut any) = (run.start, false);
        for end in ends {
            let before = read.len();
            self.letters(start..end, &mut read);
            any |= read.len() - before < end - start;
            start = end;
        }
        any.then(|| found.extend(read)).map(|()| run.len())
    }

    /// Reads a run of single letters as words; what makes none stays as it is.
    fn letters(&self, run: Range<usize>, read: &mut std::vec::Vec<WordAt>) {
        let words = &self.exact[run];
        let joined: String = words.iter().map(|word| self.text.folded(self.token(*word))).collect();
        let parts = match self.known(&joined, 3).or_else(|| self.words.closest(&joined)) {
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
        let mut parts = self.known_within(run);
        let explained: usize = parts.iter().map(|(range, _)| range.len()).sum();
        if explained * 3 < run.len() * 2 {
            let danger = |least: usize| {
                parts.iter().filter(|(range, id)| range.len() >= least && self.words.is_of_danger(*id)).count()
            };
            if danger(LONG) < 2 && danger(SURE) == 0 {
                return std::vec::Vec::new();
            }
            parts = touching(&parts);
        }
        if parts.iter().any(|(_, id)| self.words.is_of_danger(*id)) { parts } else { std::vec::Vec::new() }
    }

    /// Whether a word that begins a subject stands within `run`. Never a wrong no.
    pub(super) fn holds_subject(&self, run: &str) -> bool {
        run.char_indices().any(|(start, _)| {
            let rest = &run[start..];
            self.words.near.subject_may_begin(rest)
                && ends(rest).any(|end| self.words.begins_subject(self.words.id(&rest[..end])))
        })
    }

    /// The known words within `run` that explain most of it; of those, the longest words.
    fn known_within(&self, run: &str) -> std::vec::Vec<Part> {
        // For each place, from the end: how well the rest is explained at best, and the word that does.
        let mut best: std::vec::Vec<(usize, Option<(usize, WordId)>)> = vec![(0, None); run.len() + 1];
        for (start, c) in run.char_indices().rev() {
            let mut here = (best[start + c.len_utf8()].0, None);
            let rest = &run[start..];
            if self.words.near.may_begin_danger(rest) {
                for end in ends(rest) {
                    let Some(id) = self.known(&rest[..end], 3) else { continue };
                    let explained = best[start + end].0 + end * end;
                    if explained > here.0 {
                        here = (explained, Some((end, id)));
                    }
                }
            }
            best[start] = here;
        }
        let mut parts = std::vec::Vec::new();
        let mut at = 0;
        while at < run.len() {
            if let Some((length, id)) = best[at].1 {
                parts.push((at..at + length, id));
                at += length;
            } else {
                at += run[at..].chars().next().map_or(1, char::len_utf8);
            }
        }
        parts
    }
}

/// Where a word may end that begins where `run` begins.
fn ends(run: &str) -> impl Iterator<Item = usize> {
    run.char_indices().map(|(end, c)| end + c.len_utf8()).take(LONGEST)
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
