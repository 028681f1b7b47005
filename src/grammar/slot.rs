//! A slot of the clauses: which values it takes.
//!
//! In: its patterns, which are signed data. Out: a [`Slot`]; each pattern is compiled when a message first needs it.

use super::matcher::{Matched, Matcher};
use crate::documents::ValueReading;
use crate::report::Element;
use once_cell::sync::OnceCell;
use regex::{Captures, Regex};

/// A compiled pattern takes at most as many bytes.
const MOST_PATTERN: usize = 1 << 18;

/// A slot: its patterns, and what they prove.
#[derive(Debug)]
pub(crate) struct Slot {
    pub(crate) element: Option<Element>,
    reading: ValueReading,
    patterns: Vec<Pattern>,
}

/// A pattern, compiled as far as messages have needed it.
#[derive(Debug)]
struct Pattern {
    text: String,
    matcher: OnceCell<Option<Matcher>>,
    /// For what the matcher does not take.
    regex: OnceCell<Option<Regex>>,
}

/// What a pattern read from the beginning of a text.
pub(crate) struct Found<'s, 't> {
    text: &'t str,
    by: By<'s, 't>,
}

enum By<'s, 't> {
    Matcher(Matched<'s>),
    Regex(Captures<'t>),
}

impl Slot {
    pub(super) fn new(element: Option<Element>, reading: ValueReading, patterns: impl Iterator<Item = String>) -> Self {
        let pattern = |text| Pattern { text, matcher: OnceCell::new(), regex: OnceCell::new() };
        Self { element, reading, patterns: patterns.map(pattern).collect() }
    }

    /// How its values are read.
    pub(crate) fn reading(&self) -> ValueReading {
        self.reading
    }

    /// What its patterns read from the beginning of `text`, but those that cannot be compiled.
    pub(crate) fn found_in<'s, 't>(&'s self, text: &'t str) -> impl Iterator<Item = Found<'s, 't>> {
        self.patterns.iter().filter_map(move |pattern| pattern.found_in(text))
    }

    /// Whether any of its patterns reads the whole of `text`.
    pub(crate) fn reads_whole(&self, text: &str) -> bool {
        self.found_in(text).any(|found| found.whole().len() == text.len())
    }
}

impl Pattern {
    fn found_in<'s, 't>(&'s self, text: &'t str) -> Option<Found<'s, 't>> {
        if let Some(matcher) = self.matcher.get_or_init(|| Matcher::new(&self.text))
            && let Ok(read) = matcher.read(text)
        {
            return read.map(|read| Found { text, by: By::Matcher(read) });
        }
        let captures = self.regex.get_or_init(|| regex(&self.text)).as_ref()?.captures(text)?;
        Some(Found { text, by: By::Regex(captures) })
    }
}

impl<'t> Found<'_, 't> {
    /// All that was read.
    pub(crate) fn whole(&self) -> &'t str {
        let end = match &self.by {
            By::Matcher(read) => read.end,
            By::Regex(captures) => captures.get(0).map_or(0, |whole| whole.end()),
        };
        self.text.get(..end).unwrap_or_default()
    }

    /// What the group of that name read.
    pub(crate) fn group(&self, name: &str) -> Option<&'t str> {
        match &self.by {
            By::Matcher(read) => read.group(name, self.text),
            By::Regex(captures) => captures.name(name).map(|group| group.as_str()),
        }
    }
}

fn regex(pattern: &str) -> Option<Regex> {
    regex::RegexBuilder::new(&format!("^(?:{pattern})")).size_limit(MOST_PATTERN).build().ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;
    use crate::Filter;

    /// The matcher and the `regex` crate say the same of `text`.
    fn compare(pattern: &str, text: &str) {
        let Some(matcher) = Matcher::new(pattern) else { panic!("{pattern} is left to the regex crate") };
        let Ok(read) = matcher.read(text) else { return };
        let regex = regex(pattern).unwrap();
        let captures = regex.captures(text);
        assert_eq!(
            read.as_ref().map(|read| read.end),
            captures.as_ref().map(|all| all.get(0).unwrap().end()),
            "{pattern} {text}"
        );
        let (Some(read), Some(captures)) = (read, captures) else { return };
        for name in regex.capture_names().flatten() {
            let expected = captures.name(name).map(|group| group.as_str());
            assert_eq!(read.group(name, text), expected, "{pattern} {text} {name}");
        }
    }

    #[test]
    fn the_matcher_reads_what_the_regex_crate_reads() {
        let cases = [
            "5 dec 2026, 05/12/2026 5-12-26 2026-12-05 december 5, 2026 5th of december'26 5/12 2026-12-05t10:30 5 दिसंबर 2026",
            "rs 1,248.00 rs.1248/- only rupees 12,34,567.5 ₹ 512 1,248 रुपये -36.40 rs -36 rs. 20 1,2345 रु 1,248 की 512/-",
            "1.5% 2 percent 0.5 प्रतिशत 1.5% + 1% 1% timely + 1.5% 12.345% 100% 5.% 2.5 % (online) plus 1%",
            "100482913 1004 8291 3456 xxxx1234 ****1234 ** 123 sb12345678 ab/cd/12345 ab-2026-1234 20261124103412 2611-12345 a1234b5678",
            "10:30 am 9.30 pm 21:05:59 hrs 9 a.m. 25 paise 36 p 176 units 12.5 7 tarikh december ki 5 tarikh",
            "01/11/2026-30/11/2026 1/11-30/11 2026-11-01/2026-11-30 1.11-30.11.2026 05.12 11/2026 nov-26 november, 2026",
        ];
        let filter = Filter::embedded().unwrap();
        for pattern in filter.rules().grammar.slots.iter().flat_map(|slot| &slot.patterns) {
            for (text, at) in cases.iter().flat_map(|text| text.char_indices().map(move |(at, _)| (text, at))) {
                compare(&pattern.text, &text[at..]);
            }
        }
    }

    #[test]
    fn it_takes_the_first_way_and_the_last_round_of_a_group() {
        let patterns = [
            "a|ab",
            "(?:a|ab)(?:c|bcd)?",
            "(?<x>a|ab)(?<y>c|bcd)",
            "a*?b?",
            "(?:(?<x>[ab])c?)+",
            "(?<x>a)?(?<y>b)?c",
            "a{2,4}?",
            "(?<x>a|b|)(?<y>[a-c]{0,2})",
            "[^a]b|ü",
            "(?:a{0,2}){1,3}b",
            "",
        ];
        for pattern in patterns {
            for text in ["", "a", "ab", "abc", "abcd", "aab", "aaaab", "bcacbc", "c", "üb", "ü", "abab"] {
                compare(pattern, text);
            }
        }
    }

    #[test]
    fn what_it_does_not_take_is_left_to_the_regex_crate() {
        for pattern in [r"a\b", "(?:a*)*", "[a-z]{600}", "(?-u:a)\\x{80}|(?-u:[^a])", "("] {
            assert!(Matcher::new(pattern).is_none(), "{pattern}");
        }
        let slow = Matcher::new("(?:a|a?a){30}b").unwrap();
        assert!(slow.read(&"a".repeat(40)).is_err());
        let pattern = Pattern { text: "(?:a|a?a){30}b".to_owned(), matcher: OnceCell::new(), regex: OnceCell::new() };
        assert!(pattern.found_in(&"a".repeat(40)).is_none());
        assert_eq!(pattern.found_in(&("a".repeat(30) + "bc")).map(|found| found.whole().len()), Some(31));
    }
}
