//! What the groups of a list share when their words are made, and checked numbers for what there are many of.
//!
//! In: the lexicon, the names of every group. Out: [`Shared`], from which each group's words begin, and what texts call
//! each company.

use crate::documents::{self, Allow, Lexicon, Localized, RulesError, disturbs};
use crate::report::Company;
use crate::words::{Builder, Concept, Meaning};
use std::ops::RangeInclusive;

/// No sentence has room for more characters of a name or noun.
const LONGEST_NOUN: usize = 60;
/// How many digits a number to call has.
const HELPLINE_DIGITS: RangeInclusive<usize> = 3..=13;

/// What the words of every group are made of.
pub(super) struct Shared<'a> {
    pub(super) lexicon: &'a Lexicon,
    /// Other utilities: those that are no group of this list.
    pub(super) utilities: &'a [documents::Utility],
    /// The names of the issuers and groups.
    pub(super) names: &'a [Name],
}

/// What a name means, and the name.
pub(super) type Name = (Meaning, String);

/// Adds the words that all groups share.
pub(super) fn add_lexicon(
    builder: &mut Builder,
    lexicon: &Lexicon,
    utilities: &[documents::Utility],
) -> Result<(), RulesError> {
    for entry in &lexicon.concepts {
        let concept = Concept::from_name(&entry.concept).ok_or_else(|| invalid("concepts.concept", &entry.concept))?;
        for term in entry.terms.iter() {
            builder.concept(term, concept);
        }
    }
    for (at, utility) in utilities.iter().enumerate() {
        for name in &utility.names {
            builder.phrase(name, Meaning::Utility(index("other utilities", at)?));
        }
    }
    for (at, number) in (0..=u8::MAX).zip(&lexicon.numbers) {
        for term in number.terms.iter() {
            builder.number(term, at);
        }
    }
    Ok(())
}

pub(super) fn invalid(field: &'static str, value: &str) -> RulesError {
    RulesError::Value { field, value: value.to_owned() }
}

/// The index of one of many, which must be below that of "none".
pub(super) fn index(what: &'static str, at: usize) -> Result<u16, RulesError> {
    let most = usize::from(u16::MAX);
    u16::try_from(at).ok().filter(|at| *at < u16::MAX).ok_or(RulesError::TooMany { what, most })
}

/// What texts call a company of the group, where its own name is not known.
pub(super) fn company(allow: &Allow) -> Result<Company, RulesError> {
    let nouns = &allow.nouns;
    Ok(Company {
        name: None,
        noun: noun("nouns.company", &nouns.company)?,
        office: noun("nouns.office", &nouns.office)?,
        supply: noun("nouns.supply", &nouns.supply)?,
        helpline: allow.helplines.first().map(|line| helpline("helplines", &line.value)).transpose()?,
    })
}

/// What texts call an issuer, which is a `company` of the group.
pub(super) fn named(company: &Company, allow: &Allow, issuer: &documents::Issuer) -> Result<Company, RulesError> {
    let name = match &issuer.short_name {
        Some(short) => noun("issuers.short_name", short)?,
        None => noun("issuers.name", &issuer.name)?,
    };
    let mut named = Company { name: Some(name), ..company.clone() };
    if let Some(own) = &issuer.helpline {
        if !allow.helplines.iter().any(|line| line.value == *own) {
            return Err(invalid("issuers.helpline", own));
        }
        named.helpline = Some(helpline("issuers.helpline", own)?);
    }
    Ok(named)
}

/// What fits every company: each word that all have, else that of no trade.
pub(super) fn common<'a>(mut companies: impl Iterator<Item = &'a Company>) -> Company {
    let (any, mut common) = (Company::default(), companies.next().cloned().unwrap_or_default());
    for company in companies {
        let words = [
            (&mut common.noun, &company.noun, &any.noun),
            (&mut common.office, &company.office, &any.office),
            (&mut common.supply, &company.supply, &any.supply),
        ];
        for (common, other, any) in words {
            if common != other {
                common.clone_from(any);
            }
        }
        common.helpline = common.helpline.take().filter(|line| company.helpline.as_ref() == Some(line));
    }
    common
}

/// A name or noun for use in sentences: it is not empty, and nobody can take it for a number or an address.
fn noun(field: &'static str, text: &Localized) -> Result<Localized, RulesError> {
    match [&text.en, &text.hi].into_iter().find(|text| !is_noun(text)) {
        Some(wrong) => Err(invalid(field, wrong)),
        None => Ok(text.clone()),
    }
}

/// Whether `text` can stand in a sentence as a name or noun.
pub(crate) fn is_noun(text: &str) -> bool {
    let is_open = |c: char| c.is_numeric() || disturbs(c) || "@:/\\<>{}".contains(c);
    let mut behind_dots = text.split('.').skip(1);
    !text.trim().is_empty()
        && text.chars().count() <= LONGEST_NOUN
        && !text.contains(is_open)
        && behind_dots.all(|behind| behind.is_empty() || behind.starts_with([' ', ')']))
}

fn helpline(field: &'static str, number: &str) -> Result<String, RulesError> {
    if is_helpline(number) { Ok(number.to_owned()) } else { Err(invalid(field, number)) }
}

/// Whether `number` is one to call, and no code of the telephone's.
pub(crate) fn is_helpline(number: &str) -> bool {
    HELPLINE_DIGITS.contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_holds_nothing_to_call_or_to_open() {
        for noun in
            ["the electricity company", "बिजली कंपनी", "M. P. Power Co. Ltd.", "SBPDCL (South Bihar)", "Power & Gas"]
        {
            assert!(is_noun(noun), "{noun}");
        }
        let longest = "x".repeat(61);
        for wrong in
            ["", " ", "call 98", "९८७६५", "bit.ly", "a@b", "https:", "a/b", "{value}", "a\nb", "\u{202e}a", &longest]
        {
            assert!(!is_noun(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_helpline_is_a_number_and_no_code() {
        assert!(["1912", "18001234567"].into_iter().all(is_helpline));
        assert!(!["", "12", "*21*98", "1800-1", "१९१२", "00919876543210"].into_iter().any(is_helpline));
    }

    #[test]
    fn what_all_companies_have_in_common_is_said_of_any() {
        let of = |noun: &str, helpline: &str| {
            let noun = Localized { en: noun.to_owned(), hi: noun.to_owned() };
            Company { noun, helpline: Some(helpline.to_owned()), ..Company::default() }
        };
        let (one, like, other) = (of("power", "1912"), of("power", "1800"), of("gas", "1912"));
        assert_eq!(common([&one].into_iter()), one);
        assert_eq!(common([&one, &like].into_iter()), Company { helpline: None, ..one.clone() });
        assert_eq!(common([&one, &other].into_iter()), Company { noun: Company::default().noun, ..one.clone() });
        assert_eq!(common([&one, &like, &one].into_iter()).helpline, None);
    }
}
