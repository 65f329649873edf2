//! The floor in words. It is the greatest *net*, so its cost may lie above the plan's: then it says why.

use super::words::listed;
use crate::economics::{Bounds, Plan, Results, Versions};
use crate::format::{Money, is_nothing};
use crate::language::{in_sentence, tr};

/// So many strategies are named.
const MOST_NAMES: usize = 4;
/// Shares of a cost below which two costs say the same.
const SAME: f64 = 0.005;

/// The best net at the target beside the plan.
pub struct BestNet<'a> {
    plan: &'a Plan,
    results: &'a Results,
    money: &'a Money,
}

impl<'a> BestNet<'a> {
    /// That of a plan.
    pub fn of(plan: &'a Plan, results: &'a Results, money: &'a Money) -> Self {
        Self { plan, results, money }
    }

    fn target(&self) -> &Versions {
        &self.results.stages[self.plan.target]
    }

    /// How much more it nets than the plan, a month.
    pub fn more(&self) -> f64 {
        let Versions { planned, floor, .. } = self.target();
        floor.evaluation.net - planned.net
    }

    /// Whether the plan has it already.
    pub fn is_planned(&self) -> bool {
        self.target().floor.bounds == Bounds::Plan || is_nothing(self.more())
    }

    /// `nets $512 more`, `as planned`.
    pub fn in_few_words(&self) -> String {
        if self.is_planned() { tr!("as planned").to_owned() } else { tr!("nets {} more", self.money.full(self.more())) }
    }

    /// `nets $512 more a month than planned, at a cost of $43,332, $160 more, for it gives up …`.
    pub fn in_words(&self) -> String {
        if self.is_planned() {
            return tr!("the plan as set has the best net that the listed strategies can reach").to_owned();
        }
        let cost = self.money.full(self.target().floor.evaluation.cost);
        let why = self.why_it_costs_more().map_or(String::new(), |why| format!(", {why}"));
        let more = self.money.full(self.more());
        tr!("nets {more} more a month than planned, at a cost of {cost}{why}", more, cost, why)
    }

    /// Which strategies make it, and what they are assumed to do: `The best net takes model routing and output limits, all
    /// bounds favourable`.
    pub fn made_of(&self) -> Option<String> {
        let floor = &self.target().floor;
        let name = |place: usize| in_sentence(self.plan.strategies[place].kind.tag().name());
        let names = listed(&floor.set.places().map(name).collect::<Vec<_>>(), MOST_NAMES);
        match floor.bounds {
            _ if self.is_planned() => None,
            _ if names.is_empty() => Some(tr!("The best net takes none of the listed strategies").to_owned()),
            Bounds::Favourable => Some(tr!("The best net takes {names}, all bounds favourable", names)),
            _ => Some(tr!("The best net takes {names}", names)),
        }
    }

    /// Where its cost lies above the plan's: `$160 more: it gives up semantic caching, which loses answers`.
    pub fn why_it_costs_more(&self) -> Option<String> {
        let Versions { planned, floor, .. } = self.target();
        let more = floor.evaluation.cost - planned.cost;
        if self.is_planned() || is_nothing(more) || more <= 0.0 {
            return None;
        }
        let active = self.plan.planned_mix().active_at(self.plan, self.plan.target);
        let is_kept = |place: usize| floor.set.places().any(|kept| kept == place);
        let loses_value = |place: usize| {
            let earns = &self.results.contributions[place];
            !is_nothing(earns.share - earns.net) && earns.net < earns.share
        };
        let given_up = active.places().filter(|place| !is_kept(*place) && loses_value(*place));
        let names: Vec<String> =
            given_up.map(|place| in_sentence(self.plan.strategies[place].kind.tag().name())).collect();
        let reason = match names.as_slice() {
            [] => tr!("and brings {} more of value", self.money.full(floor.evaluation.value - planned.value)),
            [name] => tr!("for it gives up {name}, a saving that loses answers", name),
            names => tr!("for it gives up {}, savings that lose answers", listed(names, MOST_NAMES)),
        };
        Some(tr!("{} more, {reason}", self.money.full(more), reason))
    }

    /// Whether an outcome costs more at the best net than as planned.
    pub fn outcomes_cost_more(&self) -> bool {
        let Versions { planned, floor, .. } = self.target();
        let both = planned.cost_per_outcome().zip(floor.evaluation.cost_per_outcome());
        both.is_some_and(|(planned, best)| planned * (1.0 + SAME) < best)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Preset;
    use crate::scenario::{Estimate, Scenario, StrategyKind};

    fn said(change: impl Fn(&mut Scenario)) -> (String, Option<String>) {
        let mut scenario = Preset::by_key("support_assistant").unwrap().scenario();
        change(&mut scenario);
        let plan = Plan::new(&scenario).unwrap();
        let results = Results::of(&plan);
        let money = Money::new("USD");
        let best = BestNet::of(&plan, &results, &money);
        (best.in_words(), best.made_of())
    }

    /// A cache that takes something off the bill and answers wrongly, and nothing else that could be done.
    fn only_a_cache_that_answers_wrongly(scenario: &mut Scenario) {
        scenario.strategies.retain(|strategy| matches!(strategy.kind, StrategyKind::SemanticCaching { .. }));
        for strategy in &mut scenario.strategies {
            (strategy.enabled, strategy.from_stage) = (true, 0);
            if let StrategyKind::SemanticCaching { wrong_hit_rate, .. } = &mut strategy.kind {
                *wrong_hit_rate = Estimate::Exact(0.3);
            }
        }
    }

    #[test]
    fn a_floor_that_costs_more_than_the_plan_says_why() {
        let (words, made_of) = said(only_a_cache_that_answers_wrongly);
        assert!(words.starts_with("nets $") && words.contains(" more a month than planned, at a cost of $"), "{words}");
        assert!(words.ends_with("more, for it gives up semantic caching, a saving that loses answers"), "{words}");
        assert_eq!(made_of.as_deref(), Some("The best net takes none of the listed strategies"));
    }

    #[test]
    fn a_floor_that_costs_less_says_what_makes_it() {
        let (words, made_of) = said(|_| ());
        assert!(words.ends_with("more a month than planned, at a cost of $12,021"), "{words}");
        assert!(made_of.unwrap().ends_with(", all bounds favourable"));
        let (words, made_of) = said(|scenario| scenario.strategies.clear());
        assert_eq!(words, "the plan as set has the best net that the listed strategies can reach");
        assert_eq!(made_of, None);
    }
}
