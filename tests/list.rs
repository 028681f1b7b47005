//! The built-in list, and what a damaged bundle gives.
#![allow(clippy::unwrap_used)]

use asli::allowlist::{self, Bundle, ListError, Root, TrustedList};

const BUNDLE: &[u8] = include_bytes!("../lists/embedded.tar");

fn verify(bundle: &Bundle) -> Result<TrustedList, ListError> {
    allowlist::verify(&bundle.pack().unwrap(), &Root::embedded().unwrap())
}

fn bundle() -> Bundle {
    Bundle::unpack(BUNDLE).unwrap()
}

#[test]
fn the_built_in_list_is_signed_by_enough_keys_of_each_kind() {
    let list = allowlist::embedded().unwrap();
    assert_eq!(list.signers(), ["development bihar a", "development bihar c"]); // both Ed25519
    assert_eq!(list.threshold(), 2);
    assert!(list.development);
    let roles: Vec<&str> = list.roles.iter().map(|role| role.name.as_str()).collect();
    assert_eq!(roles, ["root", "timestamp", "snapshot", "targets", "bihar"]);
}

#[test]
fn a_bundle_packs_to_what_it_was_unpacked_from() {
    assert_eq!(Bundle::unpack(&bundle().pack().unwrap()).unwrap(), bundle());
}

#[test]
fn a_changed_document_is_refused() {
    let mut changed = bundle();
    let path = "targets/bihar/allow.json";
    let text = String::from_utf8(changed.remove(path).unwrap()).unwrap();
    changed.insert(path, text.replace("sbpdcl.co.in", "sbpdcl.co.im"));
    assert_eq!(verify(&changed).unwrap_err(), ListError::Integrity { path: path.to_owned() });
}

#[test]
fn a_missing_file_is_named() {
    for (path, _) in bundle().files().filter(|(path, _)| !path.ends_with("root.json")) {
        let mut missing = bundle();
        missing.remove(path);
        assert_eq!(verify(&missing).unwrap_err(), ListError::Missing { path: path.to_owned() });
    }
}

#[test]
fn the_pinned_root_need_not_be_in_the_bundle() {
    let mut without = bundle();
    without.remove("metadata/1.root.json");
    verify(&without).unwrap();
}

#[test]
fn a_file_that_nothing_vouches_for_is_refused() {
    for path in ["targets/extra.json", "metadata/2.snapshot.json", "metadata/root.json", "README"] {
        let mut more = bundle();
        more.insert(path, "{}");
        assert_eq!(verify(&more).unwrap_err(), ListError::Stray { path: path.to_owned() });
    }
}

#[test]
fn too_large_is_refused_before_it_is_parsed() {
    let bytes = vec![b'['; allowlist::MOST_BYTES + 1];
    let refused = allowlist::verify(&bytes, &Root::embedded().unwrap()).unwrap_err();
    let (have, most) = (bytes.len(), allowlist::MOST_BYTES);
    assert_eq!(refused, ListError::TooLarge { what: "bytes", have, most });
}
