//! What a strategy does, and how that stands to what has been published, in words.

use super::words::in_sentence;
use crate::economics::{Plan, PrefixHit, Results};
use crate::format;
use crate::reference::published;
use crate::scenario::{Estimate, Scenario, Strategy, StrategyKind, StrategyTag};

/// What is published of a strategy, and where.
pub fn claim(tag: StrategyTag) -> Option<String> {
    published(tag).map(|claim| format!("{}\n{}, {}\n{}", claim.headline, claim.source, claim.date, claim.url))
}

/// A soft word where the value is outside what others have published.
pub fn outside_published(strategy: &Strategy) -> Option<String> {
    let claim = published(strategy.kind.tag())?;
    let (_, high) = claim.band?;
    let lead = strategy.kind.lead()?;
    (strategy.enabled && high < lead.base()).then(|| format!("above what is published: {}", claim.source))
}

/// How often prefixes are found in their caches at the target: `At Production 79 % of the calls of answer find theirs;
/// that of classify is too short to be cached`. `None` where nothing had to be worked out.
pub fn prefix_hits_in_words(scenario: &Scenario, plan: &Plan, results: &Results) -> Option<String> {
    let name = |hit: &PrefixHit| in_sentence(&scenario.workload.steps[hit.step].name);
    let found = results.prefix_hits.iter().map(|hit| match hit.is_cached {
        true => format!("{} of the calls of {} find theirs", format::percent(hit.share), name(hit)),
        false => format!("that of {} is too short to be cached", name(hit)),
    });
    let found: Vec<String> = found.collect();
    (!found.is_empty()).then(|| format!("At {} {}", scenario.stages[plan.target].name, found.join("; ")))
}

/// What the lead figure is a figure of, where there is little room: `to claude-haiku-4-5`, `kept 5 min`.
pub fn describe_in_short(scenario: &Scenario, kind: &StrategyKind) -> String {
    match kind {
        StrategyKind::SemanticCaching { .. } | StrategyKind::PrefixCaching { hit_rate: Some(_), .. } => {
            "hit rate".to_owned()
        }
        StrategyKind::ModelRouting { to, .. } => {
            let name = scenario.models.get(to).map_or(to.as_str(), |model| model.name.as_str());
            format!("to {name}")
        }
        StrategyKind::PrefixCaching { hit_rate: None, kept, .. } => format!("kept {} min", format::count(*kept)),
        StrategyKind::BatchProcessing { .. } => "can wait".to_owned(),
        StrategyKind::PromptCompression { .. } => "of prompts".to_owned(),
        StrategyKind::RetrievalTrimming { .. } => "of retrieved".to_owned(),
        StrategyKind::OutputLimits { .. } => "of output".to_owned(),
        StrategyKind::ContinuousBatching { .. } => "decoding".to_owned(),
    }
}

/// The lead figure and what it is a figure of.
pub fn describe(scenario: &Scenario, kind: &StrategyKind) -> (String, String) {
    let percent = |estimate: &Estimate| format::percent(estimate.base());
    match kind {
        StrategyKind::SemanticCaching { hit_rate, eligible, .. } => {
            (percent(hit_rate), format!("hit rate, {} eligible", percent(eligible)))
        }
        StrategyKind::ModelRouting { share, to, .. } => {
            let name = scenario.models.get(to).map_or(to.as_str(), |model| model.name.as_str());
            (percent(share), format!("share to {name}"))
        }
        StrategyKind::PromptCompression { saving } => (percent(saving), "of prompt tokens".to_owned()),
        StrategyKind::RetrievalTrimming { saving } => (percent(saving), "of retrieved tokens".to_owned()),
        StrategyKind::OutputLimits { output, .. } => (percent(output), "of output tokens".to_owned()),
        StrategyKind::PrefixCaching { hit_rate: Some(hit_rate), .. } => (percent(hit_rate), "hit rate".to_owned()),
        StrategyKind::PrefixCaching { hit_rate: None, kept, .. } => {
            ("from traffic".to_owned(), format!("kept for {} minutes", format::count(*kept)))
        }
        StrategyKind::BatchProcessing { share } => (percent(share), "of requests can wait".to_owned()),
        StrategyKind::ContinuousBatching { throughput_gain } => {
            (format::factor(throughput_gain.base()), "decode throughput".to_owned())
        }
    }
}
