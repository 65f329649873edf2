//! What the lines of cards cost together, in a few additions, however many cards there are: right but for rounding, which
//! is enough to see what need not be charged exactly.

use super::bill::{self, Quantities};
use super::plan::{PlanLine, PlanTariff};
use super::{Assumptions, Plan};
use crate::scenario::Driver;

/// The active lines of a stage, added up as far as they are alike.
#[derive(Debug)]
pub(super) struct FoldedLines<'p> {
    /// What lines of a flat price cost for a unit of what drives them, in the order of [`Driver::ALL`].
    per_unit: [f64; Driver::ALL.len()],
    /// The other ones: their factors multiplied, and their places.
    others: Vec<(&'p PlanLine, f64, [usize; 2])>,
}

impl<'p> FoldedLines<'p> {
    /// Those of each stage.
    pub fn of_stages(plan: &'p Plan, assumptions: &Assumptions<'_, f64>) -> Vec<Self> {
        (0..plan.stages.len()).map(|stage| Self::at(plan, assumptions, stage)).collect()
    }

    fn at(plan: &'p Plan, assumptions: &Assumptions<'_, f64>, stage: usize) -> Self {
        let mut folded = Self { per_unit: [0.0; Driver::ALL.len()], others: Vec::new() };
        let mut factors = assumptions.line_factors().iter();
        for (component, card) in plan.components.iter().enumerate() {
            for (place, (line, &factor)) in card.lines.iter().zip(&mut factors).enumerate() {
                if card.is_active_at(stage) {
                    folded.add(assumptions, line, factor, [component, place]);
                }
            }
        }
        folded
    }

    fn add(&mut self, assumptions: &Assumptions<'_, f64>, line: &'p PlanLine, factor: f64, place: [usize; 2]) {
        let known = &mut self.per_unit[line.driver as usize];
        match line.tariff {
            // Beyond all numbers, nothing times it would be no number.
            PlanTariff::Flat(price) if (*known + factor * assumptions.value(price)).is_finite() => {
                *known += factor * assumptions.value(price);
            }
            _ => self.others.push((line, factor, place)),
        }
    }

    /// What they cost by what drives them: all of it, and what outcomes are charged.
    pub fn cost(&self, assumptions: &Assumptions<'_, f64>, quantities: &Quantities<f64>) -> (f64, f64) {
        let mut costs = Driver::ALL.map(|driver| quantities.of(driver) * self.per_unit[driver as usize]);
        for &(line, factor, place) in &self.others {
            costs[line.driver as usize] += bill::line(assumptions, line, factor, quantities, place);
        }
        (costs.iter().sum(), costs[Driver::Outcome as usize])
    }
}
