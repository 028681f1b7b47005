//! The sender ids of every group.
//!
//! In: the groups' rules. Out: [`Senders`], which every sender is compared with.

use super::shared::index;
use crate::documents::{Allow, RulesError};
use crate::text::visual_class;

/// The official headers, and what is near them.
#[derive(Debug)]
pub(crate) struct Senders {
    /// The issuers' headers.
    pub(crate) headers: Vec<Header>,
    /// Sender ids of others that look like an official one and are not imitations.
    neighbours: Vec<Neighbour>,
    /// Names of one word that speak for a group.
    names: Vec<GroupName>,
}

/// An official header, ready for comparison.
#[derive(Debug)]
pub(crate) struct Header {
    /// Index of the issuer among the list's.
    pub(crate) issuer: u16,
    /// Index of its group.
    pub(crate) group: u16,
    /// In lower case.
    pub(crate) folded: Box<str>,
    /// With letters that look alike made one.
    pub(crate) visual: Box<str>,
    /// The letters of `folded` and of `visual`.
    folded_letters: LetterSet,
    visual_letters: LetterSet,
}

/// Which letters and digits a text holds, a bit each; whatever is not ASCII is one bit. Most headers of a long list are
/// told apart by that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LetterSet(u64);

impl LetterSet {
    /// The letters of `text`, which is in lower case.
    pub(crate) fn of(text: &str) -> Self {
        let bit = |byte: u8| match byte {
            b'a'..=b'z' => byte - b'a',
            b'0'..=b'9' => byte - b'0' + 26,
            0x80.. => 63,
            _ => 62,
        };
        Self(text.bytes().fold(0, |all, byte| all | 1 << bit(byte)))
    }

    /// How many of these are not among `others`.
    fn without(self, others: Self) -> u32 {
        (self.0 & !others.0).count_ones()
    }
}

/// A sender id that is no imitation of the headers of one group, as that group says.
#[derive(Debug)]
struct Neighbour {
    group: u16,
    /// In lower case.
    folded: Box<str>,
}

/// A name that speaks for all issuers of a group.
#[derive(Debug)]
pub(crate) struct GroupName {
    pub(crate) group: u16,
    /// The first issuer of the group, which stands for it.
    pub(crate) first_issuer: u16,
    /// In lower case.
    pub(crate) folded: Box<str>,
}

impl Senders {
    /// The sender ids of `groups`, in their order.
    pub(super) fn new<'a>(groups: impl Iterator<Item = &'a Allow>) -> Result<Self, RulesError> {
        let mut senders = Self { headers: Vec::new(), neighbours: Vec::new(), names: Vec::new() };
        let mut issuers = 0;
        for (at, allow) in groups.enumerate() {
            let (group, first_issuer) = (index("groups", at)?, index("issuers", issuers)?);
            for of in &allow.issuers {
                let issuer = index("issuers", issuers)?;
                senders.headers.extend(of.headers.iter().map(|header| Header::new(&header.value, issuer, group)));
                issuers += 1;
            }
            let folded = |value: &str| value.to_ascii_lowercase().into_boxed_str();
            let neighbours = allow.neighbours.iter();
            senders.neighbours.extend(neighbours.map(|it| Neighbour { group, folded: folded(&it.value) }));
            let of_one_word = allow.group_names.iter().filter(|name| !name.value.contains(' '));
            senders.names.extend(of_one_word.map(|name| {
                let folded = name.value.to_lowercase().into_boxed_str();
                GroupName { group, first_issuer, folded }
            }));
        }
        Ok(senders)
    }

    /// Whether a group says of `header` that it imitates none of its own. No group says it for another.
    pub(crate) fn says_other(&self, group: u16, header: &str) -> bool {
        self.neighbours.iter().any(|known| known.group == group && *known.folded == *header)
    }

    /// The names of one word that speak for a group.
    pub(crate) fn names(&self) -> impl Iterator<Item = &GroupName> {
        self.names.iter()
    }
}

impl Header {
    fn new(value: &str, issuer: u16, group: u16) -> Self {
        let folded = value.to_ascii_lowercase().into_boxed_str();
        let visual = visual_class(&folded).into_boxed_str();
        let (folded_letters, visual_letters) = (LetterSet::of(&folded), LetterSet::of(&visual));
        Self { issuer, group, folded, visual, folded_letters, visual_letters }
    }

    /// Whether `header`, whose letters are `letters`, can be this header, hold a part of it or be one edit away: never a
    /// wrong no.
    pub(crate) fn may_be_near(&self, letters: LetterSet) -> bool {
        letters.without(self.folded_letters) <= 1
    }

    /// Whether a text with these letters can hold the whole of this header, letters that look alike made one: never a
    /// wrong no.
    pub(crate) fn may_be_in(&self, letters: LetterSet) -> bool {
        self.visual_letters.without(letters) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::distance_within;

    #[test]
    fn letters_never_rule_out_what_is_near() {
        let headers = ["sbpdcl", "nbpdcl", "uppclt", "bsphcl", "ab", "aaaaaa"].map(|value| Header::new(value, 0, 0));
        for header in &headers {
            for seen in ["sbpdcl", "sbpdlc", "sbpdclb", "bpdcl", "sbpdcé", "sбpdcl", "pdcl", "uppkit", "b-a", "aa", "x"]
            {
                let near = distance_within(seen, &header.folded, 1) || header.folded.contains(seen);
                assert!(!near || header.may_be_near(LetterSet::of(seen)), "{seen} {}", header.folded);
                let held = visual_class(seen).contains(&*header.visual);
                assert!(!held || header.may_be_in(LetterSet::of(&visual_class(seen))), "{seen} {}", header.visual);
            }
        }
        assert!(!headers[0].may_be_near(LetterSet::of("uppkit")) && !headers[0].may_be_in(LetterSet::of("hdfcbk")));
    }
}
