//! The charts of a portfolio beside its map: funding by month, and the efficient frontier.

use super::portfolio_map::portfolio_map;
use crate::charts::{
    Chart, FrontierChoice, FrontierInput, FundingInput, FundingMonth, PortfolioChartKind, frontier_chart, funding_chart,
};
use crate::portfolio::{EvaluatedPortfolio, FrontierPoint, JointMonth};
use crate::prose::portfolio_month_in_sentence;

/// A chart of a portfolio as it stands; the frontier is computed for it.
pub fn portfolio_chart(kind: PortfolioChartKind, evaluation: &EvaluatedPortfolio) -> Chart {
    match kind {
        PortfolioChartKind::ViabilityMap => portfolio_map(evaluation, None),
        PortfolioChartKind::FundingByMonth => portfolio_funding(evaluation),
        PortfolioChartKind::Frontier => {
            portfolio_frontier(evaluation, &evaluation.frontier().unwrap_or_default(), None)
        }
    }
}

/// Cash so far of all that is funded.
pub fn portfolio_funding(evaluation: &EvaluatedPortfolio) -> Chart {
    let joint = evaluation.choice.as_ref().ok().and_then(|choice| choice.joint.as_ref());
    let month = |JointMonth { month, mean, p10, p50, p90 }: &JointMonth| FundingMonth {
        month: *month,
        mean: *mean,
        p50: *p50,
        range: [*p10, *p90],
    };
    let name = |month: u32| portfolio_month_in_sentence(&evaluation.portfolio, month);
    funding_chart(&FundingInput {
        currency: evaluation.portfolio.currency.clone(),
        funded: evaluation.funded().len(),
        budget: evaluation.portfolio.budget,
        months: joint.map_or_else(Vec::new, |joint| joint.cash.iter().map(month).collect()),
        month_names: joint.map_or_else(Vec::new, |joint| joint.cash.iter().map(|month| name(month.month)).collect()),
        peak: joint.map_or([0.0; 2], |joint| [joint.peak_funding.p10, joint.peak_funding.p90]),
        exceeds_budget: joint.and_then(|joint| joint.exceeds_budget),
    })
}

/// The frontier, which takes a while to compute, one of its points chosen.
pub fn portfolio_frontier(evaluation: &EvaluatedPortfolio, points: &[FrontierPoint], chosen: Option<usize>) -> Chart {
    let funded = funded_point(evaluation, points);
    let name = |place: &usize| evaluation.name(*place).to_owned();
    let choice = |(place, point): (usize, &FrontierPoint)| FrontierChoice {
        use_cases: point.chosen.iter().map(name).collect(),
        mean: point.mean,
        p10: point.p10,
        is_funded: funded == Some(place),
        is_chosen: chosen == Some(place),
    };
    frontier_chart(&FrontierInput {
        currency: evaluation.portfolio.currency.clone(),
        budget: evaluation.portfolio.budget,
        choices: points.iter().enumerate().map(choice).collect(),
    })
}

/// Which point is what is funded. Of choices that are worth the same the frontier has but one, which is the last.
fn funded_point(evaluation: &EvaluatedPortfolio, points: &[FrontierPoint]) -> Option<usize> {
    let funded = &evaluation.choice.as_ref().ok()?.funded;
    let is_worth_the_same = |point: &FrontierPoint| (point.mean - funded.npv).abs() <= 1e-9 * funded.npv.abs();
    let same = points.iter().position(|point| point.chosen == funded.chosen);
    same.or_else(|| points.iter().rposition(is_worth_the_same))
}

#[cfg(test)]
mod tests;
