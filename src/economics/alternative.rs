//! Buying instead: what serves the same requests with cards of its own and no models (model, section 9).

use super::bill::{Quantities, other_lines};
use super::evaluation::success_rate;
use super::floor::wins;
use super::held_net::{HeldNet, LANES, break_even_range, changes};
use super::months::{cumulative, first_payback, payback_months};
use super::{Assumptions, Lanes, Number, OneOffs, PlanAlternative, Point, Results, StrategySet};
use crate::scenario::Scenario;

/// What an alternative costs and brings in a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AlternativeMonth<N = f64> {
    /// Requests.
    pub volume: N,
    /// Accepted outcomes.
    pub outcomes: N,
    /// Total cost.
    pub cost: N,
    /// What outcomes are worth, less what errors cost.
    pub value: N,
    /// Value − cost.
    pub net: N,
}

/// An alternative beside the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct AlternativeResult {
    /// A month at the target's base requests, held.
    pub month: AlternativeMonth,
    /// Net present value over the horizon.
    pub npv: f64,
    /// Cash so far, at the end of each month of the horizon.
    pub cumulative: Vec<f64>,
    /// The first month from which its cumulative cash stays at or above 0.
    pub payback_month: Option<u32>,
    /// Months until then, cash flowing evenly within a month.
    pub payback_months: Option<f64>,
    /// Volumes at which the plan nets the same, both held.
    pub meets: Vec<f64>,
}

/// What is worth most over the horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// To build it as planned.
    Plan,
    /// To buy an alternative, by place.
    Alternative(usize),
    /// To do neither.
    Nothing,
}

impl Choice {
    /// What is worth most of what can be set beside one another: without alternatives whose people nobody has counted, which
    /// [`Results::choice`] knows as they stand (model, section 9).
    pub fn among_counted(scenario: &Scenario, results: &Results) -> Self {
        let npv = |(place, alternative): (usize, &AlternativeResult)| {
            if scenario.lacks_people(place) { f64::NEG_INFINITY } else { alternative.npv }
        };
        Self::of(results.months.npv, results.alternatives.iter().enumerate().map(npv))
    }

    /// The greatest NPV of the plan, the alternatives in order and nothing; a later one must win clearly.
    pub fn of(plan: f64, alternatives: impl IntoIterator<Item = f64>) -> Self {
        let alternatives = alternatives.into_iter().enumerate().map(|(place, npv)| (Self::Alternative(place), npv));
        let all = alternatives.chain(std::iter::once((Self::Nothing, 0.0)));
        let best = all.fold((Self::Plan, plan), |best, next| if wins(next.1, best.1) { next } else { best });
        best.0
    }
}

impl<N: Number> AlternativeMonth<N> {
    /// A month at a point of the plan.
    pub fn at(assumptions: &Assumptions<'_, N>, alternative: &PlanAlternative, point: &Point<N>) -> Self {
        let plan = assumptions.plan;
        let value_of = |input| assumptions.value(input);
        let volume = point.volume;
        let rate = value_of(alternative.success_rate);
        let success = success_rate(assumptions, rate, &alternative.components, point.stage, N::one());
        let outcomes = volume * success;
        let value = outcomes * value_of(plan.value) * value_of(plan.realization) * point.value_factor
            - volume * value_of(plan.error_rate) * value_of(plan.error_cost);
        let quantities = Quantities::of_alternative(volume, outcomes, point.growth.users);
        let active = alternative.components.iter().filter(|component| component.is_active_at(point.stage));
        let cost =
            active.fold(N::zero(), |sum, component| sum + other_lines(assumptions, &component.lines, &quantities));
        Self { volume, outcomes, cost, value, net: value - cost }
    }

    /// What is paid once in each month of the horizon: setting it up in the first month of operation, and its cards.
    pub fn one_offs<'a>(
        assumptions: &'a Assumptions<'a, N>,
        alternative: &'a PlanAlternative,
    ) -> impl Iterator<Item = N> + 'a {
        let plan = assumptions.plan;
        let mut one_offs = OneOffs::of(&alternative.components);
        (0..plan.horizon_months).map(move |month| {
            let is_first = month == plan.stages[0].month;
            let set_up = if is_first { assumptions.value(alternative.setup_cost) } else { N::zero() };
            set_up + one_offs.set_up(assumptions, &alternative.components, month, plan.stage_in_month(month))
        })
    }
}

impl AlternativeResult {
    /// Every alternative of a plan at its base values; `set` are the plan's strategies at the target.
    pub fn all(assumptions: &Assumptions<'_, f64>, set: StrategySet) -> Vec<Self> {
        let plan = assumptions.plan;
        if plan.alternatives.is_empty() {
            return Vec::new();
        }
        let lanes: Assumptions<'_, Lanes<LANES>> = assumptions.in_lanes();
        let net = HeldNet::new(assumptions, &lanes, plan.target, set);
        let result = |alternative: &PlanAlternative| {
            let paid = AlternativeMonth::one_offs(assumptions, alternative);
            let cash: Vec<f64> = paid
                .zip(0..)
                .map(|(paid, month)| {
                    let net = |point| AlternativeMonth::at(assumptions, alternative, &point).net;
                    assumptions.in_month(month).map_or(0.0, net) - paid
                })
                .collect();
            let npv = cash.iter().zip(0..).map(|(cash, month)| cash * assumptions.discount(month)).sum();
            let held = |volume| AlternativeMonth::at(assumptions, alternative, &assumptions.held(plan.target, volume));
            let meets = changes(
                break_even_range(plan),
                |volume| 0.0 <= net.at(volume) - held(volume).net,
                |volumes| {
                    let point = lanes.held(plan.target, Lanes(volumes));
                    let others = AlternativeMonth::at(&lanes, alternative, &point).net.0;
                    let nets = net.several(volumes);
                    std::array::from_fn(|lane| 0.0 <= nets[lane] - others[lane])
                },
            );
            let payback_month = first_payback(&cash);
            let month = held(plan.stages[plan.target].requests);
            let payback_months = payback_months(&cash);
            Self { month, npv, cumulative: cumulative(&cash), payback_month, payback_months, meets }
        };
        plan.alternatives.iter().map(result).collect()
    }
}
