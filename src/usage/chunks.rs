//! A text in parts that can be read apart: each ends where a row ends.

use std::io::Read;

use memchr::{memchr, memrchr, memrchr2};

use super::source::{LONGEST_ROW, RowEnd, Source, SourceError};

/// A part of a text.
#[derive(Debug, Default)]
pub struct Chunk {
    /// Its place among all parts, from 0 on.
    pub place: u64,
    /// The number of its first line.
    pub line: u64,
    /// What it is in; used again for another part.
    buffer: Vec<u8>,
    length: usize,
}

impl Chunk {
    /// Its text.
    pub fn text(&self) -> &[u8] {
        &self.buffer[..self.length]
    }
}

/// Where rows end.
#[derive(Debug, Clone, Copy)]
pub enum RowsEnd {
    /// At each end of a line.
    WithLine,
    /// At an end of a line outside quotes, in a table with this separator.
    OutsideQuotes(u8),
}

/// A text that is taken apart.
pub struct Chunks {
    source: Source,
    row_end: RowEnd,
    rows_end: RowsEnd,
    /// What was read and belongs to the next part.
    rest: Vec<u8>,
    line: u64,
    next: u64,
    size: usize,
    is_at_end: bool,
    /// Why the text breaks off. The rows before that are a part of their own.
    error: Option<SourceError>,
}

impl Chunks {
    /// Takes apart what was read of a source already, the first line of which has this number, and what follows it. Parts
    /// have so many bytes, or as many as their only row.
    pub fn new(source: Source, rows_end: RowsEnd, rest: Vec<u8>, line: u64, size: usize) -> Self {
        let row_end = source.row_end();
        Self {
            source,
            row_end,
            rows_end,
            rest,
            line,
            next: 0,
            size: size.clamp(1, LONGEST_ROW as usize),
            is_at_end: false,
            error: None,
        }
    }

    /// The next part, in the buffer of one that is no longer needed; `None` at the end.
    ///
    /// # Errors
    /// The file cannot be read on, or has a row without an end.
    pub fn next(&mut self, used: Chunk) -> Result<Option<Chunk>, SourceError> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        let mut buffer = used.buffer;
        let mut length = self.rest.len();
        if buffer.len() < length {
            buffer.resize(length, 0);
        }
        buffer[..length].copy_from_slice(&self.rest);
        self.rest.clear();
        let mut scan = Scan { rows_end: self.rows_end, at: 0, is_quoted: false, cut: 0 };
        let mut wanted = self.size;
        loop {
            while !self.is_at_end && self.error.is_none() && length < wanted {
                if buffer.len() < wanted {
                    buffer.resize(wanted, 0);
                }
                match self.source.read(&mut buffer[length..wanted]) {
                    Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                    Err(error) => self.error = Some(SourceError::of(error)),
                    Ok(read) => {
                        self.is_at_end = read == 0;
                        length += read;
                    }
                }
            }
            if self.is_at_end {
                scan.cut = length;
                break;
            }
            scan.go_on(&buffer[..length]);
            if 0 < scan.cut {
                break;
            }
            if let Some(error) = self.error.take() {
                return Err(error);
            }
            if LONGEST_ROW as usize <= length {
                return Err(SourceError::RowTooLong);
            }
            wanted = (2 * length.max(self.size)).min(LONGEST_ROW as usize);
        }
        if scan.cut == 0 {
            return Ok(None);
        }
        self.row_end.reached();
        self.rest.extend_from_slice(&buffer[scan.cut..length]);
        let chunk = Chunk { place: self.next, line: self.line, buffer, length: scan.cut };
        self.next += 1;
        self.line += memchr::memchr_iter(b'\n', chunk.text()).count() as u64;
        Ok(Some(chunk))
    }
}

/// Looks for the last end of a row.
struct Scan {
    rows_end: RowsEnd,
    at: usize,
    is_quoted: bool,
    /// The byte after the last end of a row.
    cut: usize,
}

impl Scan {
    fn go_on(&mut self, text: &[u8]) {
        let RowsEnd::OutsideQuotes(separator) = self.rows_end else {
            if let Some(end) = memrchr(b'\n', &text[self.at..]) {
                self.cut = self.at + end + 1;
            }
            self.at = text.len();
            return;
        };
        while self.at < text.len() {
            let quote = memchr(b'"', &text[self.at..]).map(|length| self.at + length);
            if self.is_quoted {
                match quote {
                    None => self.at = text.len(),
                    // Whether another follows is not known yet.
                    Some(quote) if quote + 1 == text.len() => {
                        self.at = quote;
                        return;
                    }
                    Some(quote) if text[quote + 1] == b'"' => self.at = quote + 2,
                    Some(quote) => (self.at, self.is_quoted) = (quote + 1, false),
                }
                continue;
            }
            let stretch = &text[self.at..quote.unwrap_or(text.len())];
            if let Some(end) = memrchr2(b'\n', b'\r', stretch) {
                self.cut = self.at + end + 1;
            }
            let Some(quote) = quote else {
                self.at = text.len();
                return;
            };
            // A quote opens a cell only where the cell begins.
            let before = quote.checked_sub(1).map(|before| text[before]);
            self.is_quoted = before.is_none_or(|before| before == separator || matches!(before, b'\n' | b'\r'));
            self.at = quote + 1;
        }
    }
}
