//! A slot of the clauses: which values it takes.
//!
//! In: its patterns, which are signed data. Out: a [`Slot`]; each pattern is compiled when a message first needs it.

use crate::documents::ValueReading;
use crate::report::Element;
use once_cell::sync::OnceCell;
use regex::Regex;

/// A compiled pattern takes at most as many bytes.
const MOST_PATTERN: usize = 1 << 18;

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

    /// How its values are read.
    pub(crate) fn reading(&self) -> ValueReading {
        self.reading
    }

    /// Its patterns, but those that cannot be compiled.
    pub(crate) fn patterns(&self) -> impl Iterator<Item = &Regex> {
        self.patterns.iter().filter_map(|(pattern, compiled)| compiled.get_or_init(|| compile(pattern)).as_ref())
    }

    /// Whether any of its patterns reads the whole of `text`.
    pub(crate) fn reads_whole(&self, text: &str) -> bool {
        self.patterns().any(|regex| regex.find(text).is_some_and(|found| found.end() == text.len()))
    }
}

fn compile(pattern: &str) -> Option<Regex> {
    regex::RegexBuilder::new(&format!("^(?:{pattern})")).size_limit(MOST_PATTERN).build().ok()
}
