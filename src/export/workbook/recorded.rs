//! What the engine recorded of each stage and of each month, with what else it is made of.

use std::collections::HashMap;

use super::months::{MONTHS, MonthColumns};
use crate::economics::{
    Assumptions, Engine, Evaluation, Expression, Number as _, OneOffs, Plan, Point, Quantity, StrategySet, Tape,
};
use crate::scenario::Scenario;

/// One month.
pub(super) struct MonthColumn<'t> {
    pub heading: String,
    /// What stands above the heading.
    pub over: String,
    /// What it comes to, hence everything that it is made of.
    pub figures: Vec<(Quantity, Expression<'t>)>,
    /// The same if prefix caching were on instead of off, or off instead of on; nothing where that changes nothing.
    pub otherwise: Vec<(Quantity, Expression<'t>)>,
}

/// Prefix caching, which is another formula while it is off.
#[derive(Clone, Copy)]
pub struct PrefixSwitch {
    /// Among the strategies.
    pub place: usize,
    /// As exported.
    pub is_on: bool,
}

/// The strategies of a recording, all of them on but prefix caching, and the same with that turned.
fn sets(plan: &Plan, prefix: Option<PrefixSwitch>) -> [StrategySet; 2] {
    let all = plan.planned_mix();
    match prefix {
        Some(PrefixSwitch { place, is_on: true }) => [all, all.without(place)],
        Some(PrefixSwitch { place, is_on: false }) => [all.without(place), all],
        None => [all, all],
    }
}

impl<'a, 't> MonthColumns<'a, 't> {
    /// Each stage at its own requests, as planned and then without strategies. The plan has everything on.
    pub fn of_stages(
        scenario: &Scenario,
        recorded: &Assumptions<'a, Expression<'t>>,
        prefix: Option<PrefixSwitch>,
    ) -> Self {
        let plan = recorded.plan;
        let [planned_set, other_set] = sets(plan, prefix);
        let stage = |(stage, planned): (usize, bool)| {
            let point = recorded.at_stage(stage);
            let [set, other] = [planned_set, other_set].map(|set| set.active_at(plan, stage));
            let otherwise = if planned && set != other { figures(recorded, point, other) } else { Vec::new() };
            MonthColumn {
                heading: scenario.stages[stage].name.clone(),
                over: if planned { "as planned" } else { "without strategies" }.to_owned(),
                figures: figures(recorded, point, if planned { set } else { StrategySet::NONE }),
                otherwise,
            }
        };
        let planned = (0..plan.stages.len()).map(|place| (place, true));
        let baseline = (0..plan.stages.len()).map(|place| (place, false));
        Self {
            plan,
            sheet: "Stages",
            title: "A month at each stage",
            columns: planned.chain(baseline).map(stage).collect(),
        }
    }

    /// Each month of the horizon, as planned, with its cash. The plan has everything on.
    pub fn of_months(
        scenario: &Scenario,
        recorded: &Assumptions<'a, Expression<'t>>,
        prefix: Option<PrefixSwitch>,
    ) -> Self {
        let plan = recorded.plan;
        let [set, other] = sets(plan, prefix);
        let mut one_offs = OneOffs::new(plan);
        let mut cumulative = Expression::zero();
        let month = |month: u32| {
            let point = recorded.in_month(month);
            let stage = point.map(|point| point.stage);
            let (mut figures, otherwise) = point.map_or_else(Default::default, |point| {
                let point = Point { volume: point.volume.named(Quantity::Requests), ..point };
                let [own, other] = [set, other].map(|set| set.active_at(plan, point.stage));
                let otherwise = if own == other { Vec::new() } else { figures(recorded, point, other) };
                (figures(recorded, point, own), otherwise)
            });
            let net =
                figures.iter().find(|(part, _)| *part == Quantity::Net).map_or(Expression::zero(), |(_, net)| *net);
            // What is off costs nothing to set up, prefix caching too.
            let every = plan.planned_mix();
            let paid = one_offs.components(recorded, month, stage) + one_offs.strategies(recorded, stage, every);
            let paid = paid.named(Quantity::OneOffs);
            let cash = (net - paid).named(Quantity::Cash);
            cumulative = (cumulative + cash).named(Quantity::CumulativeCash(month));
            let discount = recorded.discount(month).named(Quantity::Discount);
            let present = (cash * discount).named(Quantity::PresentValue);
            figures.extend([
                (Quantity::OneOffs, paid),
                (Quantity::Cash, cash),
                (Quantity::CumulativeCash(month), cumulative),
                (Quantity::Discount, discount),
                (Quantity::PresentValue, present),
            ]);
            let over = stage.map_or("before it starts", |stage| &scenario.stages[stage].name);
            MonthColumn { heading: month.to_string(), over: over.to_owned(), figures, otherwise }
        };
        let columns = (0..plan.horizon_months).map(month).collect();
        Self { plan, sheet: MONTHS, title: "Month by month, as planned", columns }
    }
}

impl<'t> MonthColumn<'t> {
    /// Every named part that the figures are made of, themselves included, each once.
    pub fn parts(&self, tape: &'t Tape, figures: &[(Quantity, Expression<'t>)]) -> Vec<(Quantity, Expression<'t>)> {
        let mut found: HashMap<Quantity, Expression<'t>> = HashMap::new();
        let mut left: Vec<(Quantity, Expression<'t>)> = figures.to_vec();
        let mut parts = Vec::new();
        while let Some((part, expression)) = left.pop() {
            // The month before has a column of its own.
            let is_before =
                matches!(part, Quantity::CumulativeCash(_)) && self.figures.iter().all(|(own, _)| *own != part);
            if !is_before && found.insert(part, expression).is_none() {
                parts.push((part, expression));
                left.extend(tape.parts(&expression));
            }
        }
        parts
    }
}

/// A month's parts that nothing else is made of, and all others through them.
fn figures<'t>(
    recorded: &Assumptions<'_, Expression<'t>>,
    point: Point<Expression<'t>>,
    set: StrategySet,
) -> Vec<(Quantity, Expression<'t>)> {
    let growth = point.growth;
    let point = Point {
        growth: crate::economics::RequestGrowth {
            context: growth.context.named(Quantity::ContextGrowth),
            calls: growth.calls.named(Quantity::CallGrowth),
            peak: growth.peak.named(Quantity::PeakLoad),
            retry_rate: growth.retry_rate.named(Quantity::RetryRate),
            fallback_share: growth.fallback_share.named(Quantity::FallbackShare),
            ..growth
        },
        token_prices: point.token_prices.named(Quantity::TokenPrices),
        value_factor: point.value_factor.named(Quantity::ValueFactor),
        ..point
    };
    let month: Evaluation<Expression<'t>> = Engine::new(recorded).evaluate(&point, set);
    let net = month.net.named(Quantity::Net);
    let mut figures =
        vec![(Quantity::Net, net), (Quantity::Outcomes, month.outcomes), (Quantity::Requests, point.volume)];
    // The month's own, should a formula not mention them.
    figures.extend([
        (Quantity::Cost, month.cost),
        (Quantity::Value, month.value),
        (Quantity::Inferred, month.inferred),
    ]);
    figures
}
