//! The best that the listed strategies can do (model, section 7).
//!
//! The floor is the greatest net among the plan as set, every subset at favourable bounds and every subset at set values.
//! Trying all of them at each of 240 volumes is too slow, so subsets are searched depth first and a branch is left as
//! soon as even its optimistic bound, every undecided strategy saving all it can at no cost, cannot reach the best found.

use super::bill::Ledger;
use super::demand::Demand;
use super::evaluation::evaluate;
use super::strategy_effects::StrategyEffects;
use super::{Assumptions, Evaluation, Number, Point, StrategySet};
use crate::scenario::{Driver, StrategyTag};

#[cfg(test)]
mod tests;

/// A later candidate must win by more than this, relative to the best so far.
pub(super) const LEAST_WIN: f64 = 1e-9;

/// Whether a later candidate's net beats the best so far.
pub(super) fn wins(net: f64, best: f64) -> bool {
    best + LEAST_WIN * best.abs() < net
}

/// What the floor's strategies are assumed to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bounds {
    /// The plan as it is set: nothing beats it.
    Plan,
    /// Strategies on from stage 0, at their favourable bounds.
    Favourable,
    /// Strategies on from stage 0, at set values.
    Set,
}

/// The best that the listed strategies can do at a point.
#[derive(Clone, Copy, Debug)]
pub struct Floor {
    /// The month in question.
    pub evaluation: Evaluation<f64>,
    /// The strategies that are on.
    pub set: StrategySet,
    /// What they are assumed to do.
    pub bounds: Bounds,
}

/// Searches the floor at one point after another; the last answer is the next one's first guess.
#[derive(Debug)]
pub struct FloorSearch<'a> {
    set: &'a Assumptions<'a, f64>,
    favourable: &'a Assumptions<'a, f64>,
    planned: StrategySet,
    /// Every choice of routing and prefix caching, and where a saving of tokens can cost money, of those: they can hurt, so
    /// they are decided first.
    heads: Vec<StrategySet>,
    /// The other strategies, whose savings only ever help.
    tail: Vec<usize>,
    /// By bounds: set values, favourable ones.
    demands: [FilledDemands; 2],
    last: Option<(Bounds, StrategySet)>,
}

/// The demand of every choice of strategies that shape it, filled when it is first asked for at a point.
#[derive(Debug, Default)]
struct FilledDemands(Vec<FilledDemand>);

#[derive(Debug)]
struct FilledDemand {
    shaping: StrategySet,
    is_filled: bool,
    demand: Demand<f64>,
}

impl FilledDemands {
    /// Another point has other demand.
    fn forget(&mut self) {
        self.0.iter_mut().for_each(|known| known.is_filled = false);
    }

    fn at(
        &mut self,
        assumptions: &Assumptions<'_, f64>,
        point: &Point<f64>,
        effects: &StrategyEffects<f64>,
        set: StrategySet,
    ) -> &Demand<f64> {
        let shaping = set.among(assumptions.plan.shaping);
        let place = self.0.iter().position(|known| known.shaping == shaping).unwrap_or_else(|| {
            self.0.push(FilledDemand { shaping, is_filled: false, demand: Demand::new() });
            self.0.len() - 1
        });
        let known = &mut self.0[place];
        if !known.is_filled {
            known.demand.fill(assumptions, &point.growth, effects, set);
            known.is_filled = true;
        }
        &known.demand
    }
}

/// One search at one point.
struct Search<'s, 'a> {
    assumptions: &'a Assumptions<'a, f64>,
    bounds: Bounds,
    point: &'s Point<f64>,
    demand: &'s Demand<f64>,
    tail: &'s [usize],
    record: Record,
    near: &'s mut Vec<Floor>,
}

/// The best net so far, and how early the first candidate that has it comes.
#[derive(Clone, Copy)]
struct Record {
    net: f64,
    order: (Bounds, u32),
}

impl<'a> FloorSearch<'a> {
    /// A search over the strategies that the plan lists.
    pub fn new(set: &'a Assumptions<'a, f64>, favourable: &'a Assumptions<'a, f64>) -> Self {
        let plan = set.plan;
        let can_hurt = plan.savings_can_hurt();
        let is_head = |tag| match tag {
            StrategyTag::ModelRouting | StrategyTag::PrefixCaching => true,
            StrategyTag::PromptCompression | StrategyTag::RetrievalTrimming | StrategyTag::OutputLimits => can_hurt,
            _ => false,
        };
        Self {
            set,
            favourable,
            planned: StrategySet::of(plan, |strategy| strategy.enabled),
            heads: StrategySet::subsets(plan, |strategy| is_head(strategy.kind.tag())),
            tail: (0..plan.strategies.len()).filter(|&place| !is_head(plan.strategies[place].kind.tag())).collect(),
            demands: Default::default(),
            last: None,
        }
    }

    /// The floor at a point.
    pub fn at(&mut self, point: &Point<f64>) -> Floor {
        self.demands.iter_mut().for_each(FilledDemands::forget);
        let planned = self.candidate(point, Bounds::Plan, self.planned.active_at(self.set.plan, point.stage));
        let mut record = Record { net: planned.evaluation.net, order: (Bounds::Plan, 0) };
        if let Some((bounds, set)) = self.last.filter(|(bounds, _)| *bounds != Bounds::Plan) {
            let net = self.candidate(point, bounds, set).evaluation.net;
            if wins(net, record.net) {
                record = Record { net, order: (bounds, set.len()) };
            }
        }
        let mut near = Vec::new();
        for bounds in [Bounds::Favourable, Bounds::Set] {
            for index in 0..self.heads.len() {
                let head = self.heads[index];
                let assumptions = self.assumptions(bounds);
                let effects = StrategyEffects::of(assumptions, head);
                let demands = &mut self.demands[usize::from(bounds == Bounds::Favourable)];
                let demand = demands.at(assumptions, point, &effects, head);
                let mut search =
                    Search { assumptions, bounds, point, demand, tail: &self.tail, record, near: &mut near };
                search.descend(head, 0);
                record = search.record;
            }
        }
        near.sort_by_key(|candidate| (candidate.bounds, candidate.set.order()));
        let floor = near.into_iter().fold(planned, |best, candidate| {
            if wins(candidate.evaluation.net, best.evaluation.net) { candidate } else { best }
        });
        self.last = Some((floor.bounds, floor.set));
        floor
    }

    fn assumptions(&self, bounds: Bounds) -> &'a Assumptions<'a, f64> {
        if bounds == Bounds::Favourable { self.favourable } else { self.set }
    }

    fn candidate(&mut self, point: &Point<f64>, bounds: Bounds, set: StrategySet) -> Floor {
        let assumptions = self.assumptions(bounds);
        let effects = StrategyEffects::of(assumptions, set);
        let demand = self.demands[usize::from(bounds == Bounds::Favourable)].at(assumptions, point, &effects, set);
        Floor { evaluation: evaluate(assumptions, point, &effects, demand, &mut ()), set, bounds }
    }
}

impl Search<'_, '_> {
    /// Tries every subset that continues `set` with strategies of the tail from `next` on, and keeps those whose net
    /// may be the floor's.
    fn descend(&mut self, set: StrategySet, next: usize) {
        let plan = self.assumptions.plan;
        let mut effects = StrategyEffects::of(self.assumptions, set);
        let Some(&place) = self.tail.get(next) else {
            let evaluation = evaluate(self.assumptions, self.point, &effects, self.demand, &mut ());
            if self.matters(set, evaluation.net, evaluation.cost) {
                self.near.push(Floor { evaluation, set, bounds: self.bounds });
                let order = (self.bounds, set.len());
                if self.record.net < evaluation.net || order < self.record.order && self.record.net == evaluation.net {
                    self.record = Record { net: evaluation.net, order };
                }
            }
            return;
        };
        // A second one of a kind cannot join, and its hits at the first one's error rate would be no bound.
        for &undecided in self.tail[next..].iter().filter(|&&place| set.allows(plan, &plan.strategies[place])) {
            effects.save_at_best(self.assumptions, undecided);
        }
        // Losses of quality are left out of the bound, and would lower what is charged per outcome.
        let mut fees = OutcomeFees(0.0);
        let bound = evaluate(self.assumptions, self.point, &effects, self.demand, &mut fees);
        if self.matters(set, bound.net + fees.0, bound.cost) {
            if set.allows(plan, &plan.strategies[place]) {
                self.descend(set.with(place), next + 1);
            }
            self.descend(set, next + 1);
        }
    }

    /// Whether `set`, or one that continues it, may be the floor with a net of at most this: it comes near the record,
    /// where the order of candidates decides, and is not both later than the record and no better.
    ///
    /// Winning by [`LEAST_WIN`] is not transitive, so a candidate that is better by less still counts.
    fn matters(&self, set: StrategySet, net: f64, cost: f64) -> bool {
        let Record { net: best, order } = self.record;
        let is_near = best - 16.0 * LEAST_WIN * best.abs() - 1e-12 * cost <= net;
        is_near && (best < net || (self.bounds, set.len()) <= order)
    }
}

/// Adds up what outcomes are charged.
struct OutcomeFees(f64);

impl Ledger<f64> for OutcomeFees {
    fn line(&mut self, _component: usize, driver: Driver, cost: f64) {
        if driver == Driver::Outcome {
            self.0 += cost;
        }
    }
}

impl StrategyEffects<f64> {
    /// What an undecided strategy could save at most, beside those that are decided.
    fn save_at_best(&mut self, assumptions: &Assumptions<'_, f64>, place: usize) {
        let mut alone = Self::neutral();
        alone.save(assumptions, &assumptions.plan.strategies[place]);
        // Whatever a strategy saves is named here, or belongs to a head, which is decided before.
        let Self {
            hit,
            compression,
            trimming,
            output,
            reasoning,
            batch,
            throughput_gain,
            wrong_hit: _,
            prefix: _,
            routing: _,
            lookup_cost: _,
            monthly_cost: _,
            quality: _,
        } = alone;
        for (symbol, best) in [
            (&mut self.hit, hit),
            (&mut self.compression, compression),
            (&mut self.trimming, trimming),
            (&mut self.output, output),
            (&mut self.reasoning, reasoning),
            (&mut self.batch, batch),
            (&mut self.throughput_gain, throughput_gain),
        ] {
            *symbol = <f64 as Number>::max(*symbol, best);
        }
        let quality_loss = assumptions.value(assumptions.plan.strategies[place].quality_loss);
        self.quality *= quality_loss.rest().max(1.0);
    }
}
