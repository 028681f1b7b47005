//! Messages as CSV with a header.
//!
//! In: text. Out: one [`Item`] per record. `csv-core` reads the fields; where a record ends is found here, so that a
//! quotation mark that is not closed costs the line that it is on and not the rest of the file: the lines behind it are
//! then read anew. Each line is read over twice at most.

use super::lines::{Line, Lines};
use super::{Columns, Content, Fault, FaultCode, Item, MOST_FIELD, MOST_LINE, Message, Options, time};
use anyhow::{Context, bail};
use csv_core::ReadRecordResult;
use jiff::tz::TimeZone;
use serde_json::Value;
use std::collections::VecDeque;
use std::io::BufRead;

type Reader = Box<dyn BufRead + Send>;

/// The delimiters that are tried where none is given.
const DELIMITERS: &[u8] = b",;\t|";

const RIGHT: &str = "a field with a delimiter, a quotation mark or a line break in it is written in quotation marks, \
                     quotation marks in it twice";

/// The records of a CSV.
pub(super) struct Records {
    lines: Lines<Reader>,
    /// Lines that are read anew.
    again: VecDeque<Line>,
    delimiter: u8,
    layout: Layout,
    zone: Option<TimeZone>,
    ended: bool,
}

/// Where the fields of a message are.
struct Layout {
    columns: Columns,
    width: usize,
    id: Option<usize>,
    sender: Option<usize>,
    body: usize,
    time: Option<usize>,
}

/// How far a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// At the start of a field.
    Start,
    /// In a field without quotation marks.
    Plain,
    /// In a field with them.
    Quoted,
    /// Behind a quotation mark in such a field: its end, or the first half of a mark that it holds.
    Mark,
    /// Behind the end of such a field, where something else than a delimiter is.
    Broken,
}

impl Place {
    fn after(self, bytes: &[u8], delimiter: u8) -> Self {
        bytes.iter().fold(self, |place, &byte| match (place, byte) {
            (Self::Broken, _) => Self::Broken,
            (Self::Quoted, b'"') => Self::Mark,
            (Self::Start | Self::Mark, b'"') | (Self::Quoted, _) => Self::Quoted,
            (_, byte) if byte == delimiter => Self::Start,
            (Self::Mark, _) => Self::Broken,
            (Self::Start | Self::Plain, _) => Self::Plain,
        })
    }
}

impl Records {
    pub(super) fn new(reader: Reader, options: &Options) -> anyhow::Result<Self> {
        let mut lines = Lines::new(reader);
        let header = lines.next().context("cannot read the CSV header")?.context("the CSV is empty")?;
        let (delimiter, layout) = layout(&header.bytes, options)?;
        let zone = options.time_zone.clone();
        Ok(Self { lines, again: VecDeque::new(), delimiter, layout, zone, ended: false })
    }

    fn line(&mut self) -> std::io::Result<Option<Line>> {
        match self.again.pop_front() {
            Some(line) => Ok(Some(line)),
            None => self.lines.next(),
        }
    }

    /// The next record, or its fault.
    fn record(&mut self) -> std::io::Result<Option<Item>> {
        let Some(first) = self.line()? else { return Ok(None) };
        if first.bytes.trim_ascii().is_empty() {
            return self.record_behind();
        }
        let number = first.number;
        let mut bytes = first.bytes.len();
        if first.cut {
            return Ok(Some(fault(number, bytes, Fault::too_long("the line"))));
        }
        let mut place = Place::Start.after(&first.bytes, self.delimiter);
        let mut read = vec![first];
        let whole = loop {
            match place {
                Place::Start | Place::Plain | Place::Mark => break Ok(()),
                Place::Broken => break Err("text follows a closing quotation mark"),
                Place::Quoted => {}
            }
            match self.line()? {
                Some(line) if !line.cut && bytes + line.bytes.len() < MOST_LINE => {
                    bytes += line.bytes.len() + 1;
                    place = place.after(b"\n", self.delimiter).after(&line.bytes, self.delimiter);
                    read.push(line);
                }
                line => {
                    read.extend(line);
                    break Err("a quotation mark is not closed");
                }
            }
        };
        let content = match whole {
            Ok(()) => {
                let text = read.iter().map(|line| line.bytes.as_slice()).collect::<Vec<_>>().join(&b'\n');
                self.layout.message(&text, self.delimiter, self.zone.as_ref())
            }
            Err(what) => {
                // What was taken for the rest of the field are records of their own.
                for line in read.drain(1..).rev() {
                    self.again.push_front(line);
                }
                Err(Fault::new(FaultCode::Malformed, format!("{what}: {RIGHT}")))
            }
        };
        Ok(Some(Item { line: number, bytes, content: content.map_or_else(Content::Fault, Content::Message) }))
    }

    /// The record behind blank lines.
    fn record_behind(&mut self) -> std::io::Result<Option<Item>> {
        while let Some(line) = self.line()? {
            if !line.bytes.trim_ascii().is_empty() {
                self.again.push_front(line);
                return self.record();
            }
        }
        Ok(None)
    }
}

fn fault(line: u64, bytes: usize, fault: Fault) -> Item {
    Item { line, bytes, content: Content::Fault(fault) }
}

impl Iterator for Records {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        if self.ended {
            return None;
        }
        let item = self.record();
        self.ended = !matches!(item, Ok(Some(_)));
        item.unwrap_or_else(|error| Some(fault(self.lines.number() + 1, 0, Fault::read(&error))))
    }
}

/// The delimiter, and where the columns are.
fn layout(header: &[u8], options: &Options) -> anyhow::Result<(u8, Layout)> {
    let names = &options.columns;
    let split = |delimiter: u8| {
        let names = fields(header, delimiter).into_iter();
        names.map(|name| String::from_utf8_lossy(&name).trim().to_owned()).collect::<Vec<_>>()
    };
    let has = |header: &[String], name: &str| header.iter().any(|column| column.eq_ignore_ascii_case(name));
    let candidates = options.delimiter.map_or(DELIMITERS.to_vec(), |delimiter| vec![delimiter]);
    let Some(delimiter) = candidates.iter().copied().find(|delimiter| has(&split(*delimiter), &names.body)) else {
        let widest = candidates.iter().map(|delimiter| split(*delimiter)).max_by_key(Vec::len).unwrap_or_default();
        let there: Vec<String> = widest.iter().map(|name| format!("{name:?}")).collect();
        bail!("the CSV has no column {:?}; it has {}: name it with --body-column", names.body, there.join(", "));
    };
    let header = split(delimiter);
    let column = |name: &str, default: &str| -> anyhow::Result<Option<usize>> {
        let places: Vec<usize> = (0..header.len()).filter(|at| header[*at].eq_ignore_ascii_case(name)).collect();
        match places.as_slice() {
            [at] => Ok(Some(*at)),
            [] if name == default => Ok(None),
            [] => bail!("the CSV has no column {name:?}"),
            _ => bail!("the CSV has {} columns {name:?}: which one is meant?", places.len()),
        }
    };
    let defaults = Columns::default();
    let body = column(&names.body, "")?.context("the column of the text is lost")?;
    let layout = Layout {
        columns: names.clone(),
        width: header.len(),
        id: column(&names.id, &defaults.id)?,
        sender: column(&names.sender, &defaults.sender)?,
        body,
        time: column(&names.time, &defaults.time)?,
    };
    Ok((delimiter, layout))
}

impl Layout {
    fn message(&self, record: &[u8], delimiter: u8, zone: Option<&TimeZone>) -> Result<Message, Fault> {
        let fields = fields(record, delimiter);
        if fields.len() != self.width {
            let (have, need) = (fields.len(), self.width);
            let text = format!("the row has {have} fields, the header {need}: {RIGHT}");
            return Err(Fault::new(FaultCode::RaggedRow, text));
        }
        let text = |at: usize, name: &str| {
            if fields[at].len() > MOST_FIELD {
                return Err(Fault::long_field(name));
            }
            let not_text = |_| Fault { field: Some(name.to_owned()), ..Fault::not_utf8() };
            std::str::from_utf8(&fields[at]).map_err(not_text)
        };
        let optional = |at: Option<usize>, name: &str| at.map_or(Ok(""), |at| text(at, name));
        let id = optional(self.id, &self.columns.id)?;
        Ok(Message {
            id: (!id.is_empty()).then(|| Value::from(id)),
            sender: optional(self.sender, &self.columns.sender)?.to_owned(),
            body: text(self.body, &self.columns.body)?.to_owned(),
            received_at: time::of_text(&self.columns.time, optional(self.time, &self.columns.time)?, zone)?,
        })
    }
}

/// The fields of one record.
fn fields(record: &[u8], delimiter: u8) -> Vec<Vec<u8>> {
    let mut reader =
        csv_core::ReaderBuilder::new().delimiter(delimiter).terminator(csv_core::Terminator::Any(0)).build();
    // Fields are never longer than what they are written as.
    let mut output = vec![0; record.len() + 1];
    let most = memchr::memchr_iter(delimiter, record).count() + 2;
    let mut ends = vec![0; most];
    let (mut input, mut written, mut count) = (record, 0, 0);
    loop {
        let (result, taken, given, ended) = reader.read_record(input, &mut output[written..], &mut ends[count..]);
        input = &input[taken..];
        (written, count) = (written + given, count + ended);
        if !matches!(result, ReadRecordResult::InputEmpty) || taken == 0 && given == 0 && input.is_empty() && ended == 0
        {
            break;
        }
    }
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts.zip(&ends[..count]).map(|(start, end)| output[start..*end].to_vec()).collect()
}

/// Whether a line is the header of a CSV with a column of that name.
pub(super) fn is_header(line: &[u8], column: &str, delimiter: Option<u8>) -> bool {
    let candidates = delimiter.map_or(DELIMITERS.to_vec(), |delimiter| vec![delimiter]);
    let named = |name: &Vec<u8>| name.trim_ascii().eq_ignore_ascii_case(column.as_bytes());
    candidates.iter().any(|delimiter| fields(line, *delimiter).iter().any(named))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::tests::{faults, messages};
    use super::*;
    use std::io::Cursor;

    fn with(text: &[u8], options: &Options) -> anyhow::Result<Vec<Item>> {
        Ok(Records::new(Box::new(Cursor::new(text.to_vec())), options)?.collect())
    }

    fn csv(text: &str) -> Vec<Item> {
        with(text.as_bytes(), &Options::default()).unwrap()
    }

    #[test]
    fn fields_are_what_csv_says() {
        let of = |record: &str| {
            fields(record.as_bytes(), b',')
                .into_iter()
                .map(|field| String::from_utf8(field).unwrap())
                .collect::<Vec<_>>()
        };
        assert_eq!(of("a,b,c"), ["a", "b", "c"]);
        assert_eq!(of("\"a,\"\"b\"\"\nc\",,"), ["a,\"b\"\nc", "", ""]);
        assert_eq!(of("x,say \"hi\""), ["x", "say \"hi\""]);
        assert_eq!(of("\"\""), [""]);
        assert_eq!(of(","), ["", ""]);
    }

    #[test]
    fn messages_are_read_by_their_columns() {
        let items = csv("Body,ID,received_at,Sender\nhello,a,1795494600,X\n\n\"two\r\nlines\",,,\n");
        assert_eq!(messages(&items), [(2, "hello"), (4, "two\nlines")]);
        for delimiter in [';', '\t', '|'] {
            let text = "sender,body\nX,\"hello, there\"\n"
                .replace("sender,", &format!("sender{delimiter}"))
                .replace("X,", &format!("X{delimiter}"));
            assert_eq!(messages(&csv(&text)), [(2, "hello, there")], "{delimiter}");
        }
    }

    #[test]
    fn a_ragged_row_is_a_fault_and_not_half_a_message() {
        let items = csv("id,body,sender\n1,hello, dear consumer,X\n2,ok,X\n3,short\n");
        assert_eq!(messages(&items), [(3, "ok")]);
        assert_eq!(faults(&items), [(2, FaultCode::RaggedRow, None), (4, FaultCode::RaggedRow, None)]);
    }

    #[test]
    fn a_quote_that_is_not_closed_costs_its_own_line_only() {
        let items = csv("id,body\n1,\"hello\n2,\"two\nlines\"\n3,three\n4,\"open\n5,five\n");
        assert_eq!(messages(&items), [(3, "two\nlines"), (5, "three"), (7, "five")]);
        assert_eq!(faults(&items), [(2, FaultCode::Malformed, None), (6, FaultCode::Malformed, None)]);
        let items = csv("id,body\n1,\"hello\" there\n2,ok\n");
        assert_eq!((messages(&items), faults(&items)), (vec![(3, "ok")], vec![(2, FaultCode::Malformed, None)]));
    }

    #[test]
    fn many_open_quotes_are_read_in_linear_time() {
        // Were each line read to the end of the file or the cap, this would take hours.
        let text = format!("id,body\n{}", "1,\"open\"\"\nplain,line\n".repeat(100_000));
        assert_eq!(faults(&csv(&text)).len(), 100_000);
    }

    #[test]
    fn what_is_too_long_or_no_text_is_a_fault() {
        let text = [
            b"sender,body\nX,".as_slice(),
            &vec![b'a'; MOST_LINE],
            b"\nX,caf\xe9\nX,",
            &vec![b'a'; MOST_FIELD + 1],
            b"\nX,ok\n",
        ]
        .concat();
        let items = with(&text, &Options::default()).unwrap();
        let expected = [
            (2, FaultCode::TooLong, None),
            (3, FaultCode::Encoding, Some("body")),
            (4, FaultCode::TooLong, Some("body")),
        ];
        assert_eq!((faults(&items), messages(&items)), (expected.to_vec(), vec![(5, "ok")]));
    }

    #[test]
    fn a_header_without_the_text_says_what_there_is() {
        let refused = |header: &str, options: &Options| with(header.as_bytes(), options).err().unwrap().to_string();
        assert!(refused("Label;Msg\n", &Options::default()).contains("\"Label\", \"Msg\": name it with --body-column"));
        assert!(refused("body,x,Body\n", &Options::default()).contains("2 columns"));
        let columns = Columns { sender: "From".to_owned(), ..Columns::default() };
        assert!(refused("body\n", &Options { columns, ..Options::default() }).contains("no column \"From\""));
        assert!(refused("", &Options::default()).contains("empty"));
    }
}
