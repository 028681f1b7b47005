//! The compiled clauses of a list, read in place.
//!
//! In: the bytes of `<group>/clauses.bin`, whose signature has been verified. Out: a [`Grammar`]. Nothing is
//! copied. Bytes that are no tables, or tables that contradict each other, are refused; whatever else they hold, reading
//! them never panics and never runs on.

mod automaton;
mod compile;
mod frames;
mod phrases;
mod slot;
mod symbol;
mod tables;
mod written;

pub(crate) use automaton::{Automaton, Move};
pub(crate) use compile::compile;
pub(crate) use frames::bits;
pub(crate) use phrases::Phrases;
pub(crate) use slot::Slot;
pub(crate) use symbol::{ClauseWord, Reads, Special, Symbol};
pub(crate) use written::{FREE_MARKS, all_are_in_place, is_sign_of_hindi, is_white_space};

use crate::documents::RulesError;
use crate::documents::ValueReading;
use crate::report::Element;
use compile::{MOST_CHUNKS, MOST_FRAMES};
use frames::Frames;
use rustc_hash::FxHashMap;
use std::ops::Range;
use tables::{BLOCK, MAGIC, NO_WORD, Section, decode_reads, hash};

/// The clauses of one list, compiled.
#[derive(Debug, Default)]
pub(crate) struct Grammar {
    bytes: Vec<u8>,
    sections: Vec<Range<usize>>,
    pub(crate) slots: Vec<Slot>,
    /// For each slot, the first that reads the same values: what it reads need be read once.
    alike: Vec<u16>,
    /// The slots that chunks can begin with.
    first_slots: Vec<Symbol>,
    frames: Frames,
    /// By class, in the order of [`Special::ALL`].
    special: Vec<Option<Symbol>>,
}

const INVALID: RulesError = RulesError::Tables;

impl Grammar {
    /// Reads tables whose frames name `kinds`.
    pub(crate) fn decode(bytes: Vec<u8>, kinds: &[&str]) -> Result<Self, RulesError> {
        let mut at = MAGIC.len();
        if bytes.get(..at) != Some(MAGIC) {
            return Err(INVALID);
        }
        let mut sections = Vec::with_capacity(Section::COUNT);
        for _ in 0..Section::COUNT {
            let length = bytes.get(at..at + 4).and_then(|length| length.try_into().ok()).ok_or(INVALID)?;
            let start = at + 4;
            let end = start.checked_add(u32::from_le_bytes(length) as usize).filter(|end| *end <= bytes.len());
            at = end.ok_or(INVALID)?;
            sections.push(start..at);
        }
        let mut grammar = Self { bytes, sections, ..Self::default() };
        if at != grammar.bytes.len() || !grammar.lines(Section::Kinds).eq(kinds.iter().copied()) {
            return Err(INVALID);
        }
        grammar.slots = grammar.lines(Section::Slots).map(Slot::from_line).collect::<Option<_>>().ok_or(INVALID)?;
        grammar.alike = grammar.alike_slots();
        // The compiler gives slots the lowest symbols.
        let slots = 3 + u16::try_from(grammar.slots.len()).unwrap_or(0);
        if !grammar.is_in_order() {
            return Err(INVALID);
        }
        let automaton = grammar.automaton();
        grammar.first_slots = (0..slots).map(Symbol).filter(|symbol| automaton.start(*symbol).is_some()).collect();
        grammar.frames = grammar.read_frames();
        let special = |at| grammar.u16(Section::Special, at).filter(|id| *id != NO_WORD).map(Symbol);
        grammar.special = (0..Special::ALL.len()).map(special).collect();
        Ok(grammar)
    }

    /// Whether the parts of the tables speak of the same chunks, frames and symbols: what reads the tables later does not
    /// check it again.
    fn is_in_order(&self) -> bool {
        let is_own = |at: u16| {
            let reads = self.reads(Symbol(at));
            match (usize::from(at), usize::from(at).wrapping_sub(3)) {
                (0, _) => reads == Reads::Company,
                (1, _) => reads == Reads::App,
                (2, _) => reads == Reads::Site,
                (_, slot) if slot < self.slots.len() => matches!(reads, Reads::Slot(own) if usize::from(own) == slot),
                _ => matches!(reads, Reads::Words(_)),
            }
        };
        let count = |section, bytes: usize| self.section(section).len() / bytes;
        let symbols = self.symbol_count();
        let words = Self::symbol_of_slot(self.slots.len()).index()..usize::from(symbols);
        let of_nodes: &[[u8; 2]] = self.section(Section::NodeSymbols).as_chunks().0;
        count(Section::ChunkFrames, 16) <= MOST_CHUNKS
            && count(Section::FrameKinds, 4) <= MOST_FRAMES
            && self.lines(Section::ChunkNames).count() <= MOST_CHUNKS
            && (0..symbols).all(is_own)
            && of_nodes.iter().all(|symbol| words.contains(&usize::from(u16::from_le_bytes(*symbol))))
            && self.automaton().is_in_order(symbols)
    }

    /// The class with that meaning, where the list has one.
    pub(crate) fn special(&self, special: Special) -> Option<Symbol> {
        self.special.get(special as usize).copied().flatten()
    }

    fn section(&self, section: Section) -> &[u8] {
        self.sections.get(section as usize).and_then(|place| self.bytes.get(place.clone())).unwrap_or_default()
    }

    fn lines(&self, section: Section) -> impl Iterator<Item = &str> {
        let text = std::str::from_utf8(self.section(section)).unwrap_or_default();
        text.split('\n').filter(|line| !line.is_empty())
    }

    fn number<const N: usize>(&self, section: Section, at: usize) -> Option<[u8; N]> {
        let start = at.checked_mul(N)?;
        self.section(section).get(start..start.checked_add(N)?)?.try_into().ok()
    }

    fn u16(&self, section: Section, at: usize) -> Option<u16> {
        self.number(section, at).map(u16::from_le_bytes)
    }

    fn u32(&self, section: Section, at: usize) -> Option<u32> {
        self.number(section, at).map(u32::from_le_bytes)
    }

    /// The part of a list of lists that belongs to `at`.
    fn range(&self, starts: Section, at: usize) -> Range<usize> {
        match (self.u32(starts, at), self.u32(starts, at + 1)) {
            (Some(start), Some(end)) => start as usize..end as usize,
            _ => 0..0,
        }
    }

    /// The word that reads `folded`.
    pub(crate) fn word(&self, folded: &str) -> Option<ClauseWord> {
        let size = self.section(Section::WordTable).len() / 2;
        let mask = size.checked_sub(1)?;
        let mut at = hash(folded.as_bytes()) as usize & mask;
        for _ in 0..size {
            let id = self.u16(Section::WordTable, at).filter(|id| *id != NO_WORD)?;
            if self.spelling_bytes(id) == folded.as_bytes() {
                return Some(ClauseWord(id));
            }
            at = (at + 1) & mask;
        }
        None
    }

    fn spelling_bytes(&self, id: u16) -> &[u8] {
        self.section(Section::Words).get(self.range(Section::WordStarts, usize::from(id))).unwrap_or_default()
    }

    /// How a word is written.
    pub(crate) fn spelling(&self, word: ClauseWord) -> &str {
        std::str::from_utf8(self.spelling_bytes(word.0)).unwrap_or_default()
    }

    /// How the values are read whose label `word` ends, as bits; nought where it ends none.
    pub(crate) fn values_behind(&self, word: ClauseWord) -> u8 {
        self.section(Section::Behind).get(usize::from(word.0)).copied().unwrap_or_default()
    }

    /// How the values of `symbol` are read, where it is a slot.
    pub(crate) fn reading(&self, symbol: Symbol) -> Option<ValueReading> {
        match self.reads(symbol) {
            Reads::Slot(slot) => self.slots.get(usize::from(slot)).map(Slot::reading),
            _ => None,
        }
    }

    /// The root of the trie.
    pub(crate) const ROOT: u32 = 0;

    /// The children of `node`, as a range of nodes.
    fn children(&self, node: u32) -> Range<usize> {
        if node == Self::ROOT {
            let count = self.u32(Section::RootChildren, 0).unwrap_or_default() as usize;
            return 1..1 + count;
        }
        self.part_of_block(Section::ChildStarts, Section::ChildCounts, node as usize)
    }

    /// The part of a row that belongs to `node`, where blocks of nodes share their start.
    fn part_of_block(&self, starts: Section, counts: Section, node: usize) -> Range<usize> {
        let block = node / BLOCK;
        let counts = self.section(counts).as_chunks().0;
        let of_block = counts.get(block * BLOCK..=node).and_then(<[[u8; 2]]>::split_last);
        let (Some(start), Some((own, before))) = (self.u32(starts, block), of_block) else { return 0..0 };
        let count = |count: &[u8; 2]| usize::from(u16::from_le_bytes(*count));
        let (own, mut start) = (count(own), start as usize + before.iter().map(count).sum::<usize>());
        // The root's children are before those of the other nodes of its block.
        if block == 0 && matches!(starts, Section::ChildStarts) {
            start += self.u32(Section::RootChildren, 0).unwrap_or_default() as usize;
        }
        start..start + own
    }

    /// The node behind `node` where `word` is read.
    pub(crate) fn child(&self, node: u32, word: ClauseWord) -> Option<u32> {
        let (children, words) = (self.children(node), self.section(Section::NodeWords).as_chunks().0);
        let of_node: &[[u8; 2]] = words.get(children.clone())?;
        let found = of_node.binary_search_by(|known| u16::from_le_bytes(*known).cmp(&word.0)).ok()?;
        u32::try_from(children.start + found).ok()
    }

    /// The symbols that the words up to `node` are.
    pub(crate) fn symbols_at(&self, node: u32) -> impl Iterator<Item = Symbol> + '_ {
        let range = self.part_of_block(Section::SymbolStarts, Section::SymbolCounts, node as usize);
        let symbols: &[[u8; 2]] = self.section(Section::NodeSymbols).as_chunks().0;
        let range = range.start.min(symbols.len())..range.end.min(symbols.len());
        symbols.get(range).unwrap_or_default().iter().map(|symbol| Symbol(u16::from_le_bytes(*symbol)))
    }

    pub(crate) fn reads(&self, symbol: Symbol) -> Reads {
        self.u32(Section::Symbols, symbol.index()).and_then(decode_reads).unwrap_or(Reads::Words(None))
    }

    pub(crate) fn symbol_count(&self) -> u16 {
        u16::try_from(self.section(Section::Symbols).len() / 4).unwrap_or(u16::MAX)
    }

    /// The symbol of the company's, app's or site's slot.
    pub(crate) fn symbol_of(&self, reads: Reads) -> Option<Symbol> {
        // They are the first three.
        (0..3).map(Symbol).find(|symbol| self.reads(*symbol) == reads)
    }

    /// The official names and slots that chunks can begin with.
    pub(crate) fn first_slots(&self) -> &[Symbol] {
        &self.first_slots
    }

    /// The slots of any of `readings`, which are bits.
    pub(crate) fn slots_of(&self, readings: u8) -> impl Iterator<Item = Symbol> + '_ {
        // The official names have the three symbols before them.
        let all = (3..).map(Symbol).zip(&self.slots);
        all.filter(move |(_, slot)| readings & slot.reading().bit() != 0).map(|(symbol, _)| symbol)
    }

    /// The symbol of `slot`.
    pub(crate) fn symbol_of_slot(slot: usize) -> Symbol {
        Symbol(u16::try_from(3 + slot).unwrap_or(NO_WORD))
    }

    /// The first slot that reads the same values as `slot`.
    pub(crate) fn alike(&self, slot: u16) -> u16 {
        self.alike.get(usize::from(slot)).copied().unwrap_or(slot)
    }

    fn alike_slots(&self) -> Vec<u16> {
        let mut known = FxHashMap::default();
        let all = (0..).zip(self.lines(Section::Slots));
        all.map(|(at, line)| *known.entry(line.split_once(' ').map(|(_, form)| form)).or_insert(at)).collect()
    }

    fn read_frames(&self) -> Frames {
        let sets = |section| self.section(section).as_chunks().0.iter().map(|set| u128::from_le_bytes(*set)).collect();
        let row = |frame| (self.u32(Section::FrameKinds, frame).unwrap_or(0), self.range(Section::NeedStarts, frame));
        let rows = (0..self.frame_count().min(128)).map(row).collect();
        Frames::new(sets(Section::ChunkFrames), rows, sets(Section::Needs))
    }

    /// Whether the chunk `next` may be next behind `chunk` in a sentence: directly, or where a mark parts them.
    pub(crate) fn may_follow(&self, chunk: u8, next: u8, is_parted: bool) -> bool {
        let side = |chunk: u8, side: usize| {
            let side = side + if is_parted { 2 } else { 0 };
            let set = self.number(Section::ChunkNeighbours, 4 * usize::from(chunk) + side);
            set.map_or(u128::MAX, u128::from_le_bytes)
        };
        side(chunk, 1) >> next & 1 != 0 && side(next, 0) >> chunk & 1 != 0
    }

    pub(crate) fn frames_of(&self, chunk: u8) -> u128 {
        self.frames.of_chunk.get(usize::from(chunk)).copied().unwrap_or(0)
    }

    /// The chunks that may be in any of `frames`.
    pub(crate) fn chunks_of(&self, frames: u128) -> u128 {
        self.frames.chunks_of(frames)
    }

    pub(crate) fn chunk_count(&self) -> u8 {
        u8::try_from(self.section(Section::ChunkFrames).len() / 16).unwrap_or(u8::MAX)
    }

    /// The kinds that a clause of `chunks` can be part of, if it is one of `frames`; none where no frame is complete.
    pub(crate) fn kinds_of(&self, chunks: u128, frames: u128) -> u32 {
        self.frames.kinds_of(chunks, frames)
    }

    /// The kinds that a clause of any of `frames` can be part of.
    pub(crate) fn kinds_of_frames(&self, frames: u128) -> u32 {
        bits(frames).filter_map(|frame| self.u32(Section::FrameKinds, frame)).fold(0, |all, kinds| all | kinds)
    }

    pub(crate) fn frame_count(&self) -> usize {
        self.section(Section::FrameKinds).len() / 4
    }

    /// Groups of chunks, as bits; a clause of `frame` has one of each.
    pub(crate) fn needs_of(&self, frame: usize) -> impl Iterator<Item = u128> + '_ {
        let needs = self.range(Section::NeedStarts, frame);
        needs.map(|at| self.number(Section::Needs, at).map_or(0, u128::from_le_bytes))
    }

    /// The element that `symbol` is.
    pub(crate) fn element(&self, symbol: Symbol) -> Option<Element> {
        match self.reads(symbol) {
            Reads::Words(element) => element,
            Reads::Slot(slot) => self.slots.get(usize::from(slot)).and_then(|slot| slot.element),
            Reads::Company => Some(Element::Company),
            Reads::App => Some(Element::App),
            Reads::Site => Some(Element::Site),
        }
    }

    /// Calls `each` with every sequence of words and a symbol that it is.
    pub(crate) fn each_phrase(&self, mut each: impl FnMut(&[ClauseWord], Symbol)) {
        let mut open = vec![(Self::ROOT, Vec::new())];
        while let Some((node, words)) = open.pop() {
            self.symbols_at(node).for_each(|symbol| each(&words, symbol));
            for child in self.children(node) {
                let Some(word) = self.u16(Section::NodeWords, child).map(ClauseWord) else { continue };
                // Children are behind their parents, so that this ends.
                if child as u32 > node {
                    open.push((child as u32, [words.as_slice(), &[word]].concat()));
                }
            }
        }
    }

    /// Every phrase with its class, and the names of the chunks, a line each.
    pub(crate) fn facts(&self) -> Vec<String> {
        let mut facts: Vec<String> = self.lines(Section::ChunkNames).map(|name| format!("chunk {name}")).collect();
        let names: Vec<&str> = self.lines(Section::Names).collect();
        self.each_phrase(|words, symbol| {
            let phrase = words.iter().map(|word| self.spelling(*word)).collect::<Vec<_>>().join(" ");
            facts.push(format!("{}: {phrase}", names.get(symbol.index()).copied().unwrap_or_default()));
        });
        facts
    }

    /// The slot of that name in the notation, without its brackets.
    #[cfg(feature = "lint")]
    pub(crate) fn slot_named(&self, name: &str) -> Option<u16> {
        let of_slot = |(at, known): (usize, &str)| match self.reads(Symbol(u16::try_from(at).ok()?)) {
            Reads::Slot(slot) if known.strip_prefix('<')?.strip_suffix('>')? == name => Some(slot),
            _ => None,
        };
        self.lines(Section::Names).enumerate().find_map(of_slot)
    }

    /// What the notation calls a slot, with its brackets.
    #[cfg(feature = "lint")]
    pub(crate) fn slot_name(&self, slot: u16) -> &str {
        let at = (0..self.symbol_count()).find(|at| self.reads(Symbol(*at)) == Reads::Slot(slot));
        at.map_or("", |at| self.name(Symbol(at)))
    }

    /// What people call `symbol`: its class, slot or words.
    pub(crate) fn name(&self, symbol: Symbol) -> &str {
        self.lines(Section::Names).nth(symbol.index()).unwrap_or_default()
    }

    /// The chunks that are named so, as bits; none where there is no such chunk.
    pub(crate) fn chunks_named(&self, names: &[String]) -> u128 {
        let chunks = self.lines(Section::ChunkNames).enumerate();
        chunks.filter(|(_, known)| names.iter().any(|name| name == known)).fold(0, |all, (at, _)| all | 1 << at)
    }

    pub(crate) fn chunk_name(&self, chunk: u8) -> &str {
        self.lines(Section::ChunkNames).nth(usize::from(chunk)).unwrap_or_default()
    }
}
