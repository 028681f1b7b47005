//! Reading words through their disguises: misspelt, split, glued, spelt out, leet.
//!
//! In: an exact [`Reading`] with unknown words. Out: a second reading in which
//! unknown words stand for the words they come closest to. For danger only:
//! nothing read this way is ever accepted.

use super::{Phrase, Reading, WordAt, WordId, WordInfo, Words, distance_within};
use crate::text::{Text, Token, TokenKind};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The shortest word that is read through misspelling, in characters.
const SHORTEST: usize = 5;
/// The longest; longer runs are glued words or noise.
const LONGEST: usize = 24;
/// A run of letters longer than this, in bytes, is several words.
const MANY_WORDS: usize = 20;
/// As many single letters in a row are read together.
const MOST_LETTERS: usize = 200;
/// A word is not torn into more pieces than this.
const MOST_SHREDS: usize = 4;
/// The longest word that is read through doubled letters alone.
const LONGEST_SHORT: usize = 5;

/// Words by how they sound, and by what is left when one letter is lost.
#[derive(Debug)]
pub(crate) struct FuzzyIndex {
    skeletons: FxHashMap<u64, Vec<WordId>>,
    lost_letter: FxHashMap<u64, WordId>,
    /// Short words by their letters, doubled ones once.
    undoubled: FxHashMap<Box<str>, WordId>,
    /// A bit for each hash in `lost_letter`: most look-ups end here.
    may_lose: Vec<u64>,
    spellings: Vec<Box<str>>,
    /// How danger words begin and end, for glued ones: most words are told apart by that.
    edges: Edges,
}

/// A small set of three-byte beginnings and endings; may hold more than was put in.
#[derive(Debug)]
struct Edges(Box<[u64; EDGE_BITS / 64]>);

const EDGE_BITS: usize = 1 << 14;

impl Edges {
    fn bit(word: &[u8], salt: u32) -> usize {
        let edge = word.iter().fold(salt, |hash, b| (hash ^ u32::from(*b)).wrapping_mul(0x0100_0193));
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
    fn may_join(&self, left: &str, right: &str) -> bool {
        let (begins, ends) = (self.has(Self::bits(left)[0]), self.has(Self::bits(right)[1]));
        let short = |part: &str| part.len() < if part.is_ascii() { 3 } else { 6 };
        let (begins, ends) = (begins || short(left), ends || short(right));
        if left.len() + right.len() > 8 { begins || ends } else { begins && ends }
    }

    /// Whether a danger word may begin or end `word`.
    fn may_hold(&self, word: &str) -> bool {
        Self::bits(word).into_iter().any(|bit| self.has(bit))
    }
}

impl FuzzyIndex {
    /// Indexes every word that has a concept or begins or continues a phrase.
    pub(super) fn new(ids: &FxHashMap<Box<str>, WordId>, info: &[WordInfo], phrases: &[Phrase]) -> Self {
        let mut index = Self {
            skeletons: FxHashMap::default(),
            lost_letter: FxHashMap::default(),
            undoubled: FxHashMap::default(),
            spellings: vec![Box::default(); info.len()],
            edges: Edges(Box::new([0; EDGE_BITS / 64])),
            may_lose: Vec::new(),
        };
        index.lost_letter.reserve(1 << 14);
        index.may_lose.resize(LOST_BITS / 64, 0);
        let mut of_danger: Vec<bool> = info.iter().map(|info| !info.concepts.is_empty()).collect();
        for phrase in phrases.iter().filter(|phrase| phrase.is_of_danger()) {
            for word in &phrase.rest {
                of_danger[usize::from(word.0)] = true;
            }
        }
        for (info, danger) in info.iter().zip(&mut of_danger) {
            let count: usize = info.uses.iter().map(|count| usize::from(*count)).sum();
            let begins = &phrases[info.phrases as usize..info.phrases as usize + count];
            *danger |= begins.iter().any(Phrase::is_of_danger);
        }
        for (word, id) in ids {
            if !of_danger[usize::from(id.0)] {
                continue;
            }
            let length = word.chars().count();
            if length >= SHORTEST {
                index.add(word, *id);
            }
            if (3..=LONGEST_SHORT).contains(&length) && word.is_ascii() {
                index.undoubled.entry(undoubled(word)).or_insert(*id);
            }
            if length > 2 {
                index.edges.add(word);
            }
        }
        index
    }

    fn add(&mut self, word: &str, id: WordId) {
        self.spellings[usize::from(id.0)] = word.into();
        if let Some(skeleton) = skeleton(word) {
            self.skeletons.entry(skeleton).or_default().push(id);
        }
        for_each_lost_letter(word, |hash| {
            let bit = lost_bit(hash);
            self.may_lose[bit / 64] |= 1 << (bit % 64);
            self.lost_letter.entry(hash).or_insert(id);
        });
    }

    /// The known word that `word` comes closest to.
    fn closest(&self, word: &str) -> Option<WordId> {
        let length = word.chars().count();
        if (3..=LONGEST_SHORT).contains(&length) && word.is_ascii() {
            if let Some(id) = self.undoubled.get(&undoubled(word)) {
                return Some(*id);
            }
        }
        if !(SHORTEST..=LONGEST).contains(&length) {
            return None;
        }
        let same_sound = skeleton(word).and_then(|sound| self.skeletons.get(&sound)).and_then(|ids| {
            let near = |id: &&WordId| {
                let spelling = self.spelling(**id);
                distance_within(word, spelling, (length / 4).max(1)) || is_shortened(word, spelling)
            };
            ids.iter().find(near).copied()
        });
        same_sound.or_else(|| self.one_edit(word, length))
    }

    fn one_edit(&self, word: &str, length: usize) -> Option<WordId> {
        if length < SHORTEST + 1 {
            return None;
        }
        let mut found = None;
        for_each_lost_letter(word, |hash| {
            let bit = lost_bit(hash);
            if self.may_lose[bit / 64] & 1 << (bit % 64) == 0 {
                return;
            }
            found = found.or_else(|| {
                let id = *self.lost_letter.get(&hash)?;
                let most = if length >= 11 { 2 } else { 1 };
                distance_within(word, self.spelling(id), most).then_some(id)
            });
        });
        found
    }

    fn spelling(&self, id: WordId) -> &str {
        &self.spellings[usize::from(id.0)]
    }
}

impl Phrase {
    fn is_of_danger(&self) -> bool {
        matches!(self.meaning, super::Meaning::Concept(_) | super::Meaning::Issuer(_))
    }
}

impl Reading {
    /// The same text, its unknown words read through their disguises; `None`
    /// where that is the text as it stands.
    pub(crate) fn fuzzy(&self, text: &Text<'_>, words: &Words) -> Option<Self> {
        let is_strange = |word: &WordAt| {
            let token = &text.tokens()[word.token as usize];
            token.is_word() && (!word.id.is_known() || token.folded_len() == 1 || !token.spaced)
        };
        if !self.words.iter().any(is_strange) {
            return None;
        }
        let mut reader = Reader { text, words, exact: &self.words, found: Vec::with_capacity(self.words.len()) };
        reader.read();
        let same = reader.found.len() == self.words.len()
            && reader.found.iter().map(|word| word.id).eq(self.words.iter().map(|word| word.id));
        (!same).then(|| Self::with_words(reader.found, words))
    }
}

struct Reader<'a> {
    text: &'a Text<'a>,
    words: &'a Words,
    exact: &'a [WordAt],
    found: Vec<WordAt>,
}

impl Reader<'_> {
    fn read(&mut self) {
        let mut at = 0;
        while let Some(word) = self.exact.get(at).copied() {
            if self.is_plain(at) {
                self.found.push(word);
                at += 1;
                continue;
            }
            let several = self.leet(at).or_else(|| self.spelt_out(at)).or_else(|| self.shreds(at));
            at += several.or_else(|| self.split(at)).unwrap_or_else(|| {
                self.single(word);
                1
            });
        }
    }

    /// A known word beside another, apart: nothing to read into it.
    fn is_plain(&self, at: usize) -> bool {
        let known = |word: &WordAt| word.id.is_known();
        let word = &self.exact[at];
        let alone = |next: &WordAt| known(next) && self.token(*next).spaced;
        known(word) && self.token(*word).folded_len() > 1 && self.exact.get(at + 1).is_none_or(alone)
    }

    fn single(&mut self, word: WordAt) {
        let token = self.token(word);
        if word.id.is_known() || !token.is_word() {
            self.found.push(word);
            return;
        }
        let folded = self.text.folded(token);
        if self.words.is_inflected(folded) {
            self.found.push(word);
        } else if let Some(id) = self.words.fuzzy.closest(folded) {
            self.found.push(WordAt { id, ..word });
        } else if !self.glued(word, folded) {
            self.found.push(word);
        }
    }

    /// `elec tricity`: two neighbours, not both known, that are one word together.
    fn split(&mut self, at: usize) -> Option<usize> {
        let (first, second) = (self.exact[at], *self.exact.get(at + 1)?);
        let (left, right) = (self.token(first), self.token(second));
        let both_known = first.id.is_known() && second.id.is_known();
        let apart = right.place.start.saturating_sub(left.place.end) > 3;
        if both_known || !left.is_word() || left.kind != right.kind || apart {
            return None;
        }
        let (left, right) = (self.text.folded(left), self.text.folded(right));
        if left.len() + right.len() > 4 * LONGEST || !self.words.fuzzy.edges.may_join(left, right) {
            return None;
        }
        let joined = [left, right].concat();
        let id = match self.words.id(&joined) {
            id if id.is_known() && joined.len() > 3 => id,
            _ if joined.chars().count() > SHORTEST + 1 => self.words.fuzzy.closest(&joined)?,
            _ => return None,
        };
        self.push_run(first, second, id);
        Some(2)
    }

    /// `बि ज ली`, `elec tri city`: three or four neighbours that are one word of danger together.
    fn shreds(&mut self, at: usize) -> Option<usize> {
        let first = self.exact[at];
        let mut joined = String::new();
        let mut found = None;
        for (count, word) in (1..=MOST_SHREDS).zip(&self.exact[at..]) {
            let token = self.token(*word);
            let before = |at: usize| self.token(self.exact[at]).place.end;
            let apart = count > 1 && token.place.start.saturating_sub(before(at + count - 2)) > 3;
            if !token.is_word() || token.kind != self.token(first).kind || apart || token.folded_len() > LONGEST {
                break;
            }
            joined.push_str(self.text.folded(token));
            let id = self.words.id(&joined);
            let shred = |word: &WordAt| !word.id.is_known() || self.text.folded(self.token(*word)).chars().count() == 1;
            let shredded = self.exact[at..at + count].iter().any(shred);
            if count > 2 && shredded && joined.chars().count() >= SHORTEST - 1 && self.is_of_danger(id) {
                found = Some((count, id));
            }
        }
        let (count, id) = found?;
        self.push_run(first, self.exact[at + count - 1], id);
        Some(count)
    }

    /// `o t p`, `b.i.j.l.i`, `c u t   t o n i g h t`: a run of single letters.
    fn spelt_out(&mut self, at: usize) -> Option<usize> {
        let single = |word: &&WordAt| {
            let token = self.token(**word);
            token.kind == TokenKind::Latin && token.folded_len() == 1
        };
        let count = self.exact[at..].iter().take(MOST_LETTERS).take_while(single).count();
        if count < 3 {
            return None;
        }
        let run = at..at + count;
        let gap =
            |at: usize| self.token(self.exact[at]).place.start.saturating_sub(self.token(self.exact[at - 1]).place.end);
        let least = (run.start + 1..run.end).map(gap).min()?;
        // Wider gaps part words; where all are as wide, the words are told apart by what they say.
        let parts: Vec<usize> = (run.start + 1..run.end).filter(|at| gap(*at) > least).chain([run.end]).collect();
        let mut read = Vec::new();
        let (mut start, mut found) = (run.start, false);
        for end in parts {
            let before = read.len();
            self.letters(start..end, &mut read);
            found |= read.len() - before < end - start;
            start = end;
        }
        found.then(|| self.found.extend(read)).map(|()| count)
    }

    /// Reads a run of single letters as words; what makes none stays as it is.
    fn letters(&self, run: Range<usize>, read: &mut Vec<WordAt>) {
        let words = &self.exact[run.clone()];
        let joined: String = words.iter().map(|word| self.text.folded(self.token(*word))).collect();
        let one = match self.words.id(&joined) {
            id if id.is_known() && joined.len() > 2 => Some(id),
            _ => self.words.fuzzy.closest(&joined),
        };
        let parts = match one {
            Some(id) => vec![(0..joined.len(), id)],
            None => self.segment(&joined),
        };
        let mut next = 0;
        for (letters, id) in parts {
            read.extend(&words[next..letters.start]);
            let (first, last) = (words[letters.start], words[letters.end - 1]);
            read.push(WordAt { id, token: first.token, tokens: last.token + last.tokens - first.token });
            next = letters.end;
        }
        read.extend(&words[next..]);
    }

    /// The known words that `run`, written without blanks, is made of; none where they explain
    /// less than two thirds of it, or where no word of danger is among them.
    fn segment(&self, run: &str) -> Vec<(Range<usize>, WordId)> {
        let mut parts: Vec<(Range<usize>, WordId)> = Vec::new();
        let (mut at, mut explained) = (0, 0);
        while at < run.len() {
            let ends = run[at..].char_indices().map(|(end, c)| at + end + c.len_utf8()).take(LONGEST);
            let known = |end: usize| {
                let id = self.words.id(&run[at..end]);
                (end - at > 2 && id.is_known()).then_some((at..end, id))
            };
            match ends.filter_map(known).last() {
                Some((range, id)) => {
                    explained += range.len();
                    at = range.end;
                    parts.push((range, id));
                }
                None => at += run[at..].chars().next().map_or(1, char::len_utf8),
            }
        }
        let danger = parts.iter().any(|(_, id)| self.is_of_danger(*id));
        if danger && explained * 3 >= run.len() * 2 { parts } else { Vec::new() }
    }

    /// `p0wer`, `b1ll`, `@pk`: digits and marks inside a word that stand for letters.
    fn leet(&mut self, at: usize) -> Option<usize> {
        let first = self.exact[at];
        let glued = |pair: &[WordAt]| {
            let (left, right) = (self.token(pair[0]), self.token(pair[1]));
            !right.spaced && (left.kind == TokenKind::Latin || right.kind == TokenKind::Latin)
        };
        let following = self.exact[at..].windows(2).take(LONGEST).take_while(|pair| glued(pair)).count();
        let last = self.exact[at + following];
        let next = self.text.tokens().get((last.token + last.tokens) as usize);
        let marked = next.is_some_and(|mark| mark.kind == TokenKind::Mark && !mark.spaced);
        if following == 0 && (!marked || first.id.is_known()) {
            return None;
        }
        let tokens = first.token as usize..(last.token + last.tokens) as usize;
        let alone = self.text.folded_run(tokens.clone());
        let found = if following == 0 { None } else { self.unleet(&alone) };
        // `bijl!`: a mark at the end may be its last letter.
        let ended = || {
            let mark = next.filter(|_| marked)?;
            self.unleet(&[alone.as_str(), self.text.folded(mark)].concat())
        };
        let id = found.or_else(ended)?;
        self.push_run(first, last, id);
        Some(following + 1)
    }

    fn unleet(&self, run: &str) -> Option<WordId> {
        let letters = run.bytes().filter(u8::is_ascii_alphabetic).count();
        if letters < 2 || letters * 2 < run.len() {
            return None;
        }
        ["l", "i"].into_iter().find_map(|one| {
            let word = unleet(run, one)?;
            let id = self.words.id(&word);
            if id.is_known() && word.len() > 2 { Some(id) } else { self.words.fuzzy.closest(&word) }
        })
    }

    /// `electricitybill`: an unknown word made of known ones.
    fn glued(&mut self, word: WordAt, folded: &str) -> bool {
        if folded.len() > MANY_WORDS {
            let parts = self.segment(folded);
            self.found.extend(parts.iter().map(|(_, id)| WordAt { id: *id, ..word }));
            return !parts.is_empty();
        }
        let long = folded.len() >= SHORTEST + 2 && folded.len() <= 4 * LONGEST;
        if !long || !self.words.fuzzy.edges.may_hold(folded) || folded.chars().count() < SHORTEST + 2 {
            return false;
        }
        let known = |part: &str| {
            let id = self.words.id(part);
            (part.chars().count() > 2 && id.is_known()).then_some(id)
        };
        let cuts = || folded.char_indices().map(|(cut, _)| cut).skip(3);
        let two = cuts().find_map(|cut| {
            let (left, right) = folded.split_at(cut);
            Some([known(left)?, known(right)?]).filter(|ids| ids.iter().any(|id| self.is_of_danger(*id)))
        });
        let ids = two.map(|ids| ids.to_vec()).or_else(|| {
            // One long known word with rubbish on one side still shows itself.
            cuts().find_map(|cut| {
                let (left, right) = folded.split_at(cut);
                let long = |part: &str| known(part).filter(|_| part.chars().count() > 6);
                Some(vec![long(left).or_else(|| long(right))?])
            })
        });
        let Some(ids) = ids else { return false };
        self.found.extend(ids.into_iter().map(|id| WordAt { id, ..word }));
        true
    }

    fn is_of_danger(&self, id: WordId) -> bool {
        self.words.info(id).is_some_and(|info| !info.concepts.is_empty())
            || self.words.phrases(id).iter().any(Phrase::is_of_danger)
    }

    fn push_run(&mut self, first: WordAt, last: WordAt, id: WordId) {
        self.found.push(WordAt { id, token: first.token, tokens: last.token + last.tokens - first.token });
    }

    fn token(&self, word: WordAt) -> &Token {
        &self.text.tokens()[word.token as usize]
    }
}

fn unleet(run: &str, one: &str) -> Option<String> {
    let mut word = String::with_capacity(run.len());
    for b in run.bytes() {
        match b {
            b'a'..=b'z' => word.push(char::from(b)),
            b'0' => word.push('o'),
            b'1' | b'|' => word.push_str(one),
            b'!' => word.push('i'),
            b'3' => word.push('e'),
            b'4' | b'@' => word.push('a'),
            b'5' | b'$' => word.push('s'),
            b'7' | b'+' => word.push('t'),
            b'8' => word.push('b'),
            _ => return None,
        }
    }
    Some(word)
}

const LOST_BITS: usize = 1 << 17;

fn lost_bit(hash: u64) -> usize {
    (hash >> 40) as usize % LOST_BITS
}

/// `elctrcty`, `disconctd`: vowels left out of a word with more consonants than that.
fn is_shortened(word: &str, spelling: &str) -> bool {
    let is_vowel = |c: &char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let consonants = word.chars().filter(|c| !is_vowel(c)).count();
    let mut letters = spelling.chars();
    consonants >= SHORTEST - 1 && consonants * 3 >= word.len() * 2 && word.chars().all(|c| letters.any(|l| l == c))
}

/// `cutt`, `caal` and `call` as `cut`, `cal`.
fn undoubled(word: &str) -> Box<str> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// How a word sounds at its coarsest, as a hash: consonants only, doubled ones
/// once, letters that Indians write for each other made one. `None` for words
/// with too few consonants to tell apart.
fn skeleton(word: &str) -> Option<u64> {
    let (mut hash, mut last, mut count) = (0xcbf2_9ce4_8422_2325_u64, ' ', 0);
    for c in word.chars() {
        let sound = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' => continue,
            'w' => 'v',
            'z' => 'j',
            'q' | 'c' => 'k',
            'क'..='ह' => c,
            _ if c.is_ascii() => c,
            _ => continue,
        };
        if sound != last {
            hash = (hash ^ u64::from(u32::from(sound))).wrapping_mul(0x0100_0000_01b3);
            last = sound;
            count += 1;
        }
    }
    (count >= 3).then_some(hash)
}

/// A hash of the word, and of what is left of it when each of its letters is lost.
fn for_each_lost_letter(word: &str, mut each: impl FnMut(u64)) {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut letters = [0_u64; LONGEST];
    let mut length = 0;
    for (slot, c) in letters.iter_mut().zip(word.chars()) {
        *slot = u64::from(u32::from(c)) + 1;
        length += 1;
    }
    // Rolling hashes of what stands before each letter, then, from the end, of what stands after it.
    let mut before = [0_u64; LONGEST + 1];
    for at in 0..length {
        before[at + 1] = before[at].wrapping_mul(BASE).wrapping_add(letters[at]);
    }
    each(before[length]);
    let (mut after, mut power) = (0_u64, 1_u64);
    for at in (0..length).rev() {
        each(before[at].wrapping_mul(power).wrapping_add(after));
        after = letters[at].wrapping_mul(power).wrapping_add(after);
        power = power.wrapping_mul(BASE);
    }
}
