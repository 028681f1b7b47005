//! `asli list key`: one key pair.
//!
//! In: a name. Out: a private key file for its holder, a public one to hand over.

use super::tuf::key::{PrivateKey, Scheme};
use super::tuf::metadata::write;
use anyhow::{Context, bail};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub(super) struct Args {
    /// Where the private key goes (`alice-root.pem`); the public half goes beside it (`alice-root.pub.pem`).
    file: PathBuf,
    /// How the key signs.
    #[arg(long, value_enum, default_value = "ed25519")]
    scheme: Scheme,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let key = PrivateKey::generate(args.scheme)?;
    write_pair(&args.file, &key)?;
    writeln!(
        anstream::stdout(),
        "{}  private: never hand it over, never copy it to a machine that is online\n{}  public: for `asli list init --public` or `rotate-root --add`",
        args.file.display(),
        public_file(&args.file).display()
    )?;
    Ok(())
}

/// Writes both halves; a key that is there already is never overwritten.
pub(super) fn write_pair(file: &Path, key: &PrivateKey) -> anyhow::Result<()> {
    if file.exists() {
        bail!("{} is there already: take another name, a lost key cannot be made again", file.display());
    }
    write(&public_file(file), key.public().to_pem()?.as_bytes())?;
    write_private(file, &key.to_pem()?)
}

/// `a.pem` → `a.pub.pem`
pub(super) fn public_file(file: &Path) -> PathBuf {
    file.with_extension("pub.pem")
}

/// Only its owner may read it.
fn write_private(file: &Path, pem: &str) -> anyhow::Result<()> {
    use std::io::Write;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(file).and_then(|mut open| open.write_all(pem.as_bytes()));
    written.with_context(|| format!("cannot write {}", file.display()))
}
