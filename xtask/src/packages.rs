//! The crates of others that are built into what we ship.
//!
//! In: `Cargo.lock` and the crates' manifests, by cargo. Out: each crate with its licence, its folder, its checksum and
//! what it needs.

use crate::run::{cargo, output, root};
use anyhow::Context;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The machines that programs and libraries are built for; each may need other crates.
const TARGETS: &[&str] =
    &["x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu", "aarch64-linux-android", "armv7-linux-androideabi"];

/// A crate by name and version, in the order of both.
pub(crate) type Key = (String, String);

pub(crate) struct Package {
    /// The licence as SPDX writes it.
    pub(crate) licence: String,
    pub(crate) repository: Option<String>,
    /// Where its source lies on this machine.
    pub(crate) folder: PathBuf,
    /// SHA-256 of the archive that the registry serves.
    pub(crate) checksum: Option<String>,
    pub(crate) needs: BTreeSet<Key>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Manifest>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Manifest {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    repository: Option<String>,
    #[serde(rename = "manifest_path")]
    path: PathBuf,
    source: Option<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    dependencies: Vec<String>,
}

/// What is built into a crate of ours: nothing of our own, and nothing that only builds or tests it.
pub(crate) struct BuiltIn {
    pub(crate) packages: BTreeMap<Key, Package>,
    /// Those that our own crates name.
    pub(crate) direct: BTreeSet<Key>,
}

/// What is built into the crate `name` of the workspace in the folder `workspace` of the checkout.
pub(crate) fn built_into(name: &str, workspace: &str) -> anyhow::Result<BuiltIn> {
    let workspace = root().join(workspace);
    let built = reached_from(name, &workspace)?;
    let metadata = ["metadata", "--format-version", "1", "--locked"];
    let text = output(cargo(metadata).current_dir(&workspace))?;
    let metadata: Metadata = serde_json::from_str(&text).context("cargo metadata gave something else")?;
    let checksums = checksums(&workspace)?;
    let keys: BTreeMap<&str, Key> =
        metadata.packages.iter().map(|package| (package.id.as_str(), package.key())).collect();
    let (mut packages, mut direct, mut own) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new());
    for manifest in metadata.packages.iter().filter(|manifest| built.contains(&manifest.key())) {
        let node = metadata.resolve.nodes.iter().find(|node| node.id == manifest.id);
        let needs = node.iter().flat_map(|node| &node.dependencies).filter_map(|id| keys.get(id.as_str()));
        let needs: BTreeSet<Key> = needs.filter(|key| built.contains(key)).cloned().collect();
        if manifest.source.is_none() {
            own.insert(manifest.key());
            direct.extend(needs);
            continue;
        }
        let licence = manifest.license.as_deref().with_context(|| format!("{} names no licence", manifest.name))?;
        let package = Package {
            licence: licence.replace('/', " OR "),
            repository: manifest.repository.clone(),
            folder: manifest.path.parent().context("a manifest lies in no folder")?.to_owned(),
            checksum: checksums.get(&manifest.key()).cloned(),
            needs,
        };
        packages.insert(manifest.key(), package);
    }
    direct.retain(|key| !own.contains(key));
    Ok(BuiltIn { packages, direct })
}

impl Manifest {
    fn key(&self) -> Key {
        (self.name.clone(), self.version.clone())
    }
}

/// The crates that a crate of ours needs on any of the machines, with the features that it asks for.
fn reached_from(name: &str, workspace: &Path) -> anyhow::Result<BTreeSet<Key>> {
    let mut reached = BTreeSet::new();
    for target in TARGETS {
        let tree = ["tree", "--locked", "--package", name, "--edges", "normal", "--prefix", "none", "--target", target];
        for line in output(cargo(tree).current_dir(workspace))?.lines() {
            let mut words = line.split(' ');
            if let (Some(name), Some(version)) = (words.next(), words.next().and_then(|word| word.strip_prefix('v'))) {
                reached.insert((name.to_owned(), version.to_owned()));
            }
        }
    }
    Ok(reached)
}

fn checksums(workspace: &Path) -> anyhow::Result<BTreeMap<Key, String>> {
    let lock = fs::read_to_string(workspace.join("Cargo.lock"))?;
    let mut checksums = BTreeMap::new();
    for package in lock.split("[[package]]").skip(1) {
        let field = |name: &str| {
            package.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = \"")?.strip_suffix('"'))
        };
        if let (Some(name), Some(version), Some(checksum)) = (field("name"), field("version"), field("checksum")) {
            checksums.insert((name.to_owned(), version.to_owned()), checksum.to_owned());
        }
    }
    Ok(checksums)
}
