//! Where an estimate is (model, section 2, "Paths").
//!
//! A path is text only in files and exports: it is read by [`From`] and written by [`Display`](std::fmt::Display).
//! Everything else matches on it. Places of other things (a list, a model, a tier) stay text: see
//! [`Problem`](super::Problem).
//!
//! - `field`: which estimate of a part
//! - `part`: the parts that have estimates, by name
//! - `text`: how a path is written, read and compared

mod field;
mod part;
mod text;

use super::StrategyTag;

pub use field::{OutcomeField, PlanField, StageField, StepField};
pub use part::ScenarioPart;

/// A step of the workload.
pub fn step(name: &str) -> ScenarioPart {
    ScenarioPart::Step(name.to_owned())
}

/// A stage.
pub fn stage(name: &str) -> ScenarioPart {
    ScenarioPart::Stage(name.to_owned())
}

/// A component.
pub fn component(id: &str) -> ScenarioPart {
    ScenarioPart::Component(id.to_owned())
}

/// A line of a component.
pub fn line(id: &str, name: &str) -> ScenarioPart {
    ScenarioPart::Line { component: id.to_owned(), line: name.to_owned() }
}

/// A factor of a line.
pub fn factor(id: &str, line: &str, name: &str) -> ScenarioPart {
    ScenarioPart::Factor { component: id.to_owned(), line: line.to_owned(), factor: name.to_owned() }
}

/// A strategy.
pub fn strategy(tag: StrategyTag) -> ScenarioPart {
    ScenarioPart::Strategy(tag)
}

/// Where an estimate is. Whether the scenario has it is another question: names may be of something that is gone.
///
/// Paths are equal, and sorted, as they are written. Names that hold `"].lines["` can make two paths that read the same:
/// a file could not tell them apart, so nothing else does.
#[derive(Clone, Debug)]
pub enum EstimatePath {
    /// Units of the scenario's currency per US dollar.
    UsdRate,
    /// Of the outcome.
    Outcome(OutcomeField),
    /// Of a step of the workload.
    Step {
        /// Its name.
        step: String,
        /// Which of its estimates.
        field: StepField,
    },
    /// Retrieval calls per request.
    Retrievals,
    /// Of a stage.
    Stage {
        /// Its name.
        stage: String,
        /// Which of its estimates.
        field: StageField,
    },
    /// Of a component.
    Component {
        /// Its id.
        component: String,
        /// Where within it.
        within: ComponentPath,
    },
    /// Of a listed strategy.
    Strategy {
        /// Which one.
        strategy: StrategyTag,
        /// Which of its estimates: the key of one of its [`numbers`](StrategyTag::numbers).
        field: &'static str,
    },
    /// Of horizon and money.
    Plan(PlanField),
    /// What a file holds in the place of a path and leads nowhere: kept as it was written, for
    /// [`check`](super::Scenario::check) to report.
    Unknown(String),
}

/// Where an estimate is within its component, as the file of a card writes it.
#[derive(Clone, Debug)]
pub enum ComponentPath {
    /// What it costs once.
    SetupCost,
    /// A factor of a line.
    Factor {
        /// The line's name.
        line: String,
        /// The factor's name.
        factor: String,
    },
    /// The price of a line.
    Price {
        /// The line's name.
        line: String,
    },
    /// As [`EstimatePath::Unknown`].
    Unknown(String),
}

impl EstimatePath {
    /// Of a step.
    pub fn step(step: &str, field: StepField) -> Self {
        Self::Step { step: step.to_owned(), field }
    }

    /// Of a stage.
    pub fn stage(stage: &str, field: StageField) -> Self {
        Self::Stage { stage: stage.to_owned(), field }
    }

    /// Of a component.
    pub fn component(component: &str, within: ComponentPath) -> Self {
        Self::Component { component: component.to_owned(), within }
    }

    /// What a component costs once.
    pub fn setup_cost(component: &str) -> Self {
        Self::component(component, ComponentPath::SetupCost)
    }

    /// A factor of a line.
    pub fn factor(component: &str, line: &str, factor: &str) -> Self {
        let within = ComponentPath::Factor { line: line.to_owned(), factor: factor.to_owned() };
        Self::component(component, within)
    }

    /// The price of a line.
    pub fn price(component: &str, line: &str) -> Self {
        Self::component(component, ComponentPath::Price { line: line.to_owned() })
    }

    /// Of a strategy, by the key of one of its [`numbers`](StrategyTag::numbers).
    pub fn strategy(strategy: StrategyTag, field: &'static str) -> Self {
        Self::Strategy { strategy, field }
    }

    /// Whether the estimate belongs to a part of the scenario.
    pub fn is_of(&self, part: &ScenarioPart) -> bool {
        use ScenarioPart as Part;
        match (self, part) {
            // A misspelt path of a part is of that part, too.
            _ if self.is_unknown() => part.holds(&self.to_string()),
            (Self::Step { step, .. }, Part::Step(name)) => step == name,
            (Self::Stage { stage, .. }, Part::Stage(name)) => stage == name,
            (Self::Component { component, .. }, Part::Component(id)) => component == id,
            (Self::Component { component, within }, Part::Line { component: id, line: name }) => match within {
                ComponentPath::Factor { line, .. } | ComponentPath::Price { line } => component == id && line == name,
                ComponentPath::SetupCost | ComponentPath::Unknown(_) => false,
            },
            (Self::Component { component, within }, Part::Factor { component: id, line: name, factor: wanted }) => {
                let is_it = |line, factor| (component, line, factor) == (id, name, wanted);
                matches!(within, ComponentPath::Factor { line, factor } if is_it(line, factor))
            }
            (Self::Strategy { strategy, .. }, Part::Strategy(tag)) => strategy == tag,
            _ => false,
        }
    }

    /// The same estimate after a part that it belongs to got another name; `None` where it does not.
    pub(super) fn renamed(&self, part: &ScenarioPart, name: &str) -> Option<Self> {
        use ScenarioPart as Part;
        if !self.is_of(part) {
            return None;
        }
        let renamed = match (self, part) {
            _ if self.is_unknown() => {
                let text = self.to_string();
                Self::from(format!("{}{}", part.named(name), part.rest_of(&text)?).as_str())
            }
            (Self::Step { field, .. }, _) => Self::step(name, *field),
            (Self::Stage { field, .. }, _) => Self::stage(name, *field),
            (Self::Component { within, .. }, Part::Component(_)) => Self::component(name, within.clone()),
            (Self::Component { component, within }, _) => match (within, part) {
                (ComponentPath::Factor { line, .. }, Part::Factor { .. }) => Self::factor(component, line, name),
                (ComponentPath::Factor { factor, .. }, _) => Self::factor(component, name, factor),
                (ComponentPath::Price { .. }, _) => Self::price(component, name),
                (ComponentPath::SetupCost | ComponentPath::Unknown(_), _) => return None,
            },
            // A strategy keeps its name.
            _ => self.clone(),
        };
        Some(renamed)
    }

    /// Whether no scenario has such an estimate.
    fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown(_) | Self::Component { within: ComponentPath::Unknown(_), .. })
    }
}

#[cfg(test)]
mod tests;
