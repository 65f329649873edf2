//! Explanations of results, worked out when they are first asked for.

use std::cell::RefCell;
use std::rc::Rc;

use super::PlanResults;
use crate::prose::{Explanation, ResultId, explain};

/// The explanations that were asked for of one set of results.
#[derive(Debug, Default)]
pub struct Explanations(RefCell<Vec<(ResultId, Option<Rc<Explanation>>)>>);

impl PlanResults {
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
