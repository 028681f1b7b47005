//! One metadata file: what is signed, and the signatures.
//!
//! In: a file, or the parts of a new one. Out: a file. What another tool wrote
//! is signed as it stands, field by field, whether asli knows the field or not.

use super::key::PrivateKey;
use crate::list::source::read;
use anyhow::Context;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use sigstore_tuf::canonical_json::to_canonical_bytes;
use sigstore_tuf::{Key, Signature};
use sigstore_types::SignatureBytes;
use std::fs;
use std::path::Path;

/// The version of the TUF specification that is written.
const SPEC: &str = "1.0.31";

/// A metadata file of type `T`: [`sigstore_tuf::Root`], `Targets`, `Snapshot` or `Timestamp`.
#[derive(Clone)]
pub(in crate::list) struct Metadata<T> {
    /// The signed part, parsed.
    pub(in crate::list) signed: T,
    /// The signed part as it stands.
    value: Value,
    pub(in crate::list) signatures: Vec<Signature>,
}

impl<T: DeserializeOwned + Serialize> Metadata<T> {
    /// A new one of version 1, not signed yet; `fields` besides those that all types have.
    pub(in crate::list) fn new(kind: &str, expires: Timestamp, fields: Value) -> anyhow::Result<Self> {
        let mut value = json!({ "_type": kind, "spec_version": SPEC, "version": 1, "expires": seconds(expires)? });
        if let (Value::Object(all), Value::Object(fields)) = (&mut value, fields) {
            all.extend(fields);
        }
        Ok(Self { signed: serde_json::from_value(value.clone())?, value, signatures: Vec::new() })
    }

    /// Reads a file.
    pub(in crate::list) fn read(file: &Path) -> anyhow::Result<Self> {
        Self::parse(&read(file)?).with_context(|| format!("{} is no TUF metadata", file.display()))
    }

    fn parse(bytes: &[u8]) -> anyhow::Result<Self> {
        let mut file: Value = serde_json::from_slice(bytes)?;
        let mut take = |field: &str| file.get_mut(field).map(Value::take).with_context(|| format!("it has no {field}"));
        let (value, signatures) = (take("signed")?, take("signatures")?);
        Ok(Self {
            signed: serde_json::from_value(value.clone())?,
            value,
            signatures: serde_json::from_value(signatures)?,
        })
    }

    /// Changes the signed part: a new version, with no signature yet.
    pub(in crate::list) fn change(&mut self, expires: Timestamp, change: impl FnOnce(&mut T)) -> anyhow::Result<()> {
        change(&mut self.signed);
        let mut value = without_nulls(serde_json::to_value(&self.signed)?);
        let version = value["version"].as_u64().unwrap_or(0);
        value["version"] = version.checked_add(1).context("there is no higher version")?.into();
        value["expires"] = seconds(expires)?.into();
        self.signed = serde_json::from_value(value.clone())?;
        self.value = value;
        self.signatures.clear();
        Ok(())
    }

    /// Signs with `key` under its id, in place of an earlier signature of that id.
    pub(in crate::list) fn sign(&mut self, id: &str, key: &PrivateKey) -> anyhow::Result<()> {
        let signature = json!({ "keyid": id, "sig": key.sign(&to_canonical_bytes(&self.value)?) });
        self.signatures.retain(|signature| signature.keyid != id);
        self.signatures.push(serde_json::from_value(signature)?);
        Ok(())
    }

    /// Whether `key` has signed it under `id`.
    pub(in crate::list) fn is_signed_by(&self, id: &str, key: &Key) -> bool {
        let Ok(message) = to_canonical_bytes(&self.value) else { return false };
        let mut of_key = self.signatures.iter().filter(|signature| signature.keyid == id);
        of_key.any(|signature| {
            let bytes = hex::decode(&signature.sig).unwrap_or_default();
            key.verify(&message, &SignatureBytes::new(bytes)).is_ok()
        })
    }

    /// The file's bytes.
    pub(in crate::list) fn to_bytes(&self) -> anyhow::Result<Vec<u8>> {
        Ok(to_json(&json!({ "signatures": self.signatures, "signed": self.value }))?.into_bytes())
    }

    /// Writes the file.
    pub(in crate::list) fn write(&self, file: &Path) -> anyhow::Result<()> {
        write(file, &self.to_bytes()?)
    }
}

/// Writes a file, and the folders to it.
pub(in crate::list) fn write(file: &Path, content: &[u8]) -> anyhow::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(file, content).with_context(|| format!("cannot write {}", file.display()))
}

/// JSON with an indent of one, as the documents in `lists/` have, and a last end of line.
pub(in crate::list) fn to_json(value: &impl Serialize) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    let indent = serde_json::ser::PrettyFormatter::with_indent(b" ");
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, indent))?;
    bytes.push(b'\n');
    Ok(String::from_utf8(bytes)?)
}

/// TUF times have no fractions of a second.
fn seconds(at: Timestamp) -> anyhow::Result<String> {
    Ok(Timestamp::from_second(at.as_second())?.to_string())
}

/// `sigstore-tuf` writes what is absent as null; TUF leaves it out.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let there = fields.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(there.map(|(name, value)| (name, without_nulls(value))).collect())
        }
        Value::Array(values) => Value::Array(values.into_iter().map(without_nulls).collect()),
        other => other,
    }
}
