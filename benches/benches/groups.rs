//! What further groups in one list cost: a start, and a verdict.
//!
//! `cargo bench -p asli-bench --bench groups`: compare the medians of one run. The start is without verification; that of
//! a bundle of many groups is measured where `ASLI_BUNDLE` and `ASLI_ROOT` name one: `tests/groups/many.sh` makes it.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../../tests/common/groups.rs"]
mod groups;

use asli::allowlist::{self, Root};
use asli::{Filter, Sms};
use asli_bench::MESSAGES;
use divan::{Bencher, black_box};
use std::sync::LazyLock;

static FILTERS: LazyLock<[Filter; 2]> =
    LazyLock::new(|| [0, 200].map(|count| Filter::new(groups::list(count)).unwrap()));

fn main() {
    divan::main();
}

#[divan::bench(args = [0, 1, 50, 200])]
fn compile(bencher: Bencher, count: usize) {
    let list = groups::list(count);
    bencher.with_inputs(|| list.clone()).bench_values(|list| Filter::new(list).unwrap());
}

#[divan::bench]
fn first_message_of_a_later_group(bencher: Bencher) {
    let list = groups::list(200);
    let (sender, body) = (format!("JM-{}-S", groups::header(7)), groups::genuine(7));
    let now = "2026-11-24T10:00:00Z".parse().unwrap();
    let filter = || Filter::new(list.clone()).unwrap();
    bencher.with_inputs(filter).bench_values(|filter| filter.check(&Sms::new(&sender, &body), now).verdict);
}

#[divan::bench(args = MESSAGES.iter().map(|(name, _, _)| *name).flat_map(|name| [(name, 0), (name, 200)]), sample_size = 100)]
fn verdict(bencher: Bencher, (name, groups): (&str, usize)) {
    let (_, sender, body) = MESSAGES.iter().find(|(other, _, _)| *other == name).unwrap();
    let filter = &FILTERS[usize::from(groups > 0)];
    let now = "2026-11-24T10:00:00Z".parse().unwrap();
    bencher.bench(|| filter.check(&Sms::new(black_box(sender), black_box(body)), now));
}

#[divan::bench]
fn verify_bundle(bencher: Bencher) {
    let read = |name| std::env::var(name).ok().map(|file| std::fs::read(file).unwrap());
    let (Some(bundle), Some(root)) = (read("ASLI_BUNDLE"), read("ASLI_ROOT")) else { return };
    allowlist::install_crypto().unwrap();
    let root = Root::from_json(&root).unwrap();
    bencher.bench(|| allowlist::verify(&bundle, &root).unwrap());
}
