//! What demand costs: models by their prices, lines by their tariffs (model, section 6).

use super::capacity;
use super::demand::{CallDemand, Demand};
use super::plan::{PlanLine, PlanTariff};
use super::plan_model::PlanModel;
use super::strategy_effects::StrategyEffects;
use super::tokens::CallTokens;
use super::{Assumptions, Lanes, Number, Parameter, Plan, Point, Quantity};
use crate::scenario::{Category, Driver};

/// Hours in a month.
pub const HOURS_PER_MONTH: f64 = 730.0;
/// Seconds in a month.
pub(super) const SECONDS_PER_MONTH: f64 = HOURS_PER_MONTH * 3600.0;

/// Where the parts of a bill are written down, for those who want them.
pub(super) trait Ledger<N> {
    /// Whether it wants to know what each model costs.
    const WANTS_MODELS: bool = false;
    /// What a model costs this month, in the scenario's currency.
    fn model(&mut self, _model: usize, _cost: N) {}
    /// What a model is called for this month: asked of those who want models.
    fn calls(&mut self, _model: usize, _calls: N, _tokens: &CallTokens<N>) {}
    /// What a commitment costs that nothing is called for.
    fn unused_commitment(&mut self, _cost: N) {}
    /// What drives the lines of components, and what categories cost before these.
    fn before_cards(&mut self, _quantities: &Quantities<N>, _categories: &[N; Category::COUNT]) {}
    /// What a line of an active component costs this month.
    fn line(&mut self, _component: usize, _driver: Driver, _cost: N) {}
}

/// For those who do not.
impl<N> Ledger<N> for () {}

/// The load factor that provisioned capacity is bought for: what cannot wait comes at peak.
pub(super) fn peak_factor<N: Number>(point: &Point<N>, effects: &StrategyEffects<N>) -> N {
    effects.batch + effects.batch.rest() * point.growth.peak
}

/// The models' bill, in the scenario's currency, with what is behind it.
pub(super) struct ModelsBill<N> {
    pub cost: N,
    pub tokens: N,
    /// Calls per request that reaches a model.
    pub calls: N,
}

/// The models' bill for `inferred` requests.
pub(super) fn models<N: Number, L: Ledger<N>>(
    assumptions: &Assumptions<'_, N>,
    point: &Point<N>,
    effects: &StrategyEffects<N>,
    demand: &Demand<N>,
    inferred: N,
    ledger: &mut L,
) -> ModelsBill<N> {
    let plan = assumptions.plan;
    let commitment = plan.commitment.filter(|(from_stage, _)| *from_stage <= point.stage);
    let mut purchase = Purchase::new(assumptions, commitment.map(|(_, amount)| assumptions.value(amount)));
    let mut bill = ModelsBill { cost: N::zero(), tokens: N::zero(), calls: N::zero() };
    for parts in demand.parts.chunk_by(|one, other| one.model == other.model) {
        let index = parts[0].model;
        let model = &plan.models[index];
        let (mut cost, mut load, mut calls) = (N::zero(), capacity::Load::none(), N::zero());
        for part in parts {
            let tokens = CallTokens::new(part, inferred, effects);
            match model {
                PlanModel::Tokens(prices) => {
                    cost = cost + tokens.cost(prices, part, point, effects) + inferred * part.meters;
                }
                PlanModel::SelfHosted(_) | PlanModel::Provisioned(_) => load.add(&tokens),
            }
            if L::WANTS_MODELS {
                ledger.calls(index, inferred * part.calls, &tokens);
            }
            bill.tokens = bill.tokens + tokens.total();
            calls = calls + part.calls;
        }
        bill.calls = bill.calls + calls;
        match model {
            PlanModel::Tokens(_) => {
                let cost = purchase.add(index, cost, ledger);
                bill.cost = bill.cost + cost;
            }
            PlanModel::SelfHosted(_) | PlanModel::Provisioned(_) => {
                let peak = peak_factor(point, effects);
                let needed = match model {
                    PlanModel::Provisioned(units) => load.units(index, units, peak, inferred * calls),
                    PlanModel::SelfHosted(replicas) => load.replicas(index, replicas, effects, peak, inferred * calls),
                    PlanModel::Tokens(_) => N::zero(),
                };
                let cost = (needed * purchase.usd_rate).named(Quantity::ModelBill(index));
                ledger.model(index, cost);
                bill.cost = bill.cost + cost;
            }
        }
    }
    bill.cost = bill.cost + purchase.settle(ledger);
    bill
}

/// What is bought by the token: less a discount, and never below a commitment.
struct Purchase<N> {
    usd_rate: N,
    discount: Option<N>,
    commitment: Option<N>,
    /// Where there is a commitment: what each model would cost without it, in dollars.
    due: Vec<(usize, N)>,
}

impl<N: Number> Purchase<N> {
    fn new(assumptions: &Assumptions<'_, N>, commitment: Option<N>) -> Self {
        let plan = assumptions.plan;
        let discount = (!plan.is_neutral(plan.discount)).then(|| assumptions.value(plan.discount).rest());
        Self { usd_rate: assumptions.value(plan.usd_rate), discount, commitment, due: Vec::new() }
    }

    /// What a model adds to the bill at once: nothing where there is a commitment, for it is [settled](Self::settle) at the
    /// end.
    fn add(&mut self, model: usize, cost: N, ledger: &mut impl Ledger<N>) -> N {
        let cost = self.discount.map_or(cost, |discount| cost * discount);
        if self.commitment.is_some() {
            self.due.push((model, cost));
            return N::zero();
        }
        let cost = (cost * self.usd_rate).named(Quantity::ModelBill(model));
        ledger.model(model, cost);
        cost
    }

    /// What is paid under a commitment, split by model in proportion.
    fn settle<L: Ledger<N>>(self, ledger: &mut L) -> N {
        let Some(commitment) = self.commitment else { return N::zero() };
        let due = self.due.iter().fold(N::zero(), |sum, (_, cost)| sum + *cost);
        let bought = (due.max(commitment) * self.usd_rate).named(Quantity::Bought);
        if L::WANTS_MODELS {
            for &(model, cost) in &self.due {
                let share = due.if_positive(cost / due, N::zero());
                ledger.model(model, (bought * share).named(Quantity::ModelBill(model)));
            }
            ledger.unused_commitment(due.if_positive(N::zero(), bought));
        }
        bought
    }
}

/// What each model's bill is proportional to when only part of the demand is counted, to split it by step.
pub(super) fn weights<N: Number>(
    plan: &Plan,
    point: &Point<N>,
    effects: &StrategyEffects<N>,
    demand: &Demand<N>,
) -> Vec<N> {
    let mut weights = vec![N::zero(); plan.models.len()];
    for part in &demand.parts {
        let weight = weight(plan, point, effects, part);
        weights[part.model] = weights[part.model] + weight;
    }
    weights
}

fn weight<N: Number>(plan: &Plan, point: &Point<N>, effects: &StrategyEffects<N>, part: &CallDemand<N>) -> N {
    let tokens = CallTokens::new(part, N::one(), effects);
    match &plan.models[part.model] {
        PlanModel::Tokens(prices) => tokens.cost(prices, part, point, effects) + part.meters,
        PlanModel::SelfHosted(replicas) => {
            capacity::Load::of(&tokens).busy_seconds([replicas.prefill, replicas.decode].map(N::constant), effects)
        }
        PlanModel::Provisioned(units) => capacity::Load::of(&tokens).weighed(units),
    }
}

/// The quantities that lines are driven by.
#[derive(Clone, Debug)]
pub(super) struct Quantities<N> {
    pub requests: N,
    pub inferred: N,
    pub retrievals: N,
    pub million_tokens: N,
    pub outcomes: N,
    pub peak_rate: N,
    pub calls: N,
    pub misses: N,
    pub users: N,
    pub peak_calls: N,
}

impl<N: Number> Quantities<N> {
    /// Of something that is bought: what it charges for is known without models.
    pub fn of_alternative(requests: N, outcomes: N, users: N) -> Self {
        let none = N::zero();
        Self {
            requests,
            inferred: none,
            retrievals: none,
            million_tokens: none,
            outcomes,
            peak_rate: none,
            calls: none,
            misses: requests - outcomes,
            users,
            peak_calls: none,
        }
    }
}

impl Quantities<f64> {
    /// The same in every lane.
    pub fn in_lanes<const W: usize>(&self) -> Quantities<Lanes<W>> {
        Quantities {
            requests: Lanes::constant(self.requests),
            inferred: Lanes::constant(self.inferred),
            retrievals: Lanes::constant(self.retrievals),
            million_tokens: Lanes::constant(self.million_tokens),
            outcomes: Lanes::constant(self.outcomes),
            peak_rate: Lanes::constant(self.peak_rate),
            calls: Lanes::constant(self.calls),
            misses: Lanes::constant(self.misses),
            users: Lanes::constant(self.users),
            peak_calls: Lanes::constant(self.peak_calls),
        }
    }
}

impl<N: Number> Quantities<N> {
    /// What a driver counts.
    pub fn of(&self, driver: Driver) -> N {
        match driver {
            Driver::Month => N::one(),
            Driver::Request => self.requests,
            Driver::Inference => self.inferred,
            Driver::Retrieval => self.retrievals,
            Driver::MillionTokens => self.million_tokens,
            Driver::Outcome => self.outcomes,
            Driver::PeakRate => self.peak_rate,
            Driver::Call => self.calls,
            Driver::Miss => self.misses,
            Driver::User => self.users,
            Driver::PeakCall => self.peak_calls,
        }
    }
}

/// What some lines of no component of the plan cost.
pub(super) fn other_lines<N: Number>(
    assumptions: &Assumptions<'_, N>,
    lines: &[PlanLine],
    quantities: &Quantities<N>,
) -> N {
    lines.iter().fold(N::zero(), |sum, line| sum + line_alone(assumptions, line, quantities))
}

/// What a line costs, its factors multiplied anew.
pub(super) fn line_alone<N: Number>(
    assumptions: &Assumptions<'_, N>,
    line: &PlanLine,
    quantities: &Quantities<N>,
) -> N {
    let factor = line.factors.iter().fold(N::one(), |product, &factor| product * assumptions.value(factor));
    charge(assumptions, line, quantities.of(line.driver) * factor, None)
}

/// What a line costs, its factors multiplied to `factor`; its component's place and its own say which it is.
pub(super) fn line<N: Number>(
    assumptions: &Assumptions<'_, N>,
    line: &PlanLine,
    factor: N,
    quantities: &Quantities<N>,
    [component, place]: [usize; 2],
) -> N {
    let quantity = quantities.of(line.driver) * factor;
    charge(assumptions, line, quantity, Some([component, place])).named(Quantity::Line(component, place))
}

/// What a quantity costs by a line's tariff; `of` says which line of the plan it is, if it is one.
fn charge<N: Number>(assumptions: &Assumptions<'_, N>, line: &PlanLine, quantity: N, of: Option<[usize; 2]>) -> N {
    let known = |value, part: fn(usize, usize) -> Parameter| match of {
        Some([component, place]) => assumptions.parameter(value, part(component, place)),
        None => N::constant(value),
    };
    match &line.tariff {
        PlanTariff::Flat(price) => quantity * assumptions.value(*price),
        PlanTariff::Graduated(tiers) => {
            let (mut cost, mut from) = (N::zero(), N::zero());
            for (tier, &(up_to, price)) in tiers.iter().enumerate() {
                let up_to = match of {
                    Some([component, place]) if up_to.is_finite() => {
                        assumptions.parameter(up_to, Parameter::TierLimit(component, place, tier))
                    }
                    _ => N::constant(up_to),
                };
                let slice = (quantity.min(up_to) - from).max(N::zero());
                let slice = match of {
                    Some([component, place]) => slice.named(Quantity::UnitsInTier(component, place, tier)),
                    None => slice,
                };
                let price = match of {
                    Some([component, place]) => assumptions.known(price, Quantity::PriceInTier(component, place, tier)),
                    None => N::constant(price),
                };
                cost = cost + slice * price;
                from = up_to;
            }
            cost
        }
        PlanTariff::Step(capacity, price) => {
            let units = (quantity / known(*capacity, Parameter::LineCapacity)).whole_units();
            quantity.if_positive(units * assumptions.value(*price), N::zero())
        }
        PlanTariff::Power(reference, cost, exponent) => {
            let scale =
                (quantity / known(*reference, Parameter::LineReference)).pow(known(*exponent, Parameter::LineExponent));
            quantity.if_positive(assumptions.value(*cost) * scale, N::zero())
        }
    }
}
