//! The messages of `training/` are what `training/README.md` says they are.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "common/jsonl.rs"]
mod jsonl;

use jiff::Timestamp;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::Path;

#[derive(Deserialize, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[serde(rename_all = "snake_case")]
enum Label {
    Claim,
    Ordinary,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[serde(rename_all = "snake_case")]
enum Split {
    Train,
    Test,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Message {
    id: String,
    sender: String,
    body: String,
    received_at: Timestamp,
    label: Label,
    kind: String,
    language: String,
    author: String,
    source: String,
    split: Split,
}

const LANGUAGES: [&str; 10] = ["bho", "bho-Latn", "bn", "en", "en-Deva", "hi", "hi-Latn", "mai", "mixed", "ur"];

/// All messages, each with its label's folder and the file's name.
fn messages() -> Vec<(String, String, Message)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("training");
    let mut all = Vec::new();
    for folder in ["claim", "ordinary", "composed"] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            for line in fs::read_to_string(&path).unwrap().lines() {
                let message = serde_json::from_str(line).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                all.push((folder.to_owned(), name.clone(), message));
            }
        }
    }
    all
}

/// A body without digits, case and marks: two messages with the same are one message.
fn plain(body: &str) -> String {
    let letters: String = body
        .to_lowercase()
        .chars()
        .map(|letter| if letter.is_numeric() || is_mark(letter) { ' ' } else { letter })
        .collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_mark(letter: char) -> bool {
    letter.is_ascii_punctuation() || matches!(letter, '।' | '۔' | '–' | '₹' | '،' | '…')
}

#[test]
fn every_message_is_well_formed_and_in_its_file() {
    let all = messages();
    assert!(all.len() >= 3000, "{}", all.len());
    for (folder, file, message) in &all {
        let label = if message.label == Label::Claim { "claim" } else { "ordinary" };
        if folder == "composed" {
            assert_eq!(file, label, "{}", message.id);
        } else {
            assert_eq!((folder.as_str(), file.as_str()), (label, message.kind.as_str()), "{}", message.id);
        }
        assert!(LANGUAGES.contains(&message.language.as_str()), "{}", message.id);
        assert!(!message.body.trim().is_empty() && !message.body.contains(['{', '}']), "{}", message.id);
        assert!(message.received_at > "2026-01-01T00:00:00Z".parse().unwrap(), "{}", message.id);
        assert!(message.sender.len() <= 20, "{}", message.id);
    }
}

#[test]
fn the_readme_names_every_kind() {
    let readme = include_str!("../training/README.md");
    for (.., message) in messages() {
        assert!(readme.contains(&format!("`{}`", message.kind)), "{}", message.kind);
    }
}

#[test]
fn no_message_is_another_with_other_digits() {
    let mut seen = HashMap::new();
    let mut twins = Vec::new();
    for (.., message) in &messages() {
        if let Some(twin) = seen.insert(plain(&message.body), message.id.clone()) {
            twins.push(format!("{twin} and {}", message.id));
        }
    }
    assert!(twins.is_empty(), "{}", twins.join("\n"));
}

#[test]
fn ids_are_unique() {
    let mut seen = HashSet::new();
    for (.., message) in messages() {
        assert!(seen.insert(message.id.clone()), "{}", message.id);
    }
}

#[test]
fn an_author_and_a_source_are_in_one_split() {
    let mut splits = BTreeMap::new();
    for (.., message) in messages() {
        for owner in [format!("author {}", message.author), format!("source {}", message.source)] {
            assert_eq!(*splits.entry(owner.clone()).or_insert(message.split), message.split, "{owner}");
        }
    }
}

#[test]
fn every_kind_of_claim_can_be_trained_and_tested() {
    let mut counts: BTreeMap<(String, Split), usize> = BTreeMap::new();
    for (.., message) in messages() {
        if message.label == Label::Claim {
            *counts.entry((message.kind, message.split)).or_default() += 1;
        }
    }
    for kind in counts.keys().map(|(kind, _)| kind) {
        let of = |split| counts.get(&(kind.clone(), split)).copied().unwrap_or(0);
        assert!(of(Split::Train) >= 10 && of(Split::Test) >= 3, "{kind}: {} and {}", of(Split::Train), of(Split::Test));
    }
}

/// The messages of `tests/cases` test the filter, so none of them may be trained on.
#[test]
fn no_message_is_a_case_of_the_tests() {
    #[derive(Deserialize)]
    struct Case {
        id: String,
        body: String,
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let cases: HashMap<String, String> = jsonl::below(&root)
        .iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .flat_map(|text| text.lines().map(|line| serde_json::from_str::<Case>(line).unwrap()).collect::<Vec<_>>())
        .map(|case| (plain(&case.body), case.id))
        .collect();
    for (.., message) in messages() {
        let case = cases.get(&plain(&message.body));
        assert!(case.is_none(), "{} is {}", message.id, case.unwrap());
    }
}
