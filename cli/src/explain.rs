//! `asli explain`: how the clauses of a list read a message, and where they stop.
//!
//! In: sender and body. Out: the chunks that were read; or the first word where the clauses stop, and what could have
//! been there. For those who write clauses: see `docs/clauses.md`.

use crate::check::visible;
use crate::message;
use asli::explain::{self, Lang};
use asli::{Explanation, FindingCode, Verdict};
use std::io::{BufWriter, Write};
use std::process::ExitCode;

/// As many ways to go on are named.
const MOST_EXPECTED: usize = 12;
/// A class is named by as many characters of its words.
const LONGEST_NAME: usize = 60;

pub(crate) fn run(args: &message::OneMessage) -> anyhow::Result<ExitCode> {
    let message = args.read()?;
    let (sms, filter, now, body) = (message.sms(), &message.filter, message.now, &message.body);
    let explanation = filter.explain(&sms, now);
    let report = filter.check(&sms, now);
    let mut to = BufWriter::new(anstream::stdout().lock());
    writeln!(to, "{}\n", explain::headline(&report, Lang::En))?;
    if let Some(id) = &report.template {
        writeln!(to, "registered template {id}\n")?;
    }
    parts(&mut to, &explanation, body)?;
    stop(&mut to, &explanation, body)?;
    for finding in report.findings.iter().filter(|finding| finding.code != FindingCode::NotInFormat) {
        writeln!(to, "\u{2717} {}", explain::finding(finding, &report.company, Lang::En))?;
    }
    to.flush()?;
    Ok(ExitCode::from(u8::from(report.verdict != Verdict::Genuine)))
}

/// The chunks in the order of the text, each with what was read.
fn parts(to: &mut impl Write, explanation: &Explanation, body: &str) -> std::io::Result<()> {
    let mut at = explanation.parts.iter().peekable();
    while let Some(part) = at.next() {
        let (mut read, mut end) = (vec![part.name.as_str()], part.place.end);
        while let Some(next) = at.next_if(|next| next.chunk == part.chunk) {
            read.push(&next.name);
            end = next.place.end;
        }
        let names = read.iter().map(|name| shortened(name)).collect::<Vec<_>>().join(" ");
        let text = body.get(part.place.start..end).unwrap_or_default().replace('\n', " ");
        writeln!(to, "  {:<18} {}  {names}", part.chunk, quoted(&text))?;
    }
    Ok(())
}

/// Where the clauses stopped, and what could have been there.
fn stop(to: &mut impl Write, explanation: &Explanation, body: &str) -> std::io::Result<()> {
    if let Some(template) = explanation.template.as_ref().filter(|template| template.is_whole) {
        return writeln!(to, "\nthe text is registered template {}", template.id);
    }
    if explanation.is_sequence {
        return writeln!(to, "\nevery word stands in a clause");
    }
    let rest = body.get(explanation.stopped_at..).unwrap_or_default();
    let word: String = rest.chars().take_while(|c| !c.is_whitespace()).collect();
    if word.is_empty() {
        writeln!(to, "\nthe text ends before its last clause is complete")?;
    } else {
        writeln!(to, "\nthe clauses stop at {}", quoted(&word))?;
    }
    for expected in explanation.expected.iter().take(MOST_EXPECTED) {
        writeln!(to, "  could have been there: {}", shortened(expected))?;
    }
    let more = explanation.expected.len().saturating_sub(MOST_EXPECTED);
    if more > 0 {
        writeln!(to, "  and {more} more")?;
    }
    Ok(())
}

/// Between quotes, as it is read: Hindi stays Hindi, and nothing steers the terminal.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.chars().map(visible).collect::<String>())
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= LONGEST_NAME {
        return name.to_owned();
    }
    name.chars().take(LONGEST_NAME).chain("\u{2026}".chars()).collect()
}
