//! The positions of the chunks, read in place.
//!
//! In: the tables of a [`Grammar`]. Out: an [`Automaton`], which a search asks thousands of times for each message: it
//! holds the few sections that it needs, so that none is looked up again.

use super::tables::Section;
use super::{Grammar, Symbol};
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

/// Numbers of four bytes.
type Numbers<'g> = &'g [[u8; 4]];

/// The positions of every chunk, and which follow which.
#[derive(Clone, Copy)]
pub(crate) struct Automaton<'g> {
    positions: Numbers<'g>,
    follow_starts: Numbers<'g>,
    follow: Numbers<'g>,
    /// What is read at each position of `follow`.
    follow_symbols: &'g [Symbol],
    first_starts: Numbers<'g>,
    first: Numbers<'g>,
}

impl Grammar {
    pub(crate) fn automaton(&self) -> Automaton<'_> {
        let numbers = |section| self.section(section).as_chunks().0;
        Automaton {
            positions: numbers(Section::Positions),
            follow_starts: numbers(Section::FollowStarts),
            follow: numbers(Section::Follow),
            follow_symbols: self.follow_symbols.get_or_init(|| self.read_follow_symbols()),
            first_starts: numbers(Section::FirstStarts),
            first: numbers(Section::First),
        }
    }

    /// What is read at each position of the lists of those that follow. A search looks at thousands of them, most for
    /// nothing else. The lengths of the lists are read as positions as well, and what they give is never used.
    fn read_follow_symbols(&self) -> Box<[Symbol]> {
        let numbers = |section| self.section(section).as_chunks::<4>().0;
        let (positions, follow) = (numbers(Section::Positions), numbers(Section::Follow));
        follow.iter().map(|at| symbol(positions, u32::from_le_bytes(*at))).collect()
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
        let list = self.follow.get(self.list(at)).unwrap_or_default();
        list.iter().map(|at| u32::from_le_bytes(*at))
    }

    /// What is read at the positions that may come behind the position `at`.
    #[inline]
    pub(crate) fn symbols_behind(self, at: u32) -> &'g [Symbol] {
        self.follow_symbols.get(self.list(at)).unwrap_or_default()
    }

    /// Both, from one of them on.
    #[inline]
    pub(crate) fn follow_from(self, at: u32, first: u32) -> impl Iterator<Item = (Symbol, u32)> + use<'g> {
        let Range { start, end } = self.list(at);
        let list = start + first as usize..end;
        let follow = self.follow.get(list.clone()).unwrap_or_default();
        let symbols = self.follow_symbols.get(list).unwrap_or_default();
        symbols.iter().copied().zip(follow.iter().map(|at| u32::from_le_bytes(*at)))
    }

    /// The part of `follow` that belongs to the position `at`.
    #[inline]
    fn list(self, at: u32) -> Range<usize> {
        let length = number(self.follow_starts, at as usize);
        let list = length.and_then(|at| Some((at + 1, number(self.follow, at)?)));
        list.map_or(0..0, |(start, length)| start..start.saturating_add(length).min(self.follow.len()))
    }

    /// The positions that a chunk can begin with where `symbol` is read.
    #[inline]
    pub(crate) fn first(self, symbol: Symbol) -> impl ExactSizeIterator<Item = u32> + Clone + use<'g> {
        let [start, end] = [0, 1].map(|next| number(self.first_starts, symbol.index() + next));
        let range = start.zip(end).map(|(start, end)| start..end.min(self.first.len()));
        let list = range.and_then(|range| self.first.get(range)).unwrap_or_default();
        list.iter().map(|at| u32::from_le_bytes(*at))
    }
}

#[inline]
fn number(numbers: Numbers<'_>, at: usize) -> Option<usize> {
    numbers.get(at).map(|number| u32::from_le_bytes(*number) as usize)
}

#[inline]
fn symbol(positions: Numbers<'_>, at: u32) -> Symbol {
    let [low, high, ..] = positions.get(at as usize).copied().unwrap_or_default();
    Symbol(u16::from_le_bytes([low, high]))
}
