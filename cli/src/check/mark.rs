//! The message with its findings marked in place.
//!
//! In: a report and the body. Out: the body, findings between `«` and `»` and
//! in the colour of their severity, the clauses of a proof in green.

use anstyle::{AnsiColor, Style};
use asli::{Report, Severity, Verdict};
use std::io::Write;

/// Writes the body, indented, with its marks.
pub(super) fn write(to: &mut impl Write, report: &Report, body: &str) -> std::io::Result<()> {
    let mut cuts: Vec<usize> = spans(report).flat_map(|(start, end, _)| [start, end]).collect();
    cuts.extend([0, body.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    write!(to, "   ")?;
    for pair in cuts.windows(2) {
        let (style, open, close) = style_at(report, pair[0], pair[1]);
        // Control characters could rewrite the terminal; a finding names them, the text need not play them.
        let part: String = body[pair[0]..pair[1]].chars().map(visible).collect();
        write!(to, "{style}{open}{}{close}{style:#}", part.replace('\n', "\n   "))?;
    }
    writeln!(to)
}

fn visible(c: char) -> char {
    let bidi = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{2060}' | '\u{feff}');
    if bidi || c.is_control() && c != '\n' { '\u{fffd}' } else { c }
}

fn spans(report: &Report) -> impl Iterator<Item = (usize, usize, Style)> {
    let found = report.findings.iter().filter_map(|finding| {
        let color = match finding.severity() {
            Severity::Danger => AnsiColor::Red,
            Severity::Warning => AnsiColor::Yellow,
            Severity::Notice => AnsiColor::Blue,
        };
        let span = finding.span?;
        Some((span.utf8_start as usize, span.utf8_end as usize, color.on_default().underline()))
    });
    let proven = report.proof.iter().filter(|_| report.verdict == Verdict::Genuine).map(|proof| {
        let style = AnsiColor::Green.on_default();
        (proof.span.utf8_start as usize, proof.span.utf8_end as usize, style)
    });
    found.chain(proven)
}

/// How the part from `start` to `end` is shown: its style, and the quotes that open and close a finding.
fn style_at(report: &Report, start: usize, end: usize) -> (Style, &'static str, &'static str) {
    let Some((from, to, style)) = spans(report).find(|(from, to, _)| (*from..*to).contains(&start)) else {
        return (Style::new(), "", "");
    };
    let is_finding = style.get_effects().contains(anstyle::Effects::UNDERLINE);
    let quote = |at: bool, quote| if at && is_finding { quote } else { "" };
    (style, quote(from == start, "«"), quote(to == end, "»"))
}
