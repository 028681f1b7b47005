//! The chunks that begin at each token of a message.
//!
//! In: what begins at each token, and the positions of the [`Grammar`]. Out: [`Chunks`]: where each chunk ends, with its
//! parts. A part is kept only where its chunk ends with it or can go on behind it, and a search for clauses names the
//! chunks that it has a use for: most of what a word can begin leads nowhere, and need not be followed.

use super::begins::{AtToken, Begins};
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
    end: u32,
    /// Index of a value, an app or a company.
    which: u32,
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
        let wanted = wanted.map_or(u128::MAX, |wanted| self.chunks_of(wanted));
        let wanted = [wanted as u64, (wanted >> 64) as u64];
        let mut found: Vec<'a, ChunkMatch> = Vec::new_in(arena);
        let mut ends = Vec::with_capacity_in(4, arena);
        let begin = self.nodes.len();
        let here = self.begins.at(at);
        let slots = grammar.first_slots().iter().copied().filter(|symbol| here.may_have(*symbol));
        for symbol in here.symbols().chain(slots) {
            self.begins.ends(symbol, at, &mut ends);
            for (end, which) in ends.iter().copied() {
                let place = self.place(at, end, which);
                for first in automaton.first(symbol).map(|first| automaton.position(first)) {
                    if wanted[usize::from(first.chunk / 64)] >> (first.chunk % 64) & 1 != 0 {
                        self.reach(begin, first, &place, NONE);
                    }
                }
            }
        }
        // Nodes are added behind those that lead to them, so that one pass sees all.
        let mut next = begin;
        while let Some(node) = self.nodes.get(next).copied() {
            let position = automaton.position(node.position);
            if position.is_last {
                self.note(&mut found, next as u32);
            }
            if let Some(token) = self.behind(node.end) {
                let behind = self.begins.at(token);
                for follow in automaton.follow(position).inspect(|_| step()) {
                    if behind.may_have(automaton.symbol(follow)) {
                        let position = automaton.position(follow);
                        self.begins.ends(position.symbol, token, &mut ends);
                        for (end, which) in ends.iter().copied() {
                            let place = self.place(token, end, which);
                            self.reach(begin, position, &place, next as u32);
                        }
                    }
                }
            }
            next += 1;
        }
        found.into_bump_slice()
    }

    fn chunks_of(&self, wanted: Wanted) -> u128 {
        let is_wanted = |chunk: &u8| self.grammar.frames_of(*chunk) & wanted.frames != 0;
        (0..self.grammar.chunk_count().min(128)).filter(is_wanted).fold(0, |all, chunk| all | 1 << chunk) & !wanted.but
    }

    /// The token with which a chunk can go on behind a part that ends at `end`.
    fn behind(&self, end: u32) -> Option<usize> {
        self.view.skip_within(end as usize).filter(|token| *token < self.view.len())
    }

    /// The place of a part, which a clause has reached.
    fn place(&mut self, start: usize, end: u32, which: u32) -> Place<'a> {
        self.reached(end as usize);
        let behind = self.behind(end).map(|token| self.begins.at(token));
        Place { start: start as u32, end, which, behind }
    }

    /// Adds a part unless it leads nowhere, or the search from the same token has been at its position and end.
    #[inline]
    fn reach(&mut self, begin: usize, position: Position, place: &Place<'a>, before: u32) {
        step();
        if place.end as usize == self.furthest {
            self.at_furthest.push(position.at);
        }
        if position.is_last || self.goes_on(position, place) {
            let Place { start, end, which, .. } = *place;
            let node = Node { symbol: position.symbol, start, end, which, position: position.at, before };
            if self.known.add(&self.nodes, begin, &node) {
                self.nodes.push(node);
            }
        }
    }

    /// Whether anything that may come behind `position` begins behind its place; a value only may.
    #[inline]
    fn goes_on(&self, position: Position, place: &Place<'a>) -> bool {
        let Some(behind) = place.behind else { return false };
        let mut follow = self.automaton.follow(position).inspect(|_| step());
        follow.any(|follow| behind.may_have(self.automaton.symbol(follow)))
    }

    /// Notes the chunk that ends with `node`, unless it was read in another way with the same elements.
    fn note(&self, found: &mut Vec<'a, ChunkMatch>, node: u32) {
        let last = self.nodes[node as usize];
        let chunk = self.automaton.position(last.position).chunk;
        let mut elements = 0;
        let mut is_apart = false;
        let mut at = node;
        while let Some(part) = self.nodes.get(at as usize) {
            is_apart = self.automaton.position(part.position).is_apart;
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
        let follow = |at: &u32| automaton.follow(automaton.position(*at));
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
