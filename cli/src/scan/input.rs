//! Reading the pile.
//!
//! In: a file or standard input. Out: one [`Line`] a message; a line that is
//! not a message says why, and the rest goes on. Errors never quote the line.

use anyhow::Context;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// One line of input.
pub(crate) struct Line {
    /// Its number, from 1 (CSV: the record's first line).
    pub(crate) number: u64,
    /// Its size.
    pub(crate) bytes: u64,
    pub(crate) record: Result<Record, String>,
}

/// A message.
pub(crate) struct Record {
    pub(crate) id: Value,
    pub(crate) sender: String,
    pub(crate) body: String,
    pub(crate) received_at: Option<Timestamp>,
}

/// A message as it stands in the input; other fields are left alone.
#[derive(Deserialize)]
struct Raw {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    sender: Option<String>,
    body: String,
    #[serde(default)]
    received_at: Option<String>,
}

/// Opens `path`, or standard input for `-`; with its size where it has one.
pub(crate) fn open(path: &Path) -> anyhow::Result<(Box<dyn BufRead>, Option<u64>)> {
    if path == Path::new("-") {
        return Ok((Box::new(BufReader::new(std::io::stdin())), None));
    }
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let size = file.metadata().ok().map(|metadata| metadata.len());
    Ok((Box::new(BufReader::new(file)), size))
}

type Lines = Box<dyn Iterator<Item = Line>>;

/// The messages of `reader`; CSV where `columns` (sender, body) are given.
pub(crate) fn lines(reader: Box<dyn BufRead>, columns: Option<[&str; 2]>) -> anyhow::Result<Lines> {
    match columns {
        Some(columns) => csv_lines(reader, columns),
        None => Ok(Box::new(JsonLines { reader, number: 0 })),
    }
}

struct JsonLines {
    reader: Box<dyn BufRead>,
    number: u64,
}

impl Iterator for JsonLines {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        loop {
            let mut line = Vec::new();
            self.number += 1;
            let read = self.reader.read_until(b'\n', &mut line);
            let record = match read {
                Ok(0) => return None,
                Ok(_) if line.trim_ascii().is_empty() => continue,
                Ok(_) => parse(&line),
                Err(error) => Err(format!("cannot read: {}", error.kind())),
            };
            return Some(Line { number: self.number, bytes: line.len() as u64, record });
        }
    }
}

fn parse(line: &[u8]) -> Result<Record, String> {
    let raw: Raw = serde_json::from_slice(line).map_err(|error| {
        // serde_json quotes values of the wrong type: say where, not what.
        format!("not a message (an object with \"sender\" and \"body\") at column {}", error.column())
    })?;
    record(raw)
}

fn record(raw: Raw) -> Result<Record, String> {
    let time = raw.received_at.filter(|text| !text.is_empty());
    let received_at = time.map(|text| text.parse()).transpose();
    Ok(Record {
        id: raw.id,
        sender: raw.sender.unwrap_or_default(),
        body: raw.body,
        received_at: received_at.map_err(|_| "received_at is not an RFC 3339 time".to_owned())?,
    })
}

fn csv_lines(reader: impl Read + 'static, [sender, body]: [&str; 2]) -> anyhow::Result<Lines> {
    let mut csv = csv::ReaderBuilder::new().flexible(true).from_reader(reader);
    let headers = csv.byte_headers().context("cannot read the CSV header")?.clone();
    let column = |name: &str| headers.iter().position(|header| header.eq_ignore_ascii_case(name.as_bytes()));
    let body = column(body).with_context(|| format!("the CSV has no column {body:?}; name it with --body-column"))?;
    let (id, sender, time) = (column("id"), column(sender), column("received_at"));
    let mut number = 0;
    Ok(Box::new(csv.into_byte_records().map(move |row| {
        number += 1;
        let Ok(row) = row else {
            return Line { number, bytes: 0, record: Err("not a CSV record".to_owned()) };
        };
        let line = row.position().map_or(number, csv::Position::line);
        let text = |at: usize| row.get(at).map(|field| String::from_utf8_lossy(field).into_owned());
        let raw = text(body).map(|body| Raw {
            id: id.and_then(text).map_or(Value::from(number), Value::from),
            sender: sender.and_then(text),
            body,
            received_at: time.and_then(text),
        });
        let record = raw.ok_or_else(|| "the record has no body".to_owned()).and_then(record);
        Line { number: line, bytes: row.as_slice().len() as u64, record }
    })))
}
