//! Links: with and without a scheme, defanged, shortened, look-alike.
//!
//! In: tokens. Out: every [`Link`] with its host and what it is, official
//! ones included; and the findings for those that are not.

use super::amount::decimals_at;
use super::{Found, Input};
use crate::text::{Marks, Token, TokenKind};
use crate::verdict::FindingCode;
use crate::words::distance_within;
use bumpalo::collections::{String, Vec};
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

/// Most hosts are shorter, in bytes: growing costs more than the room.
const USUAL_HOST: usize = 32;
/// No host has more labels, hyphens and digits, in tokens.
const MOST_TOKENS: usize = 48;
/// Domains that only Indian governments can register.
const GOVERNMENT: [&str; 2] = [".gov.in", ".nic.in"];
const HYPHENS: Marks = Marks::of(b"-_");
/// Marks behind which a host may go on.
const GOES_ON: Marks = Marks::of(b".-_[](){}<>");
const BRACKETS: Marks = Marks::of(b"[](){}<>");

pub(super) fn links<'a>(input: &Input<'a>) -> Vec<'a, Link<'a>> {
    let mut links: Vec<'a, Link<'a>> = input.list();
    let tokens = input.tokens();
    let spelt = tokens.iter().any(|token| is_dot_word(input, token));
    if !spelt && !input.text.holds(b'.') {
        return links;
    }
    let mut taken = 0;
    for (at, pair) in tokens.windows(2).enumerate() {
        if at >= taken
            && (may_begin_link(input, &pair[0], &pair[1]) || spelt && is_dot_word(input, &pair[1]))
            && !is_decimal(input, at)
            && let Some(link) = link_at(input, at)
        {
            taken = link.tokens.end;
            links.push(link);
        }
    }
    links
}

/// Whether a link may begin with `label`: a glued label, a dot, a bracket around one, or, behind a scheme,
/// other marks follow. Never a wrong no, but for dots written out.
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
    input.digits(at).is_some() && decimals_at(input, at + 1).is_some() && input.tokens().get(at + 3).is_none_or(ends)
}

fn is_dot_word(input: &Input<'_>, token: &Token) -> bool {
    // Of three, five and nine bytes.
    matches!(token.folded_len(), 3 | 5 | 9) && token.is_word() && is_dot(input.text.folded(token))
}

fn is_dot(word: &str) -> bool {
    matches!(word, "dot" | "डॉट" | "डाट" | "punkt")
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

/// A host as it is being read.
struct Host<'a> {
    name: String<'a>,
    end: usize,
    /// Dots that were written out or bracketed.
    defanged: bool,
    labels: usize,
}

fn link_at<'a>(input: &Input<'a>, at: usize) -> Option<Link<'a>> {
    // A name before `@` belongs to an address.
    let (scheme, host_at) = scheme_at(input, at);
    let host = host_at_token(input, host_at)?;
    if input.text.is_mark(host.end, b'@') || at > 0 && input.text.is_mark(at - 1, b'@') && input.is_glued(at) {
        return None;
    }
    let last = host.name.rsplit('.').next().unwrap_or("");
    let is_ip = host.labels == 4 && host.name.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    // Most dots between digits are decimals.
    if last.bytes().all(|b| b.is_ascii_digit()) && !is_ip {
        return None;
    }
    let known_tld = || input.rules.tlds.has(last) || last.starts_with("xn");
    if !is_ip && scheme.is_none() && !known_tld() {
        return None;
    }
    let end = path_end(input, host.end);
    let tokens = at..end;
    if scheme.is_none() && is_sentence(input, host_at, &host, end) {
        return None;
    }
    let hidden = host.defanged || scheme == Some(Scheme::Defanged);
    let kind = classify(input, &host, &tokens, is_ip, hidden);
    Some(Link { tokens, host: host.name.into_bump_str(), kind })
}

#[derive(Clone, Copy, PartialEq)]
enum Scheme {
    Plain,
    Defanged,
}

fn scheme_at(input: &Input<'_>, at: usize) -> (Option<Scheme>, usize) {
    let mut scheme = None;
    let mut host = at;
    while let Some(word) = input.word(host).filter(|word| is_scheme(word)) {
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

fn is_label(input: &Input<'_>, at: usize) -> bool {
    input.tokens().get(at).is_some_and(|token| token.is_word() || token.kind == TokenKind::Digits)
}

/// The host at `at`, where one of at least two labels begins there.
fn host_at_token<'a>(input: &Input<'a>, at: usize) -> Option<Host<'a>> {
    if !is_label(input, at) || dot_at(input, label_end(input, at)).is_none() {
        return None;
    }
    let mut host =
        Host { name: String::with_capacity_in(USUAL_HOST, input.arena), end: at, defanged: false, labels: 1 };
    while host.end < at + MOST_TOKENS {
        let Some(token) = input.tokens().get(host.end) else { break };
        host.name.push_str(input.text.folded(token));
        host.end += 1;
        if is_joined(input, host.end) {
            continue;
        }
        let Some((next, defanged)) = dot_at(input, host.end) else { break };
        host.name.push('.');
        host.labels += 1;
        host.defanged |= defanged;
        host.end = next;
    }
    Some(host)
}

/// Whether the token at `at` goes on with the label before it: a word, digits or a hyphen, glued.
fn is_joined(input: &Input<'_>, at: usize) -> bool {
    let label = |at: usize| input.is_glued(at) && is_label(input, at);
    label(at) || input.is_glued(at) && input.text.is_one_of(at, HYPHENS) && label(at + 1)
}

/// Where the label that begins at `at` ends.
fn label_end(input: &Input<'_>, at: usize) -> usize {
    (at + 1..at + MOST_TOKENS).find(|end| !is_joined(input, *end)).unwrap_or(at + MOST_TOKENS)
}

/// The label after a dot at `at`, and whether the dot was disguised.
fn dot_at(input: &Input<'_>, at: usize) -> Option<(usize, bool)> {
    if input.text.is_mark(at, b'.') && input.is_glued(at) && input.is_glued(at + 1) && is_label(input, at + 1) {
        return Some((at + 1, false));
    }
    let open = input.skip_marks(at, BRACKETS);
    let dotted = input.text.is_mark(open, b'.') || input.word(open).is_some_and(is_dot);
    if !dotted {
        return None;
    }
    let label = input.skip_marks(open + 1, BRACKETS);
    let tld = input.word(label)?;
    // `(rebate 10). App` closes a bracket and ends a sentence; a defanged dot is opened first.
    let opened = open > at && input.text.is_one_of(open - 1, const { Marks::of(b"[({<") });
    let bracketed = opened || open == at && label > open + 1 && input.is_glued(open + 1);
    let word = !input.text.is_mark(open, b'.');
    // "paid . In" is a sentence; only brackets, the word "dot", or a host that is known to shorten.
    let spelt = bracketed || word;
    let known = || input.rules.tlds.has(tld) || input.rules.brand_words.iter().any(|brand| brand == tld);
    let dot = if spelt { known() } else { spaced_dot(input, at, label) };
    dot.then_some((label, true))
}

/// `bit . ly`, `evil .com`: a dot with blanks around it before a domain that is no word.
fn spaced_dot(input: &Input<'_>, dot: usize, label: usize) -> bool {
    let Some(tld) = input.word(label) else { return false };
    let before = input.word(dot.wrapping_sub(1)).unwrap_or("");
    let rules = input.rules;
    let shortener = rules.shortener_tlds.has(tld) && rules.shorteners.has(&format!("{before}.{tld}"));
    shortener || tld.len() > 2 && rules.tlds.has(tld) && !rules.words.id(tld).is_known()
}

fn path_end(input: &Input<'_>, at: usize) -> usize {
    let starts = input.text.is_one_of(at, const { Marks::of(b"/?#:") }) && input.is_glued(at);
    if !starts {
        return at;
    }
    let rest = input.tokens()[at..].iter().skip(1).take_while(|token| !token.spaced).count();
    let mut end = at + 1 + rest;
    // The sentence's own marks are not the link's.
    while end > at + 1 && input.text.is_one_of(end - 1, const { Marks::of(b".,;:!?)\"'") }) {
        end -= 1;
    }
    if end == at + 1 { at } else { end }
}

/// `…disconnected.In case`: a full stop without a blank after it.
fn is_sentence(input: &Input<'_>, at: usize, host: &Host<'_>, end: usize) -> bool {
    if host.labels != 2 || host.defanged || end > host.end {
        return false;
    }
    let source = |at: usize| input.text.written(at..at + 1);
    let (first, last) = (source(at), source(host.end - 1));
    let mut letters = last.chars();
    let capital = letters.next().is_some_and(|c| c.is_ascii_uppercase()) && letters.all(|c| c.is_ascii_lowercase());
    let lower = first.chars().any(char::is_lowercase) || first.bytes().all(|b| b.is_ascii_digit());
    let known = |at: usize| input.ids.get(at).is_some_and(|id| id.is_known());
    capital && lower && host.end == at + 3 && (known(at) || input.digits(at).is_some()) && known(host.end - 1)
}

fn classify(input: &Input<'_>, host: &Host<'_>, tokens: &Range<usize>, is_ip: bool, hidden: bool) -> LinkKind {
    let name = host.name.strip_prefix("www.").unwrap_or(&host.name);
    let disguised = input.tokens()[tokens.clone()].iter().any(Token::is_disguised);
    let plain = input.tokens()[tokens.clone()].iter().all(Token::is_plain);
    let sites = &input.rules.allow.sites;
    if disguised {
        return LinkKind::Danger(FindingCode::DisguisedLink);
    }
    if let Some(site) = sites.iter().find(|site| site.host == name) {
        let path = path(input, host.end..tokens.end);
        let listed = path.is_empty() || site.paths.iter().any(|p| p.trim_matches('/') == path);
        return if listed && !hidden && plain { LinkKind::Official } else { LinkKind::Trusted };
    }
    let own = |site: &crate::list::schema::Site| name.strip_suffix(&site.host).is_some_and(|sub| sub.ends_with('.'));
    if sites.iter().any(own) || GOVERNMENT.iter().any(|domain| name.ends_with(domain)) {
        return LinkKind::Trusted;
    }
    let shortened = input.rules.shorteners.has(name);
    // `BIHARB` owns `biharbijli….com` no more than the company's name that both begin with.
    let imitates = || input.rules.brand_words.iter().any(|brand| input.sender.owns(brand)) && is_lookalike(input, name);
    if !shortened && !is_ip && name.split('.').any(|label| input.sender.owns(label)) && !imitates() {
        return LinkKind::Trusted;
    }
    LinkKind::Danger(match () {
        () if is_ip => FindingCode::IpLink,
        () if shortened => FindingCode::ShortenedLink,
        () if hidden => FindingCode::DisguisedLink,
        () if is_lookalike(input, name) => FindingCode::LookalikeLink,
        () => FindingCode::UnofficialLink,
    })
}

/// The path as written, case kept, without the slashes around it.
fn path<'a>(input: &Input<'a>, tokens: Range<usize>) -> &'a str {
    if tokens.is_empty() {
        return "";
    }
    input.text.written(tokens).trim_matches('/')
}

fn is_lookalike(input: &Input<'_>, name: &str) -> bool {
    let plain: std::string::String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    let branded = input.rules.brand_words.iter().any(|brand| plain.contains(brand));
    let near = |site: &crate::list::schema::Site| distance_within(name, &site.host, 2);
    branded || name.contains("xn--") || name.starts_with("xn") || input.rules.allow.sites.iter().any(near)
}
