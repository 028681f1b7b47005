//! The folder that `cargo xtask dist` fills.
//!
//! In: files from elsewhere, or bytes. Out: the files, and `SHA256SUMS` over all of them, sorted by path, as
//! `sha256sum --check` reads it.

use crate::run::{files, files_below};
use anyhow::Context;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn new(path: &Path) -> anyhow::Result<Self> {
        fs::create_dir_all(path).with_context(|| format!("cannot make {}", path.display()))?;
        Ok(Self(path.to_owned()))
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(super) fn write(&self, name: &str, content: &[u8]) -> anyhow::Result<()> {
        let file = self.path(name);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        }
        fs::write(&file, content).with_context(|| format!("cannot write {}", file.display()))
    }

    pub(super) fn copy(&self, from: &Path, name: &str) -> anyhow::Result<()> {
        self.write(name, &fs::read(from).with_context(|| format!("cannot read {}", from.display()))?)
    }

    /// Copies a folder that another command makes; says so where it has not been made.
    pub(super) fn take(&self, name: &str, from: &Path, made_by: &str) -> anyhow::Result<()> {
        let files = if from.is_dir() { files_below(from)? } else { Vec::new() };
        if files.is_empty() {
            eprintln!("left out: {} is not there ({made_by} makes it)", from.display());
        }
        files.iter().try_for_each(|file| self.copy(&from.join(file), &format!("{name}/{file}")))
    }

    /// Copies the files of a folder with that ending; says so where it has none.
    pub(super) fn take_files(&self, name: &str, from: &Path, ending: &str, what: &str) -> anyhow::Result<()> {
        let files = if from.is_dir() { files(from, ending)? } else { Vec::new() };
        if files.is_empty() {
            eprintln!("left out: {what} is not in {}", from.display());
        }
        files.iter().try_for_each(|file| {
            let own = file.file_name().unwrap_or_default().to_string_lossy();
            self.copy(file, &format!("{name}/{own}"))
        })
    }

    pub(super) fn write_sums(&self) -> anyhow::Result<String> {
        let mut sums = String::new();
        for name in files_below(&self.0)? {
            let digest = Sha256::digest(fs::read(self.path(&name))?);
            writeln!(sums, "{}  {name}", hex::encode(digest))?;
        }
        self.write("SHA256SUMS", sums.as_bytes())?;
        Ok(sums)
    }
}
