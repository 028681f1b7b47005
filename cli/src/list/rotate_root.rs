//! `asli list rotate-root`: other keys for a role.
//!
//! In: the newest root, keys to take out and to add. Out: the next root, signed by
//! the given keys; it counts once enough keys of the old root *and* of the new one have signed.

use super::sign::{in_a_year, signers};
use super::tuf::key::{NAME, PublicKey, name};
use super::tuf::metadata::Metadata;
use super::tuf::repository::Repository;
use super::tuf::roles::{RoleKeys, Signer};
use anyhow::{Context, bail, ensure};
use asli::allowlist::install_crypto;
use jiff::Timestamp;
use sigstore_tuf::{Key, Root, Targets};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(clap::Args)]
pub(super) struct Args {
    /// Folder of the repository.
    #[arg(long, default_value = "lists")]
    lists: PathBuf,
    /// Whose keys change: root, targets, snapshot, timestamp, or the group's (which targets appoints).
    #[arg(long, default_value = "root")]
    role: String,
    /// Names (or starts of ids) of keys to take out.
    #[arg(long)]
    remove: Vec<String>,
    /// Public keys to add: NAME=FILE.
    #[arg(long)]
    add: Vec<String>,
    /// How many must sign from now on; default: as before.
    #[arg(long)]
    threshold: Option<usize>,
    /// When the new version expires (RFC 3339); default: a year from now.
    #[arg(long)]
    expires: Option<Timestamp>,
    /// Private keys to sign with: of the old root, and new ones where root's own keys change.
    #[arg(long, num_args = 1.., required = true)]
    keys: Vec<PathBuf>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    install_crypto()?;
    let nothing = args.remove.is_empty() && args.add.is_empty() && args.threshold.is_none();
    ensure!(!nothing || args.expires.is_some(), "nothing would change: give --remove, --add, --threshold or --expires");
    let repository = Repository::open(&args.lists)?;
    let signers = signers(&args.keys)?;
    let root = repository.newest_root()?;
    refuse_unfinished(&repository, &root)?;
    let complete = if root.signed.role(&args.role).is_some() {
        of_root(args, &repository, root, &signers)?
    } else {
        of_delegation(args, &repository, &root.signed, &signers)?
    };
    Ok(ExitCode::from(u8::from(!complete)))
}

/// A root that lacks signatures must be finished, or deleted, before the next.
fn refuse_unfinished(repository: &Repository, root: &Metadata<Root>) -> anyhow::Result<()> {
    let progress = RoleKeys::of_root(&root.signed, "root").progress(root);
    let file = repository.root_file(root.signed.version);
    ensure!(
        progress.is_complete(),
        "{} still lacks signatures of {}: sign it with `asli list sign`, or delete it",
        file.display(),
        progress.open.join(", ")
    );
    Ok(())
}

fn of_root(args: &Args, repository: &Repository, mut root: Metadata<Root>, signers: &[Signer]) -> anyhow::Result<bool> {
    let old = RoleKeys::of_root(&root.signed, "root");
    let role = root.signed.role(&args.role).cloned().context("no such role")?;
    let changed = Changed::new(args, &root.signed.keys, &role.keyids, role.threshold)?;
    let still_used = |id: &String, root: &Root| root.roles.values().any(|role| role.keyids.contains(id));
    root.change(args.expires.unwrap_or_else(in_a_year), |root| {
        root.keys.extend(changed.added);
        if let Some(role) = root.roles.get_mut(&args.role) {
            (role.keyids, role.threshold) = (changed.ids, changed.threshold);
        }
        let unused: Vec<String> = root.keys.keys().filter(|id| !still_used(id, root)).cloned().collect();
        root.keys.retain(|id, _| !unused.contains(id));
    })?;
    let new = RoleKeys::of_root(&root.signed, "root");
    let added = old.sign(&mut root, signers)? + new.sign(&mut root, signers)?;
    ensure!(added > 0, "none of the given keys belongs to root, old or new: nothing was written");
    let file = repository.root_file(root.signed.version);
    root.write(&file)?;
    let (by_old, by_new) = (old.progress(&root), new.progress(&root));
    writeln!(anstream::stdout(), "{}: signed by {}", file.display(), by_new.signed.join(", "))?;
    let mut complete = true;
    for (whose, progress) in [("the old root", by_old), ("the new root", by_new)] {
        if !progress.is_complete() {
            complete = false;
            let more = progress.threshold - progress.signed.len();
            writeln!(
                anstream::stdout(),
                "{more} more of {} must sign, for {whose}: `asli list sign`",
                progress.open.join(", ")
            )?;
        }
    }
    next_steps(&args.role)?;
    Ok(complete)
}

fn next_steps(role: &str) -> std::io::Result<()> {
    let renewed = match role {
        "root" => "timestamp",
        "timestamp" | "snapshot" => "snapshot timestamp",
        other => other,
    };
    writeln!(
        anstream::stdout(),
        "then: `asli list sign --renew {renewed} --keys …` with keys of these roles, and `asli list pack`"
    )
}

/// The group's keys stand in targets.json, which the targets keys sign.
fn of_delegation(args: &Args, repository: &Repository, root: &Root, signers: &[Signer]) -> anyhow::Result<bool> {
    let file = repository.role_file("targets");
    let mut targets: Metadata<Targets> = Metadata::read(&file)?;
    let delegations = targets.signed.delegations.as_ref();
    let role = delegations.and_then(|all| all.roles.iter().find(|role| role.name == args.role));
    let (Some(delegations), Some(role)) = (delegations, role) else {
        bail!("no role is called {}: it is root, targets, snapshot, timestamp, or a group's id", args.role);
    };
    let changed = Changed::new(args, &delegations.keys, &role.keyids, role.threshold)?;
    targets.change(args.expires.unwrap_or_else(in_a_year), |targets| {
        if let Some(delegations) = &mut targets.delegations {
            delegations.keys.extend(changed.added);
            if let Some(role) = delegations.roles.iter_mut().find(|role| role.name == args.role) {
                (role.keyids, role.threshold) = (changed.ids, changed.threshold);
            }
            let used: Vec<String> = delegations.roles.iter().flat_map(|role| role.keyids.clone()).collect();
            delegations.keys.retain(|id, _| used.contains(id));
        }
    })?;
    let keys = RoleKeys::of_root(root, "targets");
    ensure!(keys.sign(&mut targets, signers)? > 0, "none of the given keys belongs to targets: nothing was written");
    targets.write(&file)?;
    let progress = keys.progress(&targets);
    writeln!(
        anstream::stdout(),
        "{}: version {}, signed by {}",
        file.display(),
        targets.signed.version,
        progress.signed.join(", ")
    )?;
    if !progress.is_complete() {
        writeln!(anstream::stdout(), "more of {} must sign: `asli list sign`", progress.open.join(", "))?;
    }
    next_steps(&args.role)?;
    Ok(progress.is_complete())
}

/// A role's keys after the change.
struct Changed {
    added: BTreeMap<String, Key>,
    ids: Vec<String>,
    threshold: usize,
}

impl Changed {
    fn new(args: &Args, keys: &BTreeMap<String, Key>, ids: &[String], threshold: usize) -> anyhow::Result<Self> {
        let mut ids = ids.to_vec();
        for removed in &args.remove {
            let is = |id: &String| keys.get(id).is_some_and(|key| name(id, key) == *removed) || id.starts_with(removed);
            let matching: Vec<String> = ids.iter().filter(|id| is(id)).cloned().collect();
            let [id] = matching.as_slice() else {
                let known: Vec<String> = ids.iter().filter_map(|id| Some(name(id, keys.get(id)?))).collect();
                bail!("--remove {removed} fits {} keys of {}; it has {}", matching.len(), args.role, known.join(", "));
            };
            ids.retain(|other| other != id);
        }
        let mut added = BTreeMap::new();
        for given in &args.add {
            let (name, file) =
                given.split_once('=').with_context(|| format!("--add {given}: write it as NAME=FILE"))?;
            let public = PublicKey::read(Path::new(file))?;
            let twice = ids.iter().filter_map(|id| keys.get(id)).any(|key| public.is(key));
            ensure!(!twice, "{file} is a key of {} already: one person would count twice", args.role);
            let (id, key) = public.to_tuf(name)?;
            ids.push(id.clone());
            added.insert(id, key);
        }
        let threshold = args.threshold.unwrap_or(threshold);
        ensure!(
            (1..=ids.len()).contains(&threshold),
            "{threshold} of {} keys can never sign: add keys, or lower --threshold",
            ids.len()
        );
        debug_assert!(added.values().all(|key| key.extra.contains_key(NAME)));
        Ok(Self { added, ids, threshold })
    }
}
