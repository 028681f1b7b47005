//! Shows why a message from an official sender id is, or is not, genuine: how the clauses of the list read it.
//!
//! In: a sender and a text. Out: each part that was read, and where the reading stopped.
//!
//! ```text
//! cargo run --example explain -- JM-SBPDCL-S "SBPDCL: last date to pay your bill is 05/12/2026. Pay by our agent."
//! ```
#![allow(clippy::print_stdout)]

use asli::jiff::Timestamp;
use asli::{Filter, Sms};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(sender), Some(body)) = (arguments.next(), arguments.next()) else {
        return Err("usage: explain SENDER TEXT".into());
    };
    let explanation = Filter::embedded()?.explain(&Sms::new(&sender, &body), Timestamp::now());
    for part in &explanation.parts {
        println!("{:<14} {:?}", part.chunk, body.get(part.place.clone()).unwrap_or_default());
    }
    if explanation.is_sequence {
        println!("every word stands in a clause");
    } else {
        println!("stops at {:?}", body.get(explanation.stopped_at..).unwrap_or_default());
        println!("could go on with: {}", explanation.expected.join(", "));
    }
    Ok(())
}
