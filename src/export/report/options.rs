//! What could be bought instead, and what it costs to change something later.

use super::{Grid, ReportBlock, ReportColumn};
use crate::export::bought::{option_name, option_rows};
use crate::export::later::{NEVER, later_rows};
use crate::export::returns::{contingency, return_rows};
use crate::format::{Money, chance};
use crate::prose::{ResultsInput, npv_label};

/// How long until it has paid back, at what rate, and what a budget adds to be sure of itself.
pub fn returns(input: ResultsInput<'_>) -> Grid {
    let money = Money::new(&input.scenario.currency);
    let rows = return_rows(input.plan, input.results, &money);
    let contingency = contingency(&input.uncertainty.outlook, &money).map(|figure| ("Contingency", figure));
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
        let futures = format!("{}, best in {}", money.full(outlook.mean), chance(outlook.is_best.share));
        vec![option.name.to_owned(), cost, value, net, option.npv, futures, option.payback, option.meets]
    });
    let stage = &scenario.stages[plan.target].name;
    let grid = Grid {
        rows: rows.collect(),
        columns: vec![
            ReportColumn::text("Option", 1.6),
            ReportColumn::figure("Cost a month", 1.0),
            ReportColumn::figure("Value a month", 1.0),
            ReportColumn::figure("Net a month", 1.0),
            ReportColumn::figure("NPV", 1.0),
            ReportColumn::figure("Mean NPV of futures", 1.3),
            ReportColumn::figure("Pays back", 0.9),
            ReportColumn::text("Nets as the plan at", 1.3),
        ],
    };
    let neither = outlooks.last().map_or(0.0, |outlook| outlook.is_best.share);
    let finding = format!(
        "{}: worth most by {}. Months are those at {stage}. In {} of futures neither is worth it.",
        option_name(scenario, results.choice),
        npv_label(plan.horizon_months),
        chance(neither)
    );
    vec![ReportBlock::Heading("Buying instead".to_owned()), ReportBlock::Paragraph(finding), ReportBlock::Table(grid)]
}

/// What waiting costs, decision by stage.
pub fn changing_later(input: ResultsInput<'_>) -> Grid {
    let money = Money::new(&input.scenario.currency);
    let rows = later_rows(input.scenario, input.plan, input.results);
    let rows = rows.into_iter().map(|decision| {
        let cells = decision.cells.iter().map(|delay| match delay.map(|delay| delay.late) {
            Some(Some(late)) => money.change(late),
            Some(None) => NEVER.to_owned(),
            None => "–".to_owned(),
        });
        std::iter::once(decision.name.to_owned()).chain(cells).collect()
    });
    let stages = input.scenario.stages.iter().skip(1);
    let stages = stages.map(|stage| ReportColumn::figure(format!("Only at {}", stage.name), 1.0));
    Grid {
        rows: rows.collect(),
        columns: std::iter::once(ReportColumn::text("What NPV loses", 1.8)).chain(stages).collect(),
    }
}
