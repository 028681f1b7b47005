//! `asli list sign`: from sources to a bundle.
//!
//! In: `bihar/allow.json`, `common/lexicon.json`, `scopes.json`, the root and
//! private keys. Out: the bundle, verified against the root before it is written.

use anyhow::{Context, bail};
use asli::allowlist::{self, Bundle, ListDates, Root, Signature, Signed};
use ed25519_dalek::{Signer, SigningKey};
use jiff::Timestamp;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub(super) struct Args {
    /// Folder of the documents; the root is `root.json` in it.
    #[arg(long, default_value = "lists")]
    lists: PathBuf,
    /// Private keys to sign with.
    #[arg(long, num_args = 1.., required = true)]
    keys: Vec<PathBuf>,
    /// Version of the list; phones take only higher ones.
    #[arg(long)]
    list_version: u64,
    /// When it is issued (RFC 3339).
    #[arg(long)]
    issued: Timestamp,
    /// When it expires (RFC 3339).
    #[arg(long)]
    expires: Timestamp,
    /// Where the bundle goes.
    #[arg(long, default_value = "lists/embedded.json")]
    out: PathBuf,
}

/// A private key file.
#[derive(Deserialize)]
struct PrivateKey {
    name: String,
    ed25519_seed: String,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let documents = documents(&args.lists)?;
    let hashes = documents.iter().map(|(path, text)| (path.clone(), hex::encode(Sha256::digest(text))));
    let signed = serde_json::to_string(&Signed {
        schema: 1,
        dates: ListDates { version: args.list_version, issued: args.issued, expires: args.expires },
        documents: hashes.collect(),
    })?;
    let signatures = args.keys.iter().map(|key| sign(key, &signed)).collect::<Result<_, _>>()?;
    let bundle = serde_json::to_vec(&Bundle { signed, signatures, documents })?;
    let root = Root::from_json(&read(&args.lists.join("root.json"))?)?;
    let list = allowlist::verify(&bundle, &root).context("the new bundle does not verify")?;
    fs::write(&args.out, &bundle).with_context(|| format!("cannot write {}", args.out.display()))?;
    anstream::println!(
        "{}: version {}, {} bytes, signed by {}",
        args.out.display(),
        args.list_version,
        bundle.len(),
        list.signers.join(", ")
    );
    Ok(())
}

pub(super) type Documents = BTreeMap<String, String>;

/// The documents of a folder by their path in a bundle, each as compact JSON.
pub(super) fn documents(lists: &Path) -> anyhow::Result<Documents> {
    let document = |path: &str| {
        let file = lists.join(path);
        let value: serde_json::Value =
            serde_json::from_slice(&read(&file)?).with_context(|| format!("{} is not JSON", file.display()))?;
        Ok((path.to_owned(), serde_json::to_string(&value)?))
    };
    [allowlist::ALLOW, allowlist::LEXICON, allowlist::SCOPES].into_iter().map(document).collect()
}

fn sign(file: &Path, signed: &str) -> anyhow::Result<Signature> {
    let key: PrivateKey = serde_json::from_slice(&read(file)?)
        .map_err(|_| anyhow::anyhow!("{} is not a private key file", file.display()))?;
    let mut seed = [0; 32];
    if hex::decode_to_slice(&key.ed25519_seed, &mut seed).is_err() {
        bail!("{}: the seed is not 32 bytes in hex", file.display());
    }
    let signature = SigningKey::from_bytes(&seed).sign(signed.as_bytes());
    Ok(Signature { key: key.name, signature: hex::encode(signature.to_bytes()) })
}

pub(super) fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("cannot read {}", file.display()))
}
