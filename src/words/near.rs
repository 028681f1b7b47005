//! Which known word an unknown one comes closest to.
//!
//! In: the words of danger, then unknown words. Out: a [`WordId`] where one
//! sounds the same or is an edit away, by hashes of consonants and of what is
//! left when a letter is lost ("symmetric delete"). The words themselves are in
//! [`Spellings`].

use super::spelling::Spellings;
use super::{Phrase, WordId, WordInfo, distance_within};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;

/// The shortest word that is read through misspelling, in characters.
pub(super) const SHORTEST: usize = 5;
/// The longest; longer runs are glued words or noise.
pub(super) const LONGEST: usize = 24;

/// The longest word that is read through doubled letters alone.
const LONGEST_SHORT: usize = 5;

/// Words by how they sound, and by what is left when one letter is lost.
#[derive(Debug)]
pub(super) struct FuzzyIndex {
    skeletons: HashIndex,
    lost_letter: HashIndex,
    /// Short words by their letters, doubled ones once.
    undoubled: FxHashMap<Box<str>, WordId>,
    /// How danger words begin and end, for glued ones: most words are told apart by that.
    pub(super) edges: Edges,
    /// The hashes and edges of the words that begin a subject.
    subjects: Subjects,
}

impl FuzzyIndex {
    /// Indexes every word that has a concept or begins or continues a phrase.
    pub(super) fn new(spellings: &Spellings, info: &[WordInfo], phrases: &[Phrase], rests: &[WordId]) -> Self {
        let of_danger = words_of_danger(info, phrases, rests);
        let mut subjects = Subjects::default();
        let mut edges = Edges::default();
        let mut undoubled = FxHashMap::default();
        let (mut skeletons, mut lost_letter) = (Vec::with_capacity(1 << 11), Vec::with_capacity(1 << 14));
        for (at, word) in spellings.iter().enumerate().filter(|(at, _)| of_danger[*at]) {
            let (id, begins_subject) = (WordId(at as u16), info[at].begins_subject);
            if word.chars().nth(2).is_some() {
                edges.add(word);
            }
            if begins_subject {
                subjects.edges.add(word);
            }
            if is_short(word) {
                let letters = undoubled_letters(word);
                if begins_subject {
                    subjects.undoubled.add(hash_of(&letters));
                }
                undoubled.entry(letters).or_insert(id);
            }
            // Words longer than that are not looked for.
            let Some(letters) = Letters::of(&[word]).filter(|letters| letters.length >= SHORTEST) else { continue };
            let from = lost_letter.len();
            letters.for_each_loss(|hash| lost_letter.push((hash, id)));
            let sound = letters.sound();
            skeletons.extend(sound.map(|hash| (hash, id)));
            if begins_subject {
                if let Some(hash) = sound {
                    subjects.sounds.add(hash);
                }
                for (hash, _) in &lost_letter[from..] {
                    subjects.lost_letter.add(*hash);
                }
            }
        }
        Self {
            skeletons: HashIndex::new(&skeletons),
            lost_letter: HashIndex::new(&lost_letter),
            undoubled,
            edges,
            subjects,
        }
    }

    /// The known word that `word` comes closest to.
    pub(super) fn closest(&self, word: &str, spellings: &Spellings) -> Option<WordId> {
        if is_short(word)
            && let Some(id) = self.undoubled.get(&undoubled_letters(word))
        {
            return Some(*id);
        }
        let letters = Letters::of(&[word]).filter(|letters| letters.length >= SHORTEST)?;
        let near = |id: &WordId| {
            let spelling = spellings.of(*id);
            distance_within(word, spelling, (letters.length / 4).max(1)) || is_shortened(word, spelling)
        };
        let same_sound = letters.sound().and_then(|sound| self.skeletons.of(sound).find(near));
        same_sound.or_else(|| self.one_edit(word, &letters, spellings))
    }

    fn one_edit(&self, word: &str, letters: &Letters, spellings: &Spellings) -> Option<WordId> {
        if letters.length <= SHORTEST {
            return None;
        }
        let most = if letters.length >= 11 { 2 } else { 1 };
        let mut found = None;
        letters.for_each_loss(|hash| {
            if found.is_none() {
                let first = self.lost_letter.of(hash).next();
                found = first.filter(|id| distance_within(word, spellings.of(*id), most));
            }
        });
        found
    }

    /// Whether [`Self::closest`] could give a word that begins a subject for `parts` as one word. Never a wrong no.
    pub(super) fn may_be_subject(&self, parts: &[&str]) -> bool {
        if let [word] = parts
            && is_short(word)
            && self.subjects.undoubled.has(hash_of(&undoubled_letters(word)))
        {
            return true;
        }
        let Some(letters) = Letters::of(parts).filter(|letters| letters.length >= SHORTEST) else { return false };
        let mut may = letters.sound().is_some_and(|sound| self.subjects.sounds.has(sound));
        // One edit leaves either the beginning or the end of such a word whole; two, or one in a short word, may not.
        let one_edit = (7..11).contains(&letters.length);
        if letters.length > SHORTEST && (!one_edit || self.subjects.edges.may_begin_or_end(parts)) {
            letters.for_each_loss(|hash| may |= self.subjects.lost_letter.has(hash));
        }
        may
    }

    /// Whether a word that begins a subject may begin or end `word`. Never a wrong no.
    pub(super) fn may_hold_subject(&self, word: &str) -> bool {
        self.subjects.edges.may_hold(word)
    }

    /// Whether a word that begins a subject may begin anywhere in `run`. Never a wrong no.
    pub(super) fn subject_may_stand_in(&self, run: &str) -> bool {
        self.subjects.edges.may_stand_in(run)
    }

    /// Whether a word of danger of three letters or more may begin anywhere in `run`. Never a wrong no.
    pub(super) fn danger_may_stand_in(&self, run: &str) -> bool {
        self.edges.may_stand_in(run)
    }

    /// Whether a word of danger may begin with `part`, or, where that is too short to tell, go on from it.
    pub(super) fn may_begin_danger(&self, part: &str) -> bool {
        self.edges.of_joined(part, part).0
    }

    /// Whether `left` and `right` as one word may be a word that begins a subject. Never a wrong no.
    pub(super) fn may_join_to_subject(&self, left: &str, right: &str) -> bool {
        self.subjects.edges.of_joined(left, right) == (true, true)
    }
}

/// For each word, whether it has a concept, or begins or continues a concept's phrase or a name.
fn words_of_danger(info: &[WordInfo], phrases: &[Phrase], rests: &[WordId]) -> Vec<bool> {
    let mut of_danger: Vec<bool> = info.iter().map(|info| !info.concepts.is_empty()).collect();
    for phrase in phrases.iter().filter(|phrase| phrase.meaning.is_of_danger()) {
        let start = phrase.rest as usize;
        for word in rests[start..start + usize::from(phrase.more)].iter().filter(|word| word.is_known()) {
            of_danger[usize::from(word.0)] = true;
        }
    }
    for (info, of_danger) in info.iter().zip(&mut of_danger) {
        let start = info.phrases as usize;
        let begins = &phrases[start..start + usize::from(info.uses[info.uses.len() - 1])];
        *of_danger |= begins.iter().any(|phrase| phrase.meaning.is_of_danger());
    }
    of_danger
}

/// What tells that a word may stand for one that begins a subject.
#[derive(Debug, Default)]
struct Subjects {
    sounds: HashSketch<{ 1 << 8 }>,
    lost_letter: HashSketch<{ 1 << 10 }>,
    undoubled: HashSketch<{ 1 << 6 }>,
    edges: Edges,
}

/// Whether `word` is one that is read through doubled letters.
fn is_short(word: &str) -> bool {
    (3..=LONGEST_SHORT).contains(&word.len()) && word.is_ascii()
}

/// `cutt`, `caal` and `call` as `cut`, `cal`.
fn undoubled_letters(word: &str) -> Box<str> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

fn hash_of(word: &str) -> u32 {
    halved(FxBuildHasher.hash_one(word))
}

/// `elctrcty`, `disconctd`: vowels left out of a word with more consonants than that.
fn is_shortened(word: &str, spelling: &str) -> bool {
    let is_vowel = |c: &char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let consonants = word.chars().filter(|c| !is_vowel(c)).count();
    let mut letters = spelling.chars();
    consonants >= SHORTEST - 1 && consonants * 3 >= word.len() * 2 && word.chars().all(|c| letters.any(|l| l == c))
}

/// Words by a hash, several a hash, in the order in which they were put in.
#[derive(Debug)]
struct HashIndex {
    /// A bit for each hash: most look-ups end here.
    sketch: HashSketch<{ 1 << 11 }>,
    /// Where the entries of each bucket begin; one more at the end.
    starts: Box<[u16]>,
    entries: Box<[(u32, WordId)]>,
}

impl HashIndex {
    fn new(words: &[(u32, WordId)]) -> Self {
        let mut sketch = HashSketch::default();
        let buckets = words.len().next_power_of_two();
        let bucket = |hash: u32| hash as usize & (buckets - 1);
        let mut starts = vec![0_u16; buckets + 1].into_boxed_slice();
        // No list of a megabyte has more entries; those past it are not looked for.
        let words = &words[..words.len().min(usize::from(u16::MAX))];
        for (hash, _) in words {
            sketch.add(*hash);
            starts[bucket(*hash) + 1] += 1;
        }
        for at in 0..buckets {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut entries = vec![(0, WordId::UNKNOWN); words.len()].into_boxed_slice();
        for entry in words {
            let place = &mut next[bucket(entry.0)];
            entries[usize::from(*place)] = *entry;
            *place += 1;
        }
        Self { sketch, starts, entries }
    }

    /// The words of `hash`.
    fn of(&self, hash: u32) -> impl Iterator<Item = WordId> {
        let entries = if self.sketch.has(hash) {
            let bucket = hash as usize & (self.starts.len() - 2);
            &self.entries[usize::from(self.starts[bucket])..usize::from(self.starts[bucket + 1])]
        } else {
            &[]
        };
        entries.iter().filter(move |entry| entry.0 == hash).map(|entry| entry.1)
    }
}

/// A small set of hashes in `N` words of 64 bits; may hold more than was put in.
#[derive(Debug)]
struct HashSketch<const N: usize>(Box<[u64; N]>);

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

    fn add(&mut self, hash: u32) {
        let (word, bit) = Self::place(hash);
        self.0[word] |= bit;
    }

    fn has(&self, hash: u32) -> bool {
        let (word, bit) = Self::place(hash);
        self.0[word] & bit != 0
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
        let edge = bytes.len().min(if bytes[0].is_ascii() { 3 } else { 6 });
        [Self::bit(&bytes[..edge], 1), Self::bit(&bytes[bytes.len() - edge..], 2)]
    }

    fn add(&mut self, word: &str) {
        for bit in Self::bits(word) {
            self.0[bit / 64] |= 1 << (bit % 64);
        }
    }

    fn has(&self, bit: usize) -> bool {
        self.0[bit / 64] & 1 << (bit % 64) != 0
    }

    /// Whether a danger word may begin with `left` and end with `right`; for long
    /// ones, one of the two is enough, as the other may be misspelt.
    pub(super) fn may_join(&self, left: &str, right: &str) -> bool {
        let (begins, ends) = self.of_joined(left, right);
        if left.len() + right.len() > 8 { begins || ends } else { begins && ends }
    }

    /// Whether a word may begin with `left`, and end with `right`; parts too short to tell may.
    fn of_joined(&self, left: &str, right: &str) -> (bool, bool) {
        let short = |part: &str| part.len() < if part.is_ascii() { 3 } else { 6 };
        let (begins, ends) = (self.has(Self::bits(left)[0]), self.has(Self::bits(right)[1]));
        (begins || short(left), ends || short(right))
    }

    fn may_stand_in(&self, run: &str) -> bool {
        run.char_indices().any(|(at, _)| self.may_begin(&run[at..]))
    }

    /// Whether a word may begin where `run` begins.
    fn may_begin(&self, run: &str) -> bool {
        let bytes = run.as_bytes();
        let sizes = if bytes[0].is_ascii() { [3, 3] } else { [3, 6] };
        sizes.into_iter().filter_map(|size| bytes.get(..size)).any(|edge| self.has(Self::bit(edge, 1)))
    }

    /// Whether a word may begin or end as `parts` as one word do.
    fn may_begin_or_end(&self, parts: &[&str]) -> bool {
        match parts {
            [word] => self.may_hold(word),
            [left, .., right] => {
                let (begins, ends) = self.of_joined(left, right);
                begins || ends
            }
            [] => false,
        }
    }

    /// Whether a danger word may begin or end `word`.
    pub(super) fn may_hold(&self, word: &str) -> bool {
        Self::bits(word).into_iter().any(|bit| self.has(bit))
    }
}

/// The letters of a word that is not too long, decoded once.
struct Letters {
    letters: [u32; LONGEST],
    length: usize,
}

impl Letters {
    /// The letters of `parts` as one word; `None` where they are more than [`LONGEST`].
    fn of(parts: &[&str]) -> Option<Self> {
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
    fn sound(&self) -> Option<u32> {
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
    fn for_each_loss(&self, mut each: impl FnMut(u32)) {
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
