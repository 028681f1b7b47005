//! Words of a class in a message, wherever they are.
//!
//! In: tokens, and a class of the clauses. Out: where its phrases end.

use crate::detect::Input;
use crate::grammar::{Grammar, Symbol};
use crate::steps::step;
use std::ops::Range;

/// Whether `tokens` begin with words that are `symbol`.
pub(super) fn begins(input: &Input<'_>, symbol: Symbol, tokens: Range<usize>) -> bool {
    phrase_ends(input, symbol, tokens).next().is_some()
}

/// The tokens behind the phrases that `tokens` begin with and that are `symbol`.
pub(super) fn phrase_ends(input: &Input<'_>, symbol: Symbol, tokens: Range<usize>) -> impl Iterator<Item = usize> {
    let grammar = &input.rules.grammar;
    let mut node = Grammar::ROOT;
    let nodes = tokens.map_while(move |at| {
        step();
        node = grammar.child(node, grammar.word(input.text.folded(&input.tokens()[at]))?)?;
        Some((node, at + 1))
    });
    nodes.filter(move |(node, _)| grammar.symbols_at(*node).any(|known| known == symbol)).map(|(_, end)| end)
}
