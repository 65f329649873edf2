//! Which results can be explained, and how the engine comes to each.

use crate::economics::{
    Assumptions, Bounds, Breakdown, Curve, Engine, Expression, Floor, FloorSearch, Month, Number as _, Plan, Quantity,
    StrategySet, contributions,
};
use crate::format::{self, Money};
use crate::language::{in_sentence, tr};
use crate::scenario::{Category, Metric, Scenario};

/// A result that people see: what it is, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ResultId {
    /// Where it stands.
    pub at: ResultPlace,
    /// What it is.
    pub what: ResultKind,
}

/// Where a result stands. Stages are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResultPlace {
    /// A stage, with the strategies as planned.
    Stage(usize),
    /// A stage, if every strategy were off.
    Baseline(usize),
    /// A stage, at the best net of the listed strategies.
    Floor(usize),
    /// A month, counted from 0.
    Month(u32),
    /// The plan as a whole.
    Plan,
}

/// What a result is. Strategies, steps and components are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResultKind {
    /// Cost a month.
    Cost,
    /// Value a month.
    Value,
    /// Value less cost.
    Net,
    /// Value over cost.
    Ratio,
    /// Cost per accepted outcome.
    CostPerOutcome,
    /// Cost per request.
    CostPerRequest,
    /// Value per accepted outcome.
    ValuePerOutcome,
    /// The share of cost that is not tokens.
    NotTokens,
    /// Cost at this stage over cost at the first.
    Multiple,
    /// What a step costs.
    OfStep(usize),
    /// What a component costs.
    OfComponent(usize),
    /// What a category costs.
    OfCategory(Category),
    /// What the strategies themselves cost.
    OfStrategies,
    /// What a strategy saves with the others.
    Saving(usize),
    /// What a strategy saves, or would save, as the only one.
    SavingAlone(usize),
    /// What all strategies save together.
    Savings,
    /// Requests in a month.
    Requests,
    /// What is paid once in a month.
    PaidOnce,
    /// Value less cost and what is paid once, in a month.
    Cash,
    /// All cash up to a month.
    CashSoFar,
    /// How deep the cash so far goes.
    CashAtRisk,
    /// What all cash of the horizon is worth, discounted to its first month.
    NetPresentValue,
    /// What all value of the horizon is worth over what all that is paid in it is worth, both discounted.
    BenefitOverCost,
    /// What a further request is worth on average, up to ten times the last stage.
    FurtherRequest,
}

impl ResultKind {
    /// This at a stage, with the strategies as planned.
    pub fn at_stage(self, stage: usize) -> ResultId {
        ResultId { at: ResultPlace::Stage(stage), what: self }
    }

    /// This at a stage, if every strategy were off.
    pub fn at_baseline(self, stage: usize) -> ResultId {
        ResultId { at: ResultPlace::Baseline(stage), what: self }
    }

    /// This at a stage, at the best net of the listed strategies.
    pub fn at_floor(self, stage: usize) -> ResultId {
        ResultId { at: ResultPlace::Floor(stage), what: self }
    }

    /// This in a month.
    pub fn in_month(self, month: u32) -> ResultId {
        ResultId { at: ResultPlace::Month(month), what: self }
    }

    /// This of the plan as a whole.
    pub fn of_plan(self) -> ResultId {
        ResultId { at: ResultPlace::Plan, what: self }
    }

    /// What it is called, without where it stands.
    fn title(self, scenario: &Scenario) -> String {
        let outcome = || in_sentence(&scenario.outcome.name);
        let cost_of = |name: &str| tr!("Cost of {} a month", in_sentence(name));
        let strategy = |place: usize| in_sentence(scenario.strategies[place].kind.tag().name());
        match self {
            Self::Cost => tr!("Cost a month").to_owned(),
            Self::Value => tr!("Value a month").to_owned(),
            Self::Net => tr!("Net a month").to_owned(),
            Self::Ratio => tr!("Value over cost").to_owned(),
            Self::CostPerOutcome => tr!("Cost per {}", outcome()),
            Self::CostPerRequest => tr!("Cost per request").to_owned(),
            Self::ValuePerOutcome => tr!("Value per {}", outcome()),
            Self::NotTokens => tr!("Share of cost that is not tokens").to_owned(),
            Self::Multiple => tr!("Cost over cost at {}", scenario.stages[0].name),
            Self::OfStep(step) => cost_of(&scenario.workload.steps[step].name),
            Self::OfComponent(component) => cost_of(&scenario.components[component].name),
            Self::OfCategory(Category::Inference) => tr!("Cost of tokens a month").to_owned(),
            Self::OfCategory(category) => cost_of(category.name()),
            Self::OfStrategies => tr!("Cost of the strategies a month").to_owned(),
            Self::Saving(place) => tr!("Saved by {} a month", strategy(place)),
            Self::SavingAlone(place) => tr!("Saved by {} alone a month", strategy(place)),
            Self::Savings => tr!("Saved by the strategies a month").to_owned(),
            Self::Requests => tr!("Requests").to_owned(),
            Self::PaidOnce => tr!("Paid once").to_owned(),
            Self::Cash => tr!("Cash").to_owned(),
            Self::CashSoFar => tr!("Cash so far").to_owned(),
            Self::CashAtRisk => tr!("Cash at risk").to_owned(),
            Self::BenefitOverCost => tr!("Benefit over cost of {} months", scenario.plan.horizon_months),
            Self::FurtherRequest => tr!("What a further request is worth").to_owned(),
            Self::NetPresentValue => tr!("Net present value over {} months", scenario.plan.horizon_months),
        }
    }

    /// This of a stage under a mix of strategies; `None` where it has no value or is no result of a stage.
    fn under<'t>(
        self,
        set: StrategySet,
        stage: usize,
        recorded: &Assumptions<'_, Expression<'t>>,
    ) -> Option<Expression<'t>> {
        let plan = recorded.plan;
        let point = recorded.at_stage(stage);
        let month_with = |set: StrategySet| Engine::new(recorded).evaluate(&point, set);
        let month = || month_with(set);
        let bill = || Breakdown::at(recorded, &point, set);
        let without = || month_with(StrategySet::NONE).cost.named(Quantity::CostWithoutStrategies);
        let over = |part: Expression<'t>, whole: Expression<'t>| (0.0 < whole.value()).then(|| part / whole);
        Some(match self {
            Self::Cost => month().cost,
            Self::Value => month().value,
            Self::Net => month().net,
            Self::Ratio => {
                let month = month();
                over(month.value, month.cost).filter(|_| 0.0 <= month.value.value())?
            }
            Self::CostPerOutcome => {
                let month = month();
                over(month.cost, month.outcomes)?
            }
            Self::CostPerRequest => {
                let month = month();
                over(month.cost, month.volume)?
            }
            Self::ValuePerOutcome => {
                let month = month();
                over(month.value, month.outcomes)?
            }
            Self::NotTokens => {
                let month = month();
                over(month.inference(), month.cost)?.rest()
            }
            Self::Multiple => {
                let first_mix = plan.planned_mix().active_at(plan, 0);
                let first = Engine::new(recorded).evaluate(&recorded.at_stage(0), first_mix).cost;
                over(month().cost.named(Quantity::CostAt(stage)), first.named(Quantity::CostAt(0)))?
            }
            Self::OfStep(step) => *bill().steps.get(step)?,
            Self::OfComponent(component) => *bill().components.get(component)?,
            Self::OfCategory(category) => month().categories[category as usize],
            Self::OfStrategies => bill().strategies,
            Self::Saving(place) if set.places().all(|active| active != place) => return None,
            Self::Saving(place) => contributions(recorded, &point, set)[place].share,
            Self::SavingAlone(place) => {
                plan.strategies.get(place)?;
                without() - month_with(StrategySet::NONE.with(place)).cost
            }
            Self::Savings => without() - month().cost,
            Self::Requests | Self::PaidOnce | Self::Cash | Self::CashSoFar => return None,
            Self::CashAtRisk | Self::NetPresentValue | Self::BenefitOverCost => return None,
            Self::FurtherRequest => {
                let [from, to] = further_volumes(plan, stage);
                let net = |volume| {
                    Engine::new(recorded).evaluate(&recorded.held(stage, Expression::constant(volume)), set).net
                };
                (net(to) - net(from)) / Expression::constant(to - from)
            }
        })
    }

    /// This of a month; `None` where it is no result of a month.
    fn of_month<'t>(self, month: &Month<Expression<'t>>) -> Option<Expression<'t>> {
        match self {
            Self::Requests => Some(month.volume),
            Self::PaidOnce => Some(month.one_offs),
            Self::Cash => Some(month.cash),
            Self::CashSoFar => Some(month.cumulative),
            _ => None,
        }
    }

    /// This of all months; `None` where it is no result of the plan as a whole.
    fn of_months<'t>(self, recorded: &Assumptions<'_, Expression<'t>>) -> Option<Expression<'t>> {
        let zero = Expression::zero();
        let months = Month::each(recorded, recorded.plan.planned_mix());
        match self {
            Self::CashAtRisk => Some(zero - months.fold(zero, |deepest, month| deepest.min(month.cumulative))),
            Self::BenefitOverCost => {
                let (mut benefit, mut paid) = (zero, zero);
                for month in months {
                    let discount = recorded.discount(month.month);
                    benefit = benefit + month.value * discount;
                    paid = paid + (month.cost + month.one_offs) * discount;
                }
                (0.0 < paid.value()).then(|| benefit / paid)
            }
            Self::NetPresentValue => {
                Some(months.fold(zero, |worth, month| worth + month.cash * recorded.discount(month.month)))
            }
            _ => None,
        }
    }
}

impl ResultId {
    /// What a limit watches at a stage.
    pub fn watched(metric: Metric, stage: usize) -> Self {
        let what = match metric {
            Metric::MonthlyCost => ResultKind::Cost,
            Metric::CostPerOutcome => ResultKind::CostPerOutcome,
            Metric::CostPerRequest => ResultKind::CostPerRequest,
            Metric::Ratio => ResultKind::Ratio,
            Metric::Net => ResultKind::Net,
        };
        what.at_stage(stage)
    }

    /// The stage that it speaks of; none where it speaks of months.
    fn stage(self) -> Option<usize> {
        match self.at {
            ResultPlace::Stage(stage) | ResultPlace::Baseline(stage) | ResultPlace::Floor(stage) => Some(stage),
            ResultPlace::Month(_) | ResultPlace::Plan => None,
        }
    }

    /// As a heading: `Cost a month at Production`.
    pub fn title(self, scenario: &Scenario) -> String {
        let what = self.what.title(scenario);
        let name = |stage: usize| &scenario.stages[stage].name;
        match (self.at, self.what) {
            (ResultPlace::Stage(stage), ResultKind::Multiple) => {
                tr!("Cost at {stage} over cost at {first}", stage = name(stage), first = name(0))
            }
            (ResultPlace::Stage(stage), _) => tr!("{what} at {}", name(stage), what),
            (ResultPlace::Baseline(stage), _) => tr!("{what} without strategies at {}", name(stage), what),
            (ResultPlace::Floor(stage), _) => {
                tr!("{what} at the best net of the listed strategies, at {}", name(stage), what)
            }
            (ResultPlace::Month(month), ResultKind::Cash) => tr!("{what} of month {month}", what, month),
            (ResultPlace::Month(month), _) => tr!("{what} in month {month}", what, month),
            (ResultPlace::Plan, _) => what,
        }
    }

    /// A value of it as people read it.
    pub fn written(self, money: &Money, value: f64) -> String {
        match self.what {
            ResultKind::Ratio | ResultKind::Multiple | ResultKind::BenefitOverCost => format::factor(value),
            ResultKind::NotTokens => format::whole_percent(value),
            ResultKind::Requests => format::count(value.round()),
            _ => money.full(value),
        }
    }

    /// What the formula is about anyway, and need not name.
    pub(crate) fn owners(self, scenario: &Scenario) -> Vec<String> {
        let stage = self.stage().map(|stage| scenario.stages[stage].name.clone());
        let card = match self.what {
            ResultKind::OfStep(step) => Some(scenario.workload.steps[step].name.clone()),
            ResultKind::OfComponent(component) => Some(scenario.components[component].name.clone()),
            _ => None,
        };
        stage.into_iter().chain(card).collect()
    }

    /// What it is computed with: base values, but at their best what strategies do at their favourable bounds.
    pub(crate) fn assumptions(self, plan: &Plan) -> Assumptions<'_, f64> {
        match self.at {
            ResultPlace::Floor(stage) if floor(plan, stage).is_some_and(|floor| floor.bounds == Bounds::Favourable) => {
                Assumptions::favourable(plan)
            }
            _ => Assumptions::base(plan),
        }
    }

    /// The result as the engine comes to it; `None` where it has no value.
    pub(crate) fn record<'t>(self, recorded: &Assumptions<'_, Expression<'t>>) -> Option<Expression<'t>> {
        let plan = recorded.plan;
        if let Some(stage) = self.stage() {
            plan.stages.get(stage)?;
        }
        let expression = match self.at {
            ResultPlace::Stage(stage) => self.what.under(plan.planned_mix().active_at(plan, stage), stage, recorded)?,
            ResultPlace::Baseline(stage) => self.what.under(StrategySet::NONE, stage, recorded)?,
            ResultPlace::Floor(stage) => self.what.under(floor(plan, stage)?.set, stage, recorded)?,
            ResultPlace::Month(month) => {
                self.what.of_month(&Month::each(recorded, plan.planned_mix()).nth(month as usize)?)?
            }
            ResultPlace::Plan => self.what.of_months(recorded)?,
        };
        expression.value().is_finite().then_some(expression)
    }

    /// How it comes about, where the formula is too long to be read.
    pub(crate) fn in_words(self, scenario: &Scenario, plan: &Plan, money: &Money) -> Option<String> {
        match (self.at, self.what) {
            (ResultPlace::Stage(stage), ResultKind::Saving(place)) => Some(saving_in_words(plan, stage, place, money)),
            (_, ResultKind::CashAtRisk) => Some(risk_in_words(plan, money)),
            (_, ResultKind::NetPresentValue) => Some(worth_in_words(scenario, plan, money)),
            (_, ResultKind::BenefitOverCost) => Some(benefit_in_words(plan, money)),
            (ResultPlace::Floor(stage), ResultKind::FurtherRequest) => further_in_words(plan, stage, money),
            _ => None,
        }
    }
}

/// The best that the listed strategies can do at a stage.
fn floor(plan: &Plan, stage: usize) -> Option<Floor> {
    plan.stages.get(stage)?;
    let [base, favourable] = [Assumptions::base(plan), Assumptions::favourable(plan)];
    Some(FloorSearch::new(&base, &favourable).at(&base.at_stage(stage)))
}

/// How deep the cash goes: what was paid once until then, and what the months brought.
fn risk_in_words(plan: &Plan, money: &Money) -> String {
    let base = Assumptions::base(plan);
    let months: Vec<Month<f64>> = Month::each(&base, plan.planned_mix()).collect();
    let deepest = months.iter().min_by(|first, second| first.cumulative.total_cmp(&second.cumulative));
    match deepest.filter(|month| month.cumulative < 0.0) {
        None => tr!("cash so far never falls below 0").to_owned(),
        Some(Month { month, cumulative, .. }) => {
            let paid: f64 = months[..=*month as usize].iter().map(|month| month.one_offs).sum();
            let net = money.full(cumulative + paid);
            tr!(
                "the lowest cash so far, in month {month}: {} paid once, months net {net}",
                money.full(paid),
                month,
                net
            )
        }
    }
}

/// What the months of each stage are worth, discounted to the first month.
fn worth_in_words(scenario: &Scenario, plan: &Plan, money: &Money) -> String {
    let base = Assumptions::base(plan);
    let mut parts: Vec<(Option<usize>, f64)> = Vec::new();
    for month in Month::each(&base, plan.planned_mix()) {
        let stage = plan.stage_in_month(month.month);
        let worth = month.cash * base.discount(month.month);
        match parts.last_mut() {
            Some((last, sum)) if *last == stage => *sum += worth,
            _ => parts.push((stage, worth)),
        }
    }
    let part = |(stage, worth): &(Option<usize>, f64)| {
        let name = stage.map_or(tr!("before it starts"), |stage| &scenario.stages[stage].name);
        format!("{name} {}", money.full(*worth))
    };
    let rate = format::percent(scenario.plan.discount_rate.base());
    let parts = parts.iter().map(part).collect::<Vec<_>>().join(" + ");
    tr!("cash of each month, discounted at {rate} a year, by stage: {parts}", rate, parts)
}

/// What value and what is paid are worth at the start.
fn benefit_in_words(plan: &Plan, money: &Money) -> String {
    let base = Assumptions::base(plan);
    let (mut benefit, mut paid) = (0.0, 0.0);
    for month in Month::each(&base, plan.planned_mix()) {
        let discount = base.discount(month.month);
        benefit += month.value * discount;
        paid += (month.cost + month.one_offs) * discount;
    }
    tr!(
        "value {benefit} ÷ all that is paid {paid}, both discounted to the start",
        benefit = money.full(benefit),
        paid = money.full(paid)
    )
}

/// The volumes between which a further request is looked at: the stage's own, and ten times the last stage's.
fn further_volumes(plan: &Plan, stage: usize) -> [f64; 2] {
    [plan.stages[stage].requests, Curve::volumes(plan).1]
}

/// Net at both ends of the volumes that a further request is looked at between.
fn further_in_words(plan: &Plan, stage: usize, money: &Money) -> Option<String> {
    let floor = floor(plan, stage)?;
    let assumptions = match floor.bounds {
        Bounds::Favourable => Assumptions::favourable(plan),
        _ => Assumptions::base(plan),
    };
    let mut engine = Engine::new(&assumptions);
    let [from, to] = further_volumes(plan, stage);
    let [at_stage, at_end] = [from, to].map(|volume| {
        let net = engine.evaluate(&assumptions.held(stage, volume), floor.set).net;
        tr!("net {net} at {requests} requests", net = money.full(net), requests = format::count(volume))
    });
    Some(tr!(
        "from {at_stage} to {at_end}, a request between them, with the strategies that make the best net",
        at_stage,
        at_end
    ))
}

/// How a strategy's saving comes about: a share of what all of them save has no short formula.
fn saving_in_words(plan: &Plan, stage: usize, place: usize, money: &Money) -> String {
    let base = Assumptions::base(plan);
    let point = base.at_stage(stage);
    let set = plan.planned_mix().active_at(plan, stage);
    let mut engine = Engine::new(&base);
    let mut saving = |before: StrategySet| {
        money.full(engine.evaluate(&point, before).cost - engine.evaluate(&point, before.with(place)).cost)
    };
    match set.len() {
        0 | 1 => tr!("cost without it − cost with it").to_owned(),
        count => tr!(
            "what it takes off the bill, averaged over every order in which the {count} strategies can be switched \
             on: {first} as the first, {last} as the last",
            first = saving(StrategySet::NONE),
            last = saving(set.without(place)),
            count
        ),
    }
}
