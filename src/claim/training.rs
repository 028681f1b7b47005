//! The evidence of a message, before it is weighed.
//!
//! In: a filter and a message. Out: an `Example`. For the tool that trains
//! the weights; nothing here runs on a phone.

use super::evidence::{MessagePieces, TALK};
use super::wording::{FADING, each_gram};
use super::{Piece, Pieces};
use crate::detect::{Detected, Input};
use crate::text::Text;

/// How many letters it takes for a weight to count but a third.
pub const FADES: i32 = 1 << FADING;

/// What there is to weigh in one message.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// The sender.
    pub sender: Option<Piece>,
    /// The sets of pieces within reach of each other, talk aside.
    pub windows: Vec<Vec<Piece>>,
    /// The pieces of talk.
    pub talk: Vec<Piece>,
    /// The text holds something to act on: talk does not count.
    pub acts: bool,
    /// The hashes of the runs of letters, in order: those of four, and those of six.
    pub grams: Vec<(u32, Option<u32>)>,
    /// A rule speaks, whatever the sum.
    pub certain: bool,
    /// A rule leaves it alone, whatever the sum: it teaches nothing.
    pub only_tells: bool,
}

impl Example {
    /// The runs of letters alone, where the message is not read further.
    pub(crate) fn of_text(text: &Text<'_>) -> Self {
        let mut grams = Vec::new();
        each_gram(text, |_, short, long| grams.push((short, long)));
        Self { grams, ..Self::default() }
    }

    pub(crate) fn new(input: &Input<'_>, detected: &Detected<'_>) -> Self {
        let evidence = MessagePieces::new(input, detected);
        let list = |pieces: Pieces| pieces.iter().collect();
        Self {
            sender: Some(evidence.sender),
            windows: evidence.windows().into_iter().map(list).collect(),
            talk: list(evidence.all.common(TALK)),
            acts: evidence.acts(),
            certain: evidence.is_named_number(),
            only_tells: evidence.only_tells(),
            ..Self::of_text(input.text)
        }
    }
}
