//! Numbers that are too good to be true.

use super::{Finding, RuleContext};
use crate::economics::PlanStrategy;
use crate::format;
use crate::language::tr;
use crate::reference::published;
use crate::scenario::{Estimate, EstimatePath, OutcomeField, Strategy, StrategyKind, path};

/// A strategy is taken to do better than anybody has published.
pub(super) fn saving_beyond_published(context: &RuleContext<'_>) -> Vec<Finding> {
    let finding = |(_, strategy, _): (usize, &Strategy, &PlanStrategy)| {
        let tag = strategy.kind.tag();
        let claim = published(tag)?;
        let (low, high) = claim.band?;
        let lead = strategy.kind.lead()?;
        (high < lead.base()).then(|| {
            let sentence = tr!(
                "{name} is set to {share}, above what is published: {low} to {high} ({source})",
                name = tag.name(),
                share = format::percent(lead.base()),
                low = format::percent(low),
                high = format::percent(high),
                source = claim.source
            );
            Finding::note(path::strategy(tag), sentence)
        })
    };
    context.strategies().filter_map(finding).collect()
}

/// A cache is taken to find more than one ever did where it was measured.
pub(super) fn cache_beyond_measured(context: &RuleContext<'_>) -> Vec<Finding> {
    let finding = |(_, strategy, _): (usize, &Strategy, &PlanStrategy)| {
        let StrategyKind::SemanticCaching { hit_rate, .. } = &strategy.kind else { return None };
        let tag = strategy.kind.tag();
        let measured = published(tag)?.measured.as_ref()?;
        (measured.most < hit_rate.base()).then(|| {
            let sentence = tr!(
                "{name} is set to find {share} of what it may answer; the most that was measured is {most}, \
                 {workload} ({source})",
                name = tag.name(),
                share = format::percent(hit_rate.base()),
                most = format::percent(measured.most),
                workload = measured.workload,
                source = measured.source
            );
            Finding::problem(path::strategy(tag), sentence)
        })
    };
    context.strategies().filter_map(finding).collect()
}

/// Everybody adopts it, everything succeeds, every benefit becomes money: none of it ever happens.
pub(super) fn everything_becomes_money(context: &RuleContext<'_>) -> Vec<Finding> {
    let outcome = &context.scenario.outcome;
    let mut findings = Vec::new();
    let is_all = |estimate: &Estimate| 1.0 <= estimate.base();
    if is_all(&outcome.realization) {
        let sentence =
            tr!("All of the value is taken to become money (100\u{a0}%): time saved is seldom time sold").to_owned();
        findings.push(Finding::note(EstimatePath::Outcome(OutcomeField::Realization), sentence));
    }
    if is_all(&outcome.success_rate) {
        let sentence = tr!("Every request is taken to succeed (100\u{a0}%): nobody rejects an answer").to_owned();
        findings.push(Finding::note(EstimatePath::Outcome(OutcomeField::SuccessRate), sentence));
    }
    for card in context.scenario.components.iter().filter(|card| card.is_active_at(context.plan.target)) {
        let factors = card.lines.iter().flat_map(|line| line.factors.iter().map(move |factor| (line, factor)));
        for (line, (name, factor)) in factors {
            if name.contains("adoption") && is_all(factor) {
                let sentence = tr!("{}: everybody is taken to adopt it ({name} 100\u{a0}%)", card.name, name);
                findings.push(Finding::note(EstimatePath::factor(&card.id, &line.name, name), sentence));
            }
        }
    }
    findings
}

/// An outcome is taken to bring more than people spend on one today.
pub(super) fn worth_more_than_today(context: &RuleContext<'_>) -> Vec<Finding> {
    let outcome = &context.scenario.outcome;
    let Some(today) = outcome.today.map(|today| today.base()) else { return Vec::new() };
    let value = outcome.value.base();
    if value <= today {
        return Vec::new();
    }
    let [value, today] = [value, today].map(|amount| context.money.full(amount));
    let sentence = tr!(
        "An outcome is taken to be worth {value}, and today one costs {today}: no saving is greater than that; say \
         what else it brings, or lower the value",
        value,
        today
    );
    vec![Finding::note(EstimatePath::Outcome(OutcomeField::Value), sentence)]
}

/// What each strategy saves alone is added up to more than there is to save.
pub(super) fn headlines_added_up(context: &RuleContext<'_>) -> Vec<Finding> {
    let month = context.month();
    let contributions = &context.results.contributions;
    let active: Vec<usize> = context.strategies().map(|(place, ..)| place).collect();
    let sum = |of: &dyn Fn(usize) -> f64| active.iter().map(|&place| of(place)).sum::<f64>();
    let alone = sum(&|place| contributions[place].alone);
    let together = sum(&|place| contributions[place].share);
    let tokens = month.baseline.inference();
    if active.len() < 2 || alone <= tokens {
        return Vec::new();
    }
    let [alone_in_words, together, tokens] = [alone, together, tokens].map(|amount| context.money.full(amount));
    let sentence = tr!(
        "Alone, the strategies would save {alone_in_words} a month in all, more than the {tokens} that tokens cost \
         without any; together they save {together}",
        alone_in_words,
        tokens,
        together
    );
    let at = active
        .first()
        .map(|&place| path::strategy(context.scenario.strategies[place].kind.tag()).to_string())
        .unwrap_or_default();
    vec![if month.baseline.cost < alone { Finding::problem(at, sentence) } else { Finding::note(at, sentence) }]
}
