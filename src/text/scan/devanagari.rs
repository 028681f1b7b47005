//! Devanagari that reads as it is written.
//!
//! In: bytes. Out: how many of its characters they begin with, and what those are: these need no table of folding.

use super::super::fold::{CharReading, read_devanagari};

pub(super) const fn is_consonant(c: char) -> bool {
    matches!(c, 'क'..='ह')
}

pub(super) const fn is_nasal(c: char) -> bool {
    matches!(c, 'ङ' | 'ञ' | 'ण' | 'न' | 'म')
}

/// Signs that stand on a letter.
pub(super) const fn is_sign(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{903}' | '\u{93a}'..='\u{93c}' | '\u{93e}'..='\u{94f}' | '\u{951}'..='\u{957}' | '\u{962}' | '\u{963}')
}

/// What a Devanagari character is that reads as it is written; 0 for any other.
pub(super) type Sign = u8;
pub(super) const PLAIN_SIGN: Sign = 1;
pub(super) const CONSONANT: Sign = 2;
pub(super) const VIRAMA: Sign = 4;
pub(super) const NASAL: Sign = 8;
/// A sign on a letter: a vowel, a nasal, a virama.
pub(super) const DEPENDENT: Sign = 16;

/// Every character of the Devanagari block.
static SIGNS: [Sign; 128] = {
    let mut signs = [0; 128];
    let mut at = 0;
    while at < 128 {
        if let Some(c) = char::from_u32(0x900 + at)
            && let CharReading::Devanagari(read) = read_devanagari(c)
            && read as u32 == c as u32
        {
            let consonant = if is_consonant(c) { CONSONANT } else { 0 };
            let virama = if c as u32 == 0x94d { VIRAMA } else { 0 };
            let nasal = if is_nasal(c) { NASAL } else { 0 };
            let dependent = if is_sign(c) { DEPENDENT } else { 0 };
            signs[at as usize] = PLAIN_SIGN | consonant | virama | nasal | dependent;
        }
        at += 1;
    }
    signs
};

/// The Devanagari character of a second and a third byte.
pub(super) fn sign(block: u8, low: u8) -> Sign {
    SIGNS[usize::from(block & 1) << 6 | usize::from(low & 63)]
}

/// How many Devanagari characters that read as they are written begin `bytes`;
/// `None` where there may be a half nasal among them.
pub(super) fn whole_run(mut bytes: &[u8]) -> Option<usize> {
    let (mut before, mut last, mut count) = (0, 0, 0);
    while let [0xe0, block @ (0xa4 | 0xa5), low, rest @ ..] = bytes {
        let sign = sign(*block, *low);
        if sign == 0 {
            break;
        }
        if last & VIRAMA != 0 && before & NASAL != 0 && sign & CONSONANT != 0 {
            return None;
        }
        (before, last, bytes) = (last, sign, rest);
        count += 1;
    }
    Some(count)
}

/// Whether a Devanagari character that reads as it is written begins `bytes`.
pub(super) fn is_plain_devanagari(bytes: &[u8]) -> bool {
    matches!(bytes, [0xe0, block @ (0xa4 | 0xa5), low, ..] if sign(*block, *low) != 0)
}

/// Whether a Devanagari sign that stands on a letter begins `bytes`.
pub(super) fn is_dependent(bytes: &[u8]) -> bool {
    matches!(bytes, [0xe0, block @ (0xa4 | 0xa5), low, ..] if sign(*block, *low) & DEPENDENT != 0)
}
