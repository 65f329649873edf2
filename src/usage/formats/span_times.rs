//! When a span was, in every form in which exporters write times.

use serde_json::{Map, Value};

use crate::usage::fields::Fields;
use crate::usage::format::Entries;
use crate::usage::skip::Skip;

/// The names of when it began.
pub const START: [&str; 9] = [
    "startTimeUnixNano",
    "start_time_unix_nano",
    "startTime",
    "start_time",
    "start_timestamp",
    "StartTime",
    "Timestamp",
    "timestamp",
    "time",
];

/// The names of when it ended.
pub const END: [&str; 6] = ["endTimeUnixNano", "end_time_unix_nano", "endTime", "end_time", "end_timestamp", "EndTime"];

/// The first instant that is there; also one of two numbers: seconds with nanoseconds, or two halves of one number.
///
/// # Errors
/// Something is there that is no time.
pub fn instant(fields: Fields<'_>, names: &[&str], entries: &mut Entries) -> Result<Option<i64>, Skip> {
    let field = fields.first(names);
    if let Some(list) = field.list() {
        return hr_time(&list).map(Some).ok_or(Skip::UnreadableTime);
    }
    if let Some(map) = field.map() {
        let nanoseconds = two_halves(&map).ok_or(Skip::UnreadableTime)?;
        return Ok(Some(i64::try_from(nanoseconds / 1000).unwrap_or(i64::MAX)));
    }
    // Protobuf writes 0 where there is none.
    if field.text().is_some_and(|text| text == "0") {
        return Ok(None);
    }
    entries.instant_in(field)
}

/// Seconds and nanoseconds, as the SDK for JavaScript holds times; in microseconds.
fn hr_time(list: &[Value]) -> Option<i64> {
    let [seconds, nanoseconds] = list else { return None };
    let (seconds, nanoseconds) = (seconds.as_f64()?, nanoseconds.as_f64()?);
    let is_time = seconds.abs() < 1e11 && (0.0..=1e9).contains(&nanoseconds);
    is_time.then(|| (seconds as i64) * 1_000_000 + (nanoseconds / 1e3) as i64)
}

/// How long it took, in microseconds: tables count nanoseconds, Jaeger and Zipkin microseconds.
///
/// # Errors
/// Something is there that is no number.
pub fn duration(fields: Fields<'_>) -> Result<i64, Skip> {
    let in_nanoseconds = fields.first(&["Duration", "duration_nano", "durationNano", "DurationNano"]);
    let microseconds = match in_nanoseconds.number()? {
        Some(nanoseconds) => nanoseconds / 1e3,
        None if fields.has("tags") && fields.get("duration").list().is_none() => {
            fields.get("duration").number()?.unwrap_or(0.0)
        }
        None => 0.0,
    };
    Ok(microseconds.max(0.0) as i64)
}

/// A number of 64 bits that was written as two of 32.
pub fn two_halves(map: &Map<String, Value>) -> Option<u64> {
    let half = |name: &str| {
        let half = map.get(name)?.as_i64()?;
        u32::try_from(half).ok().or_else(|| i32::try_from(half).ok().map(|half| half as u32))
    };
    Some(u64::from(half("high")?) << 32 | u64::from(half("low")?))
}
