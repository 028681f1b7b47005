//! The documents that a new issuer starts from.
//!
//! In: who the issuer is. Out: `scopes.json`, `common/lexicon.json`, `common/claim.json`, `<group>/clauses.txt`
//! and `<group>/allow.json`: the built-in list's words, slots and kinds, with the
//! issuer's names in place of Bihar's, and sources to be filled in.

use super::as_text;
use super::prompt::Prompt;
use crate::list::source::clauses_text_path;
use anyhow::ensure;
use asli::allowlist::{self, CLAIM, LEXICON, SCOPES, allow_path};
use asli::list::schema::{
    Allow, App, Confidence, Issuer as Company, Localized, Scope, Scopes, Site, Source, Sourced, Texts,
};
use jiff::{RoundMode, Timestamp, TimestampRound, Unit};
use std::collections::BTreeMap;

/// Who the issuer is.
#[derive(clap::Args)]
pub(super) struct Issuer {
    /// Id of the group: a short word, lower case (`jharkhand`).
    #[arg(long)]
    group: Option<String>,
    /// The company's name in English.
    #[arg(long)]
    name_en: Option<String>,
    /// The company's name in Hindi.
    #[arg(long)]
    name_hi: Option<String>,
    /// Its registered sender ids, without prefix and suffix.
    #[arg(long = "header")]
    headers: Vec<String>,
    /// Its apps, as messages name them.
    #[arg(long = "app")]
    apps: Vec<String>,
    /// Its sites, host only.
    #[arg(long = "site")]
    sites: Vec<String>,
}

/// The source that every fact cites until the issuer names better ones.
const OWN: &str = "OWN";

impl Issuer {
    /// Id of the group.
    pub(super) fn group(&self) -> &str {
        self.group.as_deref().unwrap_or_default()
    }

    /// Asks for what no flag gave.
    pub(super) fn ask(&mut self, prompt: &mut Prompt) -> anyhow::Result<()> {
        let mut fill = |field: &mut Option<String>, flag: &str, question: &str| -> anyhow::Result<()> {
            if field.is_none() {
                *field = Some(prompt.ask(flag, question)?);
            }
            Ok(())
        };
        fill(&mut self.group, "--group", "Id of the group, a short word in lower case")?;
        fill(&mut self.name_en, "--name-en", "The company's name in English, as messages write it")?;
        fill(&mut self.name_hi, "--name-hi", "The company's name in Hindi")?;
        if self.headers.is_empty() {
            self.headers.push(prompt.ask("--header", "Its registered sender id, without prefix and suffix (SBPDCL)")?);
            self.headers.extend(prompt.ask_several("Another sender id")?);
        }
        if self.apps.is_empty() && self.sites.is_empty() {
            self.apps = prompt.ask_several("An official app, as messages name it")?;
            self.sites = prompt.ask_several("An official site, host only (example.co.in)")?;
        }
        let group = self.group();
        let plain = group.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        let taken = ["root", "targets", "snapshot", "timestamp", "common", "metadata", "keys"].contains(&group);
        ensure!(
            plain && !group.is_empty() && !taken,
            "{group:?} can be no id of a group: lower-case letters, digits, -"
        );
        ensure!(
            !self.apps.is_empty() || !self.sites.is_empty(),
            "no app and no site: a genuine message could send its reader nowhere; give --app or --site"
        );
        Ok(())
    }
}

/// The documents by path.
pub(super) fn documents(issuer: &Issuer) -> anyhow::Result<[(String, String); 5]> {
    let built_in = allowlist::embedded()?;
    let allow = allow(issuer, built_in.allow)?;
    Ok([
        (SCOPES.to_owned(), as_text(&scopes(&allow))?),
        (LEXICON.to_owned(), as_text(&built_in.lexicon)?),
        (CLAIM.to_owned(), as_text(&built_in.claim)?),
        (clauses_text_path(&allow.id), include_str!("../../../starter/clauses.txt").to_owned()),
        (allow_path(&allow.id), as_text(&allow)?),
    ])
}

/// What our own list accepts of the lint in the words that the new one starts with.
pub(super) fn accepted() -> anyhow::Result<String> {
    let mut own: serde_json::Value = serde_json::from_str(include_str!("../../../starter/lint.json"))?;
    own["accepted"] = serde_json::json!([]);
    as_text(&own)
}

fn allow(issuer: &Issuer, mut allow: Allow) -> anyhow::Result<Allow> {
    let (en, hi) = (issuer.name_en.clone().unwrap_or_default(), issuer.name_hi.clone().unwrap_or_default());
    let name = Localized { en: en.clone(), hi: hi.clone() };
    let sourced = |value: &String| Sourced { value: value.clone(), source: OWN.to_owned() };
    let both = |name: &String| Localized { en: name.clone(), hi: name.clone() };
    issuer.group().clone_into(&mut allow.id);
    allow.issued = Timestamp::now().round(TimestampRound::new().smallest(Unit::Second).mode(RoundMode::Trunc))?;
    allow.sources = BTreeMap::from([(
        OWN.to_owned(),
        Source {
            title: "TODO: the page, order or agreement that says so".to_owned(),
            publisher: en.clone(),
            date: String::new(),
            address: String::new(),
            confidence: Confidence::Official,
        },
    )]);
    let mut names: Vec<&String> = issuer.headers.iter().chain([&en, &hi]).collect();
    names.dedup();
    allow.issuers = vec![Company {
        id: issuer.headers.first().map_or(allow.id.clone(), |header| header.to_ascii_lowercase()),
        name: name.clone(),
        headers: issuer.headers.iter().map(sourced).collect(),
        names: names.into_iter().map(sourced).collect(),
    }];
    allow.name = name;
    allow.group_names = Vec::new();
    let app = |app: &String| App { name: both(app), names: vec![app.clone()], source: OWN.to_owned(), package: None };
    allow.apps = issuer.apps.iter().map(app).collect();
    let site = |host: &String| Site { host: host.clone(), paths: Vec::new(), source: OWN.to_owned() };
    allow.sites = issuer.sites.iter().map(site).collect();
    allow.helplines = Vec::new();
    allow.neighbours = Vec::new();
    // Holidays are a state's own: until they are entered a disconnection date is unconfirmed.
    (allow.holidays, allow.holiday_years) = (Vec::new(), Vec::new());
    OWN.clone_into(&mut allow.slots.account_number.source);
    OWN.clone_into(&mut allow.slots.shared_account_number.source);
    OWN.clone_into(&mut allow.slots.reference.source);
    for kind in &mut allow.kinds {
        OWN.clone_into(&mut kind.source);
    }
    Ok(allow)
}

/// Scopes that give the group what it claims, and no more.
fn scopes(allow: &Allow) -> Scopes {
    let company = &allow.issuers[0];
    let values = |facts: &[Sourced]| facts.iter().map(|fact| fact.value.clone()).collect();
    let scope = Scope {
        headers: values(&company.headers),
        names: values(&company.names),
        hosts: allow.sites.iter().map(|site| site.host.clone()).collect(),
        apps: allow.apps.iter().flat_map(|app| app.names.clone()).collect(),
        helplines: Texts::default(),
        packages: Texts::default(),
    };
    Scopes { schema: 1, groups: BTreeMap::from([(allow.id.clone(), scope)]) }
}
