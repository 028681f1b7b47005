//! Which tokens something accounts for.
//!
//! In: tokens, then ranges of them as elements are recognised. Out: the gaps.

use crate::detect::Input;
use crate::text::{Marks, TokenKind};
use crate::words::{Label, WordAt};
use bumpalo::collections::Vec;
use std::ops::Range;

/// Marks that carry nothing in the genuine format. Not `@`, `_`, `~`, `<`;
/// `+` only where no number follows.
const FREE_MARKS: Marks = Marks::of(b".,:;!?-/()'\"&*#|=%[]>");
/// More marks in a row than this are not punctuation.
const MOST_MARKS: usize = 4;

/// More number words than this in one message may be a number to call.
const MOST_LONE: usize = 2;
/// Within as many tokens of a lone number word stands no other number.
const LONE_REACH: usize = 4;
/// A message does not count further.
const MOST_COUNTED: u8 = 5;

/// What English leaves of a word behind an apostrophe.
const CONTRACTIONS: &[&str] = &["s", "t", "d", "m", "ll", "re", "ve"];

/// Which tokens are accounted for.
pub(super) struct Cover<'a> {
    covered: &'a mut [bool],
}

impl<'a> Cover<'a> {
    /// Nothing but punctuation is accounted for.
    pub(super) fn new(input: &Input<'a>) -> Self {
        let tokens = input.tokens();
        let covered = input.arena.alloc_slice_fill_copy(tokens.len(), false);
        let mut run = 0;
        for (at, token) in tokens.iter().enumerate() {
            if token.kind != TokenKind::Mark {
                run = 0;
                continue;
            }
            run += 1;
            let plus = || token.mark == b'+' && input.word(at + 1).is_some() && input.number_word(at + 1).is_none();
            let free = FREE_MARKS.has(token.mark) || plus();
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
    pub(super) fn vocabulary(&mut self, input: &Input<'a>) {
        for word in &input.exact.words {
            let at = word.token as usize;
            let token = &input.tokens()[at];
            if !self.covered[at] && token.is_word() && token.is_plain() {
                self.covered[at] = input.rules.words.is_vocabulary(word.id, input.text.folded(token));
            }
        }
        // In most genuine messages nothing is left.
        if self.covered.iter().all(|covered| *covered) {
            return;
        }
        self.phrases(input);
        self.contractions(input);
        self.lone_numbers(input);
        self.enumerators(input);
    }

    /// Words that the vocabulary has only together.
    fn phrases(&mut self, input: &Input<'_>) {
        let (words, list) = (&input.exact.words, &input.rules.words);
        for (at, word) in words.iter().enumerate() {
            let Some(info) = list.info(word.id) else { continue };
            for phrase in list.vocabulary_phrases(info) {
                if let Some(count) = list.matches(phrase, &words[at + 1..]) {
                    words[at..at + count].iter().for_each(|word| self.take_word(input, word));
                }
            }
        }
    }

    /// "one reminder", "एक काम": number words too few and too far apart to be a number to call.
    fn lone_numbers(&mut self, input: &Input<'a>) {
        if !input.exact.numbers {
            return;
        }
        let is_number = |at: usize| input.number_word(at).is_some();
        let tokens = input.tokens().len();
        let mut open = input.list();
        open.extend((0..tokens).filter(|at| is_number(*at) && !self.covered[*at]).take(MOST_LONE + 1));
        if open.len() > MOST_LONE {
            return;
        }
        for at in open {
            let around = at.saturating_sub(LONE_REACH)..(at + LONE_REACH + 1).min(tokens);
            // "Balance due: nil" stands beside amounts.
            let nought = input.number_word(at) == Some("0");
            let alone = around.into_iter().filter(|other| *other != at).all(|other| {
                let reach = !nought || other.abs_diff(at) < 2;
                !(is_number(other) || reach && input.digits(other).is_some())
            });
            self.covered[at] |= alone && input.tokens()[at].is_plain();
        }
    }

    /// `(1) … (2) … (3)`: numbers that count what the message says.
    fn enumerators(&mut self, input: &Input<'_>) {
        let mut next = 1;
        for at in input.numbers().filter(|at| *at > 0 && input.text.holds(b'(')) {
            let counted = input.digits(at).is_some_and(|digits| digits.len() == 1 && digits.parse() == Ok(next));
            let bracketed = input.text.is_mark(at - 1, b'(') && input.text.is_mark(at + 1, b')');
            if counted && bracketed && next <= MOST_COUNTED {
                next += 1;
                self.covered[at] |= input.tokens()[at].is_plain();
            }
        }
    }

    /// `consumer's`, `don't`: what is left of a word behind an apostrophe.
    fn contractions(&mut self, input: &Input<'_>) {
        if !input.text.holds(b'\'') {
            return;
        }
        for at in 2..input.tokens().len() {
            let glued = input.text.is_mark(at - 1, b'\'') && input.is_glued(at - 1) && input.is_glued(at);
            if glued && self.covered[at - 2] && input.word(at).is_some_and(|word| CONTRACTIONS.contains(&word)) {
                self.covered[at] |= input.tokens()[at].is_plain();
            }
        }
    }

    fn take_word(&mut self, input: &Input<'_>, word: &WordAt) {
        let at = word.token as usize;
        self.covered[at] |= input.tokens()[at].is_plain();
    }

    /// Runs of tokens that nothing accounts for; the whole text if it has more than `most`.
    pub(super) fn gaps(&self, input: &Input<'a>, most: usize) -> Vec<'a, Range<usize>> {
        let tokens = self.covered.len();
        let mut gaps: Vec<'a, Range<usize>> = input.list();
        if tokens > most {
            gaps.push(0..tokens);
            return gaps;
        }
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

/// A dot glued between two words, the second a top-level domain, or the first with a hyphen
/// (`sbpdcl-bill.in…`): phones make a link of it.
fn makes_link(input: &Input<'_>, at: usize) -> bool {
    let hyphenated = at > 1 && input.text.is_mark(at - 2, b'-') && input.is_glued(at - 2) && input.is_glued(at - 1);
    input.text.is_mark(at, b'.')
        && !ends_amount(input, at)
        && input.is_glued(at)
        && input.is_glued(at + 1)
        && input.word(at - 1).or_else(|| input.digits(at - 1)).is_some()
        && input.word(at + 1).is_some_and(|word| hyphenated || input.rules.tlds.has(word))
}

/// `Rs915.Pay`: an amount, and a word with a capital.
fn ends_amount(input: &Input<'_>, at: usize) -> bool {
    let Some(digits) = at.checked_sub(1).filter(|digits| input.digits(*digits).is_some()) else { return false };
    let sign = digits.checked_sub(1).and_then(|sign| input.label(sign, Label::Currency));
    let capital = |word: usize| input.text.written(word..word + 1).starts_with(|c: char| c.is_ascii_uppercase());
    sign == Some(digits) && input.word(at + 1).is_some() && capital(at + 1)
}
