//! Nothing that a portfolio decides, rules out or leaves out is missing from its report.

use super::portfolio_report;
use crate::export::report::{Report, ReportBlock};
use crate::format::{Money, chance};
use crate::portfolio::{EvaluatedPortfolio, FutureOptions, LeftOut, Portfolio, ReadPortfolio};
use crate::prose::{first_to_measure, never_build_in_words};

const FEW: FutureOptions = FutureOptions { count: 200, seed: 1 };

fn example(change: impl FnOnce(&mut Portfolio)) -> EvaluatedPortfolio {
    let mut read = ReadPortfolio::example();
    change(&mut read.portfolio);
    EvaluatedPortfolio::new(read, FEW)
}

/// The rows below a heading; each has a cell under every column, or is over others.
fn rows<'r>(report: &'r Report, heading: &str) -> &'r [Vec<String>] {
    let is_it = |block: &ReportBlock| matches!(block, ReportBlock::Heading(title) | ReportBlock::Subheading(title) if title == heading);
    let mut blocks = report.blocks.iter().skip_while(|block| !is_it(block)).skip(1);
    let Some(ReportBlock::Table(grid)) = blocks.find(|block| !matches!(block, ReportBlock::Chart(_))) else {
        panic!("no table below {heading}")
    };
    assert!(grid.rows.iter().all(|row| row.len() == 1 || row.len() == grid.columns.len()), "{grid:?}");
    &grid.rows
}

fn headings(report: &Report) -> Vec<&str> {
    let titles = report.blocks.iter().filter_map(|block| match block {
        ReportBlock::Heading(title) => Some(title.as_str()),
        _ => None,
    });
    titles.collect()
}

/// All of it as text.
fn told(report: &Report) -> String {
    let block = |block: &ReportBlock| match block {
        ReportBlock::Heading(words)
        | ReportBlock::Subheading(words)
        | ReportBlock::Lead(words)
        | ReportBlock::Paragraph(words) => words.clone(),
        ReportBlock::Points(points) => points.join("\n"),
        ReportBlock::Figures(figures) => {
            let lines = figures.iter().map(|figure| format!("{}: {} {}", figure.label, figure.figure, figure.detail));
            lines.collect::<Vec<_>>().join("\n")
        }
        ReportBlock::Chart(chart) => chart.title().to_owned(),
        ReportBlock::Table(grid) => grid.rows.concat().join("\n"),
        ReportBlock::Contents => String::new(),
    };
    report.blocks.iter().map(block).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_first_page_is_the_decision() {
    let evaluation = example(|_| {});
    let report = portfolio_report(&evaluation, Some("2026-11-28".to_owned()));
    let choice = evaluation.choice.as_ref().unwrap();
    let (money, joint) = (Money::new("USD"), choice.joint.as_ref().unwrap());
    let Some(ReportBlock::Figures(figures)) =
        report.blocks.iter().find(|block| matches!(block, ReportBlock::Figures(_)))
    else {
        panic!("no figures")
    };
    let figure = |label: &str| figures.iter().find(|figure| figure.label.starts_with(label)).expect(label);
    assert_eq!(figure("Use cases funded").figure, format!("{} of 10", choice.funded.chosen.len()));
    assert_eq!(figure("Worth on average").figure, money.full(choice.funded.npv));
    assert!(figure("Worth on average").detail.contains(&money.full(joint.npv_quantiles.p10)));
    assert_eq!(figure("Tied up at most").figure, money.full(joint.mean_peak_funding()));
    assert_eq!(figure("Chance of exceeding").figure, chance(joint.exceeds_budget.unwrap().share));
    assert_eq!(figure("Chance that all").figure, chance(joint.pays.share));
    assert_eq!(figure("Begins").figure, "January 2027");
    let rows = rows(&report, "What is funded");
    assert_eq!(rows.len(), choice.funded.chosen.len() + 1);
    assert_eq!(rows[0][..1], ["Together"]);
    for place in evaluation.funded() {
        let target = evaluation.use_cases[*place].plan.target;
        let month = evaluation.use_cases[*place].plan.stages[target].month;
        let row = rows.iter().find(|row| row[0] == evaluation.name(*place)).expect("it is listed");
        assert_eq!(row[1], crate::prose::portfolio_month(&evaluation.portfolio, month));
        assert_eq!(row[2], money.full(evaluation.use_cases[*place].mean_npv()));
    }
}

#[test]
fn every_use_case_is_ranked_with_what_rules_it_out_and_what_to_measure() {
    let mut evaluation = example(|portfolio| portfolio.excluded = vec![portfolio.scenarios[3].clone()]);
    let reason = "there is no such file".to_owned();
    evaluation.left_out.push(LeftOut { file: "gone.ron".to_owned(), reason });
    let report = portfolio_report(&evaluation, None);
    let rows_of_all = rows(&report, "Every use case");
    let mut group = "";
    for row in rows_of_all {
        let [number, name, ..] = row.as_slice() else {
            group = &row[0];
            continue;
        };
        let place = number.parse::<usize>().unwrap() - 1;
        let use_case = &evaluation.use_cases[place];
        assert_eq!(name, evaluation.name(place));
        let expected = match (evaluation.funded().contains(&place), use_case.never_build.is_empty()) {
            (true, _) => "Funded",
            (false, true) => "Not funded",
            (false, false) => "Never to be built",
        };
        assert_eq!(group, expected, "{name}");
        assert_eq!(row[7], first_to_measure(use_case).unwrap_or("–".to_owned()));
    }
    assert_eq!(rows_of_all.iter().filter(|row| 1 < row.len()).count(), 10);
    let never: Vec<&str> = rows(&report, "Never to be built, and why").iter().map(|row| row[0].as_str()).collect();
    for (place, use_case) in evaluation.use_cases.iter().enumerate() {
        assert_eq!(never.contains(&evaluation.name(place)), !use_case.never_build.is_empty());
        for reason in &use_case.never_build {
            assert!(told(&report).contains(&never_build_in_words(use_case, reason)[1..]));
        }
    }
    assert_eq!(rows(&report, "Left out"), [["gone.ron", "there is no such file"]]);
    assert!(told(&report).contains(&format!("{} is excluded", evaluation.name(3))));
}

#[test]
fn choices_and_gates_are_all_there() {
    let evaluation = example(|_| {});
    let report = portfolio_report(&evaluation, None);
    let points = evaluation.frontier().unwrap();
    let choices = rows(&report, "What more safety costs");
    assert_eq!(choices.len(), points.len());
    assert_eq!(choices[0][0], "As funded");
    let names: Vec<&str> = choices.iter().map(|row| row[0].as_str()).collect();
    assert!((1..names.len()).all(|place| !names[..place].contains(&names[place])), "each once: {names:?}");
    let gates = rows(&report, "Before each stage");
    assert_eq!(gates.iter().filter(|row| 1 < row.len()).count(), evaluation.gates().len());
    for entry in evaluation.gates() {
        assert!(gates.iter().any(|row| 1 < row.len() && row[1] == entry.what && row[2].contains(&entry.owner)));
    }
    assert!(gates[0][0].starts_with("January 2027 · "), "{:?}", gates[0]);
    assert!(told(&report).contains("Leadership decides") && !told(&report).contains("For the facilitator"));
}

#[test]
fn a_portfolio_of_which_nothing_is_funded_is_told_of_too() {
    let nothing = portfolio_report(&example(|portfolio| portfolio.budget = Some(0.001)), None);
    assert!(told(&nothing).contains("None of 10 use cases is worth funding"));
    assert_eq!(rows(&nothing, "Every use case").iter().filter(|row| 1 < row.len()).count(), 10);
    let impossible = portfolio_report(&example(|portfolio| portfolio.must = portfolio.scenarios.clone()), None);
    assert!(told(&impossible).contains("Not possible") && told(&impossible).contains("never to be built"));
    for report in [nothing, impossible] {
        assert!(!headings(&report).contains(&"Before each stage"));
        assert!(!headings(&report).contains(&"What more safety costs"));
    }
}
