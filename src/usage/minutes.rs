//! Calls in each minute, reduced to what capacity is planned by: the busiest minute beside the mean.
//!
//! While reading each minute is counted, so that readings of parts add up exactly. What is written holds only how many
//! minutes had how many calls: two written ones that saw the *same* minutes count them as different minutes, and their
//! busiest minute is too low. That cannot be mended, and is why files that overlap belong into one reading.

use std::collections::HashMap;

use serde::{Deserialize, Serialize, Serializer};

use super::sketch::Sketch;

/// So many minutes are counted one by one, some four years; then they are closed.
const MOST_OPEN: usize = 1 << 21;

/// Calls a minute.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(from = "Closed")]
pub struct Minutes {
    /// Calls in each minute that is still being counted.
    open: HashMap<i64, u64>,
    closed: Closed,
}

/// What is kept of minutes that are done.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Closed {
    /// The first and the last minute with a call.
    span: Option<(i64, i64)>,
    busiest: u64,
    /// Calls of each minute that had one.
    calls: Sketch,
}

/// How calls cluster.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Peak {
    /// Calls in the busiest minute.
    pub busiest: u64,
    /// Calls in the minute that 99 of 100 do not exceed, minutes without a call among them.
    pub p99: f64,
    /// Calls in the mean minute from the first call to the last.
    pub mean: f64,
}

impl Minutes {
    /// Counts calls in a minute, itself counted from 1970.
    pub fn add_to(&mut self, minute: i64, calls: u64) {
        let own = self.open.entry(minute).or_default();
        *own = own.saturating_add(calls);
        if MOST_OPEN <= self.open.len() {
            self.closed = self.close();
            self.open.clear();
        }
    }

    /// Counts what another counted.
    pub fn merge(&mut self, other: &Self) {
        for (minute, calls) in &other.open {
            let own = self.open.entry(*minute).or_default();
            *own = own.saturating_add(*calls);
        }
        self.closed.merge(&other.closed);
    }

    /// How calls cluster; `None` without any single call.
    pub fn peak(&self) -> Option<Peak> {
        let closed = self.close();
        let (first, last) = closed.span?;
        let minutes = last.abs_diff(first) + 1;
        let mean = closed.calls.mean()? * closed.calls.count() as f64 / minutes as f64;
        // The middle of its bucket may lie above the largest value in it.
        let p99 = closed.calls.quantile_of(0.99, minutes)?.min(closed.busiest as f64);
        Some(Peak { busiest: closed.busiest, p99, mean })
    }

    /// How many minutes there are from the first call to the last, both counted; `None` without any single call.
    pub fn length(&self) -> Option<u64> {
        let (first, last) = self.close().span?;
        Some(last.abs_diff(first) + 1)
    }

    fn close(&self) -> Closed {
        let mut closed = self.closed.clone();
        for (minute, calls) in &self.open {
            let (first, last) = closed.span.unwrap_or((*minute, *minute));
            closed.span = Some((first.min(*minute), last.max(*minute)));
            closed.busiest = closed.busiest.max(*calls);
            closed.calls.add(*calls);
        }
        closed
    }
}

impl Closed {
    fn merge(&mut self, other: &Self) {
        self.span = match (self.span, other.span) {
            (Some((first, last)), Some((from, to))) => Some((first.min(from), last.max(to))),
            (own, theirs) => own.or(theirs),
        };
        self.busiest = self.busiest.max(other.busiest);
        self.calls.merge(&other.calls);
    }
}

impl From<Closed> for Minutes {
    fn from(closed: Closed) -> Self {
        Self { open: HashMap::new(), closed }
    }
}

impl Serialize for Minutes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.close().serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_peak_is_measured_against_minutes_without_calls_too() {
        let (mut first, mut second) = (Minutes::default(), Minutes::default());
        for second_of_start in [0, 1, 2, 59] {
            first.add_to(second_of_start / 60, 1);
        }
        second.add_to(0, 1);
        second.add_to(9, 1);
        first.merge(&second);
        assert_eq!(first.peak(), Some(Peak { busiest: 5, p99: 5.0, mean: 0.6 }));
        let text = serde_json::to_string(&first).expect("it is plain");
        let read: Minutes = serde_json::from_str(&text).expect("it was written so");
        assert_eq!(read.peak(), first.peak());
        assert_eq!(Minutes::default().peak(), None);
    }
}
