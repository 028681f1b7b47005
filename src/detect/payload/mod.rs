//! The ways in which fakes take money or control, one small file each.
//!
//! In: the readings, the typed values and the numbers found. Out: findings. A
//! request that is negated ("never scan a QR code") is none.

mod app_misused;
mod bank_account;
mod call_forwarding;
mod cash;
mod payment_app;
mod request;

use super::{Detected, Found, Input};
use crate::words::{Concept, Concepts, Hit};
use bumpalo::collections::Vec;
use std::ops::Range;

/// How many words may stand between "not" and what it denies.
const NEGATION_REACH: usize = 4;

pub(super) fn dangers<'a>(input: &Input<'a>, detected: &Detected<'a>, found: &mut Vec<'a, Found<'a>>) {
    payment_app::dangers(input, found);
    bank_account::dangers(input, detected, found);
    call_forwarding::dangers(input, found);
    request::dangers(input, found);
    cash::dangers(input, found);
    app_misused::dangers(input, detected, found);
}

/// Where `concept` occurs and is not denied.
fn asked<'i>(input: &'i Input<'_>, concept: Concept) -> impl Iterator<Item = &'i Hit> {
    let hits = input.fuzzy.hits_of(Concepts::of(&[concept]));
    hits.filter(|hit| !super::lure::is_negated(input, &hit.tokens, NEGATION_REACH))
}

/// Whether one of `concepts` occurs within `reach` tokens of `tokens`, not denied.
fn asked_near(input: &Input<'_>, concepts: Concepts, tokens: &Range<usize>, reach: usize) -> bool {
    let near = |hit: &&Hit| hit.tokens.start < tokens.end + reach && tokens.start < hit.tokens.end + reach;
    let mut hits = input.fuzzy.hits_around(tokens, reach).filter(near);
    hits.any(|hit| hit.concepts.has_any(concepts) && !super::lure::is_negated(input, &hit.tokens, NEGATION_REACH))
}
