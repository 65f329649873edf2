//! The parts of a scenario that have estimates of their own, by name: what can be renamed and removed.

use std::fmt;

use crate::scenario::{StrategyTag, path};

/// A part of a scenario, by its name. Shown, it is where the paths of its estimates begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScenarioPart {
    /// A step of the workload.
    Step(String),
    /// A stage.
    Stage(String),
    /// A component, by its id.
    Component(String),
    /// A line of a component.
    Line {
        /// The component's id.
        component: String,
        /// The line's name.
        line: String,
    },
    /// A factor of a line.
    Factor {
        /// The component's id.
        component: String,
        /// The line's name.
        line: String,
        /// The factor's name.
        factor: String,
    },
    /// A listed strategy.
    Strategy(StrategyTag),
}

impl ScenarioPart {
    /// The same part under another name; a strategy keeps its own.
    pub(super) fn named(&self, name: &str) -> Self {
        match self {
            Self::Step(_) => path::step(name),
            Self::Stage(_) => path::stage(name),
            Self::Component(_) => path::component(name),
            Self::Line { component, .. } => path::line(component, name),
            Self::Factor { component, line, .. } => path::factor(component, line, name),
            Self::Strategy(tag) => Self::Strategy(*tag),
        }
    }

    /// Whether a place is this part or lies in it: a place as [`Problem`](crate::scenario::Problem) has it.
    pub fn holds(&self, place: &str) -> bool {
        self.rest_of(place).is_some()
    }

    /// What follows this part in the text of a path; `None` where that is of something else.
    pub(super) fn rest_of<'t>(&self, text: &'t str) -> Option<&'t str> {
        text.strip_prefix(&self.to_string()).filter(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}

impl fmt::Display for ScenarioPart {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Step(name) => write!(formatter, "workload.steps[\"{name}\"]"),
            Self::Stage(name) => write!(formatter, "stages[\"{name}\"]"),
            Self::Component(id) => write!(formatter, "components[\"{id}\"]"),
            Self::Line { component, line } => write!(formatter, "components[\"{component}\"].lines[\"{line}\"]"),
            Self::Factor { component, line, factor } => {
                write!(formatter, "components[\"{component}\"].lines[\"{line}\"].factors[\"{factor}\"]")
            }
            Self::Strategy(tag) => write!(formatter, "strategies.{}", tag.key()),
        }
    }
}

impl From<ScenarioPart> for String {
    fn from(part: ScenarioPart) -> Self {
        part.to_string()
    }
}
