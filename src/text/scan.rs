//! The one pass over a body.
//!
//! In: a string. Out: a [`Text`]. Each character's [`Reading`] extends the open
//! token or closes it and opens the next.

use super::fold::{Disguise, Hidden, Reading, read};
use super::{Disguises, Text, Token, TokenKind};

pub(super) fn scan(source: &str) -> Text<'_> {
    let mut scanner = Scanner {
        folded: String::with_capacity(source.len() + 16),
        tokens: Vec::with_capacity(source.len() / 4 + 8),
        bidi: Vec::new(),
        open: None,
        spaced: true,
        hidden: false,
    };
    let bytes = source.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        // ASCII letters are most of most bodies: no decoding, no table.
        let b = bytes[at];
        if b.is_ascii_alphabetic() {
            let end = at + bytes[at..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
            scanner.push_letters(at, &source[at..end]);
            at = end;
            continue;
        }
        if b == b' ' {
            scanner.space();
            at += 1;
            continue;
        }
        let Some(c) = source[at..].chars().next() else { break };
        let end = at + c.len_utf8();
        scanner.take(read(c), at, end);
        at = end;
    }
    scanner.close();
    let mut units = 0;
    let count = |chunk: &[u8]| {
        units += utf16_units(chunk);
        units
    };
    Text {
        source,
        is_ascii: source.is_ascii(),
        checkpoints: bytes.chunks_exact(super::CHECKPOINT).map(count).collect(),
        folded: scanner.folded,
        tokens: scanner.tokens,
        bidi: scanner.bidi,
    }
}

/// UTF-16 units that begin in `bytes`: one a character, two where it takes four bytes.
pub(super) fn utf16_units(bytes: &[u8]) -> u32 {
    bytes.iter().map(|b| u32::from(*b & 0xc0 != 0x80) + u32::from(*b >= 0xf0)).sum()
}

struct Scanner {
    folded: String,
    tokens: Vec<Token>,
    bidi: Vec<std::ops::Range<u32>>,
    open: Option<Token>,
    spaced: bool,
    /// A character that shows nothing stood before.
    hidden: bool,
}

impl Scanner {
    fn take(&mut self, reading: Reading, at: usize, end: usize) {
        match reading {
            Reading::Letter(b, disguise) => {
                self.push(at, end, TokenKind::Latin, b, flag(disguise));
            }
            Reading::Digit(b, disguise) => {
                let flag = match disguise {
                    Disguise::Plain if end - at > 1 => Disguises::DEVANAGARI_DIGIT,
                    _ => flag(disguise),
                };
                self.push(at, end, TokenKind::Digits, b, flag);
            }
            Reading::Devanagari(c) => self.push_devanagari(at, end, c),
            Reading::Mark(b, disguise) => {
                self.close();
                self.push(at, end, TokenKind::Mark, b, flag(disguise));
                self.close();
            }
            Reading::Several(text) => self.push_several(at, end, text),
            Reading::Rupee => {
                self.close();
                self.push(at, end, TokenKind::Latin, b'r', Disguises::PLAIN);
                self.push(at, end, TokenKind::Latin, b's', Disguises::PLAIN);
                self.close();
            }
            Reading::Space | Reading::Newline => self.space(),
            Reading::Nothing(hidden) => self.hide(hidden, at, end),
            Reading::Accent => {
                if let Some(token) = &mut self.open {
                    token.disguise.add(Disguises::ACCENTED);
                    token.end = end as u32;
                } else {
                    self.push_other(at, end);
                }
            }
            Reading::Other => self.push_other(at, end),
        }
    }

    /// A run of ASCII letters.
    fn push_letters(&mut self, at: usize, letters: &str) {
        self.open_token(at, TokenKind::Latin);
        let from = self.folded.len();
        self.folded.push_str(letters);
        self.folded[from..].make_ascii_lowercase();
        self.extend(at + letters.len(), Disguises::PLAIN);
    }

    fn push(&mut self, at: usize, end: usize, kind: TokenKind, b: u8, flag: Disguises) {
        self.open_token(at, kind);
        self.folded.push(char::from(b));
        self.extend(end, flag);
    }

    fn push_devanagari(&mut self, at: usize, end: usize, c: char) {
        self.open_token(at, TokenKind::Devanagari);
        if is_consonant(c) {
            self.fold_half_nasal();
        }
        self.folded.push(c);
        self.extend(end, Disguises::PLAIN);
    }

    /// Before a consonant, a half nasal and an anusvara are two spellings of one sound.
    fn fold_half_nasal(&mut self) {
        let Some(token) = &self.open else { return };
        let word = &self.folded[token.folded_start as usize..];
        let mut last = word.chars().rev();
        if last.next() == Some('\u{94d}') && matches!(last.next(), Some('ङ' | 'ञ' | 'ण' | 'न' | 'म')) {
            self.folded.pop();
            self.folded.pop();
            self.folded.push('ं');
        }
    }

    fn push_several(&mut self, at: usize, end: usize, text: &'static str) {
        for b in text.bytes() {
            let kind = match b {
                b'a'..=b'z' => TokenKind::Latin,
                b'0'..=b'9' => TokenKind::Digits,
                _ => TokenKind::Mark,
            };
            if kind == TokenKind::Mark {
                self.close();
            }
            self.push(at, end, kind, b, Disguises::STYLED);
        }
    }

    fn push_other(&mut self, at: usize, end: usize) {
        self.close();
        self.open_token(at, TokenKind::Other);
        self.extend(end, Disguises::PLAIN);
        self.close();
    }

    fn open_token(&mut self, at: usize, kind: TokenKind) {
        if self.open.is_some_and(|token| token.kind == kind) {
            return;
        }
        self.close();
        let folded = self.folded.len() as u32;
        self.open = Some(Token {
            start: at as u32,
            end: at as u32,
            folded_start: folded,
            folded_end: folded,
            kind,
            spaced: std::mem::take(&mut self.spaced),
            disguise: Disguises::default(),
        });
    }

    fn extend(&mut self, end: usize, flag: Disguises) {
        let hidden = std::mem::take(&mut self.hidden);
        let folded_end = self.folded.len() as u32;
        if let Some(token) = &mut self.open {
            token.end = end as u32;
            token.folded_end = folded_end;
            token.disguise.add(flag);
            if hidden {
                token.disguise.add(Disguises::HIDDEN);
            }
        }
    }

    fn close(&mut self) {
        self.tokens.extend(self.open.take());
    }

    fn space(&mut self) {
        self.close();
        self.spaced = true;
        self.hidden = false;
    }

    /// Joins what stands on both sides; remembered for the characters after it.
    fn hide(&mut self, hidden: Hidden, at: usize, end: usize) {
        match hidden {
            // Hindi and pictures need joiners; Latin letters and digits do not.
            Hidden::Joiner => {
                let needless = |t: &Token| matches!(t.kind, TokenKind::Latin | TokenKind::Digits);
                self.hidden |= self.open.as_ref().is_some_and(needless);
            }
            Hidden::Filler => self.hidden |= at > 0,
            Hidden::Bidi => {
                self.hidden = true;
                self.bidi.push(at as u32..end as u32);
            }
        }
    }
}

fn flag(disguise: Disguise) -> Disguises {
    match disguise {
        Disguise::Plain => Disguises::PLAIN,
        Disguise::Styled => Disguises::STYLED,
        Disguise::Lookalike => Disguises::LOOKALIKE,
        Disguise::Accented => Disguises::ACCENTED,
        Disguise::ForeignDigit => Disguises::FOREIGN_DIGIT,
    }
}

fn is_consonant(c: char) -> bool {
    ('क'..='ह').contains(&c)
}
