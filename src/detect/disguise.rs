//! Disguised text.
//!
//! In: the tokens' disguises. Out: one finding for each kind of disguise a token uses.

use super::{Found, Input};
use crate::text::Disguises;
use crate::verdict::FindingCode;

pub(super) fn dangers(input: &Input<'_>, found: &mut Vec<Found>) {
    let kinds = [
        (Disguises::STYLED, FindingCode::StyledLetters),
        (Disguises::FOREIGN_DIGIT, FindingCode::StyledLetters),
        (Disguises::LOOKALIKE, FindingCode::MixedScript),
        (Disguises::HIDDEN, FindingCode::InvisibleCharacter),
        (Disguises::ACCENTED, FindingCode::CombiningMark),
    ];
    for (at, token) in input.tokens().iter().enumerate() {
        if token.is_plain() {
            continue;
        }
        for (disguise, code) in kinds {
            if token.disguise.has(disguise) {
                found.push(Found {
                    code,
                    tokens: at..at + 1,
                    value: None,
                });
            }
        }
    }
}
