//! Any sender. Must hold: no panic; a fake stays flagged whoever sends it; only an official sender makes a message genuine.
#![no_main]

use asli::{Filter, SenderClass, Sms, Verdict};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static FILTER: LazyLock<Filter> = LazyLock::new(|| Filter::embedded().unwrap());
const FAKE: &str = "Dear consumer your electricity power will be disconnected tonight 9.30 pm, call officer 9876543210";
const GENUINE: &str = "SBPDCL: last date of your bill is 10/12/2026. Pay by Suvidha app and get 1.5% rebate.";

fuzz_target!(|sender: &str| {
    let now = "2026-11-24T10:00:00Z".parse().unwrap();
    assert!(FILTER.check(&Sms::new(sender, FAKE), now).is_flagged());
    let genuine = FILTER.check(&Sms::new(sender, GENUINE), now).verdict == Verdict::Genuine;
    assert!(!genuine || FILTER.sender_class(sender) == SenderClass::Official);
});
