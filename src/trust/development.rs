//! The development keys, whose private halves are in this repository for everybody to use.
//!
//! In: the material of a key. Out: whether it is one of them, in whatever role it once was and however it is written.
//! A key that is retired from `lists/keys/dev` stays in this table: it was public once.

use super::ListError;
use super::keys::raw;
use sigstore_tuf::Key;

/// The public keys in hex: Ed25519 as 32 bytes, P-256 as an uncompressed point.
const KEYS: &[&str] = &[
    // development bihar a
    "ac1601aa9866c9bc5f87a98ee8f9ab4c1a98460dba8aaf5d2f389a9b4264a0f3",
    // development bihar b
    "046311c15b73bd773e14c89cf8278b2165f3fb6c85650ebff8cf3386596b8fc5b070c3ac495bd5531d209d269c98c815fc85b6ca8ae37fd4844f73eb641b6fc48c",
    // development bihar c
    "d4fdb6136b2a3774f2c6c41d8f2ccf4e070af02222b7a6ec989dd567b9bb258e",
    // development root a
    "51dcf86de20a6e3f11ee73a8f39c536895521dd6ee0567078aac937132cf5faa",
    // development root b
    "04f93d81c5a5a78882fd833423efe17f4f259c25891b73f360d98f566f314a7c488f246c2b995c979131c7bcb5347795c9611350c541390fc7ee1d4af0c1594be1",
    // development root c
    "0d218df3ca887309981e8339aeff6059102d52a460f53026bd272dfa33b82e04",
    // development snapshot
    "55ee89fce5e223ed8d53c02e242cdc96f298ff4c91a39276fd3fbcfc64bc4f6a",
    // development targets a
    "ecad268678abd4d5bdd5e9ad2d3685698f84f1e5fdb65ad5db33862c433fca51",
    // development targets b
    "0451f71b8ae03c6218af3f1826c106fe42594131facf6c8072f517648fb96ebc66ad6889f9f8b44058198d56b8287b7adbdd44147cd0fdab30441bffb1ea244295",
    // development targets c
    "d24bb982b47175ab8bc6cf5eee4c678b9fd63be488ec985baae2dc39042a7a38",
    // development timestamp
    "ffb2a00099c6453e74423573f160027dedf5678b0415d462c2bbcbe0e0fe4ba9",
];

/// Refuses a role with a development key among `keys`.
///
/// # Errors
/// [`ListError::Keys`].
pub(super) fn refuse<'k>(role: &str, mut keys: impl Iterator<Item = &'k Key>) -> Result<(), ListError> {
    if keys.any(is_one) {
        return Err(ListError::Keys {
            role: role.to_owned(),
            what: "one is a development key, whose private half is public",
        });
    }
    Ok(())
}

fn is_one(key: &Key) -> bool {
    raw(key).is_some_and(|raw| KEYS.contains(&hex::encode(raw).as_str()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// The keys of the built-in root and of every role below it.
    fn built_in() -> Vec<Key> {
        let signed = |file: &[u8]| serde_json::from_slice::<Value>(file).unwrap()["signed"].clone();
        let root = signed(include_bytes!("../../lists/metadata/1.root.json"));
        let targets = signed(include_bytes!("../../lists/metadata/targets.json"));
        let keys = [&root["keys"], &targets["delegations"]["keys"]];
        let keys = keys.into_iter().flat_map(|keys| keys.as_object().unwrap().values());
        keys.map(|key| serde_json::from_value(key.clone()).unwrap()).collect()
    }

    #[test]
    fn the_table_holds_every_key_that_signs_the_built_in_list() {
        super::super::crypto::install().unwrap();
        let keys = built_in();
        assert_eq!(keys.len(), KEYS.len());
        assert!(keys.iter().all(is_one));
    }

    #[test]
    fn another_spelling_of_a_development_key_is_the_same_key_and_another_key_is_not() {
        super::super::crypto::install().unwrap();
        let key = |public: String| -> Key {
            serde_json::from_value(json!({ "keytype": "ed25519", "scheme": "ed25519", "keyval": { "public": public } }))
                .unwrap()
        };
        let ed25519 = KEYS.iter().find(|hex| hex.len() == 64).unwrap();
        assert!(is_one(&key(ed25519.to_uppercase())));
        assert!(!is_one(&key("11".repeat(32))));
        assert_eq!(refuse("snapshot", [&key(ed25519.to_uppercase())].into_iter()).unwrap_err().code(), "keys");
    }
}
