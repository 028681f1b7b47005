//! Checks one message and says in English what comes of it.
//!
//! In: a sender and a text. Out: the headline, what is wrong or what proves it, and what to do.
//!
//! ```text
//! cargo run --example check -- +919876501234 "Your power will be disconnected tonight, call 98765 43210"
//! ```
#![allow(clippy::print_stdout)]

use asli::explain::{self, Lang};
use asli::jiff::Timestamp;
use asli::{Filter, Sms, Verdict};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(sender), Some(body)) = (arguments.next(), arguments.next()) else {
        return Err("usage: check SENDER TEXT".into());
    };
    // Build the filter once and keep it: this verifies and compiles the signed list.
    let filter = Filter::embedded()?;
    let report = filter.check(&Sms::new(&sender, &body), Timestamp::now());

    println!("{}", explain::headline(&report, Lang::En));
    for finding in &report.findings {
        // Places are given in bytes of UTF-8 and in UTF-16; what concerns the whole message has none.
        let words = finding
            .span
            .and_then(|span| body.get(span.utf8_start as usize..span.utf8_end as usize))
            .unwrap_or_default();
        println!("  {} {words:?}", explain::finding(finding, &report.company, Lang::En));
    }
    if report.verdict == Verdict::Genuine {
        report.proof.iter().for_each(|proof| println!("  {}", explain::proof(proof, Lang::En)));
    }
    report.advice.iter().for_each(|advice| println!("  -> {}", explain::advice(*advice, &report.company, Lang::En)));
    Ok(())
}
