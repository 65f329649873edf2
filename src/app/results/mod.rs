//! What follows from the scenario: made again when the scenario has changed, and only then. Absent: egui, files.

pub mod clock;
pub mod comparison;
pub mod explanations;
pub mod options;
pub mod portfolio;

use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use crate::calibration::Calibration;
use crate::charts::{Chart, ChartKind, bill_chart, key_messages};
use crate::economics::{Assumptions, Breakdown, Contribution, Engine, Plan, Results, StrategySet, contributions};
use crate::export::{Passage, PlanDiff, passages};
use crate::format;
use crate::language::tr;
use crate::prose::{
    EvidenceSummary, PlanSummary, ResultsInput, SnapshotResults, changes, message_in_words, price_dates,
};
use crate::scenario::{Problem, Scenario, Snapshot, Workshop};
use crate::uncertainty::{Simulation, Uncertainty};
use comparison::{Comparison, PlanCache};
use comparison::{ComparisonTarget, without_strategies};
use explanations::{Explanations, Switched};
use options::{SimulationOptions, Stopwatch};

/// Draws the same futures in every run.
const SEED: u64 = 1;
/// How many futures there are while something is dragged that would stutter with all of them.
const FEWER: usize = 2_000;
/// A recompute that takes longer makes a drag stutter: with layout and painting there are fewer than 30 frames a second.
const STUTTERS: Duration = Duration::from_millis(25);

/// The last valid results, and what keeps the scenario from having newer ones.
#[derive(Debug)]
pub struct Recompute {
    /// The scenario that was looked at first.
    pub opened: Scenario,
    /// The scenario that was looked at last.
    seen: Scenario,
    /// What must be mended in it, in the words of the screen.
    pub problems: Vec<Problem>,
    /// The results of the last scenario that had no problems.
    pub valid: Option<PlanResults>,
    /// Kept from one recompute to the next for what they remember.
    futures: Simulation,
    fewer_futures: Simulation,
    stopwatch: Stopwatch,
    /// How long the last two recomputes with all futures took: one alone may have waited for something else.
    full_took: [Duration; 2],
    /// How often the scenario has been computed.
    revision: u64,
    plan_cache: PlanCache,
    /// What the comparison was made of.
    compared: Option<Compared>,
    comparison: Option<Comparison>,
    /// What is shown in place of the plan while somebody asks to see it without strategies.
    held: Option<Rc<PlanResults>>,
}

/// What a comparison is made of: while it is the same, so is the comparison.
#[derive(Debug)]
struct Compared {
    revision: u64,
    against: Option<ComparisonTarget>,
    holds_baseline: bool,
    saved: Option<Arc<Scenario>>,
}

/// What headlines and charts show.
#[derive(Clone, Copy, Debug)]
pub struct Displayed<'a> {
    /// The results.
    pub valid: &'a PlanResults,
    /// Another plan's name and figures, beside these.
    pub than: Option<(&'a str, &'a PlanSummary)>,
    /// Whether this is the plan without strategies, because somebody asks to see it.
    pub is_baseline: bool,
    /// Whether the plan is compared with another one also when nothing is held.
    pub is_compared: bool,
}

/// Results, and the scenario they belong to.
#[derive(Debug)]
pub struct PlanResults {
    /// What was computed.
    pub scenario: Scenario,
    /// The same, resolved.
    pub plan: Plan,
    /// What follows.
    pub results: Results,
    /// What follows from not knowing.
    pub uncertainty: Uncertainty,
    /// Where its figures come from, as far as anybody asked.
    pub explanations: Explanations,
    /// What would become of it with a strategy switched, as far as anybody asked.
    pub switched: Switched,
    /// How long it took to compute.
    pub took: Duration,
    /// What the usage that is kept beside the plan says of it, in its order.
    pub calibrations: Vec<Option<Calibration>>,
    /// The figures of each snapshot, in the order of the scenario.
    pub kept: Vec<Option<PlanSummary>>,
    /// The bill of each explained.
    bills: Vec<Chart>,
    /// Each stage's bill and strategies.
    pub stages: Vec<StageBill>,
    /// Those charts that somebody has looked at, in the order of [`ChartKind::ALL`].
    charts: [OnceCell<Chart>; ChartKind::ALL.len()],
    /// The three ideas to leave with in a few words each, and the chart that shows it.
    pub key_messages: [(ChartKind, String); 3],
    /// The other plan that is shown behind each, and what it is called, while there is one.
    behind: Option<(Rc<PlanResults>, String)>,
    /// The same with that plan behind it.
    ghosted: [OnceCell<Chart>; ChartKind::ALL.len()],
    /// What other plans are compared with.
    pub figures: PlanSummary,
    /// What to mind although it can be computed.
    pub warnings: Vec<crate::advice::Warning>,
    /// How well the assumptions are supported.
    pub support: EvidenceSummary,
    /// The dates of the prices.
    pub prices: String,
}

/// One stage at its own requests, card by card.
#[derive(Debug)]
pub struct StageBill {
    /// Each card's cost.
    pub breakdown: Breakdown,
    /// What each listed strategy contributes here; 0 where it is off.
    pub contributions: Vec<Contribution>,
    /// What each listed strategy would save here if it were the only one, also where it is off.
    pub alone: Vec<f64>,
}

impl Recompute {
    /// Computes a scenario.
    pub fn new(scenario: &Scenario, options: SimulationOptions) -> Self {
        let mut computed = Self {
            opened: scenario.clone(),
            seen: scenario.clone(),
            problems: Vec::new(),
            valid: None,
            futures: Simulation::new(options.futures, SEED),
            fewer_futures: Simulation::new(FEWER.min(options.futures), SEED),
            stopwatch: options.stopwatch,
            full_took: [Duration::ZERO; 2],
            revision: 0,
            plan_cache: PlanCache::new(Simulation::new(options.futures, SEED)),
            compared: None,
            comparison: None,
            held: None,
        };
        computed.compute(false);
        computed
    }

    /// Computes again if the scenario is not the one seen last, or if a drag has ended that had to do with fewer futures.
    /// Returns whether it did.
    pub fn update(&mut self, scenario: &Scenario, is_dragging: bool) -> bool {
        let changed = self.seen != *scenario;
        if changed {
            self.seen.clone_from(scenario);
        }
        let is_rough = self.valid.as_ref().is_some_and(|valid| valid.uncertainty.draws < self.futures.count());
        let must_compute = changed || (is_rough && self.is_current() && !is_dragging);
        if must_compute {
            self.compute(is_dragging);
        }
        must_compute
    }

    /// Writes everything anew, for texts or numbers are written in another way.
    pub fn write_again(&mut self) {
        self.plan_cache = PlanCache::new(Simulation::new(self.futures.count(), SEED));
        self.compute(false);
        if !self.is_current()
            && let Some(valid) = self.valid.take()
        {
            let plan = Plan::new(&valid.scenario);
            let valid = plan.map(|plan| PlanResults::new(&valid.scenario, plan, &mut self.futures, valid.kept));
            self.valid = valid.ok();
        }
    }

    /// How often something was computed: the same number means the same results.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The scenario as it was when it was looked at last.
    pub fn seen(&self) -> &Scenario {
        &self.seen
    }

    /// The last valid results, unless newer edits have problems.
    pub fn is_current(&self) -> bool {
        self.problems.is_empty()
    }

    /// The levers of the room, as the scenario had them when it was looked at last.
    pub fn workshop(&self) -> &Workshop {
        &self.seen.workshop
    }

    /// Whether the plan is shown without strategies, while somebody holds B.
    pub fn holds_baseline(&self) -> bool {
        self.held.is_some()
    }

    /// What headlines and charts show.
    pub fn shown(&self) -> Option<Displayed<'_>> {
        let valid = self.valid.as_ref()?;
        let than = self.comparison.as_ref().map(|comparison| (comparison.name.as_str(), &comparison.other.figures));
        let is_compared = than.is_some();
        Some(match &self.held {
            Some(held) => Displayed {
                valid: held,
                than: Some((tr!("the plan now"), &valid.figures)),
                is_baseline: true,
                is_compared,
            },
            None => Displayed { valid, than, is_baseline: false, is_compared },
        })
    }

    /// How the plan differs from the one that it is compared with.
    pub fn comparison(&self) -> Option<&Comparison> {
        self.comparison.as_ref()
    }

    /// The same for a mail or a pull request.
    pub fn difference(&self) -> Option<PlanDiff> {
        let (comparison, valid) = (self.comparison.as_ref()?, self.valid.as_ref()?);
        let [before, after] = [&*comparison.other, valid].map(PlanResults::input);
        Some(PlanDiff::between(before, after, [comparison.name.clone(), tr!("the plan now").to_owned()]))
    }

    /// Compares the plan with another one, and has it shown without strategies while somebody asks for that. Returns
    /// whether something else is shown than before.
    pub fn compare(
        &mut self,
        against: Option<ComparisonTarget>,
        holds_baseline: bool,
        saved: Option<&Arc<Scenario>>,
    ) -> bool {
        let revision = self.revision;
        let is_same = |compared: &Compared| {
            (compared.revision, compared.against, compared.holds_baseline) == (revision, against, holds_baseline)
                && compared.saved.as_ref().map(Arc::as_ptr) == saved.map(Arc::as_ptr)
        };
        if self.compared.as_ref().is_some_and(is_same) {
            return false;
        }
        let was_shown = self.comparison.is_some() || self.held.is_some();
        self.compared = Some(Compared { revision, against, holds_baseline, saved: saved.cloned() });
        let Some(valid) = &mut self.valid else { return false };
        let baseline = holds_baseline.then(|| Arc::new(without_strategies(&valid.scenario)));
        self.held = baseline.and_then(|baseline| self.plan_cache.valid(&baseline));
        valid.show_behind(None);
        self.comparison = against.and_then(|against| {
            let plan = against.plan(&self.seen, saved)?;
            let other = self.plan_cache.valid(&plan)?;
            let name = against.name(&self.seen);
            valid.show_behind(Some((Rc::clone(&other), name.clone())));
            let changes = changes(&plan.plan_alone(), &valid.scenario.plan_alone());
            Some(Comparison { name, other, changes })
        });
        was_shown || self.comparison.is_some() || self.held.is_some()
    }

    fn compute(&mut self, is_dragging: bool) {
        self.revision += 1;
        let figures_of =
            |snapshot: &Snapshot| self.plan_cache.valid(&snapshot.scenario).map(|valid| valid.figures.clone());
        let kept: Vec<Option<PlanSummary>> = self.seen.snapshots.iter().map(figures_of).collect();
        let is_rough = is_dragging && self.full_took.iter().all(|took| STUTTERS < *took);
        // The first time everything is drawn and nothing remembered: it says nothing of a drag.
        let is_first = self.valid.is_none();
        let futures = if is_rough { &mut self.fewer_futures } else { &mut self.futures };
        let (computed, took) =
            self.stopwatch.time(|| Plan::new(&self.seen).map(|plan| PlanResults::new(&self.seen, plan, futures, kept)));
        match computed {
            Ok(valid) => {
                self.problems.clear();
                self.valid = Some(PlanResults { took, ..valid });
                if !is_rough && !is_first {
                    self.full_took = [self.full_took[1], took];
                }
            }
            Err(mut problems) => {
                for problem in &mut problems {
                    problem.message = message_in_words(&self.seen, problem);
                }
                self.problems = problems;
            }
        }
    }
}

impl PlanResults {
    pub(super) fn new(
        scenario: &Scenario,
        plan: Plan,
        futures: &mut Simulation,
        kept: Vec<Option<PlanSummary>>,
    ) -> Self {
        let (results, uncertainty) = futures.with_results(&plan);
        let calibrations = Calibration::all(scenario, &plan);
        Self {
            key_messages: key_messages(ResultsInput::of(scenario, &plan, &results, &uncertainty)),
            kept,
            charts: Default::default(),
            behind: None,
            ghosted: Default::default(),
            figures: PlanSummary::of(scenario, &plan, &results, &uncertainty),
            stages: stage_bills(&plan),
            warnings: crate::advice::warnings_with_futures(scenario, &plan, &results, &uncertainty),
            support: EvidenceSummary::of(scenario),
            prices: price_dates(scenario),
            scenario: scenario.clone(),
            bills: (0..calibrations.len()).map(|place| bill_chart(scenario, &calibrations, Some(place))).collect(),
            calibrations,
            plan,
            results,
            uncertainty,
            explanations: Explanations::default(),
            switched: Switched::default(),
            took: Duration::ZERO,
        }
    }

    fn input(&self) -> ResultsInput<'_> {
        let Self { scenario, plan, results, uncertainty, .. } = self;
        ResultsInput::of(scenario, plan, results, uncertainty)
    }

    /// The plan in sentences.
    pub fn passages(&self) -> Vec<Passage> {
        passages(self.input())
    }

    /// A chart; of usage that of one place where it is told of one.
    pub fn chart_of(&self, key: ChartKind, usage: usize) -> &Chart {
        let bill = (key == ChartKind::Bill).then(|| self.bills.get(usage)).flatten();
        bill.unwrap_or_else(|| self.chart(key))
    }

    /// A chart, made when it is first asked for.
    pub fn chart(&self, key: ChartKind) -> &Chart {
        match &self.behind {
            Some((other, name)) => {
                self.ghosted[key as usize].get_or_init(|| self.alone(key).with_ghost(other.alone(key), name))
            }
            None => self.alone(key),
        }
    }

    /// A chart with nothing behind it.
    fn alone(&self, key: ChartKind) -> &Chart {
        self.charts[key as usize].get_or_init(|| {
            let kept = SnapshotResults::known(&self.scenario, &self.kept);
            key.chart(ResultsInput { kept: &kept, calibrations: &self.calibrations, ..self.input() })
        })
    }

    /// Has another plan, which has a name, shown behind this one in every chart; amounts of another currency are not.
    fn show_behind(&mut self, behind: Option<(Rc<Self>, String)>) {
        self.behind = behind.filter(|(other, _)| other.figures.currency == self.figures.currency);
        self.ghosted = Default::default();
    }

    /// How many futures are shown and how long they took: `10,000 futures in 6 ms`.
    pub fn options(&self) -> String {
        let futures = format::count(self.uncertainty.draws as f64);
        let milliseconds = self.took.as_secs_f64() * 1000.0;
        let time = if milliseconds < 1.0 { tr!("under 1").to_owned() } else { format::count(milliseconds.round()) };
        tr!("{futures} futures in {time} ms", futures, time)
    }
}

fn stage_bills(plan: &Plan) -> Vec<StageBill> {
    let base = Assumptions::base(plan);
    let mut engine = Engine::new(&base);
    let stages = (0..plan.stages.len()).map(|stage| {
        let point = base.at_stage(stage);
        let set = plan.planned_mix().active_at(plan, stage);
        let without = engine.evaluate(&point, StrategySet::NONE).cost;
        let alone = (0..plan.strategies.len())
            .map(|place| without - engine.evaluate(&point, StrategySet::NONE.with(place)).cost);
        StageBill {
            breakdown: Breakdown::at(&base, &point, set),
            alone: alone.collect(),
            contributions: contributions(&base, &point, set),
        }
    });
    stages.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Preset;

    fn taking(milliseconds: u64) -> (Scenario, Recompute) {
        let scenario = Preset::by_key("article_baseline").unwrap().scenario();
        let stopwatch = Stopwatch::Fixed(Duration::from_millis(milliseconds));
        let computed = Recompute::new(&scenario, SimulationOptions { stopwatch, ..SimulationOptions::default() });
        (scenario, computed)
    }

    fn double(scenario: &mut Scenario) {
        let requests = &mut scenario.stages.last_mut().unwrap().requests;
        *requests = requests.with_base(2.0 * requests.base());
    }

    #[test]
    fn fewer_futures_only_while_dragging_what_would_stutter() {
        for (milliseconds, while_dragging) in [(6, "10,000 futures in 6 ms"), (40, "2,000 futures in 40 ms")] {
            let (mut scenario, mut computed) = taking(milliseconds);
            let full = format!("10,000 futures in {milliseconds} ms");
            let options = |computed: &Recompute| computed.valid.as_ref().unwrap().options();
            assert_eq!(options(&computed), full);
            assert!(!computed.update(&scenario, true), "nothing has changed");
            for what in ["the first recompute says nothing of a drag", "one alone may have waited"] {
                double(&mut scenario);
                assert!(computed.update(&scenario, true));
                assert_eq!(options(&computed), full, "{what}");
            }
            double(&mut scenario);
            assert!(computed.update(&scenario, true));
            assert_eq!(options(&computed), while_dragging);
            assert_eq!(computed.update(&scenario, false), while_dragging != full, "all of them once it is let go");
            assert_eq!(options(&computed), full);
            assert!(!computed.update(&scenario, false));
            let outlook = &computed.valid.as_ref().unwrap().uncertainty.outlook;
            assert_eq!(
                *outlook,
                Recompute::new(&scenario, SimulationOptions::default()).valid.unwrap().uncertainty.outlook
            );
        }
    }
}
