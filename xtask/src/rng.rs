//! Chance that is the same on every machine.
//!
//! In: a seed. Out: numbers, choices, places in a text. `SplitMix64`: small, and good enough to choose by.

/// A stream of numbers that its seed decides.
#[derive(Clone, Debug)]
pub(crate) struct Rng(u64);

impl Rng {
    /// A stream for the `index`th attack of the kind named `name`.
    pub(crate) fn of(seed: u64, name: &str, index: u64) -> Self {
        let mut hash = seed ^ 0xcbf2_9ce4_8422_2325;
        for byte in name.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        let mut rng = Self(hash ^ index.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        rng.next();
        rng
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound`; 0 if `bound` is 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.next() % bound).unwrap_or_default()
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// Once in `times`.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of `items`, which are never none.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// One of `texts`, which are never none.
    pub(crate) fn text<'a>(&mut self, texts: &[&'a str]) -> &'a str {
        texts[self.below(texts.len())]
    }

    /// A string of that many digits, of which the first is no nought.
    pub(crate) fn digits(&mut self, count: usize) -> String {
        (0..count).map(|at| char::from(b'0' + self.digit(at > 0))).collect()
    }

    fn digit(&mut self, with_nought: bool) -> u8 {
        let digit = if with_nought { self.below(10) } else { self.between(1, 9) };
        u8::try_from(digit).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_decides() {
        let stream = |seed, name| {
            let mut rng = Rng::of(seed, name, 3);
            [rng.next(), rng.next()]
        };
        assert_eq!(stream(1, "cash"), stream(1, "cash"));
        assert_ne!(stream(1, "cash"), stream(2, "cash"));
        assert_ne!(stream(1, "cash"), stream(1, "search"));
        assert_eq!(Rng(9).digits(10).len(), 10);
    }
}
