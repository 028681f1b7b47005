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
        Self { issuer, group, visual: visual_class(&folded).into(), folded }
    }
}
