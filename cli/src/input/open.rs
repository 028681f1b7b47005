//! Opening the input.
//!
//! In: a path. Out: a [`Source`] of plain bytes: gzip and zstd are unpacked as they are read. Only regular files are
//! opened by their path; a folder or a device has no messages, and a pipe belongs on standard input.

use super::regular::{self, FileError};
use anyhow::{Context, bail};
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};
use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How far back a zstd file may refer: the most that its own tool uses without `--long`.
const MOST_WINDOW: u64 = 8 << 20;

const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// The first word of a zstd frame without content, in all but its last four bits.
const SKIPPABLE: u32 = 0x184d_2a50;

/// An open input.
pub struct Source {
    /// Its bytes, unpacked.
    pub reader: Box<dyn Read + Send>,
    /// Its size as it is on disk, where it has one.
    pub size: Option<u64>,
    /// How much of that has been read.
    pub read: Arc<AtomicU64>,
}

/// Opens `path`, or standard input for `-`.
///
/// # Errors
/// Where it cannot be opened, or is not a regular file.
pub fn open(path: &Path) -> anyhow::Result<Source> {
    if path == Path::new("-") {
        return stdin();
    }
    let (file, metadata) = match regular::open(path) {
        Err(special @ FileError::Special(_)) => {
            bail!("{special}: a pipe is read from standard input, as in `asli scan - < PIPE`")
        }
        opened => opened?,
    };
    let source = Source::new(file, Some(metadata.len()));
    source.with_context(|| format!("cannot read {}", path.display()))
}

/// Standard input.
///
/// # Errors
/// Where its first bytes cannot be read.
pub fn stdin() -> anyhow::Result<Source> {
    Source::new(io::stdin(), None).context("cannot read standard input")
}

impl Source {
    fn new(input: impl Read + Send + 'static, size: Option<u64>) -> io::Result<Self> {
        let read = Arc::new(AtomicU64::new(0));
        let counted = Counted { input, read: Arc::clone(&read) };
        Ok(Self { reader: unpacked(BufReader::with_capacity(1 << 16, counted))?, size, read })
    }
}

/// The plain bytes of `input`.
pub(super) fn unpacked(mut input: impl BufRead + Send + 'static) -> io::Result<Box<dyn Read + Send>> {
    let start = filled(&mut input)?;
    Ok(if start.starts_with(GZIP) {
        Box::new(MultiGzDecoder::new(input))
    } else if start.starts_with(ZSTD) {
        Box::new(Zstd { state: Some(State::Between(input)) })
    } else {
        Box::new(input)
    })
}

/// What is there to be read, waiting out interruptions.
fn filled(input: &mut impl BufRead) -> io::Result<&[u8]> {
    while let Err(error) = input.fill_buf() {
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
    input.fill_buf()
}

struct Counted<R> {
    input: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(into)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// A reader that may give so many bytes, and then fails where there are more.
pub(super) struct Limited<R> {
    input: R,
    left: u64,
}

impl<R> Limited<R> {
    pub(super) fn new(input: R, most: u64) -> Self {
        Self { input, left: most }
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let room = usize::try_from(self.left).unwrap_or(usize::MAX).min(into.len());
        if room == 0 && !into.is_empty() {
            let more = self.input.read(&mut [0])? > 0;
            return if more { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(0) };
        }
        let count = self.input.read(&mut into[..room])?;
        self.left -= count as u64;
        Ok(count)
    }
}

/// All frames of a zstd file, one after the other.
struct Zstd<R: BufRead> {
    state: Option<State<R>>,
}

enum State<R: BufRead> {
    Between(R),
    Within(Box<StreamingDecoder<Frame<R>, FrameDecoder>>),
}

/// A frame, its first bytes read already.
type Frame<R> = Chain<Cursor<[u8; 4]>, R>;

impl<R: BufRead> Read for Zstd<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while let Some(state) = self.state.take() {
            match state {
                State::Between(mut input) => {
                    if filled(&mut input)?.is_empty() {
                        return Ok(0);
                    }
                    self.state = Some(next_frame(input)?);
                }
                State::Within(mut frame) => {
                    let count = frame.read(into)?;
                    let ended = count == 0 && !into.is_empty();
                    self.state = Some(if ended {
                        State::Between(frame.into_inner().into_inner().1)
                    } else {
                        State::Within(frame)
                    });
                    if !ended {
                        return Ok(count);
                    }
                }
            }
        }
        Ok(0)
    }
}

fn next_frame<R: BufRead>(mut input: R) -> io::Result<State<R>> {
    let mut word = [0; 4];
    input.read_exact(&mut word)?;
    if u32::from_le_bytes(word) & !0xf == SKIPPABLE {
        input.read_exact(&mut word)?;
        let length = u64::from(u32::from_le_bytes(word));
        io::copy(&mut input.by_ref().take(length), &mut io::sink())?;
        return Ok(State::Between(input));
    }
    let frame = StreamingDecoder::new_with_max_window_size(Cursor::new(word).chain(input), MOST_WINDOW);
    let frame = frame.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.to_string()))?;
    Ok(State::Within(Box::new(frame)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    const TEXT: &[u8] = b"{\"body\":\"hello\"}\n{\"body\":\"world\"}\n";

    fn read(packed: Vec<u8>) -> io::Result<Vec<u8>> {
        let mut text = Vec::new();
        unpacked(BufReader::with_capacity(7, Cursor::new(packed)))?.read_to_end(&mut text)?;
        Ok(text)
    }

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(text: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(text, ruzstd::encoding::CompressionLevel::Fastest)
    }

    #[test]
    fn every_member_and_frame_is_unpacked() {
        assert_eq!(read(TEXT.to_vec()).unwrap(), TEXT);
        assert_eq!(read([gzip(TEXT), gzip(TEXT)].concat()).unwrap(), TEXT.repeat(2));
        let skipped = [&0x184d_2a53_u32.to_le_bytes()[..], &3_u32.to_le_bytes(), b"abc"].concat();
        assert_eq!(read([zstd(TEXT), skipped, zstd(TEXT)].concat()).unwrap(), TEXT.repeat(2));
    }

    #[test]
    fn what_is_cut_short_or_damaged_is_an_error() {
        for packed in [gzip(TEXT), zstd(TEXT)] {
            assert!(read(packed[..packed.len() - 5].to_vec()).is_err());
            assert!(read([&packed[..], b"junk"].concat()).is_err());
        }
    }
}
