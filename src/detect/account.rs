//! Consumer account (CA) numbers.
//!
//! In: tokens. Out: numbers that stand behind a label of the issuer's account
//! slot and match its pattern. Any other phone-shaped run stays a phone number.

use super::{Input, Typed};
use crate::text::Marks;
use crate::words::Label;

const LINK_WORDS: &[&str] = &["is", "no", "number", "है", "hai", "संख्या", "नंबर", "सं"];

pub(super) fn accounts(input: &Input<'_>) -> Vec<Typed<String>> {
    (0..input.tokens().len())
        .filter_map(|at| {
            let mut value = input.label(at, Label::AccountNumber)?;
            for _ in 0..3 {
                value = input.skip_marks(value, const { Marks::of(b".:-#()/=") });
                match input.word(value) {
                    Some(word) if LINK_WORDS.contains(&word) => value += 1,
                    _ => break,
                }
            }
            let digits = input.digits(value)?;
            let typed = Typed { tokens: at..value + 1, value: digits.to_owned() };
            input.rules.account_number.is_match(digits).then_some(typed)
        })
        .collect()
}
