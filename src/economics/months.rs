//! The plan in time: volume, cash and what it is worth today (model, section 9).

use super::{Assumptions, Engine, Number, Parameter, Plan, PlanComponent, Point, Quantity, StrategySet};
use crate::scenario::Category;

/// One month of the plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Month<N> {
    /// From 0.
    pub month: u32,
    /// Requests.
    pub volume: N,
    /// What outcomes are worth, less what errors cost.
    pub value: N,
    /// Running cost.
    pub cost: N,
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
    /// Months until then, cash flowing evenly within a month.
    pub payback_months: Option<f64>,
    /// The same of discounted cash.
    pub discounted_payback_months: Option<f64>,
    /// The yearly rate at which NPV is 0; `None` unless cash changes sign exactly once, from negative, and the rate lies
    /// between −99 % and 100,000 %.
    pub irr: Option<f64>,
    /// The deepest cumulative cash, as a positive amount: the most that is ever tied up, and what can be lost before it
    /// pays back. Its peak funding.
    pub cash_at_risk: f64,
    /// Present value of value over that of cost and one-offs; `None` where these are 0.
    pub benefit_cost_ratio: Option<f64>,
}

impl Months {
    /// The months of a plan with a set of strategies, each from its own stage.
    pub fn of(assumptions: &Assumptions<'_, f64>, set: StrategySet) -> Self {
        let months: Vec<Month<f64>> = Month::each(assumptions, set).collect();
        let discounts: Vec<f64> = months.iter().map(|month| assumptions.discount(month.month)).collect();
        let cash: Vec<f64> = months.iter().map(|month| month.cash).collect();
        let discounted: Vec<f64> = cash.iter().zip(&discounts).map(|(cash, discount)| cash * discount).collect();
        let present = |of: fn(&Month<f64>) -> f64| -> f64 {
            months.iter().zip(&discounts).map(|(month, discount)| of(month) * discount).sum()
        };
        let deepest = months.iter().map(|month| month.cumulative).fold(0.0, f64::min);
        let paid = present(|month| month.cost + month.one_offs);
        Self {
            npv: discounted.iter().sum(),
            payback_month: first_payback(&cash),
            payback_months: payback_months(&cash),
            discounted_payback_months: payback_months(&discounted),
            irr: internal_rate_of_return(&cash),
            cash_at_risk: 0.0 - deepest,
            benefit_cost_ratio: (0.0 < paid).then(|| present(|month| month.value) / paid),
            months,
        }
    }
}

/// Cash so far, month by month.
pub(super) fn cumulative(cash: &[f64]) -> Vec<f64> {
    let add = |sum: &mut f64, cash: &f64| {
        *sum += cash;
        Some(*sum)
    };
    cash.iter().scan(0.0, add).collect()
}

/// The first month from which cumulative cash stays at or above 0.
pub(super) fn first_payback(cash: &[f64]) -> Option<u32> {
    let first_that_stays = cumulative(cash).iter().rposition(|sum| *sum < 0.0).map_or(0, |last| last + 1);
    (first_that_stays < cash.len()).then_some(first_that_stays as u32)
}

/// Months until then, cash flowing evenly within a month.
pub(super) fn payback_months(cash: &[f64]) -> Option<f64> {
    let month = first_payback(cash)? as usize;
    let Some(before) = month.checked_sub(1) else { return Some(0.0) };
    let cumulative = cumulative(cash);
    Some(month as f64 - cumulative[before] / (cumulative[month] - cumulative[before]))
}

/// The least and the greatest yearly rate that are looked at.
const RATES: [f64; 2] = [-0.99, 1000.0];

/// The yearly rate at which discounted cash adds up to 0, found by bisection in the logarithm of what a year multiplies
/// money by.
fn internal_rate_of_return(cash: &[f64]) -> Option<f64> {
    let signs: Vec<bool> = cash.iter().filter(|cash| **cash != 0.0).map(|cash| 0.0 < *cash).collect();
    let changes = signs.windows(2).filter(|pair| pair[0] != pair[1]).count();
    if signs.first() != Some(&false) || changes != 1 {
        return None;
    }
    // Worth at a monthly rate, from the last month back: positive below the rate that is looked for.
    let is_below = |logarithm: f64| {
        let discount = libm::exp(-logarithm / 12.0);
        0.0 < cash.iter().rev().fold(0.0, |sum, cash| sum * discount + cash)
    };
    let [mut low, mut high] = RATES.map(libm::log1p);
    if !is_below(low) || is_below(high) {
        return None;
    }
    loop {
        let middle = low + (high - low) / 2.0;
        if middle <= low || high <= middle {
            return Some(libm::expm1(middle));
        }
        if is_below(middle) { low = middle } else { high = middle }
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
            let running = point.map(|point| engine.evaluate(&point, set.active_at(plan, point.stage)));
            let [value, cost, net] =
                running.map_or([N::zero(); 3], |running| [running.value, running.cost, running.net]);
            let components = one_offs.components(assumptions, month, stage);
            let strategies = one_offs.strategies(assumptions, stage, set);
            let cash = (net.named(Quantity::Net) - components - strategies).named(Quantity::Cash);
            cumulative = (cumulative + cash).named(Quantity::CumulativeCash(month));
            let volume = point.map_or(N::zero(), |point| point.volume);
            Self { month, volume, value, cost, one_offs: components + strategies, cash, cumulative }
        })
    }
}

impl Plan {
    /// The stage of a month: the last that has started; `None` before the first. Of several that share a month, the
    /// last.
    pub fn stage_in_month(&self, month: u32) -> Option<usize> {
        self.stages.iter().rposition(|stage| stage.month <= month)
    }

    /// How many months of operation before a month nobody watched the bill for tokens: those without an active card for
    /// observability.
    pub fn months_unwatched(&self, month: u32) -> u32 {
        let watches = |stage| {
            let mut cards = self.components.iter();
            cards.any(|card| card.category == Category::Observability && card.is_active_at(stage))
        };
        (0..month).filter_map(|month| self.stage_in_month(month)).filter(|&stage| !watches(stage)).count() as u32
    }

    /// Whether an outcome is worth something else from month to month.
    pub fn has_value_in_time(&self) -> bool {
        !self.adoption.is_empty() || !self.is_neutral(self.value_trend)
    }

    /// The share of an outcome's value that has become money by a month: linear between points, constant outside. Of points
    /// that share a month, the last holds from then on, and the line before runs to the first.
    pub fn adoption_in(&self, month: u32) -> f64 {
        let points = &self.adoption;
        let after = points.partition_point(|(at, _)| *at <= month);
        match (after.checked_sub(1).map(|before| points[before]), points.get(after)) {
            (None, None) => 1.0,
            (None, Some(&(_, share))) | (Some((_, share)), None) => share,
            (Some((from, start)), Some(&(to, end))) => {
                start + (end - start) * f64::from(month - from) / f64::from(to - from)
            }
        }
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
                let way = self.parameter(weight, Parameter::WayToNextStage);
                let rise = (self.value(next.drawn_requests) / volume).pow(way);
                let volume = if weight == 0.0 { volume } else { volume * rise };
                // Request growth follows the base path, also where requests are drawn.
                (volume, self.growth_between(stage, stage + 1, way))
            }
            None => {
                let volume = volume * one_and(plan.growth).pow(self.parameter(since, Parameter::MonthsInStage));
                (volume, self.growth_at_stage(stage, volume))
            }
        };
        let years = self.parameter(f64::from(month) / 12.0, Parameter::Years);
        let mut token_prices = one_and(plan.price_trend).pow(years);
        let unwatched = plan.months_unwatched(month);
        if !plan.is_neutral(plan.drift) && 0 < unwatched {
            token_prices = token_prices
                * one_and(plan.drift).pow(self.parameter(f64::from(unwatched), Parameter::MonthsUnwatched));
        }
        let mut value_factor = match plan.adoption.is_empty() {
            true => N::one(),
            false => self.parameter(plan.adoption_in(month), Parameter::Adoption),
        };
        if !plan.is_neutral(plan.value_trend) {
            value_factor = value_factor * one_and(plan.value_trend).pow(years);
        }
        Some(Point { volume, stage, growth, token_prices, value_factor })
    }

    /// What one unit of money in a month is worth today.
    pub fn discount(&self, month: u32) -> N {
        let rate = N::one() + self.value(self.plan.discount_rate);
        N::one() / rate.pow(self.parameter(f64::from(month) / 12.0, Parameter::Years))
    }
}

/// What is paid once: remembers what has been.
#[derive(Clone, Debug)]
pub struct OneOffs {
    /// The month in which each component was first set up.
    components: Vec<Option<u32>>,
    strategies: StrategySet,
}

impl OneOffs {
    /// Nothing has been paid yet.
    pub fn new(plan: &Plan) -> Self {
        Self::of(&plan.components)
    }

    /// Nothing has been paid yet of some components.
    pub(super) fn of(components: &[PlanComponent]) -> Self {
        Self { components: vec![None; components.len()], strategies: StrategySet::NONE }
    }

    /// Building it, and setting up the components that become active in this month.
    pub fn components<N: Number>(&mut self, assumptions: &Assumptions<'_, N>, month: u32, stage: Option<usize>) -> N {
        let plan = assumptions.plan;
        let build = if month == 0 { assumptions.value(plan.build_cost) } else { N::zero() };
        build + self.set_up(assumptions, &plan.components, month, stage)
    }

    /// Setting up the components that become active in this month, and again those whose time has come.
    pub(super) fn set_up<N: Number>(
        &mut self,
        assumptions: &Assumptions<'_, N>,
        components: &[PlanComponent],
        month: u32,
        stage: Option<usize>,
    ) -> N {
        let mut cost = N::zero();
        let Some(stage) = stage else { return cost };
        for (component, paid) in components.iter().zip(&mut self.components) {
            if !component.is_active_at(stage) {
                continue;
            }
            let is_due = match (*paid, component.repeat) {
                (None, _) => true,
                (Some(first), Some(months)) => (month - first).is_multiple_of(months),
                (Some(_), None) => false,
            };
            if is_due {
                paid.get_or_insert(month);
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
