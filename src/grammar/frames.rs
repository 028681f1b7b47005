//! The frames: which chunks make up a clause. Written when a list is signed, and read when it is loaded.
//!
//! In: the tables of a [`Grammar`](super::Grammar). Out: [`Frames`]; there are at most 128, so that they are read once
//! when a list is loaded and not for each state of each message.

use super::tables::{FrameRow, Tables};
use crate::documents::{Clauses, RulesError, Side};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The frames of a list.
#[derive(Debug, Default)]
pub(super) struct Frames {
    /// By chunk, the frames that it may be in.
    pub(super) of_chunk: Vec<u128>,
    /// By frame, the chunks that it may hold.
    chunks: Vec<u128>,
    /// The chunks that are in any frame.
    framed: u128,
    /// By chunk, the frames whose first need it meets: most are told apart by it.
    meets_first: Vec<u128>,
    /// The frames that need nothing.
    free: u128,
    /// The kinds of each frame, and the part of `needs` that is its own.
    rows: Vec<(u32, Range<usize>)>,
    /// Groups of chunks of which a clause has one each.
    needs: Vec<u128>,
}

impl Frames {
    pub(super) fn new(of_chunk: Vec<u128>, rows: Vec<(u32, Range<usize>)>, needs: Vec<u128>) -> Self {
        let mut chunks = vec![0; 128];
        for (chunk, of_chunk) in of_chunk.iter().take(128).enumerate() {
            bits(*of_chunk).for_each(|frame| chunks[frame] |= 1 << chunk);
        }
        let in_any = chunks.iter().fold(0, |all, chunks| all | chunks);
        let mut frames = Self { chunks, meets_first: vec![0; 128], of_chunk, framed: in_any, free: 0, rows, needs };
        for (at, (_, of_frame)) in frames.rows.iter().enumerate().take(128) {
            match frames.needs.get(of_frame.start).filter(|_| !of_frame.is_empty()) {
                Some(first) => bits(*first).for_each(|chunk| frames.meets_first[chunk] |= 1 << at),
                None if of_frame.is_empty() => frames.free |= 1 << at,
                None => {}
            }
        }
        frames
    }

    /// The chunks that may be in any of `frames`.
    pub(super) fn chunks_of(&self, frames: u128) -> u128 {
        if frames == u128::MAX {
            return self.framed;
        }
        bits(frames).filter_map(|frame| self.chunks.get(frame)).fold(0, |all, chunks| all | chunks)
    }

    /// The kinds that a clause of `chunks` can be part of, if it is one of `frames`; none where no frame is complete.
    pub(super) fn kinds_of(&self, chunks: u128, frames: u128) -> u32 {
        let begun = bits(chunks).filter_map(|chunk| self.meets_first.get(chunk)).fold(self.free, |all, of| all | of);
        let row = |frame| self.rows.get(frame);
        let complete = |needs: &Range<usize>| {
            self.needs.get(needs.clone()).is_some_and(|needs| needs.iter().all(|any| any & chunks != 0))
        };
        let kinds = bits(frames & begun).filter_map(row).filter(|(_, needs)| complete(needs)).map(|(kinds, _)| kinds);
        kinds.fold(0, |all, kinds| all | kinds)
    }
}

/// The id of each chunk, by name.
pub(super) type ChunkIds<'c> = FxHashMap<&'c str, u8>;

impl Tables {
    /// Adds the frames, whose chunks have `ids`.
    pub(super) fn add_frames(&mut self, clauses: &Clauses, ids: &ChunkIds<'_>) -> Result<(), RulesError> {
        self.chunk_frames = vec![0; self.chunk_names.len()];
        for (at, frame) in clauses.frames.iter().enumerate() {
            let line = frame.line;
            let id = |name: &String| ids.get(name.as_str()).copied();
            let mut needs = Vec::with_capacity(frame.needs.len());
            for name in frame.needs.iter().flatten().chain(&frame.may) {
                let unknown = RulesError::Clause { line, what: "the frame names a chunk that nothing defines" };
                self.chunk_frames[usize::from(id(name).ok_or(unknown)?)] |= 1 << at;
            }
            for group in &frame.needs {
                needs.push(group.iter().filter_map(id).fold(0_u128, |all, chunk| all | 1 << chunk));
            }
            let mut kinds = 0;
            for name in &frame.kinds {
                let kind = self.kinds.iter().position(|kind| kind == name);
                kinds |= match kind {
                    _ if name == "*" => u32::MAX,
                    Some(kind) => 1 << kind,
                    None => {
                        return Err(RulesError::Clause { line, what: "the frame names a kind that nothing defines" });
                    }
                };
            }
            self.frames.push(FrameRow { kinds, needs });
        }
        Ok(())
    }

    /// Adds which chunks may be next to each other, directly and across a mark; lines about the same side of a chunk add up.
    pub(super) fn add_neighbours(&mut self, clauses: &Clauses, ids: &ChunkIds<'_>) -> Result<(), RulesError> {
        let mut sides = vec![[None, None]; self.chunk_names.len()];
        let mut parted = vec![0_u128; sides.len()];
        for line in &clauses.neighbours {
            let unknown = RulesError::Clause { line: line.line, what: "the line names a chunk that nothing defines" };
            let id = |name: &String| ids.get(name.as_str()).copied().ok_or(unknown.clone());
            let others = line.others.iter().try_fold(0_u128, |all, name| Ok(all | 1 << id(name)?))?;
            let chunk = usize::from(id(&line.name)?);
            let [before, behind] = &mut sides[chunk];
            match line.side {
                Side::Before => *before.get_or_insert(0) |= others,
                Side::Behind => *behind.get_or_insert(0) |= others,
                Side::Parted => parted[chunk] |= others,
            }
        }
        let all = |side: Option<u128>| side.unwrap_or(u128::MAX);
        let with_parted = |(sides, parted): ([Option<u128>; 2], u128)| {
            let [before, behind] = sides.map(all);
            [before, behind, before | parted, behind | parted]
        };
        self.chunk_neighbours = sides.into_iter().zip(parted).map(with_parted).collect();
        Ok(())
    }
}

/// The bits of `set`, from the lowest.
pub(crate) fn bits(mut set: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = set.trailing_zeros() as usize;
        set &= set.wrapping_sub(1);
        (at < 128).then_some(at)
    })
}
