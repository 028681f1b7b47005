//! The size ledger: `bindings/kotlin/sizes.json`, one row a release.
//!
//! In: the sizes now and the row of this version. Out: what grew by more than 3 %
//! without a reason in the row.

use super::{ABIS, Linked, library};
use crate::run::root;
use anyhow::Context;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// Percent that a library may grow unexplained.
const MOST_GROWTH: u64 = 3;

/// Bytes that the library for arm64 is to come below, with list and trust inside: a goal, not yet a gate.
const TARGET: u64 = 1_200_000;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    /// Version of the release.
    release: String,
    /// How they were linked: stubs leave out the unwinder (some 60 KB).
    linked: String,
    /// Bytes of each library, stripped, by ABI.
    bytes: BTreeMap<String, u64>,
    /// Why they are larger than the row before.
    reason: String,
}

/// Writes this release's row.
pub(super) fn record(reason: &str) -> anyhow::Result<()> {
    let mut rows = read()?;
    let release = env!("CARGO_PKG_VERSION").to_owned();
    rows.retain(|row| row.release != release);
    let linked = Linked::read()?.name().to_owned();
    rows.push(Row { release, linked, bytes: now()?, reason: reason.to_owned() });
    let json = serde_json::to_string_pretty(&rows)? + "\n";
    fs::write(ledger(), json).context("cannot write the size ledger")
}

/// What grew.
pub(super) fn broken() -> anyhow::Result<Vec<String>> {
    let rows = read()?;
    let row = rows.last().context("the size ledger is empty: run `cargo xtask gates --record REASON`")?;
    let mut broken = Vec::new();
    for (abi, bytes) in now()? {
        let Some(before) = row.bytes.get(&abi).copied() else {
            broken.push(format!("{abi}: no row in the ledger: `cargo xtask gates --record REASON`"));
            continue;
        };
        let growth = bytes.saturating_sub(before) * 100;
        if growth > before * MOST_GROWTH && row.linked == Linked::read()?.name() {
            broken.push(format!(
                "{abi}: {bytes} bytes, {before} in the ledger: find out why, then `cargo xtask gates --record REASON`"
            ));
        }
        if abi == "arm64-v8a" && bytes >= TARGET {
            eprintln!("{abi}: {bytes} bytes, the goal is below {TARGET}");
        }
    }
    Ok(broken)
}

fn now() -> anyhow::Result<BTreeMap<String, u64>> {
    let size = |abi: &super::Abi| anyhow::Ok((abi.name.to_owned(), fs::metadata(library(*abi))?.len()));
    ABIS.iter().map(size).collect()
}

fn read() -> anyhow::Result<Vec<Row>> {
    let text = fs::read_to_string(ledger()).unwrap_or_else(|_| "[]".to_owned());
    serde_json::from_str(&text).context("the size ledger is not of its form")
}

fn ledger() -> PathBuf {
    root().join("bindings/kotlin/sizes.json")
}
