//! `cargo xtask samples`: does what the built-in list can say lead anywhere but to the companies?
//!
//! In: random messages that the list calls genuine, or with `--candidates` whatever its clauses can say, of which what is genuine is
//! a part. Out: how many there are of each kind, and each one in which other
//! libraries find a link to a foreign host, an address of mail, or a phone number that is no account number. These
//! libraries know nothing of the clauses; where one finds something, the command fails.

#![allow(clippy::print_stdout, reason = "the report is what the command is for")]

use crate::rng::Rng;
use crate::run::NOW;
use anyhow::{Context, bail};
use asli::{Element, Filter, Sample, Samples, Sms, Verdict, allowlist};
use jiff::Timestamp;
use linkify::{LinkFinder, LinkKind};
use rayon::prelude::*;
use rlibphonenumber::phonenumber_matcher::PhoneNumberMatcherFactory;
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberUtil, Region};
use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::ops::Range;

/// Progress is said after as many samples.
const STEP: usize = 10_000;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// How many messages to draw, over all kinds.
    #[arg(short = 'n', long, default_value_t = 20_000)]
    number: usize,
    /// What chance starts from.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Draw whatever the clauses can say, whether or not it is genuine; what is foreign is counted where it is genuine.
    #[arg(long)]
    candidates: bool,
    /// Print every nth message, to be read.
    #[arg(long)]
    print_every: Option<usize>,
}

/// What was found in a sample.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Found {
    Link(String),
    Mail(String),
    Phone(String),
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let filter = Filter::embedded()?;
    let now: Timestamp = NOW.parse()?;
    let judge = Judge::new(&filter, now)?;
    let samples = Samples::new(&filter, now);
    let kinds: Vec<&str> = samples.kinds().collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut bad, mut of_refused) = (0, 0);
    for start in (0..args.number).step_by(STEP) {
        let end = (start + STEP).min(args.number);
        let drawn: Vec<_> = (start..end)
            .into_par_iter()
            .map(|index| {
                let kind = kinds[index % kinds.len()];
                let mut rng = Rng::of(args.seed, kind, u64::try_from(index).unwrap_or_default());
                let choose = &mut |count| rng.below(count);
                let sample = if args.candidates { samples.candidate(kind, choose) } else { samples.draw(kind, choose) };
                let found = sample.as_ref().map(|sample| judge.found(sample)).unwrap_or_default();
                let is_refused = |sample: &Sample| args.candidates && !judge.is_genuine(sample);
                let refused = !found.is_empty() && sample.as_ref().is_some_and(is_refused);
                (index, kind, sample, found, refused)
            })
            .collect();
        for (index, kind, sample, found, refused) in drawn {
            let Some(sample) = sample else { bail!("no message of the kind {kind} came out genuine") };
            *counts.entry(kind).or_default() += 1;
            if refused {
                of_refused += 1;
            } else if !found.is_empty() {
                bad += 1;
                println!("FOUND {found:?} in {kind}: {:?}", sample.body);
            }
            if args.print_every.is_some_and(|every| index % every == 0) {
                println!("{kind}: {}", sample.body.replace('\n', " / "));
            }
        }
        eprintln!("{end} of {} samples, {bad} with something foreign", args.number);
    }
    for (kind, count) in counts {
        println!("{kind}: {count}");
    }
    if bad > 0 {
        bail!("{bad} of {} samples hold something that is not the companies'", args.number);
    }
    if args.candidates {
        println!("{of_refused} hold something that looks foreign, and are not genuine");
    }
    println!("0 of {} samples hold a foreign link, an address of mail or a number to call", args.number);
    Ok(())
}

/// What other libraries say of a message.
struct Judge<'f> {
    filter: &'f Filter,
    now: Timestamp,
    hosts: Vec<String>,
    links: LinkFinder,
    /// Made once: its patterns take longer to compile than a message to read.
    numbers: PhoneNumberMatcherFactory<PhoneNumberUtil, &'static PhoneNumberUtil>,
}

impl<'f> Judge<'f> {
    fn new(filter: &'f Filter, now: Timestamp) -> anyhow::Result<Self> {
        let list = allowlist::embedded().context("the built-in list")?;
        let hosts = list.first.allow.sites.iter().map(|site| site.host.clone()).collect();
        let mut links = LinkFinder::new();
        links.url_must_have_scheme(false);
        let numbers = PhoneNumberMatcherFactory::new_for_util(&*PHONE_NUMBER_UTIL);
        Ok(Self { filter, now, hosts, links, numbers })
    }

    fn found(&self, sample: &Sample) -> Vec<Found> {
        let mut found = Vec::new();
        for link in self.links.links(&sample.body) {
            match link.kind() {
                LinkKind::Email => found.push(Found::Mail(link.as_str().to_owned())),
                _ if self.is_official(link.as_str()) => {}
                _ => found.push(Found::Link(link.as_str().to_owned())),
            }
        }
        let named = LazyCell::new(|| self.named(sample));
        for number in self.numbers.matcher_builder(&sample.body).preferred_region(Region::IN).build() {
            let place = number.start..number.end();
            let is_named = |(element, named): &(Element, Range<usize>)| match element {
                Element::AccountNumber => named.start <= place.start && place.end <= named.end,
                // "13-12-2026 20:04": the other library takes the day and the hour for one number, and goes on over a
                // slash, "5,014/-. 13-11-2026", which no phone does.
                _ => named.start == place.start || named.end == place.end && sample.body[place.clone()].contains('/'),
            };
            if !named.iter().any(is_named) {
                found.push(Found::Phone(sample.body.get(place).unwrap_or_default().to_owned()));
            }
        }
        found
    }

    fn is_genuine(&self, sample: &Sample) -> bool {
        self.filter.check(&Sms::new(&sample.sender, &sample.body), self.now).verdict == Verdict::Genuine
    }

    fn is_official(&self, link: &str) -> bool {
        let with_scheme = if link.contains("://") { link.to_owned() } else { format!("https://{link}") };
        let host = url::Url::parse(&with_scheme).ok().and_then(|url| url.host_str().map(str::to_owned));
        host.is_some_and(|host| self.hosts.iter().any(|known| *known == host || format!("www.{known}") == host))
    }

    /// Where the message's account numbers and days are, by its proof.
    fn named(&self, sample: &Sample) -> Vec<(Element, Range<usize>)> {
        let report = self.filter.check(&Sms::new(&sample.sender, &sample.body), self.now);
        let days = [Element::LastDate, Element::DisconnectionDate, Element::Date];
        let is_named = |element| element == Element::AccountNumber || days.contains(&element);
        let place = |span: asli::Span| {
            let byte = |at| usize::try_from(at).unwrap_or(usize::MAX);
            byte(span.utf8_start)..byte(span.utf8_end)
        };
        let named = report.proof.iter().filter(|proof| is_named(proof.element));
        named.map(|proof| (proof.element, place(proof.span))).collect()
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn what_is_foreign_is_found() {
        let filter = Filter::embedded().unwrap();
        let judge = Judge::new(&filter, NOW.parse().unwrap()).unwrap();
        let mut rng = Rng::of(1, "receipt", 0);
        let sample = Samples::new(&filter, judge.now).draw("receipt", &mut |count| rng.below(count)).unwrap();
        let found = |body: &str| {
            let mut sample = sample.clone();
            body.clone_into(&mut sample.body);
            judge.found(&sample)
        };
        assert_eq!(found("Pay at bill-pay.example.com"), [Found::Link("bill-pay.example.com".to_owned())]);
        assert_eq!(found("Write to care@sbpdcl.co.in"), [Found::Mail("care@sbpdcl.co.in".to_owned())]);
        assert_eq!(found("Call 98765 43210"), [Found::Phone("98765 43210".to_owned())]);
        assert_eq!(found("Pay on www.sbpdcl.co.in or https://wss.sbpdcl.co.in/"), []);
    }
}
