//! A file opened as text, whatever packs and encodes it: gzip and Zstandard are read through, UTF-16 becomes UTF-8.
//!
//! What a file is follows from its first bytes, never from its name. Memory stays bounded: nothing is read ahead but a
//! buffer, a row longer than [`LONGEST_ROW`] is an error, and so is a file that unpacks to far more than texts do.

use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use encoding_rs_io::{DecodeReaderBytes, DecodeReaderBytesBuilder};
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;
use thiserror::Error;

use crate::disk::fs::{self, File};
use crate::language::tr;

/// The most bytes that one row, line or object of a list may have. One of 16 MB is real.
pub const LONGEST_ROW: u64 = 64 << 20;

/// Below so many bytes a file may unpack to however many times its size.
const UNPACKED_FREELY: u64 = 64 << 20;

/// Above that, to no more than so many times. Logs of JSON unpack to 10 to 60 times their size, prompts repeated to 150.
const MOST_UNPACKED: u64 = 400;

/// Why a file was not read, or not to its end.
#[derive(Debug, Error)]
pub enum SourceError {
    /// It could not be read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It is a folder, a pipe or a device.
    #[error("{}", tr!("it is no regular file; save it as one first"))]
    NotRegular,
    /// A ZIP archive, or a workbook, which is one.
    #[error(
        "{}",
        tr!("it is a ZIP archive or a workbook: unpack it, or save its sheet as CSV, and give the files that come out")
    )]
    Zip,
    /// Apache Parquet.
    #[error(
        "{}",
        tr!(
            "it is a Parquet file: export CSV or JSON lines instead, or convert it, such as with DuckDB: \
             COPY (FROM 'usage.parquet') TO 'usage.csv'"
        )
    )]
    Parquet,
    /// A database.
    #[error("{}", tr!("it is an SQLite database: export the table with its usage as CSV and give that file"))]
    Sqlite,
    /// Another binary format.
    #[error("{}", tr!("it is no text; CSV, JSON and JSON lines are read, also packed with gzip or Zstandard"))]
    Binary,
    /// Nothing is in it.
    #[error("{}", tr!("it is empty"))]
    Empty,
    /// A row without an end.
    #[error("{}", tr!("it has a row or an object longer than {} MB, which is no usage record", LONGEST_ROW >> 20))]
    RowTooLong,
    /// A decompression bomb, or a file that is broken in a like way.
    #[error("{}", tr!("it unpacks to more than {most} times its size, which no export does", most = MOST_UNPACKED))]
    Bomb,
}

impl From<SourceError> for io::Error {
    fn from(error: SourceError) -> Self {
        match error {
            SourceError::Io(error) => error,
            other => Self::other(other),
        }
    }
}

impl SourceError {
    /// Finds what stopped a reader again in what it was handed through.
    pub fn of(error: io::Error) -> Self {
        let is_ours = error.get_ref().and_then(|inner| inner.downcast_ref::<Self>()).is_some();
        if !is_ours {
            return Self::Io(error);
        }
        let inner = error.into_inner().and_then(|inner| inner.downcast::<Self>().ok());
        inner.map_or_else(|| Self::Io(io::ErrorKind::Other.into()), |inner| *inner)
    }
}

/// What was unpacked, as UTF-8.
enum Decoded {
    /// As it is: no mark and no zeros say that it is anything else.
    Plain(Box<dyn BufRead + Send>),
    /// Out of UTF-16, or behind a mark.
    Marked(DecodeReaderBytes<Box<dyn BufRead + Send>, Vec<u8>>),
}

impl Read for Decoded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(text) => text.read(buffer),
            Self::Marked(text) => text.read(buffer),
        }
    }
}

/// A file as UTF-8 text.
pub struct Source {
    reader: BufReader<Capped<Decoded>>,
    /// Bytes since the last row ended.
    in_row: Arc<AtomicU64>,
}

/// Says to a [`Source`] that a row has ended.
#[derive(Debug, Clone)]
pub struct RowEnd(Arc<AtomicU64>);

impl RowEnd {
    /// A row has ended.
    pub fn reached(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}

impl Source {
    /// Opens a file.
    ///
    /// # Errors
    /// It cannot be opened, or its first bytes say that it is no text and is not packed in a way that is known here.
    pub fn open(path: &Path) -> Result<Self, SourceError> {
        Self::open_counted(path, &Arc::default())
    }

    /// Opens a file, and counts how many of its bytes were read.
    ///
    /// # Errors
    /// As [`Source::open`].
    pub fn open_counted(path: &Path, read: &Arc<AtomicU64>) -> Result<Self, SourceError> {
        // Asked before it is opened: a pipe would keep whoever opens it waiting.
        if !fs::metadata(path)?.is_file() {
            return Err(SourceError::NotRegular);
        }
        let file = File::open(path)?;
        let counted = Watched { file, read: Arc::clone(read) };
        Self::new(Box::new(BufReader::with_capacity(BUFFER, counted)))
    }

    /// Takes bytes as they were packed.
    ///
    /// # Errors
    /// As [`Source::open`].
    pub fn new(packed: Box<dyn BufRead + Send>) -> Result<Self, SourceError> {
        let (text, head) = unpacked(packed, 2)?;
        let encoding = unmarked_encoding(&head);
        let is_marked = is_utf16(&head) || head.starts_with(b"\xef\xbb\xbf");
        let decoder = if encoding.is_none() && !is_marked {
            Decoded::Plain(text)
        } else {
            let mut decoder = DecodeReaderBytesBuilder::new();
            let decoder = decoder.encoding(encoding).strip_bom(true).bom_override(true);
            Decoded::Marked(decoder.build_with_buffer(text, vec![0; BUFFER])?)
        };
        let in_row = Arc::new(AtomicU64::new(0));
        let reader = BufReader::with_capacity(BUFFER, Capped { inner: decoder, in_row: Arc::clone(&in_row) });
        Ok(Self { reader, in_row })
    }

    /// With what the end of each row is said.
    pub fn row_end(&self) -> RowEnd {
        RowEnd(Arc::clone(&self.in_row))
    }
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer)
    }
}

impl BufRead for Source {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.reader.consume(amount);
    }
}

const BUFFER: usize = 64 << 10;

/// Unpacks as often as it was packed, and says how it begins.
fn unpacked(packed: Box<dyn BufRead + Send>, depth: u8) -> Result<(Box<dyn BufRead + Send>, Vec<u8>), SourceError> {
    let mut packed = Peeked::new(packed)?;
    let unpack: fn(Counted<Peeked>) -> Box<dyn Read + Send> = match packed.head.as_slice() {
        [] => return Err(SourceError::Empty),
        [0x1f, 0x8b, ..] if 0 < depth => |packed| Box::new(MultiGzDecoder::new(packed)),
        [0x28, 0xb5, 0x2f, 0xfd, ..] if 0 < depth => {
            |packed| Box::new(ZstdFrames { packed: Some(packed), frame: None })
        }
        [0x1f, 0x8b, ..] | [0x28, 0xb5, 0x2f, 0xfd, ..] => return Err(SourceError::Binary),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => return Err(SourceError::Zip),
        [b'P', b'A', b'R', b'1', ..] => return Err(SourceError::Parquet),
        head if head.starts_with(b"SQLite format 3\0") => return Err(SourceError::Sqlite),
        head if is_binary(head) => return Err(SourceError::Binary),
        _ => {
            let head = std::mem::take(&mut packed.head);
            packed.head.clone_from(&head);
            return Ok((Box::new(packed), head));
        }
    };
    let taken = Arc::new(AtomicU64::new(0));
    let text = unpack(Counted { inner: packed, taken: Arc::clone(&taken) });
    let bounded = Bounded { inner: text, taken, given: 0 };
    unpacked(Box::new(BufReader::with_capacity(BUFFER, bounded)), depth - 1)
}

/// Whether the first bytes belong to no text: control characters in it, and neither kind of UTF-16.
fn is_binary(head: &[u8]) -> bool {
    let is_marked = is_utf16(head);
    let has_nul = head.contains(&0);
    let is_control = |byte: &&u8| matches!(byte, 1..=8 | 14..=26 | 28 | 29 | 31);
    !is_marked
        && (has_nul && unmarked_encoding(head).is_none() || head.iter().filter(is_control).count() > head.len() / 20)
}

/// Whether a mark says that it is UTF-16.
fn is_utf16(head: &[u8]) -> bool {
    head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff])
}

/// UTF-16 without a mark, which is valid UTF-8 too: every other byte of its header is 0.
fn unmarked_encoding(head: &[u8]) -> Option<&'static Encoding> {
    let head = &head[..head.len() / 2 * 2];
    let zeros = |first: usize| head.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    match head.len() / 2 {
        0 => None,
        pairs if pairs * 3 / 4 <= odd && even < pairs / 4 => Some(UTF_16LE),
        pairs if pairs * 3 / 4 <= even && odd < pairs / 4 => Some(UTF_16BE),
        _ => None,
    }
}

/// A reader whose first bytes have been looked at.
struct Peeked {
    head: Vec<u8>,
    at: usize,
    inner: Box<dyn BufRead + Send>,
}

impl Peeked {
    fn new(mut inner: Box<dyn BufRead + Send>) -> io::Result<Self> {
        let mut head = Vec::new();
        (&mut inner).take(1 << 10).read_to_end(&mut head)?;
        Ok(Self { head, at: 0, inner })
    }
}

impl Read for Peeked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.head.len() <= self.at {
            return self.inner.read(buffer);
        }
        let given = self.fill_buf()?.read(buffer)?;
        self.consume(given);
        Ok(given)
    }
}

impl BufRead for Peeked {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.head.len() { Ok(&self.head[self.at..]) } else { self.inner.fill_buf() }
    }

    fn consume(&mut self, amount: usize) {
        if self.at < self.head.len() { self.at += amount } else { self.inner.consume(amount) }
    }
}

/// A file whose bytes are counted as they are read.
struct Watched {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let given = self.file.read(buffer)?;
        self.read.fetch_add(given as u64, Ordering::Relaxed);
        Ok(given)
    }
}

/// Counts what was taken out of it.
struct Counted<R> {
    inner: R,
    taken: Arc<AtomicU64>,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let given = self.fill_buf()?.read(buffer)?;
        self.consume(given);
        Ok(given)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.taken.fetch_add(amount as u64, Ordering::Relaxed);
        self.inner.consume(amount);
    }
}

/// Ends with an error where far more comes out than went in.
struct Bounded {
    inner: Box<dyn Read + Send>,
    taken: Arc<AtomicU64>,
    given: u64,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let given = self.inner.read(buffer)?;
        self.given += given as u64;
        let most = self.taken.load(Ordering::Relaxed).saturating_mul(MOST_UNPACKED);
        if UNPACKED_FREELY < self.given && most < self.given { Err(SourceError::Bomb.into()) } else { Ok(given) }
    }
}

/// The frames of a Zstandard file one after the other; the decoder itself ends with the first.
struct ZstdFrames<R: BufRead> {
    packed: Option<R>,
    frame: Option<StreamingDecoder<R, ruzstd::decoding::FrameDecoder>>,
}

impl<R: BufRead> Read for ZstdFrames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(mut packed) = self.packed.take() {
                if packed.fill_buf()?.is_empty() {
                    self.packed = Some(packed);
                    return Ok(0);
                }
                self.frame = Some(StreamingDecoder::new(packed).map_err(io::Error::other)?);
            }
            let Some(mut frame) = self.frame.take() else { return Ok(0) };
            let given = frame.read(buffer)?;
            if 0 < given || buffer.is_empty() {
                self.frame = Some(frame);
                return Ok(given);
            }
            self.packed = Some(frame.into_inner());
        }
    }
}

/// Ends with an error where a row does not end.
struct Capped<R> {
    inner: R,
    in_row: Arc<AtomicU64>,
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let given = self.inner.read(buffer)?;
        let in_row = self.in_row.fetch_add(given as u64, Ordering::Relaxed) + given as u64;
        if LONGEST_ROW < in_row { Err(SourceError::RowTooLong.into()) } else { Ok(given) }
    }
}
