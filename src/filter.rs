//! The whole way of one message, from SMS to report.
//!
//! In: an [`Sms`] and the caller's clock. Out: a [`Report`]. Data only flows
//! forward: sender → text → words → detect → format → verdict.

use crate::allowlist::{self, ListDates, ListError, RoleInfo, TrustedList};
use crate::arena;
use crate::claim::{Claim, Spoke, Stretch, claim, has_subject};
use crate::detect::{Detected, Found, Input, civil_date};
use crate::list::{Rules, RulesError};
use crate::proof::{self, Attempt, Explanation, Fit, Recognised};
use crate::sender::{Sender, SenderKind};
use crate::sms::Sms;
use crate::text::{Place, Text};
use crate::verdict::{
    Advice, Element, Evidence, Facts, Finding, FindingCode, ListState, Proof, Report, SenderClass, Severity, Span,
    Verdict, decide,
};
use crate::words::{Meaning, Mentions, Reading, WordAt, WordId};
use bumpalo::Bump;
use bumpalo::collections::Vec as ArenaVec;
use jiff::Timestamp;
use std::ops::Range;

/// Checks messages against one signed list.
///
/// Build it once and keep it: building compiles the list, checking is cheap.
/// It is `Send` and `Sync`; checking takes `&self`.
///
/// ```
/// use asli::{Filter, Sms, Verdict};
///
/// let filter = Filter::embedded()?;
/// let now = "2026-11-24T10:00:00Z".parse()?;
/// let sms = Sms::new(
///     "+919876501234",
///     "Dear consumer your electricity power will be disconnected tonight 9.30 pm, \
///      contact electricity officer 98765 43210",
/// );
/// let report = filter.check(&sms, now);
/// assert_eq!(report.verdict, Verdict::Suspicious);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Filter {
    rules: Rules,
    list: ListDates,
    roles: Vec<RoleInfo>,
    sha256: [u8; 32],
}

/// Why there is no filter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FilterError {
    /// The list could not be verified.
    #[error(transparent)]
    List(#[from] ListError),
    /// The list was verified but cannot be used by this engine.
    #[error(transparent)]
    Rules(#[from] RulesError),
}

impl Filter {
    /// A filter over the list that is built into this crate.
    ///
    /// # Errors
    /// [`FilterError`] where the built-in list fails verification: a broken build.
    pub fn embedded() -> Result<Self, FilterError> {
        Self::new(allowlist::embedded()?)
    }

    /// A filter over a verified list.
    ///
    /// # Errors
    /// [`FilterError::Rules`] where a document of the list cannot be compiled.
    pub fn new(list: TrustedList) -> Result<Self, FilterError> {
        let rules = Rules::new(list.allow, list.clauses.into_bytes(), &list.templates, list.lexicon, list.claim)?;
        Ok(Self { rules, list: list.dates, roles: list.roles, sha256: list.sha256 })
    }

    /// A filter over documents, signed or not.
    pub(crate) fn of_documents(
        allow: crate::list::schema::Allow,
        clauses: crate::list::CompiledClauses,
        templates: &crate::list::schema::Templates,
        lexicon: crate::list::schema::Lexicon,
        claim: crate::list::schema::ClaimWeights,
    ) -> Result<Self, RulesError> {
        let rules = Rules::new(allow, clauses.into_bytes(), templates, lexicon, claim)?;
        let list = ListDates { version: 0, issued: Timestamp::MIN, expires: Timestamp::MAX };
        Ok(Self { rules, list, roles: Vec::new(), sha256: [0; 32] })
    }

    /// The version of the list.
    pub fn list_version(&self) -> u64 {
        self.list.version
    }

    /// The version of each TUF role that vouches for the list, by name; root first.
    pub fn list_roles(&self) -> impl Iterator<Item = (&str, u64)> {
        self.roles.iter().map(|role| (role.name.as_str(), role.version))
    }

    /// The issuer's clock, in minutes before UTC (India: 330).
    pub fn utc_offset_minutes(&self) -> i32 {
        self.rules.allow.utc_offset_minutes
    }

    /// SHA-256 that names the contents of the list.
    pub fn list_sha256(&self) -> [u8; 32] {
        self.sha256
    }

    /// What kind of address `sender` is.
    pub fn sender_class(&self, sender: &str) -> SenderClass {
        Sender::new(sender, &self.rules).kind.class()
    }

    /// Checks one message. Total: any Unicode, any length, in time linear in the body up to
    /// [`LONGEST_BODY`](crate::LONGEST_BODY) characters and bounded beyond. Of a longer body only so much is judged:
    /// the report is `truncated` and not `genuine`.
    ///
    /// `now` decides how fresh the list is, and stands in for a missing time of receipt.
    pub fn check(&self, sms: &Sms<'_>, now: Timestamp) -> Report {
        arena::with(|arena| self.check_in(arena, sms, now))
    }

    fn check_in(&self, arena: &Bump, sms: &Sms<'_>, now: Timestamp) -> Report {
        let (body, truncated) = sms.judged();
        let received = Received { at: sms.received_at.unwrap_or(now), truncated, now };
        let sender = Sender::new(sms.sender, &self.rules);
        let text = Text::new(body, arena);
        let words = self.words(&text, arena);
        let backwards = self.rules.words.may_be_backwards(&text, &words);
        let report = self.check_text(arena, &sender, &text, words, received);
        // What says nothing as it stands may be meant to be read the other way round.
        let otherwise = |text: Text<'_>| {
            let words = self.words(&text, arena);
            self.check_text(arena, &sender, &text, words, received)
        };
        let from_end = || if backwards { otherwise(Text::backwards(body, arena)) } else { None };
        let turned = |from_end| {
            if text.may_be_turned() { otherwise(Text::turned(body, from_end, arena)) } else { None }
        };
        let is_suspicious = |report: &Report| report.verdict == Verdict::Suspicious;
        let otherwise = || {
            let read = from_end().filter(is_suspicious).or_else(|| turned(true).filter(is_suspicious));
            read.or_else(|| turned(false).filter(is_suspicious))
        };
        let found = if report.as_ref().is_some_and(is_suspicious) { None } else { otherwise() };
        found.or(report).unwrap_or_else(|| self.unrelated(truncated, now))
    }

    /// Each word of `text`; those of the clauses and of the templates are ordinary.
    fn words<'a>(&self, text: &Text<'_>, arena: &'a Bump) -> ArenaVec<'a, WordAt> {
        let is_ordinary = |word: &str| self.rules.grammar.word(word).is_some() || self.rules.templates.has_word(word);
        WordAt::all(text, &self.rules.words, is_ordinary, arena)
    }

    /// The report on one way to read the body; `None` where it is unrelated.
    fn check_text(
        &self,
        arena: &Bump,
        sender: &Sender,
        text: &Text<'_>,
        words: ArenaVec<'_, WordAt>,
        received: Received,
    ) -> Option<Report> {
        let wording = Stretch::new(text, &self.rules.claim.grams);
        let worth_reading = sender.issuer().is_some() || wording.weight >= self.rules.claim.alone;
        if !worth_reading && !self.rules.words.may_have_subject(text, &words, arena) {
            return None;
        }
        let exact = Reading::new(words, &self.rules.words, arena);
        let disguised = exact.fuzzy(text, &self.rules.words, arena);
        let fuzzy = disguised.as_ref().unwrap_or(&exact);
        if !worth_reading && !has_subject(fuzzy) {
            return None;
        }
        let input = self.input(text, sender, (&exact, fuzzy), received.at, arena);
        let detected = Detected::new(&input);
        let claim = claim(&input, &detected, &wording);
        if sender.issuer().is_none() && !claim.speaks {
            return None;
        }
        Some(self.judge(&input, &detected, &claim, received))
    }

    /// How the clauses of the list read a message, whoever sent it: for those who write clauses.
    #[expect(clippy::redundant_closure, reason = "the function by itself is for one lifetime only")]
    pub fn explain(&self, sms: &Sms<'_>, now: Timestamp) -> Explanation {
        arena::with(|arena| self.read_in(arena, sms, now, |input, detected| proof::explain(input, detected)))
    }

    /// What the list says, compiled.
    pub(crate) fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Reads a message in full, and gives the reading to `judge`.
    fn read_in<T>(
        &self,
        arena: &Bump,
        sms: &Sms<'_>,
        now: Timestamp,
        judge: impl FnOnce(&Input<'_>, &Detected<'_>) -> T,
    ) -> T {
        let sender = Sender::new(sms.sender, &self.rules);
        let (body, _) = sms.judged();
        let text = Text::new(body, arena);
        let exact = Reading::new(self.words(&text, arena), &self.rules.words, arena);
        let disguised = exact.fuzzy(&text, &self.rules.words, arena);
        let received = sms.received_at.unwrap_or(now);
        let input = self.input(&text, &sender, (&exact, disguised.as_ref().unwrap_or(&exact)), received, arena);
        let detected = Detected::new(&input);
        judge(&input, &detected)
    }

    /// What the detectors read: both readings of a text, with what else they need.
    fn input<'a>(
        &'a self,
        text: &'a Text<'a>,
        sender: &'a Sender,
        (exact, fuzzy): (&'a Reading<'a>, &'a Reading<'a>),
        received: Timestamp,
        arena: &'a Bump,
    ) -> Input<'a> {
        Input {
            text,
            sender,
            ids: ids(text, exact, arena),
            exact,
            fuzzy,
            mentions: arena.alloc(Mentions::new(text.tokens().len(), exact, &self.rules.words, arena)),
            rules: &self.rules,
            day: civil_date(received, self.rules.allow.utc_offset_minutes),
            arena,
        }
    }

    /// What there is to weigh in one message, before it is weighed.
    #[cfg(feature = "training")]
    pub fn example(&self, sms: &Sms<'_>) -> crate::training::Example {
        arena::with(|arena| {
            self.read_in(arena, sms, sms.received_at.unwrap_or_default(), |input, detected| {
                crate::training::Example::new(input, detected)
            })
        })
    }

    fn unrelated(&self, truncated: bool, now: Timestamp) -> Report {
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
            list_version: self.list.version,
            list_state: self.list.state(now),
            checked_at: now,
        }
    }

    fn judge<'a>(&self, input: &Input<'a>, detected: &Detected<'a>, claim: &Claim, received: Received) -> Report {
        let Received { truncated, now, .. } = received;
        let state = self.list.state(now);
        let attempt = Attempt::new(input, detected);
        let mut found = Findings::new(input, detected);
        found.disconnection(detected, &attempt, claim.speaks);
        found.bidi();
        if input.sender.is_official() && claim.only_warns {
            found.spoken_of();
        }
        let danger = found.has(Severity::Danger);
        if truncated {
            found.add(FindingCode::Truncated, None, None);
        }
        found.sender();
        if let Some(fit) = &attempt.fit {
            found.format(&attempt, fit, state);
        }
        let verdict = decide(Facts {
            sender: input.sender.kind,
            claims: claim.speaks,
            danger,
            warning: found.has(Severity::Warning),
            proven: attempt.is_proven() && !truncated,
        });
        Report {
            verdict,
            issuer: self.issuer(input, &attempt),
            kind: attempt.fit.as_ref().and_then(|fit| fit.kind).map(|kind| kind.id.clone()),
            template: attempt
                .fit
                .as_ref()
                .filter(|_| verdict == Verdict::Genuine)
                .and_then(|fit| fit.template)
                .cloned(),
            findings: found.sorted(),
            truncated,
            proof: proof(input, &attempt),
            evidence: claim.evidence.iter().map(|spoke| evidence(input.text, spoke)).collect(),
            advice: advice(verdict, state),
            list_version: self.list.version,
            list_state: state,
            checked_at: now,
        }
    }

    fn issuer(&self, input: &Input<'_>, attempt: &Attempt<'_>) -> Option<std::sync::Arc<str>> {
        let named = || match attempt.named.as_slice() {
            [] => fuzzy_issuer(input),
            [first, ..] => Some(*first),
        };
        let issuer = input.sender.issuer().or_else(named)?;
        self.rules.issuer_ids.get(usize::from(issuer)).cloned()
    }
}

/// How a message came, as far as the report says it again.
#[derive(Clone, Copy)]
struct Received {
    /// When it came.
    at: Timestamp,
    /// Only the beginning of its body is judged.
    truncated: bool,
    now: Timestamp,
}

/// The issuer whose name stands in the text in any disguise.
fn fuzzy_issuer(input: &Input<'_>) -> Option<u16> {
    let words = &input.fuzzy.words;
    words.iter().enumerate().find_map(|(at, word)| {
        input.rules.words.phrases(word.id).iter().find_map(|phrase| match phrase.meaning {
            Meaning::Issuer(Some(issuer)) => input.rules.words.matches(phrase, &words[at + 1..]).map(|_| issuer),
            _ => None,
        })
    })
}

fn ids<'a>(text: &Text<'_>, exact: &Reading<'_>, arena: &'a Bump) -> &'a [WordId] {
    let ids = arena.alloc_slice_fill_copy(text.tokens().len(), WordId::UNKNOWN);
    for word in &exact.words {
        ids[word.token as usize] = word.id;
    }
    ids
}

struct Findings<'i, 'a> {
    input: &'i Input<'a>,
    findings: Vec<Finding>,
}

impl<'i, 'a> Findings<'i, 'a> {
    /// The dangers detected, and room for what else there may be.
    fn new(input: &'i Input<'a>, detected: &Detected<'a>) -> Self {
        // A fake has a few more besides, of its sender and its dates; a genuine message has none at all.
        let dangers = detected.found.len();
        let mut findings = Vec::with_capacity(if dangers == 0 { 0 } else { dangers + 4 });
        findings.extend(detected.found.iter().map(|found| place(input.text, found)));
        Self { input, findings }
    }

    fn has(&self, severity: Severity) -> bool {
        self.findings.iter().any(|finding| finding.severity() == severity)
    }

    fn add(&mut self, code: FindingCode, tokens: Option<Range<usize>>, value: Option<String>) {
        let span = tokens.filter(|tokens| !tokens.is_empty()).map(|tokens| span(self.input.text.place(tokens)));
        self.findings.push(Finding { code, span, value });
    }

    /// No one is cut off at a time of day, on a Sunday or on a holiday (facts P1, P2).
    fn disconnection(&mut self, detected: &Detected<'_>, attempt: &Attempt<'_>, claims: bool) {
        use crate::words::{Concept, Concepts};
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
            let code = match self.input.rules.is_holiday(*date) {
                Some(true) => FindingCode::DisconnectionHoliday,
                Some(false) => continue,
                None => FindingCode::HolidayUnknown,
            };
            self.add(code, Some(tokens.clone()), Some(date.to_string()));
        }
    }

    /// A warning by the company itself names the lures of fakes; named, they lure no one.
    fn spoken_of(&mut self) {
        use FindingCode::{
            ApkFile, ContactLure, DisconnectionTime, KycRequest, SecretRequest, TestPayment, UnofficialApp,
        };
        let lures = [ApkFile, ContactLure, DisconnectionTime, KycRequest, SecretRequest, TestPayment, UnofficialApp];
        self.findings.retain(|finding| !lures.contains(&finding.code));
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
    fn format(&mut self, attempt: &Attempt<'_>, fit: &Fit<'_>, state: ListState) {
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
            self.add(FindingCode::NotInFormat, Some(gap.clone()), None);
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

    /// In the order of the text. Findings of one code that overlap ("contact", "contact us") are one.
    fn sorted(mut self) -> Vec<Finding> {
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

fn place(text: &Text<'_>, found: &Found<'_>) -> Finding {
    let value = found.value.map(str::to_owned);
    Finding { code: found.code, span: Some(span(text.place(found.tokens.clone()))), value }
}

fn evidence(text: &Text<'_>, spoke: &Spoke) -> Evidence {
    let place = Some(spoke.tokens.clone()).filter(|tokens| !tokens.is_empty());
    Evidence { piece: spoke.piece, span: place.map(|tokens| span(text.place(tokens))), weight: spoke.weight }
}

fn span(place: Place) -> Span {
    let Place { start, end, utf16_start, utf16_end } = place;
    Span { utf8_start: start, utf8_end: end, utf16_start, utf16_end }
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
