//! Any bytes as the state file: the store opens, with a list that was really signed, and says if it did not use the file.
//!
//! An input is damage to a good file: how much of it to keep, where to cut into it, what to put there.
#![no_main]

use asli::allowlist::{AllowlistStore, Bundle};
use libfuzzer_sys::fuzz_target;
use std::path::PathBuf;
use std::sync::LazyLock;

/// The short lists of the tests: opening one takes a tenth of the built-in one's time.
struct Lists {
    root: Vec<u8>,
    one: Vec<u8>,
    folder: PathBuf,
    /// A state file that holds version 2.
    good: Vec<u8>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let fixtures: serde_json::Value = serde_json::from_str(include_str!("../../tests/tuf/fixtures.json")).unwrap();
    let bundle = |name: &str| {
        let mut bundle = Bundle::default();
        for (path, blob) in fixtures["bundles"][name].as_object().unwrap() {
            bundle.insert(path, fixtures["blobs"][blob.as_str().unwrap()].as_str().unwrap());
        }
        bundle
    };
    let folder = std::env::temp_dir().join(format!("asli-fuzz-{}", std::process::id()));
    let root = bundle("one").file("metadata/1.root.json").unwrap().to_vec();
    let one = bundle("one").pack().unwrap();
    let mut lists = Lists { root, one, folder, good: Vec::new() };
    lists.open().import(&bundle("two").pack().unwrap(), now()).unwrap();
    lists.good = std::fs::read(lists.folder.join("allowlist.state")).unwrap();
    lists
});

impl Lists {
    fn open(&self) -> AllowlistStore {
        AllowlistStore::open(&self.root, &self.one, &self.folder, now()).unwrap()
    }
}

fn now() -> jiff::Timestamp {
    "2026-11-25T10:00:00Z".parse().unwrap()
}

fuzz_target!(|input: (u16, u16, &[u8])| {
    let (keep, at, new) = input;
    let mut state = LISTS.good.clone();
    let at = usize::from(at).min(state.len());
    let end = (at + new.len()).min(state.len());
    state.splice(at..end, new.iter().copied());
    if keep % 2 == 1 {
        state.truncate(usize::from(keep));
    }
    std::fs::write(LISTS.folder.join("allowlist.state"), &state).unwrap();
    let status = LISTS.open().status(now());
    let whole = state == LISTS.good;
    assert_eq!(status.version, if whole { 2 } else { 1 });
    assert_eq!(status.recovered.is_none(), whole);
});
