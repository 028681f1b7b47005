//! A host as it is written, plainly or so as to escape filters.
//!
//! In: tokens, and where a label begins. Out: a [`Host`] of at least two labels, with
//! the dots between them made plain, and whether any was written in another way.

use super::super::Input;
use crate::text::{Marks, Token, TokenKind};
use crate::words::{Concept, Concepts};
use bumpalo::collections::String;

/// Most hosts are shorter, in bytes: growing costs more than the room.
const USUAL_HOST: usize = 32;
/// No host has more labels, hyphens and digits, in tokens.
const MOST_TOKENS: usize = 48;
/// No host is longer, in bytes (RFC 1035).
const LONGEST_HOST: usize = 253;
/// A spelt-out dot has at most this many marks around it.
const MOST_BRACKETS: usize = 4;
/// How far from an unknown word a word for "link" makes an address of it, in tokens.
const CUE_REACH: usize = 4;
const HYPHENS: Marks = Marks::of(b"-_");
/// Marks behind which a host may go on.
pub(super) const GOES_ON: Marks = Marks::of(b".-_[](){}<>");
const BRACKETS: Marks = Marks::of(b"[](){}<>");
const OPENING: Marks = Marks::of(b"[({<");

/// A host as it is being read.
pub(super) struct Host<'a> {
    pub(super) name: String<'a>,
    pub(super) end: usize,
    /// Dots that were written out or bracketed.
    pub(super) defanged: bool,
    pub(super) labels: usize,
    /// The token with which the last label begins.
    pub(super) last_start: usize,
}

impl Host<'_> {
    pub(super) fn last_label(&self) -> &str {
        self.name.rsplit('.').next().unwrap_or("")
    }

    fn mark(&self) -> Mark {
        let Self { ref name, end, defanged, labels, last_start } = *self;
        Mark { length: name.len(), end, defanged, labels, last_start }
    }

    /// The host as it was at `mark`.
    fn cut(mut self, mark: &Mark) -> Self {
        self.name.truncate(mark.length);
        let Mark { end, defanged, labels, last_start, .. } = *mark;
        Self { end, defanged, labels, last_start, ..self }
    }
}

/// How far a host had been read.
struct Mark {
    length: usize,
    end: usize,
    defanged: bool,
    labels: usize,
    last_start: usize,
}

/// The host at `at`, where one of at least two labels begins there; else the first token behind `at` with which
/// another could.
pub(super) fn host_at<'a>(input: &Input<'a>, at: usize) -> Result<Host<'a>, usize> {
    if !is_label(input, at) {
        return Err(at + 1);
    }
    let end = label_end(input, at);
    if end == at + MOST_TOKENS || dot_at(input, end).is_none() {
        // The last part of the label may be a scheme (`…-http://`).
        return Err((end - 1).max(at + 1));
    }
    let name = String::with_capacity_in(USUAL_HOST, input.arena);
    let mut host = Host { name, end: at, defanged: false, labels: 1, last_start: at };
    let mut whole = None;
    while host.end < at + MOST_TOKENS && host.name.len() < LONGEST_HOST {
        let Some(token) = input.token(host.end) else { break };
        host.name.push_str(input.text.folded(token));
        host.end += 1;
        if let Some(joined) = joined_at(input, host.end) {
            (host.end..joined).for_each(|_| host.name.push('-'));
            host.end = joined;
            continue;
        }
        if host.labels > 1 && input.is_top_level(host.last_label()) {
            whole = Some(host.mark());
        }
        let Some((next, defanged)) = dot_at(input, host.end) else { break };
        if whole.is_some() && begins_sentence(input, host.last_start, next) {
            break;
        }
        host.name.push('.');
        host.labels += 1;
        host.defanged |= defanged;
        host.end = next;
        host.last_start = next;
    }
    // `evil.in.kindly pay`: what follows the domain is the next sentence.
    match whole {
        Some(whole) if !input.is_top_level(host.last_label()) => Ok(host.cut(&whole)),
        _ => Ok(host),
    }
}

/// `sbpdcl.co.in.Pay`: a word with a capital behind a label without one.
fn begins_sentence(input: &Input<'_>, label: usize, next: usize) -> bool {
    is_title(input, next) && !is_title(input, label)
}

/// Whether the word at `at` is written like `In`.
pub(super) fn is_title(input: &Input<'_>, at: usize) -> bool {
    let mut letters = input.text.written(at..at + 1).chars();
    letters.next().is_some_and(|c| c.is_ascii_uppercase()) && letters.all(|c| c.is_ascii_lowercase())
}

fn is_label(input: &Input<'_>, at: usize) -> bool {
    input.token(at).is_some_and(|token| token.is_word() || token.kind == TokenKind::Digits)
}

/// The token with which the label goes on behind one that ends at `at`: a word or digits, glued or behind
/// hyphens. Hindi glued to Latin letters is the sentence's, not the host's.
fn joined_at(input: &Input<'_>, at: usize) -> Option<usize> {
    let part = |at: usize| input.is_glued(at) && is_label(input, at);
    let mut next = at;
    // `xn--…` has two.
    while next < at + 2 && input.is_glued(next) && input.text.is_one_of(next, HYPHENS) {
        next += 1;
    }
    let kind = |at: usize| input.token(at).map(|token| token.kind);
    let script = |a, b| matches!((a, b), (Some(TokenKind::Latin), Some(TokenKind::Devanagari)));
    let (left, right) = (kind(at.wrapping_sub(1)), kind(next));
    let mixed = next == at && (script(left, right) || script(right, left));
    (part(next) && !mixed).then_some(next)
}

/// Where the label that begins at `at` ends, or the token up to which it is longer than a host can be.
fn label_end(input: &Input<'_>, at: usize) -> usize {
    let mut end = at + 1;
    while end < at + MOST_TOKENS {
        match joined_at(input, end) {
            Some(joined) => end = joined + 1,
            None => return end,
        }
    }
    at + MOST_TOKENS
}

/// The label after a dot at `at`, and whether the dot was disguised.
fn dot_at(input: &Input<'_>, at: usize) -> Option<(usize, bool)> {
    if input.text.is_mark(at, b'.') && input.is_glued(at) && input.is_glued(at + 1) && is_label(input, at + 1) {
        return Some((at + 1, false));
    }
    // `bijlibill·in`, `bijlibill..in`
    let odd = if is_middle_dot(input, at) { at + 1 } else { skip(input, at, const { Marks::of(b".") }) };
    if odd > at && input.is_glued(at) && input.is_glued(odd) && is_label(input, odd) {
        return (is_top_level(input, odd) && is_name(input, at)).then_some((odd, true));
    }
    let open = skip(input, at, BRACKETS);
    let dotted =
        input.text.is_mark(open, b'.') || input.word(open).is_some_and(|word| input.rules.language.dot.has(word));
    if !dotted {
        return None;
    }
    let label = skip(input, open + 1, BRACKETS);
    input.word(label)?;
    // `(rebate 10). App` closes a bracket and ends a sentence; a defanged dot is opened first.
    let opened = open > at && input.text.is_one_of(open - 1, OPENING);
    let bracketed = opened || open == at && label > open + 1 && input.is_glued(open + 1);
    let word = !input.text.is_mark(open, b'.');
    // "paid . In" is a sentence; only brackets, the word "dot", or a host that is known to shorten.
    let known = || is_top_level(input, label) || input.word(label).is_some_and(|word| input.is_brand(word));
    let plain = open == at && label == open + 1;
    let dot = if bracketed || word { known() } else { plain && spaced_dot(input, at, label) };
    dot.then_some((label, true))
}

/// `bit . ly`, `evil .com`, `bijlibill .in`: a dot with blanks around it before a domain that is no word, or
/// between a name and any domain.
fn spaced_dot(input: &Input<'_>, dot: usize, label: usize) -> bool {
    let Some(tld) = input.word(label) else { return false };
    let before = input.word(dot.wrapping_sub(1)).unwrap_or("");
    let rules = input.rules;
    let shortener = || rules.shortener_tlds.has(tld) && rules.shorteners.has(&format!("{before}.{tld}"));
    // `paid. SBI`: most stops end a sentence, and names of companies are domains too.
    let stop = input.is_glued(dot) && !input.is_glued(label);
    let lower = |at: usize| !input.text.written(at..at + 1).starts_with(|c: char| c.is_ascii_uppercase());
    let unknown = || tld.len() > 2 && !input.group.words.id(tld).is_known();
    shortener() || lower(label) && (!stop && unknown() || is_name(input, dot)) && input.is_top_level(tld)
}

/// Whether what stands before `dot` is a name, not a word of the sentence: a brand word with more to it, or an
/// unknown word or brand word near a word for "link".
fn is_name(input: &Input<'_>, dot: usize) -> bool {
    let Some(at) = dot.checked_sub(1) else { return false };
    let Some(word) = input.word(at) else { return false };
    let known = || input.ids.get(at).is_some_and(|id| id.is_known());
    let cue = || input.fuzzy.has_near(Concepts::of(&[Concept::Link]), &(at..at + 1), CUE_REACH);
    let compound = input.rules.brand_words.iter().any(|brand| word.len() > brand.len() + 3 && word.contains(brand));
    compound || input.is_brand(word) && (!known() || cue()) || !known() && cue()
}

fn is_top_level(input: &Input<'_>, at: usize) -> bool {
    input.word(at).is_some_and(|word| input.is_top_level(word))
}

/// As many of `marks` from `at` as a spelt-out dot may have; `at` where there are more.
fn skip(input: &Input<'_>, at: usize, marks: Marks) -> usize {
    let mut end = at;
    while input.text.is_one_of(end, marks) {
        end += 1;
        if end > at + MOST_BRACKETS {
            return at;
        }
    }
    end
}

/// Whether the token at `at` is a dot in the middle of the line (`·`, `∙`, `⋅`, `•`).
pub(super) fn is_middle_dot(input: &Input<'_>, at: usize) -> bool {
    input.text.is_mark(at, b'*') && !input.text.written(at..at + 1).starts_with('*')
}

pub(super) fn is_dot_word(input: &Input<'_>, token: &Token) -> bool {
    let dot = &input.rules.language.dot;
    dot.may_have(token.folded_len()) && token.is_word() && dot.has(input.text.folded(token))
}
