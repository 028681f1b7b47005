//! From bytes to characters, as Python counts them.
//!
//! In: a text, once. Out: for a place in bytes the place in code points.

/// Where the characters of a text begin.
pub(crate) struct Places {
    /// The byte that each character begins at; empty for ASCII, where both counts are the same.
    starts: Vec<u32>,
}

impl Places {
    pub(crate) fn new(text: &str) -> Self {
        let starts = if text.is_ascii() { Vec::new() } else { text.char_indices().map(|(at, _)| at as u32).collect() };
        Self { starts }
    }

    /// The number of characters before a byte.
    pub(crate) fn character(&self, byte: u32) -> u32 {
        if self.starts.is_empty() { byte } else { self.starts.partition_point(|start| *start < byte) as u32 }
    }
}
