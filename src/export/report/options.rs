//! What could be bought instead, and what it costs to change something later.

use super::{Grid, ReportBlock, ReportColumn};
use crate::economics::{Choice, Delay};
use crate::export::bought::{option_name, option_rows};
use crate::export::later::{LaterRow, NEVER, later_rows};
use crate::export::returns::{contingency, return_rows};
use crate::format::{Money, chance};
use crate::language::{text, tr};
use crate::prose::{ResultsInput, npv_label};
use crate::scenario::Stage;

/// How long until it has paid back, at what rate, and what a budget adds to be sure of itself.
pub fn returns(input: ResultsInput<'_>) -> Grid {
    let money = Money::new(&input.scenario.currency);
    let rows = return_rows(input.plan, input.results, &money);
    let contingency = contingency(&input.uncertainty.outlook, &money).map(|figure| (tr!("Contingency"), figure));
    let rows = rows.into_iter().chain(contingency);
    Grid {
        columns: vec![ReportColumn::text("", 1.4), ReportColumn::text("", 2.6)],
        rows: rows.map(|(label, figure)| vec![label.to_owned(), figure]).collect(),
    }
}

/// Each alternative beside the plan, and what is worth most; nothing where there are none.
pub fn bought_instead(input: ResultsInput<'_>) -> Vec<ReportBlock> {
    let ResultsInput { scenario, plan, results, uncertainty, .. } = input;
    let money = Money::new(&scenario.currency);
    let rows = option_rows(scenario, plan, results, &money);
    if rows.is_empty() {
        return Vec::new();
    }
    let outlooks = &uncertainty.pilot.actions;
    let rows = rows.into_iter().zip(outlooks).map(|(option, outlook)| {
        let [cost, value, net] = option.month;
        let is_counted = !matches!(outlook.action, Choice::Alternative(place) if scenario.lacks_people(place));
        let futures = match is_counted {
            true => tr!("{}, best in {}", money.full(outlook.mean), chance(outlook.is_best.share)),
            false => "–".to_owned(),
        };
        vec![option.name.to_owned(), cost, value, net, option.npv, futures, option.payback, option.meets]
    });
    let stage = &scenario.stages[plan.target].name;
    let grid = Grid {
        rows: rows.collect(),
        columns: vec![
            ReportColumn::text(tr!("Option"), 1.6),
            ReportColumn::figure(tr!("Cost a month"), 1.0),
            ReportColumn::figure(tr!("Value a month"), 1.0),
            ReportColumn::figure(tr!("Net a month"), 1.0),
            ReportColumn::figure(tr!("NPV"), 1.0),
            ReportColumn::figure(tr!("Mean NPV of futures"), 1.3),
            ReportColumn::figure(tr!("Pays back"), 0.9),
            ReportColumn::text(tr!("Nets as the plan at"), 1.3),
        ],
    };
    let neither = outlooks.last().map_or(0.0, |outlook| outlook.is_best.share);
    let finding = tr!(
        "{}: worth most by {}. Months are those at {stage}. In {} of futures neither is worth it.",
        option_name(scenario, Choice::among_counted(scenario, results)),
        npv_label(plan.horizon_months),
        chance(neither),
        stage
    );
    vec![
        ReportBlock::Heading(tr!("Buying instead").to_owned()),
        ReportBlock::Paragraph(finding),
        ReportBlock::Table(grid),
    ]
}

/// How many stages stand side by side; more than that go on below.
const STAGES_IN_A_TABLE: usize = 7;

/// What waiting costs, decision by stage; nothing where nothing is known of it.
pub fn changing_later(input: ResultsInput<'_>) -> Vec<ReportBlock> {
    let money = Money::new(&input.scenario.currency);
    let rows = later_rows(input.scenario, input.plan, input.results);
    if rows.is_empty() {
        return Vec::new();
    }
    let cell = |delay: &Option<Delay>| match delay.map(|delay| delay.late) {
        Some(Some(late)) => money.change(late),
        Some(None) => text(NEVER).to_owned(),
        None => "–".to_owned(),
    };
    let table = |(place, stages): (usize, &[Stage])| {
        let first = place * STAGES_IN_A_TABLE;
        let row = |decision: &LaterRow<'_>| {
            let cells = decision.cells[first..first + stages.len()].iter().map(cell);
            std::iter::once(decision.name.to_owned()).chain(cells).collect()
        };
        let names = stages.iter().map(|stage| ReportColumn::figure(tr!("Only at {}", stage.name), 1.0));
        ReportBlock::Table(Grid {
            rows: rows.iter().map(row).collect(),
            columns: std::iter::once(ReportColumn::text(tr!("What NPV loses"), 1.8)).chain(names).collect(),
        })
    };
    let tables = input.scenario.stages[1..].chunks(STAGES_IN_A_TABLE).enumerate().map(table);
    std::iter::once(ReportBlock::Heading(tr!("What it costs to change later").to_owned())).chain(tables).collect()
}
