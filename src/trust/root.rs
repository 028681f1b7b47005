//! The root of trust: which keys may sign, and how many must.
//!
//! In: the bytes of a TUF `root.json`. Out: a [`Root`] that can be pinned.

use super::error::refusal;
use super::keys::RoleKeys;
use super::{ListError, crypto, development};
use sigstore_tuf::Metadata;

/// The development root, built into this crate.
const DEVELOPMENT: &[u8] = include_bytes!("../../lists/metadata/1.root.json");

/// The field of a root that marks it as one for development.
const MARK: &str = "x-asli-development";

/// The field of a root whose online roles are signed by a tool that pins versions without hashes.
const VERSION_PINS: &str = "x-asli-version-pins";

/// A root that a program pins: every list is verified from it.
///
/// It is the `root.json` that [TUF](https://theupdateframework.github.io/specification/latest/)
/// tools write. Later roots are reached from it step by step, each signed by the one before.
#[derive(Clone, Debug)]
pub struct Root {
    pub(crate) bytes: Vec<u8>,
    pub(super) canonical: Vec<u8>,
    version: u64,
    marked: bool,
    built_in: bool,
}

impl Root {
    /// The development root that is built into this crate. Its private keys are public.
    ///
    /// # Errors
    /// [`ListError`] where it does not hold: a broken build.
    pub fn embedded() -> Result<Self, ListError> {
        Self::from_json(DEVELOPMENT)
    }

    /// Parses a root, and checks that its keys are distinct, of schemes that are accepted, and none of them a
    /// development key unless it is the built-in development root itself. That it signs itself is checked with each list; whether it has expired, when a list is imported.
    ///
    /// # Errors
    /// [`ListError::Malformed`], [`ListError::Keys`].
    pub fn from_json(json: &[u8]) -> Result<Self, ListError> {
        crypto::install()?;
        let parsed = parse(json)?;
        check_keys(parsed.signed())?;
        let root = Self {
            bytes: json.to_vec(),
            canonical: parsed.signed_canonical().to_vec(),
            version: parsed.signed().version,
            marked: is_marked(parsed.signed()),
            built_in: json == DEVELOPMENT || parsed.signed_canonical() == parse(DEVELOPMENT)?.signed_canonical(),
        };
        root.refuse_development_keys(parsed.signed())?;
        Ok(root)
    }

    /// Its version; roots in a bundle continue from it.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Whether it is for development only: everybody has its private keys.
    pub fn is_development(&self) -> bool {
        self.built_in || self.marked
    }

    /// Whether development keys may sign below it.
    pub(super) fn allows_development_keys(&self) -> bool {
        self.built_in
    }

    /// Refuses a root on the way from this one that names a development key for any role, or for none.
    pub(super) fn refuse_development_keys(&self, root: &sigstore_tuf::Root) -> Result<(), ListError> {
        if self.allows_development_keys() {
            return Ok(());
        }
        for (role, keys) in &root.roles {
            development::refuse(role, keys.keyids.iter().filter_map(|id| root.keys.get(id)))?;
        }
        development::refuse("root", root.keys.values())
    }
}

pub(super) fn parse(json: &[u8]) -> Result<Metadata<sigstore_tuf::Root>, ListError> {
    Metadata::from_slice(json).map_err(|error| refusal(error, "root.json"))
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
pub(super) fn is_marked(root: &sigstore_tuf::Root) -> bool {
    root.extra.get(MARK).is_some_and(|mark| mark.as_bool() != Some(false))
}

/// Whether it says that its snapshot and timestamp pin by version alone.
pub(super) fn pins_versions_only(root: &sigstore_tuf::Root) -> bool {
    root.extra.get(VERSION_PINS).and_then(serde_json::Value::as_bool) == Some(true)
}
