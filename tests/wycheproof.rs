//! The Wycheproof vectors through the very path that a list's signatures take: a TUF key, `Key::verify`.
#![allow(clippy::unwrap_used, clippy::panic)]

use asli::allowlist::install_crypto;
use serde_json::json;
use sigstore_tuf::Key;
use wycheproof::TestResult;
use wycheproof::{ecdsa, eddsa};

fn key(keytype: &str, scheme: &str, public: &str) -> Key {
    let value = json!({"keytype": keytype, "scheme": scheme, "keyval": {"public": public}});
    serde_json::from_value(value).unwrap()
}

/// Verifies one vector; `valid` is what Wycheproof says of it.
fn check(key: &Key, message: &[u8], signature: &[u8], valid: bool, which: &str) {
    let found = key.verify(message, &signature.to_vec().into()).is_ok();
    assert_eq!(found, valid, "{which}");
}

#[test]
fn ed25519() {
    install_crypto().unwrap();
    let set = eddsa::TestSet::load(eddsa::TestName::Ed25519).unwrap();
    let mut count = 0;
    for group in &set.test_groups {
        let key = key("ed25519", "ed25519", &hex::encode(&group.key.pk[..]));
        for test in &group.tests {
            let valid = test.result == TestResult::Valid;
            check(&key, &test.msg, &test.sig, valid, &format!("{} {}", test.tc_id, test.comment));
            count += 1;
        }
    }
    assert!(count >= 140, "{count}");
}

#[test]
fn p256() {
    install_crypto().unwrap();
    let set = ecdsa::TestSet::load(ecdsa::TestName::EcdsaSecp256r1Sha256).unwrap();
    let mut count = 0;
    for group in &set.test_groups {
        let key = key("ecdsa", "ecdsa-sha2-nistp256", &group.pem);
        for test in &group.tests {
            let valid = test.result == TestResult::Valid;
            check(&key, &test.msg, &test.sig, valid, &format!("{} {}", test.tc_id, test.comment));
            count += 1;
        }
    }
    assert!(count >= 470, "{count}");
}
