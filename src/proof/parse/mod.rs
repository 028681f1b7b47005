//! Reading a message as a sequence of clauses.
//!
//! In: a [`View`] and the [`Grammar`]. Out: the ways in which the whole message is one ([`Whole`]), each with its parts in
//! order; or how far it got. The search keeps one item per token and distinct state (chunks of the clause at hand,
//! frames it can still become, kinds, elements so far), so that its work is linear in the text: a clause has at most as
//! many chunks as its frame.

mod begins;
mod chunks;
mod part;

pub(super) use part::{Read, ReadValue, chunks_of, dates, largest_beside, sentences, sums, tokens_of};

use super::stops::is_sentence_end;
use super::view::View;
use crate::grammar::{Grammar, Special, Symbol};
use crate::steps::step;
use bumpalo::collections::Vec;
use chunks::{ChunkMatch, Chunks, Wanted};
use std::ops::Range;

/// One of the ways in which a message is a sequence of clauses.
pub(super) struct Whole {
    /// The last item of the search.
    item: u32,
    /// The kinds that every clause can be part of.
    pub(super) kinds: u32,
}

/// The search over one message.
pub(super) struct Parser<'v, 'i, 'a> {
    view: &'v View<'i, 'a>,
    grammar: &'v Grammar,
    chunks: Chunks<'v, 'i, 'a>,
    items: Vec<'a, Item>,
    /// By token, the first and the last of the items that end there.
    at_token: Vec<'a, (u32, u32)>,
    /// By token, what the marks from it on are, where it was asked.
    gaps: Vec<'a, Option<Gap>>,
    /// The classes `anywhere` and `between`.
    joints: [Option<Symbol>; 2],
}

const NONE: u32 = u32::MAX;

/// A state of the search at a token.
#[derive(Clone, Copy)]
struct Item {
    /// The chunks of the clause at hand.
    chunks: u128,
    /// The frames that it can still become.
    frames: u128,
    /// The kinds that every clause before it can be part of.
    kinds: u32,
    /// The elements so far.
    elements: u32,
    /// What the last chunk is parted by from what comes behind it, words of `anywhere` aside.
    gap: Gap,
    /// The kinds that the clause at hand can be part of if it ends here; all where none is begun.
    of_clause: u32,
    /// The item before, and the chunk between.
    before: u32,
    read: Option<ChunkMatch>,
    /// A hash of the state.
    hash: u32,
    /// The next item that ends at the same token.
    next: u32,
}

/// What is between two chunks; the larger counts where a word of `anywhere` is between two.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    Nothing,
    Marks,
    SentenceEnd,
}

impl Item {
    /// A hash of the state: most states at a token are told apart by it.
    fn hash_of_state(&self) -> u32 {
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        let wide = |set: u128| (set as u64).rotate_left(31) ^ (set >> 64) as u64;
        let small = u64::from(self.kinds) << 32 | u64::from(self.elements) ^ (self.gap as u64) << 30;
        let mixed = wide(self.chunks).wrapping_mul(ODD) ^ wide(self.frames);
        ((mixed.wrapping_mul(ODD) ^ small).wrapping_mul(ODD) >> 32) as u32
    }

    fn same_state(&self, other: &Self) -> bool {
        (self.chunks, self.frames, self.kinds, self.elements, self.gap)
            == (other.chunks, other.frames, other.kinds, other.elements, other.gap)
    }
}

impl<'v, 'i, 'a> Parser<'v, 'i, 'a> {
    pub(super) fn new(view: &'v View<'i, 'a>, grammar: &'v Grammar) -> Self {
        let (arena, tokens) = (view.input.arena, view.len());
        let mut at_token = Vec::with_capacity_in(tokens + 1, arena);
        at_token.resize(tokens + 1, (NONE, NONE));
        let items = Vec::with_capacity_in(4 * tokens, arena);
        let mut gaps = Vec::with_capacity_in(tokens + 1, arena);
        gaps.resize(tokens + 1, None);
        let joints = [Special::Anywhere, Special::Between].map(|special| grammar.special(special));
        Self { view, grammar, chunks: Chunks::new(view, grammar), items, at_token, gaps, joints }
    }

    /// Every way of reading the whole message that differs in elements or kinds.
    pub(super) fn wholes(&mut self) -> Vec<'a, Whole> {
        let tokens = self.view.len();
        let (frames, kinds, gap) = (u128::MAX, u32::MAX, Gap::Nothing);
        let (elements, of_clause, before, read) = (0, 0, NONE, None);
        let (hash, next) = (0, NONE);
        self.push(0, Item { chunks: 0, frames, kinds, elements, gap, of_clause, before, read, hash, next });
        let mut wholes = Vec::new_in(self.view.input.arena);
        for at in 0..=tokens {
            let mut next = self.at_token[at].0;
            while let Some(item) = self.items.get(next as usize).copied() {
                let index = std::mem::replace(&mut next, item.next);
                step();
                self.chunks.reached(at as u32);
                let Some(begin) = self.view.skip(at) else { continue };
                if begin == tokens {
                    let kinds = item.kinds & item.of_clause;
                    // "and" joins what is behind it, too.
                    if kinds != 0 && item.chunks != 0 {
                        wholes.push(Whole { item: index, kinds });
                    }
                    continue;
                }
                self.step(index, item, at..begin);
            }
        }
        // How far a message gets that is none is for all chunks to say.
        if wholes.is_empty() {
            self.chunks.find_all();
        }
        wholes
    }

    /// Whatever may come behind `item` and the `marks`. A clause goes on within its sentence only; another begins only
    /// where a mark, the end of a line or a word of `between` parts it from the one before.
    fn step(&mut self, index: u32, item: Item, marks: Range<usize>) {
        let Range { start: at, end: begin } = marks;
        let gap = item.gap.max(self.gap(marks));
        let closed = item.kinds & item.of_clause;
        let [anywhere, between] = self.joints;
        for edge in self.chunks.begins().at(begin).joints {
            let next = Item { before: index, read: None, ..item };
            if Some(edge.symbol) == anywhere {
                self.push(edge.end as usize, Item { gap, ..next });
            }
            if Some(edge.symbol) == between && closed != 0 && item.chunks != 0 {
                let (chunks, frames, gap) = (0, u128::MAX, Gap::Nothing);
                self.push(edge.end as usize, Item { chunks, frames, kinds: closed, gap, ..next });
            }
        }
        let wanted = if self.chunks.are_found(begin) { None } else { Some(self.wanted(at..begin)) };
        for found in self.chunks.at(begin, wanted) {
            let of_chunk = self.grammar.frames_of(found.chunk);
            let bit = 1_u128 << found.chunk;
            let elements = item.elements | found.elements;
            let (kinds, closed) = (self.with(found.chunk, item.kinds), self.with(found.chunk, closed));
            let next = Item { elements, kinds, gap: Gap::Nothing, before: index, read: Some(*found), ..item };
            // "SBPDCL" alone is a clause of any kind: whom it speaks to may follow.
            let is_parted = gap > Gap::Nothing || !found.is_apart || item.of_clause == u32::MAX;
            let goes_on = item.chunks == 0 || gap < Gap::SentenceEnd && is_parted;
            if goes_on && item.chunks & bit == 0 && item.frames & of_chunk != 0 {
                let (chunks, frames) = (item.chunks | bit, item.frames & of_chunk);
                self.push(found.end as usize, Item { chunks, frames, ..next });
            }
            if gap > Gap::Nothing && item.chunks != 0 && closed != 0 && of_chunk != 0 {
                self.push(found.end as usize, Item { chunks: bit, frames: of_chunk, kinds: closed, ..next });
            }
        }
    }

    /// Those of `kinds` that may hold the chunk; all of them where none may, so that what is wrong with it is told.
    fn with(&self, chunk: u8, kinds: u32) -> u32 {
        let without = self.view.input.group.without.get(usize::from(chunk)).copied().unwrap_or(0);
        if kinds & !without == 0 { kinds } else { kinds & !without }
    }

    /// The chunks that may come behind any item before or among the `marks`: all such items are known by now.
    fn wanted(&mut self, marks: Range<usize>) -> Wanted {
        let mut wanted = Wanted { frames: 0, but: u128::MAX };
        for at in marks.start..=marks.end {
            let of_marks = self.gap(at..marks.end);
            let mut next = self.at_token[at].0;
            while let Some(item) = self.items.get(next as usize) {
                step();
                next = item.next;
                let gap = item.gap.max(of_marks);
                let is_free = item.chunks == 0 || gap > Gap::Nothing && item.kinds & item.of_clause != 0;
                let of_item = if is_free { (u128::MAX, 0) } else { (item.frames, item.chunks) };
                (wanted.frames, wanted.but) = (wanted.frames | of_item.0, wanted.but & of_item.1);
            }
        }
        wanted
    }

    /// What the `marks` are, which end where the next part begins.
    fn gap(&mut self, marks: Range<usize>) -> Gap {
        let start = marks.start;
        if let Some(known) = self.gaps[start] {
            return known;
        }
        let gap = self.find_gap(marks);
        self.gaps[start] = Some(gap);
        gap
    }

    fn find_gap(&self, marks: Range<usize>) -> Gap {
        // The end of a line is the end of a sentence.
        let has_marks = !marks.is_empty();
        if is_sentence_end(self.view.input, marks) {
            Gap::SentenceEnd
        } else if has_marks {
            Gap::Marks
        } else {
            Gap::Nothing
        }
    }

    /// Adds `item` to those that end at token `at`, unless one is in the same state.
    fn push(&mut self, at: usize, mut item: Item) {
        (item.hash, item.next) = (item.hash_of_state(), NONE);
        let (first, last) = self.at_token[at];
        let mut next = first;
        while let Some(known) = self.items.get(next as usize) {
            step();
            if known.hash == item.hash && known.same_state(&item) {
                return;
            }
            next = known.next;
        }
        item.of_clause = match item.chunks {
            0 if item.before == NONE => 0,
            0 => u32::MAX,
            // A word of `anywhere` changes nothing.
            _ if item.read.is_none() => item.of_clause,
            chunks => self.grammar.kinds_of(chunks, item.frames),
        };
        let own = self.items.len() as u32;
        match self.items.get_mut(last as usize) {
            Some(last) => last.next = own,
            None => self.at_token[at].0 = own,
        }
        self.at_token[at].1 = own;
        self.items.push(item);
    }

    /// The parts of the message read as `whole`, in the order of the text.
    pub(super) fn parts(&self, whole: &Whole) -> Vec<'a, Read> {
        let mut parts = Vec::new_in(self.view.input.arena);
        let mut at = whole.item;
        while let Some(item) = self.items.get(at as usize) {
            step();
            if let Some(read) = item.read {
                self.chunks.parts_of(read, &mut parts);
            }
            at = item.before;
        }
        parts.reverse();
        parts
    }

    /// The chunks that are in a message that is no sequence of clauses: from the left, the longest first.
    pub(super) fn islands(&mut self) -> Vec<'a, Read> {
        let mut islands = Vec::new_in(self.view.input.arena);
        let mut at = 0;
        while at < self.view.len() {
            step();
            let longest = self.chunks.at(at, None).iter().max_by_key(|found| (found.end, found.elements.count_ones()));
            let Some(found) = longest.copied() else {
                at += 1;
                continue;
            };
            let before = islands.len();
            self.chunks.parts_of(found, &mut islands);
            islands[before..].reverse();
            at = found.end as usize;
        }
        islands
    }

    /// The furthest token that any clause reached.
    pub(super) fn furthest(&self) -> usize {
        self.chunks.furthest()
    }

    /// What could have been at the furthest token: the parts that would go on with a chunk there.
    pub(super) fn expected(&mut self) -> std::vec::Vec<&'v str> {
        self.chunks.expected()
    }
}
