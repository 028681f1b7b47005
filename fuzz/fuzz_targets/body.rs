//! Any body, from an official sender, from another business and from a stranger.
//!
//! Must hold: what holds of every verdict; the work is linear in the text; the texts for people can be made; what the
//! clauses are said to read of it is pieces of it.
#![no_main]

use asli::Sms;
use asli::explain::{Lang, complaint, headline};
use asli_fuzz::{BUILT_IN, SENDERS, judge_by_built_in, now};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &str| {
    for sender in SENDERS {
        let sms = Sms::new(sender, body);
        let report = judge_by_built_in(&sms, now());
        for lang in [Lang::En, Lang::Hi] {
            assert!(!headline(&report, lang).is_empty());
            assert!(!complaint(&report, &sms, BUILT_IN.utc_offset_minutes(), lang).is_empty());
        }
    }
    let explanation = BUILT_IN.explain(&Sms::new(SENDERS[0], body), now());
    assert!(body.get(explanation.stopped_at..).is_some(), "the clauses stop within a character");
    assert!(explanation.parts.iter().all(|part| body.get(part.place.clone()).is_some()), "a part is no piece");
});
