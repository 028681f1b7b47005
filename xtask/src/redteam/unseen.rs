//! Characters that are not seen, put into genuine messages.
//!
//! In: a text. Out: the same with such characters within its words and numbers, or a number spelled in tag characters.

use crate::rng::Rng;

/// Ranges of characters that show nothing, or nothing of their own.
const RANGES: &[(u32, u32)] = &[
    (0x00, 0x08),
    (0x0b, 0x0c),
    (0x0e, 0x1f),
    (0x7f, 0x9f), // C0, C1
    (0xad, 0xad),
    (0x34f, 0x34f),
    (0x61c, 0x61c), // soft hyphen, grapheme joiner, Arabic mark
    (0x115f, 0x1160),
    (0x3164, 0x3164),
    (0xffa0, 0xffa0), // Hangul fillers
    (0x17b4, 0x17b5),
    (0x180b, 0x180f), // Khmer, Mongolian
    (0x200b, 0x200f),
    (0x202a, 0x202e),
    (0x2060, 0x206f), // zero width, bidirectional, invisible operators
    (0xfe00, 0xfe0f),
    (0xfeff, 0xfeff),
    (0xfff0, 0xfffb), // variation selectors, byte order mark, specials
    (0x1bca0, 0x1bca3),
    (0x1d173, 0x1d17a),
    (0xe0000, 0xe01ff), // shorthand, music, tags, variation selectors
    (0xe000, 0xe1ff),
    (0xf8f0, 0xf8ff),
    (0xf0000, 0xf00ff),
    (0x10_ff00, 0x10_fffd), // private use
    (0x378, 0x379),
    (0x530, 0x530),
    (0x5f5, 0x5fe),
    (0x9e4, 0x9e5),
    (0x2fe0, 0x2fef), // unassigned
    (0x1f8c2, 0x1f8cf),
    (0x3_2000, 0x3_20ff),
    (0x6_0000, 0x6_00ff),
    (0xe_0200, 0xe_02ff),
    (0xfdd0, 0xfdef),
    (0x2800, 0x2800),
    (0x1_6fe4, 0x1_6fe4),
    (0x1_3441, 0x1_3442), // braille blank, Khitan and hieroglyphic fillers
];

/// `body` with one to three characters that are not seen, each between two letters or digits.
pub(super) fn inside(rng: &mut Rng, body: &str) -> Option<String> {
    let mut text = body.to_owned();
    for _ in 0..rng.between(1, 3) {
        let places: Vec<usize> = gaps(&text);
        if places.is_empty() {
            return None;
        }
        let at = *rng.pick(&places);
        let hidden = hidden(rng);
        // Hindi needs these behind a virama: they are seen there, in the form of the letter.
        let is_needed = text[..at].ends_with('\u{94d}') && matches!(hidden, '\u{200c}' | '\u{200d}');
        if is_needed {
            return None;
        }
        text.insert(at, hidden);
    }
    Some(text)
}

/// `body` with a number in tag characters somewhere.
pub(super) fn tagged(rng: &mut Rng, body: &str) -> String {
    let number = super::numbers::mobile(rng);
    let tags: String = number.chars().filter_map(|c| char::from_u32(0xe0000 + u32::from(c))).collect();
    let places: Vec<usize> = body.char_indices().map(|(at, _)| at).chain([body.len()]).collect();
    let (before, behind) = body.split_at(*rng.pick(&places));
    format!("{before}{tags}{behind}")
}

fn hidden(rng: &mut Rng) -> char {
    loop {
        let (low, high) = *rng.pick(RANGES);
        let offset = rng.below(usize::try_from(high - low + 1).unwrap_or(1));
        if let Some(c) = u32::try_from(offset).ok().and_then(|offset| char::from_u32(low + offset)) {
            return c;
        }
    }
}

/// Each place between two letters or digits.
fn gaps(text: &str) -> Vec<usize> {
    let in_word = |c: char| !c.is_whitespace() && !c.is_ascii_punctuation();
    let pairs = text.char_indices().zip(text.chars().skip(1));
    pairs.filter(|((_, a), b)| in_word(*a) && in_word(*b)).map(|((at, a), _)| at + a.len_utf8()).collect()
}
