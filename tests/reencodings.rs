//! How many of 120 known fakes stay suspicious in each re-encoding.
//!
//! `cargo test -p asli --test reencodings -- --nocapture` prints the table.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod common;
#[path = "common/reencode.rs"]
mod reencode;

use asli::{SenderClass, Verdict};
use common::{Case, FILTER};
use reencode::REENCODINGS;

/// At least as many of 120 must stay suspicious in each.
const LEAST: usize = 118;

/// Fakes that are split or misspelt already.
const DISGUISED: &[&str] = &["fake-a2-077", "fake-c2-055", "fake-d2-013", "fake-e2-120"];

/// 120 fakes in plain Latin letters with a number to call in plain digits, which every re-encoding leaves to be
/// dialled; from senders that are not official; evenly from all that the cases have.
fn fakes() -> Vec<Case> {
    let is_latin = |case: &Case| {
        let letters = case.body.chars().filter(|c| c.is_alphabetic()).count();
        let latin = case.body.chars().filter(char::is_ascii_alphabetic).count();
        let plain = case.body.chars().all(|c| c.is_ascii() && c != '|' && c != '@');
        let digits = case.body.bytes().filter(u8::is_ascii_digit).count();
        // Not disguised already: no letters within or beside the number, no words without blanks.
        let letters_of = |b: u8| b.is_ascii_alphabetic();
        let glued = |four: &[u8]| four[1..].iter().all(u8::is_ascii_digit) && letters_of(four[0]);
        let behind = |four: &[u8]| four[..3].iter().all(u8::is_ascii_digit) && letters_of(four[3]);
        let dotted = |three: &[u8]| three[1] == b'.' && letters_of(three[0]) && letters_of(three[2]);
        let bytes = case.body.as_bytes();
        let mixed = bytes.windows(4).any(|four| glued(four) || behind(four))
            || bytes.windows(3).any(|three| {
                dotted(three) || three[1].is_ascii_digit() && letters_of(three[0]) && letters_of(three[2])
            });
        let linked = case.body.contains("http") || case.body.contains("www.");
        plain && !mixed && !linked && latin == letters && latin > 40 && digits >= 10
    };
    let fakes: Vec<Case> = common::cases()
        .into_iter()
        .filter(|case| {
            case.id.starts_with('f')
                && !DISGUISED.contains(&&*case.id)
                && case.verdict == Verdict::Suspicious
                && is_latin(case)
        })
        .filter(|case| FILTER.sender_class(&case.sender) != SenderClass::Official)
        .collect();
    let every = (fakes.len() / 120).max(1);
    fakes.into_iter().step_by(every).take(120).collect()
}

#[test]
fn a_re_encoded_fake_stays_suspicious() {
    let fakes = fakes();
    assert_eq!(fakes.len(), 120);
    let show = std::env::var("SHOW").unwrap_or_default();
    let mut short = Vec::new();
    for (name, encode) in REENCODINGS {
        let lost: Vec<&Case> =
            fakes.iter().filter(|case| case.check_body(&encode(&case.body)).verdict != Verdict::Suspicious).collect();
        eprintln!("{:>4}  {name}", fakes.len() - lost.len());
        if show == *name {
            for case in &lost {
                eprintln!("      {}: {}\n         {}", case.id, case.body, encode(&case.body));
            }
        }
        if fakes.len() - lost.len() < LEAST {
            short.push(*name);
        }
    }
    assert!(short.is_empty(), "fewer of {} than the least in {short:?}", fakes.len());
}
