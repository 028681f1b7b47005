//! `cargo xtask reports`: what asli says of every case and of many mutated ones.
//!
//! In: `tests/cases`, a seed. Out: a JSON line for each message with its whole report, or the SHA-256 of all lines.
//! A change that moves code and changes nothing else leaves every byte as it was: run it before and after.

mod mutate;

use crate::run::{NOW, case_files};
use anyhow::Context;
use asli::ReportJson;
use asli::{Filter, Report, Sms, Span};
use jiff::Timestamp;
use mutate::mutated;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{BufWriter, Write, stdout};

/// So many messages are judged at a time, by all processors.
const BATCH: usize = 2_000;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// How many mutated messages to judge besides the cases.
    #[arg(long, default_value_t = 100_000)]
    mutated: usize,
    /// What chance starts from.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Print the SHA-256 of the lines, not the lines.
    #[arg(long)]
    digest: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let mut out = BufWriter::new(stdout().lock());
    if args.digest {
        let mut digest = Sha256::new();
        let count = each_line(args, |line| {
            digest.update(line);
            Ok(())
        })?;
        writeln!(out, "{}  {count} reports", hex::encode(digest.finalize()))?;
    } else {
        each_line(args, |line| Ok(out.write_all(line)?))?;
    }
    Ok(out.flush()?)
}

/// A message of the tests, or made from some.
#[derive(Clone, Deserialize)]
struct Message {
    id: String,
    sender: String,
    body: String,
    received_at: Option<Timestamp>,
}

/// What is printed of one message: all that a report holds.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    sender: &'a str,
    body: &'a str,
    #[serde(flatten)]
    report: ReportJson<'a>,
    /// The places of the findings, the proof and the evidence in bytes, which the report above gives in UTF-16.
    utf8: Vec<Option<[u32; 2]>>,
    /// The values of the proof in Hindi.
    hindi: Vec<Option<&'a str>>,
    checked_at: Timestamp,
}

/// Gives `take` each line, the cases first; how many lines there were.
fn each_line(args: &Args, mut take: impl FnMut(&[u8]) -> anyhow::Result<()>) -> anyhow::Result<usize> {
    let filter = Filter::embedded()?;
    let now = NOW.parse()?;
    let cases = cases()?;
    let total = cases.len() + args.mutated;
    for first in (0..total).step_by(BATCH) {
        let batch = (first..total.min(first + BATCH)).into_par_iter();
        let line = |at: usize| match at.checked_sub(cases.len()) {
            Some(index) => line(&filter, &mutated(args.seed, index, &cases), now),
            None => line(&filter, &cases[at], now),
        };
        let lines: Vec<Vec<u8>> = batch.map(line).collect::<anyhow::Result<_>>()?;
        lines.iter().try_for_each(|line| take(line))?;
    }
    Ok(total)
}

fn line(filter: &Filter, message: &Message, now: Timestamp) -> anyhow::Result<Vec<u8>> {
    let Message { id, sender, body, received_at } = message;
    let report = filter.check(&Sms { sender, body, received_at: *received_at }, now);
    let line = Line {
        id,
        sender,
        body,
        report: ReportJson::from(&report),
        utf8: places(&report),
        hindi: report.proof.iter().map(|proof| proof.value_hi.as_deref()).collect(),
        checked_at: report.checked_at,
    };
    let mut line = serde_json::to_vec(&line)?;
    line.push(b'\n');
    Ok(line)
}

fn places(report: &Report) -> Vec<Option<[u32; 2]>> {
    let findings = report.findings.iter().map(|finding| finding.span);
    let proof = report.proof.iter().map(|proof| Some(proof.span));
    let evidence = report.evidence.iter().map(|evidence| evidence.span);
    let bytes = |span: Span| [span.utf8_start, span.utf8_end];
    findings.chain(proof).chain(evidence).map(|span| span.map(bytes)).collect()
}

/// All cases, by id: the order does not change where a case moves to another file.
fn cases() -> anyhow::Result<Vec<Message>> {
    let mut cases: Vec<Message> = Vec::new();
    for file in case_files()? {
        let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        for line in text.lines() {
            cases.push(serde_json::from_str(line).with_context(|| format!("a line of {}", file.display()))?);
        }
    }
    cases.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(cases)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn lines(mutated: usize, seed: u64) -> Vec<Vec<u8>> {
        let mut all = Vec::new();
        let args = Args { mutated, seed, digest: false };
        let take = |line: &[u8]| {
            all.push(line.to_vec());
            Ok(())
        };
        let count = each_line(&args, take).unwrap();
        assert_eq!(all.len(), count);
        all
    }

    #[test]
    fn one_seed_gives_the_same_lines() {
        let first = lines(50, 1);
        assert_eq!(first, lines(50, 1));
        assert_ne!(first, lines(50, 2));
    }

    #[test]
    fn a_line_holds_the_verdict_and_both_kinds_of_place() {
        let body = "प्रिय ग्राहक, call 98765 43210, your electricity will be cut tonight".to_owned();
        let message = Message { id: "a".to_owned(), sender: "9876501234".to_owned(), body, received_at: None };
        let line = line(&Filter::embedded().unwrap(), &message, NOW.parse().unwrap()).unwrap();
        let line: serde_json::Value = serde_json::from_slice(&line).unwrap();
        assert_eq!(line["verdict"], "suspicious");
        let findings = line["findings"].as_array().unwrap();
        let number = findings.iter().position(|finding| finding["code"] == "phone_number").unwrap();
        assert_eq!(findings[number]["start"], message.body.encode_utf16().position(|c| c == u16::from(b'9')).unwrap());
        assert_eq!(line["utf8"][number][0], message.body.find('9').unwrap());
    }
}
