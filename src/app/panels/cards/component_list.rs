//! Whose components a card is of: the plan's, or an alternative's.

use crate::scenario::{Component, ComponentId, Scenario};

/// A list of components that cards edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComponentList {
    /// The plan's.
    Plan,
    /// That of an alternative, by place.
    Alternative(usize),
}

impl ComponentList {
    /// The components.
    pub fn of(self, scenario: &Scenario) -> &[Component] {
        match self {
            Self::Plan => &scenario.components,
            Self::Alternative(place) => &scenario.alternatives[place].components,
        }
    }

    /// The components, to be edited.
    pub fn of_mut(self, scenario: &mut Scenario) -> &mut Vec<Component> {
        match self {
            Self::Plan => &mut scenario.components,
            Self::Alternative(place) => &mut scenario.alternatives[place].components,
        }
    }

    /// Where the paths of a component of this list begin.
    pub fn id(self, scenario: &Scenario, id: &str) -> ComponentId {
        match self {
            Self::Plan => ComponentId::of_plan(id),
            Self::Alternative(place) => ComponentId::of_alternative(&scenario.alternatives[place].name, id),
        }
    }
}
