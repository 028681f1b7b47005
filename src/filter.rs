//! The whole way of one message, from SMS to report.
//!
//! In: an [`Sms`] and the caller's clock. Out: a [`Report`]. Data only flows
//! forward: sender → text → words → detect → claim → proof → verdict.

use crate::arena;
use crate::claim::{Stretch, claim, has_subject};
use crate::detect::{Detected, Input, civil_date};
use crate::documents::RulesError;
use crate::proof::{self, Explanation};
use crate::report::{Report, SenderClass, Verdict};
use crate::rules::{Group, Rules};
use crate::sender::Sender;
use crate::sms::Sms;
use crate::text::Text;
use crate::trust::{self, ListDates, ListError, RoleInfo, TrustedList};
use crate::verdict::{Received, judge, unrelated};
use crate::words::{Meaning, Mentions, Reading, WordAt, WordId};
use bumpalo::Bump;
use bumpalo::collections::Vec as ArenaVec;
use jiff::Timestamp;
use std::cell::OnceCell;

#[cfg(test)]
mod linear;

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
    /// By group: one that did not renew its rules is older than the list.
    groups: Vec<ListDates>,
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
        Self::new(trust::embedded()?)
    }

    /// A filter over a verified list.
    ///
    /// # Errors
    /// [`FilterError::Rules`] where a document of the list cannot be compiled.
    pub fn new(list: TrustedList) -> Result<Self, FilterError> {
        let groups = (0..list.groups().count()).map(|group| list.dates_of(group)).collect();
        let rules = Rules::new(list.first, list.others, list.lexicon, list.claim)?;
        Ok(Self { rules, list: list.dates, groups, roles: list.roles, sha256: list.sha256 })
    }

    /// Compiles the rules of every group now. A list is taken in only where all of them can be used; a filter compiles
    /// those behind the first when a message of theirs comes, and calls nothing genuine by rules that it cannot compile.
    ///
    /// # Errors
    /// [`RulesError`] of the first group that cannot be compiled.
    pub fn compile_all(&self) -> Result<(), RulesError> {
        self.rules.compile_all()
    }

    /// A filter over documents of one group, signed or not.
    #[cfg(any(test, feature = "lint", feature = "training"))]
    pub(crate) fn of_documents(
        group: crate::rules::GroupDocuments,
        lexicon: crate::documents::Lexicon,
        claim: crate::documents::ClaimWeights,
    ) -> Result<Self, crate::documents::RulesError> {
        let rules = Rules::of_one(group, lexicon, claim)?;
        let list = ListDates { version: 0, issued: Timestamp::MIN, expires: Timestamp::MAX };
        Ok(Self { rules, list, groups: vec![list], roles: Vec::new(), sha256: [0; 32] })
    }

    /// The version of the list.
    pub fn list_version(&self) -> u64 {
        self.list.version
    }

    /// The version of each TUF role that vouches for the list, by name; root first.
    pub fn list_roles(&self) -> impl Iterator<Item = (&str, u64)> {
        self.roles.iter().map(|role| (role.name.as_str(), role.version))
    }

    /// The clock of the issuers of the list's first group, in minutes before UTC (India: 330).
    pub fn utc_offset_minutes(&self) -> i32 {
        self.rules.first.allow.utc_offset_minutes
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
        self.check_body(arena, sms, sms.judged(), now)
    }

    /// Checks `body`, all or the beginning of what `sms` holds.
    fn check_body(&self, arena: &Bump, sms: &Sms<'_>, (body, truncated): (&str, bool), now: Timestamp) -> Report {
        let received = Received { at: sms.received_at.unwrap_or(now), truncated, now };
        let sender = Sender::new(sms.sender, &self.rules);
        let group = self.group_of(&sender);
        let text = Text::new(body, arena);
        let words = group.words_of(&text, arena);
        let backwards = group.words.may_be_backwards(&text, &words);
        let report = self.check_text(arena, &sender, group, &text, words, received);
        // What says nothing as it stands may be meant to be read the other way round.
        let otherwise = |text: Text<'_>| {
            let words = group.words_of(&text, arena);
            self.check_text(arena, &sender, group, &text, words, received)
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
        found.or(report).unwrap_or_else(|| unrelated(received, self.rules.company(None, None), &self.list))
    }

    /// The group that a message of `sender` belongs to as long as its text is not read: that of the header which the
    /// sender is or imitates, else the list's first.
    fn group_of(&self, sender: &Sender) -> &Group {
        let imitated = sender.imitated().and_then(|issuer| self.rules.group(self.rules.group_of(issuer)?));
        imitated.unwrap_or(&self.rules.first)
    }

    /// The group that a message belongs to whose text `reading` is: without an official header, or the certain imitation
    /// of one, the first that the text names.
    fn group_named(&self, sender: &Sender, of_sender: &Group, reading: &Reading<'_>) -> Option<&Group> {
        if self.rules.has_one_group() || sender.issuer().is_some() {
            return None;
        }
        let named = reading.names(&of_sender.words).find_map(|name| match name {
            Meaning::Issuer(issuer) => self.rules.group_of(issuer),
            Meaning::Group(group) => Some(group),
            _ => None,
        });
        named.filter(|named| *named != of_sender.index()).and_then(|named| self.rules.group(named))
    }

    /// The report on one way to read the body, whose words were read by the words of `group`; `None` where it is
    /// unrelated.
    fn check_text(
        &self,
        arena: &Bump,
        sender: &Sender,
        group: &Group,
        text: &Text<'_>,
        words: ArenaVec<'_, WordAt>,
        received: Received,
    ) -> Option<Report> {
        let wording = Stretch::new(text, &self.rules.claim.grams);
        let worth_reading = sender.issuer().is_some() || wording.weight >= self.rules.claim.alone;
        if !worth_reading && !group.words.may_have_subject(text, &words, arena) {
            return None;
        }
        let exact = Reading::new(words, &group.words, arena);
        let disguised = exact.fuzzy(text, &group.words, arena);
        let fuzzy = disguised.as_ref().unwrap_or(&exact);
        if !worth_reading && !has_subject(fuzzy) {
            return None;
        }
        if let Some(named) = self.group_named(sender, group, fuzzy) {
            let exact = Reading::new(named.words_of(text, arena), &named.words, arena);
            let disguised = exact.fuzzy(text, &named.words, arena);
            let readings = (&exact, disguised.as_ref().unwrap_or(&exact));
            return self.report(arena, sender, named, text, readings, &wording, received);
        }
        self.report(arena, sender, group, text, (&exact, fuzzy), &wording, received)
    }

    /// The report on a text with both its readings; `None` where it is unrelated.
    #[expect(clippy::too_many_arguments, reason = "all that is known of a message, for two places")]
    fn report(
        &self,
        arena: &Bump,
        sender: &Sender,
        group: &Group,
        text: &Text<'_>,
        readings: (&Reading<'_>, &Reading<'_>),
        wording: &Stretch,
        received: Received,
    ) -> Option<Report> {
        let input = self.input(text, sender, group, readings, received.at, arena);
        let detected = Detected::new(&input);
        let claim = claim(&input, &detected, wording);
        if sender.issuer().is_none() && !claim.speaks {
            return None;
        }
        let dates = self.groups.get(usize::from(group.index())).unwrap_or(&self.list);
        Some(judge(&input, &detected, &claim, received, dates))
    }

    /// How the clauses of the list read a message, whoever sent it: for those who write clauses.
    pub fn explain(&self, sms: &Sms<'_>, now: Timestamp) -> Explanation {
        arena::with(|arena| self.read_in(arena, sms, sms.judged().0, now, proof::explain))
    }

    /// What the list says, compiled.
    pub(crate) fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Reads `body`, all or the beginning of what `sms` holds, and gives the reading to `judge`.
    fn read_in<T>(
        &self,
        arena: &Bump,
        sms: &Sms<'_>,
        body: &str,
        now: Timestamp,
        judge: impl for<'m> FnOnce(&Input<'m>, &Detected<'m>) -> T,
    ) -> T {
        let sender = Sender::new(sms.sender, &self.rules);
        let text = Text::new(body, arena);
        let read = |group: &Group| {
            let exact = Reading::new(group.words_of(&text, arena), &group.words, arena);
            let disguised = exact.fuzzy(&text, &group.words, arena);
            (exact, disguised)
        };
        let mut group = self.group_of(&sender);
        let (mut exact, mut disguised) = read(group);
        if let Some(named) = self.group_named(&sender, group, disguised.as_ref().unwrap_or(&exact)) {
            group = named;
            (exact, disguised) = read(group);
        }
        let received = sms.received_at.unwrap_or(now);
        let readings = (&exact, disguised.as_ref().unwrap_or(&exact));
        let input = self.input(&text, &sender, group, readings, received, arena);
        let detected = Detected::new(&input);
        judge(&input, &detected)
    }

    /// What the detectors read: both readings of a text, with what else they need.
    fn input<'a>(
        &'a self,
        text: &'a Text<'a>,
        sender: &'a Sender,
        group: &'a Group,
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
            mentions: arena.alloc(Mentions::new(text.tokens().len(), exact, &group.words, arena)),
            rules: &self.rules,
            group,
            day: civil_date(received, group.allow.utc_offset_minutes),
            phrases: OnceCell::new(),
            arena,
        }
    }

    /// Reads one message, and gives to `with` what judges its claim, anew at each call: to measure how long that takes.
    #[cfg(feature = "training")]
    pub fn with_claim<T>(&self, sms: &Sms<'_>, with: impl FnOnce(&dyn Fn() -> bool) -> T) -> T {
        arena::with(|arena| {
            self.read_in(arena, sms, sms.judged().0, sms.received_at.unwrap_or_default(), |input, detected| {
                with(&|| claim(input, detected, &Stretch::new(input.text, &input.rules.claim.grams)).speaks)
            })
        })
    }

    /// What there is to weigh in one message, before it is weighed.
    #[cfg(feature = "training")]
    pub fn example(&self, sms: &Sms<'_>) -> crate::claim::training::Example {
        arena::with(|arena| {
            self.read_in(arena, sms, sms.judged().0, sms.received_at.unwrap_or_default(), |input, detected| {
                crate::claim::training::Example::new(input, detected)
            })
        })
    }
}

fn ids<'a>(text: &Text<'_>, exact: &Reading<'_>, arena: &'a Bump) -> &'a [WordId] {
    let ids = arena.alloc_slice_fill_copy(text.tokens().len(), WordId::UNKNOWN);
    for word in &exact.words {
        ids[word.token as usize] = word.id;
    }
    ids
}
