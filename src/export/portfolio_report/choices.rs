//! What more safety costs: choices that are worth less on average and more in bad futures.

use crate::export::portfolio_charts::portfolio_frontier;
use crate::export::report::{Grid, ReportBlock, ReportColumn};
use crate::format::{self, Money};
use crate::language::tr;
use crate::portfolio::{EvaluatedPortfolio, FrontierPoint};
use crate::prose::{capitalised, funding_change_in_words};

/// So many choices are listed; of more, as many from one end to the other.
const MOST_CHOICES: usize = 16;

/// All of it, where there is more than one choice.
pub fn choices(evaluation: &EvaluatedPortfolio) -> Vec<ReportBlock> {
    let points = evaluation.frontier().unwrap_or_default();
    if points.len() < 2 {
        return Vec::new();
    }
    let listed = spread(&points);
    let mut words = tr!(
        "Each choice keeps to the budget. From the first on, it is worth less on average and more in one bad future \
                     of ten: its tenth percentile is higher."
    )
    .to_owned();
    if listed.len() < points.len() {
        let (shown, all) = (format::count(listed.len() as f64), format::count(points.len() as f64));
        words.push(' ');
        words.push_str(&tr!("Listed are {shown} of {all} such choices, from one end to the other.", shown, all));
    }
    vec![
        ReportBlock::Heading(tr!("What more safety costs").to_owned()),
        ReportBlock::Chart(Box::new(portfolio_frontier(evaluation, &points, None))),
        ReportBlock::Table(frontier(evaluation, &listed)),
        ReportBlock::Paragraph(words),
    ]
}

/// The greatest mean first; of many, some at equal distances with both ends.
fn spread(points: &[FrontierPoint]) -> Vec<&FrontierPoint> {
    let count = points.len().min(MOST_CHOICES);
    let last = points.len() - 1;
    (0..count).rev().map(|step| &points[step * last / (count - 1)]).collect()
}

fn frontier(evaluation: &EvaluatedPortfolio, points: &[&FrontierPoint]) -> Grid {
    let money = Money::new(&evaluation.portfolio.currency);
    let row = |point: &&FrontierPoint| {
        vec![
            capitalised(&funding_change_in_words(evaluation, &point.chosen)),
            point.chosen.len().to_string(),
            money.full(point.mean),
            money.full(point.p10),
        ]
    };
    Grid {
        rows: points.iter().map(row).collect(),
        columns: vec![
            ReportColumn::text(tr!("What is funded"), 4.0),
            ReportColumn::figure(tr!("Use cases"), 0.8),
            ReportColumn::figure(tr!("Mean NPV"), 1.3),
            ReportColumn::figure(tr!("NPV, P10"), 1.3),
        ],
    }
}
