//! The plan in time: volume, cash and what it is worth today (model, section 9).

use super::{Assumptions, Engine, Number, Plan, Point, Quantity, StrategySet};

/// One month of the plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Month<N> {
    /// From 0.
    pub month: u32,
    /// Requests.
    pub volume: N,
    /// What is paid once, in this month.
    pub one_offs: N,
    /// Value − cost − one-offs.
    pub cash: N,
    /// The sum of cash so far.
    pub cumulative: N,
}

/// The months of a plan and what they add up to.
#[derive(Clone, Debug, PartialEq)]
pub struct Months {
    /// One entry a month of the horizon.
    pub months: Vec<Month<f64>>,
    /// Net present value.
    pub npv: f64,
    /// The first month from which cumulative cash stays at or above 0.
    pub payback_month: Option<u32>,
    /// The deepest cumulative cash, as a positive amount: what can be lost before it pays back.
    pub cash_at_risk: f64,
}

impl Months {
    /// The months of a plan with a set of strategies, each from its own stage.
    pub fn of(assumptions: &Assumptions<'_, f64>, set: StrategySet) -> Self {
        let months: Vec<Month<f64>> = Month::each(assumptions, set).collect();
        let npv = months.iter().map(|month| month.cash * assumptions.discount(month.month)).sum();
        let deepest = months.iter().map(|month| month.cumulative).fold(0.0, f64::min);
        let first_that_stays = months.iter().rposition(|month| month.cumulative < 0.0).map_or(0, |last| last + 1);
        Self {
            npv,
            payback_month: months.get(first_that_stays).map(|month| month.month),
            cash_at_risk: 0.0 - deepest,
            months,
        }
    }
}

impl<N: Number> Month<N> {
    /// The months of the horizon with a set of strategies, each from its own stage.
    pub fn each<'a>(assumptions: &'a Assumptions<'a, N>, set: StrategySet) -> impl Iterator<Item = Self> + 'a {
        let plan = assumptions.plan;
        let mut engine = Engine::new(assumptions);
        let mut one_offs = OneOffs::new(plan);
        let mut cumulative = N::zero();
        (0..plan.horizon_months).map(move |month| {
            let point = assumptions.in_month(month);
            let point = point.map(|point| Point { volume: point.volume.named(Quantity::Requests), ..point });
            let stage = point.map(|point| point.stage);
            let net = point.map_or(N::zero(), |point| engine.evaluate(&point, set.active_at(plan, point.stage)).net);
            let components = one_offs.components(assumptions, month, stage);
            let strategies = one_offs.strategies(assumptions, stage, set);
            let cash = (net.named(Quantity::Net) - components - strategies).named(Quantity::Cash);
            cumulative = (cumulative + cash).named(Quantity::CumulativeCash(month));
            let volume = point.map_or(N::zero(), |point| point.volume);
            Self { month, volume, one_offs: components + strategies, cash, cumulative }
        })
    }
}

impl Plan {
    /// The stage of a month: the last that has started; `None` before the first. Of several that share a month, the
    /// last.
    pub fn stage_in_month(&self, month: u32) -> Option<usize> {
        self.stages.iter().rposition(|stage| stage.month <= month)
    }
}

impl<N: Number> Assumptions<'_, N> {
    /// The conditions of a month; `None` before the first stage, when nothing runs.
    pub fn in_month(&self, month: u32) -> Option<Point<N>> {
        let plan = self.plan;
        let stage = plan.stage_in_month(month)?;
        let start = &plan.stages[stage];
        let since = f64::from(month - start.month);
        let volume = self.value(start.drawn_requests);
        let one_and = |rate| N::one() + self.value(rate);
        let (volume, growth) = match plan.stages.get(stage + 1) {
            Some(next) => {
                let weight = since / f64::from(next.month - start.month);
                // Request growth follows the base path, also where requests are drawn.
                let base = start.requests * libm::pow(next.requests / start.requests, weight);
                let rise = (self.value(next.drawn_requests) / volume).pow(N::constant(weight));
                (if weight == 0.0 { volume } else { volume * rise }, self.growth_at(base))
            }
            None => (volume * one_and(plan.growth).pow(N::constant(since)), self.growth_of(start)),
        };
        let token_prices = one_and(plan.price_trend).pow(N::constant(f64::from(month) / 12.0));
        Some(Point { volume, stage, growth, token_prices })
    }

    /// What one unit of money in a month is worth today.
    pub fn discount(&self, month: u32) -> N {
        let rate = N::one() + self.value(self.plan.discount_rate);
        N::one() / rate.pow(N::constant(f64::from(month) / 12.0))
    }
}

/// What is paid once: remembers what has been.
#[derive(Clone, Debug)]
pub struct OneOffs {
    components: Vec<bool>,
    strategies: StrategySet,
}

impl OneOffs {
    /// Nothing has been paid yet.
    pub fn new(plan: &Plan) -> Self {
        Self { components: vec![false; plan.components.len()], strategies: StrategySet::NONE }
    }

    /// Building it, and setting up the components that become active in this month.
    pub fn components<N: Number>(&mut self, assumptions: &Assumptions<'_, N>, month: u32, stage: Option<usize>) -> N {
        let plan = assumptions.plan;
        let mut cost = if month == 0 { assumptions.value(plan.build_cost) } else { N::zero() };
        let Some(stage) = stage else { return cost };
        for (component, paid) in plan.components.iter().zip(&mut self.components) {
            if !*paid && component.is_active_at(stage) {
                *paid = true;
                cost = cost + assumptions.value(component.setup_cost);
            }
        }
        cost
    }

    /// Setting up the strategies of a mix that become active in this month.
    pub fn strategies<N: Number>(
        &mut self,
        assumptions: &Assumptions<'_, N>,
        stage: Option<usize>,
        set: StrategySet,
    ) -> N {
        let Some(stage) = stage else { return N::zero() };
        let mut cost = N::zero();
        for place in set.active_at(assumptions.plan, stage).places().filter(|&place| !self.strategies.contains(place)) {
            cost = cost + assumptions.value(assumptions.plan.strategies[place].setup_cost);
        }
        self.strategies = set.active_at(assumptions.plan, stage);
        cost
    }
}
