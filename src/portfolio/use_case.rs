//! Use cases: the scenarios of a portfolio, each computed at base values and in the futures that all of them share.

use std::mem;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;

use super::file::{Portfolio, file_and_path};
use super::never_build::{NeverBuild, never_build};
use super::reading::LeftOut;
use crate::economics::{Plan, Results};
use crate::language::tr;
use crate::scenario::{Estimate, EstimatePath, PlanField, Scenario};
use crate::uncertainty::{Simulation, UseCaseFutures};

/// A use case with everything that is known of it.
#[derive(Clone, Debug)]
pub struct UseCase {
    /// Its file, as the portfolio names it.
    pub file: String,
    /// As it was read.
    pub scenario: Scenario,
    /// Without problems.
    pub plan: Plan,
    /// At base values.
    pub results: Results,
    /// In every future of the portfolio, in its own currency.
    pub futures: UseCaseFutures,
    /// Units of the portfolio's currency for one of its own, at base values.
    pub rate: f64,
    /// Net present value of each future, in the currency of the portfolio.
    pub npv: Vec<f64>,
    /// Its mean.
    mean_npv: f64,
    /// Cumulative cash: all futures of the first month, then of the next, and so on, in the currency of the portfolio.
    pub cumulative: Vec<f32>,
    /// Their means, by month.
    pub mean_cumulative: Vec<f64>,
    /// Set-up costs that another use case may pay: the number of the shared set-up and what is saved then.
    pub savings: Vec<SetupSaving>,
    /// Why it is never to be built; empty where nothing says so.
    pub never_build: Vec<NeverBuild>,
}

/// What a use case saves where another pays for a set-up that they share.
#[derive(Clone, Debug, PartialEq)]
pub struct SetupSaving {
    /// The shared set-up, by place in the portfolio.
    pub setup: usize,
    /// Its place in the list of those that share it: the first that is funded pays.
    pub place: usize,
    /// Present value in each future, in the currency of the portfolio.
    pub npv: Vec<f64>,
    /// What it adds to cumulative cash in each future, month after month as in [`UseCase::cumulative`].
    pub cumulative: Vec<f32>,
}

/// How futures are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FutureOptions {
    /// How many.
    pub count: usize,
    /// What shuffles them: the same seed gives the same numbers on every machine.
    pub seed: u64,
}

impl Default for FutureOptions {
    fn default() -> Self {
        Self { count: Simulation::USUAL, seed: 1 }
    }
}

/// The most values of cumulative cash that are held at once, 4 bytes each.
const MOST_VALUES: usize = 250_000_000;

/// So many futures are computed of some use cases with so many months together: those asked for, or fewer where they would
/// not find room.
pub fn futures_with_room<'a>(
    options: FutureOptions,
    months: usize,
    scenarios: impl Iterator<Item = &'a Scenario>,
) -> FutureOptions {
    let mut count = options.count.min(MOST_VALUES / months.max(1)).max(1);
    if Simulation::USUAL < count {
        // Several are computed at once.
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let plans = scenarios.filter_map(|scenario| Plan::new(scenario).ok());
        count = plans.map(|plan| Simulation::most(&plan) / threads).fold(count, usize::min).max(Simulation::USUAL);
    }
    FutureOptions { count, ..options }
}

impl UseCase {
    /// Computes a scenario of a portfolio.
    ///
    /// # Errors
    /// Why it cannot be computed.
    pub fn new(portfolio: &Portfolio, file: &str, scenario: Scenario, options: FutureOptions) -> Result<Self, LeftOut> {
        let left_out = |reason: String| LeftOut { file: file.to_owned(), reason };
        let plan = plan(&scenario).map_err(left_out)?;
        let is_unsaid = |currency: &str, rate: f64| currency != "USD" && rate == 1.0;
        let rates = [(&portfolio.currency, portfolio.usd_rate), (&scenario.currency, scenario.usd_rate.base())];
        if portfolio.currency != scenario.currency
            && let Some((unsaid, _)) = rates.into_iter().find(|(currency, rate)| is_unsaid(currency, *rate))
        {
            let reason = tr!(
                "it is in {}, and the portfolio in {}: say what a dollar is worth in {unsaid} (usd_rate)",
                scenario.currency,
                portfolio.currency,
                unsaid
            );
            return Err(left_out(reason));
        }
        let shared = shared_estimates(portfolio, file);
        let compute = |plan: &Plan, results: &Results| {
            let mut simulation = Simulation::of_use_case(options.count, options.seed, file, &shared);
            let mut futures = simulation.use_case(plan, results);
            let rates = Rates::of(portfolio, &scenario.currency, plan, &mut simulation);
            let npv: Vec<f64> =
                futures.cash.npv.iter().enumerate().map(|(future, npv)| npv * rates.at(future)).collect();
            let mut cumulative = mem::take(&mut futures.cumulative);
            for (place, cash) in cumulative.iter_mut().enumerate() {
                *cash = (f64::from(*cash) * rates.at(place % options.count)) as f32;
            }
            (futures, rates.base, npv, cumulative)
        };
        let results = Results::of(&plan);
        let (futures, rate, npv, cumulative) = compute(&plan, &results);
        let mut savings = Vec::new();
        for (setup, place, path) in named(&portfolio.shared_setup, file) {
            let mut without = scenario.clone();
            let Some(estimate) = without.estimate_mut(&path) else {
                return Err(left_out(tr!("it has no estimate {path}, which the portfolio says is shared", path)));
            };
            if scenario.correlations.iter().any(|(first, second, _)| [first, second].contains(&&path)) {
                return Err(left_out(tr!("{path} is shared and correlated: take it out of the correlations", path)));
            }
            *estimate = Estimate::Exact(0.0);
            let plan = self::plan(&without).map_err(left_out)?;
            let (_, _, other_npv, other) = compute(&plan, &Results::of(&plan));
            savings.push(SetupSaving {
                setup,
                place,
                npv: other_npv.iter().zip(&npv).map(|(other, own)| other - own).collect(),
                cumulative: other.iter().zip(&cumulative).map(|(other, own)| other - own).collect(),
            });
        }
        let mean_cumulative = mean_path(&cumulative, options.count);
        let mean_npv = mean(&npv);
        let is_finite = |values: &[f64]| values.iter().all(|value| value.is_finite());
        if !rate.is_finite() || !is_finite(&npv) || !is_finite(&mean_cumulative) {
            return Err(left_out(
                tr!("its amounts cannot be added up: see what a dollar is worth in it (usd_rate)").to_owned(),
            ));
        }
        let never_build = never_build(&scenario, &plan, &results, &futures);
        let file = file.to_owned();
        Ok(Self {
            file,
            scenario,
            plan,
            results,
            futures,
            rate,
            npv,
            mean_npv,
            cumulative,
            mean_cumulative,
            savings,
            never_build,
        })
    }

    /// Computes scenarios side by side, on as many threads as there are cores, but for those that are known. The numbers are
    /// the same on any number.
    pub fn all(
        portfolio: &Portfolio,
        scenarios: &[(String, Scenario)],
        options: FutureOptions,
        known: impl Fn(&str, &Scenario) -> Option<Arc<Self>> + Sync,
    ) -> Vec<Result<Arc<Self>, LeftOut>> {
        let done: Vec<OnceLock<_>> = scenarios.iter().map(|_| OnceLock::new()).collect();
        let next = AtomicUsize::new(0);
        let work = || {
            while let Some(place) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|place| *place < done.len()) {
                let (file, scenario) = &scenarios[place];
                done[place].get_or_init(|| match known(file, scenario) {
                    Some(use_case) => Ok(use_case),
                    None => Self::new(portfolio, file, scenario.clone(), options).map(Arc::new),
                });
            }
        };
        let threads = thread::available_parallelism().map_or(1, NonZero::get).min(done.len());
        thread::scope(|scope| {
            for _ in 1..threads {
                // Without another thread this one does all of it.
                drop(thread::Builder::new().name("use cases".to_owned()).spawn_scoped(scope, work));
            }
            work();
        });
        done.into_iter().filter_map(OnceLock::into_inner).collect()
    }

    /// What people call it.
    pub fn name(&self) -> &str {
        &self.scenario.name
    }

    /// Mean net present value over the futures, in the currency of the portfolio.
    pub fn mean_npv(&self) -> f64 {
        self.mean_npv
    }
}

/// The mean of a column.
pub(super) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The mean of each month over `count` futures.
pub(super) fn mean_path(cumulative: &[f32], count: usize) -> Vec<f64> {
    let month = |month: &[f32]| month.iter().map(|cash| f64::from(*cash)).sum::<f64>() / count as f64;
    cumulative.chunks(count).map(month).collect()
}

/// What one unit of a use case's currency is in that of its portfolio.
struct Rates {
    /// At base values.
    base: f64,
    /// In each future, where these differ.
    drawn: Option<Vec<f64>>,
}

impl Rates {
    fn of(portfolio: &Portfolio, currency: &str, plan: &Plan, simulation: &mut Simulation) -> Self {
        if portfolio.currency == currency {
            return Self { base: 1.0, drawn: None };
        }
        let place = plan.inputs.iter().position(|input| input.path == EstimatePath::UsdRate);
        let own = place.map_or(1.0, |place| plan.inputs[place].estimate.base());
        let columns = simulation.draws().of(plan);
        let drawn = place.map(|place| &columns[place].values).filter(|values| !values.is_empty());
        let convert = |own: f64| portfolio.usd_rate / own;
        Self { base: convert(own), drawn: drawn.map(|values| values.iter().map(|own| convert(*own)).collect()) }
    }

    fn at(&self, future: usize) -> f64 {
        self.drawn.as_ref().map_or(self.base, |drawn| drawn[future])
    }
}

/// A scenario without problems, or the first of them.
fn plan(scenario: &Scenario) -> Result<Plan, String> {
    Plan::new(scenario).map_err(|problems| {
        let first = problems.first().map_or(String::new(), |problem| format!("{}: {}", problem.path, problem.message));
        match problems.len() {
            0 | 1 => first,
            count => tr!("{first} (the first of {count} problems)", first, count),
        }
    })
}

/// The estimates of a use case whose luck others share, and by which name.
fn shared_estimates(portfolio: &Portfolio, file: &str) -> Vec<(EstimatePath, String)> {
    let everywhere = [EstimatePath::UsdRate, EstimatePath::Plan(PlanField::PriceTrend)];
    let mut shared: Vec<(EstimatePath, String)> =
        everywhere.into_iter().map(|path| (path.clone(), path.to_string())).collect();
    shared.extend(named(&portfolio.shared, file).map(|(list, _, path)| (path, portfolio.shared[list].0.clone())));
    shared
}

/// The estimates of a file among named lists, each with the place of its list and its own place in that.
pub(super) fn named<'a>(
    lists: &'a [(String, Vec<String>)],
    file: &'a str,
) -> impl Iterator<Item = (usize, usize, EstimatePath)> + 'a {
    let of_list = move |(list, (_, texts)): (usize, &'a (String, Vec<String>))| {
        let named = texts.iter().enumerate().filter_map(|(place, text)| Some((place, file_and_path(text)?)));
        named.filter(move |(_, (other, _))| *other == file).map(move |(place, (_, path))| (list, place, path))
    };
    lists.iter().enumerate().flat_map(of_list)
}
