//! For people who write clauses: `explain`, `list sample`, and unsigned drafts with `--lists`.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{asli, repository, stderr, stdout};

const GENUINE: &str = "SBPDCL: last date of your bill is 10/12/2026. Pay by the Suvidha app and get 1.5% rebate.";
const AT: [&str; 4] = ["--sender", "JM-SBPDCL-S", "--at", "2026-11-29T10:00:00+05:30"];

#[test]
fn hindi_is_quoted_as_it_is_read_and_nothing_steers_the_terminal() {
    let output = asli(&[&["explain"], &AT[..], &["बिल रु 1,530 \u{1b}[2J"]].concat(), "");
    let text = stdout(&output);
    assert!(text.contains("\"बिल रु 1,530\"") && !text.contains('\u{1b}'), "{text}");
}

#[test]
fn a_genuine_message_is_explained_chunk_by_chunk() {
    let output = asli(&[&["explain"], &AT[..], &[GENUINE]].concat(), "");
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert!(text.contains("last_date") && text.contains("\"last date of your bill is 10/12/2026\""), "{text}");
    assert!(text.contains("every word stands in a clause"), "{text}");
}

#[test]
fn where_the_clauses_stop_is_said() {
    let body = GENUINE.replace("Suvidha app", "Suvidha app or our agent");
    let output = asli(&[&["explain"], &AT[..], &[&body]].concat(), "");
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("the clauses stop at \"agent\"") && text.contains("could have been there: "), "{text}");
}

#[test]
fn samples_are_genuine_and_the_same_seed_draws_the_same() {
    let args = ["list", "sample", "-n", "12", "--seed", "3", "--json", "--at", "2026-11-29T10:00:00+05:30"];
    let (first, second) = (asli(&args, ""), asli(&args, ""));
    assert_eq!(stdout(&first), stdout(&second));
    assert_eq!(stdout(&first).lines().count(), 12, "{}", stderr(&first));
    let scanned = stdout(&asli(&["scan"], &stdout(&first)));
    assert_eq!(scanned.matches("\"verdict\":\"genuine\"").count(), 12, "{scanned}");
    let unknown = asli(&["list", "sample", "--kind", "lottery"], "");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(&unknown).contains("bill_reminder"), "{}", stderr(&unknown));
}

#[test]
fn a_draft_is_tried_unsigned_and_says_so() {
    let lists = repository().join("lists");
    let output = asli(&[&["check", "--lists", lists.to_str().unwrap()], &AT[..], &[GENUINE]].concat(), "");
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    assert!(stderr(&output).contains("nobody has signed"), "{}", stderr(&output));
    let both = asli(&["check", "--lists", "a", "--list", "b", "--sender", "X", "hello"], "");
    assert_eq!(both.status.code(), Some(2));
}

#[test]
fn show_tells_of_the_draft_and_not_of_the_built_in_list() {
    let folder = common::Folder::new("draft-show");
    let output = asli(&["list", "show", "--lists", folder.path()], "");
    assert_eq!(output.status.code(), Some(2), "{}", stdout(&output));
}
