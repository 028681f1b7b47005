//! Templates that say what no company may say.
//!
//! In: templates that compile. Out: `template_forbidden`. Each sentence of a template becomes a clause of its own, and
//! the language of those clauses is decided as that of a list's clauses is.

use super::super::clauses::broken;
use super::super::{Document, LintCode, Lints, quoted};
use super::{Group, rules, words};
use crate::documents::{Allow, Blank, Clauses, Frame, Kind, Localized, Named, Pattern, Piece, Template, role};
use crate::rules::Group as CompiledGroup;
use crate::templates::slot_names;
use crate::text::{Text, TokenKind};
use bumpalo::Bump;

/// As many templates are decided at once: each is a kind of its own, so that none goes on as another.
const MOST_TEMPLATES: usize = 24;
/// As many sentences are.
const MOST_SENTENCES: usize = 120;

pub(super) fn look(group: &Group<'_>, of_group: &CompiledGroup, templates: &[(usize, &Template)], found: &mut Lints) {
    let names = Names::new(group.allow);
    let all: Vec<(usize, &Template, Vec<Pattern>)> =
        templates.iter().map(|(at, template)| (*at, *template, sentences(template, &names, of_group))).collect();
    let mut rest = all.as_slice();
    while !rest.is_empty() {
        let mut sentences = 0;
        let fits = |(_, _, patterns): &&(usize, &Template, Vec<Pattern>)| {
            sentences += patterns.len();
            sentences <= MOST_SENTENCES
        };
        let count = rest.iter().take(MOST_TEMPLATES).take_while(fits).count().max(1);
        let (batch, behind) = rest.split_at(count);
        if !said(group, batch).is_empty() {
            for one in batch {
                of_one(group, one, found);
            }
        }
        rest = behind;
    }
}

fn of_one(group: &Group<'_>, one: &(usize, &Template, Vec<Pattern>), found: &mut Lints) {
    let (at, template, _) = one;
    for (rule, why, sentence) in said(group, std::slice::from_ref(one)) {
        let value = format!("{}: {rule}", template.id);
        let problem = format!("template {} can say {}: {why}", template.id, quoted(&sentence));
        let fix = "leave the template out; or accept it in lint.json with the reason why readers are safe with it";
        let place = (Document::Templates, format!("/templates/{at}/text"));
        found.add(LintCode::TemplateForbidden, place, &value, (problem, fix));
    }
}

/// The rules that the templates break: id, reason and sentence.
fn said(group: &Group<'_>, batch: &[(usize, &Template, Vec<Pattern>)]) -> Vec<(String, String, String)> {
    let mut allow = group.allow.clone();
    allow.kinds = (0..batch.len()).map(|at| kind(&at.to_string())).collect();
    let mut clauses = Clauses { slots: group.clauses.slots.clone(), ..Clauses::default() };
    for (kind, (_, _, patterns)) in batch.iter().enumerate() {
        for pattern in patterns {
            let name = format!("s{}", clauses.chunks.len());
            clauses.frames.push(Frame {
                name: name.clone(),
                line: 1,
                kinds: vec![kind.to_string()],
                needs: vec![vec![name.clone()]],
                may: Vec::new(),
            });
            clauses.chunks.push(Named { name, line: 1, definition: pattern.clone() });
        }
    }
    let Some(rules) = rules(&allow, &clauses, group.lexicon) else { return Vec::new() };
    let broken = broken(&rules, group.lexicon).into_iter();
    broken.filter_map(|(rule, said)| Some((rule.id.clone(), rule.why.clone(), said.ok()??))).collect()
}

fn kind(id: &str) -> Kind {
    Kind {
        id: id.to_owned(),
        name: Localized { en: String::new(), hi: String::new() },
        required: Vec::new(),
        clauses: Vec::new(),
        without: Vec::new(),
        rupees: None,
        speaks_of: Vec::new(),
        source: String::new(),
    }
}

/// Official names, by their words, and the slots that stand for them; the longest first.
struct Names(Vec<(Vec<String>, &'static str)>);

impl Names {
    fn new(allow: &Allow) -> Self {
        let companies = allow.issuers.iter().flat_map(|issuer| &issuer.names).chain(&allow.group_names);
        let companies = companies.map(|name| (words(&name.value), role::COMPANY));
        let apps = allow.apps.iter().flat_map(|app| &app.names).map(|name| (words(name), role::APP));
        let paths = |site: &crate::documents::Site| {
            let paths = site.paths.iter().map(|path| format!("{}{path}", site.host));
            let all = std::iter::once(site.host.clone()).chain(paths);
            let written = ["", "www.", "https://", "https://www.", "http://", "http://www."];
            all.flat_map(|site| written.map(|before| format!("{before}{site}"))).collect::<Vec<_>>()
        };
        let sites = allow.sites.iter().flat_map(paths).map(|site| (words(&site), role::SITE));
        let mut all: Vec<_> = companies.chain(apps).chain(sites).filter(|(words, _)| !words.is_empty()).collect();
        all.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        Self(all)
    }

    /// The name that `words` begin with: how many words it has, and its slot.
    fn at(&self, words: &[Word]) -> Option<(usize, &'static str)> {
        let is_here = |name: &[String]| {
            words.len() >= name.len() && name.iter().zip(words).all(|(name, word)| *name == word.folded)
        };
        self.0.iter().find(|(name, _)| is_here(name)).map(|(name, slot)| (name.len(), *slot))
    }
}

/// A word of fixed text.
struct Word {
    folded: String,
    /// A sentence ends behind it.
    ends: bool,
}

/// The sentences of a template, as patterns of clauses.
fn sentences(template: &Template, names: &Names, rules: &CompiledGroup) -> Vec<Pattern> {
    let (mut sentences, mut open) = (Vec::new(), Vec::new());
    let mut blanks = template.blanks.iter();
    for piece in template.pieces().unwrap_or_default() {
        match piece {
            Piece::Text(text) => {
                let (words, leads) = of_text(text);
                if leads {
                    close(&mut open, &mut sentences);
                }
                let mut at = 0;
                while let Some(word) = words.get(at) {
                    let (count, pattern) = match names.at(&words[at..]) {
                        Some((count, slot)) => (count, Pattern::Slot(slot.to_owned())),
                        None => (1, Pattern::Word(word.folded.clone())),
                    };
                    open.push(pattern);
                    at += count;
                    if words[at - 1].ends {
                        close(&mut open, &mut sentences);
                    }
                }
            }
            Piece::Blank(_) => open.extend(blanks.next().and_then(|blank| of_blank(blank, names, rules))),
        }
    }
    close(&mut open, &mut sentences);
    sentences
}

fn close(open: &mut Vec<Pattern>, sentences: &mut Vec<Pattern>) {
    if !open.is_empty() {
        sentences.push(Pattern::Sequence(std::mem::take(open)));
    }
}

/// The words of fixed text, and whether a sentence ends before the first.
fn of_text(text: &str) -> (Vec<Word>, bool) {
    let arena = Bump::new();
    let text = Text::new(text, &arena);
    let (mut words, mut leads): (Vec<Word>, bool) = (Vec::new(), false);
    for (at, token) in text.tokens().iter().enumerate() {
        let is_dot = token.mark == b'.' && text.tokens().get(at + 1).is_none_or(|next| next.spaced);
        let stops = is_dot || matches!(token.mark, b';' | b'!' | b'?') || at > 0 && text.begins_line(at);
        if stops {
            match words.last_mut() {
                Some(word) => word.ends = true,
                None => leads = true,
            }
        }
        if token.kind != TokenKind::Mark {
            words.push(Word { folded: text.folded(token).to_owned(), ends: false });
        }
    }
    (words, leads)
}

fn of_blank(blank: &Blank, names: &Names, rules: &CompiledGroup) -> Option<Pattern> {
    let role = blank.role.as_deref()?;
    if blank.values.is_empty() {
        let slot = match role {
            role::COMPANY | role::APP | role::SITE => role,
            _ => slot_names(role, &rules.grammar).first()?.0,
        };
        return Some(Pattern::Slot(slot.to_owned()));
    }
    let value = |value: &String| {
        let words: Vec<Word> = words(value).into_iter().map(|folded| Word { folded, ends: false }).collect();
        match names.at(&words) {
            Some((count, slot)) if count == words.len() => Pattern::Slot(slot.to_owned()),
            _ => Pattern::Sequence(words.into_iter().map(|word| Pattern::Word(word.folded)).collect()),
        }
    };
    Some(Pattern::Alternatives(blank.values.iter().map(value).collect()))
}
