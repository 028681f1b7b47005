//! `asli scan`: a pile of messages.
//!
//! In: JSON lines or CSV. Out: one JSON line a message, in the same order. Read
//! and judged in batches on every core, so memory does not grow with the pile.

pub(crate) mod input;
mod summary;

use crate::chosen::Chosen;
use crate::json::ReportJson;
use asli::{Filter, Report, Sms};
use indicatif::{ProgressBar, ProgressStyle};
use input::{Line, Record};
use jiff::Timestamp;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use summary::Summary;

/// Lines judged at once.
const BATCH: usize = 4096;

#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    chosen: Chosen,
    /// File of messages, or `-` for standard input.
    #[arg(default_value = "-")]
    file: PathBuf,
    /// Input is CSV with named columns (`sender`, `body`, optionally `id`, `received_at`).
    #[arg(long)]
    csv: bool,
    /// CSV column of the body, where it is not called `body`.
    #[arg(long, default_value = "body", requires = "csv")]
    body_column: String,
    /// CSV column of the sender, where it is not called `sender`.
    #[arg(long, default_value = "sender", requires = "csv")]
    sender_column: String,
    /// The clock for messages without a time of receipt (RFC 3339); default: now.
    #[arg(long)]
    at: Option<Timestamp>,
    /// Print a table of verdicts and findings to standard error at the end.
    #[arg(long)]
    summary: bool,
}

#[derive(Serialize)]
struct Judged<'a> {
    id: &'a Value,
    #[serde(flatten)]
    report: ReportJson<'a>,
}

#[derive(Serialize)]
struct Bad<'a> {
    line: u64,
    error: &'a str,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let filter = args.chosen.filter()?;
    let now = args.at.unwrap_or_else(Timestamp::now);
    let (reader, bytes) = input::open(&args.file)?;
    let columns = args.csv.then_some([args.sender_column.as_str(), args.body_column.as_str()]);
    let mut lines = input::lines(reader, columns)?;
    let progress = progress(bytes);
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut summary = Summary::default();
    loop {
        let batch: Vec<Line> = lines.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        let judged: Vec<(Option<Report>, Vec<u8>)> = batch.par_iter().map(|line| judge(&filter, line, now)).collect();
        for (line, (report, text)) in batch.iter().zip(judged) {
            summary.count(report.as_ref());
            out.write_all(&text)?;
            progress.inc(line.bytes);
        }
    }
    out.flush()?;
    progress.finish_and_clear();
    if args.summary {
        summary.print()?;
    }
    Ok(summary.exit_code())
}

fn judge(filter: &Filter, line: &Line, now: Timestamp) -> (Option<Report>, Vec<u8>) {
    let (report, json) = match &line.record {
        Ok(record) => {
            let report = filter.check(&record.sms(), now);
            let judged = Judged { id: &record.id, report: ReportJson::from(&report) };
            let json = serde_json::to_vec(&judged);
            (Some(report), json)
        }
        Err(error) => (None, serde_json::to_vec(&Bad { line: line.number, error })),
    };
    let mut json = json.unwrap_or_default();
    json.push(b'\n');
    (report, json)
}

impl Record {
    pub(crate) fn sms(&self) -> Sms<'_> {
        Sms { sender: &self.sender, body: &self.body, received_at: self.received_at }
    }
}

fn progress(bytes: Option<u64>) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = bytes.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
    let style = ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes} {bytes_per_sec} {eta}");
    if let (Some(_), Ok(style)) = (bytes, style) {
        bar.set_style(style);
    }
    bar
}
