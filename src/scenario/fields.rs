//! Every estimate of a scenario with its path, listed once: checks, plans, bases and draws all start from this list.

use std::hash::Hash;

use indexmap::IndexMap;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use super::{
    Component, Domain, Estimate, Line, Outcome, PlanSettings, Scenario, Stage, Step, Strategy, Tariff, Workload,
};

/// How paths are written (model, section 2, "Paths").
pub mod path {
    use crate::scenario::StrategyTag;

    /// A step of the workload.
    pub fn step(name: &str) -> String {
        format!("workload.steps[\"{name}\"]")
    }

    /// A stage.
    pub fn stage(name: &str) -> String {
        format!("stages[\"{name}\"]")
    }

    /// A component.
    pub fn component(id: &str) -> String {
        format!("components[\"{id}\"]")
    }

    /// A line of a component.
    pub fn line(id: &str, name: &str) -> String {
        format!("components[\"{id}\"].lines[\"{name}\"]")
    }

    /// A factor of a line.
    pub fn factor(id: &str, line: &str, name: &str) -> String {
        format!("components[\"{id}\"].lines[\"{line}\"].factors[\"{name}\"]")
    }

    /// A strategy.
    pub fn strategy(tag: StrategyTag) -> String {
        format!("strategies.{}", tag.key())
    }
}

/// One estimate of a scenario.
#[derive(Clone, Debug)]
pub struct Field<'a> {
    /// Where it is.
    pub path: String,
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
        let mut list = vec![("usd_rate".to_owned(), usd_rate, Domain::NonNegative)];
        let mut add = |prefix: &str, name: &str, estimate, domain| {
            list.push((format!("{prefix}.{name}"), estimate, domain));
        };
        let Outcome { name: _, value, success_rate, realization, error_rate, error_cost, today } = outcome;
        add("outcome", "value", value, Domain::NonNegative);
        add("outcome", "success_rate", success_rate, Domain::Share);
        add("outcome", "realization", realization, Domain::Share);
        add("outcome", "error_rate", error_rate, Domain::Share);
        add("outcome", "error_cost", error_cost, Domain::NonNegative);
        if let Some(today) = today {
            add("outcome", "today", today, Domain::NonNegative);
        }
        let Workload { steps, retrievals, fallback_model: _ } = workload;
        for step in steps {
            let Step { name, model: _, calls, prefix, retrieved, conversation, output, reasoning, routable: _ } = step;
            let at = path::step(name);
            add(&at, "calls", calls, Domain::NonNegative);
            add(&at, "prefix", prefix, Domain::NonNegative);
            add(&at, "retrieved", retrieved, Domain::NonNegative);
            add(&at, "conversation", conversation, Domain::NonNegative);
            add(&at, "output", output, Domain::NonNegative);
            add(&at, "reasoning", reasoning, Domain::NonNegative);
        }
        add("workload", "retrievals", retrievals, Domain::NonNegative);
        for stage in stages {
            let Stage { name, month: _, requests, context, calls, peak, retry_rate, fallback_share } = stage;
            let at = path::stage(name);
            add(&at, "requests", requests, Domain::Positive);
            add(&at, "context", context, Domain::NonNegative);
            add(&at, "calls", calls, Domain::NonNegative);
            add(&at, "peak", peak, Domain::AtLeastOne);
            add(&at, "retry_rate", retry_rate, Domain::NonNegative);
            add(&at, "fallback_share", fallback_share, Domain::Share);
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
            add(&path::component(id), "setup_cost", setup_cost, Domain::NonNegative);
            for Line { name, driver: _, factors, tariff } in lines {
                let at = path::line(id, name);
                for (name, factor) in factors {
                    add(&at, &format!("factors[\"{name}\"]"), factor, Domain::NonNegative);
                }
                match tariff {
                    Tariff::Flat(price) | Tariff::Step(_, price) | Tariff::Power(_, price, _) => {
                        add(&at, "price", price, Domain::NonNegative);
                    }
                    Tariff::Graduated(_) => {}
                }
            }
        }
        for Strategy { kind, enabled: _, from_stage: _, setup_cost, monthly_cost, quality_loss } in strategies {
            let at = path::strategy(kind.tag());
            let numbers = kind.tag().numbers();
            let estimates = kind.$borrow().into_numbers().into_iter().chain([setup_cost, monthly_cost, quality_loss]);
            for (number, estimate) in numbers.into_iter().zip(estimates) {
                add(&at, number.key, estimate, number.domain);
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
        add("plan", "growth", growth, Domain::AboveMinusOne);
        add("plan", "price_trend", price_trend, Domain::AboveMinusOne);
        add("plan", "build_cost", build_cost, Domain::NonNegative);
        add("plan", "discount_rate", discount_rate, Domain::NonNegative);
        list
    }};
}

impl Scenario {
    /// Every estimate, in the order of the file.
    pub fn fields(&self) -> Vec<Field<'_>> {
        let list: Vec<(String, &Estimate, Domain)> = estimates!(self, as_ref);
        list.into_iter().map(|(path, estimate, domain)| Field { path, estimate, domain }).collect()
    }

    /// The estimate at a path, to be edited.
    pub fn estimate_mut(&mut self, path: &str) -> Option<&mut Estimate> {
        let list: Vec<(String, &mut Estimate, Domain)> = estimates!(self, as_mut);
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
