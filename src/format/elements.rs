//! Recognising the elements of the genuine format.
//!
//! In: tokens and typed values. Out: [`Elements`], their tokens accounted for.

use super::Recognised;
use super::cover::Cover;
use super::dates::{self, Dated};
use crate::detect::{Detected, Input, Typed};
use crate::list::schema::Localized;
use crate::text::Marks;
use crate::verdict::Element;
use crate::words::{Concept, Label, Meaning, Mention};
use bumpalo::collections::Vec;
use jiff::civil::Date;
use std::ops::Range;

/// How far from a word of saving ("save", "off", "बचाएं") the amount saved may stand, in tokens.
const SAVING_REACH: usize = 4;
/// How far from its name a surcharge's share may stand.
const SURCHARGE_REACH: usize = 6;
/// No meter of a house shows more digits.
const MOST_ENERGY: usize = 5;

/// What was recognised.
pub(super) struct Elements<'a> {
    pub(super) recognised: Vec<'a, Recognised<'a>>,
    pub(super) named: Vec<'a, u8>,
    pub(super) disconnections: Vec<'a, (Date, Range<usize>)>,
    pub(super) last_dates: Vec<'a, (Date, Range<usize>)>,
}

impl<'a> Elements<'a> {
    pub(super) fn none(input: &Input<'a>) -> Self {
        Self { recognised: input.list(), named: input.list(), disconnections: input.list(), last_dates: input.list() }
    }
}

pub(super) fn recognise<'a>(input: &Input<'a>, detected: &Detected<'a>, cover: &mut Cover<'a>) -> Elements<'a> {
    let mut reader = Reader { input, cover, out: Elements::none(input), labels: labels(input) };
    reader.sites(detected);
    reader.names();
    reader.accounts(detected);
    reader.references(detected);
    reader.dates(detected);
    reader.rebates(detected);
    reader.amounts(detected);
    reader.periods();
    reader.numeric_periods();
    reader.quantities(detected);
    reader.labels_alone();
    reader.out
}

fn labels<'a>(input: &Input<'a>) -> Vec<'a, (Label, Range<usize>)> {
    let of_dates_or_rebate = |mention: &Mention| match mention.meaning {
        Meaning::Label(
            label @ (Label::LastDateBefore | Label::LastDateAfter | Label::Rebate | Label::Saving | Label::Surcharge),
        ) => Some((label, mention.tokens())),
        _ => None,
    };
    let mut labels: Vec<'a, (Label, Range<usize>)> = input.list();
    for (label, tokens) in input.mentions.all().iter().filter_map(of_dates_or_rebate) {
        // Of one label at one place, the longest.
        if !labels.iter().rev().any(|(other, place)| *other == label && place.start == tokens.start) {
            labels.push((label, tokens));
        }
    }
    labels
}

struct Reader<'i, 'a, 'c> {
    input: &'i Input<'a>,
    cover: &'c mut Cover<'a>,
    out: Elements<'a>,
    labels: Vec<'a, (Label, Range<usize>)>,
}

impl<'a> Reader<'_, 'a, '_> {
    fn push(&mut self, element: Element, tokens: Range<usize>, value: &'a str) {
        self.recognise(Recognised { element, tokens, value, value_hi: None });
    }

    fn push_name(&mut self, element: Element, tokens: Range<usize>, name: &'a Localized) {
        self.recognise(Recognised { element, tokens, value: &name.en, value_hi: Some(&name.hi) });
    }

    fn recognise(&mut self, found: Recognised<'a>) {
        if self.cover.take(self.input, &found.tokens) {
            self.out.recognised.push(found);
        }
    }

    fn sites(&mut self, detected: &Detected<'a>) {
        for link in detected.links.iter().filter(|link| link.kind.is_official()) {
            self.push(Element::Site, link.tokens.clone(), link.host);
            self.link_label(link.tokens.start);
        }
    }

    /// `Link: sbpdcl.co.in`: before an official site, the word leads nowhere else.
    fn link_label(&mut self, site: usize) {
        let mut end = site;
        while end > 0 && self.input.text.is_one_of(end - 1, const { Marks::of(b":-") }) {
            end -= 1;
        }
        let Some(at) = end.checked_sub(1) else { return };
        let info = self.input.ids.get(at).and_then(|id| self.input.rules.words.info(*id));
        if info.is_some_and(|info| info.concepts.has(Concept::Link)) {
            self.cover.take(self.input, &(at..site));
        }
    }

    fn names(&mut self) {
        let names = |meaning| matches!(meaning, Meaning::Issuer(_) | Meaning::App(_) | Meaning::Label(Label::AppWord));
        let mut taken = 0;
        for at in self.input.mentions.starts(names) {
            if at >= taken {
                taken = self.company(at).or_else(|| self.app(at)).unwrap_or(at + 1);
            }
        }
    }

    fn company(&mut self, at: usize) -> Option<usize> {
        let pick = |meaning| match meaning {
            Meaning::Issuer(issuer) => Some(issuer),
            _ => None,
        };
        let (issuer, end) = self.input.phrase(at, pick)?;
        if !self.cover.is_free(&(at..at + 1)) {
            return None;
        }
        let allow = &self.input.rules.allow;
        let name = match issuer {
            Some(issuer) => &allow.issuers[usize::from(issuer)].name,
            None => &allow.name,
        };
        self.out.named.extend(issuer);
        self.push_name(Element::Company, at..end, name);
        Some(end)
    }

    /// An app's name; a name of one word is one only before the word "app".
    fn app(&mut self, at: usize) -> Option<usize> {
        let pick = |meaning| match meaning {
            Meaning::App(app) => Some(app),
            _ => None,
        };
        let labelled = self.app_label(at);
        let start = at;
        let at = labelled.unwrap_or(at);
        let (app, name_end) = self.input.phrase(at, pick)?;
        let quoted = self.input.skip_marks(name_end, const { Marks::of(b"'\")]") });
        let worded = self.input.label(quoted, Label::AppWord);
        let latin = self.input.tokens()[at].kind == crate::text::TokenKind::Latin;
        // `सुविधा से`, `माध्यम: सुविधा`: an ordinary word names the app where a means of paying stands.
        let via = self.input.label(name_end, Label::Via).is_some() || at > 0 && self.input.text.is_mark(at - 1, b':');
        let named = worded.is_some() || labelled.is_some() || via;
        if !named && name_end == at + 1 && !latin {
            return None;
        }
        let name = &self.input.rules.allow.apps[usize::from(app)].name;
        let end = worded.unwrap_or(name_end);
        self.push_name(Element::App, start..end, name);
        Some(end)
    }

    /// The token after `App:`, `App ka naam -` at the beginning of a clause. Elsewhere the word
    /// would name what stands before it, and that may be an app of someone else's.
    fn app_label(&self, at: usize) -> Option<usize> {
        let end = self.input.label(at, Label::AppWord)?;
        let name = self.input.skip_marks(end, const { Marks::of(b":-=") });
        let after_mark = at == 0 || self.input.tokens()[at - 1].kind == crate::text::TokenKind::Mark;
        let clause = after_mark || name > end && self.input.text.begins_line(at);
        clause.then_some(name)
    }

    fn accounts(&mut self, detected: &Detected<'a>) {
        for account in &detected.accounts {
            self.push(Element::AccountNumber, account.tokens.clone(), account.value);
        }
    }

    fn references(&mut self, detected: &Detected<'a>) {
        for reference in &detected.references {
            let value = reference.tokens.clone();
            if self.cover.is_free(&(value.end - 1..value.end)) {
                self.push(Element::Reference, value, reference.value);
            }
        }
    }

    fn dates(&mut self, detected: &Detected<'a>) {
        for dated in dates::name(self.input, detected, &self.labels) {
            let Dated { element, date, mut tokens, place } = dated;
            if element == Element::Date {
                tokens.end = self.time_behind(detected, tokens.end);
            }
            let list = match element {
                Element::LastDate => Some(&mut self.out.last_dates),
                Element::DisconnectionDate => Some(&mut self.out.disconnections),
                _ => None,
            };
            if let Some(list) = list {
                list.push((date, tokens.clone()));
            }
            if self.cover.take(self.input, &tokens) {
                let place = if self.all_plain(&place) { place } else { tokens };
                let value = bumpalo::format!(in self.input.arena, "{}", date).into_bump_str();
                self.out.recognised.push(Recognised { element, tokens: place, value, value_hi: None });
            }
        }
    }

    /// `26/11/26 14:47`: when something was paid. Nobody is cut off at a time of day.
    fn time_behind(&self, detected: &Detected<'a>, date: usize) -> usize {
        let start = self.input.skip_marks(date, const { Marks::of(b",-") });
        let time = detected.times.iter().find(|time| time.start == start);
        let cut = self.input.fuzzy.concepts.has(Concept::Disconnect);
        time.filter(|_| !cut).map_or(date, |time| time.end)
    }

    fn all_plain(&self, tokens: &Range<usize>) -> bool {
        self.input.tokens()[tokens.clone()].iter().all(crate::text::Token::is_plain)
    }

    /// A share is the rebate's, unless it is a surcharge's; an amount is beside a word of saving.
    fn rebates(&mut self, detected: &Detected<'a>) {
        let arena = self.input.arena;
        let places = |wanted| {
            let of_label = move |(label, _): &&(Label, Range<usize>)| *label == wanted;
            Vec::from_iter_in(self.labels.iter().filter(of_label).map(|(_, place)| place.clone()), arena)
        };
        let (names, savings, surcharges) = (places(Label::Rebate), places(Label::Saving), places(Label::Surcharge));
        let near = |places: &[Range<usize>], tokens: &Range<usize>, reach| {
            places.iter().any(|place| place.start < tokens.end + reach && tokens.start < place.end + reach)
        };
        let is_rebate = |share: &&Typed<&str>| !near(&surcharges, &share.tokens, SURCHARGE_REACH);
        let mut shared = false;
        for share in detected.shares.iter().filter(is_rebate) {
            self.push(Element::Rebate, share.tokens.clone(), arena.alloc_str(&[share.value, "%"].concat()));
            shared = true;
        }
        let saved = |amount: &&Typed<&str>| near(&savings, &amount.tokens, SAVING_REACH);
        match (names.first(), detected.amounts.iter().find(saved)) {
            _ if shared => {}
            (Some(name), _) => self.push(Element::Rebate, name.clone(), "in time"),
            (None, Some(amount)) => {
                self.push(Element::Rebate, amount.tokens.clone(), arena.alloc_str(&["₹", amount.value].concat()));
            }
            (None, None) => {}
        }
        for name in names.iter().chain(&savings) {
            self.cover.take(self.input, name);
        }
    }

    fn amounts(&mut self, detected: &Detected<'a>) {
        let mut last = usize::MAX;
        for amount in &detected.amounts {
            // Digits right behind an amount, with no sign of their own, are more of the same number.
            let between = last.min(amount.tokens.start)..amount.tokens.start;
            let joined = last <= amount.tokens.start && !between.into_iter().any(|at| self.input.word(at).is_some());
            let apart = !joined || self.input.digits(amount.tokens.start).is_none();
            last = amount.tokens.end;
            // What was saved is the rebate already; marks and labels may be accounted for all the same.
            let digits = amount.tokens.clone().find(|at| self.input.digits(*at).is_some());
            if apart && digits.is_some_and(|at| self.cover.is_free(&(at..at + 1))) {
                self.push(Element::Amount, amount.tokens.clone(), amount.value);
            }
        }
    }

    /// `Nov 2026`, `नवंबर`, `11/2026`.
    fn periods(&mut self) {
        let pick = |meaning| match meaning {
            Meaning::Month(month) => Some(month),
            _ => None,
        };
        for at in self.input.mentions.starts(|meaning| matches!(meaning, Meaning::Month(_))) {
            let Some((month, end)) = self.input.phrase(at, pick) else { continue };
            if !self.cover.is_free(&(at..at + 1)) {
                continue;
            }
            let year = self.input.skip_marks(end, const { Marks::of(b"-,'/") });
            let digits = self
                .input
                .digits(year)
                .filter(|digits| digits.len() == 2 || digits.len() == 4 && digits.starts_with("20"));
            let (end, value) = match digits {
                Some(digits) => (year + 1, bumpalo::format!(in self.input.arena, "{:02}-{}", month, digits)),
                None => (end, bumpalo::format!(in self.input.arena, "{:02}", month)),
            };
            self.push(Element::Period, at..end, value.into_bump_str());
        }
    }

    /// `11/2026`.
    fn numeric_periods(&mut self) {
        for at in self.input.numbers() {
            let (slash, last) = (at + 1, at + 2);
            let separated = self.input.text.is_one_of(slash, const { Marks::of(b"/-.") })
                && self.input.is_glued(slash)
                && self.input.is_glued(last);
            if !separated || !self.cover.is_free(&(at..at + 1)) || self.continues(at, last + 1) {
                continue;
            }
            let (Some(month), Some(digits)) = (self.input.digits(at), self.input.digits(last)) else { continue };
            // `11/26` is no day of any month.
            let year = digits.len() == 4 && digits.starts_with("20")
                || digits.len() == 2 && matches!(digits.parse(), Ok(13..=99_u8));
            let month_of_year = matches!(month.parse(), Ok(1..=12_u8)) && year;
            if month_of_year {
                let value = bumpalo::format!(in self.input.arena, "{:0>2}-{}", month, digits).into_bump_str();
                self.push(Element::Period, at..last + 1, value);
            }
        }
    }

    /// Whether digits are glued to the mark at `at`, which is glued to what stands before it.
    fn continues_at(&self, at: usize) -> bool {
        self.input.is_glued(at) && self.input.is_glued(at + 1) && self.input.digits(at + 1).is_some()
    }

    /// Whether more digits hang on the tokens from `start` to `end`.
    fn continues(&self, start: usize, end: usize) -> bool {
        let joined = |mark: usize, digits: usize| {
            self.input.tokens().get(mark).is_some_and(|token| !token.spaced) && self.input.digits(digits).is_some()
        };
        joined(end, end + 1) && self.input.is_glued(end + 1)
            || start > 1 && self.input.is_glued(start) && self.input.digits(start - 2).is_some()
    }

    /// `7 days`, `two days`, `120 units`, `reading: 4821`.
    fn quantities(&mut self, detected: &Detected<'a>) {
        let has = |label| self.input.mentions.has_label(label);
        if !has(Label::DurationUnit) && !has(Label::EnergyUnit) && !has(Label::Reading) {
            return;
        }
        let units =
            |meaning| matches!(meaning, Meaning::Label(Label::EnergyUnit | Label::Reading | Label::DurationUnit));
        self.input.each_number(units, |at| {
            let found = self.measured(at).or_else(|| self.read_off(detected, at)).or_else(|| self.left(at));
            let free = |tokens: &Range<usize>| {
                tokens.clone().all(|at| self.input.text.is_mark(at, b'.') || self.cover.is_free(&(at..at + 1)))
            };
            if let Some((element, tokens, value)) = found.filter(|(_, tokens, _)| free(tokens)) {
                self.push(element, tokens, value);
            }
        });
    }

    /// A number and its unit.
    fn measured(&self, at: usize) -> Option<(Element, Range<usize>, &'a str)> {
        let decimals = self.input.text.is_mark(at + 1, b'.') && self.continues_at(at + 1);
        let last = if decimals { at + 2 } else { at };
        let unit = self.input.skip_marks(last + 1, const { Marks::of(b"-.") });
        let of = |label| self.input.label(unit, label);
        let Some(digits) = self.input.digits(at) else {
            let number = self.input.number_word(at)?;
            return Some((Element::Duration, at..of(Label::DurationUnit)?, number));
        };
        let digits = if decimals { self.input.text.folded_run(at..last + 1, self.input.arena) } else { digits };
        let days = of(Label::DurationUnit).filter(|_| digits.len() <= 2).map(|end| (Element::Duration, end));
        let units = || of(Label::EnergyUnit).filter(|_| digits.len() <= MOST_ENERGY).map(|end| (Element::Energy, end));
        let (element, end) = days.or_else(units)?;
        Some((element, at..end, digits))
    }

    /// `Days remaining: 2`, `Anumanit din: 2`.
    fn left(&self, at: usize) -> Option<(Element, Range<usize>, &'a str)> {
        let unit = self.input.label(at, Label::DurationUnit)?;
        let mark = if self.input.word(unit).is_some() { unit + 1 } else { unit };
        let value = mark + 1;
        let digits = self.input.digits(value).filter(|digits| digits.len() <= 2)?;
        let marked = self.input.text.is_one_of(mark, const { Marks::of(b":=") });
        (marked && !self.continues(value, value + 1)).then(|| (Element::Duration, value..value + 1, digits))
    }

    /// A number behind the name of what was read off the meter.
    fn read_off(&self, detected: &Detected<'a>, at: usize) -> Option<(Element, Range<usize>, &'a str)> {
        // A unit that follows its own number names no other.
        let unit = || {
            self.input
                .label(at, Label::EnergyUnit)
                .filter(|_| at == 0 || self.input.digits(at - 1).is_none() || detected.is_typed(at - 1))
        };
        let end = self.input.label(at, Label::Reading).or_else(unit)?;
        let value = self.input.skip_marks(end, const { Marks::of(b":-.=") });
        let digits = self.input.digits(value).filter(|digits| digits.len() <= MOST_ENERGY)?;
        // Decimals, and digits of something else, are not the meter's.
        let alone = !self.continues(value, value + 1);
        (alone && !self.input.is_helpline(digits)).then(|| (Element::Energy, value..value + 1, digits))
    }

    /// The words of a label account for themselves beside a last date.
    fn labels_alone(&mut self) {
        let dated = !self.out.last_dates.is_empty();
        for (label, place) in &self.labels {
            if dated && matches!(label, Label::LastDateBefore | Label::LastDateAfter) {
                self.cover.take(self.input, place);
            }
        }
    }
}
