//! What the tests share: the filter, the clock, the cases.
#![allow(dead_code, clippy::unwrap_used, missing_docs, unreachable_pub)]

use asli::{Filter, Report, Sms};
use jiff::Timestamp;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

pub mod jsonl;

pub static FILTER: LazyLock<Filter> = LazyLock::new(|| Filter::embedded().unwrap());

/// A day within the embedded list's dates.
pub fn now() -> Timestamp {
    "2026-11-24T10:00:00Z".parse().unwrap()
}

/// One line of a file in `tests/cases`.
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

/// The cases of a folder of the project and the folders in it.
pub fn cases_of(folder: &str) -> Vec<Case> {
    files_of(folder).iter().flat_map(|file| cases_in(file)).collect()
}

/// The cases of a file.
pub fn cases_in(file: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(file).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The files of JSON lines of a folder of the project and of the folders in it, sorted.
pub fn files_of(folder: &str) -> Vec<PathBuf> {
    jsonl::below(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
}

pub fn genuine() -> Vec<Case> {
    cases().into_iter().filter(|case| case.verdict == asli::Verdict::Genuine).collect()
}
