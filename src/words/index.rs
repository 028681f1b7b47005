//! Words by a hash.
//!
//! In: hashes with their words. Out: the words of a hash, in the order in which they
//! were put in, and with them now and then one of another hash: whoever asks compares.

use super::WordId;
use super::sketch::HashSketch;

/// Words by a hash, several a hash.
#[derive(Debug)]
pub(super) struct HashIndex {
    /// A bit for each hash: most look-ups end here.
    sketch: HashSketch<{ 1 << 10 }>,
    /// A power of two of slots, at most three of four taken; a word stands in the
    /// first free slot from the one that its hash names, behind the upper half of that.
    slots: Box<[u32]>,
}

/// A slot without a word.
const FREE: u32 = u32::MAX;
const TAG: u32 = 0xffff_0000;

impl HashIndex {
    /// No words, and room for `most`.
    pub(super) fn with_room(most: usize) -> Self {
        let slots = vec![FREE; (most + most / 3 + 1).next_power_of_two()].into_boxed_slice();
        Self { sketch: HashSketch::default(), slots }
    }

    /// Adds a word; no more than there is room for.
    pub(super) fn add(&mut self, hash: u32, word: WordId) {
        self.sketch.add(hash);
        let last = self.slots.len() - 1;
        let mut at = hash as usize & last;
        while self.slots[at] != FREE {
            at = (at + 1) & last;
        }
        self.slots[at] = hash & TAG | u32::from(word.0);
    }

    /// The words of `hash`, and perhaps others.
    pub(super) fn of(&self, hash: u32) -> impl Iterator<Item = WordId> {
        let last = self.slots.len() - 1;
        let most = if self.sketch.has(hash) { self.slots.len() } else { 0 };
        let slots = (0..most).map(move |step| self.slots[((hash as usize & last) + step) & last]);
        let taken = slots.take_while(|slot| *slot != FREE);
        taken.filter(move |slot| slot & TAG == hash & TAG).map(|slot| WordId(slot as u16))
    }
}
