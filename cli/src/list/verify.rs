//! `asli list verify`: is a bundle well signed, and up to date with its sources?
//!
//! In: a bundle, and the folder it was made from. Out: nothing wrong, or what is.

use super::sign::{documents, read};
use anyhow::{Context, bail};
use asli::allowlist::{self, Bundle, Root};
use std::path::PathBuf;

#[derive(clap::Args)]
pub(super) struct Args {
    /// Folder of the documents; the root is `root.json` in it.
    #[arg(long, default_value = "lists")]
    lists: PathBuf,
    /// The bundle.
    #[arg(long, default_value = "lists/embedded.json")]
    bundle: PathBuf,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let bytes = read(&args.bundle)?;
    let root = Root::from_json(&read(&args.lists.join("root.json"))?)?;
    let list = allowlist::verify(&bytes, &root).with_context(|| format!("{}", args.bundle.display()))?;
    let bundle: Bundle = serde_json::from_slice(&bytes)?;
    for (path, text) in documents(&args.lists)? {
        if bundle.documents.get(&path) != Some(&text) {
            bail!("{path} has changed since {} was signed: run `asli list sign`", args.bundle.display());
        }
    }
    anstream::println!(
        "{}: version {}, signed by {}",
        args.bundle.display(),
        list.dates.version,
        list.signers.join(", ")
    );
    Ok(())
}
