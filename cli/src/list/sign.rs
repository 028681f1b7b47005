//! `asli list sign`: raises the versions of what has changed, and signs.
//!
//! In: the documents, the metadata beside them, private keys. Out: the metadata,
//! signed by those keys as far as they go. Whoever holds another key runs the same
//! command later: what is unchanged is only signed, not raised again.

use super::lint;
use super::source::{Documents, read};
use super::tuf::key::PrivateKey;
use super::tuf::metadata::Metadata;
use super::tuf::repository::Repository;
use super::tuf::roles::{Progress, RoleKeys, Signer};
use anyhow::{Context, bail};
use asli::allowlist::{CLAIM, LEXICON, SCOPES, allow_path, clauses_path, install_crypto, templates_path};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use sha2::{Digest, Sha256};
use sigstore_tuf::{MetaFile, Root, Snapshot, TargetFile, Targets};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(clap::Args)]
pub(super) struct Args {
    /// Folder of the documents and of metadata/.
    #[arg(long, default_value = "lists")]
    lists: PathBuf,
    /// Private keys to sign with (PKCS#8 PEM); each signs the roles that it belongs to.
    #[arg(long, num_args = 1.., required = true)]
    keys: Vec<PathBuf>,
    /// When what is raised expires (RFC 3339); default: a year from now.
    #[arg(long)]
    expires: Option<Timestamp>,
    /// Raise these roles though nothing in them has changed: for a new date of expiry.
    #[arg(long, num_args = 1..)]
    renew: Vec<String>,
    /// Sign although the lint has errors.
    #[arg(long)]
    no_lint: bool,
}

/// What became of a role.
struct Row {
    role: String,
    version: u64,
    expires: Timestamp,
    raised: bool,
    /// It should have been raised, but no key of the role was given.
    outdated: bool,
    progress: Progress,
}

impl Row {
    fn is_complete(&self) -> bool {
        !self.outdated && self.progress.is_complete()
    }
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    install_crypto()?;
    let signers = signers(&args.keys)?;
    if !args.no_lint {
        lint::refuse_errors(&args.lists)?;
    }
    let expires = args.expires.unwrap_or_else(in_a_year);
    let mut signing =
        Signing { repository: Repository::open(&args.lists)?, signers, expires, renew: &args.renew, rows: Vec::new() };
    signing.all(&Documents::read(&args.lists)?)?;
    signing.print()
}

/// Writes a file whose content differs.
fn write_if_changed(file: &Path, content: &[u8]) -> anyhow::Result<()> {
    if file.exists() && read(file)? == content {
        return Ok(());
    }
    std::fs::write(file, content).with_context(|| format!("cannot write {}", file.display()))
}

pub(super) fn in_a_year() -> Timestamp {
    Timestamp::now() + SignedDuration::from_hours(365 * 24)
}

/// Reads the private keys.
pub(super) fn signers(files: &[PathBuf]) -> anyhow::Result<Vec<Signer>> {
    files.iter().map(|file| Ok(Signer { file: file.clone(), key: PrivateKey::read(file)? })).collect()
}

/// One run over all roles, from the root down to the documents and up again to the timestamp.
struct Signing<'a> {
    repository: Repository,
    signers: Vec<Signer>,
    expires: Timestamp,
    renew: &'a [String],
    rows: Vec<Row>,
}

impl Signing<'_> {
    fn all(&mut self, documents: &Documents) -> anyhow::Result<()> {
        let root = self.root()?;
        let top = [&documents.scopes.file, &documents.lexicon.file, &documents.claim.file].map(PathBuf::as_path);
        let mut targets: Metadata<Targets> = Metadata::read(&self.repository.role_file("targets"))?;
        let listed = target_files(&[(SCOPES, top[0]), (LEXICON, top[1]), (CLAIM, top[2])])?;
        self.documents(&mut targets, "targets", &RoleKeys::of_root(&root, "targets"), listed)?;
        let delegations = targets.signed.delegations.clone().context("targets.json delegates to no group")?;
        let mut pins = vec![("targets.json".to_owned(), self.pin("targets", targets.signed.version)?)];
        for role in &delegations.roles {
            let paths = [allow_path(&role.name), clauses_path(&role.name), templates_path(&role.name)];
            let group = documents.groups.iter().find(|group| group.allow.document.id == role.name);
            let group =
                group.with_context(|| format!("targets.json delegates to {}, which scopes.json lacks", role.name))?;
            let compiled = group.clauses.file.with_extension("bin");
            write_if_changed(&compiled, group.compiled()?.as_bytes())?;
            let mut metadata: Metadata<Targets> = Metadata::read(&self.repository.role_file(&role.name))?;
            let mut files = vec![(paths[0].as_str(), group.allow.file.as_path()), (&paths[1], &compiled)];
            files.extend(group.templates.as_ref().map(|templates| (paths[2].as_str(), templates.file.as_path())));
            let listed = target_files(&files)?;
            self.documents(&mut metadata, &role.name, &RoleKeys::of_delegation(&delegations, role), listed)?;
            pins.push((format!("{}.json", role.name), self.pin(&role.name, metadata.signed.version)?));
        }
        self.refuse_strangers(&root, &delegations)?;
        if self.rows.iter().all(Row::is_complete) {
            self.online(&root, pins.into_iter().collect())?;
        }
        Ok(())
    }

    /// Signs the newest root, by its own keys and those of the root before it.
    fn root(&mut self) -> anyhow::Result<Root> {
        let mut root = self.repository.newest_root()?;
        let version = root.signed.version;
        let mut roles = vec![("root".to_owned(), RoleKeys::of_root(&root.signed, "root"))];
        if version > 1 {
            let before: Metadata<Root> = Metadata::read(&self.repository.root_file(version - 1))?;
            roles.insert(0, (format!("root (for {})", version - 1), RoleKeys::of_root(&before.signed, "root")));
        }
        let mut added = 0;
        // The pinned root's bytes stay as they are once enough have signed.
        for (_, keys) in &roles {
            if !keys.progress(&root).is_complete() {
                added += keys.sign(&mut root, &self.signers)?;
            }
        }
        if added > 0 {
            root.write(&self.repository.root_file(version))?;
        }
        for (name, keys) in roles {
            let (progress, expires) = (keys.progress(&root), root.signed.expires);
            self.rows.push(Row { role: name, version, expires, raised: false, outdated: false, progress });
        }
        Ok(root.signed)
    }

    /// A targets role: raised where its documents have changed.
    fn documents(
        &mut self,
        metadata: &mut Metadata<Targets>,
        role: &str,
        keys: &RoleKeys,
        listed: BTreeMap<String, TargetFile>,
    ) -> anyhow::Result<()> {
        let changed = !same_documents(&metadata.signed.targets, &listed);
        if changed && !keys.has_any(&self.signers) {
            let files: Vec<&str> = listed.keys().map(String::as_str).collect();
            bail!(
                "{} changed since {role} was signed: give keys of {role} ({} of {}), or undo the change",
                files.join(" or "),
                keys.threshold,
                keys.progress(metadata).open.join(", ")
            );
        }
        self.raise_and_sign(metadata, role, keys, changed, |signed| signed.targets = listed)
    }

    /// Snapshot and timestamp, which pin the rest by version, length and hash.
    fn online(&mut self, root: &Root, pins: Pins) -> anyhow::Result<()> {
        let keys = ["snapshot", "timestamp"].map(|role| RoleKeys::of_root(root, role));
        let mut snapshot: Metadata<Snapshot> = Metadata::read(&self.repository.role_file("snapshot"))?;
        let changed = snapshot.signed.meta != pins;
        self.raise_and_sign(&mut snapshot, "snapshot", &keys[0], changed, |signed| signed.meta = pins)?;
        let mut timestamp: Metadata<sigstore_tuf::Timestamp> = Metadata::read(&self.repository.role_file("timestamp"))?;
        let pins = Pins::from([("snapshot.json".to_owned(), self.pin("snapshot", snapshot.signed.version)?)]);
        let raised = self.rows.iter().any(|row| row.raised);
        let changed = raised || timestamp.signed.meta != pins;
        self.raise_and_sign(&mut timestamp, "timestamp", &keys[1], changed, |signed| signed.meta = pins)
    }

    /// The pin of a role's file as it is on disk, signatures included.
    fn pin(&self, role: &str, version: u64) -> anyhow::Result<MetaFile> {
        pin(version, &read(&self.repository.role_file(role))?)
    }

    fn raise_and_sign<T: DeserializeOwned + Serialize + sigstore_tuf::Role>(
        &mut self,
        metadata: &mut Metadata<T>,
        role: &str,
        keys: &RoleKeys,
        changed: bool,
        change: impl FnOnce(&mut T),
    ) -> anyhow::Result<()> {
        let renewed = self.renew.iter().any(|renewed| renewed == role || renewed == "all");
        let raised = (changed || renewed) && keys.has_any(&self.signers);
        if raised {
            metadata.change(self.expires, change)?;
        }
        if raised || !keys.progress(metadata).is_complete() {
            let added = keys.sign(metadata, &self.signers)?;
            if raised || added > 0 {
                metadata.write(&self.repository.role_file(role))?;
            }
        }
        self.rows.push(Row {
            role: role.to_owned(),
            version: metadata.signed.version(),
            expires: metadata.signed.expires(),
            raised,
            outdated: changed && !raised,
            progress: keys.progress(metadata),
        });
        Ok(())
    }

    /// A key that belongs to nothing is a mistake: the wrong file, or the wrong list.
    fn refuse_strangers(&self, root: &Root, delegations: &sigstore_tuf::Delegations) -> anyhow::Result<()> {
        let mut roles: Vec<RoleKeys> = root.roles.keys().map(|role| RoleKeys::of_root(root, role)).collect();
        roles.extend(delegations.roles.iter().map(|role| RoleKeys::of_delegation(delegations, role)));
        if root.version > 1 {
            let before: Metadata<Root> = Metadata::read(&self.repository.root_file(root.version - 1))?;
            roles.push(RoleKeys::of_root(&before.signed, "root"));
        }
        for signer in &self.signers {
            if !roles.iter().any(|role| role.id_of(&signer.key).is_some()) {
                bail!("{} is a key of no role in this list: is it the right file?", signer.file.display());
            }
        }
        Ok(())
    }

    /// What there is now; exit code 1 where signatures are still missing.
    fn print(&self) -> anyhow::Result<ExitCode> {
        let mut to = anstream::stdout().lock();
        let width = self.rows.iter().map(|row| row.role.len()).max().unwrap_or(0);
        for row @ Row { role, version, expires, raised, outdated, progress } in &self.rows {
            let mark = if *raised { "raised to" } else { "version  " };
            let signed = if progress.signed.is_empty() { "nobody".to_owned() } else { progress.signed.join(", ") };
            writeln!(to, "{role:width$}  {mark} {version}, until {}, signed by {signed}", expires.strftime("%F"))?;
            if *outdated {
                let of = progress.signed.iter().chain(&progress.open).cloned().collect::<Vec<_>>().join(", ");
                writeln!(to, "{:width$}  pins what was there before: it must be raised, with a key of {of}", "")?;
            } else if !row.is_complete() {
                let more = progress.threshold.saturating_sub(progress.signed.len());
                writeln!(to, "{:width$}  {more} more of {} must sign", "", progress.open.join(", "))?;
            }
        }
        let complete = self.rows.iter().all(Row::is_complete);
        let online = self.rows.iter().any(|row| row.role == "timestamp");
        writeln!(to)?;
        match (complete, online) {
            (true, _) => writeln!(to, "complete: `asli list pack` makes the bundle")?,
            (false, false) => writeln!(to, "the others sign next, with the same command; then snapshot and timestamp")?,
            (false, true) => writeln!(to, "give the keys of snapshot and timestamp too")?,
        }
        Ok(ExitCode::from(u8::from(!complete)))
    }
}

/// Path, length and hash of documents, as a targets role lists them.
pub(super) fn target_files(documents: &[(&str, &Path)]) -> anyhow::Result<BTreeMap<String, TargetFile>> {
    let listed = documents.iter().map(|(path, file)| {
        let content = read(file)?;
        let hash = hex::encode(Sha256::digest(&content));
        let target = json!({ "length": content.len(), "hashes": { "sha256": hash } });
        Ok(((*path).to_owned(), serde_json::from_value(target)?))
    });
    listed.collect()
}

/// Files by name, as snapshot and timestamp pin them.
pub(super) type Pins = BTreeMap<String, MetaFile>;

/// Version, length and hash of a metadata file.
pub(super) fn pin(version: u64, content: &[u8]) -> anyhow::Result<MetaFile> {
    let hash = hex::encode(Sha256::digest(content));
    let pin = json!({ "version": version, "length": content.len(), "hashes": { "sha256": hash } });
    Ok(serde_json::from_value(pin)?)
}

fn same_documents(signed: &BTreeMap<String, TargetFile>, listed: &BTreeMap<String, TargetFile>) -> bool {
    signed.len() == listed.len()
        && signed.iter().all(|(path, target)| {
            let same = |now: &TargetFile| {
                now.length == target.length && now.hashes.get("sha256") == target.hashes.get("sha256")
            };
            listed.get(path).is_some_and(same)
        })
}
