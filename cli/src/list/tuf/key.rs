//! Key files: private keys in PKCS#8, public keys in SPKI, both as PEM.
//!
//! In: PEM files as OpenSSL, python-tuf and token tools write them. Out: TUF
//! keys and signatures. Ed25519 and ECDSA P-256, nothing else.

use crate::list::source::read_text;
use anyhow::{Context, bail};
use ed25519_dalek::pkcs8::KeypairBytes;
use p256::pkcs8::{DecodePrivateKey, DecodePublicKey, EncodePrivateKey, EncodePublicKey, LineEnding};
use serde_json::json;
use std::path::Path;

/// The field of a key that holds its name, for people.
pub(in crate::list) const NAME: &str = "x-asli-name";

/// How a key signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(in crate::list) enum Scheme {
    /// Ed25519.
    Ed25519,
    /// ECDSA on P-256 with SHA-256: what hardware tokens and cloud key stores offer.
    P256,
}

/// A key that can sign.
pub(in crate::list) enum PrivateKey {
    Ed25519(ed25519_dalek::SigningKey),
    P256(p256::ecdsa::SigningKey),
}

impl PrivateKey {
    /// A new key from the system's randomness.
    pub(in crate::list) fn generate(scheme: Scheme) -> anyhow::Result<Self> {
        loop {
            let mut seed = [0; 32];
            getrandom::fill(&mut seed).map_err(|_| anyhow::anyhow!("the system gives no random numbers"))?;
            match scheme {
                Scheme::Ed25519 => return Ok(Self::Ed25519(ed25519_dalek::SigningKey::from_bytes(&seed))),
                // One in 2³² seeds is no P-256 key: take the next.
                Scheme::P256 => {
                    if let Ok(key) = p256::ecdsa::SigningKey::from_slice(&seed) {
                        return Ok(Self::P256(key));
                    }
                }
            }
        }
    }

    /// Reads a private key file.
    pub(in crate::list) fn read(file: &Path) -> anyhow::Result<Self> {
        let pem = read_text(file)?;
        if pem.contains("ENCRYPTED PRIVATE KEY") {
            let decrypt = "openssl pkcs8 -in KEY -out PLAIN";
            bail!("{} is encrypted: decrypt it into memory first, as with {decrypt}", file.display());
        }
        if let Ok(key) = ed25519_dalek::SigningKey::from_pkcs8_pem(&pem) {
            return Ok(Self::Ed25519(key));
        }
        if let Ok(key) = p256::SecretKey::from_pkcs8_pem(&pem) {
            return Ok(Self::P256(key.into()));
        }
        bail!(
            "{} is no private key of Ed25519 or P-256 in PKCS#8 PEM; make one with `asli list key`, \
             or convert it with `openssl pkcs8 -topk8 -nocrypt`",
            file.display()
        )
    }

    /// As an unencrypted PKCS#8 PEM file.
    pub(in crate::list) fn to_pem(&self) -> anyhow::Result<String> {
        let pem = match self {
            // Without the public half: OpenSSL does not read the newer form that has it.
            Self::Ed25519(key) => {
                KeypairBytes { secret_key: key.to_bytes(), public_key: None }.to_pkcs8_pem(LineEnding::LF)
            }
            Self::P256(key) => p256::SecretKey::from(key.as_nonzero_scalar()).to_pkcs8_pem(LineEnding::LF),
        };
        Ok(pem.context("cannot encode the key")?.to_string())
    }

    /// Its public half.
    pub(in crate::list) fn public(&self) -> PublicKey {
        match self {
            Self::Ed25519(key) => PublicKey::Ed25519(key.verifying_key()),
            Self::P256(key) => PublicKey::P256(p256::PublicKey::from(key.verifying_key())),
        }
    }

    /// A signature in hex, as TUF has it: raw for Ed25519, DER for P-256.
    pub(in crate::list) fn sign(&self, message: &[u8]) -> String {
        match self {
            Self::Ed25519(key) => hex::encode(ed25519_dalek::Signer::sign(key, message).to_bytes()),
            Self::P256(key) => {
                let signature: p256::ecdsa::Signature = p256::ecdsa::signature::Signer::sign(key, message);
                hex::encode(signature.to_der().as_bytes())
            }
        }
    }
}

/// A key that can verify.
pub(in crate::list) enum PublicKey {
    Ed25519(ed25519_dalek::VerifyingKey),
    P256(p256::PublicKey),
}

impl PublicKey {
    /// Reads a public key file.
    pub(in crate::list) fn read(file: &Path) -> anyhow::Result<Self> {
        let pem = read_text(file)?;
        if pem.contains("PRIVATE KEY") {
            bail!("{} is a private key: give its public half (`openssl pkey -pubout`)", file.display());
        }
        if let Ok(key) = ed25519_dalek::VerifyingKey::from_public_key_pem(&pem) {
            return Ok(Self::Ed25519(key));
        }
        if let Ok(key) = p256::PublicKey::from_public_key_pem(&pem) {
            return Ok(Self::P256(key));
        }
        bail!("{} is no public key of Ed25519 or P-256 in PEM (-----BEGIN PUBLIC KEY-----)", file.display())
    }

    /// As a PEM file.
    pub(in crate::list) fn to_pem(&self) -> anyhow::Result<String> {
        match self {
            Self::Ed25519(key) => key.to_public_key_pem(LineEnding::LF),
            Self::P256(key) => key.to_public_key_pem(LineEnding::LF),
        }
        .context("cannot encode the key")
    }

    /// The key's id and itself, as TUF metadata holds them.
    pub(in crate::list) fn to_tuf(&self, name: &str) -> anyhow::Result<(String, sigstore_tuf::Key)> {
        let (kind, scheme, public) = match self {
            Self::Ed25519(key) => ("ed25519", "ed25519", hex::encode(key.as_bytes())),
            Self::P256(_) => ("ecdsa", "ecdsa-sha2-nistp256", self.to_pem()?),
        };
        let key = json!({ "keytype": kind, "scheme": scheme, "keyval": { "public": public }, NAME: name });
        let key: sigstore_tuf::Key = serde_json::from_value(key)?;
        Ok((key.key_id()?, key))
    }

    /// Whether `key` is the same key, however it is written and whatever its id.
    pub(in crate::list) fn is(&self, key: &sigstore_tuf::Key) -> bool {
        let public = key.keyval.public.trim();
        match self {
            Self::Ed25519(own) if !public.starts_with("-----BEGIN") => {
                public.eq_ignore_ascii_case(&hex::encode(own.as_bytes()))
            }
            Self::Ed25519(own) => ed25519_dalek::VerifyingKey::from_public_key_pem(public).is_ok_and(|key| key == *own),
            Self::P256(own) => p256::PublicKey::from_public_key_pem(public).is_ok_and(|key| key == *own),
        }
    }
}

/// What people call a key.
pub(in crate::list) fn name(id: &str, key: &sigstore_tuf::Key) -> String {
    let named = [NAME, "x-tuf-on-ci-keyowner"].iter().find_map(|field| key.extra.get(*field)?.as_str());
    named.unwrap_or_else(|| id.get(..8).unwrap_or(id)).to_owned()
}
