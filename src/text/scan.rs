//! The one pass over a body.
//!
//! In: a string. Out: a [`Text`]. Each character's [`Reading`] extends the open
//! token or closes it and opens the next.

use super::fold::{Disguise, Hidden, Reading, read, read_devanagari};
use super::{Disguises, Place, Text, Token, TokenKind};

pub(super) fn scan(source: &str) -> Text<'_> {
    let mut scanner = Scanner {
        source,
        folded: String::with_capacity(source.len() + 16),
        tokens: Vec::with_capacity(source.len() / 3 + 8),
        bidi: Vec::new(),
        is_open: false,
        spaced: true,
        hidden: false,
        at: Place { start: 0, end: 0, utf16_start: 0, utf16_end: 0 },
    };
    scanner.run();
    Text { source, folded: scanner.folded, tokens: scanner.tokens, bidi: scanner.bidi }
}

struct Scanner<'a> {
    source: &'a str,
    folded: String,
    tokens: Vec<Token>,
    bidi: Vec<Place>,
    /// The last token may go on.
    is_open: bool,
    spaced: bool,
    /// A character that shows nothing stood before.
    hidden: bool,
    /// The character or run at hand.
    at: Place,
}

impl Scanner<'_> {
    /// Most of most bodies is ASCII letters, blanks and plain Devanagari: these need no table.
    fn run(&mut self) {
        let bytes = self.source.as_bytes();
        while let Some(b) = bytes.get(self.at.end as usize) {
            self.at.start = self.at.end;
            self.at.utf16_start = self.at.utf16_end;
            match b {
                b'a'..=b'z' | b'A'..=b'Z' => self.letters(bytes),
                b'0'..=b'9' => self.digits(bytes),
                b'!'..=b'~' => {
                    self.step(1, 1);
                    self.mark(*b, Disguises::PLAIN);
                }
                b' ' => {
                    self.step(1, 1);
                    self.space();
                }
                0xe0 if devanagari(bytes, self.at.start as usize).is_some() => self.devanagari(bytes),
                _ => self.character(),
            }
        }
        self.close();
    }

    fn character(&mut self) {
        let Some(c) = self.source[self.at.start as usize..].chars().next() else { return };
        self.step(c.len_utf8(), c.len_utf16());
        self.take(read(c));
    }

    fn step(&mut self, bytes: usize, units: usize) {
        self.at.end += bytes as u32;
        self.at.utf16_end += units as u32;
    }

    fn letters(&mut self, bytes: &[u8]) {
        let from = self.folded.len();
        self.plain_run(bytes, TokenKind::Latin, u8::is_ascii_alphabetic);
        self.folded[from..].make_ascii_lowercase();
    }

    fn digits(&mut self, bytes: &[u8]) {
        self.plain_run(bytes, TokenKind::Digits, u8::is_ascii_digit);
    }

    fn plain_run(&mut self, bytes: &[u8], kind: TokenKind, belongs: impl Fn(&u8) -> bool) {
        let start = self.at.start as usize;
        let count = bytes[start..].iter().take_while(|b| belongs(b)).count();
        self.step(count, count);
        self.open_token(kind);
        self.folded.push_str(&self.source[start..start + count]);
        self.extend(Disguises::PLAIN);
    }

    fn mark(&mut self, b: u8, flag: Disguises) {
        self.close();
        self.push(TokenKind::Mark, b, flag);
        self.close();
    }

    /// A run of Devanagari that reads as it is written.
    fn devanagari(&mut self, bytes: &[u8]) {
        self.open_token(TokenKind::Devanagari);
        let mut copied = self.at.start as usize;
        // What stood before the run may be a half nasal too.
        let mut after_virama = true;
        while let Some(sign) = devanagari(bytes, self.at.end as usize) {
            if after_virama && sign.is_consonant {
                self.folded.push_str(&self.source[copied..self.at.end as usize]);
                copied = self.at.end as usize;
                self.fold_half_nasal();
            }
            after_virama = sign.is_virama;
            self.step(3, 1);
        }
        self.folded.push_str(&self.source[copied..self.at.end as usize]);
        self.extend(Disguises::PLAIN);
    }

    fn ends_abbreviation(&self) -> bool {
        let of_word = self.is_open && self.tokens.last().is_some_and(|token| token.kind == TokenKind::Devanagari);
        let next = self.source[self.at.end as usize..].chars().next();
        self.source[self.at.start as usize..].starts_with('०') && of_word && !next.is_some_and(char::is_numeric)
    }

    fn take(&mut self, reading: Reading) {
        let at = self.at;
        match reading {
            Reading::Letter(b, disguise) => self.push(TokenKind::Latin, b, flag(disguise)),
            // `रु०`: a nought that ends a word stands for the dot of an abbreviation.
            Reading::Digit(b'0', Disguise::Plain) if self.ends_abbreviation() => self.mark(b'.', Disguises::PLAIN),
            Reading::Digit(b, disguise) => {
                let flag = match disguise {
                    Disguise::Plain if self.at.end - self.at.start > 1 => Disguises::DEVANAGARI_DIGIT,
                    _ => flag(disguise),
                };
                self.push(TokenKind::Digits, b, flag);
            }
            Reading::Devanagari(c) => self.push_devanagari(c),
            Reading::Mark(b, disguise) => self.mark(b, flag(disguise)),
            Reading::Several(text) => self.push_several(text),
            Reading::Rupee => {
                self.close();
                self.push(TokenKind::Latin, b'r', Disguises::PLAIN);
                self.push(TokenKind::Latin, b's', Disguises::PLAIN);
                self.close();
            }
            Reading::Space | Reading::Newline => self.space(),
            Reading::Nothing(hidden) => self.hide(hidden),
            Reading::Accent => {
                if let Some(token) = self.open() {
                    token.disguise.add(Disguises::ACCENTED);
                    token.place.end = at.end;
                    token.place.utf16_end = at.utf16_end;
                } else {
                    self.push_other();
                }
            }
            Reading::Other => self.push_other(),
        }
    }

    fn push(&mut self, kind: TokenKind, b: u8, flag: Disguises) {
        self.open_token(kind);
        self.folded.push(char::from(b));
        self.extend(flag);
    }

    fn push_devanagari(&mut self, c: char) {
        self.open_token(TokenKind::Devanagari);
        if is_consonant(c) {
            self.fold_half_nasal();
        }
        self.folded.push(c);
        self.extend(Disguises::PLAIN);
    }

    /// Before a consonant, a half nasal and an anusvara are two spellings of one sound.
    fn fold_half_nasal(&mut self) {
        let Some(token) = self.tokens.last() else { return };
        let word = &self.folded[token.folded_start as usize..];
        let mut last = word.chars().rev();
        if last.next() == Some('\u{94d}') && matches!(last.next(), Some('ङ' | 'ञ' | 'ण' | 'न' | 'म')) {
            self.folded.pop();
            self.folded.pop();
            self.folded.push('ं');
        }
    }

    fn push_several(&mut self, text: &'static str) {
        for b in text.bytes() {
            let kind = match b {
                b'a'..=b'z' => TokenKind::Latin,
                b'0'..=b'9' => TokenKind::Digits,
                _ => TokenKind::Mark,
            };
            if kind == TokenKind::Mark {
                self.close();
            }
            self.push(kind, b, Disguises::STYLED);
        }
    }

    fn push_other(&mut self) {
        self.close();
        self.open_token(TokenKind::Other);
        self.extend(Disguises::PLAIN);
        self.close();
    }

    /// The token that the next character may belong to.
    fn open(&mut self) -> Option<&mut Token> {
        self.is_open.then(|| self.tokens.last_mut())?
    }

    fn open_token(&mut self, kind: TokenKind) {
        if self.open().is_some_and(|token| token.kind == kind) {
            return;
        }
        self.close();
        self.is_open = true;
        let folded = self.folded.len() as u32;
        self.tokens.push(Token {
            place: Place { end: self.at.start, utf16_end: self.at.utf16_start, ..self.at },
            folded_start: folded,
            folded_end: folded,
            first: 0,
            kind,
            spaced: std::mem::take(&mut self.spaced),
            disguise: Disguises::default(),
        });
    }

    fn extend(&mut self, flag: Disguises) {
        let (at, folded_end) = (self.at, self.folded.len() as u32);
        let hidden = std::mem::take(&mut self.hidden);
        if let Some(token) = self.open() {
            token.place.end = at.end;
            token.place.utf16_end = at.utf16_end;
            token.folded_end = folded_end;
            token.disguise.add(flag);
            if hidden {
                token.disguise.add(Disguises::HIDDEN);
            }
        }
    }

    fn close(&mut self) {
        let folded = self.folded.as_bytes();
        if let Some(token) = self.tokens.last_mut().filter(|_| self.is_open) {
            token.first = folded.get(token.folded_start as usize).copied().unwrap_or(0);
        }
        self.is_open = false;
    }

    fn space(&mut self) {
        self.close();
        self.spaced = true;
        self.hidden = false;
    }

    /// Joins what stands on both sides; remembered for the characters after it.
    fn hide(&mut self, hidden: Hidden) {
        match hidden {
            // Hindi and pictures need joiners; Latin letters and digits do not.
            Hidden::Joiner => {
                let needless = |t: &Token| matches!(t.kind, TokenKind::Latin | TokenKind::Digits);
                let between = self.open().is_some_and(|token| needless(token));
                self.hidden |= between;
            }
            Hidden::Filler => self.hidden |= self.at.start > 0,
            Hidden::Bidi => {
                self.hidden = true;
                self.bidi.push(self.at);
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

const fn is_consonant(c: char) -> bool {
    matches!(c, 'क'..='ह')
}

/// A Devanagari character that reads as it is written.
#[derive(Clone, Copy)]
struct Sign {
    is_consonant: bool,
    is_virama: bool,
}

/// Every character of the Devanagari block, where it reads as it is written.
static SIGNS: [Option<Sign>; 128] = {
    let mut signs = [None; 128];
    let mut at = 0;
    while at < 128 {
        if let Some(c) = char::from_u32(0x900 + at)
            && let Reading::Devanagari(read) = read_devanagari(c)
            && read as u32 == c as u32
        {
            signs[at as usize] = Some(Sign { is_consonant: is_consonant(c), is_virama: c as u32 == 0x94d });
        }
        at += 1;
    }
    signs
};

/// The plain Devanagari character at byte `at`.
fn devanagari(bytes: &[u8], at: usize) -> Option<Sign> {
    match bytes.get(at..at + 3)? {
        [0xe0, block @ (0xa4 | 0xa5), last] => SIGNS[usize::from(block & 1) << 6 | usize::from(last & 63)],
        _ => None,
    }
}
