//! python-tuf takes what asli signs, and asli takes what python-tuf signs.
//!
//! Needs Python 3 with venv and the package index. Where they are missing these tests
//! say so and pass; in CI (`CI=true`) that is a failure.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, missing_docs)]

mod common;

use common::{Folder, asli, issuer, repository, stderr, stdout};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

/// Python with python-tuf, made once a build folder.
static PYTHON: LazyLock<Option<PathBuf>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("python-tuf-7.0.1");
    let python = folder.join("bin/python");
    let works = |python: &Path| Command::new(python).args(["-c", "import tuf.ngclient"]).output();
    if works(&python).is_ok_and(|output| output.status.success()) {
        return Some(python);
    }
    let requirements = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python/requirements.txt");
    let made = Command::new("python3").args(["-m", "venv"]).arg(&folder).output();
    let install = || Command::new(&python).args(["-m", "pip", "install", "-q", "-r"]).arg(&requirements).output();
    match made.and_then(|_| install()) {
        Ok(output) if output.status.success() => Some(python),
        failed => {
            let why = failed.map_or_else(|error| error.to_string(), |output| stderr(&output));
            let help = "install Python 3 with venv: apt-get install python3-venv";
            assert!(std::env::var_os("CI").is_none(), "python-tuf is not there: {why}\n{help}");
            eprintln!("SKIPPED, python-tuf is not there: {why}\n{help}");
            None
        }
    }
});

#[track_caller]
fn python(script: &Path, args: &[&str]) -> Option<Output> {
    let output = Command::new(PYTHON.as_ref()?).arg(script).args(args).output().unwrap();
    Some(output)
}

/// What python-tuf's own client makes of the list: versions of root, timestamp, snapshot, targets.
#[track_caller]
fn client(folder: &Folder) -> Option<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python/client.py");
    let root = folder.file("metadata/1.root.json");
    let documents =
        ["scopes.json", "common/lexicon.json", "common/claim.json", "testland/allow.json", "testland/clauses.bin"];
    let args = [&[folder.path(), root.to_str().unwrap()], &documents[..]].concat();
    let output = python(&script, &args)?;
    assert!(output.status.success(), "{}", stderr(&output));
    Some(stdout(&output).trim().to_owned())
}

#[track_caller]
fn python_signs(folder: &Folder, keys: &[String]) -> Option<Output> {
    let script = repository().join("docs/python-tuf/sign.py");
    let mut args = vec![folder.path(), "testland", "--keys"];
    args.extend(keys.iter().map(String::as_str));
    python(&script, &args)
}

#[track_caller]
fn packs(folder: &Folder) -> String {
    let (out, lists) = (folder.file("new.tar"), folder.path());
    let output = asli(&["list", "pack", "--lists", lists, "--out", out.to_str().unwrap()], "");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    stdout(&output)
}

fn round(name: &str, scheme: &str) {
    if PYTHON.is_none() {
        return;
    }
    let folder = issuer(name, &["--scheme", scheme]);
    assert_eq!(client(&folder).unwrap(), "1 1 1 1", "python-tuf takes what `init` signs");

    folder.replace("testland/allow.json", "\"rebate_hundredths\": 200", "\"rebate_hundredths\": 250");
    let online = [folder.key("online/snapshot"), folder.key("online/timestamp")];
    let two = [folder.key("issuer/testland-asha"), folder.key("issuer/testland-ravi")];
    let output = python_signs(&folder, &[&two[..], &online].concat()).unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(packs(&folder).contains("version 2"), "asli takes what python-tuf signs");
    assert_eq!(client(&folder).unwrap(), "1 2 2 1");

    // One holder with python-tuf, the next with asli: the signatures stand side by side.
    folder.replace("testland/allow.json", "\"rebate_hundredths\": 250", "\"rebate_hundredths\": 150");
    let output = python_signs(&folder, &[&two[..1], &online].concat()).unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    let lacks = asli(&["list", "pack", "--lists", folder.path(), "--out", "/dev/null"], "");
    assert!(stderr(&lacks).contains("testland has 1 valid signatures; 2 are needed"), "{}", stderr(&lacks));
    let keys = [folder.key("issuer/testland-meena"), folder.key("online/snapshot"), folder.key("online/timestamp")];
    let keys = keys.each_ref().map(String::as_str);
    let output = asli(&[&["list", "sign", "--lists", folder.path(), "--keys"], &keys[..]].concat(), "");
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
    assert!(packs(&folder).contains("signed by testland-asha, testland-meena"), "{}", packs(&folder));
    assert_eq!(client(&folder).unwrap(), "1 4 4 1");
}

#[test]
fn ed25519_both_ways() {
    round("python-ed25519", "ed25519");
}

#[test]
fn p256_both_ways() {
    round("python-p256", "p256");
}

#[test]
fn python_tuf_follows_our_root_rotations() {
    if PYTHON.is_none() {
        return;
    }
    let folder = issuer("python-rotate", &[]);
    let new = folder.file("sita.pem");
    assert!(asli(&["list", "key", new.to_str().unwrap(), "--scheme", "p256"], "").status.success());
    let add = format!("root-sita={}", folder.file("sita.pub.pem").display());
    let keys = [folder.key("offline/root-asha"), folder.key("offline/root-ravi"), new.to_str().unwrap().to_owned()];
    let rotate = ["list", "rotate-root", "--lists", folder.path(), "--remove", "root-meena", "--add", &add, "--keys"];
    let output = asli(&[&rotate[..], &keys.each_ref().map(String::as_str)].concat(), "");
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
    assert_eq!(client(&folder).unwrap(), "2 1 1 1");
}
