//! Recognising the elements of the genuine format.
//!
//! In: tokens and typed values. Out: [`Elements`], their tokens accounted for.

use super::Recognised;
use super::cover::Cover;
use crate::detect::{Detected, Input, Typed};
use crate::text::Marks;
use crate::verdict::Element;
use crate::words::{Concept, Concepts, Label, Meaning, Mention};
use jiff::civil::Date;
use std::ops::Range;

/// How many words may stand between a label of one word and its date.
const NEAR: usize = 2;
/// How many between a label of several words and its date.
const FAR: usize = 9;
/// How far from its name a rebate's share or amount may stand, in tokens.
const REBATE_REACH: usize = 10;

/// What was recognised.
#[derive(Default)]
pub(super) struct Elements {
    pub(super) recognised: Vec<Recognised>,
    pub(super) named: Vec<u8>,
    pub(super) disconnections: Vec<(Date, Range<usize>)>,
    pub(super) last_dates: Vec<(Date, Range<usize>)>,
}

pub(super) fn recognise(input: &Input<'_>, detected: &Detected, cover: &mut Cover) -> Elements {
    let mut reader = Reader { input, cover, out: Elements::default(), labels: labels(input) };
    reader.sites(detected);
    reader.names();
    reader.accounts(detected);
    reader.references();
    reader.dates(detected);
    reader.rebates(detected);
    reader.amounts(detected);
    reader.periods();
    reader.quantities();
    reader.labels_alone();
    reader.out
}

fn labels(input: &Input<'_>) -> Vec<(Label, Range<usize>)> {
    let of_dates_or_rebate = |mention: &Mention| match mention.meaning {
        Meaning::Label(label @ (Label::LastDateBefore | Label::LastDateAfter | Label::Rebate)) => {
            Some((label, mention.tokens()))
        }
        _ => None,
    };
    let mut labels: Vec<(Label, Range<usize>)> = Vec::new();
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
    cover: &'c mut Cover,
    out: Elements,
    labels: Vec<(Label, Range<usize>)>,
}

impl Reader<'_, '_, '_> {
    fn push(&mut self, element: Element, tokens: Range<usize>, value: String) {
        if self.cover.take(self.input, &tokens) {
            self.out.recognised.push(Recognised { element, tokens, value });
        }
    }

    fn sites(&mut self, detected: &Detected) {
        for link in detected.links.iter().filter(|link| link.kind.is_official()) {
            self.push(Element::Site, link.tokens.clone(), link.host.clone());
        }
    }

    fn names(&mut self) {
        let mut at = 0;
        while at < self.input.tokens().len() {
            at = self.company(at).or_else(|| self.app(at)).unwrap_or(at + 1);
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
        let value = match issuer {
            Some(issuer) => allow.issuers[usize::from(issuer)].name.en.clone(),
            None => allow.name.en.clone(),
        };
        self.out.named.extend(issuer);
        self.push(Element::Company, at..end, value);
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
        let named = worded.is_some() || labelled.is_some();
        if !named && name_end == at + 1 && !latin {
            return None;
        }
        let value = self.input.rules.allow.apps[usize::from(app)].name.en.clone();
        let end = worded.unwrap_or(name_end);
        self.push(Element::App, start..end, value);
        Some(end)
    }

    /// The token after `App:` at the beginning of a clause. Elsewhere the word would
    /// name what stands before it, and that may be an app of someone else's.
    fn app_label(&self, at: usize) -> Option<usize> {
        let end = self.input.label(at, Label::AppWord)?;
        let name = self.input.skip_marks(end, const { Marks::of(b":-") });
        let clause = at == 0 || self.input.tokens()[at - 1].kind == crate::text::TokenKind::Mark;
        (clause && name > end).then_some(name)
    }

    fn accounts(&mut self, detected: &Detected) {
        for account in &detected.accounts {
            self.push(Element::AccountNumber, account.tokens.clone(), account.value.clone());
        }
    }

    fn references(&mut self) {
        for at in self.input.starts_of(Label::Reference) {
            let Some(end) = self.input.label(at, Label::Reference) else { continue };
            let value = self.input.skip_marks(end, const { Marks::of(b".:-#") });
            let glued = self
                .input
                .tokens()
                .iter()
                .skip(value + 1)
                .take_while(|token| !token.spaced && (token.is_word() || token.kind == crate::text::TokenKind::Digits))
                .count();
            if value >= self.input.tokens().len() || !self.cover.is_free(&(value..value + 1 + glued)) {
                continue;
            }
            let tokens = value..value + 1 + glued;
            let run = self.input.text.folded_run(tokens.clone()).replace(' ', "");
            if self.input.rules.reference.is_match(&run) {
                self.push(Element::Reference, at..tokens.end, run);
            }
        }
    }

    fn dates(&mut self, detected: &Detected) {
        let cut = self.input.fuzzy.concepts.has(Concept::Disconnect);
        for date in &detected.dates {
            let tokens = self.with_weekday(&date.tokens);
            let (element, place) = match self.last_date_label(detected, &tokens) {
                Some(label) => (Element::LastDate, label.start.min(tokens.start)..label.end.max(tokens.end)),
                None if cut && self.is_of_disconnection(&tokens) => (Element::DisconnectionDate, tokens),
                None => (Element::Date, tokens),
            };
            let list = match element {
                Element::LastDate => Some(&mut self.out.last_dates),
                Element::DisconnectionDate => Some(&mut self.out.disconnections),
                _ => None,
            };
            if let Some(list) = list {
                list.push((date.value, date.tokens.clone()));
            }
            if self.cover.take(self.input, &date.tokens)
                && self.cover.take(self.input, &self.with_weekday(&date.tokens))
            {
                let place = if self.all_plain(&place) { place } else { date.tokens.clone() };
                self.out.recognised.push(Recognised { element, tokens: place, value: date.value.to_string() });
            }
        }
    }

    fn all_plain(&self, tokens: &Range<usize>) -> bool {
        self.input.tokens()[tokens.clone()].iter().all(crate::text::Token::is_plain)
    }

    /// `Saturday, 5 Dec`, `5 दिसंबर (शनिवार)`.
    fn with_weekday(&self, tokens: &Range<usize>) -> Range<usize> {
        let pick = |meaning| matches!(meaning, Meaning::Weekday(_)).then_some(());
        let after = self.input.skip_marks(tokens.end, const { Marks::of(b",(") });
        if let Some(((), end)) = self.input.phrase(after, pick) {
            return tokens.start..end;
        }
        let before = (tokens.start.saturating_sub(2)..tokens.start).find(|at| self.input.phrase(*at, pick).is_some());
        before.unwrap_or(tokens.start)..tokens.end
    }

    fn last_date_label(&self, detected: &Detected, tokens: &Range<usize>) -> Option<Range<usize>> {
        let marks_or_words = |from: usize, to: usize, most: usize| {
            from <= to
                && self.input.tokens()[from..to].iter().filter(|token| token.is_word()).count() <= most
                && !(from..to).any(|at| self.input.digits(at).is_some() && !detected.is_typed(at))
        };
        let of = |label: &&(Label, Range<usize>)| match label {
            (Label::LastDateBefore, place) => {
                // "last date … is" may stand well before its date; a lone "by" may not.
                let words = if place.len() > 1 { FAR } else { NEAR };
                place.end <= tokens.start
                    && tokens.start - place.end <= 2 * FAR
                    && marks_or_words(place.end, tokens.start, words)
            }
            (Label::LastDateAfter, place) => {
                place.start >= tokens.end && place.start - tokens.end <= 3 && marks_or_words(tokens.end, place.start, 1)
            }
            _ => false,
        };
        self.labels.iter().find(of).map(|(_, place)| place.clone())
    }

    /// A word of cutting off stands in the same sentence.
    fn is_of_disconnection(&self, tokens: &Range<usize>) -> bool {
        self.input.fuzzy.hits_of(Concepts::of(&[Concept::Disconnect])).any(|hit| {
            let between = hit.tokens.end.min(tokens.end)..hit.tokens.start.max(tokens.start);
            !between.clone().any(|at| {
                self.input.text.is_mark(at, b';') || self.input.text.is_mark(at, b'.') && !self.input.is_glued(at + 1)
            })
        })
    }

    fn rebates(&mut self, detected: &Detected) {
        let names: Vec<Range<usize>> =
            self.labels.iter().filter(|(label, _)| *label == Label::Rebate).map(|(_, place)| place.clone()).collect();
        let near = |tokens: &Range<usize>| {
            names.iter().any(|name| name.start < tokens.end + REBATE_REACH && tokens.start < name.end + REBATE_REACH)
        };
        let shares: Vec<&Typed<String>> = detected.shares.iter().filter(|share| near(&share.tokens)).collect();
        for share in &shares {
            self.push(Element::Rebate, share.tokens.clone(), format!("{}%", share.value));
        }
        if let Some(name) = names.first().filter(|_| shares.is_empty()) {
            self.push(Element::Rebate, name.clone(), "in time".to_owned());
        }
        for name in &names {
            self.cover.take(self.input, name);
        }
    }

    fn amounts(&mut self, detected: &Detected) {
        for amount in &detected.amounts {
            self.push(Element::Amount, amount.tokens.clone(), amount.value.clone());
        }
    }

    /// `Nov 2026`, `नवंबर`, `11/2026`.
    fn periods(&mut self) {
        let pick = |meaning| match meaning {
            Meaning::Month(month) => Some(month),
            _ => None,
        };
        let tokens = if self.input.mentions.has_month() { self.input.tokens().len() } else { 0 };
        for at in 0..tokens {
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
                Some(digits) => (year + 1, format!("{month:02}-{digits}")),
                None => (end, format!("{month:02}")),
            };
            self.push(Element::Period, at..end, value);
        }
    }

    /// `7 days`, `120 units`.
    fn quantities(&mut self) {
        let mentions = self.input.mentions;
        if !mentions.has_label(Label::DurationUnit) && !mentions.has_label(Label::EnergyUnit) {
            return;
        }
        for at in 0..self.input.tokens().len() {
            let Some(digits) = self.input.digits(at) else { continue };
            let unit = self.input.skip_marks(at + 1, const { Marks::of(b"-.") });
            let days = self.input.label(unit, Label::DurationUnit).filter(|_| digits.len() <= 2);
            let units = self.input.label(unit, Label::EnergyUnit).filter(|_| digits.len() <= 5);
            let found = days.map(|end| (Element::Duration, end)).or(units.map(|end| (Element::Energy, end)));
            if let Some((element, end)) = found.filter(|_| self.cover.is_free(&(at..at + 1))) {
                self.push(element, at..end, digits.to_owned());
            }
        }
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
