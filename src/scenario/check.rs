//! What keeps a scenario from being computed. Lists everything at once; changes nothing.

use std::collections::HashSet;
use std::fmt;

use super::letters::{shortened, shown};
use super::{
    Component, Domain, Driver, Estimate, EstimatePath, Field, Line, PlanField, PlanSettings, Pricing, Scenario,
    ScenarioPart, StageField, Strategy, Tariff, correlation, path, texts,
};

/// Something that must be mended before the scenario can be computed. Shown, it is on one line, whatever the scenario holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it is. Text, for it may be any place: a list, a model, a tier, a text of a snapshot. What is an estimate's
    /// path there is written as [`EstimatePath`] is.
    pub path: String,
    /// What is wrong and what to do, for a planner.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [path, message] = [(&self.path, LONGEST_PATH), (&self.message, LONGEST_MESSAGE)]
            .map(|(text, most)| shown(&shortened(text, most)).into_owned());
        write!(formatter, "{path}: {message}")
    }
}

/// How many characters of a path and of a message are shown: both may hold names that are too long.
const LONGEST_PATH: usize = 240;
const LONGEST_MESSAGE: usize = 600;
/// The most strategies that may be listed: the best mix tries every subset.
const MOST_STRATEGIES: usize = 16;
/// The most estimates that are computed while a room waits: of each is asked what all others make of it.
const MOST_ESTIMATES: usize = 2_000;
/// The most stages: every version of every month is computed for each.
const MOST_STAGES: usize = 50;
/// The most correlations: whether they can hold together is asked of all at once.
const MOST_CORRELATIONS: usize = 100;
/// Powers of ten that a product or a power may span before results could overflow.
const MOST_DECADES: f64 = 60.0;
/// Powers of ten of the most million tokens a request can take: calls, tokens and how both grow, each at its largest.
const TOKEN_DECADES: f64 = 5.0 * 15.0 - 6.0 + 2.0;

pub(super) fn check(scenario: &Scenario) -> Vec<Problem> {
    let mut checker = Checker { scenario, problems: Vec::new() };
    checker.sizes();
    checker.problems.extend(texts::problems(scenario));
    checker.estimates();
    checker.workload();
    checker.models();
    checker.stages();
    checker.components();
    checker.strategies();
    checker.terms();
    checker.agreements();
    checker.problems
}

struct Checker<'a> {
    scenario: &'a Scenario,
    problems: Vec<Problem>,
}

impl Checker<'_> {
    fn report(&mut self, path: impl Into<String>, message: impl Into<String>) {
        self.problems.push(Problem { path: path.into(), message: message.into() });
    }

    fn sizes(&mut self) {
        let scenario = self.scenario;
        for (path, noun, count, most) in [
            ("components", "estimates", scenario.fields().len(), MOST_ESTIMATES),
            ("stages", "stages", scenario.stages.len(), MOST_STAGES),
            ("correlations", "correlations", scenario.correlations.len(), MOST_CORRELATIONS),
        ] {
            if most < count {
                let (count, most) = (grouped(count as f64), grouped(most as f64));
                self.report(path, format!("{count} {noun}, more than the {most} that can be computed at once: sum up what belongs together"));
            }
        }
    }

    fn estimates(&mut self) {
        for field in self.scenario.fields() {
            if let Some(message) = estimate_problem(&field) {
                self.report(field.path, message);
            }
        }
    }

    fn workload(&mut self) {
        let scenario = self.scenario;
        if scenario.workload.steps.is_empty() {
            self.report("workload.steps", "there is no step: add at least one model call");
        }
        self.distinct("workload.steps", "step", scenario.workload.steps.iter().map(|step| step.name.as_str()));
        for step in &scenario.workload.steps {
            self.model_exists(format!("{}.model", path::step(&step.name)), &step.model);
        }
        if let Some(model) = &scenario.workload.fallback_model {
            self.model_exists("workload.fallback_model".to_owned(), model);
        }
    }

    fn models(&mut self) {
        let scenario = self.scenario;
        if scenario.models.is_empty() {
            self.report("models", "there is no model: add at least one");
        }
        for (key, model) in &scenario.models {
            let at = |field: &str| format!("models[\"{key}\"].pricing.{field}");
            match model.pricing {
                Pricing::Tokens { input, output, cache_read, cache_write, batch_discount } => {
                    let prices = [
                        ("input", Some(input)),
                        ("output", Some(output)),
                        ("cache_read", cache_read),
                        ("cache_write", cache_write),
                    ];
                    for (field, price) in prices {
                        self.number(at(field), price.unwrap_or(0.0), Domain::NonNegative);
                    }
                    self.number(at("batch_discount"), batch_discount, Domain::Share);
                }
                Pricing::SelfHosted { gpu_hour, gpus_per_replica, prefill, decode, target_utilization, .. } => {
                    self.number(at("gpu_hour"), gpu_hour, Domain::NonNegative);
                    self.number(at("gpus_per_replica"), gpus_per_replica, Domain::NonNegative);
                    self.number(at("prefill"), prefill, Domain::Positive);
                    self.number(at("decode"), decode, Domain::Positive);
                    self.number(at("target_utilization"), target_utilization, Domain::Share);
                    if target_utilization < Domain::SMALLEST {
                        self.report(
                            at("target_utilization"),
                            "a replica that may never be busy serves nobody: raise it above 0",
                        );
                    }
                }
            }
        }
    }

    fn stages(&mut self) {
        let scenario = self.scenario;
        if scenario.stages.is_empty() {
            self.report("stages", "there is no stage: add at least one");
        }
        self.distinct("stages", "stage", scenario.stages.iter().map(|stage| stage.name.as_str()));
        for pair in scenario.stages.windows(2) {
            let [before, stage] = pair else { continue };
            let (less, more) = (before.requests.base(), stage.requests.base());
            if more <= less {
                self.report(
                    EstimatePath::stage(&stage.name, StageField::Requests),
                    format!(
                        "stage \"{}\" has {} requests, not more than the {} of \"{}\" before it: stages must grow",
                        stage.name,
                        grouped(more),
                        grouped(less),
                        before.name
                    ),
                );
            }
            if stage.month < before.month {
                self.report(
                    format!("{}.month", path::stage(&stage.name)),
                    format!(
                        "stage \"{}\" starts in month {}, before \"{}\" in month {}: months must not go back",
                        stage.name, stage.month, before.name, before.month
                    ),
                );
            }
        }
    }

    fn components(&mut self) {
        let scenario = self.scenario;
        self.distinct("components", "component", scenario.components.iter().map(|component| component.id.as_str()));
        for component in &scenario.components {
            self.component(component);
        }
    }

    fn component(&mut self, component: &Component) {
        let at = path::component(&component.id);
        self.stage_exists(format!("{at}.from_stage"), component.from_stage);
        if let Some(until) = component.until_stage {
            self.stage_exists(format!("{at}.until_stage"), until);
        }
        self.distinct(&format!("{at}.lines"), "line", component.lines.iter().map(|line| line.name.as_str()));
        for line in &component.lines {
            let at = path::line(&component.id, &line.name);
            self.distinct(&format!("{at}.factors"), "factor", line.factors.iter().map(|(name, _)| name.as_str()));
            self.tariff(&format!("{at}.tariff"), &line.tariff);
            self.magnitude(at, line);
        }
    }

    fn tariff(&mut self, at: &str, tariff: &Tariff) {
        match tariff {
            Tariff::Flat(_) => {}
            Tariff::Graduated(tiers) => {
                let mut before = 0.0;
                for (index, &(up_to, price)) in tiers.iter().enumerate() {
                    let is_last = index + 1 == tiers.len();
                    if up_to.is_nan() || up_to <= before {
                        self.report(
                            at,
                            format!(
                                "tier {} ends at {up_to}, not above the {before} before it: tiers must increase",
                                index + 1
                            ),
                        );
                    }
                    if up_to.is_infinite() != is_last {
                        let message = "the last tier must end at inf, and only the last: otherwise some quantity has no price or two";
                        self.report(at, format!("tier {} ends at {up_to}: {message}", index + 1));
                    }
                    self.number(format!("{at} tier {}", index + 1), price, Domain::NonNegative);
                    before = up_to;
                }
                if tiers.is_empty() {
                    self.report(at, "there is no tier: add one that ends at inf");
                }
            }
            Tariff::Step(capacity, _) => self.number(format!("{at}.capacity"), *capacity, Domain::Positive),
            Tariff::Power(reference, _, exponent) => {
                self.number(format!("{at}.reference"), *reference, Domain::Positive);
                self.number(format!("{at}.exponent"), *exponent, Domain::NonNegative);
            }
        }
    }

    /// No valid line may overflow: its quantity, and what a power makes of it, stay within bounds.
    fn magnitude(&mut self, at: ScenarioPart, line: &Line) {
        let factors: f64 = line.factors.iter().map(|(_, factor)| decades(factor)).sum();
        let quantity = factors + self.driver_decades(line.driver);
        let power = match line.tariff {
            Tariff::Power(reference, _, exponent) if 0.0 < reference => exponent * (quantity + reference.log10().abs()),
            _ => 0.0,
        };
        if MOST_DECADES < factors || MOST_DECADES * 4.0 < power {
            self.report(
                at,
                "its factors multiply to more than anybody could pay for: check their units and the exponent",
            );
        }
    }

    /// The power of ten of the most that drives a line, on the curve or before the horizon ends.
    fn driver_decades(&self, driver: Driver) -> f64 {
        let scenario = self.scenario;
        let beside_volume = match driver {
            Driver::Month => return 0.0,
            Driver::Request | Driver::Inference | Driver::Outcome => 0.0,
            Driver::Retrieval => decades(&scenario.workload.retrievals),
            Driver::PeakRate => scenario.stages.iter().map(|stage| decades(&stage.peak)).fold(0.0, f64::max),
            Driver::MillionTokens => TOKEN_DECADES,
        };
        // The curve goes on to ten times the last stage.
        self.volume_decades() + 1.0 + beside_volume
    }

    /// The power of ten of the largest monthly volume before the horizon ends.
    fn volume_decades(&self) -> f64 {
        let volume = self.scenario.stages.iter().map(|stage| stage.requests.high()).fold(1.0, f64::max);
        let terms = &self.scenario.plan;
        volume.log10() + f64::from(terms.horizon_months) * (1.0 + terms.growth.high()).max(1.0).log10()
    }

    fn strategies(&mut self) {
        let scenario = self.scenario;
        if MOST_STRATEGIES < scenario.strategies.len() {
            self.report(
                "strategies",
                format!(
                    "{} strategies are listed, more than {MOST_STRATEGIES}: remove those you will not use",
                    scenario.strategies.len()
                ),
            );
        }
        let mut enabled = HashSet::new();
        for strategy in &scenario.strategies {
            self.strategy(strategy);
            let tag = strategy.kind.tag();
            if strategy.enabled && !enabled.insert(tag) {
                self.report(path::strategy(tag), format!("{} is on twice: switch one of the two off", tag.name()));
            }
        }
    }

    fn strategy(&mut self, strategy: &Strategy) {
        let at = path::strategy(strategy.kind.tag());
        self.stage_exists(format!("{at}.from_stage"), strategy.from_stage);
        if let Some(model) = strategy.kind.model() {
            self.model_exists(format!("{at}.to"), model);
        }
    }

    fn terms(&mut self) {
        let terms = &self.scenario.plan;
        if !(1..=PlanSettings::LONGEST_HORIZON).contains(&terms.horizon_months) {
            self.report(
                "plan.horizon_months",
                format!(
                    "a horizon of {} months: plan between 1 and {} months",
                    terms.horizon_months,
                    PlanSettings::LONGEST_HORIZON
                ),
            );
        }
        self.stage_exists("plan.target_stage".to_owned(), terms.target_stage);
        if !(1.0 <= terms.hurdle && terms.hurdle <= Domain::LARGEST) {
            self.report(
                "plan.hurdle",
                format!("a hurdle of {}: value must be at least 1 × cost for a plan to be viable", terms.hurdle),
            );
        }
        if let Some(budget) = terms.budget {
            self.number("plan.budget".to_owned(), budget, Domain::Positive);
        }
        if MOST_DECADES < self.volume_decades() {
            self.report(
                EstimatePath::Plan(PlanField::Growth),
                "requests would outgrow every user on earth before the horizon ends: growth is per month",
            );
        }
        let years = f64::from(terms.horizon_months) / 12.0;
        if MOST_DECADES < years * (1.0 + terms.price_trend.high()).max(1.0).log10() {
            self.report(
                EstimatePath::Plan(PlanField::PriceTrend),
                "token prices would outgrow all money before the horizon ends: check the trend",
            );
        }
    }

    fn agreements(&mut self) {
        let scenario = self.scenario;
        for (index, criterion) in scenario.kill_criteria.iter().enumerate() {
            self.stage_exists(format!("kill_criteria[{index}].stage"), criterion.stage);
            if !criterion.limit.is_finite() {
                self.report(
                    format!("kill_criteria[{index}].limit"),
                    "the limit is not a number: write what must not be crossed",
                );
            }
        }
        for (index, item) in scenario.readiness.iter().enumerate() {
            self.stage_exists(format!("readiness[{index}].stage"), item.stage);
        }
        if scenario.correlations.len() <= MOST_CORRELATIONS {
            self.problems.extend(correlation::problems(scenario));
        }
    }

    fn number(&mut self, path: String, value: f64, domain: Domain) {
        if let Some(message) = number_problem(value, domain) {
            self.report(path, message);
        }
    }

    fn stage_exists(&mut self, path: String, stage: usize) {
        let count = self.scenario.stages.len();
        if count <= stage && 0 < count {
            let names: Vec<&str> = self.scenario.stages.iter().map(|stage| stage.name.as_str()).collect();
            self.report(path, format!("there is no stage {stage}: choose one of {}", names.join(", ")));
        }
    }

    fn model_exists(&mut self, path: String, key: &str) {
        let models = &self.scenario.models;
        if !models.contains_key(key) {
            let known: Vec<&str> = models.keys().map(String::as_str).collect();
            self.report(path, format!("there is no model `{key}`: choose one of {}", known.join(", ")));
        }
    }

    fn distinct<'n>(&mut self, path: &str, noun: &str, names: impl Iterator<Item = &'n str>) {
        let mut seen = HashSet::new();
        for name in names {
            if !seen.insert(name) {
                self.report(path, format!("two {noun}s are called \"{name}\": rename one"));
            }
        }
    }
}

fn estimate_problem(field: &Field<'_>) -> Option<String> {
    let numbers = match *field.estimate {
        Estimate::Exact(value) => return number_problem(value, field.domain),
        Estimate::Range { p10, p90 } => vec![p10, p90],
        Estimate::Pert { low, likely, high } => vec![low, likely, high],
    };
    if let Some(message) = numbers.iter().find_map(|&number| number_problem(number, field.domain)) {
        return Some(message);
    }
    match *field.estimate {
        Estimate::Range { p10, p90 } if p10 <= 0.0 || p90 <= 0.0 => {
            Some(format!("the range {p10} to {p90} must lie above 0: use low, likely, high instead"))
        }
        Estimate::Range { p10, p90 } if p90 < p10 => {
            Some(format!("the low end {p10} is above the high end {p90}: swap them"))
        }
        Estimate::Pert { low, likely, .. } if likely < low => {
            Some(format!("the low value {low} is above the likely value {likely}"))
        }
        Estimate::Pert { likely, high, .. } if high < likely => {
            Some(format!("the likely value {likely} is above the high value {high}"))
        }
        _ => None,
    }
}

fn number_problem(value: f64, domain: Domain) -> Option<String> {
    if !value.is_finite() {
        Some(format!("{value} is not a number to plan with: write a finite one"))
    } else if domain.contains(value) {
        None
    } else if domain == Domain::Positive && 0.0 < value && value < Domain::SMALLEST {
        Some(format!("{value:e} is too small to divide by: check the unit"))
    } else if Domain::LARGEST < value {
        Some(format!("{value:e} is larger than {:e}: check the unit", Domain::LARGEST))
    } else {
        Some(format!("{value} must be {}", domain.describe()))
    }
}

/// The powers of ten that a factor adds at most.
fn decades(factor: &Estimate) -> f64 {
    factor.high().max(1.0).log10()
}

/// A count with thousands separated, as people read it; one with a fraction as it was written.
fn grouped(value: f64) -> String {
    if value.fract() != 0.0 {
        return value.to_string();
    }
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if 0 < index && (digits.len() - index) % 3 == 0 && !text.ends_with('-') {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
