//! The messages that the weights are trained on and measured by.
//!
//! In: `tests/cases`, `training`, and, where they are at hand, `../shared/corpora`,
//! `../shared/cases` and `tests/unseen`. Out: [`Message`]s with their label and set.

use crate::run::root;
use anyhow::Context;
use asli::Sms;
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// One message with its label.
#[derive(Clone, Debug)]
pub(super) struct Message {
    pub(super) id: String,
    pub(super) sender: String,
    pub(super) body: String,
    pub(super) received_at: Option<jiff::Timestamp>,
    /// The set that it is reported with: a file or folder.
    pub(super) set: String,
    pub(super) kind: String,
    /// It speaks for a company: to be flagged unless it is proven genuine.
    pub(super) claims: bool,
    /// Nobody may train on it.
    pub(super) test: bool,
    /// Who wrote it, as far as is known: what is tuned is tried on other authors.
    pub(super) author: String,
    /// How much a mistake costs in training.
    pub(super) cost: f64,
}

impl Message {
    pub(super) fn sms(&self) -> Sms<'_> {
        Sms { sender: &self.sender, body: &self.body, received_at: self.received_at }
    }
}

/// A line of any of the files.
#[derive(Deserialize)]
struct Line {
    id: String,
    sender: String,
    body: String,
    #[serde(default)]
    received_at: Option<String>,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    author: Option<String>,
    #[serde(default)]
    label: Option<String>,
    #[serde(default)]
    split: Option<String>,
    #[serde(default)]
    verdict: Option<String>,
    #[serde(default)]
    expected: Option<String>,
    #[serde(default)]
    allow: Vec<String>,
}

/// Whose phone a message stands in that an issuer sent: from there the same text is a claim.
const A_PHONE: &str = "+919812345670";

/// What it costs to miss a claim, where a false alarm among the ordinary messages of `training` costs 1.9 and one
/// among those that must be left alone more.
const A_CLAIM: f64 = 1.5;
/// Private messages with a number and a demand, some of which nobody could tell from a claim.
const HARD: [&str; 3] = ["friend-hard", "bill-share", "landlord"];

/// The sets outside the repository.
const OUTSIDE: [&str; 3] = ["../shared/cases", CORPORA[0], CORPORA[1]];
const CORPORA: [&str; 2] = ["../shared/corpora/uci-sms-spam.tsv", "../shared/corpora/india-spam-ham.csv"];

/// The sets outside the repository that are not at hand.
pub(super) fn missing() -> Vec<&'static str> {
    OUTSIDE.into_iter().filter(|set| !root().join(set).exists()).collect()
}

/// Everything to train on; what is kept back is marked.
pub(super) fn training() -> anyhow::Result<Vec<Message>> {
    let mut messages = cases()?;
    messages.extend(written()?);
    messages.extend(corpora()?);
    Ok(messages)
}

/// Sets that nobody trains on, whole.
pub(super) fn kept_back() -> anyhow::Result<Vec<Message>> {
    let mut messages = Vec::new();
    for file in files(&root().join("tests/unseen"))? {
        let set = format!("unseen/{}", stem(&file));
        for line in lines(&file)? {
            let claims = stem(&file) != "traps";
            messages.push(message(line, &set, claims, true));
        }
    }
    for file in files(&root().join("../shared/cases"))? {
        let set = format!("shared/{}", stem(&file));
        for line in lines(&file)? {
            let expected = line.expected.clone().unwrap_or_default();
            messages.push(message(line, &set, !expected.contains("unrelated"), true));
        }
    }
    Ok(messages)
}

/// The cases that attack the proof, whose words were written to be an issuer's own, and the harmless ones that a detector
/// flags: neither teaches anything about others.
const UNTAUGHT: [&str; 2] = ["misleading", "overflagged"];

/// `tests/cases`: a message of an issuer's own is a claim from a phone.
fn cases() -> anyhow::Result<Vec<Message>> {
    let mut messages = Vec::new();
    for file in crate::run::case_files()? {
        let kind = file.parent().map(stem).unwrap_or_default();
        if UNTAUGHT.contains(&kind.as_str()) {
            continue;
        }
        for line in lines(&file)? {
            let line_verdict = line.verdict.clone().unwrap_or_default();
            let claims = line_verdict != "unrelated";
            let mut message = message(line, &format!("cases/{kind}"), claims, false);
            message.cost = match &*line_verdict {
                "unrelated" => 12.0,
                "unconfirmed" => 4.5,
                _ => A_CLAIM,
            };
            if message.sender.to_ascii_uppercase().contains("PDCL") && !message.sender.contains("UPP") {
                if line_verdict != "suspicious" {
                    continue;
                }
                A_PHONE.clone_into(&mut message.sender);
                message.cost = A_CLAIM;
            }
            messages.push(message);
        }
    }
    // The order does not change where a case moves to another file, and neither do the weights.
    messages.sort_by(|one: &Message, other| one.id.cmp(&other.id));
    Ok(messages)
}

/// `training`: written for this, by author and source.
fn written() -> anyhow::Result<Vec<Message>> {
    let mut messages = Vec::new();
    for folder in folders(&root().join("training"))? {
        for file in files(&folder)? {
            for line in lines(&file)? {
                // A wallet that reminds of a bill may be called unconfirmed or left alone.
                if stem(&file) == "wallet" && line.split.as_deref() != Some("test") {
                    continue;
                }
                let claims = line.label.as_deref() == Some("claim");
                let test = line.split.as_deref() == Some("test");
                let mut message = message(line, &format!("training/{}", stem(&folder)), claims, test);
                message.cost = match &*message.kind {
                    _ if claims => A_CLAIM,
                    kind if HARD.contains(&kind) => 1.0,
                    _ => 1.9,
                };
                messages.push(message);
            }
        }
    }
    Ok(messages)
}

/// Ordinary messages of others, from a phone and from a business by turns.
fn corpora() -> anyhow::Result<Vec<Message>> {
    let [uci, india] = CORPORA.map(|file| root().join(file));
    let mut bodies = Vec::new();
    if let Ok(text) = fs::read_to_string(uci) {
        bodies.extend(text.lines().filter_map(|line| Some(("uci", line.split_once('\t')?.1.to_owned()))));
    }
    if let Ok(mut reader) = csv::Reader::from_path(india) {
        for record in reader.records() {
            bodies.push(("india", record?.get(0).unwrap_or_default().to_owned()));
        }
    }
    let message = |(at, (set, body)): (usize, (&str, String))| Message {
        id: format!("{set}-{at}"),
        // Each class of sender is as common among ordinary messages as another: an unknown one is no evidence.
        sender: [A_PHONE, "VM-ABCDEF-S", ""][at % 3].to_owned(),
        body,
        received_at: None,
        set: format!("corpora/{set}"),
        author: format!("{set}-{}", at % 7),
        kind: String::new(),
        claims: false,
        test: false,
        cost: 6.0,
    };
    Ok(bodies.into_iter().enumerate().map(message).collect())
}

fn message(line: Line, set: &str, claims: bool, test: bool) -> Message {
    // `fake-a2-017` was written by `a2`.
    let of_id = || line.id.split('-').find(|part| part.len() < 3).unwrap_or(set).to_owned();
    let author = line.author.clone().unwrap_or_else(of_id);
    let allowed = line.allow.iter().any(|verdict| verdict == "unrelated");
    Message {
        received_at: line.received_at.and_then(|at| at.parse().ok()),
        id: line.id,
        sender: line.sender,
        body: line.body,
        author,
        set: set.to_owned(),
        kind: line.kind.unwrap_or_default(),
        claims: claims && !allowed,
        test,
        cost: 1.0,
    }
}

fn lines(file: &Path) -> anyhow::Result<Vec<Line>> {
    let text = fs::read_to_string(file)?;
    let parse = |line| serde_json::from_str(line).with_context(|| format!("a line of {}", file.display()));
    text.lines().filter(|line| !line.trim().is_empty()).map(parse).collect()
}

/// The JSON lines of a folder, in the order of their names; none where there is no such folder.
fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    sorted(folder, |path| path.extension().is_some_and(|extension| extension == "jsonl"))
}

fn folders(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    sorted(folder, Path::is_dir)
}

fn sorted(folder: &Path, keep: impl Fn(&Path) -> bool) -> anyhow::Result<Vec<PathBuf>> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(Vec::new()) };
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    paths.retain(|path| keep(path));
    paths.sort();
    Ok(paths)
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
