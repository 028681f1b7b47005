//! A CSV file as a table.
//!
//! In: text. Out: the header and the rows, with the line that each begins on. Fields may hold line breaks; the delimiter
//! is found by the header.

use anyhow::bail;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// The delimiters that portals and spreadsheets write.
const DELIMITERS: &[u8] = b",;\t|";

/// A CSV file.
pub(super) struct Table {
    pub(super) header: Vec<String>,
    /// The line that each row begins on, from 1, and its fields.
    pub(super) rows: Vec<(u64, Vec<String>)>,
}

impl Table {
    /// Reads `text`.
    ///
    /// # Errors
    /// Where there is no header, or where a row has another number of fields.
    pub(super) fn parse(text: &str) -> anyhow::Result<Self> {
        let first = text.lines().next().unwrap_or_default();
        let count = |delimiter: u8| first.bytes().filter(|byte| *byte == delimiter).count();
        let delimiter = DELIMITERS.iter().copied().rev().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',');
        let mut records = records(text, delimiter).into_iter();
        let Some((_, header)) = records.next() else { bail!("the CSV is empty: its first row names the columns") };
        let header: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
        let rows: Vec<_> = records.filter(|(_, row)| row.iter().any(|field| !field.trim().is_empty())).collect();
        if let Some((line, row)) = rows.iter().find(|(_, row)| row.len() != header.len()) {
            bail!(
                "line {line}: the row has {} fields, the header {}: a field with a delimiter, a quotation mark or a line \
                 break in it is written in quotation marks",
                row.len(),
                header.len()
            );
        }
        Ok(Self { header, rows })
    }
}

/// The records of `text`, each with its first line.
fn records(text: &str, delimiter: u8) -> Vec<(u64, Vec<String>)> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
    let mut rest = text.as_bytes();
    let mut records = Vec::new();
    let (mut line, mut counted) = (1, 0);
    loop {
        // The reader skips empty lines, and leaves the end of a line for the next record to skip.
        let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let start = text.len() - rest.len() + blank;
        line += memchr::memchr_iter(b'\n', &text.as_bytes()[counted..start]).count() as u64;
        counted = start;
        match record(&mut reader, &mut rest) {
            Some(fields) => records.push((line, fields)),
            None => return records,
        }
    }
}

/// The next record of `rest`.
fn record(reader: &mut Reader, rest: &mut &[u8]) -> Option<Vec<String>> {
    // Fields are never longer than what they are written as, and no more than the bytes that are left.
    let mut output = vec![0; rest.len() + 1];
    let mut ends = vec![0; rest.len() + 1];
    let (mut written, mut count) = (0, 0);
    loop {
        let (result, taken, given, ended) = reader.read_record(rest, &mut output[written..], &mut ends[count..]);
        *rest = &rest[taken..];
        (written, count) = (written + given, count + ended);
        match result {
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::Record => break,
            ReadRecordResult::End | ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => return None,
        }
    }
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let field = |(start, end): (usize, &usize)| String::from_utf8_lossy(&output[start..*end]).into_owned();
    Some(starts.zip(&ends[..count]).map(field).collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_with_their_lines() {
        let table = Table::parse("Id,Text\r\n1,\"two\nlines, \"\"quoted\"\"\"\r\n\r\n2,last").unwrap();
        assert_eq!(table.header, ["Id", "Text"]);
        let rows: Vec<(u64, Vec<&str>)> =
            table.rows.iter().map(|(line, row)| (*line, row.iter().map(String::as_str).collect())).collect();
        assert_eq!(rows[0], (2, vec!["1", "two\nlines, \"quoted\""]));
        assert_eq!(rows[1], (5, vec!["2", "last"]));
    }

    #[test]
    fn the_delimiter_is_found_by_the_header() {
        for delimiter in [",", ";", "\t", "|"] {
            let table = Table::parse(&format!("a{delimiter}b{delimiter}c\n1{delimiter}2{delimiter}3\n")).unwrap();
            assert_eq!(table.rows[0].1, ["1", "2", "3"], "{delimiter}");
        }
    }

    #[test]
    fn a_ragged_row_names_its_line() {
        let refused = Table::parse("a,b\n1,2\n1,2,3\n").err().unwrap().to_string();
        assert!(refused.starts_with("line 3: the row has 3 fields, the header 2"), "{refused}");
        assert!(Table::parse("").is_err());
    }
}
