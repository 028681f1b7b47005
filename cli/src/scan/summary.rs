//! What a scan amounted to.
//!
//! In: reports, one by one. Out: a table on standard error, and the exit code.

use asli::{FindingCode, Report, Verdict};
use asli_cli::input::{Content, Item};
use std::collections::BTreeMap;
use std::io::Write;
use std::process::ExitCode;

#[derive(Default)]
pub(super) struct Summary {
    verdicts: BTreeMap<Verdict, u64>,
    findings: BTreeMap<FindingCode, u64>,
    faults: u64,
    passed_over: u64,
}

impl Summary {
    /// Counts a part of the input, with the report where it is a message.
    pub(super) fn count(&mut self, item: &Item, report: Option<&Report>) {
        match &item.content {
            Content::Fault(_) => self.faults += 1,
            Content::PassedOver => self.passed_over += 1,
            Content::Message(_) => {}
        }
        let Some(report) = report else { return };
        *self.verdicts.entry(report.verdict).or_default() += 1;
        let mut codes: Vec<FindingCode> = report.findings.iter().map(|finding| finding.code).collect();
        codes.sort_unstable();
        codes.dedup();
        for code in codes {
            *self.findings.entry(code).or_default() += 1;
        }
    }

    pub(super) fn print(&self, to: &mut impl Write) -> std::io::Result<()> {
        let total: u64 = self.verdicts.values().sum();
        writeln!(to, "{total:>8}  messages")?;
        for verdict in [Verdict::Genuine, Verdict::Unconfirmed, Verdict::Suspicious, Verdict::Unrelated] {
            let count = self.verdicts.get(&verdict).copied().unwrap_or(0);
            writeln!(to, "{count:>8}  {verdict}")?;
        }
        if self.faults > 0 {
            writeln!(to, "{:>8}  parts that are no messages", self.faults)?;
        }
        if self.passed_over > 0 {
            writeln!(to, "{:>8}  sent messages and MMS, passed over", self.passed_over)?;
        }
        let mut findings: Vec<_> = self.findings.iter().collect();
        findings.sort_by_key(|(code, count)| (std::cmp::Reverse(**count), **code));
        writeln!(to, "messages by finding:")?;
        for (code, count) in findings {
            writeln!(to, "{count:>8}  {code}")?;
        }
        Ok(())
    }

    /// 2 after a fault, 1 if anything was flagged, else 0.
    pub(super) fn exit_code(&self) -> ExitCode {
        let flagged =
            self.verdicts.contains_key(&Verdict::Suspicious) || self.verdicts.contains_key(&Verdict::Unconfirmed);
        match self.faults {
            0 => ExitCode::from(u8::from(flagged)),
            _ => ExitCode::from(2),
        }
    }
}
