//! What readers of buckets share: counts of things, texts that tell buckets apart, and how long a bucket is.

use std::borrow::Cow;

use crate::usage::fields::{Field, Fields};
use crate::usage::format::Entries;
use crate::usage::record::hashed;
use crate::usage::skip::Skip;

/// A day, in microseconds.
pub const DAY: i64 = 86_400_000_000;

/// An hour, in microseconds.
pub const HOUR: i64 = 3_600_000_000;

/// A count of calls or things, which some exports print as `3.0`; `None` for what cannot be one.
pub fn whole(count: Option<f64>) -> Option<u64> {
    count.filter(|count| (0.0..1e15).contains(count)).map(|count| count.round() as u64)
}

/// The text of a field, or nothing.
pub fn text_of(fields: Fields<'_>, plain_names: &[&str]) -> String {
    fields.like(plain_names).text().map(Cow::into_owned).unwrap_or_default()
}

/// The key of a bucket: all that it was grouped by.
pub fn key(dimensions: &[String]) -> u64 {
    hashed(&dimensions.iter().map(String::as_str).collect::<Vec<_>>())
}

/// From the start of a day or hour to its end: a text with a time in it is of an hour.
pub fn end_of(from: i64, text: &str) -> i64 {
    from.saturating_add(if text.contains(':') { HOUR } else { DAY })
}

/// The instant in a field; of midnight in some zone that of the same day in UTC, so that a day stays the day that it is.
///
/// # Errors
/// Something is there that is no time.
pub fn day_in(field: Field<'_>, entries: &mut Entries) -> Result<Option<i64>, Skip> {
    let text = field.text().unwrap_or_default();
    let (day, time) = text.split_at_checked(10).unwrap_or((&text, ""));
    if ["T00:00", " 00:00"].iter().any(|midnight| time.starts_with(midnight))
        && time[6..].trim_matches([':', '0']).starts_with(['+', '-', '.'])
    {
        return Ok(Field::Cell(day, false).moment()?.map(|moment| moment.micros));
    }
    entries.instant_in(field)
}
