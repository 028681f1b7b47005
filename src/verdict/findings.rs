//! What stands against a message.
//!
//! In: what was detected, the attempt of a proof, the sender. Out: [`Findings`], each with its place. Those in the text
//! are apart from those beside it, of the sender and the format: the decision asks for a danger in the text.

use super::span;
use crate::claim::Claim;
use crate::detect::{Detected, Found, Input, Link};
use crate::proof::{Attempt, Fit};
use crate::report::{Element, Finding, FindingCode, ListState, Severity, Span};
use crate::sender::SenderKind;
use crate::steps::step;
use crate::text::Text;
use crate::words::{Concept, Concepts};
use std::ops::Range;

/// Findings of one message.
pub(super) struct Findings<'i, 'a> {
    input: &'i Input<'a>,
    findings: Vec<Finding>,
}

impl<'i, 'a> Findings<'i, 'a> {
    /// What stands in the text: dangers, days of cutting off that no company has, control characters that turn it round.
    pub(super) fn of_text(input: &'i Input<'a>, detected: &Detected<'a>, attempt: &Attempt<'a>, claim: &Claim) -> Self {
        // A fake has a few more besides, of its sender and its dates; a genuine message has none at all.
        let dangers = detected.found.len();
        let mut findings = Vec::with_capacity(if dangers == 0 { 0 } else { dangers + 4 });
        let found = detected.found.iter().inspect(|_| step()).filter(|found| !is_own_helpline(input, found));
        findings.extend(found.map(|found| place(input.text, found)));
        let mut found = Self { input, findings };
        found.disconnection(detected, attempt, claim.speaks);
        found.bidi();
        if input.sender.is_official() && claim.only_warns {
            found.spoken_of();
        }
        if let Some(kind) = attempt.proven_kind() {
            found.findings.retain(|finding| !kind.speaks_of.contains(&finding.code));
        }
        found
    }

    /// What the sender is, whether the body was cut, and what keeps an official sender's message from being proven.
    pub(super) fn beside_text(
        input: &'i Input<'a>,
        links: &[Link<'_>],
        attempt: &Attempt<'_>,
        truncated: bool,
        state: ListState,
    ) -> Self {
        let mut found = Self { input, findings: Vec::new() };
        if truncated {
            found.add(FindingCode::Truncated, None, None);
        }
        found.sender();
        if let Some(fit) = &attempt.fit {
            found.format(links, attempt, fit, state);
        }
        found
    }

    pub(super) fn has(&self, severity: Severity) -> bool {
        self.findings.iter().any(|finding| finding.severity() == severity)
    }

    fn add(&mut self, code: FindingCode, tokens: Option<Range<usize>>, value: Option<String>) {
        let span = tokens.filter(|tokens| !tokens.is_empty()).map(|tokens| span(self.input.text.place(tokens)));
        step();
        self.findings.push(Finding { code, span, value });
    }

    /// No one is cut off at a time of day, on a Sunday or on a holiday (facts P1, P2).
    fn disconnection(&mut self, detected: &Detected<'_>, attempt: &Attempt<'_>, claims: bool) {
        let concepts = self.input.fuzzy.concepts;
        // An outage notice names hours and no bill: nobody is being cut off.
        let outage = self.input.sender.is_official() && concepts.has(Concept::OutageTalk);
        let about_bill =
            claims && !outage || concepts.has_any(Concepts::of(&[Concept::Bill, Concept::Due, Concept::Pay]));
        if !concepts.has(Concept::Disconnect) || !about_bill {
            return;
        }
        for cut in &detected.cuts {
            self.add(FindingCode::DisconnectionTime, Some(cut.clone()), None);
        }
        for (date, tokens) in &attempt.disconnections {
            let code = match self.input.group.is_holiday(*date) {
                Some(true) => FindingCode::DisconnectionHoliday,
                Some(false) => continue,
                None => FindingCode::HolidayUnknown,
            };
            self.add(code, Some(tokens.clone()), Some(date.to_string()));
        }
    }

    /// A warning by the company itself names the lures of fakes; named, they lure no one.
    fn spoken_of(&mut self) {
        self.findings.retain(|finding| !finding.code.is_of_words());
    }

    fn bidi(&mut self) {
        for place in &self.input.text.bidi {
            let span = Some(span(*place));
            self.findings.push(Finding { code: FindingCode::BidiControl, span, value: None });
        }
    }

    fn sender(&mut self) {
        let code = match self.input.sender.kind {
            SenderKind::Official(_) => None,
            SenderKind::Lookalike(_) | SenderKind::Near(_) => Some(FindingCode::SenderLookalike),
            SenderKind::Header | SenderKind::ShortCode => Some(FindingCode::SenderOther),
            SenderKind::Phone => Some(FindingCode::SenderPhoneNumber),
            SenderKind::Unknown => Some(FindingCode::SenderUnknown),
        };
        if let Some(code) = code {
            self.add(code, None, None);
        }
        if self.input.sender.disguised {
            self.add(FindingCode::SenderDisguised, None, None);
        }
    }

    /// What keeps an official sender's message from being proven.
    fn format(&mut self, links: &[Link<'_>], attempt: &Attempt<'_>, fit: &Fit<'_>, state: ListState) {
        for element in &fit.missing {
            // Of a requirement that several elements meet, by its name in the list.
            let value = if *element == Element::App { "channel" } else { element.code() };
            self.add(FindingCode::ElementMissing, None, Some(value.to_owned()));
        }
        for excess in &fit.excess {
            self.add(FindingCode::ElementRepeated, Some(excess.tokens.clone()), Some(excess.element.code().to_owned()));
        }
        for tokens in &fit.implausible {
            self.add(FindingCode::ValueImplausible, Some(tokens.clone()), None);
        }
        for gap in &fit.unaccounted {
            self.add(FindingCode::NotInFormat, Some(with_links(links, gap)), None);
        }
        if attempt.named.iter().any(|named| Some(*named) != self.input.sender.issuer()) {
            self.add(FindingCode::CompanyMismatch, None, None);
        }
        if attempt.last_dates.iter().any(|(date, _)| *date < self.input.day) {
            self.add(FindingCode::LastDatePassed, None, None);
        }
        if state == ListState::Expired {
            self.add(FindingCode::ListExpired, None, None);
        }
    }

    /// These and others in the order of the text. Findings of one code that overlap ("contact", "contact us") are one.
    pub(super) fn sorted_with(mut self, others: Self) -> Vec<Finding> {
        self.findings.extend(others.findings);
        let start = |finding: &Finding| finding.span.map(|span| span.utf8_start);
        self.findings.sort_by_key(|finding| (finding.code, start(finding)));
        self.findings.dedup_by(|next, last| {
            let (Some(more), Some(span)) = (next.span, last.span) else { return next == last };
            let same = next.code == last.code && more.utf8_start < span.utf8_end;
            if same && more.utf8_end > span.utf8_end {
                last.span = Some(Span { utf8_end: more.utf8_end, utf16_end: more.utf16_end, ..span });
                last.value = next.value.take();
            }
            same
        });
        self.findings.sort_by_key(|finding| (start(finding), finding.code));
        self.findings
    }
}

/// Whether it is a helpline in a message of a group whose messages may hold it: whether it may stand there is then for the
/// clauses to say.
fn is_own_helpline(input: &Input<'_>, found: &Found<'_>) -> bool {
    let allow = &input.group.allow;
    found.code == FindingCode::OfficialNumber
        && allow.helplines_in_messages
        && input.is_official()
        && allow.helplines.iter().any(|line| Some(line.value.as_str()) == found.value)
}

/// `gap`, with the whole of a link of which it is a part.
fn with_links(links: &[Link<'_>], gap: &Range<usize>) -> Range<usize> {
    let part_of =
        |link: &&Link<'_>| !link.kind.is_official() && link.tokens.start < gap.end && gap.start < link.tokens.end;
    links
        .iter()
        .filter(part_of)
        .fold(gap.clone(), |gap, link| gap.start.min(link.tokens.start)..gap.end.max(link.tokens.end))
}

fn place(text: &Text<'_>, found: &Found<'_>) -> Finding {
    let value = found.value.map(str::to_owned);
    Finding { code: found.code, span: Some(span(text.place(found.tokens.clone()))), value }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::LinkKind;

    #[test]
    fn what_is_not_in_the_format_takes_the_whole_of_a_foreign_link() {
        let link = |kind| [Link { tokens: 2..5, host: "bill.online", kind }];
        let foreign = link(LinkKind::Danger(FindingCode::UnofficialLink));
        assert_eq!(with_links(&foreign, &(1..3)), 1..5);
        assert_eq!(with_links(&foreign, &(4..7)), 2..7);
        assert_eq!(with_links(&foreign, &(0..2)), 0..2);
        assert_eq!(with_links(&link(LinkKind::Official), &(1..3)), 1..3);
    }
}
