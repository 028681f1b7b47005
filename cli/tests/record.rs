//! `check --record` and `replay`: the contract.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{asli, stderr, stdout};
use std::path::PathBuf;

const FAKE: &str = "Dear consumer your electricity power will be disconnected tonight 9.30 pm, call officer 9876543210";

fn recorded(name: &str) -> PathBuf {
    let output = asli(&["check", "--record", "--sender", "9876501234", "-"], FAKE);
    assert_eq!(output.status.code(), Some(1));
    let file = std::env::temp_dir().join(format!("asli-{name}-{}.json", std::process::id()));
    std::fs::write(&file, &output.stdout).unwrap();
    file
}

#[test]
fn a_record_holds_neither_text_nor_sender_and_replays_the_same() {
    let file = recorded("same");
    let record = std::fs::read_to_string(&file).unwrap();
    for quoted in ["98765", "tonight", "officer", "9.30"] {
        assert!(!record.contains(quoted), "{record}");
    }
    let output = asli(&["replay", file.to_str().unwrap(), "--sender", "9876501234", "-"], FAKE);
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).starts_with("the same: suspicious on "), "{}", stdout(&output));
}

#[test]
fn a_replay_says_what_differs() {
    let file = recorded("differs");
    let changed = std::fs::read_to_string(&file).unwrap().replace("\"suspicious\"", "\"unconfirmed\"");
    std::fs::write(&file, changed).unwrap();
    let args = ["replay", file.to_str().unwrap(), "--sender", "9876501234", FAKE];
    let output = asli(&args, "");
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("verdict: unconfirmed then, suspicious now"), "{}", stdout(&output));
    let json = asli(&[&args[..], &["--json"]].concat(), "");
    assert_eq!(common::lines(&json)[0]["differences"][0]["what"], "verdict");
}

#[test]
fn another_text_and_a_broken_record_are_errors_that_say_what_to_do() {
    let file = recorded("other");
    let path = file.to_str().unwrap();
    let other = asli(&["replay", path, "--sender", "9876501234", "something else"], "");
    assert_eq!(other.status.code(), Some(2));
    assert!(stderr(&other).contains("another text: give the message as it came"), "{}", stderr(&other));
    std::fs::write(&file, "{\"schema\": 1}").unwrap();
    let broken = asli(&["replay", path, "--sender", "9876501234", FAKE], "");
    assert!(stderr(&broken).contains("not a verdict record: line 1, column 13"), "{}", stderr(&broken));
    let missing = asli(&["replay", "/nowhere", "--sender", "9876501234", FAKE], "");
    assert!(stderr(&missing).contains("cannot read /nowhere"), "{}", stderr(&missing));
}
