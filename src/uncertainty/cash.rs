//! Cash in every future: the band of what has come in so far, and what the plan is worth (model, sections 9 and 10).

use super::breach::breached;
use super::months::{AlternativeSurfaces, MonthOfStage, MonthlySurfaces, SurfaceValues};
use super::quantiles::QuantileFinder;
use super::surface::{CurvePoint, SurfaceValue};
use super::{Chance, Interval, Quantiles};
use crate::economics::Plan;
use crate::scenario::KillCriterion;

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
    /// What nine in ten futures have tied up at most at any time, 0 or above: one in ten has more at risk.
    pub at_risk: f64,
    /// Net present value over the futures.
    pub npv_quantiles: Quantiles,
    /// Net present value of each future.
    pub npv: Vec<f64>,
    /// The same for a team that stops where a kill criterion says so; `None` without such criteria.
    pub npv_with_kill_criteria: Option<Vec<f64>>,
    /// Net present value of each alternative in each future.
    pub alternatives: Vec<Vec<f64>>,
}

/// How many months after the beginning of its stage a breached criterion ends cash with.
const MONTHS_TO_STOP: u32 = 2;

impl Cash {
    /// Computes it for a plan.
    pub(super) fn new(plan: &Plan, months: &MonthlySurfaces, count: usize) -> Self {
        Self::with_paths(plan, months, count, |_| {})
    }

    /// The same, and tells the cumulative cash of each month in every future.
    pub(super) fn with_paths(
        plan: &Plan,
        months: &MonthlySurfaces,
        count: usize,
        mut each_month: impl FnMut(&[f64]),
    ) -> Self {
        let mut cumulative = vec![0.0; count];
        let mut deepest = vec![0.0; count];
        let mut npv = vec![0.0; count];
        let mut stopping = Stopping::new(plan, months, count);
        let mut alternatives: Vec<Vec<f64>> = plan.alternatives.iter().map(|_| vec![0.0; count]).collect();
        let mut path = None;
        let mut month_figures = MonthFigures::default();
        let mut finder = QuantileFinder::default();
        let mut band = Vec::with_capacity(months.horizon.len());
        for (month, in_time) in months.horizon.iter().enumerate() {
            let before = month.checked_sub(1).map(|before| &months.horizon[before]);
            if before.is_some_and(|before| before.is_same(in_time)) {
                month_figures.repeat();
            } else {
                path = in_time.running.as_ref().map(|running| PathValues::of(plan, running));
                month_figures.fill(months, path.as_ref(), count);
            }
            let one_offs = SurfaceValues::of(&in_time.one_offs);
            let before_one_offs = before_one_offs(&cumulative, &month_figures, one_offs.quantity(), &mut finder);
            let discount = SurfaceValues::of(&in_time.discount);
            add(&mut month_figures.cash, one_offs.quantity(), |cash, paid| cash - paid);
            for (sum, cash) in cumulative.iter_mut().zip(&month_figures.cash) {
                *sum += cash;
            }
            for (deepest, sum) in deepest.iter_mut().zip(&cumulative) {
                *deepest = f64::min(*deepest, *sum);
            }
            each_month(&cumulative);
            if let Some(stopping) = &mut stopping {
                stopping.run(month as u32, &month_figures, discount.quantity());
            }
            add(&mut month_figures.cash, discount.quantity(), |cash, discount| cash * discount);
            for (sum, cash) in npv.iter_mut().zip(&month_figures.cash) {
                *sum += cash;
            }
            for (npv, surfaces) in alternatives.iter_mut().zip(&months.alternatives) {
                month_figures.add_alternative(surfaces, month, path.as_ref(), discount.quantity(), npv);
            }
            let [p10, p50, p90] = finder.quantiles_near(&cumulative, [0.1, 0.5, 0.9], expected(&band));
            band.push(CashPoint { month: month as u32, p10, p50, p90, before_one_offs });
        }
        Self {
            band,
            pays_back: Chance::of(cumulative.iter().filter(|cash| 0.0 <= **cash).count(), count),
            at_risk: 0.0 - finder.quantiles(&deepest, [0.1])[0],
            npv_positive: Chance::of(npv.iter().filter(|npv| 0.0 < **npv).count(), count),
            npv_quantiles: Quantiles::of(&npv),
            npv,
            npv_with_kill_criteria: stopping.map(|stopping| stopping.npv),
            alternatives,
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
    cost: SurfaceValues,
    value: SurfaceValues,
    /// Value − cost.
    net: Vec<f64>,
    /// The same, less one-offs, discounted.
    cash: Vec<f64>,
}

impl MonthFigures {
    fn fill(&mut self, months: &MonthlySurfaces, path: Option<&PathValues>, count: usize) {
        self.net.clear();
        let Some(path) = path else {
            self.net.resize(count, 0.0);
            self.repeat();
            return;
        };
        let surfaces = &months.planned[path.stage];
        self.cost.fill(&surfaces.cost, &path.place());
        self.value.fill(&surfaces.value, &path.place());
        let (cost, value) = (self.cost.column(count), self.value.column(count));
        self.net.extend(value.iter().zip(cost).map(|(value, cost)| value - cost));
        self.repeat();
    }

    /// The same month once more.
    fn repeat(&mut self) {
        self.cash.clone_from(&self.net);
    }

    /// Adds the discounted cash of an alternative in a month to its NPV.
    fn add_alternative(
        &mut self,
        surfaces: &AlternativeSurfaces,
        month: usize,
        path: Option<&PathValues>,
        discount: SurfaceValue<'_>,
        npv: &mut [f64],
    ) {
        self.cash.clear();
        self.cash.resize(npv.len(), 0.0);
        if let Some(path) = path {
            self.value.fill(&surfaces.net[path.stage], &path.place());
            self.cash.copy_from_slice(self.value.column(npv.len()));
        }
        let paid = SurfaceValues::of(&surfaces.one_offs[month]);
        add(&mut self.cash, paid.quantity(), |cash, paid| cash - paid);
        add(&mut self.cash, discount, |cash, discount| cash * discount);
        for (npv, cash) in npv.iter_mut().zip(&self.cash) {
            *npv += cash;
        }
    }
}

/// Where a month is, in every future.
struct PathValues {
    stage: usize,
    weight: f64,
    volume: SurfaceValues,
    token_prices: SurfaceValues,
    value_factor: SurfaceValues,
    /// After the last stage people come with requests; before, they follow the base path.
    users: Option<SurfaceValues>,
}

impl PathValues {
    fn of(plan: &Plan, month: &MonthOfStage) -> Self {
        let MonthOfStage { stage, weight, volume, token_prices, value_factor } = month;
        let [volume, token_prices, value_factor] = [volume, token_prices, value_factor].map(SurfaceValues::of);
        let is_last = stage + 1 == plan.stages.len();
        let users = is_last.then(|| volume.scaled(1.0 / plan.stages[*stage].requests));
        Self { stage: *stage, weight: *weight, volume, token_prices, value_factor, users }
    }

    fn place(&self) -> CurvePoint<'_> {
        CurvePoint {
            volume: self.volume.quantity(),
            weight: self.weight,
            token_prices: self.token_prices.quantity(),
            value_factor: self.value_factor.quantity(),
            users: self.users.as_ref().map_or(SurfaceValue::Known(1.0), SurfaceValues::quantity),
        }
    }
}

/// A team that stops where a criterion says so: each is asked once, when its stage begins.
struct Stopping {
    /// The last month with cash.
    last: Vec<u32>,
    npv: Vec<f64>,
}

impl Stopping {
    /// `None` where no criterion stops anything.
    fn new(plan: &Plan, months: &MonthlySurfaces, count: usize) -> Option<Self> {
        let criteria: Vec<&KillCriterion> = plan.kill_criteria.iter().filter(|criterion| criterion.stop).collect();
        let mut last = vec![u32::MAX; count];
        for criterion in &criteria {
            let stops = plan.stages[criterion.stage].month.saturating_add(MONTHS_TO_STOP);
            for (last, is_breached) in last.iter_mut().zip(breached(plan, months, criterion, count)) {
                if is_breached {
                    *last = (*last).min(stops);
                }
            }
        }
        (!criteria.is_empty()).then(|| Self { last, npv: vec![0.0; count] })
    }

    fn run(&mut self, month: u32, figures: &MonthFigures, discount: SurfaceValue<'_>) {
        for (future, ((npv, cash), last)) in self.npv.iter_mut().zip(&figures.cash).zip(&self.last).enumerate() {
            let discount = match discount {
                SurfaceValue::Known(discount) => discount,
                SurfaceValue::Drawn(discounts) => discounts[future],
            };
            *npv += if month <= *last { cash * discount } else { 0.0 };
        }
    }
}
