//! Which tokens something accounts for.
//!
//! In: tokens, then ranges of them as elements are recognised. Out: the gaps.

use crate::detect::Input;
use crate::text::{Marks, TokenKind};
use crate::words::WordAt;
use std::ops::Range;

/// Marks that carry nothing in the genuine format. Not `@`, `+`, `_`, `~`, `<`, `>`.
const FREE_MARKS: Marks = Marks::of(b".,:;!?-/()'\"&*#|=%[]");
/// More marks in a row than this are not punctuation.
const MOST_MARKS: usize = 4;

/// Which tokens are accounted for.
pub(super) struct Cover {
    covered: Vec<bool>,
}

impl Cover {
    /// Nothing but punctuation is accounted for.
    pub(super) fn new(input: &Input<'_>) -> Self {
        let tokens = input.tokens();
        let mut covered = vec![false; tokens.len()];
        let mut run = 0;
        for (at, token) in tokens.iter().enumerate() {
            run = if token.kind == TokenKind::Mark { run + 1 } else { 0 };
            let free = run > 0 && input.text.is_one_of(at, FREE_MARKS);
            covered[at] = free && run <= MOST_MARKS && token.is_plain() && !makes_link(input, at);
        }
        Self { covered }
    }

    /// Accounts for `tokens`, unless one of them is disguised.
    pub(super) fn take(&mut self, input: &Input<'_>, tokens: &Range<usize>) -> bool {
        let plain = input.tokens()[tokens.clone()].iter().all(crate::text::Token::is_plain);
        if plain {
            self.covered[tokens.clone()].fill(true);
        }
        plain
    }

    pub(super) fn is_free(&self, tokens: &Range<usize>) -> bool {
        !self.covered[tokens.clone()].iter().any(|covered| *covered)
    }

    /// Accounts for the words of the signed vocabulary.
    pub(super) fn vocabulary(&mut self, input: &Input<'_>) {
        let words = &input.exact.words;
        for (at, word) in words.iter().enumerate() {
            let Some(info) = input.rules.words.info(word.id) else { continue };
            if info.vocabulary {
                self.take_word(input, word);
            }
            for phrase in input.rules.words.vocabulary(info) {
                if let Some(count) = phrase.matches(&words[at + 1..]) {
                    words[at..at + count].iter().for_each(|word| self.take_word(input, word));
                }
            }
        }
    }

    fn take_word(&mut self, input: &Input<'_>, word: &WordAt) {
        let at = word.token as usize;
        self.covered[at] |= input.tokens()[at].is_plain();
    }

    /// Runs of tokens that nothing accounts for; the whole text if it has more than `most`.
    pub(super) fn gaps(&self, input: &Input<'_>, most: usize) -> Vec<Range<usize>> {
        let tokens = self.covered.len();
        if tokens > most {
            return std::iter::once(0..tokens).collect();
        }
        let mut gaps: Vec<Range<usize>> = Vec::new();
        for at in (0..tokens).filter(|at| !self.covered[*at]) {
            match gaps.last_mut() {
                Some(gap) if gap.end == at || marks_between(input, gap.end, at) => gap.end = at + 1,
                _ => gaps.push(at..at + 1),
            }
        }
        gaps
    }
}

fn marks_between(input: &Input<'_>, from: usize, to: usize) -> bool {
    input.tokens()[from..to].iter().all(|token| token.kind == TokenKind::Mark)
}

/// A dot glued between two words, the second a top-level domain: phones make a link of it.
fn makes_link(input: &Input<'_>, at: usize) -> bool {
    input.text.is_mark(at, b'.')
        && input.is_glued(at)
        && input.is_glued(at + 1)
        && input.word(at - 1).or_else(|| input.digits(at - 1)).is_some()
        && input.word(at + 1).is_some_and(|word| input.rules.tlds.contains(word))
}
