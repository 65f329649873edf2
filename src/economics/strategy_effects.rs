//! What active strategies do to demand and prices: the symbols of the model's section 5.

use super::{Assumptions, Number, PlanStrategy, StrategySet};
use crate::scenario::StrategyKind;

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
    /// Where prefix caching is active.
    pub prefix: Option<PrefixCache<N>>,
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

/// How prefixes are cached.
#[derive(Clone, Copy, Debug)]
pub(super) struct PrefixCache<N> {
    /// Share of cached prefixes that are found; `None`: as traffic keeps them.
    pub hit: Option<N>,
    /// Different ones that share the traffic.
    pub prefixes: N,
    /// Minutes that each is kept.
    pub kept: f64,
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
            prefix: None,
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
            StrategyKind::PrefixCaching { hit_rate, prefixes, kept } => {
                self.prefix = Some(PrefixCache { hit: hit_rate.map(value), prefixes: value(prefixes), kept });
            }
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
