//! Snapshots: the plan as it stood, under a number from 1 to 9, with a name, a note and a day.

use std::sync::Arc;

use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize, Serializer};

use super::{Scenario, Workshop};
use crate::language::tr;

/// A plan as it stood. Copies share the scenario, so that a scenario with snapshots is as cheap to copy as one without.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    /// By which it is recalled, 1 to 9.
    pub number: u8,
    /// What people call it.
    pub name: String,
    /// Why it was taken, or anything else.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The day it was taken, `YYYY-MM-DD`.
    #[serde(default)]
    pub date: String,
    /// The plan, without snapshots and decisions of its own.
    #[serde(serialize_with = "shared", deserialize_with = "plan_alone")]
    pub scenario: Arc<Scenario>,
}

impl Snapshot {
    /// The numbers that there are.
    pub const NUMBERS: std::ops::RangeInclusive<u8> = 1..=9;
}

impl PartialEq for Snapshot {
    fn eq(&self, other: &Self) -> bool {
        let Self { number, name, note, date, scenario } = self;
        (number, name, note, date) == (&other.number, &other.name, &other.note, &other.date)
            && (Arc::ptr_eq(scenario, &other.scenario) || scenario == &other.scenario)
    }
}

impl Scenario {
    /// The plan alone: everything but the snapshots, the decisions, what was used and what a room is shown.
    #[must_use]
    pub fn plan_alone(&self) -> Self {
        Self {
            snapshots: Vec::new(),
            decisions: Vec::new(),
            actuals: Vec::new(),
            workshop: Workshop::default(),
            ..self.clone()
        }
    }

    /// The snapshot with a number.
    pub fn snapshot(&self, number: u8) -> Option<&Snapshot> {
        self.snapshots.iter().find(|snapshot| snapshot.number == number)
    }

    /// The least number without a snapshot, if there is one.
    pub fn free_snapshot_number(&self) -> Option<u8> {
        Snapshot::NUMBERS.into_iter().find(|number| self.snapshot(*number).is_none())
    }

    /// Keeps the plan as it stands under a number, in place of what was kept there.
    pub fn take_snapshot(&mut self, number: u8, name: String, date: String) {
        let scenario = Arc::new(self.plan_alone());
        self.snapshots.retain(|snapshot| snapshot.number != number);
        self.snapshots.push(Snapshot { number, name, note: String::new(), date, scenario });
        self.snapshots.sort_by_key(|snapshot| snapshot.number);
    }

    /// Makes the plan what it was when a snapshot was taken; everything else stays. Returns whether there is one.
    pub fn recall_snapshot(&mut self, number: u8) -> bool {
        let Some(plan) = self.snapshot(number).map(|snapshot| Self::clone(&snapshot.scenario)) else { return false };
        let Self { snapshots, decisions, actuals, workshop, .. } = std::mem::replace(self, plan);
        (self.snapshots, self.decisions, self.actuals, self.workshop) = (snapshots, decisions, actuals, workshop);
        true
    }
}

/// Writes the plan of a snapshot as if it were its own.
fn shared<S: Serializer>(scenario: &Scenario, serializer: S) -> Result<S::Ok, S::Error> {
    scenario.serialize(serializer)
}

/// Reads the plan of a snapshot, which has no snapshots and no decisions of its own.
fn plan_alone<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<Scenario>, D::Error> {
    let scenario = Scenario::deserialize(deserializer)?;
    if !scenario.snapshots.is_empty() || !scenario.decisions.is_empty() || !scenario.actuals.is_empty() {
        return Err(D::Error::custom(tr!(
            "a snapshot holds a plan alone, no snapshots, decisions or actuals: remove them"
        )));
    }
    Ok(Arc::new(scenario))
}

/// Reads snapshots in the order of their numbers, which must be different ones from 1 to 9.
pub(super) fn numbered<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Snapshot>, D::Error> {
    let mut snapshots = Vec::<Snapshot>::deserialize(deserializer)?;
    snapshots.sort_by_key(|snapshot| snapshot.number);
    if let Some(stray) = snapshots.iter().find(|snapshot| !Snapshot::NUMBERS.contains(&snapshot.number)) {
        return Err(D::Error::custom(tr!("snapshot number {}: use 1 to 9", stray.number)));
    }
    if let Some(pair) = snapshots.windows(2).find(|pair| pair[0].number == pair[1].number) {
        return Err(D::Error::custom(tr!("two snapshots have the number {}: each has its own", pair[0].number)));
    }
    Ok(snapshots)
}
