//! Explanations of results and what a switch would change, worked out when they are first asked for.

use std::cell::RefCell;
use std::rc::Rc;

use super::PlanResults;
use crate::economics::{Plan, Results};
use crate::format::{Money, is_nothing};
use crate::language::tr;
use crate::prose::{Explanation, ResultId, explain};

/// The explanations that were asked for of one set of results.
#[derive(Debug, Default)]
pub struct Explanations(RefCell<Vec<(ResultId, Option<Rc<Explanation>>)>>);

/// What would become of a plan with a strategy, by place, switched the other way: where somebody asked.
#[derive(Debug, Default)]
pub struct Switched(RefCell<Vec<(usize, String)>>);

impl PlanResults {
    /// What a month comes to with a strategy switched the other way: `Switched off: Fixable, net $5,396 a month less`.
    /// Worked out when it is first asked for.
    pub fn if_switched(&self, place: usize) -> String {
        let known = self.switched.0.borrow().iter().find(|(known, _)| *known == place).cloned();
        if let Some((_, said)) = known {
            return said;
        }
        let said = self.switched_in_words(place).unwrap_or_default();
        self.switched.0.borrow_mut().push((place, said.clone()));
        said
    }

    fn switched_in_words(&self, place: usize) -> Option<String> {
        let mut scenario = self.scenario.clone();
        let strategy = scenario.strategies.get_mut(place)?;
        strategy.enabled = !strategy.enabled;
        let way = if strategy.enabled { tr!("on") } else { tr!("off") };
        let plan = Plan::new(&scenario).ok()?;
        let results = Results::of(&plan);
        let money = Money::new(&scenario.currency);
        let net = |results: &Results| results.stages[plan.target].planned.net;
        let more = net(&results) - net(&self.results);
        let verdict = match results.verdict == self.results.verdict {
            true => tr!("still {}", results.verdict.name()),
            false => tr!("{} instead of {}", results.verdict.name(), self.results.verdict.name()),
        };
        let stage = &scenario.stages[plan.target].name;
        let change = match more {
            more if is_nothing(more) => tr!("the same net").to_owned(),
            more if more < 0.0 => tr!("net {} a month less", money.full(-more)),
            more => tr!("net {} a month more", money.full(more)),
        };
        Some(tr!("Switched {way}: {verdict}, {change} at {stage}", way, verdict, change, stage))
    }

    /// Where a figure comes from; worked out when it is first asked for. `None` where it has no value.
    pub fn explanation(&self, figure: ResultId) -> Option<Rc<Explanation>> {
        let known = self.explanations.0.borrow().iter().find(|(known, _)| *known == figure).cloned();
        if let Some((_, explanation)) = known {
            return explanation;
        }
        let found = explain(&self.scenario, &self.plan, &self.uncertainty.distributions, figure).map(Rc::new);
        self.explanations.0.borrow_mut().push((figure, found.clone()));
        found
    }

    /// Where a figure comes from, a line each, for what a chart reads under the pointer.
    pub fn explanation_lines(&self, figure: ResultId) -> Vec<String> {
        let Some(explanation) = self.explanation(figure) else { return Vec::new() };
        let whole = std::iter::once(&explanation.title).chain(&explanation.formulas).cloned();
        whole.chain(explanation.moved_most()).collect()
    }
}
