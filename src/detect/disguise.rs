//! Disguised text.
//!
//! In: the tokens' disguises. Out: one finding for each kind of disguise a token uses.

use super::{Found, Input};
use crate::report::FindingCode;
use crate::text::{Disguises, TokenKind};
use bumpalo::collections::Vec;

/// How far a glued run is followed, in tokens.
const LONGEST: usize = 24;

pub(super) fn dangers<'a>(input: &Input<'a>, found: &mut Vec<'a, Found<'a>>) {
    if input.text.is_plain() {
        return;
    }
    let kinds = [
        (Disguises::STYLED, FindingCode::StyledLetters),
        (Disguises::FOREIGN_DIGIT, FindingCode::StyledLetters),
        (Disguises::LOOKALIKE, FindingCode::MixedScript),
        (Disguises::HIDDEN, FindingCode::InvisibleCharacter),
        (Disguises::ACCENTED, FindingCode::CombiningMark),
    ];
    for (at, token) in input.tokens().iter().enumerate() {
        if token.is_plain() || is_of_another_script(input, at) {
            continue;
        }
        for (disguise, code) in kinds {
            if token.disguise.has(disguise) {
                found.push(Found { code, tokens: at..at + 1, value: None });
            }
        }
    }
}

/// A word of another script holds letters that no Latin word has: no disguise, just a language.
fn is_of_another_script(input: &Input<'_>, at: usize) -> bool {
    let tokens = input.tokens();
    let is_other = |at: usize| tokens[at].kind == TokenKind::Other;
    let before = (1..=at).rev().take(LONGEST).take_while(|at| input.is_glued(*at)).any(|at| is_other(at - 1));
    let after = (at + 1..tokens.len()).take(LONGEST).take_while(|at| input.is_glued(*at)).any(is_other);
    tokens[at].disguise.has(Disguises::LOOKALIKE) && (before || after)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{BUSINESS, detect};
    use crate::report::FindingCode::{InvisibleCharacter, MixedScript, StyledLetters};

    #[test]
    fn each_disguise_has_its_finding() {
        assert!(detect(BUSINESS, "b\u{456}ll").has(MixedScript));
        assert!(detect(BUSINESS, "\u{1d41b}ill").has(StyledLetters));
        assert!(detect(BUSINESS, "bi\u{200b}ll").has(InvisibleCharacter));
        assert!(detect(BUSINESS, "bill").found.is_empty());
    }
}
