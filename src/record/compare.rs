//! Does today's engine, with this list, say the same?
//!
//! In: a record, and the message it is about. Out: a [`Replay`]: today's record
//! at the recorded time, and every [`Difference`] between the two.

use super::{RecordedFinding, RecordedProof, VerdictRecord};
use crate::filter::Filter;
use crate::report::{ListState, SenderClass, Verdict};
use crate::sms::Sms;
use serde::Serialize;

/// What became of a record when it was decided again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replay {
    /// Today's record, at the recorded times.
    pub today: VerdictRecord,
    /// What differs, in the record's order.
    pub differences: Vec<Difference>,
}

/// One thing that differs between a record and its replay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Difference {
    /// The engine is of another version. By itself no contradiction.
    Engine {
        /// The record's.
        recorded: String,
        /// This one.
        today: String,
    },
    /// The list is another one. By itself no contradiction.
    List {
        /// The record's version.
        recorded: u64,
        /// This one's; the same where only the contents differ.
        today: u64,
    },
    /// The text is not the recorded one: nothing else is compared.
    Text,
    /// The sender is of another class.
    Sender {
        /// The record's.
        recorded: SenderClass,
        /// Today's.
        today: SenderClass,
    },
    /// The list was fresher, or less so.
    ListState {
        /// The record's.
        recorded: ListState,
        /// Today's.
        today: ListState,
    },
    /// The verdict.
    Verdict {
        /// The record's.
        recorded: Verdict,
        /// Today's.
        today: Verdict,
    },
    /// The issuer.
    Issuer {
        /// The record's.
        recorded: Option<String>,
        /// Today's.
        today: Option<String>,
    },
    /// The message kind.
    Kind {
        /// The record's.
        recorded: Option<String>,
        /// Today's.
        today: Option<String>,
    },
    /// The registered template.
    Template {
        /// The record's.
        recorded: Option<String>,
        /// Today's.
        today: Option<String>,
    },
    /// The record has a finding that today has not.
    FindingGone(RecordedFinding),
    /// Today has a finding that the record has not.
    FindingNew(RecordedFinding),
    /// The record has a clause that today has not.
    ProofGone(RecordedProof),
    /// Today has a clause that the record has not.
    ProofNew(RecordedProof),
    /// What spoke for a claim. The weights are the list's: by itself no contradiction.
    Evidence,
    /// What the reader is told to do.
    Advice,
}

impl Replay {
    /// Whether today's verdict is the recorded one, with the same findings and
    /// proof. Another version of engine or list alone is no contradiction.
    pub fn reproduces(&self) -> bool {
        let harmless =
            |it: &Difference| matches!(it, Difference::Engine { .. } | Difference::List { .. } | Difference::Evidence);
        self.differences.iter().all(harmless)
    }
}

/// Decides the recorded message again, at the recorded time.
///
/// The time of receipt in `sms` is not looked at: the record has its own.
pub fn replay(record: &VerdictRecord, sms: &Sms<'_>, filter: &Filter) -> Replay {
    let sms = Sms { received_at: record.received_at, ..*sms };
    let report = filter.check(&sms, record.checked_at);
    let today = VerdictRecord::new(&report, &sms, filter);
    let differences = differences(record, &today);
    Replay { today, differences }
}

fn differences(recorded: &VerdictRecord, today: &VerdictRecord) -> Vec<Difference> {
    if recorded.message.sha256 != today.message.sha256 {
        return vec![Difference::Text];
    }
    let mut all = Vec::new();
    macro_rules! compare {
        ($difference:ident, $($field:ident).+) => {
            if recorded.$($field).+ != today.$($field).+ {
                all.push(Difference::$difference {
                    recorded: recorded.$($field).+.clone(),
                    today: today.$($field).+.clone(),
                });
            }
        };
    }
    compare!(Engine, engine);
    if (recorded.list.version, &recorded.list.sha256) != (today.list.version, &today.list.sha256) {
        all.push(Difference::List { recorded: recorded.list.version, today: today.list.version });
    }
    compare!(Sender, message.sender);
    compare!(ListState, list.state);
    compare!(Verdict, verdict);
    compare!(Issuer, issuer);
    compare!(Kind, kind);
    compare!(Template, template);
    all.extend(missing(&recorded.findings, &today.findings).map(Difference::FindingGone));
    all.extend(missing(&today.findings, &recorded.findings).map(Difference::FindingNew));
    all.extend(missing(&recorded.proof, &today.proof).map(Difference::ProofGone));
    all.extend(missing(&today.proof, &recorded.proof).map(Difference::ProofNew));
    if recorded.evidence != today.evidence {
        all.push(Difference::Evidence);
    }
    if recorded.advice != today.advice {
        all.push(Difference::Advice);
    }
    all
}

/// What is in `from` and not in `other`.
fn missing<'a, T: Clone + PartialEq>(from: &'a [T], other: &'a [T]) -> impl Iterator<Item = T> + 'a {
    from.iter().filter(|it| !other.contains(it)).cloned()
}
