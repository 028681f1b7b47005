//! The claim alone: the sum of evidence of a message whose words and values are found already.
//!
//! `cargo bench -p asli-bench --bench claim`. What is measured: the runs of letters of the whole text, the combinations
//! of pieces, talk, and, where it speaks, which pieces spoke. What is not: folding, reading, detecting, deciding.
#![allow(missing_docs, clippy::unwrap_used)]

use asli::{Filter, Sms};
use asli_bench::MESSAGES;
use divan::{Bencher, black_box};
use std::sync::LazyLock;

static FILTER: LazyLock<Filter> = LazyLock::new(|| Filter::embedded().unwrap());
static NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| MESSAGES.iter().map(|(name, _, _)| *name).collect());
/// As many characters of each message, or all of it.
const LENGTH: usize = 160;

fn main() {
    divan::main();
}

#[divan::bench(args = NAMES.iter(), sample_size = 100)]
fn claim(bencher: Bencher, name: &str) {
    let (_, sender, body) = MESSAGES.iter().find(|(other, _, _)| *other == name).unwrap();
    let body: String = body.chars().take(LENGTH).collect();
    FILTER.with_claim(&Sms::new(sender, &body), |judge| bencher.bench_local(|| black_box(judge)()));
}
