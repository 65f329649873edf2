//! The parts of a scenario that have estimates of their own, by name: what can be renamed and removed.

use std::fmt;

use super::LineList;
use crate::scenario::StrategyTag;

/// A part of a scenario, by its name. Shown, it is where the paths of its estimates begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScenarioPart {
    /// A step of the workload.
    Step(String),
    /// A meter of a step.
    Meter {
        /// The step's name.
        step: String,
        /// The meter's name.
        meter: String,
    },
    /// A stage.
    Stage(String),
    /// A component, by its id.
    Component(ComponentId),
    /// A line of a card.
    Line {
        /// What has it.
        of: LinesOf,
        /// The line's name.
        line: String,
    },
    /// A factor of a line.
    Factor {
        /// What has the line.
        of: LinesOf,
        /// The line's name.
        line: String,
        /// The factor's name.
        factor: String,
    },
    /// A listed strategy.
    Strategy(StrategyTag),
    /// An alternative.
    Alternative(String),
}

/// Which component: one of the plan, or of an alternative to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComponentId {
    /// The alternative that has it; `None` for the plan.
    pub alternative: Option<String>,
    /// Its id.
    pub id: String,
}

/// What has lines with names of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinesOf {
    /// A component.
    Component(ComponentId, LineList),
    /// The rework of a strategy.
    Strategy(StrategyTag),
}

impl ComponentId {
    /// A component of the plan.
    pub fn of_plan(id: &str) -> Self {
        Self { alternative: None, id: id.to_owned() }
    }

    /// A component of an alternative.
    pub fn of_alternative(alternative: &str, id: &str) -> Self {
        Self { alternative: Some(alternative.to_owned()), id: id.to_owned() }
    }

    /// What a card of it charges.
    pub fn lines(self) -> LinesOf {
        LinesOf::Component(self, LineList::Lines)
    }

    /// What it takes to bring it in later.
    pub fn rework(self) -> LinesOf {
        LinesOf::Component(self, LineList::Rework)
    }
}

impl ScenarioPart {
    /// The same part under another name; a strategy keeps its own.
    pub(super) fn named(&self, name: &str) -> Self {
        let mut part = self.clone();
        match &mut part {
            Self::Step(own)
            | Self::Meter { meter: own, .. }
            | Self::Stage(own)
            | Self::Component(ComponentId { id: own, .. })
            | Self::Line { line: own, .. }
            | Self::Factor { factor: own, .. }
            | Self::Alternative(own) => name.clone_into(own),
            Self::Strategy(_) => {}
        }
        part
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

impl fmt::Display for ComponentId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(alternative) = &self.alternative {
            write!(formatter, "alternatives[\"{alternative}\"].")?;
        }
        write!(formatter, "components[\"{}\"]", self.id)
    }
}

impl fmt::Display for LinesOf {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Component(component, list) => write!(formatter, "{component}.{}", list.as_ref()),
            Self::Strategy(tag) => write!(formatter, "strategies.{}.rework", tag.key()),
        }
    }
}

impl fmt::Display for ScenarioPart {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Step(name) => write!(formatter, "workload.steps[\"{name}\"]"),
            Self::Meter { step, meter } => write!(formatter, "workload.steps[\"{step}\"].meters[\"{meter}\"]"),
            Self::Stage(name) => write!(formatter, "stages[\"{name}\"]"),
            Self::Component(component) => component.fmt(formatter),
            Self::Line { of, line } => write!(formatter, "{of}[\"{line}\"]"),
            Self::Factor { of, line, factor } => write!(formatter, "{of}[\"{line}\"].factors[\"{factor}\"]"),
            Self::Strategy(tag) => write!(formatter, "strategies.{}", tag.key()),
            Self::Alternative(name) => write!(formatter, "alternatives[\"{name}\"]"),
        }
    }
}

impl From<ScenarioPart> for String {
    fn from(part: ScenarioPart) -> Self {
        part.to_string()
    }
}
