//! The root of trust: which keys may sign, and how many must.
//!
//! In: the pinned root document. Out: the names of the keys whose signatures hold.

use super::{ListError, Signature};
use ed25519_dalek::VerifyingKey;
use serde::{Deserialize, Serialize};

/// The keys that may sign a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Root {
    /// Version of this form: 1.
    pub schema: u32,
    /// Whether the private keys are public: for development only.
    pub development: bool,
    /// How many different keys must sign.
    pub threshold: usize,
    /// The keys.
    pub keys: Vec<Key>,
}

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// Its name, for people.
    pub name: String,
    /// The Ed25519 public key, in hex.
    pub ed25519: String,
}

impl Root {
    /// The development root that is built into this crate.
    ///
    /// # Errors
    /// [`ListError::Root`] where it does not parse: a broken build.
    pub fn embedded() -> Result<Self, ListError> {
        Self::from_json(include_bytes!("../../lists/root.json"))
    }

    /// Parses a root document.
    ///
    /// # Errors
    /// [`ListError::Root`] where it does not parse, repeats a key, or asks for
    /// no signature or more than it has keys.
    pub fn from_json(json: &[u8]) -> Result<Self, ListError> {
        let broken = |what| ListError::Root { what };
        let root: Self = serde_json::from_slice(json).map_err(|_| broken("not a root document"))?;
        let mut material: Vec<&str> = root.keys.iter().map(|key| key.ed25519.as_str()).collect();
        material.sort_unstable();
        material.dedup();
        match () {
            () if root.schema != 1 => Err(broken("unknown schema")),
            () if material.len() != root.keys.len() => Err(broken("a key is listed twice")),
            () if !(1..=root.keys.len()).contains(&root.threshold) => Err(broken("impossible threshold")),
            () => Ok(root),
        }
    }

    /// The names of the keys with a valid signature over `signed`.
    pub(super) fn signers(&self, signed: &[u8], signatures: &[Signature]) -> Result<Vec<String>, ListError> {
        let holds = |key: &&Key| {
            let mut of_key = signatures.iter().filter(|signature| signature.key == key.name);
            of_key.any(|signature| key.verify(signed, &signature.signature).is_some())
        };
        let signers: Vec<String> = self.keys.iter().filter(holds).map(|key| key.name.clone()).collect();
        if signers.len() < self.threshold {
            return Err(ListError::Threshold { have: signers.len(), need: self.threshold });
        }
        Ok(signers)
    }
}

impl Key {
    fn verify(&self, signed: &[u8], signature: &str) -> Option<()> {
        let mut key = [0; 32];
        hex::decode_to_slice(&self.ed25519, &mut key).ok()?;
        let mut bytes = [0; 64];
        hex::decode_to_slice(signature, &mut bytes).ok()?;
        let signature = ed25519_dalek::Signature::from_bytes(&bytes);
        VerifyingKey::from_bytes(&key).ok()?.verify_strict(signed, &signature).ok()
    }
}
