//! A scenario's frozen prices held against a catalogue: what has changed, and applying what was chosen of it.

use super::price_kind::{PriceKind, kinds};
use super::{Catalogue, ListedModel};
use crate::scenario::{Pricing, Scenario};

/// A price that is another one in the catalogue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PriceChange {
    /// Which price.
    pub kind: PriceKind,
    /// Frozen in the scenario; `None` where it has no such price of its own.
    pub old: Option<f64>,
    /// In the catalogue.
    pub new: Option<f64>,
    /// Whether it is to be applied.
    pub chosen: bool,
}

impl PriceChange {
    /// The relative change, where there is one: 0.25 is a quarter dearer.
    pub fn relative(&self) -> Option<f64> {
        let change = self.new? / self.old? - 1.0;
        (self.kind.is_money() && change.is_finite()).then_some(change)
    }
}

/// What the catalogue says of one model of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub enum ModelCheck {
    /// It has other prices there.
    Changed(Vec<PriceChange>),
    /// It has the same prices there.
    Same,
    /// It is not there.
    NotFound,
    /// It has no price by the token.
    SelfHosted,
    /// Its throughput is bought by the unit.
    Provisioned,
}

/// What a catalogue says of a scenario's prices.
#[derive(Clone, Debug, PartialEq)]
pub struct PriceCheck {
    /// The day of the catalogue's prices.
    pub as_of: String,
    /// By model key, in the order of the scenario.
    pub models: Vec<(String, ModelCheck)>,
    /// Prices that the scenario says nothing of, by model key: of long prompts, of an hour's cache.
    pub additions: Vec<(String, Vec<PriceChange>)>,
}

impl PriceCheck {
    /// Holds a scenario's prices against a catalogue. Nothing is chosen yet.
    pub fn new(scenario: &Scenario, catalogue: &Catalogue) -> Self {
        let mut check = Self { as_of: catalogue.as_of.clone(), models: Vec::new(), additions: Vec::new() };
        // A meter that no step asks for is no price of this scenario.
        let is_asked =
            |name: &str| scenario.workload.steps.iter().any(|step| step.meters.iter().any(|(meter, _)| meter == name));
        for (key, model) in &scenario.models {
            let found = match (&model.pricing, catalogue.find(&model.name, &model.provider)) {
                (Pricing::SelfHosted { .. }, _) => ModelCheck::SelfHosted,
                (Pricing::Provisioned { .. }, _) => ModelCheck::Provisioned,
                (_, None) => ModelCheck::NotFound,
                (pricing, Some(listed)) => {
                    let (changes, mut additions) = compare(pricing, listed);
                    additions.retain(|addition| !matches!(addition.kind, PriceKind::Meter(name) if !is_asked(name)));
                    if !additions.is_empty() {
                        check.additions.push((key.clone(), additions));
                    }
                    if changes.is_empty() { ModelCheck::Same } else { ModelCheck::Changed(changes) }
                }
            };
            check.models.push((key.clone(), found));
        }
        check
    }

    /// Every change of a price that the scenario has.
    pub fn changes(&self) -> impl Iterator<Item = &PriceChange> {
        self.models.iter().flat_map(|(_, check)| match check {
            ModelCheck::Changed(changes) => changes.as_slice(),
            _ => &[],
        })
    }

    /// Every change, and every price that the scenario says nothing of.
    pub fn all(&self) -> impl Iterator<Item = &PriceChange> {
        self.changes().chain(self.additions.iter().flat_map(|(_, additions)| additions))
    }

    fn all_mut(&mut self) -> impl Iterator<Item = (&str, &mut PriceChange)> {
        let changes = self.models.iter_mut().filter_map(|(key, check)| match check {
            ModelCheck::Changed(changes) => Some((key.as_str(), changes)),
            _ => None,
        });
        let additions = self.additions.iter_mut().map(|(key, additions)| (key.as_str(), additions));
        changes.chain(additions).flat_map(|(key, changes)| changes.iter_mut().map(move |change| (key, change)))
    }

    /// Chooses all of them, or none.
    pub fn choose_all(&mut self, chosen: bool) {
        self.all_mut().for_each(|(_, change)| change.chosen = chosen);
    }

    /// Chooses what was chosen in an earlier check, where both prices are still those.
    pub fn choose_as_in(&mut self, earlier: &Self) {
        let mut earlier = earlier.clone();
        let before: Vec<(&str, PriceChange)> = earlier.all_mut().map(|(key, change)| (key, *change)).collect();
        for (key, change) in self.all_mut() {
            let chosen = PriceChange { chosen: true, ..*change };
            change.chosen |= before.contains(&(key, chosen));
        }
    }

    /// Freezes what was chosen into the scenario; a model gets the catalogue's day if anything of it was chosen.
    pub fn apply(&self, scenario: &mut Scenario) {
        let mut check = self.clone();
        for (key, change) in check.all_mut().filter(|(_, change)| change.chosen) {
            let Some(model) = scenario.models.get_mut(key) else { continue };
            change.kind.set(&mut model.pricing, change.new);
            model.as_of.clone_from(&self.as_of);
        }
    }
}

/// What has another price in the catalogue, and what has a price only there.
fn compare(pricing: &Pricing, listed: &ListedModel) -> (Vec<PriceChange>, Vec<PriceChange>) {
    let listed = listed.pricing();
    let (mut changes, mut additions) = (Vec::new(), Vec::new());
    for kind in kinds(pricing, &listed) {
        let change = PriceChange { kind, old: kind.of(pricing), new: kind.of(&listed), chosen: false };
        if change.old == change.new || kind.cost(pricing) == kind.cost(&listed) {
            continue;
        }
        match (kind.is_usual(), change.old, change.new) {
            (true, ..) | (_, Some(_), Some(_)) => changes.push(change),
            (false, None, Some(_)) => additions.push(change),
            // Only of long prompts a price list says all that there is.
            (false, _, None) if matches!(kind, PriceKind::Long(_)) => changes.push(change),
            (false, _, None) => {}
        }
    }
    (changes, additions)
}
