//! `asli list init`: a new issuer's first repository.
//!
//! In: who the issuer is and who holds keys, by flags or by questions. Out:
//! documents to fill in, keys (2 of 3), signed metadata and a first bundle.

pub(super) mod metadata;
mod prompt;
pub(super) mod starter;

use super::key::write_pair;
use super::sign::in_a_year;
use super::source::{Documents, read};
use super::tuf::key::{PrivateKey, PublicKey, Scheme};
use super::tuf::metadata::{to_json, write};
use super::tuf::repository::Repository;
use super::tuf::roles::Signer;
use anyhow::{Context, bail, ensure};
use asli::allowlist::{Root, TrustedList, install_crypto, verify};
use jiff::Timestamp;
use metadata::write_metadata;
use prompt::Prompt;
use serde_json::{Value, json};
use starter::Issuer;
use std::collections::BTreeMap;
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
    ask_all(&mut args.issuer, &mut args.holders, args.no_input)?;
    let documents = starter::documents(&args.issuer)?;
    for (path, document) in &documents {
        write(&args.folder.join(path), document.as_bytes())?;
    }
    for group in &Documents::read(&args.folder)?.groups {
        write(&group.clauses.file.with_extension("bin"), group.compiled()?.as_bytes())?;
    }
    write(&args.folder.join("lint.json"), starter::accepted().as_bytes())?;
    let keys = Keys::new(&args)?;
    let expires = args.expires.unwrap_or_else(in_a_year);
    let complete = write_metadata(&args.folder, &[args.issuer.group()], expires, args.development, &keys)?;
    tell(&args, complete)
}

/// Documents as the list that they would be, signed by keys of the moment: to look at, not to ship.
pub(super) fn preview(documents: &[(String, Vec<u8>)]) -> anyhow::Result<TrustedList> {
    install_crypto()?;
    let folder = tempfile::tempdir().context("cannot make a folder for the preview")?;
    for (path, content) in documents {
        write(&folder.path().join(path), content)?;
    }
    let groups: Vec<&str> = documents.iter().filter_map(|(path, _)| path.strip_suffix("/allow.json")).collect();
    let mut keys = Keys { public: BTreeMap::new(), signers: Vec::new() };
    for role in OFFLINE.into_iter().chain(ONLINE).chain(groups.iter().copied()) {
        keys.add(role, role.to_owned(), PathBuf::new(), PrivateKey::generate(Scheme::Ed25519)?);
    }
    write_metadata(folder.path(), &groups, in_a_year(), true, &keys)?;
    let bytes = Repository::open(folder.path())?.bundle()?.pack()?;
    let root = Root::from_json(&read(&folder.path().join("metadata/1.root.json"))?)?;
    Ok(verify(&bytes, &root)?)
}

/// Asks for what no flag gave of the issuer and the holders of keys, and checks it.
pub(super) fn ask_all(issuer: &mut Issuer, holders: &mut Vec<String>, no_input: bool) -> anyhow::Result<()> {
    let mut prompt = Prompt::new(!no_input);
    issuer.ask(&mut prompt)?;
    if !no_input {
        ask_holders(holders, &mut prompt)?;
    }
    check_holders(holders)
}

/// Asks for the three holders where no flag names any.
fn ask_holders(holders: &mut Vec<String>, prompt: &mut Prompt) -> anyhow::Result<()> {
    if holders.is_empty() {
        let said = "Three people hold the keys; two of them must agree on every change. \
                    Choose three who cannot all be robbed on one day.";
        holders.push(prompt.ask_after(said, "--holder", "Name of the first holder (as in a file name)")?);
        holders.push(prompt.ask("--holder", "Name of the second holder")?);
        holders.push(prompt.ask("--holder", "Name of the third holder")?);
    }
    Ok(())
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
pub(super) struct Keys {
    public: BTreeMap<String, Vec<(String, PublicKey)>>,
    signers: Vec<Signer>,
}

/// Where and how new keys are made.
pub(super) struct Making<'a> {
    pub(super) folder: &'a Path,
    pub(super) scheme: Scheme,
    pub(super) holders: &'a [String],
}

impl Keys {
    fn new(args: &Args) -> anyhow::Result<Self> {
        let group = args.issuer.group();
        let known = OFFLINE.into_iter().chain(ONLINE).chain([group]);
        let mut keys = Self { public: handed_over(&args.public, &known.collect::<Vec<_>>())?, signers: Vec::new() };
        let making = Making { folder: &args.folder, scheme: args.scheme, holders: &args.holders };
        for role in OFFLINE {
            keys.make_for_holders(role, "offline", &making)?;
        }
        keys.make_for_holders(group, "issuer", &making)?;
        for role in ONLINE {
            keys.make(role, "online", vec![role.to_owned()], &making)?;
        }
        keys.hide(&args.folder)?;
        Ok(keys)
    }

    /// The keys of one group.
    pub(super) fn of_group(group: &str, public: &[String], making: &Making<'_>) -> anyhow::Result<Self> {
        let mut keys = Self { public: handed_over(public, &[group])?, signers: Vec::new() };
        keys.make_for_holders(group, "issuer", making)?;
        keys.hide(making.folder)?;
        Ok(keys)
    }

    /// The keys that were made here.
    pub(super) fn signers(&self) -> &[Signer] {
        &self.signers
    }

    /// So that no private key is committed by mistake.
    fn hide(&self, folder: &Path) -> anyhow::Result<()> {
        if self.signers.is_empty() { Ok(()) } else { write(&folder.join("keys/.gitignore"), b"*\n") }
    }

    fn make_for_holders(&mut self, role: &str, place: &str, making: &Making<'_>) -> anyhow::Result<()> {
        self.make(role, place, making.holders.iter().map(|holder| format!("{role}-{holder}")).collect(), making)
    }

    fn make(&mut self, role: &str, place: &str, names: Vec<String>, making: &Making<'_>) -> anyhow::Result<()> {
        if self.public.contains_key(role) {
            return Ok(());
        }
        for name in names {
            let file = making.folder.join(format!("keys/{place}/{name}.pem"));
            let key = PrivateKey::generate(making.scheme)?;
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
fn handed_over(public: &[String], roles: &[&str]) -> anyhow::Result<BTreeMap<String, Vec<(String, PublicKey)>>> {
    let mut keys: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for given in public {
        let parts = given.split_once('=').and_then(|(name, file)| Some((name.split_once(':')?, file)));
        let ((role, name), file) = parts.with_context(|| format!("--public {given}: write it as ROLE:NAME=FILE"))?;
        ensure!(roles.contains(&role), "--public {given}: no role is called {role}");
        keys.entry(role.to_owned()).or_default().push((name.to_owned(), PublicKey::read(Path::new(file))?));
    }
    for (role, keys) in &keys {
        let enough = if ONLINE.contains(&role.as_str()) { 1 } else { 3 };
        ensure!(keys.len() == enough, "--public gives {} keys of {role}; it needs {enough}", keys.len());
    }
    Ok(keys)
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
