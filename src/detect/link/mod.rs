//! Links: with and without a scheme, defanged, shortened, look-alike.
//!
//! In: tokens. Out: every [`Link`] with its host and what it is, official
//! ones included; and the findings for those that are not.

mod classify;
mod host;
mod sentence;
mod utility;

use super::amount::decimals_at;
use super::{Found, Input};
use crate::report::FindingCode;
use crate::text::{Marks, Token, TokenKind};
use bumpalo::collections::Vec;
use classify::{Address, classify};
use host::{GOES_ON, Host, host_at, is_dot_word, is_middle_dot};
use sentence::is_sentence;
use std::ops::Range;

/// A link and its tokens.
#[derive(Clone, Debug)]
pub(crate) struct Link<'a> {
    pub(crate) tokens: Range<usize>,
    pub(crate) host: &'a str,
    pub(crate) kind: LinkKind,
}

/// Where a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkKind {
    /// One of the issuer's sites, and a path it names.
    Official,
    /// A government site, the issuer's own beyond the listed paths, or the
    /// sender's own: no danger, but no proof either.
    Trusted,
    /// Elsewhere.
    Danger(FindingCode),
}

impl LinkKind {
    pub(crate) fn is_official(self) -> bool {
        self == Self::Official
    }
}

/// No link names more schemes (`http://https://www.`).
const MOST_SCHEMES: usize = 3;

pub(super) fn links<'a>(input: &Input<'a>) -> Vec<'a, Link<'a>> {
    let mut links: Vec<'a, Link<'a>> = input.list();
    let tokens = input.tokens();
    let spelt = tokens.iter().any(|token| is_dot_word(input, token));
    let middle = input.text.holds(b'*');
    if !spelt && !middle && !input.text.holds(b'.') {
        return links;
    }
    let mut taken = 0;
    for (at, pair) in tokens.windows(2).enumerate() {
        let dot = || spelt && is_dot_word(input, &pair[1]) || middle && is_middle_dot(input, at + 1);
        if at < taken || !(may_begin_link(input, &pair[0], &pair[1]) || dot()) || is_decimal(input, at) {
            continue;
        }
        match link_at(input, at) {
            Read::Link(link) => {
                taken = link.tokens.end;
                links.push(link);
            }
            // The labels behind the first end in the same label, so none of them begins a link either.
            Read::NoLink { until } => taken = until,
        }
    }
    utility::trust(input, &mut links);
    links
}

/// What stands at a token.
enum Read<'a> {
    Link(Link<'a>),
    /// No link, and none begins before this token.
    NoLink {
        until: usize,
    },
}

/// Whether a link may begin with `label`: a glued label, a dot, a bracket around one, or, behind a scheme,
/// other marks follow. No false negatives, except for dots that are written out.
fn may_begin_link(input: &Input<'_>, label: &Token, next: &Token) -> bool {
    let scheme = || is_scheme(input.text.folded(label));
    match label.kind {
        TokenKind::Latin | TokenKind::Devanagari | TokenKind::Script | TokenKind::Digits => match next.mark {
            0 => !next.spaced,
            b':' | b'/' => scheme(),
            mark => GOES_ON.has(mark),
        },
        TokenKind::Mark | TokenKind::Other => false,
    }
}

/// `248.00`, as most dots behind digits are: only a host has more than one.
fn is_decimal(input: &Input<'_>, at: usize) -> bool {
    let ends = |token: &Token| token.spaced || token.mark != 0 && !GOES_ON.has(token.mark);
    input.digits(at).is_some() && decimals_at(input, at + 1).is_some() && input.token(at + 3).is_none_or(ends)
}

fn is_scheme(word: &str) -> bool {
    matches!(word, "http" | "https" | "hxxp" | "hxxps" | "www" | "ftp")
}

pub(super) fn dangers<'a>(links: &[Link<'a>], found: &mut Vec<'a, Found<'a>>) {
    for link in links {
        if let LinkKind::Danger(code) = link.kind {
            found.push(Found { code, tokens: link.tokens.clone(), value: Some(link.host) });
        }
    }
}

fn link_at<'a>(input: &Input<'a>, at: usize) -> Read<'a> {
    let (scheme, start) = scheme_at(input, at);
    let host = match host_at(input, start) {
        Ok(host) => host,
        Err(until) => return Read::NoLink { until },
    };
    // A name before or behind `@` belongs to an address, but for `sbpdcl.co.in@evil.site/x`.
    let behind = at > 0 && input.text.is_mark(at - 1, b'@') && input.is_glued(at);
    if input.text.is_mark(host.end, b'@') || behind && path_end(input, host.end) == host.end {
        return Read::NoLink { until: host.end };
    }
    let last = host.last_label();
    let is_ip = host.labels == 4 && host.name.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let is_number = last.bytes().all(|b| b.is_ascii_digit());
    let known = || scheme.is_some() || input.is_top_level(last);
    if !is_ip && (is_number || !known()) {
        return Read::NoLink { until: host.last_start.max(at + 1) };
    }
    let end = path_end(input, host.end);
    if scheme.is_none() && !is_ip && end == host.end && is_sentence(input, start, &host) {
        return Read::NoLink { until: host.last_start.max(at + 1) };
    }
    let tokens = at..end;
    let hidden = host.defanged || scheme == Some(Scheme::Defanged);
    let Host { name, end: path, .. } = host;
    let host = name.into_bump_str();
    let kind = classify(input, &Address { host, tokens: &tokens, path: path..end, is_ip, hidden });
    Read::Link(Link { tokens, host, kind })
}

#[derive(Clone, Copy, PartialEq)]
enum Scheme {
    Plain,
    Defanged,
}

/// The scheme at `at`, and the token behind it. More than a link can have count as one, so that a text of
/// nothing but schemes is read once.
fn scheme_at(input: &Input<'_>, at: usize) -> (Option<Scheme>, usize) {
    let mut scheme = None;
    let mut host = at;
    for _ in 0..MOST_SCHEMES {
        let Some(word) = input.word(host).filter(|word| is_scheme(word)) else { break };
        let next = input.skip_marks(host + 1, const { Marks::of(b":/.[]()") });
        if next == host + 1 {
            break;
        }
        let defanged = word.starts_with("hx") || input.text.is_mark(host + 1, b'[');
        scheme = Some(if defanged || scheme == Some(Scheme::Defanged) { Scheme::Defanged } else { Scheme::Plain });
        host = next;
    }
    (scheme, host)
}

/// Where the path behind a host ends. A word of Hindi glued to the link is the sentence's (`…co.in/पर`).
fn path_end(input: &Input<'_>, at: usize) -> usize {
    let starts = input.text.is_one_of(at, const { Marks::of(b"/?#:") }) && input.is_glued(at);
    if !starts {
        return at;
    }
    let mut end = at + 1;
    let goes_on = |token: &Token| !token.spaced && token.kind != TokenKind::Devanagari;
    while input.token(end).is_some_and(goes_on) {
        end += 1;
    }
    // The sentence's own marks are not the link's.
    while end > at + 1 && input.text.is_one_of(end - 1, const { Marks::of(b".,;:!?)]}>|\"'*") }) {
        end -= 1;
    }
    let bare = end == at + 1 && !input.text.is_mark(at, b'/');
    if bare { at } else { end }
}

#[cfg(test)]
mod tests;
