//! Files to a digest: each is recognised, taken apart into rows or objects, read by its format's reader, and counted.

use std::fs;
use std::io::{self, BufRead};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::documents::{Keep, read_documents};
use super::fields::Fields;
use super::format::{Digested, Entries, Entry, Format};
use super::formats::{FORMATS, recognised};
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
    #[error("{}: {}", .0.display(), unknown(.1))]
    Unknown(PathBuf, Vec<String>),
    /// Files of two formats, which may tell of the same calls.
    #[error(
        "{} is a file of the format {}, and {} one of {}: two sources may tell of the same calls, and are never added up. \
         Read them one at a time",
        .0.display(), .1, .2.display(), .3
    )]
    TwoFormats(PathBuf, &'static str, PathBuf, &'static str),
    /// A folder without any file of usage.
    #[error("{}: no file in it holds usage in a format that is known here", .0.display())]
    NothingIn(PathBuf),
}

fn unknown(names: &[String]) -> String {
    const SHOWN: usize = 12;
    let found = match names {
        [] => "it has no header and no object".to_owned(),
        names => {
            let more = if SHOWN < names.len() { ", …" } else { "" };
            format!("it has {}{more}", names[..names.len().min(SHOWN)].join(", "))
        }
    };
    let looked_for = FORMATS.iter().map(|format| {
        let sets: Vec<String> = format.fingerprints.iter().map(|names| names.join(", ")).collect();
        format!("\n  {}: {}", format.name, sets.join("; or "))
    });
    format!("its format is not known here: {found}. Looked for:{}", looked_for.collect::<String>())
}

/// Reads files, and all files of folders, as one.
///
/// # Errors
/// A file that was named cannot be read or recognised; files are of two formats; a folder has none.
pub fn read_usage(paths: &[PathBuf]) -> Result<Reading, UsageError> {
    let mut usage = Counting::default();
    for path in paths {
        if path.is_dir() {
            let mut files = Vec::new();
            files_in(path, &mut files).map_err(|error| UsageError::Source(path.clone(), error.into()))?;
            let before = usage.reading.import.files.len();
            for file in &files {
                match usage.read(file) {
                    Err(error @ UsageError::TwoFormats(..)) => return Err(error),
                    Err(UsageError::Source(file, error)) => usage.leave_out(&file, error.to_string()),
                    Err(UsageError::Unknown(file, _)) => {
                        usage.leave_out(&file, "its format is not known here".to_owned());
                    }
                    Err(UsageError::NothingIn(_)) | Ok(()) => {}
                }
            }
            if usage.reading.import.files.len() == before {
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
    let (mut found, mut names) = (None, Vec::new());
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
                if names.is_empty() {
                    names = fields.names().map(str::to_owned).collect();
                }
            }
            if found.is_some() || LOOKED_AT < objects { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        ended.map_err(failed)?;
    } else if let Some(row) = Row::header_of(source).map_err(failed)? {
        found = recognised(&Fields::of_row(&row));
        names = row.names().map(str::to_owned).collect();
    }
    found.ok_or_else(|| UsageError::Unknown(path.to_owned(), names))
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
    format: Option<(&'static Format, PathBuf)>,
    leaves: Leaves,
    scores: Remembered,
    /// Rows of buckets that have no key.
    buckets: Remembered,
    /// How many rows should be there.
    expected_rows: Option<u64>,
    reading: Reading,
}

impl Counting {
    fn leave_out(&mut self, file: &Path, why: String) {
        self.reading.import.files_left_out.push((file.display().to_string(), why));
    }

    /// Reads a file.
    fn read(&mut self, path: &Path) -> Result<(), UsageError> {
        let format = format_of(path)?;
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
        let mut source = Source::open(path).map_err(failed)?;
        let mut reader = (format.reader)();
        let mut entries = Entries::default();
        let mut each = |fields: Result<Fields<'_>, Skip>, line: u64| {
            let is_wrapping = fields.as_ref().is_ok_and(Fields::is_wrapping);
            let read = fields.and_then(|fields| reader.read(fields, &mut entries));
            let is_passed_over = is_wrapping && matches!(read, Err(Skip::OtherKind));
            if !is_passed_over {
                self.row(read, &mut entries, (file, line));
            }
            ControlFlow::Continue(())
        };
        let read = if is_json(&mut source).map_err(failed)? {
            let keep = Keep { wrappers: format.wrappers, nested: format.nested, is_everything: false };
            read_documents(source, keep, &mut each)
        } else {
            read_table(source, each)
        };
        let import = &mut self.reading.import;
        import.times_without_offset += entries.times_without_offset;
        import.silent_calls += entries.silent_calls;
        let rows = import.rows - rows_before;
        if EXPORT_LIMITS.contains(&rows) {
            import.cut.push((file, rows));
        }
        read.map_err(failed)
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
        if let Some(skip) = skip {
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
    fn record(&mut self, record: UsageRecord, (file, line): (usize, u64)) -> Option<Skip> {
        let why = unreadable(&record);
        if why.is_some() {
            return why;
        }
        let import = &mut self.reading.import;
        for impossible in record.tokens.impossible.iter() {
            import.impossible.entry(impossible).or_default().note(file, line);
        }
        if record.key.is_none() && record.request.is_none() && record.calls != Some(1) {
            import.repeated += u64::from(!self.buckets.insert(hashed(&[&format!("{record:?}")])));
        }
        self.leaves.push(record, &mut self.reading.digest);
        None
    }

    fn finish(mut self) -> Reading {
        self.leaves.finish(&mut self.reading.digest);
        let import = &mut self.reading.import;
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
