//! Any bytes as a verdict record: a typed error, or a record that is written as it was read and can be replayed.
#![no_main]

use asli::record::{VerdictRecord, replay};
use asli::{Filter, Sms};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static FILTER: LazyLock<Filter> = LazyLock::new(|| Filter::embedded().unwrap());

fuzz_target!(|json: &[u8]| {
    let Ok(record) = VerdictRecord::from_json(json) else { return };
    assert_eq!(VerdictRecord::from_json(record.to_json().as_bytes()).unwrap(), record);
    let _ = replay(&record, &Sms::new("+919876501234", "Your power will be cut tonight, call 98765 43210"), &FILTER);
});
