//! What a message costs in the core alone, over the texts that the Kotlin bench judges.
//!
//! In: the folder of cases. Out: microseconds a message, the median of several rounds.
#![allow(clippy::print_stdout)]

#[path = "../../../tests/common/jsonl.rs"]
mod jsonl;

use asli::{Filter, Sms};
use std::hint::black_box;
use std::time::Instant;

const MESSAGES: usize = 1000;
const ROUNDS: usize = 60;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: core-alone FOLDER")?;
    let mut cases = Vec::new();
    for file in jsonl::below(folder.as_ref()) {
        for line in std::fs::read_to_string(file)?.lines() {
            let json: serde_json::Value = serde_json::from_str(line)?;
            let text = |name: &str| json[name].as_str().unwrap_or_default().to_owned();
            cases.push((text("sender"), text("body")));
        }
    }
    let filter = Filter::embedded()?;
    let now = "2026-11-24T10:00:00Z".parse()?;
    let mut rounds: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            for (sender, body) in cases.iter().cycle().take(MESSAGES) {
                black_box(filter.check(&Sms::new(black_box(sender), black_box(body)), now));
            }
            start.elapsed().as_secs_f64() * 1e6 / f64::from(MESSAGES as u32)
        })
        .collect();
    rounds.sort_by(f64::total_cmp);
    println!("core alone: {:.2} us a message (median of {ROUNDS} rounds)", rounds[ROUNDS / 2]);
    Ok(())
}
