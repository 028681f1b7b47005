//! `asli list lint`: what it prints, and its exit codes.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{Folder, asli, lines, stderr, stdout};

/// A copy of the repository's own documents, but with few clauses: theirs are linted in full once.
fn lists(name: &str) -> Folder {
    let folder = whole_lists(name);
    folder.write("bihar/clauses.txt", "chunk pay = pay your bill\nframe pay (bill_reminder): pay\n");
    folder
}

/// A copy of the repository's own documents.
fn whole_lists(name: &str) -> Folder {
    let folder = Folder::new(name);
    for file in [
        "scopes.json",
        "common/lexicon.json",
        "common/claim.json",
        "bihar/allow.json",
        "bihar/clauses.txt",
        "lint.json",
    ] {
        folder.write(file, &std::fs::read_to_string(common::repository().join("lists").join(file)).unwrap());
    }
    folder
}

fn lint(folder: &Folder, more: &[&str]) -> std::process::Output {
    asli(&[&["list", "lint", "--today", "2026-11-24", "--lists", folder.path()], more].concat(), "")
}

#[test]
fn our_own_list_has_nothing_to_mend() {
    let output = lint(&whole_lists("lint-own"), &["--strict"]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    assert!(stdout(&output).starts_with("0 errors, 0 warnings"), "{}", stdout(&output));
}

#[test]
fn a_lint_names_file_line_problem_and_how_to_mend() {
    let folder = lists("lint-place");
    folder.replace("bihar/allow.json", "\"wss.sbpdcl.co.in\"", "\"WSS.sbpdcl.co.in\"");
    let output = lint(&folder, &[]);
    assert_eq!(output.status.code(), Some(1));
    let text = stdout(&output);
    let allow = folder.read("bihar/allow.json");
    let (line, host) = (1..).zip(allow.lines()).find(|(_, text)| text.contains("WSS")).unwrap();
    let column = 1 + host.find("\"WSS").unwrap();
    assert!(text.contains(&format!("bihar/allow.json:{line}:{column}: error[host_form] /sites/5/host\n")), "{text}");
    assert!(text.contains("fix: write it in lower case, without scheme, path, port and www."), "{text}");
    assert!(text.contains("error[out_of_scope] /sites/5/host"), "{text}");
}

#[test]
fn a_clause_is_shown_by_its_line() {
    let folder = lists("lint-clause");
    folder
        .write("bihar/clauses.txt", "# Nothing but please\nchunk please = [please]\nframe please (receipt): please\n");
    let text = stdout(&lint(&folder, &[]));
    assert!(text.contains("bihar/clauses.txt:2:1: error[clause_invalid] /2\n"), "{text}");
    folder.write("bihar/clauses.txt", "chunk pay = {pay} now\n");
    let text = stderr(&lint(&folder, &[]));
    assert!(text.contains("bihar/clauses.txt:1: nothing defines class \"pay\""), "{text}");
}

#[test]
fn json_gives_one_line_a_lint() {
    let folder = lists("lint-json");
    folder.replace("bihar/allow.json", "\"sunday\"", "\"someday\"");
    let output = lint(&folder, &["--json"]);
    let found = &lines(&output)[0];
    assert_eq!((&found["code"], &found["level"]), (&"invalid_value".into(), &"error".into()));
    assert_eq!(found["pointer"], "/weekly_holidays/0");
}

#[test]
fn a_typing_mistake_in_a_field_is_shown_where_it_stands() {
    let folder = lists("lint-field");
    folder.replace("bihar/allow.json", "\"weekly_holidays\"", "\"weekly_holiday\"");
    let output = lint(&folder, &[]);
    assert_eq!(output.status.code(), Some(2));
    let text = stderr(&output);
    assert!(text.contains("bihar/allow.json:") && text.contains("unknown field `weekly_holiday`"), "{text}");
    assert!(text.contains("docs/schema"), "{text}");
}

#[test]
fn a_key_that_stands_twice_is_found() {
    let folder = lists("lint-twice");
    folder.replace("bihar/allow.json", "\"P2\": {", "\"P1\": {");
    let text = stdout(&lint(&folder, &[]));
    assert!(text.contains("error[key_repeated]") && text.contains("\"P1\" stands twice in one object"), "{text}");
}

#[test]
fn warnings_fail_only_where_asked() {
    let folder = lists("lint-strict");
    folder.write("lint.json", "{\"accepted\": []}");
    let strict = lint(&folder, &["--strict"]);
    assert!(stdout(&strict).contains("warning[header_neighbour]"), "{}", stdout(&strict));
    assert_eq!(strict.status.code(), Some(1));
}

#[test]
fn what_is_accepted_needs_a_known_code_and_a_reason() {
    let folder = lists("lint-accept");
    folder.write("lint.json", r#"{"accepted": [{"code": "nonsense", "values": [], "reason": "x"}]}"#);
    assert!(stderr(&lint(&folder, &[])).contains("\"nonsense\" is no code of a lint"));
    folder.write("lint.json", r#"{"accepted": [{"code": "out_of_scope", "values": ["a"], "reason": " "}]}"#);
    assert!(stderr(&lint(&folder, &[])).contains("without a reason; give one"));
    folder.write("lint.json", "[]");
    assert!(stderr(&lint(&folder, &[])).contains("lint.json holds"));
    folder
        .write("lint.json", r#"{"accepted": [{"code": "out_of_scope", "values": ["gone.example"], "reason": "was"}]}"#);
    assert!(stdout(&lint(&folder, &[])).contains("accepts out_of_scope \"gone.example\", which is not found any more"));
}

#[test]
fn a_missing_document_is_named() {
    let folder = lists("lint-missing");
    std::fs::remove_file(folder.file("common/lexicon.json")).unwrap();
    assert!(
        stderr(&lint(&folder, &[])).contains("cannot read") && stderr(&lint(&folder, &[])).contains("lexicon.json")
    );
}
