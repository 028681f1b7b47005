//! How one character reads.
//!
//! In: a character. Out: a [`CharReading`]: its folded form and, where it is not
//! what it seems, the [`Disguise`]. Total: every character has a reading, and
//! the folded form of a folded form is itself.

use super::fold_table::{MARKS, SEVERAL, SINGLE, UNASSIGNED, UNSEEN};

/// What a character reads as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CharReading {
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
    /// A sign of another currency, and the Latin letter that it looks like.
    Currency(u8),
    /// A letter or sign of another script that people in India write in; and the Latin letter that it looks
    /// like among Latin letters, if any.
    Script(char, Option<u8>),
    /// A sign on such a letter: a vowel, a virama.
    ScriptSign(char),
    /// White space within a line.
    Space,
    /// The end of a line.
    Newline,
    /// Shows nothing and joins what stands beside it.
    Nothing(Hidden),
    /// A mark on the character before, of any script.
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
    /// A letter turned by half a circle.
    Turned,
    /// A letter of another script that is taken for it, though it is plainly another.
    Taken,
    /// A symbol that holds it; where it stands alone, an honest one.
    Symbol,
}

/// What a character that shows nothing is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hidden {
    /// A sign of Devanagari that carries no meaning here.
    Sign,
    /// A joiner or a variation selector, which Devanagari and pictures need.
    Joiner,
    /// Zero width, soft hyphens, fillers, tags, controls.
    Filler,
    /// A private or unassigned character: a box, or whatever a phone's maker likes.
    Unassigned,
    /// Marks of direction and of byte order, which phones put around values.
    Stray,
    /// Embeds or isolates a direction of writing, or ends that.
    Embedding,
    /// Overrides the direction of writing.
    Override,
}

/// What `c` reads as.
pub(crate) fn read(c: char) -> CharReading {
    match c {
        '\0'..='\x7f' => read_ascii(c as u8),
        '\u{900}'..='\u{97f}' => read_devanagari(c),
        _ => read_named(c).or_else(|| read_single(c)).or_else(|| read_several(c)).unwrap_or_else(|| read_rest(c)),
    }
}

fn read_ascii(b: u8) -> CharReading {
    match b {
        b'a'..=b'z' | b'A'..=b'Z' => CharReading::Letter(b.to_ascii_lowercase(), Disguise::Plain),
        b'0'..=b'9' => CharReading::Digit(b, Disguise::Plain),
        b'\n' | b'\r' => CharReading::Newline,
        b'!'..=b'~' => CharReading::Mark(b, Disguise::Plain),
        b'\t' | b' ' | 0x0b | 0x0c => CharReading::Space,
        _ => CharReading::Nothing(Hidden::Filler),
    }
}

pub(super) const fn read_devanagari(c: char) -> CharReading {
    match c {
        '\u{966}'..='\u{96f}' => CharReading::Digit(b'0' + (c as u32 - 0x966) as u8, Disguise::Plain),
        '।' | '॥' => CharReading::Mark(b';', Disguise::Plain),
        '॰' => CharReading::Mark(b'.', Disguise::Plain),
        // Nukta, avagraha, stress marks and visarga (often typed for a colon) carry no meaning here.
        '\u{93c}' | 'ः' | 'ऽ' | '\u{951}'..='\u{954}' => CharReading::Nothing(Hidden::Sign),
        'ँ' | 'ऀ' => CharReading::Devanagari('ं'),
        '\u{958}' => CharReading::Devanagari('क'),
        '\u{959}' => CharReading::Devanagari('ख'),
        '\u{95a}' => CharReading::Devanagari('ग'),
        '\u{95b}' => CharReading::Devanagari('ज'),
        '\u{95c}' => CharReading::Devanagari('ड'),
        '\u{95d}' => CharReading::Devanagari('ढ'),
        '\u{95e}' => CharReading::Devanagari('फ'),
        '\u{95f}' => CharReading::Devanagari('य'),
        'ऩ' => CharReading::Devanagari('न'),
        'ऱ' => CharReading::Devanagari('र'),
        'ऴ' => CharReading::Devanagari('ळ'),
        _ => CharReading::Devanagari(c),
    }
}

/// Characters whose reading no table gives: typography, blanks, the unseen.
fn read_named(c: char) -> Option<CharReading> {
    Some(match c {
        '₹' | '₨' => CharReading::Rupee,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => CharReading::Space,
        '\u{85}' | '\u{2028}' | '\u{2029}' => CharReading::Newline,
        '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' => CharReading::Nothing(Hidden::Joiner),
        '\u{202d}' | '\u{202e}' => CharReading::Nothing(Hidden::Override),
        '\u{202a}'..='\u{202c}' | '\u{2066}'..='\u{2069}' => CharReading::Nothing(Hidden::Embedding),
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}' => CharReading::Nothing(Hidden::Stray),
        '‐'..='―' | '−' | '⁃' | '﹣' | '－' => CharReading::Mark(b'-', Disguise::Plain),
        '‘' | '’' | '‚' | '‛' | '′' | '´' => CharReading::Mark(b'\'', Disguise::Plain),
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => CharReading::Mark(b'"', Disguise::Plain),
        '…' => CharReading::Mark(b';', Disguise::Plain),
        '•' | '·' | '●' | '▪' | '∙' | '⋅' | '・' => CharReading::Mark(b'*', Disguise::Plain),
        '．' | '。' | '｡' | '․' => CharReading::Mark(b'.', Disguise::Styled),
        '⁄' | '∕' | '／' => CharReading::Mark(b'/', Disguise::Styled),
        _ => return None,
    })
}

/// Whether `c` is in one of `ranges`, which are in order.
fn is_in(ranges: &[(u32, u32)], c: char) -> bool {
    let after = ranges.partition_point(|(first, _)| *first <= u32::from(c));
    after.checked_sub(1).is_some_and(|at| u32::from(c) <= ranges[at].1)
}

/// Scripts in which people in India write, but for Devanagari: their letters are no disguise among themselves.
pub(super) const fn is_indian(c: char) -> bool {
    matches!(c,
        '\u{620}'..='\u{65f}' | '\u{66e}'..='\u{6ef}' | '\u{6fa}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}'
        | '\u{980}'..='\u{ddf}' | '\u{1c5a}'..='\u{1c7d}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Letters that are typed for each other in Urdu.
fn read_script(c: char, lookalike: Option<u8>) -> CharReading {
    let letter = match c {
        '\u{643}' => '\u{6a9}',
        '\u{649}' | '\u{64a}' => '\u{6cc}',
        '\u{647}' | '\u{6be}' | '\u{6d5}' => '\u{6c1}',
        _ => c,
    };
    CharReading::Script(letter, lookalike)
}

fn read_single(c: char) -> Option<CharReading> {
    let at = SINGLE.binary_search_by_key(&(c as u32), |entry| entry >> 11).ok()?;
    let entry = SINGLE[at];
    let ascii = (entry & 0xff) as u8;
    let disguise = match entry >> 8 & 7 {
        0 => Disguise::Styled,
        1 => Disguise::Lookalike,
        2 => Disguise::Accented,
        3 => Disguise::ForeignDigit,
        4 => Disguise::Turned,
        5 => return Some(CharReading::Currency(ascii)),
        6 => Disguise::Symbol,
        _ => Disguise::Taken,
    };
    if is_indian(c) && disguise != Disguise::ForeignDigit {
        return Some(read_script(c, Some(ascii)));
    }
    Some(match ascii {
        b'0'..=b'9' => CharReading::Digit(ascii, disguise),
        b'a'..=b'z' => CharReading::Letter(ascii, disguise),
        _ => CharReading::Mark(ascii, disguise),
    })
}

fn read_several(c: char) -> Option<CharReading> {
    let at = SEVERAL.binary_search_by_key(&c, |entry| entry.0).ok()?;
    Some(CharReading::Several(SEVERAL[at].1))
}

fn read_rest(c: char) -> CharReading {
    match c {
        _ if is_in(&UNSEEN, c) => CharReading::Nothing(Hidden::Filler),
        _ if is_in(&UNASSIGNED, c) => CharReading::Nothing(Hidden::Unassigned),
        // The signs of Brahmic scripts are part of their words.
        '\u{980}'..='\u{ddf}' if is_in(&MARKS, c) => CharReading::ScriptSign(c),
        _ if is_in(&MARKS, c) => CharReading::Accent,
        _ if is_indian(c) && c.is_alphabetic() => read_script(c, None),
        _ => CharReading::Other,
    }
}

/// What a letter or sign of another script reads as in a word: of letters that Urdu and Bengali write in two
/// ways one; nothing for a mark that words are written with and without. `None` for what is no letter.
#[expect(clippy::option_option, reason = "no letter, a letter that says nothing, and a letter")]
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
