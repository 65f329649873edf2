//! Everything that one recompute derives from a plan.

use std::sync::OnceLock;

use super::{
    AlternativeResult, Assumptions, BestStrategySet, Choice, Contribution, Delay, Engine, Evaluation, Floor,
    FloorSearch, Margin, Months, Multiple, Plan, Point, PrefixHit, StrategySet, Verdict, break_even_volumes,
    contributions, stages_that_change_sign,
};

/// The three versions of a month, side by side.
#[derive(Clone, Copy, Debug)]
pub struct Versions {
    /// Every strategy off.
    pub baseline: Evaluation<f64>,
    /// The strategies as they are set.
    pub planned: Evaluation<f64>,
    /// The best that the listed strategies can do.
    pub floor: Floor,
}

/// The curve over volume: one run of points a stage, so that it steps where a stage begins.
#[derive(Clone, Debug)]
pub struct Curve {
    /// In order of volume; each stage's run starts and ends at its boundaries.
    pub runs: Vec<Vec<Versions>>,
}

/// Everything about a plan at its base values.
#[derive(Clone, Debug)]
pub struct Results {
    /// At each stage's base requests.
    pub stages: Vec<Versions>,
    /// From below the first stage to beyond the last.
    pub curve: Curve,
    /// Of the target stage.
    pub verdict: Verdict,
    /// What more volume does at the target.
    pub margin: Margin,
    /// From the first stage to the target.
    pub multiple: Option<Multiple>,
    /// By strategy, as listed.
    pub contributions: Vec<Contribution>,
    /// Volumes at which the target's set-up starts or stops to pay.
    pub break_even_held: Vec<f64>,
    /// Stages whose beginning makes the plan start or stop to pay.
    pub sign_changes: Vec<usize>,
    /// The horizon.
    pub months: Months,
    /// What could be bought instead, in the plan's order.
    pub alternatives: Vec<AlternativeResult>,
    /// What is worth most: the plan, one of these, or nothing.
    pub choice: Choice,
    /// What waiting costs, decision by stage.
    pub changing_later: Vec<Delay>,
    /// How often prefixes are found in their caches at the target, where that has to be worked out.
    pub prefix_hits: Vec<PrefixHit>,
    /// Once somebody has asked: no chart does, and it takes a third of all.
    best_mix: OnceLock<BestStrategySet>,
}

impl Results {
    /// How many volumes the curve has, stage boundaries not counted.
    pub const CURVE_POINTS: usize = 240;

    /// Computes a plan at its base values.
    pub fn of(plan: &Plan) -> Self {
        let base = Assumptions::base(plan);
        let favourable = Assumptions::favourable(plan);
        let mut versions = PlanVersions::new(&base, &favourable);
        let results = Self::without_curve(&mut versions);
        Self { curve: Curve::of(&mut versions, Self::CURVE_POINTS), ..results }
    }

    /// The subset of strategies worth most, of the plan that these are of.
    pub fn best_mix(&self, plan: &Plan) -> &BestStrategySet {
        self.best_mix.get_or_init(|| BestStrategySet::of(&Assumptions::base(plan)))
    }

    /// The same as [`of`](Self::of) but for the curve, which is empty: half of the work, for those who compute the curve
    /// elsewhere.
    pub(crate) fn without_curve(versions: &mut PlanVersions<'_>) -> Self {
        let PlanVersions { base, favourable, .. } = *versions;
        let plan = base.plan;
        let stages: Vec<Versions> = (0..plan.stages.len()).map(|stage| versions.at(&base.at_stage(stage))).collect();
        let target = &stages[plan.target];
        let target_mix = versions.planned.active_at(plan, plan.target);
        let margin = Margin::of(base, favourable, &mut versions.floor, &target.floor);
        let months = Months::of(base, versions.planned);
        let alternatives = AlternativeResult::all(base, target_mix);
        Self {
            verdict: Verdict::of(&target.planned, &target.floor.evaluation, &margin, months.npv, plan.hurdle),
            margin,
            choice: Choice::of(months.npv, alternatives.iter().map(|alternative| alternative.npv)),
            alternatives,
            changing_later: Delay::all(plan, months.npv),
            prefix_hits: PrefixHit::all(base, plan.target, target_mix),
            multiple: Multiple::between(&stages[0].planned, &target.planned),
            contributions: contributions(base, &base.at_stage(plan.target), target_mix),
            break_even_held: break_even_volumes(base, plan.target, target_mix),
            sign_changes: stages_that_change_sign(base, versions.planned),
            months,
            best_mix: OnceLock::new(),
            curve: Curve { runs: Vec::new() },
            stages,
        }
    }
}

impl Plan {
    /// The strategies that the plan uses.
    pub fn planned_mix(&self) -> StrategySet {
        StrategySet::of(self, |strategy| strategy.enabled)
    }
}

/// Computes the three versions at one point after another.
pub struct PlanVersions<'a> {
    base: &'a Assumptions<'a, f64>,
    favourable: &'a Assumptions<'a, f64>,
    engine: Engine<'a, f64>,
    floor: FloorSearch<'a>,
    planned: StrategySet,
}

impl<'a> PlanVersions<'a> {
    /// For a plan's base values and favourable bounds.
    pub fn new(base: &'a Assumptions<'a, f64>, favourable: &'a Assumptions<'a, f64>) -> Self {
        Self {
            base,
            favourable,
            engine: Engine::new(base),
            floor: FloorSearch::new(base, favourable),
            planned: base.plan.planned_mix(),
        }
    }

    /// The three versions at a point.
    pub fn at(&mut self, point: &Point<f64>) -> Versions {
        let active = self.planned.active_at(self.base.plan, point.stage);
        Versions {
            baseline: self.engine.evaluate(point, StrategySet::NONE),
            planned: self.engine.evaluate(point, active),
            floor: self.floor.at(point),
        }
    }

    /// The floor at one point after another, which is faster where they are near each other.
    pub(crate) fn floors(&mut self, points: &[Point<f64>]) -> Vec<Floor> {
        points.iter().map(|point| self.floor.at(point)).collect()
    }
}

impl Curve {
    /// The curve over `count` volumes spread evenly in their logarithm, and both sides of every stage's beginning.
    pub fn of(versions: &mut PlanVersions<'_>, count: usize) -> Self {
        let places = Self::places(versions.base, count);
        let floors = places.iter().map(|run| versions.floors(run)).collect();
        CurveMonths::of(versions.base, &places).with_floors(floors)
    }

    /// Where the curve is computed, a run a stage.
    pub(crate) fn places(base: &Assumptions<'_, f64>, count: usize) -> Vec<Vec<Point<f64>>> {
        let stages = &base.plan.stages;
        let (lowest, highest) = Self::volumes(base.plan);
        let step = libm::log(highest / lowest) / (count - 1) as f64;
        let volumes: Vec<f64> = (0..count).map(|index| lowest * libm::exp(step * index as f64)).collect();
        let run = |stage: usize| {
            let from = if stage == 0 { lowest } else { stages[stage].requests };
            let to = stages.get(stage + 1).map_or(highest, |next| next.requests);
            let between = volumes.iter().copied().filter(|&volume| from < volume && volume < to);
            let ends = std::iter::once(from).chain(between).chain(std::iter::once(to));
            ends.map(|volume| Point { stage, ..base.at_volume(volume) }).collect()
        };
        (0..stages.len()).map(run).collect()
    }

    /// The lowest and the highest volume shown.
    pub fn volumes(plan: &Plan) -> (f64, f64) {
        let stages = &plan.stages;
        (stages[0].requests / 3.0, stages[stages.len() - 1].requests * 10.0)
    }

    /// The curve but for its floor.
    pub(crate) fn months(&self) -> CurveMonths {
        let runs =
            |of: fn(&Versions) -> Evaluation<f64>| self.runs.iter().map(|run| run.iter().map(of).collect()).collect();
        CurveMonths { baseline: runs(|versions| versions.baseline), planned: runs(|versions| versions.planned) }
    }

    /// All points, in order of volume.
    pub fn points(&self) -> impl Iterator<Item = &Versions> {
        self.runs.iter().flatten()
    }
}

/// The months of a curve but for its floor, which takes a search: a run a stage.
#[derive(Clone, Debug)]
pub(crate) struct CurveMonths {
    /// Every strategy off.
    pub baseline: Vec<Vec<Evaluation<f64>>>,
    /// The strategies as they are set.
    pub planned: Vec<Vec<Evaluation<f64>>>,
}

impl CurveMonths {
    /// The months at the places of a curve.
    pub fn of(base: &Assumptions<'_, f64>, places: &[Vec<Point<f64>>]) -> Self {
        let mut engine = Engine::new(base);
        let mut runs = |set: StrategySet| {
            let run = |(stage, run): (usize, &Vec<Point<f64>>)| {
                let active = set.active_at(base.plan, stage);
                run.iter().map(|point| engine.evaluate(point, active)).collect()
            };
            places.iter().enumerate().map(run).collect()
        };
        Self { baseline: runs(StrategySet::NONE), planned: runs(base.plan.planned_mix()) }
    }

    /// The whole curve.
    pub fn with_floors(self, floors: Vec<Vec<Floor>>) -> Curve {
        let run = |((baseline, planned), floors): ((Vec<_>, Vec<_>), Vec<_>)| {
            let months = baseline.into_iter().zip(planned).zip(floors);
            months.map(|((baseline, planned), floor)| Versions { baseline, planned, floor }).collect()
        };
        Curve { runs: self.baseline.into_iter().zip(self.planned).zip(floors).map(run).collect() }
    }
}
