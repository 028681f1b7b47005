//! The features of a message: what was found in it, and where.
//!
//! In: the readings, the sender, what the detectors found. Out: [`MessagePieces`]: the pieces in the order of the text, which of
//! them stand close together, and whether the text holds something to act on.

use crate::detect::{Detected, Found, Input};
use crate::report::{FindingCode, Piece, Pieces, SenderClass};
use crate::sender::SenderKind;
use crate::steps::step;
use crate::words::{Concept, Concepts, Hit, LONGEST_HIT, Reading};
use std::ops::Range;

/// Pieces combine where they begin within so many tokens: a long SMS. A word of several tokens, `b.i.l.l`, counts as one.
pub(super) const REACH: usize = 64;
/// A number is meant by words that stand so close, in words and marks.
pub(super) const CLOSE: usize = 10;
/// A business names its number for disputes within so many tokens behind the word.
const DISPUTE: usize = 14;

/// What a claim can be about.
const SUBJECTS: Pieces = Pieces::of_concepts(Concepts::SUBJECT);
/// What only people who talk about electricity say.
pub(super) const TALK: Pieces = Pieces::of_concepts(Concepts::TALK);
/// Where a reader can click or pay: told by itself.
const PLACES: Pieces = findings(&[
    FindingCode::UnofficialLink,
    FindingCode::LookalikeLink,
    FindingCode::ShortenedLink,
    FindingCode::IpLink,
    FindingCode::DisguisedLink,
    FindingCode::UpiId,
    FindingCode::EmailAddress,
    FindingCode::BankAccount,
    FindingCode::CollectRequest,
    FindingCode::CallForwarding,
    FindingCode::PaymentAppNumber,
]);
/// Where a reader can call.
const NUMBERS: Pieces = findings(&[FindingCode::PhoneNumber, FindingCode::LandlineNumber, FindingCode::ShortNumber]);
/// Any finding.
const FOUND: Pieces = findings(FindingCode::ALL);
/// What asks something of the reader, or threatens.
const ASKS: Pieces = concepts(&[
    Concept::Disconnect,
    Concept::Pay,
    Concept::Act,
    Concept::Verify,
    Concept::Contact,
    Concept::NumberWord,
    Concept::PhoneWord,
    Concept::Person,
    Concept::Urgent,
    Concept::Secret,
    Concept::Kyc,
    Concept::Install,
    Concept::Apk,
    Concept::RemoteAccess,
    Concept::Link,
    Concept::Penalty,
    Concept::TestPayment,
    Concept::Qr,
    Concept::Collect,
    Concept::Reply,
    Concept::Cash,
    Concept::HomeVisit,
    Concept::BankAccount,
]);
/// What tells a reader to use a number.
const DEMANDS: Pieces = concepts(&[Concept::Contact, Concept::Pay, Concept::PaymentApp, Concept::Person]);

/// The pieces of a message.
pub(super) struct MessagePieces {
    /// In the order of the text.
    places: Vec<PiecesAt>,
    pub(super) sender: Piece,
    pub(super) all: Pieces,
}

/// What was found at one place.
pub(super) struct PiecesAt {
    pub(super) pieces: Pieces,
    pub(super) tokens: Range<usize>,
    /// The same, a word of several tokens as one: what is near is counted so.
    pub(super) words: Range<usize>,
}

impl MessagePieces {
    pub(super) fn new(input: &Input<'_>, detected: &Detected<'_>) -> Self {
        let reading = input.fuzzy;
        let place = |pieces: Pieces, tokens: &Range<usize>| PiecesAt {
            pieces,
            words: reading.place(tokens.start)..reading.place(tokens.end),
            tokens: tokens.clone(),
        };
        let mut places = Vec::with_capacity(reading.hits.len() + detected.found.len());
        let phrases = Phrases::of(reading);
        places.extend(reading.hits.iter().map(|hit| place(phrases.meaning(hit), &hit.tokens)));
        let names = reading.hits_of(Concepts::of(&[Concept::IssuerName])).filter(|hit| is_speaker(input, &hit.tokens));
        places.extend(names.map(|hit| place(Piece::concept(Concept::Speaker).into(), &hit.tokens)));
        let found = detected.found.iter().filter(|found| !is_dispute(input, found));
        places.extend(found.map(|found| place(Piece::finding(found.code).into(), &found.tokens)));
        Self::of(places, Piece::sender(input.sender.kind.class(), input.sender.is_utility()))
    }

    pub(super) fn of(mut places: Vec<PiecesAt>, sender: Piece) -> Self {
        places.sort_by_key(|place| place.tokens.start);
        let all = places.iter().fold(Pieces::default(), |all, place| all.with(place.pieces));
        Self { places, sender, all }
    }

    /// The sets of pieces within reach of each other and of a subject, talk aside.
    pub(super) fn windows(&self) -> Vec<Pieces> {
        let mut windows: Vec<Pieces> = Vec::with_capacity(4);
        for (at, first) in self.places.iter().enumerate() {
            let near = |place: &PiecesAt| place.words.start - first.words.start < REACH;
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

    /// Where `piece` stands first; nowhere for the sender.
    pub(super) fn place(&self, piece: Piece) -> Range<usize> {
        let held = self.places.iter().find(|place| place.pieces.holds(piece.into()));
        held.map_or(0..0, |place| place.tokens.clone())
    }

    /// Whether the reader is told to act, and given what to act on: a place to pay or to click, or a number
    /// close to a word that says to use it.
    pub(super) fn acts(&self) -> bool {
        let holds = |set: Pieces| move |place: &&PiecesAt| !place.pieces.common(set).is_empty();
        let demanded = |number: &PiecesAt| {
            let close = |demand: &PiecesAt| number.words.start < demand.words.end + CLOSE;
            self.around(number, CLOSE).any(|place| holds(DEMANDS)(&place) && close(place))
        };
        !self.all.common(PLACES).is_empty()
            || !self.all.common(NUMBERS).is_empty() && self.places.iter().filter(holds(NUMBERS)).any(demanded)
    }

    /// Certain, whatever the sum: a number, link or payment id from who writes in the company's name, or a number to
    /// its consumers beside the name. Three words suffice for it, which is too little for any sum.
    pub(super) fn is_named_number(&self) -> bool {
        const ADDRESS: Pieces = concepts(&[Concept::IssuerName, Concept::Reader]);
        const NUMBER: Pieces = findings(&[FindingCode::PhoneNumber]);
        self.all.holds(ADDRESS.with(NUMBER))
            || self.has(Concept::Speaker) && !self.all.common(PLACES.with(NUMBER)).is_empty()
    }

    /// Whether a payment app tells of a bill in its own name, asks nothing and threatens nothing: a claim of nobody's,
    /// which a reader could only look up in that app. "CRED: your bill is ready, Rs 1,102, due in 4 days."
    pub(super) fn only_tells(&self) -> bool {
        const TELLS: Pieces = concepts(&[Concept::PaymentApp, Concept::Bill]);
        let is_app = |place: &&PiecesAt| place.pieces.holds(Piece::concept(Concept::PaymentApp).into());
        // "Google Pay" asks for no payment.
        let in_name = |asked: &PiecesAt| {
            let holds = |app: &PiecesAt| app.tokens.start <= asked.tokens.start && asked.tokens.end <= app.tokens.end;
            self.around(asked, 0).filter(is_app).any(holds)
        };
        let asked = |place: &PiecesAt| !place.pieces.common(ASKS).is_empty() && !in_name(place);
        self.sender == Piece::sender(SenderClass::Header, false)
            && self.all.holds(TELLS)
            && !self.has(Concept::Speaker)
            && self.all.common(FOUND).is_empty()
            && !self.places.iter().any(asked)
    }

    pub(super) fn only_warns(&self) -> bool {
        self.has(Concept::Warning) && self.has(Concept::Negation) && !self.acts()
    }

    fn has(&self, concept: Concept) -> bool {
        self.all.holds(Piece::concept(concept).into())
    }

    /// The places that may stand within `reach` words of `place`.
    fn around(&self, place: &PiecesAt, reach: usize) -> impl Iterator<Item = &PiecesAt> {
        let from = place.words.start.saturating_sub(reach + LONGEST_HIT);
        let first = self.places.partition_point(|other| other.words.start < from);
        let until = place.words.end + reach;
        self.places[first..].iter().inspect(|_| step()).take_while(move |other| other.words.start < until)
    }
}

/// The hits of several tokens, in the order of the text: words within them mean what they do.
struct Phrases<'r, 'a> {
    reading: &'r Reading<'a>,
    hits: Vec<&'r Hit>,
}

impl<'r, 'a> Phrases<'r, 'a> {
    fn of(reading: &'r Reading<'a>) -> Self {
        Self { reading, hits: reading.hits.iter().filter(|hit| hit.tokens.len() > 1).collect() }
    }

    /// What a hit means, by the longer phrases that it is part of.
    fn meaning(&self, hit: &Hit) -> Pieces {
        let inner = &hit.tokens;
        let from = self.reading.place(inner.start).saturating_sub(LONGEST_HIT);
        let first = self.hits.partition_point(|phrase| self.reading.place(phrase.tokens.start) < from);
        let begun =
            self.hits[first..].iter().inspect(|_| step()).take_while(|phrase| phrase.tokens.start <= inner.start);
        let longer = begun.filter(|phrase| inner.end <= phrase.tokens.end && inner.len() < phrase.tokens.len());
        within(hit.concepts, longer.map(|phrase| phrase.concepts))
    }
}

/// What `own` mean within `longer` phrases: within one of talk ("gas connection", "was cut", "do not call") talk alone,
/// within one that is none ("will cut it") no talk.
pub(super) fn within(own: Concepts, mut longer: impl Iterator<Item = Concepts>) -> Pieces {
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

/// The number that a business gives for disputing a payment is no lure of anybody's, nor is its wish to have the
/// message forwarded there.
fn is_dispute(input: &Input<'_>, found: &Found<'_>) -> bool {
    use FindingCode::{LandlineNumber, PhoneNumber, ReplyRequest, ShortNumber};
    let number = matches!(found.code, PhoneNumber | LandlineNumber | ShortNumber | ReplyRequest);
    let business = matches!(input.sender.kind, SenderKind::Header | SenderKind::ShortCode);
    let before = found.tokens.start.saturating_sub(DISPUTE)..found.tokens.start;
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
