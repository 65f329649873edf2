//! Everything that one recompute derives from a plan.

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
    /// The subset of strategies worth most.
    pub best_mix: BestStrategySet,
    /// What could be bought instead, in the plan's order.
    pub alternatives: Vec<AlternativeResult>,
    /// What is worth most: the plan, one of these, or nothing.
    pub choice: Choice,
    /// What waiting costs, decision by stage.
    pub changing_later: Vec<Delay>,
    /// How often prefixes are found in their caches at the target, where that has to be worked out.
    pub prefix_hits: Vec<PrefixHit>,
}

impl Results {
    /// How many volumes the curve has, stage boundaries not counted.
    pub const CURVE_POINTS: usize = 240;

    /// Computes a plan at its base values.
    pub fn of(plan: &Plan) -> Self {
        let base = Assumptions::base(plan);
        let favourable = Assumptions::favourable(plan);
        let mut versions = PlanVersions::new(&base, &favourable);

        let stages: Vec<Versions> = (0..plan.stages.len()).map(|stage| versions.at(&base.at_stage(stage))).collect();
        let target = &stages[plan.target];
        let target_mix = versions.planned.active_at(plan, plan.target);
        let margin = Margin::of(&base, &favourable, &mut versions.floor, &target.floor);
        let months = Months::of(&base, versions.planned);
        let alternatives = AlternativeResult::all(&base, target_mix);
        Self {
            verdict: Verdict::of(&target.planned, &target.floor.evaluation, &margin, months.npv, plan.hurdle),
            margin,
            choice: Choice::of(months.npv, alternatives.iter().map(|alternative| alternative.npv)),
            alternatives,
            changing_later: Delay::all(plan, months.npv),
            prefix_hits: PrefixHit::all(&base, plan.target, target_mix),
            multiple: Multiple::between(&stages[0].planned, &target.planned),
            contributions: contributions(&base, &base.at_stage(plan.target), target_mix),
            break_even_held: break_even_volumes(&base, plan.target, target_mix),
            sign_changes: stages_that_change_sign(&base, versions.planned),
            months,
            best_mix: BestStrategySet::of(&base),
            curve: Curve::of(&mut versions, Self::CURVE_POINTS),
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
    engine: Engine<'a, f64>,
    floor: FloorSearch<'a>,
    planned: StrategySet,
}

impl<'a> PlanVersions<'a> {
    /// For a plan's base values and favourable bounds.
    pub fn new(base: &'a Assumptions<'a, f64>, favourable: &'a Assumptions<'a, f64>) -> Self {
        Self {
            base,
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
}

impl Curve {
    /// The curve over `count` volumes spread evenly in their logarithm, and both sides of every stage's beginning.
    pub fn of(versions: &mut PlanVersions<'_>, count: usize) -> Self {
        let base = versions.base;
        let stages = &base.plan.stages;
        let (lowest, highest) = Self::volumes(base.plan);
        let step = libm::log(highest / lowest) / (count - 1) as f64;
        let volumes: Vec<f64> = (0..count).map(|index| lowest * libm::exp(step * index as f64)).collect();
        let run = |(stage, _): (usize, &super::PlanStage)| {
            let from = if stage == 0 { lowest } else { stages[stage].requests };
            let to = stages.get(stage + 1).map_or(highest, |next| next.requests);
            let between = volumes.iter().copied().filter(|&volume| from < volume && volume < to);
            let ends = std::iter::once(from).chain(between).chain(std::iter::once(to));
            ends.map(|volume| versions.at(&Point { stage, ..base.at_volume(volume) })).collect()
        };
        Self { runs: stages.iter().enumerate().map(run).collect() }
    }

    /// The lowest and the highest volume shown.
    pub fn volumes(plan: &Plan) -> (f64, f64) {
        let stages = &plan.stages;
        (stages[0].requests / 3.0, stages[stages.len() - 1].requests * 10.0)
    }

    /// All points, in order of volume.
    pub fn points(&self) -> impl Iterator<Item = &Versions> {
        self.runs.iter().flatten()
    }
}
