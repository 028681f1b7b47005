//! The compiled clauses as bytes.
//!
//! In: what the compiler made. Out: one run of bytes that [`Grammar`](super::Grammar) reads in place: the
//! signed document `<group>/clauses.bin`. All numbers are little-endian; each section begins with its length.

use super::{Reads, Symbol};
use crate::documents::RulesError;
use crate::documents::ValueReading;
use crate::report::Element;
use std::collections::{BTreeMap, BTreeSet};

/// The first bytes: what it is, and the version of this form.
pub(super) const MAGIC: &[u8; 16] = b"asli clauses 8\n\0";

/// What the compiler made of clauses.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    pub(super) words: Vec<String>,
    /// Sequences of words, and the symbols that each is.
    pub(super) phrases: BTreeMap<Vec<u16>, BTreeSet<Symbol>>,
    pub(super) symbols: Vec<Reads>,
    pub(super) slots: Vec<SlotRow>,
    pub(super) positions: Vec<PositionRow>,
    /// By symbol, the positions that chunks can begin with.
    pub(super) first: Vec<Vec<u32>>,
    /// The chunks that begin a clause, or are parted by a mark from what is before them.
    pub(super) apart: u128,
    pub(super) chunk_frames: Vec<u128>,
    /// By chunk, those that may be directly before and directly behind it; the same across a mark.
    pub(super) chunk_neighbours: Vec<[u128; 4]>,
    pub(super) frames: Vec<FrameRow>,
    /// The classes with a meaning of their own, in the order of [`Special::ALL`](super::Special::ALL).
    pub(super) special: Vec<Option<Symbol>>,
    pub(super) kinds: Vec<String>,
    pub(super) names: Vec<String>,
    pub(super) chunk_names: Vec<String>,
}

#[derive(Debug)]
pub(super) struct SlotRow {
    pub(super) element: String,
    pub(super) reading: ValueReading,
    pub(super) patterns: Vec<String>,
}

#[derive(Debug)]
pub(super) struct PositionRow {
    pub(super) symbol: Symbol,
    pub(super) chunk: u8,
    /// The chunk may end behind it.
    pub(super) is_last: bool,
    pub(super) follow: Vec<u32>,
}

#[derive(Debug)]
pub(super) struct FrameRow {
    pub(super) kinds: u32,
    pub(super) needs: Vec<u128>,
}

/// The sections, in their order.
#[derive(Clone, Copy)]
pub(super) enum Section {
    /// UTF-8: the words, with line ends between.
    Words,
    /// `u32` per word: where it begins in the words' text; and the end.
    WordStarts,
    /// `u16` per slot of a hash table of words: a word, or [`NO_WORD`].
    WordTable,
    /// `u16` per node of the trie: how many children it has. Children are in a row, in the order of the nodes.
    ChildCounts,
    /// `u32` per [`BLOCK`] nodes: the first child of the first of them.
    ChildStarts,
    /// `u16` per node: the word that leads to it.
    NodeWords,
    /// `u16` per node: how many symbols it has, in the order of the nodes.
    SymbolCounts,
    /// `u32` per [`BLOCK`] nodes: the first symbol of the first of them.
    SymbolStarts,
    /// `u32`: how many children the root has, which is the first node.
    RootChildren,
    /// `u16`: the symbols of the nodes.
    NodeSymbols,
    /// `u32` per symbol: what it reads.
    Symbols,
    /// `u16` per symbol: the state behind it where a chunk begins with it, or 65,535.
    Starts,
    /// Eight bytes per state: its first move, `u32`, and the sets of the chunks that end in it and that pass through it,
    /// `u16` each; and the end.
    States,
    /// Four bytes per move: the symbol that is read and the state behind it, `u16` each.
    Moves,
    /// `u128`: sets of chunks.
    ChunkSets,
    /// `u128`: the chunks that begin a clause, or are parted by a mark from what is before them.
    Apart,
    /// `u128` per chunk: its frames.
    ChunkFrames,
    /// Four `u128` per chunk: the chunks that may be directly before and directly behind it; the same across a mark.
    ChunkNeighbours,
    /// `u32` per frame: its kinds.
    FrameKinds,
    /// `u32` per frame: the first of its needs; and the end.
    NeedStarts,
    /// `u128`: the needs.
    Needs,
    /// UTF-8, lines: the slots. `element reading`, then each pattern behind a tab.
    Slots,
    /// UTF-8, lines: names of symbols.
    Names,
    /// UTF-8, lines: names of chunks.
    ChunkNames,
    /// UTF-8, lines: ids of the kinds.
    Kinds,
    /// `u16` each: the symbols of the classes in [`Special::ALL`](super::Special::ALL), or [`NO_WORD`]; tables may end before the last.
    Special,
    /// `u8` per word: how the values are read whose label it ends, as bits; nought where it ends none.
    Behind,
}

impl Section {
    pub(super) const COUNT: usize = Self::Behind as usize + 1;
}

/// Nodes of the trie share where their children and symbols begin.
pub(super) const BLOCK: usize = 16;

/// No word, and no symbol.
pub(super) const NO_WORD: u16 = u16::MAX;

const TOO_MANY: RulesError =
    RulesError::TooMany { what: "phrases with the same beginning, or classes of one phrase", most: 65_535 };

/// A hash that is the same on every machine (FNV-1a).
pub(super) fn hash(word: &[u8]) -> u32 {
    word.iter().fold(0x811c_9dc5, |hash, b| (hash ^ u32::from(*b)).wrapping_mul(0x0100_0193))
}

impl Tables {
    /// The tables as bytes.
    pub(crate) fn encode(&self) -> Result<Vec<u8>, RulesError> {
        let mut sections: Vec<Vec<u8>> = vec![Vec::new(); Section::COUNT];
        self.encode_words(&mut sections);
        self.encode_trie(&mut sections)?;
        self.encode_automaton(&mut sections)?;
        self.encode_frames(&mut sections);
        let lines = |all: &[String]| all.join("\n").into_bytes();
        sections[Section::Names as usize] = lines(&self.names);
        sections[Section::ChunkNames as usize] = lines(&self.chunk_names);
        sections[Section::Kinds as usize] = lines(&self.kinds);
        let slots: Vec<String> = self.slots.iter().map(SlotRow::line).collect();
        sections[Section::Slots as usize] = lines(&slots);
        for symbol in &self.special {
            let id = symbol.map_or(NO_WORD, Symbol::id);
            sections[Section::Special as usize].extend(id.to_le_bytes());
        }
        sections[Section::Behind as usize] = self.values_behind();
        let mut bytes = MAGIC.to_vec();
        for section in sections {
            bytes.extend((section.len() as u32).to_le_bytes());
            bytes.extend(section);
        }
        Ok(bytes)
    }

    /// For each word, how the values are read whose label it ends: those directly behind it, first in their chunk.
    fn values_behind(&self) -> Vec<u8> {
        let reading = |symbol: Symbol| match self.symbols.get(symbol.index()) {
            Some(Reads::Slot(slot)) => self.slots.get(usize::from(*slot)).map_or(0, |slot| slot.reading.bit()),
            _ => 0,
        };
        // Only words before the first value of a chunk are its label: in "till 5 December" "till" is one.
        let mut open: Vec<u32> = self.first.iter().flatten().copied().collect();
        let mut is_known = vec![false; self.positions.len()];
        let mut of_symbol = vec![0_u8; self.symbols.len()];
        while let Some(at) = open.pop() {
            let position = &self.positions[at as usize];
            if std::mem::replace(&mut is_known[at as usize], true) || reading(position.symbol) != 0 {
                continue;
            }
            for next in &position.follow {
                of_symbol[position.symbol.index()] |= reading(self.positions[*next as usize].symbol);
            }
            open.extend(&position.follow);
        }
        let mut behind = vec![0_u8; self.words.len()];
        for (words, symbols) in &self.phrases {
            let Some(last) = words.last() else { continue };
            behind[usize::from(*last)] |= symbols.iter().fold(0, |all, symbol| all | of_symbol[symbol.index()]);
        }
        behind
    }

    fn encode_words(&self, sections: &mut [Vec<u8>]) {
        let mut text = Vec::new();
        for word in &self.words {
            sections[Section::WordStarts as usize].extend((text.len() as u32).to_le_bytes());
            text.extend(word.bytes());
        }
        sections[Section::WordStarts as usize].extend((text.len() as u32).to_le_bytes());
        let size = (2 * self.words.len()).next_power_of_two().max(2);
        let mut table = vec![NO_WORD; size];
        for (id, word) in (0_u16..).zip(&self.words) {
            let mut at = hash(word.as_bytes()) as usize & (size - 1);
            while table[at] != NO_WORD {
                at = (at + 1) & (size - 1);
            }
            table[at] = id;
        }
        sections[Section::WordTable as usize] = table.iter().flat_map(|id| id.to_le_bytes()).collect();
        sections[Section::Words as usize] = text;
    }

    /// The trie level by level, so that the children of a node are in a row, in the order of their words.
    fn encode_trie(&self, sections: &mut [Vec<u8>]) -> Result<(), RulesError> {
        let all: Vec<(&[u16], &BTreeSet<Symbol>)> =
            self.phrases.iter().map(|(words, symbols)| (words.as_slice(), symbols)).collect();
        // A node is the range of the sorted phrases that begin with its words.
        let mut nodes: Vec<(usize, usize, usize, u16)> = vec![(0, all.len(), 0, NO_WORD)];
        let mut symbols = 0_u32;
        let mut at = 0;
        while let Some((start, end, depth, word)) = nodes.get(at).copied() {
            if at % BLOCK == 0 {
                sections[Section::ChildStarts as usize].extend((nodes.len() as u32).to_le_bytes());
                sections[Section::SymbolStarts as usize].extend(symbols.to_le_bytes());
            }
            sections[Section::NodeWords as usize].extend(word.to_le_bytes());
            let (mut next, children, own) = (start, nodes.len(), symbols);
            if let Some((_, set)) = all.get(start).filter(|(words, _)| start < end && words.len() == depth) {
                for symbol in *set {
                    sections[Section::NodeSymbols as usize].extend(symbol.id().to_le_bytes());
                    symbols += 1;
                }
                next += 1;
            }
            while next < end {
                let word = all[next].0[depth];
                let of_word = all[next..end].iter().take_while(|(words, _)| words[depth] == word).count();
                nodes.push((next, next + of_word, depth + 1, word));
                next += of_word;
            }
            // The root's children are all nodes of one word: its count is not read.
            let count = if at == 0 { 0 } else { nodes.len() - children };
            let count = u16::try_from(count).map_err(|_| TOO_MANY)?;
            sections[Section::ChildCounts as usize].extend(count.to_le_bytes());
            let count = u16::try_from(symbols - own).map_err(|_| TOO_MANY)?;
            sections[Section::SymbolCounts as usize].extend(count.to_le_bytes());
            if at == 0 {
                sections[Section::RootChildren as usize].extend((nodes.len() as u32 - 1).to_le_bytes());
            }
            at += 1;
        }
        Ok(())
    }

    fn encode_frames(&self, sections: &mut [Vec<u8>]) {
        for reads in &self.symbols {
            sections[Section::Symbols as usize].extend(encode_reads(*reads).to_le_bytes());
        }
        sections[Section::ChunkFrames as usize] = self.chunk_frames.iter().flat_map(|set| set.to_le_bytes()).collect();
        let neighbours = self.chunk_neighbours.iter().flatten();
        sections[Section::ChunkNeighbours as usize] = neighbours.flat_map(|set| set.to_le_bytes()).collect();
        let mut starts = Starts::default();
        for frame in &self.frames {
            sections[Section::FrameKinds as usize].extend(frame.kinds.to_le_bytes());
            starts.add(&mut sections[Section::NeedStarts as usize], frame.needs.len());
            sections[Section::Needs as usize].extend(frame.needs.iter().flat_map(|set| set.to_le_bytes()));
        }
        starts.end(&mut sections[Section::NeedStarts as usize]);
    }
}

/// Where each of several lists begins in one.
#[derive(Default)]
struct Starts(u32);

impl Starts {
    fn add(&mut self, section: &mut Vec<u8>, length: usize) {
        section.extend(self.0.to_le_bytes());
        self.0 += length as u32;
    }

    fn end(&self, section: &mut Vec<u8>) {
        section.extend(self.0.to_le_bytes());
    }
}

impl SlotRow {
    fn line(&self) -> String {
        let mut line = format!("{} {}", self.element, self.reading.name());
        for pattern in &self.patterns {
            line.push('\t');
            line.push_str(pattern);
        }
        line
    }
}

/// What a symbol reads, in one number.
fn encode_reads(reads: Reads) -> u32 {
    match reads {
        Reads::Words(None) => 0,
        Reads::Words(Some(element)) => 1 | (element as u32) << 8,
        Reads::Slot(slot) => 2 | u32::from(slot) << 8,
        Reads::Company => 3,
        Reads::App => 4,
        Reads::Site => 5,
    }
}

/// The other way round; `None` for a number that stands for nothing.
pub(super) fn decode_reads(number: u32) -> Option<Reads> {
    let rest = number >> 8;
    Some(match number & 0xff {
        0 => Reads::Words(None),
        1 => Reads::Words(Some(*Element::ALL.get(rest as usize)?)),
        2 => Reads::Slot(u16::try_from(rest).ok()?),
        3 => Reads::Company,
        4 => Reads::App,
        5 => Reads::Site,
        _ => return None,
    })
}
