//! Rows of a table: CSV with whichever separator its header has, quoted as RFC 4180 wants it.

use std::collections::HashMap;
use std::io::{BufRead, Read};
use std::ops::ControlFlow;

use csv::{ByteRecord, ReaderBuilder, StringRecord};

use super::fields::{Fields, plain};
use super::skip::Skip;
use super::source::{Source, SourceError};

/// So many rows, blank ones not counted, are looked at for the header.
const MOST_ABOVE: usize = 24;

/// A row with the names of its cells.
#[derive(Debug)]
pub struct Row {
    names: Vec<String>,
    plain_names: Vec<String>,
    places: HashMap<String, usize>,
    plain_places: HashMap<String, usize>,
    cells: StringRecord,
    has_decimal_comma: bool,
}

impl Row {
    fn new(header: &StringRecord, separator: u8) -> Self {
        let names: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
        let (mut places, mut plain_places) = (HashMap::new(), HashMap::new());
        let plain_names: Vec<String> = names.iter().map(|name| plain(name)).collect();
        for (place, (name, plain_name)) in names.iter().zip(&plain_names).enumerate() {
            places.entry(name.clone()).or_insert(place);
            plain_places.entry(plain_name.clone()).or_insert(place);
        }
        Self {
            names,
            plain_names,
            places,
            plain_places,
            cells: StringRecord::new(),
            has_decimal_comma: separator != b',',
        }
    }

    /// The first rows of a table as headers of blanks: above the real one may stand a title, or what the file is about.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn headers_of(mut source: Source) -> Result<Vec<Self>, SourceError> {
        let head = header_lines(&mut source)?;
        let separator = separator(&head);
        let is_announced = is_announcement(&head);
        let mut reader = reader(separator, head.as_slice().chain(source));
        let mut record = ByteRecord::new();
        let mut headers = Vec::new();
        while headers.len() < MOST_ABOVE && reader.read_byte_record(&mut record).map_err(source_error)? {
            let is_announcement = is_announced && record.position().is_some_and(|position| position.byte() == 0);
            let cells = StringRecord::from_byte_record_lossy(std::mem::take(&mut record));
            if !is_announcement && cells.iter().any(|cell| !cell.trim().is_empty()) {
                headers.push(Self::new(&cells, separator));
            }
        }
        Ok(headers)
    }

    /// The cell below a name; of two columns with one name that of the first.
    pub fn cell(&self, name: &str) -> Option<&str> {
        self.places.get(name).map(|place| self.cells.get(*place).unwrap_or_default())
    }

    /// The cell below a name without case and separators.
    pub fn cell_like(&self, plain_name: &str) -> Option<&str> {
        self.plain_places.get(plain_name).map(|place| self.cells.get(*place).unwrap_or_default())
    }

    /// The names of the header without case and separators, and the cells below them.
    pub fn plain_cells(&self) -> impl Iterator<Item = (&str, &str)> {
        self.plain_names.iter().map(String::as_str).zip(self.cells.iter())
    }

    /// The names of the header.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Whether decimals may stand after a comma: only where a comma does not separate the cells.
    pub fn has_decimal_comma(&self) -> bool {
        self.has_decimal_comma
    }

    /// Why a reader need not look at it.
    fn skip(&self) -> Option<Skip> {
        let mut filled = self.cells.iter().map(str::trim).filter(|cell| !cell.is_empty());
        let Some(first) = filled.next() else { return Some(Skip::Blank) };
        let first = first.trim_end_matches(':');
        let is_sum =
            ["total", "totals", "grand total", "subtotal", "sum"].iter().any(|word| first.eq_ignore_ascii_case(word));
        if is_sum {
            return Some(Skip::Totals);
        }
        // Blanks after the last column say nothing.
        let is_longer = self.cells.iter().skip(self.names.len()).any(|cell| !cell.trim().is_empty());
        (self.cells.len() < self.names.len() || is_longer).then_some(Skip::WrongLength)
    }
}

/// Reads a table and hands over each row below its header, or why it cannot be one, with the number of its line. Which row is
/// the header is for the caller to tell; where it tells none, nothing is handed over.
///
/// # Errors
/// The file cannot be read on.
pub fn read_table(
    mut source: Source,
    is_header: impl Fn(&Fields<'_>) -> bool,
    mut each: impl FnMut(Result<Fields<'_>, Skip>, u64) -> ControlFlow<()>,
) -> Result<(), SourceError> {
    let row_end = source.row_end();
    let head = header_lines(&mut source)?;
    let separator = separator(&head);
    let is_announced = is_announcement(&head);
    let mut reader = reader(separator, head.as_slice().chain(source));
    let mut record = ByteRecord::new();
    let mut row: Option<Row> = None;
    let mut is_first = true;
    while reader.read_byte_record(&mut record).map_err(source_error)? {
        row_end.reached();
        let line = record.position().map_or(0, csv::Position::line);
        let cells = StringRecord::from_byte_record_lossy(std::mem::take(&mut record));
        if std::mem::take(&mut is_first) && is_announced {
            continue;
        }
        let Some(row) = &mut row else {
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                row = Some(Row::new(&cells, separator)).filter(|row| is_header(&Fields::of_row(row)));
            }
            continue;
        };
        row.cells = cells;
        let fields = row.skip().map_or(Ok(Fields::of_row(row)), Err);
        if each(fields, line).is_break() {
            break;
        }
        record = std::mem::take(&mut row.cells).into_byte_record();
    }
    Ok(())
}

fn source_error(error: csv::Error) -> SourceError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => SourceError::of(error),
        other => SourceError::Io(std::io::Error::other(format!("{other:?}"))),
    }
}

/// What the source begins with, up to the end of its first line that is not blank; a line ends outside quotes only.
fn header_lines(source: &mut Source) -> Result<Vec<u8>, SourceError> {
    let mut head = Vec::new();
    let mut quotes = 0;
    loop {
        let before = head.len();
        if source.read_until(b'\n', &mut head).map_err(SourceError::of)? == 0 {
            return Ok(head);
        }
        quotes += head[before..].iter().filter(|byte| **byte == b'"').count();
        if quotes % 2 == 0 && !head.trim_ascii().is_empty() {
            return Ok(head);
        }
    }
}

fn reader<R: Read>(separator: u8, text: R) -> csv::Reader<R> {
    ReaderBuilder::new().delimiter(separator).flexible(true).has_headers(false).from_reader(text)
}

/// Whether it is the line by which Excel says what separates the cells.
fn is_announcement(line: &[u8]) -> bool {
    matches!(
        line.trim_ascii(),
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', _] | [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=']
    )
}

/// What separates the cells of a header: whichever of comma, semicolon and tab it has most, outside quotes.
fn separator(header: &[u8]) -> u8 {
    if let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', separator @ (b',' | b';' | b'\t'), ..] = header {
        return *separator;
    }
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut is_quoted = false;
    for byte in header {
        is_quoted ^= *byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(separator, _)| !is_quoted && separator == byte) {
            *count += 1;
        }
    }
    // Of equals the first.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(separator, _)| separator)
}
