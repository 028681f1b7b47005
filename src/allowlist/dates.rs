//! The dates of a list, and what they say of its freshness.
//!
//! In: a clock. Out: a [`ListState`].

use crate::verdict::ListState;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How long an expired list is still used, with its date shown.
const GRACE_SECONDS: i64 = 60 * 24 * 60 * 60;

/// Version and dates of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListDates {
    /// Its version; a newer list has a higher one.
    pub version: u64,
    /// When it was issued: a clock that says an earlier time is not believed.
    #[serde(with = "text")]
    pub issued: Timestamp,
    /// When it expires; 60 days of grace follow.
    #[serde(with = "text")]
    pub expires: Timestamp,
}

impl ListDates {
    /// How fresh the list is at `now`. A clock set back is lifted to the day of issue.
    pub fn state(&self, now: Timestamp) -> ListState {
        let now = now.max(self.issued);
        if now < self.expires {
            ListState::Fresh
        } else if now.as_second() - self.expires.as_second() < GRACE_SECONDS {
            ListState::Stale
        } else {
            ListState::Expired
        }
    }
}

/// Timestamps as RFC 3339 text.
mod text {
    use jiff::Timestamp;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(at: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(at)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
        String::deserialize(from)?.parse().map_err(|_| D::Error::custom("not an RFC 3339 time"))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_fresh_then_stale_then_expired() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let dates = ListDates { version: 1, issued: at("2026-11-24T00:00:00Z"), expires: at("2027-12-31T00:00:00Z") };
        assert_eq!(dates.state(at("1970-01-01T00:00:00Z")), ListState::Fresh);
        assert_eq!(dates.state(at("2027-12-30T23:59:59Z")), ListState::Fresh);
        assert_eq!(dates.state(at("2027-12-31T00:00:00Z")), ListState::Stale);
        assert_eq!(dates.state(at("2028-02-28T23:59:59Z")), ListState::Stale);
        assert_eq!(dates.state(at("2028-02-29T00:00:00Z")), ListState::Expired);
    }
}
