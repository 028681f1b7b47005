//! Judges a file of messages, one JSON object a line with `sender` and `body`, and counts the verdicts.
//!
//! In: a file. Out: a line for each verdict. One filter serves all threads; `asli scan` does the same with all cores.
//!
//! ```text
//! cargo run --release --example scan -- tests/cases/fake/classic.jsonl
//! ```
#![allow(clippy::print_stdout)]

use asli::jiff::Timestamp;
use asli::{Filter, Sms};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};

#[derive(Deserialize)]
struct Message {
    sender: String,
    body: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: scan FILE")?;
    let filter = Filter::embedded()?;
    let now = Timestamp::now();
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for line in BufReader::new(File::open(path)?).lines() {
        let message: Message = serde_json::from_str(&line?)?;
        let report = filter.check(&Sms::new(&message.sender, &message.body), now);
        *counts.entry(report.verdict.code()).or_default() += 1;
    }
    for (verdict, count) in counts {
        println!("{verdict}: {count}");
    }
    Ok(())
}
