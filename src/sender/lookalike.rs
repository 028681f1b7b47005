//! Headers that imitate an official one.
//!
//! In: a header that is not official. Out: whose it imitates, and how surely:
//! equal once letters that look alike are made one, or holding the whole
//! header (surely); one edit away (only if the text speaks for the issuer,
//! for other utilities' headers are as near).

use super::SenderKind;
use crate::list::Rules;
use crate::words::distance_within;

pub(super) fn kind(header: &str, rules: &Rules) -> Option<SenderKind> {
    let is_neighbour = |n: &crate::list::schema::Sourced| n.value.eq_ignore_ascii_case(header);
    if header.len() < 4 || rules.allow.neighbours.iter().any(is_neighbour) {
        return None;
    }
    let officials = || {
        (0..).zip(&rules.allow.issuers).flat_map(|(at, issuer)| {
            issuer.headers.iter().map(move |h| (at, h.value.to_ascii_lowercase()))
        })
    };
    let seen = visual_class(header);
    let surely = officials().find(|(_, official)| {
        let official = visual_class(official);
        seen == official || seen.contains(&official)
    });
    let near = || officials().find(|(_, official)| distance_within(header, official, 1));
    surely
        .map(|(at, _)| SenderKind::Lookalike(at))
        .or_else(|| near().map(|(at, _)| SenderKind::Near(at)))
}

/// Letters and digits that look alike made one; separators dropped.
fn visual_class(header: &str) -> String {
    header
        .bytes()
        .filter(u8::is_ascii_alphanumeric)
        .map(|b| match b {
            b'o' | b'q' => '0',
            b'i' | b'l' | b'j' => '1',
            b's' => '5',
            b'b' => '8',
            b'z' => '2',
            b'g' => '9',
            _ => char::from(b),
        })
        .collect()
}
