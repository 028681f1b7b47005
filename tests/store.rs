//! The store under damage, under a killed process, and under several threads.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

use asli::allowlist::{AllowlistStore, Bundle, Import};
use asli::{ListState, Sms, Verdict};
use jiff::Timestamp;
use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};
use std::path::Path;
#[cfg(unix)]
use std::process::Child;
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};
#[cfg(unix)]
use std::time::Duration;

const STATE: &str = "allowlist.state";
const LOCK: &str = "allowlist.lock";

/// Bundles that python-tuf made, and the root that the first one starts from.
struct Lists {
    root: Vec<u8>,
    bundles: Vec<Vec<u8>>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let fixtures: serde_json::Value = serde_json::from_str(include_str!("tuf/fixtures.json")).unwrap();
    let bundle = |name: &str| {
        let mut bundle = Bundle::default();
        for (path, blob) in fixtures["bundles"][name].as_object().unwrap() {
            bundle.insert(path, fixtures["blobs"][blob.as_str().unwrap()].as_str().unwrap());
        }
        bundle
    };
    let root = bundle("one").file("metadata/1.root.json").unwrap().to_vec();
    Lists { root, bundles: ["one", "two", "three"].map(|name| bundle(name).pack().unwrap()).into() }
});

fn open(folder: &Path) -> AllowlistStore {
    AllowlistStore::open(&LISTS.root, &LISTS.bundles[0], folder, now()).unwrap()
}

fn now() -> Timestamp {
    "2026-11-25T10:00:00Z".parse().unwrap()
}

/// Random numbers, the same at every run.
fn random() -> impl FnMut(usize) -> usize {
    let mut rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    move |below| usize::try_from(rng.next_u32()).unwrap() % below
}

fn damage(bytes: &[u8], random: &mut impl FnMut(usize) -> usize) -> Vec<u8> {
    let mut damaged = bytes.to_vec();
    let at = random(bytes.len());
    if random(4) == 0 {
        damaged.truncate(at);
    } else {
        damaged[at] ^= 1 << random(8);
    }
    damaged
}

#[test]
fn a_damaged_bundle_is_refused_or_harmless() {
    let mut random = random();
    let (mut refused, mut harmless) = (0, 0);
    let pure = tempfile::tempdir().unwrap();
    open(pure.path()).import(&LISTS.bundles[1], now()).unwrap();
    let right = open(pure.path()).status(now());
    for _ in 0..1000 {
        let folder = tempfile::tempdir().unwrap();
        let store = open(folder.path());
        let before = store.status(now());
        let imported = store.import(&damage(&LISTS.bundles[1], &mut random), now());
        let status = store.status(now());
        if imported.is_err() {
            refused += 1;
            assert_eq!(status, before);
        } else {
            // A bit of the archive's padding, or of a file's date.
            harmless += 1;
            assert_eq!((status.sha256, &status.roles), (right.sha256, &right.roles));
        }
    }
    println!("{refused} refused, {harmless} harmless");
    assert!(refused > 800);
}

#[test]
fn a_damaged_state_falls_back_and_says_so() {
    let mut random = random();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(STATE);
    open(folder.path()).import(&LISTS.bundles[1], now()).unwrap();
    let whole = std::fs::read(&file).unwrap();
    let head = whole.iter().position(|byte| *byte == b'{').unwrap()..whole.len() - LISTS.bundles[1].len();
    let (mut below_floor, mut mended) = (0, 0);
    for round in 0..1000 {
        let mut damaged = damage(&whole, &mut random);
        if round % 4 == 1 {
            damaged.clone_from(&whole);
            damaged[head.start + random(head.len())] ^= 1 << random(8);
        }
        std::fs::write(&file, &damaged).unwrap();
        let store = open(folder.path());
        let status = store.status(now());
        assert_eq!(status.version, 1);
        assert_eq!(status.recovered.as_ref().unwrap().code(), "damaged");
        // The floors outlive a damaged bundle; where they are damaged too, the built-in list is the floor.
        match store.import(&LISTS.bundles[0], now()) {
            Err(error) => {
                assert_eq!(error.code(), "rollback");
                below_floor += 1;
            }
            Ok(import) => assert_eq!(import, Import::Unchanged { version: 1 }),
        }
        if round % 50 == 0 {
            assert_eq!(store.import(&LISTS.bundles[1], now()).unwrap(), Import::Updated { from: 1, to: 2 });
            let status = open(folder.path()).status(now());
            assert_eq!((status.version, status.recovered), (2, None));
            mended += 1;
        }
    }
    println!("{below_floor} kept their floors, {mended} mended");
    assert!(below_floor > 300);
}

#[test]
fn a_state_that_cannot_be_read_is_no_reason_to_fail() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join(STATE)).unwrap();
    let status = open(folder.path()).status(now());
    assert_eq!((status.version, status.recovered.unwrap().code()), (1, "unreadable"));
}

#[cfg(unix)]
#[test]
fn whatever_is_in_the_place_of_the_state_nothing_is_waited_for() {
    type Make = fn(&Path);
    let make: [(&str, Make); 3] = [
        ("a pipe", |at| assert!(Command::new("mkfifo").arg(at).status().unwrap().success())),
        ("a link to a device", |at| std::os::unix::fs::symlink("/dev/zero", at).unwrap()),
        ("a link to nothing", |at| std::os::unix::fs::symlink("/nothing", at).unwrap()),
    ];
    for (what, make) in make {
        let folder = tempfile::tempdir().unwrap();
        make(&folder.path().join(STATE));
        let store = open(folder.path());
        assert_eq!(store.status(now()).recovered.unwrap().code(), "unreadable", "{what}");
        assert_eq!(store.import(&LISTS.bundles[1], now()), Ok(Import::Updated { from: 1, to: 2 }), "{what}");
        assert_eq!(open(folder.path()).status(now()).recovered, None, "{what}");
    }
    let folder = tempfile::tempdir().unwrap();
    assert!(Command::new("mkfifo").arg(folder.path().join(LOCK)).status().unwrap().success());
    assert_eq!(open(folder.path()).import(&LISTS.bundles[1], now()).unwrap_err().code(), "io");
}

#[test]
fn the_same_list_heals_a_damaged_state() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(STATE), "damaged").unwrap();
    let store = open(folder.path());
    assert!(store.status(now()).recovered.is_some());
    assert_eq!(store.import(&LISTS.bundles[0], now()), Ok(Import::Unchanged { version: 1 }));
    assert_eq!(store.status(now()).recovered, None);
    assert_eq!(open(folder.path()).status(now()).recovered, None);
}

/// Not a test of its own: the process that the next test kills. It imports bundle three; with a limit, the system
/// kills it once it has written so many bytes of a file.
#[cfg(unix)]
#[test]
#[ignore = "a helper that is started with a folder"]
fn import_once() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let Some(folder) = std::env::var_os("ASLI_TEST_FOLDER") else { return };
    if let Ok(limit) = std::env::var("ASLI_TEST_LIMIT") {
        let most = |bytes| Rlimit { current: Some(bytes), maximum: Some(bytes) };
        setrlimit(Resource::Core, most(0)).unwrap();
        setrlimit(Resource::Fsize, most(limit.parse().unwrap())).unwrap();
    }
    open(Path::new(&folder)).import(&LISTS.bundles[2], now()).unwrap();
    // The list is in its place: whoever waits for that may kill now.
    std::thread::park();
}

#[cfg(unix)]
fn importing(folder: &Path, limit: Option<u64>) -> Child {
    let mut helper = Command::new(std::env::current_exe().unwrap());
    helper.args(["--exact", "import_once", "--ignored"]).env("ASLI_TEST_FOLDER", folder);
    helper.envs(limit.map(|limit| ("ASLI_TEST_LIMIT", limit.to_string())));
    helper.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Where the import is when its process is killed.
#[cfg(unix)]
#[derive(Clone, Copy, Debug)]
enum Kill {
    /// It waits for the lock.
    Waiting,
    /// It has written so many bytes of the new list.
    Writing(u64),
    /// The new list is in its place.
    Written,
}

/// Kills: while waiting, while writing (at bytes evenly spread over the file), once it is written.
#[cfg(unix)]
const KILLS: [u64; 3] = [20, 150, 30];

#[cfg(unix)]
#[test]
fn a_process_killed_while_importing_leaves_the_old_list_or_the_new_one() {
    // The list before, and how long the file of the new one is.
    let before = tempfile::tempdir().unwrap();
    open(before.path()).import(&LISTS.bundles[1], now()).unwrap();
    let before = std::fs::read(before.path().join(STATE)).unwrap();
    let after = tempfile::tempdir().unwrap();
    open(after.path()).import(&LISTS.bundles[2], now()).unwrap();
    let length = std::fs::metadata(after.path().join(STATE)).unwrap().len();

    let [waiting, midway, written] = KILLS;
    let kills = (0..waiting).map(|_| Kill::Waiting);
    let kills = kills.chain((0..midway).map(|at| Kill::Writing(at * length / midway)));
    let kills: Vec<Kill> = kills.chain((0..written).map(|_| Kill::Written)).collect();
    assert_eq!(kills.len(), 200);
    for kill in kills {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(STATE), &before).unwrap();
        killed(folder.path(), kill, &before);
        let status = open(folder.path()).status(now());
        assert_eq!((status.recovered, status.state), (None, ListState::Fresh), "{kill:?}");
        let expected = if matches!(kill, Kill::Written) { 3 } else { 2 };
        assert_eq!(status.version, expected, "{kill:?}");
        // What the killed one left is tidied up by the next import, and its lock is nobody's.
        std::fs::write(folder.path().join(STATE), &before).unwrap();
        let imported = open(folder.path()).import(&LISTS.bundles[2], now());
        assert_eq!(imported, Ok(Import::Updated { from: 2, to: 3 }), "{kill:?}");
        assert_eq!(files(folder.path()), [LOCK, STATE], "{kill:?}");
    }
}

/// Starts an import in a folder whose state is `before`, and sees to it that it is killed.
#[cfg(unix)]
fn killed(folder: &Path, kill: Kill, before: &[u8]) {
    use rustix::fs::{FlockOperation, flock};
    use rustix::process::Signal;
    use std::os::unix::process::ExitStatusExt;
    let signal = match kill {
        Kill::Waiting => {
            let lock = std::fs::File::create(folder.join(LOCK)).unwrap();
            flock(&lock, FlockOperation::LockExclusive).unwrap();
            let mut helper = importing(folder, None);
            std::thread::sleep(Duration::from_millis(20));
            helper.kill().unwrap();
            helper.wait().unwrap().signal()
        }
        Kill::Writing(limit) => {
            let killed = importing(folder, Some(limit)).wait().unwrap();
            // The bytes that it was let write are there, but not in the list's place.
            let left = files(folder).into_iter().filter(|name| name != LOCK && name != STATE);
            let left: Vec<u64> = left.map(|name| std::fs::metadata(folder.join(name)).unwrap().len()).collect();
            assert_eq!(left, [limit]);
            assert_eq!(killed.signal(), Some(Signal::XFSZ.as_raw()));
            return;
        }
        Kill::Written => {
            let mut helper = importing(folder, None);
            while std::fs::read(folder.join(STATE)).unwrap() == before {
                assert!(helper.try_wait().unwrap().is_none(), "the helper ended");
                std::thread::yield_now();
            }
            helper.kill().unwrap();
            helper.wait().unwrap().signal()
        }
    };
    assert_eq!(signal, Some(Signal::KILL.as_raw()), "{kill:?}");
}

fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Processes that import at once, and how often each does.
const PROCESSES: u64 = 4;
const IMPORTS: u64 = 250;

/// Bundle two under a later timestamp, signed by the key that `make_fixtures.py` derives from its name.
fn minted(version: u64) -> Vec<u8> {
    use ed25519_dalek::Signer;
    use sha2::Digest;
    let mut bundle = Bundle::unpack(&LISTS.bundles[1]).unwrap();
    let path = "metadata/timestamp.json";
    let mut timestamp: serde_json::Value = serde_json::from_slice(bundle.file(path).unwrap()).unwrap();
    timestamp["signed"]["version"] = version.into();
    let key = ed25519_dalek::SigningKey::from_bytes(&sha2::Sha256::digest(b"asli test key timestamp").into());
    let message = sigstore_tuf::canonical_json::to_canonical_bytes(&timestamp["signed"]).unwrap();
    timestamp["signatures"][0]["sig"] = hex::encode(key.sign(&message).to_bytes()).into();
    bundle.insert(path, serde_json::to_vec(&timestamp).unwrap());
    bundle.pack().unwrap()
}

/// Not a test of its own: one of the processes of the next test.
#[test]
#[ignore = "a helper that is started with a folder"]
fn import_a_share() {
    let Some(folder) = std::env::var_os("ASLI_TEST_FOLDER") else { return };
    let folder = Path::new(&folder);
    let share: u64 = std::env::var("ASLI_TEST_SHARE").unwrap().parse().unwrap();
    let store = open(folder);
    let (mut updated, mut older, mut last) = (0, 0, 1);
    for turn in 0..IMPORTS {
        let version = 2 + turn * PROCESSES + share;
        match store.import(&minted(version), now()) {
            Ok(Import::Updated { to, .. }) => {
                assert_eq!(to, version);
                updated += 1;
            }
            // Another process was ahead: refusing the older list is right, and the newer one is in force.
            Err(error) if error.code() == "rollback" => older += 1,
            other => panic!("{other:?}"),
        }
        let status = store.status(now());
        assert!(status.version >= version.max(last), "the list went back");
        last = status.version;
        let on_disk = open(folder).status(now());
        assert_eq!(on_disk.recovered, None, "a torn read");
        assert!(on_disk.version >= last, "the list on disk went back");
    }
    println!("updated {updated} older {older}");
}

#[test]
fn a_thousand_imports_by_four_processes_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let helpers = (0..PROCESSES).map(|share| {
        Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "import_a_share", "--ignored", "--nocapture"])
            .env("ASLI_TEST_FOLDER", folder.path())
            .env("ASLI_TEST_SHARE", share.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    });
    let helpers: Vec<_> = helpers.collect();
    for (share, helper) in helpers.into_iter().enumerate() {
        let output = helper.wait_with_output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let (told, failed) = (text(&output.stdout), text(&output.stderr));
        let counts = told.lines().find(|line| line.contains("updated")).unwrap_or_default();
        println!("process {share}: {counts}");
        assert!(output.status.success() && !counts.is_empty(), "{told}{failed}");
    }
    let status = open(folder.path()).status(now());
    assert_eq!((status.version, status.recovered), (1 + PROCESSES * IMPORTS, None));
    assert_eq!(files(folder.path()), [LOCK, STATE]);
}

#[test]
fn readers_never_see_half_a_list() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let done = AtomicBool::new(false);
    let fake = Sms::new("+919876501234", "SBPDCL bijli bill: electricity disconnected tonight, call 9876543210");
    std::thread::scope(|scope| {
        let importers = [1, 2].map(|step| {
            let store = &store;
            scope.spawn(move || {
                for _ in 0..20 {
                    let _ = store.import(&LISTS.bundles[step], now());
                    let _ = store.import(&LISTS.bundles[0], now());
                    let _ = store.import(b"no list", now());
                }
            })
        });
        let readers = [(); 2].map(|()| {
            let (store, done) = (&store, &done);
            scope.spawn(move || {
                let (mut last, mut checks) = (1, 0_u64);
                while !done.load(Ordering::Relaxed) || checks == 0 {
                    let kept = store.filter();
                    let (first, second) = (kept.check(&fake, now()), kept.check(&fake, now()));
                    assert_eq!(first, second, "a reader's list changed under it");
                    assert_ne!(first.verdict, Verdict::Genuine);
                    assert!(first.list_version >= last, "the list went back");
                    last = first.list_version;
                    let status = store.status(now());
                    let versions: Vec<u64> = status.roles.iter().map(|role| role.version).collect();
                    assert_eq!(versions[1..], [status.version; 4], "a status of two lists");
                    checks += 1;
                }
                checks
            })
        });
        for importer in importers {
            importer.join().unwrap();
        }
        done.store(true, Ordering::Relaxed);
        let checks: Vec<u64> = readers.into_iter().map(|reader| reader.join().unwrap()).collect();
        println!("checks while importing: {checks:?}");
    });
    assert_eq!(store.status(now()).version, 3);
}
