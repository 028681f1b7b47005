//! Any bytes as a list: a typed error, or a list that was really signed.
#![no_main]

use asli::allowlist::{Root, verify};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let root = Root::embedded().unwrap();
    let _ = verify(bytes, &root);
    let _ = Root::from_json(bytes);
});
