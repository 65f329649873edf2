//! A scenario's frozen prices held against a catalogue: what has changed, and applying what was chosen of it.

use strum::{EnumIter, IntoEnumIterator as _};

use super::{Catalogue, ListedModel};
use crate::scenario::{Pricing, Scenario};

/// A price of a model, in the order in which they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter)]
pub enum PriceKind {
    /// Prompt tokens.
    Input,
    /// Answer tokens.
    Output,
    /// Cached prompt tokens, read.
    CacheRead,
    /// Cached prompt tokens, written.
    CacheWrite,
    /// What a batched call saves, a share.
    BatchDiscount,
}

impl PriceKind {
    /// As people say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Output => "output",
            Self::CacheRead => "cache read",
            Self::CacheWrite => "cache write",
            Self::BatchDiscount => "batch discount",
        }
    }

    /// The price of this kind; a cache without a price of its own has none.
    fn of(self, pricing: &Pricing) -> Option<f64> {
        let Pricing::Tokens { input, output, cache_read, cache_write, batch_discount, .. } = *pricing else {
            return None;
        };
        match self {
            Self::Input => Some(input),
            Self::Output => Some(output),
            Self::CacheRead => cache_read,
            Self::CacheWrite => cache_write,
            Self::BatchDiscount => Some(batch_discount),
        }
    }

    fn set(self, pricing: &mut Pricing, price: Option<f64>) {
        let Pricing::Tokens { input, output, cache_read, cache_write, batch_discount, .. } = pricing else { return };
        match (self, price) {
            (Self::Input, Some(price)) => *input = price,
            (Self::Output, Some(price)) => *output = price,
            (Self::BatchDiscount, Some(share)) => *batch_discount = share,
            (Self::CacheRead, price) => *cache_read = price,
            (Self::CacheWrite, price) => *cache_write = price,
            (Self::Input | Self::Output | Self::BatchDiscount, None) => {}
        }
    }
}

/// A price that is another one in the catalogue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PriceChange {
    /// Which price.
    pub kind: PriceKind,
    /// Frozen in the scenario; `None` where a cache has no price of its own.
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
        (self.kind != PriceKind::BatchDiscount && change.is_finite()).then_some(change)
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
}

/// What a catalogue says of a scenario's prices.
#[derive(Clone, Debug, PartialEq)]
pub struct PriceCheck {
    /// The day of the catalogue's prices.
    pub as_of: String,
    /// By model key, in the order of the scenario.
    pub models: Vec<(String, ModelCheck)>,
}

impl PriceCheck {
    /// Holds a scenario's prices against a catalogue. Nothing is chosen yet.
    pub fn new(scenario: &Scenario, catalogue: &Catalogue) -> Self {
        let check =
            |model: &crate::scenario::Model| match (&model.pricing, catalogue.find(&model.name, &model.provider)) {
                (Pricing::SelfHosted { .. } | Pricing::Provisioned { .. }, _) => ModelCheck::SelfHosted,
                (_, None) => ModelCheck::NotFound,
                (pricing, Some(listed)) => compare(pricing, listed),
            };
        let models = scenario.models.iter().map(|(key, model)| (key.clone(), check(model))).collect();
        Self { as_of: catalogue.as_of.clone(), models }
    }

    /// Every change.
    pub fn changes(&self) -> impl Iterator<Item = &PriceChange> {
        self.models.iter().flat_map(|(_, check)| match check {
            ModelCheck::Changed(changes) => changes.as_slice(),
            _ => &[],
        })
    }

    /// Chooses all changes, or none.
    pub fn choose_all(&mut self, chosen: bool) {
        for (_, check) in &mut self.models {
            if let ModelCheck::Changed(changes) = check {
                changes.iter_mut().for_each(|change| change.chosen = chosen);
            }
        }
    }

    /// Chooses what was chosen in an earlier check, where both prices are still those.
    pub fn choose_as_in(&mut self, earlier: &Self) {
        for (key, check) in &mut self.models {
            let before = earlier.models.iter().find(|(other, _)| other == key).map(|(_, check)| check);
            let (ModelCheck::Changed(changes), Some(ModelCheck::Changed(before))) = (check, before) else { continue };
            for change in changes {
                let chosen = PriceChange { chosen: true, ..*change };
                change.chosen |= before.contains(&chosen);
            }
        }
    }

    /// Freezes what was chosen into the scenario; a model gets the catalogue's day if anything of it was chosen.
    pub fn apply(&self, scenario: &mut Scenario) {
        for (key, check) in &self.models {
            let (ModelCheck::Changed(changes), Some(model)) = (check, scenario.models.get_mut(key)) else { continue };
            for change in changes.iter().filter(|change| change.chosen) {
                change.kind.set(&mut model.pricing, change.new);
                model.as_of.clone_from(&self.as_of);
            }
        }
    }
}

fn compare(pricing: &Pricing, listed: &ListedModel) -> ModelCheck {
    let listed = listed.pricing();
    // A cache without a price of its own costs what input costs.
    let costs = |kind: PriceKind, pricing: &Pricing| kind.of(pricing).or(PriceKind::Input.of(pricing));
    let differs =
        |change: &PriceChange| change.old != change.new && costs(change.kind, pricing) != costs(change.kind, &listed);
    let changes: Vec<PriceChange> = PriceKind::iter()
        .map(|kind| PriceChange { kind, old: kind.of(pricing), new: kind.of(&listed), chosen: false })
        .filter(differs)
        .collect();
    if changes.is_empty() { ModelCheck::Same } else { ModelCheck::Changed(changes) }
}
