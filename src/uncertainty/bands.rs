//! What eight in ten futures stay within, over the whole curve (model, section 10).

use super::months::{MonthSurfaces, SurfaceValues};
use super::outlook::per_outcome;
use super::quantiles::QuantileFinder;
use super::simd::wide;
use super::surface::{CurvePoint, SurfaceValue};
use crate::economics::{Evaluation, Plan};

/// P10 and P90.
pub type Interval = [f64; 2];

/// The band at one volume.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BandPoint {
    /// Requests a month.
    pub volume: f64,
    /// The stage in force.
    pub stage: usize,
    /// Of cost a month.
    pub cost: Interval,
    /// Of cost per outcome.
    pub cost_per_outcome: Interval,
    /// Of value per outcome.
    pub value_per_outcome: Interval,
}

/// Bands at the volumes of the curve, a run a stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Bands {
    /// The plan as set.
    pub planned: Vec<Vec<BandPoint>>,
    /// Every strategy off.
    pub baseline: Vec<Vec<BandPoint>>,
}

/// How far off a band may be halfway between two knots, as a share of its value. The place becomes a knot itself, so what
/// is left is about a quarter: less than half a pixel.
const TOLERANCE: f64 = 0.006;

/// The same where every future jumps somewhere else: what is left then is the jumps of single futures.
const TOLERANCE_OF_JUMPS: f64 = 0.01;

/// Volumes of the curve between knots at most where every future jumps somewhere else.
const LONGEST_SPAN_OF_JUMPS: usize = 10;

impl Bands {
    /// Of one stage's run of one version, along its months at base values.
    pub(super) fn of_run(
        plan: &Plan,
        stage: usize,
        base: &[Evaluation<f64>],
        surfaces: &MonthSurfaces,
        count: usize,
        scratch: &mut BandScratch,
    ) -> Vec<BandPoint> {
        StageRun { plan, stage, base, surfaces, count, scratch }.band()
    }
}

/// Room to compute bands in.
#[derive(Default)]
pub(super) struct BandScratch {
    finder: QuantileFinder,
    cost: SurfaceValues,
    value: SurfaceValues,
    outcomes: SurfaceValues,
    ratio: Vec<f64>,
    /// Whether every future jumps somewhere else, a volume each; asked for where there is a knot.
    jumps: Vec<bool>,
}

/// One stage's run of one version.
///
/// Beside the curve at base values a band is smooth, so it is computed at knots and follows the curve between them; a knot
/// is added wherever that would be off. A stage's own requests are one.
struct StageRun<'r> {
    plan: &'r Plan,
    stage: usize,
    base: &'r [Evaluation<f64>],
    surfaces: &'r MonthSurfaces,
    count: usize,
    scratch: &'r mut BandScratch,
}

/// Cost, cost per outcome and value per outcome, low and high each.
type Knot = [f64; 6];

impl StageRun<'_> {
    fn band(mut self) -> Vec<BandPoint> {
        let last = self.base.len() - 1;
        let mut knots: Vec<Option<Knot>> = vec![None; self.base.len()];
        let value = self.constant_value_per_outcome();
        self.scratch.jumps.clear();
        self.scratch.jumps.resize(self.base.len(), false);
        let own = self.base.iter().position(|month| month.volume == self.plan.stages[self.stage].requests);
        let between = own.filter(|own| (1..last).contains(own)).unwrap_or(last / 2);
        let mut ends = vec![0, between, last];
        ends.dedup();
        let mut before = None;
        for &end in &ends {
            knots[end] = Some(self.knot(end, value, before.map(|before| self.beside(knots[before], before, end))));
            before = Some(end);
        }
        for pair in ends.windows(2) {
            self.refine(&mut knots, pair[0], pair[1], value);
        }
        self.join(&knots)
    }

    fn refine(&mut self, knots: &mut [Option<Knot>], low: usize, high: usize, value: Option<Interval>) {
        if high <= low + 1 {
            return;
        }
        let middle = low + (high - low) / 2;
        let expected = self.between(knots, low, middle, high);
        let found = self.knot(middle, value, Some(expected));
        knots[middle] = Some(found);
        let jumps = [low, middle, high].into_iter().any(|place| self.scratch.jumps[place]);
        let (tolerance, longest) =
            if jumps { (TOLERANCE_OF_JUMPS, LONGEST_SPAN_OF_JUMPS) } else { (TOLERANCE, usize::MAX) };
        let is_off = |(expected, found): (&f64, &f64)| {
            expected != found && (tolerance * found.abs() < (expected - found).abs() || !expected.is_finite())
        };
        if longest < high - low || expected.iter().zip(&found).any(is_off) {
            self.refine(knots, low, middle, value);
            self.refine(knots, middle, high, value);
        }
    }

    /// What two knots say of a place between them.
    fn between(&self, knots: &[Option<Knot>], low: usize, at: usize, high: usize) -> Knot {
        let (start, end) = (knots[low].expect("a knot"), knots[high].expect("a knot"));
        let [from, here, to] = [low, at, high].map(|place| &self.base[place]);
        let weight = libm::log(here.volume / from.volume) / libm::log(to.volume / from.volume);
        let figures: [fn(&Evaluation<f64>) -> f64; 3] = [
            |month| month.cost,
            |month| month.cost_per_outcome().unwrap_or(0.0),
            |month| month.value_per_outcome().unwrap_or(0.0),
        ];
        std::array::from_fn(|index| {
            let (start, end) = (start[index], end[index]);
            let [from, here, to] = [from, here, to].map(figures[index / 2]);
            if start == end && from == to {
                start
            } else if 0.0 < start && 0.0 < end && 0.0 < from && 0.0 < here && 0.0 < to {
                let (first, second) = (libm::log(start / from), libm::log(end / to));
                here * libm::exp(first + (second - first) * weight)
            } else {
                start + (end - start) * weight
            }
        })
    }

    fn join(&self, knots: &[Option<Knot>]) -> Vec<BandPoint> {
        let places: Vec<usize> = (0..knots.len()).filter(|&place| knots[place].is_some()).collect();
        let point = |place: usize| {
            let knot = knots[place].unwrap_or_else(|| {
                let after = places.partition_point(|&knot| knot < place);
                self.between(knots, places[after - 1], place, places[after])
            });
            BandPoint {
                volume: self.base[place].volume,
                stage: self.stage,
                cost: [knot[0], knot[1]],
                cost_per_outcome: [knot[2], knot[3]],
                value_per_outcome: [knot[4], knot[5]],
            }
        };
        (0..knots.len()).map(point).collect()
    }

    /// Value per outcome where it does not depend on the volume, which is nearly always.
    fn constant_value_per_outcome(&mut self) -> Option<Interval> {
        let proportional = [&self.surfaces.value, &self.surfaces.outcomes];
        let is_constant = proportional.iter().all(|surface| surface.is_proportional_to_volume());
        is_constant.then(|| {
            self.fill(0, false);
            self.per_outcome(false, [f64::NAN; 2])
        })
    }

    fn fill(&mut self, at: usize, with_cost: bool) {
        let volume = self.base[at].volume;
        let stages = &self.plan.stages;
        let start = stages[self.stage].requests;
        let weight = match stages.get(self.stage + 1) {
            Some(next) if start < volume => libm::log(volume / start) / libm::log(next.requests / start),
            _ => 0.0,
        };
        // People come with requests where a single stage's factors hold.
        let is_between = start <= volume && self.stage + 1 < stages.len();
        let users = if is_between { 1.0 } else { volume / start };
        let place = CurvePoint::of_month(SurfaceValue::Known(volume), weight).with_users(SurfaceValue::Known(users));
        let scratch = &mut *self.scratch;
        scratch.outcomes.fill(&self.surfaces.outcomes, &place);
        if with_cost {
            let cost = self.surfaces.cost.at(&place);
            scratch.jumps[at] = cost.jumps();
            scratch.cost.fill_bound(&cost);
        } else {
            scratch.value.fill(&self.surfaces.value, &place);
        }
    }

    /// About what a knot is, from one that is known: as far from the curve at base values.
    fn beside(&self, known: Option<Knot>, from: usize, at: usize) -> Knot {
        let scale = self.base[at].cost / self.base[from].cost;
        let scale_per_outcome = scale * self.base[from].volume / self.base[at].volume;
        let known = known.unwrap_or([f64::NAN; 6]);
        [0, 1, 2, 3, 4, 5].map(|index| known[index] * if index < 2 { scale } else { scale_per_outcome })
    }

    /// Computes a knot; what is expected only decides how fast.
    fn knot(&mut self, place: usize, value: Option<Interval>, expected: Option<Knot>) -> Knot {
        self.fill(place, true);
        let expected = expected.unwrap_or([f64::NAN; 6]);
        let cost = interval(&mut self.scratch.finder, &self.scratch.cost, [expected[0], expected[1]]);
        let per_outcome = self.per_outcome(true, [expected[2], expected[3]]);
        let value = value.unwrap_or_else(|| {
            self.fill(place, false);
            self.per_outcome(false, [expected[4], expected[5]])
        });
        [cost[0], cost[1], per_outcome[0], per_outcome[1], value[0], value[1]]
    }

    fn per_outcome(&mut self, of_cost: bool, expected: Interval) -> Interval {
        let BandScratch { finder, cost, value, outcomes, ratio, .. } = &mut *self.scratch;
        let money = if of_cost { cost.quantity() } else { value.quantity() };
        match (money, outcomes.quantity()) {
            (SurfaceValue::Known(money), SurfaceValue::Known(outcomes)) => return [per_outcome(money, outcomes); 2],
            (SurfaceValue::Known(money), SurfaceValue::Drawn(outcomes)) => {
                ratio.clear();
                ratio.extend(outcomes.iter().map(|&outcomes| per_outcome(money, outcomes)));
            }
            (SurfaceValue::Drawn(money), SurfaceValue::Known(outcomes)) => {
                ratio.clear();
                ratio.extend(money.iter().map(|&money| per_outcome(money, outcomes)));
            }
            (SurfaceValue::Drawn(money), SurfaceValue::Drawn(outcomes)) => {
                ratio.resize(money.len(), 0.0);
                let both = ratio.iter_mut().zip(money).zip(outcomes);
                wide(|| both.for_each(|((ratio, &money), &outcomes)| *ratio = per_outcome(money, outcomes)));
            }
        }
        debug_assert_eq!(ratio.len(), self.count);
        finder.quantiles_near(ratio, ENDS, around(expected))
    }
}

/// P10 and P90.
const ENDS: [f64; 2] = [0.1, 0.9];

/// Narrow windows around guesses.
fn around([low, high]: Interval) -> [[f64; 2]; 2] {
    [low, high].map(|guess| {
        let doubt = (0.006 * guess.abs()).min(0.02 * (high - low).abs());
        [guess - doubt, guess + doubt]
    })
}

fn interval(finder: &mut QuantileFinder, figures: &SurfaceValues, expected: Interval) -> Interval {
    match figures.quantity() {
        SurfaceValue::Known(value) => [value; 2],
        SurfaceValue::Drawn(values) => finder.quantiles_near(values, ENDS, around(expected)),
    }
}
