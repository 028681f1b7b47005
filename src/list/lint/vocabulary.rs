//! What the vocabulary would let into a genuine message.
//!
//! In: vocabulary and dictionary, and rules compiled without it. Out:
//! `vocabulary_danger`, `vocabulary_number`, `vocabulary_near`,
//! `vocabulary_phrase`, `word_form`, `word_line`, `term_disguised`, `term_script`,
//! `term_repeated`.
//!
//! A word of the vocabulary is passed over where danger is looked for by
//! misspelling. So each is read here as a message without it would be.

use super::{Document, LintCode, Lints, is_unseen, quoted};
use crate::list::compile::Rules;
use crate::list::schema::{Allow, Dictionary, Terms, unmarked};
use crate::text::{Text, TokenKind};
use crate::words::{Concept, Concepts, Reading, belongs};
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

pub(super) fn look(allow: &Allow, dictionary: &Dictionary, rules: &Rules, found: &mut Lints) {
    words(dictionary, rules, found);
    phrases(&allow.vocabulary.phrases, rules, found);
}

fn words(dictionary: &Dictionary, rules: &Rules, found: &mut Lints) {
    let mut arena = Bump::new();
    let mut seen = BTreeSet::new();
    for (number, line) in dictionary.lines() {
        let place = (Document::Words, format!("/{number}"));
        let first = line.split(' ').next().map(unmarked).unwrap_or_default();
        for word in line.split(' ').map(unmarked) {
            arena.reset();
            let text = Text::new(word, &arena);
            if !disguised(&text, word, &place, found) {
                line_of(&text, first, word, &place, found);
            }
            danger(&text, rules, word, &place, found);
            repeated(&mut seen, word, &place, found);
        }
    }
}

fn phrases(terms: &Terms, rules: &Rules, found: &mut Lints) {
    let mut arena = Bump::new();
    let mut seen = BTreeSet::new();
    for (language, terms) in [("en", &terms.en), ("hi", &terms.hi), ("latn", &terms.latn)] {
        for (at, term) in terms.iter().enumerate() {
            arena.reset();
            let text = Text::new(term, &arena);
            let place = (Document::Allow, format!("/vocabulary/phrases/{language}/{at}"));
            if !disguised(&text, term, &place, found) {
                script(&text, language, term, &place, found);
            }
            phrase(&text, rules, term, &place, found);
            repeated(&mut seen, term, &place, found);
        }
    }
}

/// A document and the pointer into it.
type Place = (Document, String);

fn repeated(seen: &mut BTreeSet<String>, term: &str, place: &Place, found: &mut Lints) {
    if !seen.insert(term.to_lowercase()) {
        let said = (format!("{} stands twice", quoted(term)), "take one out");
        found.add(LintCode::TermRepeated, place.clone(), term, said);
    }
}

/// A message's words are looked for as they are read, each on the lines of its first letters.
fn line_of(text: &Text<'_>, first: &str, word: &str, place: &Place, found: &mut Lints) {
    let mut read = text.tokens().iter().filter(|token| token.kind != TokenKind::Mark).map(|token| text.folded(token));
    let (reads, several) = (read.next().unwrap_or_default(), read.next().is_some());
    if several || reads != word {
        let mend = if several {
            "write it under vocabulary.phrases in allow.json".to_owned()
        } else {
            format!("write it as {}", quoted(reads))
        };
        let problem = format!("{} is not written as it is read", quoted(word));
        found.add(LintCode::WordForm, place.clone(), word, (problem, mend));
    } else if !belongs(word, first) {
        let problem = format!("{} stands on the line of {}, where it is not looked for", quoted(word), quoted(first));
        let mend = "write it on a line of its own first two letters; one blank between two words";
        found.add(LintCode::WordLine, place.clone(), word, (problem, mend));
    }
}

fn disguised(text: &Text<'_>, term: &str, place: &Place, found: &mut Lints) -> bool {
    // Joiners shape Devanagari conjuncts; nothing else that is unseen belongs in a word.
    let unseen = term.chars().any(|c| is_unseen(c) && !matches!(c, '\u{200c}' | '\u{200d}'));
    let disguised = unseen || text.tokens().iter().any(|token| !token.is_plain());
    if disguised {
        let problem = format!("{} holds a look-alike, styled or invisible character", quoted(term));
        let mend = "type it again on a plain keyboard";
        found.add(LintCode::TermDisguised, place.clone(), term, (problem, mend));
    }
    disguised
}

fn script(text: &Text<'_>, language: &str, term: &str, place: &Place, found: &mut Lints) {
    let foreign = if language == "hi" { TokenKind::Latin } else { TokenKind::Devanagari };
    if text.tokens().iter().any(|token| token.kind == foreign) {
        let problem = format!("{} stands under {} and is in another script", quoted(term), quoted(language));
        let mend = "move it: en English, hi Hindi in Devanagari, latn Hindi in Latin letters";
        found.add(LintCode::TermScript, place.clone(), term, (problem, mend));
    }
}

/// A phrase counts as a whole, so a word of danger in it may be what it is for ("ignore this message").
fn phrase(text: &Text<'_>, rules: &Rules, term: &str, place: &Place, found: &mut Lints) {
    let arena = Bump::new();
    let exact = Reading::exact(text, &rules.words, &arena);
    let digits = text.tokens().iter().any(|token| token.kind == TokenKind::Digits);
    let holds = concept(&exact).map(Concept::name).or(digits.then_some("digits"));
    if let Some(holds) = holds {
        let problem = format!("{} holds what no single word may ({holds})", quoted(term));
        let mend = "make sure that it is harmless as a whole, whatever stands around it";
        found.add(LintCode::VocabularyPhrase, place.clone(), term, (problem, mend));
    }
}

fn danger(text: &Text<'_>, rules: &Rules, term: &str, place: &Place, found: &mut Lints) {
    let place = || place.clone();
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
