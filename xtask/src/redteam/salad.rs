//! Word salad from the list's own words.
//!
//! In: `lists/bihar/clauses/*.txt`. Out: its words and its phrases, slots and official names aside, in any order.
//! A salad is an attack where it holds a word of [`DANGER`] that the genuine message beside it does not hold.

mod words;

use crate::rng::Rng;
use crate::run::{files, root};
use anyhow::ensure;
use std::collections::BTreeSet;
use std::fs;
use words::{CHANNEL, CUT, DANGER, IDIOMS, WARNED};

/// What the clauses of the list are made of.
#[derive(Debug)]
pub(super) struct Vocabulary {
    pub(super) words: Vec<String>,
    phrases: Vec<String>,
    /// The words and phrases that hold a word of danger.
    dangerous: Vec<String>,
}

impl Vocabulary {
    pub(super) fn read() -> anyhow::Result<Self> {
        let mut phrases = BTreeSet::new();
        for file in files(&root().join("lists/bihar/clauses"), "txt")? {
            let text = fs::read_to_string(&file)?;
            let is_pattern = |line: &&str| !["#", "slot ", "frame "].iter().any(|start| line.starts_with(start));
            for line in text.lines().filter(is_pattern) {
                let pattern = line.split_once(" = ").map_or(line, |(_, pattern)| pattern);
                phrases.extend(phrases_of(pattern));
            }
        }
        let words: BTreeSet<String> =
            phrases.iter().flat_map(|phrase| phrase.split_whitespace().map(str::to_owned)).collect();
        let all = words.iter().chain(&phrases);
        let dangerous: BTreeSet<&String> = all.filter(|text| dangers(text).next().is_some()).collect();
        let dangerous: Vec<String> = dangerous.into_iter().cloned().collect();
        ensure!(words.len() > 1000 && !dangerous.is_empty(), "no words in lists/bihar/clauses");
        Ok(Self { words: words.into_iter().collect(), phrases: phrases.into_iter().collect(), dangerous })
    }

    /// Three to twelve words in any order.
    pub(super) fn words(&self, rng: &mut Rng) -> String {
        let words = (0..rng.between(3, 12)).map(|_| rng.pick(&self.words).clone());
        let words = words.collect();
        self.join(rng, words)
    }

    /// Two to five phrases in any order.
    pub(super) fn phrases(&self, rng: &mut Rng) -> String {
        let phrases = (0..rng.between(2, 5)).map(|_| rng.pick(&self.phrases).clone());
        let phrases = phrases.collect();
        self.join(rng, phrases)
    }

    /// One dangerous word or phrase of the list's own.
    pub(super) fn danger(&self, rng: &mut Rng) -> &str {
        rng.pick::<String>(&self.dangerous)
    }

    /// In three of four salads, one piece is a dangerous one.
    fn join(&self, rng: &mut Rng, mut pieces: Vec<String>) -> String {
        if !rng.once_in(4) {
            let at = rng.below(pieces.len());
            pieces[at].clone_from(rng.pick(&self.dangerous));
        }
        pieces.join(rng.text(&[" ", " ", " ", ", ", ". "]))
    }
}

/// Whether `salad` holds a word of danger that `genuine` does not; of cutting, unless that is a notice of it.
pub(super) fn is_attack(salad: &str, genuine: &str, is_notice: bool) -> bool {
    let known: BTreeSet<String> = words(genuine).collect();
    let is_known = |word: &str| known.contains(word) || is_notice && CUT.contains(&word);
    let salad = IDIOMS.iter().fold(salad.to_lowercase(), |salad, idiom| salad.replace(idiom, ""));
    dangers(&salad).any(|word| !is_known(word)) && !avoids(&salad)
}

/// Whether `salad` says no more than where to pay, and is beside one of the official `names` in `body`: directly, or with
/// marks or one small word between.
pub(super) fn is_bound<'n>(salad: &str, body: &str, mut names: impl Iterator<Item = &'n str>) -> bool {
    let is_link = |c: char| c.is_whitespace() || "/-:;,()|\"'।".contains(c);
    let plain = |text: &str| {
        let stops = format!("{} ", text.to_lowercase()).replace(". ", " . ");
        format!(" {} ", stops.split(is_link).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
    };
    let (salad_words, body) = (plain(salad), plain(body));
    let beside = |name: &str| {
        let name = plain(name);
        [
            "",
            "the ",
            "portal ",
            "the portal ",
            "पर ",
            "ऐप पर ",
            "application पर ",
            "only ",
            "app ",
            "official app ",
            "the official app ",
            "official site ",
            "official website ",
            "se ",
            "on ",
            "at ",
            "ऐप ",
            "एप ",
            "website ",
        ]
        .iter()
        .any(|link| {
            let (one, two) = (format!("{name}{link}"), format!("{salad_words}{link}"));
            body.contains(&format!("{one}{}", &salad_words[1..])) || body.contains(&format!("{two}{}", &name[1..]))
        })
    };
    dangers_with(salad, CHANNEL) && names.any(beside)
}

/// Whether `salad` only labels the number of the message that is directly behind it in `body`: "receipt number".
pub(super) fn is_label(salad: &str, body: &str, genuine: &str) -> bool {
    let ends = ["number", "nambar", "नंबर"].iter().any(|end| salad.to_lowercase().ends_with(end));
    let mut behind = body.split_once(salad).map_or("", |(_, behind)| behind).split_whitespace();
    let is_no = |word: &&str| {
        ["no", "no.", "no:", "no.:", "संख्या:", "संख्या", "सं.", "सं.:", "सं"].iter().any(|no| word.eq_ignore_ascii_case(no))
    };
    let is_own =
        |word: &str| word.chars().filter(char::is_ascii_digit).count() >= LEAST_DIGITS && genuine.contains(word);
    ends && dangers(salad).all(|word| ["number", "नंबर", "order"].contains(&word))
        && behind.find(|word| !is_no(word)).is_some_and(is_own)
}

/// Numbers of accounts and receipts have at least as many digits.
const LEAST_DIGITS: usize = 4;

/// How many words of `text` turn its sense, or say on what a cut depends.
pub(super) fn negations(text: &str) -> usize {
    const NEGATIONS: [&str; 21] = [
        "non",
        "not",
        "no",
        "never",
        "without",
        "unpaid",
        "if",
        "unless",
        "otherwise",
        "else",
        "avoid",
        "nahi",
        "nahin",
        "na",
        "bina",
        "anyatha",
        "नहीं",
        "न",
        "बिना",
        "अन्यथा",
        "यदि",
    ];
    words(text).filter(|word| NEGATIONS.contains(&word.as_str())).count()
}

/// Whether `salad` cuts nothing but the rebate that it is beside: "Rebate kaat di jayegi".
pub(super) fn is_of_rebate(salad: &str, body: &str) -> bool {
    let (before, behind) = body.split_once(salad).unwrap_or_default();
    let (before, behind) = (before.trim_end().to_lowercase(), behind.trim_start().to_lowercase());
    let is_beside = |rebate: &&str| before.ends_with(rebate) || behind.starts_with(rebate);
    ["rebate", "chhoot", "छूट"].iter().any(is_beside) && dangers(salad).all(|word| CUT.contains(&word))
}

/// Whether `salad` names nothing but what a warning of fakes warns of.
pub(super) fn warns(salad: &str) -> bool {
    dangers_with(salad, WARNED)
}

/// Whether `salad` gives nothing away but what a message of free units does.
pub(super) fn gives_units(salad: &str) -> bool {
    dangers_with(salad, &["free", "muft", "मुफ्त"])
}

/// Whether `salad` names nothing but what a message of a counter's hours is about.
pub(super) fn names_counter(salad: &str) -> bool {
    dangers_with(salad, &["counter", "counters", "office", "काउंटर", "कार्यालय"])
}

/// Whether `salad` holds words of danger, and none but `known`.
fn dangers_with(salad: &str, known: &[&str]) -> bool {
    let mut found = dangers(salad).peekable();
    found.peek().is_some() && found.all(|word| known.contains(&word))
}

/// Whether `salad` names a cut only to keep it away: "you can avoid disconnection".
fn avoids(salad: &str) -> bool {
    let avoiding = ["avoid", "avoiding", "prevent", "बचने", "बचें", "bachne", "bachein"];
    let is_avoided = words(salad).any(|word| avoiding.contains(&word.as_str()));
    is_avoided && dangers(salad).all(|word| CUT.contains(&word))
}

/// Whether `salad` is the heading of a notice: "disconnection alert". Before all that a notice must have, it makes one.
pub(super) fn is_heading(salad: &str) -> bool {
    let headings =
        ["notice", "alert", "intimation", "reminder", "update", "list", "सूचना", "नोटिस", "suchna", "soochna"];
    let heads = words(salad).any(|word| headings.contains(&word.as_str()));
    heads && dangers(salad).all(|word| CUT.contains(&word))
}

fn dangers(text: &str) -> impl Iterator<Item = &'static str> {
    let words: BTreeSet<String> = words(text).collect();
    CHANNEL.iter().chain(DANGER).chain(CUT).copied().filter(move |word| words.contains(*word))
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let is_mark = |c: char| c.is_whitespace() || c.is_ascii_punctuation() || c == '।';
    text.split(is_mark).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// The phrases of a pattern: what stands between its signs. An ending glued to a word is taken in its first form.
fn phrases_of(pattern: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '(' if plain.ends_with(char::is_alphanumeric) || plain.ends_with(is_sign) => {
                let group: String = chars.by_ref().take_while(|c| *c != ')').collect();
                plain.push_str(group.split('|').next().unwrap_or_default());
            }
            '<' | '{' => {
                let end = if c == '<' { '>' } else { '}' };
                chars.by_ref().take_while(|c| *c != end).for_each(drop);
                plain.push('|');
            }
            '(' | ')' | '[' | ']' => plain.push('|'),
            _ => plain.push(c),
        }
    }
    let is_text = |phrase: &&str| phrase.chars().all(|c| c.is_alphanumeric() || is_sign(c) || c == ' ');
    plain.split('|').map(str::trim).filter(|phrase| !phrase.is_empty()).filter(is_text).map(str::to_owned).collect()
}

/// A vowel sign, virama or nukta of Devanagari.
fn is_sign(c: char) -> bool {
    ('\u{900}'..='\u{963}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_taken_apart() {
        assert_eq!(
            phrases_of("[the] {via} kar(en|ein) bill | on <site> portal"),
            ["the", "karen bill", "on", "portal"]
        );
    }

    #[test]
    fn a_channel_beside_an_official_name_is_bound_to_it() {
        let is_bound = |salad, body| is_bound(salad, body, ["Suvidha"].into_iter());
        assert!(is_bound("portal only", "Use Suvidha portal only."));
        assert!(!is_bound("portal only", "Use portal only. Suvidha"));
        assert!(!is_bound("agent", "Use Suvidha agent"));
        assert!(is_bound("please open", "please open / Suvidha"));
        assert!(!is_bound("please open", "please open our Suvidha"));
        assert!(is_bound("click", "pay click on Suvidha; thanks"));
    }

    #[test]
    fn words_in_their_places_are_no_attack() {
        assert!(is_of_rebate("kaat di jayegi", "Rebate kaat di jayegi if paid"));
        assert!(!is_of_rebate("kaat di jayegi", "Bijli kaat di jayegi"));
        assert!(warns("otp") && !warns("otp cash"));
        assert!(gives_units("free 125") && !gives_units("free cash"));
        assert!(names_counter("counter timing") && !names_counter("cash counter"));
        assert_eq!(negations("If not paid, bijli nahi"), 3);
        assert_eq!(negations("for non payment"), 1);
    }

    #[test]
    fn only_what_is_new_is_an_attack() {
        assert!(is_attack("pay counter bill", "Pay your bill.", false));
        assert!(!is_attack("pay bill app", "Pay by Suvidha app.", false));
        assert!(!is_attack("pay bill", "", false));
        assert!(!is_attack("for hassle free supply", "", false) && is_attack("free supply", "", false));
        assert!(is_attack("will be cut", "", false) && !is_attack("will be cut", "", true));
        assert!(!is_attack("to avoid disconnection", "", false));
        assert!(is_attack("avoid disconnection by cash", "", false));
    }

    #[test]
    fn a_label_is_that_of_the_number_behind_it() {
        let genuine = "Receipt SB2611 of SBPDCL";
        assert!(is_label("receipt number", "receipt number SB2611 of SBPDCL", genuine));
        assert!(!is_label("receipt number", "receipt number 98765 of SBPDCL", genuine));
        assert!(!is_label("call number", "call number SB2611", genuine));
        assert!(is_label("number", "उपभोक्ता number सं.: SB2611", genuine));
    }

    #[test]
    fn a_heading_names_a_cut_and_nothing_worse() {
        assert!(is_heading("disconnection alert"));
        assert!(!is_heading("disconnection tonight alert") && !is_heading("disconnected"));
    }
}
