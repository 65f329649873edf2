//! Plans beside the one that is edited: those that were kept, and the one that it is compared with. Each is computed
//! once, however often it is shown.

use std::rc::Rc;
use std::sync::Arc;

use super::PlanResults;
use crate::economics::Plan;
use crate::language::tr;
use crate::scenario::Scenario;
use crate::uncertainty::Simulation;

/// What the plan is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComparisonTarget {
    /// The snapshot with a number.
    Snapshot(u8),
    /// The plan as it stands in its file, or as it was opened.
    Saved,
    /// The plan itself, every strategy off.
    NoStrategies,
}

impl ComparisonTarget {
    /// Inside a sentence: `‘Pilot plan’`, `the plan as saved`.
    pub fn name(self, scenario: &Scenario) -> String {
        match self {
            Self::Snapshot(number) => {
                let name = scenario.snapshot(number).map_or(tr!("a snapshot that is gone"), |snapshot| &snapshot.name);
                tr!("‘{name}’", name)
            }
            Self::Saved => tr!("the plan as saved").to_owned(),
            Self::NoStrategies => tr!("no strategies").to_owned(),
        }
    }

    /// The plan itself; none for a snapshot that is gone, and where nothing was saved.
    pub(crate) fn plan(self, scenario: &Scenario, saved: Option<&Arc<Scenario>>) -> Option<Arc<Scenario>> {
        match self {
            Self::Snapshot(number) => scenario.snapshot(number).map(|snapshot| Arc::clone(&snapshot.scenario)),
            Self::Saved => saved.cloned(),
            Self::NoStrategies => Some(Arc::new(without_strategies(scenario))),
        }
    }
}

/// A plan with every strategy off.
pub(crate) fn without_strategies(scenario: &Scenario) -> Scenario {
    let mut plan = scenario.plan_alone();
    plan.strategies.iter_mut().for_each(|strategy| strategy.enabled = false);
    plan
}

/// How the plan differs from the one that it is compared with.
#[derive(Debug)]
pub struct Comparison {
    /// What the other is called inside a sentence.
    pub name: String,
    /// What the other assumes, costs, brings and risks.
    pub other: Rc<PlanResults>,
    /// What makes the other into the plan, a sentence a lever.
    pub changes: Vec<String>,
}

/// So many are remembered: every snapshot, the saved plan, the one without strategies, and one to spare.
const MOST: usize = 12;

/// Computes plans, and remembers those that were asked for last.
#[derive(Debug)]
pub struct PlanCache {
    futures: Simulation,
    /// The one that was asked for last is last.
    known: Vec<(Arc<Scenario>, Option<Rc<PlanResults>>)>,
}

impl PlanCache {
    /// Draws as many futures as these.
    pub fn new(futures: Simulation) -> Self {
        Self { futures, known: Vec::new() }
    }

    /// What follows from a plan; none where it has problems.
    pub fn valid(&mut self, plan: &Arc<Scenario>) -> Option<Rc<PlanResults>> {
        let is_it = |known: &Arc<Scenario>| Arc::ptr_eq(known, plan) || known == plan;
        let found = match self.known.iter().position(|(known, _)| is_it(known)) {
            Some(place) => self.known.remove(place),
            None => {
                let resolved = Plan::new(plan).ok();
                let valid =
                    resolved.map(|resolved| Rc::new(PlanResults::new(plan, resolved, &mut self.futures, Vec::new())));
                (Arc::clone(plan), valid)
            }
        };
        if MOST <= self.known.len() {
            self.known.remove(0);
        }
        self.known.push(found);
        self.known.last().and_then(|(_, valid)| valid.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::PRESETS;

    #[test]
    fn each_plan_is_computed_once() {
        let mut cache = PlanCache::new(Simulation::new(50, 1));
        let plan = Arc::new(PRESETS[0].scenario());
        let first = cache.valid(&plan).unwrap();
        for horizon in 0..(MOST as u32 - 1) {
            let mut other = Scenario::clone(&plan);
            other.plan.horizon_months = 12 + horizon;
            cache.valid(&Arc::new(other));
            assert!(Rc::ptr_eq(&first, &cache.valid(&Arc::clone(&plan)).unwrap()), "still known");
        }
        let equal = Arc::new(Scenario::clone(&plan));
        assert!(Rc::ptr_eq(&first, &cache.valid(&equal).unwrap()), "an equal plan is the same plan");
        let mut broken = Scenario::clone(&plan);
        broken.stages.clear();
        assert!(cache.valid(&Arc::new(broken)).is_none());
        assert!(cache.known.len() <= MOST);
    }
}
