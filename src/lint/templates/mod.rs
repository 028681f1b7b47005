//! Registered templates that must not be signed.
//!
//! In: the templates with the documents that they refer to. Out: `template_invalid`, `template_unconfirmed`,
//! `template_open`, `template_forbidden`, `template_unproven`, `template_repeated`. Each template is compiled as a phone
//! does it; its language is held against the lexicon's rules like that of the clauses; and it is filled and judged once.

mod filled;
mod forbidden;

use super::{Document, LintCode, Lints};
use crate::documents::{Allow, ClaimWeights, Clauses, Lexicon, Template, TemplateProblem, Templates};
use crate::rules::{CompiledClauses, Group as CompiledGroup, GroupDocuments, Rules};
use crate::templates::compile as compile_template;
use crate::text::{Text, TokenKind};
use bumpalo::Bump;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What templates are looked at beside.
pub(super) struct Group<'g> {
    pub(super) allow: &'g Allow,
    pub(super) clauses: &'g Clauses,
    pub(super) lexicon: &'g Lexicon,
    pub(super) today: Date,
}

pub(super) fn look(group: &Group<'_>, templates: &Templates, found: &mut Lints) {
    if templates.schema != 1 {
        let said = ("this schema is not known to this engine", "write 1");
        found.add(LintCode::InvalidValue, (Document::Templates, "/schema"), &templates.schema.to_string(), said);
    }
    // Where the rules do not compile, their own lints say so.
    let Some(rules) = rules(group.allow, group.clauses, group.lexicon) else { return };
    let usable: Vec<(usize, &Template)> = (templates.templates.iter().enumerate())
        .filter(|(at, template)| match compile_template(template, &rules.grammar, group.allow) {
            Ok(_) => true,
            Err(problem) => {
                refused(*at, template, problem, found);
                false
            }
        })
        .collect();
    repeated(templates, found);
    forbidden::look(group, &rules, &usable, found);
    filled::look(group, &rules, &usable, found);
}

/// The rules of a group without its templates.
fn rules(allow: &Allow, clauses: &Clauses, lexicon: &Lexicon) -> Option<CompiledGroup> {
    let kinds: Vec<&str> = allow.kinds.iter().map(|kind| kind.id.as_str()).collect();
    let clauses = CompiledClauses::new(clauses, &kinds).ok()?;
    let group = GroupDocuments { allow: allow.clone(), clauses, templates: Templates::new() };
    Rules::of_one(group, lexicon.clone(), ClaimWeights::default()).ok().map(|rules| rules.first)
}

fn refused(at: usize, template: &Template, problem: TemplateProblem, found: &mut Lints) {
    use TemplateProblem::{
        BesideDigits, ForeignValue, LooseRole, NoRole, NoValues, Open, RoleOfTag, Tag, Touching, Unconfirmed,
        UnknownRole,
    };
    let (code, blank, fix) = match problem {
        NoRole(n) | Unconfirmed(n) => (
            LintCode::TemplateUnconfirmed,
            Some(n),
            "look at the text, then `asli list template confirm` with the role of the blank",
        ),
        NoValues(n) | ForeignValue(n) => (
            LintCode::TemplateOpen,
            Some(n),
            "list sites, helplines and addresses of allow.json under values; or give the blank the tag that it has on the portal",
        ),
        Open(n) | Tag(n) | Touching(n) | BesideDigits(n) => {
            (LintCode::TemplateInvalid, Some(n), "register the text with a blank that holds the whole value")
        }
        LooseRole(n) => (
            LintCode::TemplateOpen,
            Some(n),
            "narrow the slot in clauses.txt: digits in a fixed number, letters as a short prefix only",
        ),
        UnknownRole(n) | RoleOfTag(n) => (
            LintCode::TemplateInvalid,
            Some(n),
            "take the name of a slot of clauses.txt, or company, app, site or listed; docs/templates.md says which goes with which tag",
        ),
        _ => (LintCode::TemplateInvalid, None, "docs/templates.md describes the document"),
    };
    let pointer = match blank.filter(|n| *n <= template.blanks.len()) {
        Some(n) => format!("/templates/{at}/blanks/{}", n - 1),
        None => format!("/templates/{at}/text"),
    };
    let problem = format!("template {}: {problem}", template.id);
    found.add(code, (Document::Templates, pointer), &template.id, (problem, fix));
}

/// Templates with one id, which are refused, and templates with one text, of which the second never matches.
fn repeated(templates: &Templates, found: &mut Lints) {
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    let mut texts: BTreeMap<(String, &str), &str> = BTreeMap::new();
    for (at, template) in templates.templates.iter().enumerate() {
        if ids.insert(&template.id, at).is_some() {
            let pointer = format!("/templates/{at}/id");
            let said = (format!("template {} is there twice", template.id), "take one of them out");
            found.add(LintCode::TemplateInvalid, (Document::Templates, pointer), &template.id, said);
            continue;
        }
        let words = words(&template.text).join(" ");
        for header in &template.headers {
            if let Some(known) = texts.insert((words.clone(), header), &template.id) {
                let pointer = format!("/templates/{at}/text");
                let problem = format!("template {} has the text and sender id of template {known}", template.id);
                let fix = "take one of them out: messages are proven as the first of them";
                found.add(LintCode::TemplateRepeated, (Document::Templates, pointer), &template.id, (problem, fix));
            }
        }
    }
}

/// The words and digits of `text`, folded.
fn words(text: &str) -> Vec<String> {
    let arena = Bump::new();
    let text = Text::new(text, &arena);
    let words = text.tokens().iter().filter(|token| token.kind != TokenKind::Mark);
    words.map(|token| text.folded(token).to_owned()).collect()
}
