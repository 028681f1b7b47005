//! Compiling a group's templates.
//!
//! In: the signed document, the grammar whose slots read values, and the group's rules. Out: [`Templates`], or a
//! [`RulesError::Template`] with the template and its [`TemplateProblem`]. Done when a list is read: texts are short,
//! and nothing is searched.

use super::{BlankForm, Compiled, Literal, Official, Part, Templates};
use crate::documents::RulesError;
use crate::documents::{Allow, Blank, Piece, Tag, Template, TemplateProblem, ValueReading, role};
use crate::grammar::{FREE_MARKS, Grammar, Reads, Slot, Symbol, all_are_in_place};
use crate::report::Element;
use crate::text::{Text, TokenKind};
use bumpalo::Bump;
use std::collections::BTreeSet;

/// A list has at most as many templates.
const MOST_TEMPLATES: usize = 4096;
/// A template has at most as many characters: a long SMS has fewer.
const LONGEST_TEXT: usize = 2000;
/// The longest id.
const LONGEST_ID: usize = 64;
/// Fixed text has at least as many words.
const FEWEST_WORDS: usize = 3;
/// At least as much of the text is fixed, in a hundred.
const FIXED_SHARE: usize = 30;
/// A listed value that is no address and no helpline has at most as many digits in a row.
const MOST_DIGITS: usize = 4;

impl Templates {
    /// Compiles `document`.
    pub(crate) fn new(
        document: &crate::documents::Templates,
        grammar: &Grammar,
        allow: &Allow,
    ) -> Result<Self, RulesError> {
        if document.templates.len() > MOST_TEMPLATES {
            return Err(RulesError::TooMany { what: "templates", most: MOST_TEMPLATES });
        }
        let mut templates = Self { only: document.only, ..Self::default() };
        let mut ids = BTreeSet::new();
        for template in &document.templates {
            let problem = |problem| RulesError::Template { id: template.id.clone(), problem };
            if !ids.insert(template.id.as_str()) {
                return Err(problem(TemplateProblem::Id));
            }
            let compiled = compile(template, grammar, allow).map_err(problem)?;
            for part in &compiled.parts {
                let (text, values) = match part {
                    Part::Text(text) => (Some(text), None),
                    Part::Blank(blank) => (None, Some(blank.values.iter().flatten())),
                };
                let words = text.into_iter().flatten().chain(values.into_iter().flatten());
                templates.words.extend(words.filter(|word| !word.is_mark).map(|word| word.folded.clone()));
            }
            templates.all.push(compiled);
        }
        Ok(templates)
    }
}

/// Compiles one template.
pub(crate) fn compile(template: &Template, grammar: &Grammar, allow: &Allow) -> Result<Compiled, TemplateProblem> {
    check_head(template, allow)?;
    let kind = template.kind.as_ref().map(|id| allow.kinds.iter().position(|kind| kind.id == *id));
    let kind = kind.map(|kind| kind.ok_or(TemplateProblem::Kind)).transpose()?;
    let pieces = template.pieces()?;
    let blanks = pieces.iter().filter(|piece| matches!(piece, Piece::Blank(_))).count();
    if blanks != template.blanks.len() {
        return Err(TemplateProblem::Count { text: blanks, given: template.blanks.len() });
    }
    let (mut parts, mut number) = (Vec::with_capacity(pieces.len()), 0);
    for piece in &pieces {
        parts.push(match piece {
            Piece::Text(text) => Part::Text(literals(text)?),
            Piece::Blank(tag) => {
                let blank = &template.blanks[number];
                number += 1;
                Part::Blank(Box::new(blank_form(*tag, blank, number, grammar, allow)?))
            }
        });
    }
    check_fixed(&parts, template)?;
    let headers = template.headers.iter().map(|header| header.to_ascii_lowercase().into()).collect();
    Ok(Compiled { id: template.id.as_str().into(), headers, kind, parts })
}

fn check_head(template: &Template, allow: &Allow) -> Result<(), TemplateProblem> {
    let is_plain = |id: &str| id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if template.id.is_empty() || template.id.len() > LONGEST_ID || !is_plain(&template.id) {
        return Err(TemplateProblem::Id);
    }
    let known = |header: &String| {
        let mut all = allow.issuers.iter().flat_map(|issuer| &issuer.headers);
        all.any(|known| known.value.eq_ignore_ascii_case(header))
    };
    if template.headers.is_empty() || !template.headers.iter().all(known) {
        return Err(TemplateProblem::Header);
    }
    if template.text.chars().count() > LONGEST_TEXT {
        return Err(TemplateProblem::TooLong);
    }
    Ok(())
}

/// Between two blanks are words, beside a blank are no digits, and enough of the text is fixed.
fn check_fixed(parts: &[Part], template: &Template) -> Result<(), TemplateProblem> {
    let (mut number, mut words, mut after_blank, mut digits) = (0, 0, false, false);
    for part in parts {
        match part {
            Part::Blank(_) => {
                number += 1;
                if after_blank {
                    return Err(TemplateProblem::Touching(number));
                }
                if digits {
                    return Err(TemplateProblem::BesideDigits(number));
                }
                after_blank = true;
            }
            Part::Text(text) => {
                let mut of_text = text.iter().filter(|literal| !literal.is_mark);
                let is_number = |literal: &Literal| literal.folded.bytes().all(|b| b.is_ascii_digit());
                if let Some(first) = of_text.clone().next() {
                    if after_blank && is_number(first) {
                        return Err(TemplateProblem::BesideDigits(number));
                    }
                    after_blank = false;
                }
                digits = of_text.clone().next_back().is_some_and(is_number);
                words += of_text.by_ref().filter(|literal| !is_number(literal)).count();
            }
        }
    }
    let fixed: usize = template.pieces()?.iter().fold(0, |all, piece| match piece {
        Piece::Text(text) => all + text.chars().filter(|c| !c.is_whitespace()).count(),
        Piece::Blank(_) => all,
    });
    let all = template.text.chars().filter(|c| !c.is_whitespace()).count();
    if words < FEWEST_WORDS || fixed * 100 < all * FIXED_SHARE {
        return Err(TemplateProblem::TooOpen);
    }
    Ok(())
}

fn blank_form(
    tag: Tag,
    blank: &Blank,
    number: usize,
    grammar: &Grammar,
    allow: &Allow,
) -> Result<BlankForm, TemplateProblem> {
    let name = blank.role.as_deref().ok_or(TemplateProblem::NoRole(number))?;
    if !blank.confirmed {
        return Err(TemplateProblem::Unconfirmed(number));
    }
    let official = match name {
        role::COMPANY => Some(Official::Company),
        role::APP => Some(Official::App),
        role::SITE => Some(Official::Site),
        _ => None,
    };
    let is_name = official.is_some() || name == role::LISTED;
    let slots = if is_name { Vec::new() } else { slots_of(name, grammar) };
    if !is_name && slots.is_empty() {
        return Err(TemplateProblem::UnknownRole(number));
    }
    let is_loose = |(slot, _): &(u16, Symbol)| grammar.slots.get(usize::from(*slot)).is_some_and(is_loose);
    if slots.iter().any(is_loose) {
        return Err(TemplateProblem::LooseRole(number));
    }
    if (tag.is_open() || name == role::LISTED) && blank.values.is_empty() {
        return Err(TemplateProblem::NoValues(number));
    }
    let fits = match tag {
        Tag::Url | Tag::UrlOtt => name == role::SITE,
        Tag::Cbn | Tag::Email => name == role::LISTED,
        Tag::Numeric => official.is_none(),
        Tag::Alphanumeric | Tag::Var => true,
    };
    if !fits || !is_name && !blank.values.is_empty() {
        return Err(TemplateProblem::RoleOfTag(number));
    }
    let foreign = TemplateProblem::ForeignValue(number);
    let mut values = Vec::with_capacity(blank.values.len());
    for value in &blank.values {
        let is_site = name == role::SITE || matches!(tag, Tag::Url | Tag::UrlOtt);
        if !is_permitted(value, tag, is_site, allow) {
            return Err(foreign);
        }
        let value = literals(value).map_err(|_| foreign)?;
        if value.iter().all(|literal| literal.is_mark) {
            return Err(foreign);
        }
        values.push(value);
    }
    let element = match official {
        Some(Official::Company) => Some(Element::Company),
        Some(Official::App) => Some(Element::App),
        Some(Official::Site) => Some(Element::Site),
        None => slots.first().and_then(|(_, symbol)| grammar.element(*symbol)),
    };
    let reads = match official {
        Some(Official::App) => Reads::App,
        Some(Official::Site) => Reads::Site,
        _ => Reads::Company,
    };
    Ok(BlankForm {
        is_numeric: tag == Tag::Numeric,
        most_characters: tag.most_characters(),
        symbol: slots.first().map(|slot| slot.1).or(grammar.symbol_of(reads)).unwrap_or_else(|| Symbol::new(0)),
        slots,
        element,
        official,
        values,
        role: name.into(),
    })
}

/// The slots of a role: those that prove the element of that name, or the one of that name.
fn slots_of(role: &str, grammar: &Grammar) -> Vec<(u16, Symbol)> {
    let all = (0..grammar.symbol_count()).map(Symbol::new);
    let slot = |symbol: Symbol| match grammar.reads(symbol) {
        Reads::Slot(slot) => Some((slot, symbol)),
        _ => None,
    };
    let named = |name: &str| name.strip_prefix('<').and_then(|name| name.strip_suffix('>')) == Some(role);
    let is_of_role = |symbol: &Symbol| {
        let of_element = grammar.element(*symbol).is_some_and(|element| element.code() == role);
        of_element || named(grammar.name(*symbol))
    };
    all.filter(is_of_role).filter_map(slot).collect()
}

/// Texts that no value of a genuine message is.
const FOREIGN: [&str; 12] = [
    "call",
    "ravi",
    "ravi kumar",
    "our agent",
    "anydesk",
    "bit.ly",
    "bit.ly/x1",
    "name@upi",
    "t.me/bijli",
    "ravi 98",
    "sbpdcl.online",
    "tonight",
];
/// Numbers to call; an account can look like one, and only its label tells them apart (facts X).
const NUMBERS: [&str; 4] = ["9876543210", "919876543210", "+919876543210", "98765 43210"];

/// Whether a slot reads free text, or a number to call where its value is no account.
fn is_loose(slot: &Slot) -> bool {
    let is_text = slot.reading() == ValueReading::Text;
    is_text && FOREIGN.iter().chain(&NUMBERS).any(|text| slot.reads_whole(text))
}

/// The slots of a role by name, and how each is read.
#[cfg(feature = "lint")]
pub(crate) fn slot_names<'g>(role: &str, grammar: &'g Grammar) -> Vec<(&'g str, ValueReading)> {
    let slots = slots_of(role, grammar);
    let named = |(_, symbol): (u16, Symbol)| {
        let name = grammar.name(symbol).strip_prefix('<')?.strip_suffix('>')?;
        Some((name, grammar.reading(symbol)?))
    };
    slots.into_iter().filter_map(named).collect()
}

/// Whether a blank may be filled by `value`: an official address or helpline, or words that are none.
fn is_permitted(value: &str, tag: Tag, is_site: bool, allow: &Allow) -> bool {
    let short = value.chars().count() <= tag.most_characters();
    let official = match tag {
        _ if is_site => is_official_site(value, allow),
        Tag::Cbn => allow.helplines.iter().any(|line| line.value == value),
        Tag::Email => is_official_email(value, allow),
        Tag::Numeric => value.bytes().all(|b| b.is_ascii_digit()) && value.len() <= MOST_DIGITS,
        _ => is_wording(value),
    };
    short && official
}

/// A site of the list by its host, alone or with a path that the list has.
fn is_official_site(value: &str, allow: &Allow) -> bool {
    let value = value.to_ascii_lowercase();
    let rest = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://")).unwrap_or(&value);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let (host, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    let path = path.trim_end_matches('/');
    allow
        .sites
        .iter()
        .any(|site| site.host == host && (path.is_empty() || site.paths.iter().any(|known| known == path)))
}

/// An address at one of the list's hosts.
fn is_official_email(value: &str, allow: &Allow) -> bool {
    let is_plain = |local: &str| {
        !local.is_empty() && local.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
    };
    value
        .split_once('@')
        .is_some_and(|(local, host)| is_plain(local) && allow.sites.iter().any(|site| site.host == host))
}

/// Words with blanks, hyphens and brackets between them, and short numbers: nothing that leads anywhere by its form.
fn is_wording(value: &str) -> bool {
    let arena = Bump::new();
    let text = Text::new(value, &arena);
    let mut digits = 0;
    text.tokens().iter().all(|token| match token.kind {
        TokenKind::Latin | TokenKind::Devanagari => token.is_plain(),
        TokenKind::Digits => {
            digits += token.folded_len();
            token.is_plain() && digits <= MOST_DIGITS
        }
        TokenKind::Mark => matches!(token.mark, b'-' | b'(' | b')' | b',' | b'\''),
        TokenKind::Script | TokenKind::Other => false,
    })
}

/// The tokens of fixed text that count: words, digits, and marks that say something.
fn literals(text: &str) -> Result<Vec<Literal>, TemplateProblem> {
    if !all_are_in_place(text) {
        return Err(TemplateProblem::Unseen);
    }
    let arena = Bump::new();
    let text = Text::new(text, &arena);
    let tokens = text.tokens();
    let mut literals = Vec::with_capacity(tokens.len());
    let mut is_glued = false;
    for (at, token) in tokens.iter().enumerate() {
        if !token.is_plain() || matches!(token.kind, TokenKind::Script | TokenKind::Other) {
            return Err(TemplateProblem::Unseen);
        }
        if token.kind != TokenKind::Mark {
            literals.push(Literal { folded: text.folded(token).into(), is_mark: false, is_glued });
            is_glued = false;
            continue;
        }
        let before = at.checked_sub(1).and_then(|at| tokens.get(at)).filter(|_| !token.spaced);
        let behind = tokens.get(at + 1).filter(|next| !next.spaced);
        let joins = before.zip(behind).is_some_and(|(before, behind)| {
            let digits = before.kind == TokenKind::Digits && behind.kind == TokenKind::Digits;
            digits || token.mark == b'.' && before.kind != TokenKind::Mark && behind.kind != TokenKind::Mark
        });
        if joins || !FREE_MARKS.has(token.mark) {
            let folded = char::from(token.mark).to_string().into();
            literals.push(Literal { folded, is_mark: true, is_glued: joins });
            is_glued = joins;
        }
    }
    Ok(literals)
}
