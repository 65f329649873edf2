//! Which sources of a plan came with the preset that it was begun from: they speak of somebody else's use case.
//!
//! Found by comparing with the presets, so that it is known of files that are older than the question, too. Of sources
//! that are shared, it is asked which preset most of the plan's sources are from.

use std::sync::LazyLock;

use indexmap::IndexMap;

use crate::reference::PRESETS;
use crate::scenario::{Basis, EstimatePath};

/// A preset as what a plan was begun from.
#[derive(Debug)]
pub struct StartingPoint {
    /// What its use case is called.
    pub name: String,
    bases: IndexMap<EstimatePath, Basis>,
}

static ALL: LazyLock<Vec<StartingPoint>> = LazyLock::new(|| {
    let starting_point = |preset: &crate::reference::Preset| {
        let scenario = preset.scenario();
        StartingPoint { name: scenario.name, bases: scenario.bases }
    };
    PRESETS.iter().map(starting_point).collect()
});

impl StartingPoint {
    /// The preset that most sources are from; none where only cards and alternatives have any of a preset's, as they bring
    /// their own.
    pub fn of(bases: &IndexMap<EstimatePath, Basis>) -> Option<&'static Self> {
        let matches = |start: &Self| {
            let is_of_card =
                |path: &EstimatePath| matches!(path, EstimatePath::Component { .. } | EstimatePath::Alternative { .. });
            let own = bases.iter().filter(|(path, _)| !is_of_card(path));
            own.filter(|(path, basis)| start.gave(path, basis)).count()
        };
        let counted = ALL.iter().map(|start| (matches(start), start));
        // The first of those with as many.
        let most = counted.rev().max_by_key(|(count, _)| *count);
        most.filter(|(count, _)| 0 < *count).map(|(_, start)| start)
    }

    /// Whether a basis has its source from this preset, whatever the stage or the step is called now.
    pub fn gave(&self, path: &EstimatePath, basis: &Basis) -> bool {
        let is_this = |(given_at, given): (&EstimatePath, &Basis)| {
            (&given.source, &given.url) == (&basis.source, &basis.url) && are_alike(given_at, path)
        };
        match self.bases.get_key_value(path) {
            Some(there) if is_this(there) => true,
            _ => self.bases.iter().any(is_this),
        }
    }
}

/// Whether two paths lead to the same, whatever its stage or step is called.
fn are_alike(one: &EstimatePath, other: &EstimatePath) -> bool {
    match (one, other) {
        (EstimatePath::Stage { field: one, .. }, EstimatePath::Stage { field: other, .. }) => one == other,
        (EstimatePath::Step { field: one, .. }, EstimatePath::Step { field: other, .. }) => one == other,
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::{Preset, alternatives, cards};
    use crate::scenario::{StageField, path};

    #[test]
    fn every_preset_is_its_own_starting_point() {
        for preset in PRESETS.iter().filter(|preset| !preset.scenario().bases.is_empty()) {
            let scenario = preset.scenario();
            let start = StartingPoint::of(&scenario.bases).unwrap();
            assert_eq!(start.name, scenario.name);
            assert!(scenario.bases.iter().all(|(path, basis)| start.gave(path, basis)));
        }
    }

    #[test]
    fn what_somebody_writes_is_theirs() {
        let mut scenario = Preset::by_key("support_assistant").unwrap().scenario();
        scenario.stages[2].name = "Everybody".to_owned();
        scenario.rename_paths(&path::stage("Production"), "Everybody");
        let start = StartingPoint::of(&scenario.bases).unwrap();
        let requests = EstimatePath::stage("Everybody", StageField::Requests);
        assert!(start.gave(&requests, &scenario.bases[&requests]), "under another name as well");
        scenario.bases[&requests].source = "Our log of October".to_owned();
        assert!(!start.gave(&requests, &scenario.bases[&requests]));
    }

    #[test]
    fn cards_bring_their_own_sources() {
        let mut scenario = Preset::by_key("support_assistant").unwrap().scenario();
        scenario.bases.clear();
        for card in cards() {
            card.add_to(&mut scenario);
        }
        for card in alternatives() {
            card.add_to(&mut scenario);
        }
        assert!(!scenario.bases.is_empty());
        assert!(StartingPoint::of(&scenario.bases).is_none());
    }
}
