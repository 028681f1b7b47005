//! The kinds of attack, each by its name.
//!
//! In: the genuine messages, the list's words, chance. Out: an [`Attack`]. A kind is a function of these and nothing
//! else, so that a seed and a number name one attack for ever.

use super::bases::{Base, NORTH};
use super::salad::{self, Vocabulary};
use super::{cuts, hosts, mutate, nouns, numbers, unseen, words};
use crate::rng::Rng;
use asli::Element;
use jiff::Timestamp;

/// What attacks are made from.
#[derive(Debug)]
pub(super) struct World {
    pub(super) bases: Vec<Base>,
    pub(super) vocabulary: Vocabulary,
}

/// A message from an official header that its company never sent.
#[derive(Clone, Debug)]
pub(super) struct Attack {
    pub(super) sender: &'static str,
    pub(super) body: String,
    pub(super) at: Timestamp,
    /// Whether it is an attack by the kind's rule; else a change that harms nobody, tried all the same.
    pub(super) counts: bool,
}

/// A kind of attack.
pub(super) struct Kind {
    pub(super) name: &'static str,
    /// What it does, for the report.
    pub(super) says: &'static str,
    make: Make,
}

/// How a kind makes its attacks.
enum Make {
    /// A text, placed beside and within genuine messages.
    Text(fn(&mut Rng) -> String),
    /// Words of the list, placed likewise and judged by themselves.
    Salad(fn(&Vocabulary, &mut Rng) -> String),
    /// A genuine message, changed; `None` where this one cannot be.
    Change(fn(&World, &mut Rng, &Base) -> Option<Attack>),
}

impl Kind {
    /// The `index`th attack; `None` where the message that chance chose cannot be changed so.
    pub(super) fn attack(&self, world: &World, seed: u64, index: u64) -> Option<Attack> {
        let rng = &mut Rng::of(seed, self.name, index);
        let base = rng.pick(&world.bases);
        let attack = match self.make {
            Make::Text(make) => {
                let plain = make(rng);
                let text = dressed(rng, &plain);
                let body = placed(rng, base, &text);
                let is_bill_number = BILL_NUMBERS.iter().any(|label| body.to_lowercase().contains(label));
                // "Tell nobody" in a warning of fakes is said of the password.
                let is_warned = self.name == "isolation" && base.kind == "awareness";
                Some(of(base, body, !is_bill_number && !is_warned))
            }
            Make::Salad(make) => {
                let salad = make(&world.vocabulary, rng);
                Some(mixed_in(base, placed(rng, base, &salad), &salad))
            }
            Make::Change(make) => make(world, rng, base),
        };
        // What came out as the genuine message itself is no attack.
        attack.filter(|attack| attack.body != base.body || attack.sender != base.sender)
    }
}

fn of(base: &Base, body: String, counts: bool) -> Attack {
    Attack { sender: base.sender, body, at: base.at, counts }
}

fn changed(base: &Base, change: mutate::Change) -> Option<Attack> {
    change.map(|(body, counts)| of(base, body, counts))
}

/// The template's places, filled.
fn filled(rng: &mut Rng, templates: &[&str]) -> String {
    let mut text = (rng.text(templates)).to_owned();
    for place in ["{app}", "{who}", "{upi}", "{rs}", "{account}"] {
        if text.contains(place) {
            let value = value(rng, place);
            text = text.replace(place, &value);
        }
    }
    text
}

fn value(rng: &mut Rng, place: &str) -> String {
    match place {
        "{app}" if rng.once_in(3) => format!("{} {}", rng.text(nouns::APP_FIRST), rng.text(nouns::APP_SECOND)),
        "{app}" => rng.text(nouns::APP_NAMES).to_owned(),
        "{who}" => (rng.text(nouns::WHO)).to_owned(),
        "{upi}" => {
            format!("{}@{}", rng.text(&["sbpdcl", "bijli.bill", "pay"]), rng.text(&["ybl", "oksbi", "paytm", "upi"]))
        }
        "{account}" => {
            let digits = rng.between(9, 14);
            rng.digits(digits)
        }
        _ => {
            let digits = rng.between(2, 5);
            format!("{}{}", rng.text(&["Rs ", "Rs. ", "₹", "INR ", "रु "]), rng.digits(digits))
        }
    }
}

/// Words before it, capitals, a stop behind it, now and then.
fn dressed(rng: &mut Rng, plain: &str) -> String {
    let text = if rng.once_in(4) { format!("{}{plain}", rng.text(nouns::LEADS)) } else { plain.to_owned() };
    let text = match rng.below(8) {
        0 => text.to_uppercase(),
        1 => text.to_lowercase(),
        _ => text,
    };
    format!("{text}{}", rng.text(&["", "", ".", "!", " -", "।", ","]))
}

/// Behind the word "bill", "number" labels the number of a bill.
const BILL_NUMBERS: [&str; 2] = ["bill number", "विपत्र number"];

/// Behind a receipt's beginning; behind, before or within a genuine message.
fn placed(rng: &mut Rng, base: &Base, text: &str) -> String {
    let name = if base.sender == NORTH { "NBPDCL" } else { "SBPDCL" };
    let join = rng.text(&[" ", " ", "\n", ". ", ", ", "; ", " - ", " aur ", " and ", " और "]);
    let within = |at: Option<usize>| {
        let (before, behind) = base.body.split_at(at.unwrap_or(base.body.len()));
        format!("{} {text} {}", before.trim_end(), behind.trim_start())
    };
    match rng.below(6) {
        0 | 1 => format!("{name}: payment of Rs 512.00 received. {text}"),
        2 => format!("{}{join}{text}", base.body),
        3 => format!("{text}{join}{}", base.body),
        4 => within(mutate::sentence_break(rng, &base.body)),
        _ => within(mutate::word_break(rng, &base.body)),
    }
}

/// A text of any of the kinds that are texts.
fn any_text(rng: &mut Rng) -> String {
    loop {
        if let Make::Text(make) = rng.pick(ALL).make {
            return make(rng);
        }
    }
}

/// `body` is `base` with `salad` in it.
fn mixed_in(base: &Base, body: String, salad: &str) -> Attack {
    // A notice stays one as long as nothing is taken from what turns its sense.
    let is_notice =
        mutate::NOTICES.contains(&base.kind.as_str()) && salad::negations(&body) >= salad::negations(&base.body);
    let is_label = salad::is_label(salad, &body, &base.body);
    let is_warned = base.kind == "awareness" && salad::warns(salad);
    let is_harmless = is_bound(base, &body, salad)
        || is_label
        || is_warned
        || FREE.contains(&base.kind.as_str()) && salad::gives_units(salad)
        || base.kind == "counter_hours" && salad::names_counter(salad)
        || salad::is_of_rebate(salad, &body)
        || heads_notice(base, &body, salad);
    let is_attack = !is_harmless && salad::is_attack(salad, &base.body, is_notice);
    of(base, body, is_attack)
}

/// The kinds of the messages that say how many units are free.
const FREE: [&str; 2] = ["zero_bill", "free_units"];

/// Whether `salad` says no more than where to pay, beside an official name of the message.
fn is_bound(base: &Base, body: &str, salad: &str) -> bool {
    let channels = base.parts.iter().filter(|part| matches!(part.element, Element::App | Element::Site));
    salad::is_bound(salad, body, channels.map(|part| base.text(part)))
}

/// Whether `salad` heads a message that has what a notice of a cut must have.
fn heads_notice(base: &Base, body: &str, salad: &str) -> bool {
    let first = |element| base.parts.iter().find(|part| part.element == element).map(|part| part.place.start);
    let day = first(Element::LastDate).or_else(|| first(Element::DisconnectionDate));
    let needed = [first(Element::AccountNumber), first(Element::Amount), day];
    let place = body.find(salad).unwrap_or(body.len());
    salad::is_heading(salad) && needed.iter().all(|start| start.is_some_and(|start| place <= start))
}

/// Every kind.
pub(super) const ALL: &[Kind] = &[
    Kind { name: "spelled-channel", says: "a foreign site spelled out", make: Make::Text(hosts::spelled) },
    Kind { name: "foreign-link", says: "a foreign site, or a look-alike", make: Make::Text(hosts::link) },
    Kind { name: "app-store", says: "a foreign app, a store", make: Make::Text(|rng| filled(rng, words::APPS)) },
    Kind { name: "search", says: "a channel to look for", make: Make::Text(|rng| filled(rng, words::SEARCH)) },
    Kind {
        name: "person",
        says: "someone comes, or is to be met",
        make: Make::Text(|rng| filled(rng, words::PERSONS)),
    },
    Kind { name: "cash", says: "cash, cheque, QR, an account", make: Make::Text(|rng| filled(rng, words::CASH)) },
    Kind { name: "reply", says: "an answer is asked for", make: Make::Text(|rng| filled(rng, words::REPLIES)) },
    Kind { name: "secret", says: "OTP, PIN, KYC", make: Make::Text(|rng| filled(rng, words::SECRETS)) },
    Kind { name: "isolation", says: "nobody is to know", make: Make::Text(|rng| filled(rng, words::ISOLATION)) },
    Kind { name: "fear", says: "police, court, penalty", make: Make::Text(|rng| filled(rng, words::FEAR)) },
    Kind { name: "harm", says: "what harms the reader", make: Make::Text(|rng| filled(rng, words::HARM)) },
    Kind { name: "promise", says: "money that nobody gives", make: Make::Text(|rng| filled(rng, words::PROMISES)) },
    Kind { name: "cut-hour", says: "supply cut at an hour, a Sunday, a holiday", make: Make::Text(cuts::sentence) },
    Kind { name: "number", says: "a number to call", make: Make::Text(numbers::contact) },
    Kind { name: "number-in-slot", says: "a number to call as another value", make: Make::Text(numbers::in_slot) },
    Kind { name: "number-halved", says: "a number over two slots", make: Make::Text(numbers::halved) },
    Kind { name: "number-words", says: "a number in words", make: Make::Text(numbers::in_words) },
    Kind {
        name: "unseen",
        says: "characters that are not seen in words and numbers",
        make: Make::Change(|_, rng, base| Some(of(base, unseen::inside(rng, &base.body)?, true))),
    },
    Kind {
        name: "unseen-number",
        says: "a number in tag characters",
        make: Make::Change(|_, rng, base| Some(of(base, unseen::tagged(rng, &base.body), true))),
    },
    Kind { name: "salad-words", says: "the list's words in any order", make: Make::Salad(Vocabulary::words) },
    Kind { name: "salad-phrases", says: "the list's phrases in any order", make: Make::Salad(Vocabulary::phrases) },
    Kind {
        name: "danger-in-place",
        says: "a dangerous word of the list's in place of another, or between two",
        make: Make::Change(|world, rng, base| {
            let word = world.vocabulary.danger(rng);
            let make = if rng.once_in(2) { mutate::replaced } else { mutate::inserted };
            Some(mixed_in(base, make(rng, base, word)?, word))
        }),
    },
    Kind {
        name: "joined",
        says: "halves of two genuine messages of two kinds",
        make: Make::Change(|world, rng, base| {
            // Mostly one of the two is a receipt; which comes first is chance.
            let receipts = || world.bases.iter().filter(|base| base.kind == mutate::RECEIPT);
            let other = match receipts().nth(rng.below(receipts().count())) {
                Some(receipt) if !rng.once_in(8) => receipt,
                _ => rng.pick(&world.bases),
            };
            let (first, second) = if rng.once_in(2) { (base, other) } else { (other, base) };
            let change = mutate::joined(rng, first, second);
            change.map(|(body, counts)| Attack { at: first.at.max(second.at), ..of(first, body, counts) })
        }),
    },
    Kind {
        name: "slots-swapped",
        says: "a value where one of another form belongs",
        make: Make::Change(|world, rng, base| {
            let other = rng.pick(&world.bases);
            changed(base, mutate::slots(rng, base, other))
        }),
    },
    Kind {
        name: "channel-replaced",
        says: "a foreign channel where the official one is",
        make: Make::Change(|_, rng, base| changed(base, mutate::channel(rng, base))),
    },
    Kind {
        name: "number-replaced",
        says: "a number to call where another value is",
        make: Make::Change(|_, rng, base| changed(base, mutate::callable(rng, base))),
    },
    Kind {
        name: "foreign-word",
        says: "one foreign word",
        make: Make::Change(|_, rng, base| {
            let word = rng.text(nouns::FOREIGN);
            // A warning of fakes that names one thing more warns of it.
            let is_warned = base.kind == "awareness" && salad::warns(word);
            let body = mutate::inserted(rng, base, word)?;
            let is_bound = is_bound(base, &body, word);
            Some(of(base, body, !is_warned && !is_bound))
        }),
    },
    Kind {
        name: "negation",
        says: "the sense of one place turned",
        make: Make::Change(|_, rng, base| changed(base, mutate::negated(rng, base))),
    },
    Kind {
        name: "cut-off",
        says: "cut off behind a word, and gone on with an attack",
        make: Make::Change(|_, rng, base| {
            let attack = any_text(rng);
            Some(of(base, mutate::cut_off(rng, base, &attack)?, true))
        }),
    },
    Kind {
        name: "other-company",
        says: "another company's name, or another header",
        make: Make::Change(|_, rng, base| {
            let (sender, body) = mutate::company(rng, base)?;
            Some(Attack { sender, ..of(base, body, true) })
        }),
    },
];
