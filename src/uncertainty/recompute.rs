//! A plan's results and what its futures say, in pieces that as many threads take as there are.
//!
//! Every piece is computed as it would be alone, so the numbers do not depend on how many threads there are or on which of
//! them was first.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, OnceLock, PoisonError, RwLock};
use std::thread;

use super::bands::{BandPoint, BandScratch, Bands};
use super::breach::breaches;
use super::months::{MonthSurfaces, MonthlySurfaces};
use super::{Cash, Chance, DrawColumn, Outlook, Simulation, Uncertainty, ValueOfInformation};
use crate::economics::{
    Assumptions, Curve, CurveMonths, Engine, Evaluation, Floor, Plan, PlanVersions, Point, Results,
};

/// Threads that help the one that asks. With more than three there is little left to do for each.
static HELPERS: LazyLock<usize> =
    LazyLock::new(|| thread::available_parallelism().map_or(1, std::num::NonZero::get).clamp(2, 4) - 1);

/// A plan's results at base values, and in every future.
pub(super) fn recompute(simulation: &mut Simulation, plan: &Plan) -> (Results, Uncertainty) {
    let (base, favourable) = (Assumptions::base(plan), Assumptions::favourable(plan));
    let at_base = PiecesAtBase::new(&base, &favourable);
    // Locked until the futures are drawn: what is read from it waits for that.
    let in_futures: RwLock<Option<PiecesInFutures<'_>>> = RwLock::new(None);
    let work = || {
        at_base.work();
        // Where the thread that draws has panicked there is nothing left to do.
        if let Some(pieces) = in_futures.read().ok().as_ref().and_then(|pieces| pieces.as_ref()) {
            pieces.work();
        }
    };
    thread::scope(|scope| {
        let mut drawn = in_futures.write().unwrap_or_else(PoisonError::into_inner);
        for _ in 0..*HELPERS {
            // Where no thread can be had, this one does everything.
            if thread::Builder::new().name("recompute".to_owned()).spawn_scoped(scope, work).is_err() {
                break;
            }
        }
        let curve = CurveMonths::of(&base, &at_base.places);
        let set = plan.planned_mix().active_at(plan, plan.target);
        let target = Engine::new(&base).evaluate(&base.at_stage(plan.target), set);
        *drawn = Some(PiecesInFutures::new(plan, simulation, target, curve));
        drop(drawn);
        work();
    });
    let in_futures = in_futures.into_inner().unwrap_or_else(PoisonError::into_inner);
    let (curve, uncertainty) = in_futures.expect("the futures were drawn").together();
    (at_base.together(curve), uncertainty)
}

/// Pieces of which each is taken once.
#[derive(Debug)]
struct Pile<P> {
    pieces: Vec<P>,
    /// The first that nobody has taken.
    next: AtomicUsize,
}

impl<P: Copy> Pile<P> {
    fn new(pieces: Vec<P>) -> Self {
        Self { pieces, next: AtomicUsize::new(0) }
    }

    fn take(&self) -> Option<P> {
        self.pieces.get(self.next.fetch_add(1, Ordering::Relaxed)).copied()
    }
}

/// What a piece comes to.
#[derive(Debug)]
struct Place<T>(OnceLock<T>);

impl<T> Place<T> {
    fn new() -> Self {
        Self(OnceLock::new())
    }

    fn each(count: usize) -> Vec<Self> {
        (0..count).map(|_| Self::new()).collect()
    }

    fn put(&self, value: T) {
        assert!(self.0.set(value).is_ok(), "each piece is taken once");
    }

    fn get(self) -> T {
        self.0.into_inner().expect("every piece was taken, and nobody panicked")
    }
}

#[derive(Clone, Copy, Debug)]
enum PieceAtBase {
    /// All that results have but the curve.
    WithoutCurve,
    /// The floor along one stage's run of the curve.
    Floors(usize),
}

/// A plan's results at base values.
struct PiecesAtBase<'p> {
    base: &'p Assumptions<'p, f64>,
    favourable: &'p Assumptions<'p, f64>,
    places: Vec<Vec<Point<f64>>>,
    pile: Pile<PieceAtBase>,
    without_curve: Place<Results>,
    floors: Vec<Place<Vec<Floor>>>,
}

impl<'p> PiecesAtBase<'p> {
    fn new(base: &'p Assumptions<'p, f64>, favourable: &'p Assumptions<'p, f64>) -> Self {
        let stages = base.plan.stages.len();
        let floors = (0..stages).map(PieceAtBase::Floors);
        Self {
            base,
            favourable,
            places: Curve::places(base, Results::CURVE_POINTS),
            pile: Pile::new(std::iter::once(PieceAtBase::WithoutCurve).chain(floors).collect()),
            without_curve: Place::new(),
            floors: Place::each(stages),
        }
    }

    /// Takes pieces until there is none.
    fn work(&self) {
        let mut versions = None;
        while let Some(piece) = self.pile.take() {
            let versions = versions.get_or_insert_with(|| PlanVersions::new(self.base, self.favourable));
            match piece {
                PieceAtBase::WithoutCurve => self.without_curve.put(Results::without_curve(versions)),
                PieceAtBase::Floors(stage) => self.floors[stage].put(versions.floors(&self.places[stage])),
            }
        }
    }

    fn together(self, curve: CurveMonths) -> Results {
        let mut results = self.without_curve.get();
        results.curve = curve.with_floors(self.floors.into_iter().map(Place::get).collect());
        results
    }
}

#[derive(Clone, Copy, Debug)]
enum PieceInFutures {
    /// Cash, and what a pilot is worth.
    Horizon,
    /// The band of one stage's run of the plan as set.
    Planned(usize),
    /// The same with every strategy off.
    Baseline(usize),
    /// The target as it is set, and the kill criteria.
    Target,
}

/// What the futures of a plan say.
pub(super) struct PiecesInFutures<'p> {
    plan: &'p Plan,
    /// The month at the target at base values.
    target: Evaluation<f64>,
    /// At base values, too.
    curve: CurveMonths,
    count: usize,
    seed: u64,
    inputs: Vec<Arc<DrawColumn>>,
    months: MonthlySurfaces,
    pile: Pile<PieceInFutures>,
    horizon: Place<(Cash, ValueOfInformation)>,
    planned: Vec<Place<Vec<BandPoint>>>,
    baseline: Vec<Place<Vec<BandPoint>>>,
    outlook: Place<(Outlook, Vec<Chance>)>,
}

impl<'p> PiecesInFutures<'p> {
    /// Draws the futures.
    pub fn new(plan: &'p Plan, simulation: &mut Simulation, target: Evaluation<f64>, curve: CurveMonths) -> Self {
        let (inputs, months, count) = simulation.drawn(plan);
        let stages = plan.stages.len();
        // What takes longest first: later stages have more that jumps.
        let mut pieces = vec![PieceInFutures::Horizon];
        pieces.extend((0..stages).rev().map(PieceInFutures::Planned));
        pieces.extend((0..stages).rev().map(PieceInFutures::Baseline));
        pieces.push(PieceInFutures::Target);
        Self {
            plan,
            target,
            curve,
            count,
            seed: simulation.draws().seed(),
            inputs,
            months,
            pile: Pile::new(pieces),
            horizon: Place::new(),
            planned: Place::each(stages),
            baseline: Place::each(stages),
            outlook: Place::new(),
        }
    }

    /// Takes pieces until there is none.
    pub fn work(&self) {
        let Self { plan, months, count, curve, .. } = self;
        let mut scratch = BandScratch::default();
        let mut band = |stage: usize, runs: &[Vec<Evaluation<f64>>], surfaces: &[MonthSurfaces]| {
            Bands::of_run(plan, stage, &runs[stage], &surfaces[stage], *count, &mut scratch)
        };
        while let Some(piece) = self.pile.take() {
            match piece {
                PieceInFutures::Horizon => {
                    let cash = Cash::new(plan, months, *count);
                    let pilot = ValueOfInformation::new(plan, &self.inputs, months, &cash);
                    self.horizon.put((cash, pilot));
                }
                PieceInFutures::Planned(stage) => {
                    self.planned[stage].put(band(stage, &curve.planned, &months.planned));
                }
                PieceInFutures::Baseline(stage) => {
                    self.baseline[stage].put(band(stage, &curve.baseline, &months.baseline));
                }
                PieceInFutures::Target => {
                    let outlook = Outlook::new(plan, &self.target, months, *count);
                    self.outlook.put((outlook, breaches(plan, months, *count)));
                }
            }
        }
    }

    /// What the pieces come to, and the curve that they were given.
    pub fn together(self) -> (CurveMonths, Uncertainty) {
        let (cash, pilot) = self.horizon.get();
        let (outlook, breaches) = self.outlook.get();
        let [planned, baseline] = [self.planned, self.baseline].map(|runs| runs.into_iter().map(Place::get).collect());
        let uncertainty = Uncertainty {
            draws: self.count,
            seed: self.seed,
            outlook,
            breaches,
            bands: Bands { planned, baseline },
            cash,
            pilot,
            distributions: self.inputs.iter().map(|column| column.distribution.clone()).collect(),
            tornado: OnceLock::new(),
            what_must_be_true: OnceLock::new(),
        };
        (self.curve, uncertainty)
    }
}
