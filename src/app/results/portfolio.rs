//! What follows from a portfolio, made once for each change and shown in every frame.

use crate::charts::Chart;
use crate::export::portfolio_map;
use crate::portfolio::{EvaluatedPortfolio, FrontierPoint, GateEntry, Portfolio};
use crate::uncertainty::Quantiles;

/// A portfolio evaluated, and what the window shows of it.
#[derive(Debug)]
pub struct PortfolioResults {
    /// The figures.
    pub evaluation: EvaluatedPortfolio,
    /// Cost against value of each use case.
    pub map: Chart,
    /// Net present value of each use case.
    pub npv: Vec<Quantiles>,
    /// The use cases as they are listed: the funded first, then by mean NPV.
    pub order: Vec<usize>,
    /// What less risk costs; as it was before a gesture while that goes on.
    pub frontier: Vec<FrontierPoint>,
    /// What stands before the stages of what is funded; likewise.
    pub gates: Vec<GateEntry>,
    chosen: Option<usize>,
}

impl PortfolioResults {
    /// Of a portfolio as it was computed.
    pub fn new(evaluation: EvaluatedPortfolio) -> Self {
        let npv = evaluation.use_cases.iter().map(|use_case| Quantiles::of(&use_case.npv)).collect();
        let map = portfolio_map(&evaluation, None);
        let (order, frontier, gates) = (Vec::new(), Vec::new(), Vec::new());
        let mut results = Self { evaluation, map, npv, order, frontier, gates, chosen: None };
        results.follow(false);
        results
    }

    /// Takes another budget or other decisions.
    pub fn decide(&mut self, portfolio: &Portfolio, mid_gesture: bool) {
        self.evaluation.portfolio.clone_from(portfolio);
        self.evaluation.decide();
        self.follow(mid_gesture);
    }

    /// Marks one of the use cases.
    pub fn choose(&mut self, chosen: Option<usize>) {
        if self.chosen != chosen {
            self.chosen = chosen;
            self.map = portfolio_map(&self.evaluation, chosen);
        }
    }

    /// Which use case is marked.
    pub fn chosen(&self) -> Option<usize> {
        self.chosen
    }

    fn follow(&mut self, mid_gesture: bool) {
        self.order = self.evaluation.ranking();
        self.map = portfolio_map(&self.evaluation, self.chosen);
        if !mid_gesture {
            self.frontier = self.evaluation.frontier().unwrap_or_default();
            self.gates = self.evaluation.gates();
        }
    }
}
