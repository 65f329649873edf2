//! Which figures can be explained, and how the engine comes to each.

use crate::economics::{
    Assumptions, Bounds, Breakdown, Engine, Evaluation, Expression, Floor, FloorSearch, Month, Number as _, Plan,
    Quantity, StrategySet, contributions,
};
use crate::format;
use crate::format::Money;
use crate::prose::words::in_sentence;
use crate::scenario::{Category, Metric, Scenario};

/// A figure that people see, of the plan as set; the first place is the stage, or the month of what is told by month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Figure {
    /// Cost a month.
    Cost(usize),
    /// Value a month.
    Value(usize),
    /// Value less cost.
    Net(usize),
    /// Value over cost.
    Ratio(usize),
    /// Cost per accepted outcome.
    CostPerOutcome(usize),
    /// Cost per request.
    CostPerRequest(usize),
    /// Value per accepted outcome.
    ValuePerOutcome(usize),
    /// The share of cost that is not tokens.
    NotTokens(usize),
    /// Cost at this stage over cost at the first.
    Multiple(usize),
    /// What a step costs.
    Step(usize, usize),
    /// What a component costs.
    Component(usize, usize),
    /// What the strategies themselves cost.
    Strategies(usize),
    /// What a strategy saves beside the others.
    Saving(usize, usize),
    /// What all strategies save together.
    Savings(usize),
    /// What a strategy saves, or would save, as the only one.
    Alone(usize, usize),
    /// Cost a month if every strategy were off.
    WithoutStrategies(usize),
    /// Cost per accepted outcome if every strategy were off.
    PerOutcomeWithoutStrategies(usize),
    /// Cost a month at the floor, the best net of the listed strategies.
    Floor(usize),
    /// Cost per accepted outcome at the floor, the best net of the listed strategies.
    FloorPerOutcome(usize),
    /// What a category costs.
    Category(usize, Category),
    /// Requests in a month.
    RequestsIn(u32),
    /// What is paid once in a month.
    PaidOnce(u32),
    /// Value less cost and what is paid once, in a month.
    Cash(u32),
    /// All cash up to a month.
    CashSoFar(u32),
    /// How deep the cash so far goes.
    CashAtRisk,
    /// What all cash of the horizon is worth, discounted to its first month.
    NetPresentValue,
}

impl Figure {
    /// What a limit watches at a stage.
    pub fn watched(metric: Metric, stage: usize) -> Self {
        match metric {
            Metric::MonthlyCost => Self::Cost(stage),
            Metric::CostPerOutcome => Self::CostPerOutcome(stage),
            Metric::CostPerRequest => Self::CostPerRequest(stage),
            Metric::Ratio => Self::Ratio(stage),
            Metric::Net => Self::Net(stage),
        }
    }

    /// The stage that it speaks of; none where it speaks of months.
    fn stage(self) -> Option<usize> {
        Some(match self {
            Self::Cost(stage)
            | Self::Value(stage)
            | Self::Net(stage)
            | Self::Ratio(stage)
            | Self::CostPerOutcome(stage)
            | Self::CostPerRequest(stage)
            | Self::ValuePerOutcome(stage)
            | Self::NotTokens(stage)
            | Self::Multiple(stage)
            | Self::Step(stage, _)
            | Self::Component(stage, _)
            | Self::Strategies(stage)
            | Self::Saving(stage, _)
            | Self::Savings(stage)
            | Self::Alone(stage, _)
            | Self::WithoutStrategies(stage)
            | Self::PerOutcomeWithoutStrategies(stage)
            | Self::Floor(stage)
            | Self::FloorPerOutcome(stage)
            | Self::Category(stage, _) => stage,
            Self::RequestsIn(_) | Self::PaidOnce(_) | Self::Cash(_) | Self::CashSoFar(_) => return None,
            Self::CashAtRisk | Self::NetPresentValue => return None,
        })
    }

    /// As a heading: `Cost a month at Production`.
    pub fn title(self, scenario: &Scenario) -> String {
        let stage = self.stage().map_or("", |stage| &scenario.stages[stage].name);
        let strategy = |place: usize| in_sentence(scenario.strategies[place].kind.tag().name());
        let outcome = in_sentence(&scenario.outcome.name);
        let what = match self {
            Self::Cost(_) => "Cost a month".to_owned(),
            Self::Value(_) => "Value a month".to_owned(),
            Self::Net(_) => "Net a month".to_owned(),
            Self::Ratio(_) => "Value over cost".to_owned(),
            Self::CostPerOutcome(_) => format!("Cost per {outcome}"),
            Self::CostPerRequest(_) => "Cost per request".to_owned(),
            Self::ValuePerOutcome(_) => format!("Value per {outcome}"),
            Self::NotTokens(_) => "Share of cost that is not tokens".to_owned(),
            Self::Multiple(_) => return format!("Cost at {stage} over cost at {}", scenario.stages[0].name),
            Self::Step(_, step) => format!("Cost of {} a month", in_sentence(&scenario.workload.steps[step].name)),
            Self::Component(_, component) => {
                format!("Cost of {} a month", in_sentence(&scenario.components[component].name))
            }
            Self::Strategies(_) => "Cost of the strategies a month".to_owned(),
            Self::Saving(_, place) => format!("Saved by {} a month", strategy(place)),
            Self::Savings(_) => "Saved by the strategies a month".to_owned(),
            Self::Alone(_, place) => format!("Saved by {} alone a month", strategy(place)),
            Self::WithoutStrategies(_) => "Cost a month without strategies".to_owned(),
            Self::PerOutcomeWithoutStrategies(_) => format!("Cost per {outcome} without strategies"),
            Self::Floor(_) => "Cost a month at the best net of the listed strategies,".to_owned(),
            Self::FloorPerOutcome(_) => format!("Cost per {outcome} at the best net of the listed strategies,"),
            Self::Category(_, Category::Inference) => "Cost of tokens a month".to_owned(),
            Self::Category(_, category) => format!("Cost of {} a month", in_sentence(category.name())),
            Self::RequestsIn(month) => return format!("Requests in month {month}"),
            Self::PaidOnce(month) => return format!("Paid once in month {month}"),
            Self::Cash(month) => return format!("Cash of month {month}"),
            Self::CashSoFar(month) => return format!("Cash so far in month {month}"),
            Self::CashAtRisk => return "Cash at risk".to_owned(),
            Self::NetPresentValue => {
                return format!("Net present value over {} months", scenario.plan.horizon_months);
            }
        };
        format!("{what} at {stage}")
    }

    /// A value of it as people read it.
    pub fn written(self, money: &Money, value: f64) -> String {
        match self {
            Self::Ratio(_) | Self::Multiple(_) => format::factor(value),
            Self::NotTokens(_) => format::whole_percent(value),
            Self::RequestsIn(_) => format::count(value.round()),
            _ => money.full(value),
        }
    }

    /// What the formula is about anyway, and need not name.
    pub(crate) fn owners(self, scenario: &Scenario) -> Vec<String> {
        let stage = self.stage().map(|stage| scenario.stages[stage].name.clone());
        let card = match self {
            Self::Step(_, step) => Some(scenario.workload.steps[step].name.clone()),
            Self::Component(_, component) => Some(scenario.components[component].name.clone()),
            _ => None,
        };
        stage.into_iter().chain(card).collect()
    }

    /// What it is computed with: base values, but at their best what strategies do at their favourable bounds.
    pub(crate) fn assumptions(self, plan: &Plan) -> Assumptions<'_, f64> {
        match self {
            Self::Floor(stage) | Self::FloorPerOutcome(stage)
                if floor(plan, stage).is_some_and(|floor| floor.bounds == Bounds::Favourable) =>
            {
                Assumptions::favourable(plan)
            }
            _ => Assumptions::base(plan),
        }
    }

    /// The figure as the engine comes to it; `None` where it has no value.
    pub(crate) fn record<'t>(self, recorded: &Assumptions<'_, Expression<'t>>) -> Option<Expression<'t>> {
        let plan = recorded.plan;
        let Some(stage) = self.stage() else { return self.record_months(recorded) };
        plan.stages.get(stage)?;
        let point = recorded.at_stage(stage);
        let set = match self {
            Self::Floor(_) | Self::FloorPerOutcome(_) => floor(plan, stage)?.set,
            Self::PerOutcomeWithoutStrategies(_) => StrategySet::NONE,
            _ => plan.planned_mix().active_at(plan, stage),
        };
        let month = |set: StrategySet| Engine::new(recorded).evaluate(&point, set);
        let planned = || month(set);
        let per = |amount: fn(&Evaluation<Expression<'t>>) -> Expression<'t>| {
            let month = planned();
            (0.0 < month.outcomes.value()).then(|| amount(&month) / month.outcomes)
        };
        let expression = match self {
            Self::Cost(_) | Self::Floor(_) => planned().cost,
            Self::Value(_) => planned().value,
            Self::Net(_) => planned().net,
            Self::Ratio(_) => {
                let month = planned();
                if month.cost.value() <= 0.0 || month.value.value() < 0.0 {
                    return None;
                }
                month.value / month.cost
            }
            Self::CostPerOutcome(_) | Self::PerOutcomeWithoutStrategies(_) | Self::FloorPerOutcome(_) => {
                per(|month| month.cost)?
            }
            Self::CostPerRequest(_) => {
                let month = planned();
                (0.0 < month.volume.value()).then(|| month.cost / month.volume)?
            }
            Self::ValuePerOutcome(_) => per(|month| month.value)?,
            Self::NotTokens(_) => {
                let month = planned();
                if month.cost.value() <= 0.0 {
                    return None;
                }
                (month.inference() / month.cost).rest()
            }
            Self::Multiple(_) => {
                let first_mix = plan.planned_mix().active_at(plan, 0);
                let first = Engine::new(recorded).evaluate(&recorded.at_stage(0), first_mix).cost;
                if first.value() <= 0.0 {
                    return None;
                }
                planned().cost.named(Quantity::CostAt(stage)) / first.named(Quantity::CostAt(0))
            }
            Self::Step(_, step) => *Breakdown::at(recorded, &point, set).steps.get(step)?,
            Self::Component(_, component) => *Breakdown::at(recorded, &point, set).components.get(component)?,
            Self::Strategies(_) => Breakdown::at(recorded, &point, set).strategies,
            Self::Saving(_, place) if set.places().all(|active| active != place) => return None,
            Self::Saving(_, place) => contributions(recorded, &point, set)[place].share,
            Self::Savings(_) => month(StrategySet::NONE).cost.named(Quantity::CostWithoutStrategies) - planned().cost,
            Self::Alone(_, place) => {
                plan.strategies.get(place)?;
                month(StrategySet::NONE).cost.named(Quantity::CostWithoutStrategies)
                    - month(StrategySet::NONE.with(place)).cost
            }
            Self::WithoutStrategies(_) => month(StrategySet::NONE).cost,
            Self::Category(_, category) => planned().categories[category as usize],
            Self::RequestsIn(_) | Self::PaidOnce(_) | Self::Cash(_) | Self::CashSoFar(_) => return None,
            Self::CashAtRisk | Self::NetPresentValue => return None,
        };
        expression.value().is_finite().then_some(expression)
    }

    /// Of what is told by month.
    fn record_months<'t>(self, recorded: &Assumptions<'_, Expression<'t>>) -> Option<Expression<'t>> {
        let mut months = Month::each(recorded, recorded.plan.planned_mix());
        let mut of = |month: u32| months.nth(month as usize);
        let expression = match self {
            Self::RequestsIn(month) => of(month)?.volume,
            Self::PaidOnce(month) => of(month)?.one_offs,
            Self::Cash(month) => of(month)?.cash,
            Self::CashSoFar(month) => of(month)?.cumulative,
            Self::CashAtRisk => {
                let zero = Expression::zero();
                zero - months.fold(zero, |deepest, month| deepest.min(month.cumulative))
            }
            _ => months.fold(Expression::zero(), |worth, month| worth + month.cash * recorded.discount(month.month)),
        };
        expression.value().is_finite().then_some(expression)
    }

    /// How it comes about, where the formula is too long to be read.
    pub(crate) fn in_words(self, scenario: &Scenario, plan: &Plan, money: &Money) -> Option<String> {
        match self {
            Self::Saving(stage, place) => Some(saving_in_words(plan, stage, place, money)),
            Self::CashAtRisk => Some(risk_in_words(plan, money)),
            Self::NetPresentValue => Some(worth_in_words(scenario, plan, money)),
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
        None => "cash so far never falls below 0".to_owned(),
        Some(Month { month, cumulative, .. }) => {
            let paid: f64 = months[..=*month as usize].iter().map(|month| month.one_offs).sum();
            let net = money.full(cumulative + paid);
            format!("the lowest cash so far, in month {month}: {} paid once, months net {net}", money.full(paid))
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
        let name = stage.map_or("before it starts", |stage| &scenario.stages[stage].name);
        format!("{name} {}", money.full(*worth))
    };
    let rate = format::percent(scenario.plan.discount_rate.base());
    let parts = parts.iter().map(part).collect::<Vec<_>>().join(" + ");
    format!("cash of each month, discounted at {rate} a year, by stage: {parts}")
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
        0 | 1 => "cost without it − cost with it".to_owned(),
        count => format!(
            "what it takes off the bill, averaged over every order in which the {count} strategies can be switched \
             on: {} as the first, {} as the last",
            saving(StrategySet::NONE),
            saving(set.without(place))
        ),
    }
}
