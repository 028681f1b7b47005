//! What begins at each token of a message.
//!
//! In: a [`View`] and the [`Grammar`]. Out: [`Begins`]: the classes, names, sites and values that begin at a token, and
//! the tokens behind them. All is found when it is first asked for, and kept: a search asks thousands of times, mostly
//! for what does not begin there, which one bit tells.

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
    /// What each slot reads, in rows of all slots for the tokens at which a value can begin.
    tried: Vec<'a, Tried>,
    values: Vec<'a, Value>,
    /// Room for finding the edges of one token.
    room: Vec<'a, Edge>,
}

/// What begins at one token.
pub(super) struct AtToken<'a> {
    /// Words and official names, by symbol.
    edges: &'a [Edge],
    /// The words of `anywhere` and `between`, the shortest first.
    pub(super) joints: &'a [Edge],
    /// A bit for each symbol: set for all that begin here, and for slots that may.
    symbols: &'a [u64],
    /// Where its row of `tried` begins.
    row: u32,
}

/// Something that begins at a token, and the token behind it.
#[derive(Clone, Copy)]
pub(super) struct Edge {
    pub(super) symbol: Symbol,
    /// What it is: the mention of a company or an app.
    which: u16,
    pub(super) end: u32,
}

/// What a slot reads at a token.
#[derive(Clone, Copy)]
enum Tried {
    NotYet,
    Nothing,
    /// The token behind, and the value's index.
    Value(u32, u32),
}

impl AtToken<'_> {
    /// Whether `symbol` begins here; a slot only may.
    #[inline]
    pub(super) fn may_have(&self, symbol: Symbol) -> bool {
        self.symbols.get(symbol.index() / 64).is_some_and(|set| set >> (symbol.index() % 64) & 1 != 0)
    }

    fn edges_of(&self, symbol: Symbol) -> impl Iterator<Item = &Edge> {
        let first = self.edges.partition_point(|edge| edge.symbol < symbol);
        self.edges[first..].iter().take_while(move |edge| edge.symbol == symbol)
    }

    /// The words and official names that begin here, each once, in order.
    pub(super) fn symbols(&self) -> impl Iterator<Item = Symbol> + use<'_> {
        self.edges.chunk_by(|edge, next| edge.symbol == next.symbol).map(|edges| edges[0].symbol)
    }
}

impl<'v, 'i, 'a> Begins<'v, 'i, 'a> {
    pub(super) fn new(view: &'v View<'i, 'a>, grammar: &'v Grammar) -> Self {
        let arena = view.input.arena;
        let mut tokens = Vec::with_capacity_in(view.len() + 1, arena);
        tokens.resize(view.len() + 1, None);
        let room = Vec::with_capacity_in(64, arena);
        Self { view, grammar, tokens, tried: Vec::new_in(arena), values: Vec::new_in(arena), room }
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

    /// The tokens behind `symbol` at `at`, and which value, app or company it is.
    pub(super) fn ends(&mut self, symbol: Symbol, at: usize, each: &mut Vec<'a, (u32, u32)>) {
        each.clear();
        let found = self.at(at);
        if !found.may_have(symbol) {
            return;
        }
        each.extend(found.edges_of(symbol).inspect(|_| step()).map(|edge| (edge.end, u32::from(edge.which))));
        if each.is_empty() {
            match self.grammar.reads(symbol) {
                Reads::Slot(slot) => each.extend(self.slot(slot, at, found.row as usize)),
                Reads::Site => each.extend(self.site(at).map(|end| (end, 0))),
                _ => {}
            }
        }
    }

    fn slot(&mut self, slot: u16, at: usize, row: usize) -> Option<(u32, u32)> {
        let slot = usize::from(self.grammar.alike(slot));
        let cell = row + slot;
        if let Tried::NotYet = self.tried[cell] {
            step();
            self.tried[cell] = match slots::read(&self.grammar.slots[slot], self.view, at) {
                Some((end, value)) => {
                    self.values.push(value);
                    Tried::Value(end as u32, self.values.len() as u32 - 1)
                }
                None => Tried::Nothing,
            };
        }
        match self.tried[cell] {
            Tried::Value(end, value) => Some((end, value)),
            Tried::NotYet | Tried::Nothing => None,
        }
    }

    fn site(&self, at: usize) -> Option<u32> {
        step();
        let links = &self.view.official_links;
        let first = links.partition_point(|tokens| tokens.start < at);
        links.get(first).filter(|tokens| tokens.start == at).map(|tokens| tokens.end as u32)
    }

    #[cold]
    fn find(&mut self, at: usize) -> AtToken<'a> {
        let (arena, grammar) = (self.view.input.arena, self.grammar);
        let mut edges = std::mem::replace(&mut self.room, Vec::new_in(arena));
        edges.clear();
        self.official(at, &mut edges);
        // They have the lowest symbols; of one symbol they stay in their order.
        edges.sort_by_key(|edge| edge.symbol);
        let official = edges.len();
        self.words(at, &mut edges);
        let of_joints = [Special::Anywhere, Special::Between].map(|special| grammar.special(special));
        let joints = edges.iter().filter(|edge| of_joints.contains(&Some(edge.symbol))).copied();
        let joints = Vec::from_iter_in(joints, arena).into_bump_slice();
        edges[official..].sort_unstable_by_key(|edge| (edge.symbol, edge.end));
        let symbols = arena.alloc_slice_fill_copy(usize::from(grammar.symbol_count()).div_ceil(64), 0_u64);
        edges.iter().for_each(|edge| set(symbols, edge.symbol));
        let readings = slots::readings_at(self.view, at);
        let row = self.tried.len() as u32;
        if readings != 0 {
            grammar.slots_of(readings).for_each(|slot| set(symbols, slot));
            self.tried.resize(self.tried.len() + grammar.slots.len(), Tried::NotYet);
        }
        if self.site(at).is_some() {
            grammar.symbol_of(Reads::Site).into_iter().for_each(|site| set(symbols, site));
        }
        let found = AtToken { edges: arena.alloc_slice_copy(&edges), joints, symbols, row };
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
            edges.extend(self.grammar.symbols_at(node).map(|symbol| Edge { symbol, end, which: 0 }));
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
                    Some(issuer) => (Reads::Company, issuer.unwrap_or(u16::MAX)),
                    None => continue,
                },
            };
            if plain(mention.end as usize)
                && let Some(symbol) = self.grammar.symbol_of(reads)
            {
                edges.push(Edge { symbol, end: mention.end, which });
            }
        }
    }
}

fn set(symbols: &mut [u64], symbol: Symbol) {
    if let Some(set) = symbols.get_mut(symbol.index() / 64) {
        *set |= 1 << (symbol.index() % 64);
    }
}
