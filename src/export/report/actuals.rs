//! What was measured of a plan, beside what was planned.

use super::{Grid, ReportBlock, ReportColumn};
use crate::calibration::{Calibration, Measurement};
use crate::format::{self, Money};
use crate::prose::{ResultsInput, name_of, position_in_words, seen_in_words, window_in_words};

/// A table for each usage that is kept; nothing where there is none.
pub fn measured(input: ResultsInput<'_>) -> Vec<ReportBlock> {
    let actuals = input.scenario.actuals.iter().zip(input.calibrations);
    let found = actuals.filter_map(|(actual, found)| Some((actual, found.as_ref()?)));
    let found = found.filter(|(_, found)| !found.measurements.is_empty());
    found
        .flat_map(|(actual, found)| {
            let stage = &input.scenario.stages[found.context.stage].name;
            let title = format!("{}, held against {stage}: {}", actual.name, window_in_words(&found.month));
            [ReportBlock::Subheading(title), ReportBlock::Table(table(input, found))]
        })
        .collect()
}

fn table(input: ResultsInput<'_>, found: &Calibration) -> Grid {
    let money = Money::new(&input.scenario.currency);
    let row = |found: &Measurement| {
        let name = name_of(input.scenario, &found.path);
        let cell = |value: f64, [low, high]: [f64; 2]| {
            let range = format::interval([low, high], |value| name.full(&money, value));
            let full = name.full(&money, value);
            if low < high && range != full { format!("{full} ({range})") } else { full }
        };
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
            ReportColumn::text("Measured", 2.0),
            ReportColumn::figure("Planned (8 in 10)", 1.5),
            ReportColumn::figure("Measured (8 in 10)", 1.5),
            ReportColumn::text("Lies", 0.9),
            ReportColumn::text("Seen", 1.1),
        ],
    }
}
