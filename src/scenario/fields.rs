//! Every estimate of a scenario with its path, listed once: checks, plans, bases and draws all start from this list.

use std::hash::Hash;

use indexmap::IndexMap;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use super::{
    Alternative, AlternativeField, Commitment, Component, ComponentId, ComponentPath, Domain, Estimate, EstimatePath,
    Line, LinesOf, Outcome, OutcomeField, PlanField, PlanSettings, Scenario, Stage, StageField, Step, StepField,
    Strategy, Tariff, Workload, neutral,
};
use crate::language::tr;

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

/// Path, estimate and domain of every estimate, in the order of the file, and the value that it has where the file leaves it
/// out. What `$scenario` is borrowed for, its estimates are:
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
            alternatives,
            actuals: _,
            correlations: _,
            bases: _,
            decisions: _,
            snapshots: _,
            workshop: _,
        } = $scenario;
        let mut list = Listed(vec![(EstimatePath::UsdRate, usd_rate, Domain::NonNegative, None)]);
        let Outcome { name: _, value, success_rate, realization, error_rate, error_cost, today } = outcome;
        list.add(EstimatePath::Outcome(OutcomeField::Value), value, Domain::NonNegative);
        list.add(EstimatePath::Outcome(OutcomeField::SuccessRate), success_rate, Domain::Share);
        list.add(EstimatePath::Outcome(OutcomeField::Realization), realization, Domain::Share);
        list.add(EstimatePath::Outcome(OutcomeField::ErrorRate), error_rate, Domain::Share);
        list.add(EstimatePath::Outcome(OutcomeField::ErrorCost), error_cost, Domain::NonNegative);
        if let Some(today) = today {
            list.add(EstimatePath::Outcome(OutcomeField::Today), today, Domain::NonNegative);
        }
        let Workload { steps, retrievals, fallback_model: _ } = workload;
        for step in steps {
            let Step {
                name,
                model: _,
                calls,
                prefix,
                retrieved,
                conversation,
                output,
                reasoning,
                routable: _,
                turns,
                carried,
                turns_cv,
                length_sigma,
                meters,
            } = step;
            let at = |field| EstimatePath::step(name, field);
            list.add(at(StepField::Calls), calls, Domain::NonNegative);
            list.add(at(StepField::Prefix), prefix, Domain::NonNegative);
            list.add(at(StepField::Retrieved), retrieved, Domain::NonNegative);
            list.add(at(StepField::Conversation), conversation, Domain::NonNegative);
            list.add(at(StepField::Output), output, Domain::NonNegative);
            list.add(at(StepField::Reasoning), reasoning, Domain::NonNegative);
            list.optional(at(StepField::Turns), turns, Domain::AtLeastOne, neutral::one());
            list.optional(at(StepField::Carried), carried, Domain::Share, neutral::zero());
            list.optional(at(StepField::TurnsCv), turns_cv, Domain::NonNegative, neutral::zero());
            list.optional(at(StepField::LengthSigma), length_sigma, Domain::NonNegative, neutral::zero());
            for (meter, units) in meters {
                list.add(EstimatePath::meter(name, meter), units, Domain::NonNegative);
            }
        }
        list.add(EstimatePath::Retrievals, retrievals, Domain::NonNegative);
        for stage in stages {
            let Stage { name, month: _, requests, context, calls, peak, retry_rate, fallback_share, users } = stage;
            let at = |field| EstimatePath::stage(name, field);
            list.add(at(StageField::Requests), requests, Domain::Positive);
            list.add(at(StageField::Context), context, Domain::NonNegative);
            list.add(at(StageField::Calls), calls, Domain::NonNegative);
            list.add(at(StageField::Peak), peak, Domain::AtLeastOne);
            list.add(at(StageField::RetryRate), retry_rate, Domain::NonNegative);
            list.add(at(StageField::FallbackShare), fallback_share, Domain::Share);
            list.optional(at(StageField::Users), users, Domain::NonNegative, neutral::zero());
        }
        for component in components {
            let own = ComponentId::of_plan(&component.id);
            list.component(own, component);
        }
        for Strategy { kind, enabled: _, from_stage: _, setup_cost, monthly_cost, quality_loss, rework } in strategies {
            let tag = kind.tag();
            let common = [("setup_cost", setup_cost), ("monthly_cost", monthly_cost), ("quality_loss", quality_loss)];
            for (key, estimate) in kind.$borrow().into_numbers().into_iter().chain(common) {
                let path = EstimatePath::strategy(tag, key);
                match key {
                    "prefixes" => list.optional(path, estimate, Domain::AtLeastOne, neutral::one()),
                    _ => list.add(path, estimate, tag.number(key).domain),
                }
            }
            list.lines(&LinesOf::Strategy(tag), rework);
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
            adoption: _,
            value_trend,
            drift,
            discount,
            commitment,
        } = plan;
        list.add(EstimatePath::Plan(PlanField::Growth), growth, Domain::AboveMinusOne);
        list.add(EstimatePath::Plan(PlanField::PriceTrend), price_trend, Domain::AboveMinusOne);
        list.add(EstimatePath::Plan(PlanField::BuildCost), build_cost, Domain::NonNegative);
        list.add(EstimatePath::Plan(PlanField::DiscountRate), discount_rate, Domain::NonNegative);
        list.optional(EstimatePath::Plan(PlanField::ValueTrend), value_trend, Domain::AboveMinusOne, neutral::zero());
        list.optional(EstimatePath::Plan(PlanField::Drift), drift, Domain::AboveMinusOne, neutral::zero());
        list.optional(EstimatePath::Plan(PlanField::Discount), discount, Domain::Share, neutral::zero());
        if let Some(Commitment { from_stage: _, amount }) = commitment {
            list.add(EstimatePath::Plan(PlanField::CommitmentAmount), amount, Domain::NonNegative);
        }
        for Alternative { name, setup_cost, success_rate, components } in alternatives {
            list.add(EstimatePath::alternative(name, AlternativeField::SetupCost), setup_cost, Domain::NonNegative);
            if let Some(rate) = success_rate {
                list.add(EstimatePath::alternative(name, AlternativeField::SuccessRate), rate, Domain::Share);
            }
            for component in components {
                let own = ComponentId::of_alternative(name, &component.id);
                list.component(own, component);
            }
        }
        list.0
    }};
}

/// What is listed: an estimate, borrowed as an `E`, and what it is where the file leaves it out.
struct Listed<E>(Vec<(EstimatePath, E, Domain, Option<Estimate>)>);

impl<E> Listed<E> {
    fn add(&mut self, path: EstimatePath, estimate: E, domain: Domain) {
        self.0.push((path, estimate, domain, None));
    }

    fn optional(&mut self, path: EstimatePath, estimate: E, domain: Domain, neutral: Estimate) {
        self.0.push((path, estimate, domain, Some(neutral)));
    }
}

/// The estimates of cards and of their lines, in the order of the file; what they are borrowed for, `Listed` holds.
macro_rules! of_cards {
    ($($borrow:tt)+) => {
        impl<'a> Listed<$($borrow)+ Estimate> {
            fn component(&mut self, own: ComponentId, component: $($borrow)+ Component) {
                let Component {
                    id: _,
                    name: _,
                    category: _,
                    from_stage: _,
                    until_stage: _,
                    enabled: _,
                    setup_cost,
                    reversibility: _,
                    lines,
                    success,
                    repeat: _,
                    rework,
                } = component;
                let at = |within| EstimatePath::Component { component: own.clone(), within };
                self.add(at(ComponentPath::SetupCost), setup_cost, Domain::NonNegative);
                self.optional(at(ComponentPath::Success), success, Domain::NonNegative, neutral::one());
                self.lines(&own.clone().lines(), lines);
                self.lines(&own.rework(), rework);
            }

            fn lines(&mut self, of: &LinesOf, lines: $($borrow)+ [Line]) {
                for Line { name, driver: _, factors, tariff } in lines {
                    for (factor_name, factor) in factors {
                        self.add(EstimatePath::factor_of(of, name, factor_name), factor, Domain::NonNegative);
                    }
                    match tariff {
                        Tariff::Flat(price) | Tariff::Step(_, price) | Tariff::Power(_, price, _) => {
                            self.add(EstimatePath::price_of(of, name), price, Domain::NonNegative);
                        }
                        Tariff::Graduated(_) => {}
                    }
                }
            }
        }
    };
}

of_cards!(&'a);
of_cards!(&'a mut);

impl Scenario {
    /// Every estimate that is not left out, in the order of the file.
    pub fn fields(&self) -> Vec<Field<'_>> {
        let list = estimates!(self, as_ref);
        let has_part = |estimate: &Estimate, neutral: Option<Estimate>| neutral != Some(*estimate);
        let has_part = list.into_iter().filter(|(_, estimate, _, neutral)| has_part(estimate, *neutral));
        has_part.map(|(path, estimate, domain, _)| Field { path, estimate, domain }).collect()
    }

    /// Every estimate that there may be, in the order of the file: those too that change nothing and are left out.
    pub fn every_field(&self) -> Vec<Field<'_>> {
        let list = estimates!(self, as_ref);
        list.into_iter().map(|(path, estimate, domain, _)| Field { path, estimate, domain }).collect()
    }

    /// Whether a number changes anything: those of a card that is off do not.
    pub fn takes_part(&self, at: &EstimatePath) -> bool {
        let EstimatePath::Component { .. } = at else { return true };
        let mut off = self.components.iter().filter(|card| !card.enabled).peekable();
        off.peek().is_none() || {
            let at = at.to_string();
            !off.any(|card| super::path::component(&card.id).holds(&at))
        }
    }

    /// The estimate at a path, to be edited.
    pub fn estimate_mut(&mut self, path: &EstimatePath) -> Option<&mut Estimate> {
        let list = estimates!(self, as_mut);
        list.into_iter().find(|(at, ..)| at == path).map(|(_, estimate, ..)| estimate)
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
                    return Err(A::Error::custom(tr!("`{key}` stands here twice", key)));
                }
                map.insert(key, access.next_value()?);
            }
            Ok(map)
        }
    }

    deserializer.deserialize_map(Distinct(std::marker::PhantomData))
}
