//! Genuine messages, changed.
//!
//! In: genuine messages. Out: what they are with one thing changed, and whether that makes an attack of them.

use super::bases::{Base, NORTH, Part, SOUTH};
use super::nouns::{APP_NAMES, BREAKS};
use super::{hosts, numbers};
use crate::rng::Rng;
use asli::Element;

/// The kind of the message that says that money came.
pub(super) const RECEIPT: &str = "receipt";
/// The kinds of the messages that say that there is no supply, or that a counter is closed.
pub(super) const NOTICES: [&str; 3] = ["disconnection_notice", "outage", "counter_hours"];

/// A changed body, and whether it counts as an attack.
pub(super) type Change = Option<(String, bool)>;

/// What turns the sense of a sentence: the words, what they become, and whether that is an attack. What only says
/// that there is no rebate, or that nothing is due, harms nobody.
const NEGATIONS: &[(&str, &str, bool)] = &[
    ("pay", "do not pay", true),
    ("pay", "never pay", true),
    ("clear", "do not clear", true),
    ("deposit", "do not deposit", true),
    ("recharge", "do not recharge", true),
    ("use", "do not use", true),
    ("will be", "will not be", true),
    ("received", "not received", true),
    ("not paid", "paid", true),
    ("unpaid", "paid", true),
    ("if paid", "if not paid", true),
    ("not received", "received", true),
    ("already paid", "not paid", true),
    ("ignore if", "ignore unless", true),
    ("ignore", "do not ignore", true),
    ("no rebate", "rebate", false),
    ("no later than", "later than", true),
    ("not", "", true),
    ("before", "not before", true),
    ("is", "is not", true),
    ("by", "not by", true),
    ("on", "not on", true),
    ("through", "not through", true),
    ("get", "do not get", false),
    ("due", "not due", false),
    ("करें", "न करें", true),
    ("करें", "नहीं करें", true),
    ("भरें", "न भरें", true),
    ("चुकाएं", "न चुकाएं", true),
    ("जमा करें", "जमा न करें", true),
    ("भुगतान करें", "भुगतान मत करें", true),
    ("नहीं", "", true),
    ("न होने", "होने", true),
    ("न करने", "करने", true),
    ("न हुआ", "हुआ", true),
    ("न मिलने", "मिलने", true),
    ("प्राप्त", "प्राप्त नहीं", true),
    ("जाएगी", "नहीं जाएगी", true),
    ("से", "से नहीं", true),
    ("है", "नहीं है", false),
    ("मिलेगी", "नहीं मिलेगी", false),
    ("karein", "na karein", true),
    ("karen", "nahi karen", true),
    ("bharein", "na bharein", true),
    ("jama karein", "jama mat karein", true),
    ("nahi", "", true),
    ("na hone", "hone", true),
    ("na karne", "karne", true),
    ("na milne", "milne", true),
    ("prapt", "prapt nahi", true),
    ("jayegi", "nahi jayegi", true),
    ("se", "se nahi", true),
    ("hai", "nahi hai", false),
    ("milegi", "nahi milegi", false),
];

/// Companies that are none of these two.
const COMPANIES: &[&str] = &[
    "BSES",
    "Tata Power",
    "Adani Electricity",
    "UPPCL",
    "JBVNL",
    "MSEDCL",
    "Jio",
    "Airtel",
    "Paytm",
    "SBI",
    "Torrent Power",
    "बीएसईएस",
    "टाटा पावर",
    "झारखंड बिजली वितरण निगम",
    "Bijli Vibhag Delhi",
    "CESC",
    "Bharat Gas",
];

/// Names of both companies.
const SOUTHERN: &[&str] =
    &["SBPDCL", "South Bihar Power Distribution Company Ltd", "एसबीपीडीसीएल", "दक्षिण बिहार बिजली वितरण कंपनी"];
const NORTHERN: &[&str] =
    &["NBPDCL", "North Bihar Power Distribution Company Ltd", "एनबीपीडीसीएल", "उत्तर बिहार बिजली वितरण कंपनी"];

/// What a reader takes for the sign of each kind.
const RECEIPT_SIGNS: &[&str] = &["received", "प्राप्त हु", "प्राप्त हो", "prapt hu", "prapt ho", "mil gay", "मिल गय"];
const CUT_SIGNS: &[&str] = &["disconnect", "cut", "काट", "कट ", "kaat", "kat ", "kati", "विच्छेद", "suspend"];
/// A day behind a sign of a deadline is within so many characters.
const NEAR: usize = 24;
const DEADLINE_SIGNS: &[&str] = &["last date", "due date", "अंतिम तिथि", "antim tithi", "आखिरी तारीख", "aakhri tarikh"];

/// The first half of one message and the second of another of another kind. An attack where one half says that money
/// came and the other that it is owed or that supply is cut: no message of the companies says both.
pub(super) fn joined(rng: &mut Rng, first: &Base, second: &Base) -> Change {
    if first.kind == second.kind || first.sender != second.sender {
        return None;
    }
    let cut = if rng.once_in(2) { sentence_break } else { word_break };
    let (head, _) = first.body.split_at(cut(rng, &first.body)?);
    let (_, tail) = second.body.split_at(cut(rng, &second.body)?);
    let holds = |text: &str, signs: &[&str]| signs.iter().any(|sign| text.to_lowercase().contains(sign));
    // "Pay before the due date" is advice for the next time; a day is a demand.
    let is_dated = |behind: &str| behind.chars().take(NEAR).any(char::is_numeric);
    let has_deadline = |text: &str| {
        let text = text.to_lowercase();
        DEADLINE_SIGNS.iter().any(|sign| text.split(sign).skip(1).any(is_dated))
    };
    let owed = |text: &str| holds(text, CUT_SIGNS) || has_deadline(text);
    let counts = first.kind == RECEIPT && holds(head, RECEIPT_SIGNS) && owed(tail)
        || second.kind == RECEIPT && owed(head) && holds(tail, RECEIPT_SIGNS);
    Some((format!("{} {}", head.trim_end(), tail.trim_start()), counts))
}

/// The forms of values, as far as one cannot be taken for another.
fn form(base: &Base, part: &Part) -> Option<u8> {
    let text = base.text(part).to_lowercase();
    let is_money = ["rs", "₹", "inr", "rup", "रु", "re", "/-"].iter().any(|sign| text.contains(sign));
    match part.element {
        Element::Amount if is_money => Some(0),
        Element::LastDate | Element::DisconnectionDate | Element::Date => Some(1),
        // A few digits of it, which may be any number, are no account by themselves.
        Element::AccountNumber if text.chars().filter(char::is_ascii_digit).count() >= ACCOUNT_DIGITS => Some(2),
        Element::Rebate if text.contains('%') => Some(3),
        _ => None,
    }
}

/// Accounts have at least as many digits.
const ACCOUNT_DIGITS: usize = 9;

/// Whether the value `new` of one message is none for the place of `old` in another.
fn is_wrong(base: &Base, old: &Part, other: &Base, new: &Part) -> bool {
    let (here, there) = (form(base, old), form(other, new));
    // A rebate is a share or a small sum, or as small a part of the bill as the companies give.
    let bill =
        base.parts.iter().filter(|part| part.element == Element::Amount).filter_map(|part| rupees(&part.value)).max();
    let most = bill.map_or(0, |bill| bill * 3 / 100).max(MOST_REBATE);
    let is_small = rupees(&new.value).is_some_and(|sum| sum <= most);
    let is_rebate = old.element == Element::Rebate && there == Some(0) && is_small;
    // "Get a rebate of 3 %" and "get a rebate until 16 December" both make sense.
    let behind = base.body.get(old.place.end..).unwrap_or_default().trim_start();
    let before = base.body[..old.place.start].to_lowercase();
    let follows = |words: &[&str]| words.iter().any(|word| before.trim_end().ends_with(word));
    let leads = |words: &[&str]| words.iter().any(|word| behind.starts_with(word));
    // The rebate of a day is the one for those who pay by then.
    let of_day = || leads(&["तक", "tak", "rebate", "chhoot", "छूट"]);
    let is_until = there == Some(1) && (of_day() || follows(&["up to", "upto", "till"]));
    // "Due: 5 December" and "Due: Rs 785", "top up by Rs 200", "bill 27 November due".
    let is_due = there == Some(0) && follows(&["due", "due:", "top up by"])
        || there == Some(1) && (leads(&["due "]) || follows(&["due"]));
    // A share is said to be the rebate.
    let is_share = there == Some(3)
        && (follows(&["rebate", "rebate of", "(about", "छूट", "chhoot"]) || leads(&["rebate", "timely rebate"]));
    // What the reader saves is a rebate, and may be a share: "₹20 बचाएं".
    let is_saved = there == Some(3) && leads(&["बचाएं", "बचाएँ", "bachayein", "bachaye"]);
    // "Up to 1.5% rebate", and a bill that was issued on a day.
    let is_up_to = (there == Some(3) || there == Some(0) && is_small) && leads(&["तक छूट", "tak chhoot", "tak rebate"]);
    let is_issued = there == Some(1) && leads(&["जारी", ") जारी", "jari", ") jari", "issued", ") issued"]);
    // An account behind a word for who has it says whose it is, and a day in a receipt when it was.
    let is_whose = there == Some(2) && follows(&["consumer", "upbhokta", "उपभोक्ता"]);
    let is_when = there == Some(1) && here == Some(2) && base.kind == RECEIPT;
    let is_said = is_rebate || is_share || is_saved || is_up_to;
    let is_sound = is_said || is_until || is_due || is_issued || is_whose || is_when;
    here.is_some() && there.is_some() && here != there && !is_sound
}

/// No rebate on a household's bill is more, in rupees.
const MOST_REBATE: u32 = 500;

/// The whole rupees of a sum.
fn rupees(sum: &str) -> Option<u32> {
    sum.split('.').next()?.parse().ok()
}

/// Two values change places, or one stands where a value of another form belongs.
pub(super) fn slots(rng: &mut Rng, base: &Base, other: &Base) -> Change {
    let (one, two) = (rng.pick(&base.parts).clone(), rng.pick(&other.parts).clone());
    let (here, there) = (form(base, &one), form(other, &two));
    if here == there && here.is_some() || one.element == two.element {
        return None;
    }
    let counts = is_wrong(base, &one, other, &two);
    let moved = base.with(&one, other.text(&two));
    let twin = base.parts.iter().find(|part| part.element == two.element && part.place.end <= one.place.start);
    // A change of places within the message, the later one first.
    match twin.filter(|_| rng.once_in(2)) {
        Some(twin) => {
            let mut body = base.with(&one, base.text(twin));
            body.replace_range(twin.place.clone(), base.text(&one));
            let are_fields = is_field(base, &one) && is_field(base, twin) || are_beside(base, twin, &one);
            Some((body, !are_fields && is_wrong(base, &one, base, twin) && is_wrong(base, twin, base, &one)))
        }
        None => Some((moved, counts)),
    }
}

/// Whether marks alone are on both sides of the value: a field of a list that no word labels ("12 December - Rs 899 -
/// Suvidha"), which says the same wherever it is.
fn is_field(base: &Base, part: &Part) -> bool {
    let is_edge = |c: Option<char>| {
        c.is_none_or(|c| matches!(c, ',' | ':' | '|' | '-' | '/' | ';' | '!' | '?' | '।' | '.' | '\n'))
    };
    let before = base.body[..part.place.start].trim_end_matches(' ').chars().next_back();
    let behind = base.body[part.place.end..].trim_start_matches(' ').chars().next();
    is_edge(before) && is_edge(behind)
}

/// Whether nothing but marks is between two values: "Rs 760 (28-11-2026)" says the same in either order.
fn are_beside(base: &Base, one: &Part, other: &Part) -> bool {
    !base.body[one.place.end..other.place.start].contains(char::is_alphanumeric)
}

/// A foreign channel where the official one is.
pub(super) fn channel(rng: &mut Rng, base: &Base) -> Change {
    let channels: Vec<&Part> =
        base.parts.iter().filter(|part| matches!(part.element, Element::App | Element::Site)).collect();
    if channels.is_empty() {
        return None;
    }
    let part = *rng.pick(&channels);
    let foreign = match rng.below(4) {
        0 => (rng.text(APP_NAMES)).to_owned(),
        1 => numbers::number(rng),
        2 => format!("{} {}", base.text(part), rng.text(APP_NAMES)),
        _ => hosts::host(rng),
    };
    Some((base.with(part, &foreign), true))
}

/// A number to call where another value is, other than the reader's account.
pub(super) fn callable(rng: &mut Rng, base: &Base) -> Change {
    let part = rng.pick(&base.parts);
    let number = numbers::mobile(rng);
    let number = if part.element == Element::Amount { format!("Rs {number}") } else { number };
    (part.element != Element::AccountNumber).then(|| (base.with(part, &number), true))
}

/// One word of the message is put out, and another in its place.
pub(super) fn replaced(rng: &mut Rng, base: &Base, word: &str) -> Option<String> {
    let (before, behind) = base.body.split_at(word_break(rng, &base.body)?);
    let behind = behind.trim_start().split_once(' ').map_or("", |(_, rest)| rest);
    Some(format!("{} {word} {behind}", before.trim_end()))
}

/// One word more.
pub(super) fn inserted(rng: &mut Rng, base: &Base, word: &str) -> Option<String> {
    let (before, behind) = base.body.split_at(word_break(rng, &base.body)?);
    Some(format!("{} {word} {}", before.trim_end(), behind.trim_start()))
}

/// The sense of one place is turned.
pub(super) fn negated(rng: &mut Rng, base: &Base) -> Change {
    let lower = base.body.to_ascii_lowercase();
    let is_edge = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation() || c == '।');
    let places = NEGATIONS.iter().flat_map(|(find, with, counts)| {
        let whole =
            |at: &usize| is_edge(lower[..*at].chars().next_back()) && is_edge(lower[at + find.len()..].chars().next());
        let lower = &lower;
        // "Have you paid? No? Then pay by 5 December" says the same without "no".
        let is_answer = |at: usize| with.is_empty() && lower[..at].trim_end().ends_with('?');
        lower
            .match_indices(find)
            .map(|(at, _)| at)
            .filter(whole)
            .map(move |at| (at, *find, *with, *counts && !is_answer(at)))
            .collect::<Vec<_>>()
    });
    let places: Vec<_> = places.collect();
    if places.is_empty() {
        return None;
    }
    let (at, find, with, counts) = *rng.pick(&places);
    let mut body = base.body.clone();
    body.replace_range(at..at + find.len(), with);
    Some((body, counts))
}

/// The message is cut off behind a word, and an attack goes on.
pub(super) fn cut_off(rng: &mut Rng, base: &Base, attack: &str) -> Option<String> {
    let (before, _) = base.body.split_at(word_break(rng, &base.body)?);
    let link = if rng.once_in(2) { "" } else { rng.text(BREAKS) };
    Some(format!("{} {link} {attack}", before.trim_end()).replace("  ", " "))
}

/// Another company's name in it, or its own company's text under another's header.
pub(super) fn company(rng: &mut Rng, base: &Base) -> Option<(&'static str, String)> {
    let of =
        |name: &str| base.parts.iter().any(|part| part.element == Element::Company && part.value.starts_with(name));
    let (south, north) = (of("SBPDCL"), of("NBPDCL"));
    let names: Vec<&Part> = base.parts.iter().filter(|part| part.element == Element::Company).collect();
    if names.is_empty() || south && north {
        return None;
    }
    let part = *rng.pick(&names);
    let others = if base.sender == SOUTH { NORTHERN } else { SOUTHERN };
    let foreign = if rng.once_in(2) { COMPANIES } else { others };
    Some(match rng.below(4) {
        0 if south => (NORTH, base.body.clone()),
        0 if north => (SOUTH, base.body.clone()),
        1 => (base.sender, format!("{} {}", base.body, rng.text(foreign))),
        2 => (base.sender, format!("{}: {}", rng.text(foreign), base.body)),
        _ => (base.sender, base.with(part, rng.text(foreign))),
    })
}

/// A place between two words, neither the first nor the last.
pub(super) fn word_break(rng: &mut Rng, text: &str) -> Option<usize> {
    let breaks: Vec<usize> = text.char_indices().filter(|(at, c)| *at > 0 && *c == ' ').map(|(at, _)| at).collect();
    (!breaks.is_empty()).then(|| *rng.pick(&breaks))
}

/// A place behind a sentence; between two words if the text has only one sentence.
pub(super) fn sentence_break(rng: &mut Rng, text: &str) -> Option<usize> {
    let ends = text.match_indices([' ', '\n']).map(|(at, _)| at);
    let ends: Vec<usize> = ends.filter(|at| text[..*at].ends_with(['.', '।', '!', ';', ','])).collect();
    if ends.is_empty() { word_break(rng, text) } else { Some(*rng.pick(&ends)) }
}
