//! The chunks that begin at each token of a message.
//!
//! In: what begins at each token, and the automaton of the [`Grammar`]. Out: [`Chunks`]: where each chunk ends, with its
//! parts. A part is kept only where its chunk ends with it or can go on behind it, and a search for clauses names the
//! chunks that it has a use for: most of what a word can begin leads nowhere, and need not be followed.

use super::begins::{Begins, Edge, NOWHERE};
use super::part::{Read, ReadValue};
use crate::grammar::{Automaton, Grammar, Move, Reads, Symbol, bits};
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

/// A part and the one before it in its chunk.
#[derive(Clone, Copy)]
struct Node {
    /// What was read, and the state behind it.
    read: Move,
    start: u32,
    end: u32,
    /// The token with which the chunk goes on; [`NOWHERE`] where it cannot.
    next: u32,
    /// Index of a value, an app or a company.
    which: u32,
    /// The node of the part before, or [`NONE`].
    before: u32,
    /// The elements of the chunk up to and with this part.
    elements: u32,
}

/// No part.
const NONE: u32 = u32::MAX;

impl<'v, 'i, 'a> Chunks<'v, 'i, 'a> {
    pub(super) fn new(view: &'v View<'i, 'a>, grammar: &'v Grammar) -> Self {
        let (arena, tokens) = (view.input.arena, view.len());
        let mut found = Vec::with_capacity_in(tokens + 1, arena);
        found.resize(tokens + 1, None);
        let nodes = Vec::with_capacity_in(16 * tokens, arena);
        let (begins, automaton) = (Begins::new(view, grammar), grammar.automaton());
        Self { view, grammar, automaton, begins, found, nodes, known: Known::new(arena), furthest: 0 }
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
        let mut found: Vec<'a, ChunkMatch> = Vec::new_in(arena);
        let begin = self.nodes.len();
        let here = self.begins.at(at);
        here.furthest().into_iter().for_each(|end| self.reached(end));
        for (symbol, edges) in here.by_symbol() {
            self.begin(begin, symbol, at, edges, wanted);
        }
        for symbol in grammar.first_slots().iter().copied().filter(|symbol| here.may_have(*symbol)) {
            let edges = self.begins.edges(here, symbol, at);
            self.begin(begin, symbol, at, edges, wanted);
        }
        // Nodes are added behind those that lead to them, so that one pass sees all.
        let mut next = begin;
        while let Some(node) = self.nodes.get(next).copied() {
            note(&mut found, &node, next as u32, wanted, automaton);
            if node.next != NOWHERE {
                let behind = self.begins.at(node.next as usize);
                for read in automaton.moves(node.read.state) {
                    step();
                    if behind.may_have(read.symbol) {
                        for edge in self.begins.edges(behind, read.symbol, node.next as usize) {
                            self.reached(edge.end);
                            self.add(begin, read, node.next, edge, (next as u32, node.elements));
                        }
                    }
                }
            }
            next += 1;
        }
        found.into_bump_slice()
    }

    /// Adds the parts that a wanted chunk can begin with where `symbol` is read.
    #[inline]
    fn begin(&mut self, begin: usize, symbol: Symbol, at: usize, edges: &[Edge], wanted: u128) {
        let Some(state) = self.automaton.start(symbol) else { return };
        let is_wanted = self.automaton.passes(state) & wanted != 0;
        for edge in edges {
            self.reached(edge.end);
            if is_wanted {
                self.add(begin, Move { symbol, state }, at as u32, edge, (NONE, 0));
            }
        }
    }

    /// Adds a part, unless it leads nowhere, as most do, or the search from the same token has been in its state and
    /// at its end.
    #[inline]
    fn add(&mut self, begin: usize, read: Move, start: u32, edge: &Edge, (before, elements): (u32, u32)) {
        let automaton = self.automaton;
        if automaton.ends(read.state) == 0 {
            if edge.next == NOWHERE {
                return;
            }
            let behind = self.begins.at(edge.next as usize);
            if !automaton.moves(read.state).inspect(|_| step()).any(|next| behind.may_have(next.symbol)) {
                return;
            }
        }
        let elements = elements | self.grammar.element(read.symbol).map_or(0, |element| 1 << element as u32);
        let node = Node { read, start, end: edge.end, next: edge.next, which: edge.which, before, elements };
        if self.known.add(&self.nodes, begin, &node) {
            self.nodes.push(node);
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
        let symbol = node.read.symbol;
        let value = match self.grammar.reads(symbol) {
            Reads::Words(_) => ReadValue::Words,
            Reads::Slot(_) => ReadValue::Typed(self.begins.value(node.which)),
            Reads::Company => ReadValue::Company((which != u16::MAX).then_some(which)),
            Reads::App => ReadValue::App(which),
            Reads::Site => ReadValue::Site,
        };
        let tokens = node.start as usize..node.end as usize;
        Read { symbol, chunk, tokens, element: self.grammar.element(symbol), value }
    }

    /// Notes that a clause reached token `at`.
    #[inline]
    pub(super) fn reached(&mut self, at: u32) {
        self.furthest = self.furthest.max(at as usize);
    }

    /// The furthest token that any clause reached.
    pub(super) fn furthest(&self) -> usize {
        self.furthest
    }

    /// What could have been at the furthest token, once [all chunks](Self::find_all) are found: the parts that would go on
    /// with a chunk there.
    pub(super) fn expected(&mut self) -> std::vec::Vec<&'v str> {
        let (grammar, automaton, furthest) = (self.grammar, self.automaton, self.furthest);
        let mut last: std::vec::Vec<u32> = std::vec::Vec::new();
        for at in (0..self.found.len()).filter(|at| self.found[*at].is_some()) {
            let here = self.begins.at(at);
            let words = here.by_symbol().map(|(symbol, _)| symbol);
            for symbol in words.chain(grammar.first_slots().iter().copied()) {
                if self.begins.ends(symbol, at).iter().any(|edge| edge.end as usize == furthest) {
                    last.extend(automaton.start(symbol));
                }
            }
        }
        for node in self.nodes.iter().filter(|node| node.next != NOWHERE) {
            for read in automaton.moves(node.read.state) {
                let mut edges = self.begins.ends(read.symbol, node.next as usize).iter();
                last.extend(edges.any(|edge| edge.end as usize == furthest).then_some(read.state));
            }
        }
        let all = last.into_iter().flat_map(|state| automaton.moves(state));
        let mut names: std::vec::Vec<&str> = all.map(|read| grammar.name(read.symbol)).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// Notes the wanted chunks that end with the node `last`, unless they were read in another way with the same elements.
#[inline]
fn note(found: &mut Vec<'_, ChunkMatch>, last: &Node, node: u32, wanted: u128, automaton: Automaton<'_>) {
    let Node { end, elements, .. } = *last;
    for chunk in bits(automaton.ends(last.read.state) & wanted).map(|chunk| chunk as u8) {
        let mut others = found.iter().inspect(|_| step());
        if !others.any(|other| (other.chunk, other.end, other.elements) == (chunk, end, elements)) {
            found.push(ChunkMatch { chunk, is_apart: automaton.is_apart(chunk), end, node, elements });
        }
    }
}

/// Which states and ends the search from one token has been at: a hash table of the nodes. Those of searches before,
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
        let at = u64::from(node.read.state) << 32 | u64::from(node.end);
        let hash = at.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut place = (hash >> 32) as usize & mask;
        let state = |node: &Node| (node.read.state, node.end);
        let is_other = |other: &Node| state(other) != state(node);
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
