//! The workbook of a portfolio recalculates to our numbers, also after another choice was made.

use std::fs;
use std::path::PathBuf;

use breakeven::export::{portfolio_workbook, portfolio_workbook_of};
use breakeven::portfolio::{EvaluatedPortfolio, FutureOptions, ReadPortfolio, npv, peak_funding};

use super::{NEAR, recalculate, sheet};

#[test]
fn the_workbook_of_a_portfolio_recalculates_to_our_numbers() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut read = ReadPortfolio::example();
    let file = |place: usize| read.portfolio.scenarios[place].clone();
    read.portfolio.needs = vec![(file(3), file(4))];
    read.portfolio.must = vec![file(0)];
    let evaluation = EvaluatedPortfolio::new(read, FutureOptions { count: 300, seed: 1 });
    let bytes = portfolio_workbook(&evaluation, Some("2026-11-28")).expect("a workbook");
    assert_eq!(bytes, portfolio_workbook(&evaluation, Some("2026-11-28")).expect("a workbook"), "the same bytes again");
    // As it was computed; the two that share a set-up; all; none.
    let choices = [evaluation.funded().to_vec(), vec![0, 1, 3], (0..10).collect(), Vec::new()];
    let paths: Vec<PathBuf> =
        (0..choices.len()).map(|place| folder.path().join(format!("choice{place}.xlsx"))).collect();
    for (path, chosen) in paths.iter().zip(&choices) {
        let bytes = portfolio_workbook_of(&evaluation, None, |place| chosen.contains(&place)).expect("a workbook");
        fs::write(path, bytes).expect("it is written");
    }
    if !recalculate(folder.path(), paths.iter()) {
        eprintln!("LibreOffice is missing: formulas are not recalculated here");
        return;
    }
    let budget = evaluation.portfolio.budget.expect("the example has one");
    let (candidates, rules) = (evaluation.candidates(), evaluation.rules());
    for (path, chosen) in paths.iter().zip(&choices) {
        let near = |found: &str, expected: f64, of: &str| {
            let found: f64 = found.parse().unwrap_or_else(|_| panic!("{chosen:?}, {of}: {found:?} is no number"));
            assert!(
                (found - expected).abs() <= NEAR * expected.abs().max(1.0),
                "{chosen:?}, {of}: {found}, not {expected}"
            );
        };
        let summary = sheet(path, "Summary");
        let peak = peak_funding(candidates, rules, chosen);
        near(&summary["Use cases funded"][1], chosen.len() as f64, "how many");
        near(&summary["Mean net present value"][1], npv(candidates, rules, chosen), "net present value");
        near(&summary["Tied up at most, in the mean of the futures"][1], peak, "peak funding");
        assert_eq!(summary["Within the budget"][1], if peak <= budget { "yes" } else { "no" });
        let is_same = chosen == evaluation.funded();
        assert_eq!(summary["Choice"][1], if is_same { "as computed" } else { "changed" });
        let broken = usize::from(!chosen.contains(&0))
            + usize::from(chosen.contains(&8))
            + usize::from(chosen.contains(&3) && !chosen.contains(&4));
        near(&summary["Rules that are broken"][1], broken as f64, "rules");
        let months = sheet(path, "Funding by month");
        let sums: Vec<f64> = (0..)
            .map_while(|month: u32| months.get(&month.to_string()))
            .map(|row| row[2].parse().expect("a sum"))
            .collect();
        assert_eq!(sums.len(), candidates.iter().map(|candidate| candidate.cash.len()).max().unwrap_or(0));
        for (month, sum) in sums.iter().enumerate() {
            let within = if -budget <= *sum { "yes" } else { "no" };
            assert_eq!(months[&month.to_string()][4], within, "{chosen:?}, month {month}");
        }
        near(&sums.iter().fold(0.0_f64, |peak, sum| peak.max(-sum)).to_string(), peak, "the lowest sum");
        if is_same {
            let joint =
                evaluation.choice.as_ref().ok().and_then(|choice| choice.joint.as_ref()).expect("some are funded");
            for (month, sum) in joint.cash.iter().zip(&sums) {
                assert!((month.mean - sum).abs() <= NEAR * budget, "month {}: {sum}, not {}", month.month, month.mean);
            }
        }
    }
}
