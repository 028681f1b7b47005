//! `asli list show`: what the built-in list holds, and who signed it.

use asli::allowlist::{self, TrustedList};
use jiff::Timestamp;
use std::io::Write;

#[derive(clap::Args)]
pub(super) struct Args {}

pub(super) fn run(_args: &Args) -> anyhow::Result<()> {
    let list = allowlist::embedded()?;
    let mut to = anstream::stdout().lock();
    head(&mut to, &list)?;
    let allow = &list.allow;
    for issuer in &allow.issuers {
        let headers: Vec<&str> = issuer.headers.iter().map(|header| header.value.as_str()).collect();
        writeln!(to, "issuer      {}  {}", headers.join(", "), issuer.name.en)?;
    }
    for app in &allow.apps {
        writeln!(to, "app         {}  (source {})", app.name.en, app.source)?;
    }
    for site in &allow.sites {
        writeln!(to, "site        {}  (source {})", site.host, site.source)?;
    }
    for kind in &allow.kinds {
        writeln!(to, "kind        {}: {}", kind.id, kind.required.join(", "))?;
    }
    let words = &allow.vocabulary;
    writeln!(
        to,
        "vocabulary  {} English, {} Hindi, {} Hindi in Latin letters",
        count(&words.words.en),
        count(&words.words.hi),
        count(&words.words.latn)
    )?;
    writeln!(to, "holidays    {} days in {:?}", allow.holidays.len(), allow.holiday_years)?;
    for (id, source) in &allow.sources {
        writeln!(to, "source {id:<4} {}, {} {}", source.title, source.publisher, source.date)?;
    }
    Ok(())
}

fn count(lines: &[String]) -> usize {
    lines.iter().map(|line| line.split_whitespace().count()).sum()
}

fn head(to: &mut impl Write, list: &TrustedList) -> std::io::Result<()> {
    let state = list.dates.state(Timestamp::now());
    writeln!(to, "list        {} version {} ({state})", list.allow.id, list.dates.version)?;
    writeln!(to, "issued      {}", list.dates.issued)?;
    writeln!(to, "expires     {}", list.dates.expires)?;
    writeln!(to, "signed by   {} ({} needed)", list.signers().join(", "), list.threshold())?;
    if list.development {
        writeln!(to, "            DEVELOPMENT KEYS: anybody can sign with these; for trying out only")?;
    }
    Ok(())
}
