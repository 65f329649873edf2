//! What format a file is of: what is in its header or in its first objects decides, never its name.

use std::io::BufRead;
use std::ops::ControlFlow;
use std::path::Path;

use super::columns::names_of;
use super::documents::{Keep, read_documents};
use super::fields::Fields;
use super::format::Format;
use super::formats::{FORMATS, recognised, recognised_empty};
use super::source::{Source, SourceError};
use super::table::Table;
use super::usage_error::UsageError;

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
        let headers = Table::headers_of(&mut source).map_err(failed)?;
        found = headers.iter().find_map(|table| recognised(&Fields::of_row(&table.header())));
        empty = headers.iter().find_map(|table| recognised_empty(&Fields::of_row(&table.header())));
        let longest = headers.iter().map(|table| table.names().len()).max();
        let widest = headers.iter().find(|table| Some(table.names().len()) == longest);
        names = widest.map(|table| table.names().to_vec()).unwrap_or_default();
    }
    found.or(empty).ok_or_else(|| UsageError::Unknown(path.to_owned(), names))
}

/// Whether the text begins as JSON does. A table never begins so: its header would have a bracket before its first name.
pub fn is_json(source: &mut Source) -> Result<bool, SourceError> {
    let start = source.fill_buf().map_err(SourceError::of)?;
    Ok(matches!(start.trim_ascii_start().first(), Some(b'{' | b'[')))
}
