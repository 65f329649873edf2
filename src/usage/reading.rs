//! Files to a digest: each is recognised, taken apart into rows or objects, read by its format's reader, and counted.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use super::chunks::{Chunk, Chunks, RowsEnd};
use super::columns::Columns;
use super::detection::{format_of, is_json};
use super::documents::{Beginning, Keep, read_stream};
use super::fields::Fields;
use super::format::{Entries, Format, Reader};
use super::formats::{ByColumns, GENERIC, recognised, recognised_empty};
use super::import::Reading;
use super::leaves::Leaves;
use super::lines::Lines;
use super::packed::Packed;
use super::part::Part;
use super::record::{UsageRecord, hashed};
use super::remembered::Remembered;
use super::skip::Skip;
use super::source::{Source, SourceError};
use super::table::Table;
use super::tally::Tally;
use super::usage_error::UsageError;
use super::workers::read_parts;
use crate::disk::{fs, is_dir};

/// How files are read.
#[derive(Clone, Copy)]
pub struct ReadOptions<'a> {
    /// On how many threads; the digest is the same with any number.
    pub threads: usize,
    /// How many bytes one of them reads at a time.
    pub chunk: usize,
    /// What columns hold, where somebody has assigned them: files of any format are read by these.
    pub columns: Option<&'a Columns>,
    /// Is told, every few milliseconds and from any of the threads, how many bytes have been read and of how many; may stop
    /// the reading.
    pub progress: &'a (dyn Fn(u64, u64) -> ControlFlow<()> + Sync),
}

impl Default for ReadOptions<'_> {
    /// As many threads as there are cores, and nobody who looks on.
    fn default() -> Self {
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self { threads: threads.min(8), chunk: 1 << 20, columns: None, progress: &|_, _| ControlFlow::Continue(()) }
    }
}

/// Reads files, and all files of folders, as one.
///
/// # Errors
/// A file that was named cannot be read or recognised; files are of two formats; a folder has none.
pub fn read_usage(paths: &[PathBuf]) -> Result<Reading, UsageError> {
    read_usage_with(paths, &ReadOptions::default())
}

/// Reads files of any format by columns that somebody assigned.
///
/// # Errors
/// A file that was named cannot be read or lacks a column; a folder has no file.
pub fn read_columns(paths: &[PathBuf], columns: &Columns) -> Result<Reading, UsageError> {
    read_usage_with(paths, &ReadOptions { columns: Some(columns), ..ReadOptions::default() })
}

/// Reads files, and all files of folders, as one, in a way of one's own.
///
/// # Errors
/// As [`read_usage`]; or it was stopped.
pub fn read_usage_with(paths: &[PathBuf], options: &ReadOptions<'_>) -> Result<Reading, UsageError> {
    let mut found = Vec::new();
    for path in paths {
        let mut files = Vec::new();
        if is_dir(path) {
            files_in(path, &mut files).map_err(|error| UsageError::Source(path.clone(), error.into()))?;
        } else {
            files.push(path.clone());
        }
        found.push((path, files));
    }
    let sizes = found.iter().flat_map(|(_, files)| files).filter_map(|file| Some(fs::metadata(file).ok()?.len()));
    let mut usage = Counting::new(options, sizes.sum());
    for (path, files) in found {
        if !is_dir(path) {
            usage.read(path)?;
            continue;
        }
        let mut read = 0;
        for file in &files {
            match usage.read(file) {
                Err(error @ (UsageError::TwoFormats(..) | UsageError::Refused(..) | UsageError::Stopped)) => {
                    return Err(error);
                }
                Err(UsageError::Source(file, error)) if 0 < usage.read_in_file => {
                    usage.leave_out(&file, format!("it breaks off ({error}); what stands before that is counted"));
                    read += 1;
                }
                Err(UsageError::Source(file, error)) => usage.leave_out(&file, error.to_string()),
                Err(UsageError::Unknown(file, _)) => {
                    usage.leave_out(&file, "its format is not known here".to_owned());
                }
                Err(UsageError::NothingRead(file, _, words, line)) => {
                    usage.leave_out(&file, format!("it has only rows {words}, the first on line {line}"));
                }
                Err(UsageError::NothingIn(_)) => {}
                Ok(()) => read += 1,
            }
        }
        if read == 0 {
            return Err(UsageError::NothingIn(path.clone()));
        }
    }
    Ok(usage.finish())
}

/// The files of a folder and of those in it, in the order of their names, without hidden ones.
fn files_in(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        let is_hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
        if is_hidden || path.is_symlink() && is_dir(&path) {
            continue;
        }
        if is_dir(&path) { files_in(&path, files)? } else { files.push(path) }
    }
    Ok(())
}

/// A reading that is going on.
struct Counting<'o> {
    options: &'o ReadOptions<'o>,
    /// How many bytes have been read, and how many there are.
    read: Arc<AtomicU64>,
    total: u64,
    format: Option<(&'static Format, PathBuf)>,
    leaves: Leaves,
    tally: Tally,
    scores: Remembered,
    /// Rows of buckets that have no key.
    buckets: Remembered,
    /// How many rows of this file had a key so far.
    shared_keys: HashMap<u64, u64>,
    /// How many rows should be there.
    expected_rows: Option<u64>,
    /// How many rows of this file said something.
    read_in_file: u64,
    /// The first of its rows that could not be read, and why.
    unreadable: Option<(Skip, u64)>,
    /// What the last page of this file says: whether more follow.
    has_more_pages: Option<bool>,
    /// Whether a page of any file said that none follows.
    has_last_page: bool,
    /// Why this file must not be read.
    refusal: Option<String>,
    /// Whether there is a reason.
    is_refused: Arc<AtomicBool>,
    reading: Reading,
}

/// What reads the rows of a part.
type ReadPart<'r> = Box<dyn FnMut(&Chunk) -> Part + 'r>;

impl<'o> Counting<'o> {
    fn new(options: &'o ReadOptions<'o>, total: u64) -> Self {
        Self {
            options,
            read: Arc::default(),
            total,
            format: None,
            leaves: Leaves::default(),
            tally: Tally::default(),
            scores: Remembered::default(),
            buckets: Remembered::default(),
            shared_keys: HashMap::new(),
            expected_rows: None,
            read_in_file: 0,
            unreadable: None,
            has_more_pages: None,
            has_last_page: false,
            refusal: None,
            is_refused: Arc::default(),
            reading: Reading::default(),
        }
    }

    fn leave_out(&mut self, file: &Path, why: String) {
        self.reading.import.files_left_out.push((file.display().to_string(), why));
    }

    /// Reads a file.
    fn read(&mut self, path: &Path) -> Result<(), UsageError> {
        (self.read_in_file, self.unreadable) = (0, None);
        let format = if self.options.columns.is_some() { &GENERIC } else { format_of(path)? };
        if let Some((other, first)) = self.format.as_ref().filter(|(other, _)| other.key != format.key) {
            return Err(UsageError::TwoFormats(first.clone(), other.name, path.to_owned(), format.name));
        }
        self.format.get_or_insert((format, path.to_owned()));
        self.reading.import.units = format.units;
        self.reading.digest.formats.insert(format.key.to_owned());
        let file = self.reading.import.files.len();
        self.reading.import.files.push(path.display().to_string());
        let rows_before = self.reading.import.rows;
        self.shared_keys.clear();
        self.has_more_pages = None;
        let done = self.read_text(path, format, file).map_err(|error| UsageError::Source(path.to_owned(), error));
        if let Some(why) = self.refusal.take() {
            return Err(UsageError::Refused(path.to_owned(), format.name, why));
        }
        if done?.is_break() {
            return Err(UsageError::Stopped);
        }
        if let Some((skip, line)) = self.unreadable.filter(|_| self.read_in_file == 0) {
            return Err(UsageError::NothingRead(path.to_owned(), format.name, skip.words(), line));
        }
        let import = &mut self.reading.import;
        match self.has_more_pages {
            Some(true) => import.unfinished.push(file),
            Some(false) => self.has_last_page = true,
            None => {}
        }
        let rows = import.rows - rows_before;
        if format.row_limits.contains(&rows) {
            import.cut.push((file, rows));
        }
        Ok(())
    }

    fn read_text(&mut self, path: &Path, format: &'static Format, file: usize) -> Result<ControlFlow<()>, SourceError> {
        let mut source = Source::open_counted(path, &self.read)?;
        let size = self.options.chunk;
        let columns = self.options.columns;
        let outer_names = columns.map(Columns::outer_names).unwrap_or_default();
        let (mut wrappers, mut nested) = (format.wrappers.to_vec(), format.nested.to_vec());
        wrappers.retain(|name| !outer_names.contains(name));
        nested.extend(&outer_names);
        let keep = Keep { wrappers: &wrappers, nested: &nested, is_everything: false };
        if !is_json(&mut source)? {
            let is_header = self.header(format, path)?;
            let Some((table, rest)) = Table::open(&mut source, is_header)? else {
                return Ok(ControlFlow::Continue(()));
            };
            let rows_end = RowsEnd::OutsideQuotes(table.separator);
            let chunks = Chunks::new(source, rows_end, rest.text, rest.line, size);
            let table = &table;
            return self.read_chunks(chunks, format, || {
                let mut rows = Rows::new(format, columns, file);
                Box::new(move |chunk| {
                    let text = chunk.text();
                    // The lossy way alone takes several times as long.
                    let text = std::str::from_utf8(text).map_or_else(|_| String::from_utf8_lossy(text), Cow::Borrowed);
                    table.read(&text, chunk.line, |fields, line| rows.row(fields, line));
                    rows.take()
                })
            });
        }
        let Some(beginning) = Beginning::of(&mut source)? else { return Ok(ControlFlow::Continue(())) };
        if beginning.is_lines {
            let chunks = Chunks::new(source, RowsEnd::WithLine, beginning.text, beginning.line, size);
            return self.read_chunks(chunks, format, || {
                let (mut rows, mut lines) = (Rows::new(format, columns, file), Lines::new(keep));
                Box::new(move |chunk| {
                    lines.read(chunk.text(), chunk.line, &mut |fields, line| rows.row(fields, line));
                    rows.take()
                })
            });
        }
        // One document is read on one thread: only where it ends, its parts are known.
        const AT_ONCE: u64 = 4096;
        let mut rows = Rows::new(format, columns, file);
        let mut done = ControlFlow::Continue(());
        let streamed = read_stream(source, beginning, keep, &mut |fields, line| {
            if rows.row(fields, line).is_break() {
                return ControlFlow::Break(());
            }
            if AT_ONCE <= rows.part.rows {
                self.take(rows.take());
                done = self.progress();
            }
            done
        });
        self.take(rows.take());
        streamed.map(|()| done)
    }

    /// Tells the header of a table: the first row that has what makes its format, or all columns that were assigned. Where
    /// none has all, the first, which then says what is missing.
    fn header(
        &self,
        format: &'static Format,
        path: &Path,
    ) -> Result<impl Fn(&Fields<'_>) -> bool + use<>, SourceError> {
        let by_columns = self.options.columns.cloned().map(ByColumns);
        let mut is_any = false;
        if let Some(columns) = &by_columns {
            let mut source = Source::open(path)?;
            is_any = !is_json(&mut source)?
                && !Table::headers_of(&mut source)?
                    .iter()
                    .any(|table| columns.missing(Fields::of_row(&table.header())).is_none());
        }
        Ok(move |fields: &Fields<'_>| match &by_columns {
            Some(columns) => is_any || columns.missing(*fields).is_none(),
            None => {
                [recognised(fields), recognised_empty(fields)].iter().flatten().any(|found| found.key == format.key)
            }
        })
    }

    /// Reads a text in parts, on several threads unless each row depends on those before it.
    fn read_chunks<'r>(
        &mut self,
        chunks: Chunks,
        format: &Format,
        reader: impl Fn() -> ReadPart<'r> + Sync,
    ) -> Result<ControlFlow<()>, SourceError> {
        let threads = if format.is_ordered { 1 } else { self.options.threads };
        let (options, read, total) = (self.options, Arc::clone(&self.read), self.total);
        let is_refused = Arc::clone(&self.is_refused);
        let progress = || match is_refused.load(Ordering::Relaxed) {
            true => ControlFlow::Break(()),
            false => (options.progress)(read.load(Ordering::Relaxed), total),
        };
        read_parts(threads, chunks, reader, |part| self.take(part), progress)
    }

    fn progress(&self) -> ControlFlow<()> {
        (self.options.progress)(self.read.load(Ordering::Relaxed), self.total)
    }

    /// Counts what a part of a file came to. Parts are taken in their order.
    fn take(&mut self, part: Part) {
        let import = &mut self.reading.import;
        // A store may say any number of rows.
        import.rows = import.rows.saturating_add(part.rows);
        import.times_without_offset += part.times_without_offset;
        import.silent_calls = import.silent_calls.saturating_add(part.silent_calls);
        for (skip, noted) in &part.skipped {
            import.skipped.entry(*skip).or_default().add(noted);
        }
        for (impossible, noted) in &part.impossible {
            import.impossible.entry(*impossible).or_default().add(noted);
        }
        self.has_more_pages = part.has_more_pages.or(self.has_more_pages);
        self.read_in_file += part.read;
        self.unreadable = self.unreadable.or(part.unreadable);
        if self.refusal.is_none() && part.refusal.is_some() {
            self.refusal = part.refusal;
            self.is_refused.store(true, Ordering::Relaxed);
        }
        if let Some(rows) = part.expected_rows {
            self.expected_rows = Some(self.expected_rows.unwrap_or(0).saturating_add(rows));
        }
        for score in &part.scores {
            if score.key.is_none_or(|key| self.scores.insert(key)) {
                self.tally.add_score(score);
            } else {
                import.duplicate_scores += 1;
            }
        }
        self.leaves.counts.merge(&part.leaves);
        if let Some(tally) = part.tally {
            self.reading.digest.merge(&tally.finish());
        }
        self.leaves.push_all(part.calls, &mut self.tally);
        for record in part.buckets {
            self.bucket(record, part.file);
        }
    }

    /// Takes a bucket of calls, which another row may repeat.
    fn bucket(&mut self, mut record: UsageRecord, file: usize) {
        if record.is_key_shared || record.key.is_none() && record.request.is_none() && record.calls != Some(1) {
            // Of rows with a key, those that are in another file too are duplicates.
            let of_file = if record.key.is_some() { file.to_string() } else { String::new() };
            let is_new = self.buckets.insert(hashed(&[&of_file, &format!("{record:?}")]));
            self.reading.import.repeated += u64::from(!is_new);
        }
        self.tell_apart(&mut record);
        if let Some(record) = Packed::new(record) {
            self.leaves.push(record, &mut self.tally);
        }
    }

    /// Gives each of several rows of one file with one key its own, so that the same rows in another file still have the
    /// same keys; and lets what has grown since replace what was before.
    fn tell_apart(&mut self, record: &mut UsageRecord) {
        /// Beyond so many all rows count.
        const MOST: usize = 2_000_000;
        if !record.is_bucket {
            return;
        }
        if record.version == 0 {
            let nanos = record.cost.map_or(0, |cost| cost.nanos);
            record.version = i64::try_from(record.tokens.sum()).unwrap_or(i64::MAX).saturating_add(nanos);
        }
        if let Some(key) = record.key.filter(|_| record.is_key_shared) {
            if MOST <= self.shared_keys.len() {
                record.key = None;
                return;
            }
            let place = self.shared_keys.entry(key).or_default();
            record.key = Some(hashed(&[&key.to_string(), &place.to_string()]));
            *place += 1;
        }
    }

    fn finish(mut self) -> Reading {
        self.leaves.finish(&mut self.tally);
        self.reading.digest.merge(&self.tally.finish());
        let import = &mut self.reading.import;
        if self.has_last_page {
            import.unfinished.clear();
        }
        import.leaves = self.leaves.counts;
        import.expected_rows = self.expected_rows.map(|expected| (expected, import.rows));
        self.reading
    }
}

/// Reads rows of one file with its format's reader.
struct Rows {
    reader: Box<dyn Reader>,
    entries: Entries,
    part: Part,
}

impl Rows {
    fn new(format: &Format, columns: Option<&Columns>, file: usize) -> Self {
        let reader = columns.cloned().map_or_else(format.reader, |columns| Box::new(ByColumns(columns)));
        Self { reader, entries: Entries::default(), part: Part { file, ..Part::default() } }
    }

    fn row(&mut self, fields: Result<Fields<'_>, Skip>, line: u64) -> ControlFlow<()> {
        let is_wrapping = fields.as_ref().is_ok_and(Fields::is_wrapping);
        let read = fields.and_then(|fields| self.reader.read(fields, &mut self.entries));
        let is_passed_over = is_wrapping && matches!(read, Err(Skip::OtherKind));
        if !is_passed_over {
            self.part.row(read, &mut self.entries, line);
        }
        if self.entries.refusal.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// What has been read so far.
    fn take(&mut self) -> Part {
        self.part.finish(&mut self.entries);
        let file = self.part.file;
        std::mem::replace(&mut self.part, Part { file, ..Part::default() })
    }
}
