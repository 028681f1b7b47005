//! `asli list diff`: what would change for users between two lists.
//!
//! In: two lists, each a bundle, a folder of documents or the built-in one; a
//! pile of messages if you like. Out: what senders, apps, rules and words come and
//! go, and which messages get another verdict. Exit code 1 where anything differs.

mod facts;
mod verdicts;

use super::init::preview;
use super::source::{Documents, read};
use anyhow::Context;
use asli::allowlist::{self, Bundle, CLAIM, LEXICON, SCOPES, TrustedList, allow_path, clauses_path, templates_path};
use asli::list::schema::Scopes;
use facts::{SECTIONS, facts};
use jiff::Timestamp;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The list before: a bundle, a folder of documents, or `built-in`.
    old: PathBuf,
    /// The list after.
    new: PathBuf,
    /// Messages (JSON lines as for `asli scan`, or CSV by its ending) to judge by both.
    #[arg(long)]
    messages: Option<PathBuf>,
    /// The clock for messages without a time of receipt (RFC 3339); default: now.
    #[arg(long)]
    at: Option<Timestamp>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    allowlist::install_crypto()?;
    let (old, new) = (load(&args.old)?, load(&args.new)?);
    let mut to = anstream::stdout().lock();
    let mut differs = contents(&mut to, &old, &new)?;
    if let Some(messages) = &args.messages {
        differs |= verdicts::compare(&mut to, (old, new), messages, args.at.unwrap_or_else(Timestamp::now))?;
    }
    if !differs {
        writeln!(to, "nothing changes for users")?;
    }
    Ok(ExitCode::from(u8::from(differs)))
}

/// What comes (+) and goes (-), section by section.
fn contents(to: &mut impl Write, old: &TrustedList, new: &TrustedList) -> anyhow::Result<bool> {
    let of_several = !old.others.is_empty() || !new.others.is_empty();
    let (before, after) = (facts(old, of_several), facts(new, of_several));
    let mut differs = false;
    for section in SECTIONS {
        let (was, is) = (&before[section], &after[section]);
        let lines = was.difference(is).map(|fact| ('-', fact)).chain(is.difference(was).map(|fact| ('+', fact)));
        for (at, (mark, fact)) in lines.enumerate() {
            if at == 0 {
                writeln!(to, "{section}")?;
            }
            writeln!(to, "  {mark} {fact}")?;
            differs = true;
        }
    }
    Ok(differs)
}

/// A list as it would be in force. Nobody's signatures are asked for: a change is
/// looked at before it is signed, so bundle and folder are signed here by keys of the moment.
pub(crate) fn load(path: &Path) -> anyhow::Result<TrustedList> {
    if path == Path::new("built-in") {
        return Ok(allowlist::embedded()?);
    }
    let documents = if path.is_dir() { of_folder(path)? } else { of_bundle(path)? };
    preview(&documents).with_context(|| format!("{}", path.display()))
}

/// Path and content of the documents.
type Contents = Vec<(String, Vec<u8>)>;

fn of_folder(folder: &Path) -> anyhow::Result<Contents> {
    let documents = Documents::read(folder)?;
    let mut contents = vec![
        (SCOPES.to_owned(), documents.scopes.text.clone().into_bytes()),
        (LEXICON.to_owned(), documents.lexicon.text.clone().into_bytes()),
        (CLAIM.to_owned(), documents.claim.text.clone().into_bytes()),
    ];
    for group in &documents.groups {
        let allow = &group.allow;
        contents.push((allow_path(&allow.document.id), allow.text.clone().into_bytes()));
        contents.push((clauses_path(&allow.document.id), group.compiled()?.into_bytes()));
        if let Some(templates) = &group.templates {
            contents.push((templates_path(&allow.document.id), templates.text.clone().into_bytes()));
        }
    }
    Ok(contents)
}

fn of_bundle(file: &Path) -> anyhow::Result<Contents> {
    let bundle = Bundle::unpack(&read(file)?).with_context(|| format!("{}", file.display()))?;
    // With consistent snapshots a hash stands before the name.
    let find = |path: &str| {
        let plain = format!("targets/{path}");
        let (folder, name) = plain.rsplit_once('/').unwrap_or(("", &plain));
        let hashed = format!(".{name}");
        let is = |file: &str| {
            let inner = file.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
            file == plain || inner.is_some_and(|inner| !inner.contains('/') && inner.ends_with(&hashed))
        };
        bundle.files().find(|(path, _)| is(path)).map(|(_, content)| content.to_vec())
    };
    let found = find;
    let find = |path: &str| found(path).with_context(|| format!("{} lacks {path}", file.display()));
    let scopes = find(SCOPES)?;
    let parsed: Scopes = serde_json::from_slice(&scopes).with_context(|| format!("{SCOPES} in {}", file.display()))?;
    let mut contents = vec![(LEXICON.to_owned(), find(LEXICON)?), (CLAIM.to_owned(), find(CLAIM)?)];
    for group in parsed.groups.keys() {
        contents.push((allow_path(group), find(&allow_path(group))?));
        contents.push((clauses_path(group), find(&clauses_path(group))?));
        contents.extend(found(&templates_path(group)).map(|content| (templates_path(group), content)));
    }
    contents.push((SCOPES.to_owned(), scopes));
    Ok(contents)
}
