//! Reading a message as a sequence of clauses.
//!
//! In: a [`View`] and the [`Grammar`]. Out: a [`Parse`]: the parts of the message in order, each with its element
//! and value, and the kinds that it can be of; or how far it got. The search keeps one item per token and distinct
//! state (chunks of the clause at hand, frames it can still become, kinds, elements so far), so that its work is
//! linear in the text: a clause has at most as many chunks as its frame.

use super::slots::{self, Value};
use super::stops::is_sentence_end;
use super::view::View;
use crate::grammar::{Grammar, Reads, Special, Symbol};
use crate::report::Element;
use crate::steps::step;
use crate::text::Token;
use crate::words::Meaning;
use bumpalo::collections::Vec;
use jiff::civil::Date;
use std::ops::Range;

/// A part of a message: what was read at its tokens.
#[derive(Clone, Debug)]
pub(super) struct Read {
    pub(super) symbol: Symbol,
    pub(super) chunk: u8,
    pub(super) tokens: Range<usize>,
    pub(super) element: Option<Element>,
    pub(super) value: ReadValue,
}

impl Read {
    /// The day that it is.
    pub(super) fn date(&self) -> Option<Date> {
        match self.value {
            ReadValue::Typed(Value::Date(date)) => Some(date),
            _ => None,
        }
    }
}

/// The days that are `element`, with their tokens.
pub(super) fn dates(parts: &[Read], element: Element) -> impl Iterator<Item = (Date, Range<usize>)> {
    let of_element = parts.iter().filter(move |part| part.element == Some(element));
    of_element.filter_map(|part| Some((part.date()?, part.tokens.clone())))
}

/// What a part says.
#[derive(Clone, Debug)]
pub(super) enum ReadValue {
    /// Words of the list.
    Words,
    /// A typed value.
    Typed(Value),
    /// A company, an app, by index; the group where a company's is missing.
    Company(Option<u16>),
    /// An app, by index.
    App(u16),
    /// An official site.
    Site,
}

/// A message that is a sequence of clauses, in one of the ways in which it is.
pub(super) struct Parse<'a> {
    pub(super) parts: Vec<'a, Read>,
    /// The kinds that every clause can be part of.
    pub(super) kinds: u32,
}

/// The search over one message.
pub(super) struct Parser<'v, 'i, 'a> {
    view: &'v View<'i, 'a>,
    grammar: &'v Grammar,
    /// What begins at each token; empty until it is asked for.
    edges: Vec<'a, Option<Vec<'a, Edge>>>,
    /// What each slot reads at each token.
    slots: Vec<'a, Tried>,
    values: Vec<'a, Value>,
    /// The chunks that begin at each token.
    chunks: Vec<'a, Option<Vec<'a, ChunkMatch>>>,
    nodes: Vec<'a, Node>,
    /// The furthest token that any clause reached.
    furthest: usize,
}

/// Something that begins at a token, and the token behind it.
#[derive(Clone, Copy)]
struct Edge {
    symbol: Symbol,
    end: u32,
    /// What it is: the mention of a company or an app.
    which: u16,
}

/// What a slot reads at a token.
#[derive(Clone, Copy)]
enum Tried {
    NotYet,
    Nothing,
    /// The token behind, and the value's index.
    Value(u32, u32),
}

/// A chunk that was read: where it ends, and its last part.
#[derive(Clone, Copy)]
struct ChunkMatch {
    chunk: u8,
    end: u32,
    node: u32,
    elements: u32,
    /// It begins a clause, or a mark parts it from what is before it.
    is_apart: bool,
}

/// A part and the one before it in its chunk.
#[derive(Clone, Copy)]
struct Node {
    symbol: Symbol,
    start: u32,
    end: u32,
    /// Index of a value, an app or a company.
    which: u32,
    position: u32,
    before: u32,
}

const NONE: u32 = u32::MAX;

/// A state of the search at a token.
#[derive(Clone, Copy)]
struct Item {
    /// The chunks of the clause at hand.
    chunks: u128,
    /// The frames that it can still become.
    frames: u128,
    /// The kinds that every clause before it can be part of.
    kinds: u32,
    /// The elements so far.
    elements: u32,
    /// What the last chunk is parted by from what comes behind it, words of `anywhere` aside.
    gap: Gap,
    /// The item before, and the chunk between.
    before: u32,
    read: Option<ChunkMatch>,
}

/// What is between two chunks; the larger counts where a word of `anywhere` is between two.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    Nothing,
    Marks,
    SentenceEnd,
}

impl Item {
    fn same_state(&self, other: &Self) -> bool {
        (self.chunks, self.frames, self.kinds, self.elements, self.gap)
            == (other.chunks, other.frames, other.kinds, other.elements, other.gap)
    }
}

impl<'v, 'i, 'a> Parser<'v, 'i, 'a> {
    pub(super) fn new(view: &'v View<'i, 'a>, grammar: &'v Grammar) -> Self {
        let (arena, tokens) = (view.input.arena, view.len());
        let mut parser = Self {
            view,
            grammar,
            edges: Vec::with_capacity_in(tokens + 1, arena),
            slots: Vec::new_in(arena),
            values: Vec::new_in(arena),
            chunks: Vec::with_capacity_in(tokens + 1, arena),
            nodes: Vec::with_capacity_in(4 * tokens, arena),
            furthest: 0,
        };
        parser.edges.extend((0..=tokens).map(|_| None));
        parser.chunks.extend((0..=tokens).map(|_| None));
        parser.slots.resize(grammar.slots.len() * tokens, Tried::NotYet);
        parser
    }

    /// Every way of reading the whole message that differs in elements or kinds.
    pub(super) fn parses(&mut self) -> Vec<'a, Parse<'a>> {
        let (arena, tokens) = (self.view.input.arena, self.view.len());
        let mut items: Vec<'a, Item> = Vec::with_capacity_in(4 * tokens, arena);
        let mut at_token: Vec<'a, Vec<'a, u32>> = Vec::with_capacity_in(tokens + 1, arena);
        at_token.extend((0..=tokens).map(|_| Vec::new_in(arena)));
        let (frames, kinds, gap) = (u128::MAX, u32::MAX, Gap::Nothing);
        let start = Item { chunks: 0, frames, kinds, elements: 0, gap, before: NONE, read: None };
        push(&mut items, &mut at_token[0], start);
        let mut parses = Vec::new_in(arena);
        for at in 0..=tokens {
            let mut next = 0;
            while let Some(index) = at_token[at].get(next).copied() {
                next += 1;
                step();
                self.furthest = self.furthest.max(at);
                let item = items[index as usize];
                let Some(begin) = self.view.skip(at) else { continue };
                if begin == tokens {
                    let kinds = item.kinds & self.closed(&item);
                    // "and" joins what is behind it, too.
                    if kinds != 0 && item.chunks != 0 {
                        parses.push(Parse { parts: self.parts(&items, index), kinds });
                    }
                    continue;
                }
                self.step(index, item, at..begin, |end, item| push(&mut items, &mut at_token[end], item));
            }
        }
        parses
    }

    /// Whatever may come behind `item` and the `marks`. A clause goes on within its sentence only; another begins only
    /// where a mark, the end of a line or a word of `between` parts it from the one before.
    fn step(&mut self, index: u32, item: Item, marks: Range<usize>, mut push: impl FnMut(usize, Item)) {
        let begin = marks.end;
        let gap = item.gap.max(self.gap(marks));
        let of_clause = self.closed(&item);
        let closed = item.kinds & of_clause;
        let [anywhere, between] = [Special::Anywhere, Special::Between].map(|special| self.grammar.special(special));
        for edge in self.edges(begin).clone() {
            if Some(edge.symbol) == anywhere {
                push(edge.end as usize, Item { gap, before: index, read: None, ..item });
            }
            if Some(edge.symbol) == between && closed != 0 && item.chunks != 0 {
                let (chunks, frames, gap) = (0, u128::MAX, Gap::Nothing);
                push(edge.end as usize, Item { chunks, frames, kinds: closed, gap, before: index, read: None, ..item });
            }
        }
        for found in self.chunks(begin).clone() {
            let of_chunk = self.grammar.frames_of(found.chunk);
            let bit = 1_u128 << found.chunk;
            let elements = item.elements | found.elements;
            let next = Item { elements, gap: Gap::Nothing, before: index, read: Some(found), ..item };
            // "SBPDCL" alone is a clause of any kind: whom it speaks to may follow.
            let is_parted = gap > Gap::Nothing || !found.is_apart || of_clause == u32::MAX;
            let goes_on = item.chunks == 0 || gap < Gap::SentenceEnd && is_parted;
            if goes_on && item.chunks & bit == 0 && item.frames & of_chunk != 0 {
                let (chunks, frames) = (item.chunks | bit, item.frames & of_chunk);
                push(found.end as usize, Item { chunks, frames, ..next });
            }
            if gap > Gap::Nothing && item.chunks != 0 && closed != 0 && of_chunk != 0 {
                push(found.end as usize, Item { chunks: bit, frames: of_chunk, kinds: closed, ..next });
            }
        }
    }

    fn gap(&self, marks: Range<usize>) -> Gap {
        // The end of a line is the end of a sentence.
        let has_marks = !marks.is_empty();
        if is_sentence_end(self.view.input, marks) {
            Gap::SentenceEnd
        } else if has_marks {
            Gap::Marks
        } else {
            Gap::Nothing
        }
    }

    /// The kinds that the clause at hand can be part of if it ends here; all where none is begun.
    fn closed(&self, item: &Item) -> u32 {
        if item.chunks == 0 && item.before == NONE {
            return 0;
        }
        if item.chunks == 0 { u32::MAX } else { self.grammar.kinds_of(item.chunks, item.frames) }
    }

    /// What begins at token `at`, slots aside.
    fn edges(&mut self, at: usize) -> &Vec<'a, Edge> {
        if self.edges[at].is_none() {
            let edges = self.find_edges(at);
            self.edges[at] = Some(edges);
        }
        self.edges[at].get_or_insert_with(|| Vec::new_in(self.view.input.arena))
    }

    fn find_edges(&self, at: usize) -> Vec<'a, Edge> {
        let mut edges = Vec::with_capacity_in(8, self.view.input.arena);
        self.official(at, &mut edges);
        let (mut node, mut token) = (Grammar::ROOT, at);
        while let Some(child) = self.view.word(token).and_then(|word| self.grammar.child(node, word)) {
            node = child;
            let end = token as u32 + 1;
            edges.extend(self.grammar.symbols_at(node).map(|symbol| Edge { symbol, end, which: 0 }));
            match self.view.skip_within(token + 1) {
                Some(next) if next < self.view.len() => token = next,
                _ => break,
            }
        }
        edges
    }

    /// The official names and sites that begin at `at`.
    fn official(&self, at: usize, edges: &mut Vec<'a, Edge>) {
        let input = self.view.input;
        let plain = |end: usize| input.tokens()[at..end].iter().all(Token::is_plain);
        for mention in input.mentions.at(at) {
            let (reads, which) = match mention.meaning {
                Meaning::Issuer(issuer) => (Reads::Company, issuer.unwrap_or(u16::MAX)),
                Meaning::App(app) => (Reads::App, app),
                _ => continue,
            };
            if plain(mention.end as usize)
                && let Some(symbol) = self.grammar.symbol_of(reads)
            {
                edges.push(Edge { symbol, end: mention.end, which });
            }
        }
    }

    /// The token behind `symbol` at `at`, and which value, app or company it is.
    fn ends(&mut self, symbol: Symbol, at: usize, each: &mut Vec<'a, (u32, u32)>) {
        each.clear();
        match self.grammar.reads(symbol) {
            Reads::Slot(slot) => each.extend(self.slot(usize::from(slot), at)),
            Reads::Site => each.extend(self.site(at).map(|end| (end, 0))),
            _ => {
                let edges = self.edges(at).iter().filter(|edge| edge.symbol == symbol);
                each.extend(edges.map(|edge| (edge.end, u32::from(edge.which))));
            }
        }
    }

    fn site(&self, at: usize) -> Option<u32> {
        step();
        let links = &self.view.official_links;
        let first = links.partition_point(|tokens| tokens.start < at);
        links.get(first).filter(|tokens| tokens.start == at).map(|tokens| tokens.end as u32)
    }

    fn slot(&mut self, slot: usize, at: usize) -> Option<(u32, u32)> {
        let cell = slot * self.view.len() + at;
        if let Tried::NotYet = self.slots[cell] {
            self.slots[cell] = match slots::read(&self.grammar.slots[slot], self.view, at) {
                Some((end, value)) => {
                    self.values.push(value);
                    Tried::Value(end as u32, self.values.len() as u32 - 1)
                }
                None => Tried::Nothing,
            };
        }
        match self.slots[cell] {
            Tried::Value(end, value) => Some((end, value)),
            Tried::NotYet | Tried::Nothing => None,
        }
    }

    /// The chunks that begin at token `at`.
    fn chunks(&mut self, at: usize) -> &Vec<'a, ChunkMatch> {
        if self.chunks[at].is_none() {
            let chunks = self.find_chunks(at);
            self.chunks[at] = Some(chunks);
        }
        self.chunks[at].get_or_insert_with(|| Vec::new_in(self.view.input.arena))
    }

    fn find_chunks(&mut self, at: usize) -> Vec<'a, ChunkMatch> {
        let (arena, grammar) = (self.view.input.arena, self.grammar);
        let mut found: Vec<'a, ChunkMatch> = Vec::new_in(arena);
        let mut ends = Vec::with_capacity_in(4, arena);
        let begin = self.nodes.len();
        let mut symbols: Vec<'a, Symbol> = Vec::with_capacity_in(16, arena);
        symbols.extend(self.edges(at).iter().map(|edge| edge.symbol));
        symbols.sort_unstable();
        symbols.dedup();
        symbols.extend(grammar.first_slots());
        for symbol in symbols {
            self.ends(symbol, at, &mut ends);
            for (end, which) in ends.iter().copied() {
                for position in grammar.first(symbol) {
                    let node = Node { symbol, start: at as u32, end, which, position, before: NONE };
                    self.reach(begin, node);
                }
            }
        }
        // Nodes are added behind those that lead to them, so that one pass sees all.
        let mut next = begin;
        while let Some(node) = self.nodes.get(next).copied() {
            let position = grammar.position(node.position);
            if position.is_last {
                self.note(&mut found, next as u32);
            }
            if let Some(token) = self.view.skip_within(node.end as usize).filter(|token| *token < self.view.len()) {
                for follow in grammar.follow(position) {
                    let symbol = grammar.position(follow).symbol;
                    self.ends(symbol, token, &mut ends);
                    for (end, which) in ends.iter().copied() {
                        let (start, before) = (token as u32, next as u32);
                        self.reach(begin, Node { symbol, start, end, which, position: follow, before });
                    }
                }
            }
            next += 1;
        }
        found
    }

    /// Adds `node` unless the search from the same token has been at its position and end.
    fn reach(&mut self, begin: usize, node: Node) {
        self.furthest = self.furthest.max(node.end as usize);
        let known = self.nodes[begin..]
            .iter()
            .inspect(|_| step())
            .any(|other| other.position == node.position && other.end == node.end);
        if !known {
            self.nodes.push(node);
        }
    }

    /// Notes the chunk that ends with `node`, unless it was read in another way with the same elements.
    fn note(&self, found: &mut Vec<'a, ChunkMatch>, node: u32) {
        let last = self.nodes[node as usize];
        let chunk = self.grammar.position(last.position).chunk;
        let mut elements = 0;
        let mut is_apart = false;
        let mut at = node;
        while let Some(part) = self.nodes.get(at as usize) {
            is_apart = self.grammar.position(part.position).is_apart;
            step();
            elements |= self.grammar.element(part.symbol).map_or(0, |element| 1 << element as u32);
            at = part.before;
        }
        let found_match = ChunkMatch { chunk, end: last.end, node, elements, is_apart };
        let known = found.iter().any(|other| (other.chunk, other.end, other.elements) == (chunk, last.end, elements));
        if !known {
            found.push(found_match);
        }
    }

    /// The parts that led to the item `index`, in the order of the text.
    fn parts(&self, items: &[Item], index: u32) -> Vec<'a, Read> {
        let mut parts = Vec::new_in(self.view.input.arena);
        let mut at = index;
        while let Some(item) = items.get(at as usize) {
            step();
            if let Some(read) = item.read {
                self.parts_of(read, &mut parts);
            }
            at = item.before;
        }
        parts.reverse();
        parts
    }

    /// The parts of a chunk, last first.
    fn parts_of(&self, chunk: ChunkMatch, parts: &mut Vec<'a, Read>) {
        let mut at = chunk.node;
        while let Some(node) = self.nodes.get(at as usize) {
            parts.push(self.read(chunk.chunk, node));
            at = node.before;
        }
    }

    fn read(&self, chunk: u8, node: &Node) -> Read {
        let which = u16::try_from(node.which).unwrap_or(u16::MAX);
        let value = match self.grammar.reads(node.symbol) {
            Reads::Words(_) => ReadValue::Words,
            Reads::Slot(_) => ReadValue::Typed(self.values[node.which as usize].clone()),
            Reads::Company => ReadValue::Company((which != u16::MAX).then_some(which)),
            Reads::App => ReadValue::App(which),
            Reads::Site => ReadValue::Site,
        };
        let tokens = node.start as usize..node.end as usize;
        Read { symbol: node.symbol, chunk, tokens, element: self.grammar.element(node.symbol), value }
    }

    /// The chunks that are in a message that is no sequence of clauses: from the left, the longest first.
    pub(super) fn islands(&mut self) -> Vec<'a, Read> {
        let mut islands = Vec::new_in(self.view.input.arena);
        let mut at = 0;
        while at < self.view.len() {
            step();
            let longest = self.chunks(at).iter().max_by_key(|found| (found.end, found.elements.count_ones())).copied();
            let Some(found) = longest else {
                at += 1;
                continue;
            };
            let before = islands.len();
            self.parts_of(found, &mut islands);
            islands[before..].reverse();
            at = found.end as usize;
        }
        islands
    }

    /// The furthest token that any clause reached.
    pub(super) fn furthest(&self) -> usize {
        self.furthest
    }

    /// What could have been at the furthest token: the parts that would go on with a chunk there.
    pub(super) fn expected(&self) -> std::vec::Vec<&'v str> {
        let ends_there = |node: &&Node| node.end as usize == self.furthest;
        let follow = |node: &Node| self.grammar.follow(self.grammar.position(node.position));
        let all = self.nodes.iter().filter(ends_there).flat_map(follow);
        let mut names: std::vec::Vec<&str> =
            all.map(|position| self.grammar.name(self.grammar.position(position).symbol)).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

fn push(items: &mut Vec<'_, Item>, at: &mut Vec<'_, u32>, item: Item) {
    if !at.iter().inspect(|_| step()).any(|known| items[*known as usize].same_state(&item)) {
        at.push(items.len() as u32);
        items.push(item);
    }
}
