//! A bank account to pay into.
//!
//! In: tokens and the readings. Out: findings: an IFSC, and a number of a bank account
//! behind "account" that something is to be paid into. The reader's own account
//! in a bank's message is masked, or money comes out of it.

use super::super::{Detected, Found, Input};
use crate::report::FindingCode;
use crate::text::{Marks, TokenKind};
use crate::words::{Concept, Concepts, Label, Meaning};
use bumpalo::collections::Vec;
use std::ops::Range;

/// How far from its IFSC an account number may stand, and from "deposit" its label, in tokens.
const REACH: usize = 14;
const PAID_REACH: usize = 8;

pub(super) fn dangers<'a>(input: &Input<'a>, detected: &Detected<'a>, found: &mut Vec<'a, Found<'a>>) {
    let mut taken = 0;
    for hit in super::asked(input, Concept::BankAccount) {
        if hit.tokens.start >= taken
            && let Some(number) = number_near(input, detected, &hit.tokens)
        {
            taken = number.end;
            add(input, number, found);
        }
    }
    for at in input.numbers() {
        if at >= taken && is_ifsc(input, at) {
            taken = at + 1;
            let number = number_near(input, detected, &(at - 1..at + 1));
            add(input, number.unwrap_or(at - 1..code_end(input, at)), found);
        }
    }
    let labels = |meaning| matches!(meaning, Meaning::Label(Label::SharedAccountNumber));
    for at in input.mentions.starts(labels) {
        if let Some(number) = paid_into(input, at).filter(|number| number.start >= taken) {
            taken = number.end;
            add(input, number, found);
        }
    }
}

fn add<'a>(input: &Input<'a>, tokens: Range<usize>, found: &mut Vec<'a, Found<'a>>) {
    let value = Some(input.text.folded_run(tokens.clone(), input.arena));
    found.push(Found { code: FindingCode::BankAccount, tokens, value });
}

/// `SBIN0001234`, `HDFC0ABC123`: four letters, a nought, six letters or digits; the digits at `at` begin with the nought.
fn is_ifsc(input: &Input<'_>, at: usize) -> bool {
    let bank = at.checked_sub(1).and_then(|bank| input.token(bank));
    let letters = bank.is_some_and(|bank| bank.kind == TokenKind::Latin && bank.folded_len() == 4);
    let nought = input.digits(at).is_some_and(|digits| digits.starts_with('0'));
    letters && nought && input.is_glued(at) && !input.is_glued(at - 1) && code_length(input, at) == 7
}

/// How long the letters and digits glued together from `at` are, as far as a code goes.
fn code_length(input: &Input<'_>, at: usize) -> usize {
    (at..code_end(input, at)).filter_map(|at| input.token(at)).map(crate::text::Token::folded_len).sum()
}

fn code_end(input: &Input<'_>, at: usize) -> usize {
    let part = |at: usize| {
        input.is_glued(at)
            && input.token(at).is_some_and(|token| matches!(token.kind, TokenKind::Latin | TokenKind::Digits))
    };
    (at + 1..at + 7).find(|end| !part(*end)).unwrap_or(at + 7)
}

/// Digits that can be a bank account's, near `tokens`; not those of the reader's bill.
fn number_near(input: &Input<'_>, detected: &Detected<'_>, tokens: &Range<usize>) -> Option<Range<usize>> {
    let near = tokens.start.saturating_sub(REACH)..tokens.end + REACH;
    let fits = |at: &usize| {
        let digits =
            input.digits(*at).is_some_and(|digits| input.rules.nation.bank_account_digits.contains(&digits.len()));
        digits && !is_of_consumer(input, detected, *at)
    };
    let first = near.clone().find(fits)?;
    Some(first..first + 1)
}

/// Whether the token at `at` is of a consumer account number, behind its own label.
fn is_of_consumer(input: &Input<'_>, detected: &Detected<'_>, at: usize) -> bool {
    let before = detected.accounts.partition_point(|account| account.tokens.start <= at);
    let account = before.checked_sub(1).map(|last| &detected.accounts[last].tokens);
    account.is_some_and(|tokens| tokens.contains(&at) && input.label(tokens.start, Label::AccountNumber).is_some())
}

/// The number behind the label at `at`, where something is to be paid into it.
fn paid_into(input: &Input<'_>, at: usize) -> Option<Range<usize>> {
    input.word(at).filter(|word| input.rules.language.bank_account.has(word))?;
    let mut number = input.label(at, Label::SharedAccountNumber)?;
    for _ in 0..3 {
        number = input.skip_marks(number, const { Marks::of(b".:-#/") });
        if !input.word(number).is_some_and(|word| input.rules.language.before_bank_number.has(word)) {
            break;
        }
        number += 1;
    }
    input.digits(number).filter(|digits| input.rules.nation.bank_account_digits.contains(&digits.len()))?;
    let direction = |at: usize| input.label(at, Label::Direction).is_some();
    let into = direction(number + 1) || (at.saturating_sub(2)..at).any(direction);
    let pay = super::asked_near(input, Concepts::of(&[Concept::Pay]), &(at..number + 1), PAID_REACH);
    let received = input.fuzzy.concepts.has(Concept::Receipt);
    (into && pay && !received).then_some(number..number + 1)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{BUSINESS, OFFICIAL, detect};
    use crate::report::FindingCode::BankAccount;

    #[test]
    fn an_account_to_pay_into() {
        for body in [
            "deposit Rs 850 in account 501012345678 IFSC HDFC0001234",
            "account no 50101234567, SBIN0ABC123",
            "deposit to account no. 501012345678",
            "खाता 501012345678, IFSC: SBIN0001234",
            "transfer Rs 850 into a c 501012345678",
        ] {
            assert!(detect(BUSINESS, body).has(BankAccount), "{body}");
            assert!(detect(OFFICIAL, body).has(BankAccount), "{body}");
        }
    }

    #[test]
    fn other_accounts_are_none() {
        for body in [
            "CA no 236012345 pay Rs 850",
            "Rs 850 received in account no 501012345678",
            "account no 501012345678",
            "IFSC",
            "ABCD0123",
            "never deposit to account no 501012345678",
        ] {
            assert!(!detect(BUSINESS, body).has(BankAccount), "{body}");
        }
    }
}
