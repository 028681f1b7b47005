//! The positions of the chunks, and which follow which: written when a list is signed, and read in place.
//!
//! In: the tables of a [`Grammar`]. Out: an [`Automaton`], which a search asks thousands of times for each message: it
//! holds the few sections that it needs, so that none is looked up again.

use super::tables::{Section, Tables};
use super::{Grammar, Symbol};
use crate::documents::RulesError;
use crate::steps::step;
use std::collections::BTreeMap;
use std::ops::Range;

/// A place in a chunk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Position {
    pub(crate) symbol: Symbol,
    pub(crate) chunk: u8,
    /// The chunk may end behind it.
    pub(crate) is_last: bool,
    /// The chunk begins a clause, or a mark parts it from what is before it.
    pub(crate) is_apart: bool,
    /// Its number.
    pub(crate) at: u32,
}

/// Numbers of two bytes, and of four.
type Pairs<'g> = &'g [[u8; 2]];
type Quads<'g> = &'g [[u8; 4]];

/// The positions of every chunk, and which follow which.
#[derive(Clone, Copy)]
pub(crate) struct Automaton<'g> {
    positions: Quads<'g>,
    follow_lists: Quads<'g>,
    follow: Pairs<'g>,
    /// What is read at each position of `follow`.
    follow_symbols: &'g [Symbol],
    first_starts: Pairs<'g>,
    first_blocks: &'g [[u8; Block::BYTES]],
    first: Pairs<'g>,
    behind_first: Pairs<'g>,
    behind_sets: Quads<'g>,
}

/// Positions that a chunk can begin with where the same is read, at most 32, and what goes on behind them.
struct Block<'g> {
    positions: Pairs<'g>,
    /// The bits of those that a chunk can end with.
    last: u32,
    /// What is read behind any of them, and the bits of those behind which it is.
    behind: Pairs<'g>,
    behind_sets: Quads<'g>,
}

impl Block<'_> {
    /// Positions of a block: the bits of a set.
    const POSITIONS: usize = 32;
    /// Where its positions and what is behind them begin, each in two bytes, and those that a chunk can end with, in four.
    const BYTES: usize = 8;
}

/// The length of a list of positions that follow takes so many bits, and where it begins those above.
const LENGTH_BITS: u32 = 10;

impl Grammar {
    pub(crate) fn automaton(&self) -> Automaton<'_> {
        let pairs = |section| self.section(section).as_chunks().0;
        let quads = |section| self.section(section).as_chunks().0;
        Automaton {
            positions: quads(Section::Positions),
            follow_lists: quads(Section::FollowLists),
            follow: pairs(Section::Follow),
            follow_symbols: self.follow_symbols.get_or_init(|| self.read_follow_symbols()),
            first_starts: pairs(Section::FirstStarts),
            first_blocks: self.section(Section::FirstBlocks).as_chunks().0,
            first: pairs(Section::First),
            behind_first: pairs(Section::BehindFirst),
            behind_sets: quads(Section::BehindFirstSets),
        }
    }

    /// What is read at each position of the lists of those that follow. A search looks at thousands of them, most for
    /// nothing else.
    fn read_follow_symbols(&self) -> Box<[Symbol]> {
        let (positions, follow) = (self.section(Section::Positions).as_chunks().0, self.section(Section::Follow));
        numbers(follow.as_chunks().0).map(|at| symbol(positions, at)).collect()
    }

    /// Whether no position that a chunk can begin with is that of two symbols, and nothing is behind two: else a search
    /// would come by them again and again.
    pub(super) fn firsts_are_in_order(&self) -> bool {
        let starts = numbers(self.section(Section::FirstStarts).as_chunks().0);
        let blocks = self.section(Section::FirstBlocks).as_chunks::<{ Block::BYTES }>().0;
        let of_block = |at: usize| blocks.iter().map(move |block| u16::from_le_bytes([block[at], block[at + 1]]));
        starts.is_sorted() && of_block(0).is_sorted() && of_block(2).is_sorted()
    }
}

impl<'g> Automaton<'g> {
    #[inline]
    pub(crate) fn position(self, at: u32) -> Position {
        let [low, high, chunk, flags] = self.positions.get(at as usize).copied().unwrap_or_default();
        let (is_last, is_apart) = (flags & 128 != 0, flags & 64 != 0);
        Position { symbol: Symbol(u16::from_le_bytes([low, high])), chunk: chunk & 127, is_last, is_apart, at }
    }

    /// What is read at the position.
    #[inline]
    pub(crate) fn symbol(self, at: u32) -> Symbol {
        symbol(self.positions, at)
    }

    /// The positions that may come behind the position `at`.
    #[inline]
    pub(crate) fn follow(self, at: u32) -> impl Iterator<Item = u32> + use<'g> {
        numbers(self.follow.get(self.list(at)).unwrap_or_default())
    }

    /// What is read at the positions that may come behind the position `at`.
    #[inline]
    pub(crate) fn symbols_behind(self, at: u32) -> &'g [Symbol] {
        self.follow_symbols.get(self.list(at)).unwrap_or_default()
    }

    /// The position behind `at` of that index among them.
    #[inline]
    pub(crate) fn nth_behind(self, at: u32, nth: usize) -> Option<u32> {
        let number = self.follow.get(self.list(at).start + nth)?;
        Some(u32::from(u16::from_le_bytes(*number)))
    }

    /// The part of `follow` that belongs to the position `at`.
    #[inline]
    fn list(self, at: u32) -> Range<usize> {
        let list = self.follow_lists.get(at as usize).map_or(0, |list| u32::from_le_bytes(*list));
        let (start, length) = ((list >> LENGTH_BITS) as usize, (list & ((1 << LENGTH_BITS) - 1)) as usize);
        start..start + length
    }

    /// The positions that a chunk can begin with where `symbol` is read.
    pub(crate) fn first(self, symbol: Symbol) -> impl Iterator<Item = u32> + use<'g> {
        self.blocks(symbol).flat_map(|block| numbers(block.positions))
    }

    #[inline]
    pub(crate) fn is_first(self, symbol: Symbol) -> bool {
        let starts = self.first_starts.get(symbol.index()..).and_then(|starts| starts.first_chunk::<2>());
        starts.is_some_and(|[start, end]| start != end)
    }

    /// Those of them that a chunk can end with, or go on behind with something that `begins` there.
    #[inline]
    pub(crate) fn first_before(self, symbol: Symbol, begins: impl Fn(Symbol) -> bool) -> impl Iterator<Item = u32> {
        self.blocks(symbol).flat_map(move |block| {
            let behind = block.behind.iter().zip(block.behind_sets).inspect(|_| step());
            let behind = behind.filter(|(symbol, _)| begins(Symbol(u16::from_le_bytes(**symbol))));
            let mut set = behind.fold(block.last, |all, (_, set)| all | u32::from_le_bytes(*set));
            std::iter::from_fn(move || {
                let at = block.positions.get(set.trailing_zeros() as usize)?;
                set &= set.wrapping_sub(1);
                Some(u32::from(u16::from_le_bytes(*at)))
            })
        })
    }

    /// The positions that a chunk can begin with where `symbol` is read, block by block.
    #[inline]
    fn blocks(self, symbol: Symbol) -> impl Iterator<Item = Block<'g>> + use<'g> {
        let starts = self.first_starts.get(symbol.index()..).and_then(|starts| starts.first_chunk::<2>());
        let [start, end] = starts.map_or([0, 0], |starts| starts.map(|start| usize::from(u16::from_le_bytes(start))));
        (start..end).filter_map(move |at| {
            let [block, next] = self.first_blocks.get(at..)?.first_chunk::<2>()?;
            let range =
                |[from, to]: [[u8; 2]; 2]| usize::from(u16::from_le_bytes(from))..usize::from(u16::from_le_bytes(to));
            let behind = range([[block[2], block[3]], [next[2], next[3]]]);
            Some(Block {
                positions: self.first.get(range([[block[0], block[1]], [next[0], next[1]]]))?,
                last: u32::from_le_bytes([block[4], block[5], block[6], block[7]]),
                behind: self.behind_first.get(behind.clone())?,
                behind_sets: self.behind_sets.get(behind)?,
            })
        })
    }
}

fn numbers(numbers: Pairs<'_>) -> impl Iterator<Item = u32> {
    numbers.iter().map(|number| u32::from(u16::from_le_bytes(*number)))
}

#[inline]
fn symbol(positions: Quads<'_>, at: u32) -> Symbol {
    let [low, high, ..] = positions.get(at as usize).copied().unwrap_or_default();
    Symbol(u16::from_le_bytes([low, high]))
}

impl Tables {
    /// Writes the positions, and which follow which.
    pub(super) fn encode_positions(&self, sections: &mut [Vec<u8>]) -> Result<(), RulesError> {
        let mut lists: BTreeMap<&[u32], u32> = BTreeMap::new();
        for position in &self.positions {
            let flags = u32::from(position.is_last) << 31 | u32::from(position.is_apart) << 30;
            let row = u32::from(position.symbol.id()) | u32::from(position.chunk) << 16 | flags;
            sections[Section::Positions as usize].extend(row.to_le_bytes());
            let next = sections[Section::Follow as usize].len() as u32 / 2;
            let start = *lists.entry(&position.follow).or_insert(next);
            if start == next {
                extend(&mut sections[Section::Follow as usize], &position.follow)?;
            }
            let length = position.follow.len() as u32;
            if length >> LENGTH_BITS != 0 || start >> (32 - LENGTH_BITS) != 0 {
                return Err(TOO_MANY);
            }
            sections[Section::FollowLists as usize].extend((start << LENGTH_BITS | length).to_le_bytes());
        }
        let none = Vec::new();
        for symbol in 0..self.symbols.len() {
            encode_start(sections)?;
            for positions in self.first.get(symbol).unwrap_or(&none).chunks(Block::POSITIONS) {
                self.encode_block(sections, positions)?;
            }
        }
        encode_start(sections)?;
        self.encode_block(sections, &[])
    }

    /// Writes positions that a chunk can begin with where the same is read.
    fn encode_block(&self, sections: &mut [Vec<u8>], positions: &[u32]) -> Result<(), RulesError> {
        let mut last = 0_u32;
        let mut behind: BTreeMap<Symbol, u32> = BTreeMap::new();
        for (bit, position) in positions.iter().map(|at| &self.positions[*at as usize]).enumerate() {
            last |= u32::from(position.is_last) << bit;
            for next in &position.follow {
                *behind.entry(self.positions[*next as usize].symbol).or_default() |= 1 << bit;
            }
        }
        let starts = [Section::First, Section::BehindFirst].map(|section| sections[section as usize].len() as u32 / 2);
        extend(&mut sections[Section::FirstBlocks as usize], &starts)?;
        sections[Section::FirstBlocks as usize].extend(last.to_le_bytes());
        extend(&mut sections[Section::First as usize], positions)?;
        for (symbol, set) in behind {
            sections[Section::BehindFirst as usize].extend(symbol.id().to_le_bytes());
            sections[Section::BehindFirstSets as usize].extend(set.to_le_bytes());
        }
        Ok(())
    }
}

const TOO_MANY: RulesError = RulesError::TooMany { what: "places in chunks", most: 65_535 };

/// Writes where the blocks of the next symbol begin.
fn encode_start(sections: &mut [Vec<u8>]) -> Result<(), RulesError> {
    let blocks = (sections[Section::FirstBlocks as usize].len() / Block::BYTES) as u32;
    extend(&mut sections[Section::FirstStarts as usize], &[blocks])
}

/// Adds numbers of two bytes.
fn extend(section: &mut Vec<u8>, numbers: &[u32]) -> Result<(), RulesError> {
    for number in numbers {
        section.extend(u16::try_from(*number).map_err(|_| TOO_MANY)?.to_le_bytes());
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::documents::Clauses;
    use crate::grammar::compile;
    use std::fmt::Write;

    /// Chunks that begin with "pay" and go on with a word of their own, and one that is "pay".
    fn tables() -> Vec<u8> {
        let mut text = String::from("chunk bare = pay\nframe f (*): bare\n");
        for nth in 0..40 {
            let word: String = format!("{nth:02}").bytes().map(|digit| char::from(digit - b'0' + b'a')).collect();
            write!(text, "chunk c{nth} = pay {word}\nframe f{nth} (*): c{nth}\n").unwrap();
        }
        compile(&Clauses::parse(&text).unwrap(), &[]).unwrap().encode().unwrap()
    }

    fn symbol_of(grammar: &Grammar, word: &str) -> Symbol {
        let node = grammar.child(Grammar::ROOT, grammar.word(word).unwrap()).unwrap();
        grammar.symbols_at(node).next().unwrap()
    }

    #[test]
    fn only_what_goes_on_is_looked_at() {
        let grammar = Grammar::decode(tables(), &[]).unwrap();
        let [pay, last] = ["pay", "dj"].map(|word| symbol_of(&grammar, word));
        let automaton = grammar.automaton();
        assert_eq!(automaton.first(pay).count(), 41);
        assert!(automaton.is_first(pay) && !automaton.is_first(last));
        let chunks = |begins: fn(Symbol, Symbol) -> bool| {
            let first = automaton.first_before(pay, move |symbol| begins(symbol, last));
            first.map(|at| grammar.chunk_name(automaton.position(at).chunk)).collect::<Vec<_>>()
        };
        assert_eq!(chunks(|_, _| false), ["bare"]);
        assert_eq!(chunks(|symbol, last| symbol == last), ["bare", "c39"]);
        assert_eq!(chunks(|_, _| true).len(), 41);
    }

    #[test]
    fn blocks_out_of_order_are_refused() {
        let mut bytes = tables();
        let blocks = Grammar::decode(bytes.clone(), &[]).unwrap().sections[Section::FirstBlocks as usize].clone();
        bytes[blocks][..2].copy_from_slice(&[255; 2]);
        assert_eq!(Grammar::decode(bytes, &[]).err(), Some(RulesError::Tables));
    }
}
