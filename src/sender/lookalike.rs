//! Headers that imitate an official one.
//!
//! In: a header that is not official. Out: whose it imitates, and how surely:
//! equal once letters that look alike are made one, or holding the whole
//! header (surely); one edit away, a part of it, its letters in another order, an issuer's
//! or the group's name, what electricity is called, with or without vowels, or the beginning
//! of an official one with what bills are collected by (only if the text speaks for the
//! issuer, for other utilities' headers are as near).

use super::{LURES, SenderKind};
use crate::rules::{Header, LetterSet, Rules};
use crate::text::visual_class;
use crate::words::distance_within;

/// The shortest part of a header that points to it.
const SHORTEST_PART: usize = 4;
/// The shortest name of electricity that a header is cut from, or holds.
const SHORTEST_BRAND: usize = 5;
/// A name of electricity is told by so many consonants.
const FEWEST_CONSONANTS: usize = 4;
/// A header that begins as an official one does, by so many letters, and goes on with what bills are collected by.
const BEGINNING: usize = 3;

/// What `header` imitates. `whole` is the address with what the route may have put around the header: `SB-PDCL`
/// has no route. Another utility's header imitates none, unless all of it does.
pub(super) fn kind(header: &str, whole: &str, is_utility: bool, rules: &Rules) -> Option<SenderKind> {
    let senders = &rules.senders;
    let (seen, seen_whole) = (visual_class(header), visual_class(whole));
    let (letters, visual) = (LetterSet::of(header), LetterSet::of(&seen));
    let visual_whole = LetterSet::of(&seen_whole);
    let same = |official: &&Header| official.may_be_in(visual_whole) && *official.visual == *seen_whole;
    if let Some(official) = senders.headers.iter().find(same) {
        return Some(SenderKind::Lookalike(official.issuer));
    }
    if header.len() < SHORTEST_PART || is_utility {
        return None;
    }
    // A group says of sender ids that they are no imitations of its own headers, and of no other group's.
    let is_others = |official: &Header| !senders.says_other(official.group, header);
    let holds = |official: &Header| official.may_be_in(visual) && seen.contains(&*official.visual);
    if let Some(official) = senders.headers.iter().find(|official| holds(official) && is_others(official)) {
        return Some(SenderKind::Lookalike(official.issuer));
    }
    let near = |official: &str| {
        distance_within(header, official, 1) || official.contains(header) || is_turned(header, official)
    };
    let is_near = |official: &Header| official.may_be_near(letters) && near(&official.folded);
    if let Some(official) = senders.headers.iter().find(|official| is_near(official) && is_others(official)) {
        return Some(SenderKind::Near(official.issuer));
    }
    let name = |name: &str| visual_class(name) == seen || near(name);
    let named = senders.names().find(|of| !senders.says_other(of.group, header) && name(&of.folded));
    if let Some(named) = named {
        return Some(SenderKind::Near(named.first_issuer));
    }
    let brand = |brand: &str| {
        brand.len() >= SHORTEST_BRAND
            && (header.contains(brand) || header.len() > SHORTEST_BRAND && brand.starts_with(header))
    };
    let abbreviates =
        |brand: &str| consonants(header).eq(consonants(brand)) && consonants(brand).count() >= FEWEST_CONSONANTS;
    let collects = |official: &str| {
        official.get(..BEGINNING).is_some_and(|beginning| header.starts_with(beginning))
            && LURES.iter().chain(&["pay"]).any(|lure| header[BEGINNING - 1..].contains(lure))
    };
    if let Some(official) = senders.headers.iter().find(|official| collects(&official.folded) && is_others(official)) {
        return Some(SenderKind::Near(official.issuer));
    }
    // It is nobody's in particular: the first issuer stands for all.
    let imitates = rules.brand_words.iter().any(|word| brand(word) || abbreviates(word));
    (imitates && !senders.says_other(0, header)).then_some(SenderKind::Near(0))
}

/// The consonants of `word`, doubled ones once.
fn consonants(word: &str) -> impl Iterator<Item = u8> {
    let mut before = 0;
    let kept = word.bytes().filter(|b| !matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'-'));
    kept.filter(move |b| std::mem::replace(&mut before, *b) != *b)
}

/// Whether `header` is `official` begun at another letter.
fn is_turned(header: &str, official: &str) -> bool {
    header.len() == official.len() && [official, official].concat().contains(header)
}
