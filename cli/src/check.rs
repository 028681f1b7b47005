//! `asli check`: one message, for people or as JSON.
//!
//! In: sender and body. Out: the verdict, the text with the findings marked in
//! place, the proof, and what to do.

mod mark;

pub(crate) use mark::visible;

use crate::message;
use anstyle::{AnsiColor, Style};
use asli::explain::{self, Lang};
use asli::record::VerdictRecord;
use asli::{Report, Verdict};
use std::collections::HashSet;
use std::io::{BufWriter, Write};
use std::process::ExitCode;

#[derive(clap::Args)]
#[command(after_help = "Exit code: 0 genuine or unrelated, 1 unconfirmed or suspicious, 2 error")]
pub(crate) struct Args {
    #[command(flatten)]
    message: message::OneMessage,
    /// Language of the texts: `en` or `hi`.
    #[arg(long, default_value = "en", value_parser = language)]
    lang: Lang,
    /// Print JSON, with UTF-16 offsets.
    #[arg(long)]
    json: bool,
    /// Print a verdict record: JSON without the message's text or sender, to hand in with a complaint.
    #[arg(long, conflicts_with = "json")]
    record: bool,
}

fn language(tag: &str) -> Result<Lang, String> {
    tag.parse().map_err(|error: explain::UnknownLang| error.to_string())
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let message = args.message.read()?;
    let (sms, filter) = (message.sms(), &message.filter);
    let report = filter.check(&sms, message.now);
    let mut to = BufWriter::new(anstream::stdout().lock());
    if args.record {
        writeln!(to, "{}", VerdictRecord::new(&report, &sms, filter).to_json())?;
    } else if args.json {
        writeln!(to, "{}", report.to_json())?;
    } else {
        print(&mut to, &report, &message.body, args.lang)?;
    }
    to.flush()?;
    Ok(ExitCode::from(u8::from(report.is_flagged())))
}

fn print(to: &mut impl Write, report: &Report, body: &str, lang: Lang) -> std::io::Result<()> {
    let (style, company) = (style(report.verdict), &report.company);
    writeln!(to, "{style}{}{style:#}", explain::headline(report, lang))?;
    writeln!(to)?;
    mark::write(to, report, body)?;
    section(to, report.findings.iter().map(|finding| explain::finding(finding, company, lang)), "✗")?;
    if report.verdict == Verdict::Genuine {
        section(to, report.proof.iter().map(|proof| explain::proof(proof, lang)), "✓")?;
    }
    // Why it was taken to speak for the company matters where it is flagged.
    let evidence = if report.is_flagged() { report.evidence.as_slice() } else { &[] };
    section(to, evidence.iter().map(|evidence| explain::evidence(evidence, company, lang)), "•")?;
    section(to, report.advice.iter().map(|advice| explain::advice(*advice, company, lang)), "→")
}

/// A list of sentences, none twice.
fn section(to: &mut impl Write, sentences: impl Iterator<Item = String>, bullet: &str) -> std::io::Result<()> {
    let mut said = HashSet::new();
    for sentence in sentences {
        if said.is_empty() {
            writeln!(to)?;
        }
        if !said.contains(&sentence) {
            writeln!(to, " {bullet} {sentence}")?;
            said.insert(sentence);
        }
    }
    Ok(())
}

fn style(verdict: Verdict) -> Style {
    let color = match verdict {
        Verdict::Genuine => AnsiColor::Green,
        Verdict::Unconfirmed => AnsiColor::Yellow,
        Verdict::Suspicious => AnsiColor::Red,
        Verdict::Unrelated => AnsiColor::BrightBlack,
    };
    color.on_default().bold()
}
