//! Random messages that a list calls genuine.
//!
//! In: a filter, a kind, and a way to choose. Out: a [`Sample`]. For those who write clauses, and for tests: anyone
//! can read what a list promises. Nothing here runs on a phone.

use crate::detect::civil_date;
use crate::filter::Filter;
use crate::proof::Sampler;
use crate::report::Verdict;
use crate::rules::Group;
use crate::sms::Sms;
use jiff::Timestamp;

/// Candidates that are tried for one sample: values of a candidate need not go together.
const MOST_CANDIDATES: usize = 2_000;

/// A message that the list calls genuine.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sample {
    /// Whom it comes from: an official sender id with prefix and suffix.
    pub sender: String,
    /// Its text.
    pub body: String,
}

/// Draws samples of what a list can call genuine.
///
/// ```
/// use asli::{Filter, Samples, Sms, Verdict};
///
/// let filter = Filter::embedded()?;
/// let now = "2026-11-24T10:00:00Z".parse()?;
/// let samples = Samples::new(&filter, now);
/// let mut seed = 1_u64;
/// let mut choose = |count: usize| {
///     seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
///     (seed >> 33) as usize % count
/// };
/// let sample = samples.draw("bill_reminder", &mut choose).expect("the built-in list has bill reminders");
/// assert_eq!(filter.check(&Sms::new(&sample.sender, &sample.body), now).verdict, Verdict::Genuine);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Samples<'f> {
    filter: &'f Filter,
    /// By group, in the order of the list.
    groups: Vec<(&'f Group, Sampler<'f>)>,
    now: Timestamp,
}

impl<'f> Samples<'f> {
    /// Samples of what `filter` calls genuine at `now`.
    #[must_use]
    pub fn new(filter: &'f Filter, now: Timestamp) -> Self {
        let groups = filter.rules().groups().map(|group| (group, Sampler::new(group))).collect();
        Self { filter, groups, now }
    }

    /// The kinds that there are, by id.
    pub fn kinds(&self) -> impl Iterator<Item = &str> {
        let mut kinds: Vec<&str> = Vec::new();
        for kind in self.groups.iter().flat_map(|(group, _)| &group.kinds) {
            if !kinds.contains(&&*kind.id) {
                kinds.push(&kind.id);
            }
        }
        kinds.into_iter()
    }

    /// A message of `kind`; `choose` is given a count, at least 1, and chooses an index below it. `None` where there
    /// is no such kind, or where no candidate was genuine.
    pub fn draw(&self, kind: &str, choose: &mut dyn FnMut(usize) -> usize) -> Option<Sample> {
        (0..MOST_CANDIDATES).map_while(|_| self.candidate(kind, choose)).find(|sample| {
            let report = self.filter.check(&Sms::new(&sample.sender, &sample.body), self.now);
            report.verdict == Verdict::Genuine && report.kind.as_deref() == Some(kind)
        })
    }

    /// A message of clauses that `kind` may have, whether or not its values go together and its chunks may be next to each
    /// other: more than what is genuine. `None` where there is no such kind.
    pub fn candidate(&self, kind: &str, choose: &mut dyn FnMut(usize) -> usize) -> Option<Sample> {
        let place = |group: &Group| group.kinds.iter().position(|known| &*known.id == kind);
        let of_kind: Vec<_> =
            self.groups.iter().filter_map(|(group, sampler)| Some((*group, sampler, place(group)?))).collect();
        let chosen = if of_kind.len() > 1 { choose(of_kind.len()) } else { 0 };
        let (group, sampler, at) = *of_kind.get(chosen)?;
        let today = civil_date(self.now, group.allow.utc_offset_minutes);
        let issuer = choose(group.allow.issuers.len().max(1));
        let header = &group.allow.issuers.get(issuer)?.headers.first()?.value;
        let body = sampler.candidate(at, issuer, today, choose)?;
        Some(Sample { sender: format!("JM-{header}-S"), body })
    }
}
