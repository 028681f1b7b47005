//! The command's contract: what goes in, what comes out, which exit code.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{Folder, asli, lines, stderr};
use std::process::Command;

const FAKE: &str = "Dear consumer your electricity power will be disconnected tonight 9.30 pm, call officer 9876543210";

#[test]
fn scan_keeps_the_order_and_goes_on_after_bad_lines() {
    let fake = serde_json::json!({"id": "a", "sender": "9876501234", "body": FAKE, "other": 1});
    let input = format!("{fake}\nnot json\n\n{{\"id\":7,\"sender\":\"\",\"body\":\"hello\"}}\n{{\"sender\":\"x\"}}\n");
    let output = asli(&["scan"], &input);
    let lines = lines(&output);
    assert_eq!(lines.len(), 4);
    assert_eq!((&lines[0]["id"], &lines[0]["verdict"]), (&"a".into(), &"suspicious".into()));
    assert_eq!(lines[1]["line"], 2);
    assert!(lines[1]["error"].is_string());
    assert_eq!((&lines[2]["id"], &lines[2]["verdict"]), (&7.into(), &"unrelated".into()));
    assert_eq!(lines[3]["line"], 5);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn scan_reads_a_hundred_thousand_lines_in_order() {
    let lines_in: Vec<String> = (0..100_000).map(|id| format!("{{\"id\":{id},\"body\":\"hello\"}}\n")).collect();
    let input = lines_in.concat();
    let output = asli(&["scan"], &input);
    let ids: Vec<u64> = lines(&output).iter().map(|line| line["id"].as_u64().unwrap()).collect();
    assert!(ids.iter().copied().eq(0..100_000));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn scan_reads_csv_by_its_columns() {
    let input = format!("Label,Msg,From\nspam,\"{FAKE}\",9876501234\nham,hello,\n");
    let output = asli(&["scan", "--csv", "--body-column", "Msg", "--sender-column", "From", "--summary"], &input);
    let verdicts: Vec<_> = lines(&output).iter().map(|line| line["verdict"].clone()).collect();
    assert_eq!(verdicts, ["suspicious", "unrelated"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("1  suspicious"));
}

#[test]
fn a_missing_csv_column_is_named_with_the_way_out() {
    let output = asli(&["scan", "--csv"], "Label,Msg\nham,hello\n");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("--body-column"));
}

#[test]
fn an_error_never_quotes_the_message() {
    let output = asli(&["scan"], "{\"sender\":5,\"body\":\"secret words\"}\nsecret words\n");
    assert!(!String::from_utf8(output.stdout).unwrap().contains("secret"));
}

#[test]
fn check_marks_the_text_and_says_what_to_do() {
    let output = asli(&["check", "--sender", "9876501234", "-"], FAKE);
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text.contains("«9876543210»") && text.contains("1930"), "{text}");
}

#[test]
fn check_gives_json_with_utf16_offsets() {
    let body = "🙏 आज रात 9 बजे बिजली काट दी जाएगी, अधिकारी को 9876543210 पर फोन करें";
    let output = asli(&["check", "--json", "--sender", "9876501234", body], "");
    let report = &lines(&output)[0];
    let phone =
        report["findings"].as_array().unwrap().iter().find(|finding| finding["code"] == "phone_number").unwrap();
    let units: Vec<u16> = body.encode_utf16().collect();
    let (start, end) = (phone["start"].as_u64().unwrap() as usize, phone["end"].as_u64().unwrap() as usize);
    assert_eq!(String::from_utf16(&units[start..end]).unwrap(), "9876543210");
}

#[test]
fn check_of_a_genuine_message_exits_0_and_shows_the_proof() {
    let body = "SBPDCL: last date of your bill is 10/12/2026. Pay by Suvidha app and get 1.5% rebate.";
    let output = asli(&["check", "--at", "2026-11-24T10:00:00Z", "--sender", "JM-SBPDCL-S", body], "");
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8(output.stdout).unwrap().contains("10 December 2026"));
}

#[test]
fn the_list_says_who_signed_it() {
    let output = asli(&["list", "show"], "");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("development bihar a, development bihar c (2 needed)") && text.contains("DEVELOPMENT KEYS"));
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_file_is_refused_at_once() {
    let make_pipe = |at: &str| assert!(Command::new("mkfifo").arg(at).status().unwrap().success());
    let folder = Folder::new("pipes");
    let path = |name: &str| folder.file(name).to_str().unwrap().to_owned();
    let (pipe, lists) = (path("pipe"), path("lists"));
    make_pipe(&pipe);
    // A folder of documents, of which one is a pipe.
    folder.write("lists/lint.json", "{}");
    make_pipe(&path("lists/scopes.json"));
    let bundle = common::repository().join("lists/embedded.tar");
    let bundle = bundle.to_str().unwrap();
    let commands: [&[&str]; 10] = [
        &["check", "--sender", "X", "--list", &pipe, "hello"],
        &["check", "--sender", "X", "--list", bundle, "--root", &pipe, "hello"],
        &["check", "--sender", "X", "--lists", &lists, "hello"],
        &["check", "--sender", "X", "--lists", &pipe, "hello"],
        &["replay", &pipe, "--sender", "X", "hello"],
        &["scan", &pipe],
        &["list", "verify", &pipe],
        &["list", "verify", bundle, "--root", &pipe],
        &["list", "lint", "--lists", &lists],
        &["list", "diff", "built-in", &pipe],
    ];
    for args in commands {
        let output = common::asli_in_time(args);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{args:?}");
        assert!(stderr(&output).contains("is no regular file"), "{args:?}: {}", stderr(&output));
    }
}
