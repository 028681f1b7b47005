//! Milliseconds since 1970, and back.

use jiff::Timestamp;

/// A time beyond what the core can hold (the years -9999 to 9999) becomes the nearest that it can.
pub(crate) fn timestamp(milliseconds: i64) -> Timestamp {
    let nearest = if milliseconds < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_millisecond(milliseconds).unwrap_or(nearest)
}
