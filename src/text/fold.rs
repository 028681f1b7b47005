//! How one character reads.
//!
//! In: a character. Out: a [`Reading`]: its folded form and, where it is not
//! what it seems, the [`Disguise`]. Total: every character has a reading, and
//! the folded form of a folded form is itself.

use super::fold_table::{SEVERAL, SINGLE};

/// What a character reads as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// A Latin letter, in ASCII lower case.
    Letter(u8, Disguise),
    /// A decimal digit, in ASCII.
    Digit(u8, Disguise),
    /// A Devanagari letter or sign.
    Devanagari(char),
    /// Punctuation, in ASCII.
    Mark(u8, Disguise),
    /// Several ASCII characters at once (`㎏`, `ﬁ`).
    Several(&'static str),
    /// A rupee sign: the word `rs`.
    Rupee,
    /// White space within a line.
    Space,
    /// The end of a line.
    Newline,
    /// Shows nothing and joins what stands beside it.
    Nothing(Hidden),
    /// An accent on the character before.
    Accent,
    /// Anything else: other scripts, pictures.
    Other,
}

/// How a character hides what it reads as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Disguise {
    /// It is what it seems.
    Plain,
    /// Full width, mathematical, circled …
    Styled,
    /// A letter of another script that looks the same.
    Lookalike,
    /// With a mark on it.
    Accented,
    /// A digit of a script that is not Devanagari.
    ForeignDigit,
}

/// What a character that shows nothing is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hidden {
    /// A joiner, which Devanagari and pictures need.
    Joiner,
    /// Zero width, soft hyphens, fillers, tags.
    Filler,
    /// Reverses the direction of writing.
    Bidi,
}

/// What `c` reads as.
pub(crate) fn read(c: char) -> Reading {
    match c {
        '\0'..='\x7f' => read_ascii(c as u8),
        '\u{900}'..='\u{97f}' => read_devanagari(c),
        _ => read_named(c).or_else(|| read_single(c)).or_else(|| read_several(c)).unwrap_or_else(|| read_rest(c)),
    }
}

fn read_ascii(b: u8) -> Reading {
    match b {
        b'a'..=b'z' | b'A'..=b'Z' => Reading::Letter(b.to_ascii_lowercase(), Disguise::Plain),
        b'0'..=b'9' => Reading::Digit(b, Disguise::Plain),
        b'\n' | b'\r' => Reading::Newline,
        b'!'..=b'~' => Reading::Mark(b, Disguise::Plain),
        b'\t' | b' ' | 0x0b | 0x0c => Reading::Space,
        _ => Reading::Nothing(Hidden::Filler),
    }
}

pub(super) const fn read_devanagari(c: char) -> Reading {
    match c {
        '\u{966}'..='\u{96f}' => Reading::Digit(b'0' + (c as u32 - 0x966) as u8, Disguise::Plain),
        '।' | '॥' => Reading::Mark(b';', Disguise::Plain),
        '॰' => Reading::Mark(b'.', Disguise::Plain),
        // Nukta, avagraha, stress marks and visarga (often typed for a colon) carry no meaning here.
        '\u{93c}' | 'ः' | 'ऽ' | '\u{951}'..='\u{954}' => Reading::Nothing(Hidden::Joiner),
        'ँ' | 'ऀ' => Reading::Devanagari('ं'),
        '\u{958}' => Reading::Devanagari('क'),
        '\u{959}' => Reading::Devanagari('ख'),
        '\u{95a}' => Reading::Devanagari('ग'),
        '\u{95b}' => Reading::Devanagari('ज'),
        '\u{95c}' => Reading::Devanagari('ड'),
        '\u{95d}' => Reading::Devanagari('ढ'),
        '\u{95e}' => Reading::Devanagari('फ'),
        '\u{95f}' => Reading::Devanagari('य'),
        'ऩ' => Reading::Devanagari('न'),
        'ऱ' => Reading::Devanagari('र'),
        'ऴ' => Reading::Devanagari('ळ'),
        _ => Reading::Devanagari(c),
    }
}

/// Characters whose reading no table gives: typography, blanks, the unseen.
fn read_named(c: char) -> Option<Reading> {
    Some(match c {
        '₹' | '₨' => Reading::Rupee,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Reading::Space,
        '\u{85}' | '\u{2028}' | '\u{2029}' => Reading::Newline,
        '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' => Reading::Nothing(Hidden::Joiner),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Reading::Nothing(Hidden::Bidi),
        _ if is_filler(c) => Reading::Nothing(Hidden::Filler),
        '‐'..='―' | '−' | '⁃' | '﹣' | '－' => Reading::Mark(b'-', Disguise::Plain),
        '‘' | '’' | '‚' | '‛' | '′' | '´' => Reading::Mark(b'\'', Disguise::Plain),
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => Reading::Mark(b'"', Disguise::Plain),
        '…' => Reading::Mark(b';', Disguise::Plain),
        '•' | '·' | '●' | '▪' | '∙' | '⋅' | '・' => Reading::Mark(b'*', Disguise::Plain),
        '．' | '。' | '｡' | '․' => Reading::Mark(b'.', Disguise::Styled),
        '⁄' | '∕' | '／' => Reading::Mark(b'/', Disguise::Styled),
        _ => return None,
    })
}

fn is_filler(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}'
        | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

fn read_single(c: char) -> Option<Reading> {
    let at = SINGLE.binary_search_by_key(&(c as u32), |entry| entry >> 11).ok()?;
    let entry = SINGLE[at];
    let ascii = (entry & 0xff) as u8;
    let disguise = match entry >> 8 & 7 {
        0 => Disguise::Styled,
        1 => Disguise::Lookalike,
        2 => Disguise::Accented,
        _ => Disguise::ForeignDigit,
    };
    Some(match ascii {
        b'0'..=b'9' => Reading::Digit(ascii, disguise),
        b'a'..=b'z' => Reading::Letter(ascii, disguise),
        _ => Reading::Mark(ascii, disguise),
    })
}

fn read_several(c: char) -> Option<Reading> {
    let at = SEVERAL.binary_search_by_key(&c, |entry| entry.0).ok()?;
    Some(Reading::Several(SEVERAL[at].1))
}

fn read_rest(c: char) -> Reading {
    match c {
        '\u{300}'..='\u{36f}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}' => Reading::Accent,
        _ => Reading::Other,
    }
}

/// What a letter or sign of another script reads as in a word: of letters that Urdu and Bengali write in two
/// ways one; nothing for a mark that words are written with and without. `None` for what is no letter.
pub(super) fn other_letter(c: char) -> Option<Option<char>> {
    Some(Some(match c {
        '\u{640}' | '\u{64b}'..='\u{652}' | '\u{670}' | '\u{9bc}' => return Some(None),
        'ي' | 'ى' | 'ئ' => 'ی',
        'ك' => 'ک',
        'ه' | 'ة' | 'ۀ' => 'ہ',
        'أ' | 'إ' => 'ا',
        'ؤ' => 'و',
        '\u{9dc}' => 'ড',
        '\u{9dd}' => 'ঢ',
        '\u{9df}' => 'য',
        // The signs of the scripts of India, among them those that join two letters.
        '\u{980}'..='\u{dff}' => c,
        _ if c.is_alphabetic() => c,
        _ => return None,
    }))
}
