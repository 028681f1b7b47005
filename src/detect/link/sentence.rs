//! A full stop without a blank behind it is no link.
//!
//! In: a host of two labels without scheme or path. Out: whether the two are words of
//! a sentence (`time.in case`, `M.Com`). The whole list of top-level domains holds
//! many words, so the words on both sides decide.

use super::super::Input;
use super::host::{Host, is_title};
use crate::text::Marks;
use crate::words::{Concept, Concepts, Hit, Label};
use std::ops::Range;

/// Concepts of words that fakes do not name their hosts after.
const PLAIN: Concepts = Concepts::of(&[
    Concept::FirstPerson,
    Concept::Future,
    Concept::Negation,
    Concept::Night,
    Concept::Urgent,
    Concept::You,
]);

/// Whether `host`, which begins at token `at`, is the end of one sentence and the beginning of the next.
pub(super) fn is_sentence(input: &Input<'_>, at: usize, host: &Host<'_>) -> bool {
    let (first, last) = (at..host.last_start - 1, host.last_start);
    let two_words = host.labels == 2 && !host.defanged && host.end == last + 1;
    two_words
        && (is_degree(input, &first, last)
            || is_known(input, &first) && !is_addressed(input, at, host.end) && reads_on(input, &first, last))
}

/// `M.Com`, `B.Tech`, `M.Sc`: a capital, and a word that begins with one.
fn is_degree(input: &Input<'_>, first: &Range<usize>, last: usize) -> bool {
    let written = input.text.written(first.clone());
    written.len() == 1 && written.bytes().all(|b| b.is_ascii_uppercase()) && is_title(input, last)
}

/// Whether the label is a word of the list's, digits, or an amount (`Rs915.Pay`): words with digits name hosts.
fn is_known(input: &Input<'_>, label: &Range<usize>) -> bool {
    let known = |at: usize| input.digits(at).is_some() || input.ids.get(at).is_some_and(|id| id.is_known());
    match label.len() {
        1 => known(label.start),
        2 => is_amount(input, label.start),
        _ => false,
    }
}

fn is_amount(input: &Input<'_>, at: usize) -> bool {
    input.label(at, Label::Currency).is_some_and(|number| input.digits(number).is_some())
}

/// Whether the words around say that an address stands from `at` to `end`.
fn is_addressed(input: &Input<'_>, at: usize, end: usize) -> bool {
    let before = at.checked_sub(1).filter(|_| !is_amount(input, at)).is_some_and(|at| {
        input.text.is_one_of(at, const { Marks::of(b":-=>@/") })
            || input.word(at).is_some_and(|word| input.rules.language.before_address.has(word))
    });
    before || input.word(end).is_some_and(|word| input.rules.language.behind_address.has(word))
}

/// Whether the second word reads as the beginning of what follows.
fn reads_on(input: &Input<'_>, first: &Range<usize>, last: usize) -> bool {
    let lower = input.text.written(first.clone()).chars().any(|c| c.is_lowercase() || c.is_ascii_digit());
    let known = input.ids.get(last).is_some_and(|id| id.is_known());
    if lower && known && is_title(input, last) {
        return true;
    }
    let followed = input.token(last + 1).is_some_and(|token| token.spaced && token.mark == 0);
    !first.clone().any(|at| is_lure(input, at)) || known && followed
}

/// Whether a fake would call its host that: a word of danger or of the bill, a name, or the rebate.
fn is_lure(input: &Input<'_>, at: usize) -> bool {
    let covers = |hit: &Hit| hit.tokens.contains(&at) && !hit.concepts.without(PLAIN).is_empty();
    let named = || input.mentions.at(at).any(|mention| mention.meaning.is_name());
    input.fuzzy.hits_around(&(at..at + 1), 0).any(covers)
        || named()
        || input.label(at, Label::Rebate).is_some()
        || input.word(at).is_some_and(|word| input.is_brand(word))
}
