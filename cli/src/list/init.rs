//! `asli list init`: a new issuer's first repository.
//!
//! In: who the issuer is and who holds keys, by flags or by questions. Out:
//! documents to fill in, keys (2 of 3), signed metadata and a first bundle.

mod prompt;
mod starter;

use super::key::write_pair;
use super::sign::{Pins, in_a_year, pin, target_files};
use super::source::{Documents, read};
use super::tuf::key::{PrivateKey, PublicKey, Scheme};
use super::tuf::metadata::{Metadata, to_json, write};
use super::tuf::repository::Repository;
use super::tuf::roles::{RoleKeys, Signer};
use anyhow::{Context, bail, ensure};
use asli::allowlist::{
    CLAIM, LEXICON, Root, SCOPES, TrustedList, allow_path, clauses_path, install_crypto, templates_path, verify,
};
use jiff::Timestamp;
use prompt::Prompt;
use serde_json::{Value, json};
use sigstore_tuf::{Snapshot, Targets};
use starter::Issuer;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub(super) struct Args {
    /// Folder for the new list; must not hold one yet.
    folder: PathBuf,
    #[command(flatten)]
    issuer: Issuer,
    /// The three people (or safes) that hold keys; each gets one for root, targets and the list.
    #[arg(long = "holder", num_args = 1)]
    holders: Vec<String>,
    /// How new keys sign.
    #[arg(long, value_enum, default_value = "ed25519")]
    scheme: Scheme,
    /// A public key made elsewhere, on a token or on its holder's machine: ROLE:NAME=FILE, with
    /// ROLE root, targets, snapshot, timestamp or the group's id. That role then gets no other keys.
    #[arg(long)]
    public: Vec<String>,
    /// When everything expires (RFC 3339); default: a year from now.
    #[arg(long)]
    expires: Option<Timestamp>,
    /// Mark the root as one for development: asli then says everywhere that anybody can sign.
    #[arg(long)]
    development: bool,
    /// Ask nothing: whatever no flag gives is an error.
    #[arg(long)]
    no_input: bool,
}

/// Roles with their number of keys; each needs two of three, or its only one.
const OFFLINE: [&str; 2] = ["root", "targets"];
const ONLINE: [&str; 2] = ["snapshot", "timestamp"];

pub(super) fn run(mut args: Args) -> anyhow::Result<()> {
    install_crypto()?;
    ensure!(
        !args.folder.join("metadata").exists(),
        "{} holds a list already: change it, sign it, or take another folder",
        args.folder.display()
    );
    let mut prompt = Prompt::new(!args.no_input);
    args.issuer.ask(&mut prompt)?;
    if args.holders.is_empty() && !args.no_input {
        let said = "Three people hold the keys; two of them must agree on every change. \
                    Choose three who cannot all be robbed on one day.";
        let first = prompt.ask_after(said, "--holder", "Name of the first holder (as in a file name)")?;
        args.holders.push(first);
        args.holders.push(prompt.ask("--holder", "Name of the second holder")?);
        args.holders.push(prompt.ask("--holder", "Name of the third holder")?);
    }
    check_holders(&args.holders)?;
    let documents = starter::documents(&args.issuer)?;
    for (path, document) in &documents {
        write(&args.folder.join(path), document.as_bytes())?;
    }
    for group in &Documents::read(&args.folder)?.groups {
        write(&group.clauses.file.with_extension("bin"), group.compiled()?.as_bytes())?;
    }
    write(&args.folder.join("lint.json"), starter::accepted()?.as_bytes())?;
    let keys = Keys::new(&args)?;
    let expires = args.expires.unwrap_or_else(in_a_year);
    let complete = write_metadata(&args.folder, args.issuer.group(), expires, args.development, &keys)?;
    tell(&args, complete)
}

/// Documents as the list that they would be, signed by keys of the moment: to look at, not to ship.
pub(super) fn preview(documents: &[(String, Vec<u8>)]) -> anyhow::Result<TrustedList> {
    install_crypto()?;
    let folder = tempfile::tempdir().context("cannot make a folder for the preview")?;
    for (path, content) in documents {
        write(&folder.path().join(path), content)?;
    }
    let allow = documents.iter().find_map(|(path, _)| path.strip_suffix("/allow.json"));
    let group = allow.context("there are no rules of a group")?;
    let mut keys = Keys { public: BTreeMap::new(), signers: Vec::new() };
    for role in [OFFLINE[0], OFFLINE[1], ONLINE[0], ONLINE[1], group] {
        keys.add(role, role.to_owned(), PathBuf::new(), PrivateKey::generate(Scheme::Ed25519)?);
    }
    write_metadata(folder.path(), group, in_a_year(), true, &keys)?;
    let bytes = Repository::open(folder.path())?.bundle()?.pack()?;
    let root = Root::from_json(&read(&folder.path().join("metadata/1.root.json"))?)?;
    Ok(verify(&bytes, &root)?)
}

fn check_holders(holders: &[String]) -> anyhow::Result<()> {
    let plain = |name: &String| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    ensure!(
        holders.len() == 3,
        "{} holders are named; name three with --holder, so that one may be ill",
        holders.len()
    );
    let odd = holders.iter().find(|name| !plain(name));
    ensure!(odd.is_none(), "{:?} can be no holder's name: letters, digits, - and _", odd.map_or("", String::as_str));
    let twice = holders.iter().any(|name| holders.iter().filter(|other| *other == name).count() > 1);
    ensure!(!twice, "one holder is named twice: two of three would then be one person");
    Ok(())
}

/// Public keys by role, and the private ones that were made here.
struct Keys {
    public: BTreeMap<String, Vec<(String, PublicKey)>>,
    signers: Vec<Signer>,
}

impl Keys {
    fn new(args: &Args) -> anyhow::Result<Self> {
        let group = args.issuer.group();
        let mut keys = Self { public: handed_over(args)?, signers: Vec::new() };
        for role in [OFFLINE[0], OFFLINE[1], group] {
            let place = if role == group { "issuer" } else { "offline" };
            let names = args.holders.iter().map(|holder| format!("{role}-{holder}")).collect();
            keys.make(role, place, names, args)?;
        }
        for role in ONLINE {
            keys.make(role, "online", vec![role.to_owned()], args)?;
        }
        if !keys.signers.is_empty() {
            // So that no private key is committed by mistake.
            write(&args.folder.join("keys/.gitignore"), b"*\n")?;
        }
        Ok(keys)
    }

    fn make(&mut self, role: &str, place: &str, names: Vec<String>, args: &Args) -> anyhow::Result<()> {
        if self.public.contains_key(role) {
            return Ok(());
        }
        for name in names {
            let file = args.folder.join(format!("keys/{place}/{name}.pem"));
            let key = PrivateKey::generate(args.scheme)?;
            write_pair(&file, &key)?;
            self.add(role, name, file, key);
        }
        Ok(())
    }

    fn add(&mut self, role: &str, name: String, file: PathBuf, key: PrivateKey) {
        self.public.entry(role.to_owned()).or_default().push((name, key.public()));
        self.signers.push(Signer { file, key });
    }

    /// The role's keys as root or delegation name them: keys by id, ids, threshold.
    fn of(&self, role: &str) -> anyhow::Result<(BTreeMap<String, sigstore_tuf::Key>, Value)> {
        let own = self.public.get(role).map(Vec::as_slice).unwrap_or_default();
        let keys = own.iter().map(|(name, key)| key.to_tuf(name)).collect::<anyhow::Result<Vec<_>>>()?;
        let ids: Vec<&String> = keys.iter().map(|(id, _)| id).collect();
        let threshold = if ids.len() > 1 { 2 } else { 1 };
        let role = json!({ "keyids": ids, "threshold": threshold });
        Ok((keys.into_iter().collect(), role))
    }
}

/// The public keys of `--public`.
fn handed_over(args: &Args) -> anyhow::Result<BTreeMap<String, Vec<(String, PublicKey)>>> {
    let mut keys: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for given in &args.public {
        let parts = given.split_once('=').and_then(|(name, file)| Some((name.split_once(':')?, file)));
        let ((role, name), file) = parts.with_context(|| format!("--public {given}: write it as ROLE:NAME=FILE"))?;
        let known = OFFLINE.contains(&role) || ONLINE.contains(&role) || role == args.issuer.group();
        ensure!(known, "--public {given}: no role is called {role}");
        keys.entry(role.to_owned()).or_default().push((name.to_owned(), PublicKey::read(Path::new(file))?));
    }
    for (role, keys) in &keys {
        let enough = if ONLINE.contains(&role.as_str()) { 1 } else { 3 };
        ensure!(keys.len() == enough, "--public gives {} keys of {role}; it needs {enough}", keys.len());
    }
    Ok(keys)
}

/// Writes and signs every role; whether the signatures suffice.
fn write_metadata(
    folder: &Path,
    group: &str,
    expires: Timestamp,
    development: bool,
    keys: &Keys,
) -> anyhow::Result<bool> {
    fs::create_dir_all(folder.join("metadata")).with_context(|| format!("cannot write {}", folder.display()))?;
    let mut all = BTreeMap::new();
    let mut roles = serde_json::Map::new();
    for role in [OFFLINE, ONLINE].concat() {
        let (own, role_keys) = keys.of(role)?;
        all.extend(own);
        roles.insert(role.to_owned(), role_keys);
    }
    let mut fields = json!({ "consistent_snapshot": false, "keys": all, "roles": roles });
    if development {
        fields["x-asli-development"] = true.into();
    }
    let mut root: Metadata<sigstore_tuf::Root> = Metadata::new("root", expires, fields)?;
    let of_root = |role: &str| RoleKeys::of_root(&root.signed, role);
    let [for_root, for_targets, for_snapshot, for_timestamp] =
        ["root", "targets", "snapshot", "timestamp"].map(of_root);
    let (group_keys, mut delegation) = keys.of(group)?;
    delegation["name"] = group.into();
    delegation["terminating"] = true.into();
    delegation["paths"] = json!([format!("{group}/*")]);
    let common = [SCOPES, LEXICON, CLAIM].map(|path| (path, folder.join(path)));
    let listed = target_files(&common.each_ref().map(|(path, file)| (*path, file.as_path())))?;
    let delegations = json!({ "keys": group_keys, "roles": [delegation] });
    let mut targets: Metadata<Targets> =
        Metadata::new("targets", expires, json!({ "targets": plain(&listed), "delegations": delegations }))?;
    let files = [allow_path(group), clauses_path(group), templates_path(group)].map(|path| (folder.join(&path), path));
    // A list need not have templates.
    let there = files.iter().filter(|(file, path)| *path != templates_path(group) || file.exists());
    let listed: Vec<(&str, &Path)> = there.map(|(file, path)| (path.as_str(), file.as_path())).collect();
    let listed = target_files(&listed)?;
    let mut list: Metadata<Targets> = Metadata::new("targets", expires, json!({ "targets": plain(&listed) }))?;
    let delegations = targets.signed.delegations.clone().context("the delegation is lost")?;
    let for_group = RoleKeys::of_delegation(&delegations, &delegations.roles[0]);
    for_root.sign(&mut root, &keys.signers)?;
    for_targets.sign(&mut targets, &keys.signers)?;
    for_group.sign(&mut list, &keys.signers)?;
    let pins = [("targets.json".to_owned(), &targets), (format!("{group}.json"), &list)]
        .map(|(name, role)| Ok((name, pin(1, &role.to_bytes()?)?)));
    let pins = plain_pins(&pins.into_iter().collect::<anyhow::Result<_>>()?);
    let mut snapshot: Metadata<Snapshot> = Metadata::new("snapshot", expires, json!({ "meta": pins }))?;
    for_snapshot.sign(&mut snapshot, &keys.signers)?;
    let pins = plain_pins(&Pins::from([("snapshot.json".to_owned(), pin(1, &snapshot.to_bytes()?)?)]));
    let mut timestamp: Metadata<sigstore_tuf::Timestamp> =
        Metadata::new("timestamp", expires, json!({ "meta": pins }))?;
    for_timestamp.sign(&mut timestamp, &keys.signers)?;
    root.write(&folder.join("metadata/1.root.json"))?;
    targets.write(&folder.join("metadata/targets.json"))?;
    list.write(&folder.join(format!("metadata/{group}.json")))?;
    snapshot.write(&folder.join("metadata/snapshot.json"))?;
    timestamp.write(&folder.join("metadata/timestamp.json"))?;
    Ok(for_root.progress(&root).is_complete()
        && for_targets.progress(&targets).is_complete()
        && for_group.progress(&list).is_complete()
        && for_snapshot.progress(&snapshot).is_complete()
        && for_timestamp.progress(&timestamp).is_complete())
}

/// Without the fields that are absent.
fn plain(listed: &BTreeMap<String, sigstore_tuf::TargetFile>) -> Value {
    let target = |target: &sigstore_tuf::TargetFile| json!({ "length": target.length, "hashes": target.hashes });
    listed.iter().map(|(path, file)| (path.clone(), target(file))).collect()
}

fn plain_pins(pins: &Pins) -> Value {
    let pin =
        |pin: &sigstore_tuf::MetaFile| json!({ "version": pin.version, "length": pin.length, "hashes": pin.hashes });
    pins.iter().map(|(name, file)| (name.clone(), pin(file))).collect()
}

/// Packs the first bundle, and says what to do with what was made.
fn tell(args: &Args, complete: bool) -> anyhow::Result<()> {
    let (folder, group) = (args.folder.display(), args.issuer.group());
    writeln!(
        anstream::stdout(),
        "{folder}/{group}/allow.json and clauses.txt, common/lexicon.json, scopes.json: fill in, then `asli list lint --lists {folder}`"
    )?;
    if folder_has_keys(&args.folder) {
        writeln!(
            anstream::stdout(),
            "{folder}/keys/offline/: move each holder's keys to that holder's offline medium NOW, a copy into a second safe, and delete them here\n\
             {folder}/keys/issuer/: each holder's own; needed for every change in {group}/\n\
             {folder}/keys/online/: may stay on the machine that publishes; they only vouch for what is newest"
        )?;
    }
    writeln!(
        anstream::stdout(),
        "{folder}/metadata/1.root.json: the root of trust; apps pin it, so publish it where nobody can swap it"
    )?;
    if !complete {
        writeln!(
            anstream::stdout(),
            "not signed yet by enough keys: `asli list sign --lists {folder} --keys …`, each holder in turn, then `asli list pack`"
        )?;
        return Ok(());
    }
    let bytes = Repository::open(&args.folder)?.bundle()?.pack()?;
    let root = Root::from_json(&read(&args.folder.join("metadata/1.root.json"))?)?;
    if let Err(error) = verify(&bytes, &root) {
        bail!("the new list does not verify: {error}");
    }
    let file = args.folder.join(format!("{group}.tar"));
    write(&file, &bytes)?;
    writeln!(
        anstream::stdout(),
        "{}: the bundle; `asli list show --list {} --root {folder}/metadata/1.root.json`",
        file.display(),
        file.display()
    )?;
    Ok(())
}

fn folder_has_keys(folder: &Path) -> bool {
    folder.join("keys").is_dir()
}

/// A document as it is written.
pub(super) fn as_text(document: &impl serde::Serialize) -> anyhow::Result<String> {
    to_json(document)
}
