//! What the vocabulary would let into a genuine message.
//!
//! In: the vocabulary, and rules compiled without it. Out:
//! `vocabulary_danger`, `vocabulary_number`, `vocabulary_near`,
//! `vocabulary_phrase`, `term_disguised`, `term_script`, `term_repeated`.
//!
//! A word of the vocabulary is passed over where danger is looked for by
//! misspelling. So each is read here as a message without it would be.

use super::{Document, LintCode, Lints, is_unseen, quoted};
use crate::list::compile::Rules;
use crate::list::schema::Allow;
use crate::text::{Text, TokenKind};
use crate::words::{Concept, Concepts, Reading};
use bumpalo::Bump;
use std::collections::BTreeSet;

/// No word that means one of these may stand in a genuine message by itself.
const DANGER: &[Concept] = &[
    Concept::Contact,
    Concept::Person,
    Concept::Night,
    Concept::Secret,
    Concept::Kyc,
    Concept::Install,
    Concept::App,
    Concept::Apk,
    Concept::RemoteAccess,
    Concept::PaymentApp,
    Concept::Link,
    Concept::TestPayment,
    Concept::OtherUtility,
];

pub(super) fn look(allow: &Allow, rules: &Rules, found: &mut Lints) {
    let vocabulary = &allow.vocabulary;
    let mut arena = Bump::new();
    // Endings are no words; a stem with an ending is still read for danger.
    for (part, terms, several) in [
        ("words", &vocabulary.words, true),
        ("phrases", &vocabulary.phrases, false),
        ("stems", &vocabulary.stems, true),
    ] {
        for (language, lines) in [("en", &terms.en), ("hi", &terms.hi), ("latn", &terms.latn)] {
            let mut seen = BTreeSet::new();
            for (at, line) in lines.iter().enumerate() {
                let pointer = format!("/vocabulary/{part}/{language}/{at}");
                let terms: Vec<&str> = if several { line.split_whitespace().collect() } else { vec![line] };
                for term in terms {
                    arena.reset();
                    let text = Text::new(term, &arena);
                    form(&text, language, term, &pointer, found);
                    if several {
                        danger(&text, rules, term, &pointer, found);
                    } else {
                        phrase(&text, rules, term, &pointer, found);
                    }
                    if !seen.insert(term.to_lowercase()) {
                        let said = (format!("{} stands twice", quoted(term)), "take one out");
                        found.add(LintCode::TermRepeated, (Document::Allow, &pointer), term, said);
                    }
                }
            }
        }
    }
}

fn form(text: &Text<'_>, language: &str, term: &str, pointer: &str, found: &mut Lints) {
    let place = || (Document::Allow, pointer.to_owned());
    // Joiners shape Devanagari conjuncts; nothing else that is unseen belongs in a word.
    let unseen = term.chars().any(|c| is_unseen(c) && !matches!(c, '\u{200c}' | '\u{200d}'));
    if unseen || text.tokens().iter().any(|token| !token.is_plain()) {
        let problem = format!("{} holds a look-alike, styled or invisible character", quoted(term));
        let mend = "type it again on a plain keyboard";
        found.add(LintCode::TermDisguised, place(), term, (problem, mend));
        return;
    }
    let foreign = if language == "hi" { TokenKind::Latin } else { TokenKind::Devanagari };
    if text.tokens().iter().any(|token| token.kind == foreign) {
        let problem = format!("{} stands under {} and is in another script", quoted(term), quoted(language));
        let mend = "move it: en English, hi Hindi in Devanagari, latn Hindi in Latin letters";
        found.add(LintCode::TermScript, place(), term, (problem, mend));
    }
}

/// A phrase counts as a whole, so a word of danger in it may be what it is for ("ignore this message").
fn phrase(text: &Text<'_>, rules: &Rules, term: &str, pointer: &str, found: &mut Lints) {
    let arena = Bump::new();
    let exact = Reading::exact(text, &rules.words, &arena);
    let digits = text.tokens().iter().any(|token| token.kind == TokenKind::Digits);
    let holds = concept(&exact).map(Concept::name).or(digits.then_some("digits"));
    if let Some(holds) = holds {
        let problem = format!("{} holds what no single word may ({holds})", quoted(term));
        let mend = "make sure that it is harmless as a whole, whatever stands around it";
        found.add(LintCode::VocabularyPhrase, (Document::Allow, pointer), term, (problem, mend));
    }
}

fn danger(text: &Text<'_>, rules: &Rules, term: &str, pointer: &str, found: &mut Lints) {
    let place = || (Document::Allow, pointer.to_owned());
    if text.tokens().iter().any(|token| token.kind == TokenKind::Digits) {
        let problem = format!("{} holds digits: with others they make a phone number", quoted(term));
        let mend = "take it out; amounts, dates and numbers are elements, not words";
        found.add(LintCode::VocabularyNumber, place(), term, (problem, mend));
    }
    let arena = Bump::new();
    let exact = Reading::exact(text, &rules.words, &arena);
    let take_out = "take it out; if a genuine message needs it, accept it in lint.json with the reason";
    if let Some(digits) = number(&exact, rules) {
        let problem = format!("{} is the number {digits}: a phone number can be spelled out with it", quoted(term));
        found.add(LintCode::VocabularyNumber, place(), term, (problem, take_out));
    }
    if let Some(concept) = concept(&exact) {
        let problem = format!("{} is a word of danger ({})", quoted(term), concept.name());
        found.add(LintCode::VocabularyDanger, place(), term, (problem, take_out));
        return;
    }
    let Some(fuzzy) = exact.fuzzy(text, &rules.words, &arena) else { return };
    if let Some(concept) = concept(&fuzzy) {
        let problem = format!("{} would pass as a misspelt word of danger ({})", quoted(term), concept.name());
        found.add(LintCode::VocabularyNear, place(), term, (problem, take_out));
    }
}

/// The digits of the number word that the term is.
fn number<'r>(reading: &Reading<'_>, rules: &'r Rules) -> Option<&'r str> {
    let [word] = reading.words.as_slice() else { return None };
    let number = rules.words.info(word.id)?.number?;
    rules.numbers.get(usize::from(number)).map(AsRef::as_ref)
}

fn concept(reading: &Reading<'_>) -> Option<Concept> {
    DANGER.iter().copied().find(|concept| reading.concepts.has_any(Concepts::of(&[*concept])))
}
