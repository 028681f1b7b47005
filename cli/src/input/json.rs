//! Messages as JSON: one object per line, or an array of objects.
//!
//! In: text. Out: one [`Item`] per object. An array is taken apart at its own commas, so that one element is held at a
//! time; each element is then parsed by itself.

use super::lines;
use super::{Columns, Content, Fault, FaultCode, Item, MOST_FIELD, MOST_LINE, Message, Options, time};
use jiff::tz::TimeZone;
use serde_json::{Map, Value};
use std::io::{self, BufRead};

type Reader = Box<dyn BufRead + Send>;

/// What the fields are called, and where the clocks stood.
struct Fields {
    columns: Columns,
    zone: Option<TimeZone>,
}

impl Fields {
    fn new(options: &Options) -> Self {
        Self { columns: options.columns.clone(), zone: options.time_zone.clone() }
    }

    /// The message in the text of one object.
    fn message(&self, json: &[u8]) -> Result<Message, Fault> {
        if std::str::from_utf8(json).is_err() {
            return Err(Fault::not_utf8());
        }
        let value: Value = serde_json::from_slice(json).map_err(|error| {
            // serde_json's own words may quote a value: say where, not what.
            Fault::new(FaultCode::Malformed, format!("not JSON from column {} on: {}", error.column(), self.right()))
        })?;
        let Value::Object(mut fields) = value else {
            return Err(Fault::new(FaultCode::Malformed, format!("not a JSON object: {}", self.right())));
        };
        let names = &self.columns;
        Ok(Message {
            id: fields.remove(&names.id).filter(|id| !id.is_null()),
            sender: text(&mut fields, &names.sender)?.unwrap_or_default(),
            body: text(&mut fields, &names.body)?.ok_or_else(|| {
                Fault::of_field(FaultCode::MissingField, &names.body, "is missing: the message's text")
            })?,
            received_at: match fields.get(&names.time) {
                Some(value) => time::of_value(&names.time, value, self.zone.as_ref())?,
                None => None,
            },
        })
    }

    fn right(&self) -> String {
        format!("a message is an object with {:?} and {:?}", self.columns.sender, self.columns.body)
    }

    fn item(&self, line: u64, json: &[u8]) -> Item {
        let content = self.message(json).map_or_else(Content::Fault, Content::Message);
        Item { line, bytes: json.len(), content }
    }
}

/// A field that holds text, if it is there.
fn text(fields: &mut Map<String, Value>, name: &str) -> Result<Option<String>, Fault> {
    match fields.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.len() > MOST_FIELD => Err(Fault::long_field(name)),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(Fault::of_field(FaultCode::WrongType, name, "is no text: write it in quotation marks")),
    }
}

/// One object per line.
pub(super) struct Lines {
    input: lines::Lines<Reader>,
    fields: Fields,
    ended: bool,
}

impl Lines {
    pub(super) fn new(reader: Reader, options: &Options) -> Self {
        Self { input: lines::Lines::new(reader), fields: Fields::new(options), ended: false }
    }
}

impl Iterator for Lines {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while !self.ended {
            let line = match self.input.next() {
                Ok(Some(line)) => line,
                Ok(None) => break,
                Err(error) => {
                    self.ended = true;
                    return Some(Item {
                        line: self.input.number() + 1,
                        bytes: 0,
                        content: Content::Fault(Fault::read(&error)),
                    });
                }
            };
            if line.cut {
                let content = Content::Fault(Fault::too_long("the line"));
                return Some(Item { line: line.number, bytes: line.bytes.len(), content });
            }
            if !line.bytes.trim_ascii().is_empty() {
                return Some(self.fields.item(line.number, &line.bytes));
            }
        }
        None
    }
}

/// The elements of one array.
pub(super) struct Elements {
    reader: Reader,
    fields: Fields,
    line: u64,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the array.
    Start,
    /// Behind its first bracket or a comma.
    Within,
    /// Behind its last bracket.
    End,
    /// Nothing more is read.
    Done,
}

/// What ends an element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    Comma,
    Bracket,
    EndOfFile,
}

/// An element as it is in the file.
#[derive(Default)]
struct Element {
    line: u64,
    bytes: Vec<u8>,
    cut: bool,
}

impl Elements {
    pub(super) fn new(reader: Reader, options: &Options) -> Self {
        Self { reader, fields: Fields::new(options), line: 1, state: State::Start }
    }

    /// The next byte, lines counted.
    fn byte(&mut self) -> io::Result<Option<u8>> {
        loop {
            match self.reader.fill_buf() {
                Ok([]) => return Ok(None),
                Ok([byte, ..]) => {
                    let byte = *byte;
                    self.reader.consume(1);
                    self.line += u64::from(byte == b'\n');
                    return Ok(Some(byte));
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Whether only white space comes before the end, or before `wanted`.
    fn comes(&mut self, wanted: Option<u8>) -> io::Result<bool> {
        loop {
            match self.byte()? {
                Some(byte) if byte.is_ascii_whitespace() => {}
                found => return Ok(found == wanted),
            }
        }
    }

    /// The text up to the array's own next comma, or to its end.
    fn element(&mut self) -> io::Result<(Element, Stop)> {
        let mut element = Element { line: self.line, ..Element::default() };
        let (mut depth, mut quoted, mut escaped) = (0_u64, false, false);
        while let Some(byte) = self.byte()? {
            if element.bytes.is_empty() && byte.is_ascii_whitespace() {
                element.line = self.line;
                continue;
            }
            match byte {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                _ if quoted => {}
                b'{' | b'[' => depth += 1,
                b',' if depth == 0 => return Ok((element, Stop::Comma)),
                b']' if depth == 0 => return Ok((element, Stop::Bracket)),
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if element.bytes.len() < MOST_LINE {
                element.bytes.push(byte);
            } else {
                element.cut = true;
            }
        }
        Ok((element, Stop::EndOfFile))
    }

    fn fault(&self, code: FaultCode, text: &str) -> Item {
        Item { line: self.line, bytes: 0, content: Content::Fault(Fault::new(code, text)) }
    }

    fn step(&mut self) -> io::Result<Option<Item>> {
        match self.state {
            State::Start => {
                self.state = if self.comes(Some(b'['))? { State::Within } else { State::Done };
                let none = || self.fault(FaultCode::Malformed, "not a JSON array: it begins with [");
                Ok((self.state == State::Done).then(none))
            }
            State::Within => {
                let (element, stop) = self.element()?;
                self.state = match stop {
                    Stop::Comma => State::Within,
                    Stop::Bracket => State::End,
                    Stop::EndOfFile => State::Done,
                };
                Ok(self.judged(&element, stop))
            }
            State::End => {
                self.state = State::Done;
                let more = !self.comes(None)?;
                Ok(more.then(|| self.fault(FaultCode::Malformed, "text follows the array's end; it is not judged")))
            }
            State::Done => Ok(None),
        }
    }

    fn judged(&self, element: &Element, stop: Stop) -> Option<Item> {
        let fault =
            |fault| Some(Item { line: element.line, bytes: element.bytes.len(), content: Content::Fault(fault) });
        if stop == Stop::EndOfFile {
            return fault(Fault::new(
                FaultCode::Malformed,
                "the array is not closed: a quotation mark or bracket is missing",
            ));
        }
        if element.cut {
            return fault(Fault::too_long("the element"));
        }
        if element.bytes.is_empty() {
            let missing = Fault::new(FaultCode::Malformed, "nothing is between two commas of the array");
            return if stop == Stop::Comma { fault(missing) } else { None };
        }
        Some(self.fields.item(element.line, &element.bytes))
    }
}

impl Iterator for Elements {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while self.state != State::Done {
            match self.step() {
                Ok(None) => {}
                Ok(item) => return item,
                Err(error) => {
                    self.state = State::Done;
                    return Some(Item { line: self.line, bytes: 0, content: Content::Fault(Fault::read(&error)) });
                }
            }
        }
        None
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::super::tests::{faults, messages};
    use super::*;

    fn jsonl(text: &str) -> Vec<Item> {
        Lines::new(Box::new(io::Cursor::new(text.to_owned())), &Options::default()).collect()
    }

    fn array(text: &str) -> Vec<Item> {
        Elements::new(Box::new(io::Cursor::new(text.to_owned())), &Options::default()).collect()
    }

    #[test]
    fn a_line_that_is_no_message_names_the_field_and_the_rest_goes_on() {
        let items = jsonl(
            "{\"body\":\"a\"}\nno json\n\n[1]\n{\"sender\":\"x\"}\n{\"body\":5}\n{\"body\":\"b\",\"sender\":9876543210}\n\
             {\"body\":\"c\",\"received_at\":\"noon\"}\n{\"id\":7,\"sender\":null,\"body\":\"d\",\"received_at\":1795494600000}",
        );
        assert_eq!(messages(&items), [(1, "a"), (9, "d")]);
        let expected = [
            (2, FaultCode::Malformed, None),
            (4, FaultCode::Malformed, None),
            (5, FaultCode::MissingField, Some("body")),
            (6, FaultCode::WrongType, Some("body")),
            (7, FaultCode::WrongType, Some("sender")),
            (8, FaultCode::Time, Some("received_at")),
        ];
        assert_eq!(faults(&items), expected);
        let Content::Message(last) = &items[7].content else { panic!() };
        assert_eq!((last.id.clone(), last.received_at.unwrap().as_second()), (Some(7.into()), 1_795_494_600));
    }

    #[test]
    fn a_field_may_be_long_but_not_longer() {
        let of = |length: usize| format!("{{\"body\":\"{}\"}}\n", "a".repeat(length));
        let items = jsonl(&[of(MOST_FIELD), of(MOST_FIELD + 1), of(MOST_LINE), of(1)].concat());
        assert_eq!(faults(&items), [(2, FaultCode::TooLong, Some("body")), (3, FaultCode::TooLong, None)]);
        assert_eq!(messages(&items).len(), 2);
    }

    #[test]
    fn the_elements_of_an_array_are_messages() {
        let items = array(
            " [\n {\"body\": \"a, [\\\"b\\\"] }\"},\n\n {\"id\": [1, {\"x\": 2}],\n \"body\": \"c\"},{\"body\":3}\n]\n",
        );
        assert_eq!(messages(&items), [(2, "a, [\"b\"] }"), (4, "c")]);
        assert_eq!(faults(&items), [(5, FaultCode::WrongType, Some("body"))]);
        assert!(array("[]").is_empty());
        assert!(array(" [ ] ").is_empty());
    }

    #[test]
    fn an_array_that_is_broken_says_where() {
        assert_eq!(faults(&array("[{\"body\":\"a\"},,{\"body\":\"b\"}]")), [(1, FaultCode::Malformed, None)]);
        assert_eq!(faults(&array("[{\"body\":\"a\"}]\n{\"body\":\"b\"}")), [(2, FaultCode::Malformed, None)]);
        assert_eq!(faults(&array("[{\"body\":\"a\"},\n{\"body\":\"b}]")), [(2, FaultCode::Malformed, None)]);
        assert_eq!(faults(&array("{\"body\":\"a\"}")), [(1, FaultCode::Malformed, None)]);
        let long = format!("[{{\"x\":\"{}\"}},\n{{\"body\":\"b\"}}]", "a".repeat(MOST_LINE));
        assert_eq!(faults(&array(&long)), [(1, FaultCode::TooLong, None)]);
        assert_eq!(messages(&array(&long)), [(2, "b")]);
    }
}
