//! What time it is where the window stands: asked of the system, or told, so that tests and pictures do not differ.

use jiff::Zoned;
use jiff::civil::DateTime;

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

    /// The date as scenarios write it, `YYYY-MM-DD`.
    pub fn today(self) -> String {
        self.now().date().to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_scenarios_write_it() {
        let clock = Clock::Fixed(jiff::civil::datetime(2026, 3, 4, 23, 59, 59, 0));
        assert_eq!(clock.today(), "2026-03-04");
        assert_eq!(Clock::System.today().len(), 10);
    }
}
