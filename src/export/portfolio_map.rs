//! The map of a portfolio: each use case by what an outcome costs and what it is worth.

use crate::charts::{Chart, MapInput, MapUseCase, viability_map};
use crate::portfolio::{EvaluatedPortfolio, UseCase};
use crate::uncertainty::Quantiles;

/// The viability map, one of the use cases chosen.
pub fn portfolio_map(evaluation: &EvaluatedPortfolio, chosen: Option<usize>) -> Chart {
    let funded = evaluation.funded();
    let use_cases = evaluation.use_cases.iter().enumerate();
    viability_map(&MapInput {
        currency: evaluation.portfolio.currency.clone(),
        budget: evaluation.portfolio.budget,
        use_cases: use_cases
            .map(|(place, use_case)| MapUseCase {
                is_funded: funded.contains(&place),
                is_chosen: chosen == Some(place),
                name: evaluation.name(place).to_owned(),
                ..on_map(use_case)
            })
            .collect(),
    })
}

fn on_map(use_case: &UseCase) -> MapUseCase {
    let UseCase { scenario, plan, results, futures, rate, .. } = use_case;
    let target = &results.stages[plan.target].planned;
    let range = |base: Option<f64>, futures: &Quantiles| {
        [Some(futures.p10), base, Some(futures.p90)].map(|figure| figure.map_or(f64::NAN, |figure| figure * rate))
    };
    MapUseCase {
        name: String::new(),
        outcome: scenario.outcome.name.clone(),
        verdict: results.verdict,
        cost_per_outcome: range(target.cost_per_outcome(), &futures.outlook.cost_per_outcome),
        value_per_outcome: range(target.value_per_outcome(), &futures.value_per_outcome),
        monthly_value: target.value * rate,
        is_funded: false,
        is_chosen: false,
    }
}
