//! Any sender: no panic, and a fake stays flagged whoever sends it.
#![no_main]

use asli::{Filter, Sms};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static FILTER: LazyLock<Filter> = LazyLock::new(|| Filter::embedded().unwrap());
const FAKE: &str = "Dear consumer your electricity power will be disconnected tonight 9.30 pm, call officer 9876543210";

fuzz_target!(|sender: &str| {
    let now = "2026-11-24T10:00:00Z".parse().unwrap();
    assert!(FILTER.check(&Sms::new(sender, FAKE), now).is_flagged());
});
