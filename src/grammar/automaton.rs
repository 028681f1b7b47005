//! The chunks as one deterministic automaton: made when a list is signed, and read in place.
//!
//! In: the tables of a [`Grammar`]. Out: an [`Automaton`], which a search asks thousands of times for each message: it
//! holds the few sections that it needs, so that none is looked up again. Chunks that begin alike share their states until
//! they part, and all that go on alike share them from there on.

use super::tables::{PositionRow, Section, Tables};
use super::{Grammar, Symbol};
use crate::documents::RulesError;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Every chunk at once.
#[derive(Clone, Copy)]
pub(crate) struct Automaton<'g> {
    starts: &'g [[u8; 2]],
    states: &'g [[u8; StateRow::BYTES]],
    moves: &'g [[u8; Move::BYTES]],
    sets: &'g [[u8; 16]],
    apart: u128,
}

/// A symbol that is read in a state, and the state behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Move {
    pub(crate) symbol: Symbol,
    pub(crate) state: u32,
}

impl Move {
    const BYTES: usize = 4;

    #[inline]
    fn read([a, b, c, d]: [u8; Self::BYTES]) -> Self {
        Self { symbol: Symbol(u16::from_le_bytes([a, b])), state: u32::from(u16::from_le_bytes([c, d])) }
    }

    fn write(self, to: &mut Vec<u8>) {
        to.extend(self.symbol.id().to_le_bytes());
        to.extend((self.state as u16).to_le_bytes());
    }
}

/// No chunk begins with the symbol.
const NO_STATE: u16 = u16::MAX;

impl Grammar {
    pub(crate) fn automaton(&self) -> Automaton<'_> {
        Automaton {
            starts: self.section(Section::Starts).as_chunks().0,
            states: self.section(Section::States).as_chunks().0,
            moves: self.section(Section::Moves).as_chunks().0,
            sets: self.section(Section::ChunkSets).as_chunks().0,
            apart: self.number(Section::Apart, 0).map_or(0, u128::from_le_bytes),
        }
    }
}

impl<'g> Automaton<'g> {
    /// The state behind `symbol`, where a chunk begins with it.
    #[inline]
    pub(crate) fn start(self, symbol: Symbol) -> Option<u32> {
        let state = self.starts.get(symbol.index()).map(|state| u16::from_le_bytes(*state))?;
        (state != NO_STATE).then_some(u32::from(state))
    }

    /// What can be read in `state`, in the order of the symbols.
    #[inline]
    pub(crate) fn moves(self, state: u32) -> impl Iterator<Item = Move> + use<'g> {
        let first = |state: usize| self.states.get(state).map_or(0, |row| StateRow::read(*row).first_move as usize);
        let moves = self.moves.get(first(state as usize)..first(state as usize + 1)).unwrap_or_default();
        moves.iter().map(|row| Move::read(*row))
    }

    /// The chunks that can end in `state`, as bits.
    #[inline]
    pub(crate) fn ends(self, state: u32) -> u128 {
        self.states.get(state as usize).map_or(0, |row| self.set(StateRow::read(*row).ends))
    }

    /// The chunks that can end in `state` or behind it, as bits.
    #[inline]
    pub(crate) fn passes(self, state: u32) -> u128 {
        self.states.get(state as usize).map_or(0, |row| self.set(StateRow::read(*row).passes))
    }

    /// Whether `chunk` can end in `state`.
    pub(crate) fn can_end(self, chunk: u8, state: u32) -> bool {
        self.ends(state) >> chunk & 1 != 0
    }

    /// Whether `chunk` can end in `state` or behind it.
    fn can_pass(self, chunk: u8, state: u32) -> bool {
        self.passes(state) >> chunk & 1 != 0
    }

    /// Whether `chunk` begins a clause, or a mark parts it from what is before it.
    #[inline]
    pub(crate) fn is_apart(self, chunk: u8) -> bool {
        self.apart.checked_shr(u32::from(chunk)).is_some_and(|apart| apart & 1 != 0)
    }

    /// The ways in which `chunk` can begin.
    pub(crate) fn starts_of(self, chunk: u8) -> impl Iterator<Item = Move> + use<'g> {
        let symbols = (0..self.starts.len()).filter_map(|at| u16::try_from(at).ok()).map(Symbol);
        let starts = symbols.filter_map(move |symbol| Some(Move { symbol, state: self.start(symbol)? }));
        starts.filter(move |start| self.can_pass(chunk, start.state))
    }

    /// The ways in which `chunk` can go on in `state`.
    pub(crate) fn moves_of(self, chunk: u8, state: u32) -> impl Iterator<Item = Move> + use<'g> {
        self.moves(state).filter(move |next| self.can_pass(chunk, next.state))
    }

    /// Whether every state has moves of its own, which read any of so many `symbols` and lead to states before it: else a
    /// walk might never end.
    pub(super) fn is_in_order(self, symbols: u16) -> bool {
        if self.starts.len() != usize::from(symbols) {
            return false;
        }
        let mut first = 0;
        let mut rows = self.states.iter().map(|row| StateRow::read(*row).first_move as usize);
        match rows.next() {
            Some(0) => {}
            Some(_) => return false,
            None => return self.moves.is_empty(),
        }
        for (state, next) in (0_u32..).zip(rows) {
            let Some(own) = self.moves.get(first..next) else { return false };
            let is_in_order = |next: Move| next.state < state && next.symbol.id() < symbols;
            if !own.iter().map(|row| Move::read(*row)).all(is_in_order) {
                return false;
            }
            first = next;
        }
        first == self.moves.len()
    }

    #[inline]
    fn set(self, at: u16) -> u128 {
        self.sets.get(usize::from(at)).map_or(0, |set| u128::from_le_bytes(*set))
    }
}

/// A state in its table.
struct StateRow {
    first_move: u32,
    ends: u16,
    passes: u16,
}

impl StateRow {
    const BYTES: usize = 8;

    #[inline]
    fn read(row: [u8; Self::BYTES]) -> Self {
        let number = |at: usize| u16::from_le_bytes([row[at], row[at + 1]]);
        Self { first_move: u32::from(number(0)) | u32::from(number(2)) << 16, ends: number(4), passes: number(6) }
    }

    fn write(&self, to: &mut Vec<u8>) {
        to.extend(self.first_move.to_le_bytes());
        to.extend(self.ends.to_le_bytes());
        to.extend(self.passes.to_le_bytes());
    }
}

/// What makes a state what it is: states that are equal in this are one.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct StateKey {
    ends: u128,
    passes: u128,
    moves: Vec<Move>,
}

/// Sets of positions in chunks become states, those of the ends first.
struct Builder<'t> {
    positions: &'t [PositionRow],
    /// By set of positions.
    settled: FxHashMap<Vec<u32>, u32>,
    states: BTreeMap<StateKey, u32>,
}

/// A set of positions whose state is being made.
struct Open {
    set: Vec<u32>,
    /// What can be read there and the positions behind it, the last symbol first.
    next: Vec<(Symbol, Vec<u32>)>,
    moves: Vec<Move>,
}

impl Builder<'_> {
    /// The state of the positions in `set`. Chunks have no circles, so that each state is settled after those behind it.
    fn state(&mut self, set: &[u32]) -> Result<u32, RulesError> {
        let (mut top, mut waiting) = (self.open(set), Vec::new());
        loop {
            if let Some((symbol, behind)) = top.next.pop() {
                if let Some(state) = self.settled.get(&behind).copied() {
                    top.moves.push(Move { symbol, state });
                } else {
                    let of_behind = self.open(&behind);
                    top.next.push((symbol, behind));
                    waiting.push(std::mem::replace(&mut top, of_behind));
                }
                continue;
            }
            let state = self.settle(top)?;
            let Some(before) = waiting.pop() else { return Ok(state) };
            top = before;
        }
    }

    fn open(&self, set: &[u32]) -> Open {
        let mut next: BTreeMap<Symbol, Vec<u32>> = BTreeMap::new();
        for position in set {
            for behind in &self.positions[*position as usize].follow {
                next.entry(self.positions[*behind as usize].symbol).or_default().push(*behind);
            }
        }
        let next = next.into_iter().rev().map(|(symbol, behind)| (symbol, sorted(behind))).collect();
        Open { set: set.to_vec(), next, moves: Vec::new() }
    }

    fn settle(&mut self, open: Open) -> Result<u32, RulesError> {
        let chunks = |is_meant: &dyn Fn(&PositionRow) -> bool| {
            let rows = open.set.iter().map(|position| &self.positions[*position as usize]);
            rows.filter(|row| is_meant(row)).fold(0, |all, row| all | 1 << row.chunk)
        };
        let key = StateKey { ends: chunks(&|row| row.is_last), passes: chunks(&|_| true), moves: open.moves };
        let next = self.states.len() as u32;
        let state = *self.states.entry(key).or_insert(next);
        if state >= u32::from(NO_STATE) {
            return Err(TOO_MANY);
        }
        if self.settled.len() >= MOST_OPENED {
            return Err(RulesError::TooMany { what: "sets of places in chunks", most: MOST_OPENED });
        }
        self.settled.insert(open.set, state);
        Ok(state)
    }
}

/// Clauses that need more sets of positions are refused.
const MOST_OPENED: usize = 1 << 18;

const TOO_MANY: RulesError = RulesError::TooMany { what: "states of chunks", most: NO_STATE as usize };

const TOO_MANY_SETS: RulesError = RulesError::TooMany { what: "sets of chunks that end alike", most: 1 << 16 };

fn sorted(mut set: Vec<u32>) -> Vec<u32> {
    set.sort_unstable();
    set.dedup();
    set
}

impl Tables {
    /// Writes the automaton.
    pub(super) fn encode_automaton(&self, sections: &mut [Vec<u8>]) -> Result<(), RulesError> {
        let mut builder =
            Builder { positions: &self.positions, settled: FxHashMap::default(), states: BTreeMap::new() };
        for symbol in 0..self.symbols.len() {
            let start = match self.first.get(symbol).filter(|first| !first.is_empty()) {
                Some(first) => builder.state(&sorted(first.clone()))?,
                None => u32::from(NO_STATE),
            };
            sections[Section::Starts as usize].extend((start as u16).to_le_bytes());
        }
        let mut states: Vec<(u32, StateKey)> = builder.states.into_iter().map(|(key, state)| (state, key)).collect();
        states.sort_unstable_by_key(|(state, _)| *state);
        let mut sets: BTreeMap<u128, u16> = BTreeMap::new();
        let mut first_move = 0;
        for (_, state) in &states {
            let mut of_set = |set: u128| {
                let next = u16::try_from(sets.len()).map_err(|_| TOO_MANY_SETS)?;
                Ok(*sets.entry(set).or_insert_with(|| {
                    sections[Section::ChunkSets as usize].extend(set.to_le_bytes());
                    next
                }))
            };
            let (ends, passes) = (of_set(state.ends)?, of_set(state.passes)?);
            StateRow { first_move, ends, passes }.write(&mut sections[Section::States as usize]);
            state.moves.iter().for_each(|next| next.write(&mut sections[Section::Moves as usize]));
            first_move += state.moves.len() as u32;
        }
        StateRow { first_move, ends: NO_STATE, passes: NO_STATE }.write(&mut sections[Section::States as usize]);
        sections[Section::Apart as usize] = self.apart.to_le_bytes().to_vec();
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::documents::Clauses;
    use crate::grammar::compile;

    fn grammar(text: &str) -> Grammar {
        let bytes = compile(&Clauses::parse(text).unwrap(), &[]).unwrap().encode().unwrap();
        Grammar::decode(bytes, &[]).unwrap()
    }

    fn symbols_of(grammar: &Grammar, word: &str) -> Vec<Symbol> {
        let node = grammar.child(Grammar::ROOT, grammar.word(word).unwrap()).unwrap();
        grammar.symbols_at(node).collect()
    }

    /// The state behind the one word.
    fn start(grammar: &Grammar, word: &str) -> Option<u32> {
        symbols_of(grammar, word).into_iter().find_map(|symbol| grammar.automaton().start(symbol))
    }

    /// The chunks that `words` are, by name.
    fn chunks(grammar: &Grammar, words: &[&str]) -> Vec<String> {
        let automaton = grammar.automaton();
        let (first, rest) = words.split_first().unwrap();
        let mut states: Vec<u32> = start(grammar, first).into_iter().collect();
        for word in rest {
            let symbols = symbols_of(grammar, word);
            let moves = states.into_iter().flat_map(|state| automaton.moves(state));
            states = moves.filter(|next| symbols.contains(&next.symbol)).map(|next| next.state).collect();
        }
        let ends = states.into_iter().fold(0, |all, state| all | automaton.ends(state));
        let names = (0..grammar.chunk_count()).filter(|chunk| ends >> chunk & 1 != 0);
        names.map(|chunk| grammar.chunk_name(chunk).to_owned()).collect()
    }

    const PAY: &str = "chunk bare = pay\nchunk bill = pay [your] bill\nchunk dues = pay your (dues|bill)\napart dues\n\
        frame f (*): bare bill dues";

    #[test]
    fn chunks_that_begin_alike_share_their_states() {
        let grammar = grammar(PAY);
        assert_eq!(chunks(&grammar, &["pay"]), ["bare"]);
        assert_eq!(chunks(&grammar, &["pay", "bill"]), ["bill"]);
        assert_eq!(chunks(&grammar, &["pay", "your"]), [""; 0]);
        assert_eq!(chunks(&grammar, &["pay", "your", "dues"]), ["dues"]);
        assert_eq!(chunks(&grammar, &["pay", "your", "bill"]), ["bill", "dues"]);
        assert_eq!(chunks(&grammar, &["pay", "dues"]), [""; 0]);
        assert_eq!(start(&grammar, "your"), None);
    }

    #[test]
    fn a_chunk_is_walked_by_itself() {
        let grammar = grammar(PAY);
        let automaton = grammar.automaton();
        let named = |name: &str| (0..grammar.chunk_count()).find(|chunk| grammar.chunk_name(*chunk) == name).unwrap();
        let [bare, bill, dues] = ["bare", "bill", "dues"].map(named);
        let pay = start(&grammar, "pay").unwrap();
        let behind = |chunk| automaton.moves_of(chunk, pay).count();
        assert_eq!([bare, bill, dues].map(behind), [0, 2, 1]);
        assert_eq!([bare, bill, dues].map(|chunk| automaton.starts_of(chunk).count()), [1; 3]);
        assert_eq!([bare, bill, dues].map(|chunk| automaton.is_apart(chunk)), [false, false, true]);
    }

    #[test]
    fn tables_that_contradict_each_other_are_refused() {
        let bytes = compile(&Clauses::parse(PAY).unwrap(), &[]).unwrap().encode().unwrap();
        let sections = Grammar::decode(bytes.clone(), &[]).unwrap().sections;
        let with = |section: Section, at: usize, number: u16| {
            let mut bytes = bytes.clone();
            let start = sections[section as usize].start + at;
            bytes[start..start + 2].copy_from_slice(&number.to_le_bytes());
            Grammar::decode(bytes, &[]).err()
        };
        assert_eq!(with(Section::Moves, 2, 0), None);
        assert_eq!(with(Section::Moves, 2, 9), Some(RulesError::Tables));
        assert_eq!(with(Section::Moves, 0, u16::MAX), Some(RulesError::Tables));
        assert_eq!(with(Section::Symbols, 0, 5), Some(RulesError::Tables));
        assert_eq!(with(Section::NodeSymbols, 0, 0), Some(RulesError::Tables));
        assert_eq!(with(Section::NodeSymbols, 0, u16::MAX), Some(RulesError::Tables));
        assert_eq!(with(Section::States, 0, 1), Some(RulesError::Tables));
        assert_eq!(with(Section::States, StateRow::BYTES, 9), Some(RulesError::Tables));
    }

    #[test]
    fn what_goes_on_alike_is_one_state() {
        let grammar = grammar("chunk a = red paint\nchunk a = green paint\nchunk b = blue paint\nframe f (*): a b");
        let behind = |word| start(&grammar, word).unwrap();
        assert_eq!(behind("red"), behind("green"));
        assert_ne!(behind("red"), behind("blue"));
    }
}
