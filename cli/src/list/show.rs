//! `asli list show`: what a list holds, and who vouches for it.
//!
//! In: the built-in list, or any bundle with its root. Out: versions, roles,
//! signers, thresholds, dates, and what the list allows.

use crate::chosen::Chosen;
use asli::allowlist::TrustedList;
use asli::list::GroupDocuments;
use jiff::Timestamp;
use std::io::Write;

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    chosen: Chosen,
    /// The clock that decides how fresh the list is (RFC 3339); default: now.
    #[arg(long)]
    at: Option<Timestamp>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let list = args.chosen.list()?;
    let mut to = anstream::stdout().lock();
    head(&mut to, &list, args.at.unwrap_or_else(Timestamp::now))?;
    writeln!(to)?;
    roles(&mut to, &list)?;
    writeln!(to)?;
    for group in list.groups() {
        if !list.others.is_empty() {
            writeln!(to, "group       {}  {}", group.allow.id, group.allow.name.en)?;
        }
        contents(&mut to, group)?;
    }
    Ok(())
}

fn head(to: &mut impl Write, list: &TrustedList, now: Timestamp) -> std::io::Result<()> {
    let groups: Vec<&str> = list.groups().map(|group| group.allow.id.as_str()).collect();
    writeln!(to, "list        {} version {} ({})", groups.join(", "), list.dates.version, list.dates.state(now))?;
    writeln!(to, "issued      {}", list.dates.issued)?;
    writeln!(to, "expires     {}", list.dates.expires)?;
    for (at, group) in groups.iter().enumerate() {
        let of_group = if groups.len() > 1 { format!("{group}: ") } else { String::new() };
        let (signers, needed) = (list.signers_of(at).join(", "), list.threshold_of(at));
        writeln!(to, "signed by   {of_group}{signers} ({needed} needed)")?;
    }
    writeln!(to, "sha256      {}", hex::encode(list.sha256))?;
    if list.development {
        writeln!(to, "root        DEVELOPMENT KEYS: anybody can sign with these; for trying out only")
    } else {
        writeln!(to, "root        production")
    }
}

fn roles(to: &mut impl Write, list: &TrustedList) -> std::io::Result<()> {
    for role in &list.roles {
        let (name, version, until) = (&role.name, role.version, role.expires.strftime("%F"));
        let (need, keys) = (role.threshold, role.keys.join(", "));
        writeln!(to, "role        {name:<9} version {version:<3} until {until}  {need} of {keys}")?;
    }
    Ok(())
}

fn contents(to: &mut impl Write, group: &GroupDocuments) -> std::io::Result<()> {
    let allow = &group.allow;
    for issuer in &allow.issuers {
        let headers: Vec<&str> = issuer.headers.iter().map(|header| header.value.as_str()).collect();
        writeln!(to, "issuer      {}  {}", headers.join(", "), issuer.name.en)?;
    }
    for app in &allow.apps {
        let package = app.package.as_ref().map_or(String::new(), |it| format!("  package {}", it.value.as_str()));
        writeln!(to, "app         {}{package}  (source {})", app.name.en, app.source)?;
    }
    for site in &allow.sites {
        writeln!(to, "site        {}  (source {})", site.host, site.source)?;
    }
    for kind in &allow.kinds {
        writeln!(to, "kind        {}: {}", kind.id, kind.required.join(", "))?;
    }
    let kinds: Vec<&str> = allow.kinds.iter().map(|kind| kind.id.as_str()).collect();
    writeln!(to, "clauses     {} phrases in chunks", group.clauses.facts(&kinds).map_or(0, |facts| facts.len()))?;
    if !group.templates.templates.is_empty() {
        let only = if group.templates.only { ", and nothing else proves a message" } else { "" };
        writeln!(to, "templates   {} registered{only}", group.templates.templates.len())?;
    }
    writeln!(to, "holidays    {} days in {:?}", allow.holidays.len(), allow.holiday_years)?;
    for (id, source) in &allow.sources {
        writeln!(to, "source {id:<4} {}, {} {}", source.title, source.publisher, source.date)?;
    }
    Ok(())
}
