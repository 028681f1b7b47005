//! Reading a pile of messages, whatever file it comes in.
//!
//! In: bytes, as people are handed them (JSON lines, a JSON array, CSV, an SMS backup; compressed or not; UTF-8 or
//! UTF-16) and [`Options`]. Out: one [`Item`] per message; what is no message says why in a [`Fault`], and the rest goes
//! on. Nothing is held but the part that is being read: memory does not grow with the file. No fault quotes a message.
//!
//! | module | does |
//! |---|---|
//! | `regular` | opens regular files, and nothing else |
//! | `open` | opens the input, unpacks gzip and zstd |
//! | `encoding` | UTF-16 and named encodings to UTF-8 |
//! | `lines` | lines, capped |
//! | `json` | JSON lines, the elements of a JSON array |
//! | `csv` | CSV records |
//! | `xml` | Android's "SMS Backup & Restore" |
//! | `time` | times of receipt |

mod csv;
mod encoding;
mod fault;
mod format;
mod json;
mod lines;
mod open;
pub mod regular;
mod time;
mod xml;

pub use encoding::{Encoding, encoding_named, text};
pub use fault::{Fault, FaultCode};
pub use format::Format;
pub use open::{Source, open, stdin};
pub use time::time_zone_named;

use asli::Sms;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read};

/// The longest line, record or element that is read, in bytes of UTF-8.
pub const MOST_LINE: usize = 1 << 20;

/// The longest field that is read, in bytes of UTF-8: four times the longest SMS (39,015 characters) in most scripts.
pub const MOST_FIELD: usize = 1 << 18;

/// The most that is read of one file where nothing else is said, in bytes after unpacking.
pub const MOST_BYTES: u64 = 1 << 36;

/// How to read.
#[derive(Clone, Debug)]
pub struct Options {
    /// The form; guessed from the first line where it is not given.
    pub format: Option<Format>,
    /// The names of the columns (CSV) or fields (JSON).
    pub columns: Columns,
    /// What stands between the fields of a CSV; guessed from the header where it is not given.
    pub delimiter: Option<u8>,
    /// The encoding of files that do not say theirs by a byte-order mark; UTF-8 or UTF-16 where it is not given.
    pub encoding: Option<&'static Encoding>,
    /// Where the clocks stood that wrote times without an offset.
    pub time_zone: Option<TimeZone>,
    /// The most bytes that are read of the file, after unpacking.
    pub most_bytes: u64,
}

impl Default for Options {
    fn default() -> Self {
        let (format, delimiter, encoding, time_zone) = (None, None, None, None);
        Self { format, columns: Columns::default(), delimiter, encoding, time_zone, most_bytes: MOST_BYTES }
    }
}

/// The names of the columns of a CSV, or of the fields of a JSON object.
#[derive(Clone, Debug)]
pub struct Columns {
    /// Of the message's id.
    pub id: String,
    /// Of the sender.
    pub sender: String,
    /// Of the text.
    pub body: String,
    /// Of the time of receipt.
    pub time: String,
}

impl Default for Columns {
    fn default() -> Self {
        let [id, sender, body, time] = ["id", "sender", "body", "received_at"].map(str::to_owned);
        Self { id, sender, body, time }
    }
}

/// One message of the input, or why there is none.
#[derive(Debug)]
pub struct Item {
    /// The line that it begins on, from 1.
    pub line: u64,
    /// Its size in the input, in bytes of UTF-8.
    pub bytes: usize,
    /// What it is.
    pub content: Content,
}

/// What a part of the input is.
#[derive(Debug)]
pub enum Content {
    /// A message.
    Message(Message),
    /// Something else than a received SMS, and not meant to be one: a sent SMS, an MMS.
    PassedOver,
    /// No message.
    Fault(Fault),
}

/// A message.
#[derive(Debug)]
pub struct Message {
    /// Its id, if it has one.
    pub id: Option<Value>,
    /// The sender; empty where there is none.
    pub sender: String,
    /// The text.
    pub body: String,
    /// When it came.
    pub received_at: Option<Timestamp>,
}

impl Message {
    /// The message as asli takes it.
    pub fn sms(&self) -> Sms<'_> {
        Sms { sender: &self.sender, body: &self.body, received_at: self.received_at }
    }
}

/// The parts of an input, in order.
pub type Items = Box<dyn Iterator<Item = Item> + Send>;

/// The messages in `reader`.
///
/// # Errors
/// Where nothing can be read at all: an encoding that is not supported, a CSV without the column of the text.
pub fn items(reader: impl Read + Send + 'static, options: &Options) -> anyhow::Result<Items> {
    let text = encoding::utf8(open::Limited::new(reader, options.most_bytes), options.encoding)?;
    let mut text = BufReader::with_capacity(1 << 16, text);
    let format = match options.format {
        Some(format) => format,
        None => format::guess(&mut text, options)?,
    };
    let reader: Box<dyn BufRead + Send> = Box::new(text);
    Ok(match format {
        Format::Jsonl => Box::new(json::Lines::new(reader, options)),
        Format::Json => Box::new(json::Elements::new(reader, options)),
        Format::Csv => Box::new(csv::Records::new(reader, options)?),
        Format::Xml => Box::new(xml::Messages::new(reader)),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::io::Cursor;

    /// The messages among `items`: line and text.
    pub(super) fn messages(items: &[Item]) -> Vec<(u64, &str)> {
        items
            .iter()
            .filter_map(|item| {
                let Content::Message(message) = &item.content else { return None };
                Some((item.line, message.body.as_str()))
            })
            .collect()
    }

    /// The faults among `items`: line, code, field.
    pub(super) fn faults(items: &[Item]) -> Vec<(u64, FaultCode, Option<&str>)> {
        items
            .iter()
            .filter_map(|item| {
                let Content::Fault(fault) = &item.content else { return None };
                Some((item.line, fault.code, fault.field.as_deref()))
            })
            .collect()
    }

    fn read(bytes: &[u8]) -> Vec<Item> {
        items(Cursor::new(bytes.to_vec()), &Options::default()).unwrap().collect()
    }

    #[test]
    fn the_form_is_told_by_the_start() {
        for text in [
            "{\"body\":\"hello\"}\n",
            "\n\n [{\"body\":\"hello\"}]",
            "sender,body\nX,hello\n",
            "sender;body\nX;hello\n",
            "<smses><sms body=\"hello\"/></smses>",
        ] {
            for mark in ["", "\u{feff}"] {
                let text = format!("{mark}{text}");
                let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
                for bytes in [text.as_bytes(), &utf16] {
                    assert_eq!(messages(&read(bytes)).first().map(|message| message.1), Some("hello"), "{text}");
                }
            }
        }
        assert!(read(b"").is_empty());
        assert!(items(&b"hello world\n"[..], &Options::default()).err().unwrap().to_string().contains("--format"));
    }

    #[test]
    fn no_more_of_a_file_is_read_than_was_allowed() {
        let text = "{\"body\":\"a\"}\n".repeat(10);
        let read = |most_bytes: usize| -> Vec<Item> {
            let options = Options { most_bytes: most_bytes as u64, ..Options::default() };
            items(Cursor::new(text.clone()), &options).unwrap().collect()
        };
        let cut = read(100);
        assert_eq!((messages(&cut).len(), faults(&cut)), (7, vec![(8, FaultCode::TooLong, None)]));
        let whole = read(text.len());
        assert_eq!((messages(&whole).len(), faults(&whole)), (10, vec![]));
    }

    /// Gives what it has, then fails at every read, as a folder does.
    struct Failing(Cursor<Vec<u8>>);

    impl Read for Failing {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            match self.0.read(into)? {
                0 => Err(std::io::ErrorKind::IsADirectory.into()),
                count => Ok(count),
            }
        }
    }

    #[test]
    fn a_reader_that_fails_for_ever_ends_the_input_once() {
        let start = "{\"body\":\"a\"}\n".repeat(10_000);
        for (format, start) in [
            (Format::Jsonl, start.as_str()),
            (Format::Csv, "body\nhello\n"),
            (Format::Json, "["),
            (Format::Xml, "<smses>"),
        ] {
            let long = format!("{start}{}", " ".repeat(200));
            let options = Options { format: Some(format), ..Options::default() };
            let read: Vec<Item> = items(Failing(Cursor::new(long.into_bytes())), &options).unwrap().collect();
            assert_eq!(faults(&read).iter().filter(|fault| fault.1 == FaultCode::Read).count(), 1, "{format:?}");
        }
    }
}
