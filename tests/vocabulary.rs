//! No word of the signed vocabulary lets danger in.
#![allow(clippy::unwrap_used)]

use asli::allowlist;
use asli::list::schema::unmarked;
use std::collections::BTreeSet;

#[test]
fn the_vocabulary_holds_no_word_of_danger() {
    let list = allowlist::embedded().unwrap();
    let concepts =
        ["contact", "person", "install", "apk", "remote_access", "payment_app", "secret", "kyc", "night", "app"];
    let of_concepts = list.lexicon.concepts.iter().filter(|concept| concepts.contains(&concept.concept.as_str()));
    let mut danger: BTreeSet<String> =
        of_concepts.flat_map(|concept| concept.terms.iter()).map(str::to_lowercase).collect();
    // "to" and "for" sound like numbers, and no message could do without them; "Team SBPDCL" signs.
    let sounds = ["to", "for", "team", "टीम"];
    danger.extend(list.lexicon.numbers.iter().flat_map(|number| number.terms.iter()).map(str::to_lowercase));
    let words = list.words.iter().map(unmarked);
    let held: Vec<&str> = words
        .chain(list.allow.vocabulary.phrases.iter())
        .filter(|word| danger.contains(*word) && !sounds.contains(word))
        .collect();
    assert!(held.is_empty(), "{held:?}");
}

#[test]
fn every_fact_cites_a_source_that_is_there() {
    let allow = allowlist::embedded().unwrap().allow;
    let names = allow.issuers.iter().flat_map(|issuer| issuer.headers.iter().chain(&issuer.names));
    let sourced =
        names.chain(&allow.group_names).chain(&allow.helplines).chain(&allow.neighbours).map(|fact| &fact.source);
    let cited = sourced
        .chain(allow.apps.iter().map(|app| &app.source))
        .chain(allow.sites.iter().map(|site| &site.source))
        .chain(allow.kinds.iter().map(|kind| &kind.source))
        .chain(allow.holidays.iter().map(|day| &day.source));
    for source in cited {
        assert!(allow.sources.contains_key(source), "{source}");
    }
}
