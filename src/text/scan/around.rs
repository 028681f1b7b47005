//! What stands around the character at hand.
//!
//! In: the scan where it is. Out: whether the character goes on from a symbol, is half of a flag, stands for a letter.

use super::super::fold::read;
use super::super::{Disguises, TokenKind};
use super::Scanner;
use super::characters::{LONGEST_FLAGS, Region, is_selector, is_symbol};

impl Scanner<'_> {
    /// A symbol is honest where it stands alone; several make a word or a number.
    pub(super) fn symbol_flag(&self) -> Disguises {
        let goes_on = |c: char| c.is_ascii_alphanumeric() || is_symbol(read(c));
        let begins = self.open.is_none() && !self.follows_symbol();
        let raised = matches!(self.here(), Some('²' | '³' | '¹')) && self.open == Some(TokenKind::Latin);
        if (begins || raised) && !self.next_is(goes_on) { Disguises::ODD } else { Disguises::STYLED }
    }

    pub(super) fn follows_symbol(&self) -> bool {
        let before = self.source[..self.at.start as usize].chars().rev();
        before.inspect(|_| crate::steps::step()).find(|c| !is_selector(*c)).is_some_and(|c| is_symbol(read(c)))
    }

    /// What a letter of a flag is; `None` for any other symbol.
    pub(super) fn region(&self) -> Option<Region> {
        let is_region = |c: &char| matches!(c, '\u{1f1e6}'..='\u{1f1ff}');
        self.here().filter(is_region)?;
        let (before, after) = self.source.split_at(self.at.start as usize);
        let before = before.chars().rev().take(LONGEST_FLAGS).take_while(is_region).count();
        let after = after.chars().take(LONGEST_FLAGS).take_while(is_region).count();
        // A flag, or the same one several times over, is a picture; other runs spell something.
        let run = before + after;
        let start = self.at.start as usize - 4 * before;
        let letters: std::vec::Vec<char> = self.source[start..].chars().take(run).collect();
        let flags = run.is_multiple_of(2) && letters.chunks(2).all(|pair| pair == &letters[..2]);
        Some(if flags { Region::Flag } else { Region::Letter })
    }

    /// A sign of registration or copyright within a word.
    pub(super) fn is_mark_for_letter(&self) -> bool {
        let sign = matches!(self.here(), Some('®' | '©'));
        sign && self.open == Some(TokenKind::Latin) && self.next_is(|c| c.is_ascii_alphabetic())
    }

    pub(super) fn here(&self) -> Option<char> {
        self.source[self.at.start as usize..].chars().next()
    }

    /// Whether the next character that is seen is one that `is` takes.
    pub(super) fn next_is(&self, is: impl Fn(char) -> bool) -> bool {
        self.source[self.at.end as usize..]
            .chars()
            .inspect(|_| crate::steps::step())
            .find(|c| !is_selector(*c))
            .is_some_and(is)
    }

    /// Whether a Latin letter or a digit is glued to the character at hand.
    pub(super) fn is_among_latin(&self) -> bool {
        matches!(self.open, Some(TokenKind::Latin | TokenKind::Digits)) || self.next_is(|c| c.is_ascii_alphanumeric())
    }

    /// Whether the token that the next character belongs to is odd already.
    pub(super) fn is_odd(&self) -> bool {
        let open = self.open.and_then(|_| self.tokens.last());
        open.is_some_and(|token| token.disguise.has(Disguises::ODD) || token.disguise.has(Disguises::ACCENTED))
    }
}
