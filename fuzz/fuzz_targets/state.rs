//! Any bytes as the state file: the store opens, with a list that was really signed, and says if it did not use the file.
//!
//! An input is damage to a good file: how much of it to keep, where to cut into it, what to put there.
#![no_main]

use asli::allowlist::AllowlistStore;
use libfuzzer_sys::fuzz_target;
use std::path::PathBuf;
use std::sync::LazyLock;

static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("asli-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
});
static GOOD: LazyLock<Vec<u8>> = LazyLock::new(|| {
    // Damaged first, so that importing the built-in list writes it.
    std::fs::write(FOLDER.join("allowlist.state"), "").unwrap();
    let store = AllowlistStore::open_embedded(&FOLDER, now()).unwrap();
    store.import(include_bytes!("../../lists/embedded.tar"), now()).unwrap();
    std::fs::read(FOLDER.join("allowlist.state")).unwrap()
});

fn now() -> jiff::Timestamp {
    "2026-11-24T10:00:00Z".parse().unwrap()
}

fuzz_target!(|input: (u16, u16, &[u8])| {
    let (keep, at, new) = input;
    let mut state = GOOD.clone();
    // Most of the file is the bundle; what is read first stands at its start.
    let at = usize::from(at).min(state.len());
    let end = (at + new.len()).min(state.len());
    state.splice(at..end, new.iter().copied());
    if keep % 2 == 1 {
        state.truncate(usize::from(keep) * 5);
    }
    std::fs::write(FOLDER.join("allowlist.state"), &state).unwrap();
    let status = AllowlistStore::open_embedded(&FOLDER, now()).unwrap().status(now());
    assert_eq!(status.version, 1);
    assert_eq!(status.recovered.is_none(), state == *GOOD);
});
