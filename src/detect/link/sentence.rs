//! A full stop without a blank behind it is no link.
//!
//! In: a host of two labels without scheme or path. Out: whether the two are words of
//! a sentence (`time.in case`, `M.Com`). The whole list of top-level domains holds
//! many words, so the words on both sides decide.

use super::super::Input;
use super::host::{Host, is_title};
use crate::words::{Concept, Concepts, Label};

/// Words behind which an address stands.
const BEFORE: &[&str] = &["at", "on", "visit", "via", "through", "link", "website", "site", "url", "open", "click"];
/// Words that stand behind an address.
const BEHIND: &[&str] = &["par", "pr", "pe", "पर", "पे"];
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
    let two_words = host.labels == 2 && !host.defanged && host.end == at + 3;
    two_words && (is_degree(input, at) || is_known(input, at) && !is_addressed(input, at) && reads_on(input, at))
}

/// `M.Com`, `B.Tech`, `M.Sc`: a capital, and a word that begins with one.
fn is_degree(input: &Input<'_>, at: usize) -> bool {
    let mut first = input.text.written(at..at + 1).chars();
    let capital = first.next().is_some_and(|c| c.is_ascii_uppercase()) && first.next().is_none();
    capital && is_title(input, at + 2)
}

/// Whether the word at `at` is one of the list's, or digits.
fn is_known(input: &Input<'_>, at: usize) -> bool {
    input.digits(at).is_some() || input.ids.get(at).is_some_and(|id| id.is_known())
}

/// Whether the words around say that an address stands at `at`.
fn is_addressed(input: &Input<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).is_some_and(|at| {
        input.text.is_one_of(at, const { crate::text::Marks::of(b":-=>@/") })
            || input.word(at).is_some_and(|word| BEFORE.contains(&word))
    });
    before || input.word(at + 3).is_some_and(|word| BEHIND.contains(&word))
}

/// Whether the second word reads as the beginning of what follows.
fn reads_on(input: &Input<'_>, at: usize) -> bool {
    let lower = input.text.written(at..at + 1).chars().any(|c| c.is_lowercase() || c.is_ascii_digit());
    let known = input.ids.get(at + 2).is_some_and(|id| id.is_known());
    if lower && known && is_title(input, at + 2) {
        return true;
    }
    let followed = input.token(at + 3).is_some_and(|token| token.spaced && token.mark == 0);
    !is_lure(input, at) || known && followed
}

/// Whether a fake would call its host that: a word of danger or of the bill, a name, or the rebate.
fn is_lure(input: &Input<'_>, at: usize) -> bool {
    let info = input.ids.get(at).and_then(|id| input.rules.words.info(*id));
    let concepts = info.is_some_and(|info| !info.concepts.without(PLAIN).is_empty());
    let named = input.mentions.at(at).any(|mention| mention.meaning.is_name());
    concepts || named || input.label(at, Label::Rebate).is_some()
}
