//! The words that may stand in a genuine message each for itself: `bihar/words.txt`.
//!
//! In: bytes whose signature has been verified. Out: lines of words. No JSON: they
//! are most of a list, and are read where they stand.

use std::fmt;

/// Words by their first two letters.
///
/// A line holds words that begin with the same two letters (or are the same one letter), with a
/// blank between; a word on a line of other letters is not found. Words are written as they are
/// read: in lower case, in one spelling of what has several (a half nasal is an anusvara). A hyphen
/// behind one says that it may stand with one of the list's endings, too. Lines that begin with `#`
/// say something to people.
///
/// ```
/// use asli::list::schema::Dictionary;
///
/// let words = Dictionary::from_text("# English\nbill bills\npaid pay\n# Hindi\nकर- करने\n")?;
/// assert_eq!(words.iter().collect::<Vec<_>>(), ["bill", "bills", "paid", "pay", "कर-", "करने"]);
/// # Ok::<(), asli::list::schema::NotText>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Dictionary(
    /// UTF-8. As bytes: a `String` could only be had by a check that takes as long as all else that is done with it.
    Vec<u8>,
);

/// Bytes that are no UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not UTF-8 text")]
pub struct NotText;

/// Behind a word that may take an ending.
pub const TAKES_ENDING: char = '-';

/// A word without the mark that it takes an ending.
pub fn unmarked(written: &str) -> &str {
    written.strip_suffix(TAKES_ENDING).unwrap_or(written)
}

/// Before a line that is for people.
const NOTE: char = '#';

impl Dictionary {
    /// Reads a dictionary.
    ///
    /// # Errors
    /// [`NotText`].
    pub fn from_text(bytes: impl Into<Vec<u8>>) -> Result<Self, NotText> {
        let bytes = bytes.into();
        simdutf8::basic::from_utf8(&bytes).map_err(|_| NotText)?;
        Ok(Self(bytes))
    }

    /// Its lines of words, with the number of each, from 0.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.as_text().lines().enumerate().filter(|(_, line)| !line.starts_with(NOTE) && !line.is_empty())
    }

    /// Every word as it is written.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.lines().flat_map(|(_, line)| line.split_whitespace())
    }

    /// It as it is written.
    pub fn as_text(&self) -> &str {
        simdutf8::basic::from_utf8(&self.0).unwrap_or_default()
    }

    /// The same as bytes, at no cost.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Dictionary({} bytes)", self.0.len())
    }
}
