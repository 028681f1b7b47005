//! The message with its findings marked in place.
//!
//! In: a report and the body. Out: the body, findings between `«` and `»` and
//! in the colour of their severity, the clauses of a proof in green.

use anstyle::{AnsiColor, Style};
use asli::{Report, Severity, Span, Verdict};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io::Write;

/// Writes the body, indented, with its marks.
pub(super) fn write(to: &mut impl Write, report: &Report, body: &str) -> std::io::Result<()> {
    write!(to, "   ")?;
    for Part { start, end, mark } in parts(&marks(report), body.len()) {
        let (style, open, close) = mark.map_or((Style::new(), "", ""), |mark| mark.shown(start, end));
        // Control characters could rewrite the terminal; a finding names them, the text need not play them.
        let text: String = body[start..end].chars().map(visible).collect();
        write!(to, "{style}{open}{}{close}{style:#}", text.replace('\n', "\n   "))?;
    }
    writeln!(to)
}

/// A character of a message, or a sign in its place where it would steer the terminal.
pub(crate) fn visible(c: char) -> char {
    let bidi = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{2060}' | '\u{feff}');
    if bidi || c.is_control() && c != '\n' { '\u{fffd}' } else { c }
}

/// A place in the body with what it is shown as.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Mark {
    start: usize,
    end: usize,
    style: Style,
    /// Whether it is put between quotes: a finding is, a clause of the proof is not.
    quoted: bool,
}

impl Mark {
    /// Its style, and the quotes around the part of it from `start` to `end`.
    fn shown(&self, start: usize, end: usize) -> (Style, &'static str, &'static str) {
        let quote = |at: bool, quote| if at && self.quoted { quote } else { "" };
        (self.style, quote(self.start == start, "«"), quote(self.end == end, "»"))
    }
}

/// The places in a report, those that go before others first.
fn marks(report: &Report) -> Vec<Mark> {
    let place = |span: Span, style, quoted| {
        let (start, end) = (span.utf8_start as usize, span.utf8_end as usize);
        Mark { start, end, style, quoted }
    };
    let found = report.findings.iter().filter_map(|finding| {
        let color = match finding.severity() {
            Severity::Danger => AnsiColor::Red,
            Severity::Warning => AnsiColor::Yellow,
            Severity::Notice => AnsiColor::Blue,
        };
        Some(place(finding.span?, color.on_default().underline(), true))
    });
    let proven = report.proof.iter().filter(|_| report.verdict == Verdict::Genuine);
    found.chain(proven.map(|proof| place(proof.span, AnsiColor::Green.on_default(), false))).collect()
}

/// A part of the body, with the mark that it is shown by.
#[derive(Debug, PartialEq)]
struct Part<'m> {
    start: usize,
    end: usize,
    mark: Option<&'m Mark>,
}

/// The body cut at the ends of marks: one walk over them, sorted by place.
fn parts(marks: &[Mark], length: usize) -> Vec<Part<'_>> {
    let mut cuts: Vec<usize> = marks.iter().flat_map(|mark| [mark.start, mark.end]).chain([0, length]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut by_start: Vec<usize> = (0..marks.len()).filter(|at| marks[*at].start < marks[*at].end).collect();
    by_start.sort_by_key(|at| marks[*at].start);
    let mut by_start = by_start.into_iter().peekable();
    // Those that have begun; the first of the report is on top. One that has ended goes when it comes to the top.
    let mut begun = BinaryHeap::new();
    let mut parts: Vec<Part<'_>> = Vec::with_capacity(cuts.len());
    for pair in cuts.windows(2) {
        while let Some(at) = by_start.next_if(|at| marks[*at].start <= pair[0]) {
            begun.push(Reverse(at));
        }
        while begun.peek().is_some_and(|Reverse(at)| marks[*at].end <= pair[0]) {
            begun.pop();
        }
        let mark = begun.peek().map(|Reverse(at)| &marks[*at]);
        match (parts.last_mut(), mark) {
            (Some(Part { end, mark: Some(before), .. }), Some(mark)) if std::ptr::eq(*before, mark) => *end = pair[1],
            _ => parts.push(Part { start: pair[0], end: pair[1], mark }),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: usize, end: usize) -> Mark {
        Mark { start, end, style: Style::new(), quoted: true }
    }

    /// Start, end and the number of the mark of each part.
    fn cut(marks: &[Mark], length: usize) -> Vec<(usize, usize, Option<usize>)> {
        let number = |part: &Part| part.mark.and_then(|mark| marks.iter().position(|other| other == mark));
        parts(marks, length).iter().map(|part| (part.start, part.end, number(part))).collect()
    }

    #[test]
    fn the_body_is_cut_at_the_marks() {
        assert_eq!(cut(&[], 5), [(0, 5, None)]);
        assert_eq!(cut(&[mark(1, 3)], 5), [(0, 1, None), (1, 3, Some(0)), (3, 5, None)]);
        assert_eq!(cut(&[mark(2, 2)], 5), [(0, 2, None), (2, 5, None)]);
    }

    #[test]
    fn where_marks_overlap_the_first_of_the_report_is_shown() {
        let expected = [(0, 2, Some(1)), (2, 4, Some(0)), (4, 6, Some(1)), (6, 8, Some(2)), (8, 9, None)];
        assert_eq!(cut(&[mark(2, 4), mark(0, 6), mark(3, 8)], 9), expected);
    }

    #[test]
    fn every_part_is_the_one_that_a_search_through_all_marks_finds() {
        let mut state = 7_usize;
        let mut random = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        for _ in 0..200 {
            let marks: Vec<Mark> = (0..random(12))
                .map(|_| {
                    let start = random(30);
                    mark(start, start + random(9))
                })
                .collect();
            for part in parts(&marks, 40) {
                assert_eq!(part.mark, marks.iter().find(|mark| (mark.start..mark.end).contains(&part.start)));
            }
        }
    }
}
