//! The one pass over a body.
//!
//! In: a string. Out: a [`Text`]. Each character's [`Reading`] extends the open
//! token or closes it and opens the next.

use super::fold::{Disguise, Hidden, Reading, other_letter, read, read_devanagari};
use super::{Disguises, Marks, Place, Text, Token, TokenKind};
use bumpalo::Bump;
use bumpalo::collections::{String, Vec};

pub(super) fn scan<'a>(source: &'a str, arena: &'a Bump) -> Text<'a> {
    // Most folded text is the body's own, in lower case: tokens point into this copy.
    let mut folded = String::with_capacity_in(source.len() + 16, arena);
    folded.push_str(source);
    folded.make_ascii_lowercase();
    let mut scanner = Scanner {
        source,
        folded,
        tokens: Vec::with_capacity_in(source.len() / 3 + 16, arena),
        digits: Vec::with_capacity_in(16, arena),
        bidi: Vec::new_in(arena),
        marks: Marks::default(),
        disguises: Disguises::default(),
        open: None,
        spaced: true,
        hidden: false,
        at: Place { start: 0, end: 0, utf16_start: 0, utf16_end: 0 },
    };
    scanner.run();
    Text {
        source,
        folded: scanner.folded,
        tokens: scanner.tokens,
        digits: scanner.digits,
        bidi: scanner.bidi,
        marks: scanner.marks,
        disguises: scanner.disguises,
    }
}

/// Whether `word` is one token whose folded form is itself: most words of a list are.
pub(crate) fn reads_as_written(word: &[u8]) -> bool {
    match word {
        [] => false,
        [0xe0, ..] => whole_run(word).is_some_and(|signs| 3 * signs == word.len()),
        _ => word.iter().all(u8::is_ascii_lowercase),
    }
}

struct Scanner<'a> {
    source: &'a str,
    /// The body in lower case; behind it, the folded forms that differ from that.
    folded: String<'a>,
    tokens: Vec<'a, Token>,
    digits: Vec<'a, u32>,
    bidi: Vec<'a, Place>,
    marks: Marks,
    disguises: Disguises,
    /// The kind of the last token, where that may go on.
    open: Option<TokenKind>,
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
                b'a'..=b'z' | b'A'..=b'Z' => self.plain_run(bytes, TokenKind::Latin, u8::is_ascii_alphabetic),
                b' ' => {
                    self.step(1, 1);
                    self.space();
                }
                b'0'..=b'9' => self.plain_run(bytes, TokenKind::Digits, u8::is_ascii_digit),
                b'!'..=b'~' => self.ascii_mark(*b),
                0xe0 if is_plain_devanagari(&bytes[self.at.start as usize..]) => self.devanagari(bytes),
                _ => self.character(),
            }
        }
    }

    fn character(&mut self) {
        let Some(c) = self.source[self.at.start as usize..].chars().next() else { return };
        self.step(c.len_utf8(), c.len_utf16());
        match read(c) {
            Reading::Other => match other_letter(c) {
                Some(letter) => self.push_other_letter(letter),
                None => self.push_other(),
            },
            reading => self.take(reading),
        }
    }

    fn step(&mut self, bytes: usize, units: usize) {
        self.stepped(bytes, units);
    }

    /// Steps, and gives the place of what was stepped over. Made of single numbers: to read back whole what
    /// has just been written in parts makes a processor wait.
    #[inline]
    fn stepped(&mut self, bytes: usize, units: usize) -> Place {
        let Place { start, end, utf16_start, utf16_end } = self.at;
        let place = Place { start, end: end + bytes as u32, utf16_start, utf16_end: utf16_end + units as u32 };
        self.at.end = place.end;
        self.at.utf16_end = place.utf16_end;
        place
    }

    fn plain_run(&mut self, bytes: &[u8], kind: TokenKind, belongs: impl Fn(&u8) -> bool) {
        let start = self.at.start;
        let count = bytes[start as usize..].iter().take_while(|b| belongs(b)).count();
        let place = self.stepped(count, count);
        if self.open == Some(kind) {
            self.append(start);
            self.extend(Disguises::PLAIN);
        } else {
            self.push_plain(place, kind, 0);
            self.open = Some(kind);
        }
    }

    fn ascii_mark(&mut self, b: u8) {
        let place = self.stepped(1, 1);
        self.push_plain(place, TokenKind::Mark, b);
        self.open = None;
        self.marks.add(b);
    }

    /// A new token that reads as it is written.
    fn push_plain(&mut self, place: Place, kind: TokenKind, mark: u8) {
        let hidden = std::mem::take(&mut self.hidden);
        let disguise = if hidden { Disguises::HIDDEN_PLAIN } else { Disguises::PLAIN };
        if kind == TokenKind::Digits {
            self.digits.push(self.tokens.len() as u32);
        }
        self.disguises.add(disguise);
        self.tokens.push(Token {
            place,
            folded_start: place.start,
            folded_end: place.end,
            mark,
            kind,
            spaced: std::mem::take(&mut self.spaced),
            disguise,
        });
    }

    fn mark(&mut self, b: u8, flag: Disguises) {
        self.open_token(TokenKind::Mark);
        self.append_folded(char::from(b));
        self.end_mark(b, flag);
    }

    fn end_mark(&mut self, b: u8, flag: Disguises) {
        self.extend(flag);
        self.open = None;
        self.marks.add(b);
        if let Some(token) = self.tokens.last_mut() {
            token.mark = b;
        }
    }

    /// A run of Devanagari that reads as it is written.
    fn devanagari(&mut self, bytes: &[u8]) {
        let start = self.at.start as usize;
        if self.open != Some(TokenKind::Devanagari)
            && let Some(signs) = whole_run(&bytes[start..])
        {
            let place = self.stepped(3 * signs, signs);
            self.push_plain(place, TokenKind::Devanagari, 0);
            self.open = Some(TokenKind::Devanagari);
            return;
        }
        self.open_token(TokenKind::Devanagari);
        let mut appended = self.at.start;
        let mut rest = &bytes[start..];
        // What stood before the run may be a half nasal too.
        let (mut before, mut last) = (NASAL, NASAL | VIRAMA);
        while let [0xe0, block @ (0xa4 | 0xa5), low, after @ ..] = rest {
            let sign = sign(*block, *low);
            if sign == 0 {
                break;
            }
            if last & VIRAMA != 0 && before & NASAL != 0 && sign & CONSONANT != 0 {
                self.append(appended);
                appended = self.at.end;
                self.fold_half_nasal();
            }
            (before, last) = (last, sign);
            rest = after;
            self.step(3, 1);
        }
        self.append(appended);
        self.extend(Disguises::PLAIN);
    }

    fn ends_abbreviation(&self) -> bool {
        let of_word = self.open == Some(TokenKind::Devanagari);
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
                self.open = None;
                self.push(TokenKind::Latin, b'r', Disguises::PLAIN);
                self.push(TokenKind::Latin, b's', Disguises::PLAIN);
                self.open = None;
            }
            Reading::Space | Reading::Newline => self.space(),
            Reading::Nothing(hidden) => self.hide(hidden),
            Reading::Accent => {
                if let Some(token) = self.open_mut() {
                    token.disguise.add(Disguises::ACCENTED);
                    token.place.end = at.end;
                    token.place.utf16_end = at.utf16_end;
                    self.disguises.add(Disguises::ACCENTED);
                } else {
                    self.push_other();
                }
            }
            Reading::Other => self.push_other(),
        }
    }

    fn push(&mut self, kind: TokenKind, b: u8, flag: Disguises) {
        self.open_token(kind);
        self.append_folded(char::from(b));
        self.extend(flag);
    }

    fn push_devanagari(&mut self, c: char) {
        self.open_token(TokenKind::Devanagari);
        if is_consonant(c) {
            self.fold_half_nasal();
        }
        self.append_folded(c);
        self.extend(Disguises::PLAIN);
    }

    /// Before a consonant, a half nasal and an anusvara are two spellings of one sound.
    fn fold_half_nasal(&mut self) {
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

    fn push_several(&mut self, text: &'static str) {
        for b in text.bytes() {
            match b {
                b'a'..=b'z' => self.push(TokenKind::Latin, b, Disguises::STYLED),
                b'0'..=b'9' => self.push(TokenKind::Digits, b, Disguises::STYLED),
                _ => self.mark(b, Disguises::STYLED),
            }
        }
    }

    fn push_other_letter(&mut self, letter: Option<char>) {
        self.open_token(TokenKind::Other);
        if let Some(letter) = letter {
            self.append_folded(letter);
        }
        self.extend(Disguises::PLAIN);
    }

    fn push_other(&mut self) {
        self.open = None;
        self.open_token(TokenKind::Other);
        self.extend(Disguises::PLAIN);
        self.open = None;
    }

    /// The token that the next character may belong to.
    fn open_mut(&mut self) -> Option<&mut Token> {
        self.open.and_then(|_| self.tokens.last_mut())
    }

    /// Opens a token of `kind`, unless one is open. Marks never go on.
    fn open_token(&mut self, kind: TokenKind) {
        if self.open == Some(kind) {
            return;
        }
        self.open = Some(kind);
        if kind == TokenKind::Digits {
            self.digits.push(self.tokens.len() as u32);
        }
        self.tokens.push(Token {
            place: self.at,
            folded_start: self.at.start,
            folded_end: self.at.start,
            mark: 0,
            kind,
            spaced: std::mem::take(&mut self.spaced),
            disguise: Disguises::default(),
        });
    }

    /// Adds the body from `from` up to where the scan stands to the open token's folded form.
    fn append(&mut self, from: u32) {
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

    fn append_folded(&mut self, c: char) {
        self.move_behind();
        self.folded.push(c);
        self.end_folded();
    }

    /// From here on the open token's folded form is not the body's text: it moves behind that.
    fn move_behind(&mut self) {
        let (body, end) = (self.source.len(), self.folded.len());
        let Some(token) = self.tokens.last_mut().filter(|token| (token.folded_start as usize) < body) else { return };
        let so_far = token.folded_start as usize..token.folded_end as usize;
        token.folded_start = end as u32;
        if !so_far.is_empty() {
            let so_far = self.folded[so_far].to_owned();
            self.folded.push_str(&so_far);
        }
    }

    fn end_folded(&mut self) {
        let end = self.folded.len() as u32;
        if let Some(token) = self.tokens.last_mut() {
            token.folded_end = end;
        }
    }

    fn extend(&mut self, flag: Disguises) {
        let hidden = std::mem::take(&mut self.hidden);
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

    fn space(&mut self) {
        self.open = None;
        self.spaced = true;
        self.hidden = false;
    }

    /// Joins what stands on both sides; remembered for the characters after it.
    fn hide(&mut self, hidden: Hidden) {
        match hidden {
            // Hindi and pictures need joiners; Latin letters and digits do not.
            Hidden::Joiner => {
                let needless = |t: &Token| matches!(t.kind, TokenKind::Latin | TokenKind::Digits);
                let between = self.open_mut().is_some_and(|token| needless(token));
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

const fn is_nasal(c: char) -> bool {
    matches!(c, 'ङ' | 'ञ' | 'ण' | 'न' | 'म')
}

/// What a Devanagari character is that reads as it is written; 0 for any other.
type Sign = u8;
const PLAIN_SIGN: Sign = 1;
const CONSONANT: Sign = 2;
const VIRAMA: Sign = 4;
const NASAL: Sign = 8;

/// Every character of the Devanagari block.
static SIGNS: [Sign; 128] = {
    let mut signs = [0; 128];
    let mut at = 0;
    while at < 128 {
        if let Some(c) = char::from_u32(0x900 + at)
            && let Reading::Devanagari(read) = read_devanagari(c)
            && read as u32 == c as u32
        {
            let consonant = if is_consonant(c) { CONSONANT } else { 0 };
            let virama = if c as u32 == 0x94d { VIRAMA } else { 0 };
            let nasal = if is_nasal(c) { NASAL } else { 0 };
            signs[at as usize] = PLAIN_SIGN | consonant | virama | nasal;
        }
        at += 1;
    }
    signs
};

/// The Devanagari character of a second and a third byte.
fn sign(block: u8, low: u8) -> Sign {
    SIGNS[usize::from(block & 1) << 6 | usize::from(low & 63)]
}

/// How many Devanagari characters that read as they are written begin `bytes`;
/// `None` where there may be a half nasal among them.
fn whole_run(mut bytes: &[u8]) -> Option<usize> {
    let (mut before, mut last, mut count) = (0, 0, 0);
    while let [0xe0, block @ (0xa4 | 0xa5), low, rest @ ..] = bytes {
        let sign = sign(*block, *low);
        if sign == 0 {
            break;
        }
        if last & VIRAMA != 0 && before & NASAL != 0 && sign & CONSONANT != 0 {
            return None;
        }
        (before, last, bytes) = (last, sign, rest);
        count += 1;
    }
    Some(count)
}

/// Whether a Devanagari character that reads as it is written begins `bytes`.
fn is_plain_devanagari(bytes: &[u8]) -> bool {
    matches!(bytes, [0xe0, block @ (0xa4 | 0xa5), low, ..] if sign(*block, *low) != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_nasal_folds_wherever_a_joiner_stands() {
        let folded = |source| {
            let arena = Bump::new();
            let text = Text::new(source, &arena);
            text.folded_run(0..text.tokens().len(), &arena).to_owned()
        };
        for source in ["संपर्क", "सम्पर्क", "सम\u{200d}्पर्क", "सम्\u{200d}पर्क", "स\u{200d}म्पर्क"]
        {
            assert_eq!(folded(source), "संपर्क", "{source:?}");
        }
    }
}
