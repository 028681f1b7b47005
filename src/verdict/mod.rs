//! The judgement: what all that was found comes to.
//!
//! In: the message as it was read, what was detected, and for whom it speaks. Out: a [`Report`], whose
//! [`Verdict`] is read off one total table (`decide`).

mod decide;
mod findings;

use crate::claim::{Claim, Spoke};
use crate::detect::{Detected, Input, Link, Typed};
use crate::proof::{Attempt, Recognised};
use crate::report::{Advice, Company, Element, Evidence, ListState, Proof, Report, Severity, Span, Verdict};
use crate::steps::step;
use crate::text::{Place, Text};
use crate::trust::ListDates;
use crate::words::Meaning;
use decide::{Facts, decide};
use findings::Findings;
use jiff::Timestamp;
use jiff::civil::Date;
use std::ops::Range;
use std::sync::Arc;

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

/// The report on a message that speaks for nobody; `company` is what texts call one that they know nothing of.
pub(crate) fn unrelated(received: Received, company: &Arc<Company>, list: &ListDates) -> Report {
    let Received { truncated, now, .. } = received;
    Report {
        verdict: Verdict::Unrelated,
        issuer: None,
        company: Arc::clone(company),
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
    let beside_text = Findings::beside_text(input, &detected.links, &attempt, truncated, state);
    let verdict = decide(Facts {
        sender: input.sender.kind,
        claims: claim.speaks,
        // What the sender is has a column of its own.
        danger: of_text.has(Severity::Danger),
        warning: of_text.has(Severity::Warning) || beside_text.has(Severity::Warning),
        proven: attempt.is_proven() && !truncated,
    });
    let issuer = issuer(input, &attempt);
    Report {
        verdict,
        issuer: issuer.and_then(|issuer| input.rules.issuer_id(issuer)).cloned(),
        company: Arc::clone(input.rules.company(issuer, group(input))),
        kind: attempt.fit.as_ref().and_then(|fit| fit.kind).map(|kind| kind.id.clone()),
        template: proven_template(&attempt).filter(|_| verdict == Verdict::Genuine).cloned(),
        findings: of_text.sorted_with(beside_text),
        truncated,
        proof: proof(input, detected, &attempt),
        evidence: claim.evidence.iter().map(|spoke| evidence(input.text, spoke)).collect(),
        advice: advice(verdict, state),
        list_version: list.version,
        list_state: state,
        checked_at: now,
    }
}

/// The id of the registered template that the message is.
fn proven_template<'a>(attempt: &Attempt<'a>) -> Option<&'a Arc<str>> {
    attempt.fit.as_ref().and_then(|fit| fit.template)
}

fn issuer(input: &Input<'_>, attempt: &Attempt<'_>) -> Option<u16> {
    let named = || match attempt.named.as_slice() {
        [] => fuzzy_issuer(input),
        [first, ..] => Some(*first),
    };
    input.sender.issuer().or_else(named)
}

/// The group that the message is of; `None` where it is read by the rules of the first because nothing in it tells.
fn group(input: &Input<'_>) -> Option<u16> {
    let group = input.group.index();
    let named = || input.fuzzy.names(&input.group.words).any(|name| name == Meaning::Group(group));
    (group > 0 || input.sender.imitated().is_some() || named()).then_some(group)
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

fn proof(input: &Input<'_>, detected: &Detected<'_>, attempt: &Attempt<'_>) -> Vec<Proof> {
    let clause = |found: &Recognised<'_>| Proof {
        element: found.element,
        span: span(input.text.place(found.tokens.clone())),
        value: period(detected, found).unwrap_or_else(|| found.value.to_owned()),
        value_hi: found.value_hi.map(str::to_owned),
    };
    let is_sure = |found: &&Recognised<'_>| attempt.is_proven() || is_fact(input, detected, found);
    attempt.elements.iter().filter(is_sure).map(clause).collect()
}

/// Both ends of a period, as `2026-11-01/2026-11-30`, where the date that was read is one.
fn period(detected: &Detected<'_>, found: &Recognised<'_>) -> Option<String> {
    let within = |date: &&Typed<Date>| found.tokens.start <= date.tokens.start && date.tokens.end <= found.tokens.end;
    let mut ends = detected.dates.iter().filter(within);
    let (first, last) = (ends.next().filter(|_| found.element == Element::Date)?, ends.next()?);
    Some(format!("{}/{}", first.value, last.value))
}

/// Whether what was recognised in a message that is not proven can be told as a fact: not where it is a part of another
/// link, of a number that goes on, or of two numbers that nothing says are a date (`24/7`).
fn is_fact(input: &Input<'_>, detected: &Detected<'_>, found: &Recognised<'_>) -> bool {
    let tokens = &found.tokens;
    let overlaps = |other: &Range<usize>| other.start < tokens.end && tokens.start < other.end;
    let foreign = |link: &Link<'_>| !link.kind.is_official() && overlaps(&link.tokens);
    let goes_on = found.element == Element::Amount && input.digits(tokens.end).is_some();
    let undated = found.element == Element::Date && !detected.dates.iter().any(|date| overlaps(&date.tokens));
    !detected.links.iter().any(foreign) && !goes_on && !undated
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

    fn recognised(element: Element, tokens: Range<usize>) -> Recognised<'static> {
        Recognised { element, tokens, value: "", value_hi: None }
    }

    #[test]
    fn a_part_of_a_link_a_sum_that_goes_on_and_a_fraction_are_no_facts() {
        let is_fact = |body: &str, element, tokens: Range<usize>| {
            let found = recognised(element, tokens);
            with_input("JM-SBPDCL-S", body, |input| is_fact(input, &Detected::new(input), &found))
        };
        assert!(is_fact("get rebate", Element::Rebate, 1..2));
        assert!(!is_fact("get www.rebate.online", Element::Rebate, 3..4));
        assert!(is_fact("pay sbpdcl.co.in", Element::Site, 1..6));
        assert!(is_fact("Rs 234", Element::Amount, 0..2));
        assert!(!is_fact("Rs 1 234", Element::Amount, 0..2));
        assert!(is_fact("05/12/2026", Element::Date, 0..5));
        assert!(!is_fact("24/7 help", Element::Date, 0..3));
    }

    #[test]
    fn a_period_has_both_its_ends() {
        let period = |body: &str, element, tokens: Range<usize>| {
            let found = recognised(element, tokens);
            with_input("JM-SBPDCL-S", body, |input| period(&Detected::new(input), &found))
        };
        let both = Some("2026-11-01/2026-11-30".to_owned());
        assert_eq!(period("01/11-30/11/2026", Element::Date, 0..9), both);
        assert_eq!(period("01/11-30/11/2026", Element::LastDate, 0..9), None);
        assert_eq!(period("05/12/2026", Element::Date, 0..5), None);
    }

    #[test]
    fn an_unrelated_message_has_the_list_and_nothing_else() {
        let at = Timestamp::UNIX_EPOCH;
        let list = ListDates { version: 7, issued: at, expires: Timestamp::MAX };
        let report = unrelated(Received { at, truncated: true, now: at }, &Arc::default(), &list);
        assert_eq!((report.verdict, report.list_version, report.truncated), (Verdict::Unrelated, 7, true));
        assert!(report.findings.is_empty() && report.advice.is_empty());
    }
}
