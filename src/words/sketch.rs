//! Small sets of what words look like: quick to ask, and never a wrong no.
//!
//! In: hashes of words, and their beginnings and ends. Out: whether a word may be among them.

/// A small set of hashes in `N` words of 64 bits; may hold more than was put in.
#[derive(Debug)]
pub(super) struct HashSketch<const N: usize>(Box<[u64; N]>);

impl<const N: usize> Default for HashSketch<N> {
    fn default() -> Self {
        Self(Box::new([0; N]))
    }
}

impl<const N: usize> HashSketch<N> {
    fn place(hash: u32) -> (usize, u64) {
        let bit = (hash >> 8) as usize % (64 * N);
        (bit / 64, 1 << (bit % 64))
    }

    pub(super) fn add(&mut self, hash: u32) {
        let (word, bit) = Self::place(hash);
        self.0[word] |= bit;
    }

    pub(super) fn extend(&mut self, hashes: impl IntoIterator<Item = u32>) {
        hashes.into_iter().for_each(|hash| self.add(hash));
    }

    pub(super) fn has(&self, hash: u32) -> bool {
        let (word, bit) = Self::place(hash);
        self.0[word] & bit != 0
    }
}

/// How long the words are that begin alike, by their first three bytes; may hold lengths that none of them has.
#[derive(Debug)]
pub(super) struct Lengths(Box<[u32; LENGTHS]>);

const LENGTHS: usize = 1 << 12;

impl Default for Lengths {
    fn default() -> Self {
        Self(Box::new([0; LENGTHS]))
    }
}

impl Lengths {
    fn place(word: &[u8]) -> Option<usize> {
        Some(Edges::bit(word.get(..3)?, 3) % LENGTHS)
    }

    /// Adds `word` where it has three bytes, and at most 31 characters.
    pub(super) fn add(&mut self, word: &str) {
        if let Some(place) = Self::place(word.as_bytes()) {
            self.0[place] |= 1_u32.checked_shl(word.chars().count() as u32).unwrap_or(0);
        }
    }

    /// A bit for each length in characters that a word may have which begins where `run` begins.
    pub(super) fn of(&self, run: &str) -> u32 {
        Self::place(run.as_bytes()).map_or(0, |place| self.0[place])
    }
}

/// A small set of three-byte beginnings and endings; may hold more than was put in.
#[derive(Debug)]
pub(super) struct Edges(Box<[u64; EDGE_BITS / 64]>);

const EDGE_BITS: usize = 1 << 14;

impl Default for Edges {
    fn default() -> Self {
        Self(Box::new([0; EDGE_BITS / 64]))
    }
}

impl Edges {
    fn bit(word: &[u8], salt: u32) -> usize {
        let add = |hash: u32, b: &u8| (hash ^ u32::from(*b)).wrapping_mul(0x0100_0193);
        let edge = match word {
            [first, second, third] => add(add(add(salt, first), second), third),
            _ => word.iter().fold(salt, add),
        };
        (edge ^ edge >> 15) as usize % EDGE_BITS
    }

    fn bits(word: &str) -> [usize; 2] {
        let bytes = word.as_bytes();
        // Of a word that is all marks, folding may leave nothing.
        let edge = bytes.len().min(if bytes.first().is_some_and(u8::is_ascii) { 3 } else { 6 });
        [Self::bit(&bytes[..edge], 1), Self::bit(&bytes[bytes.len() - edge..], 2)]
    }

    pub(super) fn add(&mut self, word: &str) {
        for bit in Self::bits(word) {
            self.0[bit / 64] |= 1 << (bit % 64);
        }
    }

    pub(super) fn has(&self, bit: usize) -> bool {
        self.0[bit / 64] & 1 << (bit % 64) != 0
    }

    /// Whether a danger word may begin with `left` and end with `right`; for long
    /// ones, one of the two is enough, as the other may be misspelt.
    pub(super) fn may_join(&self, left: &str, right: &str) -> bool {
        let (begins, ends) = self.of_joined(left, right);
        if left.len() + right.len() > 8 { begins || ends } else { begins && ends }
    }

    /// Whether a word may begin with `left`, and end with `right`; parts too short to tell may.
    pub(super) fn of_joined(&self, left: &str, right: &str) -> (bool, bool) {
        let short = |part: &str| part.len() < if part.is_ascii() { 3 } else { 6 };
        let (begins, ends) = (self.has(Self::bits(left)[0]), self.has(Self::bits(right)[1]));
        (begins || short(left), ends || short(right))
    }

    pub(super) fn may_stand_in(&self, run: &str) -> bool {
        run.char_indices().inspect(|_| crate::steps::step()).any(|(at, _)| self.may_begin(&run[at..]))
    }

    /// Whether a word may begin where `run` begins.
    pub(super) fn may_begin(&self, run: &str) -> bool {
        let bytes = run.as_bytes();
        let sizes = if bytes.first().is_some_and(u8::is_ascii) { [3, 3] } else { [3, 6] };
        sizes.into_iter().filter_map(|size| bytes.get(..size)).any(|edge| self.has(Self::bit(edge, 1)))
    }

    /// Whether a danger word may begin or end `word`.
    pub(super) fn may_hold(&self, word: &str) -> bool {
        Self::bits(word).into_iter().any(|bit| self.has(bit))
    }
}
