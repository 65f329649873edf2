//! The scenario resolved: names have become indices, every precondition is met, and nothing can fail any more.

use std::collections::HashMap;

use super::StrategySet;
use super::plan_model::PlanModel;
use crate::scenario::{
    Alternative, Category, Component, Domain, Driver, Estimate, EstimatePath, Favours, KillCriterion, Line, Model,
    Pricing, Problem, Scenario, Stage, Step, Strategy, StrategyKind, Tariff,
};

/// An estimate of the plan, by its place among [`Plan::inputs`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Input(u32);

impl Input {
    /// Its place among the plan's inputs; behind all of them where it is [neutral](Plan::is_neutral).
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What is known of an input besides its value.
#[derive(Clone, Debug)]
pub struct InputField {
    /// Where it stands in the scenario.
    pub path: EstimatePath,
    /// What is assumed.
    pub estimate: Estimate,
    /// What it may be.
    pub domain: Domain,
}

impl InputField {
    /// Whether it may be below 0, drawn or in its own bounds.
    fn may_be_below_zero(&self) -> bool {
        self.estimate.low() < 0.0
    }
}

/// A scenario without problems, ready to be computed.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Every estimate, in the order of the file.
    pub inputs: Vec<InputField>,
    pub(super) usd_rate: Input,
    pub(super) value: Input,
    pub(super) success_rate: Input,
    pub(super) realization: Input,
    pub(super) error_rate: Input,
    pub(super) error_cost: Input,
    pub(super) steps: Vec<PlanStep>,
    pub(super) retrievals: Input,
    pub(super) fallback: Option<usize>,
    pub(super) models: Vec<PlanModel>,
    /// By model: whether its calls are sold by shares that have to be worked out.
    pub(super) sold_by_shares: Vec<bool>,
    /// Whether those of any model are.
    pub(super) has_shares: bool,
    /// Whether a strategy may add outcomes rather than lose them.
    pub(super) can_gain_quality: bool,
    /// The strategies that shape these shares.
    pub(super) shaping: StrategySet,
    /// From prototype on.
    pub stages: Vec<PlanStage>,
    /// In the order of the scenario, with those that are off.
    pub components: Vec<PlanComponent>,
    /// Listed, in the order of the scenario, with those that are off.
    pub strategies: Vec<PlanStrategy>,
    /// Months planned.
    pub horizon_months: u32,
    /// The stage that the verdict speaks of.
    pub target: usize,
    pub(super) growth: Input,
    pub(super) price_trend: Input,
    pub(super) build_cost: Input,
    pub(super) discount_rate: Input,
    /// Which share of an outcome's value has become money by a month.
    pub(super) adoption: Vec<(u32, f64)>,
    pub(super) value_trend: Input,
    pub(super) drift: Input,
    pub(super) discount: Input,
    /// The first stage that has it, and US dollars a month.
    pub(super) commitment: Option<(usize, Input)>,
    /// What could be bought instead.
    pub alternatives: Vec<PlanAlternative>,
    /// The least value : cost ratio of a viable plan.
    pub hurdle: f64,
    /// Monthly budget at the target.
    pub budget: Option<f64>,
    /// Rank correlations between inputs.
    pub correlations: Vec<(Input, Input, f64)>,
    /// What stops the plan.
    pub kill_criteria: Vec<KillCriterion>,
}

#[derive(Clone, Debug)]
pub(super) struct PlanStep {
    pub model: usize,
    pub routable: bool,
    pub calls: Input,
    pub prefix: Input,
    pub retrieved: Input,
    pub conversation: Input,
    pub output: Input,
    pub reasoning: Input,
    pub turns: Input,
    pub carried: Input,
    pub turns_cv: Input,
    pub length_sigma: Input,
    /// By model: units per call and dollars a unit, of the meters that the model has.
    pub meters: Vec<Vec<(Input, f64)>>,
}

/// A stage, resolved.
#[derive(Clone, Copy, Debug)]
pub struct PlanStage {
    /// The month in which it starts.
    pub month: u32,
    /// Base requests a month: where the stage begins on the curve.
    pub requests: f64,
    pub(super) drawn_requests: Input,
    pub(super) context: Input,
    pub(super) calls: Input,
    pub(super) peak: Input,
    pub(super) retry_rate: Input,
    pub(super) fallback_share: Input,
    pub(super) users: Input,
}

/// Something that could be bought instead, resolved.
#[derive(Clone, Debug)]
pub struct PlanAlternative {
    pub(super) setup_cost: Input,
    /// The plan's, where it has none of its own.
    pub(super) success_rate: Input,
    pub(super) components: Vec<PlanComponent>,
}

/// A component, resolved.
#[derive(Clone, Debug)]
pub struct PlanComponent {
    /// Where it stands on the bill.
    pub category: Category,
    /// Whether it takes part.
    pub enabled: bool,
    /// The first stage that needs it.
    pub from_stage: usize,
    pub(super) until_stage: usize,
    pub(super) setup_cost: Input,
    pub(super) lines: Vec<PlanLine>,
    /// Factor on the success rate.
    pub(super) success: Input,
    /// After how many months its set-up falls due again.
    pub(super) repeat: Option<u32>,
    /// What it takes to bring it in later.
    pub(super) rework: Vec<PlanLine>,
    /// Whether that has been said of it.
    pub can_come_later: bool,
}

#[derive(Clone, Debug)]
pub(super) struct PlanLine {
    pub driver: Driver,
    pub factors: Vec<Input>,
    pub tariff: PlanTariff,
}

#[derive(Clone, Debug)]
pub(super) enum PlanTariff {
    Flat(Input),
    Graduated(Vec<(f64, f64)>),
    Step(f64, Input),
    Power(f64, Input, f64),
}

/// A listed strategy, resolved.
#[derive(Clone, Debug)]
pub struct PlanStrategy {
    /// Which it is, by its inputs and the place of its model.
    pub kind: StrategyKind<Input, usize>,
    /// Whether the plan uses it.
    pub enabled: bool,
    /// The first stage that has it.
    pub from_stage: usize,
    pub(super) setup_cost: Input,
    pub(super) monthly_cost: Input,
    pub(super) quality_loss: Input,
    /// What it takes to bring it in later.
    pub(super) rework: Vec<PlanLine>,
}

impl PlanComponent {
    /// Whether it is on the bill at a stage.
    pub fn is_active_at(&self, stage: usize) -> bool {
        self.enabled && self.from_stage <= stage && stage <= self.until_stage
    }
}

impl PlanStrategy {
    /// The inputs for which a high value is favourable, and those for which a low one is (model, section 7, floor).
    pub(super) fn favourable(&self) -> (Vec<Input>, Vec<Input>) {
        let (mut high, mut low) = (Vec::new(), Vec::new());
        for (key, input) in self.kind.into_numbers() {
            match self.kind.tag().number(key).favours {
                Favours::High => high.push(input),
                Favours::Low => low.push(input),
                Favours::Neither => {}
            }
        }
        low.extend([self.monthly_cost, self.quality_loss]);
        (high, low)
    }
}

impl Plan {
    /// Resolves a scenario, or lists what keeps it from being computed.
    ///
    /// # Errors
    /// Every problem that [`Scenario::check`] finds.
    pub fn new(scenario: &Scenario) -> Result<Self, Vec<Problem>> {
        let problems = scenario.check();
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut plan = Resolver::new(scenario).plan();
        plan.sold_by_shares = (0..plan.models.len()).map(|model| plan.is_sold_by_shares(model)).collect();
        plan.has_shares = plan.sold_by_shares.contains(&true);
        let may_be_negative = |strategy: &PlanStrategy| plan.inputs[strategy.quality_loss.index()].may_be_below_zero();
        plan.can_gain_quality = plan.strategies.iter().any(may_be_negative);
        plan.shaping = plan.strategies_that_shape();
        Ok(plan)
    }

    /// The stage in force at a volume: the last whose base requests are not above it, the first below all.
    pub fn stage_at(&self, volume: f64) -> usize {
        self.stages.iter().rposition(|stage| stage.requests <= volume).unwrap_or(0)
    }

    /// Every input, in the order of [`Plan::inputs`].
    pub fn all_inputs(&self) -> impl Iterator<Item = Input> + use<> {
        (0..self.inputs.len() as u32).map(Input)
    }

    /// Whether an input is what its owner prefers, not what a pilot could find out.
    pub fn is_preference(&self, input: Input) -> bool {
        input == self.discount_rate
    }

    /// Whether an input is none: an estimate that the scenario leaves out, and that is 0 or 1 for ever.
    pub fn is_neutral(&self, input: Input) -> bool {
        self.inputs.len() <= input.index()
    }

    /// The input at a path, if the scenario has it.
    pub fn input(&self, path: &EstimatePath) -> Option<Input> {
        self.inputs.iter().position(|field| field.path == *path).map(|index| Input(index as u32))
    }
}

/// Looks names up while the plan is made. An estimate is known by where it lies in the borrowed scenario, so that
/// the list of [`Scenario::fields`] stays the only one.
struct Resolver<'a> {
    scenario: &'a Scenario,
    inputs: Vec<InputField>,
    places: HashMap<*const Estimate, Input>,
}

impl<'a> Resolver<'a> {
    fn new(scenario: &'a Scenario) -> Self {
        let fields = scenario.fields();
        let places = fields
            .iter()
            .enumerate()
            .map(|(index, field)| (std::ptr::from_ref(field.estimate), Input(index as u32)))
            .collect();
        let inputs = fields
            .into_iter()
            .map(|field| InputField { path: field.path, estimate: *field.estimate, domain: field.domain })
            .collect();
        Self { scenario, inputs, places }
    }

    fn input(&self, estimate: &'a Estimate) -> Input {
        let neutral = || Input((self.inputs.len() + usize::from(estimate.base() != 0.0)) as u32);
        self.places.get(&std::ptr::from_ref(estimate)).copied().unwrap_or_else(neutral)
    }

    fn model(&self, key: &str) -> usize {
        self.scenario.models.get_index_of(key).expect("check found every model")
    }

    fn plan(self) -> Plan {
        let Scenario { outcome, workload, plan: terms, .. } = self.scenario;
        Plan {
            usd_rate: self.input(&self.scenario.usd_rate),
            value: self.input(&outcome.value),
            success_rate: self.input(&outcome.success_rate),
            realization: self.input(&outcome.realization),
            error_rate: self.input(&outcome.error_rate),
            error_cost: self.input(&outcome.error_cost),
            steps: workload.steps.iter().map(|step| self.step(step)).collect(),
            retrievals: self.input(&workload.retrievals),
            fallback: workload.fallback_model.as_deref().map(|key| self.model(key)),
            models: self.scenario.models.values().map(PlanModel::of).collect(),
            sold_by_shares: Vec::new(),
            has_shares: false,
            can_gain_quality: false,
            shaping: StrategySet::NONE,
            stages: self.scenario.stages.iter().map(|stage| self.stage(stage)).collect(),
            components: self.scenario.components.iter().map(|component| self.component(component)).collect(),
            strategies: self.scenario.strategies.iter().map(|strategy| self.strategy(strategy)).collect(),
            horizon_months: terms.horizon_months,
            target: terms.target_stage,
            growth: self.input(&terms.growth),
            price_trend: self.input(&terms.price_trend),
            build_cost: self.input(&terms.build_cost),
            discount_rate: self.input(&terms.discount_rate),
            adoption: terms.adoption.clone(),
            value_trend: self.input(&terms.value_trend),
            drift: self.input(&terms.drift),
            discount: self.input(&terms.discount),
            commitment: terms
                .commitment
                .as_ref()
                .map(|commitment| (commitment.from_stage, self.input(&commitment.amount))),
            alternatives: self.scenario.alternatives.iter().map(|alternative| self.alternative(alternative)).collect(),
            hurdle: terms.hurdle,
            budget: terms.budget,
            correlations: self.correlations(),
            kill_criteria: self.scenario.kill_criteria.clone(),
            inputs: self.inputs,
        }
    }

    fn correlations(&self) -> Vec<(Input, Input, f64)> {
        let places: HashMap<&EstimatePath, Input> =
            self.inputs.iter().enumerate().map(|(index, field)| (&field.path, Input(index as u32))).collect();
        let correlations = self.scenario.correlations.iter();
        // What is left out is a known number, and those are ignored.
        let pair = |(first, second, rho): &(EstimatePath, EstimatePath, f64)| {
            Some((*places.get(first)?, *places.get(second)?, *rho))
        };
        correlations.filter_map(pair).collect()
    }

    fn step(&self, step: &'a Step) -> PlanStep {
        PlanStep {
            model: self.model(&step.model),
            routable: step.routable,
            calls: self.input(&step.calls),
            prefix: self.input(&step.prefix),
            retrieved: self.input(&step.retrieved),
            conversation: self.input(&step.conversation),
            output: self.input(&step.output),
            reasoning: self.input(&step.reasoning),
            turns: self.input(&step.turns),
            carried: self.input(&step.carried),
            turns_cv: self.input(&step.turns_cv),
            length_sigma: self.input(&step.length_sigma),
            meters: self.scenario.models.values().map(|model| self.meters(step, model)).collect(),
        }
    }

    fn meters(&self, step: &'a Step, model: &Model) -> Vec<(Input, f64)> {
        let Pricing::Tokens { meters, .. } = &model.pricing else { return Vec::new() };
        let charged = step.meters.iter().filter_map(|(name, units)| Some((self.input(units), *meters.get(name)?)));
        charged.collect()
    }

    fn alternative(&self, alternative: &'a Alternative) -> PlanAlternative {
        let success_rate = alternative.success_rate.as_ref().unwrap_or(&self.scenario.outcome.success_rate);
        PlanAlternative {
            setup_cost: self.input(&alternative.setup_cost),
            success_rate: self.input(success_rate),
            components: alternative.components.iter().map(|component| self.component(component)).collect(),
        }
    }

    fn stage(&self, stage: &'a Stage) -> PlanStage {
        PlanStage {
            month: stage.month,
            requests: stage.requests.base(),
            drawn_requests: self.input(&stage.requests),
            context: self.input(&stage.context),
            calls: self.input(&stage.calls),
            peak: self.input(&stage.peak),
            retry_rate: self.input(&stage.retry_rate),
            fallback_share: self.input(&stage.fallback_share),
            users: self.input(&stage.users),
        }
    }

    fn component(&self, component: &'a Component) -> PlanComponent {
        PlanComponent {
            category: component.category,
            enabled: component.enabled,
            from_stage: component.from_stage,
            until_stage: component.until_stage.unwrap_or(usize::MAX),
            setup_cost: self.input(&component.setup_cost),
            lines: self.lines(&component.lines),
            success: self.input(&component.success),
            repeat: component.repeat,
            rework: self.lines(&component.rework),
            can_come_later: !component.rework.is_empty(),
        }
    }

    fn lines(&self, lines: &'a [Line]) -> Vec<PlanLine> {
        let lines = lines.iter().map(|line| PlanLine {
            driver: line.driver,
            factors: line.factors.iter().map(|(_, factor)| self.input(factor)).collect(),
            tariff: match &line.tariff {
                Tariff::Flat(price) => PlanTariff::Flat(self.input(price)),
                Tariff::Graduated(tiers) => PlanTariff::Graduated(tiers.clone()),
                Tariff::Step(capacity, price) => PlanTariff::Step(*capacity, self.input(price)),
                Tariff::Power(reference, cost, exponent) => PlanTariff::Power(*reference, self.input(cost), *exponent),
            },
        });
        lines.collect()
    }

    fn strategy(&self, strategy: &'a Strategy) -> PlanStrategy {
        PlanStrategy {
            kind: strategy.kind.as_ref().map(|number| self.input(number), |key| self.model(key)),
            enabled: strategy.enabled,
            from_stage: strategy.from_stage,
            setup_cost: self.input(&strategy.setup_cost),
            monthly_cost: self.input(&strategy.monthly_cost),
            quality_loss: self.input(&strategy.quality_loss),
            rework: self.lines(&strategy.rework),
        }
    }
}
