//! What comes in: one SMS as the phone received it.
//!
//! In: borrowed text and a time. Out: nothing; every other module reads from here.

use jiff::Timestamp;

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

    /// The same SMS with the time at which the phone received it.
    #[must_use]
    pub fn received_at(self, at: Timestamp) -> Self {
        Self { received_at: Some(at), ..self }
    }
}
