//! The first metadata of a list: every role, signed as far as the keys go.
//!
//! In: the documents in a folder, the groups that they are of, and keys. Out: `metadata/`.

use super::{Keys, OFFLINE, ONLINE};
use crate::list::sign::{Pins, pin, target_files};
use crate::list::tuf::metadata::Metadata;
use crate::list::tuf::roles::RoleKeys;
use anyhow::Context;
use asli::allowlist::{CLAIM, LEXICON, SCOPES, allow_path, clauses_path, templates_path};
use jiff::Timestamp;
use serde_json::{Value, json};
use sigstore_tuf::{Snapshot, Targets};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The documents that the targets role signs itself.
pub(in crate::list) const COMMON: [&str; 3] = [SCOPES, LEXICON, CLAIM];

/// Writes and signs every role; whether the signatures suffice.
pub(super) fn write_metadata(
    folder: &Path,
    groups: &[&str],
    expires: Timestamp,
    development: bool,
    keys: &Keys,
) -> anyhow::Result<bool> {
    fs::create_dir_all(folder.join("metadata")).with_context(|| format!("cannot write {}", folder.display()))?;
    let mut all = BTreeMap::new();
    let mut roles = serde_json::Map::new();
    for role in [OFFLINE, ONLINE].concat() {
        let (own, role_keys) = keys.of(role)?;
        all.extend(own);
        roles.insert(role.to_owned(), role_keys);
    }
    let mut fields = json!({ "consistent_snapshot": false, "keys": all, "roles": roles });
    if development {
        fields["x-asli-development"] = true.into();
    }
    let mut root: Metadata<sigstore_tuf::Root> = Metadata::new("root", expires, fields)?;
    let of_root = |role: &str| RoleKeys::of_root(&root.signed, role);
    let [for_root, for_targets, for_snapshot, for_timestamp] =
        ["root", "targets", "snapshot", "timestamp"].map(of_root);
    let mut group_keys = BTreeMap::new();
    let mut delegated = Vec::new();
    for group in groups {
        let (own, delegation) = delegation(group, keys)?;
        group_keys.extend(own);
        delegated.push(delegation);
    }
    let common: Vec<(&str, PathBuf)> = COMMON.iter().map(|path| (*path, folder.join(path))).collect();
    let common: Vec<(&str, &Path)> = common.iter().map(|(path, file)| (*path, file.as_path())).collect();
    let delegations = json!({ "keys": group_keys, "roles": delegated });
    let listed = plain(&target_files(&common)?);
    let mut targets: Metadata<Targets> =
        Metadata::new("targets", expires, json!({ "targets": listed, "delegations": delegations }))?;
    for_root.sign(&mut root, &keys.signers)?;
    for_targets.sign(&mut targets, &keys.signers)?;
    let mut complete = for_root.progress(&root).is_complete() && for_targets.progress(&targets).is_complete();
    let delegations = targets.signed.delegations.clone().context("the delegations are lost")?;
    let mut pins = Pins::from([("targets.json".to_owned(), pin(1, &targets.to_bytes()?)?)]);
    for (group, role) in groups.iter().zip(&delegations.roles) {
        let mut list = group_metadata(folder, group, expires)?;
        let for_group = RoleKeys::of_delegation(&delegations, role);
        for_group.sign(&mut list, &keys.signers)?;
        complete &= for_group.progress(&list).is_complete();
        pins.insert(format!("{group}.json"), pin(1, &list.to_bytes()?)?);
        list.write(&folder.join(format!("metadata/{group}.json")))?;
    }
    let mut snapshot: Metadata<Snapshot> = Metadata::new("snapshot", expires, json!({ "meta": plain_pins(&pins) }))?;
    for_snapshot.sign(&mut snapshot, &keys.signers)?;
    let pins = plain_pins(&Pins::from([("snapshot.json".to_owned(), pin(1, &snapshot.to_bytes()?)?)]));
    let mut timestamp: Metadata<sigstore_tuf::Timestamp> =
        Metadata::new("timestamp", expires, json!({ "meta": pins }))?;
    for_timestamp.sign(&mut timestamp, &keys.signers)?;
    root.write(&folder.join("metadata/1.root.json"))?;
    targets.write(&folder.join("metadata/targets.json"))?;
    snapshot.write(&folder.join("metadata/snapshot.json"))?;
    timestamp.write(&folder.join("metadata/timestamp.json"))?;
    Ok(complete && for_snapshot.progress(&snapshot).is_complete() && for_timestamp.progress(&timestamp).is_complete())
}

/// The delegation of a group to its keys, with those keys by id.
pub(in crate::list) fn delegation(
    group: &str,
    keys: &Keys,
) -> anyhow::Result<(BTreeMap<String, sigstore_tuf::Key>, Value)> {
    let (own, mut delegation) = keys.of(group)?;
    delegation["name"] = group.into();
    delegation["terminating"] = true.into();
    delegation["paths"] = json!([format!("{group}/*")]);
    Ok((own, delegation))
}

/// The first metadata of a group's role, over its documents in `folder`; not signed yet.
pub(in crate::list) fn group_metadata(
    folder: &Path,
    group: &str,
    expires: Timestamp,
) -> anyhow::Result<Metadata<Targets>> {
    let files = [allow_path(group), clauses_path(group), templates_path(group)].map(|path| (folder.join(&path), path));
    // A list need not have templates.
    let there = files.iter().filter(|(file, path)| *path != templates_path(group) || file.exists());
    let listed: Vec<(&str, &Path)> = there.map(|(file, path)| (path.as_str(), file.as_path())).collect();
    Metadata::new("targets", expires, json!({ "targets": plain(&target_files(&listed)?) }))
}

/// Without the fields that are absent.
fn plain(listed: &BTreeMap<String, sigstore_tuf::TargetFile>) -> Value {
    let target = |target: &sigstore_tuf::TargetFile| json!({ "length": target.length, "hashes": target.hashes });
    listed.iter().map(|(path, file)| (path.clone(), target(file))).collect()
}

fn plain_pins(pins: &Pins) -> Value {
    let pin =
        |pin: &sigstore_tuf::MetaFile| json!({ "version": pin.version, "length": pin.length, "hashes": pin.hashes });
    pins.iter().map(|(name, file)| (name.clone(), pin(file))).collect()
}
