//! What follows from a portfolio, made once for each change and shown in every frame.

use crate::charts::{Chart, PortfolioChartKind};
use crate::export::{portfolio_frontier, portfolio_funding, portfolio_map};
use crate::language::tr;
use crate::portfolio::{EvaluatedPortfolio, FrontierPoint, FundedUseCases, FundingError};
use crate::portfolio::{GateEntry, Portfolio, PortfolioSnapshot};
use crate::prose::{Phrasings, choice_in_words, funding_differences};
use crate::uncertainty::Quantiles;

/// A portfolio evaluated, and what the window shows of it.
#[derive(Debug)]
pub struct PortfolioResults {
    /// The figures.
    pub evaluation: EvaluatedPortfolio,
    /// Cost against value of each use case.
    map: Chart,
    /// Cash so far of what is funded.
    funding: Chart,
    /// What less risk costs, as a chart.
    frontier_chart: Chart,
    /// Net present value of each use case.
    pub npv: Vec<Quantiles>,
    /// The use cases as they are listed: the funded first, then by mean NPV.
    pub order: Vec<usize>,
    /// What less risk costs; of other decisions, as long as it is behind.
    pub frontier: Vec<FrontierPoint>,
    /// By point of the frontier: how it differs from what is funded, in words.
    pub choices: Vec<String>,
    is_frontier_behind: bool,
    /// What stands before the stages of what is funded; as it was before a gesture while that goes on.
    pub gates: Vec<GateEntry>,
    are_gates_behind: bool,
    chosen: Option<usize>,
    looked_at: Option<Vec<usize>>,
    /// What it is compared with, and what that would fund.
    than: Option<(PortfolioSnapshot, Result<FundedUseCases, FundingError>)>,
    differences: Option<[Phrasings; 4]>,
}

impl PortfolioResults {
    /// Of a portfolio as it was computed, and what less risk costs in it, which takes a while.
    pub fn new(evaluation: EvaluatedPortfolio) -> Self {
        let npv = evaluation.use_cases.iter().map(|use_case| Quantiles::of(&use_case.npv)).collect();
        let frontier = evaluation.frontier().unwrap_or_default();
        Self {
            map: portfolio_map(&evaluation, None),
            funding: portfolio_funding(&evaluation),
            frontier_chart: portfolio_frontier(&evaluation, &frontier, None),
            npv,
            order: evaluation.ranking(),
            choices: choices(&evaluation, &frontier),
            frontier,
            is_frontier_behind: false,
            gates: evaluation.gates(),
            are_gates_behind: false,
            chosen: None,
            looked_at: None,
            than: None,
            differences: None,
            evaluation,
        }
    }

    /// Takes the portfolio as it has been edited. Returns whether budget or decisions are others: then the frontier is
    /// behind, until it is taken.
    pub fn decide(&mut self, portfolio: &Portfolio, mid_gesture: bool) -> bool {
        let before = &self.evaluation.portfolio;
        let is_decided =
            (before.budget, &before.must, &before.excluded) != (portfolio.budget, &portfolio.must, &portfolio.excluded);
        self.evaluation.portfolio.clone_from(portfolio);
        if is_decided {
            self.evaluation.decide();
            self.order = self.evaluation.ranking();
            self.map = portfolio_map(&self.evaluation, self.chosen);
            self.funding = portfolio_funding(&self.evaluation);
            self.choices = choices(&self.evaluation, &self.frontier);
            self.tell_differences();
            (self.is_frontier_behind, self.are_gates_behind) = (true, true);
            if self.evaluation.choice.is_err() {
                self.take_frontier(Vec::new());
            }
        }
        if self.are_gates_behind && !mid_gesture {
            self.gates = self.evaluation.gates();
            self.are_gates_behind = false;
        }
        is_decided
    }

    /// Takes the frontier of the decisions as they are now.
    pub fn take_frontier(&mut self, frontier: Vec<FrontierPoint>) {
        self.choices = choices(&self.evaluation, &frontier);
        self.frontier = frontier;
        self.is_frontier_behind = false;
        let looked_at = self.looked_at.take();
        self.look_at(looked_at);
    }

    /// Whether the frontier is still that of other decisions.
    pub fn is_frontier_behind(&self) -> bool {
        self.is_frontier_behind
    }

    /// Whether a chart is still that of other decisions.
    pub fn is_behind(&self, kind: PortfolioChartKind) -> bool {
        kind == PortfolioChartKind::Frontier && self.is_frontier_behind
    }

    /// Looks at what a point of the frontier would fund, which is no longer looked at once there is no such point.
    pub fn look_at(&mut self, chosen: Option<Vec<usize>>) {
        let place = self.frontier.iter().position(|point| Some(&point.chosen) == chosen.as_ref());
        self.looked_at = chosen.filter(|_| place.is_some());
        self.frontier_chart = portfolio_frontier(&self.evaluation, &self.frontier, place);
    }

    /// What the point would fund that is looked at.
    pub fn looked_at(&self) -> Option<&[usize]> {
        self.looked_at.as_deref()
    }

    /// Compares it with what was decided before, or with nothing.
    pub fn compare(&mut self, snapshot: Option<&PortfolioSnapshot>) {
        if self.than.as_ref().map(|(snapshot, _)| snapshot) == snapshot {
            return;
        }
        let before = self.than.take();
        self.than = snapshot.map(|snapshot| {
            // By another name it would fund the same.
            let decided = (snapshot.budget, &snapshot.must, &snapshot.excluded);
            let same = before.filter(|(than, _)| (than.budget, &than.must, &than.excluded) == decided);
            let funded = same.map_or_else(|| self.evaluation.funded_as(snapshot), |(_, funded)| funded);
            (snapshot.clone(), funded)
        });
        self.tell_differences();
    }

    /// How each headline differs from what it is compared with.
    pub fn differences(&self) -> Option<&[Phrasings; 4]> {
        self.differences.as_ref()
    }

    fn tell_differences(&mut self) {
        self.differences = self
            .than
            .as_ref()
            .map(|(snapshot, funded)| funding_differences(&self.evaluation, &tr!("‘{}’", snapshot.name), funded));
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

    /// A chart as it is shown.
    pub fn chart(&self, kind: PortfolioChartKind) -> &Chart {
        match kind {
            PortfolioChartKind::ViabilityMap => &self.map,
            PortfolioChartKind::FundingByMonth => &self.funding,
            PortfolioChartKind::Frontier => &self.frontier_chart,
        }
    }
}

/// What each point of a frontier would fund, in words.
fn choices(evaluation: &EvaluatedPortfolio, frontier: &[FrontierPoint]) -> Vec<String> {
    frontier.iter().map(|point| choice_in_words(evaluation, &point.chosen)).collect()
}
