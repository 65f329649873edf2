//! What time it is where the window stands: asked of the system, or told, so that tests and pictures do not differ.

use std::time::SystemTime;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::day::local_day;
use crate::language::tr;

/// Says the time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clock {
    /// The system's.
    #[default]
    System,
    /// Always as late as it is told.
    Fixed(DateTime),
}

impl Clock {
    /// Date and time of the place.
    pub fn now(self) -> DateTime {
        match self {
            Self::System => Zoned::now().datetime(),
            Self::Fixed(now) => now,
        }
    }

    /// The moment, wherever the place is.
    pub fn timestamp(self) -> Timestamp {
        match self {
            Self::System => Timestamp::now(),
            Self::Fixed(now) => now.to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |now| now.timestamp()),
        }
    }

    /// The date as scenarios write it, `YYYY-MM-DD`.
    pub fn today(self) -> String {
        self.now().date().to_string()
    }
}

/// A moment as people here say it: `today at 14:05`, `2026-11-23 at 09:12`.
pub fn moment(time: SystemTime, clock: Clock) -> String {
    let Ok(time) = Timestamp::try_from(time) else { return tr!("long ago").to_owned() };
    let time = time.to_zoned(TimeZone::system()).datetime();
    let day =
        if time.date() == clock.now().date() { tr!("today").to_owned() } else { local_day(&time.date().to_string()) };
    let time = format!("{:02}:{:02}", time.hour(), time.minute());
    tr!("{day} at {time}", day, time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_of_today_is_said_to_be_so() {
        assert!(moment(SystemTime::now(), Clock::System).starts_with("today at "));
        assert!(moment(SystemTime::UNIX_EPOCH, Clock::System).contains(" at "));
    }

    #[test]
    fn a_day_is_written_as_scenarios_write_it() {
        let clock = Clock::Fixed(jiff::civil::datetime(2026, 3, 4, 23, 59, 59, 0));
        assert_eq!(clock.today(), "2026-03-04");
        assert_eq!(Clock::System.today().len(), 10);
    }
}
