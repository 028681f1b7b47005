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
    let seen = visual_class(header);
    let surely = rules.headers.iter().find(|official| seen.contains(&*official.visual));
    let near = || rules.headers.iter().find(|official| distance_within(header, &official.folded, 1));
    surely
        .map(|official| SenderKind::Lookalike(official.issuer))
        .or_else(|| near().map(|official| SenderKind::Near(official.issuer)))
}

/// Letters and digits that look alike made one; separators dropped.
pub(crate) fn visual_class(header: &str) -> String {
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
