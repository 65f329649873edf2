//! Caches that do not pay.

use super::{Finding, RuleContext};
use crate::economics::{HOURS_PER_MONTH, PromptLength};
use crate::format;
use crate::language::tr;
use crate::scenario::{EstimatePath, Pricing, StepField, StrategyKind, StrategyTag, USUAL_MINUTES, path};

/// A claim this near to what traffic allows is as good as true.
const NEAR: f64 = 0.05;

/// The semantic cache takes cost off the bill and loses more by its wrong answers.
pub(super) fn wrong_cached_answers(context: &RuleContext<'_>) -> Vec<Finding> {
    let caches = context.strategies().filter(|(_, strategy, _)| strategy.kind.tag() == StrategyTag::SemanticCaching);
    let finding = |place: usize| {
        let contribution = &context.results.contributions[place];
        (0.0 < contribution.share && contribution.net < 0.0).then(|| {
            let sentence = tr!(
                "The semantic cache saves {saves} a month at {stage} and loses more by wrong answers: net {net}",
                saves = context.money.full(contribution.share),
                stage = context.target().name,
                net = context.money.change(contribution.net)
            );
            Finding::problem(path::strategy(StrategyTag::SemanticCaching), sentence)
        })
    };
    caches.filter_map(|(place, ..)| finding(place)).collect()
}

/// A prefix that is asked for too seldom is written again and again, and writing costs more than reading saves.
///
/// How long providers keep one: <https://platform.claude.com/docs/en/build-with-claude/prompt-caching>, read 2026-11-23;
/// every read starts the time anew.
pub(super) fn prefix_cache_cannot_pay(context: &RuleContext<'_>) -> Vec<Finding> {
    let scenario = context.scenario;
    let mut findings = Vec::new();
    for (_, strategy, resolved) in context.strategies() {
        let StrategyKind::PrefixCaching { hit_rate, prefixes, kept } = &strategy.kind else { continue };
        let at = if hit_rate.is_some() {
            EstimatePath::strategy(StrategyTag::PrefixCaching, "hit_rate").to_string()
        } else {
            path::strategy(StrategyTag::PrefixCaching).to_string()
        };
        for (place, step) in scenario.workload.steps.iter().enumerate().filter(|(_, step)| 0.0 < step.prefix.base()) {
            let Some(model) = scenario.models.get(&step.model) else { continue };
            let Pricing::Tokens { input, cache_read, cache_write, cache_write_long, cache_min, .. } = model.pricing
            else {
                continue;
            };
            let long = cache_write_long.filter(|_| USUAL_MINUTES < *kept);
            let (read, write) = (cache_read.unwrap_or(input), long.or(cache_write).unwrap_or(input));
            if write <= input {
                continue;
            }
            // The share of reads from which writing has paid for itself.
            let needed = (write - input) / (write - read);
            for stage in resolved.from_stage..=context.plan.target {
                if PromptLength::at_stage(context.plan, stage)[place].opening < cache_min {
                    continue;
                }
                let minutes = HOURS_PER_MONTH * 60.0 / context.results.stages[stage].planned.inferred;
                let apart = minutes * prefixes.base();
                // Requests that come at random find the prefix if the one before was no longer ago; further calls of
                // the same request do.
                let first = 1.0 - libm::exp(-kept / apart);
                let calls = step.calls.base() * step.turns.base() * scenario.stages[stage].calls.base();
                let calls = calls.max(1.0);
                let possible = (first + calls - 1.0) / calls;
                let name = &scenario.stages[stage].name;
                let shared = if 1.0 < prefixes.base() {
                    tr!(" to one of {} prefixes", format::count(prefixes.base()))
                } else {
                    String::new()
                };
                let traffic = tr!(
                    "At {name} a request comes every {minutes} minutes on average{shared}, and a prefix is kept for \
                     {kept}: at most {share} of the calls of {step} find it",
                    minutes = format::count(minutes),
                    share = format::percent(possible),
                    step = step.name,
                    name,
                    shared,
                    kept = format::count(*kept)
                );
                if possible < needed {
                    let needed = format::percent(needed);
                    let sentence =
                        tr!("{traffic}; below {needed}, writing it costs more than reading it saves", traffic, needed);
                    let is_target = stage == context.plan.target;
                    findings.push(if is_target {
                        Finding::problem(&at, sentence)
                    } else {
                        Finding::note(&at, sentence)
                    });
                    break;
                }
                // A rate that follows from traffic claims nothing.
                let claimed = hit_rate.map_or(0.0, |hit_rate| hit_rate.base());
                if possible + NEAR < claimed {
                    let sentence = tr!("{traffic}, not {}", format::percent(claimed), traffic);
                    findings.push(Finding::note(&at, sentence));
                    break;
                }
            }
        }
    }
    findings
}

/// A prefix is shorter than what its model caches at least: caching saves nothing there (model, section 4).
pub(super) fn prefix_below_minimum(context: &RuleContext<'_>) -> Vec<Finding> {
    let scenario = context.scenario;
    let mut findings = Vec::new();
    let caching = context.strategies().filter(|(_, strategy, _)| strategy.kind.tag() == StrategyTag::PrefixCaching);
    for (_, _, resolved) in caching {
        for (place, step) in scenario.workload.steps.iter().enumerate() {
            // The step's own model first, then the one that some of its calls are routed to.
            for (order, model) in context.models_of(step).into_iter().enumerate() {
                let Pricing::Tokens { cache_min, .. } = model.pricing else { continue };
                let (routed, who, way_out) = match order {
                    0 => (String::new(), model.name.as_str(), tr!("lengthen the prefix, or do without")),
                    _ => (
                        tr!(" that are routed to {}", model.name),
                        tr!("it"),
                        tr!("lengthen the prefix to save on these too"),
                    ),
                };
                let opening = |stage: usize| PromptLength::at_stage(context.plan, stage)[place].opening;
                let is_short = |stage: &usize| (0.0..cache_min).contains(&opening(*stage)) && 0.0 < opening(*stage);
                // The target first: that is what the verdict speaks of.
                let Some(stage) = (resolved.from_stage..=context.plan.target).rev().find(is_short) else { continue };
                let sentence = tr!(
                    "At {stage} the calls of {step}{routed} begin with {tokens} tokens that could be cached, and \
                     {who} caches no fewer than {least}: prefix caching saves nothing there; {way_out}",
                    stage = scenario.stages[stage].name,
                    step = step.name,
                    tokens = format::count(opening(stage)),
                    least = format::count(cache_min),
                    routed,
                    who,
                    way_out
                );
                findings.push(Finding::note(EstimatePath::step(&step.name, StepField::Prefix), sentence));
            }
        }
    }
    findings
}
