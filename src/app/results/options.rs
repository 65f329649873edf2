//! How many futures a recompute draws, how long it takes, and what time it is.

use std::time::Duration;

use web_time::Instant;

use super::clock::Clock;
use crate::uncertainty::Simulation;

/// How many futures there are, and who says how long they took and what day it is.
#[derive(Clone, Copy, Debug)]
pub struct SimulationOptions {
    /// How many there are when nothing is dragged.
    pub futures: usize,
    /// By what the time is taken.
    pub stopwatch: Stopwatch,
    /// What day it is.
    pub clock: Clock,
}

impl Default for SimulationOptions {
    fn default() -> Self {
        Self { futures: Simulation::USUAL, stopwatch: Stopwatch::Clock, clock: Clock::System }
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
    pub(crate) fn time<T>(self, work: impl FnOnce() -> T) -> (T, Duration) {
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
