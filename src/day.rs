//! Days of the calendar as text: the only place where a date is read, whoever wrote it.

use jiff::civil::Date;

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

#[cfg(test)]
mod tests {
    use super::*;

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
