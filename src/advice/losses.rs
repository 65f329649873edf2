//! Strategies that take cost off the bill and lose more value than that.

use super::{Finding, RuleContext};
use crate::language::tr;
use crate::scenario::{StrategyTag, path};

/// Worse answers cost more than the strategy saves. Wrong cached answers have a rule of their own.
pub(super) fn strategy_loses_value(context: &RuleContext<'_>) -> Vec<Finding> {
    let others = context.strategies().filter(|(_, strategy, _)| strategy.kind.tag() != StrategyTag::SemanticCaching);
    let finding = |(place, tag): (usize, StrategyTag)| {
        let earns = &context.results.contributions[place];
        (0.0 < earns.share && earns.net < 0.0).then(|| {
            let sentence = tr!(
                "{name} saves {saves} a month at {stage} and loses {loses} of value by worse answers: net {net}",
                name = tag.name(),
                saves = context.money.full(earns.share),
                stage = context.target().name,
                loses = context.money.full(earns.share - earns.net),
                net = context.money.change(earns.net)
            );
            Finding::problem(path::strategy(tag), sentence)
        })
    };
    others.map(|(place, strategy, _)| (place, strategy.kind.tag())).filter_map(finding).collect()
}
