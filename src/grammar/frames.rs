//! The frames: which chunks make up a clause.
//!
//! In: the tables of a [`Grammar`](super::Grammar). Out: [`Frames`]; there are at most 128, so that they are read once
//! when a list is loaded and not for each state of each message.

use std::ops::Range;

/// The frames of a list.
#[derive(Debug, Default)]
pub(super) struct Frames {
    /// By chunk, the frames that it may be in.
    pub(super) of_chunk: Vec<u128>,
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
        let mut frames = Self { meets_first: vec![0; 128], of_chunk, framed: 0, free: 0, rows, needs };
        frames.framed = frames.find_chunks(u128::MAX);
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
        if frames == u128::MAX { self.framed } else { self.find_chunks(frames) }
    }

    fn find_chunks(&self, frames: u128) -> u128 {
        let chunks = self.of_chunk.iter().take(128).enumerate();
        chunks.filter(|(_, of)| **of & frames != 0).fold(0, |all, (chunk, _)| all | 1 << chunk)
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

/// The bits of `set`, from the lowest.
pub(super) fn bits(mut set: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = set.trailing_zeros() as usize;
        set &= set.wrapping_sub(1);
        (at < 128).then_some(at)
    })
}
