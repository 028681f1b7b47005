//! The judgement: what all that was found comes to.
//!
//! In: the message as it was read, what was detected, and for whom it speaks. Out: a [`Report`], whose
//! [`Verdict`] is read off one total table (`decide`).

mod decide;
mod findings;

use crate::claim::{Claim, Spoke};
use crate::detect::{Detected, Input};
use crate::proof::{Attempt, Recognised};
use crate::report::{Advice, Evidence, ListState, Proof, Report, Severity, Span, Verdict};
use crate::steps::step;
use crate::text::{Place, Text};
use crate::trust::ListDates;
use crate::words::Meaning;
use decide::{Facts, decide};
use findings::Findings;
use jiff::Timestamp;

/// How a message came, as far as the report says it again.
#[derive(Clone, Copy)]
pub(crate) struct Received {
    /// When it came.
    pub(crate) at: Timestamp,
    /// Only the beginning of its body is judged.
    pub(crate) truncated: bool,
    /// The clock that the freshness of the list is judged by.
    pub(crate) now: Timestamp,
}

/// The report on a message that speaks for nobody.
pub(crate) fn unrelated(received: Received, list: &ListDates) -> Report {
    let Received { truncated, now, .. } = received;
    Report {
        verdict: Verdict::Unrelated,
        issuer: None,
        kind: None,
        template: None,
        findings: Vec::new(),
        truncated,
        proof: Vec::new(),
        evidence: Vec::new(),
        advice: Vec::new(),
        list_version: list.version,
        list_state: list.state(now),
        checked_at: now,
    }
}

/// The report on a message that was read in full.
pub(crate) fn judge<'a>(
    input: &Input<'a>,
    detected: &Detected<'a>,
    claim: &Claim,
    received: Received,
    list: &ListDates,
) -> Report {
    let Received { truncated, now, .. } = received;
    let state = list.state(now);
    let attempt = Attempt::new(input, detected);
    let of_text = Findings::of_text(input, detected, &attempt, claim);
    let beside_text = Findings::beside_text(input, &attempt, truncated, state);
    let verdict = decide(Facts {
        sender: input.sender.kind,
        claims: claim.speaks,
        // What the sender is has a column of its own.
        danger: of_text.has(Severity::Danger),
        warning: of_text.has(Severity::Warning) || beside_text.has(Severity::Warning),
        proven: attempt.is_proven() && !truncated,
    });
    Report {
        verdict,
        issuer: issuer(input, &attempt),
        kind: attempt.fit.as_ref().and_then(|fit| fit.kind).map(|kind| kind.id.clone()),
        template: proven_template(&attempt).filter(|_| verdict == Verdict::Genuine).cloned(),
        findings: of_text.sorted_with(beside_text),
        truncated,
        proof: proof(input, &attempt),
        evidence: claim.evidence.iter().map(|spoke| evidence(input.text, spoke)).collect(),
        advice: advice(verdict, state),
        list_version: list.version,
        list_state: state,
        checked_at: now,
    }
}

/// The id of the registered template that the message is.
fn proven_template<'a>(attempt: &Attempt<'a>) -> Option<&'a std::sync::Arc<str>> {
    attempt.fit.as_ref().and_then(|fit| fit.template)
}

fn issuer(input: &Input<'_>, attempt: &Attempt<'_>) -> Option<std::sync::Arc<str>> {
    let named = || match attempt.named.as_slice() {
        [] => fuzzy_issuer(input),
        [first, ..] => Some(*first),
    };
    let issuer = input.sender.issuer().or_else(named)?;
    input.rules.issuer_id(issuer).cloned()
}

/// The issuer whose name stands in the text in any disguise.
fn fuzzy_issuer(input: &Input<'_>) -> Option<u16> {
    let words = &input.fuzzy.words;
    words.iter().inspect(|_| step()).enumerate().find_map(|(at, word)| {
        input.group.words.phrases(word.id).iter().find_map(|phrase| match phrase.meaning {
            Meaning::Issuer(issuer) => input.group.words.matches(phrase, &words[at + 1..]).map(|_| issuer),
            _ => None,
        })
    })
}

fn proof(input: &Input<'_>, attempt: &Attempt<'_>) -> Vec<Proof> {
    let clause = |found: &Recognised<'_>| Proof {
        element: found.element,
        span: span(input.text.place(found.tokens.clone())),
        value: found.value.to_owned(),
        value_hi: found.value_hi.map(str::to_owned),
    };
    attempt.elements.iter().map(clause).collect()
}

fn evidence(text: &Text<'_>, spoke: &Spoke) -> Evidence {
    let place = Some(spoke.tokens.clone()).filter(|tokens| !tokens.is_empty());
    Evidence { piece: spoke.piece, span: place.map(|tokens| span(text.place(tokens))), weight: spoke.weight }
}

fn span(place: Place) -> Span {
    let Place { start, end, utf16_start, utf16_end } = place;
    Span { utf8_start: start, utf8_end: end, utf16_start, utf16_end }
}

fn advice(verdict: Verdict, state: ListState) -> Vec<Advice> {
    let mut advice = match verdict {
        Verdict::Suspicious => vec![
            Advice::DoNotAct,
            Advice::PayOfficially,
            Advice::AskOffice,
            Advice::MoneyLost,
            Advice::ReportChakshu,
            Advice::FileFir,
        ],
        Verdict::Unconfirmed => vec![Advice::PayOfficially, Advice::AskOffice, Advice::Report1909],
        Verdict::Genuine | Verdict::Unrelated => Vec::new(),
    };
    if state != ListState::Fresh && verdict != Verdict::Unrelated {
        advice.push(Advice::UpdateList);
    }
    advice
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::testing::with_input;
    use crate::report::FindingCode;

    /// The report on a message that speaks for nobody, by the small list.
    fn judged(sender: &str, body: &str, truncated: bool) -> Report {
        let at = Timestamp::UNIX_EPOCH;
        let list = ListDates { version: 7, issued: at, expires: Timestamp::MAX };
        let claim = Claim { speaks: false, only_warns: false, evidence: Vec::new() };
        let received = Received { at, truncated, now: at };
        with_input(sender, body, |input| judge(input, &Detected::new(input), &claim, received, &list))
    }

    fn codes(report: &Report) -> Vec<FindingCode> {
        report.findings.iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn only_a_danger_in_the_text_is_one_for_the_decision() {
        let harmless = judged("JM-SBPDC1-S", "this is for advance payment", false);
        assert_eq!(codes(&harmless), [FindingCode::SenderLookalike]);
        assert_eq!(harmless.findings[0].severity(), Severity::Danger);
        assert_eq!(harmless.verdict, Verdict::Unconfirmed);
        assert_eq!(judged("JM-SBPDC1-S", "install anydesk", false).verdict, Verdict::Suspicious);
    }

    #[test]
    fn findings_stand_in_the_order_of_the_text_behind_those_of_no_place() {
        let report = judged("JM-SBPDC1-S", "install anydesk, call 98765 43210", true);
        let starts: Vec<_> = report.findings.iter().map(|finding| finding.span.map(|span| span.utf8_start)).collect();
        assert!(starts.is_sorted(), "{starts:?}");
        let codes = codes(&report);
        assert_eq!(starts.iter().filter(|start| start.is_none()).count(), 2, "{codes:?}");
        assert!(codes.contains(&FindingCode::Truncated) && codes.contains(&FindingCode::PhoneNumber), "{codes:?}");
    }

    #[test]
    fn an_unrelated_message_has_the_list_and_nothing_else() {
        let at = Timestamp::UNIX_EPOCH;
        let list = ListDates { version: 7, issued: at, expires: Timestamp::MAX };
        let report = unrelated(Received { at, truncated: true, now: at }, &list);
        assert_eq!((report.verdict, report.list_version, report.truncated), (Verdict::Unrelated, 7, true));
        assert!(report.findings.is_empty() && report.advice.is_empty());
    }
}
