//! One estimate as it was measured, beside what was planned.

use crate::scenario::{Domain, Estimate, EstimatePath};
use crate::uncertainty::Distribution;

/// An estimate as it was measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Measurement {
    /// Which estimate.
    pub path: EstimatePath,
    /// What is planned.
    pub planned: Estimate,
    /// Eight in ten futures of the plan lie between.
    pub planned_interval: [f64; 2],
    /// What was measured, in the terms of the estimate.
    pub measured: f64,
    /// Eight in ten measurements of this size would lie between.
    pub interval: [f64; 2],
    /// What adopting it writes.
    pub estimate: Estimate,
    /// How many it was measured on.
    pub seen: u64,
    /// How many of what.
    pub seen_as: Seen,
    /// What to know of it.
    pub remarks: Vec<Remark>,
}

/// What a measurement is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Model calls.
    Calls,
    /// Requests.
    Requests,
    /// Weeks.
    Weeks,
    /// Minutes.
    Minutes,
    /// People.
    Users,
    /// Judgements.
    Judgements,
    /// Tokens.
    Tokens,
}

/// What to know of a measurement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Fewer than seven days were seen: weekends are missing, or weekdays.
    ShortSpan,
    /// Requests are not told apart: they are calls at the planned number of calls.
    FollowsCalls,
    /// The median and the 90th percentile alone would give another average, so that both were moved to meet the measured one.
    MovedToMean,
    /// Single calls were not seen, only sums.
    SumsOnly,
    /// The retrieved part is taken as planned: what is measured is the rest of the input.
    RetrievedAsPlanned,
    /// Writes to the cache were not told: the prefix is taken as planned.
    PrefixAsPlanned,
    /// Calls that failed are taken to have been made again.
    FailuresAreRetried,
    /// The whole input is less than the plan's prefix and retrieved part.
    LessThanPlanned,
    /// What a request asks for at this stage, where the plan's growth by then is taken out.
    GrowthTakenOut,
}

/// How a measurement lies to what eight in ten futures of the plan expect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// Within.
    Inside,
    /// Below all eight.
    Below,
    /// Above all eight.
    Above,
}

impl Measurement {
    /// A measurement of an estimate of a domain; its interval is that of what adopting it writes.
    pub(super) fn new(
        path: EstimatePath,
        planned: Estimate,
        domain: Domain,
        measured: f64,
        estimate: Estimate,
    ) -> Self {
        let interval = |estimate: &Estimate| {
            let distribution = Distribution::new(estimate, domain);
            [distribution.p10, distribution.p90]
        };
        Self {
            planned_interval: interval(&planned),
            interval: interval(&estimate),
            path,
            planned,
            measured,
            estimate,
            seen: 0,
            seen_as: Seen::Calls,
            remarks: Vec::new(),
        }
    }

    /// The same, made of so many.
    #[must_use]
    pub(super) fn seen(self, seen: u64, seen_as: Seen) -> Self {
        Self { seen, seen_as, ..self }
    }

    /// The same, with what to know of it where that holds.
    #[must_use]
    pub(super) fn remark(mut self, remark: Remark, holds: bool) -> Self {
        if holds {
            self.remarks.push(remark);
        }
        self
    }

    /// How it lies to what eight in ten futures of the plan expect; a known number is held to within a hundredth.
    pub fn position(&self) -> Position {
        const ROUNDING: f64 = 0.01;
        let [low, high] = self.planned_interval;
        let room = if low < high { 0.0 } else { ROUNDING * low.abs() + ROUNDING * ROUNDING };
        match self.measured {
            measured if measured < low - room => Position::Below,
            measured if high + room < measured => Position::Above,
            _ => Position::Inside,
        }
    }

    /// Whether adopting it would change the plan by more than rounding.
    pub fn differs(&self) -> bool {
        const ROUNDING: f64 = 1e-6;
        let numbers = |estimate: &Estimate| [estimate.low(), estimate.base(), estimate.high()];
        let pairs = numbers(&self.planned).into_iter().zip(numbers(&self.estimate));
        pairs
            .into_iter()
            .any(|(planned, measured)| ROUNDING * planned.abs() + ROUNDING * ROUNDING < (planned - measured).abs())
    }

    /// How many times what was planned; `None` where nothing was.
    pub fn ratio(&self) -> Option<f64> {
        let planned = self.planned.base();
        (0.0 < planned).then(|| self.measured / planned)
    }
}
