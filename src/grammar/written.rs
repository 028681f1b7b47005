//! The characters that genuine messages are written in.
//!
//! In: a text as it came. Out: whether all of it is ASCII, Devanagari and a few signs, each where it belongs; and the
//! marks that say nothing between two words.

use crate::steps::step;
use crate::text::Marks;

/// Marks that may be between two parts of a clause. Not `@`, `_`, `~`, `+`, `%`.
pub(crate) const FREE_MARKS: Marks = Marks::of(b".,:;!?-/()'\"&*#|=[]<>");
/// Signs beside ASCII and Devanagari that genuine messages hold.
const OTHER_SIGNS: &str = "₹–—‘’“”•…·→✓«»‐‑−\u{200e}\u{200f}\u{2066}\u{2067}\u{2068}\u{2069}\u{feff}";

/// Whether the text is of what companies write: ASCII, Devanagari and a few signs. A mark of Hindi needs a letter of
/// Hindi before it, and a joiner a virama, so that none hides behind a digit or a sign.
pub(crate) fn all_are_in_place(source: &str) -> bool {
    let mut before = '\0';
    source.chars().all(|c| {
        step();
        let before = std::mem::replace(&mut before, c);
        match c {
            '\u{900}'..='\u{903}' | '\u{93a}'..='\u{93c}' | '\u{93e}'..='\u{94f}' | '\u{955}'..='\u{957}' => {
                is_letter_of_hindi(before)
            }
            '\u{200c}' | '\u{200d}' => before == '\u{94d}',
            ' '..='~' | '\u{900}'..='\u{97f}' => true,
            _ => is_white_space(c) || OTHER_SIGNS.contains(c),
        }
    })
}

pub(crate) fn is_white_space(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\r' | '\t' | '\u{a0}')
}

/// Signs that belong to the letter before them, and say nothing when folded: nukta, visarga, avagraha, joiners.
pub(crate) fn is_sign_of_hindi(c: char) -> bool {
    matches!(c, '\u{93c}' | '\u{903}' | '\u{93d}' | '\u{200c}' | '\u{200d}')
}

/// A letter of Hindi, or a mark that belongs to one.
fn is_letter_of_hindi(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{963}' | '\u{970}'..='\u{97f}' | '\u{200c}' | '\u{200d}')
}
