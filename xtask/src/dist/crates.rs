//! The crates as crates.io takes them.
//!
//! In: the checkout. Out: `crates/*.crate`, each checked: few files, small, and nothing in it that nobody builds from.

use super::{Build, Folder};
use crate::run::run;
use anyhow::ensure;
use flate2::read::GzDecoder;
use std::fs;

const CRATES: &[&str] = &["asli", "asli-cli"];
const MOST_FILES: usize = 200;
const MOST_BYTES: usize = 1_000_000;
/// Endings and folders that have no business in a crate: keys, pictures, apps, other languages.
const FORBIDDEN: &[&str] =
    &[".pem", ".png", ".svg", ".apk", ".jar", ".so", "lists/keys", "android-demo", "bindings", "docs/"];

pub(super) fn make(folder: &Folder, build: &Build) -> anyhow::Result<()> {
    let packages = CRATES.iter().flat_map(|name| ["--package", *name]);
    // Uncommitted work is packed too, and cargo's own note in the crate says so.
    let mut package = build.command(env!("CARGO"));
    run(package.args(["package", "--locked", "--allow-dirty", "--no-verify", "--quiet"]).args(packages))?;
    for name in CRATES {
        let file = format!("{name}-{}.crate", env!("CARGO_PKG_VERSION"));
        let bytes = fs::read(build.target.join("package").join(&file))?;
        check(&file, &bytes)?;
        folder.write(&format!("crates/{file}"), &bytes)?;
    }
    Ok(())
}

fn check(name: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let mut count = 0;
    for entry in tar::Archive::new(GzDecoder::new(bytes)).entries()? {
        let entry = entry?;
        let path = entry.path()?.to_string_lossy().into_owned();
        if let Some(part) = FORBIDDEN.iter().find(|part| path.contains(**part)) {
            anyhow::bail!(
                "{name} holds {path}: nothing with {part} belongs in a crate; see `include` in its Cargo.toml"
            );
        }
        count += 1;
    }
    ensure!(count < MOST_FILES, "{name} holds {count} files; fewer than {MOST_FILES} are expected");
    ensure!(bytes.len() < MOST_BYTES, "{name} takes {} bytes; fewer than {MOST_BYTES} are expected", bytes.len());
    eprintln!("{name}: {count} files, {} bytes", bytes.len());
    Ok(())
}
