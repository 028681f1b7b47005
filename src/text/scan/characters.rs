//! What single characters are.
//!
//! In: a character or its reading. Out: whether it is a symbol, a selector, a virama; which disguise it is.

use super::super::Disguises;
use super::super::fold::{CharReading, Disguise};

/// What a letter of a flag is.
pub(super) enum Region {
    /// Half of a flag.
    Flag,
    /// A letter.
    Letter,
}

/// Draws the digit before it as a key.
pub(super) const KEYCAP: char = '\u{20e3}';

/// Runs of flags are not followed further, in letters.
pub(super) const LONGEST_FLAGS: usize = 32;

pub(super) fn is_symbol(reading: CharReading) -> bool {
    matches!(
        reading,
        CharReading::Letter(_, Disguise::Symbol | Disguise::Styled)
            | CharReading::Digit(_, Disguise::Symbol | Disguise::Styled)
            | CharReading::Several(_)
    )
}

/// Whether a sign of a currency before `c` may be a letter: marks stand for letters, too.
pub(super) fn goes_on_in_leet(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '|' | '!' | '@' | '$' | '+' | '(' | '€')
}

/// Shows the character before it as a picture, or as text.
pub(super) fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}')
}

/// The sign that joins two consonants, in Devanagari and its sisters.
pub(super) fn is_virama(c: char) -> bool {
    matches!(
        c,
        '\u{94d}'
            | '\u{93c}'
            | '\u{9cd}'
            | '\u{a4d}'
            | '\u{acd}'
            | '\u{b4d}'
            | '\u{bcd}'
            | '\u{c4d}'
            | '\u{ccd}'
            | '\u{d4d}'
    )
}

pub(super) fn flag(disguise: Disguise) -> Disguises {
    match disguise {
        Disguise::Plain => Disguises::PLAIN,
        Disguise::Styled | Disguise::Symbol => Disguises::STYLED,
        Disguise::Lookalike | Disguise::Turned | Disguise::Taken => Disguises::LOOKALIKE,
        Disguise::Accented => Disguises::ACCENTED,
        Disguise::ForeignDigit => Disguises::FOREIGN_DIGIT,
    }
}
