//! Verdict records: what they hold, what they never hold, and that they reproduce.
#![allow(clippy::unwrap_used)]

mod common;

use asli::record::{Difference, RecordError, VerdictRecord, replay};
use asli::{Filter, Sms};
use jiff::Timestamp;

fn now() -> Timestamp {
    "2026-11-24T10:00:00Z".parse().unwrap()
}

fn record(sms: &Sms<'_>, filter: &Filter) -> VerdictRecord {
    VerdictRecord::new(&filter.check(sms, now()), sms, filter)
}

#[test]
fn every_case_reproduces_from_its_json() {
    let filter = Filter::embedded().unwrap();
    for case in common::cases() {
        let sms = case.sms();
        let read = VerdictRecord::from_json(record(&sms, &filter).to_json().as_bytes()).unwrap();
        let again = replay(&read, &Sms::new(sms.sender, sms.body), &filter);
        assert_eq!(again.differences, [], "{}", case.id);
    }
}

/// No word or number of the text, no sender: only hashes, codes, places and versions.
#[test]
fn no_record_quotes_its_message() {
    let filter = Filter::embedded().unwrap();
    let names: Vec<String> = field_names();
    for case in common::cases() {
        let sms = case.sms();
        let mut record = serde_json::to_value(record(&sms, &filter)).unwrap();
        // Times, hashes and versions are digits that a message could hold by chance.
        for place in ["/checked_at", "/received_at", "/message/sha256", "/list/sha256", "/list/roles", "/engine"] {
            *record.pointer_mut(place).unwrap() = serde_json::Value::Null;
        }
        let json = record.to_string();
        let parts = sms.body.split(|c: char| !c.is_alphanumeric()).chain([sms.sender]);
        for part in parts.filter(|part| part.chars().count() >= 5 && !names.iter().any(|name| name.contains(*part))) {
            assert!(!json.contains(part), "{}: the record holds {part:?}", case.id);
        }
    }
}

/// What a record says in its own words, whatever the message.
fn field_names() -> Vec<String> {
    let codes = asli::FindingCode::ALL.iter().map(|code| code.code());
    let elements = asli::Element::ALL.iter().map(|element| element.code());
    let advice = asli::Advice::ALL.iter().map(|advice| advice.code());
    let own = [
        "schema engine list version sha256 state checked_at received_at message sender verdict issuer kind findings",
        "proof advice code severity start end element official phone header",
        "sbpdcl nbpdcl suspicious genuine unconfirmed unrelated danger warning notice",
        "lookalike near short_code unknown fresh stale expired evidence piece weight truncated wording speaker reader",
    ];
    // Pieces of evidence are named by what they are about.
    let list = asli::allowlist::embedded().unwrap();
    let concepts = list.lexicon.concepts.into_iter().map(|entry| entry.concept);
    let named: Vec<String> = concepts.chain(list.first.allow.kinds.into_iter().map(|kind| kind.id)).collect();
    let codes = named.iter().map(String::as_str).chain(codes);
    codes
        .chain(elements)
        .chain(advice)
        .chain(own.iter().flat_map(|names| names.split(' ')))
        .map(str::to_owned)
        .collect()
}

#[test]
fn another_text_is_said_and_nothing_else_compared() {
    let filter = Filter::embedded().unwrap();
    let sms = Sms::new("9876501234", "Your power will be cut tonight, call 9876543210");
    let again = replay(&record(&sms, &filter), &Sms::new(sms.sender, "Your power will be cut tonight"), &filter);
    assert_eq!(again.differences, [Difference::Text]);
    assert!(!again.reproduces());
}

#[test]
fn another_sender_of_the_same_class_reproduces_and_of_another_class_does_not() {
    let filter = Filter::embedded().unwrap();
    let sms = Sms::new("9876501234", "Your power will be cut tonight, call 9876543210");
    let record = record(&sms, &filter);
    assert!(replay(&record, &Sms { sender: "9123456789", ..sms }, &filter).reproduces());
    let official = replay(&record, &Sms { sender: "JM-SBPDCL-S", ..sms }, &filter);
    assert!(official.differences.iter().any(|it| matches!(it, Difference::Sender { .. })));
}

#[test]
fn another_engine_or_list_alone_is_no_contradiction() {
    let filter = Filter::embedded().unwrap();
    let sms = Sms::new("9876501234", "Your power will be cut tonight, call 9876543210");
    let mut old = record(&sms, &filter);
    old.engine = "0.0.1".to_owned();
    old.list.sha256 = "00".repeat(32);
    let again = replay(&old, &sms, &filter);
    assert_eq!(again.differences.len(), 2);
    assert!(again.reproduces());
    old.findings.clear();
    assert!(!replay(&old, &sms, &filter).reproduces());
}

#[test]
fn bytes_that_are_no_record_get_an_error_that_quotes_nothing() {
    let too_large = vec![b' '; asli::record::MOST_BYTES + 1];
    assert_eq!(VerdictRecord::from_json(&too_large), Err(RecordError::TooLarge { bytes: too_large.len() }));
    assert_eq!(VerdictRecord::from_json(b"{\"schema\":2}"), Err(RecordError::Schema { found: 2 }));
    for bytes in [&b""[..], b"{", b"[]", b"{\"schema\":1}", b"{\"schema\":1,\"secret words\":2}", b"\xff"] {
        let error = VerdictRecord::from_json(bytes).unwrap_err();
        assert!(matches!(error, RecordError::Malformed { .. }), "{error}");
        assert!(!error.to_string().contains("secret"));
    }
}
