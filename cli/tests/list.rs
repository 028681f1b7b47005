//! `asli list`: a list's life, from first keys to rotated ones; and every error read aloud.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{Folder, asli, issuer, stderr, stdout};
use std::process::Output;

const GENUINE: &str =
    "TSTPWR: last date of your bill is 10/12/2026. Pay by the Testland Bijli app and get 1.5% rebate.";

/// `asli list COMMAND --lists FOLDER …`
fn list(command: &str, folder: &Folder, more: &[&str]) -> Output {
    asli(&[&["list", command, "--lists", folder.path()], more].concat(), "")
}

fn sign(folder: &Folder, keys: &[&str], more: &[&str]) -> Output {
    let keys: Vec<String> = keys.iter().map(|name| folder.key(name)).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    list("sign", folder, &[&["--keys"], &keys[..], more].concat())
}

fn pack(folder: &Folder) -> Output {
    list("pack", folder, &["--out", folder.file("testland.tar").to_str().unwrap()])
}

/// `asli COMMAND … BUNDLE` with the list's own root.
fn verify(folder: &Folder, more: &[&str]) -> Output {
    let (bundle, root) = (folder.file("testland.tar"), folder.file("metadata/1.root.json"));
    let args = ["list", "verify", bundle.to_str().unwrap(), "--root", root.to_str().unwrap()];
    asli(&[&args[..], more].concat(), "")
}

#[track_caller]
fn done(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(output), stderr(output));
    stdout(output)
}

#[track_caller]
fn refused(output: &Output, why: &str) {
    assert_eq!(output.status.code(), Some(2), "{}", stdout(output));
    assert!(stderr(output).contains(why), "{}", stderr(output));
    assert!(!stderr(output).contains("PRIVATE KEY-----"));
}

const ONLINE: [&str; 2] = ["online/snapshot", "online/timestamp"];
const TWO: [&str; 4] = ["issuer/testland-asha", "issuer/testland-ravi", ONLINE[0], ONLINE[1]];

#[test]
fn init_makes_a_list_that_gives_a_verdict() {
    let folder = issuer("init", &[]);
    done(&verify(&folder, &["--lists", folder.path()]));
    let (bundle, root) = (folder.file("testland.tar"), folder.file("metadata/1.root.json"));
    let list = ["--list", bundle.to_str().unwrap(), "--root", root.to_str().unwrap()];
    let check = [&["check", "--sender", "JM-TSTPWR-S", "--at", "2026-12-01T10:00:00Z"], &list[..], &[GENUINE]].concat();
    assert!(done(&asli(&check, "")).contains("Testland Power Company"));
    let shown = done(&asli(&[&["list", "show"], &list[..]].concat(), ""));
    assert!(shown.contains("root        production") && shown.contains("2 of testland-asha"), "{shown}");
    assert!(folder.read("keys/.gitignore").contains('*'));
    done(&self::list("lint", &folder, &[])); // warnings only: sources and holidays to fill in
}

#[cfg(unix)]
#[test]
fn private_keys_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = issuer("mode", &[]);
    let mode = std::fs::metadata(folder.key("offline/root-asha")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_development_root_is_marked_everywhere() {
    let folder = issuer("development", &["--development"]);
    let (bundle, root) = (folder.file("testland.tar"), folder.file("metadata/1.root.json"));
    let shown = asli(&["list", "show", "--list", bundle.to_str().unwrap(), "--root", root.to_str().unwrap()], "");
    assert!(done(&shown).contains("DEVELOPMENT KEYS"));
}

#[test]
fn init_asks_for_what_no_flag_gives() {
    let folder = Folder::new("asks");
    let target = folder.file("new");
    let answers = "testland\nTestland Power\nटेस्टलैंड बिजली\nTSTPWR\n\nTestland Bijli\n\n\nasha\nravi\nmeena\n";
    let output = asli(&["list", "init", target.to_str().unwrap()], answers);
    let told = done(&output);
    assert!(stderr(&output).contains("Three people hold the keys; two of them must agree"), "{}", stderr(&output));
    assert!(told.contains("offline medium NOW") && told.contains("apps pin it"), "{told}");
    let cut = asli(&["list", "init", folder.file("cut").to_str().unwrap()], "testland\n");
    refused(&cut, "no answer; give --name-en");
}

#[test]
fn init_refuses_what_would_not_hold() {
    let folder = issuer("again", &[]);
    refused(&asli(&["list", "init", folder.path()], ""), "holds a list already");
    let new = folder.file("new");
    let base = ["list", "init", new.to_str().unwrap(), "--no-input"];
    refused(&asli(&base, ""), "--group is not given");
    let issuer = ["--name-en", "A", "--name-hi", "अ", "--header", "TSTPWR"];
    let with = |more: &[&str]| asli(&[&base[..], &issuer, more].concat(), "");
    refused(&with(&["--group", "Bad Id", "--app", "A Pay"]), "\"Bad Id\" can be no id of a group");
    refused(&with(&["--group", "targets", "--app", "A Pay"]), "can be no id of a group");
    refused(&with(&["--group", "a"]), "give --app or --site");
    refused(&with(&["--group", "a", "--app", "A Pay", "--holder", "x"]), "1 holders are named; name three");
    let holders = ["--group", "a", "--app", "A Pay", "--holder", "x", "--holder", "y", "--holder"];
    let wrong = |flag: &str, value: &str| with(&[&holders[..], &["z", flag, value]].concat());
    refused(&wrong("--header", "JM-TSTPWR-S"), "\"JM-TSTPWR-S\" can be no sender id");
    refused(&wrong("--site", "https://power.example/"), "is no host name");
    refused(&wrong("--app", " "), "--app is empty");
    let nameless = ["--name-en", " ", "--name-hi", "अ", "--header", "TSTPWR", "--group", "a", "--app", "A Pay"];
    refused(&asli(&[&base[..], &nameless].concat(), ""), "--name-en is empty");
    assert!(!new.exists());
    refused(&with(&[&holders[..], &["x"]].concat()), "one holder is named twice");
    refused(&with(&[&holders[..], &["z", "--public", "root"]].concat()), "write it as ROLE:NAME=FILE");
    refused(&with(&[&holders[..], &["z", "--public", "nobody:z=f"]].concat()), "no role is called nobody");
}

/// Each holder makes a key at home; only public halves come together; each signs in turn.
#[test]
fn a_ceremony_in_which_private_keys_never_meet() {
    let home = Folder::new("ceremony-home");
    let mut public = Vec::new();
    for role in ["root", "targets", "testland"] {
        for (holder, scheme) in [("asha", "ed25519"), ("ravi", "p256"), ("meena", "ed25519")] {
            let file = home.file(&format!("{role}-{holder}.pem"));
            done(&asli(&["list", "key", file.to_str().unwrap(), "--scheme", scheme], ""));
            let half = home.file(&format!("{role}-{holder}.pub.pem"));
            public.extend(["--public".to_owned(), format!("{role}:{role}-{holder}={}", half.display())]);
        }
    }
    let public: Vec<&str> = public.iter().map(String::as_str).collect();
    let folder = issuer("ceremony", &public);
    assert!(!folder.file("testland.tar").exists() && !folder.file("keys/offline").exists());
    let holder = |name: &str| -> Vec<String> {
        ["root", "targets", "testland"]
            .map(|role| home.file(&format!("{role}-{name}.pem")).display().to_string())
            .to_vec()
    };
    let sign = |keys: &[String]| {
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        list("sign", &folder, &[&["--keys"], &keys[..]].concat())
    };
    let first = sign(&holder("asha"));
    assert_eq!(first.status.code(), Some(1));
    assert!(stdout(&first).contains("1 more of root-meena, root-ravi must sign"), "{}", stdout(&first));
    refused(&pack(&folder), "signatures");
    let second = sign(&holder("ravi"));
    assert_eq!(second.status.code(), Some(1));
    assert!(stdout(&second).contains("pins what was there before"), "{}", stdout(&second));
    done(&sign(&ONLINE.map(|key| folder.key(key))));
    done(&pack(&folder));
    done(&verify(&folder, &[]));
}

#[test]
fn only_what_has_changed_is_raised() {
    let folder = issuer("raise", &[]);
    let before = folder.read("metadata/testland.json");
    assert!(!done(&sign(&folder, &TWO, &[])).contains("raised"));
    assert_eq!(folder.read("metadata/testland.json"), before);
    folder.replace("testland/allow.json", "\"rebate_hundredths\": 200", "\"rebate_hundredths\": 250");
    let told = done(&sign(&folder, &TWO, &["--expires", "2031-01-01T00:00:00Z"]));
    assert!(
        told.contains("testland   raised to 2, until 2031-01-01, signed by testland-asha, testland-ravi"),
        "{told}"
    );
    assert!(told.contains("targets    version   1") && told.contains("timestamp  raised to 2"), "{told}");
    done(&pack(&folder));
    done(&verify(&folder, &["--lists", folder.path()]));
    assert!(done(&sign(&folder, &ONLINE, &["--renew", "timestamp"])).contains("timestamp  raised to 3"));
}

#[test]
fn two_holders_sign_one_after_the_other() {
    let folder = issuer("turns", &[]);
    folder.replace("testland/allow.json", "\"rebate_hundredths\": 200", "\"rebate_hundredths\": 250");
    let first = sign(&folder, &["issuer/testland-asha"], &[]);
    assert_eq!(first.status.code(), Some(1));
    assert!(stdout(&first).contains("1 more of testland-meena, testland-ravi must sign"), "{}", stdout(&first));
    let second = sign(&folder, &["issuer/testland-meena", ONLINE[0], ONLINE[1]], &[]);
    let told = done(&second);
    assert!(told.contains("testland   version   2") && told.contains("timestamp  raised to 2"), "{told}");
    done(&pack(&folder));
    assert!(done(&verify(&folder, &[])).contains("signed by testland-asha, testland-meena"));
}

#[test]
fn sign_refuses_wrong_keys_and_unsound_documents() {
    let folder = issuer("wrong", &[]);
    let stranger = folder.file("stranger.pem");
    done(&asli(&["list", "key", stranger.to_str().unwrap()], ""));
    refused(&asli(&["list", "key", stranger.to_str().unwrap()], ""), "is there already");
    let with = |key: &str| list("sign", &folder, &["--keys", key]);
    refused(&with(stranger.to_str().unwrap()), "is a key of no role in this list: is it the right file?");
    refused(&with(folder.file("stranger.pub.pem").to_str().unwrap()), "is no private key of Ed25519 or P-256");
    refused(&with("/nowhere.pem"), "cannot read /nowhere.pem");
    folder.write("locked.pem", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA==\n-----END ENCRYPTED PRIVATE KEY-----\n");
    refused(&with(folder.file("locked.pem").to_str().unwrap()), "is encrypted: decrypt it");
    folder.replace("testland/allow.json", "\"rebate_hundredths\": 200", "\"rebate_hundredths\": 250");
    let missing = sign(&folder, &ONLINE, &[]);
    refused(
        &missing,
        "testland/allow.json or testland/clauses.bin changed since testland was signed: give keys of testland (2 of",
    );
    folder.replace("testland/allow.json", "\"TSTPWR\"", "\"JM-TSTPWR\"");
    refused(&sign(&folder, &TWO, &[]), "shows everything that must be fixed before signing");
    let empty = Folder::new("wrong-empty");
    refused(&list("pack", &empty, &[]), "holds no metadata/1.root.json: `asli list init` makes a repository");
}

#[test]
fn verify_says_what_a_phone_would_say() {
    let folder = issuer("phone", &["--expires", "2030-01-01T00:00:00Z"]);
    done(&verify(&folder, &["--at", "2029-12-31T00:00:00Z"]));
    refused(&verify(&folder, &["--at", "2030-01-01T00:00:00Z"]), "no phone would take it");
    let bundle = folder.file("testland.tar");
    refused(&asli(&["list", "verify", bundle.to_str().unwrap()], ""), "name its root with --root");
    folder.write("testland/allow.json", &format!("{}\n", folder.read("testland/allow.json")));
    refused(&verify(&folder, &["--lists", folder.path()]), "targets/testland/allow.json has changed since");
    refused(&pack(&folder), "the bundle would be refused");
    folder.write("testland.tar", "no archive");
    refused(&verify(&folder, &[]), "malformed");
    folder.write("metadata/1.root.json", "{}");
    refused(&verify(&folder, &[]), "1.root.json");
}

#[test]
fn a_holder_is_replaced_and_phones_follow_from_the_first_root() {
    let folder = issuer("rotate", &[]);
    let new = folder.file("sita.pem");
    done(&asli(&["list", "key", new.to_str().unwrap(), "--scheme", "p256"], ""));
    let add = format!("root-sita={}", folder.file("sita.pub.pem").display());
    let (asha, ravi) = (folder.key("offline/root-asha"), folder.key("offline/root-ravi"));
    let rotate = ["--remove", "root-meena", "--add", &add];
    let one = list("rotate-root", &folder, &[&rotate[..], &["--keys", &asha]].concat());
    assert_eq!(one.status.code(), Some(1));
    assert!(stdout(&one).contains("must sign, for the old root"), "{}", stdout(&one));
    refused(&list("rotate-root", &folder, &[&rotate[..], &["--keys", &ravi]].concat()), "still lacks signatures");
    refused(&pack(&folder), "the bundle would be refused");
    let online = ONLINE.map(|name| folder.key(name));
    let ravi = [ravi.as_str(), &online[0], &online[1]];
    let told = done(&list("sign", &folder, &[&["--renew", "timestamp", "--keys"], &ravi[..]].concat()));
    assert!(told.contains("root          version   2") && told.contains("root (for 1)  version   2"), "{told}");
    done(&pack(&folder));
    done(&verify(&folder, &["--lists", folder.path()]));
    // The new holder counts, the old one does not any more.
    let sita = ["--threshold", "3", "--keys", &asha, ravi[0], new.to_str().unwrap()];
    done(&list("rotate-root", &folder, &sita));
    refused(
        &list("rotate-root", &folder, &["--threshold", "2", "--keys", &folder.key("offline/root-meena")]),
        "belongs to root",
    );
}

#[test]
fn other_roles_change_keys_too() {
    let folder = issuer("rotate-roles", &[]);
    let new = folder.file("new.pem");
    done(&asli(&["list", "key", new.to_str().unwrap()], ""));
    let add = format!("new={}", folder.file("new.pub.pem").display());
    let root = [folder.key("offline/root-asha"), folder.key("offline/root-ravi")];
    let swap = ["--role", "timestamp", "--remove", "timestamp", "--add", &add, "--keys", &root[0], &root[1]];
    assert!(done(&list("rotate-root", &folder, &swap)).contains("--renew snapshot timestamp"));
    let keys = [new.to_str().unwrap(), &folder.key(ONLINE[0])];
    done(&list("sign", &folder, &["--renew", "snapshot", "timestamp", "--keys", keys[0], keys[1]]));
    done(&pack(&folder));

    let targets = [folder.key("offline/targets-asha"), folder.key("offline/targets-ravi")];
    let add = format!("testland-sita={}", folder.file("new.pub.pem").display());
    let swap = ["--role", "testland", "--remove", "testland-meena", "--add", &add, "--keys", &targets[0], &targets[1]];
    done(&list("rotate-root", &folder, &swap));
    let renew = ["--renew", "testland", "--keys", keys[0], &folder.key("issuer/testland-asha"), keys[1]];
    done(&list("sign", &folder, &renew));
    done(&pack(&folder));
    assert!(done(&verify(&folder, &["--lists", folder.path()])).contains("testland-asha, testland-sita"));
}

#[test]
fn rotate_refuses_what_would_lock_everyone_out() {
    let folder = issuer("lockout", &[]);
    let asha = folder.key("offline/root-asha");
    let rotate = |more: &[&str]| list("rotate-root", &folder, &[more, &["--keys", &asha]].concat());
    refused(&rotate(&[]), "nothing would change");
    refused(
        &rotate(&["--remove", "nobody"]),
        "--remove nobody fits 0 keys of root; it has root-asha, root-ravi, root-meena",
    );
    refused(&rotate(&["--remove", "root-asha", "--remove", "root-ravi"]), "2 of 1 keys can never sign");
    refused(&rotate(&["--threshold", "4"]), "4 of 3 keys can never sign");
    refused(&rotate(&["--threshold", "0"]), "can never sign");
    let twice = format!("again={}", folder.file("keys/offline/root-ravi.pub.pem").display());
    refused(&rotate(&["--add", &twice]), "one person would count twice");
    let private = format!("again={}", folder.key("offline/root-ravi"));
    refused(&rotate(&["--add", &private]), "is a private key: give its public half");
    refused(&rotate(&["--add", "x"]), "write it as NAME=FILE");
    refused(&rotate(&["--role", "nobody", "--threshold", "1"]), "no role is called nobody");
}

#[test]
fn diff_says_what_users_would_notice() {
    let folder = issuer("diff", &[]);
    let old = folder.file("testland.tar");
    let same = list_diff(&[old.to_str().unwrap(), folder.path()]);
    assert!(done(&same).contains("nothing changes for users"));
    folder.replace("testland/allow.json", "\"host\": \"testland.example\"", "\"host\": \"new.testland.example\"");
    folder.replace("scopes.json", "\"testland.example\"", "\"new.testland.example\"");
    folder.replace("testland/clauses.txt", "chunk thanks = thank you | ", "chunk thanks = ");
    let message =
        "TSTPWR: last date of your bill is 10/12/2026. Pay by the Testland Bijli app and get 1.5% rebate. Thank you";
    let line = serde_json::json!({"id": "m1", "sender": "JM-TSTPWR-S", "body": message, "received_at": "2026-12-01T10:00:00+05:30"});
    folder.write("messages.jsonl", &format!("{line}\nnot json\n"));
    let output = list_diff(&[
        old.to_str().unwrap(),
        folder.path(),
        "--messages",
        folder.file("messages.jsonl").to_str().unwrap(),
    ]);
    assert_eq!(output.status.code(), Some(1));
    let text = stdout(&output);
    assert!(text.contains("sites\n  - testland.example\n  + new.testland.example\n"), "{text}");
    assert!(text.contains("clauses\n  - ") && text.contains(": thank you\n"), "{text}");
    assert!(text.contains("m1: genuine -> unconfirmed +not_in_format"), "{text}");
    assert!(text.contains("1 of 1 from genuine to unconfirmed") && text.contains("1 parts are no messages"), "{text}");
    assert!(!text.contains("Thank"), "the message is not quoted");
    refused(&list_diff(&["built-in", "/nowhere"]), "cannot read /nowhere");
}

fn list_diff(args: &[&str]) -> Output {
    asli(&[&["list", "diff"], args].concat(), "")
}
