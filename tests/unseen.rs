//! How well asli judges messages that nobody tuned on. Counts only: a message that is named is used up.
#![allow(clippy::unwrap_used)]

mod common;

use asli::{Sms, Verdict};
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
struct Unseen {
    sender: String,
    body: String,
    received_at: String,
    #[serde(default)]
    allow: Vec<Verdict>,
}

/// How many of a file's messages there are, and how many `is_right` takes.
fn count(file: &str, is_right: impl Fn(Verdict, &Unseen) -> bool) -> (usize, usize) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/unseen").join(file);
    let text = std::fs::read_to_string(path).unwrap();
    let messages: Vec<Unseen> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let right = messages.iter().filter(|message| {
        let at = message.received_at.parse().unwrap();
        let sms = Sms::new(&message.sender, &message.body).received_at(at);
        is_right(common::FILTER.check(&sms, common::now()).verdict, message)
    });
    (messages.len(), right.count())
}

#[test]
fn two_of_three_genuine_wordings_are_proven() {
    let (all, proven) = count("genuine.jsonl", |verdict, _| verdict == Verdict::Genuine);
    assert!(proven * 3 >= all * 2, "{proven} of {all}");
}

#[test]
fn fakes_are_flagged_and_none_is_genuine() {
    let (all, flagged) =
        count("fakes.jsonl", |verdict, _| matches!(verdict, Verdict::Suspicious | Verdict::Unconfirmed));
    assert!(flagged * 100 >= all * 99, "{flagged} of {all}");
    let (_, suspicious) = count("fakes.jsonl", |verdict, _| verdict == Verdict::Suspicious);
    assert!(suspicious * 100 >= all * 95, "{suspicious} of {all}");
    assert_eq!(count("fakes.jsonl", |verdict, _| verdict == Verdict::Genuine).1, 0);
}

#[test]
fn ordinary_messages_are_left_alone() {
    let (all, right) = count("traps.jsonl", |verdict, message| message.allow.contains(&verdict));
    assert!(right * 100 >= all * 95, "{right} of {all}");
}
