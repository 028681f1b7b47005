//! Lines, none longer than is read.
//!
//! In: a reader. Out: its lines without what ends them. Of a line that is longer, the start is kept and the rest is read
//! over.

use super::MOST_LINE;
use std::io::{self, BufRead};

/// The lines of a reader.
pub(super) struct Lines<R> {
    reader: R,
    number: u64,
}

/// One line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its number, from 1.
    pub(super) number: u64,
    /// Its bytes, without what ends it.
    pub(super) bytes: Vec<u8>,
    /// Whether it was longer than is kept.
    pub(super) cut: bool,
    /// Whether a line break ended it: the last line may have none.
    pub(super) broken: bool,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, number: 0 }
    }

    /// The number of the last line that was read.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// The next line; `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Line>> {
        let mut line = Line { number: self.number + 1, bytes: Vec::new(), cut: false, broken: false };
        loop {
            let available = match self.reader.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if available.is_empty() {
                break;
            }
            let end = memchr::memchr(b'\n', available);
            let part = &available[..end.unwrap_or(available.len())];
            let room = (MOST_LINE - line.bytes.len()).min(part.len());
            line.bytes.extend_from_slice(&part[..room]);
            line.cut |= room < part.len();
            let taken = part.len() + usize::from(end.is_some());
            self.reader.consume(taken);
            if end.is_some() {
                line.broken = true;
                break;
            }
        }
        if !line.broken && line.bytes.is_empty() {
            return Ok(None);
        }
        if line.bytes.last() == Some(&b'\r') && line.broken {
            line.bytes.pop();
        }
        self.number += 1;
        Ok(Some(line))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::io::BufReader;

    #[test]
    fn lines_are_numbered_and_their_ends_taken_off() {
        let mut lines = Lines::new(BufReader::with_capacity(3, &b"one\r\n\ntwo\nthree"[..]));
        let mut read = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            read.push((line.number, String::from_utf8(line.bytes).unwrap(), line.cut));
        }
        let expected = [(1, "one"), (2, ""), (3, "two"), (4, "three")].map(|(at, text)| (at, text.to_owned(), false));
        assert_eq!(read, expected);
    }

    #[test]
    fn the_longest_line_is_kept_whole_and_a_longer_one_is_cut() {
        let text = [vec![b'a'; MOST_LINE], vec![b'\n'], vec![b'b'; MOST_LINE + 1], b"\nc".to_vec()].concat();
        let mut lines = Lines::new(BufReader::new(&text[..]));
        let mut next = || lines.next().unwrap().map(|line| (line.bytes.len(), line.cut));
        assert_eq!(next(), Some((MOST_LINE, false)));
        assert_eq!(next(), Some((MOST_LINE, true)));
        assert_eq!(next(), Some((1, false)));
        assert_eq!(next(), None);
    }
}
