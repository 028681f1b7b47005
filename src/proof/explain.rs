//! Why a message is proven, or where its proof stops.
//!
//! In: a message as the proof reads it. Out: an [`Explanation`] for the people who write clauses.

use super::best;
use super::parse::{Parser, Read};
use super::view::View;
use crate::detect::{Detected, Input};
use std::ops::Range;

/// How the clauses of a list read a message.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Explanation {
    /// The parts that were read, in the order of the text. Where the message is no sequence of clauses, the
    /// longest chunks from the left.
    pub parts: Vec<Part>,
    /// Whether the whole message is a sequence of clauses; its kind and values are a matter of their own.
    pub is_sequence: bool,
    /// Where the clauses stopped, in bytes of the body: the length of the body where they did not.
    pub stopped_at: usize,
    /// What could have been there, as it is called in the clauses.
    pub expected: Vec<String>,
}

/// A part of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Part {
    /// The chunk that it is of.
    pub chunk: String,
    /// What the chunk calls it: a class, slot or words.
    pub name: String,
    /// Its place in the body, in bytes.
    pub place: Range<usize>,
}

pub(crate) fn explain<'a>(input: &Input<'a>, detected: &Detected<'a>) -> Explanation {
    let view = View::new(input, detected);
    let grammar = &input.rules.grammar;
    let mut parser = Parser::new(&view, grammar);
    let best = best(input, &mut parser);
    let is_sequence = best.is_some();
    let stopped = if is_sequence { view.len() } else { parser.furthest() };
    let expected = if is_sequence { Vec::new() } else { parser.expected().into_iter().map(str::to_owned).collect() };
    let part = |read: &Read| {
        let place = input.text.place(read.tokens.clone());
        let (chunk, name) = (grammar.chunk_name(read.chunk).to_owned(), grammar.name(read.symbol).to_owned());
        Part { chunk, name, place: place.start as usize..place.end as usize }
    };
    let parts = match best {
        Some((_, parts)) => parts.iter().map(part).collect(),
        None => parser.islands().iter().map(part).collect(),
    };
    let at = |token: usize| input.tokens().get(token).map(|token| token.place.start as usize);
    Explanation { parts, is_sequence, stopped_at: at(stopped).unwrap_or(input.text.source.len()), expected }
}
