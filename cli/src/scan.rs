//! `asli scan`: a pile of messages.
//!
//! In: JSON lines, a JSON array, CSV or an SMS backup. Out: one JSON line per message, in the same order. Read by one
//! thread and judged in batches on every core; a batch is capped in messages and bytes, so memory does not grow with the pile.

mod batches;
mod summary;

use crate::chosen::Chosen;
use anyhow::bail;
use asli::{Filter, Report, ReportJson};
use asli_cli::input::{self, Columns, Content, Encoding, Format, Item, Options};
use asli_cli::output::{FaultLine, Judged, ScanLine};
use batches::Event;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rayon::prelude::*;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::Ordering;
use summary::Summary;

/// What a shell sees of a program that Ctrl-C ended.
const INTERRUPTED: u8 = 130;

#[derive(clap::Args)]
#[command(
    after_help = "Exit code: 0 nothing flagged, 1 something flagged, 2 a part that is no message or another error, 130 interrupted"
)]
pub(crate) struct Args {
    #[command(flatten)]
    chosen: Chosen,
    /// File of messages, or `-` for standard input; may be packed by gzip or zstd.
    #[arg(default_value = "-")]
    file: PathBuf,
    /// Form of the file; guessed from its start where it is not given.
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// The file is CSV: the same as `--format csv`.
    #[arg(long, conflicts_with = "format")]
    csv: bool,
    /// What is between the fields of a CSV: one character, or `tab`; guessed from the header where it is not given.
    #[arg(long, value_parser = delimiter)]
    delimiter: Option<u8>,
    /// CSV column or JSON field of the text.
    #[arg(long, default_value = "body", value_name = "NAME")]
    body_column: String,
    /// CSV column or JSON field of the sender.
    #[arg(long, default_value = "sender", value_name = "NAME")]
    sender_column: String,
    /// CSV column or JSON field of the message's id.
    #[arg(long, default_value = "id", value_name = "NAME")]
    id_column: String,
    /// CSV column or JSON field of the time of receipt: RFC 3339, seconds or milliseconds since 1970, or a local time.
    #[arg(long, default_value = "received_at", value_name = "NAME")]
    time_column: String,
    /// Time zone of local times: `Asia/Kolkata`, `+05:30`.
    #[arg(long, value_parser = input::time_zone_named, value_name = "ZONE")]
    time_zone: Option<TimeZone>,
    /// Encoding of the file, where neither a byte-order mark nor its form says it: `windows-1252`; else UTF-8.
    #[arg(long, value_parser = input::encoding_named, value_name = "NAME")]
    encoding: Option<&'static Encoding>,
    /// The most that is read of the file, in bytes after unpacking.
    #[arg(long, default_value_t = input::MOST_BYTES, value_name = "BYTES")]
    most_bytes: u64,
    /// The clock for messages without a time of receipt (RFC 3339); default: now.
    #[arg(long)]
    at: Option<Timestamp>,
    /// Print a table of verdicts and findings to standard error at the end.
    #[arg(long)]
    summary: bool,
}

fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r' | 0) => Ok(*byte),
        _ => Err("one ASCII character that is no quotation mark, or `tab`".to_owned()),
    }
}

impl Args {
    fn options(&self) -> Options {
        let [id, sender, body, time] =
            [&self.id_column, &self.sender_column, &self.body_column, &self.time_column].map(Clone::clone);
        Options {
            format: if self.csv { Some(Format::Csv) } else { self.format },
            columns: Columns { id, sender, body, time },
            delimiter: self.delimiter,
            encoding: self.encoding,
            time_zone: self.time_zone.clone(),
            most_bytes: self.most_bytes,
        }
    }
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let source = input::open(&args.file)?;
    let filter = args.chosen.filter()?;
    let now = args.at.unwrap_or_else(Timestamp::now);
    let progress = progress(source.size);
    let events = batches::read(input::items(source.reader, &args.options())?)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut summary = Summary::default();
    let mut interrupted = false;
    for event in events {
        let batch = match event {
            Event::Batch(batch) => batch,
            Event::End => break,
            Event::Interrupted => {
                interrupted = true;
                break;
            }
            Event::Failed => bail!("the input could not be read to its end"),
        };
        let judged: Vec<(Option<Report>, Vec<u8>)> = batch.par_iter().map(|item| judge(&filter, item, now)).collect();
        for (item, (report, text)) in batch.iter().zip(judged) {
            summary.count(item, report.as_ref());
            out.write_all(&text)?;
        }
        progress.set_position(source.read.load(Ordering::Relaxed));
    }
    out.flush()?;
    progress.finish_and_clear();
    if interrupted {
        writeln!(anstream::stderr(), "asli: interrupted: the rest of the input is not judged")?;
    }
    if args.summary || interrupted {
        summary.print(&mut anstream::stderr().lock())?;
    }
    Ok(if interrupted { ExitCode::from(INTERRUPTED) } else { summary.exit_code() })
}

/// What is printed of one part of the input; nothing for what is passed over.
fn judge(filter: &Filter, item: &Item, now: Timestamp) -> (Option<Report>, Vec<u8>) {
    let (report, json) = match &item.content {
        Content::PassedOver => return (None, Vec::new()),
        Content::Message(message) => {
            let report = filter.check(&message.sms(), now);
            let json = ReportJson::from(&report);
            let judged = ScanLine::Judged(Judged { line: item.line, id: message.id.as_ref(), report: json });
            let json = serde_json::to_vec(&judged);
            (Some(report), json)
        }
        Content::Fault(fault) => (None, serde_json::to_vec(&ScanLine::Fault(FaultLine::new(item.line, fault)))),
    };
    let mut json = json.unwrap_or_default();
    json.push(b'\n');
    (report, json)
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
