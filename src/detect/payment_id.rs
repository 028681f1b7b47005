//! UPI ids and e-mail addresses.
//!
//! In: tokens. Out: findings for `name@bank` and `name@host.tld`.

use super::{Found, Input};
use crate::report::FindingCode;
use bumpalo::collections::Vec;

/// How far back a name before the `@` is followed, in tokens.
const LONGEST_NAME: usize = 12;

pub(super) fn dangers<'a>(input: &Input<'a>, found: &mut Vec<'a, Found<'a>>) {
    if !input.text.holds(b'@') {
        return;
    }
    for at in 1..input.tokens().len() {
        if input.text.is_mark(at, b'@') {
            found.extend(address_at(input, at));
        }
    }
}

fn address_at<'a>(input: &Input<'a>, at: usize) -> Option<Found<'a>> {
    let name = &input.tokens()[at - 1];
    let right = input.word(at + 1).or_else(|| input.digits(at + 1))?;
    let glued = input.is_glued(at) && input.is_glued(at + 1);
    let is_name = name.is_word() || input.digits(at - 1).is_some();
    let is_known = input.rules.upi_handles.has(right);
    // No bank's handle is a single letter, and `c0nt@ct` is a word.
    let is_handle = glued && right.chars().nth(1).is_some() && !is_letter(input, at);
    if !is_name || !is_known && !is_handle {
        return None;
    }
    let mut start = at - 1;
    while start > 0 && at - start < LONGEST_NAME && input.is_glued(start) && !input.text.is_mark(start - 1, b':') {
        start -= 1;
    }
    let is_host = input.text.is_mark(at + 2, b'.') && input.is_glued(at + 2) && input.is_glued(at + 3);
    let host = is_host && input.word(at + 3).is_some_and(|tld| input.is_top_level(tld));
    let (code, end) = if host { (FindingCode::EmailAddress, at + 4) } else { (FindingCode::UpiId, at + 2) };
    Some(Found { code, tokens: start..end, value: Some(input.text.folded_run(start..end, input.arena)) })
}

/// Whether the mark at `at` is read as a letter of a word.
fn is_letter(input: &Input<'_>, at: usize) -> bool {
    let words = &input.fuzzy.words;
    let behind = words.partition_point(|word| word.token as usize <= at);
    let word = behind.checked_sub(1).and_then(|before| words.get(before));
    word.is_some_and(|word| {
        word.id.is_known() && (word.token as usize..(word.token + word.tokens) as usize).contains(&at)
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{BUSINESS, detect};
    use crate::report::FindingCode::{EmailAddress, UpiId};

    #[test]
    fn a_name_at_a_bank_or_a_host_is_an_address() {
        assert!(detect(BUSINESS, "pay to bill.pay@ybl").has(UpiId));
        assert!(detect(BUSINESS, "pay to bill @ ybl").has(UpiId));
        assert!(detect(BUSINESS, "write to a.b@bank.com").has(EmailAddress));
        assert!(detect(BUSINESS, "met @ home, @5 %").found.is_empty());
    }

    #[test]
    fn a_mark_that_is_read_as_a_letter_is_no_address() {
        assert!(!detect(BUSINESS, "c0nt@ct").has(UpiId));
        assert!(!detect(BUSINESS, "dow@r").has(UpiId));
        assert!(detect(BUSINESS, "c0nt@ct@ybl").has(UpiId));
        assert!(detect(BUSINESS, "contact@ybl, dow@newbank").has(UpiId));
    }
}
