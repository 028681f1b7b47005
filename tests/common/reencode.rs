//! Writings of one text that a reader still understands: letters of other scripts, digits and
//! marks for letters, letters left out, swapped or doubled, words torn apart or joined, and text
//! that reads backwards.
//!
//! Numbers stay as they are, as a victim has to dial them; only what reverses the whole text
//! reverses them too. All of it is deterministic.
#![allow(dead_code, missing_docs, unreachable_pub, clippy::unwrap_used)]

/// A re-encoding and its name.
pub type Reencoding = (&'static str, fn(&str) -> String);

pub const REENCODINGS: &[Reencoding] = &[
    ("homoglyph-greek-armenian", |text| letters(text, |c| pick(c, LATIN, GREEK_ARMENIAN))),
    ("homoglyph-canadian", |text| letters(text, |c| pick(c.to_ascii_uppercase(), CAPITALS, CANADIAN))),
    ("homoglyph-lisu", |text| letters(text, |c| pick(c.to_ascii_uppercase(), CAPITALS, LISU))),
    ("homoglyph-cherokee", |text| letters(text, |c| pick(c.to_ascii_uppercase(), CAPITALS, CHEROKEE))),
    ("homoglyph-50%", |text| every_other(text, |c| pick(c, LATIN, GREEK_ARMENIAN))),
    ("leet-digits", |text| letters(text, |c| pick(c, "abegiostz", "483910572"))),
    ("leet-digits-30%", |text| some(text, 3, |c| pick(c, "abegiostz", "483910572"))),
    ("leet-marks", |text| letters(text, |c| pick(c, "aeilsct", "@€!|$(+"))),
    ("leet-marks-30%", |text| some(text, 3, |c| pick(c, "aeilsct", "@€!|$(+"))),
    ("vowelless", |text| words(text, without_vowels)),
    ("vowelless-inside", |text| words(text, without_inner_vowels)),
    ("swap-letters", |text| words(text, |word| swapped(word, 1))),
    ("drop-letter", |text| words(text, dropped)),
    ("swap+drop", |text| words(text, |word| swapped(&dropped(word), 1))),
    ("double-letters", |text| letters_to(text, |c, out| out.extend([c, c]))),
    ("triple-letter", |text| words(text, |word| repeated(word, 3))),
    ("split-2", |text| words(text, |word| split(word, 2))),
    ("split-3", |text| words(text, |word| split(word, 3))),
    ("dots-between", |text| words(text, |word| spread(word, "."))),
    ("hyphen-between", |text| words(text, |word| spread(word, "-"))),
    ("space-between", |text| words(text, |word| spread(word, " "))),
    ("underscore-words", |text| text.replace(' ', "_")),
    ("no-spaces", |text| text.replace(' ', "")),
    ("camel", camel),
    ("star-between", |text| words(text, |word| spread(word, "*"))),
    ("slash-between", |text| words(text, |word| spread(word, "/"))),
    ("combining-all", |text| letters_to(text, |c, out| out.extend([c, '\u{336}']))),
    ("combining-dot", |text| letters_to(text, |c, out| out.extend([c, '\u{323}']))),
    ("zalgo", |text| letters_to(text, |c, out| out.extend([c, '\u{315}', '\u{489}', '\u{31b}', '\u{5b0}']))),
    ("thin-space", |text| words(text, |word| spread(word, "\u{2009}"))),
    ("hair-space", |text| words(text, |word| spread(word, "\u{200a}"))),
    ("middle-dot", |text| words(text, |word| spread(word, "·"))),
    ("bullet", |text| words(text, |word| spread(word, "•"))),
    ("zero-width", |text| letters_to(text, |c, out| out.extend([c, '\u{200b}', '\u{2060}']))),
    ("hangul-filler", |text| letters_to(text, |c, out| out.extend([c, '\u{3164}']))),
    ("upside-down", |text| letters(&reversed(text), |c| pick(c.to_ascii_lowercase(), TURNABLE, TURNED))),
    ("turned", |text| letters(text, |c| pick(c.to_ascii_lowercase(), TURNABLE, TURNED))),
    ("reverse-rlo", |text| format!("\u{202e}{}\u{202c}", reversed(text))),
    ("reverse-rlo-words", |text| words(text, |word| format!("\u{202e}{}\u{202c}", reversed(word)))),
    ("mirror-plain", reversed),
    ("latin-ext", |text| letters(text, |c| pick(c, LATIN, HOOKED))),
    ("latin-stroke", |text| letters(text, |c| pick(c, STROKABLE, STROKED))),
    ("small-capitals", |text| letters(text, |c| pick(c.to_ascii_lowercase(), SMALL, SMALL_CAPITALS))),
];

const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";
const CAPITALS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const GREEK_ARMENIAN: &str = "αƄϲժеfցհіјκӏмոοрզгѕтυνԝχуʐ";
const CANADIAN: &str = "ᗩᗷᑕᗪEᖴGᕼIᒍKᒪᗰᑎOᑭQᖇᔕTᑌᐯᗯ᙭YᘔZ";
const LISU: &str = "ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑQꓣꓢꓔꓴꓦꓪꓫꓬꓜ";
const CHEROKEE: &str = "ᎪᏴᏟᎠᎬFᏀᎻᏆᎫᏦᏞᎷNOᏢQᎡᏚᎢUᏙᎳXᎩᏃ";
const TURNABLE: &str = "abcdefghijklmnopqrstuvwxyz";
const TURNED: &str = "ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍxʎz";
const HOOKED: &str = "ɑɓƈɗɛƒɠɦɨʝƙɭɱɳɵƥʠɽʂƭʉʋɯxƴʐ";
const STROKABLE: &str = "abcdeghijkloprtuyz";
const STROKED: &str = "ⱥƀȼđɇǥħɨɉꝁłøᵽɍŧʉɏƶ";
const SMALL: &str = "abcdefghijklmnoprtuvwyz";
const SMALL_CAPITALS: &str = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏᴢ";

fn pick(c: char, from: &str, to: &str) -> Option<char> {
    from.chars().position(|letter| letter == c).and_then(|at| to.chars().nth(at))
}

/// Each letter as `to` writes it; capitals as small ones where it has none.
fn letters(text: &str, to: impl Fn(char) -> Option<char>) -> String {
    let write = |c: char| to(c).or_else(|| c.is_ascii_uppercase().then(|| to(c.to_ascii_lowercase()))?);
    text.chars().map(|c| if c.is_ascii_alphabetic() { write(c).unwrap_or(c) } else { c }).collect()
}

fn every_other(text: &str, to: impl Fn(char) -> Option<char>) -> String {
    some(text, 2, to)
}

/// The same for one letter in `of` of those that can be written otherwise.
fn some(text: &str, of: usize, to: impl Fn(char) -> Option<char>) -> String {
    let mut count = 0;
    let mut write = |c: char| {
        let other = to(c.to_ascii_lowercase()).filter(|_| c.is_ascii_alphabetic())?;
        count += 1;
        (count % of == 0).then_some(other)
    };
    text.chars().map(|c| write(c).unwrap_or(c)).collect()
}

fn letters_to(text: &str, write: impl Fn(char, &mut String)) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_ascii_alphabetic() { write(c, &mut out) } else { out.push(c) }
    }
    out
}

/// Each run of letters of at least three as `write` gives it.
fn words(text: &str, write: impl Fn(&str) -> String) -> String {
    let (mut out, mut word) = (String::new(), String::new());
    for c in text.chars().chain(['\n']) {
        if c.is_ascii_alphabetic() {
            word.push(c);
            continue;
        }
        out.push_str(&if word.len() > 2 { write(&word) } else { word.clone() });
        word.clear();
        out.push(c);
    }
    out.pop();
    out
}

fn is_vowel(c: char) -> bool {
    matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u')
}

fn without_vowels(word: &str) -> String {
    let left: String = word.chars().filter(|c| !is_vowel(*c)).collect();
    if left.is_empty() { word.to_owned() } else { left }
}

/// Vowels at the beginning stay: `elctrcty`.
fn without_inner_vowels(word: &str) -> String {
    word.chars().enumerate().filter(|(at, c)| *at == 0 || !is_vowel(*c)).map(|(_, c)| c).collect()
}

fn swapped(word: &str, at: usize) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let middle = (letters.len() / 2).max(at);
    if middle + 1 < letters.len() {
        letters.swap(middle, middle + 1);
    } else if letters.len() > 2 {
        letters.swap(1, 2);
    }
    letters.into_iter().collect()
}

/// Without a letter from the middle, of words of four letters or more.
fn dropped(word: &str) -> String {
    if word.len() < 4 {
        return word.to_owned();
    }
    let middle = word.len() / 2;
    [&word[..middle], &word[middle + 1..]].concat()
}

fn repeated(word: &str, times: usize) -> String {
    let middle = word.len() / 2;
    [&word[..middle], &word[middle..=middle].repeat(times), &word[middle + 1..]].concat()
}

fn split(word: &str, parts: usize) -> String {
    if word.len() < 2 * parts {
        return word.to_owned();
    }
    let cuts: Vec<usize> = (0..=parts).map(|part| part * word.len() / parts).collect();
    cuts.windows(2).map(|cut| &word[cut[0]..cut[1]]).collect::<Vec<_>>().join(" ")
}

fn spread(word: &str, between: &str) -> String {
    word.chars().map(String::from).collect::<Vec<_>>().join(between)
}

fn camel(text: &str) -> String {
    let capital = |word: &str| {
        let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
        first.to_uppercase() + rest
    };
    text.split(' ').map(capital).collect()
}

fn reversed(text: &str) -> String {
    text.chars().rev().collect()
}
