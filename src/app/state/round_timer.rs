//! The time that a room has left for a question.

use std::time::Duration;

/// How many minutes are offered.
pub const MINUTES: [u32; 3] = [2, 5, 10];

/// A time that runs out; seconds since the window was opened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RoundTimer {
    ends: f64,
}

impl RoundTimer {
    /// So many minutes from now.
    pub fn of(minutes: u32, now: f64) -> Self {
        Self { ends: now + 60.0 * f64::from(minutes) }
    }

    /// What is left, in whole seconds, the one that has begun among them.
    pub fn left(self, now: f64) -> u64 {
        (self.ends - now).max(0.0).ceil() as u64
    }

    /// How long until what is left changes; `None` once nothing is.
    pub fn until_change(self, now: f64) -> Option<Duration> {
        let left = self.ends - now;
        (0.0 < left).then(|| Duration::from_secs_f64(left - (left.ceil() - 1.0)))
    }
}

/// `4:05`.
pub fn minutes_and_seconds(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timer_counts_whole_seconds_down_to_nothing() {
        let timer = RoundTimer::of(2, 10.0);
        let shown = [10.0, 10.4, 69.0, 129.5, 130.0, 200.0].map(|now| minutes_and_seconds(timer.left(now)));
        assert_eq!(shown, ["2:00", "2:00", "1:01", "0:01", "0:00", "0:00"]);
        assert_eq!(timer.until_change(10.0), Some(Duration::from_secs(1)));
        assert_eq!(timer.until_change(10.25), Some(Duration::from_millis(750)));
        assert_eq!(timer.until_change(130.0), None);
    }
}
