//! The longest SMS, of whatever it is made: each pattern of `tests/patterns.json`, repeated to 39,015 characters.
//!
//! `cargo bench -p asli-bench --bench longest` prints, for each kind of patterns, the one that takes longest, and how
//! long; `-- --all` prints all. A time is the shortest of nine checks, in the thread's own time, as the machine may have
//! other work.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

use asli::{Filter, LONGEST_BODY, Sms};
use asli_bench::{fastest, kinds};
use std::time::Duration;

/// An official sender, whose messages alone are read for a proof, and a stranger.
const SENDERS: [&str; 2] = ["JM-SBPDCL-S", "+919876501234"];
const RUNS: usize = 9;

/// The times of one pattern, by sender.
struct Row {
    pattern: String,
    times: [Duration; SENDERS.len()],
}

fn main() {
    let all = std::env::args().any(|arg| arg == "--all");
    let filter = Filter::embedded().unwrap();
    println!("{:<26} {:<46} {:>9} {:>9}", "kind", "pattern", "official", "stranger");
    for kind in kinds() {
        let row = |pattern: &String| {
            let body = kind.body(pattern, LONGEST_BODY);
            Row {
                pattern: shown(pattern),
                times: SENDERS.map(|sender| fastest(&filter, &Sms::new(sender, &body), RUNS)),
            }
        };
        let mut rows: Vec<Row> = kind.patterns.iter().map(row).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.times.iter().max().copied()));
        rows.truncate(if all { rows.len() } else { 1 });
        for Row { pattern, times: [official, stranger] } in rows {
            println!("{:<26} {pattern:<46} {:>9} {:>9}", kind.kind, milliseconds(official), milliseconds(stranger));
        }
    }
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

/// A pattern as JSON writes it, cut where it is long.
fn shown(pattern: &str) -> String {
    let quoted = pattern.escape_debug().to_string();
    if quoted.chars().count() > 44 { quoted.chars().take(43).chain(['…']).collect() } else { quoted }
}
