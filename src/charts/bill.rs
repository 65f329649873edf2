//! The bill explained: from the models' bill as planned to the bill as it was, a step a cause.

use super::bar_chart::{BarChart, Row, RowAxis, RowBar, RowEnd, even_steps, omitted};
use super::chart::{Chart, ChartBody, ChartHead};
use super::chart_kind::ChartKind;
use super::color_role::ColorRole;
use super::table::Table;
use crate::calibration::{BillDifference, Calibration};
use crate::format::{self, Money};
use crate::prose::{assumed_in_words, bill_in_words, cause_in_words, window_in_words};
use crate::scenario::Scenario;

/// What stands where there is no usage yet.
pub(super) const NO_USAGE: &str = "No usage is held against the plan yet";
/// What can be done about that.
pub(super) const READ_USAGE: &str = "Drop an export of traces, of a gateway or of a bill on the window, or read one here: Langfuse, LiteLLM, OpenRouter, \
     OpenTelemetry, OpenAI, Anthropic, cloud bills and more";

/// The newest usage that has a bill, explained.
pub fn bill_chart(scenario: &Scenario, calibrations: &[Option<Calibration>]) -> Chart {
    let money = Money::new(&scenario.currency);
    let explained = calibrations.iter().flatten().rev().find_map(|found| Some((found, found.bill.as_ref()?)));
    let Some((calibration, bill)) = explained else { return empty_chart(scenario, ChartKind::Bill) };
    let stage = &scenario.stages[calibration.context.stage].name;
    let finding = bill_in_words(bill, &money);
    let title = format!("{stage}: {}", finding.trim_end_matches('.'));
    let rows = rows(bill, &money);
    let notes: Vec<String> = bill.assumed.iter().map(|assumed| assumed_in_words(*assumed).to_owned()).collect();
    let steps = rows.iter().map(|row| format!("{}.", row.sentence)).chain(notes.iter().cloned());
    let summary = format!("{title}. {}", steps.collect::<Vec<_>>().join(" "));
    let window = window_in_words(&calibration.month);
    Chart {
        head: ChartHead {
            key: ChartKind::Bill,
            summary,
            title,
            subtitle: format!("models’ bill a month in {}, each cause by its fair share; {window}", scenario.currency),
            table: table(bill, &money),
        },
        body: ChartBody::Bars(BarChart {
            before: Vec::new(),
            after: vec!["times".to_owned()],
            axis: axis(scenario, &rows, &money),
            omitted: (0..=rows.len()).map(|shown| omitted(rows.len() - shown)).collect(),
            rows,
            notes,
        }),
    }
}

/// A chart of usage where there is none.
pub(super) fn empty_chart(scenario: &Scenario, key: ChartKind) -> Chart {
    let money = Money::new(&scenario.currency);
    Chart {
        head: ChartHead {
            key,
            title: NO_USAGE.to_owned(),
            subtitle: "what was used, beside what was planned".to_owned(),
            table: Table::default(),
            summary: format!("{NO_USAGE}. {READ_USAGE}."),
        },
        body: ChartBody::Bars(BarChart {
            before: Vec::new(),
            after: Vec::new(),
            axis: axis(scenario, &[], &money),
            omitted: vec![String::new()],
            rows: Vec::new(),
            notes: vec![READ_USAGE.to_owned()],
        }),
    }
}

fn rows(bill: &BillDifference, money: &Money) -> Vec<Row> {
    let whole = |name: &str, cost: f64, role| Row {
        bars: vec![RowBar { from: 0.0, to: cost, role, is_outline: false }],
        ends: vec![RowEnd { at: cost, value: money.full(cost), figure: String::new() }],
        after: vec![String::new()],
        ..Row::empty(name, format!("{name}: {} a month", money.full(cost)))
    };
    let mut rows = vec![Row { link: Some(bill.planned), ..whole("Planned", bill.planned, ColorRole::Cost) }];
    let mut running = bill.planned;
    for share in bill.causes.iter().filter(|share| !format::is_nothing(share.money)) {
        let name = cause_in_words(share.cause);
        let to = running + share.money;
        let role = if 0.0 < share.money { ColorRole::Loss } else { ColorRole::Value };
        let (change, factor) = (money.change(share.money), format::factor(share.factor));
        rows.push(Row {
            bars: vec![RowBar { from: running, to, role, is_outline: false }],
            ends: vec![RowEnd { at: running.max(to), value: change.clone(), figure: String::new() }],
            after: vec![factor.clone()],
            link: Some(to),
            ..Row::empty(name, format!("{name}: {change} a month, {factor}"))
        });
        running = to;
    }
    let ratio = bill.ratio().map_or(String::new(), format::factor);
    rows.push(Row { after: vec![ratio], ..whole("Actual", bill.actual, ColorRole::Actual) });
    rows
}

fn axis(scenario: &Scenario, rows: &[Row], money: &Money) -> RowAxis {
    let bars = rows.iter().flat_map(|row| &row.bars).flat_map(|bar| [bar.from, bar.to]);
    let (low, high) = bars.fold((0.0_f64, 0.0_f64), |(low, high), at| (low.min(at), high.max(at)));
    let high = if low < high { high } else { 1.0 };
    RowAxis {
        label: format!("{} a month", scenario.currency),
        range: (low, high),
        ticks: even_steps(low, high).map(|cost| (cost, money.short(cost))).collect(),
        lines: Vec::new(),
    }
}

fn table(bill: &BillDifference, money: &Money) -> Table {
    let parts: Vec<f64> = bill.causes.iter().map(|share| share.money).collect();
    let rounded = |amount: f64| (amount * 100.0).round() / 100.0;
    let parts = format::rounded_to_cents(&parts, rounded(bill.actual) - rounded(bill.planned));
    let whole = |name: &str, cost: f64, times: String| vec![name.to_owned(), money.cents(cost), times];
    let mut rows = vec![whole("Planned", bill.planned, String::new())];
    rows.extend(bill.causes.iter().zip(parts).map(|(share, part)| {
        vec![cause_in_words(share.cause).to_owned(), money.change_in_cents(part), format::factor(share.factor)]
    }));
    rows.push(whole("Actual", bill.actual, bill.ratio().map_or("–".to_owned(), format::factor)));
    let headings = ["Cause", "A month", "Times"].map(str::to_owned).to_vec();
    Table { headings, rows, ..Table::default() }
}
