//! How many futures a recompute draws, and how long it takes.

use std::time::{Duration, Instant};

use crate::uncertainty::Futures;

/// How many futures there are, and who says how long they took.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How many there are when nothing is dragged.
    pub futures: usize,
    /// By what the time is taken.
    pub stopwatch: Stopwatch,
}

impl Default for Pace {
    fn default() -> Self {
        Self { futures: Futures::USUAL, stopwatch: Stopwatch::Clock }
    }
}

/// Measures how long a recompute takes.
#[derive(Clone, Copy, Debug)]
pub enum Stopwatch {
    /// By the clock.
    Clock,
    /// Always as long as it is told, so that pictures of the window do not differ.
    Fixed(Duration),
}

impl Stopwatch {
    /// Does some work, and says how long it took.
    pub(super) fn time<T>(self, work: impl FnOnce() -> T) -> (T, Duration) {
        match self {
            Self::Clock => {
                let start = Instant::now();
                let done = work();
                (done, start.elapsed())
            }
            Self::Fixed(took) => (work(), took),
        }
    }
}
