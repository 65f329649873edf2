//! What people call the terms of a recorded formula, with their values.

use crate::charts::curve::in_sentence;
use crate::charts::figures::{self, Money};
use crate::charts::names::{EstimateName, capitalised, name_of, possessive};
use crate::economics::{Expression, Part, Plan, Tape, Term};
use crate::scenario::Scenario;

/// Writes formulas of a plan in words.
pub(super) struct Terms<'a> {
    pub scenario: &'a Scenario,
    pub plan: &'a Plan,
    pub money: &'a Money,
}

impl Terms<'_> {
    /// `$0.126 = cost $15,071 ÷ outcomes 119,500`; what a sentence is `about` is not named again.
    pub fn formula(&self, tape: &Tape, figure: &str, expression: &Expression<'_>, about: &[String]) -> String {
        let words = tape.words(expression, &|term, value| self.told(term, value, about), &figures::plain);
        format!("{figure} = {words}")
    }

    /// A part and its formula: `outcomes 119,500 = …`.
    pub fn part(&self, tape: &Tape, part: Part, expression: &Expression<'_>, about: &[String]) -> String {
        let mut about = about.to_vec();
        let told = self.told(Term::Part(part), expression.value(), &about);
        about.extend(self.owner(part));
        about.extend(matches!(part, Part::Line(..)).then(|| self.what(part)));
        self.formula(tape, &told, expression, &about)
    }

    /// The name of an estimate.
    pub fn name(&self, input: crate::economics::Input) -> EstimateName {
        name_of(self.scenario, &self.plan.inputs[input.index()].path)
    }

    fn told(&self, term: Term, value: f64, about: &[String]) -> String {
        match term {
            Term::Input(input) => {
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
            Term::Part(Part::CumulativeCash(month)) => format!("by month {month} {}", self.money.full(value)),
            Term::Part(part) => {
                let words = self.what(part);
                let words = match self.owner(part).filter(|owner| !about.contains(owner)) {
                    Some(owner) => format!("{} {words}", possessive(&owner)),
                    None => words,
                };
                format!("{words} {}", self.value_of(part, value))
            }
        }
    }

    fn what(&self, part: Part) -> String {
        let fixed = match part {
            Part::Requests => "requests",
            Part::Inferred => "requests that reach a model",
            Part::WrongAnswers => "wrong cached answers",
            Part::Outcomes => "outcomes",
            Part::Value => "value",
            Part::Cost | Part::CostAt(_) => "cost",
            Part::CostWithoutStrategies => "cost without strategies",
            Part::Category(category) => return in_sentence(category.name()),
            Part::ModelBill(_) => "bill",
            Part::ShareOfBill(model) => return format!("share of {} bill", possessive(&self.model(model))),
            Part::PrefixTokens(_) => "prefix tokens",
            Part::ContextTokens(_) => "context tokens",
            Part::OutputTokens(_) => "answer tokens",
            Part::PrefixPrice(_) => "price per million of them",
            Part::CacheReadPrice(_) => "price per million from the cache",
            Part::CacheWritePrice(_) => "price per million into the cache",
            Part::ContextGrowth => "context growth",
            Part::CallGrowth => "growth in calls",
            Part::PeakLoad => "peak load over average",
            Part::RetryRate => "retries per call",
            Part::FallbackShare => "share of calls that fall back",
            Part::TokenPrices => "token prices over those at the start",
            Part::Net => "net",
            Part::OneOffs => "paid once",
            Part::Cash => "cash",
            Part::CumulativeCash(_) => "cumulative cash",
            Part::Discount => "worth at the start of one paid then",
            Part::PresentValue => "cash, discounted to the start",
            Part::InputPrice(_) => "price per million read",
            Part::OutputPrice(_) => "price per million written",
            Part::BusySeconds(_) => "busy seconds of a replica",
            Part::Replicas(_) => "replicas",
            Part::ReplicaPrice(_) => "cost of each a month",
            Part::Line(component, line) => {
                return in_sentence(&self.scenario.components[component].lines[line].name);
            }
            Part::UnitsInTier(_, _, tier) => return format!("units in tier {}", tier + 1),
            Part::PriceInTier(..) => "price",
        };
        fixed.to_owned()
    }

    /// The stage, model or card that a part belongs to.
    fn owner(&self, part: Part) -> Option<String> {
        match part {
            Part::CostAt(stage) => Some(self.scenario.stages[stage].name.clone()),
            Part::ModelBill(model)
            | Part::PrefixTokens(model)
            | Part::ContextTokens(model)
            | Part::OutputTokens(model)
            | Part::PrefixPrice(model)
            | Part::CacheReadPrice(model)
            | Part::CacheWritePrice(model)
            | Part::InputPrice(model)
            | Part::OutputPrice(model)
            | Part::BusySeconds(model)
            | Part::Replicas(model)
            | Part::ReplicaPrice(model) => Some(self.model(model)),
            Part::Line(component, _) => Some(self.scenario.components[component].name.clone()),
            _ => None,
        }
    }

    fn model(&self, place: usize) -> String {
        self.scenario.models.get_index(place).map_or_else(String::new, |(_, model)| model.name.clone())
    }

    fn value_of(&self, part: Part, value: f64) -> String {
        match part {
            Part::PrefixTokens(_) | Part::ContextTokens(_) | Part::OutputTokens(_) | Part::BusySeconds(_) => {
                figures::short_count(value)
            }
            Part::Requests
            | Part::Inferred
            | Part::WrongAnswers
            | Part::Outcomes
            | Part::Replicas(_)
            | Part::UnitsInTier(..) => figures::count(value),
            Part::PrefixPrice(_)
            | Part::InputPrice(_)
            | Part::OutputPrice(_)
            | Part::CacheReadPrice(_)
            | Part::CacheWritePrice(_)
            | Part::ReplicaPrice(_) => Money::new("USD").price(value),
            Part::ContextGrowth | Part::CallGrowth | Part::PeakLoad | Part::TokenPrices | Part::Discount => {
                figures::factor(value)
            }
            Part::RetryRate | Part::FallbackShare | Part::ShareOfBill(_) => figures::percent(value),
            Part::Net | Part::OneOffs | Part::Cash | Part::CumulativeCash(_) | Part::PresentValue => {
                self.money.full(value)
            }
            Part::Value
            | Part::Cost
            | Part::CostAt(_)
            | Part::CostWithoutStrategies
            | Part::Category(_)
            | Part::ModelBill(_)
            | Part::Line(..) => self.money.full(value),
            Part::PriceInTier(..) => self.money.price(value),
        }
    }
}

/// What people call a part, for a row of its own: `Answer: claude-sonnet-4-6 · prefix tokens`.
pub fn name_of_part(scenario: &Scenario, plan: &Plan, part: Part) -> String {
    let money = Money::new(&scenario.currency);
    let terms = Terms { scenario, plan, money: &money };
    let owner = match part {
        Part::UnitsInTier(component, line, _) | Part::PriceInTier(component, line, _) => {
            let component = &scenario.components[component];
            Some(format!("{}: {}", component.name, in_sentence(&component.lines[line].name)))
        }
        part => terms.owner(part),
    };
    let what = match part {
        Part::PriceInTier(_, _, tier) => format!("price in tier {}", tier + 1),
        part => terms.what(part),
    };
    match owner {
        Some(owner) => format!("{owner} · {what}"),
        None => capitalised(&what),
    }
}
