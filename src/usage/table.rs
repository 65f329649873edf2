//! Rows of a table: CSV with whichever separator its header has, quoted as RFC 4180 wants it.
//!
//! Rows are cut here and not by the crate `csv`, with which a test compares: it looks at each byte and copies each cell,
//! which took half of the time of a reading. As there, a quote means something only at the start of a cell; what follows
//! the closing quote belongs to the cell; and a row ends with `\n`, `\r` or both.

use std::io::BufRead;
use std::ops::ControlFlow;

use memchr::{memchr, memchr3};

use super::fields::{Fields, trimmed};
use super::layout::Layout;
use super::row::{Cell, CellKind, Row};
use super::skip::Skip;
use super::source::{Source, SourceError};

/// So many rows, blank ones not counted, are looked at for the header.
const MOST_ABOVE: usize = 24;

/// What a table says before its rows.
#[derive(Debug)]
pub struct Table {
    layout: Layout,
    /// What separates the cells.
    pub separator: u8,
}

/// What follows the header.
#[derive(Debug)]
pub struct Rest {
    /// What was read of it to find the header.
    pub text: Vec<u8>,
    /// The number of its first line.
    pub line: u64,
}

impl Table {
    /// The first rows of a table, each as if it were the header: above the real one may stand a title, or what the file is
    /// about.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn headers_of(source: &mut Source) -> Result<Vec<Self>, SourceError> {
        let mut headers = Vec::new();
        for_each_header(source, |table, _| {
            headers.push(table);
            if headers.len() < MOST_ABOVE { None } else { Some(()) }
        })?;
        Ok(headers)
    }

    /// Reads up to the header, which is for the caller to tell; `None` where it tells none.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn open(
        source: &mut Source,
        is_header: impl Fn(&Fields<'_>) -> bool,
    ) -> Result<Option<(Self, Rest)>, SourceError> {
        for_each_header(source, |table, rest| {
            let is_it = is_header(&Fields::of_row(&table.header()));
            if is_it { Some((table, rest())) } else { None }
        })
    }

    /// The header as a row of blanks.
    pub fn header(&self) -> Row<'_> {
        self.row("", "", &[])
    }

    /// The names of the header.
    pub fn names(&self) -> &[String] {
        self.layout.names()
    }

    fn row<'a>(&'a self, text: &'a str, unescaped: &'a str, cells: &'a [Cell]) -> Row<'a> {
        let has_decimal_comma = self.separator != b',';
        Row { layout: &self.layout, cells, text, unescaped, nested: &[], is_json: false, has_decimal_comma }
    }

    /// Hands over each row of a text, or why it cannot be one, with the number of its first line.
    pub fn read(&self, text: &str, line: u64, mut each: impl FnMut(Result<Fields<'_>, Skip>, u64) -> ControlFlow<()>) {
        let (mut cells, mut unescaped) = (Vec::with_capacity(self.layout.names().len()), String::new());
        let mut rows = Rows::new(text, self.separator, line);
        while let Some(line) = rows.next(&mut cells, &mut unescaped) {
            let row = self.row(text, &unescaped, &cells);
            let fields = self.skip(&row).map_or(Ok(Fields::of_row(&row)), Err);
            if each(fields, line).is_break() {
                return;
            }
        }
    }

    /// Why a reader need not look at a row.
    fn skip(&self, row: &Row<'_>) -> Option<Skip> {
        let written = |place| trimmed(row.at(place).written().unwrap_or_default());
        let Some(first) = (0..row.cells.len()).map(written).find(|cell| !cell.is_empty()) else {
            return Some(Skip::Blank);
        };
        let first = first.trim_end_matches(':');
        let is_sum = first.len() <= 11
            && ["total", "totals", "grand total", "subtotal", "sum"]
                .iter()
                .any(|word| first.eq_ignore_ascii_case(word));
        if is_sum {
            return Some(Skip::Totals);
        }
        let count = self.layout.names().len();
        // Blanks after the last column say nothing.
        let is_longer = || (count..row.cells.len()).any(|place| !written(place).is_empty());
        (row.cells.len() < count || count < row.cells.len() && is_longer()).then_some(Skip::WrongLength)
    }
}

/// Cuts a text into rows, and those into cells.
struct Rows<'t> {
    text: &'t str,
    separator: u8,
    at: usize,
    line: u64,
}

impl<'t> Rows<'t> {
    fn new(text: &'t str, separator: u8, line: u64) -> Self {
        Self { text, separator, at: 0, line }
    }

    /// Fills in the cells of the next row that is not empty, and gives the number of its first line.
    fn next(&mut self, cells: &mut Vec<Cell>, unescaped: &mut String) -> Option<u64> {
        let bytes = self.text.as_bytes();
        while let Some(b'\r' | b'\n') = bytes.get(self.at) {
            self.line += u64::from(bytes[self.at] == b'\n');
            self.at += 1;
        }
        if self.at == bytes.len() {
            return None;
        }
        let first_line = self.line;
        cells.clear();
        unescaped.clear();
        loop {
            let end = if bytes.get(self.at) == Some(&b'"') {
                self.quoted(cells, unescaped)
            } else {
                let end = self.end_of_cell(self.at);
                add(cells, Cell::new(CellKind::Text, self.at, end));
                end
            };
            match bytes.get(end) {
                Some(byte) if *byte == self.separator => self.at = end + 1,
                Some(byte) => {
                    self.line += u64::from(*byte == b'\n');
                    self.at = end + 1;
                    return Some(first_line);
                }
                None => {
                    self.at = end;
                    return Some(first_line);
                }
            }
        }
    }

    fn end_of_cell(&self, from: usize) -> usize {
        let rest = &self.text.as_bytes()[from..];
        memchr3(self.separator, b'\n', b'\r', rest).map_or(self.text.len(), |length| from + length)
    }

    /// Adds a cell that begins with a quote, and gives where it ends.
    fn quoted(&mut self, cells: &mut Vec<Cell>, unescaped: &mut String) -> usize {
        let bytes = self.text.as_bytes();
        let (start, mut from) = (unescaped.len(), self.at + 1);
        loop {
            let end = memchr(b'"', &bytes[from..]).map_or(bytes.len(), |length| from + length);
            self.line += ends(&bytes[from..end]);
            let is_doubled = bytes.get(end + 1) == Some(&b'"');
            if is_doubled {
                unescaped.push_str(&self.text[from..=end]);
                from = end + 2;
                continue;
            }
            let after = (end + 1).min(bytes.len());
            let end_of_cell = self.end_of_cell(after);
            if unescaped.len() == start && end_of_cell == after {
                add(cells, Cell::new(CellKind::Text, from, end));
            } else {
                unescaped.push_str(&self.text[from..end]);
                unescaped.push_str(&self.text[after..end_of_cell]);
                add(cells, Cell::new(CellKind::Unescaped, start, unescaped.len()));
            }
            return end_of_cell;
        }
    }
}

/// Adds a cell. What has more than so many is no table of usage, but may be meant to fill the memory.
fn add(cells: &mut Vec<Cell>, cell: Cell) {
    const MOST: usize = 4096;
    if cells.len() < MOST {
        cells.push(cell);
    }
}

fn ends(text: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', text).count() as u64
}

/// Hands over each row that is not blank as a header, with what follows it, until one gives something.
fn for_each_header<T>(
    source: &mut Source,
    mut each: impl FnMut(Table, &dyn Fn() -> Rest) -> Option<T>,
) -> Result<Option<T>, SourceError> {
    let row_end = source.row_end();
    let mut head = Vec::new();
    let mut line = 1 + header_line(source, &mut head)?;
    let separator = separator(&head);
    if is_announcement(&head) {
        line += ends(&head);
        head.clear();
        line += header_line(source, &mut head)?;
    }
    let (mut cells, mut unescaped) = (Vec::new(), String::new());
    while !head.is_empty() {
        let text = String::from_utf8_lossy(&head);
        let mut rows = Rows::new(&text, separator, line);
        while rows.next(&mut cells, &mut unescaped).is_some() {
            let any = Table { layout: Layout::default(), separator };
            let row = any.row(&text, &unescaped, &cells);
            const LONGEST: usize = 256;
            let name = |place| row.at(place).written().unwrap_or_default().trim().chars().take(LONGEST).collect();
            let names: Vec<String> = (0..cells.len()).map(name).collect();
            if names.iter().all(String::is_empty) {
                continue;
            }
            let table = Table { layout: Layout::new(names), separator };
            let rest = || Rest { text: text.as_bytes()[rows.at..].to_vec(), line: rows.line };
            if let Some(found) = each(table, &rest) {
                return Ok(Some(found));
            }
        }
        line = rows.line;
        head.clear();
        row_end.reached();
        line += header_line(source, &mut head)?;
    }
    Ok(None)
}

/// Reads on to the end of the first line that is not blank, and gives how many blank ones were passed over; a line ends
/// outside quotes only.
fn header_line(source: &mut Source, head: &mut Vec<u8>) -> Result<u64, SourceError> {
    let row_end = source.row_end();
    let (mut quotes, mut blank) = (0, 0);
    loop {
        let before = head.len();
        if source.read_until(b'\n', head).map_err(SourceError::of)? == 0 {
            return Ok(blank);
        }
        if before == 0 && head.trim_ascii().is_empty() {
            blank += 1;
            head.clear();
            row_end.reached();
            continue;
        }
        quotes += head[before..].iter().filter(|byte| **byte == b'"').count();
        if quotes % 2 == 0 {
            return Ok(blank);
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The cells of each row, and the line on which it begins.
    fn cut(text: &str) -> Vec<(u64, Vec<String>)> {
        let layout = Layout::default();
        let (mut cells, mut unescaped, mut found) = (Vec::new(), String::new(), Vec::new());
        let mut rows = Rows::new(text, b',', 1);
        while let Some(line) = rows.next(&mut cells, &mut unescaped) {
            let (cells, unescaped) = (cells.as_slice(), unescaped.as_str());
            let row =
                Row { layout: &layout, cells, text, unescaped, nested: &[], is_json: false, has_decimal_comma: false };
            let texts = (0..cells.len()).map(|place| row.at(place).written().unwrap_or_default().to_owned());
            found.push((line, texts.collect()));
        }
        found
    }

    #[test]
    fn rows_are_those_of_the_crate_csv() {
        let mut state = 1_u64;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..12 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(["\"", "\"", ",", "\n", "\r", "\r\n", "a", " ", "é"][(state >> 33) as usize % 9]);
            }
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let expected: Vec<Vec<String>> =
                reader.records().map(|row| row.expect("it is text").iter().map(str::to_owned).collect()).collect();
            let found: Vec<Vec<String>> = cut(&text).into_iter().map(|(_, cells)| cells).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn rows_know_their_lines() {
        let lines: Vec<u64> = cut("a\r\n\r\n\"b\n\nb\"\r\nc\n\nd,\"e\n").into_iter().map(|(line, _)| line).collect();
        assert_eq!(lines, [1, 3, 6, 8]);
    }
}
