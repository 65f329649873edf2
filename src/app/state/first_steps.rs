//! The three first steps for somebody who starts for the first time.

use strum::EnumCount;

use crate::scenario::Scenario;

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumCount)]
pub enum FirstStep {
    /// Drag the volume of a stage.
    Volume,
    /// Flip a strategy.
    Strategy,
    /// Leave the room and build.
    Build,
}

impl FirstStep {
    /// What it asks for.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Volume => "Drag the volume: what if usage triples?",
            Self::Strategy => "Flip a strategy: does the verdict change?",
            Self::Build => "Press F5 to build your own",
        }
    }

    /// The step to take after what was done to a scenario since it was opened.
    pub fn after(self, scenario: &Scenario, opened: &Scenario) -> Self {
        let volumes = |scenario: &Scenario| scenario.stages.iter().map(|stage| stage.requests).collect::<Vec<_>>();
        let switches =
            |scenario: &Scenario| scenario.strategies.iter().map(|strategy| strategy.enabled).collect::<Vec<_>>();
        match self {
            Self::Volume if volumes(scenario) != volumes(opened) => Self::Strategy.after(scenario, opened),
            Self::Strategy if switches(scenario) != switches(opened) => Self::Build,
            step => step,
        }
    }
}
