//! `asli list add-group`: another group in a list that is there.
//!
//! In: the folder of a list, who the issuer is and who holds keys, by flags or by questions. Out: the group's documents to
//! fill in, its keys (2 of 3), its scope, and its delegation, which the holders of targets have to sign.

use super::init::metadata::{COMMON, delegation, group_metadata};
use super::init::starter::{self, Issuer};
use super::init::{Keys, Making, as_text, ask_all};
use super::sign::{in_a_year, target_files};
use super::source::Documents;
use super::tuf::key::Scheme;
use super::tuf::metadata::{Metadata, write};
use super::tuf::repository::Repository;
use super::tuf::roles::RoleKeys;
use anyhow::{Context, ensure};
use asli::allowlist::{allow_path, install_crypto};
use jiff::Timestamp;
use sigstore_tuf::{DelegatedRole, Targets};
use std::io::Write;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(super) struct Args {
    /// Folder of the list.
    folder: PathBuf,
    #[command(flatten)]
    issuer: Issuer,
    /// The three people (or safes) that hold the group's keys.
    #[arg(long = "holder", num_args = 1)]
    holders: Vec<String>,
    /// How new keys sign.
    #[arg(long, value_enum, default_value = "ed25519")]
    scheme: Scheme,
    /// A public key made elsewhere: GROUP:NAME=FILE. The group then gets no other keys.
    #[arg(long)]
    public: Vec<String>,
    /// When the delegation and the group's role expire (RFC 3339); default: a year from now.
    #[arg(long)]
    expires: Option<Timestamp>,
    /// Ask nothing: whatever no flag gives is an error.
    #[arg(long)]
    no_input: bool,
}

pub(super) fn run(mut args: Args) -> anyhow::Result<()> {
    install_crypto()?;
    let repository = Repository::open(&args.folder)?;
    ask_all(&mut args.issuer, &mut args.holders, args.no_input)?;
    let group = args.issuer.group().to_owned();
    let known = Documents::read(&args.folder)?;
    ensure!(
        !known.scopes.document.groups.contains_key(&group) && !args.folder.join(&group).exists(),
        "{} has a group {group} already",
        args.folder.display()
    );
    let allow = starter::allow(&args.issuer)?;
    let mut scopes = known.scopes.document;
    if scopes.default.is_none() {
        // The only group so far stays the one for messages that name none.
        scopes.default = scopes.groups.keys().next().cloned();
    }
    scopes.groups.insert(group.clone(), starter::scope(&allow));
    starter::refuse_errors(&allow, &known.lexicon.document, &scopes)?;
    for (path, document) in starter::of_group(&allow)? {
        write(&args.folder.join(path), document.as_bytes())?;
    }
    write(&known.scopes.file, as_text(&scopes)?.as_bytes())?;
    for of in Documents::read(&args.folder)?.groups.iter().filter(|of| of.allow.document.id == group) {
        write(&of.clauses.file.with_extension("bin"), of.compiled()?.as_bytes())?;
    }
    let making = Making { folder: &args.folder, scheme: args.scheme, holders: &args.holders };
    let keys = Keys::of_group(&group, &args.public, &making)?;
    delegate(&args, &repository, &group, &keys)?;
    tell(&args, &group)
}

/// Adds the delegation to targets, which is then without signatures, and writes the group's role, signed as far as keys
/// were made here.
fn delegate(args: &Args, repository: &Repository, group: &str, keys: &Keys) -> anyhow::Result<()> {
    let expires = args.expires.unwrap_or_else(in_a_year);
    let (own, role) = delegation(group, keys)?;
    let role: DelegatedRole = serde_json::from_value(role)?;
    let files: Vec<(&str, PathBuf)> = COMMON.iter().map(|path| (*path, repository.document_file(path))).collect();
    let listed = target_files(&files.iter().map(|(path, file)| (*path, file.as_path())).collect::<Vec<_>>())?;
    let mut targets: Metadata<Targets> = Metadata::read(&repository.role_file("targets"))?;
    let mut delegations = targets.signed.delegations.clone().context("targets.json delegates to no group")?;
    delegations.keys.extend(own);
    delegations.roles.push(role.clone());
    let mut list = group_metadata(&args.folder, group, expires)?;
    RoleKeys::of_delegation(&delegations, &role).sign(&mut list, keys.signers())?;
    targets.change(expires, |signed| {
        signed.targets = listed;
        signed.delegations = Some(delegations);
    })?;
    list.write(&repository.role_file(group))?;
    targets.write(&repository.role_file("targets"))
}

fn tell(args: &Args, group: &str) -> anyhow::Result<()> {
    let folder = args.folder.display();
    writeln!(
        anstream::stdout(),
        "{folder}/{} and clauses.txt: fill in, add each name, site and helpline to {group} in scopes.json, then \
         `asli list lint --lists {folder}`\n\
         {folder}/keys/issuer/: each holder's own; needed for every change in {group}/\n\
         {folder}/metadata/targets.json: has the group's keys now, and no signature: two holders of targets sign it, two of \
         {group} what they fill in, and snapshot and timestamp the whole, with `asli list sign --lists {folder} --keys …`; \
         then `asli list pack`",
        allow_path(group)
    )?;
    Ok(())
}
