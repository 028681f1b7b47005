//! What the tests share: the filter, the clock, the cases.
#![allow(dead_code, clippy::unwrap_used, missing_docs, unreachable_pub)]

use asli::{Filter, Report, Sms};
use jiff::Timestamp;
use serde::Deserialize;
use std::path::Path;
use std::sync::LazyLock;

pub static FILTER: LazyLock<Filter> = LazyLock::new(|| Filter::embedded().unwrap());

/// A day within the embedded list's dates.
pub fn now() -> Timestamp {
    "2026-11-24T10:00:00Z".parse().unwrap()
}

/// One line of `tests/cases/*.jsonl`.
#[derive(Deserialize)]
pub struct Case {
    pub id: String,
    pub sender: String,
    pub body: String,
    pub received_at: Option<String>,
    pub verdict: asli::Verdict,
    pub findings: Vec<String>,
}

impl Case {
    pub fn check(&self) -> Report {
        self.check_body(&self.body)
    }

    pub fn check_body(&self, body: &str) -> Report {
        FILTER.check(&Sms { body, ..self.sms() }, now())
    }

    pub fn sms(&self) -> Sms<'_> {
        let at = self.received_at.as_ref().map_or_else(now, |text| text.parse().unwrap());
        Sms::new(&self.sender, &self.body).received_at(at)
    }
}

pub fn cases() -> Vec<Case> {
    cases_of("tests/cases")
}

/// The cases of a folder of the project.
pub fn cases_of(folder: &str) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let texts = files.iter().map(|file| std::fs::read_to_string(file).unwrap());
    texts.flat_map(|text| text.lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Case>>()).collect()
}

pub fn genuine() -> Vec<Case> {
    cases().into_iter().filter(|case| case.verdict == asli::Verdict::Genuine).collect()
}
