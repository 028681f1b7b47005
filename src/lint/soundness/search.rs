//! The search for a sentence that breaks a rule.
//!
//! In: a list's language and the automaton of a rule. Out: the shortest sentence that breaks it, if there is one.

use super::{Automaton, Letter, SearchGrammar, State};
use crate::grammar::{Move, Special};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// What was looked at already. More frames and kinds leave more ways to go on, so that whatever they cover need not
/// be looked at again.
#[derive(Default)]
struct Seen(FxHashMap<u32, Vec<(u128, u32)>>);

impl Seen {
    fn covers(&self, frames: u128, kinds: u32, state: u32) -> bool {
        let wider = |known: &(u128, u32)| frames & !known.0 == 0 && kinds & !known.1 == 0;
        self.0.get(&state).is_some_and(|known| known.iter().any(wider))
    }

    /// Whether it was new.
    fn insert(&mut self, frames: u128, kinds: u32, state: u32) -> bool {
        let new = !self.covers(frames, kinds, state);
        if new {
            let known = self.0.entry(state).or_default();
            known.retain(|known| known.0 & !frames != 0 || known.1 & !kinds != 0);
            known.push((frames, kinds));
        }
        new
    }
}

/// A state in which a chunk can be left, and the shortest way there.
type Exit = (u32, Vec<Letter>);

/// The search for one rule.
pub(super) struct Search<'l, 'g> {
    language: &'l SearchGrammar<'g>,
    rule: Automaton,
    /// What each symbol reads: of readings that are one to the rule, the shortest.
    readings: Vec<Vec<Vec<Letter>>>,
    states: Vec<State>,
    by_state: FxHashMap<State, u32>,
    /// The states behind each symbol, each with the reading that leads there.
    behind: FxHashMap<(u32, u32), Vec<(u32, u32)>>,
    /// The states in which each chunk can be left, each with the shortest way.
    through: FxHashMap<(u8, u32), Vec<Exit>>,
}

impl<'l, 'g> Search<'l, 'g> {
    pub(super) fn new(language: &'l SearchGrammar<'g>, rule: Automaton) -> Self {
        let readings = language.readings.iter().map(|all| distinct(all, &rule.alphabet)).collect();
        Self {
            language,
            rule,
            readings,
            states: Vec::new(),
            by_state: FxHashMap::default(),
            behind: FxHashMap::default(),
            through: FxHashMap::default(),
        }
    }

    /// The shortest sentence first, by chunks.
    pub(super) fn run(mut self) -> Option<Vec<Letter>> {
        let start = self.rule.start();
        let start = self.intern(start);
        let grammar = self.language.grammar;
        // Between two chunks: the frames of the clause at hand, the kinds so far, and the rule's state.
        let mut seen = Seen::default();
        let mut nodes: Vec<(u32, Vec<Letter>)> = vec![(u32::MAX, Vec::new())];
        let mut open = BinaryHeap::from([Reverse((0, u128::MAX, u32::MAX, start, 0_u32))]);
        while let Some(Reverse((length, frames, kinds, state, node))) = open.pop() {
            if !seen.insert(frames, kinds, state) {
                continue;
            }
            if self.states[state as usize].is_forbidden() {
                return Some(sentence(&nodes, node));
            }
            let mut ways: Vec<(u128, u32, u32, Vec<Letter>)> = Vec::new();
            for symbol in [Special::Anywhere, Special::Between].into_iter().filter_map(|class| grammar.special(class)) {
                for (next, reading) in self.after(state, symbol.index() as u32) {
                    ways.push((frames, kinds, next, self.readings[symbol.index()][reading as usize].clone()));
                }
            }
            // The clause before may end here; its kinds are those of any of its frames.
            let closed = kinds & grammar.kinds_of_frames(frames);
            for chunk in 0..grammar.chunk_count() {
                let of_chunk = grammar.frames_of(chunk);
                let without = self.language.without.get(usize::from(chunk)).copied().unwrap_or(0);
                let (kinds, closed) = (kinds & !without, closed & !without);
                for (next, letters) in self.leave(chunk, state) {
                    // A clause that no kind can hold is never complete.
                    if kinds & grammar.kinds_of_frames(frames & of_chunk) != 0 {
                        ways.push((frames & of_chunk, kinds, next, letters.clone()));
                    }
                    if closed & grammar.kinds_of_frames(of_chunk) != 0 {
                        ways.push((of_chunk, closed, next, letters));
                    }
                }
            }
            for (frames, kinds, state, letters) in ways {
                if !seen.covers(frames, kinds, state) {
                    open.push(Reverse((length + letters.len(), frames, kinds, state, nodes.len() as u32)));
                    nodes.push((node, letters));
                }
            }
        }
        None
    }

    fn intern(&mut self, state: State) -> u32 {
        if let Some(known) = self.by_state.get(&state) {
            return *known;
        }
        let id = self.states.len() as u32;
        self.states.push(state.clone());
        self.by_state.insert(state, id);
        id
    }

    /// The states after `symbol` is read in `state`, each with the reading that leads there.
    fn after(&mut self, state: u32, symbol: u32) -> Vec<(u32, u32)> {
        if let Some(known) = self.behind.get(&(state, symbol)) {
            return known.clone();
        }
        let mut after: Vec<(u32, u32)> = Vec::new();
        for at in 0..self.readings[symbol as usize].len() {
            let mut states = vec![self.states[state as usize].clone()];
            for letter in &self.readings[symbol as usize][at] {
                let mut next = Vec::new();
                for state in &states {
                    self.rule.step(state, *letter, &mut next);
                }
                next.sort_unstable();
                next.dedup();
                states = next;
            }
            for state in states {
                let id = self.intern(state);
                if !after.iter().any(|(known, _)| *known == id) {
                    after.push((id, at as u32));
                }
            }
        }
        self.behind.insert((state, symbol), after.clone());
        after
    }

    /// The states in which `chunk` can be left when entered in `state`, each with the shortest way.
    fn leave(&mut self, chunk: u8, state: u32) -> Vec<(u32, Vec<Letter>)> {
        if let Some(known) = self.through.get(&(chunk, state)) {
            return known.clone();
        }
        let chunks = self.language.grammar.automaton();
        let mut exits: Vec<(u32, Vec<Letter>)> = Vec::new();
        let mut known: FxHashSet<(u32, u32)> = FxHashSet::default();
        let mut nodes: Vec<(u32, Vec<Letter>)> = vec![(u32::MAX, Vec::new())];
        let mut open = BinaryHeap::new();
        let mut wanted: Vec<(usize, Move, u32, u32)> =
            chunks.starts_of(chunk).map(|next| (0, next, state, 0)).collect();
        loop {
            for (length, read, state, node) in std::mem::take(&mut wanted) {
                let symbol = read.symbol.index() as u32;
                for (next, reading) in self.after(state, symbol) {
                    if known.insert((read.state, next)) {
                        let letters = self.readings[symbol as usize][reading as usize].clone();
                        open.push(Reverse((length + letters.len(), read.state, next, nodes.len() as u32)));
                        nodes.push((node, letters));
                    }
                }
            }
            let Some(Reverse((length, at, state, node))) = open.pop() else { break };
            if chunks.can_end(chunk, at) && !exits.iter().any(|(known, _)| *known == state) {
                exits.push((state, sentence(&nodes, node)));
            }
            wanted.extend(chunks.moves_of(chunk, at).map(|next| (length, next, state, node)));
        }
        self.through.insert((chunk, state), exits.clone());
        exits
    }
}

/// The letters that lead to `node`.
fn sentence(nodes: &[(u32, Vec<Letter>)], mut node: u32) -> Vec<Letter> {
    let mut parts = Vec::new();
    while let Some((before, letters)) = nodes.get(node as usize) {
        parts.push(letters.as_slice());
        node = *before;
    }
    parts.reverse();
    parts.concat()
}

/// Of readings that differ only in letters outside `alphabet`, the shortest.
fn distinct(readings: &[Vec<Letter>], alphabet: &FxHashSet<Letter>) -> Vec<Vec<Letter>> {
    let mut sorted: Vec<&Vec<Letter>> = readings.iter().collect();
    sorted.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    let mut known: FxHashSet<Vec<Option<Letter>>> = FxHashSet::default();
    // Letters that the rule does not know break every sequence alike, so that several in a row are one.
    let seen = |reading: &Vec<Letter>| {
        let mut seen: Vec<Option<Letter>> =
            reading.iter().map(|letter| Some(*letter).filter(|it| alphabet.contains(it))).collect();
        seen.dedup_by(|next, last| next.is_none() && last.is_none());
        seen
    };
    sorted.into_iter().filter(|reading| known.insert(seen(reading))).cloned().collect()
}
