//! `asli list pack`: from a repository's folder to one bundle.
//!
//! In: metadata and documents, by whatever tool they were signed. Out: one tar
//! archive, verified from the pinned root before it is written.

use super::tuf::metadata::write;
use super::tuf::repository::Repository;
use anyhow::{Context, ensure};
use asli::allowlist::{self, Root, install_crypto};
use std::io::Write;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(super) struct Args {
    /// Folder of the repository: metadata/, and the documents beside it or in targets/.
    #[arg(long, default_value = "lists")]
    lists: PathBuf,
    /// The root that phones pin; default: metadata/1.root.json.
    #[arg(long)]
    root: Option<PathBuf>,
    /// Where the bundle goes.
    #[arg(long, default_value = "lists/embedded.tar")]
    out: PathBuf,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    install_crypto()?;
    let repository = Repository::open(&args.lists)?;
    let bytes = repository.bundle()?.pack()?;
    let pinned = args.root.clone().unwrap_or_else(|| repository.root_file(1));
    ensure!(pinned.exists(), "{} is not there: name the root that phones pin with --root", pinned.display());
    let root = Root::from_json(&super::source::read(&pinned)?).with_context(|| format!("{}", pinned.display()))?;
    let list = allowlist::verify(&bytes, &root)
        .context("the bundle would be refused; `asli list sign` says which signatures are missing")?;
    write(&args.out, &bytes)?;
    writeln!(
        anstream::stdout(),
        "{}: version {}, {} bytes, signed by {}, until {}",
        args.out.display(),
        list.dates.version,
        bytes.len(),
        list.signers().join(", "),
        list.dates.expires.strftime("%F")
    )?;
    Ok(())
}
