//! Any bytes as a bundle or a root: a typed error, or a list that was really signed.
#![no_main]

use asli::allowlist::{Bundle, Root, verify};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static ROOT: LazyLock<Root> = LazyLock::new(|| Root::embedded().unwrap());

fuzz_target!(|bytes: &[u8]| {
    let _ = verify(bytes, &ROOT);
    let _ = Root::from_json(bytes);
    if let Ok(bundle) = Bundle::unpack(bytes) {
        for (_, content) in bundle.files() {
            let _ = Root::from_json(content);
        }
    }
});
