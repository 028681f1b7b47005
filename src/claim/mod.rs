//! Does the message speak for an electricity company?
//!
//! In: the readings, the sender, what the detectors found, and the weights of the
//! signed list. Out: a [`Claim`]. A claim is a sum of [evidence] against a threshold:
//!
//! | | what | sign |
//! |---|---|---|
//! | + | combinations of pieces (concepts, findings, the sender) that stand close together | never below zero |
//! | + | the strongest [stretch of wording](wording), which misspellings and unknown words cannot escape | never below zero |
//! | + | the class of the sender | either |
//! | − | talk (news, a friend, a receipt), unless the text holds something to act on | never below zero |
//!
//! More text only adds combinations, only lengthens the choice of stretches, and something to act on only silences
//! talk: nothing that is put before, behind or into a fake makes it safer. The weights are trained. Two rules need no
//! sum: [what is certain](MessagePieces::is_named_number) whatever it comes to, and a payment app that [only tells](MessagePieces::only_tells)
//! of a bill, which ceases with the first word that asks anything.

mod evidence;
mod wording;

pub(crate) use wording::Stretch;

use crate::detect::{Detected, Input};
use crate::report::{Piece, Pieces};
use crate::rules::Weights;
use crate::words::{Concepts, Reading};
use evidence::MessagePieces;
use std::cmp::Reverse;
use std::ops::Range;

/// As many pieces are reported.
const REPORTED: usize = 3;

/// What a message claims.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    /// It speaks as the electricity company, or of one of the issuers by name.
    pub(crate) speaks: bool,
    /// It only warns of fakes: it speaks of their lures, but holds nothing to act on.
    pub(crate) only_warns: bool,
    /// What spoke most, strongest first; nothing where it does not speak.
    pub(crate) evidence: Vec<Spoke>,
}

/// A piece of evidence in a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spoke {
    pub(crate) piece: Piece,
    /// Where it stands; empty for the sender.
    pub(crate) tokens: Range<usize>,
    /// In points.
    pub(crate) weight: u32,
}

/// Whether `reading` has a subject that a claim could be about: the quick way out for most messages.
pub(crate) fn has_subject(reading: &Reading<'_>) -> bool {
    reading.concepts.has_any(Concepts::SUBJECT)
}

/// Judges the claim; `wording` is the strongest stretch of the text.
pub(crate) fn claim(input: &Input<'_>, detected: &Detected<'_>, wording: &Stretch) -> Claim {
    let weights = &input.rules.claim;
    let evidence = MessagePieces::new(input, detected);
    let (window, combined) = strongest(&evidence, weights);
    let talk = if evidence.acts() { 0 } else { weights.talk(evidence.all) + wording.against };
    let sum = combined + wording.weight + weights.sender(evidence.sender) - talk;
    let speaks = (sum >= weights.threshold || evidence.is_named_number()) && !evidence.only_tells();
    let because = || spoke(&evidence, window, wording, weights);
    Claim { speaks, only_warns: evidence.only_warns(), evidence: if speaks { because() } else { Vec::new() } }
}

/// Those pieces within reach of each other that add most, and what they add.
fn strongest(evidence: &MessagePieces, weights: &Weights) -> (Pieces, i32) {
    let mut best = (Pieces::default(), 0);
    for window in evidence.windows() {
        let added = weights.combinations(window).map(|(_, weight)| weight).sum();
        if added > best.1 {
            best = (window, added);
        }
    }
    best
}

/// The strongest pieces: each combination's weight in equal parts for its pieces.
fn spoke(evidence: &MessagePieces, window: Pieces, wording: &Stretch, weights: &Weights) -> Vec<Spoke> {
    let mut shares = [0_i32; Piece::COUNT];
    for (of, weight) in weights.combinations(window) {
        let parts = i32::try_from(of.len()).unwrap_or(1);
        of.iter().for_each(|piece| shares[piece.number()] += weight / parts);
    }
    let wording = (Piece::WORDING, wording.weight, wording.tokens.clone());
    let mut spoke: Vec<Spoke> = window
        .iter()
        .map(|piece| (piece, shares[piece.number()]))
        .filter(|(_, share)| *share > 0)
        .map(|(piece, share)| (piece, share, evidence.place(piece)))
        .chain([wording])
        .filter_map(|(piece, share, tokens)| Some(Spoke { piece, tokens, weight: u32::try_from(share).ok()? }))
        .filter(|spoke| spoke.weight > 0)
        .collect();
    spoke.sort_by_key(|spoke| (Reverse(spoke.weight), spoke.piece));
    spoke.truncate(REPORTED);
    spoke
}

/// What training reads of a message: the same evidence, before it is weighed.
#[cfg(feature = "training")]
pub(crate) mod training;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
