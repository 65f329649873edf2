//! Instants as exports write them: ISO 8601 with and without an offset, with any number of decimals, a day alone, and
//! seconds, milliseconds, microseconds or nanoseconds since 1970.

use jiff::civil::Date;

/// An instant, in microseconds since 1970 in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Microseconds since 1970 in UTC.
    pub micros: i64,
    /// Whether an offset was given. Without one the time is taken for UTC, which the report says.
    pub has_offset: bool,
}

impl Moment {
    /// Reads a text; `None` where it is no time.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(moment) = usual(text.as_bytes()) {
            return Some(moment);
        }
        let text = text.trim();
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
            return Self::since_1970(text.parse().ok()?);
        }
        let (day, rest) = day(text)?;
        let rest = rest.strip_prefix(['T', 't', ' ']).unwrap_or(rest).trim_start();
        let (time, rest) = time(rest)?;
        let (offset, has_offset) = offset(rest.trim())?;
        let days = i64::from((day - Date::constant(1970, 1, 1)).get_days());
        Some(Self { micros: days * 86_400_000_000 + time - offset, has_offset })
    }

    /// Takes a number for seconds, milliseconds, microseconds or nanoseconds, whichever gives a year like ours.
    pub fn since_1970(number: f64) -> Option<Self> {
        let size = number.abs();
        let micros = match () {
            () if !number.is_finite() => return None,
            () if size < 1e11 => number * 1e6,
            () if size < 1e14 => number * 1e3,
            () if size < 1e17 => number,
            () if size < 1e20 => number / 1e3,
            () => return None,
        };
        Some(Self { micros: micros.round() as i64, has_offset: true })
    }
}

/// `2026-03-31 12:00:00`, perhaps with decimals, perhaps with a Z, or with a T between: as most exports write each of
/// their times. `None` for every other way of writing, and for what is no time.
fn usual(text: &[u8]) -> Option<Moment> {
    let (start, rest) = text.split_first_chunk::<19>()?;
    let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1, b' ' | b'T', h0, h1, b':', i0, i1, b':', s0, s1] = *start else {
        return None;
    };
    let digits = [y0, y1, y2, y3, m0, m1, d0, d1, h0, h1, i0, i1, s0, s1].map(|byte| byte.wrapping_sub(b'0'));
    if digits.iter().any(|digit| 9 < *digit) {
        return None;
    }
    let pair = |at: usize| i64::from(digits[at]) * 10 + i64::from(digits[at + 1]);
    let (year, month, day) = (pair(0) * 100 + pair(2), pair(4), pair(6));
    let (hour, minute, second) = (pair(8), pair(10), pair(12));
    // The 29th to the 31st are left to the calendar.
    if !(1..=12).contains(&month) || !(1..=28).contains(&day) || 23 < hour || 59 < minute || 60 < second {
        return None;
    }
    let (decimals, has_offset) = match rest {
        [decimals @ .., b'Z'] => (decimals, true),
        decimals => (decimals, false),
    };
    let mut micros = 0;
    if let [b'.', decimals @ ..] = decimals {
        let mut worth = 100_000;
        for byte in decimals {
            if !byte.is_ascii_digit() {
                return None;
            }
            micros += i64::from(byte - b'0') * worth;
            worth /= 10;
        }
    } else if !decimals.is_empty() {
        return None;
    }
    let seconds = days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second;
    Some(Moment { micros: seconds * 1_000_000 + micros, has_offset })
}

/// Days from 1970 to a day of the calendar, counted from March on, so that the day that leap years add is the last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2) / 5 + day
        - 719_469
}

/// `2026-03-31`, `2026/3/1`; the year has to come first, since of the others nobody knows which is the month.
fn day(text: &str) -> Option<(Date, &str)> {
    let (year, rest) = digits(text, 4, 4)?;
    let separator = rest.chars().next().filter(|letter| matches!(letter, '-' | '/' | '.'))?;
    let (month, rest) = digits(&rest[1..], 1, 2)?;
    let (day, rest) = digits(rest.strip_prefix(separator)?, 1, 2)?;
    let date = Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    Some((date, rest))
}

/// The microseconds of a time of day, and what follows it; of nothing midnight.
fn time(text: &str) -> Option<(i64, &str)> {
    if text.is_empty() {
        return Some((0, text));
    }
    let (hour, rest) = digits(text, 1, 2)?;
    let (minute, mut rest) = digits(rest.strip_prefix(':')?, 2, 2)?;
    let (mut second, mut micros) = (0, 0);
    if let Some(after) = rest.strip_prefix(':') {
        (second, rest) = digits(after, 2, 2)?;
        if let Some(after) = rest.strip_prefix(['.', ',']) {
            let decimals = after.bytes().take_while(u8::is_ascii_digit).count();
            // As many as a microsecond has; the others are cut off.
            let kept = decimals.min(6);
            micros = after[..kept].parse::<i64>().ok()? * 10_i64.pow(6 - kept as u32);
            rest = &after[decimals..];
        }
    }
    let is_time = hour < 24 && minute < 60 && second <= 60;
    is_time.then_some(((hour * 3600 + minute * 60 + second) * 1_000_000 + micros, rest))
}

/// The microseconds to take off, and whether an offset was given.
fn offset(text: &str) -> Option<(i64, bool)> {
    match text {
        "" => return Some((0, false)),
        "Z" | "z" | "UTC" | "GMT" | "+00" => return Some((0, true)),
        _ => {}
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let rest = text.strip_prefix(['+', '-'])?;
    let (hours, rest) = digits(rest, 2, 2)?;
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let (minutes, rest) = if rest.is_empty() { (0, rest) } else { digits(rest, 2, 2)? };
    let is_offset = rest.is_empty() && hours < 24 && minutes < 60;
    is_offset.then_some((sign * (hours * 60 + minutes) * 60_000_000, true))
}

fn digits(text: &str, least: usize, most: usize) -> Option<(i64, &str)> {
    let length = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    (least <= length).then(|| text[..length].parse().ok().map(|number| (number, &text[length..])))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_one_instant_is_read_as_it() {
        let noon = 1_700_136_000_000_000;
        for (text, has_offset) in [
            ("2023-11-16 12:00:00", false),
            ("2023-11-16T12:00", false),
            ("2023/11/16 12:00:00.0000000", false),
            ("2023-11-16T12:00:00.000Z", true),
            ("2023-11-16 12:00:00+00", true),
            ("2023-11-16 14:00:00,000+02:00", true),
            ("2023-11-16T06:30:00-0530", true),
            (" 2023-11-16 12:00:00 UTC ", true),
            ("1700136000", true),
            ("1700136000.0", true),
            ("1700136000000", true),
            ("1700136000000000000", true),
        ] {
            assert_eq!(Moment::parse(text), Some(Moment { micros: noon, has_offset }), "{text}");
        }
        assert_eq!(
            Moment::parse("2023-11-16 18:17:03.9799600").map(|moment| moment.micros % 60_000_000),
            Some(3_979_960)
        );
        assert_eq!(Moment::parse("2026/9/1").map(|moment| moment.micros), Some(1_788_220_800_000_000));
        for (text, micros) in
            [("2024-02-28T23:59:60.1234567Z", 1_709_164_800_123_456), ("1969-12-27 00:00:00", -432_000_000_000)]
        {
            assert_eq!(Moment::parse(text).map(|moment| moment.micros), Some(micros), "{text}");
        }
        for year in 1890..2110 {
            for month in 1..=12 {
                for day in [1, 15, 28] {
                    let since = Date::constant(year, month, day) - Date::constant(1970, 1, 1);
                    assert_eq!(days(year.into(), month.into(), day.into()), i64::from(since.get_days()));
                }
            }
        }
        for none in ["", "x", "9/1/2026", "2026-02-30", "2026-01-01 25:00", "2026-01-01 12:00 CEST", "22 mai", "2026"] {
            assert!(
                Moment::parse(none).is_none_or(|moment| none == "2026" && moment.micros == 2_026_000_000),
                "{none}"
            );
        }
    }
}
