//! Inputs made after public bug reports of SMS apps, phone-number, link and finance libraries: verdict, values and spans.
//!
//! The messages are in `../shared/cases/public-bugs.jsonl`, which is no part of the project; what they hold is in
//! `tests/public-bugs.jsonl`, read off each message by hand. Where the messages are not at hand, the test says so.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod common;

use asli::{Report, Sms, Span, Verdict};
use serde::Deserialize;
use std::collections::HashMap;
use std::fs;
use std::path::Path;

#[derive(Deserialize)]
struct Message {
    id: String,
    sender: String,
    body: String,
    received_at: String,
    /// One verdict, or two with "or" between.
    expected: String,
}

/// What the report on a message must say, and must not.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    id: String,
    /// Code of a finding or an element, the text at its place, and its value.
    has: Vec<(String, String, Option<String>)>,
    /// Codes that are wrong facts of this message.
    not: Vec<String>,
    /// Why the message's own label is not followed, where it is not.
    #[serde(default, rename = "disputed")]
    _disputed: String,
}

fn lines<T: serde::de::DeserializeOwned>(text: &str) -> Vec<T> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Code, text and value of each finding and element that has a place.
fn facts(report: &Report, body: &str) -> Vec<(String, String, Option<String>)> {
    let text = |span: Span| body[span.utf8_start as usize..span.utf8_end as usize].to_owned();
    let found =
        report.findings.iter().filter_map(|it| Some((it.code.code().to_owned(), text(it.span?), it.value.clone())));
    let proven = report.proof.iter().map(|it| (it.element.code().to_owned(), text(it.span), Some(it.value.clone())));
    found.chain(proven).collect()
}

/// Whether a place ends within what is seen as one picture.
fn cuts(body: &str, text_end: usize) -> bool {
    body[text_end..].starts_with([
        '\u{fe0f}',
        '\u{200d}',
        '\u{1f3fb}',
        '\u{1f3fc}',
        '\u{1f3fd}',
        '\u{1f3fe}',
        '\u{1f3ff}',
    ])
}

/// What is wrong with the report, if anything.
fn fault(message: &Message, expected: &Expected) -> Option<String> {
    let sms = Sms::new(&message.sender, &message.body).received_at(message.received_at.parse().unwrap());
    let report = common::FILTER.check(&sms, common::now());
    let verdict = report.verdict.to_string();
    let facts = facts(&report, &message.body);
    let missing = expected.has.iter().find(|fact| !facts.contains(fact));
    let wrong = facts.iter().find(|fact| expected.not.contains(&fact.0));
    let ends = report.findings.iter().filter_map(|it| it.span).chain(report.proof.iter().map(|it| it.span));
    let cut = ends.map(|span| span.utf8_end as usize).find(|end| cuts(&message.body, *end));
    match () {
        () if !message.expected.split(" or ").any(|allowed| allowed == verdict) => Some(format!("is {verdict}")),
        () if missing.is_some() => Some(format!("lacks {missing:?}: {facts:?}")),
        () if wrong.is_some() => Some(format!("says {wrong:?}")),
        () if cut.is_some() => Some(format!("a place ends at {cut:?}, within a picture")),
        () => None,
    }
}

#[test]
fn ninety_five_of_a_hundred_are_right_in_verdict_values_and_places() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Ok(messages) = fs::read_to_string(root.join("../shared/cases/public-bugs.jsonl")) else {
        eprintln!("skipped: ../shared/cases/public-bugs.jsonl is not here");
        return;
    };
    let messages: Vec<Message> = lines(&messages);
    let expected: Vec<Expected> = lines(include_str!("public-bugs.jsonl"));
    let expected: HashMap<&str, &Expected> = expected.iter().map(|it| (it.id.as_str(), it)).collect();
    let faults: Vec<String> = messages
        .iter()
        .filter_map(|message| {
            let fault = expected
                .get(message.id.as_str())
                .map_or(Some("nothing is expected".to_owned()), |it| fault(message, it));
            fault.map(|fault| format!("{}: {fault}", message.id))
        })
        .collect();
    let (all, right) = (messages.len(), messages.len() - faults.len());
    eprintln!("{right} of {all} right in verdict, values and places\n{}", faults.join("\n"));
    assert!(right * 100 >= all * 95, "{right} of {all}");
    let genuine = messages.iter().filter(|message| {
        let report = common::FILTER.check(&Sms::new(&message.sender, &message.body), common::now());
        report.verdict == Verdict::Genuine && !message.expected.contains("genuine")
    });
    assert_eq!(genuine.count(), 0);
}
