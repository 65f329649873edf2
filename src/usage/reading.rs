//! Files to a digest: each is recognised, taken apart into rows or objects, read by its format's reader, and counted.

use std::collections::HashMap;
use std::fs;
use std::io::{self, BufRead};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::columns::{Columns, advice, names_of};
use super::documents::{Keep, read_documents};
use super::fields::Fields;
use super::format::{Digested, Entries, Entry, Format};
use super::formats::{ByColumns, FORMATS, GENERIC, recognised, recognised_empty};
use super::import::Reading;
use super::leaves::Leaves;
use super::record::{UsageRecord, hashed};
use super::remembered::Remembered;
use super::skip::Skip;
use super::source::{Source, SourceError};
use super::table::{Row, read_table};
use super::tokens::Impossible;

/// Why files could not be read.
#[derive(Debug, Error)]
pub enum UsageError {
    /// A file could not be read.
    #[error("{file}: {error}", file = .0.display(), error = .1)]
    Source(PathBuf, SourceError),
    /// What a file holds is not known here.
    #[error("{}: {}", .0.display(), unknown(.0, .1))]
    Unknown(PathBuf, Vec<String>),
    /// Files of two formats, which may tell of the same calls.
    #[error(
        "{} is a file of the format {}, and {} one of {}: two sources may tell of the same calls, and are never added up. \
         Read them one at a time",
        .0.display(), .1, .2.display(), .3
    )]
    TwoFormats(PathBuf, &'static str, PathBuf, &'static str),
    /// A file lacks what its format has to have.
    #[error("{}: it is a file of the format {}, but {}", .0.display(), .1, .2)]
    Refused(PathBuf, &'static str, String),
    /// A file says something, and nothing of it could be read: that is not that nothing was used.
    #[error(
        "{}: it is a file of the format {}, but none of its rows can be read: it has rows {}, the first on line {}",
        .0.display(), .1, .2, .3
    )]
    NothingRead(PathBuf, &'static str, &'static str, u64),
    /// A folder without any file of usage.
    #[error("{}: no file in it holds usage in a format that is known here", .0.display())]
    NothingIn(PathBuf),
}

/// What can be done, and which formats are known.
fn unknown(file: &Path, names: &[String]) -> String {
    let known: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    format!(
        "its format is not known here: {}.\nKnown are: {}",
        advice(&file.display().to_string(), names),
        known.join("; ")
    )
}

/// Reads files, and all files of folders, as one.
///
/// # Errors
/// A file that was named cannot be read or recognised; files are of two formats; a folder has none.
pub fn read_usage(paths: &[PathBuf]) -> Result<Reading, UsageError> {
    read_all(Counting::default(), paths)
}

/// Reads files of any format by columns that somebody assigned.
///
/// # Errors
/// A file that was named cannot be read or lacks a column; a folder has no file.
pub fn read_columns(paths: &[PathBuf], columns: &Columns) -> Result<Reading, UsageError> {
    read_all(Counting { columns: Some(columns.clone()), ..Counting::default() }, paths)
}

fn read_all(mut usage: Counting, paths: &[PathBuf]) -> Result<Reading, UsageError> {
    for path in paths {
        if path.is_dir() {
            let mut files = Vec::new();
            files_in(path, &mut files).map_err(|error| UsageError::Source(path.clone(), error.into()))?;
            let mut read = 0;
            for file in &files {
                match usage.read(file) {
                    Err(error @ (UsageError::TwoFormats(..) | UsageError::Refused(..))) => return Err(error),
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
        } else {
            usage.read(path)?;
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
        if is_hidden || path.is_symlink() && path.is_dir() {
            continue;
        }
        if path.is_dir() { files_in(&path, files)? } else { files.push(path) }
    }
    Ok(())
}

/// What format a file is of, by what is in it.
///
/// # Errors
/// It cannot be read, or is of no format that is known here.
pub fn format_of(path: &Path) -> Result<&'static Format, UsageError> {
    let failed = |error| UsageError::Source(path.to_owned(), error);
    let mut source = Source::open(path).map_err(failed)?;
    let (mut found, mut empty, mut names) = (None, None, Vec::new());
    if is_json(&mut source).map_err(failed)? {
        let wrappers: Vec<&str> = FORMATS.iter().flat_map(|format| format.wrappers).copied().collect();
        let keep = Keep { wrappers: &wrappers, nested: &[], is_everything: true };
        /// Logs begin with other things than usage.
        const LOOKED_AT: u64 = 1000;
        let mut objects = 0;
        let ended = read_documents(source, keep, &mut |fields, _| {
            objects += 1;
            if let Ok(fields) = fields {
                found = recognised(&fields);
                empty = empty.or_else(|| recognised_empty(&fields));
                if names.is_empty() {
                    names = names_of(&fields);
                }
            }
            if found.is_some() || LOOKED_AT < objects { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        ended.map_err(failed)?;
    } else {
        let headers = Row::headers_of(source).map_err(failed)?;
        found = headers.iter().find_map(|row| recognised(&Fields::of_row(row)));
        empty = headers.iter().find_map(|row| recognised_empty(&Fields::of_row(row)));
        let longest = headers.iter().map(|row| row.names().count()).max();
        let widest = headers.iter().find(|row| Some(row.names().count()) == longest);
        names = widest.map(|row| row.names().map(str::to_owned).collect()).unwrap_or_default();
    }
    found.or(empty).ok_or_else(|| UsageError::Unknown(path.to_owned(), names))
}

/// Whether the text begins as JSON does. A table never begins so: its header would have a bracket before its first name.
fn is_json(source: &mut Source) -> Result<bool, SourceError> {
    let start = source.fill_buf().map_err(SourceError::of)?;
    Ok(matches!(start.trim_ascii_start().first(), Some(b'{' | b'[')))
}

/// So many rows an export of Langfuse holds at most, now and before 2025: a file with exactly as many is cut.
const EXPORT_LIMITS: [u64; 3] = [50_000, 1_000_000, 1_500_000];

/// A reading that is going on.
#[derive(Debug, Default)]
struct Counting {
    /// What columns hold, where somebody has assigned them.
    columns: Option<Columns>,
    format: Option<(&'static Format, PathBuf)>,
    leaves: Leaves,
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
    /// Whether a page said that none follows.
    has_last_page: bool,
    reading: Reading,
}

impl Counting {
    fn leave_out(&mut self, file: &Path, why: String) {
        self.reading.import.files_left_out.push((file.display().to_string(), why));
    }

    /// Reads a file.
    fn read(&mut self, path: &Path) -> Result<(), UsageError> {
        let format = if self.columns.is_some() { &GENERIC } else { format_of(path)? };
        if let Some((other, first)) = self.format.as_ref().filter(|(other, _)| other.key != format.key) {
            return Err(UsageError::TwoFormats(first.clone(), other.name, path.to_owned(), format.name));
        }
        self.format.get_or_insert((format, path.to_owned()));
        self.reading.import.units = format.units;
        self.reading.digest.formats.insert(format.key.to_owned());
        let file = self.reading.import.files.len();
        self.reading.import.files.push(path.display().to_string());
        let failed = |error| UsageError::Source(path.to_owned(), error);
        let rows_before = self.reading.import.rows;
        let is_header = self.header(format, path).map_err(failed)?;
        let mut source = Source::open(path).map_err(failed)?;
        let columns = self.columns.clone();
        let outer_names = columns.as_ref().map(Columns::outer_names).unwrap_or_default();
        let mut reader = columns.clone().map_or_else(format.reader, |columns| Box::new(ByColumns(columns)));
        let mut entries = Entries::default();
        self.shared_keys.clear();
        (self.read_in_file, self.unreadable) = (0, None);
        let mut each = |fields: Result<Fields<'_>, Skip>, line: u64| {
            let is_wrapping = fields.as_ref().is_ok_and(Fields::is_wrapping);
            let read = fields.and_then(|fields| reader.read(fields, &mut entries));
            let is_passed_over = is_wrapping && matches!(read, Err(Skip::OtherKind));
            if !is_passed_over {
                self.row(read, &mut entries, (file, line));
            }
            if entries.refusal.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let read = if is_json(&mut source).map_err(failed)? {
            let (mut wrappers, mut nested) = (format.wrappers.to_vec(), format.nested.to_vec());
            wrappers.retain(|name| !outer_names.contains(name));
            nested.extend(&outer_names);
            let keep = Keep { wrappers: &wrappers, nested: &nested, is_everything: false };
            read_documents(source, keep, &mut each)
        } else {
            read_table(source, is_header, each)
        };
        if let Some(why) = entries.refusal {
            return Err(UsageError::Refused(path.to_owned(), format.name, why));
        }
        read.map_err(failed)?;
        if let Some((skip, line)) = self.unreadable.filter(|_| self.read_in_file == 0) {
            return Err(UsageError::NothingRead(path.to_owned(), format.name, skip.words(), line));
        }
        let import = &mut self.reading.import;
        match entries.has_more_pages {
            Some(true) => import.unfinished.push(file),
            Some(false) => self.has_last_page = true,
            None => {}
        }
        import.times_without_offset += entries.times_without_offset;
        import.silent_calls += entries.silent_calls;
        let rows = import.rows - rows_before;
        if EXPORT_LIMITS.contains(&rows) {
            import.cut.push((file, rows));
        }
        Ok(())
    }

    /// Tells the header of a table: the first row that has what makes its format, or all columns that were assigned. Where
    /// none has all, the first, which then says what is missing.
    fn header(
        &self,
        format: &'static Format,
        path: &Path,
    ) -> Result<impl Fn(&Fields<'_>) -> bool + use<>, SourceError> {
        let by_columns = self.columns.clone().map(ByColumns);
        let mut is_any = false;
        if let Some(columns) = &by_columns {
            let mut source = Source::open(path)?;
            is_any = !is_json(&mut source)?
                && !Row::headers_of(source)?.iter().any(|row| columns.missing(Fields::of_row(row)).is_none());
        }
        Ok(move |fields: &Fields<'_>| match &by_columns {
            Some(columns) => is_any || columns.missing(*fields).is_none(),
            None => {
                [recognised(fields), recognised_empty(fields)].iter().flatten().any(|found| found.key == format.key)
            }
        })
    }

    /// Counts what a row gave.
    fn row(&mut self, read: Result<(), Skip>, entries: &mut Entries, (file, line): (usize, u64)) {
        self.reading.import.rows += 1;
        let mut skip = read.err();
        for entry in entries.entries.drain(..) {
            match entry {
                Entry::Usage(record) => skip = skip.or(self.record(*record, (file, line))),
                Entry::Score(score) if score.key.is_none_or(|key| self.scores.insert(key)) => {
                    self.reading.digest.add_score(&score);
                }
                Entry::Score(_) => self.reading.import.duplicate_scores += 1,
                Entry::User(user) => self.reading.digest.add_user(user),
                Entry::Digested(digested) => self.digested(&digested),
                Entry::ExpectedRows(rows) => {
                    // It is no row of what it tells about.
                    self.reading.import.rows -= 1;
                    self.expected_rows = Some(self.expected_rows.unwrap_or(0) + rows);
                }
            }
        }
        self.read_in_file += u64::from(skip.is_none());
        if let Some(skip) = skip {
            self.unreadable = self.unreadable.or(Some((skip, line)).filter(|_| skip.is_unreadable()));
            self.reading.import.skipped.entry(skip).or_default().note(file, line);
        }
    }

    /// Takes what a store added up. Its rows were read there; this one only tells of them.
    fn digested(&mut self, digested: &Digested) {
        let import = &mut self.reading.import;
        import.rows = import.rows.saturating_sub(1).saturating_add(digested.rows);
        import.silent_calls = import.silent_calls.saturating_add(digested.silent_calls);
        if 0 < digested.reasoning_above_output {
            let noted = import.impossible.entry(Impossible::ReasoningAboveOutput).or_default();
            noted.count = noted.count.saturating_add(digested.reasoning_above_output);
        }
        self.leaves.counts.merge(&digested.leaves);
        self.reading.digest.merge(&digested.digest);
    }

    /// Takes a record, or says why it cannot be counted.
    fn record(&mut self, mut record: UsageRecord, (file, line): (usize, u64)) -> Option<Skip> {
        let why = unreadable(&record);
        if why.is_some() {
            return why;
        }
        let import = &mut self.reading.import;
        for impossible in record.tokens.impossible.iter() {
            import.impossible.entry(impossible).or_default().note(file, line);
        }
        if record.is_key_shared || record.key.is_none() && record.request.is_none() && record.calls != Some(1) {
            // Of rows with a key, those that are in another file too are duplicates.
            let of_file = if record.key.is_some() { file.to_string() } else { String::new() };
            import.repeated += u64::from(!self.buckets.insert(hashed(&[&of_file, &format!("{record:?}")])));
        }
        self.tell_apart(&mut record);
        self.leaves.push(record, &mut self.reading.digest);
        None
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
        self.leaves.finish(&mut self.reading.digest);
        let import = &mut self.reading.import;
        if self.has_last_page {
            import.unfinished.clear();
        }
        import.leaves = self.leaves.counts;
        import.expected_rows = self.expected_rows.map(|expected| (expected, import.rows));
        self.reading
    }
}

/// Why a record cannot be counted.
fn unreadable(record: &UsageRecord) -> Option<Skip> {
    /// The years 2015 to 2100, in microseconds.
    const YEARS: std::ops::Range<i64> = 1_420_070_400_000_000..4_133_980_800_000_000;
    let Some(interval) = record.interval else { return Some(Skip::NoTime) };
    let is_possible = !interval.is_dated || YEARS.contains(&interval.from) && interval.to <= YEARS.end;
    (!is_possible).then_some(Skip::TimeOutOfRange)
}
