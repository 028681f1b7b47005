//! Two views of a message body in one pass, with the way back to the original.
//!
//! In: the body as received. Out: a [`Text`]: tokens in *folded* form (case,
//! width, styles, look-alikes and the loose ends of Hindi spelling removed),
//! each with its place in the body and a note of whether it was disguised.
//! The folded form is for danger: no re-encoding escapes it. The *strict* view
//! is the same tokens, less every disguised one: only what was written plainly
//! can be accepted. Where a body shows its characters in another order than it
//! holds them, the tokens are in the order in which they are seen.

mod fold;
#[rustfmt::skip]
#[allow(clippy::unreadable_literal, reason = "generated")]
mod fold_table;
mod order;
mod scan;
#[cfg(test)]
mod tests;

use bumpalo::Bump;
use bumpalo::collections::{String as ArenaString, Vec as ArenaVec};
use fold::{CharReading, Disguise, read};
use order::Order;
pub(crate) use scan::reads_as_written;
use std::ops::Range;

/// A body, cut into folded tokens.
pub(crate) struct Text<'a> {
    /// The body, in the order in which it is seen.
    pub(crate) source: &'a str,
    /// Where its characters stand in the body; `None` where that is the same.
    order: Option<Order<'a>>,
    /// What the tokens' folded forms are slices of.
    folded: ArenaString<'a>,
    tokens: ArenaVec<'a, Token>,
    /// The tokens that are runs of digits, by index.
    pub(crate) digits: ArenaVec<'a, u32>,
    /// Where the direction of writing is overridden, or embedded without an end.
    pub(crate) bidi: ArenaVec<'a, Place>,
    /// Where characters stand that are not seen: controls, what may be ignored by default, variation selectors
    /// and joiners where they do nothing, private and unassigned characters. No genuine message holds one.
    pub(crate) unseen: ArenaVec<'a, Place>,
    /// How many letters are turned by half a circle.
    turned: u32,
    /// The folded marks that occur.
    marks: Marks,
    /// What any token's characters hid.
    disguises: Disguises,
}

/// A place in the body, in bytes and in UTF-16 units.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) utf16_start: u32,
    pub(crate) utf16_end: u32,
}

/// A word, a run of digits or a single mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) place: Place,
    folded_start: u32,
    folded_end: u32,
    /// What it reads as, where it is a mark; 0 otherwise.
    pub(crate) mark: u8,
    pub(crate) kind: TokenKind,
    /// White space stands before it (or it is the first).
    pub(crate) spaced: bool,
    /// What its characters hid.
    pub(crate) disguise: Disguises,
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Latin letters, folded to ASCII lower case.
    Latin,
    /// Devanagari letters.
    Devanagari,
    /// Decimal digits of any script, folded to ASCII.
    Digits,
    /// One punctuation character, folded to ASCII.
    Mark,
    /// Letters of another script that people in India write in.
    Script,
    /// A character of yet another script, or a picture.
    Other,
}

/// A set of ASCII marks.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Marks([u64; 2]);

impl Marks {
    /// The set of `marks`, which are ASCII.
    pub(crate) const fn of(marks: &[u8]) -> Self {
        let (mut set, mut at) = (Self([0; 2]), 0);
        while at < marks.len() {
            set.add(marks[at]);
            at += 1;
        }
        set
    }

    const fn add(&mut self, mark: u8) {
        self.0[(mark >> 6 & 1) as usize] |= 1 << (mark & 63);
    }

    /// Whether `mark`, which is ASCII, is one of them.
    pub(crate) const fn has(self, mark: u8) -> bool {
        self.0[(mark >> 6 & 1) as usize] >> (mark & 63) & 1 != 0
    }
}

/// The ways in which a token's characters hid what they read as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Disguises(u8);

impl Disguises {
    pub(crate) const STYLED: Self = Self(1);
    pub(crate) const LOOKALIKE: Self = Self(2);
    pub(crate) const ACCENTED: Self = Self(4);
    pub(crate) const FOREIGN_DIGIT: Self = Self(8);
    pub(crate) const HIDDEN: Self = Self(16);
    /// Plain, but for what stood hidden before it.
    const HIDDEN_PLAIN: Self = Self(16 | 32);
    /// Not a disguise by itself: a character that was plainly written.
    const PLAIN: Self = Self(32);
    /// Not a disguise by itself: a Devanagari digit.
    const DEVANAGARI_DIGIT: Self = Self(64);
    /// No disguise, but not written plainly: an accent, an honest symbol, a stray mark beside it.
    const ODD: Self = Self(128);

    pub(crate) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    fn remove(&mut self, other: Self) {
        self.0 &= !other.0;
    }

    /// Whether a reader was to be deceived.
    fn deceives(self) -> bool {
        self.0 & 31 != 0
    }

    fn any(self) -> bool {
        self.0 & (31 | 128) != 0 || self.has(Self::DEVANAGARI_DIGIT) && self.has(Self::PLAIN)
    }
}

impl<'a> Text<'a> {
    /// Folds `source`. Linear in its length; total.
    pub(crate) fn new(source: &'a str, arena: &'a Bump) -> Self {
        let text = scan::scan(source, arena);
        let reversed = |place: &Place| source[place.start as usize..].starts_with(order::RIGHT_TO_LEFT);
        if text.bidi.iter().any(reversed) { Self::ordered(Order::seen(source, arena), arena) } else { text }
    }

    /// The same body read from its end.
    pub(crate) fn backwards(body: &'a str, arena: &'a Bump) -> Self {
        Self::ordered(Order::backwards(body, arena), arena)
    }

    /// The same body with each letter turned by half a circle; from its end, as a page that is turned, or not.
    pub(crate) fn turned(body: &'a str, from_end: bool, arena: &'a Bump) -> Self {
        Self::ordered(Order::turned(body, from_end, arena), arena)
    }

    /// Whether so many letters are turned that the text may be meant to be read turned.
    pub(crate) fn may_be_turned(&self) -> bool {
        self.turned >= 3
    }

    fn ordered(order: Order<'a>, arena: &'a Bump) -> Self {
        let mut text = scan::scan(order.text, arena);
        for place in text.bidi.iter_mut().chain(&mut text.unseen) {
            *place = order.in_body(*place);
        }
        Self { order: Some(order), ..text }
    }

    pub(crate) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The token's folded form.
    pub(crate) fn folded(&self, token: &Token) -> &str {
        crate::steps::step();
        &self.folded[token.folded_start as usize..token.folded_end as usize]
    }

    /// The folded form of `tokens` as one string, spaces where the body has white space.
    pub(crate) fn folded_run<'b>(&self, tokens: Range<usize>, arena: &'b Bump) -> &'b str {
        let mut run = ArenaString::new_in(arena);
        for token in &self.tokens[tokens] {
            if !run.is_empty() && (token.spaced || joins(&run, token)) {
                run.push(' ');
            }
            run.push_str(self.folded(token));
        }
        run.into_bump_str()
    }

    /// The place in the body of `tokens`, which are not empty.
    pub(crate) fn place(&self, tokens: Range<usize>) -> Place {
        let place = self.seen_place(tokens);
        self.order.as_ref().map_or(place, |order| order.in_body(place))
    }

    /// What is seen of the body at `tokens`, which are not empty.
    pub(crate) fn written(&self, tokens: Range<usize>) -> &'a str {
        let place = self.seen_place(tokens);
        &self.source[place.start as usize..place.end as usize]
    }

    /// What is seen of the body at `token`.
    pub(crate) fn written_token(&self, token: &Token) -> &'a str {
        &self.source[token.place.start as usize..token.place.end as usize]
    }

    /// What is seen between two tokens.
    pub(crate) fn between(&self, before: &Token, after: &Token) -> &'a str {
        crate::steps::step();
        self.source.get(before.place.end as usize..after.place.start as usize).unwrap_or("")
    }

    /// The place of `tokens`, which are not empty, in the order in which they are seen.
    fn seen_place(&self, tokens: Range<usize>) -> Place {
        let (first, last) = (self.tokens[tokens.start].place, self.tokens[tokens.end - 1].place);
        Place { end: last.end, utf16_end: last.utf16_end, ..first }
    }

    /// Whether the token at `index` is the mark `mark`.
    pub(crate) fn is_mark(&self, index: usize, mark: u8) -> bool {
        crate::steps::step();
        self.tokens.get(index).is_some_and(|token| token.mark == mark)
    }

    /// Whether the token at `index` is one of `marks`.
    pub(crate) fn is_one_of(&self, index: usize, marks: Marks) -> bool {
        crate::steps::step();
        self.tokens.get(index).is_some_and(|token| marks.has(token.mark))
    }

    /// Whether everything was written plainly, and all of it is seen; a wrong no only where digits of
    /// Devanagari stand beside plain ones.
    pub(crate) fn is_plain(&self) -> bool {
        !self.disguises.any() && self.unseen.is_empty()
    }

    /// Whether a line begins with the token at `index`.
    pub(crate) fn begins_line(&self, index: usize) -> bool {
        let before = index.checked_sub(1).map_or(0, |last| self.tokens[last].place.end);
        let blank =
            self.tokens.get(index).and_then(|token| self.source.get(before as usize..token.place.start as usize));
        crate::steps::text(blank.unwrap_or_default());
        index == 0 || blank.is_some_and(|blank| blank.contains('\n'))
    }

    /// What the body has between the token at `index` and the one before it.
    pub(crate) fn gap(&self, index: usize) -> &'a str {
        let before = index.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(0, |last| last.place.end);
        let start = self.tokens.get(index).map_or(before, |token| token.place.start);
        self.source.get(before as usize..start as usize).unwrap_or("")
    }

    /// Whether `mark` stands anywhere.
    pub(crate) fn holds(&self, mark: u8) -> bool {
        self.marks.has(mark)
    }
}

impl Token {
    /// Whether it was written plainly: the strict view holds only such tokens.
    pub(crate) fn is_plain(&self) -> bool {
        !self.disguise.any()
    }

    /// Whether it was written so that it reads as something else than it is. What is neither that nor plain
    /// is odd: an accent, an honest symbol, a stray mark beside it.
    pub(crate) fn is_disguised(&self) -> bool {
        self.disguise.deceives()
    }

    /// Whether it is a word, in any script.
    pub(crate) fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Latin | TokenKind::Devanagari | TokenKind::Script)
    }

    /// Length of the folded form, in bytes.
    pub(crate) fn folded_len(&self) -> usize {
        (self.folded_end - self.folded_start) as usize
    }
}

/// Whether `token` would melt into the end of `run` if nothing stood between.
fn joins(run: &str, token: &Token) -> bool {
    let Some(before) = run.chars().next_back() else { return false };
    match token.kind {
        TokenKind::Latin => before.is_ascii_alphabetic(),
        TokenKind::Digits => before.is_ascii_digit(),
        TokenKind::Devanagari | TokenKind::Script => !before.is_ascii() && before.is_alphanumeric(),
        TokenKind::Mark | TokenKind::Other => false,
    }
}

/// A short address in folded form, and whether any of its characters hid what it reads as.
pub(crate) fn read_folded(address: &str) -> (String, bool) {
    if address.bytes().all(|b| b.is_ascii_graphic() || b == b' ') {
        return (address.to_ascii_lowercase(), false);
    }
    let mut folded = String::with_capacity(address.len());
    let mut disguised = false;
    for c in address.chars() {
        match read(c) {
            CharReading::Letter(b, d) | CharReading::Digit(b, d) | CharReading::Mark(b, d) => {
                disguised |= d != Disguise::Plain;
                folded.push(char::from(b));
            }
            CharReading::Space | CharReading::Newline => folded.push(' '),
            CharReading::Several(text) => {
                disguised = true;
                folded.push_str(text);
            }
            CharReading::Nothing(_) | CharReading::Accent => disguised = true,
            CharReading::Currency(b) | CharReading::Script(_, Some(b)) => {
                disguised = true;
                folded.push(char::from(b));
            }
            CharReading::Devanagari(_)
            | CharReading::Script(..)
            | CharReading::ScriptSign(_)
            | CharReading::Rupee
            | CharReading::Other => {
                disguised = true;
                folded.push(c);
            }
        }
    }
    (folded, disguised)
}

/// A header in lower case as the eye sees it: letters and digits that look alike made one, separators dropped.
pub(crate) fn visual_class(header: &str) -> String {
    header
        .bytes()
        .filter(u8::is_ascii_alphanumeric)
        .map(|b| match b {
            b'o' | b'q' | b'd' => b'0',
            b'i' | b'l' | b'j' => b'1',
            b's' => b'5',
            b'b' => b'8',
            b'z' => b'2',
            b'g' | b'c' | b'6' => b'9',
            b'3' => b'e',
            b'4' => b'a',
            b'7' => b't',
            _ => b,
        })
        .map(char::from)
        .collect()
}
