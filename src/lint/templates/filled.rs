//! Templates whose messages are not called genuine.
//!
//! In: templates that compile. Out: `template_forbidden` where a message of one is suspicious by what it holds (a number,
//! a link, an order), and `template_unproven` where it is not genuine for another reason. Each template is filled with
//! plain values, and once with each value that is listed.

use super::super::{Document, LintCode, Lints};
use super::Group;
use crate::documents::{Blank, ClaimWeights, Piece, Tag, Template, Templates, ValueReading, role};
use crate::filter::Filter;
use crate::report::{Element, Report, Verdict};
use crate::rules::{CompiledClauses, Group as CompiledGroup, GroupDocuments};
use crate::sms::Sms;
use crate::templates::slot_names;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use std::collections::BTreeSet;

/// A blank is tried with as many forms of its value.
const FORMS: usize = 5;
/// A day without a holiday is looked for so many days ahead.
const DAYS: i32 = 14;

pub(super) fn look(group: &Group<'_>, rules: &CompiledGroup, templates: &[(usize, &Template)], found: &mut Lints) {
    let Some(now) = noon(group.today) else { return };
    let kinds: Vec<&str> = group.allow.kinds.iter().map(|kind| kind.id.as_str()).collect();
    for (at, template) in templates {
        let document = Templates { schema: 1, only: true, templates: vec![(*template).clone()] };
        let Ok(clauses) = CompiledClauses::new(group.clauses, &kinds) else { return };
        let weights = ClaimWeights::default();
        let documents = GroupDocuments { allow: group.allow.clone(), clauses, templates: document };
        let filter = Filter::of_documents(documents, group.lexicon.clone(), weights);
        let Ok(filter) = filter else { continue };
        let filled = Filling { rules, template, today: group.today };
        let fault = template.headers.iter().find_map(|header| {
            let check = |body: &str| filter.check(&Sms::new(&format!("JM-{header}-S"), body), now);
            filled.fault(&check).map(|report| (header, report))
        });
        if let Some((header, report)) = fault {
            add(*at, template, header, &report, found);
        }
    }
}

fn add(at: usize, template: &Template, header: &str, report: &Report, found: &mut Lints) {
    let codes: BTreeSet<&str> = report.findings.iter().map(|finding| finding.code.code()).collect();
    let codes = codes.into_iter().collect::<Vec<_>>().join(", ");
    let is_danger = report.verdict == Verdict::Suspicious;
    let code = if is_danger { LintCode::TemplateForbidden } else { LintCode::TemplateUnproven };
    let verdict = report.verdict.code();
    let problem = format!("a message of template {} from {header} is {verdict}: {codes}", template.id);
    let fix = if is_danger {
        "leave the template out: readers are warned of its messages"
    } else {
        "leave the template out, or correct roles and kind; `asli list template test` shows where a message stops"
    };
    let value = if is_danger { format!("{}: {codes}", template.id) } else { template.id.clone() };
    found.add(code, (Document::Templates, format!("/templates/{at}/text")), &value, (problem, fix));
}

fn noon(day: Date) -> Option<Timestamp> {
    Some(day.at(6, 30, 0, 0).to_zoned(TimeZone::UTC).ok()?.timestamp())
}

/// Fills one template.
struct Filling<'t> {
    rules: &'t CompiledGroup,
    template: &'t Template,
    today: Date,
}

impl Filling<'_> {
    /// The report on a message of the template that is not genuine; `None` where each is.
    fn fault(&self, check: &dyn Fn(&str) -> Report) -> Option<Report> {
        let reports: Vec<(usize, Report)> = (0..FORMS).map(|form| (form, check(&self.message(form, None)))).collect();
        let genuine = reports.iter().find(|(_, report)| report.verdict == Verdict::Genuine).map(|(form, _)| *form);
        let Some(form) = genuine else {
            // The one that went furthest says most.
            return reports.into_iter().map(|(_, report)| report).min_by_key(|report| report.findings.len());
        };
        let listed = self.template.blanks.iter().enumerate();
        let all = listed.flat_map(|(at, blank)| blank.values.iter().map(move |value| (at, value.as_str())));
        all.map(|value| check(&self.message(form, Some(value)))).find(|report| report.verdict != Verdict::Genuine)
    }

    /// A message with values in the form of that number, and one blank filled as given.
    fn message(&self, form: usize, given: Option<(usize, &str)>) -> String {
        let mut message = String::new();
        let mut blanks = self.template.blanks.iter().enumerate();
        for piece in self.template.pieces().unwrap_or_default() {
            match piece {
                Piece::Text(text) => message.push_str(text),
                Piece::Blank(tag) => {
                    let Some((at, blank)) = blanks.next() else { continue };
                    match given.filter(|(given, _)| *given == at) {
                        Some((_, value)) => message.push_str(value),
                        None => message.push_str(&self.value(tag, blank, form)),
                    }
                }
            }
        }
        message
    }

    fn value(&self, tag: Tag, blank: &Blank, form: usize) -> String {
        if let Some(value) = blank.values.first() {
            return value.clone();
        }
        let allow = &self.rules.allow;
        let name = blank.role.as_deref().unwrap_or_default();
        match name {
            role::COMPANY => {
                let has = |issuer: &&crate::documents::Issuer| {
                    issuer.headers.iter().any(|header| self.template.headers.contains(&header.value))
                };
                let issuer = allow.issuers.iter().find(has).and_then(|issuer| issuer.names.first());
                issuer.map_or_else(String::new, |name| name.value.clone())
            }
            role::APP => allow.apps.first().and_then(|app| app.names.first()).cloned().unwrap_or_default(),
            role::SITE => allow.sites.first().map_or_else(String::new, |site| site.host.clone()),
            _ => {
                let slots = slot_names(name, &self.rules.grammar);
                let forms: Vec<String> =
                    slots.iter().flat_map(|(_, reading)| self.forms(name, tag, *reading)).collect();
                forms.get(form % forms.len().max(1)).cloned().unwrap_or_default()
            }
        }
    }

    /// Values of a role, in several forms.
    fn forms(&self, name: &str, tag: Tag, reading: ValueReading) -> Vec<String> {
        let of_rebate = name == Element::Rebate.code();
        let texts: &[&str] = match reading {
            ValueReading::Amount if of_rebate => &["2", "Rs 2"],
            ValueReading::Amount => &["512", "Rs 512"],
            ValueReading::Percent => &["1.5", "1.5%"],
            ValueReading::Digits => &["102345871002", "102345871"],
            ValueReading::Text if tag == Tag::Numeric => &["20480611", "2048061123"],
            ValueReading::Text => &["SB20480611", "20480611"],
            ValueReading::Number => &["12"],
            ValueReading::Time => &["10:30"],
            ValueReading::Date => {
                let day = self.day(name);
                return vec![day.strftime("%d/%m/%Y").to_string(), day.strftime("%d-%b-%Y").to_string()];
            }
            ValueReading::Month => {
                return vec![self.today.strftime("%b %Y").to_string(), self.today.strftime("%m/%Y").to_string()];
            }
        };
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    /// A working day to come; of dates that are none for paying or cutting, one that has been.
    fn day(&self, name: &str) -> Date {
        let ahead = |days: i32| self.today.checked_add(days.days()).unwrap_or(self.today);
        if name == Element::Date.code() {
            return ahead(-3);
        }
        let mut days = (5..DAYS).map(ahead);
        days.find(|day| self.rules.is_holiday(*day) == Some(false)).unwrap_or_else(|| ahead(5))
    }
}
