//! The dates of a list, and what they say of its freshness.
//!
//! In: a clock. Out: a [`ListState`]. The clock is the caller's and is never stored.

use crate::report::ListState;
use jiff::Timestamp;

/// How long an expired list is still used, with its date shown.
const GRACE_SECONDS: i64 = 60 * 24 * 60 * 60;

/// Version and dates of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListDates {
    /// Its version, which is that of its `timestamp` role: each bundle that is published has a higher one.
    pub version: u64,
    /// When its rules were issued: a clock that says an earlier time is not believed.
    pub issued: Timestamp,
    /// When the first role that vouches for all of it expires, or the last of its groups; 60 days of grace follow.
    pub expires: Timestamp,
}

impl ListDates {
    /// How fresh the list is at `now`. A clock set back is lifted to the day of issue.
    pub fn state(&self, now: Timestamp) -> ListState {
        let now = self.lifted(now);
        if now < self.expires {
            ListState::Fresh
        } else if now.as_second() - self.expires.as_second() < GRACE_SECONDS {
            ListState::Stale
        } else {
            ListState::Expired
        }
    }

    /// `now`, or the day of issue where the clock says an earlier time.
    pub fn lifted(&self, now: Timestamp) -> Timestamp {
        now.max(self.issued)
    }

    /// Whether the clock must be wrong: it says a time before the list was issued.
    pub fn is_clock_suspect(&self, now: Timestamp) -> bool {
        now < self.issued
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
