//! The message as the proof reads it.
//!
//! In: the text with its exact reading. Out: a [`View`]: the folded text as one string with the way from tokens
//! to it and back, which marks may be between two parts of a clause, and what each token is. Only what was
//! written plainly is seen: a disguised token is no word.

use super::stops::is_abbreviation;
use crate::detect::{Detected, Input, Link};
use crate::grammar::{ClauseWord, FREE_MARKS, all_are_in_place, is_sign_of_hindi, is_white_space};
use crate::steps::step;
use crate::text::{Marks, Token, TokenKind};
use crate::words::{Label, Meaning};
use bumpalo::Bump;
use bumpalo::collections::{String, Vec};
use jiff::civil::Date;
use std::ops::Range;

/// Those that no chunk goes on behind.
const ENDS: Marks = Marks::of(b";!");
/// More marks in a row than this are not punctuation.
const MOST_MARKS: usize = 4;
/// No token can follow: a mark that may not be there.
const NOWHERE: u32 = u32::MAX;

/// A message as the proof reads it.
pub(super) struct View<'i, 'a> {
    pub(super) input: &'i Input<'a>,
    /// The folded tokens, with a blank wherever the body has white space.
    text: String<'a>,
    /// Where each token begins and ends in `text`.
    places: Vec<'a, (u32, u32)>,
    /// For each token, the first from it on that is no free mark; [`NOWHERE`] where a mark may not be there.
    next: Vec<'a, u32>,
    /// The same within a chunk.
    within: Vec<'a, u32>,
    /// The links to official sites.
    pub(super) official_links: Vec<'a, Range<usize>>,
}

impl<'i, 'a> View<'i, 'a> {
    /// Reads `input`.
    pub(super) fn new(input: &'i Input<'a>, detected: &Detected<'a>) -> Self {
        let tokens = input.tokens();
        let arena: &'a Bump = input.arena;
        let mut text = String::with_capacity_in(input.text.source.len() + tokens.len(), arena);
        let mut places = Vec::with_capacity_in(tokens.len(), arena);
        for token in tokens {
            step();
            if token.spaced && !text.is_empty() {
                text.push(' ');
            }
            let start = text.len() as u32;
            text.push_str(input.text.folded(token));
            places.push((start, text.len() as u32));
        }
        let mut official_links: Vec<'a, Range<usize>> = input.list();
        let is_plain = |link: &&Link<'_>| tokens[link.tokens.clone()].iter().all(Token::is_plain);
        let official = detected.links.iter().filter(|link| link.kind.is_official()).filter(is_plain);
        official_links.extend(official.map(|link| link.tokens.clone()));
        let within = Vec::with_capacity_in(tokens.len(), arena);
        let mut view = Self { input, text, places, next: next(input), within, official_links };
        // A search comes to each token in many ways.
        for at in 0..tokens.len() {
            let within = view.find_within(at).map_or(NOWHERE, |next| next as u32);
            view.within.push(within);
        }
        view
    }

    /// The number of tokens.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.input.tokens().get(at)
    }

    pub(super) fn folded(&self, at: usize) -> &str {
        self.places.get(at).map_or("", |(start, end)| &self.text[*start as usize..*end as usize])
    }

    /// The folded text from token `at` on.
    pub(super) fn from(&self, at: usize) -> &str {
        self.places.get(at).map_or("", |(start, _)| &self.text[*start as usize..])
    }

    /// The token from `at` on with which a part of a clause can begin; `None` where a mark may not be there.
    pub(super) fn skip(&self, at: usize) -> Option<usize> {
        self.of(&self.next, at)
    }

    /// The same within a chunk, which no stop and no line's end may part.
    pub(super) fn skip_within(&self, at: usize) -> Option<usize> {
        self.of(&self.within, at)
    }

    fn of(&self, next: &[u32], at: usize) -> Option<usize> {
        match next.get(at) {
            None => Some(self.len()),
            Some(next) if *next == NOWHERE => None,
            Some(next) => Some(*next as usize),
        }
    }

    fn find_within(&self, at: usize) -> Option<usize> {
        let begin = self.skip(at)?;
        let is_parted =
            (at..begin).inspect(|_| step()).any(|at| self.input.text.is_one_of(at, ENDS) || self.ends_with_dot(at))
                || begin < self.len() && self.input.text.begins_line(begin);
        (!is_parted).then_some(begin)
    }

    /// Whether the token at `at` is a dot that ends a sentence: nothing is glued to it, and what is before it is no
    /// abbreviation.
    fn ends_with_dot(&self, at: usize) -> bool {
        let before = at.checked_sub(1);
        self.input.is_full_stop(at)
            && before.is_some_and(|before| {
                !is_abbreviation(self.input, before)
                    || self.token(before).is_some_and(|token| token.kind == TokenKind::Digits)
            })
    }

    /// The word of the plainly written token at `at`, with its node in the trie of the clauses.
    pub(super) fn word(&self, at: usize) -> Option<(ClauseWord, u32)> {
        self.token(at).filter(|token| {
            token.is_plain() && !matches!(token.kind, TokenKind::Mark | TokenKind::Script | TokenKind::Other)
        })?;
        self.input.phrases().word(at)
    }

    /// Whether nothing is between the token at `at` and the one before it.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.input.is_glued(at)
    }

    /// The token behind a value that begins with token `at` and has `length` bytes; `None` where it does not end
    /// with a token, goes on behind it or before it, or holds a disguised one.
    pub(super) fn token_behind(&self, at: usize, length: usize) -> Option<usize> {
        let end = self.places.get(at)?.0 as usize + length;
        let last = at + self.places[at..].partition_point(|(_, token_end)| (*token_end as usize) < end);
        let fits = self.places.get(last).is_some_and(|(_, token_end)| *token_end as usize == end);
        let behind = last + 1;
        let is_seen = |token: &Token| token.is_plain() && token.kind != TokenKind::Other;
        let plain = || self.input.tokens()[at..behind].iter().inspect(|_| step()).all(is_seen);
        (fits && plain() && !self.goes_on(behind) && !self.goes_back(at)).then_some(behind)
    }

    /// Whether what is at `at` is glued to the value before it and belongs to it.
    fn goes_on(&self, at: usize) -> bool {
        let Some(token) = self.token(at).filter(|token| !token.spaced) else { return false };
        match token.kind {
            TokenKind::Mark if token.mark == b'%' || token.mark == b'+' => true,
            TokenKind::Mark => {
                let more = self.token(at + 1).is_some_and(|next| !next.spaced && next.kind == TokenKind::Digits);
                more && matches!(token.mark, b'.' | b',' | b'/' | b'-' | b':' | b'*')
            }
            // `05/12/2026तक`: Hindi is often glued to a number; Latin letters there are a unit or a number's end.
            TokenKind::Devanagari => false,
            TokenKind::Latin | TokenKind::Digits | TokenKind::Script | TokenKind::Other => true,
        }
    }

    /// Whether digits before the value at `at` are glued to it.
    fn goes_back(&self, at: usize) -> bool {
        let digits =
            |at: Option<usize>| at.and_then(|at| self.token(at)).is_some_and(|token| token.kind == TokenKind::Digits);
        if !self.is_glued(at) {
            return false;
        }
        let before = at.checked_sub(1);
        let Some(mark) = before.and_then(|at| self.token(at)).filter(|token| token.kind == TokenKind::Mark) else {
            return digits(before) && digits(Some(at));
        };
        matches!(mark.mark, b'.' | b',' | b'/' | b'-' | b':' | b'*' | b'+' | b'#')
            && !mark.spaced
            && digits(at.checked_sub(2))
            || matches!(mark.mark, b'+' | b'#' | b'*')
    }

    /// The month that begins at token `at`.
    pub(super) fn month_at(&self, at: usize) -> Option<u8> {
        self.input.phrase(at, month).map(|(month, _)| month)
    }

    /// The month of that name.
    pub(super) fn month(&self, name: &str) -> Option<u8> {
        let words = &self.input.group.words;
        words
            .phrases(words.id(name))
            .iter()
            .filter(|phrase| phrase.is_one_word())
            .find_map(|phrase| month(phrase.meaning))
    }

    /// Whether a word for rupees is at token `at`.
    pub(super) fn is_currency(&self, at: usize) -> bool {
        self.input.label(at, Label::Currency).is_some()
    }

    /// The day on which the message came.
    pub(super) fn day(&self) -> Date {
        self.input.day
    }

    /// Whether the body holds nothing but its tokens and white space: everything that is not seen is refused.
    pub(super) fn is_all_seen(&self) -> bool {
        let source = self.input.text.source;
        let mut end = 0;
        let blank = |from: u32, to: u32| {
            let mut gap = source.get(from as usize..to as usize).unwrap_or("\0").chars();
            gap.all(|c| is_white_space(c) || is_sign_of_hindi(c))
        };
        let gaps = self.input.tokens().iter().all(|token| {
            let from = std::mem::replace(&mut end, token.place.end);
            blank(from, token.place.start)
        });
        gaps && blank(end, source.len() as u32) && all_are_in_place(source)
    }
}

fn month(meaning: Meaning) -> Option<u8> {
    match meaning {
        Meaning::Month(month) => Some(month),
        _ => None,
    }
}

/// For each token, the next with which a part of a clause can begin.
fn next<'a>(input: &Input<'a>) -> Vec<'a, u32> {
    let tokens = input.tokens();
    let mut next = Vec::with_capacity_in(tokens.len(), input.arena);
    next.resize(tokens.len(), NOWHERE);
    let (mut behind, mut run) = (tokens.len() as u32, 0);
    for (at, token) in tokens.iter().enumerate().rev() {
        step();
        if token.kind != TokenKind::Mark || is_sign(input, at) {
            (behind, run) = (at as u32, 0);
        } else {
            run += 1;
            if run > MOST_MARKS || !is_free(input, at) {
                behind = NOWHERE;
            }
        }
        next[at] = behind;
    }
    next
}

/// A mark that says nothing at its place.
fn is_free(input: &Input<'_>, at: usize) -> bool {
    let token = &input.tokens()[at];
    let number = |at: usize| input.digits(at).is_some();
    // A star or hash that is glued to digits is a code to dial, or masks a number: slots read those.
    let code = matches!(token.mark, b'*' | b'#')
        && (input.is_glued(at + 1) && number(at + 1) || at > 0 && input.is_glued(at) && number(at - 1));
    FREE_MARKS.has(token.mark) && token.is_plain() && !code && !makes_link(input, at)
}

/// A mark that begins a value: the "at" of a rate, "@ 1.5%", and a minus that is glued to a number behind it, and to
/// nothing before it but the word or sign of rupees: "₹-45".
fn is_sign(input: &Input<'_>, at: usize) -> bool {
    let token = &input.tokens()[at];
    if token.mark == b'@' {
        return token.spaced && input.digits(at + 1).is_some();
    }
    let is_behind_sum = || at.checked_sub(1).and_then(|before| input.word(before)).is_some_and(|word| word == "rs");
    token.mark == b'-' && (token.spaced || is_behind_sum()) && input.is_glued(at + 1) && input.digits(at + 1).is_some()
}

/// What the name of an app's package ends with: "update.apkA bill" shows one.
const PACKAGE: &str = "apk";

/// A dot that is glued between two words of which the second is a top-level domain: phones make a link of it.
fn makes_link(input: &Input<'_>, at: usize) -> bool {
    let hyphenated = at > 1 && input.text.is_mark(at - 2, b'-') && input.is_glued(at - 2) && input.is_glued(at - 1);
    at > 0
        && input.text.is_mark(at, b'.')
        && input.is_glued(at)
        && input.is_glued(at + 1)
        && input.word(at - 1).or_else(|| input.digits(at - 1)).is_some()
        && input.word(at + 1).is_some_and(|word| hyphenated || input.rules.tlds.has(word) || word.starts_with(PACKAGE))
}
