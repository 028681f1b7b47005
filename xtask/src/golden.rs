//! `cargo xtask golden`: what Rust says of every case, for other languages to compare with.
//!
//! In: `tests/cases`, `tests/tuf/fixtures.json`. Out: the lines of `asli scan`, in the
//! order of their paths (`cases.jsonl`); three signed lists, each newer than the one
//! before (`one.tar`, `two.tar`, `three.tar`), and their root (`root.json`).

use crate::run::{NOW, cargo, case_files, root};
use anyhow::{Context, bail};
use asli::allowlist::Bundle;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Folder to write.
    #[arg(long)]
    out: PathBuf,
}

pub(crate) fn make(args: &Args) -> anyhow::Result<()> {
    write(&args.out)
}

/// Writes all of it into a folder.
pub(crate) fn write(out: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(out)?;
    fs::write(out.join("cases.jsonl"), cases()?)?;
    lists(out)
}

fn cases() -> anyhow::Result<Vec<u8>> {
    let mut lines = Vec::new();
    for file in case_files()? {
        let scan = ["run", "--locked", "--quiet", "--package", "asli-cli", "--", "scan", "--at", NOW];
        let output = cargo(scan).arg(&file).output().context("cannot start cargo")?;
        // 1: something was flagged.
        if !matches!(output.status.code(), Some(0 | 1)) {
            bail!("asli scan {}: {}", file.display(), String::from_utf8_lossy(&output.stderr));
        }
        lines.extend(output.stdout);
    }
    Ok(lines)
}

pub(crate) fn lists(out: &Path) -> anyhow::Result<()> {
    let text = fs::read_to_string(root().join("tests/tuf/fixtures.json")).context("no tests/tuf/fixtures.json")?;
    let fixtures: Value = serde_json::from_str(&text)?;
    for name in ["one", "two", "three"] {
        let mut bundle = Bundle::default();
        let files = fixtures["bundles"][name].as_object().context("a bundle that is none")?;
        for (path, blob) in files {
            let content = fixtures["blobs"][blob.as_str().unwrap_or_default()].as_str().context("no such blob")?;
            bundle.insert(path, content);
        }
        if name == "one" {
            fs::write(out.join("root.json"), bundle.file("metadata/1.root.json").context("no root")?)?;
        }
        fs::write(out.join(format!("{name}.tar")), bundle.pack()?)?;
    }
    Ok(())
}
