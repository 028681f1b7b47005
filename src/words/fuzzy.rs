//! Reading words through their disguises: misspelt, split, glued, spelt out, leet.
//!
//! In: the words as they stand. Out: a second [`Reading`] in which unknown words
//! stand for the words they come closest to; before that, whether any such
//! reading could have a subject at all. For danger only: nothing read this way
//! is ever accepted.

use super::letters::{LONGEST, SHORTEST};
use super::{Reading, WordAt, WordId, Words};
use crate::text::{Text, Token, TokenKind};
use bumpalo::Bump;
use bumpalo::collections::{String as ArenaString, Vec};
use std::cell::Cell;

/// A run of letters longer than this, in bytes, is several words.
const MANY_WORDS: usize = 20;
/// The widest gap inside a torn word: three blanks, see [`Reader::gap`].
const WIDEST: u32 = 9;
/// A word is not torn into more pieces than this.
const MOST_SHREDS: usize = 4;
/// Pieces that are words may be a subject of as many bytes.
const LONG_SHREDS: usize = 6;
/// Words that may be damaged are taken for what they may be where as many are read through a disguise.
const DAMAGED: usize = 3;

impl<'a> Reading<'a> {
    /// The same text with its unknown words read through their disguises; `None`
    /// where that is the text as it stands.
    pub(crate) fn fuzzy(&self, text: &Text<'_>, words: &Words, arena: &'a Bump) -> Option<Self> {
        let exact = &self.words[..];
        if exact.iter().all(|word| word.plain) {
            return None;
        }
        Reader::new(text, exact, words, arena).read().map(|found| Self::new(found, words, arena))
    }
}

/// Whether any reading of `exact` could have a subject. Never a wrong no: it
/// asks at every word what the reader would ask there, of fewer words.
pub(super) fn may_have_subject(text: &Text<'_>, exact: &[WordAt], words: &Words, arena: &Bump) -> bool {
    let reader = Reader::new(text, exact, words, arena);
    (0..exact.len()).any(|at| reader.may_be_subject(at))
}

pub(super) struct Reader<'t, 'a> {
    pub(super) text: &'t Text<'t>,
    pub(super) words: &'t Words,
    pub(super) exact: &'t [WordAt],
    pub(super) arena: &'a Bump,
    /// The next words that are spelt out, as far as they have been looked for.
    pub(super) spelt: Cell<Spelt>,
}

/// The next letters that make words: none is spelt out that begins before `start`; where that is `end`, none before
/// `end`.
#[derive(Clone, Copy, Default)]
pub(super) struct Spelt {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Several words read as one.
pub(super) struct Run<T> {
    pub(super) value: T,
    pub(super) first: WordAt,
    pub(super) last: WordAt,
    /// How many words they are.
    pub(super) count: usize,
}

impl<'t, 'a> Reader<'t, 'a> {
    pub(super) fn new(text: &'t Text<'t>, exact: &'t [WordAt], words: &'t Words, arena: &'a Bump) -> Self {
        Self { text, words, exact, arena, spelt: Cell::default() }
    }

    /// The words; none where every one is read as it stands.
    pub(super) fn read(&self) -> Option<Vec<'a, WordAt>> {
        let mut found: Option<Vec<'a, WordAt>> = None;
        let (mut at, mut disguised) = (0, 0);
        // Words that may be damaged: the word, and where it stands among those found.
        let mut damaged: Vec<'a, (WordId, usize)> = Vec::new_in(self.arena);
        // Words that are read as one word which begins no subject, and which may, damaged, be one that does.
        let mut either: Vec<'a, (WordAt, usize)> = Vec::new_in(self.arena);
        while let Some(word) = self.exact.get(at).copied() {
            let mut read = Vec::new_in(self.arena);
            let taken =
                if word.plain { None } else { self.several(at, &mut read).or_else(|| self.single(word, &mut read)) };
            if taken.is_some() {
                // What is spelt out is whole: it does not show that other words are damaged.
                disguised += usize::from(!self.is_letter(word));
                let found = found.get_or_insert_with(|| self.before(at));
                if let [one] = read[..]
                    && !self.words.begins_subject(one.id)
                {
                    either.push((word, found.len()));
                }
                found.extend(read);
            } else {
                let place = found.as_ref().map_or(at, bumpalo::collections::Vec::len);
                damaged.extend(self.damaged(word).map(|id| (id, place)));
                if let Some(found) = &mut found {
                    found.push(word);
                }
            }
            at += taken.unwrap_or(1);
        }
        if disguised + damaged.len() >= DAMAGED {
            let found = found.get_or_insert_with(|| self.before(at));
            let subject = |id: &WordId| self.words.begins_subject(*id);
            let either = either.into_iter().filter_map(|(word, at)| Some((self.damaged(word).filter(subject)?, at)));
            for (id, place) in damaged.into_iter().chain(either) {
                found[place].id = id;
            }
            self.damaged_short(found);
        }
        found
    }

    /// Reads unknown words of three letters, where others are damaged.
    fn damaged_short(&self, found: &mut [WordAt]) {
        let unknown = |word: &&mut WordAt| !word.id.is_known() && self.token(**word).kind == TokenKind::Latin;
        for word in found.iter_mut().filter(unknown) {
            if let Some(id) = self.words.shortly(self.text.folded(self.token(*word))) {
                word.id = id;
            }
        }
    }

    /// The words before word `at`, as they stand, with room for the others.
    fn before(&self, at: usize) -> Vec<'a, WordAt> {
        let mut before = Vec::with_capacity_in(self.exact.len() + 8, self.arena);
        before.extend_from_slice_copy(&self.exact[..at]);
        before
    }

    /// What an unknown word may be, damaged.
    fn damaged(&self, word: WordAt) -> Option<WordId> {
        let token = self.token(word);
        if word.id.is_known() || token.kind != TokenKind::Latin {
            None
        } else {
            self.words.loosely(self.text.folded(token))
        }
    }

    /// Reads several words from `at` as others; how many.
    fn several(&self, at: usize, found: &mut Vec<'_, WordAt>) -> Option<usize> {
        let run = self.leet(at, |run| self.leet_word(run));
        if run.is_none()
            && let Some(letters) = self.spelt_out(at, found)
        {
            return Some(letters);
        }
        let run = run
            .or_else(|| self.shreds(at, |id| self.words.is_of_danger(id).then_some(id)))
            .or_else(|| self.split(at, |left, right| self.joined(&[left, right].concat())))?;
        found.push(run.word());
        Some(run.count)
    }

    /// Whether what begins at word `at` could be read as the beginning of a subject.
    fn may_be_subject(&self, at: usize) -> bool {
        let word = self.exact[at];
        if self.words.begins_subject(word.id) {
            return true;
        }
        if word.plain {
            return false;
        }
        let subject = |run: &str| self.is_leet_subject(run).then_some(());
        let token = self.token(word);
        let unknown = !word.id.is_known() && token.is_word();
        unknown && self.may_hold_subject(token)
            || self.leet(at, subject).is_some()
            || self.single_letters(at).is_some()
            || self.shreds(at, |id| self.words.begins_subject(id).then_some(())).is_some()
            || self.split(at, |left, right| self.words.joins_to_subject(left, right).then_some(())).is_some()
    }

    /// Whether an unknown word could be read as a subject, or be one glued to something.
    fn may_hold_subject(&self, token: &Token) -> bool {
        let folded = self.text.folded(token);
        let subject = |part: &str| self.words.begins_subject(self.words.id(part));
        let seen = || self.seen_as(token).is_some_and(|id| self.words.begins_subject(id));
        if self.words.is_closest_to_subject(&[folded]) || self.words.is_loosely_subject(folded) || seen() {
            return true;
        }
        let part = |part: &str| self.words.reads_as_subject(part) || self.holds_subject(part);
        if self.humps(token).is_some_and(|mut parts| parts.any(part)) {
            return true;
        }
        if folded.len() > MANY_WORDS {
            return self.holds_subject(folded);
        }
        is_long(folded)
            && (self.words.near.may_hold_subject(folded)
                && cuts(folded).any(|(left, right)| subject(left) || subject(right))
                || self.holds_subject(folded))
    }

    /// Reads one word as another, or as several; how many words that settles.
    fn single(&self, word: WordAt, found: &mut Vec<'_, WordAt>) -> Option<usize> {
        let token = self.token(word);
        let folded = self.text.folded(token);
        if word.id.is_known() || !token.is_word() {
            return None;
        }
        if let Some(id) = self.words.closest(folded).or_else(|| self.seen_as(token)) {
            found.push(WordAt { id, ..word });
            return Some(1);
        }
        (self.in_humps(word, found) || self.glued(word, folded, found)).then_some(1)
    }

    /// The known word that is seen where a capital I stands for an l, or an l for one (`bijIi`, `lnstall`).
    fn seen_as(&self, token: &Token) -> Option<WordId> {
        let written = self.text.written_token(token);
        let may = written.contains('I') || written.starts_with('l') || !token.is_plain();
        if may && token.kind == TokenKind::Latin { self.words.seen_as(self.text.folded(token)) } else { None }
    }

    /// The parts of a word that go on with capitals: `PowerWillBeCut`; none where it is no such word.
    fn humps(&self, token: &Token) -> Option<impl Iterator<Item = &str>> {
        let folded = self.text.folded(token);
        let written = self.text.written_token(token);
        if folded.len() != written.len() {
            return None;
        }
        let case = |at: usize| written.as_bytes().get(at).map(|b| (b.is_ascii_uppercase(), b.is_ascii_lowercase()));
        let upper = move |at: usize| case(at).is_some_and(|(upper, _)| upper);
        let lower = move |at: usize| case(at).is_some_and(|(_, lower)| lower);
        // `NBPDCLprepaid`: the last capital is of the known word before it.
        let ends_name = move |at: usize| {
            let capitals = (0..=at).rev().take(LONGEST).take_while(|at| upper(*at)).count();
            capitals > 1 && lower(at + 1) && self.words.id(&folded[at + 1 - capitals..=at]).is_known()
        };
        // `powerCut`, `SBPDCLBill`
        let begins = move |at: usize| {
            let after_name = lower(at) && upper(at - 1) && ends_name(at - 1);
            after_name || upper(at) && (lower(at - 1) || lower(at + 1) && !ends_name(at))
        };
        crate::steps::steps(folded.len());
        if !(1..folded.len()).any(begins) {
            return None;
        }
        let mut start = 0;
        let ends = (1..=folded.len()).filter(move |end| *end == folded.len() || begins(*end));
        Some(ends.map(move |end| &folded[std::mem::replace(&mut start, end)..end]))
    }

    /// Reads such a word as its parts, where one of them is a word of danger.
    fn in_humps(&self, word: WordAt, found: &mut Vec<'_, WordAt>) -> bool {
        let mut read = Vec::new_in(self.arena);
        for part in self.humps(self.token(word)).into_iter().flatten() {
            let id = self.words.id(part);
            let closest = if id.is_known() { Some(id) } else { self.words.closest(part) };
            if closest.is_some() || !self.glued(word, part, &mut read) {
                read.push(WordAt { id: closest.unwrap_or(id), ..word });
            }
        }
        let danger = read.iter().any(|word| self.words.is_of_danger(word.id));
        if danger {
            found.extend(read);
        }
        danger
    }

    /// The known word `run` where it has at least `shortest` letters.
    pub(super) fn known(&self, run: &str, shortest: usize) -> Option<WordId> {
        Some(self.words.id(run)).filter(|id| id.is_known() && run.len() >= shortest)
    }

    fn joined(&self, run: &str) -> Option<WordId> {
        let known = self.known(run, 4);
        known.or_else(|| if run.chars().count() > SHORTEST + 1 { self.words.closest(run) } else { None })
    }

    /// `elec tricity`: two neighbours, not both known, that are one word together.
    fn split<T>(&self, at: usize, read: impl Fn(&str, &str) -> Option<T>) -> Option<Run<T>> {
        let (first, last) = (self.exact[at], *self.exact.get(at + 1)?);
        let (left, right) = (self.token(first), self.token(last));
        let both_known = first.id.is_known() && last.id.is_known();
        let apart = self.gap(at + 1) > WIDEST;
        if both_known || !left.is_word() || left.kind != right.kind || apart {
            return None;
        }
        let (left, right) = (self.text.folded(left), self.text.folded(right));
        if left.len() + right.len() > 4 * LONGEST || !self.words.near.edges.may_join(left, right) {
            return None;
        }
        Some(Run { value: read(left, right)?, first, last, count: 2 })
    }

    /// `बि ज ली`, `elec tri city`: three or four neighbours that are one known word together, if `read` takes it.
    fn shreds<T>(&self, at: usize, read: impl Fn(WordId) -> Option<T>) -> Option<Run<T>> {
        let first = self.token(self.exact[at]);
        let goes_on = |(count, word): &(usize, &WordAt)| {
            let token = self.token(**word);
            let near = *count == 0 || self.gap(at + count) <= WIDEST;
            token.kind == first.kind && near && token.folded_len() <= LONGEST
        };
        let shreds = self.exact[at..].iter().take(MOST_SHREDS).enumerate().take_while(goes_on).count();
        let shreds = &self.exact[at..at + shreds];
        if shreds.len() < 3 || !first.is_word() || !self.words.near.may_begin_danger(self.text.folded(first)) {
            return None;
        }
        let (mut joined, mut shredded, mut found) =
            (ArenaString::with_capacity_in(4 * LONGEST, self.arena), false, None);
        for (count, last) in (1..).zip(shreds) {
            let piece = self.text.folded(self.token(*last));
            joined.push_str(piece);
            shredded |= !last.id.is_known() || self.is_letter(*last);
            // Words that are known may be torn from one all the same, if only few others are as long.
            let whole = || joined.len() >= LONG_SHREDS && self.words.begins_subject(self.words.id(&joined));
            if count > 2 && (shredded || whole()) && joined.chars().nth(SHORTEST - 2).is_some() {
                let value = read(self.words.id(&joined));
                found = value.map(|value| Run { value, first: shreds[0], last: *last, count }).or(found);
            }
        }
        found
    }

    /// Whether `word` is one letter.
    fn is_letter(&self, word: WordAt) -> bool {
        self.text.folded(self.token(word)).chars().nth(1).is_none()
    }

    /// How wide the gap between word `at` and the one before it looks: a blank is wider than a mark
    /// (`b-i-l-l d-u-e`), and that is wider than a thin blank.
    pub(super) fn gap(&self, at: usize) -> u32 {
        let between = self.text.between(self.token(self.exact[at - 1]), self.token(self.exact[at]));
        let width = |c: char| match c {
            ' ' => 3,
            '\u{2006}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => 1,
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}' | '\u{feff}' => 0,
            c if c.is_whitespace() => 3,
            _ => 2,
        };
        // Wider ones are all the same.
        between.chars().take(usize::from(u8::MAX)).inspect(|_| crate::steps::step()).map(width).sum()
    }

    /// `electricitybill`: an unknown word made of known ones.
    fn glued(&self, word: WordAt, folded: &str, found: &mut Vec<'_, WordAt>) -> bool {
        if folded.len() <= MANY_WORDS {
            if !is_long(folded) {
                return false;
            }
            if self.glued_of_two(word, folded, found) {
                return true;
            }
        }
        let parts = self.segment(folded);
        found.extend(parts.iter().map(|(_, id)| WordAt { id: *id, ..word }));
        !parts.is_empty()
    }

    /// The same of two words, or of one and rubbish.
    fn glued_of_two(&self, word: WordAt, folded: &str, found: &mut Vec<'_, WordAt>) -> bool {
        let known = |part: &str| {
            let id = self.words.id(part);
            (id.is_known() && part.chars().count() > 2).then_some(id)
        };
        let two = cuts(folded).find_map(|(left, right)| {
            Some([known(left)?, known(right)?]).filter(|ids| ids.iter().any(|id| self.words.is_of_danger(*id)))
        });
        if let Some(ids) = two {
            found.extend(ids.map(|id| WordAt { id, ..word }));
            return true;
        }
        // One long known word with rubbish on one side still shows itself.
        let long = |part: &str| known(part).filter(|_| part.chars().count() > 6);
        let one = cuts(folded).find_map(|(left, right)| long(left).or_else(|| long(right)));
        found.extend(one.map(|id| WordAt { id, ..word }));
        one.is_some()
    }

    pub(super) fn token(&self, word: WordAt) -> &Token {
        &self.text.tokens()[word.token as usize]
    }
}

impl Run<WordId> {
    pub(super) fn word(&self) -> WordAt {
        let (first, tokens) = (self.first, self.last.end() as u32 - self.first.token);
        WordAt { id: self.value, tokens, ..first }
    }
}

/// Whether `folded` is long enough to be glued of words.
fn is_long(folded: &str) -> bool {
    folded.len() <= 4 * LONGEST && folded.len() >= SHORTEST + 2 && folded.chars().count() >= SHORTEST + 2
}

/// Every way to cut `folded` in two, from the fourth character.
fn cuts(folded: &str) -> impl Iterator<Item = (&str, &str)> {
    folded.char_indices().skip(3).map(|(cut, _)| folded.split_at(cut))
}
