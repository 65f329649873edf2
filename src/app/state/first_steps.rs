//! The tour: first steps for somebody who starts for the first time, or asks for them again.

use strum::{EnumCount, VariantArray};

use super::{Layout, Tab, UiState};
use crate::language::tr;
use crate::scenario::{Estimate, EstimatePath, Scenario, StageField};

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumCount, VariantArray)]
pub enum FirstStep {
    /// Drag the volume of a stage.
    Volume,
    /// Flip a strategy.
    Strategy,
    /// Leave the room and build.
    Build,
    /// Open a card.
    Card,
    /// Look at another chart.
    Chart,
    /// Have the plan explained.
    Explain,
}

impl FirstStep {
    /// What it asks for.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Volume => tr!("Drag the volume: what if usage triples?"),
            Self::Strategy => tr!("Flip a strategy: does the verdict change?"),
            Self::Build => tr!("Press F5 to build your own"),
            Self::Card => tr!("Open a card on the left: each number has a range, and says what it rests on"),
            Self::Chart => tr!("Choose “Must be true” in the middle: how far is it from not paying?"),
            Self::Explain => tr!("Choose “Explain this plan” under Help: the plan in sentences, to be read aloud"),
        }
    }

    fn next(self) -> Option<Self> {
        Self::VARIANTS.get(self as usize + 1).copied()
    }
}

/// The step that somebody is led to, and how things stood when the tour began.
#[derive(Clone, Debug, PartialEq)]
pub struct Tour {
    /// What to do next.
    pub step: FirstStep,
    volumes: Vec<Estimate>,
    switches: Vec<bool>,
}

impl Tour {
    /// What to do next, where somebody is: what is to be built is not in the room.
    pub fn sentence_in(&self, layout: Layout) -> &'static str {
        let is_built = matches!(self.step, FirstStep::Card | FirstStep::Chart | FirstStep::Explain);
        if layout == Layout::Workshop && is_built { tr!("Press F5 to go on building") } else { self.step.sentence() }
    }

    /// From the first step on.
    pub fn of(scenario: &Scenario) -> Self {
        Self { step: FirstStep::Volume, volumes: volumes(scenario), switches: switches(scenario) }
    }

    /// The same step with another plan: what that holds nobody has done.
    #[must_use]
    pub fn begun_again(self, scenario: &Scenario) -> Self {
        Self { step: self.step, ..Self::of(scenario) }
    }

    /// Whoever leaves the room early goes on with what there is to build.
    fn is_taken(&self, scenario: &Scenario, ui_state: &UiState, is_explaining: bool) -> bool {
        let is_building = ui_state.layout == Layout::Build;
        match self.step {
            FirstStep::Volume => {
                let has_volume =
                    has_lever(scenario, |path| matches!(path, EstimatePath::Stage { field: StageField::Requests, .. }));
                is_building || !has_volume || volumes(scenario) != self.volumes
            }
            FirstStep::Strategy => {
                let has_switch = !self.switches.is_empty()
                    && has_lever(scenario, |path| matches!(path, EstimatePath::Strategy { .. }));
                is_building || !has_switch || switches(scenario) != self.switches
            }
            FirstStep::Build => is_building,
            FirstStep::Card => !ui_state.open_cards.is_empty(),
            FirstStep::Chart => ui_state.tab == Tab::WhatMustBeTrue,
            FirstStep::Explain => is_explaining,
        }
    }

    /// Leads on past each step that has been taken; `None` past the last.
    pub fn followed(mut self, scenario: &Scenario, ui_state: &UiState, is_explaining: bool) -> Option<Self> {
        while self.is_taken(scenario, ui_state, is_explaining) {
            self.step = self.step.next()?;
        }
        Some(self)
    }
}

/// Whether the room has a lever of a kind: its usual ones have each, the pinned ones may not.
fn has_lever(scenario: &Scenario, is_such: impl Fn(&EstimatePath) -> bool) -> bool {
    let pins = &scenario.workshop.pins;
    pins.is_empty() || pins.iter().any(is_such)
}

fn volumes(scenario: &Scenario) -> Vec<Estimate> {
    scenario.stages.iter().map(|stage| stage.requests).collect()
}

fn switches(scenario: &Scenario) -> Vec<bool> {
    scenario.strategies.iter().map(|strategy| strategy.enabled).collect()
}
