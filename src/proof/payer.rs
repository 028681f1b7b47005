//! Does the message say that the company pays, or owes?
//!
//! In: the parts of a message. Out: companies that the words beside them make the one who pays: "payment made by SBPDCL",
//! "SBPDCL has dues". Only the reader pays, and only to the company.

use super::parse::{Read, ReadValue, tokens_of};
use super::phrases::{begins, ends_before, holds};
use super::sentences::sentences;
use crate::detect::Input;
use crate::grammar::Special;
use bumpalo::collections::Vec;
use std::ops::Range;

/// Companies that pay or owe.
pub(super) fn paying<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let grammar = &input.group.grammar;
    let follows = |special, at: usize| {
        !input.text.begins_line(at)
            && grammar.special(special).is_some_and(|class| begins(input, class, at..input.tokens().len()))
    };
    for sentence in sentences(input, parts) {
        let has_paid = || holds(input, Special::HasPaid, tokens_of(sentence));
        for company in sentence.iter().filter(|part| matches!(part.value, ReadValue::Company(_))) {
            let Range { start, end } = company.tokens;
            let is_payer = ends_before(input, Special::PayerBefore, start) || follows(Special::PayerBehind, end);
            if is_payer || follows(Special::Agent, end) && has_paid() {
                implausible.push(company.tokens.clone());
            }
        }
    }
}
