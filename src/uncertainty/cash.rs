//! Cash in every future: the band of what has come in so far, and what the plan is worth (model, sections 9 and 10).

use super::months::{MonthInTime, MonthlySurfaces, SurfaceValues};
use super::quantiles::QuantileFinder;
use super::surface::{CurvePoint, SurfaceValue};
use super::{Chance, Interval, Quantiles};
use crate::economics::Plan;

/// Cumulative cash of one month over the futures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CashPoint {
    /// From 0.
    pub month: u32,
    /// One future in ten is below.
    pub p10: f64,
    /// Half of them are.
    pub p50: f64,
    /// Nine in ten.
    pub p90: f64,
    /// P10 and P90 before what is paid once in this month; `None` where nothing is.
    pub before_one_offs: Option<Interval>,
}

/// The horizon in every future.
#[derive(Clone, Debug, PartialEq)]
pub struct Cash {
    /// One entry a month.
    pub band: Vec<CashPoint>,
    /// Chance that what has come in by the end covers what has gone out.
    pub pays_back: Chance,
    /// Chance that NPV is above 0.
    pub npv_positive: Chance,
    /// Net present value over the futures.
    pub npv_quantiles: Quantiles,
    /// Net present value of each future.
    pub npv: Vec<f64>,
    /// The same for a team that stops two months after a kill criterion is breached; `None` without criteria.
    pub npv_with_kill_criteria: Option<Vec<f64>>,
}

/// How many months a team runs on after it has seen a breach.
const MONTHS_TO_STOP: f64 = 2.0;

impl Cash {
    /// Computes it for a plan.
    pub(super) fn new(plan: &Plan, months: &MonthlySurfaces, count: usize) -> Self {
        let mut cumulative = vec![0.0; count];
        let mut npv = vec![0.0; count];
        let mut stopping = (!plan.kill_criteria.is_empty()).then(|| Stopping::new(count));
        let mut month_figures = MonthFigures::default();
        let mut finder = QuantileFinder::default();
        let mut band = Vec::with_capacity(months.horizon.len());
        for (month, in_time) in months.horizon.iter().enumerate() {
            let before = month.checked_sub(1).map(|before| &months.horizon[before]);
            if before.is_some_and(|before| before.is_same(in_time)) {
                month_figures.repeat();
            } else {
                month_figures.fill(plan, months, in_time, count);
            }
            let one_offs = SurfaceValues::of(&in_time.one_offs);
            let before_one_offs = before_one_offs(&cumulative, &month_figures, one_offs.quantity(), &mut finder);
            let discount = SurfaceValues::of(&in_time.discount);
            add(&mut month_figures.cash, one_offs.quantity(), |cash, paid| cash - paid);
            for (sum, cash) in cumulative.iter_mut().zip(&month_figures.cash) {
                *sum += cash;
            }
            if let Some(stopping) = &mut stopping {
                stopping.run(plan, month as f64, in_time, &month_figures, discount.quantity());
            }
            add(&mut month_figures.cash, discount.quantity(), |cash, discount| cash * discount);
            for (sum, cash) in npv.iter_mut().zip(&month_figures.cash) {
                *sum += cash;
            }
            let [p10, p50, p90] = finder.quantiles_near(&cumulative, [0.1, 0.5, 0.9], expected(&band));
            band.push(CashPoint { month: month as u32, p10, p50, p90, before_one_offs });
        }
        Self {
            band,
            pays_back: Chance::of(cumulative.iter().filter(|cash| 0.0 <= **cash).count(), count),
            npv_positive: Chance::of(npv.iter().filter(|npv| 0.0 < **npv).count(), count),
            npv_quantiles: Quantiles::of(&mut npv.clone()),
            npv,
            npv_with_kill_criteria: stopping.map(|stopping| stopping.npv),
        }
    }
}

/// What eight in ten futures would stay within at the end of a month without what is paid once in it.
fn before_one_offs(
    cumulative: &[f64],
    month: &MonthFigures,
    one_offs: SurfaceValue<'_>,
    finder: &mut QuantileFinder,
) -> Option<Interval> {
    if matches!(one_offs, SurfaceValue::Known(paid) if paid == 0.0) {
        return None;
    }
    let before: Vec<f64> = cumulative.iter().zip(&month.cash).map(|(sum, cash)| sum + cash).collect();
    Some(finder.quantiles(&before, [0.1, 0.9]))
}

/// About where the next month's quantiles are: as far on as the last month went.
fn expected(band: &[CashPoint]) -> [[f64; 2]; 3] {
    let [.., before, last] = band else { return [[f64::NAN; 2]; 3] };
    let doubt = 0.02 * (last.p90 - last.p10);
    let quantiles = |point: &CashPoint| [point.p10, point.p50, point.p90];
    std::array::from_fn(|index| {
        let next = 2.0 * quantiles(last)[index] - quantiles(before)[index];
        [next - doubt, next + doubt]
    })
}

fn add(column: &mut [f64], quantity: SurfaceValue<'_>, operation: impl Fn(f64, f64) -> f64) {
    match quantity {
        SurfaceValue::Known(value) => column.iter_mut().for_each(|cash| *cash = operation(*cash, value)),
        SurfaceValue::Drawn(values) => {
            column.iter_mut().zip(values).for_each(|(cash, &value)| *cash = operation(*cash, value));
        }
    }
}

/// One month in every future.
#[derive(Default)]
struct MonthFigures {
    volume: SurfaceValues,
    cost: SurfaceValues,
    value: SurfaceValues,
    outcomes: SurfaceValues,
    /// Value − cost.
    net: Vec<f64>,
    /// The same, less one-offs, discounted.
    cash: Vec<f64>,
}

impl MonthFigures {
    fn fill(&mut self, plan: &Plan, months: &MonthlySurfaces, in_time: &MonthInTime, count: usize) {
        self.net.clear();
        let Some((stage, weight, volume, token_prices)) = &in_time.running else {
            self.net.resize(count, 0.0);
            self.repeat();
            return;
        };
        self.volume.fill(volume, &CurvePoint::nowhere());
        let token_prices = SurfaceValues::of(token_prices);
        let place =
            CurvePoint { volume: self.volume.quantity(), weight: *weight, token_prices: token_prices.quantity() };
        let surfaces = &months.planned[*stage];
        self.cost.fill(&surfaces.cost, &place);
        self.value.fill(&surfaces.value, &place);
        if plan.kill_criteria.iter().any(|criterion| criterion.stage == *stage) {
            self.outcomes.fill(&surfaces.outcomes, &place);
            self.outcomes.column(count);
            self.volume.column(count);
        }
        let (cost, value) = (self.cost.column(count), self.value.column(count));
        self.net.extend(value.iter().zip(cost).map(|(value, cost)| value - cost));
        self.repeat();
    }

    /// The same month once more.
    fn repeat(&mut self) {
        self.cash.clone_from(&self.net);
    }
}

/// A team that watches its kill criteria.
struct Stopping {
    /// The month from which nothing runs any more.
    stops: Vec<f64>,
    npv: Vec<f64>,
}

impl Stopping {
    fn new(count: usize) -> Self {
        Self { stops: vec![f64::INFINITY; count], npv: vec![0.0; count] }
    }

    fn run(
        &mut self,
        plan: &Plan,
        month: f64,
        in_time: &MonthInTime,
        figures: &MonthFigures,
        discount: SurfaceValue<'_>,
    ) {
        for (future, ((npv, cash), stops)) in self.npv.iter_mut().zip(&figures.cash).zip(&self.stops).enumerate() {
            let discount = match discount {
                SurfaceValue::Known(discount) => discount,
                SurfaceValue::Drawn(discounts) => discounts[future],
            };
            *npv += if month < *stops { cash * discount } else { 0.0 };
        }
        let Some((stage, ..)) = in_time.running else { return };
        for criterion in plan.kill_criteria.iter().filter(|criterion| criterion.stage == stage) {
            for (future, stops) in self.stops.iter_mut().enumerate() {
                let at = |figures: &SurfaceValues| match figures.quantity() {
                    SurfaceValue::Known(value) => value,
                    SurfaceValue::Drawn(values) => values[future],
                };
                let month_figures = [&figures.cost, &figures.value, &figures.outcomes, &figures.volume].map(at);
                if criterion.is_breached_by(criterion.metric.of(month_figures)) {
                    *stops = stops.min(month + MONTHS_TO_STOP);
                }
            }
        }
    }
}
