//! How models are sold, by stage: which share of a prefix is read from its cache, and which share of calls is long
//! (model, section 4).
//!
//! These shares bend with traffic and with the length of prompts, so they are worked out at a stage's own factors and base
//! requests, with the strategies in force, and interpolated between stages like the factors themselves.

use super::demand::{PARTS, parts};
use super::plan::PlanStep;
use super::plan_model::PlanModel;
use super::strategy_effects::StrategyEffects;
use super::{Assumptions, Number, Parameter, Plan, RequestGrowth, StrategySet};
use crate::scenario::{StrategyKind, StrategyTag};

/// Minutes in a month.
pub(super) const MINUTES_PER_MONTH: f64 = super::bill::HOURS_PER_MONTH * 60.0;

/// What holds of the calls of a step to a model.
#[derive(Clone, Copy, Debug)]
pub(super) struct CallShares<N> {
    /// Share of their prefix that is read from the cache.
    pub read: N,
    /// Share of their prefix that is written to the cache.
    pub written: N,
    /// Both together: 1 where the prefix is long enough to be cached.
    pub cached: N,
    /// Share of calls whose prompt is long.
    pub long_calls: N,
    /// Share of prompt tokens that are in such calls.
    pub long_tokens: N,
}

impl<N: Number> CallShares<N> {
    /// A share of the way from these to others.
    pub fn towards(&self, other: &Self, weight: N) -> Self {
        let between = |share: fn(&Self) -> N| share(self) + (share(other) - share(self)) * weight;
        Self {
            read: between(|shares| shares.read),
            written: between(|shares| shares.written),
            cached: between(|shares| shares.cached),
            long_calls: between(|shares| shares.long_calls),
            long_tokens: between(|shares| shares.long_tokens),
        }
    }
}

/// The shares of every step and part, at one stage with one set of strategies.
pub(super) type StageShares<N> = Vec<CallShares<N>>;

/// Shares that have been worked out, by stage, and there by strategies, of which there are a few.
#[derive(Clone, Debug)]
pub(super) struct KnownShares<N>(Vec<Vec<(StrategySet, StageShares<N>)>>);

impl<N> Default for KnownShares<N> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<N: Number> KnownShares<N> {
    /// Works those of a stage out with the strategies that shape them, unless they are known. `shaping` names what `effects`
    /// are the effects of.
    pub fn work_out(
        &mut self,
        assumptions: &Assumptions<'_, N>,
        stage: usize,
        effects: &StrategyEffects<N>,
        shaping: StrategySet,
    ) {
        if self.0.len() <= stage {
            self.0.resize_with(assumptions.plan.stages.len(), Vec::new);
        }
        if !self.0[stage].iter().any(|(known, _)| *known == shaping) {
            self.0[stage].push((shaping, stage_shares(assumptions, stage, effects)));
        }
    }

    /// Those that have been worked out.
    pub fn at(&self, stage: usize, shaping: StrategySet) -> &[CallShares<N>] {
        let known = self.0[stage].iter().find(|(known, _)| *known == shaping);
        known.map_or(&[], |(_, shares)| shares)
    }
}

/// Works the shares of a stage out.
pub(super) fn stage_shares<N: Number>(
    assumptions: &Assumptions<'_, N>,
    stage: usize,
    effects: &StrategyEffects<N>,
) -> StageShares<N> {
    let plan = assumptions.plan;
    let growth = assumptions.growth_of(stage);
    let mut shares = Vec::with_capacity(plan.steps.len() * PARTS);
    for step in &plan.steps {
        let prompt = Prompt::new(assumptions, step, &growth, effects);
        for part in parts(plan, step, &growth, effects.routing) {
            shares.push(match part {
                Some((model, share)) => prompt.shares(assumptions, step, stage, effects, model, share),
                None => CallShares::none(),
            });
        }
    }
    shares
}

impl<N: Number> CallShares<N> {
    /// Of calls that there are not.
    pub fn none() -> Self {
        let zero = N::zero();
        Self { read: zero, written: zero, cached: zero, long_calls: zero, long_tokens: zero }
    }
}

/// How often the calls of a step find their prefix in the cache of the step's own model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PrefixHit {
    /// The step, by place.
    pub step: usize,
    /// Share of its calls; 0 where the prefix is too short to be cached.
    pub share: f64,
    /// Whether the prefix is long enough to be cached.
    pub is_cached: bool,
}

impl PrefixHit {
    /// Of every step that has a prefix, at a stage with some strategies and the first prefix caching that is listed; empty
    /// where none is, or where its hit rate is given and every prefix is cached.
    pub fn all(assumptions: &Assumptions<'_, f64>, stage: usize, set: StrategySet) -> Vec<Self> {
        let plan = assumptions.plan;
        let listed = plan.strategies.iter().position(|strategy| strategy.kind.tag() == StrategyTag::PrefixCaching);
        let Some(listed) = listed.filter(|_| plan.has_shares) else { return Vec::new() };
        let has_one = set.places().any(|place| plan.strategies[place].kind.tag() == StrategyTag::PrefixCaching);
        let set = if has_one { set } else { set.with(listed) };
        let shares = stage_shares(assumptions, stage, &StrategyEffects::of(assumptions, set));
        let hit = |step: usize| {
            let CallShares { read, cached, .. } = shares[step * PARTS];
            Self { step, share: read, is_cached: 0.0 < cached }
        };
        (0..plan.steps.len()).filter(|&step| 0.0 < assumptions.value(plan.steps[step].prefix)).map(hit).collect()
    }
}

/// How long the prompts of a step are on average, in tokens, at base values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PromptLength {
    /// What stands at the beginning and was sent before: prefix and history. As much as this can be cached.
    pub opening: f64,
    /// Everything that is read.
    pub whole: f64,
}

impl PromptLength {
    /// Of each step at a stage, with the strategies that the plan uses there.
    pub fn at_stage(plan: &Plan, stage: usize) -> Vec<Self> {
        let assumptions = Assumptions::base(plan);
        let growth = assumptions.growth_of(stage);
        let effects = StrategyEffects::of(&assumptions, plan.planned_mix().active_at(plan, stage));
        let length = |step| {
            let prompt = Prompt::new(&assumptions, step, &growth, &effects);
            Self { opening: prompt.opening, whole: prompt.length }
        };
        plan.steps.iter().map(length).collect()
    }
}

/// What a call sends on average, at a stage.
struct Prompt<N> {
    /// Calls of a loop.
    calls: N,
    /// What stands at the beginning and was sent before: prefix and history.
    opening: N,
    /// Everything that is read.
    length: N,
}

impl<N: Number> Prompt<N> {
    fn new(
        assumptions: &Assumptions<'_, N>,
        step: &PlanStep,
        growth: &RequestGrowth<N>,
        effects: &StrategyEffects<N>,
    ) -> Self {
        let value = |input| assumptions.value(input);
        let calls = value(step.turns) * growth.calls;
        let new = value(step.conversation) * growth.context * effects.compression.rest();
        let answer = value(step.output) * effects.output.rest();
        let history = resent(assumptions, step, calls) * (new + answer);
        let opening = value(step.prefix) * effects.compression.rest() + history;
        let retrieved = value(step.retrieved) * growth.context * effects.trimming.rest();
        Self { calls, opening, length: opening + retrieved + new }
    }

    fn shares(
        &self,
        assumptions: &Assumptions<'_, N>,
        step: &PlanStep,
        stage: usize,
        effects: &StrategyEffects<N>,
        model: usize,
        share: N,
    ) -> CallShares<N> {
        let place = model;
        let model = &assumptions.plan.models[place];
        let mut shares = CallShares::none();
        if let Some(prefix) = &effects.prefix {
            shares.cached = match model {
                PlanModel::Tokens(prices) if 0.0 < prices.cache_min => {
                    (assumptions.parameter(prices.cache_min, Parameter::CacheMinimum(place)) - self.opening)
                        .if_positive(N::zero(), N::one())
                }
                _ => N::one(),
            };
            let hit = prefix.hit.unwrap_or_else(|| {
                let calls = assumptions.value(step.calls);
                let calls_of_request = (calls * self.calls).max(N::one());
                let requests = assumptions.base_requests(stage) * calls.min(N::one()) * share.min(N::one());
                let kept = assumptions.parameter(prefix.kept / MINUTES_PER_MONTH, Parameter::KeptShare);
                let kept = requests * kept / prefix.prefixes;
                let first = (N::zero() - kept).exp().rest();
                (first + calls_of_request - N::one()) / calls_of_request
            });
            shares.read = shares.cached * hit;
            shares.written = shares.cached * hit.rest();
        }
        if let PlanModel::Tokens(prices) = model
            && let Some(long) = prices.long
        {
            let above = assumptions.parameter(long.above, Parameter::LongAbove(place));
            if assumptions.plan.is_neutral(step.length_sigma) {
                let is_long = (self.length - above).if_positive(N::one(), N::zero());
                (shares.long_calls, shares.long_tokens) = (is_long, is_long);
            } else {
                let sigma = assumptions.value(step.length_sigma).max(N::constant(LEAST_SIGMA));
                let length = self.length.max(N::constant(LEAST_LENGTH)).ln();
                let distance = (above.ln() - length) / sigma;
                let half = sigma * N::constant(0.5);
                shares.long_calls = (N::zero() - distance - half).normal_cdf();
                shares.long_tokens = (half - distance).normal_cdf();
            }
        }
        shares
    }
}

/// Below this, prompts are all of one length.
const LEAST_SIGMA: f64 = 1e-9;
/// Tokens of a prompt that is empty.
const LEAST_LENGTH: f64 = 1e-9;

/// How often what a turn carried is sent again, on average over the calls of a loop: `carried · max(0, (k·(1 + cv²) − 1)/2)`.
pub(super) fn resent<N: Number>(assumptions: &Assumptions<'_, N>, step: &PlanStep, calls: N) -> N {
    let value = |input| assumptions.value(input);
    let spread = value(step.turns_cv);
    let later = (calls * (N::one() + spread * spread) - N::one()) * N::constant(0.5);
    value(step.carried) * later.max(N::zero())
}

impl Plan {
    /// Whether the shares of a step's calls to a model have to be worked out: prefixes are found as traffic keeps them or
    /// must be long enough, or long prompts cost more.
    pub(super) fn is_sold_by_shares(&self, model: usize) -> bool {
        let has_prefixes = self.strategies.iter().any(|strategy| strategy.kind.tag() == StrategyTag::PrefixCaching);
        match &self.models[model] {
            PlanModel::Tokens(prices) => {
                prices.long.is_some() || has_prefixes && 0.0 < prices.cache_min || self.has_prefixes_from_traffic()
            }
            PlanModel::SelfHosted(_) | PlanModel::Provisioned(_) => self.has_prefixes_from_traffic(),
        }
    }

    /// The strategies that shape demand: all of one kind or another, active or not. Only routing does where no shares have to
    /// be worked out.
    pub(super) fn strategies_that_shape(&self) -> StrategySet {
        let is_savings = |tag| {
            matches!(tag, StrategyTag::PromptCompression | StrategyTag::RetrievalTrimming | StrategyTag::OutputLimits)
        };
        let can_hurt = self.savings_can_hurt();
        StrategySet::of(self, |strategy| match strategy.kind.tag() {
            StrategyTag::ModelRouting => true,
            StrategyTag::PrefixCaching => self.has_shares,
            tag => can_hurt && is_savings(tag),
        })
    }

    fn has_prefixes_from_traffic(&self) -> bool {
        let is_from_traffic =
            |kind: &StrategyKind<_, _>| matches!(kind, StrategyKind::PrefixCaching { hit_rate: None, .. });
        self.strategies.iter().any(|strategy| is_from_traffic(&strategy.kind))
    }

    /// Whether a saving of tokens can cost money: a prompt may become too short to be cached, or a price step may lead down.
    pub(super) fn savings_can_hurt(&self) -> bool {
        let has_prefixes = self.strategies.iter().any(|strategy| strategy.kind.tag() == StrategyTag::PrefixCaching);
        self.models.iter().any(|model| match model {
            PlanModel::Tokens(prices) => prices.long.is_some() || has_prefixes && 0.0 < prices.cache_min,
            PlanModel::SelfHosted(_) | PlanModel::Provisioned(_) => false,
        })
    }
}
