//! Who pays whom, by what the message says?
//!
//! In: the parts of a message. Out: companies that the words beside them make the one who pays ("payment made by SBPDCL",
//! "SBPDCL has dues"), apps that are paid themselves, and sums owed where nothing is. Only the reader pays, and only to the
//! company.

use super::channels::behind_noun;
use super::parse::{Read, ReadValue, chunks_of, sentences, tokens_of};
use super::phrases::{begins, ends_before, holds, is_one};
use crate::detect::Input;
use crate::grammar::Special;
use crate::report::Element;
use bumpalo::collections::Vec;
use std::ops::Range;

/// The sums of a receipt, where each of them is owed: "Recharge of Rs 5,000 is due" is none.
pub(super) fn all_owed<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let sums: std::vec::Vec<&Read> = parts.iter().filter(|part| part.sum_of(Element::Amount).is_some()).collect();
    let is_owed = |part: &&Read| {
        let Range { start, end } = part.tokens;
        let behind = if is_one(input, Special::Of, end) { end + 1 } else { end };
        ends_before(input, Special::DueLabel, start) || follows(input, Special::DueLabel, behind)
    };
    if sums.iter().all(is_owed) {
        implausible.extend(sums.iter().map(|part| part.tokens.clone()));
    }
}

/// Apps that are paid themselves: "Pay Suvidha app", "Recharge your Suvidha app".
pub(super) fn paid_apps<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let apps = parts.iter().filter(|part| matches!(part.value, ReadValue::App(_)));
    let is_paid = |app: &&Read| {
        let Range { start, end } = app.tokens;
        !input.text.begins_line(start) && ends_before(input, Special::Pays, start)
            || follows(input, Special::PaidBehind, behind_noun(input, end))
    };
    implausible.extend(apps.filter(is_paid).map(|app| app.tokens.clone()));
}

/// Sums that are owed, in a message that says that nothing is.
pub(super) fn owed<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    if !holds(input, Special::NoDues, 0..input.tokens().len()) {
        return;
    }
    let has_deadline = parts.iter().any(|part| part.element == Some(Element::LastDate));
    let is_owed = |part: &&Read| {
        part.sum_of(Element::Amount).is_some_and(|sum| {
            let is_due = has_deadline || ends_before(input, Special::DueLabel, part.tokens.start);
            sum < 0 || sum > 0 && is_due
        })
    };
    implausible.extend(parts.iter().filter(is_owed).map(|part| part.tokens.clone()));
}

/// Companies that pay or owe.
pub(super) fn paying<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    for sentence in sentences(input, parts) {
        let has_paid = || holds(input, Special::HasPaid, tokens_of(sentence));
        for company in sentence.iter().filter(|part| matches!(part.value, ReadValue::Company(_))) {
            let Range { start, end } = company.tokens;
            // "SBPDCL's bill".
            let end = if input.text.is_mark(end, b'\'') { end + 1 } else { end };
            let is_payer = ends_before(input, Special::PayerBefore, start) || follows(input, Special::PayerBehind, end);
            if is_payer || follows(input, Special::Agent, end) && has_paid() {
                implausible.push(company.tokens.clone());
            }
        }
    }
}

/// People of the company directly behind an order to pay ("pay the SBPDCL team"): someone is to be paid.
pub(super) fn paid_people<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    for chunk in chunks_of(parts) {
        let tokens = tokens_of(chunk);
        let is_company = chunk.iter().any(|part| matches!(part.value, ReadValue::Company(_)));
        // "Pay the team".
        let article = tokens.start.checked_sub(1).filter(|at| input.word(*at).is_some());
        let mut order_ends = [Some(tokens.start), article].into_iter().flatten();
        let mut is_behind_order =
            || order_ends.any(|end| ends_before(input, Special::Order, end)) && !input.text.begins_line(tokens.start);
        if is_company && holds(input, Special::People, tokens.clone()) && is_behind_order() {
            implausible.push(tokens);
        }
    }
}

/// Whether a phrase of the class begins at `at`, on the same line as what is before it.
pub(super) fn follows(input: &Input<'_>, special: Special, at: usize) -> bool {
    let class = input.group.grammar.special(special).filter(|_| !input.text.begins_line(at));
    class.is_some_and(|class| begins(input, class, at..input.tokens().len()))
}
