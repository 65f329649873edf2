//! One month of the plan: demand, bill and value together (model, sections 5 to 7).

use super::bill::{self, Ledger, Quantities};
use super::demand::Demand;
use super::strategy_effects::StrategyEffects;
use super::{Assumptions, Number, Parameter, PlanComponent, Point, Quantity, StrategySet};
use crate::scenario::Category;

/// What a month costs and brings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evaluation<N> {
    /// Requests.
    pub volume: N,
    /// The stage in force.
    pub stage: usize,
    /// Requests that reach a model.
    pub inferred: N,
    /// Wrong answers from the semantic cache.
    pub wrong: N,
    /// Tokens of all models.
    pub tokens: N,
    /// Calls to all models.
    pub calls: N,
    /// Cost by category, in the order of [`Category::ALL`].
    pub categories: [N; Category::COUNT],
    /// One bit a category that has an active card (and always `Inference` and `Optimization`).
    active_categories: u16,
    /// Total cost.
    pub cost: N,
    /// Accepted outcomes.
    pub outcomes: N,
    /// What they are worth, less what errors cost.
    pub value: N,
    /// Value − cost.
    pub net: N,
}

impl<N: Number> Evaluation<N> {
    /// Cost in category `Inference`: models, and cards filed with them.
    pub fn inference(&self) -> N {
        self.categories[Category::Inference as usize]
    }

    /// The categories that have an active card, with their cost.
    pub fn active_categories(&self) -> impl Iterator<Item = (Category, N)> {
        let active = self.active_categories;
        let costs = self.categories;
        Category::ALL
            .into_iter()
            .filter(move |&category| active >> category as u16 & 1 == 1)
            .map(move |category| (category, costs[category as usize]))
    }
}

impl Evaluation<f64> {
    /// Value over cost; `None` where cost is 0 or value is negative.
    pub fn ratio(&self) -> Option<f64> {
        (0.0 < self.cost && 0.0 <= self.value).then(|| self.value / self.cost).filter(|ratio| ratio.is_finite())
    }

    /// `None` where there are no outcomes.
    pub fn cost_per_outcome(&self) -> Option<f64> {
        self.per_outcome(self.cost)
    }

    /// `None` where there are no outcomes.
    pub fn value_per_outcome(&self) -> Option<f64> {
        self.per_outcome(self.value)
    }

    /// `None` where there are no requests.
    pub fn cost_per_request(&self) -> Option<f64> {
        (0.0 < self.volume).then(|| self.cost / self.volume).filter(|cost| cost.is_finite())
    }

    /// The share of cost that is not tokens; `None` where nothing costs anything.
    pub fn share_beyond_tokens(&self) -> Option<f64> {
        (0.0 < self.cost).then(|| 1.0 - self.inference() / self.cost)
    }

    fn per_outcome(&self, money: f64) -> Option<f64> {
        (0.0 < self.outcomes).then(|| money / self.outcomes).filter(|money| money.is_finite())
    }
}

/// Evaluates a plan again and again without allocating.
#[derive(Clone, Debug)]
pub struct Engine<'a, N> {
    assumptions: &'a Assumptions<'a, N>,
    demand: Demand<N>,
}

impl<'a, N: Number> Engine<'a, N> {
    /// An engine for these assumptions.
    pub fn new(assumptions: &'a Assumptions<'a, N>) -> Self {
        Self { assumptions, demand: Demand::new() }
    }

    /// One month at a point with a set of strategies, all of them active.
    pub fn evaluate(&mut self, point: &Point<N>, set: StrategySet) -> Evaluation<N> {
        let effects = StrategyEffects::of(self.assumptions, set);
        self.demand.fill(self.assumptions, &point.growth, &effects, set);
        evaluate(self.assumptions, point, &effects, &self.demand, &mut ())
    }
}

/// The room that an engine works in, for those whose assumptions change between evaluations.
#[derive(Clone, Debug)]
pub struct Scratch<N> {
    demand: Demand<N>,
}

impl<N: Number> Scratch<N> {
    /// Room for any plan.
    pub fn new() -> Self {
        Self { demand: Demand::new() }
    }

    /// One month of the same plan at a point with a set of strategies, all of them active.
    pub fn evaluate(&mut self, assumptions: &Assumptions<'_, N>, point: &Point<N>, set: StrategySet) -> Evaluation<N> {
        let effects = StrategyEffects::of(assumptions, set);
        self.demand.fill_anew(assumptions, &point.growth, &effects);
        evaluate(assumptions, point, &effects, &self.demand, &mut ())
    }
}

impl<N: Number> Scratch<N> {
    /// The same where the assumptions have changed in nothing that [shapes demand](super::Plan::shapes_demand) since.
    pub fn evaluate_again(
        &self,
        assumptions: &Assumptions<'_, N>,
        point: &Point<N>,
        set: StrategySet,
    ) -> Evaluation<N> {
        evaluate(assumptions, point, &StrategyEffects::of(assumptions, set), &self.demand, &mut ())
    }
}

impl<N: Number> Default for Scratch<N> {
    fn default() -> Self {
        Self::new()
    }
}

/// One month with its demand already known.
pub(super) fn evaluate<N: Number>(
    assumptions: &Assumptions<'_, N>,
    point: &Point<N>,
    effects: &StrategyEffects<N>,
    demand: &Demand<N>,
    ledger: &mut impl Ledger<N>,
) -> Evaluation<N> {
    let (mut month, quantities) = before_cards(assumptions, point, effects, demand, ledger);
    ledger.before_cards(&quantities, &month.categories);
    let mut factors = assumptions.line_factors().iter();
    for (index, component) in assumptions.plan.components.iter().enumerate() {
        let factors = factors.by_ref().take(component.lines.len());
        if !component.is_active_at(point.stage) {
            factors.for_each(drop);
            continue;
        }
        let total = &mut month.categories[component.category as usize];
        month.active_categories |= 1 << component.category as u16;
        for (place, (line, &factor)) in component.lines.iter().zip(factors).enumerate() {
            let cost = bill::line(assumptions, line, factor, &quantities, [index, place]);
            ledger.line(index, line.driver, cost);
            *total = *total + cost;
        }
    }
    for (category, cost) in Category::ALL.iter().zip(&mut month.categories) {
        *cost = cost.named(Quantity::Category(*category));
    }
    month.cost = month.categories.iter().fold(N::zero(), |sum, &cost| sum + cost).named(Quantity::Cost);
    month.net = month.value - month.cost;
    month
}

/// The same before its cards are charged, and what drives their lines: cost is by category only, and there is no net yet.
pub(super) fn before_cards<N: Number>(
    assumptions: &Assumptions<'_, N>,
    point: &Point<N>,
    effects: &StrategyEffects<N>,
    demand: &Demand<N>,
    ledger: &mut impl Ledger<N>,
) -> (Evaluation<N>, Quantities<N>) {
    let plan = assumptions.plan;
    let value_of = |input| assumptions.value(input);
    let volume = point.volume;

    let inferred = (volume * effects.hit.rest()).named(Quantity::Inferred);
    let wrong = (volume * effects.hit * effects.wrong_hit).named(Quantity::WrongAnswers);
    let models = bill::models(assumptions, point, effects, demand, inferred, ledger);
    let calls = (inferred * models.calls).named(Quantity::Calls);

    let success =
        success_rate(assumptions, value_of(plan.success_rate), &plan.components, point.stage, effects.quality);
    let outcomes = ((volume - wrong) * success).named(Quantity::Outcomes);
    let value = outcomes * value_of(plan.value) * value_of(plan.realization) * point.value_factor
        - (volume * value_of(plan.error_rate) + wrong) * value_of(plan.error_cost);
    let value = value.named(Quantity::Value);

    let quantities =
        quantities(assumptions, point, effects, Counts { inferred, tokens: models.tokens, calls, outcomes });
    let mut categories = [N::zero(); Category::COUNT];
    categories[Category::Inference as usize] = models.cost;
    categories[Category::Optimization as usize] = optimization(volume, inferred, effects, demand);
    let month = Evaluation {
        volume,
        stage: point.stage,
        inferred,
        wrong,
        tokens: models.tokens,
        calls,
        categories,
        active_categories: 1 << Category::Inference as u16 | 1 << Category::Optimization as u16,
        cost: N::zero(),
        outcomes,
        value,
        net: N::zero(),
    };
    (month, quantities)
}

/// What a month counts besides its requests.
pub(super) struct Counts<N> {
    pub inferred: N,
    pub tokens: N,
    pub calls: N,
    pub outcomes: N,
}

/// What drives the lines of a month.
pub(super) fn quantities<N: Number>(
    assumptions: &Assumptions<'_, N>,
    point: &Point<N>,
    effects: &StrategyEffects<N>,
    Counts { inferred, tokens, calls, outcomes }: Counts<N>,
) -> Quantities<N> {
    let peak = assumptions.parameter(1.0 / bill::SECONDS_PER_MONTH, Parameter::PerSecondOfMonth)
        * bill::peak_factor(point, effects);
    Quantities {
        requests: point.volume,
        inferred,
        retrievals: inferred * assumptions.value(assumptions.plan.retrievals),
        million_tokens: tokens * assumptions.parameter(1e-6, Parameter::PerMillion),
        outcomes,
        peak_rate: inferred * peak,
        calls,
        misses: point.volume - outcomes,
        users: point.growth.users.named(Quantity::Users),
        peak_calls: calls * peak,
    }
}

/// Accepted outcomes per request that was not answered wrongly: never more than 1, whatever the active cards and
/// strategies do to it.
pub(super) fn success_rate<N: Number>(
    assumptions: &Assumptions<'_, N>,
    rate: N,
    components: &[PlanComponent],
    stage: usize,
    quality: N,
) -> N {
    let plan = assumptions.plan;
    let factors = components.iter().filter(|component| !plan.is_neutral(component.success));
    let mut factors = factors.filter(|component| component.is_active_at(stage)).peekable();
    let can_exceed_one = factors.peek().is_some() || plan.can_gain_quality;
    let rate = factors.fold(rate, |rate, component| rate * assumptions.value(component.success)) * quality;
    if can_exceed_one { rate.min(N::one()) } else { rate }
}

/// What the strategies themselves cost.
pub(super) fn optimization<N: Number>(volume: N, inferred: N, effects: &StrategyEffects<N>, demand: &Demand<N>) -> N {
    let router = effects.routing.map_or(N::zero(), |routing| inferred * demand.routable_calls * routing.router_cost);
    router + volume * effects.lookup_cost + effects.monthly_cost
}
