//! Every name, label, trigger and date word of a text, in one pass.
//!
//! In: an exact [`Reading`] and [`Words`]. Out: [`Mentions`], in the order of the
//! text and by token. Concepts are not among them; the reading has those.

use super::{Label, Meaning, Reading, Words};
use bumpalo::Bump;
use bumpalo::collections::Vec;

/// The phrases of a text by the token they begin with; of one meaning, longest first.
pub(crate) struct Mentions<'a> {
    all: Vec<'a, Mention>,
    /// For each token, its first mention's index and one more; 0 where it has none.
    first: &'a [u32],
    /// A bit for each label that occurs at all.
    present: u32,
}

/// A phrase in the text.
#[derive(Clone, Copy)]
pub(crate) struct Mention {
    pub(crate) meaning: Meaning,
    /// Its first token.
    pub(crate) start: u32,
    /// One past its last token.
    pub(crate) end: u32,
}

impl<'a> Mentions<'a> {
    /// The mentions of a text of `tokens` tokens.
    pub(crate) fn new(tokens: usize, exact: &Reading<'_>, words: &Words, arena: &'a Bump) -> Self {
        let mut all = Vec::with_capacity_in(48, arena);
        let first = arena.alloc_slice_fill_copy(tokens, 0);
        let mut present = 0;
        for (at, word) in exact.words.iter().enumerate() {
            let Some(info) = words.info(word.id) else { continue };
            let before = all.len();
            for phrase in words.mentions(info) {
                if let Some(count) = words.matches(phrase, &exact.words[at + 1..]) {
                    let end = exact.words[at + count - 1].token + 1;
                    present |= bit(phrase.meaning);
                    all.push(Mention { meaning: phrase.meaning, start: word.token, end });
                }
            }
            if all.len() > before {
                first[word.token as usize] = before as u32 + 1;
            }
        }
        Self { all, first, present }
    }

    /// All of them, in the order of the text.
    pub(crate) fn all(&self) -> &[Mention] {
        &self.all
    }

    /// The mentions that begin at token `at`.
    pub(crate) fn at(&self, at: usize) -> impl Iterator<Item = &Mention> {
        let first = self.first.get(at).copied().unwrap_or(0) as usize;
        let from = if first == 0 { &[] } else { &self.all[first - 1..] };
        from.iter().inspect(|_| crate::steps::step()).take_while(move |mention| mention.start as usize == at)
    }

    /// Where mentions begin whose meaning `pick` takes, in order; a place may come twice.
    pub(crate) fn starts(&self, pick: impl Fn(Meaning) -> bool) -> impl Iterator<Item = usize> {
        self.all
            .iter()
            .inspect(|_| crate::steps::step())
            .filter(move |mention| pick(mention.meaning))
            .map(|mention| mention.start as usize)
    }

    /// Whether `label` occurs.
    pub(crate) fn has_label(&self, label: Label) -> bool {
        self.present & bit(Meaning::Label(label)) != 0
    }
}

fn bit(meaning: Meaning) -> u32 {
    match meaning {
        Meaning::Label(label) => 1 << label as u32,
        _ => 0,
    }
}
