//! What a kill criterion watches in a month, and when its limit is crossed (model, section 3).

use super::Evaluation;
use crate::scenario::{KillCriterion, Metric};

impl Metric {
    /// Its figure in a month of these costs, value, outcomes and requests; infinite where there is nothing to divide by.
    pub fn of(self, [cost, value, outcomes, requests]: [f64; 4]) -> f64 {
        let per = |money: f64, count: f64| if 0.0 < count { money / count } else { f64::INFINITY };
        match self {
            Self::MonthlyCost => cost,
            Self::CostPerOutcome => per(cost, outcomes),
            Self::CostPerRequest => per(cost, requests),
            Self::Ratio => per(value, cost),
            Self::Net => value - cost,
        }
    }

    /// Its figure in a month.
    pub fn in_month(self, month: &Evaluation<f64>) -> f64 {
        self.of([month.cost, month.value, month.outcomes, month.volume])
    }

    /// Whether more is worse.
    pub fn is_breached_above(self) -> bool {
        matches!(self, Self::MonthlyCost | Self::CostPerOutcome | Self::CostPerRequest)
    }
}

impl KillCriterion {
    /// Whether a figure crosses the limit; costs without outcomes or requests do, value without cost does not.
    pub fn is_breached_by(&self, figure: f64) -> bool {
        if self.metric.is_breached_above() { self.limit < figure } else { figure < self.limit }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_crossed_on_the_side_that_hurts() {
        let cases = [
            (Metric::MonthlyCost, 99.0, [100.0, 50.0, 10.0, 20.0], 100.0, true),
            (Metric::MonthlyCost, 100.0, [100.0, 50.0, 10.0, 20.0], 100.0, false),
            (Metric::CostPerOutcome, 10.0, [100.0, 50.0, 0.0, 20.0], f64::INFINITY, true),
            (Metric::CostPerRequest, 5.0, [100.0, 50.0, 0.0, 20.0], 5.0, false),
            (Metric::Ratio, 0.6, [100.0, 50.0, 10.0, 20.0], 0.5, true),
            (Metric::Ratio, 0.6, [0.0, 50.0, 10.0, 20.0], f64::INFINITY, false),
            (Metric::Net, 0.0, [100.0, 50.0, 10.0, 20.0], -50.0, true),
        ];
        for (metric, limit, month, figure, is_breached) in cases {
            let criterion = KillCriterion { metric, stage: 0, limit, action: String::new(), stop: false };
            assert_eq!(metric.of(month), figure, "{metric:?}");
            assert_eq!(criterion.is_breached_by(figure), is_breached, "{metric:?} {limit}");
        }
    }
}
