//! A slot of the clauses: which values it takes.
//!
//! In: its patterns, which are signed data. Out: a [`Slot`]; each pattern is compiled when a message first needs it.

use crate::documents::ValueReading;
use crate::report::Element;
use once_cell::sync::OnceCell;
use regex::Regex;

/// A compiled pattern takes at most as many bytes.
const MOST_PATTERN: usize = 1 << 18;

/// No value is longer, in bytes. What a pattern notes while it matches grows with the text that it is given.
const LONGEST_VALUE: usize = 128;

/// A slot: its patterns, and what they prove.
#[derive(Debug)]
pub(crate) struct Slot {
    pub(crate) element: Option<Element>,
    reading: ValueReading,
    patterns: Vec<(String, OnceCell<Option<Regex>>)>,
}

impl Slot {
    pub(super) fn new(element: Option<Element>, reading: ValueReading, patterns: impl Iterator<Item = String>) -> Self {
        Self { element, reading, patterns: patterns.map(|pattern| (pattern, OnceCell::new())).collect() }
    }

    /// Reads `element reading`, then each pattern behind a tab.
    pub(super) fn from_line(line: &str) -> Option<Self> {
        let mut parts = line.split('\t');
        let (element, reading) = parts.next()?.split_once(' ')?;
        let element = match element {
            "none" => None,
            name => Some(*Element::ALL.iter().find(|known| known.code() == name)?),
        };
        Some(Self::new(element, ValueReading::from_name(reading)?, parts.map(str::to_owned)))
    }

    /// How its values are read.
    pub(crate) fn reading(&self) -> ValueReading {
        self.reading
    }

    /// As much of `text` as a value may be long.
    pub(crate) fn window(text: &str) -> &str {
        let mut ends = (0..=LONGEST_VALUE.min(text.len())).rev();
        ends.find_map(|end| text.get(..end)).unwrap_or_default()
    }

    /// Its patterns, but those that cannot be compiled. They read a [`window`](Self::window).
    pub(crate) fn patterns(&self) -> impl Iterator<Item = &Regex> {
        self.patterns.iter().filter_map(|(pattern, compiled)| compiled.get_or_init(|| compile(pattern)).as_ref())
    }

    /// Whether any of its patterns reads the whole of `text`.
    pub(crate) fn reads_whole(&self, text: &str) -> bool {
        let is_whole = |regex: &Regex| regex.find(text).is_some_and(|found| found.end() == text.len());
        text.len() <= LONGEST_VALUE && self.patterns().any(is_whole)
    }
}

fn compile(pattern: &str) -> Option<Regex> {
    regex::RegexBuilder::new(&format!("^(?:{pattern})")).size_limit(MOST_PATTERN).build().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_read_to_a_bound_and_in_whole_letters() {
        assert_eq!(Slot::window("₹512"), "₹512");
        // 128 is no multiple of the three bytes of a letter.
        assert_eq!(Slot::window(&"क".repeat(200)), "क".repeat(42));
        let slot = Slot::new(None, ValueReading::Text, ["[a-z]+".to_owned()].into_iter());
        assert!(slot.reads_whole(&"a".repeat(LONGEST_VALUE)));
        assert!(!slot.reads_whole(&"a".repeat(LONGEST_VALUE + 1)));
    }
}
