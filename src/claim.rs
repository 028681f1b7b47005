//! Does the message speak for an electricity company?
//!
//! In: the reading, the sender, and what the detectors found. Out: a [`Claim`].
//! A claim needs a subject *and* something it wants or threatens: "no power
//! since 12" from a friend is none. The rules are combinations of concepts,
//! never of one message's words.

use crate::detect::{Detected, Input, LinkKind};
use crate::sender::{Sender, SenderKind};
use crate::verdict::FindingCode;
use crate::words::{Concept, Concepts, Reading};

/// What a message claims.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Claim {
    /// It speaks as the electricity company, or of one of the issuers by name.
    pub(crate) speaks: bool,
    /// It only warns of fakes: it speaks of their lures, but holds nothing to act on.
    pub(crate) only_warns: bool,
}

/// Whether `reading` has a subject that a claim could be about: the quick way out for most messages.
pub(crate) fn has_subject(reading: &Reading<'_>) -> bool {
    reading.concepts.has_any(Concepts::SUBJECT)
}

/// Judges the claim.
pub(crate) fn claim(input: &Input<'_>, detected: &Detected<'_>) -> Claim {
    let signals = Signals::new(input, detected);
    Claim { speaks: signals.speak_for_issuer(input), only_warns: signals.only_warn() }
}

/// The concepts of a message, as the rules name them.
#[expect(clippy::struct_excessive_bools, reason = "one yes or no a concept; the rules read like sentences")]
struct Signals {
    named: bool,
    strong: bool,
    weak: bool,
    cut: bool,
    bill: bool,
    due: bool,
    demand: bool,
    formal: bool,
    addressed: bool,
    urgent: bool,
    asks_data: bool,
    takes_over: bool,
    channel: bool,
    unsafe_link: bool,
    /// A link whose host passes for the company's, or hides what it is.
    imitation: bool,
    test_payment: bool,
    upi: bool,
    mobile: bool,
    pays: bool,
    /// The text turns its direction of writing.
    reversed: bool,
    all: Concepts,
}

impl Signals {
    fn new(input: &Input<'_>, detected: &Detected<'_>) -> Self {
        use Concept as C;
        use FindingCode as F;
        let all = input.fuzzy.concepts;
        let any = |concepts: &[C]| all.has_any(Concepts::of(concepts));
        let unsafe_link = detected.links.iter().any(|link| {
            matches!(link.kind, LinkKind::Danger(F::LookalikeLink | F::ShortenedLink | F::IpLink | F::DisguisedLink))
        });
        let number = [F::PhoneNumber, F::LandlineNumber, F::UpiId, F::EmailAddress];
        let link = detected.links.iter().any(|link| matches!(link.kind, LinkKind::Danger(_)));
        let channel = link || detected.has(&number) || detected.has(&[F::ShortNumber]);
        let urgent = any(&[C::Urgent, C::Night]);
        // "Office" is the company's only where electricity is the subject: other offices have power cuts.
        // And people speak of it, too: by itself it presses no one.
        let office = any(&[C::Office]) && any(&[C::Electricity, C::IssuerName]) && (channel || urgent);
        Self {
            named: any(&[C::IssuerName]),
            strong: any(&[C::Electricity, C::IssuerName]),
            weak: any(&[C::Power]) && !any(&[C::OtherService]),
            cut: any(&[C::Disconnect]),
            bill: any(&[C::Bill, C::Due]),
            due: any(&[C::Due]),
            demand: any(&[C::Pay, C::Act, C::Contact, C::Install, C::Link]),
            formal: any(&[C::Reader, C::Person]) || office,
            addressed: any(&[C::Reader, C::Person, C::You]) || office,
            urgent,
            asks_data: any(&[C::Kyc, C::Secret, C::TestPayment, C::Qr]),
            takes_over: any(&[C::Apk, C::RemoteAccess]),
            channel,
            unsafe_link,
            imitation: detected.has(&[F::LookalikeLink, F::DisguisedLink]),
            test_payment: detected.has(&[F::TestPayment]),
            upi: detected.has(&[F::UpiId]),
            mobile: detected.has(&[F::PhoneNumber]),
            pays: any(&[C::Pay, C::PaymentApp]),
            reversed: !input.text.bidi.is_empty(),
            all,
        }
    }

    fn has(&self, concept: Concept) -> bool {
        self.all.has(concept)
    }

    fn speak_for_issuer(&self, input: &Input<'_>) -> bool {
        let other_utility = || input.sender.is_utility(input.rules) && !self.named && !self.is_classic();
        self.speaks() && !self.is_talk(input.sender) && !other_utility()
    }

    fn only_warn(&self) -> bool {
        self.has(Concept::Warning) && self.has(Concept::Negation) && !self.channel && !self.unsafe_link
    }

    fn speaks(&self) -> bool {
        let subject = self.strong || self.weak;
        let pressed = self.demand || self.urgent || self.channel || self.formal;
        let threat = subject
            && self.cut
            && (self.bill
                || self.asks_data
                || self.addressed && pressed
                || self.channel && (self.urgent || self.pays && self.has(Concept::Future)));
        let billing = self.strong
            && self.bill
            && (self.addressed && (self.demand || self.due) || self.channel && self.demand || self.due && self.demand);
        let data = (self.strong || self.weak && self.formal)
            && (self.asks_data
                || self.takes_over
                || self.has(Concept::Act) && (self.channel || self.has(Concept::Install)))
            && (self.addressed || self.channel || self.urgent || self.demand);
        let install = self.strong && self.has(Concept::Install) && (self.takes_over || self.channel || self.addressed);
        let called = self.strong && self.channel && self.formal && self.demand;
        let penalty = self.strong && self.has(Concept::Penalty) && (self.addressed || self.channel);
        let collects = self.upi && (self.strong || self.weak && (self.formal || self.asks_data || self.test_payment));
        let imitates = self.imitation && self.strong && (self.bill || self.demand || self.urgent || self.addressed);
        let seizes = self.takes_over && (self.weak && self.addressed || self.bill && !self.has(Concept::OtherService));
        let officer = self.strong && self.mobile && self.has(Concept::Person) && self.cut;
        let hidden = self.reversed && (self.strong || self.weak) && (self.bill || self.cut);
        let named = self.named && (self.cut || self.bill || self.asks_data || self.channel || self.takes_over);
        threat
            || billing
            || data
            || install
            || called
            || collects
            || seizes
            || officer
            || hidden
            || penalty
            || named
            || imitates
    }

    /// Speaks of electricity, but not for a company.
    fn is_talk(&self, sender: &Sender) -> bool {
        self.is_friend(sender)
            || self.is_outage()
            || self.is_awareness(sender)
            || self.is_receipt(sender)
            || self.is_offer(sender)
            || self.is_other_utility(sender)
            || self.is_news()
    }

    fn is_friend(&self, sender: &Sender) -> bool {
        // Naming the office, one speaks of it; giving a number too, for it.
        let speaks_for = self.has(Concept::Reader)
            || self.has(Concept::Person)
            || self.formal && (self.channel || self.has(Concept::Contact) && self.urgent);
        let personal = self.has(Concept::FirstPerson) && !speaks_for && !self.named;
        personal
            && !self.asks_data
            && !self.takes_over
            && !self.unsafe_link
            && !matches!(sender.kind, SenderKind::Header)
            && !(self.cut && self.has(Concept::Future) && self.channel && self.bill)
    }

    fn is_outage(&self) -> bool {
        self.has(Concept::OutageTalk)
            && !self.bill
            && !self.upi
            && !self.asks_data
            && !self.takes_over
            && !self.has(Concept::Person)
            && !self.unsafe_link
            && !(self.has(Concept::Reader) && self.channel)
            && !self.has(Concept::Penalty)
            && !(self.mobile && self.addressed && self.urgent)
    }

    fn is_awareness(&self, sender: &Sender) -> bool {
        let warns = self.has(Concept::Warning) && (self.has(Concept::Negation) || !self.channel);
        let number = self.mobile && !self.has(Concept::Negation);
        warns && !number && !self.unsafe_link && (!self.channel || sender.kind == SenderKind::Header && !self.numbers())
    }

    /// The channel is more than a link.
    fn numbers(&self) -> bool {
        self.channel && self.has(Concept::Contact) && !self.has(Concept::Negation)
    }

    fn is_receipt(&self, sender: &Sender) -> bool {
        self.has(Concept::Receipt)
            && !self.cut
            && !self.asks_data
            && !self.takes_over
            && !self.unsafe_link
            && !self.has(Concept::Due)
            && !self.has(Concept::Urgent)
            && matches!(sender.kind, SenderKind::Header | SenderKind::ShortCode)
    }

    fn is_offer(&self, sender: &Sender) -> bool {
        self.has(Concept::Offer)
            && !self.cut
            && !self.asks_data
            && !self.takes_over
            && !self.unsafe_link
            && sender.kind == SenderKind::Header
            && !self.due
            && !self.upi
            && !self.mobile
    }

    /// The scheme itself: a cut unless a mobile number is called. Taken-over headers of utilities have sent it (facts T).
    fn is_classic(&self) -> bool {
        self.cut && self.mobile && self.has(Concept::Contact) && (self.urgent || self.has(Concept::Verify))
    }

    /// Another utility, under its own sender id, speaks for itself.
    fn is_other_utility(&self, sender: &Sender) -> bool {
        !self.is_classic()
            && !self.named
            && self.has(Concept::OtherUtility)
            && sender.kind == SenderKind::Header
            && !self.takes_over
            && !self.unsafe_link
    }

    fn is_news(&self) -> bool {
        self.has(Concept::News) && !self.addressed && !self.asks_data && !self.takes_over
    }
}
