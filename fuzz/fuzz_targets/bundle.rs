//! Any bytes as a bundle, as a file of the built-in bundle, or as a root: a typed error, or the list that was signed.
//!
//! The first byte chooses the file; behind the last file, the whole bundle.
#![no_main]

use asli::allowlist::{Bundle, Root, verify};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static ROOT: LazyLock<Root> = LazyLock::new(|| Root::embedded().unwrap());
static BUNDLE: LazyLock<Bundle> = LazyLock::new(|| Bundle::unpack(include_bytes!("../../lists/embedded.tar")).unwrap());
static SHA256: LazyLock<[u8; 32]> = LazyLock::new(|| asli::allowlist::embedded().unwrap().sha256);

fuzz_target!(|input: &[u8]| {
    let Some((which, bytes)) = input.split_first() else { return };
    let packed = match BUNDLE.files().nth(usize::from(*which)) {
        Some((path, _)) => {
            let mut bundle = BUNDLE.clone();
            bundle.insert(path, bytes);
            bundle.pack().unwrap()
        }
        None => bytes.to_vec(),
    };
    if let Ok(list) = verify(&packed, &ROOT) {
        assert_eq!(list.sha256, *SHA256);
    }
    let _ = Root::from_json(bytes);
});
