//! Codes that forward the phone's calls.
//!
//! In: tokens. Out: findings: `*401*98…#`, `**21*98…#`, `star 401 star`. Who dials
//! one hands the bank's calls to a stranger.

use super::super::{Found, Input};
use crate::report::FindingCode;
use bumpalo::collections::Vec;

pub(super) fn dangers<'a>(input: &Input<'a>, found: &mut Vec<'a, Found<'a>>) {
    for at in input.numbers() {
        let codes = &input.rules.nation.call_forwarding;
        let Some(digits) = input.digits(at).filter(|digits| codes.iter().any(|code| code == *digits)) else { continue };
        let Some(start) = at.checked_sub(1).filter(|star| is_star(input, *star)) else { continue };
        if is_star(input, at + 1) && input.digits(at + 2).is_some_and(|number| number.len() > 2) {
            let start = start.checked_sub(1).filter(|star| is_star(input, *star)).unwrap_or(start);
            found.push(Found { code: FindingCode::CallForwarding, tokens: start..at + 3, value: Some(digits) });
        }
    }
}

fn is_star(input: &Input<'_>, at: usize) -> bool {
    input.text.is_mark(at, b'*') || input.word(at).is_some_and(|word| input.rules.language.star.has(word))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{BUSINESS, detect};
    use crate::report::FindingCode::CallForwarding;

    #[test]
    fn a_code_that_forwards_calls() {
        for body in ["dial *401*9812345678#", "**21*9812345678#", "**61* 98123 45678", "star 401 star 9812345678"] {
            assert!(detect(BUSINESS, body).has(CallForwarding), "{body}");
        }
        for body in ["*123#", "*99#", "****4471", "5 * 21 * 2", "401 9812345678", "*21*"] {
            assert!(!detect(BUSINESS, body).has(CallForwarding), "{body}");
        }
    }
}
