//! What a character adds to the tokens.
//!
//! In: a letter, digit or mark, folded. Out: the open token goes on, or the next one opens.

use super::super::fold::{other_letter, read};
use super::super::{Disguises, Token, TokenKind};
use super::Scanner;
use super::characters::{LONGEST_FLAGS, is_symbol};
use super::devanagari::{is_consonant, is_nasal};

impl Scanner<'_> {
    pub(super) fn push(&mut self, kind: TokenKind, b: u8, flag: Disguises) {
        self.open_token(kind);
        self.append_folded(char::from(b));
        self.extend(flag);
    }

    pub(super) fn push_devanagari(&mut self, c: char) {
        self.open_token(TokenKind::Devanagari);
        if is_consonant(c) {
            self.fold_half_nasal();
        }
        self.append_folded(c);
        self.extend(Disguises::PLAIN);
    }

    /// Before a consonant, a half nasal and an anusvara are two spellings of one sound.
    pub(super) fn fold_half_nasal(&mut self) {
        let Some(token) = self.tokens.last() else { return };
        let word = &self.folded[token.folded_start as usize..token.folded_end as usize];
        let mut last = word.chars().rev();
        if last.next() == Some('\u{94d}') && last.next().is_some_and(is_nasal) {
            self.move_behind();
            self.folded.pop();
            self.folded.pop();
            self.append_folded('ं');
        }
    }

    pub(super) fn push_several(&mut self, text: &'static str) {
        let goes_on = |c: char| c.is_ascii_alphabetic() || is_symbol(read(c));
        let alone = !self.next_is(goes_on) && !self.follows_symbol();
        // `Suvidha™`
        if alone && matches!(text, "tm" | "sm" | "mc" | "mr") {
            return self.push_other();
        }
        let alone = alone && self.open != Some(TokenKind::Latin) || text.contains('/');
        let flag = if alone { Disguises::ODD } else { Disguises::STYLED };
        for b in text.bytes() {
            match b {
                b'a'..=b'z' => self.push(TokenKind::Latin, b, flag),
                b'0'..=b'9' => self.push(TokenKind::Digits, b, flag),
                _ => self.mark(b, flag),
            }
        }
    }

    pub(super) fn push_script(&mut self, c: char) {
        self.open_token(TokenKind::Script);
        // Letters that Urdu and Bengali write in two ways are one.
        if let Some(letter) = other_letter(c).unwrap_or(Some(c)) {
            self.append_folded(letter);
        }
        self.extend(Disguises::PLAIN);
    }

    pub(super) fn push_other(&mut self) {
        self.open = None;
        if self.is_joined_picture() && self.belongs_to_last() {
            return;
        }
        self.open_token(TokenKind::Other);
        self.extend(Disguises::PLAIN);
        self.open = None;
    }

    /// A skin tone, the second letter of a flag, or what a joiner joins to the picture before it.
    pub(super) fn is_joined_picture(&self) -> bool {
        let picture = self.tokens.last().is_some_and(|last| last.kind == TokenKind::Other);
        let is_region = |c: char| matches!(c, '\u{1f1e6}'..='\u{1f1ff}');
        let before = &self.source[..self.at.start as usize];
        picture
            && match self.here() {
                Some('\u{1f3fb}'..='\u{1f3ff}') => true,
                Some(c) if is_region(c) => {
                    before.chars().rev().take(LONGEST_FLAGS).take_while(|c| is_region(*c)).count() % 2 == 1
                }
                _ => before.ends_with('\u{200d}'),
            }
    }

    /// The token that the next character may belong to.
    pub(super) fn open_mut(&mut self) -> Option<&mut Token> {
        self.open.and_then(|_| self.tokens.last_mut())
    }

    /// Opens a token of `kind`, unless one is open. Marks never go on.
    pub(super) fn open_token(&mut self, kind: TokenKind) {
        if self.open == Some(kind) {
            return;
        }
        self.open = Some(kind);
        if kind == TokenKind::Digits {
            self.digits.push(self.tokens.len() as u32);
        }
        let disguise = if std::mem::take(&mut self.stray) { Disguises::ODD } else { Disguises::default() };
        self.tokens.push(Token {
            place: self.at,
            folded_start: self.at.start,
            folded_end: self.at.start,
            mark: 0,
            kind,
            spaced: std::mem::take(&mut self.spaced),
            disguise,
        });
    }

    /// Adds the body from `from` up to where the scan stands to the open token's folded form.
    pub(super) fn append(&mut self, from: u32) {
        let Some(token) = self.tokens.last_mut() else { return };
        if token.folded_end == from {
            token.folded_end = self.at.end;
            return;
        }
        self.move_behind();
        let moved = self.folded.len();
        self.folded.push_str(&self.source[from as usize..self.at.end as usize]);
        self.folded[moved..].make_ascii_lowercase();
        self.end_folded();
    }

    pub(super) fn append_folded(&mut self, c: char) {
        self.move_behind();
        self.folded.push(c);
        self.end_folded();
    }

    /// From here on the open token's folded form is not the body's text: it moves behind that.
    pub(super) fn move_behind(&mut self) {
        let (body, end) = (self.source.len(), self.folded.len());
        let Some(token) = self.tokens.last_mut().filter(|token| (token.folded_start as usize) < body) else { return };
        let so_far = token.folded_start as usize..token.folded_end as usize;
        token.folded_start = end as u32;
        if !so_far.is_empty() {
            let so_far = self.folded[so_far].to_owned();
            self.folded.push_str(&so_far);
        }
    }

    pub(super) fn end_folded(&mut self) {
        let end = self.folded.len() as u32;
        if let Some(token) = self.tokens.last_mut() {
            token.folded_end = end;
        }
    }

    pub(super) fn extend(&mut self, flag: Disguises) {
        // A stray mark is none within a word: a new token has taken it already.
        let hidden = std::mem::take(&mut self.hidden) | std::mem::take(&mut self.stray);
        if let Some(token) = self.tokens.last_mut() {
            token.place.end = self.at.end;
            token.place.utf16_end = self.at.utf16_end;
            token.disguise.add(flag);
            if hidden {
                token.disguise.add(Disguises::HIDDEN);
            }
            self.disguises.add(token.disguise);
        }
    }

    pub(super) fn space(&mut self) {
        self.open = None;
        self.spaced = true;
        self.hidden = false;
    }
}
