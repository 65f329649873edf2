//! What was measured of a plan, beside what was planned.

use super::{Grid, ReportBlock, ReportColumn};
use crate::advice::{CriterionStatus, actual_criteria};
use crate::calibration::{Calibration, Measurement};
use crate::format::Money;
use crate::language::tr;
use crate::prose::{ResultsInput, name_of, position_in_words, seen_in_words, value_with_range, window_in_words};

/// A table for each usage that is kept; nothing where there is none.
pub fn measured(input: ResultsInput<'_>) -> Vec<ReportBlock> {
    let actuals = input.scenario.actuals.iter().zip(input.calibrations);
    let found = actuals.filter_map(|(actual, found)| Some((actual, found.as_ref()?)));
    let found = found.filter(|(_, found)| !found.measurements.is_empty());
    found
        .flat_map(|(actual, found)| {
            let stage = &input.scenario.stages[found.context.stage].name;
            let title = tr!("{}, held against {stage}: {}", actual.name, window_in_words(&found.month), stage);
            let crossed = crossed(input, found);
            let crossed = (!crossed.is_empty()).then_some(ReportBlock::Points(crossed));
            [ReportBlock::Subheading(title), ReportBlock::Table(table(input, found))].into_iter().chain(crossed)
        })
        .collect()
}

/// The kill criteria that the actual month crosses, a sentence each.
fn crossed(input: ResultsInput<'_>, found: &Calibration) -> Vec<String> {
    let money = Money::new(&input.scenario.currency);
    let Some(month) = &found.evaluation else { return Vec::new() };
    let criteria = actual_criteria(input.plan, found.context.stage, month);
    let sentence = |status: &CriterionStatus<'_>| {
        let sentence = status.sentence_of(input.scenario, &money, tr!("in the actual month"));
        tr!("Crossed: {sentence}{}", status.agreed_in_words(), sentence)
    };
    criteria.iter().filter(|status| status.is_breached).map(sentence).collect()
}

fn table(input: ResultsInput<'_>, found: &Calibration) -> Grid {
    let money = Money::new(&input.scenario.currency);
    let row = |found: &Measurement| {
        let name = name_of(input.scenario, &found.path);
        let cell = |value, interval| value_with_range(&name, &money, value, interval);
        vec![
            name.label(),
            cell(found.planned.base(), found.planned_interval),
            cell(found.measured, found.interval),
            position_in_words(found.position()).to_owned(),
            seen_in_words(found.seen, found.seen_as),
        ]
    };
    Grid {
        rows: found.measurements.iter().map(row).collect(),
        columns: vec![
            ReportColumn::text(tr!("Measured"), 2.0),
            ReportColumn::figure(tr!("Planned (8 in 10)"), 1.5),
            ReportColumn::figure(tr!("Measured (8 in 10)"), 1.5),
            ReportColumn::text(tr!("Beside the plan"), 0.9),
            ReportColumn::text(tr!("Seen"), 1.1),
        ],
    }
}
