//! The words of one message, as the clauses know them.
//!
//! In: a [`Text`] and a [`Grammar`]. Out: [`Phrases`]: the word that each token is, where it is in the trie, and where the
//! phrases of the classes with a meaning of their own begin and end. Each rule of the proof asks for these in every way
//! of reading a message, and they are the same in all.

use super::{ClauseWord, Grammar, Symbol};
use crate::steps::step;
use crate::text::Text;
use bumpalo::Bump;
use bumpalo::collections::Vec;
use std::ops::Range;

/// The words of a message.
pub(crate) struct Phrases<'a> {
    /// By token, its word with the node of the trie that it leads to; the root where no phrase begins with it.
    words: Vec<'a, Option<(ClauseWord, u32)>>,
    /// By token, where its own begin among `special`; and the end.
    starts: Vec<'a, u32>,
    /// The phrases of special classes, in the order of their beginnings: the class, and the token behind.
    special: Vec<'a, (Symbol, u32)>,
}

impl<'a> Phrases<'a> {
    pub(crate) fn new(grammar: &Grammar, text: &Text<'_>, arena: &'a Bump) -> Self {
        let tokens = text.tokens();
        let mut words = Vec::with_capacity_in(tokens.len(), arena);
        words.extend(tokens.iter().map(|token| {
            let word = grammar.word(text.folded(token))?;
            Some((word, grammar.child(Grammar::ROOT, word).unwrap_or(Grammar::ROOT)))
        }));
        let starts = Vec::with_capacity_in(tokens.len() + 1, arena);
        let mut phrases = Self { words, starts, special: Vec::new_in(arena) };
        let special = special_bits(grammar, arena);
        for at in 0..tokens.len() {
            phrases.starts.push(phrases.special.len() as u32);
            phrases.note(grammar, special, at);
        }
        phrases.starts.push(phrases.special.len() as u32);
        phrases
    }

    /// Notes the special phrases that begin at token `at`.
    fn note(&mut self, grammar: &Grammar, special: &[u64], at: usize) {
        let Some((_, mut node)) = self.word(at).filter(|(_, node)| *node != Grammar::ROOT) else { return };
        for end in at + 1.. {
            step();
            let special = grammar.symbols_at(node).filter(|symbol| symbol.is_in(special));
            self.special.extend(special.map(|symbol| (symbol, end as u32)));
            match self.word(end).and_then(|(word, _)| grammar.child(node, word)) {
                Some(child) => node = child,
                None => return,
            }
        }
    }

    /// The word that token `at` is, with its node.
    pub(crate) fn word(&self, at: usize) -> Option<(ClauseWord, u32)> {
        self.words.get(at).copied().flatten()
    }

    /// The tokens behind the phrases that `tokens` begin with and that are of the special class `symbol`.
    pub(crate) fn ends(&self, symbol: Symbol, tokens: Range<usize>) -> impl Iterator<Item = usize> {
        let of_token = self.starts.get(tokens.start..).and_then(|starts| starts.get(..2));
        let range = of_token.map_or(0..0, |starts| starts[0] as usize..starts[1] as usize);
        let phrases = self.special.get(range).unwrap_or_default().iter().inspect(|_| step());
        let within = move |(_, end): &&(Symbol, u32)| *end as usize <= tokens.end;
        phrases.filter(move |(known, _)| *known == symbol).filter(within).map(|(_, end)| *end as usize)
    }
}

/// A bit for each symbol, set for the classes with a meaning of their own.
fn special_bits<'a>(grammar: &Grammar, arena: &'a Bump) -> &'a [u64] {
    let bits = arena.alloc_slice_fill_copy(usize::from(grammar.symbol_count()).div_ceil(64), 0_u64);
    grammar.special.iter().flatten().for_each(|symbol| symbol.set_in(bits));
    bits
}
