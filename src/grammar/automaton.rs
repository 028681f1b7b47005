//! The positions of the chunks, read in place.
//!
//! In: the tables of a [`Grammar`]. Out: an [`Automaton`], which a search asks thousands of times for each message: it
//! holds the few sections that it needs, so that none is looked up again.

use super::tables::Section;
use super::{Grammar, Symbol};

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
            first_starts: numbers(Section::FirstStarts),
            first: numbers(Section::First),
        }
    }
}

impl<'g> Automaton<'g> {
    pub(crate) fn position(self, at: u32) -> Position {
        let [low, high, chunk, flags] = self.positions.get(at as usize).copied().unwrap_or_default();
        let (is_last, is_apart) = (flags & 128 != 0, flags & 64 != 0);
        Position { symbol: Symbol(u16::from_le_bytes([low, high])), chunk: chunk & 127, is_last, is_apart, at }
    }

    /// What is read at the position.
    pub(crate) fn symbol(self, at: u32) -> Symbol {
        let [low, high, ..] = self.positions.get(at as usize).copied().unwrap_or_default();
        Symbol(u16::from_le_bytes([low, high]))
    }

    /// The positions that may come behind `position`.
    pub(crate) fn follow(self, position: Position) -> impl Iterator<Item = u32> + use<'g> {
        let start = number(self.follow_starts, position.at as usize);
        let mut list = start.and_then(|start| self.follow.get(start..)).unwrap_or_default().iter();
        let length = list.next().map_or(0, |length| u32::from_le_bytes(*length) as usize);
        list.take(length).map(|at| u32::from_le_bytes(*at))
    }

    /// The positions that a chunk can begin with where `symbol` is read.
    pub(crate) fn first(self, symbol: Symbol) -> impl Iterator<Item = u32> + use<'g> {
        let [start, end] = [0, 1].map(|next| number(self.first_starts, symbol.index() + next));
        let range = start.zip(end).map(|(start, end)| start..end.min(self.first.len()));
        let list = range.and_then(|range| self.first.get(range)).unwrap_or_default();
        list.iter().map(|at| u32::from_le_bytes(*at))
    }
}

fn number(numbers: Numbers<'_>, at: usize) -> Option<usize> {
    numbers.get(at).map(|number| u32::from_le_bytes(*number) as usize)
}
