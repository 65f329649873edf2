//! The charts say what the evaluation says.

use super::*;
use crate::charts::ChartKey;
use crate::portfolio::{FutureOptions, ReadPortfolio};

fn example() -> EvaluatedPortfolio {
    let options = FutureOptions { count: 500, ..FutureOptions::default() };
    EvaluatedPortfolio::new(ReadPortfolio::example(), options)
}

#[test]
fn funding_is_that_of_the_joint_futures() {
    let evaluation = example();
    let joint = evaluation.choice.as_ref().expect("it can be funded").joint.clone().expect("something is");
    let chart = portfolio_funding(&evaluation);
    let lines = chart.lines().expect("it has lines");
    let mean = lines.series.last().expect("there is a line");
    let paths = mean.points.iter().zip(&joint.cash);
    assert!(paths.clone().all(|(point, month)| *point == [f64::from(month.month), month.mean]));
    assert_eq!(paths.count(), joint.cash.len());
    let lowest = mean.points.iter().map(|point| -point[1]).fold(0.0, f64::max);
    assert_eq!(lowest, joint.mean_peak_funding());
    assert!(lowest <= evaluation.portfolio.budget.expect("it has a budget"));
}

#[test]
fn one_point_of_the_frontier_is_what_is_funded() {
    let mut evaluation = example();
    for budget in [None, Some(20_000.0), evaluation.portfolio.budget] {
        evaluation.portfolio.budget = budget;
        evaluation.decide();
        let points = evaluation.frontier().expect("something can be funded");
        let chart = portfolio_frontier(&evaluation, &points, Some(0));
        let lines = chart.lines().expect("it has lines");
        let funded: Vec<_> = lines.choices.iter().filter(|choice| choice.figures[0][1] == "funded").collect();
        let [funded] = funded.as_slice() else { panic!("one point is funded: {}", funded.len()) };
        let choice = evaluation.choice.as_ref().expect("it can be funded");
        assert!((funded.at[1] - choice.funded.npv).abs() <= 1e-9 * choice.funded.npv.abs());
        let p10 = choice.joint.as_ref().map_or(0.0, |joint| joint.npv_quantiles.p10);
        assert!((funded.at[0] - p10).abs() <= 1e-6 * p10.abs().max(1.0), "{} {p10}", funded.at[0]);
        assert!(lines.choices[0].is_chosen && lines.choices.iter().filter(|choice| choice.is_chosen).count() == 1);
    }
}

#[test]
fn every_kind_is_made_also_where_nothing_can_be_funded() {
    let mut evaluation = example();
    evaluation.portfolio.must.clone_from(&evaluation.portfolio.scenarios);
    evaluation.portfolio.budget = Some(1.0);
    evaluation.decide();
    assert!(evaluation.choice.is_err());
    for kind in PortfolioChartKind::ALL {
        assert_eq!(portfolio_chart(kind, &evaluation).key(), ChartKey::from(kind));
    }
}
