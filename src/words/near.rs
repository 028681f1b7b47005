//! Which known word an unknown one comes closest to.
//!
//! In: the words of danger, then unknown words. Out: a [`WordId`] where one
//! sounds the same or is an edit away, by hashes of consonants and of the pieces
//! of which an edit leaves one whole. The words themselves are in [`Spellings`].

use super::index::HashIndex;
use super::letters::{Letters, SHORTEST, TWO_EDITS, is_vowel, look, look_of_known, looks_like, once, same_once};
use super::loose::LooseIndex;
use super::sketch::{Edges, HashSketch, Lengths};
use super::spelling::{Spellings, hash};
use super::{Phrase, WordId, WordInfo, distance_within};
use once_cell::sync::OnceCell;

/// Words by how they sound, and by their pieces.
#[derive(Debug)]
pub(super) struct FuzzyIndex {
    skeletons: HashIndex,
    pieces: HashIndex,
    /// Words by their letters, repeated ones once.
    once: HashIndex,
    /// Words by what is seen of them, where an l and a capital I look the same.
    seen: HashIndex,
    /// Words by what damage leaves of them; built for the first damaged text.
    loose: OnceCell<LooseIndex>,
    /// The words that damage may stand for: nobody hides what only talk says.
    of_danger: Box<[WordId]>,
    /// The same of the words that begin a subject, which every text is asked for.
    loose_subjects: LooseIndex,
    /// How danger words begin and end, for glued ones: most words are told apart by that.
    pub(super) edges: Edges,
    /// How long the known words are, by how they begin: few lengths need to be looked up.
    pub(super) lengths: Lengths,
    /// The hashes and edges of the words that begin a subject.
    subjects: Subjects,
}

impl FuzzyIndex {
    /// Indexes every word that has a concept or begins or continues a phrase.
    pub(super) fn new(spellings: &Spellings, info: &[WordInfo], phrases: &[Phrase], rests: &[WordId]) -> Self {
        let of_danger = words_of_danger(info, phrases, rests);
        let mut subjects = Subjects::default();
        let mut edges = Edges::default();
        let words = || spellings.iter().enumerate().filter(|(at, _)| of_danger[*at]);
        let count = of_danger.iter().filter(|danger| **danger).count();
        let (mut skeletons, mut seen) = (HashIndex::with_room(count), HashIndex::with_room(count));
        let mut repeated = HashIndex::with_room(count);
        let mut pieces = HashIndex::with_room(3 * count);
        for (at, word) in words() {
            let id = WordId(at as u16);
            if word.chars().nth(2).is_some() {
                edges.add(word);
            }
            let once = once(word).filter(|_| word.len() > 2);
            if let Some(once) = once {
                repeated.add(once, id);
            }
            let look = look_of_known(word);
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
                subjects.once.extend(once);
                subjects.backwards.extend(backwards(word).map(|word| halved(hash(word.as_bytes()))));
                subjects.seen.extend(look);
                subjects.sounds.extend(sound);
            }
        }
        let mut lengths = Lengths::default();
        spellings.iter().for_each(|word| lengths.add(word));
        let subject = |at: usize| of_danger[at] && info[at].begins_subject;
        let all = spellings.iter().enumerate().filter(|(at, _)| subject(*at));
        let loose_subjects = LooseIndex::new(all.map(|(at, word)| (WordId(at as u16), word)));
        // Of words that leave the same when damaged, those that begin a subject come first.
        let hidden = words().map(|(at, _)| at).filter(|at| !info[*at].is_only_talk());
        let (mut first, others): (Vec<_>, Vec<_>) = hidden.partition(|at| info[*at].begins_subject);
        first.extend(others);
        let of_danger = first.into_iter().map(|at| WordId(at as u16)).collect();
        Self {
            skeletons,
            pieces,
            once: repeated,
            seen,
            loose: OnceCell::new(),
            of_danger,
            loose_subjects,
            edges,
            lengths,
            subjects,
        }
    }

    /// The known word that `word` comes closest to.
    pub(super) fn closest(&self, word: &str, spellings: &Spellings) -> Option<WordId> {
        let once = || self.once.of(once(word)?).find(|id| same_once(word, spellings.of(*id)));
        let once = if word.len() > 2 { once() } else { None };
        once.or_else(|| self.misspelt(word, spellings))
    }

    /// The known word that is seen where `word` stands: digits and marks stand for letters.
    pub(super) fn seen_as(&self, word: &str, spellings: &Spellings) -> Option<WordId> {
        self.seen.of(look(&[word])?).find(|id| looks_like(word, spellings.of(*id)))
    }

    /// The known word that `word` may be, damaged.
    pub(super) fn loosely(&self, word: &str, spellings: &Spellings) -> Option<WordId> {
        self.loose(spellings).of(word, spellings)
    }

    /// The known words that `word`, of three letters, may be, damaged.
    pub(super) fn short(&self, word: &str, spellings: &Spellings) -> impl Iterator<Item = WordId> {
        self.loose(spellings).short(word, spellings)
    }

    fn loose(&self, spellings: &Spellings) -> &LooseIndex {
        let words = || self.of_danger.iter().map(|id| (*id, spellings.of(*id)));
        self.loose.get_or_init(|| LooseIndex::new(words()))
    }

    /// Whether that may be a word that begins a subject. Never a wrong no.
    pub(super) fn is_loosely_subject(&self, word: &str, spellings: &Spellings) -> bool {
        self.loose_subjects.of(word, spellings).is_some() || self.loose_subjects.short(word, spellings).next().is_some()
    }

    /// Whether `word` from its end may be a word that begins a subject. Never a wrong no.
    pub(super) fn may_be_backwards(&self, word: &str) -> bool {
        word.len() >= SHORTEST && self.subjects.backwards.has(halved(hash(word.as_bytes())))
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
        let once = if let [word] = parts { once(word) } else { None };
        if once.is_some_and(|once| self.subjects.once.has(once))
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

    /// Whether a word that begins a subject may begin where `run` begins. Never a wrong no.
    pub(super) fn subject_may_begin(&self, run: &str) -> bool {
        self.subjects.edges.may_begin(run)
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
    once: HashSketch<{ 1 << 8 }>,
    seen: HashSketch<{ 1 << 8 }>,
    backwards: HashSketch<{ 1 << 6 }>,
    edges: Edges,
}

/// A word of Latin letters from its end, where it is long enough to tell apart.
fn backwards(word: &str) -> Option<String> {
    (word.len() >= SHORTEST && word.is_ascii()).then(|| word.chars().rev().collect())
}

fn halved(hash: u64) -> u32 {
    (hash ^ hash >> 32) as u32
}

/// `elctrcty`, `disconctd`: vowels left out of a word with more consonants than that.
fn is_shortened(word: &str, spelling: &str) -> bool {
    let consonants = word.chars().filter(|c| !is_vowel(*c)).count();
    let mut letters = spelling.chars();
    consonants >= SHORTEST - 1 && consonants * 3 >= word.len() * 2 && word.chars().all(|c| letters.any(|l| l == c))
}
