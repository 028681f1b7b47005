//! The keys of a role: which may sign, and what is known of them.
//!
//! In: keys by id and a role's share of them, as TUF metadata has them. Out:
//! [`RoleKeys`], or a [`ListError::Keys`].
//!
//! TUF counts key *ids*. One key under two ids would then be a quorum of its
//! own, so here the key *material* must differ; and only two schemes exist.

use super::ListError;
use sha2::{Digest, Sha256};
use sigstore_tuf::Key;
use std::collections::{BTreeMap, BTreeSet};

/// The schemes that are accepted, with the key types that go with each.
const SCHEMES: &[(&str, &[&str])] =
    &[("ed25519", &["ed25519"]), ("ecdsa-sha2-nistp256", &["ecdsa", "ecdsa-sha2-nistp256"])];

/// The first byte of a P-256 point with both coordinates, and its length.
const UNCOMPRESSED: u8 = 4;
const POINT_BYTES: usize = 65;

/// The fields of a key that hold its name, most telling first.
const NAMES: &[&str] = &["x-asli-name", "x-tuf-on-ci-keyowner", "x-tuf-on-ci-online-uri"];

/// The keys that may sign a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RoleKeys {
    /// Each key with its id.
    pub(super) keys: Vec<(String, Key)>,
    /// How many must sign.
    pub(super) threshold: usize,
    /// SHA-256 over the sorted key material: tells whether a role's keys have changed.
    pub(super) fingerprint: [u8; 32],
}

impl RoleKeys {
    /// # Errors
    /// [`ListError::Keys`] where an id has no key, two ids have one key, a scheme is
    /// not accepted, or the threshold can be met by nobody or by nothing.
    pub(super) fn new(
        role: &str,
        all: &BTreeMap<String, Key>,
        ids: &[String],
        threshold: usize,
    ) -> Result<Self, ListError> {
        let unusable = |what| ListError::Keys { role: role.to_owned(), what };
        let mut material = BTreeSet::new();
        let mut keys = Vec::with_capacity(ids.len());
        for id in ids {
            let key = all.get(id).ok_or_else(|| unusable("an id has no key"))?;
            if !material.insert(raw(key).ok_or_else(|| unusable("a key does not parse or has another scheme"))?) {
                return Err(unusable("one key stands under two ids"));
            }
            keys.push((id.clone(), key.clone()));
        }
        if !(1..=keys.len()).contains(&threshold) {
            return Err(unusable("the threshold cannot be met"));
        }
        let mut hash = Sha256::new();
        for raw in &material {
            hash.update(raw);
        }
        Ok(Self { keys, threshold, fingerprint: hash.finalize().into() })
    }

    /// The names of the keys, for people.
    pub(super) fn names(&self) -> Vec<String> {
        self.keys.iter().map(|(id, key)| name(id, key)).collect()
    }
}

/// A key's name for people, or the start of its id.
pub(super) fn name(id: &str, key: &Key) -> String {
    let named = NAMES.iter().find_map(|field| key.extra.get(*field)?.as_str());
    named.unwrap_or_else(|| id.get(..8).unwrap_or(id)).to_owned()
}

/// The key's bytes, however they are written, if its scheme is accepted.
pub(super) fn raw(key: &Key) -> Option<Vec<u8>> {
    let (_, types) = SCHEMES.iter().find(|(scheme, _)| *scheme == key.scheme)?;
    if !types.contains(&key.keytype.as_str()) {
        return None;
    }
    let raw = key.verification_key().ok()?.as_bytes().to_vec();
    // A point has three encodings; with only one of them, equal bytes are equal keys.
    let encoded = key.scheme == "ed25519" || matches!(raw.as_slice(), [UNCOMPRESSED, ..] if raw.len() == POINT_BYTES);
    encoded.then_some(raw)
}
