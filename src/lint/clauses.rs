//! Clauses that do not compile, or that say what no company may say.
//!
//! In: the clauses with the documents that they refer to. Out: `clause_invalid`, `clause_forbidden`, `clause_rule`.
//! Whether the clauses say what they must not is decided, not sampled: see [`SearchGrammar`].

use super::soundness::{Letter, Never, SearchGrammar};
use super::{Document, LintCode, Lints, quoted};
use crate::documents::RulesError;
use crate::documents::{Allow, ClaimWeights, Clauses, Lexicon, NeverRule, Pattern, Templates};
use crate::grammar::compile;
use crate::rules::{CompiledClauses, Group, GroupDocuments, Rules};
use crate::text::{Text, TokenKind};
use bumpalo::Bump;

/// A pattern of a rule stands for at most as many sequences.
const MOST_SEQUENCES: usize = 1 << 17;

pub(super) fn look(allow: &Allow, clauses: &Clauses, lexicon: &Lexicon, found: &mut Lints) {
    let kinds: Vec<&str> = allow.kinds.iter().map(|kind| kind.id.as_str()).collect();
    let rules = compile(clauses, &kinds).and_then(|tables| {
        let clauses = CompiledClauses::from_bytes(tables.encode()?);
        let group = GroupDocuments { allow: allow.clone(), clauses, templates: Templates::new() };
        Ok(Rules::of_one(group, lexicon.clone(), ClaimWeights::default())?.first)
    });
    match rules {
        Ok(rules) => soundness(&rules, lexicon, found),
        Err(error) => {
            let line = match error {
                RulesError::Clause { line, .. } => line,
                RulesError::TooMany { .. } => 1,
                _ => return,
            };
            let fix = "docs/clauses.md describes the notation";
            found.add(LintCode::ClauseInvalid, (Document::Clauses, format!("/{line}")), "", (error.to_string(), fix));
        }
    }
}

fn soundness(rules: &Group, lexicon: &Lexicon, found: &mut Lints) {
    for (at, (rule, broken)) in broken(rules, lexicon).into_iter().enumerate() {
        match broken {
            Err(problem) => {
                let pointer = format!("/never/{at}");
                let fix = "use words, concepts of this lexicon in braces, and slots in angle brackets";
                found.add(LintCode::ClauseRule, (Document::Lexicon, pointer), &rule.id, (problem, fix));
            }
            Ok(Some(sentence)) => {
                let problem = format!("the clauses can say {}: {}", quoted(&sentence), rule.why);
                let fix = "take the word out, or bind it to an official name within its chunk";
                found.add(LintCode::ClauseForbidden, (Document::Clauses, "/1".to_owned()), &rule.id, (problem, fix));
            }
            Ok(None) => {}
        }
    }
}

/// A rule, with the shortest sentence that breaks it if there is one; or why the rule cannot be read.
pub(super) type Broken<'l> = (&'l NeverRule, Result<Option<String>, String>);

/// What the language of `rules` says of each rule of the lexicon.
pub(super) fn broken<'l>(rules: &Group, lexicon: &'l Lexicon) -> Vec<Broken<'l>> {
    let language = SearchGrammar::new(&rules.grammar, &rules.without);
    let sentence = |rule: &NeverRule| {
        let letters = language.breaks(&never(rule, rules, lexicon)?);
        let spelled =
            |letters: Vec<Letter>| letters.iter().map(|letter| spell(rules, *letter)).collect::<Vec<_>>().join(" ");
        Ok(letters.map(spelled))
    };
    lexicon.never.iter().map(|rule| (rule, sentence(rule))).collect()
}

fn spell(rules: &Group, letter: Letter) -> String {
    match letter {
        Letter::Word(word) => rules.grammar.spelling(word).to_owned(),
        Letter::Company => "<company>".to_owned(),
        Letter::App => "<app>".to_owned(),
        Letter::Site => "<site>".to_owned(),
        Letter::Slot(slot) => rules.grammar.slot_name(slot).to_owned(),
    }
}

fn never(rule: &NeverRule, rules: &Group, lexicon: &Lexicon) -> Result<Never, String> {
    let sequences = |patterns: &[String]| {
        let mut all = Vec::new();
        for text in patterns {
            let pattern = Pattern::parse_text(text).map_err(|problem| format!("{}: {problem}", quoted(text)))?;
            let mut of_pattern = expand(&pattern, rules, lexicon)?;
            // A word that the clauses do not know is never said.
            of_pattern.retain(|sequence| !sequence.contains(&None) && !sequence.is_empty());
            all.extend(of_pattern.into_iter().map(|sequence| sequence.into_iter().flatten().collect::<Vec<_>>()));
        }
        all.sort();
        all.dedup();
        Ok::<_, String>(all)
    };
    let (mut says, beside) = (sequences(&rule.says)?, sequences(&rule.beside)?);
    // What would have to be beside it can never be said.
    if beside.is_empty() && !rule.beside.is_empty() {
        says.clear();
    }
    let between = sequences(&rule.between)?;
    if between.iter().any(|sequence| sequence.len() > 1) {
        return Err("what may be said between is single words".to_owned());
    }
    Ok(Never { says, beside, unless: sequences(&rule.unless)?, between: between.concat() })
}

/// Every sequence that `pattern` stands for; `None` for a word that the list does not know.
fn expand(pattern: &Pattern, rules: &Group, lexicon: &Lexicon) -> Result<Vec<Vec<Option<Letter>>>, String> {
    let all = match pattern {
        Pattern::Word(word) => vec![letters(word, rules)],
        Pattern::Class(name) => {
            let of_concept = lexicon.concepts.iter().filter(|entry| entry.concept == *name);
            let terms: Vec<_> =
                of_concept.flat_map(|entry| entry.terms.iter()).map(|term| letters(term, rules)).collect();
            if terms.is_empty() {
                return Err(format!("{} is no concept", quoted(name)));
            }
            terms
        }
        Pattern::Slot(name) => match name.as_str() {
            "company" => vec![vec![Some(Letter::Company)]],
            "app" => vec![vec![Some(Letter::App)]],
            "site" => vec![vec![Some(Letter::Site)]],
            name => vec![vec![rules.grammar.slot_named(name).map(Letter::Slot)]],
        },
        Pattern::Element { words, .. } => expand(words, rules, lexicon)?,
        Pattern::Optional(inner) => {
            let mut all = expand(inner, rules, lexicon)?;
            all.push(Vec::new());
            all
        }
        Pattern::Alternatives(patterns) => {
            let mut all = Vec::new();
            for pattern in patterns {
                all.extend(expand(pattern, rules, lexicon)?);
            }
            all
        }
        Pattern::Sequence(patterns) => {
            let mut all = vec![Vec::new()];
            for pattern in patterns {
                let next = expand(pattern, rules, lexicon)?;
                if all.len() * next.len() > MOST_SEQUENCES {
                    return Err("the rule stands for too many sequences".to_owned());
                }
                all = all
                    .iter()
                    .flat_map(|left| next.iter().map(move |right| [left.as_slice(), right].concat()))
                    .collect();
                // What cannot be said need not be spelled out.
                all.retain(|sequence| !sequence.contains(&None));
            }
            all
        }
    };
    Ok(all)
}

fn letters(term: &str, rules: &Group) -> Vec<Option<Letter>> {
    let arena = Bump::new();
    let text = Text::new(term, &arena);
    let words = text.tokens().iter().filter(|token| token.kind != TokenKind::Mark);
    words.map(|token| rules.grammar.word(text.folded(token)).map(Letter::Word)).collect()
}
