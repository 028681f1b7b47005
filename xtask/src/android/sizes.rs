//! The limits of size: `bindings/kotlin/sizes.json`, one row a release.
//!
//! In: the sizes now and the row of this version, on disk and as stores deliver the libraries. Out: what grew by more
//! than 3 % without a reason in the row.

use super::{ABIS, Linked, library};
use crate::run::root;
use anyhow::Context;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::PathBuf;

/// Percent that a library may grow unexplained.
const MOST_GROWTH: u64 = 3;

/// Bytes that the library for arm64 is to come below, with list and trust inside: goals, not yet gates.
const GOAL: Size = Size { bytes: 1_900_000, download: 1_000_000 };

/// The size of a library.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Size {
    /// On disk, stripped.
    bytes: u64,
    /// By gzip, as a store delivers it.
    download: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    /// Version of the release.
    release: String,
    /// How they were linked.
    linked: String,
    /// Each library, by ABI.
    sizes: BTreeMap<String, Size>,
    /// Why they are larger than the row before.
    reason: String,
}

/// Writes this release's row.
pub(super) fn record(reason: &str) -> anyhow::Result<()> {
    let mut rows = read()?;
    let release = env!("CARGO_PKG_VERSION").to_owned();
    rows.retain(|row| row.release != release);
    let linked = Linked::read()?.name().to_owned();
    rows.push(Row { release, linked, sizes: now()?, reason: reason.to_owned() });
    let json = serde_json::to_string_pretty(&rows)? + "\n";
    fs::write(ledger(), json).context("cannot write the size ledger")
}

/// What grew.
pub(super) fn broken() -> anyhow::Result<Vec<String>> {
    let rows = read()?;
    let row = rows.last().context("the size ledger is empty: run `cargo xtask gates --record REASON`")?;
    let mut broken = Vec::new();
    for (abi, size) in now()? {
        let Some(before) = row.sizes.get(&abi) else {
            broken.push(format!("{abi}: no row in the ledger: `cargo xtask gates --record REASON`"));
            continue;
        };
        let figures = [("on disk", size.bytes, before.bytes), ("by gzip", size.download, before.download)];
        for (what, bytes, before) in figures {
            let growth = bytes.saturating_sub(before) * 100;
            if growth > before * MOST_GROWTH && row.linked == Linked::read()?.name() {
                broken.push(format!(
                    "{abi}: {bytes} bytes {what}, {before} in the ledger: find out why (`cargo xtask ledger`), then \
                     `cargo xtask gates --record REASON`"
                ));
            }
        }
        eprintln!("{abi:<12} {:>9} bytes by gzip", size.download);
        if abi == "arm64-v8a" && (size.bytes >= GOAL.bytes || size.download >= GOAL.download) {
            eprintln!("{abi}: the goal is below {} bytes, and below {} by gzip", GOAL.bytes, GOAL.download);
        }
    }
    Ok(broken)
}

fn now() -> anyhow::Result<BTreeMap<String, Size>> {
    ABIS.iter().map(|abi| Ok((abi.name.to_owned(), size(&fs::read(library(*abi))?)?))).collect()
}

fn size(library: &[u8]) -> anyhow::Result<Size> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(library)?;
    Ok(Size { bytes: library.len().try_into()?, download: packed.finish()?.len().try_into()? })
}

fn read() -> anyhow::Result<Vec<Row>> {
    let text = fs::read_to_string(ledger()).unwrap_or_else(|_| "[]".to_owned());
    serde_json::from_str(&text).context("the size ledger is not of its form")
}

fn ledger() -> PathBuf {
    root().join("bindings/kotlin/sizes.json")
}
