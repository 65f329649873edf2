//! Whether it pays: the verdict, and how the cost multiplied on the way (model, section 7).

use super::{Evaluation, Margin};
use crate::language::tr;

/// What the base values say of the target stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Planned value clears the hurdle and pays for the building of it.
    Viable,
    /// It covers its cost, but does not clear the hurdle or does not pay for the building.
    Marginal,
    /// It does not, but the listed strategies can still save it.
    Fixable,
    /// More volume would save it.
    TooSmall,
    /// Nothing listed saves it, at any volume.
    Broken,
}

impl Verdict {
    /// Read top down: the first that holds.
    pub fn of(planned: &Evaluation<f64>, floor: &Evaluation<f64>, margin: &Margin, npv: f64, hurdle: f64) -> Self {
        if hurdle * planned.cost <= planned.value && 0.0 <= npv {
            Self::Viable
        } else if 0.0 <= planned.net {
            Self::Marginal
        } else if 0.0 <= floor.net {
            Self::Fixable
        } else if margin.pays_from.is_some() {
            Self::TooSmall
        } else {
            Self::Broken
        }
    }

    /// As people say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Viable => tr!("Viable"),
            Self::Marginal => tr!("Marginal"),
            Self::Fixable => tr!("Fixable"),
            Self::TooSmall => tr!("Too small"),
            Self::Broken => tr!("Broken"),
        }
    }

    /// As written in results.
    pub fn key(self) -> &'static str {
        match self {
            Self::Viable => "Viable",
            Self::Marginal => "Marginal",
            Self::Fixable => "Fixable",
            Self::TooSmall => "TooSmall",
            Self::Broken => "Broken",
        }
    }
}

/// How cost multiplies from the first stage to the target: total = volume · inference per request · beyond tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Multiple {
    /// Target cost over first cost.
    pub total: f64,
    /// Target requests over first requests.
    pub volume: f64,
    /// Growth of the inference cost of a request; `None` where either is 0.
    pub inference_per_request: Option<f64>,
    /// Growth of total cost over inference cost; `None` likewise.
    pub beyond_tokens: Option<f64>,
    /// Growth of the whole cost of a request.
    pub cost_per_request: f64,
}

impl Multiple {
    /// `None` where the first stage costs nothing.
    pub fn between(first: &Evaluation<f64>, target: &Evaluation<f64>) -> Option<Self> {
        let total = target.cost / first.cost;
        let volume = target.volume / first.volume;
        let (first_inference, target_inference) = (first.inference(), target.inference());
        let has_inference = 0.0 < first_inference && 0.0 < target_inference;
        let split = |factor: f64| (has_inference && factor.is_finite()).then_some(factor);
        (0.0 < first.cost && total.is_finite()).then(|| Self {
            total,
            volume,
            inference_per_request: split((target_inference / target.volume) / (first_inference / first.volume)),
            beyond_tokens: split((target.cost / target_inference) / (first.cost / first_inference)),
            cost_per_request: total / volume,
        })
    }
}
