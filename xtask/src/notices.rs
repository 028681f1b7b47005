//! `cargo xtask notices`: the licences of everything that is built into the command and into the phones' library.
//!
//! In: the crates' own licence files. Out: one page for each of the two, kept in the repository so that archives and apps
//! can hold it.

use crate::packages::{Key, Package, built_into};
use crate::run::root;
use anyhow::{Context, ensure};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// The notices of the command.
pub(crate) const FILE: &str = "THIRD-PARTY.md";

/// What is shipped, how a reader calls it, its page, and the folder of its workspace.
const PAGES: &[(&str, &str, &str, &str)] = &[
    ("asli-cli", "the command `asli`", FILE, ""),
    ("asli-ffi", "the library for phones, Kotlin and Java", "bindings/ffi/THIRD-PARTY.md", ""),
    ("asli-python", "the Python package", "bindings/python/THIRD-PARTY.md", "bindings/python"),
];

/// How names of licence files begin, in capitals.
const BEGINNINGS: &[&str] = &["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"];

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only check that the pages are up to date.
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    if args.check {
        return check();
    }
    PAGES
        .iter()
        .try_for_each(|(name, title, page, workspace)| Ok(fs::write(root().join(page), text(name, title, workspace)?)?))
}

/// An error where a page is not what the dependencies are.
pub(crate) fn check() -> anyhow::Result<()> {
    for (name, title, page, workspace) in PAGES {
        let kept = fs::read_to_string(root().join(page)).with_context(|| format!("no {page}"))?;
        ensure!(kept == text(name, title, workspace)?, "{page} is not up to date: run `cargo xtask notices`");
    }
    Ok(())
}

fn text(name: &str, title: &str, workspace: &str) -> anyhow::Result<String> {
    let packages = built_into(name, workspace)?.packages;
    let mut page = format!(
        "# Third-party notices\n\nWhat is built into {title} beside asli itself. Each of these crates is used unchanged.\n\
         Made by `cargo xtask notices`.\n\n| crate | licence | source |\n|---|---|---|\n"
    );
    // One text, and the crates that hold it.
    let mut texts: BTreeMap<String, Vec<&Key>> = BTreeMap::new();
    for (key, package) in &packages {
        let (name, version) = key;
        let source = package.repository.as_deref().unwrap_or("-");
        writeln!(page, "| {name} {version} | {} | {source} |", package.licence)?;
        for text in licence_texts(package)? {
            texts.entry(text).or_default().push(key);
        }
    }
    // By the first crate that holds them, so that a new crate moves no other text.
    let mut texts: Vec<(Vec<&Key>, String)> = texts.into_iter().map(|(text, keys)| (keys, text)).collect();
    texts.sort();
    for (keys, text) in texts {
        let names: Vec<&str> = keys.iter().map(|(name, _)| name.as_str()).collect();
        write!(page, "\n## {}\n\n~~~text\n{text}~~~\n", names.join(", "))?;
    }
    Ok(page)
}

/// The licence files in a crate's folder. A crate without any is under one of the licences that others of the page hold.
fn licence_texts(package: &Package) -> anyhow::Result<Vec<String>> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(&package.folder)? {
        let path = entry?.path();
        if path.is_file() && is_licence(&path) {
            let bytes = fs::read(&path)?;
            // Ends of lines and blanks differ between copies of the same text.
            let text = String::from_utf8_lossy(&bytes);
            let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
            texts.push(lines.join("\n") + "\n");
        }
    }
    texts.sort();
    Ok(texts)
}

fn is_licence(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_uppercase();
    let is_code = path.extension().is_some_and(|extension| extension == "rs" || extension == "toml");
    !is_code && BEGINNINGS.iter().any(|beginning| name.starts_with(beginning))
}
