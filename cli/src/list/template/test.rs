//! `asli list template test`: which template each message of a pile is.
//!
//! In: messages, as `asli scan` reads them, and a list. Out: for each message the template's id, or the nearest template
//! with the place where it stops. Exit code 1 where a message is none.

use crate::chosen::Chosen;
use asli::{Explanation, Filter, Report, Sms, Verdict};
use asli_cli::input::{self, Content, Message, Options};
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args)]
#[command(after_help = "Exit code: 0 every message is a template, 1 some are none, 2 error")]
pub(super) struct Args {
    #[command(flatten)]
    chosen: Chosen,
    /// File of messages as for `asli scan`, or `-` for standard input.
    messages: PathBuf,
    /// The sender of messages that name none: `JM-SBPDCL-S`.
    #[arg(long, default_value = "")]
    sender: String,
    /// The clock for messages without a time of receipt (RFC 3339); default: now.
    #[arg(long)]
    at: Option<Timestamp>,
    /// One JSON line a message.
    #[arg(long)]
    json: bool,
}

/// What is said of one message.
#[derive(Serialize)]
struct Said<'a> {
    line: u64,
    verdict: Verdict,
    /// The template that it was proven to be.
    template: Option<&'a str>,
    /// The template that it is by its text, or comes nearest to.
    nearest: Option<&'a str>,
    /// Where that stops, in characters from 1; null where it does not.
    stops_at: Option<usize>,
    /// What the template has there.
    expected: Option<&'a str>,
    /// Why a message that is a template by its text is not proven.
    findings: BTreeSet<&'static str>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let source = if args.messages.as_os_str() == "-" { input::stdin() } else { input::open(&args.messages) }?;
    let filter = args.chosen.filter()?;
    let now = args.at.unwrap_or_else(Timestamp::now);
    let mut to = BufWriter::new(anstream::stdout().lock());
    let (mut all, mut proven) = (0, 0);
    for item in input::items(source.reader, &Options::default())? {
        let message = match &item.content {
            Content::Message(message) => message,
            Content::PassedOver => continue,
            Content::Fault(fault) => {
                all += 1;
                writeln!(to, "line {}: {}", item.line, fault.text)?;
                continue;
            }
        };
        let (report, explanation) = read(&filter, message, &args.sender, now);
        all += 1;
        proven += usize::from(report.template.is_some() && report.verdict == Verdict::Genuine);
        let line = line(item.line, &message.body, &report, &explanation);
        if args.json {
            writeln!(to, "{}", serde_json::to_string(&line)?)?;
        } else {
            say(&mut to, &line, &message.body)?;
        }
    }
    if !args.json {
        writeln!(to, "{proven} of {all} messages are registered templates")?;
    }
    to.flush()?;
    Ok(ExitCode::from(u8::from(proven < all)))
}

fn read(filter: &Filter, message: &Message, sender: &str, now: Timestamp) -> (Report, Explanation) {
    let sender = if message.sender.is_empty() { sender } else { &message.sender };
    let sms = Sms { sender, ..message.sms() };
    (filter.check(&sms, now), filter.explain(&sms, now))
}

fn line<'a>(line: u64, body: &str, report: &'a Report, explanation: &'a Explanation) -> Said<'a> {
    let nearest = explanation.template.as_ref();
    let stopped = nearest.filter(|nearest| !nearest.is_whole);
    Said {
        line,
        verdict: report.verdict,
        template: report.template.as_deref(),
        nearest: nearest.map(|nearest| nearest.id.as_str()),
        stops_at: stopped.map(|nearest| body.get(..nearest.stopped_at).map_or(0, |before| before.chars().count()) + 1),
        expected: stopped.map(|nearest| nearest.expected.as_str()),
        findings: report.findings.iter().map(|finding| finding.code.code()).collect(),
    }
}

fn say(to: &mut impl Write, line: &Said<'_>, body: &str) -> anyhow::Result<()> {
    let findings = || line.findings.iter().copied().collect::<Vec<_>>().join(", ");
    match (line.template, line.nearest, line.stops_at) {
        (Some(id), ..) if line.verdict == Verdict::Genuine => writeln!(to, "line {}: {id}", line.line)?,
        (Some(id), ..) | (None, Some(id), None) => {
            writeln!(to, "line {}: {id} by its text, but {}: {}", line.line, line.verdict, findings())?;
        }
        (None, Some(id), Some(at)) => {
            let rest: String = body.chars().skip(at - 1).take_while(|c| !c.is_whitespace()).collect();
            let expected = line.expected.unwrap_or_default();
            writeln!(to, "line {}: none; {id} is nearest and stops at {rest:?}, where it has {expected}", line.line)?;
        }
        (None, None, _) => writeln!(to, "line {}: none; its sender has no templates", line.line)?,
    }
    Ok(())
}
