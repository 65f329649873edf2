//! A scenario from five answers, each of which may be missing: what a use case is begun with where no preset fits.
//!
//! Any answers make a scenario without problems. What was answered has its answer as its basis; what was skipped has a
//! neutral value and none. Holds no dialog: that is the window's.

mod answers;
mod models;
mod request;
#[cfg(test)]
mod tests;

pub use answers::{Answers, Clearance, Correction, CountedBy, OutcomeWorth, Question, Usage, ValuedBy};
pub use models::{MOST_OFFERED, offered};
pub use request::{Request, RequestKind};

use indexmap::IndexMap;
use strum::IntoEnumIterator as _;

use self::answers::{answered, spread, usage_spread};
use super::cards::cards;
use super::catalogue::Catalogue;
use crate::language::tr;
use crate::scenario::{
    Basis, BasisKind, Domain, Estimate, EstimatePath, Model, Outcome, OutcomeField, PlanField, PlanSettings, Pricing,
    SCHEMA, Scenario, Stage, StageField, Strategy, StrategyTag, Workload, Workshop,
};

/// Takes what was answered as known: without the spread that nobody has named.
fn know(scenario: &mut Scenario) {
    let answered: Vec<EstimatePath> = scenario.bases.keys().cloned().collect();
    for path in answered {
        if let Some(estimate) = scenario.estimate_mut(&path) {
            *estimate = Estimate::Exact(estimate.base());
        }
        if let Some(basis) = scenario.bases.get_mut(&path)
            && let Some(said) = without_spread(&basis.source)
        {
            basis.source = said.to_owned();
        }
    }
}

/// A source without the spread that it ends with; `None` where it has none.
fn without_spread(source: &str) -> Option<&str> {
    let mut spreads =
        RequestKind::iter().map(RequestKind::spread_in_words).chain([spread().to_owned(), usage_spread().to_owned()]);
    spreads.find_map(|spread| source.strip_suffix(spread.as_str())?.strip_suffix("; "))
}

/// What production adds, by id in the library: listed, and off until somebody chooses a stage.
pub const PRODUCTION_CARDS: [&str; 7] =
    ["langfuse-cloud", "evaluation-suite", "guardrails", "engineering", "on-call", "audit-log", "human-oversight"];

fn step_name() -> &'static str {
    tr!("answer")
}

fn stage_names() -> [&'static str; 3] {
    [tr!("Prototype"), tr!("Pilot"), tr!("Production")]
}

const PRODUCTION: usize = 2;

impl Answers {
    /// The scenario that the answers make, with prices of a catalogue, on a day `YYYY-MM-DD`.
    pub fn scenario(&self, catalogue: &Catalogue, today: &str) -> Scenario {
        let request = self.request.clone().unwrap_or_default();
        let worth = self.worth.clone().unwrap_or_default();
        let clearance = self.clearance.unwrap_or_default();
        let mut scenario = Scenario {
            schema: SCHEMA,
            name: request.title(),
            author: String::new(),
            currency: worth.currency(),
            usd_rate: Estimate::Exact(worth.usd_rate()),
            notes: self.notes(today),
            outcome: Outcome {
                name: worth.title(),
                value: Estimate::Exact(worth.value()).to_pert(Domain::NonNegative),
                success_rate: Estimate::Exact(worth.share_accepted()).to_pert(Domain::Share),
                realization: Estimate::Exact(1.0),
                error_rate: Estimate::Exact(0.0),
                error_cost: Estimate::Exact(0.0),
                today: worth.cost_today().map(Estimate::Exact),
            },
            workload: Workload {
                steps: vec![request.step(step_name().to_owned())],
                retrievals: Estimate::Exact(0.0),
                fallback_model: None,
            },
            models: IndexMap::new(),
            stages: self.stages(),
            components: Vec::new(),
            strategies: Vec::new(),
            plan: PlanSettings {
                horizon_months: clearance.months(),
                target_stage: PRODUCTION,
                growth: Estimate::Exact(0.0),
                price_trend: Estimate::Exact(0.0),
                build_cost: clearance.build_cost(),
                discount_rate: Estimate::Exact(0.1),
                hurdle: clearance.least_ratio(),
                budget: clearance.monthly_budget(),
                adoption: Vec::new(),
                value_trend: Estimate::Exact(0.0),
                drift: Estimate::Exact(0.0),
                discount: Estimate::Exact(0.0),
                commitment: None,
            },
            kill_criteria: Vec::new(),
            readiness: Vec::new(),
            alternatives: Vec::new(),
            actuals: Vec::new(),
            correlations: Vec::new(),
            bases: self.bases(today),
            decisions: Vec::new(),
            snapshots: Vec::new(),
            workshop: Workshop::default(),
        };
        if self.is_known {
            know(&mut scenario);
        }
        let (key, cheaper) = self.add_models(&mut scenario, catalogue, today);
        scenario.workload.steps[0].model = key;
        scenario.strategies = StrategyTag::ALL.map(|tag| Strategy::typical(tag, &cheaper, PRODUCTION)).to_vec();
        for card in cards().iter().filter(|card| PRODUCTION_CARDS.contains(&card.component.id.as_str())) {
            card.add_to(&mut scenario);
        }
        for component in &mut scenario.components {
            (component.enabled, component.from_stage) = (false, PRODUCTION);
        }
        scenario
    }

    /// Puts the model that was chosen into a scenario, or the first that is offered, and a cheaper one of its provider,
    /// where there is one, for easy calls. Returns the keys of both.
    fn add_models(&self, scenario: &mut Scenario, catalogue: &Catalogue, today: &str) -> (String, String) {
        let chosen = self.model.as_ref().and_then(|(name, provider)| catalogue.find(name, provider));
        let Some(model) = chosen.or_else(|| offered(catalogue, "", today).into_iter().next()) else {
            let key = "model".to_owned();
            let pricing = Pricing::by_token(1.0, 5.0, 0.5);
            let as_of = catalogue.as_of.clone();
            scenario.models.insert(key.clone(), Model { name: key.clone(), provider: String::new(), as_of, pricing });
            return (key.clone(), key);
        };
        let key = model.add_to(scenario, &catalogue.as_of);
        let is_cheaper = |other: &&super::catalogue::ListedModel| {
            other.provider == model.provider
                && other.price.input < model.price.input
                && other.price.output < model.price.output
        };
        let cheaper = offered(catalogue, "", today).into_iter().find(is_cheaper);
        let cheaper = cheaper.map_or_else(|| key.clone(), |cheaper| cheaper.add_to(scenario, &catalogue.as_of));
        (key, cheaper)
    }

    /// From a handful of people to all of them. Nothing else grows until somebody says so.
    fn stages(&self) -> Vec<Stage> {
        let usage = self.usage.unwrap_or_default();
        let people = usage.whole_people();
        let volumes = usage.requests();
        let [prototype, pilot, production] = volumes.map(Estimate::Exact);
        let production = production.to_range().unwrap_or(production);
        let stage = |place: usize, month: u32, requests: Estimate, peak: f64| Stage {
            name: stage_names()[place].to_owned(),
            month,
            requests,
            context: Estimate::Exact(1.0),
            calls: Estimate::Exact(1.0),
            peak: Estimate::Exact(peak),
            retry_rate: Estimate::Exact(0.0),
            fallback_share: Estimate::Exact(0.0),
            // Of what comes by itself nobody has said who has it.
            users: Estimate::Exact(if usage.by == CountedBy::People { people[place] } else { 0.0 }),
        };
        vec![stage(0, 0, prototype, 1.0), stage(1, 2, pilot, 2.0), stage(2, 6, production, 4.0)]
    }

    /// What supports each estimate: the answers, where there are any.
    fn bases(&self, today: &str) -> IndexMap<EstimatePath, Basis> {
        let clearance = self.clearance.unwrap_or_default();
        let mut bases = IndexMap::new();
        let mut support = |path: EstimatePath, source: String| {
            let kind = BasisKind::Judgement;
            bases.insert(path, Basis { kind, source, url: String::new(), date: today.to_owned(), given_for: None });
        };
        if let Some(request) = &self.request {
            for (field, source) in request.sources() {
                support(EstimatePath::step(step_name(), field), source);
            }
        }
        if let Some(usage) = &self.usage {
            for (name, source) in stage_names().into_iter().zip(usage.sources()) {
                support(EstimatePath::stage(name, StageField::Requests), source);
            }
            let people = (usage.by == CountedBy::People).then(|| usage.people_sources());
            for (name, source) in stage_names().into_iter().zip(people.into_iter().flatten()) {
                support(EstimatePath::stage(name, StageField::Users), source);
            }
        }
        if let Some(worth) = &self.worth {
            let [value, success] = worth.sources();
            if worth.says_worth() {
                support(EstimatePath::Outcome(OutcomeField::Value), value);
                support(EstimatePath::Outcome(OutcomeField::SuccessRate), success);
            }
            if worth.cost_today().is_some() {
                support(EstimatePath::Outcome(OutcomeField::Today), answered().to_owned());
            }
            if worth.usd_rate() != 1.0 {
                support(EstimatePath::UsdRate, answered().to_owned());
            }
        }
        if clearance.build_cost().is_uncertain() {
            support(EstimatePath::Plan(PlanField::BuildCost), format!("{}; {}", answered(), spread()));
        }
        bases
    }

    /// Where the scenario comes from, what of it nobody has said, and what is to be done next.
    fn notes(&self, today: &str) -> String {
        let skipped: Vec<String> =
            Question::iter().filter(|question| !self.has(*question)).map(Question::assumed).collect();
        let begun = tr!("Begun from nothing on {today}.", today);
        let support = match skipped.as_slice() {
            [] => tr!("All five questions were answered.").to_owned(),
            skipped => tr!("Skipped, so assumed and without support: {}.", skipped.join("; ")),
        };
        let building = match self.clearance.unwrap_or_default().build_cost().is_uncertain() {
            true => "",
            false => tr!(" building it costs nothing,"),
        };
        tr!(
            "{begun} {support}\n\nFor the facilitator: neutral until you say more: a request stays what it is from stage to \
             stage,{building} all of an outcome's value becomes money, and no answer does harm. What \
             production adds is there as cards, each off until you choose a stage for it.",
            begun,
            support,
            building
        )
    }
}
