//! Characters that show nothing.
//!
//! In: what a character hides. Out: where it stands, and what it makes of the token that holds it.

use super::super::fold::Hidden;
use super::super::{Disguises, TokenKind};
use super::Scanner;
use super::characters::{KEYCAP, is_virama};

impl Scanner<'_> {
    /// Joins what stands on both sides; remembered for the characters after it.
    pub(super) fn hide(&mut self, hidden: Hidden) {
        match hidden {
            Hidden::Sign => {
                self.belongs_to_last();
            }
            // Hindi and pictures need joiners; Latin letters and digits do not.
            Hidden::Joiner if self.open == Some(TokenKind::Digits) && self.next_is(|c| c == KEYCAP) => {
                self.belongs_to_last();
            }
            Hidden::Joiner => {
                let open = self.open;
                self.hidden |= matches!(open, Some(TokenKind::Latin | TokenKind::Digits));
                let before = self.source[..self.at.start as usize].chars().next_back();
                let needed = match open {
                    Some(TokenKind::Devanagari | TokenKind::Script) => before.is_some_and(is_virama),
                    Some(_) => false,
                    None => self.tokens.last().is_some_and(|last| last.kind == TokenKind::Other && !self.spaced),
                };
                if !needed {
                    self.unseen.push(self.at);
                    self.note_odd();
                }
                self.belongs_to_last();
            }
            Hidden::Filler | Hidden::Stray | Hidden::Unassigned => {
                self.unseen.push(self.at);
                self.stray = true;
            }
            Hidden::Embedding if self.is_balanced() => {
                self.unseen.push(self.at);
                self.stray = true;
            }
            Hidden::Embedding | Hidden::Override => {
                self.unseen.push(self.at);
                self.hidden = true;
                self.bidi.push(self.at);
            }
        }
    }

    /// The open token is not written plainly.
    pub(super) fn note_odd(&mut self) {
        if let Some(token) = self.open_mut() {
            token.disguise.add(Disguises::ODD);
            self.disguises.add(Disguises::ODD);
        }
    }

    /// Whether every direction that is embedded or isolated ends.
    pub(super) fn is_balanced(&mut self) -> bool {
        let source = self.source;
        *self.balanced.get_or_insert_with(|| {
            let (mut embedded, mut isolated) = (0_u32, 0_u32);
            // What ends without a beginning does nothing.
            for c in source.chars() {
                let open = match c {
                    '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' | '\u{202c}' => &mut embedded,
                    '\u{2066}'..='\u{2069}' => &mut isolated,
                    _ => continue,
                };
                let ends = matches!(c, '\u{202c}' | '\u{2069}');
                *open = if ends { open.saturating_sub(1) } else { *open + 1 };
            }
            embedded == 0 && isolated == 0
        })
    }
}
