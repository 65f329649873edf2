//! What waiting costs, decision by stage, for whatever shows it as a table.

use crate::economics::{Delay, DelayedPart, Plan, Results};
use crate::language::tr_noop;
use crate::scenario::Scenario;

/// What is brought in later, and what NPV loses then.
pub struct LaterRow<'a> {
    /// A strategy or a card.
    pub name: &'a str,
    /// A cell for each stage after the first; `None` where it is not brought in later.
    pub cells: Vec<Option<Delay>>,
}

/// A row a decision, where what it takes to change something later is known of anything.
pub fn later_rows<'a>(scenario: &'a Scenario, plan: &Plan, results: &Results) -> Vec<LaterRow<'a>> {
    let is_known = scenario.components.iter().any(|card| !card.rework.is_empty())
        || scenario.strategies.iter().any(|strategy| !strategy.rework.is_empty());
    let mut rows: Vec<(DelayedPart, LaterRow<'a>)> = Vec::new();
    for delay in results.changing_later.iter().filter(|_| is_known) {
        if rows.last().is_none_or(|(part, _)| *part != delay.part) {
            let name = match delay.part {
                DelayedPart::Strategy(place) => plan.strategies[place].kind.tag().name(),
                DelayedPart::Component(place) => &scenario.components[place].name,
            };
            rows.push((delay.part, LaterRow { name, cells: vec![None; plan.stages.len() - 1] }));
        }
        if let Some((_, row)) = rows.last_mut() {
            row.cells[delay.stage - 1] = Some(*delay);
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

/// What stands where something would never be in force.
pub const NEVER: &str = tr_noop!("never in force");
