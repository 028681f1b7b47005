//! What comes in: one SMS as the phone received it.
//!
//! In: borrowed text and a time. Out: nothing; every other module reads from here.

use jiff::Timestamp;

/// The longest SMS there is, in characters: 255 parts of 153 characters each.
///
/// Of a longer body (a chat message that was shared, say) only so many characters are judged, so that judging
/// takes bounded time; [`Report::truncated`](crate::Report::truncated) and a finding say so, and the verdict is
/// never `genuine`.
pub const LONGEST_BODY: usize = 255 * 153;

/// One SMS, borrowed from the caller.
///
/// Nothing in it is trusted: `sender` and `body` may hold any Unicode, may be
/// empty, and may be of any length.
///
/// ```
/// use asli::Sms;
///
/// let sms = Sms::new("JM-SBPDCL-S", "Dear consumer, …");
/// assert_eq!(sms.sender, "JM-SBPDCL-S");
/// assert!(sms.received_at.is_none());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sms<'a> {
    /// The originating address as the phone shows it: `JM-SBPDCL-S`, `+9198…`,
    /// a short code. Empty where the phone gives none.
    pub sender: &'a str,
    /// The whole text, the parts of a multi-part message joined.
    pub body: &'a str,
    /// When the phone received it. Relative facts ("has the last date
    /// passed?") use this; without it, they use the caller's `now`.
    pub received_at: Option<Timestamp>,
}

impl<'a> Sms<'a> {
    /// An SMS without a time of receipt.
    pub fn new(sender: &'a str, body: &'a str) -> Self {
        Self { sender, body, received_at: None }
    }

    /// What of the body is judged, and whether that is less than all of it.
    pub(crate) fn judged(&self) -> (&'a str, bool) {
        let mut ends = self.body.char_indices().map(|(at, _)| at);
        let end = if self.body.len() > LONGEST_BODY { ends.nth(LONGEST_BODY) } else { None };
        (&self.body[..end.unwrap_or(self.body.len())], end.is_some())
    }

    /// The same SMS with the time at which the phone received it.
    #[must_use]
    pub fn received_at(self, at: Timestamp) -> Self {
        Self { received_at: Some(at), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_sms_is_judged_whole_and_no_more_than_that() {
        for character in ["a", "क", "😀"] {
            for (length, truncated) in [(1, false), (LONGEST_BODY, false), (LONGEST_BODY + 1, true)] {
                let body = character.repeat(length);
                let judged = Sms::new("", &body).judged();
                assert_eq!(judged, (&*character.repeat(length.min(LONGEST_BODY)), truncated), "{character} {length}");
            }
        }
    }
}
