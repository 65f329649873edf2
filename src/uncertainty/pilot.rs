//! What a pilot is worth, at most: the expected value of perfect information (model, section 10).

use crate::economics::Input;

/// What knowing before deciding would add to the payoff of building, at most.
#[derive(Clone, Debug, PartialEq)]
pub struct PilotWorth {
    /// Knowing everything.
    pub all: f64,
    /// Knowing one estimate, the most valuable first; nothing that is worth 0.
    pub inputs: Vec<Worth>,
    /// Expected payoff of building: the mean NPV.
    pub expected: f64,
    /// The same for a team that stops two months after a kill criterion is breached; `None` without criteria.
    pub expected_with_kill_criteria: Option<f64>,
}

/// What knowing one estimate is worth, at most.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Worth {
    /// Which estimate.
    pub input: Input,
    /// Money, over the horizon.
    pub worth: f64,
}
