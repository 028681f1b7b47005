//! A second group beside the built-in one: made by `asli list add-group` and an editor, signed, packed, and used.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{Folder, asli, repository, stderr, stdout};
use std::fs;
use std::path::Path;
use std::process::Output;

const AT: &str = "2026-12-01T10:00:00+05:30";

#[track_caller]
fn done(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(output), stderr(output));
    stdout(output)
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for file in fs::read_dir(from).unwrap() {
            let file = file.unwrap();
            copy(&file.path(), &to.join(file.file_name()));
        }
    } else {
        fs::copy(from, to).unwrap();
    }
}

/// The built-in list's folder with Uttar Pradesh's group added, filled in and signed.
fn two_groups(name: &str) -> Folder {
    let folder = Folder::new(name);
    copy(&repository().join("lists"), Path::new(folder.path()));
    let args = ["list", "add-group", folder.path(), "--no-input", "--group", "uppcl", "--header", "UPPCLT"];
    let named = ["--name-en", "UPPCL", "--name-hi", "यूपीपीसीएल", "--site", "upenergy.in"];
    let holders = ["--holder", "asha", "--holder", "ravi", "--holder", "meena"];
    let told = done(&asli(&[&args[..], &named, &holders].concat(), ""));
    assert!(told.contains("uppcl/allow.json") && told.contains("two holders of targets sign it"), "{told}");
    // The editor's work.
    let filled = repository().join("tests/groups/uppcl");
    for file in ["allow.json", "clauses.txt"] {
        copy(&filled.join(file), &folder.file("uppcl").join(file));
    }
    copy(&filled.join("lint.json"), &folder.file("lint.json"));
    let read = |file: &Path| serde_json::from_str::<serde_json::Value>(&fs::read_to_string(file).unwrap()).unwrap();
    let mut scopes = read(&folder.file("scopes.json"));
    assert_eq!(scopes["default"], "bihar");
    scopes["groups"]["uppcl"] = read(&filled.join("scope.json"));
    folder.write("scopes.json", &scopes.to_string());
    folder
}

/// Signs what has changed: targets, the new group, and what is online.
fn sign(folder: &Folder) -> Output {
    sign_with(folder, &[])
}

fn sign_with(folder: &Folder, args: &[&str]) -> Output {
    let dev = ["targets-a", "targets-c", "snapshot", "timestamp"].map(|key| folder.key(&format!("dev/{key}")));
    let own = ["issuer/uppcl-asha", "issuer/uppcl-ravi"].map(|key| folder.key(key));
    let keys: Vec<&str> = dev.iter().chain(&own).map(String::as_str).collect();
    asli(&[&["list", "sign", "--lists", folder.path()], args, &["--keys"], &keys].concat(), "")
}

#[test]
fn a_second_group_is_added_signed_packed_and_used() {
    let folder = two_groups("groups");
    let lint = done(&asli(&["list", "lint", "--lists", folder.path(), "--today", "2026-11-29"], ""));
    assert!(lint.contains("0 errors"), "{lint}");
    let signed = done(&sign(&folder));
    assert!(signed.contains("uppcl") && signed.contains("complete"), "{signed}");
    let bundle = folder.file("two.tar");
    let (bundle, root) = (bundle.to_str().unwrap(), repository().join("lists/metadata/1.root.json"));
    let root = root.to_str().unwrap();
    done(&asli(&["list", "pack", "--lists", folder.path(), "--out", bundle], ""));
    done(&asli(&["list", "verify", bundle, "--root", root, "--lists", folder.path()], ""));
    let shown = done(&asli(&["list", "show", "--list", bundle, "--root", root], ""));
    for line in
        ["list        bihar, uppcl", "signed by   uppcl: uppcl-asha, uppcl-ravi (2 needed)", "group       uppcl"]
    {
        assert!(shown.contains(line), "{line}: {shown}");
    }
    let check = |sender: &str, body: &str| {
        stdout(&asli(&["check", "--list", bundle, "--root", root, "--at", AT, "--sender", sender, body], ""))
    };
    let of_second =
        "UPPCL: Account 5512098834, bill amount Rs 1,432, due date 18-12-2026. Pay at upenergy.in. Helpline 1912.";
    assert!(check("VK-UPPCLT-S", of_second).starts_with("Genuine message from UPPCL"));
    assert!(!check("JM-SBPDCL-S", of_second).starts_with("Genuine"));
    let of_first = "SBPDCL: last date of your bill is 10/12/2026. Pay by the Suvidha app and get 1.5% rebate.";
    assert!(check("JM-SBPDCL-S", of_first).starts_with("Genuine message from SBPDCL"));
    assert!(!check("VK-UPPCLT-S", of_first).starts_with("Genuine"));
    let changes = asli(&["list", "diff", "built-in", bundle], "");
    assert_eq!(changes.status.code(), Some(1), "{}", stderr(&changes));
    let changes = stdout(&changes);
    assert!(changes.contains("+ uppcl: UPPCLT (uppcl)") && !changes.contains("- bihar"), "{changes}");
}

/// A group that does not renew its rules loses the proof of its own messages in time; other groups keep theirs.
#[test]
fn a_group_that_does_not_renew_is_stale_alone() {
    let folder = two_groups("groups-stale");
    done(&sign_with(&folder, &["--no-lint", "--expires", "2026-12-15T00:00:00Z"]));
    let renewed = ["--no-lint", "--renew", "targets", "--renew", "snapshot", "--renew", "timestamp"];
    done(&sign_with(&folder, &[&renewed[..], &["--expires", "2028-01-01T00:00:00Z"]].concat()));
    let bundle = folder.file("stale.tar");
    let (bundle, root) = (bundle.to_str().unwrap(), repository().join("lists/metadata/1.root.json"));
    let root = root.to_str().unwrap();
    done(&asli(&["list", "pack", "--lists", folder.path(), "--out", bundle], ""));
    let check = |at: &str, sender: &str, body: &str| {
        let at = ["check", "--json", "--list", bundle, "--root", root, "--at", at, "--sender", sender, body];
        let record: serde_json::Value = serde_json::from_str(&stdout(&asli(&at, ""))).unwrap();
        ["verdict", "list_state"].map(|field| record[field].as_str().unwrap_or_default().to_owned())
    };
    let second = |day: &str| {
        let body = format!(
            "UPPCL: Account 5512098834, bill amount Rs 1,432, due date {day}. Pay at upenergy.in. Helpline 1912."
        );
        move |at: &str| check(at, "VK-UPPCLT-S", &body)
    };
    let first = "SBPDCL: last date of your bill is 10/03/2027. Pay by the Suvidha app and get 1.5% rebate.";
    assert_eq!(second("18-12-2026")("2026-12-01T10:00:00+05:30"), ["genuine", "fresh"]);
    assert_eq!(second("28-12-2026")("2026-12-20T10:00:00+05:30"), ["genuine", "stale"]);
    assert_eq!(second("10-03-2027")("2027-03-01T10:00:00+05:30"), ["unconfirmed", "expired"]);
    assert_eq!(check("2027-03-01T10:00:00+05:30", "JM-SBPDCL-S", first), ["genuine", "fresh"]);
    done(&asli(&["list", "verify", bundle, "--root", root, "--at", "2027-03-01T00:00:00Z"], ""));
    let late = asli(&["list", "verify", bundle, "--root", root, "--at", "2028-03-01T00:00:00Z"], "");
    assert_eq!(late.status.code(), Some(2), "{}", stdout(&late));
}

#[test]
fn what_another_group_has_is_refused() {
    let folder = two_groups("groups-clash");
    folder.replace("scopes.json", "\"UPPCLA\"", "\"UPPCLA\",\"NBPDCL\"");
    folder.replace("uppcl/allow.json", "\"value\": \"UPPCLA\"", "\"value\": \"NBPDCL\"");
    let refused = sign(&folder);
    assert_eq!(refused.status.code(), Some(2), "{}", stdout(&refused));
    assert!(stderr(&refused).contains("NBPDCL"), "{}", stderr(&refused));
    let again = asli(&["list", "add-group", folder.path(), "--no-input", "--group", "uppcl"], "");
    assert_eq!(again.status.code(), Some(2));
}

/// The starter is nobody's: a new list holds no word of the built-in list's companies, whichever document one opens.
#[test]
fn a_new_list_holds_no_word_of_the_built_in_group() {
    let folder = common::issuer("groups-starter", &[]);
    let own =
        ["bihar", "sbpdcl", "nbpdcl", "bsphcl", "bsptcl", "bspgcl", "bseb", "suvidha app", "sugam", "patna", "बिहार"];
    for file in ["testland/allow.json", "testland/clauses.txt", "scopes.json", "common/lexicon.json", "lint.json"] {
        let text = folder.read(file).to_lowercase();
        let held: Vec<&str> = own.into_iter().filter(|word| text.contains(word)).collect();
        assert!(held.is_empty(), "{file}: {held:?}");
    }
}
