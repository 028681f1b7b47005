//! Which messages get another verdict.
//!
//! In: two lists and a pile of messages. Out: one line a message that differs, by
//! its id or line, never by its text; and how many there are.

use asli::allowlist::TrustedList;
use asli::{Filter, Report, Verdict};
use asli_cli::input::{self, Content, Options};
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
    let items = input::items(input::open(messages)?.reader, &Options::default())?;
    let mut counts: BTreeMap<(Verdict, Verdict), u64> = BTreeMap::new();
    let (mut total, mut bad) = (0_u64, 0_u64);
    writeln!(to, "verdicts")?;
    for item in items {
        let message = match item.content {
            Content::Message(message) => message,
            Content::PassedOver => continue,
            Content::Fault(_) => {
                bad += 1;
                continue;
            }
        };
        total += 1;
        let (before, after) = (old.check(&message.sms(), now), new.check(&message.sms(), now));
        if before.verdict != after.verdict {
            let id = match &message.id {
                None => format!("line {}", item.line),
                Some(Value::String(id)) => id.clone(),
                Some(id) => id.to_string(),
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
        writeln!(to, "  {bad} parts are no messages")?;
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
