//! What to mind, when to stop, what to be ready for, what is hard to take back, what was decided and what changed.

use super::options::changing_later;
use super::{Grid, ReportBlock, ReportColumn, or_dash, part};
use crate::advice::{Severity, decide_before, item_in_words, kill_criteria, warnings_with_futures};
use crate::day::local_day;
use crate::format::{self, Money, chance};
use crate::language::tr;
use crate::prose::{ResultsInput, changes, first_changes};
use crate::scenario::{Decision, Metric};

/// So many changes since a snapshot are told.
const MOST_CHANGES: usize = 8;

/// All of it, each part left out where it is empty.
pub fn agreed(input: ResultsInput<'_>) -> Vec<ReportBlock> {
    let mut blocks = to_mind(input);
    blocks.extend(part(tr!("When to stop"), criteria(input)));
    blocks.extend(part(tr!("What must be ready"), readiness(input)));
    blocks.extend(part(tr!("What is hard to take back"), lock_in(input)));
    blocks.extend(changing_later(input));
    blocks.extend(part(tr!("What was decided"), decided(&input.scenario.decisions)));
    blocks.extend(part(tr!("What changed since"), snapshots(input)));
    blocks
}

fn to_mind(input: ResultsInput<'_>) -> Vec<ReportBlock> {
    let written = |weight: Severity| match weight {
        Severity::Problem => tr!("Problem: "),
        Severity::Note => "",
    };
    let found = warnings_with_futures(input.scenario, input.plan, input.results, input.uncertainty);
    let points: Vec<String> =
        found.iter().map(|warning| format!("{}{}", written(warning.weight), warning.sentence)).collect();
    if points.is_empty() {
        points.into_iter().map(ReportBlock::Paragraph).collect()
    } else {
        vec![ReportBlock::Heading(tr!("What to mind").to_owned()), ReportBlock::Points(points)]
    }
}

fn criteria(input: ResultsInput<'_>) -> Grid {
    let money = Money::new(&input.scenario.currency);
    let written = |metric: Metric, value: f64| match metric {
        _ if !value.is_finite() => "–".to_owned(),
        Metric::Ratio => format::factor(value),
        _ => money.full(value),
    };
    let standings = kill_criteria(input.plan, input.results, Some(input.uncertainty));
    let rows = standings.iter().map(|standing| {
        let criterion = standing.criterion;
        let limit = written(criterion.metric, criterion.limit);
        vec![
            criterion.metric.name().to_owned(),
            input.scenario.stages[criterion.stage].name.clone(),
            match criterion.metric.is_breached_above() {
                true => tr!("above {limit}", limit),
                false => tr!("below {limit}", limit),
            },
            format!(
                "{}{}",
                written(criterion.metric, standing.figure),
                if standing.is_breached { tr!(", crossed") } else { "" }
            ),
            standing.chance.map_or("–".to_owned(), |found| chance(found.share)),
            or_dash(&criterion.action),
        ]
    });
    Grid {
        rows: rows.collect(),
        columns: vec![
            ReportColumn::text(tr!("What is watched"), 1.5),
            ReportColumn::text(tr!("At"), 1.1),
            ReportColumn::figure(tr!("Stop where"), 1.3),
            ReportColumn::figure(tr!("In the plan"), 1.2),
            ReportColumn::figure(tr!("Chance"), 0.8),
            ReportColumn::text(tr!("What is done then"), 2.4),
        ],
    }
}

fn readiness(input: ResultsInput<'_>) -> Grid {
    let rows = input.scenario.readiness.iter().map(|item| {
        let stage = input.scenario.stages.get(item.stage).map_or("–", |stage| &stage.name);
        let done = if item.done { tr!("done") } else { tr!("open") };
        vec![
            item_in_words(item).to_owned(),
            stage.to_owned(),
            done.to_owned(),
            or_dash(&item.owner),
            or_dash(&item.note),
        ]
    });
    Grid {
        rows: rows.collect(),
        columns: vec![
            ReportColumn::text(tr!("What"), 2.6),
            ReportColumn::text(tr!("Before"), 1.0),
            ReportColumn::text(tr!("State"), 0.7),
            ReportColumn::text(tr!("Who"), 1.1),
            ReportColumn::text(tr!("Note"), 1.6),
        ],
    }
}

fn lock_in(input: ResultsInput<'_>) -> Grid {
    let money = Money::new(&input.scenario.currency);
    let stages = input.scenario.stages.len().saturating_sub(1);
    let rows = (0..stages).flat_map(|focus| {
        let before = decide_before(input.scenario, focus);
        let stage = input.scenario.stages[before.stage].name.clone();
        let row = |choice: crate::advice::LockIn| {
            vec![stage.clone(), choice.name, choice.reversibility.name().to_owned(), money.full(choice.setup_cost)]
        };
        before.choices.into_iter().map(row).collect::<Vec<_>>()
    });
    Grid {
        rows: rows.collect(),
        columns: vec![
            ReportColumn::text(tr!("Decide before"), 1.2),
            ReportColumn::text(tr!("What"), 3.0),
            ReportColumn::text(tr!("To take back"), 1.0),
            ReportColumn::figure(tr!("Set-up, once"), 1.0),
        ],
    }
}

/// What was decided, by whom, when and why.
pub fn decided(decisions: &[Decision]) -> Grid {
    let rows = decisions.iter().map(|entry| {
        vec![or_dash(&local_day(&entry.date)), entry.decision.clone(), or_dash(&entry.owner), or_dash(&entry.note)]
    });
    Grid {
        rows: rows.collect(),
        columns: vec![
            ReportColumn::text(tr!("Date"), 0.9),
            ReportColumn::text(tr!("Decision"), 2.6),
            ReportColumn::text(tr!("Who"), 1.1),
            ReportColumn::text(tr!("Why"), 2.2),
        ],
    }
}

fn snapshots(input: ResultsInput<'_>) -> Grid {
    let rows = input.scenario.snapshots.iter().map(|snapshot| {
        let now = &crate::scenario::Scenario {
            decisions: Vec::new(),
            snapshots: Vec::new(),
            workshop: snapshot.scenario.workshop.clone(),
            ..input.scenario.clone()
        };
        let changed = changes(&snapshot.scenario, now);
        let told = if changed.is_empty() { tr!("Nothing").to_owned() } else { first_changes(&changed, MOST_CHANGES) };
        let name = [&*snapshot.name, &*snapshot.note].into_iter().filter(|text| !text.is_empty());
        vec![or_dash(&local_day(&snapshot.date)), name.collect::<Vec<_>>().join(": "), told]
    });
    Grid {
        rows: rows.collect(),
        columns: vec![
            ReportColumn::text(tr!("Kept on"), 0.9),
            ReportColumn::text(tr!("Plan"), 1.8),
            ReportColumn::text(tr!("Changed since then"), 4.2),
        ],
    }
}
