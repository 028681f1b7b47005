//! Text in whatever encoding it is, as UTF-8.
//!
//! In: bytes. Out: UTF-8. A byte-order mark says the encoding; without one, zeros at every second place say UTF-16;
//! else it is the one that was named, or UTF-8. Nothing is replaced: bytes that are no text become bytes that are no UTF-8,
//! so that whoever reads the field sees it.

use anyhow::{Context, bail};
pub use encoding_rs::Encoding;
use encoding_rs::{DecoderResult, UTF_8, UTF_16BE, UTF_16LE};
use std::io::{self, Read};

/// What stands for bytes that are no text: it occurs in no UTF-8.
const NO_TEXT: u8 = 0xff;

/// How many bytes are looked at to tell the encoding.
const LOOK: usize = 64;

/// Bytes that are decoded at once.
const CHUNK: usize = 1 << 15;

/// The encoding of that name, as the web has it: `windows-1252`, `utf-16le`.
///
/// # Errors
/// Where there is none.
pub fn encoding_named(name: &str) -> Result<&'static Encoding, String> {
    let unknown = || "no such encoding; for example utf-8, utf-16le, windows-1252 or iso-8859-1".to_owned();
    Encoding::for_label(name.as_bytes()).ok_or_else(unknown)
}

/// The whole of a short text; `None` where its bytes are no text.
///
/// # Errors
/// As for [`items`](super::items), where it cannot be read, and where it is longer than `most` bytes.
pub fn text(input: impl Read + Send, most: usize) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    utf8(input, None)?.take(most as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > most {
        bail!("it is longer than {} KiB, which no SMS is", most >> 10);
    }
    String::from_utf8(bytes).ok().context("it is not text in UTF-8 or UTF-16")
}

/// The text of `input` as UTF-8, without a byte-order mark.
///
/// # Errors
/// Where its first bytes cannot be read, or say an encoding that is not supported.
pub(super) fn utf8(mut input: impl Read + Send, named: Option<&'static Encoding>) -> anyhow::Result<impl Read + Send> {
    let mut start = Vec::new();
    input.by_ref().take(LOOK as u64).read_to_end(&mut start)?;
    let encoding = recognised(&start)?.or(named).unwrap_or(UTF_8);
    let input = io::Cursor::new(start).chain(input);
    // UTF-8 is left as it is: its readers check it field by field.
    let decoder = (encoding != UTF_8).then(|| encoding.new_decoder_with_bom_removal());
    let (pending, output) = (Vec::new(), Vec::new());
    Ok(Decoded { input, decoder, pending, output, given: 0, ended: false, failed: None, mark: encoding == UTF_8 })
}

/// The encoding that the first bytes say.
fn recognised(start: &[u8]) -> anyhow::Result<Option<&'static Encoding>> {
    if matches!(start, [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] | [_, 0, 0, 0, ..] | [0, 0, 0, _, ..]) {
        bail!("the text is UTF-32, which is not read: convert it to UTF-8, as with `iconv -f UTF-32 -t UTF-8`");
    }
    if let Some((encoding, _)) = Encoding::for_bom(start) {
        return Ok(Some(encoding));
    }
    // Half of what is written in ASCII is zeros, all of them on one side. A letter of another script may have a
    // zero on the other side, so that the first character decides: JSON, XML and CSV begin in ASCII.
    Ok(match start {
        [1..=255, 0, ..] => Some(UTF_16LE),
        [0, 1..=255, ..] => Some(UTF_16BE),
        _ => None,
    })
}

struct Decoded<R> {
    input: R,
    decoder: Option<encoding_rs::Decoder>,
    /// Read, but not decoded yet.
    pending: Vec<u8>,
    /// Decoded, but not given away yet from `given` on.
    output: Vec<u8>,
    given: usize,
    ended: bool,
    /// Why no more can be read, once what was read before is given away.
    failed: Option<io::Error>,
    /// Whether a byte-order mark of UTF-8 may still come.
    mark: bool,
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.given == self.output.len() && !self.ended {
            self.fill()?;
        }
        let count = into.len().min(self.output.len() - self.given);
        into[..count].copy_from_slice(&self.output[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}

impl<R: Read> Decoded<R> {
    fn fill(&mut self) -> io::Result<()> {
        self.output.clear();
        self.given = 0;
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        match self.input.by_ref().take(CHUNK as u64).read_to_end(&mut self.pending) {
            Ok(read) => self.ended = read == 0,
            Err(error) if self.pending.is_empty() => return Err(error),
            Err(error) => self.failed = Some(error),
        }
        let Some(decoder) = &mut self.decoder else {
            std::mem::swap(&mut self.pending, &mut self.output);
            let marked = std::mem::take(&mut self.mark) && self.output.starts_with(b"\xef\xbb\xbf");
            self.given = if marked { 3 } else { 0 };
            return Ok(());
        };
        let mut from = 0;
        loop {
            let needed = decoder.max_utf8_buffer_length_without_replacement(self.pending.len() - from);
            let start = self.output.len();
            self.output.resize(start + needed.unwrap_or(4 * CHUNK), 0);
            let (result, taken, given) = decoder.decode_to_utf8_without_replacement(
                &self.pending[from..],
                &mut self.output[start..],
                self.ended,
            );
            from += taken;
            self.output.truncate(start + given);
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => self.output.push(NO_TEXT),
            }
        }
        self.pending.clear();
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], named: Option<&'static Encoding>) -> Vec<u8> {
        let mut text = Vec::new();
        utf8(bytes, named).unwrap().read_to_end(&mut text).unwrap();
        text
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    const TEXT: &str = "{\"body\": \"बिजली 🙏 bill\"}";

    #[test]
    fn a_byte_order_mark_is_obeyed_and_taken_off() {
        let marked = format!("\u{feff}{TEXT}");
        assert_eq!(read(marked.as_bytes(), None), TEXT.as_bytes());
        assert_eq!(read(&utf16(&marked, u16::to_le_bytes), None), TEXT.as_bytes());
        assert_eq!(read(&utf16(&marked, u16::to_be_bytes), None), TEXT.as_bytes());
    }

    #[test]
    fn utf16_without_a_mark_is_known_by_its_zeros() {
        assert_eq!(read(&utf16(TEXT, u16::to_le_bytes), None), TEXT.as_bytes());
        assert_eq!(read(&utf16(TEXT, u16::to_be_bytes), None), TEXT.as_bytes());
        let long = TEXT.repeat(5000);
        assert_eq!(read(&utf16(&long, u16::to_le_bytes), None), long.as_bytes());
    }

    #[test]
    fn a_named_encoding_is_decoded_and_utf32_is_refused() {
        assert_eq!(read(b"caf\xe9", encoding_named("latin1").ok()), "café".as_bytes());
        assert_eq!(read(b"caf\xe9", None), b"caf\xe9");
        for utf32 in [&b"\xff\xfe\0\0{\0\0\0"[..], b"{\0\0\0\"\0\0\0", b"\0\0\0{"] {
            assert!(utf8(utf32, None).err().unwrap().to_string().contains("UTF-32"));
        }
        assert!(encoding_named("utf-9").is_err());
    }

    #[test]
    fn what_is_no_text_stays_visible() {
        let lone =
            [&utf16("{ab", u16::to_le_bytes)[..], &0xd800_u16.to_le_bytes(), &utf16("cd", u16::to_le_bytes)].concat();
        assert_eq!(read(&lone, None), b"{ab\xffcd");
        let odd = [&utf16("{ab", u16::to_le_bytes)[..], b"x"].concat();
        assert_eq!(read(&odd, None), b"{ab\xff");
    }

    #[test]
    fn a_short_text_has_a_limit_and_an_encoding() {
        assert_eq!(text(&b"hello"[..], 5).unwrap(), "hello");
        assert!(text(&b"hello!"[..], 5).unwrap_err().to_string().contains("longer"));
        assert!(text(&b"caf\xe9"[..], 5).unwrap_err().to_string().contains("UTF-8"));
    }
}
