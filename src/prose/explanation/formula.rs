//! What people call the terms of a recorded formula, with their values.

use crate::economics::{Expression, FormulaTerm, Plan, Quantity, StepQuantity, Tape};
use crate::format::{self, Money};
use crate::language::{in_sentence, tr};
use crate::prose::estimate_names::{EstimateName, capitalised, name_of};
use crate::prose::words::belonging;
use crate::scenario::{Pricing, Scenario};

/// Writes formulas of a plan in words.
pub(crate) struct FormulaWriter<'a> {
    pub scenario: &'a Scenario,
    pub plan: &'a Plan,
    pub money: &'a Money,
}

impl FormulaWriter<'_> {
    /// `$0.126 = cost $15,071 ÷ outcomes 119,500`; what a sentence is `about` is not named again.
    pub fn formula(&self, tape: &Tape, figure: &str, expression: &Expression<'_>, about: &[String]) -> String {
        let words = tape.words(expression, &|term, value| self.told(term, value, about), &format::plain);
        format!("{figure} = {words}")
    }

    /// A part and its formula: `outcomes 119,500 = …`.
    pub fn part(&self, tape: &Tape, part: Quantity, expression: &Expression<'_>, about: &[String]) -> String {
        let mut about = about.to_vec();
        let told = self.told(FormulaTerm::Part(part), expression.value(), &about);
        about.extend(self.owner(part));
        about.extend(matches!(part, Quantity::Line(..)).then(|| self.what(part)));
        self.formula(tape, &told, expression, &about)
    }

    /// The name of an estimate.
    pub fn name(&self, input: crate::economics::Input) -> EstimateName {
        name_of(self.scenario, &self.plan.inputs[input.index()].path)
    }

    fn told(&self, term: FormulaTerm, value: f64, about: &[String]) -> String {
        match term {
            FormulaTerm::Input(input) => {
                let name = self.name(input);
                let is_known = |of: &String| about.iter().any(|known| known.to_lowercase() == of.to_lowercase());
                let words = match &name.of {
                    Some(of) if is_known(of) => {
                        let line = about.iter().find_map(|known| name.what.strip_prefix(&format!("{known}: ")));
                        in_sentence(line.unwrap_or(&name.what))
                    }
                    _ => name.in_sentence(),
                };
                format!("{words} {}", name.full(self.money, value))
            }
            FormulaTerm::Part(Quantity::CumulativeCash(month)) => {
                tr!("by month {month} {}", self.money.full(value), month)
            }
            FormulaTerm::Part(part) => {
                let words = self.what(part);
                let words = match self.owner(part).filter(|owner| !about.contains(owner)) {
                    Some(owner) => belonging(&owner, &words),
                    None => words,
                };
                format!("{words} {}", self.value_of(part, value))
            }
        }
    }

    fn what(&self, part: Quantity) -> String {
        let fixed = match part {
            Quantity::Requests => tr!("requests"),
            Quantity::Inferred => tr!("requests that reach a model"),
            Quantity::WrongAnswers => tr!("wrong cached answers"),
            Quantity::Outcomes => tr!("outcomes"),
            Quantity::Value => tr!("value"),
            Quantity::Cost | Quantity::CostAt(_) => tr!("cost"),
            Quantity::CostWithoutStrategies => tr!("cost without strategies"),
            Quantity::Category(category) => return in_sentence(category.name()),
            Quantity::ModelBill(_) => tr!("bill"),
            Quantity::ShareOfBill(model) => return tr!("share of {}", belonging(&self.model(model), tr!("bill"))),
            Quantity::PrefixTokens(_) => tr!("prefix tokens"),
            Quantity::ContextTokens(_) => tr!("context tokens"),
            Quantity::OutputTokens(_) => tr!("answer tokens"),
            Quantity::PrefixPrice(_) => tr!("price per million of them"),
            Quantity::CacheReadPrice(_) => tr!("price per million from the cache"),
            Quantity::CacheWritePrice(_) => tr!("price per million into the cache"),
            Quantity::ContextGrowth => tr!("context growth"),
            Quantity::CallGrowth => tr!("growth in calls"),
            Quantity::PeakLoad => tr!("peak load over average"),
            Quantity::RetryRate => tr!("retries per call"),
            Quantity::FallbackShare => tr!("share of calls that fall back"),
            Quantity::TokenPrices => tr!("token prices over those at the start"),
            Quantity::Net => tr!("net"),
            Quantity::OneOffs => tr!("paid once"),
            Quantity::Cash => tr!("cash"),
            Quantity::CumulativeCash(_) => tr!("cumulative cash"),
            Quantity::Discount => tr!("worth at the start of one paid then"),
            Quantity::PresentValue => tr!("cash, discounted to the start"),
            Quantity::InputPrice(_) => tr!("price per million read"),
            Quantity::OutputPrice(_) => tr!("price per million written"),
            Quantity::LongInputPrice(_) => tr!("price per million read of long prompts"),
            Quantity::LongOutputPrice(_) => tr!("price per million written after long prompts"),
            Quantity::LongCacheReadPrice(_) => tr!("price per million of long prompts from the cache"),
            Quantity::LongCacheWritePrice(_) => tr!("price per million of long prompts into the cache"),
            Quantity::BusySeconds(_) => tr!("busy seconds of a replica"),
            Quantity::Replicas(_) => tr!("replicas"),
            Quantity::ReplicaPrice(model) if self.is_paid_by_the_hour(model) => tr!("cost of an hour of each"),
            Quantity::ReplicaPrice(_) => tr!("cost of each a month"),
            Quantity::Bought => tr!("bought by the token"),
            Quantity::ReplicaHours(_) => tr!("hours that are paid"),
            Quantity::TokensPerMinute(_) => tr!("tokens a minute at peak"),
            Quantity::Units(_) => tr!("units of throughput"),
            Quantity::UnitPrice(_) => tr!("cost of each a month"),
            Quantity::OfStep(quantity, ..) => of_step(quantity),
            Quantity::Users => tr!("people who have it"),
            Quantity::Calls => tr!("model calls"),
            Quantity::ValueFactor => tr!("worth of an outcome over that at the start"),
            Quantity::Line(component, line) => {
                return in_sentence(&self.scenario.components[component].lines[line].name);
            }
            Quantity::UnitsInTier(_, _, tier) => return tr!("units in tier {}", tier + 1),
            Quantity::PriceInTier(..) => tr!("price"),
            Quantity::Parameter(_) => tr!("number of the plan"),
        };
        fixed.to_owned()
    }

    /// The stage, model or card that a part belongs to.
    fn owner(&self, part: Quantity) -> Option<String> {
        match part {
            Quantity::CostAt(stage) => Some(self.scenario.stages[stage].name.clone()),
            Quantity::ModelBill(model)
            | Quantity::PrefixTokens(model)
            | Quantity::ContextTokens(model)
            | Quantity::OutputTokens(model)
            | Quantity::PrefixPrice(model)
            | Quantity::CacheReadPrice(model)
            | Quantity::CacheWritePrice(model)
            | Quantity::InputPrice(model)
            | Quantity::OutputPrice(model)
            | Quantity::LongInputPrice(model)
            | Quantity::LongOutputPrice(model)
            | Quantity::LongCacheReadPrice(model)
            | Quantity::LongCacheWritePrice(model)
            | Quantity::BusySeconds(model)
            | Quantity::Replicas(model)
            | Quantity::ReplicaPrice(model)
            | Quantity::ReplicaHours(model)
            | Quantity::TokensPerMinute(model)
            | Quantity::Units(model)
            | Quantity::UnitPrice(model) => Some(self.model(model)),
            Quantity::OfStep(_, step, model) => Some(tr!(
                "{step} by {model}",
                step = in_sentence(&self.scenario.workload.steps[step].name),
                model = self.model(model)
            )),
            Quantity::Line(component, _) => Some(self.scenario.components[component].name.clone()),
            _ => None,
        }
    }

    /// Whether a self-hosted model pays for hours in which it runs, rather than for all.
    fn is_paid_by_the_hour(&self, place: usize) -> bool {
        let pricing = self.scenario.models.get_index(place).map(|(_, model)| &model.pricing);
        matches!(pricing, Some(Pricing::SelfHosted { idle, .. }) if *idle != 1.0)
    }

    fn model(&self, place: usize) -> String {
        self.scenario.models.get_index(place).map_or_else(String::new, |(_, model)| model.name.clone())
    }

    fn value_of(&self, part: Quantity, value: f64) -> String {
        match part {
            Quantity::PrefixTokens(_)
            | Quantity::ContextTokens(_)
            | Quantity::OutputTokens(_)
            | Quantity::BusySeconds(_)
            | Quantity::TokensPerMinute(_) => format::short_count(value),
            part if part.is_price_of_tokens() => Money::new("USD").price(value),
            Quantity::UnitPrice(_) | Quantity::ReplicaPrice(_) => Money::new("USD").price(value),
            Quantity::OfStep(quantity, ..) => match quantity {
                StepQuantity::PrefixTokens
                | StepQuantity::HistoryTokens
                | StepQuantity::FirstAnswerTokens
                | StepQuantity::ContextTokens
                | StepQuantity::OutputTokens => format::short_count(value),
                StepQuantity::ReadShare
                | StepQuantity::CachedShare
                | StepQuantity::LongCalls
                | StepQuantity::LongTokens => format::percent(value),
                StepQuantity::PrefixPrice
                | StepQuantity::InputPrice
                | StepQuantity::OutputPrice
                | StepQuantity::CacheReadPrice
                | StepQuantity::CacheWritePrice => Money::new("USD").price(value),
            },
            Quantity::ContextGrowth
            | Quantity::CallGrowth
            | Quantity::PeakLoad
            | Quantity::TokenPrices
            | Quantity::ValueFactor
            | Quantity::Discount => format::factor(value),
            Quantity::RetryRate | Quantity::FallbackShare | Quantity::ShareOfBill(_) => format::percent(value),
            Quantity::Net
            | Quantity::OneOffs
            | Quantity::Cash
            | Quantity::CumulativeCash(_)
            | Quantity::PresentValue => self.money.full(value),
            Quantity::Value
            | Quantity::Cost
            | Quantity::CostAt(_)
            | Quantity::CostWithoutStrategies
            | Quantity::Category(_)
            | Quantity::ModelBill(_)
            | Quantity::Bought
            | Quantity::Line(..) => self.money.full(value),
            Quantity::PriceInTier(..) => self.money.price(value),
            _ => format::count(value),
        }
    }
}

/// What people call a figure of the calls of a step.
fn of_step(quantity: StepQuantity) -> &'static str {
    match quantity {
        StepQuantity::PrefixTokens => tr!("prefix tokens"),
        StepQuantity::HistoryTokens => tr!("history tokens"),
        StepQuantity::FirstAnswerTokens => tr!("answer tokens sent for the first time"),
        StepQuantity::ContextTokens => tr!("context tokens"),
        StepQuantity::OutputTokens => tr!("answer tokens"),
        StepQuantity::ReadShare => tr!("share read from the cache"),
        StepQuantity::CachedShare => tr!("share that is cached"),
        StepQuantity::LongCalls => tr!("share of calls with a long prompt"),
        StepQuantity::LongTokens => tr!("share of prompt tokens in long prompts"),
        StepQuantity::PrefixPrice => tr!("price per million of its prefix"),
        StepQuantity::InputPrice => tr!("price per million read"),
        StepQuantity::OutputPrice => tr!("price per million written"),
        StepQuantity::CacheReadPrice => tr!("price per million from the cache"),
        StepQuantity::CacheWritePrice => tr!("price per million into the cache"),
    }
}

/// What people call a part, for a row of its own: `Answer: claude-sonnet-4-6 · prefix tokens`.
pub fn name_of_part(scenario: &Scenario, plan: &Plan, part: Quantity) -> String {
    let money = Money::new(&scenario.currency);
    let terms = FormulaWriter { scenario, plan, money: &money };
    let owner = match part {
        Quantity::UnitsInTier(component, line, _) | Quantity::PriceInTier(component, line, _) => {
            let component = &scenario.components[component];
            Some(format!("{}: {}", component.name, in_sentence(&component.lines[line].name)))
        }
        part => terms.owner(part),
    };
    let what = match part {
        Quantity::PriceInTier(_, _, tier) => tr!("price in tier {}", tier + 1),
        part => terms.what(part),
    };
    match owner {
        Some(owner) => format!("{owner} · {what}"),
        None => capitalised(&what),
    }
}
