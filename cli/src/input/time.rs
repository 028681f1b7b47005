//! Times of receipt, as phones, backups and people write them.
//!
//! In: a text or a number, and where the clock stood. Out: the instant, or what would be right. Read are RFC 3339
//! (`2026-11-24T10:00:00+05:30`), seconds and milliseconds since 1970, and local times with a time zone.

use super::{Fault, FaultCode};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::Value;

/// Counts below are seconds (up to the year 5138), from here on milliseconds (from March 1973).
const FIRST_MILLISECOND: u64 = 100_000_000_000;

/// Counts from here on are of something still smaller.
const NO_MILLISECOND: u64 = 100_000_000_000_000;

const RIGHT: &str = "is no time: write 2026-11-24T10:00:00+05:30, or seconds or milliseconds since 1970";

/// The time zone of that name or offset: `Asia/Kolkata`, `+05:30`.
///
/// # Errors
/// Where there is none.
pub fn time_zone_named(name: &str) -> Result<TimeZone, String> {
    let unknown = |_| "no such time zone; for example Asia/Kolkata or +05:30".to_owned();
    jiff::fmt::temporal::DateTimeParser::new().parse_time_zone(name).map_err(unknown)
}

/// The time in `field`; none where it is empty or null.
pub(super) fn of_value(field: &str, value: &Value, zone: Option<&TimeZone>) -> Result<Option<Timestamp>, Fault> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => of_text(field, text, zone),
        Value::Number(number) => match number.as_i64() {
            Some(count) => of_count(field, count).map(Some),
            None => Err(Fault::of_field(FaultCode::Time, field, RIGHT)),
        },
        _ => Err(Fault::of_field(FaultCode::WrongType, field, RIGHT)),
    }
}

/// The same of a text.
pub(super) fn of_text(field: &str, text: &str, zone: Option<&TimeZone>) -> Result<Option<Timestamp>, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if let Ok(count) = text.parse::<i64>() {
        return of_count(field, count).map(Some);
    }
    if let Ok(time) = text.parse::<Timestamp>() {
        return Ok(Some(time));
    }
    let local = text.parse::<DateTime>().map_err(|_| Fault::of_field(FaultCode::Time, field, RIGHT))?;
    let Some(zone) = zone else {
        let missing = "has no offset: name the clock's with --time-zone, as in --time-zone Asia/Kolkata";
        return Err(Fault::of_field(FaultCode::Time, field, missing));
    };
    let zoned = local.to_zoned(zone.clone()).map_err(|_| Fault::of_field(FaultCode::Time, field, RIGHT))?;
    Ok(Some(zoned.timestamp()))
}

fn of_count(field: &str, count: i64) -> Result<Timestamp, Fault> {
    let time = match count.unsigned_abs() {
        ..FIRST_MILLISECOND => Timestamp::from_second(count),
        FIRST_MILLISECOND..NO_MILLISECOND => Timestamp::from_millisecond(count),
        _ => return Err(Fault::of_field(FaultCode::Time, field, RIGHT)),
    };
    time.map_err(|_| Fault::of_field(FaultCode::Time, field, RIGHT))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read(text: &str, zone: Option<&str>) -> Result<String, Fault> {
        let zone = zone.map(|zone| time_zone_named(zone).unwrap());
        of_text("received_at", text, zone.as_ref()).map(|time| time.unwrap().to_string())
    }

    #[test]
    fn times_with_an_offset_and_counts_need_no_zone() {
        let expected = Ok("2026-11-24T04:30:00Z".to_owned());
        for text in [
            "2026-11-24T04:30:00Z",
            "2026-11-24T10:00:00+05:30",
            "2026-11-24 10:00:00+05:30",
            "1795494600",
            "1795494600000",
        ] {
            assert_eq!(read(text, None), expected, "{text}");
            assert_eq!(read(text, Some("America/New_York")), expected, "{text}");
        }
    }

    #[test]
    fn local_times_need_the_zone_of_their_clock() {
        for text in ["2026-11-24T10:00:00", "2026-11-24 10:00:00", "2026-11-24 10:00"] {
            assert_eq!(read(text, Some("Asia/Kolkata")), Ok("2026-11-24T04:30:00Z".to_owned()), "{text}");
            assert_eq!(read(text, Some("+05:30")), Ok("2026-11-24T04:30:00Z".to_owned()), "{text}");
            assert!(read(text, None).unwrap_err().text.contains("--time-zone"), "{text}");
        }
        assert!(time_zone_named("Patna").is_err());
    }

    #[test]
    fn what_is_no_time_is_said_with_what_would_be_right() {
        for text in
            ["yesterday", "24/11/2026 10:00", "1795494600000000", "9999999999999999999999", "2026-13-01T00:00:00Z"]
        {
            let fault = read(text, Some("Asia/Kolkata")).unwrap_err();
            assert_eq!((fault.code, fault.field.as_deref()), (FaultCode::Time, Some("received_at")), "{text}");
            assert!(fault.text.contains("1970") && !fault.text.contains(text), "{}", fault.text);
        }
        assert_eq!(of_value("t", &serde_json::json!(true), None).unwrap_err().code, FaultCode::WrongType);
        assert_eq!(of_value("t", &serde_json::json!(1.5), None).unwrap_err().code, FaultCode::Time);
        assert_eq!(of_value("t", &Value::Null, None), Ok(None));
        assert_eq!(of_text("t", "", None), Ok(None));
    }
}
