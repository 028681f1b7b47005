//! Every attack on the list, played with bundles that python-tuf made (`tests/tuf/make_fixtures.py`).
//!
//! Whatever is refused, the list in force must stay: in the store, and on disk.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

use asli::allowlist::{AllowlistStore, Bundle, Import, ListError, Root};
use jiff::Timestamp;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Where fixtures are to be read from instead, made just now.
const FRESH: &str = "ASLI_TUF_FIXTURES";

#[derive(Deserialize)]
struct Fixtures {
    blobs: BTreeMap<String, String>,
    bundles: BTreeMap<String, BTreeMap<String, String>>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    embedded: String,
    steps: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Step {
    Import {
        import: String,
        now: Timestamp,
        /// `updated`, `unchanged`, or an error's code.
        result: String,
        /// Must occur in the error's text.
        says: Option<String>,
        version: Option<u64>,
    },
    Status {
        status: Timestamp,
        state: String,
        clock_suspect: Option<bool>,
        development: Option<bool>,
        signers: Option<usize>,
    },
}

impl Fixtures {
    fn read() -> Self {
        let file = std::env::var(FRESH).unwrap_or_else(|_| "tests/tuf/fixtures.json".to_owned());
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
    }

    fn bundle(&self, name: &str) -> Bundle {
        let mut bundle = Bundle::default();
        for (path, blob) in &self.bundles[name] {
            bundle.insert(path, self.blobs[blob].as_bytes());
        }
        bundle
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        self.bundle(name).pack().unwrap()
    }

    fn root(&self, name: &str) -> Vec<u8> {
        self.bundle(name).file("metadata/1.root.json").unwrap().to_vec()
    }
}

/// A store in a folder that goes with it.
struct Opened<'f> {
    fixtures: &'f Fixtures,
    embedded: &'f str,
    folder: tempfile::TempDir,
    store: AllowlistStore,
}

impl<'f> Opened<'f> {
    fn new(fixtures: &'f Fixtures, embedded: &'f str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = open(fixtures, embedded, folder.path());
        Self { fixtures, embedded, folder, store }
    }

    fn reopen(&mut self) {
        self.store = open(self.fixtures, self.embedded, self.folder.path());
    }

    fn version(&self) -> u64 {
        self.store.status(Timestamp::MIN).version
    }
}

fn open(fixtures: &Fixtures, embedded: &str, folder: &Path) -> AllowlistStore {
    let (root, bytes) = (fixtures.root(embedded), fixtures.bytes(embedded));
    AllowlistStore::open(&root, &bytes, folder, Timestamp::MIN).unwrap()
}

#[test]
fn every_case_ends_as_it_says() {
    let fixtures = Fixtures::read();
    let mut wrong = Vec::new();
    for case in &fixtures.cases {
        let mut opened = Opened::new(&fixtures, &case.embedded);
        let played = case.steps.iter().enumerate().try_for_each(|(at, step)| {
            play(&mut opened, step).map_err(|why| format!("{}, step {at}: {why}", case.name))
        });
        wrong.extend(played.err());
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn play(opened: &mut Opened<'_>, step: &Step) -> Result<(), String> {
    match step {
        Step::Import { import, now, result, says, version } => {
            let before = opened.store.status(*now);
            let imported = opened.store.import(&opened.fixtures.bytes(import), *now);
            let (was, text) = match &imported {
                Ok(Import::Updated { .. }) => ("updated", String::new()),
                Ok(Import::Unchanged { .. }) => ("unchanged", String::new()),
                Err(error) => (error.code(), error.to_string()),
            };
            check("result", &was, &result.as_str()).map_err(|why| format!("{why} {text}"))?;
            if !text.contains(says.as_deref().unwrap_or_default()) {
                return Err(format!("the error is {text:?}"));
            }
            if was != "updated" {
                check("status", &opened.store.status(*now), &before)?;
            }
            let after = opened.version();
            check("version", &after, &version.unwrap_or(after))?;
            opened.reopen();
            check("version on disk", &opened.version(), &after)
        }
        Step::Status { status, state, clock_suspect, development, signers } => {
            let found = opened.store.status(*status);
            check("state", &found.state.to_string(), state)?;
            check("clock_suspect", &found.clock_suspect, &clock_suspect.unwrap_or(found.clock_suspect))?;
            check("development", &found.development, &development.unwrap_or(found.development))?;
            check("signers", &found.signers.len(), &signers.unwrap_or(found.signers.len()))
        }
    }
}

fn check<T: PartialEq + std::fmt::Debug>(what: &str, found: &T, expected: &T) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what} is {found:?}, not {expected:?}")) }
}

#[test]
fn the_cases_cover_every_error_that_a_bundle_can_give() {
    let cases = Fixtures::read().cases;
    let results: BTreeSet<String> = cases.iter().flat_map(|case| &case.steps).filter_map(result).collect();
    for code in [
        "clash",
        "duplicate_signature",
        "expired",
        "integrity",
        "keys",
        "malformed",
        "missing",
        "out_of_scope",
        "rollback",
        "root_chain",
        "rules",
        "stray",
        "threshold",
        "too_large",
        "unchanged",
        "updated",
    ] {
        assert!(results.contains(code), "{code}");
    }
}

fn result(step: &Step) -> Option<String> {
    match step {
        Step::Import { result, .. } => Some(result.clone()),
        Step::Status { .. } => None,
    }
}

#[test]
fn a_pinned_root_with_one_key_under_two_ids_is_refused() {
    let fixtures = Fixtures::read();
    let doubled = fixtures.bundle("a new root with one key under two ids");
    let refused = Root::from_json(doubled.file("metadata/2.root.json").unwrap()).unwrap_err();
    assert_eq!(refused.code(), "keys");
}

#[test]
fn every_shortened_bundle_is_refused() {
    let fixtures = Fixtures::read();
    let opened = Opened::new(&fixtures, "one");
    let whole = fixtures.bytes("two");
    let content = whole.iter().rposition(|byte| *byte != 0).unwrap();
    for length in (0..content).step_by(509) {
        let refused = opened.store.import(&whole[..length], now()).unwrap_err();
        assert!(["malformed", "missing"].contains(&refused.code()), "{length}: {refused}");
    }
    assert_eq!(opened.version(), 1);
}

#[test]
fn oversized_bundles_are_refused_whatever_they_hold() {
    let fixtures = Fixtures::read();
    let opened = Opened::new(&fixtures, "one");
    let mut heavy = fixtures.bundle("two");
    heavy.insert("targets/heavy", vec![b' '; asli::allowlist::MOST_BYTES]);
    assert_eq!(opened.store.import(&heavy.pack().unwrap(), now()).unwrap_err().code(), "too_large");
    let mut many = fixtures.bundle("two");
    (0..asli::allowlist::MOST_FILES).for_each(|at| many.insert(format!("targets/{at}"), ""));
    assert_eq!(opened.store.import(&many.pack().unwrap(), now()).unwrap_err().code(), "too_large");
    assert_eq!(opened.version(), 1);
}

#[test]
fn archives_of_other_tools_are_read() {
    let fixtures = Fixtures::read();
    let opened = Opened::new(&fixtures, "one");
    let mut gnu = archive(&fixtures);
    gnu.resize(gnu.len().next_multiple_of(10_240), 0); // GNU tar fills up its record
    assert_eq!(opened.store.import(&gnu, now()), Ok(Import::Updated { from: 1, to: 2 }));
}

#[test]
fn an_archive_holds_plain_files_and_nothing_else() {
    let fixtures = Fixtures::read();
    let opened = Opened::new(&fixtures, "one");
    let whole = archive(&fixtures);
    let entries = &whole[..whole.len() - END];
    let refused = |bytes: &[u8], what: &str| {
        assert_eq!(opened.store.import(bytes, now()).unwrap_err().code(), "malformed", "{what}");
    };
    for kind in [
        tar::EntryType::Directory,
        tar::EntryType::Symlink,
        tar::EntryType::Link,
        tar::EntryType::Char,
        tar::EntryType::Block,
        tar::EntryType::Fifo,
        tar::EntryType::Continuous,
        tar::EntryType::GNULongName,
        tar::EntryType::GNULongLink,
        tar::EntryType::GNUSparse,
        tar::EntryType::XHeader,
        tar::EntryType::XGlobalHeader,
    ] {
        let odd = entry(kind, "targets/odd");
        refused(&[entries, &odd, &[0; END]].concat(), &format!("{kind:?} behind the files"));
        refused(&[&odd, entries, &[0; END]].concat(), &format!("{kind:?} before the files"));
    }
    for path in ["/metadata/x", "metadata/../x", "./metadata/x", "metadata//x", "metadata/"] {
        let mut odd = entry(tar::EntryType::Regular, "x");
        odd[..100].fill(0);
        odd[..path.len()].copy_from_slice(path.as_bytes());
        let mut header = tar::Header::from_byte_slice(&odd).clone();
        header.set_cksum();
        refused(&[entries, header.as_bytes(), &[0; END]].concat(), path);
    }
    let first = [&whole[..], entries].concat();
    refused(&first, "a second archive behind the end");
    refused(&[&whole[..], b"!"].concat(), "a byte behind the end");
    refused(&[entries, &[0; 512], b"junk"].concat(), "junk after one block of zeros");
    refused(entries, "no end at all");
    refused(&[entries, &[0; 512]].concat(), "half an end");
    refused(&[entries, &[0; END + 100]].concat(), "an end that is no whole block");
    refused(&[entries, entries, &[0; END]].concat(), "each file twice");
    let mut padded = whole.clone();
    let size = tar::Header::from_byte_slice(&whole[..512]).entry_size().unwrap();
    let padding = 512 + usize::try_from(size).unwrap();
    assert!(padding % 512 != 0);
    padded[padding] = 1;
    refused(&padded, "data in an entry's padding");
    assert_eq!(opened.version(), 1);
}

/// What ends an archive.
const END: usize = 1024;

/// Bundle two as GNU tar writes it.
fn archive(fixtures: &Fixtures) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (path, content) in fixtures.bundle("two").files() {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mtime(1_800_000_000);
        archive.append_data(&mut header, path, content).unwrap();
    }
    archive.into_inner().unwrap()
}

/// The header of an empty entry.
fn entry(kind: tar::EntryType, path: &str) -> Vec<u8> {
    let mut header = tar::Header::new_ustar();
    header.set_entry_type(kind);
    header.set_path(path).unwrap();
    header.set_size(0);
    header.set_cksum();
    header.as_bytes().to_vec()
}

#[test]
fn roots_before_the_pinned_one_must_lead_to_it() {
    let fixtures = Fixtures::read();
    let bundle = fixtures.bundle("root two");
    let pinned = Root::from_json(bundle.file("metadata/2.root.json").unwrap()).unwrap();
    let verify = |first: &[u8]| {
        let mut other = bundle.clone();
        other.insert("metadata/1.root.json", first);
        asli::allowlist::verify(&other.pack().unwrap(), &pinned)
    };
    assert!(verify(bundle.file("metadata/1.root.json").unwrap()).is_ok());
    assert_eq!(verify(b"garbage").unwrap_err().code(), "malformed");
    let stranger = fixtures.bundle("another issuer's bundle");
    assert_eq!(verify(stranger.file("metadata/1.root.json").unwrap()).unwrap_err().code(), "threshold");
    assert_eq!(verify(bundle.file("metadata/2.root.json").unwrap()).unwrap_err().code(), "root_chain");
}

#[test]
fn a_root_with_a_development_key_cannot_be_pinned() {
    let fixtures = Fixtures::read();
    let named = fixtures.bundles.keys().filter(|name| name.starts_with("a new root names development key"));
    let mut count = 0;
    for name in named {
        let bundle = fixtures.bundle(name);
        let refused = Root::from_json(bundle.file("metadata/2.root.json").unwrap()).unwrap_err();
        assert!(refused.to_string().contains("development key"), "{name}: {refused}");
        count += 1;
    }
    assert_eq!(count, 12);
    assert!(Root::embedded().unwrap().is_development());
}

#[test]
fn the_state_of_another_root_is_set_aside_with_its_floors() {
    let fixtures = Fixtures::read();
    let mut opened = Opened::new(&fixtures, "one");
    opened.store.import(&fixtures.bytes("three"), now()).unwrap();
    opened.embedded = "marked"; // the same keys, but another root.json
    opened.reopen();
    let status = opened.store.status(now());
    assert_eq!(status.version, 1);
    assert_eq!(status.recovered.unwrap().code(), "root_chain");
}

#[test]
fn an_app_update_that_pins_a_later_root_keeps_the_imported_list() {
    let fixtures = Fixtures::read();
    let opened = Opened::new(&fixtures, "one");
    opened.store.import(&fixtures.bytes("root two"), now()).unwrap();
    let later = fixtures.bundle("root two");
    let root = later.file("metadata/2.root.json").unwrap();
    let embedded = fixtures.bytes("root two");
    let updated = AllowlistStore::open(root, &embedded, opened.folder.path(), now()).unwrap();
    assert_eq!((updated.status(now()).version, updated.status(now()).recovered), (3, None));
    assert_eq!(updated.import(&fixtures.bytes("two"), now()).unwrap_err().code(), "rollback");
}

#[test]
fn a_newer_built_in_list_wins_over_an_imported_one() {
    let fixtures = Fixtures::read();
    let mut opened = Opened::new(&fixtures, "one");
    opened.store.import(&fixtures.bytes("two"), now()).unwrap();
    opened.embedded = "three";
    opened.reopen();
    assert_eq!(opened.version(), 3);
    assert_eq!(opened.store.status(now()).recovered, None);
    let refused = opened.store.import(&fixtures.bytes("two"), now()).unwrap_err();
    assert!(matches!(refused, ListError::Rollback { floor: 3, offered: 2, .. }), "{refused}");
}

#[test]
fn an_import_by_another_store_is_not_undercut() {
    let fixtures = Fixtures::read();
    let mut opened = Opened::new(&fixtures, "one");
    let other = open(&fixtures, "one", opened.folder.path());
    other.import(&fixtures.bytes("three"), now()).unwrap();
    assert_eq!(opened.version(), 1);
    assert_eq!(opened.store.import(&fixtures.bytes("two"), now()).unwrap_err().code(), "rollback");
    assert_eq!(opened.version(), 3, "what the other one imported is in force here too");
    assert_eq!(opened.store.import(&fixtures.bytes("three"), now()), Ok(Import::Unchanged { version: 3 }));
    opened.reopen();
    assert_eq!(opened.version(), 3);
}

#[test]
fn the_same_list_imported_by_two_stores_is_an_update_for_each() {
    let fixtures = Fixtures::read();
    let opened = Opened::new(&fixtures, "one");
    let other = open(&fixtures, "one", opened.folder.path());
    let updated = Ok(Import::Updated { from: 1, to: 3 });
    assert_eq!(other.import(&fixtures.bytes("three"), now()), updated);
    assert_eq!(opened.store.import(&fixtures.bytes("three"), now()), updated);
}

#[test]
fn a_folder_that_cannot_be_written_is_an_error_and_changes_nothing() {
    let fixtures = Fixtures::read();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a file");
    std::fs::write(&file, "").unwrap();
    let store = open(&fixtures, "one", &file.join("below it"));
    assert_eq!(store.import(&fixtures.bytes("two"), now()).unwrap_err().code(), "io");
    assert_eq!(store.status(now()).version, 1);
}

fn now() -> Timestamp {
    "2026-11-25T10:00:00Z".parse().unwrap()
}
