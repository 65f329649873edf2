//! What came out: headlines with ranges and chances, the charts, and the figures of each stage.

use indexmap::IndexMap;

use super::actuals::measured;
use super::decision::{range, what_ranges_are};
use super::options::returns;
use super::{Grid, ReportBlock, ReportColumn, ReportHeadline};
use crate::charts::{ChartBody, ChartKind};
use crate::export::stages::{bill_rows, load_rows, stage_rows};
use crate::format::{self, Money, chance};
use crate::language::tr;
use crate::prose::{
    BreakEven, EvidenceSummary, Payback, ResultsInput, clears_hurdle, meaning, payback_notes, ratio_clause,
    verdict_label,
};
use crate::scenario::Stage;

/// How notes begin that are not for whoever was not in the room.
const FOR_THE_ROOM: [&str; 3] = ["For the facilitator", "Für die Moderation", "Pour l’animateur"];

/// The story, the headlines and what they rest on.
pub fn result(input: ResultsInput<'_>) -> Vec<ReportBlock> {
    let mut blocks = vec![ReportBlock::Heading(tr!("What it is about, and what came out").to_owned())];
    blocks.extend(notes(&input.scenario.notes));
    blocks.push(ReportBlock::Figures(headlines(input)));
    blocks.push(ReportBlock::Paragraph(tr!(
        "{} They rest on {}.",
        what_ranges_are(input),
        EvidenceSummary::of(input.scenario).sentence()
    )));
    blocks.push(ReportBlock::Contents);
    blocks
}

/// Notes, a paragraph each, without those for the room.
pub fn notes(text: &str) -> Vec<ReportBlock> {
    let notes = text.split("\n\n").map(str::trim);
    let notes = notes.filter(|text| !text.is_empty() && !is_for_the_room(text));
    notes.map(|text| ReportBlock::Paragraph(text.replace('\n', " "))).collect()
}

/// In whichever language it was written.
fn is_for_the_room(note: &str) -> bool {
    FOR_THE_ROOM.iter().any(|start| note.starts_with(start))
}

fn headlines(input: ResultsInput<'_>) -> Vec<ReportHeadline> {
    let ResultsInput { scenario, plan, results, uncertainty, .. } = input;
    let money = Money::new(&scenario.currency);
    let stage = &scenario.stages[plan.target].name;
    let (month, outlook) = (&results.stages[plan.target].planned, &uncertainty.outlook);
    let [break_even, held] = BreakEven::of(results).figure(stage);
    let per_outcome = |amount: Option<f64>| amount.map_or("–".to_owned(), |amount| money.full(amount));
    let (payback, never) = match Payback::of(plan, results) {
        Payback::In(months) => (tr!("{} months", format::decimals(months, 1)), None),
        Payback::NotWithin(months) => ("–".to_owned(), Some(tr!("not within {months} months", months))),
    };
    vec![
        ReportHeadline::new(
            verdict_label(stage),
            results.verdict.name().to_owned(),
            vec![Some(ratio_clause(plan, results)), Some(meaning(plan, results, &money).clause)],
        ),
        ReportHeadline::new(
            tr!("Chance that a month pays").to_owned(),
            chance(outlook.pays.share),
            vec![Some(clears_hurdle(outlook))],
        ),
        ReportHeadline::new(tr!("Paid back after").to_owned(), payback, vec![never, payback_notes(results)]),
        ReportHeadline::new(
            tr!("Cost per {}", scenario.outcome.name),
            per_outcome(month.cost_per_outcome()),
            vec![
                month.value_per_outcome().map(|value| tr!("worth {}", money.full(value))),
                range(&outlook.cost_per_outcome, &money),
            ],
        ),
        ReportHeadline::new(
            tr!("Break-even requests a month").to_owned(),
            break_even,
            vec![Some(tr!("{held}, planned at {}", format::count(month.volume), held))],
        ),
        ReportHeadline::new(
            tr!("Not tokens").to_owned(),
            month.share_beyond_tokens().map_or("–".to_owned(), format::whole_percent),
            vec![Some(tr!("of what a month costs at {stage}", stage))],
        ),
    ]
}

/// Every chart with what it says, each part under its own heading.
pub fn charts(input: ResultsInput<'_>) -> Vec<ReportBlock> {
    let mut parts: IndexMap<&str, Vec<ChartKind>> = IndexMap::new();
    // What was decided stands below the limits, as a table.
    let shown = ChartKind::ALL.into_iter().filter(|key| *key != ChartKind::Decided);
    for key in shown.filter(|key| key.has_finding(input.scenario)) {
        parts.entry(key.part()).or_default().push(key);
    }
    let mut blocks = Vec::new();
    for (title, keys) in parts {
        blocks.push(ReportBlock::Heading(title.to_owned()));
        for key in &keys {
            let chart = key.chart(input);
            let is_on_page_1 = *key == ChartKind::Curve;
            // It begins with the finding, which stands over the chart already. Rows and stacks show each of its figures.
            let summary = match &chart.body {
                ChartBody::Lines(_) => chart.summary().strip_prefix(chart.title()).unwrap_or_default(),
                _ => "",
            };
            let summary = summary.trim_start_matches(['.', ' ']).to_owned();
            if !is_on_page_1 {
                blocks.push(ReportBlock::Chart(Box::new(chart)));
            }
            if !summary.is_empty() {
                blocks.push(ReportBlock::Paragraph(summary));
            }
        }
        if keys.contains(&ChartKind::Cash) {
            blocks.push(ReportBlock::Subheading(tr!("What it comes to over the horizon").to_owned()));
            blocks.push(ReportBlock::Table(returns(input)));
        }
        if keys.contains(&ChartKind::Bill) {
            blocks.extend(measured(input));
        }
        if keys.contains(&ChartKind::Breakdown) {
            blocks.push(ReportBlock::Subheading(tr!("A month at each stage, as planned").to_owned()));
            blocks.extend(stages(input).into_iter().map(ReportBlock::Table));
        }
    }
    blocks
}

/// How many stages stand side by side; more than that go on below.
const STAGES_IN_A_TABLE: usize = 8;

fn stages(input: ResultsInput<'_>) -> Vec<Grid> {
    let ResultsInput { scenario, results, .. } = input;
    let money = Money::new(&scenario.currency);
    let mut rows = stage_rows(results, &money);
    // What it is made of stands before the sum.
    rows.splice(1..1, bill_rows(results, &money));
    rows.splice(1..1, load_rows(scenario, results));
    let table = |first: usize, stages: &[Stage]| {
        let cells = |cells: &[String]| cells[first..first + stages.len()].to_vec();
        let rows = rows.iter().map(|(label, row)| std::iter::once((*label).to_owned()).chain(cells(row)).collect());
        let names = stages.iter().map(|stage| ReportColumn::figure(&*stage.name, 1.0));
        Grid { columns: std::iter::once(ReportColumn::text("", 1.4)).chain(names).collect(), rows: rows.collect() }
    };
    let tables = scenario.stages.chunks(STAGES_IN_A_TABLE).enumerate();
    tables.map(|(place, stages)| table(place * STAGES_IN_A_TABLE, stages)).collect()
}
