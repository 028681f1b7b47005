//! Which messages get another verdict.
//!
//! In: two lists and a pile of messages. Out: one line a message that differs, by
//! its id or line, never by its text; and how many there are.

use crate::scan::input;
use asli::allowlist::TrustedList;
use asli::{Filter, Report, Verdict};
use jiff::Timestamp;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;

pub(super) fn compare(
    to: &mut impl Write,
    (old, new): (TrustedList, TrustedList),
    messages: &Path,
    now: Timestamp,
) -> anyhow::Result<bool> {
    let (old, new) = (Filter::new(old)?, Filter::new(new)?);
    let (reader, _) = input::open(messages)?;
    let csv = messages.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let mut counts: BTreeMap<(Verdict, Verdict), u64> = BTreeMap::new();
    let (mut total, mut bad) = (0_u64, 0_u64);
    writeln!(to, "verdicts")?;
    for line in input::lines(reader, csv.then_some(["sender", "body"]))? {
        let Ok(record) = line.record else {
            bad += 1;
            continue;
        };
        total += 1;
        let (before, after) = (old.check(&record.sms(), now), new.check(&record.sms(), now));
        if before.verdict != after.verdict {
            let id = match &record.id {
                Value::Null => format!("line {}", line.number),
                Value::String(id) => id.clone(),
                id => id.to_string(),
            };
            writeln!(to, "  {id}: {} -> {}{}", before.verdict, after.verdict, findings(&before, &after))?;
            *counts.entry((before.verdict, after.verdict)).or_default() += 1;
        }
    }
    for ((before, after), count) in &counts {
        writeln!(to, "  {count} of {total} from {before} to {after}")?;
    }
    if counts.is_empty() {
        writeln!(to, "  {total} messages, all the same")?;
    }
    if bad > 0 {
        writeln!(to, "  {bad} lines are no messages")?;
    }
    Ok(!counts.is_empty())
}

/// The findings that come (+) and go (-).
fn findings(before: &Report, after: &Report) -> String {
    let codes = |report: &Report| report.findings.iter().map(|finding| finding.code).collect::<BTreeSet<_>>();
    let (was, is) = (codes(before), codes(after));
    let gone = was.difference(&is).map(|code| format!(" -{code}"));
    gone.chain(is.difference(&was).map(|code| format!(" +{code}"))).collect()
}
