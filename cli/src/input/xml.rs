//! Android's "SMS Backup & Restore": an XML file with one `sms` element per message.
//!
//! In: text. Out: one [`Item`] per `sms` that was received; sent ones and MMS are passed over. The file is taken apart
//! at its tags, so that the pictures of an MMS (megabytes in one attribute) are read over and never held; `quick-xml` reads
//! the attributes. No entity is expanded but XML's own five.

use super::{Content, Fault, FaultCode, Item, MOST_FIELD, MOST_LINE, Message, time};
use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;
use std::borrow::Cow;
use std::io::{self, BufRead};

type Reader = Box<dyn BufRead + Send>;

/// The value of `type` for a message that came in.
const RECEIVED: &str = "1";

/// What starts and what ends a tag in which quotation marks mean nothing: a comment, literal text, an instruction.
const RAW: [(&[u8], &[u8]); 3] = [(b"!--", b"--"), (b"![CDATA[", b"]]"), (b"?", b"?")];
const LONGEST_RAW_START: usize = 8;

/// The messages of a backup.
pub(super) struct Messages {
    reader: Reader,
    line: u64,
    /// Whether a tag has been seen: a file without one is no XML.
    any: bool,
    done: bool,
}

/// A tag as it is in the file, without its angle brackets.
struct Tag {
    line: u64,
    bytes: Vec<u8>,
    cut: bool,
    closed: bool,
}

impl Messages {
    pub(super) fn new(reader: Reader) -> Self {
        Self { reader, line: 1, any: false, done: false }
    }

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

    /// The next tag, comment, or declaration.
    fn tag(&mut self) -> io::Result<Option<Tag>> {
        while let Some(byte) = self.byte()? {
            if byte == b'<' {
                return self.within_tag().map(Some);
            }
        }
        Ok(None)
    }

    fn within_tag(&mut self) -> io::Result<Tag> {
        let mut tag = Tag { line: self.line, bytes: Vec::new(), cut: false, closed: false };
        let mut quote = None;
        // The last bytes, kept where the tag itself is cut.
        let mut last = [0; 2];
        let mut raw_end = None;
        while let Some(byte) = self.byte()? {
            match (raw_end, quote, byte) {
                (Some(end), _, b'>') if last.ends_with(end) => tag.closed = true,
                (None, Some(open), byte) if open == byte => quote = None,
                (None, None, b'"' | b'\'') => quote = Some(byte),
                (None, None, b'>') => tag.closed = true,
                _ => {}
            }
            if tag.closed {
                break;
            }
            last = [last[1], byte];
            if tag.bytes.len() < MOST_LINE {
                tag.bytes.push(byte);
            } else {
                tag.cut = true;
            }
            if tag.bytes.len() <= LONGEST_RAW_START {
                raw_end = tag.raw_end();
            }
        }
        Ok(tag)
    }

    fn step(&mut self) -> io::Result<Option<Item>> {
        while let Some(tag) = self.tag()? {
            self.any = true;
            if !tag.closed {
                self.done = true;
                let text =
                    "the tag is not closed: a quotation mark or > is missing; the rest of the file is not judged";
                return Ok(Some(tag.item(Content::Fault(Fault::new(FaultCode::Malformed, text)))));
            }
            match tag.name() {
                b"sms" if tag.cut => return Ok(Some(tag.item(Content::Fault(Fault::too_long("the sms element"))))),
                b"sms" => {
                    let content = message(&tag.bytes).unwrap_or_else(Content::Fault);
                    return Ok(Some(tag.item(content)));
                }
                b"mms" => return Ok(Some(tag.item(Content::PassedOver))),
                _ => {}
            }
        }
        self.done = true;
        let none = || Item { line: 1, bytes: 0, content: Content::Fault(Fault::new(FaultCode::Malformed, "not XML")) };
        Ok((!self.any).then(none))
    }
}

impl Tag {
    /// What ends it before its bracket, where quotation marks mean nothing in it.
    fn raw_end(&self) -> Option<&'static [u8]> {
        RAW.iter().find(|(start, _)| self.bytes.starts_with(start)).map(|(_, end)| *end)
    }

    fn name(&self) -> &[u8] {
        let end = self.bytes.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'/');
        &self.bytes[..end.unwrap_or(self.bytes.len())]
    }

    fn item(&self, content: Content) -> Item {
        Item { line: self.line, bytes: self.bytes.len(), content }
    }
}

impl Iterator for Messages {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        if self.done {
            return None;
        }
        self.step().unwrap_or_else(|error| {
            self.done = true;
            Some(Item { line: self.line, bytes: 0, content: Content::Fault(Fault::read(&error)) })
        })
    }
}

/// What an `sms` tag says.
fn message(tag: &[u8]) -> Result<Content, Fault> {
    let text = std::str::from_utf8(tag).map_err(|_| Fault::not_utf8())?;
    let text = join_surrogates(text.strip_suffix('/').unwrap_or(text));
    let element = BytesStart::from_content(text.as_ref(), "sms".len());
    let (mut sender, mut body, mut at, mut kind) = (String::new(), None, None, None);
    for attribute in element.attributes() {
        let malformed = || Fault::new(FaultCode::Malformed, "the attributes of the sms element are not those of XML");
        let attribute = attribute.map_err(|_| malformed())?;
        let name: &str = attribute.key.as_ref();
        if !matches!(name, "address" | "body" | "date" | "type") {
            continue;
        }
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| {
            Fault::of_field(FaultCode::Malformed, name, "holds an & that XML does not know: it is written &amp;")
        })?;
        if value.len() > MOST_FIELD {
            return Err(Fault::long_field(name));
        }
        match name {
            "address" if value != "null" => sender = value.into_owned(),
            "body" => body = Some(value.into_owned()),
            "date" => at = time::of_text("date", &value, None)?,
            "type" => kind = Some(value.into_owned()),
            _ => {}
        }
    }
    if kind.is_some_and(|kind| kind != RECEIVED) {
        return Ok(Content::PassedOver);
    }
    let missing = || Fault::of_field(FaultCode::MissingField, "body", "is missing: the message's text");
    Ok(Content::Message(Message { id: None, sender, body: body.ok_or_else(missing)?, received_at: at }))
}

/// The backup writes characters beyond U+FFFF as two references to surrogates (`&#55357;&#56911;`), which XML has not:
/// each pair becomes the character that it stands for.
fn join_surrogates(text: &str) -> Cow<'_, str> {
    let mut joined = String::new();
    let mut kept = 0;
    let mut from = 0;
    while let Some(at) = text[from..].find("&#").map(|at| from + at) {
        from = at + 2;
        let Some((high, behind)) = reference(&text[at..]) else { continue };
        let Some((low, end)) = reference(&text[at + behind..]) else { continue };
        let Some(Ok(joint)) = char::decode_utf16([high, low]).next().filter(|_| (0xd800..0xdc00).contains(&high))
        else {
            continue;
        };
        joined.push_str(&text[kept..at]);
        joined.push(joint);
        kept = at + behind + end;
        from = kept;
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    joined.push_str(&text[kept..]);
    Cow::Owned(joined)
}

/// The number of the decimal or hexadecimal reference that `text` starts with, and its length.
fn reference(text: &str) -> Option<(u16, usize)> {
    let (digits, _) = text.get(..text.len().min(10))?.strip_prefix("&#")?.split_once(';')?;
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u16::from_str_radix(hex, 16),
        None => digits.parse(),
    };
    Some((number.ok()?, digits.len() + 3))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::super::tests::{faults, messages};
    use super::*;

    fn xml(text: &str) -> Vec<Item> {
        Messages::new(Box::new(io::Cursor::new(text.to_owned()))).collect()
    }

    #[test]
    fn a_backup_is_read_as_the_app_writes_it() {
        let items = xml(
            "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<!-- File Created By SMS Backup & Restore > -->\n\
             <smses count=\"3\" type=\"full\">\n\
             <sms protocol=\"0\" address=\"JM-SBPDCL-S\" date=\"1795494600000\" type=\"1\" subject=\"null\" \
             body=\"Bill &amp; rebate &#128591; &#55357;&#56911;&#10;next > line\" toa=\"null\" />\n\
             <sms protocol=\"0\" address=\"+91\" date=\"1795494600000\" type=\"2\" body=\"sent\" />\n\
             <mms date=\"1\"><parts><part data=\"a>b\" /></parts></mms>\n\
             <sms address='null' body='he said \"x\"'/></smses>",
        );
        assert_eq!(messages(&items), [(4, "Bill & rebate 🙏 🙏\nnext > line"), (7, "he said \"x\"")]);
        let Content::Message(first) = &items[0].content else { panic!() };
        assert_eq!((first.sender.as_str(), first.received_at.unwrap().as_second()), ("JM-SBPDCL-S", 1_795_494_600));
        assert_eq!(items.iter().filter(|item| matches!(item.content, Content::PassedOver)).count(), 2);
        assert_eq!(faults(&items), []);
    }

    #[test]
    fn a_picture_is_read_over_and_a_long_sms_is_a_fault() {
        let long = "A".repeat(MOST_LINE + 1);
        let items = xml(&format!(
            "<smses><mms><part data=\"{long}\"/></mms>\n<sms body=\"{long}\"/>\n<sms body=\"ok\"/><!--{long}--></smses>"
        ));
        assert_eq!((messages(&items), faults(&items)), (vec![(3, "ok")], vec![(2, FaultCode::TooLong, None)]));
    }

    #[test]
    fn quotation_marks_in_comments_and_literal_text_open_nothing() {
        let long = "A".repeat(MOST_LINE + 1);
        let items = xml(&format!("<!-- it's > --><![CDATA[ it's ]]><?x it's ?><!--{long}--><sms body=\"ok\"/>"));
        assert_eq!((messages(&items), faults(&items)), (vec![(1, "ok")], vec![]));
    }

    #[test]
    fn what_is_broken_is_named_and_no_entity_is_expanded() {
        let items = xml(
            "<!DOCTYPE smses [<!ENTITY a \"b\">]><smses>\n<sms body=\"&a;\"/>\n<sms address=\"x\"/>\n<sms body=\"x\" date=\"noon\"/>\n<sms body=\"&#55357;\"/>\n<sms body=x/>\n<sms body=\"open",
        );
        let expected = [
            (2, FaultCode::Malformed, Some("body")),
            (3, FaultCode::MissingField, Some("body")),
            (4, FaultCode::Time, Some("date")),
            (5, FaultCode::Malformed, Some("body")),
            (6, FaultCode::Malformed, None),
            (7, FaultCode::Malformed, None),
        ];
        assert_eq!((faults(&items), messages(&items)), (expected.to_vec(), vec![]));
        assert_eq!(faults(&xml("no xml at all")), [(1, FaultCode::Malformed, None)]);
    }

    #[test]
    fn only_pairs_of_surrogates_are_joined() {
        assert_eq!(join_surrogates("a &#55357;&#56911; b &#xD83D;&#xDE4F;"), "a 🙏 b 🙏");
        for same in ["&#65;&#66;", "&#56911;&#55357;", "&#55357;x&#56911;", "&#;", "&#55357;", "a & b", "&#१;"] {
            assert_eq!(join_surrogates(same), same);
        }
    }
}
