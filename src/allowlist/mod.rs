//! The signed list: from bytes to documents that can be trusted.
//!
//! In: one offline bundle and the pinned [`Root`]. Out: a [`TrustedList`], or a
//! [`ListError`] that says what is wrong. No network, no clock of its own.
//!
//! A bundle is an envelope: the documents, a signed text with their hashes, and
//! Ed25519 signatures over its very bytes by at least `threshold` keys of the root. A list that
//! claims something outside its scope is refused, however well signed.

mod dates;
mod error;
mod root;
mod scope;

pub use dates::ListDates;
pub use error::ListError;
pub use root::{Key, Root};

use crate::list::schema::{Allow, Lexicon, Scopes};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The largest bundle that is read, in bytes.
pub const MOST_BYTES: usize = 1 << 20;

/// Path of the issuer group's document in a bundle.
pub const ALLOW: &str = "bihar/allow.json";
/// Path of the lexicon in a bundle.
pub const LEXICON: &str = "common/lexicon.json";
/// Path of the scopes in a bundle.
pub const SCOPES: &str = "scopes.json";

/// A list whose signatures, scope and form have been checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustedList {
    /// Its version and dates.
    pub dates: ListDates,
    /// Names of the keys that signed it.
    pub signers: Vec<String>,
    /// How many signatures the root asks for.
    pub threshold: usize,
    /// Whether the root is for development only: anybody can sign for it.
    pub development: bool,
    /// SHA-256 of the signed text, which names the hash of every document.
    pub sha256: [u8; 32],
    /// The issuer group's rules.
    pub allow: Allow,
    /// The words of danger.
    pub lexicon: Lexicon,
}

/// The bundle's outer form.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bundle {
    /// The JSON text of a [`Signed`], byte for byte as signed.
    pub signed: String,
    /// Signatures over `signed`.
    pub signatures: Vec<Signature>,
    /// The documents' JSON texts, by path, byte for byte as hashed.
    pub documents: BTreeMap<String, String>,
}

/// One signature.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// Name of the key in the root.
    pub key: String,
    /// Ed25519 signature, in hex.
    pub signature: String,
}

/// What is signed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// Version of this form: 1.
    pub schema: u32,
    /// Version and dates of the list.
    pub dates: ListDates,
    /// SHA-256 of each document in hex, by path.
    pub documents: BTreeMap<String, String>,
}

/// Verifies a bundle against a pinned root.
///
/// # Errors
/// [`ListError`]; the bundle is then not used at all.
pub fn verify(bundle: &[u8], root: &Root) -> Result<TrustedList, ListError> {
    if bundle.len() > MOST_BYTES {
        return Err(ListError::TooLarge { bytes: bundle.len() });
    }
    let envelope: Bundle = serde_json::from_slice(bundle).map_err(|_| ListError::Malformed { what: "bundle" })?;
    let signers = root.signers(envelope.signed.as_bytes(), &envelope.signatures)?;
    let signed: Signed = parse("signed", &envelope.signed)?;
    if signed.schema != 1 {
        return Err(ListError::Schema { found: signed.schema });
    }
    let document = |path: &'static str| {
        let (hash, text) = (signed.documents.get(path), envelope.documents.get(path));
        let (hash, text) = hash.zip(text).ok_or(ListError::Missing { path })?;
        let same = *hash == hex::encode(Sha256::digest(text));
        if same { Ok(text.as_str()) } else { Err(ListError::Integrity { path }) }
    };
    let allow: Allow = parse(ALLOW, document(ALLOW)?)?;
    let scopes: Scopes = parse(SCOPES, document(SCOPES)?)?;
    scope::check(&allow, &scopes)?;
    Ok(TrustedList {
        dates: signed.dates,
        signers,
        threshold: root.threshold,
        development: root.development,
        sha256: Sha256::digest(&envelope.signed).into(),
        lexicon: parse(LEXICON, document(LEXICON)?)?,
        allow,
    })
}

fn parse<'a, T: Deserialize<'a>>(what: &'static str, text: &'a str) -> Result<T, ListError> {
    serde_json::from_str(text).map_err(|_| ListError::Malformed { what })
}

/// The list that is built into this crate, signed with development keys.
///
/// # Errors
/// [`ListError`] where it fails verification: a broken build.
pub fn embedded() -> Result<TrustedList, ListError> {
    verify(include_bytes!("../../lists/embedded.json"), &Root::embedded()?)
}
