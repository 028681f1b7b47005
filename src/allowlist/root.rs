//! The root of trust: which keys may sign, and how many must.
//!
//! In: the bytes of a TUF `root.json`. Out: a [`Root`] that can be pinned.

use super::keys::{self, RoleKeys};
use super::{ListError, crypto};
use sigstore_tuf::Metadata;

/// The development root, built into this crate.
const DEVELOPMENT: &[u8] = include_bytes!("../../lists/metadata/1.root.json");

/// The field of a root that marks it as one for development.
const MARK: &str = "x-asli-development";

/// A root that a program pins: every list is verified from it.
///
/// It is the `root.json` that [TUF](https://theupdateframework.github.io/specification/latest/)
/// tools write. Later roots are reached from it step by step, each signed by the one before.
#[derive(Clone, Debug)]
pub struct Root {
    pub(super) bytes: Vec<u8>,
    pub(super) canonical: Vec<u8>,
    version: u64,
    development: bool,
}

impl Root {
    /// The development root that is built into this crate. Its private keys are public.
    ///
    /// # Errors
    /// [`ListError`] where it does not hold: a broken build.
    pub fn embedded() -> Result<Self, ListError> {
        Self::from_json(DEVELOPMENT)
    }

    /// Parses a root, and checks that its keys are distinct and of schemes that are accepted.
    /// That it signs itself is checked with each list; whether it has expired, when a list is imported.
    ///
    /// # Errors
    /// [`ListError::Malformed`], [`ListError::Keys`].
    pub fn from_json(json: &[u8]) -> Result<Self, ListError> {
        crypto::install()?;
        let parsed = parse(json)?;
        check_keys(parsed.signed())?;
        Ok(Self {
            bytes: json.to_vec(),
            canonical: parsed.signed_canonical().to_vec(),
            version: parsed.signed().version,
            development: json == DEVELOPMENT || is_development(parsed.signed()) || borrows(parsed.signed())?,
        })
    }

    /// Its version; roots in a bundle continue from it.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Whether it is for development only: everybody has its private keys.
    pub fn is_development(&self) -> bool {
        self.development
    }
}

pub(super) fn parse(json: &[u8]) -> Result<Metadata<sigstore_tuf::Root>, ListError> {
    Metadata::from_slice(json).map_err(|error| super::tuf::refusal(error, "root.json"))
}

/// The keys of every top-level role, in the order root, timestamp, snapshot, targets.
pub(super) fn check_keys(root: &sigstore_tuf::Root) -> Result<[RoleKeys; 4], ListError> {
    let keys = |role: &str| {
        let keys = root.role(role).ok_or_else(|| ListError::malformed(format!("the root has no role {role}")))?;
        RoleKeys::new(role, &root.keys, &keys.keyids, keys.threshold)
    };
    Ok([keys("root")?, keys("timestamp")?, keys("snapshot")?, keys("targets")?])
}

/// Whether it is marked as one for development.
pub(super) fn is_development(root: &sigstore_tuf::Root) -> bool {
    root.extra.get(MARK).is_some_and(|mark| mark.as_bool() != Some(false))
}

/// Whether it lists a key of the development root, marked or not.
fn borrows(root: &sigstore_tuf::Root) -> Result<bool, ListError> {
    let known = parse(DEVELOPMENT)?;
    let known: Vec<_> = known.signed().keys.values().filter_map(keys::raw).collect();
    Ok(root.keys.values().filter_map(keys::raw).any(|raw| known.contains(&raw)))
}
