//! Which known word an unknown one comes closest to.
//!
//! In: the words of danger, then unknown words. Out: a [`WordId`] where one
//! sounds the same or is an edit away, by hashes of consonants and of what is
//! left when a letter is lost ("symmetric delete"). The words themselves are in
//! [`Spellings`].

use super::letters::{Letters, hash_of, is_short, seen_letters, undoubled_letters};
use super::sketch::{Edges, HashSketch};
use super::spelling::Spellings;
use super::{Phrase, WordId, WordInfo, distance_within};
use rustc_hash::FxHashMap;

/// The shortest word that is read through misspelling, in characters.
pub(super) const SHORTEST: usize = 5;
/// The longest; longer runs are glued words or noise.
pub(super) const LONGEST: usize = 24;

/// Words by how they sound, and by what is left when one letter is lost.
#[derive(Debug)]
pub(super) struct FuzzyIndex {
    skeletons: HashIndex,
    lost_letter: HashIndex,
    /// Short words by their letters, doubled ones once.
    undoubled: FxHashMap<Box<str>, WordId>,
    /// Words by what is seen of them, where an l and a capital I look the same.
    seen: FxHashMap<Box<str>, WordId>,
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
        let (mut undoubled, mut seen) = (FxHashMap::default(), FxHashMap::default());
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
            if let Some(letters) = seen_letters(&[word]) {
                if begins_subject {
                    subjects.seen.add(hash_of(&letters));
                }
                seen.entry(letters).or_insert(id);
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
            seen,
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
        self.misspelt(word, spellings).or_else(|| self.seen.get(&seen_letters(&[word])?).copied())
    }

    /// The known word that sounds like `word` or is an edit away.
    fn misspelt(&self, word: &str, spellings: &Spellings) -> Option<WordId> {
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
        if seen_letters(parts).is_some_and(|letters| self.subjects.seen.has(hash_of(&letters))) {
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
    seen: HashSketch<{ 1 << 6 }>,
    edges: Edges,
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
