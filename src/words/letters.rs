//! A word's letters, and what is left of them when it is misspelt.
//!
//! In: a folded word, or the parts of one. Out: hashes of its sound, of its pieces,
//! of what is seen of it, of its letters with repeated ones once, without vowels, or in any order.

use std::ops::Range;

/// The shortest word that is read through misspelling, in characters.
pub(super) const SHORTEST: usize = 5;
/// The longest; longer runs are glued words or noise.
pub(super) const LONGEST: usize = 24;

/// The letters of a word that is not too long, decoded once.
pub(super) struct Letters {
    letters: [u32; LONGEST],
    pub(super) length: usize,
}

impl Letters {
    /// The letters of `parts` as one word; `None` where they are more than [`LONGEST`].
    pub(super) fn of(parts: &[&str]) -> Option<Self> {
        let (mut letters, mut length) = ([0; LONGEST], 0);
        for c in parts.iter().flat_map(|part| part.chars()) {
            *letters.get_mut(length)? = u32::from(c);
            length += 1;
        }
        Some(Self { letters, length })
    }

    /// How the word sounds at its coarsest, as a hash: consonants only, doubled ones
    /// once, letters that Indians write for each other made one. `None` for words
    /// with too few consonants to tell apart.
    pub(super) fn sound(&self) -> Option<u32> {
        let (mut hash, mut last, mut count) = (0xcbf2_9ce4_8422_2325_u64, 0, 0);
        for letter in &self.letters[..self.length] {
            let sound = match letter {
                0..0x80 => u32::from(SOUNDS[*letter as usize]),
                // Devanagari consonants.
                0x915..=0x939 => *letter,
                _ => 0,
            };
            if sound != 0 && sound != last {
                hash = (hash ^ u64::from(sound)).wrapping_mul(0x0100_0000_01b3);
                last = sound;
                count += 1;
            }
        }
        (count >= 3).then_some(halved(hash))
    }

    /// A hash of each piece of the word, as of one that is known.
    pub(super) fn for_each_piece(&self, mut each: impl FnMut(u32)) {
        let prefixes = Prefixes::of(self);
        for (at, piece) in pieces(self.length).iter().enumerate() {
            each(prefixes.of_piece(at, piece.clone(), self.length));
        }
    }

    /// A hash of each piece that it may have in common with a known word one edit away, or two that leave
    /// its length: of the beginning from its beginning, of the end from its end.
    pub(super) fn for_each_shared_piece(&self, mut each: impl FnMut(u32)) {
        let (prefixes, own) = (Prefixes::of(self), self.length);
        for known in [own, own + 1, own - 1] {
            let pieces = pieces(known);
            let (first, last) = (&pieces[0], &pieces[pieces.len() - 1]);
            each(prefixes.of_piece(0, first.clone(), known));
            each(prefixes.of_piece(pieces.len() - 1, last.start + own - known..own, known));
            if known != own {
                continue;
            }
            if let [_, middle, _] = pieces {
                // A letter too many before it and one too few behind it, or the other way round.
                for start in middle.start - 1..=middle.start + 1 {
                    each(prefixes.of_piece(1, start..start + middle.len(), known));
                }
            } else {
                // The last letter of the one half and the first of the other have changed places.
                each(prefixes.of_swapped(first.end, known));
            }
        }
    }
}

/// Words as long may differ by two edits, shorter ones by one.
pub(super) const TWO_EDITS: usize = 11;

/// The pieces of a known word: halves, thirds where it may differ by two edits. One of them is whole
/// in whatever is as near.
fn pieces(length: usize) -> &'static [Range<usize>] {
    static PIECES: [[Range<usize>; 3]; LONGEST + 2] = {
        let mut all = [const { [0..0, 0..0, 0..0] }; LONGEST + 2];
        let mut length = 0;
        while length < LONGEST + 2 {
            let (half, third) = (length / 2, length / 3);
            all[length] = if length < TWO_EDITS {
                [0..half, half..length, 0..0]
            } else {
                [0..third, third..length - third, length - third..length]
            };
            length += 1;
        }
        all
    };
    &PIECES[length][..if length < TWO_EDITS { 2 } else { 3 }]
}

/// Rolling hashes of what stands before each letter of a word, from which that of any piece follows.
struct Prefixes<'l> {
    letters: &'l [u32],
    hashes: [u64; LONGEST + 1],
}

impl<'l> Prefixes<'l> {
    fn of(word: &'l Letters) -> Self {
        let letters = &word.letters[..word.length];
        let (mut hashes, mut hash) = ([0; LONGEST + 1], 0);
        for (after, letter) in hashes[1..].iter_mut().zip(letters) {
            hash = then(hash, *letter);
            *after = hash;
        }
        Self { letters, hashes }
    }

    /// The hash of the letters of `piece` as piece `at` of a known word of `known` letters.
    fn of_piece(&self, at: usize, piece: Range<usize>, known: usize) -> u32 {
        let before = self.hashes[piece.start].wrapping_mul(POWERS[piece.len()]);
        as_piece(self.hashes[piece.end].wrapping_sub(before), at, known)
    }

    /// That of the first piece of a known word, whose last letter stands behind the next one.
    fn of_swapped(&self, end: usize, known: usize) -> u32 {
        as_piece(then(self.hashes[end - 1], self.letters[end]), 0, known)
    }
}

fn as_piece(hash: u64, at: usize, known: usize) -> u32 {
    halved(hash.wrapping_add((4 * known + at) as u64).wrapping_mul(BASE))
}

const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

static POWERS: [u64; LONGEST + 1] = {
    let mut powers = [1_u64; LONGEST + 1];
    let mut at = 1;
    while at <= LONGEST {
        powers[at] = powers[at - 1].wrapping_mul(BASE);
        at += 1;
    }
    powers
};

fn then(hash: u64, letter: u32) -> u64 {
    hash.wrapping_mul(BASE).wrapping_add(u64::from(letter) + 1)
}

/// Both halves of a hash in one: the upper is the better mixed, but the last letter is in the lower.
fn halved(hash: u64) -> u32 {
    (hash ^ hash >> 32) as u32
}

/// The sound of each ASCII character; 0 where it has none.
static SOUNDS: [u8; 128] = {
    let mut sounds = [0; 128];
    let mut at = 1;
    while at < 128 {
        let c = at as u8;
        sounds[at] = match c {
            b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'h' => 0,
            b'w' => b'v',
            b'z' => b'j',
            b'q' | b'c' => b'k',
            _ => c,
        };
        at += 1;
    }
    sounds
};

/// A hash of `word` with repeated letters once: `cutt`, `powwerrr` and `eelleecc…` as `cut`, `power`, `elec…`;
/// none where that is too short to tell apart, or too long.
pub(super) fn once(word: &str) -> Option<u32> {
    let (mut hash, mut length) = (0, 0);
    for c in letters_once(word) {
        hash = then(hash, u32::from(c));
        length += 1;
    }
    (2..=LONGEST).contains(&length).then_some(halved(hash))
}

/// Whether two words are the same but for repeated letters.
pub(super) fn same_once(one: &str, other: &str) -> bool {
    letters_once(one).eq(letters_once(other))
}

fn letters_once(word: &str) -> impl Iterator<Item = char> {
    let mut before = None;
    word.chars().filter(move |c| before.replace(*c) != Some(*c))
}

/// A hash of what is seen of `parts` as one word, where an l and a capital I look the same, and digits and
/// marks stand for letters (`bijIi`, `b1ll`, `e|ectric!ty`); none where no such character is there, or the
/// word is too short to tell apart.
pub(super) fn look(parts: &[&str]) -> Option<u32> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    if !(SHORTEST - 2..=LONGEST).contains(&length) {
        return None;
    }
    let (mut hash, mut any) = (0, false);
    for b in parts.iter().flat_map(|part| part.bytes()) {
        let seen = as_seen(b)?;
        any |= !b.is_ascii_lowercase() || length > SHORTEST - 2 && seen == b'i';
        hash = then(hash, u32::from(seen));
    }
    any.then_some(halved(hash))
}

/// The hash of what is seen of a known word.
pub(super) fn look_of_known(word: &str) -> Option<u32> {
    let fits = (SHORTEST - 2..=LONGEST).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase());
    let seen = || word.bytes().filter_map(as_seen).fold(0, |hash, seen| then(hash, u32::from(seen)));
    fits.then(|| halved(seen()))
}

/// Whether the same is seen of both.
pub(super) fn looks_like(one: &str, other: &str) -> bool {
    one.bytes().map(as_seen).eq(other.bytes().map(as_seen))
}

/// The letter for which `b` is taken, of letters that look the same the first; none where it is none.
fn as_seen(b: u8) -> Option<u8> {
    Some(match b {
        b'l' | b'1' | b'!' | b'|' => b'i',
        b'0' => b'o',
        b'2' => b'z',
        b'3' => b'e',
        b'4' | b'@' => b'a',
        b'5' | b'$' => b's',
        b'6' | b'9' => b'g',
        b'7' | b'+' => b't',
        b'8' => b'b',
        b'(' | b'<' => b'c',
        b'#' => b'h',
        b'a'..=b'z' => b,
        _ => return None,
    })
}

pub(super) fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// A hash of the consonants of a word, behind its first letter if that is a vowel and `begins` says so.
pub(super) fn consonants(word: &str, begins: bool) -> u32 {
    let kept = word.char_indices().filter(|(at, c)| !is_vowel(*c) || begins && *at == 0);
    halved(kept.fold(1, |hash, (_, c)| then(hash, u32::from(c))))
}

/// A hash of a word's letters in any order, from which a letter can be taken away.
#[derive(Clone, Copy)]
pub(super) struct Bag(u64);

impl Bag {
    pub(super) fn of(word: &str) -> Self {
        Self(word.chars().fold(0, |sum: u64, c| sum.wrapping_add(weight(c))))
    }

    pub(super) fn without(self, c: char) -> Self {
        Self(self.0.wrapping_sub(weight(c)))
    }

    pub(super) fn hash(self) -> u32 {
        halved(self.0.wrapping_mul(BASE))
    }
}

fn weight(c: char) -> u64 {
    let mixed = (u64::from(c) + 1).wrapping_mul(BASE);
    (mixed ^ mixed >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn letters(word: &[char]) -> Letters {
        let word: String = word.iter().collect();
        Letters::of(&[&word]).unwrap()
    }

    fn meet(known: &[char], asked: &[char]) -> bool {
        let mut pieces = Vec::new();
        letters(known).for_each_piece(|piece| pieces.push(piece));
        let mut met = false;
        letters(asked).for_each_shared_piece(|piece| met |= pieces.contains(&piece));
        met
    }

    /// One edit at `at`, of any kind.
    fn edited(word: &[char], kind: u8, at: usize, letter: char) -> Vec<char> {
        let (mut word, at) = (word.to_vec(), at % word.len());
        match kind {
            0 => drop(word.remove(at)),
            1 => word.insert(at, letter),
            2 => word[at] = letter,
            _ => {
                let next = (at + 1).min(word.len() - 1);
                word.swap(at, next);
            }
        }
        word
    }

    proptest! {
        #[test]
        fn what_is_an_edit_away_has_a_piece_in_common(
            known in prop::collection::vec(prop::sample::select(vec!['a', 'b', 'क', 'ख']), SHORTEST..LONGEST),
            (kind, at, letter) in (0..4_u8, 0..LONGEST, prop::sample::select(vec!['a', 'x', 'क'])),
        ) {
            let asked = edited(&known, kind, at, letter);
            prop_assert!(asked.len() <= SHORTEST || meet(&known, &asked), "{:?} {:?}", known, asked);
        }

        #[test]
        fn so_has_a_long_word_after_two_that_leave_its_length(
            known in prop::collection::vec(prop::sample::select(vec!['a', 'b', 'क', 'ख']), TWO_EDITS..LONGEST),
            (first, second) in (0..LONGEST, 0..LONGEST),
            insert_first in any::<bool>(),
        ) {
            let (one, other) = if insert_first { (1, 0) } else { (0, 1) };
            let moved = edited(&edited(&known, one, first, 'x'), other, second, 'x');
            let replaced = edited(&edited(&known, 2, first, 'x'), 2, second, 'y');
            prop_assert!(meet(&known, &moved), "{:?} {:?}", known, moved);
            prop_assert!(meet(&known, &replaced), "{:?} {:?}", known, replaced);
        }
    }
}
