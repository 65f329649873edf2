//! The map, every use case by its rank, and why some are never to be built.

use crate::charts::{Chart, ChartBody};
use crate::export::portfolio_map::portfolio_map;
use crate::export::report::{Grid, ReportBlock, ReportColumn, or_dash, part};
use crate::format::{self, Money};
use crate::language::{text, tr, tr_noop};
use crate::portfolio::{EvaluatedPortfolio, UseCase};
use crate::prose::{EIGHT_IN_TEN, capitalised, first_to_measure, is_wide, never_build_in_words};
use crate::uncertainty::{Interval, Quantiles};

/// All of it.
pub fn use_cases(evaluation: &EvaluatedPortfolio) -> Vec<ReportBlock> {
    let map = portfolio_map(evaluation, None);
    let mut blocks = vec![ReportBlock::Heading(tr!("The use cases on one map").to_owned())];
    let has_bubbles = |chart: &Chart| matches!(&chart.body, ChartBody::Bubbles(map) if !map.bubbles.is_empty());
    if has_bubbles(&map) {
        blocks.push(ReportBlock::Chart(Box::new(map)));
    } else {
        blocks.push(ReportBlock::Paragraph(map.summary().to_owned()));
    }
    blocks.extend(part(tr!("Every use case"), ranked(evaluation)));
    blocks.extend(part(tr!("Never to be built, and why"), never(evaluation)));
    blocks
}

/// A group of rows: what stands over them, and which use cases they are of.
type Group = (&'static str, fn(bool, &UseCase) -> bool);

const GROUPS: [Group; 3] = [
    (tr_noop!("Funded"), |is_funded, _| is_funded),
    (tr_noop!("Not funded"), |is_funded, use_case| !is_funded && use_case.never_build.is_empty()),
    (tr_noop!("Never to be built"), |is_funded, use_case| !is_funded && !use_case.never_build.is_empty()),
];

fn ranked(evaluation: &EvaluatedPortfolio) -> Grid {
    let money = Money::new(&evaluation.portfolio.currency);
    let full = |amount: f64| money.full(amount);
    let (funded, ranking) = (evaluation.funded(), evaluation.ranking());
    let row = |place: usize| {
        let use_case = &evaluation.use_cases[place];
        let npv = Quantiles::of(&use_case.npv);
        let payback = use_case.results.months.payback_months;
        vec![
            (place + 1).to_string(),
            evaluation.name(place).to_owned(),
            use_case.results.verdict.name().to_owned(),
            full(use_case.mean_npv()),
            on_two_lines([npv.p10, npv.p90], full),
            full(use_case.results.months.cash_at_risk * use_case.rate),
            payback.map_or("–".to_owned(), |months| format::decimals(months, 1)),
            or_dash(&first_to_measure(use_case).unwrap_or_default()),
        ]
    };
    let mut rows = Vec::new();
    for (title, is_in) in GROUPS {
        let places = ranking.iter().filter(|place| is_in(funded.contains(place), &evaluation.use_cases[**place]));
        let of_group: Vec<Vec<String>> = places.map(|place| row(*place)).collect();
        if !of_group.is_empty() {
            rows.push(vec![text(title).to_owned()]);
            rows.extend(of_group);
        }
    }
    Grid {
        rows,
        columns: vec![
            ReportColumn::figure(tr!("No."), 0.58),
            ReportColumn::text(tr!("Use case"), 1.95),
            ReportColumn::text(tr!("Verdict"), 0.9),
            ReportColumn::figure(tr!("Mean NPV"), 1.3),
            ReportColumn::figure(text(EIGHT_IN_TEN), 1.5),
            ReportColumn::figure(tr!("Peak funding"), 1.1),
            ReportColumn::figure(tr!("Months to payback"), 0.95),
            ReportColumn::text(tr!("To measure first"), 1.55),
        ],
    }
}

/// An interval in a narrow column, each end whole: `$618,612 to` above `$6,087,349`.
fn on_two_lines([low, high]: Interval, write: impl Fn(f64) -> String) -> String {
    if is_wide([low, high]) { tr!("{} to\n{}", write(low), write(high)) } else { write(low) }
}

fn never(evaluation: &EvaluatedPortfolio) -> Grid {
    let places = evaluation.ranking().into_iter();
    let ruled_out = places.filter(|place| !evaluation.use_cases[*place].never_build.is_empty());
    let row = |place: usize| {
        let use_case = &evaluation.use_cases[place];
        let reasons = use_case.never_build.iter().map(|reason| never_build_in_words(use_case, reason));
        vec![evaluation.name(place).to_owned(), capitalised(&reasons.collect::<Vec<_>>().join("; "))]
    };
    Grid {
        rows: ruled_out.map(row).collect(),
        columns: vec![ReportColumn::text(tr!("Use case"), 2.0), ReportColumn::text(tr!("Why"), 5.0)],
    }
}
