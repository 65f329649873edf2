//! The engine, run once for all futures: each stage's month as surfaces, and the plan in time.

use std::sync::Arc;

use super::DrawColumn;
use super::column_graph::ColumnCache;
use super::polynomial::{Polynomial, PolynomialTerm, Shapes, Symbol};
use super::surface::{Bound, CurvePoint, Surface, SurfaceValue, nodes};
use crate::economics::{AlternativeMonth, Assumptions, Engine, Number, OneOffs, Plan, Point, StrategySet};

/// What a month costs and brings in every future, at every place of a stage's run.
#[derive(Clone, Debug)]
pub struct MonthSurfaces {
    /// Total cost.
    pub cost: Surface,
    /// Value, less what errors cost.
    pub value: Surface,
    /// Accepted outcomes.
    pub outcomes: Surface,
}

/// Both versions of every stage, and what the months of the horizon are made of.
#[derive(Clone, Debug)]
pub struct MonthlySurfaces {
    /// The plan as set, a stage each.
    pub planned: Vec<MonthSurfaces>,
    /// Every strategy off, a stage each.
    pub baseline: Vec<MonthSurfaces>,
    /// Requests of each stage in its own month.
    pub requests: Vec<Surface>,
    /// The horizon.
    pub horizon: Vec<MonthInTime>,
    /// What could be bought instead, in the plan's order.
    pub alternatives: Vec<AlternativeSurfaces>,
    /// Whether each input has a part in the cash of the plan.
    pub has_part_in_cash: Vec<bool>,
}

/// One month of the horizon.
#[derive(Clone, Debug)]
pub struct MonthInTime {
    /// `None` before the first stage.
    pub running: Option<MonthOfStage>,
    /// What is paid once.
    pub one_offs: Surface,
    /// What one unit of money is worth today.
    pub discount: Surface,
}

/// What an alternative nets and costs once, in every future.
#[derive(Clone, Debug)]
pub struct AlternativeSurfaces {
    /// Net a month, a stage each.
    pub net: Vec<Surface>,
    /// What is paid once, a month each.
    pub one_offs: Vec<Surface>,
}

/// Where a month stands on the path of the plan.
#[derive(Clone, Debug)]
pub struct MonthOfStage {
    /// The stage in force.
    pub stage: usize,
    /// How far it is to the next.
    pub weight: f64,
    /// Requests.
    pub volume: Surface,
    /// Factor on token prices.
    pub token_prices: Surface,
    /// Factor on what outcomes are worth.
    pub value_factor: Surface,
}

impl MonthlySurfaces {
    /// Runs the engine for a plan whose inputs are drawn.
    pub fn new(plan: &Plan, inputs: &[Arc<DrawColumn>], count: usize, kept: &mut ColumnCache) -> Self {
        let polynomials = Shapes::default();
        let values = plan.inputs.iter().zip(inputs).enumerate().map(|(place, (field, column))| {
            if field.estimate.is_uncertain() {
                let factor = polynomials.with_graph(|graph| graph.input(place, column));
                polynomials.factor(factor)
            } else {
                Polynomial::constant(field.estimate.base())
            }
        });
        let assumptions = Assumptions::new(plan, values.collect());
        let mut sums: Vec<Vec<PolynomialTerm>> = Vec::new();
        record_stages(&polynomials, &assumptions, &mut sums);
        sums.extend((0..plan.stages.len()).map(|stage| polynomials.terms(&assumptions.at_stage(stage).volume)));
        let before_horizon = sums.len();
        let weights = record_horizon(&polynomials, &assumptions, &mut sums);
        record_alternatives(&polynomials, &assumptions, &mut sums);
        drop(assumptions);
        let (graph, nonlinears) = polynomials.into_parts();
        let mut in_cash: Vec<Vec<PolynomialTerm>> = sums[before_horizon..].to_vec();
        let stages = 0..plan.stages.len();
        for stage in stages.filter(|&stage| weights.iter().flatten().any(|&(running, _)| running == stage)) {
            in_cash.extend_from_slice(&sums[stage * FIGURES..stage * FIGURES + 2]);
        }
        let has_part_in_cash = graph.inputs_of(&nodes(&in_cash, &nonlinears), inputs.len());
        let mut surfaces = Surface::several(&sums, &graph, &nonlinears, inputs, count, kept).into_iter();
        let mut next = || surfaces.next().expect("every sum has a surface");
        let mut versions = || -> Vec<MonthSurfaces> {
            let stage = |_| MonthSurfaces { cost: next(), value: next(), outcomes: next() };
            (0..plan.stages.len()).map(stage).collect()
        };
        let (planned, baseline) = (versions(), versions());
        let requests = (0..plan.stages.len()).map(|_| next()).collect();
        let horizon = weights.into_iter().map(|running| {
            let running = running.map(|(stage, weight)| MonthOfStage {
                stage,
                weight,
                volume: next(),
                token_prices: next(),
                value_factor: next(),
            });
            MonthInTime { running, one_offs: next(), discount: next() }
        });
        let horizon = horizon.collect();
        let alternatives = plan.alternatives.iter().map(|_| AlternativeSurfaces {
            net: plan.stages.iter().map(|_| next()).collect(),
            one_offs: (0..plan.horizon_months).map(|_| next()).collect(),
        });
        let alternatives = alternatives.collect();
        Self { planned, baseline, requests, horizon, alternatives, has_part_in_cash }
    }
}

/// Cost, value and outcomes.
const FIGURES: usize = 3;

/// Cost, value and outcomes of each stage, planned, then baseline.
fn record_stages<'t>(
    polynomials: &'t Shapes,
    assumptions: &Assumptions<'_, Polynomial<'t>>,
    sums: &mut Vec<Vec<PolynomialTerm>>,
) {
    let plan = assumptions.plan;
    let [volume, weight, token_prices, users] =
        [Symbol::Volume, Symbol::Weight, Symbol::TokenPrices, Symbol::Users].map(|symbol| polynomials.symbol(symbol));
    let value_factor = value_factor(polynomials, plan);
    let mut engine = Engine::new(assumptions);
    for version in [plan.planned_mix(), StrategySet::NONE] {
        for stage in 0..plan.stages.len() {
            let point = Point { token_prices, value_factor, ..assumptions.between(stage, volume, weight, users) };
            let month = engine.evaluate(&point, version.active_at(plan, stage));
            sums.extend([month.cost, month.value, month.outcomes].map(|figure| polynomials.terms(&figure)));
        }
    }
}

/// Volume, token prices and the factor on value of each month that runs, then its one-offs and its discount. Returns each month's stage and
/// how far it is to the next.
fn record_horizon<'t>(
    polynomials: &'t Shapes,
    assumptions: &Assumptions<'_, Polynomial<'t>>,
    sums: &mut Vec<Vec<PolynomialTerm>>,
) -> Vec<Option<(usize, f64)>> {
    let plan = assumptions.plan;
    let mut one_offs = OneOffs::new(plan);
    let months = (0..plan.horizon_months).map(|month| {
        let point = assumptions.in_month(month);
        let running = point.map(|point| {
            let figures = [point.volume, point.token_prices, point.value_factor];
            sums.extend(figures.map(|figure| polynomials.terms(&figure)));
            let start = plan.stages[point.stage].month;
            let next = plan.stages.get(point.stage + 1);
            let weight = next.map_or(0.0, |next| f64::from(month - start) / f64::from(next.month - start));
            (point.stage, weight)
        });
        let stage = running.map(|(stage, _)| stage);
        let paid = one_offs.components(assumptions, month, stage)
            + one_offs.strategies(assumptions, stage, plan.planned_mix());
        sums.extend([paid, assumptions.discount(month)].map(|figure| polynomials.terms(&figure)));
        running
    });
    months.collect()
}

/// Of each alternative: net of each stage, then what is paid once in each month.
fn record_alternatives<'t>(
    polynomials: &'t Shapes,
    assumptions: &Assumptions<'_, Polynomial<'t>>,
    sums: &mut Vec<Vec<PolynomialTerm>>,
) {
    let plan = assumptions.plan;
    let [volume, weight, users] =
        [Symbol::Volume, Symbol::Weight, Symbol::Users].map(|symbol| polynomials.symbol(symbol));
    let value_factor = value_factor(polynomials, plan);
    for alternative in &plan.alternatives {
        for stage in 0..plan.stages.len() {
            let point = Point { value_factor, ..assumptions.between(stage, volume, weight, users) };
            let month = AlternativeMonth::at(assumptions, alternative, &point);
            sums.push(polynomials.terms(&month.net));
        }
        for paid in AlternativeMonth::one_offs(assumptions, alternative) {
            sums.push(polynomials.terms(&paid));
        }
    }
}

/// The factor on what outcomes are worth, where there is one.
fn value_factor<'t>(polynomials: &'t Shapes, plan: &Plan) -> Polynomial<'t> {
    if plan.has_value_in_time() { polynomials.symbol(Symbol::ValueFactor) } else { Polynomial::one() }
}

impl MonthInTime {
    /// Whether the same runs at the same volume and prices in every future.
    pub fn is_same(&self, other: &Self) -> bool {
        match (&self.running, &other.running) {
            (Some(month), Some(other)) => {
                (month.stage, month.weight) == (other.stage, other.weight)
                    && month.volume.is_same(&other.volume)
                    && month.token_prices.is_same(&other.token_prices)
                    && month.value_factor.is_same(&other.value_factor)
            }
            _ => false,
        }
    }
}

/// Values of a surface at a place, one a future, or the one that they share.
#[derive(Clone, Debug, Default)]
pub struct SurfaceValues {
    known: Option<f64>,
    values: Vec<f64>,
}

impl SurfaceValues {
    /// Computes them, reusing the room.
    pub fn fill(&mut self, surface: &Surface, place: &CurvePoint<'_>) {
        self.fill_bound(&surface.at(place));
    }

    /// The same of a surface that stands at its place.
    pub fn fill_bound(&mut self, bound: &Bound<'_>) {
        self.known = bound.known();
        if self.known.is_none() {
            bound.fill(&mut self.values);
        }
    }

    /// The figures of a surface that does not depend on the place.
    pub fn of(surface: &Surface) -> Self {
        let mut figures = Self::default();
        figures.fill(surface, &CurvePoint::nowhere());
        figures
    }

    /// To compute with.
    pub fn quantity(&self) -> SurfaceValue<'_> {
        self.known.map_or(SurfaceValue::Drawn(&self.values), SurfaceValue::Known)
    }

    /// Times a factor.
    #[must_use]
    pub fn scaled(&self, factor: f64) -> Self {
        Self {
            known: self.known.map(|known| known * factor),
            values: self.values.iter().map(|value| value * factor).collect(),
        }
    }

    /// One value a future.
    pub fn column(&mut self, count: usize) -> &[f64] {
        if let Some(known) = self.known.take() {
            self.values.clear();
            self.values.resize(count, known);
        }
        &self.values
    }
}

impl CurvePoint<'_> {
    /// For what does not depend on the place.
    pub fn nowhere() -> Self {
        CurvePoint::of_month(SurfaceValue::Known(0.0), 0.0)
    }
}

impl<'a> CurvePoint<'a> {
    /// A month that knows no trends, with the people of its stage.
    pub fn of_month(volume: SurfaceValue<'a>, weight: f64) -> Self {
        let one = SurfaceValue::Known(1.0);
        Self { volume, weight, token_prices: one, value_factor: one, users: one }
    }

    /// The same with people who come with requests, by a factor.
    #[must_use]
    pub fn with_users(self, users: SurfaceValue<'a>) -> Self {
        Self { users, ..self }
    }
}
