//! Caches that do not pay.

use super::{Finding, RuleContext};
use crate::economics::HOURS_PER_MONTH;
use crate::format;
use crate::scenario::{EstimatePath, Pricing, StrategyKind, StrategyTag, path};

/// How long a provider keeps a prefix that nobody asks for, unless more is paid: five minutes.
///
/// <https://platform.claude.com/docs/en/build-with-claude/prompt-caching>, read 2026-11-23; every read starts them anew.
const MINUTES_KEPT: f64 = 5.0;
/// A claim this near to what traffic allows is as good as true.
const NEAR: f64 = 0.05;

/// The semantic cache takes cost off the bill and loses more by its wrong answers.
pub(super) fn wrong_cached_answers(context: &RuleContext<'_>) -> Vec<Finding> {
    let caches = context.strategies().filter(|(_, strategy, _)| strategy.kind.tag() == StrategyTag::SemanticCaching);
    let finding = |place: usize| {
        let contribution = &context.results.contributions[place];
        (0.0 < contribution.share && contribution.net < 0.0).then(|| {
            let sentence = format!(
                "The semantic cache saves {} a month at {} and loses more by wrong answers: net {}",
                context.money.full(contribution.share),
                context.target().name,
                context.money.change(contribution.net)
            );
            Finding::problem(path::strategy(StrategyTag::SemanticCaching), sentence)
        })
    };
    caches.filter_map(|(place, ..)| finding(place)).collect()
}

/// A prefix that is asked for too seldom is written again and again, and writing costs more than reading saves.
pub(super) fn prefix_cache_cannot_pay(context: &RuleContext<'_>) -> Vec<Finding> {
    let scenario = context.scenario;
    let mut findings = Vec::new();
    for (_, strategy, resolved) in context.strategies() {
        // A rate that follows from traffic claims nothing.
        let StrategyKind::PrefixCaching { hit_rate: Some(hit_rate), .. } = &strategy.kind else { continue };
        let claimed = hit_rate.base();
        let at = EstimatePath::strategy(StrategyTag::PrefixCaching, "hit_rate").to_string();
        for step in scenario.workload.steps.iter().filter(|step| 0.0 < step.prefix.base()) {
            let Some(model) = scenario.models.get(&step.model) else { continue };
            let Pricing::Tokens { input, cache_read, cache_write, .. } = model.pricing else { continue };
            let (read, write) = (cache_read.unwrap_or(input), cache_write.unwrap_or(input));
            if write <= input {
                continue;
            }
            // The share of reads from which writing has paid for itself.
            let needed = (write - input) / (write - read);
            for stage in resolved.from_stage..=context.plan.target {
                let minutes = HOURS_PER_MONTH * 60.0 / context.results.stages[stage].planned.inferred;
                // Requests that come at random find the prefix if the one before was no longer ago; further calls of
                // the same request do.
                let first = 1.0 - libm::exp(-MINUTES_KEPT / minutes);
                let calls = (step.calls.base() * scenario.stages[stage].calls.base()).max(1.0);
                let possible = (first + calls - 1.0) / calls;
                let name = &scenario.stages[stage].name;
                let traffic = format!(
                    "At {name} a request comes every {} minutes on average, and a prefix is kept for {MINUTES_KEPT}: at \
                     most {} of the calls of {} find it",
                    format::count(minutes),
                    format::percent(possible),
                    step.name
                );
                if possible < needed {
                    let needed = format::percent(needed);
                    let sentence = format!("{traffic}; below {needed}, writing it costs more than reading it saves");
                    let is_target = stage == context.plan.target;
                    findings.push(if is_target {
                        Finding::problem(&at, sentence)
                    } else {
                        Finding::note(&at, sentence)
                    });
                    break;
                }
                if possible + NEAR < claimed {
                    let sentence = format!("{traffic}, not {}", format::percent(claimed));
                    findings.push(Finding::note(&at, sentence));
                    break;
                }
            }
        }
    }
    findings
}
