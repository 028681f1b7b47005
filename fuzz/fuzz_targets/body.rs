//! Any body from an official sender and from a phone: no panic, valid spans, no proof of noise.
#![no_main]

use asli::{Filter, Sms};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static FILTER: LazyLock<Filter> = LazyLock::new(|| Filter::embedded().unwrap());

fuzz_target!(|body: &str| {
    let now = "2026-11-24T10:00:00Z".parse().unwrap();
    for sender in ["JM-SBPDCL-S", "+919876543210"] {
        let report = FILTER.check(&Sms::new(sender, body), now);
        let places = report.findings.iter().filter_map(|finding| finding.span).chain(report.proof.iter().map(|proof| proof.span));
        for span in places {
            assert!(body.get(span.utf8_start as usize..span.utf8_end as usize).is_some());
        }
    }
});
