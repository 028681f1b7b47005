//! The signed list: what is refused, and why.
#![allow(clippy::unwrap_used)]

use asli::allowlist::{self, Bundle, ListError, Root, Signature};

const BUNDLE: &[u8] = include_bytes!("../lists/embedded.json");

fn bundle() -> Bundle {
    serde_json::from_slice(BUNDLE).unwrap()
}

fn verify(bundle: &Bundle) -> Result<allowlist::TrustedList, ListError> {
    allowlist::verify(&serde_json::to_vec(bundle).unwrap(), &Root::embedded().unwrap())
}

#[test]
fn the_built_in_list_is_signed_by_enough_keys() {
    let list = allowlist::embedded().unwrap();
    assert!(list.signers.len() >= list.threshold);
    assert!(list.development);
}

#[test]
fn one_signature_is_not_two() {
    let mut one = bundle();
    one.signatures.truncate(1);
    assert_eq!(verify(&one), Err(ListError::Threshold { have: 1, need: 2 }));
}

#[test]
fn the_same_signature_twice_counts_once() {
    let mut twice = bundle();
    let first = &twice.signatures[0];
    let again = Signature { key: first.key.clone(), signature: first.signature.clone() };
    twice.signatures = vec![Signature { key: again.key.clone(), signature: again.signature.clone() }, again];
    assert_eq!(verify(&twice), Err(ListError::Threshold { have: 1, need: 2 }));
}

#[test]
fn a_signature_under_another_keys_name_does_not_count() {
    let mut renamed = bundle();
    renamed.signatures[1].key = "development-c".to_owned();
    assert_eq!(verify(&renamed), Err(ListError::Threshold { have: 1, need: 2 }));
}

#[test]
fn a_root_that_lists_a_key_twice_is_refused() {
    let mut root = Root::embedded().unwrap();
    root.keys[1].ed25519 = root.keys[0].ed25519.clone();
    let json = serde_json::to_vec(&root).unwrap();
    assert_eq!(Root::from_json(&json), Err(ListError::Root { what: "a key is listed twice" }));
}

#[test]
fn a_changed_document_is_refused() {
    let mut changed = bundle();
    let allow = changed.documents.get_mut(allowlist::ALLOW).unwrap();
    *allow = allow.replace("sbpdcl.co.in", "sbpdcl.co.im");
    assert_eq!(verify(&changed), Err(ListError::Integrity { path: allowlist::ALLOW }));
}

#[test]
fn a_changed_version_breaks_the_signatures() {
    let mut changed = bundle();
    changed.signed = changed.signed.replace("\"version\":1", "\"version\":2");
    assert_eq!(verify(&changed), Err(ListError::Threshold { have: 0, need: 2 }));
}

#[test]
fn a_missing_document_is_named() {
    let mut missing = bundle();
    missing.documents.remove(allowlist::SCOPES);
    assert_eq!(verify(&missing), Err(ListError::Missing { path: allowlist::SCOPES }));
}

#[test]
fn too_large_is_refused_before_it_is_parsed() {
    let bytes = vec![b'['; allowlist::MOST_BYTES + 1];
    let refused = allowlist::verify(&bytes, &Root::embedded().unwrap());
    assert_eq!(refused, Err(ListError::TooLarge { bytes: bytes.len() }));
}

/// Flips and cuts all over: never a panic, and never a list that differs from the one signed.
#[test]
fn damage_is_refused_or_harmless() {
    let (root, whole) = (Root::embedded().unwrap(), allowlist::embedded().unwrap());
    for step in 0..1000_usize {
        let at = step * 2_654_435_761 % BUNDLE.len();
        let mut damaged = BUNDLE.to_vec();
        if step % 4 == 0 {
            damaged.truncate(at);
        } else {
            damaged[at] ^= 1 << (step % 8);
        }
        if let Ok(list) = allowlist::verify(&damaged, &root) {
            assert_eq!(
                (list.dates, list.allow, list.lexicon),
                (whole.dates, whole.allow.clone(), whole.lexicon.clone())
            );
        }
    }
}
