//! What people assume and decide: plain data, written to a file exactly as it stands here.
//!
//! A scenario with problems is still a scenario: it opens, edits and saves. [`Scenario::check`] lists its problems.
//! Absent on purpose: IO, clock, randomness, results, and anything of the window.

mod actual;
mod alternative;
mod basis;
mod check;
mod component;
mod correlation;
mod decision;
mod estimate;
mod evidence;
mod fields;
mod kill_criterion;
pub mod letters;
mod model;
mod neutral;
mod outcome;
pub mod path;
mod plan_settings;
mod readiness_item;
mod snapshot;
mod stage;
mod strategy;
mod texts;
mod workload;
mod workshop;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

pub use actual::Actual;
pub use alternative::Alternative;
pub use basis::{Basis, BasisKind};
pub use check::Problem;
pub use component::{Category, Component, Driver, Line, Reversibility, Tariff};
pub use correlation::{Triangle, triangle};
pub use decision::Decision;
pub use estimate::{Domain, Estimate, LogNormal, Z90};
pub use fields::Field;
pub use kill_criterion::{KillCriterion, Metric};
pub use model::{LongPrices, Model, Pricing};
pub use outcome::Outcome;
pub use path::{
    AlternativeField, ComponentId, ComponentPath, EstimatePath, LineList, LinesOf, OutcomeField, PlanField,
    ScenarioPart, StageField, StepField,
};
pub use plan_settings::{Commitment, PlanSettings};
pub use readiness_item::ReadinessItem;
pub use snapshot::Snapshot;
pub use stage::Stage;
pub use strategy::{Favours, Strategy, StrategyKind, StrategyNumber, StrategyTag, USUAL_MINUTES};
pub use texts::{Text, TextKind};
pub use workload::{Step, Workload};
pub use workshop::Workshop;

/// The schema that this program writes.
pub const SCHEMA: u32 = 3;

/// A use case: what it is for, what it asks for, how it grows, what it costs, and how it is optimised
/// (model, section 3).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// The version of the file format.
    pub schema: u32,
    /// What people call the use case.
    pub name: String,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// The currency of everything but model and GPU prices.
    pub currency: String,
    /// Units of that currency per US dollar; model and GPU prices are in US dollars.
    pub usd_rate: Estimate,
    /// Anything worth knowing; the first line is the story.
    #[serde(default)]
    pub notes: String,
    /// What it is for.
    pub outcome: Outcome,
    /// What a request asks of the models.
    pub workload: Workload,
    /// Models by key.
    #[serde(deserialize_with = "fields::distinct_keys")]
    pub models: IndexMap<String, Model>,
    /// From prototype on; base requests grow from stage to stage.
    pub stages: Vec<Stage>,
    /// The component cards.
    pub components: Vec<Component>,
    /// The listed strategies, enabled or not.
    pub strategies: Vec<Strategy>,
    /// Horizon, target and money.
    pub plan: PlanSettings,
    /// When to stop.
    #[serde(default)]
    pub kill_criteria: Vec<KillCriterion>,
    /// What must be done before which stage.
    #[serde(default)]
    pub readiness: Vec<ReadinessItem>,
    /// What could be bought instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative>,
    /// What was really used, a stage and source each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actuals: Vec<Actual>,
    /// Rank correlations between estimates, by path.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub correlations: Vec<(EstimatePath, EstimatePath, f64)>,
    /// What supports each estimate, by path.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty", deserialize_with = "fields::distinct_keys")]
    pub bases: IndexMap<EstimatePath, Basis>,
    /// What was decided, by whom and when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
    /// The plan as it stood at times worth coming back to, by number.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "snapshot::numbered")]
    pub snapshots: Vec<Snapshot>,
    /// What a room is shown of it.
    #[serde(default, skip_serializing_if = "Workshop::is_empty")]
    pub workshop: Workshop,
}

impl Scenario {
    /// Everything that keeps this scenario from being computed, each with where it is and a sentence.
    ///
    /// Empty means that a plan can be made from it and that every result will be a finite number.
    pub fn check(&self) -> Vec<Problem> {
        check::check(self)
    }

    /// The stage that the verdict speaks of, if it exists.
    pub fn target(&self) -> Option<&Stage> {
        self.stages.get(self.plan.target_stage)
    }

    /// Rewrites the path of every estimate of a part: after a step, stage, component, line or factor was renamed.
    pub fn rename_paths(&mut self, part: &ScenarioPart, name: &str) {
        let rename = |path: &mut EstimatePath| {
            if let Some(new_path) = path.renamed(part, name) {
                *path = new_path;
            }
        };
        for (first, second, _) in &mut self.correlations {
            rename(first);
            rename(second);
        }
        self.workshop.pins.iter_mut().for_each(rename);
        if let ScenarioPart::Step(old) = part {
            let steps = self.actuals.iter_mut().filter_map(|actual| actual.step.as_mut());
            steps.filter(|step| *step == old).for_each(|step| name.clone_into(step));
        }
        let bases = std::mem::take(&mut self.bases);
        self.bases = bases.into_iter().map(|(path, basis)| (path.renamed(part, name).unwrap_or(path), basis)).collect();
    }

    /// Forgets bases, correlations and pins of every estimate of a part: after it was removed.
    pub fn forget_paths(&mut self, part: &ScenarioPart) {
        self.correlations.retain(|(first, second, _)| !first.is_of(part) && !second.is_of(part));
        self.bases.retain(|path, _| !path.is_of(part));
        self.workshop.pins.retain(|path| !path.is_of(part));
        if let ScenarioPart::Step(name) = part {
            self.actuals
                .iter_mut()
                .filter(|actual| actual.step.as_ref() == Some(name))
                .for_each(|actual| actual.step = None);
        }
    }

    /// Forgets basis, correlations and pin of one estimate: after its part has it no longer.
    pub fn forget_estimate(&mut self, path: &EstimatePath) {
        self.correlations.retain(|(first, second, _)| first != path && second != path);
        self.bases.shift_remove(path);
        self.workshop.pins.retain(|pin| pin != path);
    }

    /// Whether an alternative, by place, is charged by the person who has it at the target stage, where nobody is counted yet:
    /// it would seem to cost next to nothing, so that it stands beside nothing until then.
    pub fn lacks_people(&self, alternative: usize) -> bool {
        let target = self.plan.target_stage;
        let is_by_person = |component: &Component| {
            component.is_active_at(target) && component.lines.iter().any(|line| line.driver == Driver::User)
        };
        self.stages.get(target).is_some_and(|stage| stage.users.base() == 0.0)
            && self.alternatives[alternative].components.iter().any(is_by_person)
    }

    /// A component id that nobody has yet: `wanted`, or `wanted` with a number.
    pub fn free_component_id(&self, wanted: &str) -> String {
        free_name(wanted, |id| self.components.iter().any(|component| component.id == id))
    }

    /// A name that no alternative has yet: `wanted`, or `wanted` with a number.
    pub fn free_alternative_name(&self, wanted: &str) -> String {
        free_name(wanted, |name| self.alternatives.iter().any(|alternative| alternative.name == name))
    }
}

/// `wanted`, or `wanted 2`, `wanted 3`… where that is taken.
pub fn free_name(wanted: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{wanted} {number}"));
    let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
    names.find(|name| !is_taken(name)).expect("there are always more numbers")
}
