//! Matching a message with templates.
//!
//! In: a [`View`] and the templates of a list. Out: the ways in which the message is a template of its sender, or the
//! place where the nearest template stops. Each template is walked once from the left; the places that a part can end at
//! are kept apart, at most one for each token, so that the work is linear in the text for each template.

use crate::detect::Input;
use crate::documents::ValueReading;
use crate::grammar::Slot;
use crate::proof::parse::{Read, ReadValue};
use crate::proof::slots::{self, Value};
use crate::proof::view::View;
use crate::report::Element;
use crate::steps::step;
use crate::templates::{BlankForm, Compiled, Literal, Official, Part};
use crate::text::{Marks, Token, TokenKind};
use crate::words::Meaning;
use bumpalo::collections::Vec;
use std::ops::Range;

/// Marks within a number or a date.
const GROUPING: Marks = Marks::of(b".,/-:");

/// A message that is a template, with what its blanks and its fixed text hold.
pub(in crate::proof) struct Filled<'a> {
    /// Index of the template.
    pub(in crate::proof) template: usize,
    pub(in crate::proof) parts: Vec<'a, Read>,
}

/// How far the nearest template goes.
#[derive(Clone, Copy, Debug)]
pub(in crate::proof) struct Reached {
    /// Index of the template.
    pub(in crate::proof) template: usize,
    /// The token at which it stops.
    pub(in crate::proof) token: usize,
    /// The part that could not be read there, and which of its tokens; the number of parts where the text goes on.
    part: usize,
    literal: usize,
}

/// Every way in which the message is a template of its sender, and how far the nearest other one goes.
pub(in crate::proof) fn nearest<'a>(view: &View<'_, 'a>) -> (Vec<'a, Filled<'a>>, Option<Reached>) {
    let templates = &view.input.group.templates;
    let mut filled = Vec::new_in(view.input.arena);
    let mut reached: Option<Reached> = None;
    let mut read = Known { slots: Vec::new_in(view.input.arena) };
    for (template, compiled) in templates.all.iter().enumerate() {
        if !compiled.headers.iter().any(|header| **header == *view.input.sender.header) {
            continue;
        }
        let mut matching = Matching { view, compiled, template, known: &mut read, reached: &mut reached };
        matching.run(&mut filled);
    }
    (filled, reached)
}

impl Reached {
    /// What the template has at the place where it stops, for people.
    pub(in crate::proof) fn expected(&self, compiled: &Compiled) -> String {
        match compiled.parts.get(self.part) {
            Some(Part::Text(text)) => text.get(self.literal).map_or_else(String::new, |it| it.folded.to_string()),
            Some(Part::Blank(blank)) => format!("<{}>", blank.role),
            None => "the end of the text".to_owned(),
        }
    }
}

/// The token behind a value, and the value; `None` where there is none.
type Held = Option<(usize, Value)>;

/// What slots read, so that templates that begin alike read a value once.
struct Known<'a> {
    slots: Vec<'a, (u16, usize, Held)>,
}

impl Known<'_> {
    fn read(&mut self, view: &View<'_, '_>, slot: u16, at: usize) -> Held {
        if let Some((.., read)) = self.slots.iter().find(|known| (known.0, known.1) == (slot, at)) {
            return read.clone();
        }
        let can_begin = |slot: &&Slot| slots::readings_at(view, at) & slot.reading().bit() != 0;
        let known = view.input.group.grammar.slots.get(usize::from(slot));
        let read = known.filter(can_begin).and_then(|slot| slots::read(slot, view, at));
        self.slots.push((slot, at, read.clone()));
        read
    }
}

/// A place that the parts so far can end at.
struct Node {
    /// The token behind.
    end: usize,
    /// A value reaches over the tokens up to here, which the fixed text behind it must repeat: "%", "only".
    until: usize,
    /// Index of the node before.
    before: usize,
    /// The tokens of the part.
    tokens: Range<usize>,
    /// What a blank holds.
    held: Option<(crate::grammar::Symbol, ReadValue)>,
}

struct Matching<'m, 'v, 'i, 'a> {
    view: &'v View<'i, 'a>,
    compiled: &'m Compiled,
    template: usize,
    known: &'m mut Known<'a>,
    reached: &'m mut Option<Reached>,
}

impl<'a> Matching<'_, '_, '_, 'a> {
    fn run(&mut self, filled: &mut Vec<'a, Filled<'a>>) {
        let start = Node { end: 0, until: 0, before: usize::MAX, tokens: 0..0, held: None };
        let mut nodes: std::vec::Vec<Node> = vec![start];
        let mut open = 0..1;
        for part in 0..self.compiled.parts.len() {
            let begin = nodes.len();
            for at in open {
                self.part(part, at, begin, &mut nodes);
            }
            open = begin..nodes.len();
        }
        for at in open {
            let node = &nodes[at];
            if self.view.skip(node.end) == Some(self.view.len()) && node.end >= node.until {
                filled.push(Filled { template: self.template, parts: self.parts(&nodes, at) });
            } else {
                self.stop(node.end, self.compiled.parts.len(), 0);
            }
        }
    }

    /// Adds the places that the part can end at behind the node `before`.
    fn part(&mut self, part: usize, before: usize, begin: usize, nodes: &mut std::vec::Vec<Node>) {
        let compiled = self.compiled;
        let (from, until) = (nodes[before].end, nodes[before].until);
        match &compiled.parts[part] {
            Part::Text(text) => match text_at(self.view, text, from) {
                Ok(end) if end >= until => {
                    add(nodes, begin, Node { end, until: 0, before, tokens: from..end, held: None });
                }
                Ok(end) => self.stop(end, part, text.len()),
                Err((token, literal)) => self.stop(token, part, literal),
            },
            Part::Blank(blank) => {
                let start = leap(self.view, from).filter(|start| *start < self.view.len() && from >= until);
                let held = nodes.len();
                if let Some(start) = start {
                    self.blank(blank, start, before, begin, nodes);
                }
                if nodes.len() == held {
                    self.stop(start.unwrap_or(from), part, 0);
                }
            }
        }
    }

    fn blank(&mut self, blank: &BlankForm, start: usize, before: usize, begin: usize, nodes: &mut std::vec::Vec<Node>) {
        let view = self.view;
        let mut hold = |end: usize, until: usize, symbol, value| {
            if is_of_tag(view, blank, start..end) {
                let held = Some((symbol, value));
                add(nodes, begin, Node { end, until, before, tokens: start..end.max(until), held });
            }
        };
        for value in &blank.values {
            if let Ok(end) = text_at(view, value, start) {
                let value = if blank.element == Some(Element::Site) { ReadValue::Site } else { ReadValue::Words };
                hold(end, end, blank.symbol, value);
            }
        }
        if let (Some(official), true) = (blank.official, blank.values.is_empty()) {
            for (end, value) in official_at(view, official, start) {
                hold(end, end, blank.symbol, value);
            }
        }
        for (slot, symbol) in &blank.slots {
            let is_sum = view.input.group.grammar.reading(*symbol) == Some(ValueReading::Amount);
            // The rupee's sign is often fixed text before the blank: "Rs. {#numeric#}".
            let sign = word_before(view, start).filter(|at| is_sum && view.is_currency(*at));
            for from in std::iter::once(start).chain(sign) {
                let Some((end, value)) = self.known.read(view, *slot, from) else { continue };
                for cut in cuts(view, start, end) {
                    hold(cut, end, *symbol, ReadValue::Typed(value.clone()));
                }
            }
        }
    }

    fn stop(&mut self, token: usize, part: usize, literal: usize) {
        if self.reached.is_none_or(|known| token > known.token) {
            *self.reached = Some(Reached { template: self.template, token, part, literal });
        }
    }

    /// What led to the node at `at`, in the order of the text: the values of blanks, and what is official in fixed text.
    fn parts(&self, nodes: &[Node], at: usize) -> Vec<'a, Read> {
        let input = self.view.input;
        let mut way = std::vec::Vec::new();
        let mut next = at;
        while let Some(node) = nodes.get(next) {
            way.push(node);
            next = node.before;
        }
        let mut parts = Vec::new_in(input.arena);
        for (number, node) in way.iter().rev().enumerate() {
            let chunk = u8::try_from(number).unwrap_or(u8::MAX);
            match &node.held {
                Some((symbol, value)) => {
                    let element = input.group.grammar.element(*symbol).filter(|_| !matches!(value, ReadValue::Words));
                    let (tokens, value) = (node.tokens.clone(), value.clone());
                    parts.push(Read { symbol: *symbol, chunk, tokens, element, value });
                }
                None => official_names(self.view, node.tokens.clone(), chunk, &mut parts),
            }
        }
        parts
    }
}

/// Adds a place, unless the part can end there already.
fn add(nodes: &mut std::vec::Vec<Node>, begin: usize, node: Node) {
    let is_known =
        nodes[begin..].iter().inspect(|_| step()).any(|known| (known.end, known.until) == (node.end, node.until));
    if !is_known {
        nodes.push(node);
    }
}

/// The token behind fixed text that begins at `from`; or the token and the part of the text where they differ.
fn text_at(view: &View<'_, '_>, text: &[Literal], from: usize) -> Result<usize, (usize, usize)> {
    let mut at = from;
    for (number, literal) in text.iter().enumerate() {
        step();
        let next = if literal.is_mark || literal.is_glued { Some(at) } else { leap(view, at) };
        let next = next.ok_or((at, number))?;
        let token = view.token(next).filter(|token| is_literal(view, literal, next, token)).ok_or((next, number))?;
        if literal.is_glued && token.spaced {
            return Err((next, number));
        }
        at = next + 1;
    }
    Ok(at)
}

fn is_literal(view: &View<'_, '_>, literal: &Literal, at: usize, token: &Token) -> bool {
    let is_mark = token.kind == TokenKind::Mark;
    let is_word = matches!(token.kind, TokenKind::Latin | TokenKind::Devanagari | TokenKind::Digits);
    token.is_plain()
        && (if literal.is_mark { is_mark } else { is_word })
        && if is_mark { literal.folded.as_bytes() == [token.mark] } else { view.folded(at) == &*literal.folded }
}

/// The next token from `at` on that is no punctuation. A mark that joins digits is none.
fn leap(view: &View<'_, '_>, at: usize) -> Option<usize> {
    let next = view.skip(at)?;
    let is_digits = |at: usize| view.token(at).is_some_and(|token| token.kind == TokenKind::Digits);
    let joins = next > at && at > 0 && is_digits(at - 1) && is_digits(next) && (at..=next).all(|at| view.is_glued(at));
    (!joins).then_some(next)
}

/// The last word before `start`, over marks.
fn word_before(view: &View<'_, '_>, start: usize) -> Option<usize> {
    (0..start).rev().take(4).find(|at| view.token(*at).is_some_and(|token| token.kind != TokenKind::Mark))
}

/// Where a value up to `end` can be cut: what is behind its last digit may be fixed text ("%", "/-", "only").
fn cuts(view: &View<'_, '_>, start: usize, end: usize) -> impl Iterator<Item = usize> {
    let is_digits = |at: usize| view.token(at).is_some_and(|token| token.kind == TokenKind::Digits);
    let last = (start..end).rev().find(|at| is_digits(*at)).unwrap_or(start);
    ((last + 1).max(start + 1)..=end).rev()
}

/// Whether the tokens of a blank are what its tag holds.
fn is_of_tag(view: &View<'_, '_>, blank: &BlankForm, tokens: Range<usize>) -> bool {
    if tokens.is_empty() {
        return false;
    }
    let written = view.input.text.written(tokens.clone());
    let is_numeric = |at: usize| {
        let token = view.token(at);
        token.is_some_and(|token| token.kind == TokenKind::Digits || GROUPING.has(token.mark))
    };
    written.chars().count() <= blank.most_characters
        && !written.contains(['\n', '\r'])
        && (!blank.is_numeric || tokens.clone().all(is_numeric))
}

/// The official names or sites that begin at `start`, with the token behind each.
fn official_at<'v>(
    view: &'v View<'_, '_>,
    official: Official,
    start: usize,
) -> impl Iterator<Item = (usize, ReadValue)> + 'v {
    let sites = view.official_links.iter().filter(move |link| official == Official::Site && link.start == start);
    let names = view.input.mentions.at(start).filter_map(move |mention| {
        let value = name(view.input, mention.meaning)?;
        let wanted = match official {
            Official::Company => matches!(value, ReadValue::Company(_)),
            Official::App => matches!(value, ReadValue::App(_)),
            Official::Site => false,
        };
        let end = mention.end as usize;
        (wanted && is_plain(view.input, start..end)).then_some((end, value))
    });
    sites.map(|link| (link.end, ReadValue::Site)).chain(names)
}

/// The official names and sites in fixed text.
fn official_names(view: &View<'_, '_>, tokens: Range<usize>, chunk: u8, parts: &mut Vec<'_, Read>) {
    let grammar = &view.input.group.grammar;
    let mut at = tokens.start;
    while at < tokens.end {
        step();
        let all = [Official::Company, Official::App, Official::Site].into_iter();
        let found = all.flat_map(|official| official_at(view, official, at)).filter(|found| found.0 <= tokens.end);
        let Some((end, value)) = found.max_by_key(|found| found.0) else {
            at += 1;
            continue;
        };
        let reads = match value {
            ReadValue::App(_) => crate::grammar::Reads::App,
            ReadValue::Site => crate::grammar::Reads::Site,
            _ => crate::grammar::Reads::Company,
        };
        if let Some(symbol) = grammar.symbol_of(reads) {
            parts.push(Read { symbol, chunk, tokens: at..end, element: grammar.element(symbol), value });
        }
        at = end;
    }
}

fn name(input: &Input<'_>, meaning: Meaning) -> Option<ReadValue> {
    match meaning {
        Meaning::App(app) => Some(ReadValue::App(app)),
        name => input.group.own_name(name).map(|name| ReadValue::Company(name.issuer())),
    }
}

fn is_plain(input: &Input<'_>, tokens: Range<usize>) -> bool {
    input.tokens().get(tokens).is_some_and(|tokens| tokens.iter().all(Token::is_plain))
}
