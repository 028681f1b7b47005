//! `asli replay`: does this engine, with this list, decide a recorded message the same?
//!
//! In: a verdict record, and the message it is about. Out: what differs.

use crate::chosen::Chosen;
use crate::message;
use anyhow::{Context, bail};
use asli::Sms;
use asli::record::{Difference, MOST_BYTES, RecordedFinding, RecordedProof, VerdictRecord, replay};
use asli_cli::input::regular;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args)]
#[command(after_help = "Exit code: 0 the same, 1 it differs, 2 error")]
pub(crate) struct Args {
    #[command(flatten)]
    chosen: Chosen,
    /// The record, as `asli check --record` gave it.
    record: PathBuf,
    /// The sender that the message came from.
    #[arg(long)]
    sender: String,
    /// Print the differences as JSON.
    #[arg(long)]
    json: bool,
    /// The message, or `-` for standard input.
    #[arg(allow_hyphen_values = true)]
    body: String,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let file = args.record.display();
    let json = regular::read(&args.record, MOST_BYTES as u64)?;
    let record = VerdictRecord::from_json(&json).with_context(|| format!("{file}"))?;
    let body = message::body(&args.body)?;
    let filter = args.chosen.filter()?;
    let replay = replay(&record, &Sms::new(&args.sender, &body), &filter);
    if replay.differences == [Difference::Text] {
        bail!("{file} is about another text: give the message as it came, with every space and line");
    }
    let mut to = anstream::stdout().lock();
    if args.json {
        let said = serde_json::json!({ "same": replay.reproduces(), "differences": replay.differences });
        writeln!(to, "{said}")?;
    } else {
        let same = if replay.reproduces() { "the same" } else { "not the same" };
        writeln!(to, "{same}: {} on {}", record.verdict, record.checked_at)?;
        replay.differences.iter().try_for_each(|difference| writeln!(to, "  {}", sentence(difference)))?;
    }
    Ok(ExitCode::from(u8::from(!replay.reproduces())))
}

fn sentence(difference: &Difference) -> String {
    let or_none = |name: &Option<String>| name.clone().unwrap_or_else(|| "none".to_owned());
    match difference {
        Difference::Engine { recorded, today } => format!("engine: {recorded} then, {today} now"),
        Difference::List { recorded, today } if recorded == today => {
            format!("list: both of version {today}, with other contents")
        }
        Difference::List { recorded, today } => format!("list: version {recorded} then, {today} now"),
        Difference::Sender { recorded, today } => format!("sender: {recorded} then, {today} now"),
        Difference::ListState { recorded, today } => format!("list: {recorded} then, {today} now"),
        Difference::Verdict { recorded, today } => format!("verdict: {recorded} then, {today} now"),
        Difference::Issuer { recorded, today } => format!("issuer: {} then, {} now", or_none(recorded), or_none(today)),
        Difference::Template { recorded, today } => {
            format!("template: {} then, {} now", or_none(recorded), or_none(today))
        }
        Difference::Kind { recorded, today } => format!("kind: {} then, {} now", or_none(recorded), or_none(today)),
        Difference::FindingGone(finding) => format!("finding gone: {}", of_finding(finding)),
        Difference::FindingNew(finding) => format!("finding new: {}", of_finding(finding)),
        Difference::ProofGone(proof) => format!("proof gone: {}", of_proof(proof)),
        Difference::ProofNew(proof) => format!("proof new: {}", of_proof(proof)),
        Difference::Evidence => "other evidence of a claim".to_owned(),
        Difference::Advice => "other advice".to_owned(),
        other => format!("{other:?}"),
    }
}

fn of_finding(finding: &RecordedFinding) -> String {
    match finding.start.zip(finding.end) {
        Some((start, end)) => format!("{} at {start}..{end}", finding.code),
        None => finding.code.to_string(),
    }
}

fn of_proof(proof: &RecordedProof) -> String {
    format!("{} at {}..{}", proof.element, proof.start, proof.end)
}
