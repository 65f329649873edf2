//! Every estimate of a scenario with its path, listed once: checks, plans, bases and draws all start from this list.

use std::hash::Hash;

use indexmap::IndexMap;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use super::{
    Component, Domain, Estimate, EstimatePath, Line, Outcome, OutcomeField, PlanField, PlanSettings, Scenario, Stage,
    StageField, Step, StepField, Strategy, Tariff, Workload,
};

/// One estimate of a scenario.
#[derive(Clone, Debug)]
pub struct Field<'a> {
    /// Where it is.
    pub path: EstimatePath,
    /// What is assumed.
    pub estimate: &'a Estimate,
    /// What it may be.
    pub domain: Domain,
}

/// Path, estimate and domain of every estimate, in the order of the file. What `$scenario` is borrowed for, its estimates are:
/// the same text lists what can be read and what can be edited. No pattern ends in `..`: a new field has to be placed.
macro_rules! estimates {
    ($scenario:expr, $borrow:ident) => {{
        let Scenario {
            schema: _,
            name: _,
            author: _,
            currency: _,
            usd_rate,
            notes: _,
            outcome,
            workload,
            models: _,
            stages,
            components,
            strategies,
            plan,
            kill_criteria: _,
            readiness: _,
            correlations: _,
            bases: _,
            decisions: _,
            snapshots: _,
            workshop: _,
        } = $scenario;
        let mut list = vec![(EstimatePath::UsdRate, usd_rate, Domain::NonNegative)];
        let mut add = |path, estimate, domain| list.push((path, estimate, domain));
        let Outcome { name: _, value, success_rate, realization, error_rate, error_cost, today } = outcome;
        add(EstimatePath::Outcome(OutcomeField::Value), value, Domain::NonNegative);
        add(EstimatePath::Outcome(OutcomeField::SuccessRate), success_rate, Domain::Share);
        add(EstimatePath::Outcome(OutcomeField::Realization), realization, Domain::Share);
        add(EstimatePath::Outcome(OutcomeField::ErrorRate), error_rate, Domain::Share);
        add(EstimatePath::Outcome(OutcomeField::ErrorCost), error_cost, Domain::NonNegative);
        if let Some(today) = today {
            add(EstimatePath::Outcome(OutcomeField::Today), today, Domain::NonNegative);
        }
        let Workload { steps, retrievals, fallback_model: _ } = workload;
        for step in steps {
            let Step { name, model: _, calls, prefix, retrieved, conversation, output, reasoning, routable: _ } = step;
            let at = |field| EstimatePath::step(name, field);
            add(at(StepField::Calls), calls, Domain::NonNegative);
            add(at(StepField::Prefix), prefix, Domain::NonNegative);
            add(at(StepField::Retrieved), retrieved, Domain::NonNegative);
            add(at(StepField::Conversation), conversation, Domain::NonNegative);
            add(at(StepField::Output), output, Domain::NonNegative);
            add(at(StepField::Reasoning), reasoning, Domain::NonNegative);
        }
        add(EstimatePath::Retrievals, retrievals, Domain::NonNegative);
        for stage in stages {
            let Stage { name, month: _, requests, context, calls, peak, retry_rate, fallback_share } = stage;
            let at = |field| EstimatePath::stage(name, field);
            add(at(StageField::Requests), requests, Domain::Positive);
            add(at(StageField::Context), context, Domain::NonNegative);
            add(at(StageField::Calls), calls, Domain::NonNegative);
            add(at(StageField::Peak), peak, Domain::AtLeastOne);
            add(at(StageField::RetryRate), retry_rate, Domain::NonNegative);
            add(at(StageField::FallbackShare), fallback_share, Domain::Share);
        }
        for component in components {
            let Component {
                id,
                name: _,
                category: _,
                from_stage: _,
                until_stage: _,
                enabled: _,
                setup_cost,
                reversibility: _,
                lines,
            } = component;
            add(EstimatePath::setup_cost(id), setup_cost, Domain::NonNegative);
            for Line { name, driver: _, factors, tariff } in lines {
                for (factor_name, factor) in factors {
                    add(EstimatePath::factor(id, name, factor_name), factor, Domain::NonNegative);
                }
                match tariff {
                    Tariff::Flat(price) | Tariff::Step(_, price) | Tariff::Power(_, price, _) => {
                        add(EstimatePath::price(id, name), price, Domain::NonNegative);
                    }
                    Tariff::Graduated(_) => {}
                }
            }
        }
        for Strategy { kind, enabled: _, from_stage: _, setup_cost, monthly_cost, quality_loss } in strategies {
            let tag = kind.tag();
            let numbers = tag.numbers();
            let estimates = kind.$borrow().into_numbers().into_iter().chain([setup_cost, monthly_cost, quality_loss]);
            for (number, estimate) in numbers.into_iter().zip(estimates) {
                add(EstimatePath::strategy(tag, number.key), estimate, number.domain);
            }
        }
        let PlanSettings {
            horizon_months: _,
            target_stage: _,
            growth,
            price_trend,
            build_cost,
            discount_rate,
            hurdle: _,
            budget: _,
        } = plan;
        add(EstimatePath::Plan(PlanField::Growth), growth, Domain::AboveMinusOne);
        add(EstimatePath::Plan(PlanField::PriceTrend), price_trend, Domain::AboveMinusOne);
        add(EstimatePath::Plan(PlanField::BuildCost), build_cost, Domain::NonNegative);
        add(EstimatePath::Plan(PlanField::DiscountRate), discount_rate, Domain::NonNegative);
        list
    }};
}

impl Scenario {
    /// Every estimate, in the order of the file.
    pub fn fields(&self) -> Vec<Field<'_>> {
        let list: Vec<(EstimatePath, &Estimate, Domain)> = estimates!(self, as_ref);
        list.into_iter().map(|(path, estimate, domain)| Field { path, estimate, domain }).collect()
    }

    /// The estimate at a path, to be edited.
    pub fn estimate_mut(&mut self, path: &EstimatePath) -> Option<&mut Estimate> {
        let list: Vec<(EstimatePath, &mut Estimate, Domain)> = estimates!(self, as_mut);
        list.into_iter().find(|(at, ..)| at == path).map(|(_, estimate, _)| estimate)
    }
}

/// Reads a map and refuses a key that stands in it twice, so that nothing is lost without a word.
pub(super) fn distinct_keys<'de, D, K, V>(deserializer: D) -> Result<IndexMap<K, V>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + Hash + Eq + std::fmt::Display,
    V: Deserialize<'de>,
{
    struct Distinct<K, V>(std::marker::PhantomData<(K, V)>);

    impl<'de, K, V> Visitor<'de> for Distinct<K, V>
    where
        K: Deserialize<'de> + Hash + Eq + std::fmt::Display,
        V: Deserialize<'de>,
    {
        type Value = IndexMap<K, V>;

        fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("a map with distinct keys")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
            let mut map = IndexMap::new();
            while let Some(key) = access.next_key::<K>()? {
                if map.contains_key(&key) {
                    return Err(A::Error::custom(format!("`{key}` stands here twice")));
                }
                map.insert(key, access.next_value()?);
            }
            Ok(map)
        }
    }

    deserializer.deserialize_map(Distinct(std::marker::PhantomData))
}
