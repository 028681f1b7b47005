//! How a verdict's time grows with the length of the message: from 20 characters to 10,000.
//!
//! `cargo bench -p asli-bench --bench growth` prints a table. Each message of the benches is cut to a length, or
//! repeated until it has it. A time is the shortest of many checks, in the thread's own time, as the machine may have other
//! work.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

use asli::{Filter, Sms};
use asli_bench::{MESSAGES, fastest};

/// The last two are 16 and 62 times an SMS of one part.
const LENGTHS: [usize; 8] = [20, 50, 100, 160, 300, 1000, 2500, 10_000];

/// About so many characters are checked for each entry, so that short messages are timed as surely as long ones.
const CHARACTERS: usize = 400_000;

fn main() {
    let filter = Filter::embedded().unwrap();
    let head = LENGTHS.map(|length| format!(" {length} |")).concat();
    println!("| message |{head}\n|---|{}", "---|".repeat(LENGTHS.len()));
    for (name, sender, text) in MESSAGES {
        let times = LENGTHS.map(|length| {
            let body: String = text.chars().chain([' ']).cycle().take(length).collect();
            let time = fastest(&filter, &Sms::new(sender, &body), (CHARACTERS / length).clamp(20, 2000));
            format!(" {:.1} |", time.as_secs_f64() * 1e6)
        });
        println!("| `{name}` |{}", times.concat());
    }
}
