//! Which known word an unknown one comes closest to.
//!
//! In: the words of danger, then unknown words. Out: a [`WordId`] where one
//! sounds the same or is an edit away, by hashes of consonants and of the pieces
//! of which an edit leaves one whole. The words themselves are in [`Spellings`].

use super::index::HashIndex;
use super::letters::{Letters, Short, TWO_EDITS, hash_of, look, looks_like};
use super::sketch::{Edges, HashSketch};
use super::spelling::Spellings;
use super::{Phrase, WordId, WordInfo, distance_within};
use rustc_hash::{FxBuildHasher, FxHashMap};

/// The shortest word that is read through misspelling, in characters.
pub(super) const SHORTEST: usize = 5;
/// The longest; longer runs are glued words or noise.
pub(super) const LONGEST: usize = 24;

/// Words by how they sound, and by their pieces.
#[derive(Debug)]
pub(super) struct FuzzyIndex {
    skeletons: HashIndex,
    pieces: HashIndex,
    /// Short words by their letters, doubled ones once.
    undoubled: FxHashMap<Short, WordId>,
    /// Words by what is seen of them, where an l and a capital I look the same.
    seen: HashIndex,
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
        let mut undoubled = FxHashMap::with_capacity_and_hasher(1 << 10, FxBuildHasher);
        let words = || spellings.iter().enumerate().filter(|(at, _)| of_danger[*at]);
        let count = of_danger.iter().filter(|danger| **danger).count();
        let (mut skeletons, mut seen) = (HashIndex::with_room(count), HashIndex::with_room(count));
        let mut pieces = HashIndex::with_room(3 * count);
        for (at, word) in words() {
            let id = WordId(at as u16);
            if word.chars().nth(2).is_some() {
                edges.add(word);
            }
            let short = Short::of(word);
            if let Some(short) = short {
                undoubled.entry(short).or_insert(id);
            }
            let look = look(&[word]);
            if let Some(look) = look {
                seen.add(look, id);
            }
            // Words longer than that are not looked for.
            let letters = Letters::of(&[word]).filter(|letters| letters.length >= SHORTEST);
            let sound = letters.as_ref().and_then(Letters::sound);
            if let Some(sound) = sound {
                skeletons.add(sound, id);
            }
            let begins_subject = info[at].begins_subject;
            if let Some(letters) = letters {
                letters.for_each_piece(|piece| {
                    pieces.add(piece, id);
                    if begins_subject {
                        subjects.pieces.add(piece);
                    }
                });
            }
            if begins_subject {
                subjects.edges.add(word);
                subjects.undoubled.extend(short.map(hash_of));
                subjects.seen.extend(look);
                subjects.sounds.extend(sound);
            }
        }
        Self { skeletons, pieces, undoubled, seen, edges, subjects }
    }

    /// The known word that `word` comes closest to.
    pub(super) fn closest(&self, word: &str, spellings: &Spellings) -> Option<WordId> {
        let undoubled = Short::of(word).and_then(|short| self.undoubled.get(&short).copied());
        let looks = || self.seen.of(look(&[word])?).find(|id| looks_like(word, spellings.of(*id)));
        undoubled.or_else(|| self.misspelt(word, spellings)).or_else(looks)
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
        let most = if letters.length >= TWO_EDITS { 2 } else { 1 };
        let mut found = None;
        letters.for_each_shared_piece(|hash| {
            if found.is_none() {
                found = self.pieces.of(hash).find(|id| distance_within(word, spellings.of(*id), most));
            }
        });
        found
    }

    /// Whether [`Self::closest`] could give a word that begins a subject for `parts` as one word. Never a wrong no.
    pub(super) fn may_be_subject(&self, parts: &[&str]) -> bool {
        let short = if let [word] = parts { Short::of(word) } else { None };
        if short.is_some_and(|short| self.subjects.undoubled.has(hash_of(short)))
            || look(parts).is_some_and(|look| self.subjects.seen.has(look))
        {
            return true;
        }
        let Some(letters) = Letters::of(parts).filter(|letters| letters.length >= SHORTEST) else { return false };
        let mut may = letters.sound().is_some_and(|sound| self.subjects.sounds.has(sound));
        if letters.length > SHORTEST {
            letters.for_each_shared_piece(|piece| may |= self.subjects.pieces.has(piece));
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
    pieces: HashSketch<{ 1 << 10 }>,
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
