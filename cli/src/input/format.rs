//! The forms that a pile of messages comes in.
//!
//! In: the start of a file. Out: its [`Format`].

use super::{Options, csv};
use anyhow::bail;
use std::io::{self, BufRead};

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// One JSON object per line.
    Jsonl,
    /// One JSON array of objects.
    Json,
    /// CSV with a header.
    Csv,
    /// XML as Android's "SMS Backup & Restore" writes it.
    Xml,
}

/// The form that the first bytes speak of.
pub(super) fn guess(reader: &mut impl BufRead, options: &Options) -> anyhow::Result<Format> {
    let start = loop {
        match reader.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
            Ok(_) => break reader.fill_buf()?,
        }
    };
    match start.trim_ascii_start().first() {
        Some(b'[') => return Ok(Format::Json),
        Some(b'<') => return Ok(Format::Xml),
        Some(b'{') | None => return Ok(Format::Jsonl),
        Some(_) => {}
    }
    let line = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    if csv::is_header(line, &options.columns.body, options.delimiter) {
        return Ok(Format::Csv);
    }
    bail!(
        "this is no JSON, XML, or CSV with a column {:?}: name the column with --body-column, or the form with --format",
        options.columns.body
    )
}
