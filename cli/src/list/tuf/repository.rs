//! A repository as a folder: metadata, documents, and the bundle made of them.
//!
//! In: `metadata/` as asli, python-tuf or tuf-on-ci wrote it, and the documents
//! beside it (or in `targets/`). Out: each role's file, and the [`Bundle`].

use super::metadata::Metadata;
use crate::list::source::read;
use anyhow::{Context, bail};
use asli::allowlist::Bundle;
use sigstore_tuf::{Root, Snapshot, TargetFile, Targets, Timestamp};
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of a repository.
pub(in crate::list) struct Repository {
    folder: PathBuf,
}

impl Repository {
    /// The repository in `folder`.
    pub(in crate::list) fn open(folder: &Path) -> anyhow::Result<Self> {
        let repository = Self { folder: folder.to_owned() };
        if repository.root_versions()?.is_empty() {
            bail!("{} holds no metadata/1.root.json: `asli list init` makes a repository", folder.display());
        }
        Ok(repository)
    }

    /// The versions of the roots that are there, lowest first.
    pub(in crate::list) fn root_versions(&self) -> anyhow::Result<Vec<u64>> {
        let folder = self.folder.join("metadata");
        let Ok(files) = fs::read_dir(&folder) else { return Ok(Vec::new()) };
        let mut versions = Vec::new();
        for file in files {
            let name = file.with_context(|| format!("cannot read {}", folder.display()))?.file_name();
            let version = name.to_str().and_then(|name| name.strip_suffix(".root.json")).map(str::parse::<u64>);
            versions.extend(version.and_then(Result::ok));
        }
        versions.sort_unstable();
        Ok(versions)
    }

    /// The newest root, complete or not.
    pub(in crate::list) fn newest_root(&self) -> anyhow::Result<Metadata<Root>> {
        let version = self.root_versions()?.last().copied().unwrap_or(1);
        Metadata::read(&self.root_file(version))
    }

    /// The file of a root.
    pub(in crate::list) fn root_file(&self, version: u64) -> PathBuf {
        self.metadata(&format!("{version}.root.json"))
    }

    /// The file of a role other than root, in a repository without consistent snapshots.
    pub(in crate::list) fn role_file(&self, role: &str) -> PathBuf {
        self.metadata(&format!("{role}.json"))
    }

    fn metadata(&self, name: &str) -> PathBuf {
        self.folder.join("metadata").join(name)
    }

    /// The file of a document.
    pub(in crate::list) fn document_file(&self, path: &str) -> PathBuf {
        let targets = self.folder.join("targets");
        if targets.is_dir() { targets.join(path) } else { self.folder.join(path) }
    }

    /// Everything that a phone needs, as one bundle. Nothing is verified here.
    pub(in crate::list) fn bundle(&self) -> anyhow::Result<Bundle> {
        let mut bundle = Bundle::default();
        let mut add = |name: &str| -> anyhow::Result<()> {
            bundle.insert(format!("metadata/{name}"), read(&self.metadata(name))?);
            Ok(())
        };
        for version in self.root_versions()? {
            add(&format!("{version}.root.json"))?;
        }
        let consistent = self.newest_root()?.signed.consistent_snapshot;
        let named = |name: &str, version: u64| if consistent { format!("{version}.{name}") } else { name.to_owned() };
        add("timestamp.json")?;
        let timestamp: Metadata<Timestamp> = Metadata::read(&self.metadata("timestamp.json"))?;
        let pinned = timestamp.signed.snapshot_meta().context("timestamp.json pins no snapshot.json")?.version;
        let snapshot = named("snapshot.json", pinned);
        add(&snapshot)?;
        let snapshot: Metadata<Snapshot> = Metadata::read(&self.metadata(&snapshot))?;
        let mut documents = Vec::new();
        for (name, pin) in &snapshot.signed.meta {
            let name = named(name, pin.version);
            add(&name)?;
            let targets: Metadata<Targets> = Metadata::read(&self.metadata(&name))?;
            documents.extend(targets.signed.targets);
        }
        for (path, target) in documents {
            let (path, content) = self.document(&path, &target, consistent)?;
            bundle.insert(format!("targets/{path}"), content);
        }
        Ok(bundle)
    }

    /// A document under the name that a bundle has for it.
    fn document(&self, path: &str, target: &TargetFile, consistent: bool) -> anyhow::Result<(String, Vec<u8>)> {
        let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
        let hashed = target.hashes.get("sha256").map(|hash| {
            let name = format!("{hash}.{name}");
            if folder.is_empty() { name } else { format!("{folder}/{name}") }
        });
        let Some(hashed) = hashed.filter(|_| consistent) else {
            return Ok((path.to_owned(), read(&self.document_file(path))?));
        };
        let file = self.document_file(&hashed);
        let content = if file.exists() { read(&file)? } else { read(&self.document_file(path))? };
        Ok((hashed, content))
    }
}
