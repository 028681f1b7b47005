//! Any sender. Must hold: what holds of every verdict, so that only an official sender makes a message genuine; a fake
//! stays flagged, whatever its sender; the work is linear in the sender.
#![no_main]

use asli::Sms;
use asli_fuzz::{judge_by_built_in, now};
use libfuzzer_sys::fuzz_target;

const FAKE: &str = "Dear consumer your electricity power will be disconnected tonight 9.30 pm, call officer 9876543210";
const GENUINE: &str = "SBPDCL: last date of your bill is 10/12/2026. Pay by Suvidha app and get 1.5% rebate.";

fuzz_target!(|sender: &str| {
    assert!(judge_by_built_in(&Sms::new(sender, FAKE), now()).is_flagged());
    judge_by_built_in(&Sms::new(sender, GENUINE), now());
});
