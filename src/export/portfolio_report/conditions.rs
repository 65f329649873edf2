//! What stands before each stage, what was left out, which rules hold, and what was decided and noted.

use crate::export::report::{Grid, ReportBlock, ReportColumn, decided, notes, or_dash, part};
use crate::language::tr;
use crate::portfolio::{EvaluatedPortfolio, GateEntry, GateKind};
use crate::prose::{listed, portfolio_month};

/// All of it, each part left out where it is empty.
pub fn conditions(evaluation: &EvaluatedPortfolio) -> Vec<ReportBlock> {
    let mut blocks = part(tr!("Before each stage"), gates(evaluation));
    blocks.extend(part(tr!("Left out"), left_out(evaluation)));
    let rules = rules(evaluation);
    if !rules.is_empty() {
        blocks.extend([ReportBlock::Heading(tr!("Rules, and what is shared").to_owned()), ReportBlock::Points(rules)]);
    }
    blocks.extend(part(tr!("What was decided"), decided(&evaluation.portfolio.decisions)));
    let notes = notes(&evaluation.portfolio.notes);
    if !notes.is_empty() {
        blocks.push(ReportBlock::Heading(tr!("Notes").to_owned()));
        blocks.extend(notes);
    }
    blocks
}

/// By month, then by use case.
fn gates(evaluation: &EvaluatedPortfolio) -> Grid {
    let entries = evaluation.gates();
    let mut rows = Vec::new();
    for stage in entries.chunk_by(|one, other| (one.use_case, one.stage) == (other.use_case, other.stage)) {
        let GateEntry { use_case, stage: number, month, .. } = stage[0];
        let name = &evaluation.use_cases[use_case].scenario.stages[number].name;
        let month = portfolio_month(&evaluation.portfolio, month);
        rows.push(vec![format!("{month} · {} · {name}", evaluation.name(use_case))]);
        rows.extend(stage.iter().map(row));
    }
    Grid {
        rows,
        columns: vec![
            ReportColumn::text("", 0.7),
            ReportColumn::text(tr!("What"), 4.6),
            ReportColumn::text(tr!("Who"), 1.5),
            ReportColumn::text(tr!("State"), 0.8),
        ],
    }
}

fn row(entry: &GateEntry) -> Vec<String> {
    let state = match (entry.kind, entry.is_met) {
        (GateKind::Decision, _) => tr!("to decide"),
        (GateKind::Readiness, true) => tr!("done"),
        (GateKind::Readiness, false) => tr!("open"),
        (GateKind::KillCriterion, true) => tr!("kept"),
        (GateKind::KillCriterion, false) => tr!("crossed"),
    };
    vec![entry.kind.name().to_owned(), entry.what.clone(), or_dash(&entry.owner), state.to_owned()]
}

fn left_out(evaluation: &EvaluatedPortfolio) -> Grid {
    let rows = evaluation.left_out.iter().map(|left_out| vec![left_out.file.clone(), left_out.reason.clone()]);
    Grid {
        rows: rows.collect(),
        columns: vec![ReportColumn::text(tr!("File"), 2.0), ReportColumn::text(tr!("Why"), 4.0)],
    }
}

/// What held before anything was chosen: decisions for use cases, and what they need and share.
fn rules(evaluation: &EvaluatedPortfolio) -> Vec<String> {
    let portfolio = &evaluation.portfolio;
    // One that was left out has no other name than its file.
    let name = |file: &str| {
        let place = evaluation.use_cases.iter().position(|use_case| use_case.file == file);
        place.map_or(file, |place| evaluation.name(place)).to_owned()
    };
    let of_estimates = |estimates: &[String]| {
        let files = estimates.iter().filter_map(|estimate| estimate.split_once('#'));
        let names: Vec<String> = files.map(|(file, _)| name(file)).collect();
        listed(&names, names.len())
    };
    let must = portfolio.must.iter().map(|file| tr!("{} is funded whatever it brings", name(file)));
    let excluded = portfolio.excluded.iter().map(|file| tr!("{} is excluded", name(file)));
    let needs =
        portfolio.needs.iter().map(|(file, other)| tr!("{} is funded only together with {}", name(file), name(other)));
    let setups = portfolio.shared_setup.iter().map(|(what, estimates)| {
        tr!("Paid once, by the first that is funded: {what} of {}", of_estimates(estimates), what)
    });
    let shared = portfolio
        .shared
        .iter()
        .map(|(what, estimates)| tr!("The same in each future: {what} of {}", of_estimates(estimates), what));
    must.chain(excluded).chain(needs).chain(setups).chain(shared).collect()
}
