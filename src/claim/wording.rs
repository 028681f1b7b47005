//! The strongest stretch of a text: what its letters say, whatever the words.
//!
//! In: the tokens of a text and the table of the weights. Out: a [`Stretch`].
//! Every run of four letters, and every run of six, has a small signed weight,
//! found by its hash. A sum runs along the text: it takes up each weight, loses a
//! share with each letter, and starts anew where it would fall below zero. Its
//! highest point is the evidence. What stands before or behind a stretch cannot
//! lower it; digits and marks are passed over, so that a number put between
//! two words changes nothing; and single letters in a row are one word.

use crate::rules::Grams;
use crate::text::{Text, Token, TokenKind};
use std::ops::Range;

/// Bits of a letter in the window: the scripts of India differ in the lower ten.
const LETTER: u32 = 10;
const SHORT: u64 = (1 << (4 * LETTER)) - 1;
const LONG: u64 = (1 << (6 * LETTER)) - 1;
/// The sum loses one part in this power of two with each letter.
pub(crate) const FADING: u32 = 6;
/// The sum counts in these parts of a point, so that small sums fade as well.
const FINE: i32 = 256;

/// The part of a text that speaks most for a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// In points, never below zero.
    pub(crate) weight: i32,
    /// The same of the stretch that speaks most against a claim.
    pub(crate) against: i32,
    /// Its tokens; empty where nothing speaks for a claim.
    pub(crate) tokens: Range<usize>,
}

impl Stretch {
    /// The strongest stretch of `text`.
    pub(crate) fn new(text: &Text<'_>, grams: &Grams) -> Self {
        let (mut sum, mut start, mut best, mut tokens) = (0_i32, 0, 0, 0..0);
        let (mut against, mut most_against) = (0_i32, 0);
        // Sums are never below zero: a shift is the division, and this is the longest chain of the loop.
        let faded = |sum: i32| sum - (sum >> FADING);
        each_gram(text, |token, short, long| {
            crate::steps::step();
            if sum == 0 {
                start = token;
            }
            let weight = grams.weight(short) + long.map_or(0, |long| grams.weight(long));
            sum = (faded(sum) + weight * FINE).max(0);
            against = (faded(against) - weight * FINE).max(0);
            most_against = most_against.max(against);
            if sum > best {
                (best, tokens) = (sum, start..token + 1);
            }
        });
        let points = |sum: i32| sum / FINE * grams.step();
        Self { weight: points(best), against: points(most_against), tokens }
    }
}

/// Calls `each` with every run of letters: the token that it ends in, the hash of the last four
/// letters and, once there are as many, that of the last six. Words are parted by one blank.
pub(crate) fn each_gram(text: &Text<'_>, mut each: impl FnMut(usize, u32, Option<u32>)) {
    let (mut window, mut letters, mut gap) = (0_u64, 0_u32, Gap::default());
    for (at, token) in text.tokens().iter().enumerate() {
        crate::steps::step();
        let parts = gap.parts(token) && letters > 0;
        let word = match token.kind {
            TokenKind::Digits | TokenKind::Mark => continue,
            _ => text.folded(token),
        };
        // One place takes all letters, so that nothing stands between the compiler and the loop.
        let mut rest = word.chars();
        let mut next = if parts { Some(' ') } else { rest.next() };
        while let Some(letter) = next {
            window = window << LETTER | u64::from(u32::from(letter) & ((1 << LETTER) - 1));
            letters += 1;
            if letters >= 4 {
                each(at, hash(window & SHORT, 0), (letters >= 6).then(|| hash(window & LONG, 1)));
            }
            next = rest.next();
        }
    }
}

/// What stands between two words.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each may stand there with or without the others")]
struct Gap {
    blank: bool,
    mark: bool,
    digits: bool,
    /// The word before it is a single letter.
    behind_letter: bool,
    /// Marks stand between the letters of the word before it: `b.i.l.l`.
    spelt_by_marks: bool,
}

impl Gap {
    /// Takes the next token: whether it is a word with a gap before it that parts words, not the letters of one.
    fn parts(&mut self, token: &Token) -> bool {
        self.blank |= token.spaced;
        self.mark |= token.kind == TokenKind::Mark;
        self.digits |= token.kind == TokenKind::Digits;
        if matches!(token.kind, TokenKind::Digits | TokenKind::Mark) {
            return false;
        }
        let letter = token.kind == TokenKind::Latin && token.folded_len() == 1;
        let between_letters = letter && self.behind_letter && !self.digits;
        // `b.i.l.l d.u.e`, `b i l l d u e`
        let spells = between_letters && if self.mark { !self.blank } else { !self.spelt_by_marks };
        let parts = !spells && (self.blank || self.mark || self.digits);
        let spelt_by_marks = if spells { self.mark } else { between_letters && self.spelt_by_marks };
        *self = Self { behind_letter: letter, spelt_by_marks, ..Self::default() };
        parts
    }
}

/// Thirty-two well mixed bits of a window, another set for each length.
fn hash(window: u64, length: u64) -> u32 {
    ((window + (length << 62)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
}
