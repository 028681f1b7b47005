//! A word's letters, and what is left of them when it is misspelt.
//!
//! In: a folded word, or the parts of one. Out: its sound, a hash for each letter
//! lost, its letters with doubled ones once or with those that look alike made one.

use super::near::{LONGEST, SHORTEST};
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;

/// The longest word that is read through doubled letters alone.
const LONGEST_SHORT: usize = 5;

/// The letters of a word that is not too long, decoded once.
pub(super) struct Letters {
    letters: [u32; LONGEST],
    pub(super) length: usize,
}

impl Letters {
    /// The letters of `parts` as one word; `None` where they are more than [`LONGEST`].
    pub(super) fn of(parts: &[&str]) -> Option<Self> {
        let (mut letters, mut length) = ([0; LONGEST], 0);
        for part in parts {
            for c in part.chars() {
                *letters.get_mut(length)? = u32::from(c);
                length += 1;
            }
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

    /// A hash of the word, and of what is left of it when each of its letters is lost.
    pub(super) fn for_each_loss(&self, mut each: impl FnMut(u32)) {
        const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
        let letters = &self.letters[..self.length];
        // Rolling hashes of what stands before each letter, then, from the end, of what stands after it.
        let mut before = [0_u64; LONGEST];
        let mut whole = 0_u64;
        for (before, letter) in before.iter_mut().zip(letters) {
            *before = whole;
            whole = whole.wrapping_mul(BASE).wrapping_add(u64::from(*letter) + 1);
        }
        each(halved(whole));
        let (mut after, mut power) = (0_u64, 1_u64);
        for (before, letter) in before[..self.length].iter().zip(letters).rev() {
            each(halved(before.wrapping_mul(power).wrapping_add(after)));
            after = (u64::from(*letter) + 1).wrapping_mul(power).wrapping_add(after);
            power = power.wrapping_mul(BASE);
        }
    }
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

/// Whether `word` is one that is read through doubled letters.
pub(super) fn is_short(word: &str) -> bool {
    (3..=LONGEST_SHORT).contains(&word.len()) && word.is_ascii()
}

/// `cutt`, `caal` and `call` as `cut`, `cal`.
pub(super) fn undoubled_letters(word: &str) -> Box<str> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// `bijIi` and `caII` as `bijii` and `caii`, where they are long enough to tell apart.
pub(super) fn seen_letters(parts: &[&str]) -> Option<Box<str>> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let holds = |part: &&str| part.bytes().any(|b| matches!(b, b'i' | b'l'));
    let told_apart = (SHORTEST - 1..=LONGEST).contains(&length) && parts.iter().all(|part| part.is_ascii());
    if told_apart && parts.iter().any(holds) { Some(parts.concat().replace('l', "i").into()) } else { None }
}

pub(super) fn hash_of(word: &str) -> u32 {
    halved(FxBuildHasher.hash_one(word))
}
