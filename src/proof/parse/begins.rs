//! What begins at each token of a message.
//!
//! In: a [`View`] and the [`Grammar`]. Out: [`Begins`]: the classes, names, sites and values that begin at a token, and
//! the tokens behind them. All is found when it is first asked for, and kept: a search asks thousands of times, mostly
//! for what does not begin there, which one bit nearly always tells.

use crate::grammar::{Grammar, Reads, Special, Symbol};
use crate::proof::slots::{self, Value};
use crate::proof::view::View;
use crate::steps::step;
use crate::text::Token;
use crate::words::Meaning;
use bumpalo::collections::Vec;

/// What begins at each token of one message.
pub(super) struct Begins<'v, 'i, 'a> {
    view: &'v View<'i, 'a>,
    grammar: &'v Grammar,
    tokens: Vec<'a, Option<&'a AtToken<'a>>>,
    /// What each slot reads, in rows of all slots for the tokens at which a value can begin; `None` where it was not tried.
    tried: Vec<'a, Option<&'a [Edge]>>,
    values: Vec<'a, Value>,
    /// Room for finding the edges of one token.
    room: Vec<'a, Edge>,
    /// Symbols below are names and slots, and those from it on words.
    words_from: usize,
}

/// What begins at one token.
pub(super) struct AtToken<'a> {
    /// Words and official names, by symbol.
    edges: &'a [Edge],
    /// The official site.
    site: &'a [Edge],
    /// The words of `anywhere` and `between`, the shortest first.
    pub(super) joints: &'a [Edge],
    /// All that begin here, and slots that may.
    symbols: SymbolSketch,
    /// How the values are read that can begin here, as bits.
    readings: u8,
    /// Where its row of `tried` begins, if any can.
    row: u32,
}

/// A set of symbols that may seem to hold more than was put in. It takes 64 bytes, so that those of a message stay in the
/// cache.
#[derive(Clone, Copy, Default)]
struct SymbolSketch([u64; 8]);

impl SymbolSketch {
    #[inline]
    fn has(self, symbol: Symbol) -> bool {
        self.0[symbol.index() / 64 % 8] >> (symbol.index() % 64) & 1 != 0
    }

    fn add(&mut self, symbol: Symbol) {
        self.0[symbol.index() / 64 % 8] |= 1 << (symbol.index() % 64);
    }
}

/// Something that begins at a token, and the token behind it.
#[derive(Clone, Copy)]
pub(super) struct Edge {
    pub(super) symbol: Symbol,
    /// What it is: the index of a value, or the mention of a company or an app.
    pub(super) which: u32,
    pub(super) end: u32,
    /// The token with which a chunk can go on behind it, or [`NOWHERE`].
    pub(super) next: u32,
}

/// No chunk goes on there: a stop, the end of a line or of the message.
pub(super) const NOWHERE: u32 = u32::MAX;

impl<'a> AtToken<'a> {
    /// Whether `symbol` may begin here: never a wrong no.
    #[inline]
    pub(super) fn may_have(&self, symbol: Symbol) -> bool {
        self.symbols.has(symbol)
    }

    /// The furthest token that a word or an official name ends at.
    pub(super) fn furthest(&self) -> Option<u32> {
        self.edges.iter().map(|edge| edge.end).max()
    }

    /// The words and official names that begin here, in the order of their symbols.
    pub(super) fn by_symbol(&self) -> impl Iterator<Item = (Symbol, &'a [Edge])> + use<'a> {
        self.edges.chunk_by(|edge, next| edge.symbol == next.symbol).map(|edges| (edges[0].symbol, edges))
    }

    #[inline]
    fn edges_of(&self, symbol: Symbol) -> &'a [Edge] {
        let edges = self.edges;
        let first = edges.partition_point(|edge| edge.symbol < symbol);
        let of_symbol = edges[first..].iter().take_while(|edge| edge.symbol == symbol).count();
        &edges[first..first + of_symbol]
    }
}

impl<'v, 'i, 'a> Begins<'v, 'i, 'a> {
    pub(super) fn new(view: &'v View<'i, 'a>, grammar: &'v Grammar) -> Self {
        let arena = view.input.arena;
        let mut tokens = Vec::with_capacity_in(view.len() + 1, arena);
        tokens.resize(view.len() + 1, None);
        let room = Vec::with_capacity_in(64, arena);
        let words_from = Grammar::symbol_of_slot(grammar.slots.len()).index();
        Self { view, grammar, tokens, tried: Vec::new_in(arena), values: Vec::new_in(arena), room, words_from }
    }

    /// What begins at token `at`.
    #[inline]
    pub(super) fn at(&mut self, at: usize) -> &'a AtToken<'a> {
        if let Some(found) = self.tokens[at] {
            return found;
        }
        let found = self.view.input.arena.alloc(self.find(at));
        self.tokens[at] = Some(found);
        found
    }

    /// The value of that index.
    pub(super) fn value(&self, index: u32) -> Value {
        self.values[index as usize].clone()
    }

    /// What `symbol` is at token `at`, in each way.
    pub(super) fn ends(&mut self, symbol: Symbol, at: usize) -> &'a [Edge] {
        let found = self.at(at);
        if found.may_have(symbol) { self.edges(found, symbol, at) } else { &[] }
    }

    /// What `symbol`, which may begin at token `at`, is there, in each way.
    #[inline]
    pub(super) fn edges(&mut self, found: &AtToken<'a>, symbol: Symbol, at: usize) -> &'a [Edge] {
        if symbol.index() >= self.words_from {
            return found.edges_of(symbol);
        }
        match self.grammar.reads(symbol) {
            Reads::Slot(slot) => self.slot(slot, at, found),
            Reads::Site => found.site,
            _ => found.edges_of(symbol),
        }
    }

    fn slot(&mut self, slot: u16, at: usize, found: &AtToken<'a>) -> &'a [Edge] {
        let slot = usize::from(self.grammar.alike(slot));
        if found.readings & self.grammar.slots[slot].reading().bit() == 0 {
            return &[];
        }
        let cell = found.row as usize + slot;
        if let Some(known) = self.tried[cell] {
            return known;
        }
        step();
        let read = slots::read(&self.grammar.slots[slot], self.view, at);
        let edge = read.map(|(end, value)| {
            self.values.push(value);
            let (symbol, which, end) = (Grammar::symbol_of_slot(slot), self.values.len() as u32 - 1, end as u32);
            Edge { symbol, which, end, next: next_of(self.view, end) }
        });
        let read = edge.map_or(&[][..], |edge| self.view.input.arena.alloc_slice_copy(&[edge]));
        self.tried[cell] = Some(read);
        read
    }

    fn site(&self, at: usize) -> Option<Edge> {
        step();
        let links = &self.view.official_links;
        let first = links.partition_point(|tokens| tokens.start < at);
        let end = links.get(first).filter(|tokens| tokens.start == at).map(|tokens| tokens.end as u32)?;
        let next = next_of(self.view, end);
        Some(Edge { symbol: self.grammar.symbol_of(Reads::Site)?, which: 0, end, next })
    }

    #[cold]
    fn find(&mut self, at: usize) -> AtToken<'a> {
        let (arena, grammar) = (self.view.input.arena, self.grammar);
        let mut edges = std::mem::replace(&mut self.room, Vec::new_in(arena));
        edges.clear();
        self.official(at, &mut edges);
        // They have the lowest symbols; of one symbol they stay in their order.
        edges.sort_by_key(|edge| edge.symbol);
        self.words(at, &mut edges);
        let [anywhere, between] = [Special::Anywhere, Special::Between].map(|special| grammar.special(special));
        let is_joint = |edge: &&Edge| Some(edge.symbol) == anywhere || Some(edge.symbol) == between;
        let joints = edges.iter().filter(is_joint).copied();
        let joints = Vec::from_iter_in(joints, arena).into_bump_slice();
        let mut symbols = SymbolSketch::default();
        edges.iter().for_each(|edge| symbols.add(edge.symbol));
        let readings = slots::readings_at(self.view, at);
        let row = self.tried.len() as u32;
        if readings != 0 {
            grammar.slots_of(readings).for_each(|slot| symbols.add(slot));
            self.tried.resize(self.tried.len() + grammar.slots.len(), None);
        }
        let site = self.site(at);
        if let Some(edge) = site {
            symbols.add(edge.symbol);
        }
        let site = site.map_or(&[][..], |edge| arena.alloc_slice_copy(&[edge]));
        let found = AtToken { edges: arena.alloc_slice_copy(&edges), site, joints, symbols, readings, row };
        self.room = edges;
        found
    }

    /// The phrases of the clauses that begin at `at`.
    fn words(&self, at: usize, edges: &mut Vec<'a, Edge>) {
        let Some((_, mut node)) = self.view.word(at).filter(|(_, node)| *node != Grammar::ROOT) else { return };
        let mut token = at;
        loop {
            step();
            let end = token as u32 + 1;
            let next = next_of(self.view, end);
            let own = self.grammar.symbols_at(node).map(|symbol| Edge { symbol, which: 0, end, next });
            // Those of one node are in order, and those of the longer phrases few.
            if token == at {
                edges.extend(own);
            } else {
                own.for_each(|own| edges.insert(edges.partition_point(|edge| edge.symbol <= own.symbol), own));
            }
            let next = self.view.skip_within(token + 1).filter(|next| *next < self.view.len());
            let word = next.and_then(|next| Some((next, self.view.word(next)?.0)));
            match word.and_then(|(next, word)| Some((next, self.grammar.child(node, word)?))) {
                Some(child) => (token, node) = child,
                None => return,
            }
        }
    }

    /// The official names that begin at `at`.
    fn official(&self, at: usize, edges: &mut Vec<'a, Edge>) {
        let input = self.view.input;
        let plain = |end: usize| input.tokens()[at..end].iter().all(Token::is_plain);
        for mention in input.mentions.at(at) {
            let (reads, which) = match mention.meaning {
                Meaning::App(app) => (Reads::App, app),
                name => match input.group.own_name(name) {
                    Some(name) => (Reads::Company, name.issuer().unwrap_or(u16::MAX)),
                    None => continue,
                },
            };
            if plain(mention.end as usize)
                && let Some(symbol) = self.grammar.symbol_of(reads)
            {
                let (which, end) = (u32::from(which), mention.end);
                edges.push(Edge { symbol, which, end, next: next_of(self.view, end) });
            }
        }
    }
}

/// The token with which a chunk can go on behind a part that ends at `end`.
fn next_of(view: &View<'_, '_>, end: u32) -> u32 {
    let next = view.skip_within(end as usize).filter(|next| *next < view.len());
    next.map_or(NOWHERE, |next| next as u32)
}
