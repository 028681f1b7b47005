//! The one pass over a body.
//!
//! In: a string. Out: a [`Text`]. Each character's [`CharReading`] extends the open
//! token or closes it and opens the next.

mod around;
mod characters;
mod devanagari;
mod tokens;
mod unseen;

use super::fold::{CharReading, Disguise, read};
use super::{Disguises, Marks, Place, Text, Token, TokenKind};
use bumpalo::Bump;
use bumpalo::collections::{String, Vec};
use characters::{Region, flag, goes_on_in_leet};
use devanagari::{CONSONANT, NASAL, VIRAMA, is_dependent, is_plain_devanagari, is_sign, sign, whole_run};

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
        unseen: Vec::new_in(arena),
        turned: 0,
        accented: Vec::new_in(arena),
        taken: Vec::new_in(arena),
        marks: Marks::default(),
        disguises: Disguises::default(),
        open: None,
        spaced: true,
        hidden: false,
        stray: false,
        balanced: None,
        at: Place { start: 0, end: 0, utf16_start: 0, utf16_end: 0 },
    };
    scanner.run();
    scanner.judge();
    Text {
        source,
        order: None,
        folded: scanner.folded,
        tokens: scanner.tokens,
        digits: scanner.digits,
        bidi: scanner.bidi,
        unseen: scanner.unseen,
        turned: scanner.turned,
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
    unseen: Vec<'a, Place>,
    turned: u32,
    /// The tokens with a single accent.
    accented: Vec<'a, u32>,
    /// Those with a letter that is only taken for a Latin one.
    taken: Vec<'a, u32>,
    marks: Marks,
    disguises: Disguises,
    /// The kind of the last token, where that may go on.
    open: Option<TokenKind>,
    spaced: bool,
    /// A character that shows nothing stood before.
    hidden: bool,
    /// So did one that phones put around values: a disguise only within a word or number.
    stray: bool,
    /// Whether every direction that is embedded also ends, once that was asked.
    balanced: Option<bool>,
    /// The character or run at hand.
    at: Place,
}

impl Scanner<'_> {
    /// Most of most bodies is ASCII letters, blanks and plain Devanagari: these need no table.
    fn run(&mut self) {
        let bytes = self.source.as_bytes();
        while let Some(b) = bytes.get(self.at.end as usize) {
            crate::steps::step();
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
                0xe0 if self.goes_on_in_devanagari(bytes) => self.devanagari(bytes),
                _ => self.character(),
            }
        }
    }

    /// What a token's characters hid may depend on the others.
    fn judge(&mut self) {
        // Names have accents; where word after word has one, they are there for another reason.
        if self.accented.len() >= MANY_ACCENTS {
            for at in &self.accented {
                self.tokens[*at as usize].disguise.add(Disguises::ACCENTED);
            }
            self.disguises.add(Disguises::ACCENTED);
        }
        // A word without any ASCII letter, and with one that is plainly of another script, is of that.
        for at in &self.taken {
            let disguise = &mut self.tokens[*at as usize].disguise;
            if !disguise.has(Disguises::PLAIN) {
                disguise.remove(Disguises::LOOKALIKE);
                disguise.add(Disguises::ODD);
            }
        }
    }

    fn character(&mut self) {
        let Some(c) = self.source[self.at.start as usize..].chars().next() else { return };
        self.step(c.len_utf8(), c.len_utf16());
        self.take(read(c));
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
        crate::steps::steps(count);
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
        let mut disguise = if hidden { Disguises::HIDDEN_PLAIN } else { Disguises::PLAIN };
        if std::mem::take(&mut self.stray) {
            disguise.add(Disguises::ODD);
        }
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
            crate::steps::step();
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

    fn take(&mut self, reading: CharReading) {
        match reading {
            CharReading::Letter(b, disguise) => self.letter(b, disguise),
            // `रु०`: a nought that ends a word stands for the dot of an abbreviation.
            CharReading::Digit(b'0', Disguise::Plain) if self.ends_abbreviation() => self.mark(b'.', Disguises::PLAIN),
            CharReading::Digit(b, disguise) => self.digit(b, disguise),
            CharReading::Devanagari(c)
                if is_sign(c) && matches!(self.open, Some(TokenKind::Latin | TokenKind::Digits)) =>
            {
                self.accent();
            }
            CharReading::Devanagari(c) => self.push_devanagari(c),
            // A mark that is styled is none of a word's, but where it is glued to both sides.
            CharReading::Mark(b, disguise) => {
                let glued = !self.spaced && self.next_is(|c| !c.is_whitespace());
                let styled = disguise != Disguise::Plain;
                self.mark(b, if styled && !glued { Disguises::ODD } else { flag(disguise) });
            }
            CharReading::ScriptSign(_) if matches!(self.open, Some(TokenKind::Latin | TokenKind::Digits)) => {
                self.accent();
            }
            // `elect®icity`
            CharReading::Other if self.is_mark_for_letter() => {
                let b = if self.here() == Some('®') { b'r' } else { b'c' };
                self.push(TokenKind::Latin, b, Disguises::LOOKALIKE);
            }
            CharReading::Several(text) => self.push_several(text),
            CharReading::Rupee => {
                self.open = None;
                self.push(TokenKind::Latin, b'r', Disguises::PLAIN);
                self.push(TokenKind::Latin, b's', Disguises::PLAIN);
                self.open = None;
            }
            CharReading::Currency(b) if self.open == Some(TokenKind::Latin) || self.next_is(goes_on_in_leet) => {
                self.push(TokenKind::Latin, b, Disguises::LOOKALIKE);
            }
            CharReading::Script(_, Some(b)) if self.is_among_latin() => {
                self.push(TokenKind::Latin, b, Disguises::LOOKALIKE);
            }
            CharReading::ScriptSign(c) | CharReading::Script(c, _) => self.push_script(c),
            CharReading::Space | CharReading::Newline => self.space(),
            CharReading::Nothing(hidden) => self.hide(hidden),
            CharReading::Accent => self.accent(),
            CharReading::Currency(_) | CharReading::Other => self.push_other(),
        }
    }

    fn letter(&mut self, b: u8, disguise: Disguise) {
        let flag = match disguise {
            Disguise::Turned => {
                self.turned += 1;
                Disguises::LOOKALIKE
            }
            // One accent in a word is how the word is spelt.
            Disguise::Accented if !self.is_odd() => {
                self.push(TokenKind::Latin, b, Disguises::ODD);
                return self.accented.push(self.tokens.len() as u32 - 1);
            }
            Disguise::Taken => {
                self.push(TokenKind::Latin, b, Disguises::LOOKALIKE);
                return self.taken.push(self.tokens.len() as u32 - 1);
            }
            Disguise::Styled => self.symbol_flag(),
            Disguise::Symbol => match self.region() {
                Some(Region::Flag) => return self.push_other(),
                Some(Region::Letter) => Disguises::STYLED,
                None => self.symbol_flag(),
            },
            _ => flag(disguise),
        };
        self.push(TokenKind::Latin, b, flag);
    }

    fn digit(&mut self, b: u8, disguise: Disguise) {
        let flag = match disguise {
            Disguise::Plain if self.at.end - self.at.start > 1 => Disguises::DEVANAGARI_DIGIT,
            // `m²`, `(a)¹`: raised behind a letter.
            Disguise::Symbol => self.symbol_flag(),
            _ => flag(disguise),
        };
        self.push(TokenKind::Digits, b, flag);
    }

    /// A mark on what stands before it: noted, and read through.
    fn accent(&mut self) {
        let at = self.at;
        let flag = if self.is_odd() { Disguises::ACCENTED } else { Disguises::ODD };
        if flag == Disguises::ODD && self.open.is_some_and(|open| open != TokenKind::Script) {
            self.accented.push(self.tokens.len() as u32 - 1);
        }
        if let Some(token) = self.open_mut() {
            token.place.end = at.end;
            token.place.utf16_end = at.utf16_end;
            // Other scripts write their vowels so.
            if token.kind != TokenKind::Script {
                token.disguise.add(flag);
                self.disguises.add(flag);
            }
        } else if !self.belongs_to_last() {
            self.push_other();
        }
    }

    /// Lets the last token end with the character at hand, where nothing stands between: a letter and its
    /// marks, a picture and its selector are not cut.
    fn belongs_to_last(&mut self) -> bool {
        let at = self.at;
        let last = self.tokens.last_mut().filter(|last| last.place.end == at.start && last.kind != TokenKind::Mark);
        last.map(|last| {
            last.place.end = at.end;
            last.place.utf16_end = at.utf16_end;
        })
        .is_some()
    }

    /// Whether a run of Devanagari that reads as it is written goes on or begins here. A sign that only
    /// goes with letters of its own is a mark on any other.
    fn goes_on_in_devanagari(&self, bytes: &[u8]) -> bool {
        let here = &bytes[self.at.start as usize..];
        is_plain_devanagari(here)
            && !(matches!(self.open, Some(TokenKind::Latin | TokenKind::Digits)) && is_dependent(here))
    }
}

/// As many words with an accent are no names.
const MANY_ACCENTS: usize = 3;

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
