//! What must be ready before a stage: the list that most plans need, and what the scenario itself proves of it.

use strum::VariantArray;

use crate::language::{in_sentence, tr, tr_noop, translation};
use crate::scenario::{
    BasisKind, Category, Component, EstimatePath, OutcomeField, ReadinessItem, Scenario, StageField, StrategyTag,
};

/// An item that most plans need, in the order in which they are added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub enum StandardItem {
    /// Somebody sees what each request costs.
    CostTracking,
    /// Spending too much is noticed, and can be ended.
    BudgetAlert,
    /// No request may be arbitrarily long.
    TokenBudgets,
    /// No failure is repeated without end.
    RetryCaps,
    /// Quality is measured, not felt.
    EvaluationSet,
    /// What may be kept, and for how long.
    PersonalData,
    /// What an outcome costs without AI is known before there is AI.
    Baseline,
    /// The other model has been tried.
    Fallback,
    /// Whether a cache hits is known.
    CacheHits,
    /// The busiest hour has been tried.
    LoadTest,
    /// What can wait, waits.
    BatchPath,
    /// Somebody sees to each item.
    Owners,
}

/// What the scenario says of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// It is so, and why.
    Proven(String),
    /// What there is of it, or what would prove it; empty where only people can say.
    Open(String),
}

/// How far everything is that must be done by the beginning of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gate {
    /// Items that are done, or that the scenario proves.
    pub done: usize,
    /// The others.
    pub open: usize,
}

impl Gate {
    /// All of its items.
    pub fn count(self) -> usize {
        self.done + self.open
    }
}

impl StandardItem {
    /// All of them, in the order in which they are added.
    pub const ALL: [Self; Self::VARIANTS.len()] = *Self::VARIANTS.first_chunk().expect("it is as long");

    /// In English, as presets write it into their scenarios; written in any language, it is known again by it.
    pub fn text(self) -> &'static str {
        match self {
            Self::CostTracking => tr_noop!("Cost tracked per request"),
            Self::BudgetAlert => tr_noop!("Budget alert and kill switch"),
            Self::TokenBudgets => tr_noop!("Token budgets and caps"),
            Self::RetryCaps => tr_noop!("Retries capped"),
            Self::Fallback => tr_noop!("Fallback model tested"),
            Self::CacheHits => tr_noop!("Cache hit rate measured"),
            Self::EvaluationSet => tr_noop!("Evaluation set for each model tier"),
            Self::PersonalData => tr_noop!("Personal data and retention settled"),
            Self::LoadTest => tr_noop!("Load test at the peak factor"),
            Self::Baseline => tr_noop!("Cost per outcome without AI measured"),
            Self::BatchPath => tr_noop!("Batch path for what can wait"),
            Self::Owners => tr_noop!("An owner for every item"),
        }
    }

    /// Before which stage most plans need it: some as soon as there are users, the rest where the verdict is spoken.
    pub fn stage(self, scenario: &Scenario) -> usize {
        let target = scenario.plan.target_stage;
        match self {
            Self::Fallback | Self::CacheHits | Self::LoadTest | Self::BatchPath | Self::Owners => target,
            _ => target.min(1),
        }
    }

    fn of(item: &ReadinessItem) -> Option<Self> {
        Self::ALL.into_iter().find(|standard| standard.text().eq_ignore_ascii_case(item.item.trim()))
    }
}

/// What an item says: a standard one, which a scenario holds in English, in the language in force.
pub fn item_in_words(item: &ReadinessItem) -> &str {
    let standard = StandardItem::of(item).and_then(|standard| translation(standard.text()));
    standard.unwrap_or(&item.item)
}

/// The standard items that a scenario does not list yet, to be added to its own.
pub fn missing_items(scenario: &Scenario) -> Vec<ReadinessItem> {
    let is_missing =
        |standard: &StandardItem| scenario.readiness.iter().all(|item| StandardItem::of(item) != Some(*standard));
    let item = |standard: StandardItem| ReadinessItem {
        item: standard.text().to_owned(),
        stage: standard.stage(scenario),
        done: false,
        owner: String::new(),
        note: String::new(),
    };
    StandardItem::ALL.into_iter().filter(is_missing).map(item).collect()
}

/// What the scenario says of one of its items. Whoever wrote an item in words of their own ticks it themselves.
pub fn proof(scenario: &Scenario, item: &ReadinessItem) -> Proof {
    let (Some(standard), Some(stage)) = (StandardItem::of(item), scenario.stages.get(item.stage)) else {
        return Proof::Open(String::new());
    };
    let at = item.stage;
    match standard {
        StandardItem::CostTracking => card_proof(scenario, at, Category::Observability),
        StandardItem::EvaluationSet => card_proof(scenario, at, Category::Quality),
        StandardItem::TokenBudgets => strategy_proof(scenario, at, StrategyTag::OutputLimits),
        StandardItem::BatchPath => strategy_proof(scenario, at, StrategyTag::BatchProcessing),
        StandardItem::Fallback => match &scenario.workload.fallback_model {
            None => Proof::Open(tr!("no fallback model is set").to_owned()),
            Some(model) => {
                let name = scenario.models.get(model).map_or(model, |model| &model.name);
                let found = measured(scenario, &[EstimatePath::stage(&stage.name, StageField::FallbackShare)]);
                proven_if(
                    found,
                    tr!("{name} is the fallback, its share measured", name),
                    tr!("{name} is the fallback", name),
                )
            }
        },
        StandardItem::CacheHits => {
            let caches = [StrategyTag::SemanticCaching, StrategyTag::PrefixCaching];
            let active: Vec<_> = caches.into_iter().filter(|tag| runs(scenario, *tag, at)).collect();
            let rates: Vec<_> = active.iter().map(|tag| EstimatePath::strategy(*tag, "hit_rate")).collect();
            let names = joined(active.iter().map(|tag| in_sentence(tag.name())));
            match active.is_empty() {
                true => Proof::Proven(tr!("no cache is planned at {}", stage.name)),
                false => proven_if(
                    measured(scenario, &rates),
                    tr!("the hit rate of {names} is measured", names),
                    tr!("the hit rate of {names} is not measured yet", names),
                ),
            }
        }
        StandardItem::LoadTest => proven_if(
            measured(scenario, &[EstimatePath::stage(&stage.name, StageField::Peak)]),
            tr!("the peak at {} is measured", stage.name),
            tr!("the peak at {} is not measured yet", stage.name),
        ),
        StandardItem::Baseline => proven_if(
            scenario.outcome.today.is_some() && measured(scenario, &[EstimatePath::Outcome(OutcomeField::Today)]),
            tr!("the cost of an outcome today is measured").to_owned(),
            tr!("the cost of an outcome today is not measured yet").to_owned(),
        ),
        StandardItem::Owners => {
            let nobody =
                |item: &&ReadinessItem| item.owner.trim().is_empty() && StandardItem::of(item) != Some(standard);
            match scenario.readiness.iter().filter(nobody).count() {
                0 => Proof::Proven(tr!("every other item has one").to_owned()),
                1 => Proof::Open(tr!("1 other item has none").to_owned()),
                count => Proof::Open(tr!("{count} other items have none", count)),
            }
        }
        StandardItem::PersonalData => {
            let names = joined(active_cards(scenario, at, Category::Compliance).map(|card| card.name.clone()));
            Proof::Open(if names.is_empty() { names } else { tr!("{names} planned at {}", stage.name, names) })
        }
        StandardItem::BudgetAlert | StandardItem::RetryCaps => Proof::Open(String::new()),
    }
}

/// Whether an item is done: ticked, or proven by the scenario.
pub fn is_ready(scenario: &Scenario, item: &ReadinessItem) -> bool {
    item.done || matches!(proof(scenario, item), Proof::Proven(_))
}

/// How far everything is that must be done by the beginning of a stage, also what earlier stages needed.
pub fn gate(scenario: &Scenario, stage: usize) -> Gate {
    let needed = scenario.readiness.iter().filter(|item| item.stage <= stage);
    let (done, open): (Vec<_>, Vec<_>) = needed.partition(|item| is_ready(scenario, item));
    Gate { done: done.len(), open: open.len() }
}

fn proven_if(is_so: bool, proven: String, open: String) -> Proof {
    if is_so { Proof::Proven(proven) } else { Proof::Open(open) }
}

/// A card of a category is on the bill.
fn card_proof(scenario: &Scenario, stage: usize, category: Category) -> Proof {
    let name = &scenario.stages[stage].name;
    match active_cards(scenario, stage, category).next() {
        Some(card) => Proof::Proven(tr!("{} is on the bill at {name}", card.name, name)),
        None => Proof::Open(tr!("no card of {} is on the bill at {name}", in_sentence(category.name()), name)),
    }
}

fn active_cards(scenario: &Scenario, stage: usize, category: Category) -> impl Iterator<Item = &Component> {
    scenario.components.iter().filter(move |card| card.category == category && card.is_active_at(stage))
}

/// A strategy is on.
fn strategy_proof(scenario: &Scenario, stage: usize, tag: StrategyTag) -> Proof {
    let (name, stage_name) = (tag.name(), &scenario.stages[stage].name);
    let is_on = runs(scenario, tag, stage);
    proven_if(
        is_on,
        tr!("{name}: on at {stage_name}", name, stage_name),
        tr!("{name}: off at {stage_name}", name, stage_name),
    )
}

fn runs(scenario: &Scenario, tag: StrategyTag, stage: usize) -> bool {
    let mut strategies = scenario.strategies.iter();
    strategies.any(|strategy| strategy.kind.tag() == tag && strategy.enabled && strategy.from_stage <= stage)
}

/// Whether all estimates at these paths are measured.
fn measured(scenario: &Scenario, paths: &[EstimatePath]) -> bool {
    paths.iter().all(|path| scenario.support(path) == Some(BasisKind::Measured))
}

fn joined(names: impl Iterator<Item = String>) -> String {
    names.collect::<Vec<_>>().join(tr!(" and "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::reference::Preset;
    use crate::scenario::{Basis, Estimate};

    /// The support assistant with the standard items alone.
    fn listed() -> Scenario {
        let mut scenario = Preset::by_key("support_assistant").unwrap().scenario();
        scenario.readiness.clear();
        scenario.readiness = missing_items(&scenario);
        scenario
    }

    fn proof_of(scenario: &Scenario, standard: StandardItem) -> Proof {
        let item = scenario.readiness.iter().find(|item| item.item == standard.text()).unwrap();
        proof(scenario, item)
    }

    fn measure(scenario: &mut Scenario, path: &str) {
        let text = String::new;
        let basis = Basis { kind: BasisKind::Measured, source: text(), url: text(), date: text(), given_for: None };
        scenario.bases.insert(path.into(), basis);
    }

    fn switch(scenario: &mut Scenario, tag: StrategyTag, enabled: bool) {
        let strategy = scenario.strategies.iter_mut().find(|strategy| strategy.kind.tag() == tag).unwrap();
        (strategy.enabled, strategy.from_stage) = (enabled, 0);
    }

    #[test]
    fn a_standard_item_is_kept_in_english_and_shown_in_the_language() {
        Language::German.within(|| {
            let mut scenario = listed();
            scenario.readiness.clear();
            let missing = missing_items(&scenario);
            assert_eq!(missing.len(), StandardItem::ALL.len());
            for (item, standard) in missing.iter().zip(StandardItem::ALL) {
                assert_eq!(item.item, standard.text());
                assert_ne!(item_in_words(item), standard.text());
            }
            let own = ReadinessItem { item: "Ask Ana".to_owned(), ..missing[0].clone() };
            assert_eq!(item_in_words(&own), "Ask Ana");
        });
    }

    #[test]
    fn each_proof_has_its_reason_and_its_lack() {
        type Edit = fn(&mut Scenario);
        let cases: [(StandardItem, Edit, &str, Edit, &str); 8] = [
            (
                StandardItem::CostTracking,
                |_| {},
                "Tracing and cost telemetry is on the bill at Pilot",
                |scenario| scenario.components.retain(|card| card.category != Category::Observability),
                "no card of observability is on the bill at Pilot",
            ),
            (
                StandardItem::EvaluationSet,
                |_| {},
                "Evaluation suite is on the bill at Pilot",
                |scenario| scenario.components.retain(|card| card.category != Category::Quality),
                "no card of quality is on the bill at Pilot",
            ),
            (
                StandardItem::TokenBudgets,
                |scenario| switch(scenario, StrategyTag::OutputLimits, true),
                "Output limits: on at Pilot",
                |scenario| switch(scenario, StrategyTag::OutputLimits, false),
                "Output limits: off at Pilot",
            ),
            (
                StandardItem::CacheHits,
                |scenario| {
                    switch(scenario, StrategyTag::SemanticCaching, true);
                    switch(scenario, StrategyTag::PrefixCaching, false);
                    measure(scenario, "strategies.SemanticCaching.hit_rate");
                },
                "the hit rate of semantic caching is measured",
                |scenario| switch(scenario, StrategyTag::PrefixCaching, true),
                "the hit rate of semantic caching and prefix caching is not measured yet",
            ),
            (
                StandardItem::Fallback,
                |scenario| measure(scenario, "stages[\"Production\"].fallback_share"),
                "is the fallback, its share measured",
                |scenario| scenario.workload.fallback_model = None,
                "no fallback model is set",
            ),
            (
                StandardItem::LoadTest,
                |scenario| measure(scenario, "stages[\"Production\"].peak"),
                "the peak at Production is measured",
                |scenario| scenario.bases.clear(),
                "the peak at Production is not measured yet",
            ),
            (
                StandardItem::Baseline,
                |scenario| {
                    scenario.outcome.today = Some(Estimate::Exact(4.0));
                    measure(scenario, "outcome.today");
                },
                "the cost of an outcome today is measured",
                |scenario| scenario.outcome.today = None,
                "the cost of an outcome today is not measured yet",
            ),
            (
                StandardItem::Owners,
                |scenario| scenario.readiness.iter_mut().for_each(|item| item.owner = "Team".to_owned()),
                "every other item has one",
                |scenario| scenario.readiness[0].owner.clear(),
                "1 other item has none",
            ),
        ];
        for (standard, prove, reason, undo, lack) in cases {
            let mut scenario = listed();
            prove(&mut scenario);
            match proof_of(&scenario, standard) {
                Proof::Proven(said) => assert!(said.contains(reason), "{standard:?}: {said}"),
                Proof::Open(said) => panic!("{standard:?} is open: {said}"),
            }
            undo(&mut scenario);
            assert_eq!(proof_of(&scenario, standard), Proof::Open(lack.to_owned()), "{standard:?}");
        }
    }

    #[test]
    fn what_only_people_know_is_never_proven() {
        let scenario = listed();
        for standard in [StandardItem::BudgetAlert, StandardItem::RetryCaps, StandardItem::PersonalData] {
            assert!(matches!(proof_of(&scenario, standard), Proof::Open(_)), "{standard:?}");
        }
    }

    #[test]
    fn a_gate_counts_what_is_ticked_and_what_is_proven_by_its_stage() {
        let mut scenario = listed();
        assert_eq!(gate(&scenario, 0).count(), 0);
        let pilot = gate(&scenario, 1);
        assert_eq!(pilot.count(), 7);
        assert_eq!(gate(&scenario, 2).count(), StandardItem::ALL.len());
        let retries = scenario.readiness.iter_mut().find(|item| item.item == StandardItem::RetryCaps.text());
        retries.unwrap().done = true;
        assert_eq!(gate(&scenario, 1), Gate { done: pilot.done + 1, open: pilot.open - 1 });
    }

    #[test]
    fn items_are_added_once_and_their_stage_may_be_gone() {
        let mut scenario = listed();
        assert_eq!(missing_items(&scenario), []);
        scenario.readiness[0].item = " cost TRACKED per request ".to_owned();
        assert_eq!(missing_items(&scenario), [], "known by its words, however they are written");
        scenario.readiness[0].stage = 99;
        assert_eq!(proof(&scenario, &scenario.readiness[0]), Proof::Open(String::new()));
        scenario.readiness.remove(3);
        assert_eq!(missing_items(&scenario).len(), 1);
    }
}
