//! What a scan amounted to.
//!
//! In: reports, one by one. Out: a table on standard error, and the exit code.

use asli::{FindingCode, Report, Verdict};
use std::collections::BTreeMap;
use std::io::Write;
use std::process::ExitCode;

#[derive(Default)]
pub(super) struct Summary {
    verdicts: BTreeMap<Verdict, u64>,
    findings: BTreeMap<FindingCode, u64>,
    bad: u64,
}

impl Summary {
    /// Counts a report, or a line that was none.
    pub(super) fn count(&mut self, report: Option<&Report>) {
        let Some(report) = report else {
            self.bad += 1;
            return;
        };
        *self.verdicts.entry(report.verdict).or_default() += 1;
        let mut codes: Vec<FindingCode> = report.findings.iter().map(|finding| finding.code).collect();
        codes.sort_unstable();
        codes.dedup();
        for code in codes {
            *self.findings.entry(code).or_default() += 1;
        }
    }

    pub(super) fn print(&self) -> std::io::Result<()> {
        let mut to = anstream::stderr().lock();
        let total: u64 = self.verdicts.values().sum();
        writeln!(to, "{total:>8}  messages")?;
        for verdict in [Verdict::Genuine, Verdict::Unconfirmed, Verdict::Suspicious, Verdict::Unrelated] {
            let count = self.verdicts.get(&verdict).copied().unwrap_or(0);
            writeln!(to, "{count:>8}  {verdict}")?;
        }
        if self.bad > 0 {
            writeln!(to, "{:>8}  lines that are no messages", self.bad)?;
        }
        let mut findings: Vec<_> = self.findings.iter().collect();
        findings.sort_by_key(|(code, count)| (std::cmp::Reverse(**count), **code));
        writeln!(to, "messages by finding:")?;
        for (code, count) in findings {
            writeln!(to, "{count:>8}  {code}")?;
        }
        Ok(())
    }

    /// 2 after a bad line, 1 if anything was flagged, else 0.
    pub(super) fn exit_code(&self) -> ExitCode {
        let flagged =
            self.verdicts.contains_key(&Verdict::Suspicious) || self.verdicts.contains_key(&Verdict::Unconfirmed);
        match self.bad {
            0 => ExitCode::from(u8::from(flagged)),
            _ => ExitCode::from(2),
        }
    }
}
