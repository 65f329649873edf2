//! Every estimate of a scenario with its path, listed once: checks, plans, bases and draws all start from this list.

use std::hash::Hash;

use indexmap::IndexMap;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use super::{Domain, Estimate, Scenario};

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

impl Scenario {
    /// Every estimate, in the order of the file.
    pub fn fields(&self) -> Vec<Field<'_>> {
        let mut fields =
            vec![Field { path: "usd_rate".to_owned(), estimate: &self.usd_rate, domain: Domain::NonNegative }];
        let mut add = |prefix: &str, name: &str, estimate, domain| {
            fields.push(Field { path: format!("{prefix}.{name}"), estimate, domain });
        };
        for (name, estimate, domain) in self.outcome.estimates() {
            add("outcome", name, estimate, domain);
        }
        for step in &self.workload.steps {
            let prefix = path::step(&step.name);
            for (name, estimate, domain) in step.estimates() {
                add(&prefix, name, estimate, domain);
            }
        }
        add("workload", "retrievals", &self.workload.retrievals, Domain::NonNegative);
        for stage in &self.stages {
            let prefix = path::stage(&stage.name);
            for (name, estimate, domain) in stage.estimates() {
                add(&prefix, name, estimate, domain);
            }
        }
        for component in &self.components {
            add(&path::component(&component.id), "setup_cost", &component.setup_cost, Domain::NonNegative);
            for line in &component.lines {
                let prefix = path::line(&component.id, &line.name);
                for (name, estimate, domain) in line.estimates() {
                    add(&prefix, &name, estimate, domain);
                }
            }
        }
        for strategy in &self.strategies {
            let prefix = path::strategy(strategy.kind.tag());
            for (name, estimate, domain) in strategy.estimates() {
                add(&prefix, name, estimate, domain);
            }
        }
        for (name, estimate, domain) in self.plan.estimates() {
            add("plan", name, estimate, domain);
        }
        fields
    }
}

impl Scenario {
    /// The estimate at a path, to be edited.
    pub fn estimate_mut(&mut self, path: &str) -> Option<&mut Estimate> {
        let place = self.fields().iter().position(|field| field.path == path)?;
        self.estimates_mut().into_iter().nth(place)
    }

    /// Every estimate, in the order of [`fields`](Self::fields).
    fn estimates_mut(&mut self) -> Vec<&mut Estimate> {
        let Self { usd_rate, outcome, workload, stages, components, strategies, plan, .. } = self;
        let mut all = vec![usd_rate, &mut outcome.value, &mut outcome.success_rate, &mut outcome.realization];
        all.extend([&mut outcome.error_rate, &mut outcome.error_cost]);
        all.extend(&mut outcome.today);
        for step in &mut workload.steps {
            all.extend([&mut step.calls, &mut step.prefix, &mut step.retrieved]);
            all.extend([&mut step.conversation, &mut step.output, &mut step.reasoning]);
        }
        all.push(&mut workload.retrievals);
        for stage in stages {
            all.extend([&mut stage.requests, &mut stage.context, &mut stage.calls]);
            all.extend([&mut stage.peak, &mut stage.retry_rate, &mut stage.fallback_share]);
        }
        for component in components {
            all.push(&mut component.setup_cost);
            for line in &mut component.lines {
                all.extend(line.factors.iter_mut().map(|(_, factor)| factor));
                all.extend(line.tariff.price_mut());
            }
        }
        for strategy in strategies {
            all.extend(strategy.kind.estimates_mut());
            all.extend([&mut strategy.setup_cost, &mut strategy.monthly_cost, &mut strategy.quality_loss]);
        }
        all.extend([&mut plan.growth, &mut plan.price_trend, &mut plan.build_cost, &mut plan.discount_rate]);
        all
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
