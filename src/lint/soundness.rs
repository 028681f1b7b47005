//! Does a list's language hold a sentence that no company may send?
//!
//! In: the compiled grammar, and the rules of what must never be said. Out: for each rule the shortest sentence
//! that breaks it, if there is one. This is a decision, not a sample: the clauses are a regular language and so is
//! what each rule forbids, so their intersection can be searched in full. The search lets a clause hold a chunk
//! more than once and end before it is complete: it looks at more sentences than the list can prove, never at fewer.

mod search;

use crate::grammar::{ClauseWord, Grammar, Reads, Symbol};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

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
pub(crate) struct SearchGrammar<'g> {
    grammar: &'g Grammar,
    /// What each symbol reads, as sequences of letters.
    readings: Vec<Vec<Vec<Letter>>>,
    /// For each chunk, the kinds that are without it, as bits.
    without: &'g [u32],
}

impl<'g> SearchGrammar<'g> {
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
        search::Search::new(self, Automaton::new(rule)).run()
    }
}
