//! The download of a portal, and lists made of it.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

use super::{Folder, asli, repository, stderr, stdout};
use serde_json::Value;
use std::path::PathBuf;

/// The download of a portal: 40 templates in use, one that was rejected, one of another company.
pub fn download() -> PathBuf {
    repository().join("cli/tests/data/templates.csv")
}

/// A copy of the repository's own documents, with clauses that give the forms of values only.
pub fn lists(name: &str) -> Folder {
    let folder = Folder::new(name);
    for file in ["scopes.json", "common/lexicon.json", "common/claim.json", "bihar/allow.json", "lint.json"] {
        folder.write(file, &std::fs::read_to_string(repository().join("lists").join(file)).unwrap());
    }
    let clauses = std::fs::read_to_string(repository().join("lists/bihar/clauses.txt")).unwrap();
    let slots: Vec<&str> = clauses.lines().filter(|line| line.starts_with("slot ")).collect();
    assert!(slots.len() > 20, "{}", slots.len());
    folder.write("bihar/clauses.txt", &(slots.join("\n") + "\n"));
    folder
}

pub fn template(folder: &Folder, command: &str, more: &[&str]) -> std::process::Output {
    asli(&[&["list", "template", command], more, &["--lists", folder.path()]].concat(), "")
}

/// The download imported and confirmed.
pub fn confirmed(name: &str) -> Folder {
    let folder = lists(name);
    let imported = template(&folder, "import", &[download().to_str().unwrap()]);
    assert_eq!(imported.status.code(), Some(1), "{}{}", stdout(&imported), stderr(&imported));
    for (id, more) in [
        ("1107160000000000012", ["--values", "3=nbpdcl.co.in|wss.nbpdcl.co.in|wss.nbpdcl.co.in/cportal"]),
        ("1107160000000000013", ["--values", "3=https://nbpdcl.co.in"]),
        ("1107160000000000016", ["--values", "1=Kankarbagh|Mithapur|Danapur town"]),
    ] {
        let role = if id.ends_with("16") { &["--role", "1=listed"][..] } else { &[] };
        let output = template(&folder, "confirm", &[&[id], &more[..], role].concat());
        assert_ne!(output.status.code(), Some(2), "{}", stderr(&output));
    }
    let output = template(&folder, "confirm", &["--all"]);
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
    let document: Value = serde_json::from_str(&folder.read("bihar/templates.json")).unwrap();
    folder.write("bihar/templates.json", &{
        let mut document = document;
        document["only"] = true.into();
        serde_json::to_string_pretty(&document).unwrap()
    });
    folder
}
