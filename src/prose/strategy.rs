//! What a strategy does, and how that stands to what has been published, in words.

use crate::day::local_day;
use crate::economics::{Plan, PrefixHit, Results};
use crate::format;
use crate::language::{in_sentence, tr};
use crate::reference::published;
use crate::scenario::{Estimate, Scenario, Strategy, StrategyKind, StrategyTag};

/// What is published of a strategy, and where.
pub fn claim(tag: StrategyTag) -> Option<String> {
    published(tag)
        .map(|claim| format!("{}\n{}, {}\n{}", claim.headline, claim.source, local_day(&claim.date), claim.url))
}

/// A soft word where the value is outside what others have published.
pub fn outside_published(strategy: &Strategy) -> Option<String> {
    let claim = published(strategy.kind.tag())?;
    let (_, high) = claim.band?;
    let lead = strategy.kind.lead()?;
    (strategy.enabled && high < lead.base()).then(|| tr!("above what is published: {}", claim.source))
}

/// How often prefixes are found in their caches at the target: `At Production 79 % of the calls of answer find theirs;
/// that of classify is too short to be cached`. `None` where nothing had to be worked out.
pub fn prefix_hits_in_words(scenario: &Scenario, plan: &Plan, results: &Results) -> Option<String> {
    let name = |hit: &PrefixHit| in_sentence(&scenario.workload.steps[hit.step].name);
    let found = results.prefix_hits.iter().map(|hit| match hit.is_cached {
        true => tr!("{share} of the calls of {step} find theirs", share = format::percent(hit.share), step = name(hit)),
        false => tr!("that of {} is too short to be cached", name(hit)),
    });
    let found: Vec<String> = found.collect();
    (!found.is_empty())
        .then(|| tr!("At {stage} {found}", stage = scenario.stages[plan.target].name, found = found.join("; ")))
}

/// What the lead figure is a figure of, where there is little room: `to claude-haiku-4-5`, `kept 5 min`.
pub fn describe_in_short(scenario: &Scenario, kind: &StrategyKind) -> String {
    match kind {
        StrategyKind::SemanticCaching { .. } | StrategyKind::PrefixCaching { hit_rate: Some(_), .. } => {
            tr!("hit rate").to_owned()
        }
        StrategyKind::ModelRouting { to, .. } => {
            let name = scenario.models.get(to).map_or(to.as_str(), |model| model.name.as_str());
            tr!("to {name}", name)
        }
        StrategyKind::PrefixCaching { hit_rate: None, kept, .. } => tr!("kept {} min", format::count(*kept)),
        StrategyKind::BatchProcessing { .. } => tr!("can wait").to_owned(),
        StrategyKind::PromptCompression { .. } => tr!("of prompts").to_owned(),
        StrategyKind::RetrievalTrimming { .. } => tr!("of retrieved").to_owned(),
        StrategyKind::OutputLimits { .. } => tr!("of output").to_owned(),
        StrategyKind::ContinuousBatching { .. } => tr!("decoding").to_owned(),
    }
}

/// The lead figure and what it is a figure of.
pub fn describe(scenario: &Scenario, kind: &StrategyKind) -> (String, String) {
    let percent = |estimate: &Estimate| format::percent(estimate.base());
    match kind {
        StrategyKind::SemanticCaching { hit_rate, eligible, .. } => {
            (percent(hit_rate), tr!("hit rate, {} eligible", percent(eligible)))
        }
        StrategyKind::ModelRouting { share, to, .. } => {
            let name = scenario.models.get(to).map_or(to.as_str(), |model| model.name.as_str());
            (percent(share), tr!("share to {name}", name))
        }
        StrategyKind::PromptCompression { saving } => (percent(saving), tr!("of prompt tokens").to_owned()),
        StrategyKind::RetrievalTrimming { saving } => (percent(saving), tr!("of retrieved tokens").to_owned()),
        StrategyKind::OutputLimits { output, .. } => (percent(output), tr!("of output tokens").to_owned()),
        StrategyKind::PrefixCaching { hit_rate: Some(hit_rate), .. } => (percent(hit_rate), tr!("hit rate").to_owned()),
        StrategyKind::PrefixCaching { hit_rate: None, kept, .. } => {
            (tr!("from traffic").to_owned(), tr!("kept for {} minutes", format::count(*kept)))
        }
        StrategyKind::BatchProcessing { share } => (percent(share), tr!("of requests can wait").to_owned()),
        StrategyKind::ContinuousBatching { throughput_gain } => {
            (format::factor(throughput_gain.base()), tr!("decode throughput").to_owned())
        }
    }
}
