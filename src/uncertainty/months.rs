//! The engine, run once for all futures: each stage's month as surfaces, and the plan in time.

use std::sync::Arc;

use super::draws::Column;
use super::graph::Kept;
use super::shape::{Shape, Shapes, Symbol, Term};
use super::surface::{Place, Quantity, Surface, nodes};
use crate::economics::{Assumptions, Engine, Mix, Number, OneOffs, Plan, Point};

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
pub struct Months {
    /// The plan as set, a stage each.
    pub planned: Vec<MonthSurfaces>,
    /// Every strategy off, a stage each.
    pub baseline: Vec<MonthSurfaces>,
    /// Requests of each stage in its own month.
    pub requests: Vec<Surface>,
    /// The horizon.
    pub horizon: Vec<MonthInTime>,
    /// Whether each input has a part in the cash of the plan.
    pub has_part_in_cash: Vec<bool>,
}

/// One month of the horizon.
#[derive(Clone, Debug)]
pub struct MonthInTime {
    /// The stage, how far it is to the next, and the factors that differ from future to future; `None` before the first
    /// stage.
    pub running: Option<(usize, f64, Surface, Surface)>,
    /// What is paid once.
    pub one_offs: Surface,
    /// What one unit of money is worth today.
    pub discount: Surface,
}

impl Months {
    /// Runs the engine for a plan whose inputs are drawn.
    pub fn new(plan: &Plan, inputs: &[Arc<Column>], count: usize, kept: &mut Kept) -> Self {
        let shapes = Shapes::default();
        let values = plan.inputs.iter().zip(inputs).enumerate().map(|(place, (field, column))| {
            if field.estimate.is_uncertain() {
                let factor = shapes.with_graph(|graph| graph.input(place, column));
                shapes.factor(factor)
            } else {
                Shape::constant(field.estimate.base())
            }
        });
        let assumptions = Assumptions::new(plan, values.collect());
        let mut sums: Vec<Vec<Term>> = Vec::new();
        record_stages(&shapes, &assumptions, &mut sums);
        sums.extend((0..plan.stages.len()).map(|stage| shapes.terms(&assumptions.at_stage(stage).volume)));
        let weights = record_horizon(&shapes, &assumptions, &mut sums);
        drop(assumptions);
        let (graph, bends) = shapes.into_parts();
        let mut in_cash: Vec<Vec<Term>> = sums[sums.len() - horizon_sums(&weights)..].to_vec();
        let stages = 0..plan.stages.len();
        for stage in stages.filter(|&stage| weights.iter().flatten().any(|&(running, _)| running == stage)) {
            in_cash.extend_from_slice(&sums[stage * FIGURES..stage * FIGURES + 2]);
        }
        let has_part_in_cash = graph.inputs_of(&nodes(&in_cash, &bends), inputs.len());
        let mut surfaces = Surface::several(&sums, &graph, &bends, inputs, count, kept).into_iter();
        let mut next = || surfaces.next().expect("every sum has a surface");
        let mut versions = || -> Vec<MonthSurfaces> {
            let stage = |_| MonthSurfaces { cost: next(), value: next(), outcomes: next() };
            (0..plan.stages.len()).map(stage).collect()
        };
        let (planned, baseline) = (versions(), versions());
        let requests = (0..plan.stages.len()).map(|_| next()).collect();
        let horizon = weights.into_iter().map(|running| {
            let running = running.map(|(stage, weight)| (stage, weight, next(), next()));
            MonthInTime { running, one_offs: next(), discount: next() }
        });
        Self { planned, baseline, requests, horizon: horizon.collect(), has_part_in_cash }
    }
}

/// Cost, value and outcomes.
const FIGURES: usize = 3;

/// How many sums the horizon has: two of each month that runs, two of every month.
fn horizon_sums(running: &[Option<(usize, f64)>]) -> usize {
    2 * (running.len() + running.iter().flatten().count())
}

/// Cost, value and outcomes of each stage, planned, then baseline.
fn record_stages<'t>(shapes: &'t Shapes, assumptions: &Assumptions<'_, Shape<'t>>, sums: &mut Vec<Vec<Term>>) {
    let plan = assumptions.plan;
    let [volume, weight, token_prices] =
        [Symbol::Volume, Symbol::Weight, Symbol::TokenPrices].map(|symbol| shapes.symbol(symbol));
    let mut engine = Engine::new(assumptions);
    for version in [plan.planned_mix(), Mix::NONE] {
        for stage in 0..plan.stages.len() {
            let point = Point { token_prices, ..assumptions.between(stage, volume, weight) };
            let month = engine.evaluate(&point, version.active_at(plan, stage));
            sums.extend([month.cost, month.value, month.outcomes].map(|figure| shapes.terms(&figure)));
        }
    }
}

/// Volume and token prices of each month that runs, then its one-offs and its discount. Returns each month's stage and
/// how far it is to the next.
fn record_horizon<'t>(
    shapes: &'t Shapes,
    assumptions: &Assumptions<'_, Shape<'t>>,
    sums: &mut Vec<Vec<Term>>,
) -> Vec<Option<(usize, f64)>> {
    let plan = assumptions.plan;
    let mut one_offs = OneOffs::new(plan);
    let months = (0..plan.horizon_months).map(|month| {
        let point = assumptions.in_month(month);
        let running = point.map(|point| {
            sums.extend([point.volume, point.token_prices].map(|figure| shapes.terms(&figure)));
            let start = plan.stages[point.stage].month;
            let next = plan.stages.get(point.stage + 1);
            let weight = next.map_or(0.0, |next| f64::from(month - start) / f64::from(next.month - start));
            (point.stage, weight)
        });
        let stage = running.map(|(stage, _)| stage);
        let paid = one_offs.components(assumptions, month, stage)
            + one_offs.strategies(assumptions, stage, plan.planned_mix());
        sums.extend([paid, assumptions.discount(month)].map(|figure| shapes.terms(&figure)));
        running
    });
    months.collect()
}

impl MonthInTime {
    /// Whether the same runs at the same volume and prices in every future.
    pub fn is_same(&self, other: &Self) -> bool {
        match (&self.running, &other.running) {
            (Some((stage, weight, volume, prices)), Some((other_stage, other_weight, other_volume, other_prices))) => {
                (stage, weight) == (other_stage, other_weight)
                    && volume.is_same(other_volume)
                    && prices.is_same(other_prices)
            }
            _ => false,
        }
    }
}

/// Values of a surface at a place, one a future, or the one that they share.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    known: Option<f64>,
    values: Vec<f64>,
}

impl Figures {
    /// Computes them, reusing the room.
    pub fn fill(&mut self, surface: &Surface, place: &Place<'_>) {
        let bound = surface.at(place);
        self.known = bound.known();
        if self.known.is_none() {
            bound.fill(&mut self.values);
        }
    }

    /// The figures of a surface that does not depend on the place.
    pub fn of(surface: &Surface) -> Self {
        let mut figures = Self::default();
        figures.fill(surface, &Place::nowhere());
        figures
    }

    /// To compute with.
    pub fn quantity(&self) -> Quantity<'_> {
        self.known.map_or(Quantity::Drawn(&self.values), Quantity::Known)
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

impl Place<'_> {
    /// For what does not depend on the place.
    pub fn nowhere() -> Self {
        Self { volume: Quantity::Known(0.0), weight: 0.0, token_prices: Quantity::Known(1.0) }
    }
}
