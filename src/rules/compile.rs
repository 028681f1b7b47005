//! Compiling a list into the rules that matching reads.
//!
//! In: [`GroupDocuments`], [`Lexicon`] and [`ClaimWeights`]. Out: [`Rules`], or a [`RulesError`] that names
//! the place in the document. The first group is compiled at once, each other one when the first message of it comes:
//! a phone that gets messages of one company does not pay for two hundred.

use super::check_schema;
use super::group::{Group, GroupDocuments};
use super::language::{Language, Nation};
use super::later::Later;
use super::senders::{Header, Senders};
use super::shared::{Name, Shared, common, company, index, invalid, named};
use super::weights::Weights;
use crate::documents::{self, Allow, ClaimWeights, Lexicon, RulesError, Texts};
use crate::report::Company;
use crate::words::{Meaning, Names};
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// The shortest name of a company that is looked for in hosts and sender ids.
const SHORTEST_BRAND: usize = 5;

/// One list, ready for matching: what all its groups share, and the groups.
#[derive(Debug)]
pub(crate) struct Rules {
    /// What weighs how much for a claim.
    pub(crate) claim: Weights,
    /// Digits of the number words, by the index in [`crate::words::WordInfo::number`].
    pub(crate) numbers: Vec<Box<str>>,
    /// Words of the languages.
    pub(crate) language: Language,
    /// What holds in the nation.
    pub(crate) nation: Nation,
    pub(crate) tlds: Names,
    pub(crate) shorteners: Names,
    /// The last labels of the shorteners.
    pub(crate) shortener_tlds: Names,
    pub(crate) upi_handles: Names,
    pub(crate) brand_words: Texts,
    /// Other utilities: those that are no group of this list.
    pub(crate) utilities: Vec<documents::Utility>,
    /// The official headers of every group, and what is near them.
    pub(crate) senders: Senders,
    /// The issuers of every group, in the order of the groups.
    issuers: Vec<Issuer>,
    /// What texts call a company of each group that they know no more of.
    companies: Vec<Arc<Company>>,
    /// The same where the group is not known either.
    company: Arc<Company>,
    /// The group of messages that name none.
    pub(crate) first: Group,
    later: Later,
}

/// An issuer of the list.
#[derive(Debug)]
struct Issuer {
    /// Its id, as it stands in reports.
    id: Arc<str>,
    /// The index of its group.
    group: u16,
    /// What texts call it.
    company: Arc<Company>,
}

impl Rules {
    /// Compiles verified documents. A message that names no group belongs to `first`.
    pub(crate) fn new(
        first: GroupDocuments,
        others: Vec<GroupDocuments>,
        mut lexicon: Lexicon,
        claim: ClaimWeights,
    ) -> Result<Self, RulesError> {
        check_schema("lexicon", lexicon.schema)?;
        let all = || [&first].into_iter().chain(&others).map(|group| &group.allow);
        let companies = all().map(|allow| company(allow).map(Arc::new)).collect::<Result<Vec<_>, _>>()?;
        let issuers = issuers(all().zip(&companies))?;
        let names = names(all())?;
        let senders = Senders::new(all())?;
        let utilities = utilities(std::mem::take(&mut lexicon.other_utilities), &names, &senders.headers);
        let numbers = numbers(&lexicon)?;
        let shared = Shared { lexicon: &lexicon, utilities: &utilities, names: &names };
        let issuers_of_first = first.allow.issuers.len();
        let first = Group::new(first, (0, 0), &shared)?;
        Ok(Self {
            claim: Weights::new(claim)?,
            numbers,
            language: Language::new(&lexicon.language),
            nation: Nation::new(lexicon.nation.clone())?,
            tlds: lexicon.tlds.iter().collect(),
            shortener_tlds: lexicon.shorteners.iter().filter_map(|host| Some(host.rsplit_once('.')?.1)).collect(),
            shorteners: lexicon.shorteners.iter().collect(),
            upi_handles: lexicon.upi_handles.iter().collect(),
            brand_words: brand_words(std::mem::take(&mut lexicon.brand_words), &names),
            later: Later::new(others, issuers_of_first, lexicon, names)?,
            utilities,
            senders,
            issuers,
            company: Arc::new(common(companies.iter().map(Arc::as_ref))),
            companies,
            first,
        })
    }

    /// The rules of a list of one group.
    #[cfg(any(test, feature = "lint", feature = "training"))]
    pub(crate) fn of_one(group: GroupDocuments, lexicon: Lexicon, claim: ClaimWeights) -> Result<Self, RulesError> {
        Self::new(group, Vec::new(), lexicon, claim)
    }

    /// The group at `index`; `None` where the list has no such group, or it cannot be compiled.
    pub(crate) fn group(&self, index: u16) -> Option<&Group> {
        match index.checked_sub(1) {
            None => Some(&self.first),
            Some(later) => self.later.group(later, &self.utilities),
        }
    }

    /// Whether the list has one group alone.
    pub(crate) fn has_one_group(&self) -> bool {
        self.later.is_empty()
    }

    /// Every group; those that cannot be compiled are left out.
    pub(crate) fn groups(&self) -> impl Iterator<Item = &Group> {
        [&self.first].into_iter().chain(self.later.groups(&self.utilities))
    }

    /// Compiles every group now: whether one cannot be used is known before a list is taken in.
    pub(crate) fn compile_all(&self) -> Result<(), RulesError> {
        self.later.compile_all(&self.utilities)
    }

    /// The index of the group that an issuer is of.
    pub(crate) fn group_of(&self, issuer: u16) -> Option<u16> {
        self.issuers.get(usize::from(issuer)).map(|issuer| issuer.group)
    }

    /// The id of an issuer, as it stands in reports.
    pub(crate) fn issuer_id(&self, issuer: u16) -> Option<&Arc<str>> {
        self.issuers.get(usize::from(issuer)).map(|issuer| &issuer.id)
    }

    /// What texts call the company that a message is about, as far as the message tells which one that is.
    pub(crate) fn company(&self, issuer: Option<u16>, group: Option<u16>) -> &Arc<Company> {
        let issuer = || self.issuers.get(usize::from(issuer?)).map(|issuer| &issuer.company);
        let group = || self.companies.get(usize::from(group?));
        issuer().or_else(group).unwrap_or(&self.company)
    }
}

/// The issuers of every group. Two groups may not have issuers of one id, which is all that a report says of them.
fn issuers<'a>(groups: impl Iterator<Item = (&'a Allow, &'a Arc<Company>)>) -> Result<Vec<Issuer>, RulesError> {
    let mut issuers: Vec<Issuer> = Vec::new();
    let mut ids: FxHashSet<&str> = FxHashSet::default();
    for (at, (allow, company)) in groups.enumerate() {
        let group = index("groups", at)?;
        if let Some(taken) = allow.issuers.iter().find(|issuer| ids.contains(issuer.id.as_str())) {
            return Err(invalid("issuers.id", &taken.id));
        }
        ids.extend(allow.issuers.iter().map(|issuer| issuer.id.as_str()));
        for issuer in &allow.issuers {
            let company = Arc::new(named(company, allow, issuer)?);
            issuers.push(Issuer { id: issuer.id.as_str().into(), group, company });
        }
    }
    index("issuers", issuers.len())?;
    Ok(issuers)
}

/// The names of every group: those of its issuers, then those of the group as a whole.
fn names<'a>(groups: impl Iterator<Item = &'a Allow>) -> Result<Vec<Name>, RulesError> {
    let mut names = Vec::new();
    let mut issuers = 0;
    for (at, allow) in groups.enumerate() {
        for issuer in &allow.issuers {
            let meaning = Meaning::Issuer(index("issuers", issuers)?);
            names.extend(issuer.names.iter().map(|name| (meaning, name.value.clone())));
            issuers += 1;
        }
        let meaning = Meaning::Group(index("groups", at)?);
        names.extend(allow.group_names.iter().map(|name| (meaning, name.value.clone())));
    }
    Ok(names)
}

/// Those of the lexicon's utilities that are no group of the list: its own companies are no other utility.
fn utilities(all: Vec<documents::Utility>, names: &[Name], headers: &[Header]) -> Vec<documents::Utility> {
    let names: FxHashSet<String> = names.iter().map(|(_, name)| name.to_lowercase()).collect();
    let is_own = |utility: &documents::Utility| {
        let is_header = |of: &String| headers.iter().any(|header| header.folded.eq_ignore_ascii_case(of));
        utility.names.iter().any(|name| names.contains(&name.to_lowercase())) || utility.headers.iter().any(is_header)
    };
    all.into_iter().filter(|utility| !is_own(utility)).collect()
}

/// The lexicon's brand words and the names of the list's own companies, where those are one word of Latin letters.
fn brand_words(known: Texts, names: &[Name]) -> Texts {
    let is_brand = |name: &str| name.len() >= SHORTEST_BRAND && name.bytes().all(|b| b.is_ascii_alphanumeric());
    let own = names.iter().map(|(_, name)| name.to_lowercase()).filter(|name| is_brand(name));
    let mut seen: FxHashSet<String> = known.iter().map(str::to_owned).collect();
    let mut missing = own.filter(|name| seen.insert(name.clone())).peekable();
    if missing.peek().is_none() {
        return known;
    }
    let missing: Vec<String> = missing.collect();
    known.iter().chain(missing.iter().map(String::as_str)).collect()
}

/// Digits of the number words.
fn numbers(lexicon: &Lexicon) -> Result<Vec<Box<str>>, RulesError> {
    let digits = |number: &documents::NumberTerms| number.digits.clone().into_boxed_str();
    match lexicon.numbers.get(usize::from(u8::MAX) + 1) {
        Some(number) => Err(invalid("numbers", &number.digits)),
        None => Ok(lexicon.numbers.iter().map(digits).collect()),
    }
}
