//! Each rule on a scenario that it is made for, and what the presets have to mind.

use super::*;
use crate::reference::{PRESETS, Preset};
use crate::scenario::{
    Alternative, Component, Driver, Estimate, KillCriterion, Metric, Pricing, StrategyKind, StrategyTag,
};
use crate::uncertainty::Simulation;

fn found(scenario: &Scenario) -> Vec<Warning> {
    let plan = Plan::new(scenario).unwrap();
    let results = Results::of(&plan);
    warnings_with_futures(scenario, &plan, &results, &Simulation::new(200, 1).of(&plan, &results))
}

fn rules(warnings: &[Warning]) -> Vec<&'static str> {
    warnings.iter().map(|warning| warning.rule).collect()
}

/// Traps teach, so some presets have something to mind.
#[test]
fn presets_have_to_mind_what_is_expected() {
    let expected: [(&str, &[&str]); PRESETS.len()] = [
        ("support_assistant", &["prefix_below_minimum", "prefix_below_minimum"]),
        ("article_baseline", &["everything_becomes_money", "everything_becomes_money"]),
        ("trap_950x", &["everything_becomes_money"]),
        (
            "broken_economics",
            &["kill_criterion_crossed", "kill_criterion_crossed", "no_observability", "everything_becomes_money"],
        ),
        ("enterprise_search", &[]),
        ("coding_agent", &["prefix_cache_cannot_pay"]),
        ("research_agent", &["prefix_cache_cannot_pay", "prefix_below_minimum"]),
        ("document_extraction", &[]),
        ("self_hosted_summaries", &["no_observability"]),
        ("meeting_summariser", &[]),
        ("tool_agent", &["prefix_below_minimum"]),
        ("voice_assistant", &["alternative_is_better", "prefix_below_minimum", "headlines_added_up"]),
        ("copilot_seats", &["prefix_below_minimum"]),
    ];
    let mut different = Vec::new();
    for preset in PRESETS {
        let found = found(&preset.scenario());
        let (_, rules) = expected.iter().find(|(key, _)| *key == preset.key).unwrap();
        if self::rules(&found) != *rules {
            different.push(format!("{}: {found:#?}", preset.key));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

/// The example with prefixes that every model caches.
fn example() -> Scenario {
    let mut scenario = Preset::by_key("support_assistant").unwrap().scenario();
    for model in scenario.models.values_mut() {
        if let Pricing::Tokens { cache_min, .. } = &mut model.pricing {
            *cache_min = 0.0;
        }
    }
    scenario
}

fn strategy(scenario: &mut Scenario, tag: StrategyTag) -> &mut Strategy {
    let strategy = scenario.strategies.iter_mut().find(|strategy| strategy.kind.tag() == tag).unwrap();
    (strategy.enabled, strategy.from_stage) = (true, 0);
    strategy
}

fn set_lead(scenario: &mut Scenario, tag: StrategyTag, share: f64) {
    let lead = strategy(scenario, tag).kind.estimates_mut().into_iter().next().unwrap();
    *lead = Estimate::Exact(share);
}

#[test]
fn each_rule_finds_what_it_is_made_for() {
    type Edit = fn(&mut Scenario);
    let cases: [(&str, Edit, &str); RULES.len()] = [
        ("kill_criterion_crossed", |scenario| scenario.kill_criteria[0].limit = 0.0, "; agreed: "),
        (
            "stopping_costs_more",
            |scenario| {
                let action = String::new();
                let limit = KillCriterion { metric: Metric::Ratio, stage: 1, limit: 99.0, action, stop: true };
                scenario.kill_criteria = vec![limit];
            },
            "Stopping at Pilot when value : cost is below 99× costs $",
        ),
        (
            "alternative_is_better",
            |scenario| {
                let (setup_cost, success_rate) = (Estimate::Exact(0.0), Some(Estimate::Exact(1.0)));
                let name = "Seats".to_owned();
                scenario.alternatives = vec![Alternative { name, setup_cost, success_rate, components: Vec::new() }];
            },
            "Seats is worth more than the plan over 24 months: NPV $",
        ),
        (
            "seats_without_people",
            |scenario| {
                let cards = crate::reference::alternatives();
                let is_by_person =
                    |component: &Component| component.lines.iter().any(|line| line.driver == Driver::User);
                let seats =
                    cards.iter().find(|card| card.alternative.components.iter().any(is_by_person)).expect("seats");
                seats.add_to(scenario);
                scenario.stages.iter_mut().for_each(|stage| stage.users = Estimate::Exact(0.0));
            },
            " is charged by the person who has it, and Production counts nobody: ",
        ),
        (
            "nothing_is_better",
            |scenario| scenario.plan.build_cost = Estimate::Exact(1e7),
            "Over 24 months the plan loses $",
        ),
        (
            "wrong_cached_answers",
            |scenario| {
                let StrategyKind::SemanticCaching { wrong_hit_rate, .. } =
                    &mut strategy(scenario, StrategyTag::SemanticCaching).kind
                else {
                    unreachable!()
                };
                *wrong_hit_rate = Estimate::Exact(0.2);
            },
            "loses more by wrong answers: net −$",
        ),
        (
            "strategy_loses_value",
            |scenario| strategy(scenario, StrategyTag::ModelRouting).quality_loss = Estimate::Exact(0.5),
            " of value by worse answers: net −$",
        ),
        (
            "prefix_cache_cannot_pay",
            |scenario| {
                let StrategyKind::PrefixCaching { hit_rate, .. } =
                    &mut strategy(scenario, StrategyTag::PrefixCaching).kind
                else {
                    unreachable!()
                };
                *hit_rate = Some(Estimate::Exact(0.8));
            },
            "writing it costs more than reading it saves",
        ),
        (
            "prefix_below_minimum",
            |scenario| {
                strategy(scenario, StrategyTag::PrefixCaching);
                for model in scenario.models.values_mut() {
                    if let Pricing::Tokens { cache_min, .. } = &mut model.pricing {
                        *cache_min = 4096.0;
                    }
                }
            },
            "caches no fewer than 4,096: prefix caching saves nothing there",
        ),
        (
            "headlines_added_up",
            |scenario| {
                for tag in StrategyTag::ALL {
                    if scenario.strategies.iter().any(|strategy| strategy.kind.tag() == tag) {
                        strategy(scenario, tag);
                    }
                }
            },
            "more than the $13,314 that tokens cost without any; together they save $",
        ),
        (
            "average_where_peak_decides",
            |scenario| {
                scenario.stages[2].peak = Estimate::Exact(1.0);
                scenario.components[0].lines[0].driver = crate::scenario::Driver::PeakRate;
            },
            "must be bought for its busiest hour",
        ),
        ("only_api_fees", |scenario| scenario.components.clear(), "Only models are budgeted at Production: $"),
        (
            "meter_without_price",
            |scenario| scenario.workload.steps[1].meters = vec![("web search".to_owned(), Estimate::Exact(0.5))],
            "answer counts 0.5 of web search a call, and ",
        ),
        (
            "long_prompts_left_out",
            |scenario| {
                let catalogue = crate::reference::Catalogue::bundled();
                let listed = catalogue.models.iter().find(|model| !model.tiers.is_empty()).unwrap();
                let key = scenario.workload.steps[1].model.clone();
                let model = scenario.models.get_mut(&key).unwrap();
                (model.name, model.provider) = (listed.name.clone(), listed.provider.to_owned());
                scenario.workload.steps[1].retrieved = Estimate::Exact(listed.tiers[0].above as f64);
            },
            " a million in place of $",
        ),
        (
            "drift_without_tracing",
            |scenario| {
                scenario.plan.drift = Estimate::Exact(0.03);
                scenario.components.retain(|card| card.category.name() != "Observability");
            },
            "Tokens grow dearer by 3\u{a0}% a month while nobody watches them",
        ),
        (
            "no_observability",
            |scenario| scenario.components.retain(|card| card.category.name() != "Observability"),
            "you can’t optimise what you can’t see",
        ),
        (
            "cache_beyond_measured",
            |scenario| set_lead(scenario, StrategyTag::SemanticCaching, 0.9),
            "set to find 90\u{a0}% of what it may answer; the most that was measured is 69\u{a0}%",
        ),
        (
            "saving_beyond_published",
            |scenario| set_lead(scenario, StrategyTag::SemanticCaching, 0.5),
            "set to 50\u{a0}%, above what is published: 20\u{a0}% to 45\u{a0}%",
        ),
        (
            "everything_becomes_money",
            |scenario| scenario.outcome.realization = Estimate::Exact(1.0),
            "All of the value is taken to become money",
        ),
        (
            "worth_more_than_today",
            |scenario| scenario.outcome.today = Some(Estimate::Exact(0.5)),
            "and today one costs $0.50",
        ),
        (
            "retiring_model",
            |scenario| {
                let model = crate::reference::Catalogue::bundled();
                let model = model.models.iter().find(|model| model.retires.is_some()).unwrap();
                let (name, provider) = (model.name.clone(), model.provider.to_owned());
                let year: u32 = model.retires.as_ref().unwrap()[..4].parse().unwrap();
                let used = scenario.workload.steps[0].model.clone();
                let used = scenario.models.get_mut(&used).unwrap();
                (used.name, used.provider) = (name, provider);
                used.as_of = format!("{}-12-01", year - 1);
            },
            "budget a migration",
        ),
        (
            "horizon_before_target",
            |scenario| scenario.plan.horizon_months = 3,
            "The horizon of 3 months ends before Production starts",
        ),
        (
            "stages_that_never_run",
            |scenario| scenario.stages[1].month = scenario.stages[2].month,
            "Pilot and Production share month 6",
        ),
        (
            "cards_that_never_run",
            |scenario| {
                scenario.components[0].from_stage = 1;
                scenario.components[0].until_stage = Some(0);
            },
            "ends before it starts",
        ),
    ];
    for ((rule, edit, says), (listed, _)) in cases.into_iter().zip(RULES) {
        assert_eq!(rule, listed, "in the order of the list");
        let mut scenario = example();
        assert!(!rules(&found(&scenario)).contains(&rule), "{rule} before the edit");
        edit(&mut scenario);
        let found = found(&scenario);
        let warning = found.iter().find(|warning| warning.rule == rule);
        let warning = warning.unwrap_or_else(|| panic!("{rule} finds nothing: {found:#?}"));
        assert!(warning.sentence.contains(says), "{rule}: {}", warning.sentence);
    }
}

/// A rate that follows from traffic claims nothing, and a prefix that is kept for an hour is found more often.
#[test]
fn a_cache_that_traffic_keeps_is_asked_whether_it_pays() {
    let caching = |hit_rate: Option<f64>, kept: f64| {
        let mut scenario = example();
        for model in scenario.models.values_mut() {
            if let Pricing::Tokens { input, cache_write_long, .. } = &mut model.pricing {
                *cache_write_long = Some(2.0 * *input);
            }
        }
        let prefixes = Estimate::Exact(1.0);
        let hit_rate = hit_rate.map(Estimate::Exact);
        strategy(&mut scenario, StrategyTag::PrefixCaching).kind =
            StrategyKind::PrefixCaching { hit_rate, prefixes, kept };
        let found = found(&scenario).into_iter().filter(|warning| warning.rule == "prefix_cache_cannot_pay");
        found.map(|warning| warning.sentence).collect::<Vec<_>>()
    };
    let says = |found: &[String], words: &str| found.iter().any(|sentence| sentence.contains(words));
    assert!(says(&caching(None, 5.0), "and a prefix is kept for 5: at most "), "{:?}", caching(None, 5.0));
    assert!(says(&caching(None, 5.0), "writing it costs more than reading it saves"));
    assert_eq!(caching(None, 60.0), Vec::<String>::new());
    assert!(says(&caching(Some(1.0), 60.0), "kept for 60: at most "));
    assert!(says(&caching(Some(1.0), 60.0), ", not 100"), "{:?}", caching(Some(1.0), 60.0));
}
