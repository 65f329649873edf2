//! How large what is valid can become: nothing that is computed from it may overflow.

use crate::scenario::{Driver, Estimate, Line, Scenario, Step, Tariff, neutral};

/// Powers of ten that a product or a power may span before results could overflow.
pub const MOST_DECADES: f64 = 60.0;
/// Powers of ten that a loop of calls may span.
pub const MOST_LOOP_DECADES: f64 = 12.0;
/// Powers of ten of the most million tokens a request can take: calls, tokens and how both grow, each at its largest.
const TOKEN_DECADES: f64 = 5.0 * 15.0 - 6.0 + 2.0;

/// Of a scenario.
pub struct Magnitude<'a>(pub &'a Scenario);

impl Magnitude<'_> {
    /// Whether a line's quantity, or what a power makes of it, could be more than anybody could pay for.
    pub fn is_beyond(&self, line: &Line) -> bool {
        let factors: f64 = line.factors.iter().map(|(_, factor)| decades(factor)).sum();
        let quantity = factors + self.driver_decades(line.driver);
        let power = match line.tariff {
            Tariff::Power(reference, _, exponent) if 0.0 < reference => exponent * (quantity + reference.log10().abs()),
            _ => 0.0,
        };
        MOST_DECADES < factors || MOST_DECADES * 4.0 < power
    }

    /// The power of ten of the most that drives a line, on the curve or before the horizon ends.
    fn driver_decades(&self, driver: Driver) -> f64 {
        let scenario = self.0;
        let beside_volume = match driver {
            Driver::Month => return 0.0,
            Driver::Request | Driver::Inference | Driver::Outcome | Driver::Miss => 0.0,
            Driver::User => scenario.stages.iter().map(|stage| decades(&stage.users)).fold(0.0, f64::max),
            Driver::Call => self.call_decades(),
            Driver::PeakCall => self.call_decades() + self.peak_decades(),
            Driver::Retrieval => decades(&scenario.workload.retrievals),
            Driver::PeakRate => self.peak_decades(),
            Driver::MillionTokens => {
                let loops = scenario.workload.steps.iter().map(|step| self.loop_decades(step));
                TOKEN_DECADES + 2.0 * loops.fold(0.0, f64::max)
            }
        };
        // The curve goes on to ten times the last stage.
        self.volume_decades() + 1.0 + beside_volume
    }

    fn peak_decades(&self) -> f64 {
        self.0.stages.iter().map(|stage| decades(&stage.peak)).fold(0.0, f64::max)
    }

    /// The power of ten of the most calls of a request.
    fn call_decades(&self) -> f64 {
        let steps = self.0.workload.steps.iter().map(|step| decades(&step.calls) + decades(&step.turns));
        let stages = self.0.stages.iter().map(|stage| decades(&stage.calls) + decades(&stage.retry_rate) + 1.0);
        steps.fold(0.0, f64::max) + stages.fold(0.0, f64::max) + 2.0
    }

    /// The power of ten of the longest loop of a step that has one, as what it carries sees it; how stages make it longer
    /// comes on top.
    pub fn loop_decades(&self, step: &Step) -> f64 {
        if step.turns == neutral::one() && step.carried == neutral::zero() {
            return 0.0;
        }
        decades(&step.turns) + 2.0 * decades(&step.turns_cv)
    }

    /// The power of ten of the largest monthly volume before the horizon ends.
    pub fn volume_decades(&self) -> f64 {
        let volume = self.0.stages.iter().map(|stage| stage.requests.high()).fold(1.0, f64::max);
        let terms = &self.0.plan;
        volume.log10() + f64::from(terms.horizon_months) * (1.0 + terms.growth.high()).max(1.0).log10()
    }
}

/// The powers of ten that a factor adds at most.
pub fn decades(factor: &Estimate) -> f64 {
    factor.high().max(1.0).log10()
}
