//! Signature verification for TUF: Ed25519 and ECDSA P-256, in Rust.
//!
//! In: a raw public key, bytes, a signature. Out: valid, or not. Every other
//! scheme is refused, so that no weaker one can be slipped in.

use super::ListError;
use sha2::{Digest, Sha256, Sha384, Sha512};
use sigstore_crypto::{CryptoProvider, Error, HashContext, SigningScheme};
use sigstore_types::HashAlgorithm;

type Result<T> = std::result::Result<T, Error>;

/// The provider that every verification of this crate goes through.
static PROVIDER: Provider = Provider { _sized: 0 };

/// Installs the provider, once a process.
///
/// # Errors
/// [`ListError::Provider`] where another one is installed: it might verify less strictly.
pub fn install() -> std::result::Result<(), ListError> {
    let _ = sigstore_crypto::install_default_provider(&PROVIDER);
    let ours = sigstore_crypto::try_default_provider()
        .is_some_and(|installed| std::ptr::addr_eq(std::ptr::from_ref(installed), std::ptr::from_ref(&PROVIDER)));
    if ours { Ok(()) } else { Err(ListError::Provider) }
}

#[derive(Debug)]
struct Provider {
    /// A type without size could share its address with another.
    _sized: u8,
}

impl CryptoProvider for Provider {
    fn hash(&self, algorithm: HashAlgorithm) -> Result<Box<dyn HashContext>> {
        match algorithm {
            HashAlgorithm::Sha2256 => Ok(Box::new(Hash(Sha256::new()))),
            HashAlgorithm::Sha2384 => Ok(Box::new(Hash(Sha384::new()))),
            HashAlgorithm::Sha2512 => Ok(Box::new(Hash(Sha512::new()))),
            _ => Err(Error::UnsupportedAlgorithm("hash".into())),
        }
    }

    fn verify_raw(&self, scheme: SigningScheme, key: &[u8], data: &[u8], signature: &[u8]) -> Result<()> {
        let valid = match scheme {
            SigningScheme::Ed25519 => ed25519(key, data, signature),
            SigningScheme::EcdsaP256Sha256 => p256(key, data, signature),
            _ => return Err(Error::UnsupportedAlgorithm(scheme.name().into())),
        };
        valid.ok_or_else(|| Error::Verification(scheme.name().into()))
    }

    fn verify_prehashed(&self, scheme: SigningScheme, _: &[u8], _: &[u8], _: &[u8]) -> Result<()> {
        Err(Error::UnsupportedAlgorithm(scheme.name().into()))
    }
}

fn ed25519(key: &[u8], data: &[u8], signature: &[u8]) -> Option<()> {
    let key = ed25519_dalek::VerifyingKey::from_bytes(key.try_into().ok()?).ok()?;
    let signature = ed25519_dalek::Signature::from_slice(signature).ok()?;
    key.verify_strict(data, &signature).ok()
}

fn p256(key: &[u8], data: &[u8], signature: &[u8]) -> Option<()> {
    use p256::ecdsa::signature::Verifier;
    let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(key).ok()?;
    let signature = p256::ecdsa::Signature::from_der(signature).ok()?;
    key.verify(data, &signature).ok()
}

struct Hash<D>(D);

impl<D: Digest + Send> HashContext for Hash<D> {
    fn update(&mut self, data: &[u8]) {
        self.0.update(data);
    }

    fn finalize(self: Box<Self>) -> Vec<u8> {
        self.0.finalize().to_vec()
    }
}
