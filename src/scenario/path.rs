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

pub use field::{AlternativeField, LineList, OutcomeField, PlanField, StageField, StepField};
pub use part::{ComponentId, LinesOf, ScenarioPart};

/// A step of the workload.
pub fn step(name: &str) -> ScenarioPart {
    ScenarioPart::Step(name.to_owned())
}

/// A meter of a step.
pub fn meter(step: &str, name: &str) -> ScenarioPart {
    ScenarioPart::Meter { step: step.to_owned(), meter: name.to_owned() }
}

/// A stage.
pub fn stage(name: &str) -> ScenarioPart {
    ScenarioPart::Stage(name.to_owned())
}

/// A component of the plan.
pub fn component(id: &str) -> ScenarioPart {
    ScenarioPart::Component(ComponentId::of_plan(id))
}

/// A line that a component of the plan charges.
pub fn line(id: &str, name: &str) -> ScenarioPart {
    line_of(ComponentId::of_plan(id).lines(), name)
}

/// A factor of such a line.
pub fn factor(id: &str, line: &str, name: &str) -> ScenarioPart {
    factor_of(ComponentId::of_plan(id).lines(), line, name)
}

/// Any line.
pub fn line_of(of: LinesOf, name: &str) -> ScenarioPart {
    ScenarioPart::Line { of, line: name.to_owned() }
}

/// Any factor.
pub fn factor_of(of: LinesOf, line: &str, name: &str) -> ScenarioPart {
    ScenarioPart::Factor { of, line: line.to_owned(), factor: name.to_owned() }
}

/// A strategy.
pub fn strategy(tag: StrategyTag) -> ScenarioPart {
    ScenarioPart::Strategy(tag)
}

/// An alternative.
pub fn alternative(name: &str) -> ScenarioPart {
    ScenarioPart::Alternative(name.to_owned())
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
    /// Units per call of a meter of a step.
    Meter {
        /// The step's name.
        step: String,
        /// The meter's name.
        meter: String,
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
        /// Which one.
        component: ComponentId,
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
    /// Of the rework of a listed strategy.
    Rework {
        /// Which one.
        strategy: StrategyTag,
        /// The line's name.
        line: String,
        /// The factor's name; `None` for the line's price.
        factor: Option<String>,
    },
    /// Of an alternative; of its components, see `Component`.
    Alternative {
        /// Its name.
        alternative: String,
        /// Which of its estimates.
        field: AlternativeField,
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
    /// Factor on the success rate.
    Success,
    /// A factor of a line.
    Factor {
        /// Among which lines.
        list: LineList,
        /// The line's name.
        line: String,
        /// The factor's name.
        factor: String,
    },
    /// The price of a line.
    Price {
        /// Among which lines.
        list: LineList,
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

    /// Of a component of the plan.
    pub fn component(id: &str, within: ComponentPath) -> Self {
        Self::Component { component: ComponentId::of_plan(id), within }
    }

    /// What a component of the plan costs once.
    pub fn setup_cost(id: &str) -> Self {
        Self::component(id, ComponentPath::SetupCost)
    }

    /// A factor of a line that a component of the plan charges.
    pub fn factor(id: &str, line: &str, factor: &str) -> Self {
        Self::factor_of(&ComponentId::of_plan(id).lines(), line, factor)
    }

    /// The price of such a line.
    pub fn price(id: &str, line: &str) -> Self {
        Self::price_of(&ComponentId::of_plan(id).lines(), line)
    }

    /// Any factor.
    pub fn factor_of(of: &LinesOf, line: &str, factor: &str) -> Self {
        let (line, factor) = (line.to_owned(), factor.to_owned());
        match of {
            LinesOf::Component(component, list) => Self::Component {
                component: component.clone(),
                within: ComponentPath::Factor { list: *list, line, factor },
            },
            LinesOf::Strategy(strategy) => Self::Rework { strategy: *strategy, line, factor: Some(factor) },
        }
    }

    /// Any price of a line.
    pub fn price_of(of: &LinesOf, line: &str) -> Self {
        let line = line.to_owned();
        match of {
            LinesOf::Component(component, list) => {
                Self::Component { component: component.clone(), within: ComponentPath::Price { list: *list, line } }
            }
            LinesOf::Strategy(strategy) => Self::Rework { strategy: *strategy, line, factor: None },
        }
    }

    /// Units per call of a meter of a step.
    pub fn meter(step: &str, meter: &str) -> Self {
        Self::Meter { step: step.to_owned(), meter: meter.to_owned() }
    }

    /// Of an alternative.
    pub fn alternative(alternative: &str, field: AlternativeField) -> Self {
        Self::Alternative { alternative: alternative.to_owned(), field }
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
            (Self::Step { step, .. } | Self::Meter { step, .. }, Part::Step(name)) => step == name,
            (Self::Meter { step, meter }, Part::Meter { step: of, meter: name }) => (step, meter) == (of, name),
            (Self::Stage { stage, .. }, Part::Stage(name)) => stage == name,
            (Self::Component { component, .. }, Part::Component(id)) => component == id,
            (Self::Component { component, .. }, Part::Alternative(name)) => {
                component.alternative.as_ref() == Some(name)
            }
            (Self::Alternative { alternative, .. }, Part::Alternative(name)) => alternative == name,
            (Self::Strategy { strategy, .. } | Self::Rework { strategy, .. }, Part::Strategy(tag)) => strategy == tag,
            (_, Part::Line { of, line: name }) => self.line().is_some_and(|(at, line, _)| at == *of && line == name),
            (_, Part::Factor { of, line: name, factor: wanted }) => {
                self.line().is_some_and(|(at, line, factor)| at == *of && line == name && factor == Some(wanted))
            }
            _ => false,
        }
    }

    /// The line that it is of, and its factor, if it is one.
    fn line(&self) -> Option<(LinesOf, &str, Option<&str>)> {
        match self {
            Self::Component { component, within } => match within {
                ComponentPath::Factor { list, line, factor } => {
                    Some((LinesOf::Component(component.clone(), *list), line, Some(factor)))
                }
                ComponentPath::Price { list, line } => Some((LinesOf::Component(component.clone(), *list), line, None)),
                ComponentPath::SetupCost | ComponentPath::Success | ComponentPath::Unknown(_) => None,
            },
            Self::Rework { strategy, line, factor } => Some((LinesOf::Strategy(*strategy), line, factor.as_deref())),
            _ => None,
        }
    }

    /// The same estimate after a part that it belongs to got another name; `None` where it does not.
    pub(super) fn renamed(&self, part: &ScenarioPart, name: &str) -> Option<Self> {
        use ScenarioPart as Part;
        if !self.is_of(part) {
            return None;
        }
        if self.is_unknown() {
            let text = self.to_string();
            return Some(Self::from(format!("{}{}", part.named(name), part.rest_of(&text)?).as_str()));
        }
        let mut renamed = self.clone();
        let own = match (&mut renamed, part) {
            (Self::Step { step, .. } | Self::Meter { step, .. }, Part::Step(_)) => step,
            (Self::Meter { meter, .. }, Part::Meter { .. }) => meter,
            (Self::Stage { stage, .. }, Part::Stage(_)) => stage,
            (Self::Component { component, .. }, Part::Component(_)) => &mut component.id,
            (Self::Component { component, .. }, Part::Alternative(_)) => component.alternative.as_mut()?,
            (Self::Alternative { alternative, .. }, Part::Alternative(_)) => alternative,
            (Self::Component { within: ComponentPath::Factor { factor, .. }, .. }, Part::Factor { .. }) => factor,
            (Self::Rework { factor: Some(factor), .. }, Part::Factor { .. }) => factor,
            (
                Self::Component {
                    within: ComponentPath::Factor { line, .. } | ComponentPath::Price { line, .. }, ..
                }
                | Self::Rework { line, .. },
                Part::Line { .. },
            ) => line,
            // A strategy keeps its name.
            _ => return Some(renamed),
        };
        name.clone_into(own);
        Some(renamed)
    }

    /// Whether no scenario has such an estimate.
    fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown(_) | Self::Component { within: ComponentPath::Unknown(_), .. })
    }
}

#[cfg(test)]
mod tests;
