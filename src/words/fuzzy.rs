//! Reading words through their disguises: misspelt, split, glued, spelt out, leet.
//!
//! In: an exact [`Reading`] with unknown words. Out: a second reading in which
//! unknown words stand for the words they come closest to. For danger only:
//! nothing read this way is ever accepted.

use super::{Phrase, Reading, WordAt, WordId, WordInfo, Words, distance_within};
use crate::text::{Text, Token, TokenKind};
use rustc_hash::FxHashMap;

/// The shortest word that is read through misspelling, in characters.
const SHORTEST: usize = 5;
/// The longest; longer runs are glued words or noise.
const LONGEST: usize = 24;

/// Words by how they sound, and by what is left when one letter is lost.
#[derive(Debug)]
pub(crate) struct FuzzyIndex {
    skeletons: FxHashMap<Box<str>, Vec<WordId>>,
    lost_letter: FxHashMap<u64, WordId>,
    spellings: Vec<Box<str>>,
}

impl FuzzyIndex {
    /// Indexes every word that has a concept or begins or continues a phrase.
    pub(super) fn new(
        ids: &FxHashMap<Box<str>, WordId>,
        info: &[WordInfo],
        phrases: &[Phrase],
    ) -> Self {
        let mut index = Self {
            skeletons: FxHashMap::default(),
            lost_letter: FxHashMap::default(),
            spellings: vec![Box::default(); info.len()],
        };
        let mut of_danger: Vec<bool> = info.iter().map(|info| !info.concepts.is_empty()).collect();
        for phrase in phrases.iter().filter(|phrase| phrase.is_of_danger()) {
            for word in &phrase.rest {
                of_danger[usize::from(word.0)] = true;
            }
        }
        for (info, danger) in info.iter().zip(&mut of_danger) {
            let begins = &phrases[info.phrases.start as usize..info.phrases.end as usize];
            *danger |= begins.iter().any(Phrase::is_of_danger);
        }
        for (word, id) in ids {
            if of_danger[usize::from(id.0)] && word.chars().count() >= SHORTEST {
                index.add(word, *id);
            }
        }
        index
    }

    fn add(&mut self, word: &str, id: WordId) {
        self.spellings[usize::from(id.0)] = word.into();
        let skeleton = skeleton(word);
        if skeleton.chars().count() >= 3 {
            self.skeletons.entry(skeleton.into()).or_default().push(id);
        }
        for_each_lost_letter(word, |hash| {
            self.lost_letter.entry(hash).or_insert(id);
        });
    }

    /// The known word that `word` comes closest to.
    fn closest(&self, word: &str) -> Option<WordId> {
        let length = word.chars().count();
        if !(SHORTEST..=LONGEST).contains(&length) {
            return None;
        }
        let same_sound = self.skeletons.get(skeleton(word).as_str()).and_then(|ids| {
            let near = |id: &&WordId| distance_within(word, self.spelling(**id), (length / 4).max(1));
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
        matches!(
            self.meaning,
            super::Meaning::Concept(_) | super::Meaning::Issuer(_)
        )
    }
}

impl Reading {
    /// The same text, its unknown words read through their disguises.
    pub(crate) fn fuzzy(&self, text: &Text<'_>, words: &Words) -> Self {
        let mut reader = Reader {
            text,
            words,
            exact: &self.words,
            found: Vec::with_capacity(self.words.len()),
        };
        reader.read();
        Self::with_words(reader.found, words)
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
            at += self
                .leet(at)
                .or_else(|| self.spelt_out(at))
                .or_else(|| self.split(at))
                .unwrap_or_else(|| {
                    self.single(word);
                    1
                });
        }
    }

    fn single(&mut self, word: WordAt) {
        let token = self.token(word);
        if word.id.is_known() || !token.is_word() {
            self.found.push(word);
            return;
        }
        let folded = self.text.folded(token);
        if let Some(id) = self.words.fuzzy.closest(folded) {
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
        let apart = right.start.saturating_sub(left.end) > 3;
        if both_known || !left.is_word() || left.kind != right.kind || apart {
            return None;
        }
        let joined = [self.text.folded(left), self.text.folded(right)].concat();
        let id = match self.words.id(&joined) {
            id if id.is_known() && joined.len() > 3 => id,
            _ if joined.chars().count() > SHORTEST + 1 => self.words.fuzzy.closest(&joined)?,
            _ => return None,
        };
        self.push_run(first, second, id);
        Some(2)
    }

    /// `o t p`, `b.i.j.l.i`: a run of single letters.
    fn spelt_out(&mut self, at: usize) -> Option<usize> {
        let single = |word: &&WordAt| {
            let token = self.token(**word);
            token.kind == TokenKind::Latin && token.folded_len() == 1
        };
        let count = self.exact[at..].iter().take(LONGEST).take_while(single).count();
        if count < 3 {
            return None;
        }
        let run = &self.exact[at..at + count];
        let joined: String = run.iter().map(|word| self.text.folded(self.token(*word))).collect();
        let id = match self.words.id(&joined) {
            id if id.is_known() => id,
            _ => self.words.fuzzy.closest(&joined)?,
        };
        self.push_run(run[0], run[count - 1], id);
        Some(count)
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
        let tokens = first.token as usize..(last.token + last.tokens) as usize;
        let alone = self.text.folded_run(tokens.clone());
        let found = if following == 0 { None } else { self.unleet(&alone) };
        // `bijl!`: a mark at the end may be its last letter.
        let ended = || {
            let mark = self.text.tokens().get(tokens.end)?;
            let glued = mark.kind == TokenKind::Mark && !mark.spaced && !(following == 0 && first.id.is_known());
            if glued { self.unleet(&[alone.as_str(), self.text.folded(mark)].concat()) } else { None }
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
        if folded.chars().count() < SHORTEST + 2 || folded.len() > 4 * LONGEST {
            return false;
        }
        let known = |part: &str| {
            let id = self.words.id(part);
            (part.chars().count() > 2 && id.is_known()).then_some(id)
        };
        let cuts = || folded.char_indices().map(|(cut, _)| cut).skip(3);
        let two = cuts().find_map(|cut| {
            let (left, right) = folded.split_at(cut);
            Some([known(left)?, known(right)?])
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

    fn push_run(&mut self, first: WordAt, last: WordAt, id: WordId) {
        self.found.push(WordAt {
            id,
            token: first.token,
            tokens: last.token + last.tokens - first.token,
        });
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

/// How a word sounds at its coarsest: consonants only, doubled ones once,
/// letters that Indians write for each other made one.
fn skeleton(word: &str) -> String {
    let mut skeleton = String::with_capacity(word.len());
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
        if !skeleton.ends_with(sound) {
            skeleton.push(sound);
        }
    }
    skeleton
}

fn for_each_lost_letter(word: &str, mut each: impl FnMut(u64)) {
    let hash = |parts: [&str; 2]| {
        parts.iter().flat_map(|part| part.bytes()).fold(0xcbf2_9ce4_8422_2325_u64, |hash, b| {
            (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
        })
    };
    each(hash([word, ""]));
    for (at, c) in word.char_indices() {
        each(hash([&word[..at], &word[at + c.len_utf8()..]]));
    }
}
