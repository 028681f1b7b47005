//! Words of the languages and facts of the nation that the engine cannot use.
//!
//! In: the lexicon. Out: `invalid_value`.

use super::{Document, LintCode, Lints, quoted};
use crate::documents::{Language, Lexicon, Nation, RulesError, Terms};
use crate::rules::Numbering;

pub(super) fn look(lexicon: &Lexicon, found: &mut Lints) {
    words(&lexicon.language, found);
    nation(&lexicon.nation, found);
}

/// Every word stands as the folded text has it: one word, in lower case.
fn words(language: &Language, found: &mut Lints) {
    let months = language.months.iter().enumerate().map(|(at, terms)| (format!("months/{at}"), terms));
    let weekdays = language.weekdays.iter().enumerate().map(|(at, terms)| (format!("weekdays/{at}"), terms));
    for (name, terms) in months.chain(weekdays) {
        if terms.iter().next().is_none() {
            invalid(&format!("/language/{name}"), "", "has no name", "give its names in each language", found);
        }
        single(&name, terms, found);
    }
    for (name, terms) in language.named() {
        single(name, terms, found);
    }
    for (at, multiple) in language.multiples.iter().enumerate() {
        single(&format!("multiples/{at}/terms"), &multiple.terms, found);
        single(&format!("multiples/{at}/glued"), &multiple.glued, found);
    }
}

fn single(name: &str, terms: &Terms, found: &mut Lints) {
    let is_word = |word: &str| !word.is_empty() && !word.contains(char::is_whitespace) && word == word.to_lowercase();
    for word in terms.iter().filter(|word| !is_word(word)) {
        let is = "is no single word in lower case, so that no text holds it";
        invalid(&format!("/language/{name}"), word, is, "write one word in lower case", found);
    }
}

fn nation(nation: &Nation, found: &mut Lints) {
    if !nation.route_suffixes.bytes().all(|b| b.is_ascii_lowercase()) {
        let is = "holds more than letters in lower case";
        invalid("/nation/route_suffixes", &nation.route_suffixes, is, "write the letters: \"pstg\"", found);
    }
    for (name, domains) in
        [("government_domains", &nation.government_domains), ("business_domains", &nation.business_domains)]
    {
        for domain in domains.iter().filter(|domain| !domain.starts_with('.')) {
            invalid(&format!("/nation/{name}"), domain, "begins without a dot", "write it with its dot", found);
        }
    }
    for (name, [least, most]) in
        [("account_digits", nation.account_digits), ("bank_account_digits", nation.bank_account_digits)]
    {
        if least == 0 || least > most {
            let value = format!("[{least}, {most}]");
            let fix = "write the least and the most number of digits";
            invalid(&format!("/nation/{name}"), &value, "is no range", fix, found);
        }
    }
    if let Err(RulesError::Numbering { field, problem }) = Numbering::new(&nation.numbering) {
        let fix = "write prefixes and first digits as digits, and ranges as the least and the most number of digits";
        invalid(&format!("/nation/numbering/{field}"), "", &format!("cannot be used: {problem}"), fix, found);
    }
}

fn invalid(pointer: &str, value: &str, is: &str, fix: &str, found: &mut Lints) {
    let problem = if value.is_empty() { format!("{pointer} {is}") } else { format!("{} {is}", quoted(value)) };
    found.add(LintCode::InvalidValue, (Document::Lexicon, pointer.to_owned()), value, (problem, fix));
}
