//! Days of the calendar as text: the only place where a date is read, whoever wrote it, and written as people have it.

use jiff::civil::Date;

use crate::language::{Language, tr};

/// Reads a day that is in the calendar, written `YYYY-MM-DD` and in no other way; `None` where it is not.
pub fn parse_day(text: &str) -> Option<Date> {
    text.parse::<Date>().ok().filter(|day| day.to_string() == text)
}

/// Reads a day as the command line takes it.
///
/// # Errors
/// How a day is written, or that there is none such.
pub fn day(text: &str) -> Result<String, String> {
    if parse_day(text).is_some() {
        return Ok(text.to_owned());
    }
    let is_written_so = text.len() == 10
        && text.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    Err(if is_written_so { "there is no such day" } else { "a date is written YYYY-MM-DD" }.to_owned())
}

/// A day as the language in force has it: `2026-11-24`, `24.11.2026`, `24/11/2026`. What is no day stays as it is.
pub fn local_day(text: &str) -> String {
    match (Language::current().day_mark(), parse_day(text)) {
        (Some(mark), Some(day)) => format!("{:02}{mark}{:02}{mark}{:04}", day.day(), day.month(), day.year()),
        _ => text.to_owned(),
    }
}

/// What [`local_day`] writes, as scenarios have it; anything else stays as it is.
pub fn from_local_day(text: &str) -> String {
    let parts: Option<Vec<&str>> = Language::current().day_mark().map(|mark| text.split(mark).collect());
    let written = match parts.as_deref() {
        Some([day, month, year]) => format!("{year}-{month}-{day}"),
        _ => return text.to_owned(),
    };
    // Only all of it: what is still being typed would change under the keys.
    if parse_day(&written).is_some() { written } else { text.to_owned() }
}

/// A month of the calendar in the language in force: `October 2026`.
pub fn month_of(day: Date) -> String {
    let month = match day.month() {
        1 => tr!("January"),
        2 => tr!("February"),
        3 => tr!("March"),
        4 => tr!("April"),
        5 => tr!("May"),
        6 => tr!("June"),
        7 => tr!("July"),
        8 => tr!("August"),
        9 => tr!("September"),
        10 => tr!("October"),
        11 => tr!("November"),
        _ => tr!("December"),
    };
    format!("{month} {}", day.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_and_typed_as_the_language_has_it() {
        for (language, written) in
            [(Language::English, "2026-02-04"), (Language::German, "04.02.2026"), (Language::French, "04/02/2026")]
        {
            language.within(|| {
                assert_eq!(local_day("2026-02-04"), written);
                assert_eq!(from_local_day(written), "2026-02-04");
                assert_eq!(from_local_day("2026-02-04"), "2026-02-04");
                for other in ["", "2026-02-31", "soon", "4.2.202"] {
                    assert_eq!((local_day(other), from_local_day(other)), (other.to_owned(), other.to_owned()));
                }
            });
        }
        Language::German.within(|| {
            for other in ["4.02.2026", "31.02.2026", "04.02.26"] {
                assert_eq!(from_local_day(other), other);
            }
        });
    }

    #[test]
    fn only_days_of_the_calendar_are_taken() {
        for good in ["2026-01-31", "2024-02-29", "2000-02-29", "2026-12-31", "0001-01-01"] {
            assert_eq!(day(good).as_deref(), Ok(good));
            assert_eq!(parse_day(good).map(|day| day.to_string()).as_deref(), Some(good));
        }
        for none in [
            "2026-02-31",
            "2026-02-30",
            "2026-02-29",
            "1900-02-29",
            "2026-04-31",
            "2026-13-01",
            "2026-00-10",
            "2026-01-00",
        ] {
            assert_eq!(day(none), Err("there is no such day".to_owned()), "{none}");
            assert_eq!(parse_day(none), None, "{none}");
        }
        for other in
            ["", "today", "20260224", "2026-2-24", "2026-02-24T10:00", " 2026-02-24", "+02026-02-24", "2026-02-2é"]
        {
            assert_eq!(day(other), Err("a date is written YYYY-MM-DD".to_owned()), "{other}");
            assert_eq!(parse_day(other), None, "{other}");
        }
    }
}
