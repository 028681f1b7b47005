//! Reading words through their disguises: misspelt, split, glued, spelt out, leet.
//!
//! In: the words as they stand. Out: a second [`Reading`] in which unknown words
//! stand for the words they come closest to; before that, whether any such
//! reading could have a subject at all. For danger only: nothing read this way
//! is ever accepted.

use super::near::{LONGEST, SHORTEST};
use super::{Reading, WordAt, WordId, Words};
use crate::text::{Marks, Text, Token, TokenKind};
use bumpalo::Bump;
use bumpalo::collections::{String as ArenaString, Vec};
use std::ops::Range;

/// A run of letters longer than this, in bytes, is several words.
const MANY_WORDS: usize = 20;
/// The widest gap inside a torn word: three bytes, a blank among them.
const WIDEST: u32 = 2 * 3 + 1;
/// As many single letters in a row are read together; where they make no word, again from the next.
const MOST_LETTERS: usize = 64;
/// A word is not torn into more pieces than this.
const MOST_SHREDS: usize = 4;
/// Marks that stand for letters.
const LEET_MARKS: Marks = Marks::of(b"|!@$+");

/// The same text as `exact`, its unknown words read through their disguises;
/// `None` where that is the text as it stands.
pub(super) fn read<'a>(text: &Text<'_>, exact: &[WordAt], words: &Words, arena: &'a Bump) -> Option<Reading<'a>> {
    if exact.iter().all(|word| word.plain) {
        return None;
    }
    Reader { text, words, exact, arena }.read().map(|found| Reading::new(found, words, arena))
}

/// Whether any reading of `exact` could have a subject. Never a wrong no: it
/// asks at every word what the reader would ask there, of fewer words.
pub(super) fn may_have_subject(text: &Text<'_>, exact: &[WordAt], words: &Words, arena: &Bump) -> bool {
    let reader = Reader { text, words, exact, arena };
    (0..exact.len()).any(|at| reader.may_be_subject(at))
}

struct Reader<'t, 'a> {
    text: &'t Text<'t>,
    words: &'t Words,
    exact: &'t [WordAt],
    arena: &'a Bump,
}

/// Several words read as one.
struct Run<T> {
    value: T,
    first: WordAt,
    last: WordAt,
    /// How many words they are.
    count: usize,
}

impl<'a> Reader<'_, 'a> {
    /// The words; none where every one is read as it stands.
    fn read(&self) -> Option<Vec<'a, WordAt>> {
        let mut found: Option<Vec<'a, WordAt>> = None;
        let mut at = 0;
        while let Some(word) = self.exact.get(at).copied() {
            let mut read = Vec::new_in(self.arena);
            let taken =
                if word.plain { None } else { self.several(at, &mut read).or_else(|| self.single(word, &mut read)) };
            if taken.is_some() {
                let before = || {
                    let mut before = Vec::with_capacity_in(self.exact.len() + 8, self.arena);
                    before.extend_from_slice_copy(&self.exact[..at]);
                    before
                };
                found.get_or_insert_with(before).extend(read);
            } else if let Some(found) = &mut found {
                found.push(word);
            }
            at += taken.unwrap_or(1);
        }
        found
    }

    /// Reads several words from `at` as others; how many.
    fn several(&self, at: usize, found: &mut Vec<'_, WordAt>) -> Option<usize> {
        let run = self.leet(at, |run| self.known(run, 3).or_else(|| self.words.closest(run)));
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
        let subject = |run: &str| self.words.reads_as_subject(run).then_some(());
        let token = self.token(word);
        let unknown = !word.id.is_known() && token.is_word();
        unknown && self.may_hold_subject(self.text.folded(token))
            || self.leet(at, subject).is_some()
            || self.single_letters(at).is_some()
            || self.shreds(at, |id| self.words.begins_subject(id).then_some(())).is_some()
            || self.split(at, |left, right| self.words.joins_to_subject(left, right).then_some(())).is_some()
    }

    /// Whether an unknown word could be read as a subject, or be one glued to something.
    fn may_hold_subject(&self, folded: &str) -> bool {
        if self.words.is_closest_to_subject(&[folded]) {
            return true;
        }
        let subject = |part: &str| self.words.begins_subject(self.words.id(part));
        if folded.len() > MANY_WORDS {
            return self.words.near.subject_may_stand_in(folded)
                && self.segment(folded).iter().any(|(_, id)| self.words.begins_subject(*id));
        }
        is_long(folded)
            && self.words.near.may_hold_subject(folded)
            && cuts(folded).any(|(left, right)| subject(left) || subject(right))
    }

    /// Reads one word as another, or as several; how many words that settles.
    fn single(&self, word: WordAt, found: &mut Vec<'_, WordAt>) -> Option<usize> {
        let token = self.token(word);
        let folded = self.text.folded(token);
        if word.id.is_known() || !token.is_word() || self.words.is_inflected(folded) {
            return None;
        }
        if let Some(id) = self.words.closest(folded) {
            found.push(WordAt { id, ..word });
            return Some(1);
        }
        self.glued(word, folded, found).then_some(1)
    }

    /// The known word `run` where it has at least `shortest` letters.
    fn known(&self, run: &str, shortest: usize) -> Option<WordId> {
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
        let apart = right.place.start.saturating_sub(left.place.end) > 3;
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
        let torn = |word: &WordAt| !word.id.is_known() || self.is_letter(*word);
        if shreds.len() < 3
            || !shreds.iter().any(torn)
            || !first.is_word()
            || !self.words.near.may_begin_danger(self.text.folded(first))
        {
            return None;
        }
        let (mut joined, mut shredded, mut found) =
            (ArenaString::with_capacity_in(4 * LONGEST, self.arena), false, None);
        for (count, last) in (1..).zip(shreds) {
            let piece = self.text.folded(self.token(*last));
            joined.push_str(piece);
            shredded |= torn(last);
            if count > 2 && shredded && joined.chars().nth(SHORTEST - 2).is_some() {
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

    /// How wide the gap between word `at` and the one before it is: in bytes, and of two as
    /// wide a blank is wider than a mark (`b-i-l-l d-u-e`).
    fn gap(&self, at: usize) -> u32 {
        let (before, after) = (self.token(self.exact[at - 1]), self.token(self.exact[at]));
        2 * after.place.start.saturating_sub(before.place.end) + u32::from(after.spaced)
    }

    /// A run of at least three single letters.
    fn single_letters(&self, at: usize) -> Option<Range<usize>> {
        let single = |word: &&WordAt| {
            let token = self.token(**word);
            token.kind == TokenKind::Latin && token.folded_len() == 1
        };
        let count = self.exact[at..].iter().take(MOST_LETTERS).take_while(single).count();
        (count > 2).then_some(at..at + count)
    }

    /// `o t p`, `b.i.j.l.i`, `c u t   t o n i g h t`: single letters read as words.
    fn spelt_out(&self, at: usize, found: &mut Vec<'_, WordAt>) -> Option<usize> {
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

    /// The known words that `run`, written without blanks, is made of; none where they explain
    /// less than two thirds of it, or where no word of danger is among them.
    fn segment(&self, run: &str) -> std::vec::Vec<(Range<usize>, WordId)> {
        let mut parts: std::vec::Vec<(Range<usize>, WordId)> = std::vec::Vec::new();
        // Long runs of rubbish are cheap to look through: no word of danger begins in most.
        if run.is_ascii() && !self.words.near.danger_may_stand_in(run) {
            return parts;
        }
        let (mut at, mut explained) = (0, 0);
        while at < run.len() {
            let ends = run[at..].char_indices().map(|(end, c)| at + end + c.len_utf8()).take(LONGEST);
            let known = |end: usize| Some((at..end, self.known(&run[at..end], 3)?));
            match ends.filter_map(known).last() {
                Some((range, id)) => {
                    explained += range.len();
                    at = range.end;
                    parts.push((range, id));
                }
                None => at += run[at..].chars().next().map_or(1, char::len_utf8),
            }
        }
        let danger = parts.iter().any(|(_, id)| self.words.is_of_danger(*id));
        if danger && explained * 3 >= run.len() * 2 { parts } else { std::vec::Vec::new() }
    }

    /// `p0wer`, `b1ll`, `@pk`: digits and marks inside a word that stand for letters.
    fn leet<T>(&self, at: usize, read: impl Fn(&str) -> Option<T>) -> Option<Run<T>> {
        let first = self.exact[at];
        if self.exact.get(at + 1).is_some_and(|next| self.token(*next).spaced) && !self.is_marked(first) {
            return None;
        }
        let glued = |pair: &[WordAt]| {
            let (left, right) = (self.token(pair[0]), self.token(pair[1]));
            !right.spaced && (left.kind == TokenKind::Latin || right.kind == TokenKind::Latin)
        };
        let following = self.exact[at..].windows(2).take(LONGEST).take_while(|pair| glued(pair)).count();
        let last = self.exact[at + following];
        let mark = self.text.tokens().get(last.end()).filter(|_| self.is_marked(last));
        if following == 0 && (mark.is_none() || first.id.is_known()) || !self.is_leet(first.token as usize..last.end())
        {
            return None;
        }
        let alone = self.text.folded_run(first.token as usize..last.end(), self.arena);
        let found = if following == 0 { None } else { unleet(alone, &read) };
        // `bijl!`: a mark at the end may be its last letter.
        let ended = || unleet(&[alone, self.text.folded(mark?)].concat(), &read);
        Some(Run { value: found.or_else(ended)?, first, last, count: following + 1 })
    }

    /// Whether a mark that stands for a letter is glued to the end of `word`.
    fn is_marked(&self, word: WordAt) -> bool {
        self.text.tokens().get(word.end()).is_some_and(|mark| LEET_MARKS.has(mark.mark) && !mark.spaced)
    }

    /// Whether every character of `tokens` is a letter or could stand for one.
    fn is_leet(&self, tokens: Range<usize>) -> bool {
        self.text.tokens()[tokens].iter().all(|token| match token.kind {
            TokenKind::Latin | TokenKind::Other => true,
            TokenKind::Mark => LEET_MARKS.has(token.mark),
            TokenKind::Digits => !self.text.folded(token).contains(['2', '6', '9']),
            TokenKind::Devanagari | TokenKind::Script => false,
        })
    }

    /// `electricitybill`: an unknown word made of known ones.
    fn glued(&self, word: WordAt, folded: &str, found: &mut Vec<'_, WordAt>) -> bool {
        if folded.len() > MANY_WORDS {
            let parts = self.segment(folded);
            found.extend(parts.iter().map(|(_, id)| WordAt { id: *id, ..word }));
            return !parts.is_empty();
        }
        if !is_long(folded) || !self.words.near.edges.may_hold(folded) {
            return false;
        }
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

    fn token(&self, word: WordAt) -> &Token {
        &self.text.tokens()[word.token as usize]
    }
}

impl Run<WordId> {
    fn word(&self) -> WordAt {
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

fn unleet<T>(run: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
    let letters = run.bytes().filter(u8::is_ascii_alphabetic).count();
    if letters < 2 || letters * 2 < run.len() {
        return None;
    }
    ["l", "i"].into_iter().find_map(|one| read(&with_letters(run, one)?))
}

fn with_letters(run: &str, one: &str) -> Option<String> {
    let mut word = String::with_capacity(run.len());
    for b in run.bytes() {
        match b {
            b'a'..=b'z' => word.push(char::from(b)),
            b'0' => word.push('o'),
            b'1' | b'|' => word.push_str(one),
            b'!' => word.push('i'),
            b'3' => word.push('e'),
            b'4' | b'@' => word.push('a'),
            b'5' | b'$' => word.push('s'),
            b'7' | b'+' => word.push('t'),
            b'8' => word.push('b'),
            _ => return None,
        }
    }
    Some(word)
}
