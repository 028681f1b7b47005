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

    fn take(&mut self, reading: Reading) {
        match reading {
            Reading::Letter(b, disguise) => self.letter(b, disguise),
            // `रु०`: a nought that ends a word stands for the dot of an abbreviation.
            Reading::Digit(b'0', Disguise::Plain) if self.ends_abbreviation() => self.mark(b'.', Disguises::PLAIN),
            Reading::Digit(b, disguise) => self.digit(b, disguise),
            Reading::Devanagari(c) if is_sign(c) && matches!(self.open, Some(TokenKind::Latin | TokenKind::Digits)) => {
                self.accent();
            }
            Reading::Devanagari(c) => self.push_devanagari(c),
            // A mark that is styled is none of a word's, but where it is glued to both sides.
            Reading::Mark(b, disguise) => {
                let glued = !self.spaced && self.next_is(|c| !c.is_whitespace());
                let styled = disguise != Disguise::Plain;
                self.mark(b, if styled && !glued { Disguises::ODD } else { flag(disguise) });
            }
            Reading::ScriptSign(_) if matches!(self.open, Some(TokenKind::Latin | TokenKind::Digits)) => self.accent(),
            // `elect®icity`
            Reading::Other if self.is_mark_for_letter() => {
                let b = if self.here() == Some('®') { b'r' } else { b'c' };
                self.push(TokenKind::Latin, b, Disguises::LOOKALIKE);
            }
            Reading::Several(text) => self.push_several(text),
            Reading::Rupee => {
                self.open = None;
                self.push(TokenKind::Latin, b'r', Disguises::PLAIN);
                self.push(TokenKind::Latin, b's', Disguises::PLAIN);
                self.open = None;
            }
            Reading::Currency(b) if self.open == Some(TokenKind::Latin) || self.next_is(goes_on_in_leet) => {
                self.push(TokenKind::Latin, b, Disguises::LOOKALIKE);
            }
            Reading::Script(_, Some(b)) if self.is_among_latin() => {
                self.push(TokenKind::Latin, b, Disguises::LOOKALIKE);
            }
            Reading::ScriptSign(c) | Reading::Script(c, _) => self.push_script(c),
            Reading::Space | Reading::Newline => self.space(),
            Reading::Nothing(hidden) => self.hide(hidden),
            Reading::Accent => self.accent(),
            Reading::Currency(_) | Reading::Other => self.push_other(),
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

    /// A symbol is honest where it stands alone; several make a word or a number.
    fn symbol_flag(&self) -> Disguises {
        let goes_on = |c: char| c.is_ascii_alphanumeric() || is_symbol(read(c));
        let begins = self.open.is_none() && !self.follows_symbol();
        let raised = matches!(self.here(), Some('²' | '³' | '¹')) && self.open == Some(TokenKind::Latin);
        if (begins || raised) && !self.next_is(goes_on) { Disguises::ODD } else { Disguises::STYLED }
    }

    fn follows_symbol(&self) -> bool {
        let before = self.source[..self.at.start as usize].chars().rev();
        before.inspect(|_| crate::steps::step()).find(|c| !is_selector(*c)).is_some_and(|c| is_symbol(read(c)))
    }

    /// What a letter of a flag is; `None` for any other symbol.
    fn region(&self) -> Option<Region> {
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
    fn is_mark_for_letter(&self) -> bool {
        let sign = matches!(self.here(), Some('®' | '©'));
        sign && self.open == Some(TokenKind::Latin) && self.next_is(|c| c.is_ascii_alphabetic())
    }

    fn here(&self) -> Option<char> {
        self.source[self.at.start as usize..].chars().next()
    }

    /// Whether the next character that is seen is one that `is` takes.
    fn next_is(&self, is: impl Fn(char) -> bool) -> bool {
        self.source[self.at.end as usize..]
            .chars()
            .inspect(|_| crate::steps::step())
            .find(|c| !is_selector(*c))
            .is_some_and(is)
    }

    /// Whether a Latin letter or a digit is glued to the character at hand.
    fn is_among_latin(&self) -> bool {
        matches!(self.open, Some(TokenKind::Latin | TokenKind::Digits)) || self.next_is(|c| c.is_ascii_alphanumeric())
    }

    /// Whether the token that the next character belongs to is odd already.
    fn is_odd(&self) -> bool {
        let open = self.open.and_then(|_| self.tokens.last());
        open.is_some_and(|token| token.disguise.has(Disguises::ODD) || token.disguise.has(Disguises::ACCENTED))
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

    fn push_script(&mut self, c: char) {
        self.open_token(TokenKind::Script);
        // Letters that Urdu and Bengali write in two ways are one.
        if let Some(letter) = other_letter(c).unwrap_or(Some(c)) {
            self.append_folded(letter);
        }
        self.extend(Disguises::PLAIN);
    }

    fn push_other(&mut self) {
        self.open = None;
        if self.is_joined_picture() && self.belongs_to_last() {
            return;
        }
        self.open_token(TokenKind::Other);
        self.extend(Disguises::PLAIN);
        self.open = None;
    }

    /// A skin tone, the second letter of a flag, or what a joiner joins to the picture before it.
    fn is_joined_picture(&self) -> bool {
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

    fn space(&mut self) {
        self.open = None;
        self.spaced = true;
        self.hidden = false;
    }

    /// Joins what stands on both sides; remembered for the characters after it.
    fn hide(&mut self, hidden: Hidden) {
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
    fn note_odd(&mut self) {
        if let Some(token) = self.open_mut() {
            token.disguise.add(Disguises::ODD);
            self.disguises.add(Disguises::ODD);
        }
    }

    /// Whether every direction that is embedded or isolated ends.
    fn is_balanced(&mut self) -> bool {
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

/// What a letter of a flag is.
enum Region {
    /// Half of a flag.
    Flag,
    /// A letter.
    Letter,
}

/// Draws the digit before it as a key.
const KEYCAP: char = '\u{20e3}';

/// Runs of flags are not followed further, in letters.
const LONGEST_FLAGS: usize = 32;

fn is_symbol(reading: Reading) -> bool {
    matches!(
        reading,
        Reading::Letter(_, Disguise::Symbol | Disguise::Styled)
            | Reading::Digit(_, Disguise::Symbol | Disguise::Styled)
            | Reading::Several(_)
    )
}

/// Whether a sign of a currency before `c` may be a letter: marks stand for letters, too.
fn goes_on_in_leet(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '|' | '!' | '@' | '$' | '+' | '(' | '€')
}

/// Shows the character before it as a picture, or as text.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}')
}

/// The sign that joins two consonants, in Devanagari and its sisters.
fn is_virama(c: char) -> bool {
    matches!(
        c,
        '\u{94d}'
            | '\u{93c}'
            | '\u{9cd}'
            | '\u{a4d}'
            | '\u{acd}'
            | '\u{b4d}'
            | '\u{bcd}'
            | '\u{c4d}'
            | '\u{ccd}'
            | '\u{d4d}'
    )
}

fn flag(disguise: Disguise) -> Disguises {
    match disguise {
        Disguise::Plain => Disguises::PLAIN,
        Disguise::Styled | Disguise::Symbol => Disguises::STYLED,
        Disguise::Lookalike | Disguise::Turned | Disguise::Taken => Disguises::LOOKALIKE,
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

/// Signs that stand on a letter.
const fn is_sign(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{903}' | '\u{93a}'..='\u{93c}' | '\u{93e}'..='\u{94f}' | '\u{951}'..='\u{957}' | '\u{962}' | '\u{963}')
}

/// What a Devanagari character is that reads as it is written; 0 for any other.
type Sign = u8;
const PLAIN_SIGN: Sign = 1;
const CONSONANT: Sign = 2;
const VIRAMA: Sign = 4;
const NASAL: Sign = 8;
/// A sign on a letter: a vowel, a nasal, a virama.
const DEPENDENT: Sign = 16;

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
            let dependent = if is_sign(c) { DEPENDENT } else { 0 };
            signs[at as usize] = PLAIN_SIGN | consonant | virama | nasal | dependent;
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

/// Whether a Devanagari sign that stands on a letter begins `bytes`.
fn is_dependent(bytes: &[u8]) -> bool {
    matches!(bytes, [0xe0, block @ (0xa4 | 0xa5), low, ..] if sign(*block, *low) & DEPENDENT != 0)
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
