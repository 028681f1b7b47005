//! One verdict, batches, cold start; beside a phone number library and a regex set.
//!
//! `cargo bench -p asli-bench`: compare the medians of one run, not of two.
#![allow(missing_docs, clippy::unwrap_used)]

use asli::{Filter, Sms, allowlist};
use asli_bench::MESSAGES;
use divan::{Bencher, black_box};
use jiff::Timestamp;
use rlibphonenumber::phonenumber_matcher::PhoneNumberMatcherFactory;
use rlibphonenumber::{PHONE_NUMBER_UTIL, Region};
use std::sync::LazyLock;

static FILTER: LazyLock<Filter> = LazyLock::new(|| Filter::embedded().unwrap());
static NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| MESSAGES.iter().map(|(name, _, _)| *name).collect());

fn main() {
    divan::main();
}

fn message(name: &str) -> (&'static str, &'static str) {
    let (_, sender, body) = MESSAGES.iter().find(|(other, _, _)| *other == name).unwrap();
    (sender, body)
}

fn now() -> Timestamp {
    "2026-11-24T10:00:00Z".parse().unwrap()
}

#[divan::bench(args = NAMES.iter(), sample_size = 100)]
fn verdict(bencher: Bencher, name: &str) {
    let (sender, body) = message(name);
    let (filter, now) = (&*FILTER, now());
    bencher.bench(|| filter.check(&Sms::new(black_box(sender), black_box(body)), now));
}

/// Only finds phone numbers; knows nothing of words, links or formats.
#[divan::bench(args = NAMES.iter(), sample_size = 100)]
fn rlibphonenumber_alone(bencher: Bencher, name: &str) {
    let (_, body) = message(name);
    let factory = PhoneNumberMatcherFactory::new_for_util(&*PHONE_NUMBER_UTIL);
    bencher.bench(|| factory.matcher_builder(black_box(body)).preferred_region(Region::IN).build().count());
}

/// The lexicon's words as one regex set, as a keyword filter would have them.
#[divan::bench(args = NAMES.iter())]
fn regex_set_of_the_lexicon(bencher: Bencher, name: &str) {
    let (_, body) = message(name);
    let lexicon = allowlist::embedded().unwrap().lexicon;
    let terms = lexicon.concepts.iter().flat_map(|concept| concept.terms.iter());
    let set = regex::RegexSetBuilder::new(terms.map(|term| format!("(?i){}", regex::escape(term))))
        .size_limit(1 << 28)
        .build()
        .unwrap();
    bencher.bench(|| set.matches(black_box(body)).iter().count());
}

/// From nothing to the first verdict: verify the list, compile it, check. What ends the filter comes after that.
#[divan::bench]
fn cold_start() -> (asli::Verdict, Filter) {
    let (sender, body) = message("fake_en");
    let filter = Filter::embedded().unwrap();
    (filter.check(&Sms::new(sender, body), now()).verdict, filter)
}

#[divan::bench]
fn verify_the_list() -> usize {
    allowlist::embedded().unwrap().roles.len()
}
