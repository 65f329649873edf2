//! What holds of every chart, and how tests have a look at all of them.

use super::{Chart, ChartKind, Table};
use crate::economics::{Plan, Results};
use crate::prose::ResultsInput;
use crate::reference::{PRESETS, Preset};
use crate::uncertainty::Simulation;

/// Has a look at every chart of a preset, with fewer futures than people see.
pub(crate) fn charts_of(preset: &Preset, mut look: impl FnMut(ChartKind, &Chart, &Results)) {
    let scenario = preset.scenario();
    let plan = Plan::new(&scenario).unwrap();
    let results = Results::of(&plan);
    let uncertainty = Simulation::new(300, 1).of(&plan, &results);
    let input = ResultsInput::of(&scenario, &plan, &results, &uncertainty);
    ChartKind::ALL.into_iter().for_each(|key| look(key, &key.chart(input), &results));
}

#[test]
fn every_chart_of_every_preset_says_its_finding() {
    for preset in PRESETS {
        let mut place = 0;
        charts_of(preset, |key, chart, _| {
            assert_eq!(key as usize, place, "listed in the order of the enum");
            place += 1;
            let what = format!("{} {}", preset.key, key.key());
            assert_eq!(chart.key(), key, "{what}");
            assert!(chart.summary().starts_with(chart.title()), "{what}: {}", chart.summary());
            let Table { headings, rows, .. } = chart.table();
            assert!(rows.iter().all(|row| row.len() == headings.len()), "{what}");
            let said = [chart.title(), chart.summary()].into_iter().chain(rows.iter().flatten().map(|cell| &**cell));
            for text in said {
                assert!(!["NaN", "inf", "−$0", "  "].iter().any(|bad| text.contains(bad)), "{what}: {text}");
            }
        });
    }
}
