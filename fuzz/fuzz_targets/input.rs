//! Any bytes as a file of messages, in every form.
//!
//! The first byte chooses the form, or leaves it to be guessed. Must hold: no panic; the parts come to an end, in the
//! order of their lines; the messages hold no more text than the file; a fault quotes nothing of it.
#![no_main]

use asli_cli::input::{Content, Format, Options, items};
use libfuzzer_sys::fuzz_target;
use std::io::Cursor;

/// A word that no fault says of itself.
const SECRET: &str = "xqzsecretzqx";

fuzz_target!(|input: &[u8]| {
    let Some((which, bytes)) = input.split_first() else { return };
    let format = match which % 5 {
        0 => None,
        1 => Some(Format::Jsonl),
        2 => Some(Format::Json),
        3 => Some(Format::Csv),
        _ => Some(Format::Xml),
    };
    let options = Options { format, ..Options::default() };
    let Ok(items) = items(Cursor::new(bytes.to_vec()), &options) else { return };
    let (mut last, mut text, mut count) = (0, 0, 0);
    for item in items {
        assert!(item.line >= last, "a line after a later one");
        last = item.line;
        count += 1;
        match item.content {
            Content::Message(message) => text += message.body.len() + message.sender.len(),
            Content::Fault(fault) => assert!(!fault.text.contains(SECRET)),
            Content::PassedOver => {}
        }
    }
    assert!(count <= bytes.len() + 1);
    // A byte of UTF-16 or of an escape is never more than three of UTF-8.
    assert!(text <= 3 * bytes.len());
});
