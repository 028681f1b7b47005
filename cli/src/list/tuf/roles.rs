//! A role's keys, and how far its signatures have come.
//!
//! In: keys by id, a role's share of them, a metadata file. Out: [`Progress`].

use super::key::{PrivateKey, name};
use super::metadata::Metadata;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sigstore_tuf::{DelegatedRole, Delegations, Key, Root};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The keys of a role.
pub(in crate::list) struct RoleKeys {
    pub(in crate::list) keys: BTreeMap<String, Key>,
    pub(in crate::list) threshold: usize,
}

/// A private key with the file that it came from.
pub(in crate::list) struct Signer {
    pub(in crate::list) file: PathBuf,
    pub(in crate::list) key: PrivateKey,
}

/// How far a role's signatures have come.
pub(in crate::list) struct Progress {
    /// Names of those who have signed.
    pub(in crate::list) signed: Vec<String>,
    /// Names of those who have not.
    pub(in crate::list) open: Vec<String>,
    /// How many must.
    pub(in crate::list) threshold: usize,
}

impl RoleKeys {
    /// The keys of a role that the root appoints; none where it does not.
    pub(in crate::list) fn of_root(root: &Root, role: &str) -> Self {
        let none = RoleKeys { keys: BTreeMap::new(), threshold: usize::MAX };
        root.role(role).map_or(none, |role| Self::new(&root.keys, &role.keyids, role.threshold))
    }

    /// The keys of a delegated role.
    pub(in crate::list) fn of_delegation(delegations: &Delegations, role: &DelegatedRole) -> Self {
        Self::new(&delegations.keys, &role.keyids, role.threshold)
    }

    fn new(keys: &BTreeMap<String, Key>, ids: &[String], threshold: usize) -> Self {
        let own = ids.iter().filter_map(|id| Some((id.clone(), keys.get(id)?.clone())));
        Self { keys: own.collect(), threshold }
    }

    /// The id under which the role knows a key.
    pub(in crate::list) fn id_of(&self, key: &PrivateKey) -> Option<&str> {
        let public = key.public();
        self.keys.iter().find(|(_, key)| public.is(key)).map(|(id, _)| id.as_str())
    }

    /// Whether one of `signers` belongs to the role.
    pub(in crate::list) fn has_any(&self, signers: &[Signer]) -> bool {
        signers.iter().any(|signer| self.id_of(&signer.key).is_some())
    }

    /// Adds the signatures that `signers` owe; how many that were.
    pub(in crate::list) fn sign<T: DeserializeOwned + Serialize>(
        &self,
        metadata: &mut Metadata<T>,
        signers: &[Signer],
    ) -> anyhow::Result<usize> {
        let mut added = 0;
        for signer in signers {
            let own = self.id_of(&signer.key).and_then(|id| self.keys.get_key_value(id));
            if let Some((id, _)) = own.filter(|(id, key)| !metadata.is_signed_by(id, key)) {
                metadata.sign(id, &signer.key)?;
                added += 1;
            }
        }
        Ok(added)
    }

    /// How far the signatures of `metadata` have come.
    pub(in crate::list) fn progress<T: DeserializeOwned + Serialize>(&self, metadata: &Metadata<T>) -> Progress {
        let (signed, open): (Vec<_>, Vec<_>) = self.keys.iter().partition(|(id, key)| metadata.is_signed_by(id, key));
        let names = |keys: Vec<(&String, &Key)>| {
            let mut names: Vec<String> = keys.into_iter().map(|(id, key)| name(id, key)).collect();
            names.sort();
            names
        };
        Progress { signed: names(signed), open: names(open), threshold: self.threshold }
    }
}

impl Progress {
    /// Whether enough have signed.
    pub(in crate::list) fn is_complete(&self) -> bool {
        self.signed.len() >= self.threshold
    }
}
