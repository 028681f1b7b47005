//! Where the sentences of a message end.
//!
//! In: the marks between two parts. Out: whether a sentence ends there. A dot may be an abbreviation's.

use super::phrases::begins;
use crate::detect::Input;
use crate::grammar::Special;
use crate::text::Marks;
use std::ops::Range;

/// Marks that end a sentence, or a field; the danda is a semicolon here. A dot may be an abbreviation's.
const STOPS: Marks = Marks::of(b";!?|");
/// "Amt. due", "No. 12", "Ltd.", where the list names no abbreviations.
const LONGEST_ABBREVIATION: usize = 3;

/// Whether a sentence ends among the marks `between` two parts: by a stop, a dot that nothing is glued to, or a line.
pub(super) fn is_sentence_end(input: &Input<'_>, mut between: Range<usize>) -> bool {
    let begins_line = input.text.begins_line(between.end);
    let is_own = |dot: usize| dot.checked_sub(1).is_some_and(|before| is_abbreviation(input, before));
    let is_stop = |at: usize| input.text.is_one_of(at, STOPS) || input.is_full_stop(at) && !is_own(at);
    begins_line || between.any(is_stop)
}

/// Whether a dot behind the word at `at` may be its own.
pub(super) fn is_abbreviation(input: &Input<'_>, at: usize) -> bool {
    match input.group.grammar.special(Special::Abbreviation) {
        Some(class) => begins(input, class, at..at + 1),
        None => input.text.folded(&input.tokens()[at]).chars().count() <= LONGEST_ABBREVIATION,
    }
}
