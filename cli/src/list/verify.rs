//! `asli list verify`: is a bundle well signed, and up to date with its sources?
//!
//! In: a bundle, and the folder it was made from. Out: nothing wrong, or what is.

use anyhow::{Context, bail};
use asli::allowlist::{self, Bundle, Root};
use std::fs;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub(super) struct Args {
    /// Folder of the documents; the pinned root is `metadata/1.root.json` in it.
    #[arg(long, default_value = "lists")]
    lists: PathBuf,
    /// The bundle.
    #[arg(long, default_value = "lists/embedded.tar")]
    bundle: PathBuf,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let bytes = read(&args.bundle)?;
    let root = Root::from_json(&read(&args.lists.join("metadata/1.root.json"))?)?;
    let list = allowlist::verify(&bytes, &root).with_context(|| format!("{}", args.bundle.display()))?;
    for (path, content) in Bundle::unpack(&bytes)?.files() {
        let source = args.lists.join(path.strip_prefix("targets/").unwrap_or(path));
        if read(&source)? != content {
            bail!("{} has changed since {} was packed", source.display(), args.bundle.display());
        }
    }
    anstream::println!(
        "{}: version {}, signed by {}",
        args.bundle.display(),
        list.dates.version,
        list.signers().join(", ")
    );
    Ok(())
}

fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("cannot read {}", file.display()))
}
