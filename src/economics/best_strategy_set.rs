//! The subset of listed strategies that is worth most, and what each amount of set-up money buys (model, section 8).

use std::collections::HashMap;

use super::demand::Demand;
use super::evaluation::evaluate;
use super::floor::wins;
use super::strategy_effects::StrategyEffects;
use super::{Assumptions, OneOffs, Point, StrategySet};

/// A subset of strategies over the horizon, at set values and from their own stages.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SetValue {
    /// The strategies.
    pub set: StrategySet,
    /// Net present value of the plan with them.
    pub npv: f64,
    /// What it costs once to set them up within the horizon.
    pub setup_cost: f64,
}

/// The subset with the greatest NPV, and the front of those that no other beats on both set-up cost and NPV.
#[derive(Clone, Debug, PartialEq)]
pub struct BestStrategySet {
    /// The greatest NPV; of equals the smallest, then the first listed.
    pub best: SetValue,
    /// From the cheapest set-up to the greatest NPV.
    pub front: Vec<SetValue>,
}

impl BestStrategySet {
    /// Over every subset of the listed strategies.
    pub fn of(assumptions: &Assumptions<'_, f64>) -> Self {
        let values = values(assumptions);
        let first = values[0];
        let best = values.iter().fold(first, |best, value| if wins(value.npv, best.npv) { *value } else { best });
        let mut by_cost = values;
        by_cost.sort_by(|a, b| a.setup_cost.total_cmp(&b.setup_cost).then(b.npv.total_cmp(&a.npv)));
        let mut front: Vec<SetValue> = Vec::new();
        for value in by_cost {
            if front.last().is_none_or(|last| wins(value.npv, last.npv)) {
                front.push(value);
            }
        }
        Self { best, front }
    }
}

/// Months outside, subsets inside, so that a month is computed once for all subsets of which the same strategies are active,
/// and its demand once for all of which the same shape it. A month like the one before is not computed again.
fn values(assumptions: &Assumptions<'_, f64>) -> Vec<SetValue> {
    let plan = assumptions.plan;
    let mut values: Vec<SetValue> = StrategySet::subsets(plan, |_| true)
        .into_iter()
        .map(|set| SetValue { set, npv: 0.0, setup_cost: 0.0 })
        .collect();
    let shaping = StrategySet::subsets_of(plan, plan.shaping);
    let mut demands: HashMap<StrategySet, Demand<f64>> = shaping.into_iter().map(|set| (set, Demand::new())).collect();
    let mut one_offs = OneOffs::new(plan);
    let mut strategy_one_offs: Vec<OneOffs> = values.iter().map(|_| OneOffs::new(plan)).collect();
    // Of the month before, or of this one: where it is, and net by the strategies that are active.
    let mut known: Option<Point<f64>> = None;
    let mut nets: HashMap<StrategySet, f64> = HashMap::new();

    for month in 0..plan.horizon_months {
        let point = assumptions.in_month(month);
        let stage = point.map(|point| point.stage);
        let discount = assumptions.discount(month);
        let shared = one_offs.components(assumptions, month, stage);
        if let Some(point) = point.filter(|_| known != point) {
            nets.clear();
            for (set, demand) in &mut demands {
                demand.fill(assumptions, &point.growth, &StrategyEffects::of(assumptions, *set), *set);
            }
        }
        known = point;
        for (value, paid) in values.iter_mut().zip(&mut strategy_one_offs) {
            let setup = paid.strategies(assumptions, stage, value.set);
            let net = point.map_or(0.0, |point| {
                let active = value.set.active_at(plan, point.stage);
                let evaluated = || {
                    let demand = &demands[&active.among(plan.shaping)];
                    evaluate(assumptions, &point, &StrategyEffects::of(assumptions, active), demand, &mut ()).net
                };
                *nets.entry(active).or_insert_with(evaluated)
            });
            value.npv += (net - shared - setup) * discount;
            value.setup_cost += setup;
        }
    }
    values
}
