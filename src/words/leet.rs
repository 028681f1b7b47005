//! Digits and marks that stand for letters.
//!
//! In: words glued to digits and marks, of which at least one is a letter. Out: the word that is seen there.

use super::fuzzy::{Reader, Run};
use super::{WordAt, WordId};
use crate::steps::step;
use crate::text::{Marks, TokenKind};
use std::ops::Range;

/// Marks that stand for letters anywhere in a word, and those that do only within it.
const MARKS: Marks = Marks::of(b"|!@$+(");
const INNER_MARKS: Marks = Marks::of(b"|!@$+(<#");

/// No word is written in more pieces: letters, digits, marks (`3l3c7r1c17y` has ten).
const MOST_PIECES: usize = 16;
/// No more marks are read at either end of a word.
const MOST_OUTER: usize = 4;

impl Reader<'_, '_> {
    /// `p0wer`, `b1ll`, `3l3c7r1c17y`, `e|ectric!ty`, `$bpdcl`: the run that begins at word `at` and what `read`
    /// makes of it.
    pub(super) fn leet<T>(&self, at: usize, read: impl Fn(&str) -> Option<T>) -> Option<Run<T>> {
        let first = self.exact[at];
        let leading = self.leading_marks(first);
        if self.exact.get(at + 1).is_some_and(|next| self.token(*next).spaced)
            && self.trailing_marks(first) == 0
            && leading == 0
        {
            return None;
        }
        let glued = self.exact[at..].windows(2).inspect(|_| step()).take_while(|pair| self.is_glued(pair));
        let following = glued.take(MOST_PIECES).count();
        let last = self.exact[at + following];
        // What goes on for longer is no word.
        if last.end() - first.token as usize > MOST_PIECES {
            return None;
        }
        let trailing = self.trailing_marks(last);
        if following == 0 && (first.id.is_known() && leading == 0 || trailing + leading == 0) {
            return None;
        }
        let start = first.token as usize;
        // The marks at both ends may be letters, or the sentence's own.
        let ends = (0..=trailing).rev().map(|trailing| last.end() + trailing);
        let value = ends.zip(0..=MOST_OUTER).find_map(|(end, _)| {
            let starts = if leading == 0 { [start, start] } else { [start - leading, start] };
            starts.into_iter().take(1 + usize::from(leading > 0)).find_map(|start| self.read_leet(start..end, &read))
        })?;
        Some(Run { value, first, last, count: following + 1 })
    }

    fn read_leet<T>(&self, tokens: Range<usize>, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let all = &self.text.tokens()[tokens.clone()];
        let letters = all.iter().any(|token| token.kind == TokenKind::Latin);
        let mixed = all.iter().any(|token| token.kind != TokenKind::Latin);
        if !letters || !mixed || !self.is_leet(tokens.clone()) {
            return None;
        }
        read(self.text.folded_run(tokens, self.arena))
    }

    /// The known word that a run of letters, digits and marks shows, or comes closest to.
    pub(super) fn leet_word(&self, run: &str) -> Option<WordId> {
        self.words.seen_as(run).or_else(|| {
            let letters = run.bytes().filter(u8::is_ascii_alphabetic).count();
            let read = |word: &str| self.known(word, 3).or_else(|| self.words.closest(word));
            if letters * 2 < run.len() { None } else { unleet(run, read) }
        })
    }

    /// The same, of words that begin a subject.
    pub(super) fn is_leet_subject(&self, run: &str) -> bool {
        self.leet_word(run).is_some_and(|id| self.words.begins_subject(id))
    }

    /// Whether the second word goes on from the first: only marks that stand for letters stand between.
    fn is_glued(&self, pair: &[WordAt]) -> bool {
        let (left, right) = (self.token(pair[0]), self.token(pair[1]));
        let between = pair[0].end()..pair[1].token as usize;
        let marks = self.text.tokens()[between].iter().all(|mark| !mark.spaced && INNER_MARKS.has(mark.mark));
        let letters = left.kind == TokenKind::Latin || right.kind == TokenKind::Latin;
        !right.spaced && marks && (letters || pair[0].end() < pair[1].token as usize)
    }

    /// How many marks that stand for letters are glued to the end of `word`.
    fn trailing_marks(&self, word: WordAt) -> usize {
        let after = self.text.tokens()[word.end()..].iter().take(MOST_OUTER);
        after.take_while(|mark| MARKS.has(mark.mark) && !mark.spaced).count()
    }

    /// How many are glued to its beginning, where nothing stands before them.
    fn leading_marks(&self, word: WordAt) -> usize {
        if self.token(word).spaced {
            return 0;
        }
        let before = self.text.tokens()[..word.token as usize].iter().rev().take(MOST_OUTER);
        let mut count = 0;
        for mark in before {
            if !MARKS.has(mark.mark) {
                return 0;
            }
            count += 1;
            if mark.spaced {
                return count;
            }
        }
        0
    }

    /// Whether every character of `tokens` is a letter or could stand for one.
    fn is_leet(&self, tokens: Range<usize>) -> bool {
        self.text.tokens()[tokens].iter().all(|token| match token.kind {
            TokenKind::Latin | TokenKind::Digits => true,
            TokenKind::Mark => INNER_MARKS.has(token.mark),
            TokenKind::Devanagari | TokenKind::Script | TokenKind::Other => false,
        })
    }
}

fn unleet<T>(run: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
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
            b'6' | b'9' => word.push('g'),
            b'2' => word.push('z'),
            b'(' | b'<' => word.push('c'),
            b'#' => word.push('h'),
            _ => return None,
        }
    }
    Some(word)
}
