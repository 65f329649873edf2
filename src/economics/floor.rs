//! The best that the listed strategies can do (model, section 7).
//!
//! The floor is the greatest net among the plan as set, every subset at favourable bounds and every subset at set values.
//! Trying all of them at each of 240 volumes is too slow, so subsets are searched depth first and a branch is left as
//! soon as even its optimistic bound, every undecided strategy saving all it can at no cost, cannot reach the best found.

use super::demand::Demand;
use super::evaluation::{before_cards, evaluate};
use super::folded_lines::FoldedLines;
use super::strategy_effects::StrategyEffects;
use super::{Assumptions, Evaluation, Number, Point, RequestGrowth, StrategySet};
use crate::scenario::StrategyTag;

#[cfg(test)]
mod tests;

/// More than rounding makes of a month's cost.
const ROUNDING: f64 = 1e-12;

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
    set: Candidates<'a>,
    favourable: Candidates<'a>,
    planned: StrategySet,
    /// The strategies that no head decides, whose savings only ever help.
    tail: Vec<usize>,
    /// By stage; strategies at favourable bounds leave them as they are.
    lines: Vec<FoldedLines<'a>>,
    last: Option<(Bounds, StrategySet)>,
}

/// Sets of strategies that all do what is assumed of them: their set values, or their favourable bounds.
#[derive(Debug)]
struct Candidates<'a> {
    assumptions: &'a Assumptions<'a, f64>,
    /// Every choice of routing and prefix caching, and where a saving of tokens can cost money, of those. They can hurt, so
    /// they are decided first.
    heads: Vec<Head>,
    demands: FilledDemands,
}

/// The first strategies of candidates.
#[derive(Debug)]
struct Head {
    set: StrategySet,
    effects: StrategyEffects<f64>,
    /// With all that the tail could save.
    at_best: StrategyEffects<f64>,
}

/// The demand of every choice of strategies that shape it, filled when it is first asked for at a point.
#[derive(Debug, Default)]
struct FilledDemands {
    known: Vec<FilledDemand>,
    growth: Option<RequestGrowth<f64>>,
}

#[derive(Debug)]
struct FilledDemand {
    shaping: StrategySet,
    is_filled: bool,
    demand: Demand<f64>,
}

impl FilledDemands {
    /// Where requests have grown to something else, there is other demand.
    fn forget_unless(&mut self, growth: &RequestGrowth<f64>) {
        if self.growth != Some(*growth) {
            self.growth = Some(*growth);
            self.known.iter_mut().for_each(|known| known.is_filled = false);
        }
    }

    fn at(
        &mut self,
        assumptions: &Assumptions<'_, f64>,
        point: &Point<f64>,
        effects: &StrategyEffects<f64>,
        set: StrategySet,
    ) -> &Demand<f64> {
        let shaping = set.among(assumptions.plan.shaping);
        let place = self.known.iter().position(|known| known.shaping == shaping).unwrap_or_else(|| {
            self.known.push(FilledDemand { shaping, is_filled: false, demand: Demand::new() });
            self.known.len() - 1
        });
        let known = &mut self.known[place];
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
    lines: &'s FoldedLines<'a>,
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
        let tail: Vec<usize> =
            (0..plan.strategies.len()).filter(|&place| !is_head(plan.strategies[place].kind.tag())).collect();
        let heads = StrategySet::subsets(plan, |strategy| is_head(strategy.kind.tag()));
        Self {
            set: Candidates::new(set, &heads, &tail),
            favourable: Candidates::new(favourable, &heads, &tail),
            planned: StrategySet::of(plan, |strategy| strategy.enabled),
            tail,
            lines: FoldedLines::of_stages(plan, set),
            last: None,
        }
    }

    /// The floor at a point.
    pub fn at(&mut self, point: &Point<f64>) -> Floor {
        self.set.demands.forget_unless(&point.growth);
        self.favourable.demands.forget_unless(&point.growth);
        let planned = self.planned.active_at(self.set.assumptions.plan, point.stage);
        let planned = self.candidate(point, Bounds::Plan, planned);
        let mut record = Record { net: planned.evaluation.net, order: (Bounds::Plan, 0) };
        if let Some((bounds, set)) = self.last.filter(|(bounds, _)| *bounds != Bounds::Plan) {
            let net = self.candidate(point, bounds, set).evaluation.net;
            if wins(net, record.net) {
                record = Record { net, order: (bounds, set.len()) };
            }
        }
        let mut near = Vec::new();
        let lines = &self.lines[point.stage];
        for (bounds, candidates) in [(Bounds::Favourable, &mut self.favourable), (Bounds::Set, &mut self.set)] {
            let assumptions = candidates.assumptions;
            for head in &candidates.heads {
                let demand = candidates.demands.at(assumptions, point, &head.effects, head.set);
                let (tail, near) = (&self.tail, &mut near);
                let mut search = Search { assumptions, bounds, point, demand, lines, tail, record, near };
                search.go_on(head.set, 0, &head.effects, &head.at_best);
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

    fn candidate(&mut self, point: &Point<f64>, bounds: Bounds, set: StrategySet) -> Floor {
        let candidates = if bounds == Bounds::Favourable { &mut self.favourable } else { &mut self.set };
        Floor { evaluation: candidates.evaluate(point, set), set, bounds }
    }
}

impl<'a> Candidates<'a> {
    fn new(assumptions: &'a Assumptions<'a, f64>, heads: &[StrategySet], tail: &[usize]) -> Self {
        let head = |&set: &StrategySet| {
            let effects = StrategyEffects::of(assumptions, set);
            Head { set, at_best: effects.at_best(assumptions, set, tail), effects }
        };
        Self { assumptions, heads: heads.iter().map(head).collect(), demands: FilledDemands::default() }
    }

    fn evaluate(&mut self, point: &Point<f64>, set: StrategySet) -> Evaluation<f64> {
        let effects = StrategyEffects::of(self.assumptions, set);
        let demand = self.demands.at(self.assumptions, point, &effects, set);
        evaluate(self.assumptions, point, &effects, demand, &mut ())
    }
}

impl Search<'_, '_> {
    /// Tries every subset that continues `set` with strategies of the tail from `next` on, and keeps those whose net
    /// may be the floor's.
    fn descend(&mut self, set: StrategySet, next: usize) {
        let effects = StrategyEffects::of(self.assumptions, set);
        let at_best = effects.at_best(self.assumptions, set, &self.tail[next..]);
        self.go_on(set, next, &effects, &at_best);
    }

    /// The same where the effects of `set` are known, and those with all that could be saved besides.
    fn go_on(&mut self, set: StrategySet, next: usize, effects: &StrategyEffects<f64>, at_best: &StrategyEffects<f64>) {
        let Some(&place) = self.tail.get(next) else {
            let evaluation = evaluate(self.assumptions, self.point, effects, self.demand, &mut ());
            if self.matters(set, evaluation.net, evaluation.cost) {
                self.near.push(Floor { evaluation, set, bounds: self.bounds });
                let order = (self.bounds, set.len());
                if self.record.net < evaluation.net || order < self.record.order && self.record.net == evaluation.net {
                    self.record = Record { net: evaluation.net, order };
                }
            }
            return;
        };
        let (month, quantities) = before_cards(self.assumptions, self.point, at_best, self.demand, &mut ());
        let (charged, by_outcome) = self.lines.cost(self.assumptions, &quantities);
        let cost = charged + month.categories.iter().sum::<f64>();
        // Losses of quality are left out of the bound, and would lower what is charged per outcome.
        let net = month.value - (cost - by_outcome);
        if self.matters(set, net + ROUNDING * cost, cost) {
            let plan = self.assumptions.plan;
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
        let is_near = best - 16.0 * LEAST_WIN * best.abs() - ROUNDING * cost <= net;
        is_near && (best < net || (self.bounds, set.len()) <= order)
    }
}

impl StrategyEffects<f64> {
    /// With all that undecided strategies could save beside those of `set`, whose effects these are.
    fn at_best(&self, assumptions: &Assumptions<'_, f64>, set: StrategySet, undecided: &[usize]) -> Self {
        let plan = assumptions.plan;
        let mut at_best = *self;
        // A second one of a kind cannot join, and its hits at the first one's error rate would be no bound.
        for &place in undecided.iter().filter(|&&place| set.allows(plan, &plan.strategies[place])) {
            at_best.save_at_best(assumptions, place);
        }
        at_best
    }

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
