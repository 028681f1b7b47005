//! `asli list verify`: would a phone take this bundle, and is it up to date with its sources?
//!
//! In: a bundle, the root to verify it from, the folder it was made from. Out: nothing wrong, or what is.

use super::source::read;
use super::tuf::repository::Repository;
use crate::chosen;
use anyhow::{Context, bail};
use asli::allowlist::{Bundle, install_crypto};
use jiff::Timestamp;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub(super) struct Args {
    /// The bundle.
    #[arg(default_value = "lists/embedded.tar")]
    bundle: PathBuf,
    /// The root to verify it from; default: the built-in development root.
    #[arg(long)]
    root: Option<PathBuf>,
    /// Folder of the repository that the bundle must be up to date with (default for our own: lists).
    #[arg(long)]
    lists: Option<PathBuf>,
    /// The clock to verify by (RFC 3339); default: now.
    #[arg(long)]
    at: Option<Timestamp>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    install_crypto()?;
    let list = chosen::verify(&args.bundle, args.root.as_deref())?;
    list.refuse_expired(args.at.unwrap_or_else(Timestamp::now))
        .with_context(|| format!("{}: no phone would take it", args.bundle.display()))?;
    let own = Path::new("lists/embedded.tar");
    let lists = args.lists.clone().or_else(|| (args.bundle == own).then(|| PathBuf::from("lists")));
    if let Some(lists) = lists {
        compare(&args.bundle, &lists)?;
    }
    writeln!(
        anstream::stdout(),
        "{}: version {}, signed by {}, until {}",
        args.bundle.display(),
        list.dates.version,
        list.signers().join(", "),
        list.dates.expires.strftime("%F")
    )?;
    Ok(())
}

fn compare(file: &Path, lists: &Path) -> anyhow::Result<()> {
    let packed = Bundle::unpack(&read(file)?)?;
    let now = Repository::open(lists)?.bundle()?;
    if packed == now {
        return Ok(());
    }
    let changed = now.files().find(|(path, content)| packed.file(path) != Some(content)).map(|(path, _)| path);
    let gone = packed.files().find(|(path, _)| now.file(path).is_none()).map(|(path, _)| path);
    let path = changed.or(gone).unwrap_or_default();
    bail!("{path} has changed since {} was packed: run `asli list sign` and `asli list pack`", file.display())
}
