//! The genuine messages that attacks are made from.
//!
//! In: the cases of `tests/cases` that are to be genuine, and the list. Out: those that *are* genuine, with the places
//! of their elements. A list that proves few of them would make every attack look harmless: that is an error.

use super::NOW;
use crate::run::case_files;
use anyhow::{Context, ensure};
use asli::{Element, Filter, Sms, Verdict};
use jiff::Timestamp;
use serde::Deserialize;
use std::fs;
use std::ops::Range;

/// Fewer genuine messages than this are none to build on.
const LEAST: usize = 500;

/// A genuine message.
#[derive(Clone, Debug)]
pub(super) struct Base {
    /// An official header of the company that it is from.
    pub(super) sender: &'static str,
    pub(super) body: String,
    pub(super) at: Timestamp,
    /// The kind that was proven (`receipt`).
    pub(super) kind: String,
    /// Its elements, in the order of the text.
    pub(super) parts: Vec<Part>,
}

/// An element of a genuine message.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) element: Element,
    pub(super) place: Range<usize>,
    /// Its normalised value.
    pub(super) value: String,
}

impl Base {
    /// What stands at a part.
    pub(super) fn text(&self, part: &Part) -> &str {
        self.body.get(part.place.clone()).unwrap_or_default()
    }

    /// The body with `text` at a part's place.
    pub(super) fn with(&self, part: &Part, text: &str) -> String {
        let mut body = self.body.clone();
        body.replace_range(part.place.clone(), text);
        body
    }
}

/// A line of the cases.
#[derive(Deserialize)]
struct Line {
    sender: String,
    body: String,
    #[serde(default)]
    received_at: Option<Timestamp>,
    verdict: String,
}

/// Every genuine message, in the order of the files.
pub(super) fn read(filter: &Filter) -> anyhow::Result<Vec<Base>> {
    let now: Timestamp = NOW.parse()?;
    let mut bases = Vec::new();
    for file in case_files()? {
        for line in fs::read_to_string(&file)?.lines() {
            let line: Line = serde_json::from_str(line).with_context(|| file.display().to_string())?;
            if line.verdict == "genuine" {
                bases.extend(base(filter, line, now));
            }
        }
    }
    ensure!(bases.len() >= LEAST, "only {} of the genuine cases are genuine by this list", bases.len());
    ensure!(bases.iter().any(|base| base.kind == "receipt"), "no receipt among the genuine cases");
    Ok(bases)
}

fn base(filter: &Filter, line: Line, now: Timestamp) -> Option<Base> {
    let sender = if line.sender.contains("NBPDCL") { NORTH } else { SOUTH };
    let at = line.received_at.unwrap_or(now);
    let report = filter.check(&Sms::new(sender, &line.body).received_at(at), now);
    if report.verdict != Verdict::Genuine {
        return None;
    }
    let part = |proof: &asli::Proof| {
        let (start, end) = (usize::try_from(proof.span.utf8_start).ok()?, usize::try_from(proof.span.utf8_end).ok()?);
        Some(Part { element: proof.element, place: start..end, value: proof.value.clone() })
    };
    let parts = report.proof.iter().filter_map(part).collect();
    let kind = report.kind.as_ref()?.to_string();
    Some(Base { sender, body: line.body, at, kind, parts })
}

/// Headers of both companies.
pub(super) const SOUTH: &str = "JM-SBPDCL-S";
pub(super) const NORTH: &str = "JM-NBPDCL-S";
