//! What keeps a scenario from being computed. Lists everything at once; changes nothing.

mod magnitude;
mod models;

use std::collections::HashSet;
use std::fmt;

use magnitude::{MOST_DECADES, MOST_LOOP_DECADES, Magnitude, decades};

use super::letters::{shortened, shown};
use super::{
    Alternative, Component, ComponentId, Domain, Estimate, EstimatePath, Field, Line, LinesOf, PlanField, PlanSettings,
    Scenario, ScenarioPart, StageField, StepField, Strategy, StrategyKind, Tariff, correlation, path, texts,
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
/// The most estimates: a thousand cards of the usual kind have 3,800.
const MOST_ESTIMATES: usize = 5_000;
/// The most estimates that are not certain: each is drawn in every future, and kept.
const MOST_UNCERTAIN: usize = 2_000;
/// The most stages: every version of every month is computed for each.
const MOST_STAGES: usize = 50;
/// The most correlations: whether they can hold together is asked of all at once.
const MOST_CORRELATIONS: usize = 100;
/// The most alternatives: of each is asked at which volumes it meets the plan.
const MOST_ALTERNATIVES: usize = 20;
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
    checker.alternatives();
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
        let fields = scenario.fields();
        let uncertain = fields.iter().filter(|field| field.estimate.is_uncertain()).count();
        for (path, noun, count, most) in [
            ("components", "estimates", fields.len(), MOST_ESTIMATES),
            ("components", "uncertain estimates", uncertain, MOST_UNCERTAIN),
            ("stages", "stages", scenario.stages.len(), MOST_STAGES),
            ("correlations", "correlations", scenario.correlations.len(), MOST_CORRELATIONS),
            ("alternatives", "alternatives", scenario.alternatives.len(), MOST_ALTERNATIVES),
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
            let at = path::step(&step.name);
            self.model_exists(format!("{at}.model"), &step.model);
            self.distinct(&format!("{at}.meters"), "meter", step.meters.iter().map(|(name, _)| name.as_str()));
            if MOST_LOOP_DECADES < Magnitude(scenario).loop_decades(step) {
                self.report(
                    EstimatePath::step(&step.name, StepField::Turns),
                    "a loop of so many calls would outgrow every bill: check turns and how they differ",
                );
            }
        }
        if let Some(model) = &scenario.workload.fallback_model {
            self.model_exists("workload.fallback_model".to_owned(), model);
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
            self.component(ComponentId::of_plan(&component.id), component);
        }
        if MOST_DECADES < scenario.components.iter().map(|component| decades(&component.success)).sum() {
            self.report("components", "their factors on the success rate multiply to more than any rate: check them");
        }
    }

    fn alternatives(&mut self) {
        let alternatives = &self.scenario.alternatives;
        self.distinct("alternatives", "alternative", alternatives.iter().map(|alternative| alternative.name.as_str()));
        for Alternative { name, components, .. } in alternatives {
            let at = format!("{}.components", path::alternative(name));
            self.distinct(&at, "component", components.iter().map(|component| component.id.as_str()));
            for component in components {
                self.component(ComponentId::of_alternative(name, &component.id), component);
            }
        }
    }

    fn component(&mut self, own: ComponentId, component: &Component) {
        let at = ScenarioPart::Component(own.clone());
        if component.repeat == Some(0) {
            self.report(format!("{at}.repeat"), "its set-up cannot fall due again every 0 months: write 1 or more");
        }
        self.stage_exists(format!("{at}.from_stage"), component.from_stage);
        if let Some(until) = component.until_stage {
            self.stage_exists(format!("{at}.until_stage"), until);
        }
        self.lines(&own.clone().lines(), &component.lines);
        self.lines(&own.rework(), &component.rework);
    }

    fn lines(&mut self, of: &LinesOf, lines: &[Line]) {
        self.distinct(&of.to_string(), "line", lines.iter().map(|line| line.name.as_str()));
        for line in lines {
            let at = path::line_of(of.clone(), &line.name);
            self.distinct(&format!("{at}.factors"), "factor", line.factors.iter().map(|(name, _)| name.as_str()));
            self.tariff(&format!("{at}.tariff"), &line.tariff);
            if Magnitude(self.scenario).is_beyond(line) {
                self.report(
                    at,
                    "its factors multiply to more than anybody could pay for: check their units and the exponent",
                );
            }
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
                        let message = "the last tier must end at `inf`, and only the last: otherwise some quantity has no price or two";
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
        if let StrategyKind::PrefixCaching { kept, .. } = strategy.kind {
            self.number(format!("{at}.kept"), kept, Domain::Positive);
        }
        self.lines(&LinesOf::Strategy(strategy.kind.tag()), &strategy.rework);
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
        if MOST_DECADES < Magnitude(self.scenario).volume_decades() {
            self.report(
                EstimatePath::Plan(PlanField::Growth),
                "requests would outgrow every user on earth before the horizon ends: growth is per month",
            );
        }
        let months = f64::from(terms.horizon_months);
        let growth = |months: f64, rate: &Estimate| months * (1.0 + rate.high()).max(1.0).log10();
        let trend = growth(months / 12.0, &terms.price_trend);
        if MOST_DECADES < trend {
            self.report(
                EstimatePath::Plan(PlanField::PriceTrend),
                "token prices would outgrow all money before the horizon ends: check the trend",
            );
        } else if MOST_DECADES < trend + growth(months, &terms.drift) {
            self.report(
                EstimatePath::Plan(PlanField::Drift),
                "the bill for tokens would outgrow all money before the horizon ends: drift is per month",
            );
        }
        if MOST_DECADES < growth(months / 12.0, &terms.value_trend) {
            self.report(
                EstimatePath::Plan(PlanField::ValueTrend),
                "an outcome would be worth more than all money before the horizon ends: check the trend",
            );
        }
        for (index, &(_, share)) in terms.adoption.iter().enumerate() {
            self.number(format!("plan.adoption[{index}]"), share, Domain::Share);
        }
        for pair in terms.adoption.windows(2) {
            if pair[1].0 < pair[0].0 {
                self.report(
                    "plan.adoption",
                    format!("month {} comes after month {}: months must not go back", pair[1].0, pair[0].0),
                );
            }
        }
        if let Some(commitment) = &terms.commitment {
            self.stage_exists("plan.commitment.from_stage".to_owned(), commitment.from_stage);
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
        for (index, actual) in scenario.actuals.iter().enumerate() {
            self.stage_exists(format!("actuals[{index}].stage"), actual.stage);
            if let Some(step) = &actual.step
                && !scenario.workload.steps.iter().any(|own| own.name == *step)
            {
                self.report(format!("actuals[{index}].step"), format!("there is no step \"{step}\""));
            }
            if !(0.0 < actual.sample_rate && actual.sample_rate <= 1.0) {
                self.report(format!("actuals[{index}].sample_rate"), "a share above 0 and at most 1 is recorded");
            }
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
        Estimate::Spread { p50, p90, .. } => vec![p50, p90],
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
        Estimate::Spread { p50, .. } if p50 <= 0.0 => Some(format!(
            "half of the requests stay below {p50}, which must lie above 0: use low, likely, high instead"
        )),
        Estimate::Spread { p50, p90, .. } if p90 < p50 => {
            Some(format!("half of the requests stay below {p50} and nine in ten below {p90}: swap them"))
        }
        Estimate::Spread { seen, .. } if !(1.0..=Domain::LARGEST).contains(&seen) => {
            Some(format!("a log of {seen} requests says nothing: write how many there are, 1 or more"))
        }
        Estimate::Spread { .. } if !field.domain.contains(field.estimate.base()) => {
            let average = field.estimate.base();
            Some(if average <= Domain::LARGEST {
                format!("requests that differ so much average {average:.3}, which must be {}", field.domain.describe())
            } else {
                format!("requests that differ so much average more than {:e}: check both numbers", Domain::LARGEST)
            })
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
