//! Which strategies are on, and what that does to demand and prices: the symbols of the model's section 5.

use super::{Assumptions, Number, Plan, PlanStrategy};
use crate::scenario::StrategyKind;

/// A set of listed strategies, by their places in the plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct StrategySet(u16);

impl StrategySet {
    /// No strategy at all.
    pub const NONE: Self = Self(0);

    /// The strategies for which `keep` holds.
    pub fn of(plan: &Plan, keep: impl Fn(&PlanStrategy) -> bool) -> Self {
        let kept = plan.strategies.iter().enumerate().filter(|(_, strategy)| keep(strategy));
        kept.fold(Self::NONE, |set, (index, _)| set.with(index))
    }

    /// Every subset that may be on together: no two strategies of one kind, those for which `keep` holds; in order of
    /// size, then as listed.
    pub fn subsets(plan: &Plan, keep: impl Fn(&PlanStrategy) -> bool) -> Vec<Self> {
        let mut subsets = vec![Self::NONE];
        for (index, strategy) in plan.strategies.iter().enumerate().filter(|(_, strategy)| keep(strategy)) {
            let grown: Vec<Self> =
                subsets.iter().filter(|set| set.allows(plan, strategy)).map(|set| set.with(index)).collect();
            subsets.extend(grown);
        }
        subsets.sort_by_key(|set| set.order());
        subsets
    }

    /// The strategies of this set that a stage already has.
    #[must_use]
    pub fn active_at(self, plan: &Plan, stage: usize) -> Self {
        self.filter(plan, |strategy| strategy.from_stage <= stage)
    }

    /// The places of the strategies in it, as listed.
    pub fn places(self) -> impl Iterator<Item = usize> {
        (0..u16::BITS as usize).filter(move |&index| self.contains(index))
    }

    /// Whether the strategy at a place is in it.
    pub fn contains(self, index: usize) -> bool {
        self.0 >> index & 1 == 1
    }

    /// With the strategy at a place.
    #[must_use]
    pub fn with(self, index: usize) -> Self {
        Self(self.0 | 1 << index)
    }

    /// Without the strategy at a place.
    #[must_use]
    pub fn without(self, index: usize) -> Self {
        Self(self.0 & !(1 << index))
    }

    /// How many are in it.
    pub fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether none is in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether a strategy's kind is still free.
    pub(super) fn allows(self, plan: &Plan, strategy: &PlanStrategy) -> bool {
        self.places().all(|place| plan.strategies[place].kind.tag() != strategy.kind.tag())
    }

    /// By size, then as listed: of two sets of one size, the one that has the first strategy they differ in.
    pub(super) fn order(self) -> (u32, std::cmp::Reverse<u16>) {
        (self.len(), std::cmp::Reverse(self.0.reverse_bits()))
    }

    fn filter(self, plan: &Plan, keep: impl Fn(&PlanStrategy) -> bool) -> Self {
        self.places().filter(|&place| keep(&plan.strategies[place])).fold(Self::NONE, Self::with)
    }
}

/// What the active strategies do; with none active every symbol is neutral.
#[derive(Clone, Copy, Debug)]
pub(super) struct StrategyEffects<N> {
    /// h: share of requests answered from the semantic cache.
    pub hit: N,
    /// Share of those answered wrongly.
    pub wrong_hit: N,
    /// c
    pub compression: N,
    /// t
    pub trimming: N,
    /// o
    pub output: N,
    /// g
    pub reasoning: N,
    /// p, where prefix caching is active.
    pub prefix_hit: Option<N>,
    /// b
    pub batch: N,
    /// Decode throughput over today's.
    pub throughput_gain: N,
    pub routing: Option<Routing<N>>,
    /// Money per request.
    pub lookup_cost: N,
    /// Money a month.
    pub monthly_cost: N,
    /// What quality losses leave of the outcomes.
    pub quality: N,
}

/// Where easy calls go.
#[derive(Clone, Copy, Debug)]
pub(super) struct Routing<N> {
    pub share: N,
    pub escalation: N,
    pub router_cost: N,
    pub to: usize,
}

impl<N: Number> StrategyEffects<N> {
    pub fn neutral() -> Self {
        Self {
            hit: N::zero(),
            wrong_hit: N::zero(),
            compression: N::zero(),
            trimming: N::zero(),
            output: N::zero(),
            reasoning: N::zero(),
            prefix_hit: None,
            batch: N::zero(),
            throughput_gain: N::one(),
            routing: None,
            lookup_cost: N::zero(),
            monthly_cost: N::zero(),
            quality: N::one(),
        }
    }

    pub fn of(assumptions: &Assumptions<'_, N>, set: StrategySet) -> Self {
        let mut effects = Self::neutral();
        for place in set.places() {
            let strategy = &assumptions.plan.strategies[place];
            effects.save(assumptions, strategy);
            effects.charge(assumptions, strategy);
        }
        effects
    }

    /// What a strategy saves.
    pub fn save(&mut self, assumptions: &Assumptions<'_, N>, strategy: &PlanStrategy) {
        let value = |input| assumptions.value(input);
        match strategy.kind {
            StrategyKind::SemanticCaching { hit_rate, eligible, .. } => self.hit = value(hit_rate) * value(eligible),
            StrategyKind::ModelRouting { share, to, escalation, router_cost } => {
                self.routing = Some(Routing {
                    share: value(share),
                    escalation: value(escalation),
                    router_cost: value(router_cost),
                    to,
                });
            }
            StrategyKind::PromptCompression { saving } => self.compression = value(saving),
            StrategyKind::RetrievalTrimming { saving } => self.trimming = value(saving),
            StrategyKind::OutputLimits { output, reasoning } => {
                self.output = value(output);
                self.reasoning = value(reasoning);
            }
            StrategyKind::PrefixCaching { hit_rate, .. } => self.prefix_hit = hit_rate.map(value),
            StrategyKind::BatchProcessing { share } => self.batch = value(share),
            StrategyKind::ContinuousBatching { throughput_gain } => self.throughput_gain = value(throughput_gain),
        }
    }

    /// What a strategy costs, in money and in outcomes.
    fn charge(&mut self, assumptions: &Assumptions<'_, N>, strategy: &PlanStrategy) {
        let value = |input| assumptions.value(input);
        if let StrategyKind::SemanticCaching { wrong_hit_rate, lookup_cost, .. } = strategy.kind {
            self.wrong_hit = value(wrong_hit_rate);
            self.lookup_cost = value(lookup_cost);
        }
        self.monthly_cost = self.monthly_cost + value(strategy.monthly_cost);
        self.quality = self.quality * value(strategy.quality_loss).rest();
    }
}
