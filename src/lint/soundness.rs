//! Does a list's language hold a sentence that no company may send?
//!
//! In: the compiled grammar, and the rules of what must never be said. Out: for each rule the shortest sentence
//! that breaks it, if there is one. This is a decision, not a sample: the clauses are a regular language and so is
//! what each rule forbids, so their intersection can be searched in full. The search lets a clause hold a chunk
//! more than once and end before it is complete: it looks at more sentences than the list can prove, never at fewer.

use crate::grammar::{ClauseWord, Grammar, Reads, Special, Symbol};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// What a sentence is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Letter {
    /// A word.
    Word(ClauseWord),
    /// A company's name.
    Company,
    /// An official app.
    App,
    /// An official site.
    Site,
    /// A typed value, by the index of its slot.
    Slot(u16),
}

/// What must never be said: an occurrence of `says`, and anywhere beside it one of `beside` where there are any,
/// that no idiom covers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Never {
    /// Sequences that are forbidden.
    pub(crate) says: Vec<Vec<Letter>>,
    /// Sequences of which one must be there too for a sentence to be forbidden, before or behind.
    pub(crate) beside: Vec<Vec<Letter>>,
    /// Sequences within which what is forbidden is none.
    pub(crate) unless: Vec<Vec<Letter>>,
    /// What may be said between the letters of `unless`.
    pub(crate) between: Vec<Letter>,
}

/// Sequences of letters by their beginnings; beginnings that go on alike are one node.
#[derive(Debug)]
struct Trie {
    children: FxHashMap<(u32, Letter), u32>,
    ends: Vec<bool>,
    goes_on: Vec<bool>,
}

impl Trie {
    const ROOT: u32 = 0;

    fn new(sequences: &[Vec<Letter>]) -> Self {
        let mut children: Vec<BTreeMap<Letter, u32>> = vec![BTreeMap::new()];
        let mut ends = vec![false];
        for sequence in sequences {
            let mut node = Self::ROOT;
            for letter in sequence {
                let next = ends.len() as u32;
                node = *children[node as usize].entry(*letter).or_insert(next);
                if node == next {
                    children.push(BTreeMap::new());
                    ends.push(false);
                }
            }
            ends[node as usize] = true;
        }
        Self::merged(children, ends)
    }

    /// One node for all that go on alike: `{link} {app}` has one node for the hundred words of a link, so that the
    /// search has one state. A child has a higher number than its parent.
    fn merged(mut children: Vec<BTreeMap<Letter, u32>>, ends: Vec<bool>) -> Self {
        let mut by_future: FxHashMap<(bool, Vec<(Letter, u32)>), u32> = FxHashMap::default();
        let mut merged = vec![Self::ROOT; ends.len()];
        let mut trie = Self { children: FxHashMap::default(), goes_on: vec![false; ends.len()], ends };
        for node in (0..trie.ends.len()).rev() {
            let future: Vec<(Letter, u32)> = std::mem::take(&mut children[node])
                .into_iter()
                .map(|(letter, child)| (letter, merged[child as usize]))
                .collect();
            trie.goes_on[node] = !future.is_empty();
            let known = by_future.entry((trie.ends[node], future)).or_insert_with_key(|(_, future)| {
                trie.children.extend(future.iter().map(|(letter, child)| ((node as u32, *letter), *child)));
                node as u32
            });
            merged[node] = *known;
        }
        trie
    }

    fn child(&self, node: u32, letter: Letter) -> Option<u32> {
        self.children.get(&(node, letter)).copied()
    }

    fn is_end(&self, node: u32) -> bool {
        self.ends[node as usize]
    }

    fn goes_on(&self, node: u32) -> bool {
        self.goes_on[node as usize]
    }
}

/// A rule, ready for the search.
struct Automaton {
    says: Trie,
    beside: Option<Trie>,
    unless: Trie,
    between: FxHashSet<Letter>,
    /// Every letter that the rule knows; all others are one to it.
    alphabet: FxHashSet<Letter>,
}

/// A state of the search for what a rule forbids.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum State {
    /// Nothing was found yet; the idioms that may be going on, and the forbidden sequence.
    Open { idioms: Vec<u32>, said: u32, beside: Beside },
    /// Something forbidden was said; the idioms that may still cover it.
    Said { idioms: Vec<u32>, beside: Beside },
    /// It was said, and no idiom covers it.
    Uncovered(Beside),
}

/// How far what must be beside has been found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Beside {
    Reading(u32),
    Found,
}

impl Automaton {
    fn new(rule: &Never) -> Self {
        let unless = Trie::new(&rule.unless);
        let all = rule.says.iter().chain(&rule.beside).chain(&rule.unless);
        let beside = (!rule.beside.is_empty()).then(|| Trie::new(&rule.beside));
        Self {
            says: Trie::new(&rule.says),
            beside,
            unless,
            between: rule.between.iter().copied().collect(),
            alphabet: all.flatten().chain(&rule.between).copied().collect(),
        }
    }

    fn start(&self) -> State {
        let beside = if self.beside.is_none() { Beside::Found } else { Beside::Reading(Trie::ROOT) };
        State::Open { idioms: Vec::new(), said: Trie::ROOT, beside }
    }

    /// Adds the states after `letter` to `next`.
    fn step(&self, state: &State, letter: Letter, next: &mut Vec<State>) {
        match state {
            State::Open { idioms, said, beside } => {
                let idioms = self.advance(idioms, letter, true);
                let covered = idioms.iter().any(|node| self.unless.is_end(*node));
                for beside in self.beside_after(*beside, letter) {
                    next.push(State::Open { idioms: self.alive(&idioms), said: Trie::ROOT, beside });
                    let going = [Trie::ROOT, *said];
                    for node in &going[usize::from(*said == Trie::ROOT)..] {
                        let Some(node) = self.says.child(*node, letter) else { continue };
                        next.push(State::Open { idioms: self.alive(&idioms), said: node, beside });
                        if self.says.is_end(node) && !covered {
                            next.push(said_state(self.alive(&idioms), beside));
                        }
                    }
                }
            }
            State::Said { idioms, beside } => {
                let idioms = self.advance(idioms, letter, false);
                if !idioms.iter().any(|node| self.unless.is_end(*node)) {
                    let besides = self.beside_after(*beside, letter).into_iter();
                    next.extend(besides.map(|beside| said_state(self.alive(&idioms), beside)));
                }
            }
            State::Uncovered(beside) => {
                next.extend(self.beside_after(*beside, letter).into_iter().map(State::Uncovered));
            }
        }
    }

    /// The idioms that go on with `letter`, whole ones included; `begin` lets new ones begin.
    fn advance(&self, going: &[u32], letter: Letter, begin: bool) -> Vec<u32> {
        let root = begin.then_some(&Trie::ROOT);
        let mut next: Vec<u32> =
            root.into_iter().chain(going).filter_map(|at| self.unless.child(*at, letter)).collect();
        if self.between.contains(&letter) {
            next.extend(going);
        }
        next.sort_unstable();
        next.dedup();
        next
    }

    /// The idioms among `going` that could go on.
    fn alive(&self, going: &[u32]) -> Vec<u32> {
        going.iter().copied().filter(|node| self.unless.goes_on(*node)).collect()
    }

    fn beside_after(&self, beside: Beside, letter: Letter) -> Vec<Beside> {
        let (Beside::Reading(at), Some(trie)) = (beside, &self.beside) else { return vec![Beside::Found] };
        let mut next = vec![Beside::Reading(Trie::ROOT)];
        let going = [Trie::ROOT, at];
        for node in &going[usize::from(at == Trie::ROOT)..] {
            match trie.child(*node, letter) {
                Some(child) if trie.is_end(child) => return vec![Beside::Found],
                Some(child) => next.push(Beside::Reading(child)),
                None => {}
            }
        }
        next
    }
}

impl State {
    /// Whether a sentence that ends here is forbidden.
    fn is_forbidden(&self) -> bool {
        matches!(self, Self::Said { beside: Beside::Found, .. } | Self::Uncovered(Beside::Found))
    }
}

fn said_state(idioms: Vec<u32>, beside: Beside) -> State {
    if idioms.is_empty() { State::Uncovered(beside) } else { State::Said { idioms, beside } }
}

/// The grammar with what the search needs of it.
pub(crate) struct Language<'g> {
    grammar: &'g Grammar,
    /// What each symbol reads, as sequences of letters.
    readings: Vec<Vec<Vec<Letter>>>,
    /// For each chunk, the kinds that are without it, as bits.
    without: &'g [u32],
}

impl<'g> Language<'g> {
    /// The language of `grammar`, where `without` are the kinds that are without each chunk, as bits.
    pub(crate) fn new(grammar: &'g Grammar, without: &'g [u32]) -> Self {
        let mut readings = vec![Vec::new(); usize::from(grammar.symbol_count())];
        grammar.each_phrase(|words, symbol: Symbol| {
            readings[symbol.index()].push(words.iter().map(|word| Letter::Word(*word)).collect());
        });
        for at in 0..grammar.symbol_count() {
            let letter = match grammar.reads(Symbol::new(at)) {
                Reads::Words(_) => continue,
                Reads::Slot(slot) => Letter::Slot(slot),
                Reads::Company => Letter::Company,
                Reads::App => Letter::App,
                Reads::Site => Letter::Site,
            };
            readings[usize::from(at)].push(vec![letter]);
        }
        Self { grammar, readings, without }
    }

    /// The shortest sentence that breaks `rule`, in letters.
    pub(crate) fn breaks(&self, rule: &Never) -> Option<Vec<Letter>> {
        if rule.says.is_empty() {
            return None;
        }
        Search::new(self, Automaton::new(rule)).run()
    }
}

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
struct Search<'l, 'g> {
    language: &'l Language<'g>,
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
    fn new(language: &'l Language<'g>, rule: Automaton) -> Self {
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
    fn run(mut self) -> Option<Vec<Letter>> {
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
        let grammar = self.language.grammar;
        let mut exits: Vec<(u32, Vec<Letter>)> = Vec::new();
        let mut known: FxHashSet<(u32, u32)> = FxHashSet::default();
        let mut nodes: Vec<(u32, Vec<Letter>)> = vec![(u32::MAX, Vec::new())];
        let mut open = BinaryHeap::new();
        let mut wanted: Vec<(usize, u32, u32, u32)> =
            grammar.first_of(chunk).into_iter().map(|position| (0, position, state, 0)).collect();
        loop {
            for (length, position, state, node) in std::mem::take(&mut wanted) {
                let symbol = grammar.position(position).symbol.index() as u32;
                for (next, reading) in self.after(state, symbol) {
                    if known.insert((position, next)) {
                        let letters = self.readings[symbol as usize][reading as usize].clone();
                        open.push(Reverse((length + letters.len(), position, next, nodes.len() as u32)));
                        nodes.push((node, letters));
                    }
                }
            }
            let Some(Reverse((length, at, state, node))) = open.pop() else { break };
            let position = grammar.position(at);
            if position.is_last && !exits.iter().any(|(known, _)| *known == state) {
                exits.push((state, sentence(&nodes, node)));
            }
            wanted.extend(grammar.follow(position).map(|follow| (length, follow, state, node)));
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
