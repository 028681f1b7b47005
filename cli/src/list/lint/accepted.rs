//! Lints that an issuer accepts, each with a reason.
//!
//! In: `lint.json` beside the documents; need not be there. Out: which lints it accepts.

use crate::list::source::read_text;
use anyhow::{Context, bail};
use asli::list::lint::{Lint, LintCode};
use serde::Deserialize;
use std::path::Path;

/// What is accepted, and which of it was needed.
#[derive(Default)]
pub(super) struct Accepted {
    /// Code, value, and whether it was needed.
    pairs: Vec<(String, String, bool)>,
    used: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// The lint's code.
    code: String,
    /// The values that it names.
    values: Vec<String>,
    /// Why they must stay.
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    accepted: Vec<Entry>,
}

impl Accepted {
    pub(super) fn read(file: &Path) -> anyhow::Result<Self> {
        if !file.exists() {
            return Ok(Self::default());
        }
        let form = "lint.json holds {\"accepted\": [{\"code\": …, \"values\": […], \"reason\": …}]}";
        let parsed: File =
            serde_json::from_str(&read_text(file)?).with_context(|| format!("{}: {form}", file.display()))?;
        for entry in &parsed.accepted {
            if !LintCode::ALL.iter().any(|code| code.code() == entry.code) {
                bail!("{}: {:?} is no code of a lint", file.display(), entry.code);
            }
            if entry.reason.trim().is_empty() {
                bail!(
                    "{}: {} is accepted for {:?} without a reason; give one",
                    file.display(),
                    entry.code,
                    entry.values
                );
            }
        }
        let pairs = |entry: Entry| entry.values.into_iter().map(move |value| (entry.code.clone(), value, false));
        Ok(Self { pairs: parsed.accepted.into_iter().flat_map(pairs).collect(), used: 0 })
    }

    /// Whether `lint` is accepted; counts it.
    pub(super) fn accepts(&mut self, lint: &Lint) -> bool {
        let mut pairs = self.pairs.iter_mut();
        let same = pairs.find(|(code, value, _)| *code == lint.code.code() && *value == lint.value);
        let Some((_, _, used)) = same else { return false };
        *used = true;
        self.used += 1;
        true
    }

    /// How many lints it accepted.
    pub(super) fn used(&self) -> usize {
        self.used
    }

    /// What it accepts that was not found.
    pub(super) fn idle(&self) -> impl Iterator<Item = String> {
        let idle = self.pairs.iter().filter(|(_, _, used)| !used);
        idle.map(|(code, value, _)| format!("{code} \"{value}\""))
    }
}
