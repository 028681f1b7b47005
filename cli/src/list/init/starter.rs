//! The documents that a new issuer starts from.
//!
//! In: who the issuer is. Out: `scopes.json`, `common/lexicon.json`, `common/claim.json`, `<group>/clauses.txt`
//! and `<group>/allow.json`: the starter's clauses, slots and kinds (`cli/starter`), which hold nothing of any one
//! company, with the issuer's names and with sources to be filled in; and the built-in list's common words.

use super::as_text;
use super::prompt::Prompt;
use crate::list::lint::first_error;
use crate::list::source::clauses_text_path;
use anyhow::{anyhow, bail, ensure};
use asli::allowlist::{self, CLAIM, LEXICON, SCOPES, allow_path};
use asli::list::schema::{
    Allow, App, Clauses, Confidence, Issuer as Company, Lexicon, Localized, Scope, Scopes, Site, Source, Sourced,
};
use jiff::{RoundMode, Timestamp, TimestampRound, Unit};
use std::collections::{BTreeMap, BTreeSet};

/// Who the issuer is.
#[derive(clap::Args)]
pub(in crate::list) struct Issuer {
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

/// Names of sister companies of the built-in list's group that are among its brand words.
const SIBLINGS: [&str; 5] = ["bsptcl", "bspgcl", "bseb", "hargharbijli", "harghar-bijli"];

impl Issuer {
    /// Id of the group.
    pub(in crate::list) fn group(&self) -> &str {
        self.group.as_deref().unwrap_or_default()
    }

    /// Asks for what no flag gave.
    pub(in crate::list) fn ask(&mut self, prompt: &mut Prompt) -> anyhow::Result<()> {
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
        let names = self.name_en.iter().map(|name| ("--name-en", name));
        let names = names.chain(self.name_hi.iter().map(|name| ("--name-hi", name)));
        for (flag, name) in names.chain(self.apps.iter().map(|app| ("--app", app))) {
            ensure!(!name.trim().is_empty(), "{flag} is empty");
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

/// The documents of a list of one group, by path.
pub(super) fn documents(issuer: &Issuer) -> anyhow::Result<Vec<(String, String)>> {
    let built_in = allowlist::embedded()?;
    let lexicon = common(built_in.lexicon, &built_in.first.allow);
    let allow = allow(issuer)?;
    let scopes = Scopes { schema: 1, default: None, groups: BTreeMap::from([(allow.id.clone(), scope(&allow))]) };
    refuse_errors(&allow, &lexicon, &scopes)?;
    let mut documents = of_group(&allow)?;
    documents.extend([
        (SCOPES.to_owned(), as_text(&scopes)?),
        (LEXICON.to_owned(), as_text(&lexicon)?),
        (CLAIM.to_owned(), as_text(&built_in.claim)?),
    ]);
    Ok(documents)
}

/// What a new group may say.
const CLAUSES: &str = include_str!("../../../starter/clauses.txt");

/// The documents of one group, by path.
pub(in crate::list) fn of_group(allow: &Allow) -> anyhow::Result<Vec<(String, String)>> {
    Ok(vec![(clauses_text_path(&allow.id), CLAUSES.to_owned()), (allow_path(&allow.id), as_text(allow)?)])
}

/// Refuses a sender id, site, app or name that could not be signed, before anything is written.
pub(in crate::list) fn refuse_errors(allow: &Allow, lexicon: &Lexicon, scopes: &Scopes) -> anyhow::Result<()> {
    let clauses = Clauses::parse(CLAUSES)
        .map_err(|error| anyhow!("the starter's clauses, line {}: {}", error.line, error.problem))?;
    match first_error(allow, &clauses, lexicon, scopes) {
        Some(error) => bail!("{}: {}", error.problem, error.fix),
        None => Ok(()),
    }
}

/// What the lint is told to pass over in a new list: nothing.
pub(super) fn accepted() -> &'static str {
    include_str!("../../../starter/lint.json")
}

/// The words that all lists share, without those of the built-in list's own group: its companies and apps are not
/// another's brands.
fn common(mut lexicon: Lexicon, own: &Allow) -> Lexicon {
    let names = own.issuers.iter().flat_map(|issuer| issuer.headers.iter().chain(&issuer.names));
    let names = names.chain(&own.group_names).map(|name| name.value.as_str());
    let apps = own.apps.iter().flat_map(|app| app.names.iter().map(String::as_str));
    let one_word = names.chain(apps).chain([own.id.as_str()]).filter(|name| !name.contains(' ')).chain(SIBLINGS);
    let own: BTreeSet<String> = one_word.map(str::to_lowercase).collect();
    let is_own = |brand: &str| own.iter().any(|name| brand.to_lowercase().contains(name));
    lexicon.brand_words = lexicon.brand_words.iter().filter(|brand| !is_own(brand)).map(str::to_owned).collect();
    for entry in &mut lexicon.concepts {
        let terms = &mut entry.terms;
        for texts in [&mut terms.en, &mut terms.hi, &mut terms.latn] {
            *texts = texts
                .iter()
                .filter(|term| !term.split(' ').any(|word| own.contains(word)))
                .map(str::to_owned)
                .collect();
        }
    }
    lexicon
}

/// The rules of a new group: the starter's, with the issuer's names and sources to be filled in.
pub(in crate::list) fn allow(issuer: &Issuer) -> anyhow::Result<Allow> {
    let mut allow: Allow = serde_json::from_str(include_str!("../../../starter/allow.json"))?;
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
        short_name: None,
        helpline: None,
        headers: issuer.headers.iter().map(sourced).collect(),
        names: names.into_iter().map(sourced).collect(),
    }];
    allow.name = name;
    let app = |app: &String| App { name: both(app), names: vec![app.clone()], source: OWN.to_owned(), package: None };
    allow.apps = issuer.apps.iter().map(app).collect();
    let site =
        |host: &String| Site { host: host.clone(), paths: Vec::new(), kinds: Vec::new(), source: OWN.to_owned() };
    allow.sites = issuer.sites.iter().map(site).collect();
    Ok(allow)
}

/// A scope that gives the group what it claims, and no more.
pub(in crate::list) fn scope(allow: &Allow) -> Scope {
    let headers = allow.issuers.iter().flat_map(|issuer| &issuer.headers);
    let names = allow.issuers.iter().flat_map(|issuer| &issuer.names).chain(&allow.group_names);
    let packages = allow.apps.iter().filter_map(|app| app.package.as_ref());
    Scope {
        headers: headers.map(|fact| fact.value.clone()).collect(),
        names: names.map(|fact| fact.value.clone()).collect(),
        hosts: allow.sites.iter().map(|site| site.host.clone()).collect(),
        apps: allow.apps.iter().flat_map(|app| app.names.clone()).collect(),
        helplines: allow.helplines.iter().map(|fact| fact.value.clone()).collect(),
        packages: packages.map(|package| package.value.as_str().to_owned()).collect(),
    }
}
