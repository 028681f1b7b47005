//! Any body, from an official sender and from a stranger.
//!
//! Must hold: no panic; every place is a piece of the body, in UTF-8 and in UTF-16; a stranger's message is never
//! genuine; the record of a verdict holds no text, is read back as it was, and is reproduced.
#![no_main]

use asli::record::{VerdictRecord, replay};
use asli::{Filter, Sms, Span, Verdict};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static FILTER: LazyLock<Filter> = LazyLock::new(|| Filter::embedded().unwrap());

fuzz_target!(|body: &str| {
    let now = "2026-11-24T10:00:00Z".parse().unwrap();
    for sender in ["JM-SBPDCL-S", "+919876543210"] {
        let sms = Sms::new(sender, body);
        let report = FILTER.check(&sms, now);
        assert!(sender.starts_with("JM") || report.verdict != Verdict::Genuine, "a stranger's message is genuine");
        let found = report.findings.iter().filter_map(|finding| finding.span);
        found.chain(report.proof.iter().map(|proof| proof.span)).for_each(|span| check(span, body));
        let record = VerdictRecord::new(&report, &sms, &FILTER);
        let read = VerdictRecord::from_json(record.to_json().as_bytes()).unwrap();
        assert_eq!(read, record);
        assert!(replay(&read, &sms, &FILTER).reproduces());
    }
});

fn check(span: Span, body: &str) {
    let before = body.get(..span.utf8_start as usize).expect("a place starts within a character");
    let piece = body.get(span.utf8_start as usize..span.utf8_end as usize).expect("a place is no piece of the body");
    assert_eq!(before.encode_utf16().count(), span.utf16_start as usize);
    assert_eq!(piece.encode_utf16().count(), (span.utf16_end - span.utf16_start) as usize);
}
