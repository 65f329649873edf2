//! What keeps a scenario from being computed. Lists everything at once; changes nothing.

mod estimates;
mod magnitude;
mod models;

use std::collections::HashSet;
use std::fmt;

use estimates::{estimate_problem, number_problem};
use magnitude::{MOST_DECADES, MOST_LOOP_DECADES, Magnitude, decades};

use super::letters::{shortened, shown};
use super::{
    Alternative, Component, ComponentId, Domain, Estimate, EstimatePath, Line, LinesOf, PlanField, PlanSettings,
    Scenario, ScenarioPart, StageField, StepField, Strategy, StrategyKind, Tariff, correlation, path, texts,
};
use crate::language::tr;

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
            ("components", tr!("estimates"), fields.len(), MOST_ESTIMATES),
            ("components", tr!("uncertain estimates"), uncertain, MOST_UNCERTAIN),
            ("stages", tr!("stages"), scenario.stages.len(), MOST_STAGES),
            ("correlations", tr!("correlations"), scenario.correlations.len(), MOST_CORRELATIONS),
            ("alternatives", tr!("alternatives"), scenario.alternatives.len(), MOST_ALTERNATIVES),
        ] {
            if most < count {
                let (count, most) = (grouped(count as f64), grouped(most as f64));
                let message = tr!(
                    "{count} {noun}, more than the {most} that can be computed at once: sum up what belongs together",
                    count,
                    noun,
                    most
                );
                self.report(path, message);
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
            self.report("workload.steps", tr!("there is no step: add at least one model call"));
        }
        self.distinct("workload.steps", tr!("steps"), scenario.workload.steps.iter().map(|step| step.name.as_str()));
        for step in &scenario.workload.steps {
            let at = path::step(&step.name);
            self.model_exists(format!("{at}.model"), &step.model);
            self.distinct(&format!("{at}.meters"), tr!("meters"), step.meters.iter().map(|(name, _)| name.as_str()));
            if MOST_LOOP_DECADES < Magnitude(scenario).loop_decades(step) {
                self.report(
                    EstimatePath::step(&step.name, StepField::Turns),
                    tr!("a loop of so many calls would outgrow every bill: check turns and how they differ"),
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
            self.report("stages", tr!("there is no stage: add at least one"));
        }
        self.distinct("stages", tr!("stages"), scenario.stages.iter().map(|stage| stage.name.as_str()));
        for pair in scenario.stages.windows(2) {
            let [before, stage] = pair else { continue };
            let (less, more) = (before.requests.base(), stage.requests.base());
            if more <= less {
                self.report(
                    EstimatePath::stage(&stage.name, StageField::Requests),
                    tr!(
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
                    tr!(
                        "stage \"{}\" starts in month {}, before \"{}\" in month {}: months must not go back",
                        stage.name,
                        stage.month,
                        before.name,
                        before.month
                    ),
                );
            }
        }
    }

    fn components(&mut self) {
        let scenario = self.scenario;
        self.distinct(
            "components",
            tr!("components"),
            scenario.components.iter().map(|component| component.id.as_str()),
        );
        for component in &scenario.components {
            self.component(ComponentId::of_plan(&component.id), component);
        }
        if MOST_DECADES < scenario.components.iter().map(|component| decades(&component.success)).sum() {
            self.report(
                "components",
                tr!("their factors on the success rate multiply to more than any rate: check them"),
            );
        }
    }

    fn alternatives(&mut self) {
        let alternatives = &self.scenario.alternatives;
        self.distinct(
            "alternatives",
            tr!("alternatives"),
            alternatives.iter().map(|alternative| alternative.name.as_str()),
        );
        for Alternative { name, components, .. } in alternatives {
            let at = format!("{}.components", path::alternative(name));
            self.distinct(&at, tr!("components"), components.iter().map(|component| component.id.as_str()));
            for component in components {
                self.component(ComponentId::of_alternative(name, &component.id), component);
            }
        }
    }

    fn component(&mut self, own: ComponentId, component: &Component) {
        let at = ScenarioPart::Component(own.clone());
        if component.repeat == Some(0) {
            self.report(
                format!("{at}.repeat"),
                tr!("its set-up cannot fall due again every 0 months: write 1 or more"),
            );
        }
        self.stage_exists(format!("{at}.from_stage"), component.from_stage);
        if let Some(until) = component.until_stage {
            self.stage_exists(format!("{at}.until_stage"), until);
        }
        self.lines(&own.clone().lines(), &component.lines);
        self.lines(&own.rework(), &component.rework);
    }

    fn lines(&mut self, of: &LinesOf, lines: &[Line]) {
        self.distinct(&of.to_string(), tr!("lines"), lines.iter().map(|line| line.name.as_str()));
        for line in lines {
            let at = path::line_of(of.clone(), &line.name);
            self.distinct(&format!("{at}.factors"), tr!("factors"), line.factors.iter().map(|(name, _)| name.as_str()));
            self.tariff(&format!("{at}.tariff"), &line.tariff);
            if Magnitude(self.scenario).is_beyond(line) {
                self.report(
                    at,
                    tr!("its factors multiply to more than anybody could pay for: check their units and the exponent"),
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
                            tr!(
                                "tier {} ends at {up_to}, not above the {before} before it: tiers must increase",
                                index + 1,
                                up_to,
                                before
                            ),
                        );
                    }
                    if up_to.is_infinite() != is_last {
                        let message = tr!(
                            "the last tier must end at `inf`, and only the last: otherwise some quantity has no price or two"
                        );
                        self.report(at, tr!("tier {} ends at {up_to}: {message}", index + 1, up_to, message));
                    }
                    self.number(format!("{at} tier {}", index + 1), price, Domain::NonNegative);
                    before = up_to;
                }
                if tiers.is_empty() {
                    self.report(at, tr!("there is no tier: add one that ends at inf"));
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
                tr!(
                    "{} strategies are listed, more than {most}: remove those you will not use",
                    scenario.strategies.len(),
                    most = MOST_STRATEGIES
                ),
            );
        }
        let mut enabled = HashSet::new();
        for strategy in &scenario.strategies {
            self.strategy(strategy);
            let tag = strategy.kind.tag();
            if strategy.enabled && !enabled.insert(tag) {
                self.report(path::strategy(tag), tr!("{} is on twice: switch one of the two off", tag.name()));
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
                tr!(
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
                tr!("a hurdle of {}: value must be at least 1 × cost for a plan to be viable", terms.hurdle),
            );
        }
        if let Some(budget) = terms.budget {
            self.number("plan.budget".to_owned(), budget, Domain::Positive);
        }
        if MOST_DECADES < Magnitude(self.scenario).volume_decades() {
            self.report(
                EstimatePath::Plan(PlanField::Growth),
                tr!("requests would outgrow every user on earth before the horizon ends: growth is per month"),
            );
        }
        let months = f64::from(terms.horizon_months);
        let growth = |months: f64, rate: &Estimate| months * (1.0 + rate.high()).max(1.0).log10();
        let trend = growth(months / 12.0, &terms.price_trend);
        if MOST_DECADES < trend {
            self.report(
                EstimatePath::Plan(PlanField::PriceTrend),
                tr!("token prices would outgrow all money before the horizon ends: check the trend"),
            );
        } else if MOST_DECADES < trend + growth(months, &terms.drift) {
            self.report(
                EstimatePath::Plan(PlanField::Drift),
                tr!("the bill for tokens would outgrow all money before the horizon ends: drift is per month"),
            );
        }
        if MOST_DECADES < growth(months / 12.0, &terms.value_trend) {
            self.report(
                EstimatePath::Plan(PlanField::ValueTrend),
                tr!("an outcome would be worth more than all money before the horizon ends: check the trend"),
            );
        }
        for (index, &(_, share)) in terms.adoption.iter().enumerate() {
            self.number(format!("plan.adoption[{index}]"), share, Domain::Share);
        }
        for pair in terms.adoption.windows(2) {
            if pair[1].0 < pair[0].0 {
                self.report(
                    "plan.adoption",
                    tr!("month {} comes after month {}: months must not go back", pair[1].0, pair[0].0),
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
                    tr!("the limit is not a number: write what must not be crossed"),
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
                self.report(format!("actuals[{index}].step"), tr!("there is no step \"{step}\"", step));
            }
            if !(0.0 < actual.sample_rate && actual.sample_rate <= 1.0) {
                self.report(format!("actuals[{index}].sample_rate"), tr!("a share above 0 and at most 1 is recorded"));
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
            self.report(path, tr!("there is no stage {stage}: choose one of {}", names.join(", "), stage));
        }
    }

    fn model_exists(&mut self, path: String, key: &str) {
        let models = &self.scenario.models;
        if !models.contains_key(key) {
            let known: Vec<&str> = models.keys().map(String::as_str).collect();
            self.report(path, tr!("there is no model `{key}`: choose one of {}", known.join(", "), key));
        }
    }

    fn distinct<'n>(&mut self, path: &str, nouns: &str, names: impl Iterator<Item = &'n str>) {
        let mut seen = HashSet::new();
        for name in names {
            if !seen.insert(name) {
                self.report(path, tr!("two {nouns} are called \"{name}\": rename one", nouns, name));
            }
        }
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
