//! The chunks that begin at each token of a message.
//!
//! In: what begins at each token, and the positions of the [`Grammar`]. Out: [`Chunks`]: where each chunk ends, with its
//! parts. A part is kept only where its chunk ends with it or can go on behind it, and a search for clauses names the
//! chunks that it has a use for: most of what a word can begin leads nowhere, and need not be followed.

use super::begins::{AtToken, Begins, Edge};
use super::part::{Read, ReadValue};
use crate::grammar::{Automaton, Grammar, Position, Reads, Symbol};
use crate::proof::view::View;
use crate::steps::step;
use bumpalo::collections::Vec;

/// The chunks of one message.
pub(super) struct Chunks<'v, 'i, 'a> {
    view: &'v View<'i, 'a>,
    grammar: &'v Grammar,
    automaton: Automaton<'v>,
    begins: Begins<'v, 'i, 'a>,
    /// By token.
    found: Vec<'a, Option<&'a [ChunkMatch]>>,
    nodes: Vec<'a, Node>,
    known: Known<'a>,
    /// The furthest token that any clause reached.
    furthest: usize,
    /// The positions of the parts that end there.
    at_furthest: Vec<'a, u32>,
}

/// A chunk that was read: where it ends, and its last part.
#[derive(Clone, Copy)]
pub(super) struct ChunkMatch {
    pub(super) chunk: u8,
    /// It begins a clause, or a mark parts it from what is before it.
    pub(super) is_apart: bool,
    pub(super) end: u32,
    node: u32,
    pub(super) elements: u32,
}

/// The chunks that a search has a use for.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    /// Those of any of these frames,
    pub(super) frames: u128,
    /// but not these.
    pub(super) but: u128,
}

/// Where a part is, and what begins behind it.
struct Place<'a> {
    start: u32,
    edge: Edge,
    /// No clause reached a token further than its end.
    is_furthest: bool,
    /// What a chunk can go on with.
    behind: Option<&'a AtToken<'a>>,
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
    /// Which of the positions behind its own is the first that may begin behind it; or none does.
    behind: u32,
    chunk: u8,
    is_last: bool,
    is_apart: bool,
}

/// No part.
const NONE: u32 = u32::MAX;

impl<'v, 'i, 'a> Chunks<'v, 'i, 'a> {
    pub(super) fn new(view: &'v View<'i, 'a>, grammar: &'v Grammar) -> Self {
        let (arena, tokens) = (view.input.arena, view.len());
        let mut found = Vec::with_capacity_in(tokens + 1, arena);
        found.resize(tokens + 1, None);
        let nodes = Vec::with_capacity_in(8 * tokens, arena);
        let (begins, automaton) = (Begins::new(view, grammar), grammar.automaton());
        let (known, at_furthest) = (Known::new(arena), Vec::new_in(arena));
        Self { view, grammar, automaton, begins, found, nodes, known, furthest: 0, at_furthest }
    }

    pub(super) fn begins(&mut self) -> &mut Begins<'v, 'i, 'a> {
        &mut self.begins
    }

    /// Whether the chunks at token `at` have been looked for.
    pub(super) fn are_found(&self, at: usize) -> bool {
        self.found[at].is_some()
    }

    /// The chunks at token `at`, all of them where nothing says what is wanted; what was found there before stays.
    pub(super) fn at(&mut self, at: usize, wanted: Option<Wanted>) -> &'a [ChunkMatch] {
        if let Some(found) = self.found[at] {
            return found;
        }
        let found = self.find(at, wanted);
        self.found[at] = Some(found);
        found
    }

    /// Finds all chunks at the tokens where only those were looked for that a search had a use for.
    pub(super) fn find_all(&mut self) {
        self.nodes.clear();
        self.known.forget();
        for at in 0..self.found.len() {
            if self.found[at].is_some() {
                self.found[at] = Some(self.find(at, None));
            }
        }
    }

    fn find(&mut self, at: usize, wanted: Option<Wanted>) -> &'a [ChunkMatch] {
        let (arena, grammar, automaton) = (self.view.input.arena, self.grammar, self.automaton);
        let wanted = wanted.map_or(u128::MAX, |wanted| grammar.chunks_of(wanted.frames) & !wanted.but);
        let wanted = [wanted as u64, (wanted >> 64) as u64];
        let mut found: Vec<'a, ChunkMatch> = Vec::new_in(arena);
        let begin = self.nodes.len();
        let here = self.begins.at(at);
        here.furthest().into_iter().for_each(|end| self.reached(end as usize));
        for (symbol, edges) in here.by_symbol() {
            self.reach_first(begin, symbol, at, edges, wanted);
        }
        for symbol in grammar.first_slots().iter().copied().filter(|symbol| here.may_have(*symbol)) {
            let edges = self.begins.ends(symbol, at);
            self.reach_first(begin, symbol, at, edges, wanted);
        }
        // Nodes are added behind those that lead to them, so that one pass sees all.
        let mut next = begin;
        while let Some(node) = self.nodes.get(next).copied() {
            if node.is_last {
                self.note(&mut found, next as u32);
            }
            if let Some(token) = self.behind(node.end).filter(|_| node.behind != NONE) {
                let behind = self.begins.at(token);
                for (symbol, follow) in automaton.follow_from(node.position, node.behind).inspect(|_| step()) {
                    if !behind.may_have(symbol) {
                        continue;
                    }
                    for edge in self.begins.ends(symbol, token) {
                        let place = self.place(token, *edge);
                        self.reach(begin, automaton.position(follow), &place, next as u32);
                    }
                }
            }
            next += 1;
        }
        found.into_bump_slice()
    }

    /// Reaches the positions that a wanted chunk can begin with where `symbol` is read.
    #[inline]
    fn reach_first(&mut self, begin: usize, symbol: Symbol, at: usize, edges: &[Edge], wanted: [u64; 2]) {
        let automaton = self.automaton;
        let first = automaton.first(symbol);
        for edge in edges.iter().filter(|_| first.len() > 0) {
            let place = self.place(at, *edge);
            for first in first.clone().map(|first| automaton.position(first)) {
                if wanted[usize::from(first.chunk / 64)] >> (first.chunk % 64) & 1 != 0 {
                    self.reach(begin, first, &place, NONE);
                }
            }
        }
    }

    /// The token with which a chunk can go on behind a part that ends at `end`.
    #[inline]
    fn behind(&self, end: u32) -> Option<usize> {
        self.view.skip_within(end as usize).filter(|token| *token < self.view.len())
    }

    /// The place of a part, which a clause has reached.
    #[inline]
    fn place(&mut self, start: usize, edge: Edge) -> Place<'a> {
        self.reached(edge.end as usize);
        let behind = self.behind(edge.end).map(|token| self.begins.at(token));
        Place { start: start as u32, edge, is_furthest: edge.end as usize == self.furthest, behind }
    }

    /// Adds a part unless it leads nowhere, or the search from the same token has been at its position and end.
    #[inline]
    fn reach(&mut self, begin: usize, position: Position, place: &Place<'a>, before: u32) {
        step();
        if place.is_furthest {
            self.at_furthest.push(position.at);
        }
        let behind = place.behind.map_or(NONE, |behind| self.goes_on(position.at, behind));
        // Most parts lead nowhere.
        if position.is_last || behind != NONE {
            self.add(begin, position, place, behind, before);
        }
    }

    #[inline(never)]
    fn add(&mut self, begin: usize, position: Position, place: &Place<'a>, behind: u32, before: u32) {
        let Position { symbol, chunk, is_last, is_apart, at: position } = position;
        let (start, Edge { end, which, .. }) = (place.start, place.edge);
        let node = Node { symbol, start, end, which, position, before, behind, chunk, is_last, is_apart };
        if self.known.add(&self.nodes, begin, &node) {
            self.nodes.push(node);
        }
    }

    /// Which of what may come behind `position` is the first that begins `behind` it; a value only may.
    #[inline]
    fn goes_on(&self, position: u32, behind: &AtToken<'a>) -> u32 {
        let mut follow = self.automaton.symbols_behind(position).iter().inspect(|_| step());
        follow.position(|follow| behind.may_have(*follow)).map_or(NONE, |at| at as u32)
    }

    /// Notes the chunk that ends with `node`, unless it was read in another way with the same elements.
    fn note(&self, found: &mut Vec<'a, ChunkMatch>, node: u32) {
        let last = self.nodes[node as usize];
        let chunk = last.chunk;
        let mut elements = 0;
        let mut is_apart = false;
        let mut at = node;
        while let Some(part) = self.nodes.get(at as usize) {
            is_apart = part.is_apart;
            step();
            elements |= self.grammar.element(part.symbol).map_or(0, |element| 1 << element as u32);
            at = part.before;
        }
        let mut others = found.iter().inspect(|_| step());
        if !others.any(|other| (other.chunk, other.end, other.elements) == (chunk, last.end, elements)) {
            found.push(ChunkMatch { chunk, is_apart, end: last.end, node, elements });
        }
    }

    /// The parts of a chunk, last first.
    pub(super) fn parts_of(&self, chunk: ChunkMatch, parts: &mut Vec<'a, Read>) {
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
            Reads::Slot(_) => ReadValue::Typed(self.begins.value(node.which)),
            Reads::Company => ReadValue::Company((which != u16::MAX).then_some(which)),
            Reads::App => ReadValue::App(which),
            Reads::Site => ReadValue::Site,
        };
        let tokens = node.start as usize..node.end as usize;
        Read { symbol: node.symbol, chunk, tokens, element: self.grammar.element(node.symbol), value }
    }

    /// Notes that a clause reached token `at`.
    #[inline]
    pub(super) fn reached(&mut self, at: usize) {
        if at > self.furthest {
            self.furthest = at;
            self.at_furthest.clear();
        }
    }

    /// The furthest token that any clause reached.
    pub(super) fn furthest(&self) -> usize {
        self.furthest
    }

    /// What could have been at the furthest token: the parts that would go on with a chunk there.
    pub(super) fn expected(&self) -> std::vec::Vec<&'v str> {
        let (grammar, automaton) = (self.grammar, self.automaton);
        let follow = |at: &u32| automaton.follow(*at);
        let all = self.at_furthest.iter().flat_map(follow);
        let mut names: std::vec::Vec<&str> = all.map(|position| grammar.name(automaton.symbol(position))).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// Which positions and ends the search from one token has been at: a hash table of the nodes. Those of searches before,
/// which begin before its own, count as none.
struct Known<'a> {
    nodes: Vec<'a, u32>,
}

impl<'a> Known<'a> {
    /// Places at first; a power of two.
    const PLACES: usize = 128;

    fn new(arena: &'a bumpalo::Bump) -> Self {
        let mut nodes = Vec::with_capacity_in(Self::PLACES, arena);
        nodes.resize(Self::PLACES, NONE);
        Self { nodes }
    }

    fn forget(&mut self) {
        self.nodes.fill(NONE);
    }

    /// Adds `node`, which is to be the next of `nodes`, unless its like is among those from `begin` on.
    fn add(&mut self, nodes: &[Node], begin: usize, node: &Node) -> bool {
        let of_search = nodes.get(begin..).unwrap_or_default();
        if 2 * of_search.len() >= self.nodes.len() {
            let places = 4 * self.nodes.len();
            self.nodes.clear();
            self.nodes.resize(places, NONE);
            for (at, node) in (begin as u32..).zip(of_search) {
                let place = self.place(nodes, begin, node);
                self.nodes[place] = at;
            }
        }
        let place = self.place(nodes, begin, node);
        let is_new = self.of_search(place, nodes, begin).is_none();
        if is_new {
            self.nodes[place] = nodes.len() as u32;
        }
        is_new
    }

    /// The place of `node`, or of its like.
    fn place(&self, nodes: &[Node], begin: usize, node: &Node) -> usize {
        let mask = self.nodes.len() - 1;
        let hash = (u64::from(node.position) << 32 | u64::from(node.end)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut place = (hash >> 32) as usize & mask;
        let is_other = |other: &Node| (other.position, other.end) != (node.position, node.end);
        while self.of_search(place, nodes, begin).is_some_and(is_other) {
            step();
            place = (place + 1) & mask;
        }
        place
    }

    fn of_search<'n>(&self, place: usize, nodes: &'n [Node], begin: usize) -> Option<&'n Node> {
        nodes.get(self.nodes[place] as usize).filter(|_| self.nodes[place] as usize >= begin)
    }
}
