//! Does the message speak for an electricity company?
//!
//! In: the readings, the sender, what the detectors found, and the weights of the
//! signed list. Out: a [`Claim`]. A claim is a sum of evidence:
//!
//! * combinations of [pieces](Piece) (concepts, findings, the sender) that stand close together, each adding its weight;
//! * the strongest [stretch of wording](wording), which misspellings and unknown words cannot escape;
//! * less what talk there is (news, a friend, a receipt), unless the text holds something to act on.
//!
//! More text only adds combinations, only lengthens the choice of stretches, and
//! something to act on only silences talk: nothing that is put before, behind or
//! into a fake makes it safer. Two rules are certain and need no sum.

mod wording;

pub(crate) use wording::Stretch;

use crate::detect::{Detected, Found, Input};
use crate::report::{FindingCode, Piece, Pieces};
use crate::rules::Weights;
use crate::sender::SenderKind;
use crate::steps::step;
use crate::words::{Concept, Concepts, Hit, LONGEST_HIT, Reading};
use std::ops::Range;

/// Pieces combine where they begin within so many tokens: a long SMS. A word of several tokens, `b.i.l.l`, counts as one.
const REACH: usize = 64;
/// A business names its number for disputes within so many tokens behind the word.
const DISPUTE: usize = 14;
/// As many pieces are reported.
const REPORTED: usize = 3;

/// What a claim can be about.
const SUBJECTS: Pieces = Pieces::of_concepts(Concepts::SUBJECT);

/// What only people who talk about electricity say.
const TALK: Pieces = Pieces::of_concepts(Concepts::TALK);

/// Where a reader can click or pay: told by itself.
const PLACES: Pieces = {
    use FindingCode::{
        BankAccount, CallForwarding, CollectRequest, DisguisedLink, EmailAddress, IpLink, LookalikeLink,
        PaymentAppNumber, ShortenedLink, UnofficialLink, UpiId,
    };
    findings(&[
        UnofficialLink,
        LookalikeLink,
        ShortenedLink,
        IpLink,
        DisguisedLink,
        UpiId,
        EmailAddress,
        BankAccount,
        CollectRequest,
        CallForwarding,
        PaymentAppNumber,
    ])
};
/// Where a reader can call.
const NUMBERS: Pieces = findings(&[FindingCode::PhoneNumber, FindingCode::LandlineNumber, FindingCode::ShortNumber]);
/// What tells a reader to use a number.
const DEMANDS: Pieces = concepts(&[Concept::Contact, Concept::Pay, Concept::PaymentApp, Concept::Person]);
/// A number is meant by words that stand so close, in words and marks.
const CLOSE: usize = 10;

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
    let evidence = Evidence::new(input, detected);
    let (pieces, combined) = evidence.strongest(weights);
    let talk = if evidence.acts() { 0 } else { weights.talk(evidence.all) + wording.against };
    let sum = combined + wording.weight + weights.sender(evidence.sender) - talk;
    let speaks = sum >= weights.threshold || evidence.is_named_number();
    let evidence_of = || evidence.spoke(pieces, wording, weights);
    Claim { speaks, only_warns: evidence.only_warns(), evidence: if speaks { evidence_of() } else { Vec::new() } }
}

/// The pieces of a message.
struct Evidence {
    /// In the order of the text.
    places: Vec<Place>,
    sender: Piece,
    all: Pieces,
}

/// What was found at one place.
struct Place {
    pieces: Pieces,
    tokens: Range<usize>,
    /// The same, a word of several tokens as one: what is near is counted so.
    words: Range<usize>,
}

impl Evidence {
    fn new(input: &Input<'_>, detected: &Detected<'_>) -> Self {
        let reading = input.fuzzy;
        let place = |pieces: Pieces, tokens: &Range<usize>| Place {
            pieces,
            words: reading.place(tokens.start)..reading.place(tokens.end),
            tokens: tokens.clone(),
        };
        let mut places = Vec::with_capacity(reading.hits.len() + detected.found.len());
        places.extend(reading.hits.iter().map(|hit| place(meaning(hit, reading), &hit.tokens)));
        let names = reading.hits_of(Concepts::of(&[Concept::IssuerName])).filter(|hit| is_speaker(input, &hit.tokens));
        places.extend(names.map(|hit| place(Piece::concept(Concept::Speaker).into(), &hit.tokens)));
        let found = detected.found.iter().filter(|found| !is_dispute(input, found));
        places.extend(found.map(|found| place(Piece::finding(found.code).into(), &found.tokens)));
        places.sort_by_key(|place| place.tokens.start);
        let all = places.iter().fold(Pieces::default(), |all, place| all.with(place.pieces));
        let sender = Piece::sender(input.sender.kind.class(), input.sender.is_utility(input.rules));
        Self { places, sender, all }
    }

    /// Those pieces within reach of each other that add most, and what they add.
    fn strongest(&self, weights: &Weights) -> (Pieces, i32) {
        let mut best = (Pieces::default(), 0);
        for window in self.windows() {
            let added = weights.combinations(window).map(|(_, weight)| weight).sum();
            if added > best.1 {
                best = (window, added);
            }
        }
        best
    }

    /// The sets of pieces within reach of each other and of a subject, talk aside.
    fn windows(&self) -> Vec<Pieces> {
        let mut windows: Vec<Pieces> = Vec::with_capacity(4);
        for (at, first) in self.places.iter().enumerate() {
            let near = |place: &Place| place.words.start - first.words.start < REACH;
            let within = self.places[at..].iter().inspect(|_| step()).take_while(|place| near(place));
            let window: Pieces =
                within.fold(self.sender.into(), |all: Pieces, place| all.with(place.pieces)).without(TALK);
            if !window.common(SUBJECTS).is_empty() && windows.last().is_none_or(|last| !last.holds(window)) {
                windows.push(window);
            }
            // The rest of the text lies within this one.
            if self.places.last().is_some_and(near) {
                break;
            }
        }
        windows
    }

    /// The places that may stand within `reach` words of `place`.
    fn around(&self, place: &Place, reach: usize) -> impl Iterator<Item = &Place> {
        let from = place.words.start.saturating_sub(reach + LONGEST_HIT);
        let first = self.places.partition_point(|other| other.words.start < from);
        let until = place.words.end + reach;
        self.places[first..].iter().inspect(|_| step()).take_while(move |other| other.words.start < until)
    }

    fn has(&self, concept: Concept) -> bool {
        self.all.holds(Piece::concept(concept).into())
    }

    /// Whether the reader is told to act, and given what to act on: a place to pay or to click, or a number
    /// close to a word that says to use it.
    fn acts(&self) -> bool {
        let of = |set: Pieces| self.places.iter().filter(move |place| !place.pieces.common(set).is_empty());
        let demanded = |number: &Place| {
            let close = |demand: &Place| number.words.start < demand.words.end + CLOSE;
            let mut near = self.around(number, CLOSE);
            near.any(|place| !place.pieces.common(DEMANDS).is_empty() && close(place))
        };
        !self.all.common(PLACES).is_empty() || of(NUMBERS).any(demanded)
    }

    /// Certain: a number, link or payment id from who writes in the company's name, or a number to its consumers
    /// beside the name.
    fn is_named_number(&self) -> bool {
        const ADDRESS: Pieces = concepts(&[Concept::IssuerName, Concept::Reader]);
        const NUMBER: Pieces = findings(&[FindingCode::PhoneNumber]);
        self.all.holds(ADDRESS.with(NUMBER))
            || self.has(Concept::Speaker) && !self.all.common(PLACES.with(NUMBER)).is_empty()
    }

    fn only_warns(&self) -> bool {
        self.has(Concept::Warning) && self.has(Concept::Negation) && !self.acts()
    }

    /// The strongest pieces: each combination's weight in equal parts for its pieces.
    fn spoke(&self, window: Pieces, wording: &Stretch, weights: &Weights) -> Vec<Spoke> {
        let mut shares: Vec<(Piece, i32)> = window.iter().map(|piece| (piece, 0)).collect();
        for (of, weight) in weights.combinations(window) {
            let parts = i32::try_from(of.iter().count()).unwrap_or(1);
            shares
                .iter_mut()
                .filter(|(piece, _)| of.holds((*piece).into()))
                .for_each(|(_, share)| *share += weight / parts);
        }
        let place = |piece: Piece| {
            let held = self.places.iter().find(|place| place.pieces.holds(piece.into()));
            held.map_or(0..0, |place| place.tokens.clone())
        };
        let mut spoke: Vec<Spoke> = shares
            .into_iter()
            .map(|(piece, share)| (piece, place(piece), share))
            .chain([(Piece::WORDING, wording.tokens.clone(), wording.weight)])
            .filter_map(|(piece, tokens, share)| Some(Spoke { piece, tokens, weight: u32::try_from(share).ok()? }))
            .filter(|spoke| spoke.weight > 0)
            .collect();
        spoke.sort_by_key(|spoke| (std::cmp::Reverse(spoke.weight), spoke.piece));
        spoke.truncate(REPORTED);
        spoke
    }
}

/// What a hit means, by the longer phrases that it is part of.
fn meaning(hit: &Hit, reading: &Reading<'_>) -> Pieces {
    let longer = |other: &&Hit| {
        let (inner, outer) = (&hit.tokens, &other.tokens);
        outer.start <= inner.start && inner.end <= outer.end && inner.len() < outer.len()
    };
    within(hit.concepts, reading.hits_around(&hit.tokens, 0).filter(longer).map(|other| other.concepts))
}

/// What `own` mean within `longer` phrases: within one of talk ("gas connection", "was cut", "do not call") talk alone,
/// within one that is none ("will cut it") no talk.
fn within(own: Concepts, mut longer: impl Iterator<Item = Concepts>) -> Pieces {
    let is_talk = |concepts: Concepts| concepts.has_any(Concepts::TALK);
    let own = Pieces::from(own);
    match longer.next() {
        None => own,
        Some(first) if is_talk(first) || longer.any(is_talk) => own.common(TALK),
        Some(_) => own.without(TALK),
    }
}

/// Whether the name at `tokens` stands where the one who speaks puts it: before a colon, or behind a dash.
fn is_speaker(input: &Input<'_>, tokens: &Range<usize>) -> bool {
    let before = tokens.start.checked_sub(1).is_some_and(|at| input.text.is_mark(at, b'-'));
    before || input.text.is_mark(tokens.end, b':')
}

/// The number that a business gives for disputing a payment is no lure of anybody's.
fn is_dispute(input: &Input<'_>, found: &Found<'_>) -> bool {
    let number =
        matches!(found.code, FindingCode::PhoneNumber | FindingCode::LandlineNumber | FindingCode::ShortNumber);
    let before = found.tokens.start.saturating_sub(DISPUTE)..found.tokens.start;
    let business = matches!(input.sender.kind, SenderKind::Header | SenderKind::ShortCode);
    number && business && input.fuzzy.has_near(Concepts::of(&[Concept::Dispute]), &before, 1)
}

const fn concepts(concepts: &[Concept]) -> Pieces {
    let (mut set, mut at) = (Pieces::of(&[]), 0);
    while at < concepts.len() {
        set = set.with(Pieces::of(&[Piece::concept(concepts[at])]));
        at += 1;
    }
    set
}

const fn findings(codes: &[FindingCode]) -> Pieces {
    let (mut set, mut at) = (Pieces::of(&[]), 0);
    while at < codes.len() {
        set = set.with(Pieces::of(&[Piece::finding(codes[at])]));
        at += 1;
    }
    set
}

/// What training reads of a message: the same evidence, before it is weighed.
#[cfg(feature = "training")]
pub(crate) mod training;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
