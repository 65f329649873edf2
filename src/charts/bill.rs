//! The bill explained: from the models' bill as planned to the bill as it was, a step a cause.

use super::bar_chart::{BarChart, Row, RowAxis, RowBar, RowEnd, even_steps, omitted};
use super::chart::{Chart, ChartBody, ChartHead};
use super::chart_kind::ChartKind;
use super::color_role::ColorRole;
use super::table::{Table, TableCell};
use crate::calibration::{BillDifference, Calibration};
use crate::format::{self, Money};
use crate::language::{text, tr};
use crate::prose::{NO_USAGE, READ_USAGE, assumed_in_words, bill_in_words, cause_in_words, times, window_in_words};
use crate::scenario::Scenario;

/// So many sentences stand in one note.
const IN_A_NOTE: usize = 3;

/// The usage of a place, explained; the newest that has a bill where none is asked for.
pub fn bill_chart(scenario: &Scenario, calibrations: &[Option<Calibration>], place: Option<usize>) -> Chart {
    let money = Money::new(&scenario.currency);
    let kept = scenario.actuals.iter().zip(calibrations).enumerate().rev();
    let wanted = kept.filter(|(own, _)| place.is_none_or(|place| place == *own));
    let explained = wanted.filter_map(|(_, (actual, found))| Some((actual, found.as_ref()?)));
    let explained = explained.filter_map(|(actual, found)| Some((actual, found, found.bill.as_ref()?))).next();
    let Some((actual, calibration, bill)) = explained else { return empty_chart(scenario, ChartKind::Bill) };
    let stage = &scenario.stages[calibration.context.stage].name;
    let finding = bill_in_words(bill, &money);
    let title = format!("{stage}: {}", finding.trim_end_matches('.'));
    let rows = rows(bill, &money);
    // A few sentences a note: each by itself would take the room of a row.
    let notes: Vec<String> = bill
        .assumed
        .chunks(IN_A_NOTE)
        .map(|few| few.iter().map(|one| assumed_in_words(*one)).collect::<Vec<_>>().join(" "))
        .collect();
    let steps = rows.iter().map(|row| format!("{}.", row.sentence)).chain(notes.iter().cloned());
    let summary = format!("{title}. {}", steps.collect::<Vec<_>>().join(" "));
    let window = window_in_words(&calibration.month);
    Chart {
        head: ChartHead {
            key: ChartKind::Bill.into(),
            summary,
            title,
            subtitle: tr!(
                "models’ bill a month in {}, each cause by its fair share; {}, {window}",
                scenario.currency,
                actual.name,
                window
            ),
            table: table(bill, &money),
        },
        body: ChartBody::Bars(BarChart {
            before: Vec::new(),
            after: vec![tr!("times").to_owned()],
            axis: axis(scenario, &rows, &money),
            omitted: (0..=rows.len()).map(|shown| omitted(rows.len() - shown)).collect(),
            rows,
            notes,
        }),
    }
}

/// A chart of usage where there is nothing that it could show.
pub(super) fn empty_chart(scenario: &Scenario, key: ChartKind) -> Chart {
    let money = Money::new(&scenario.currency);
    let (title, note) = match (scenario.actuals.is_empty(), key) {
        (true, _) => (text(NO_USAGE), text(READ_USAGE)),
        (_, ChartKind::Actuals) => (tr!("The usage has no month of the calendar whose cost is known"), ""),
        _ => (tr!("Nothing of the usage can be put in money"), ""),
    };
    Chart {
        head: ChartHead {
            key: key.into(),
            title: title.to_owned(),
            subtitle: tr!("what was used, beside what was planned").to_owned(),
            table: Table::default(),
            summary: format!("{title}. {note}").trim_end().to_owned(),
        },
        body: ChartBody::Bars(BarChart {
            before: Vec::new(),
            after: Vec::new(),
            axis: axis(scenario, &[], &money),
            omitted: vec![String::new()],
            rows: Vec::new(),
            notes: Some(note).filter(|note| !note.is_empty()).map(str::to_owned).into_iter().collect(),
        }),
    }
}

fn rows(bill: &BillDifference, money: &Money) -> Vec<Row> {
    let whole = |name: &str, cost: f64, role| Row {
        bars: vec![RowBar { from: 0.0, to: cost, role, is_outline: false }],
        ends: vec![RowEnd { at: cost, value: money.full(cost), figure: String::new() }],
        after: vec![String::new()],
        ..Row::empty(name, tr!("{name}: {} a month", money.full(cost), name))
    };
    let mut rows = vec![Row { link: Some(bill.planned), ..whole(tr!("Planned"), bill.planned, ColorRole::Cost) }];
    let mut running = bill.planned;
    for share in bill.causes.iter().filter(|share| !format::is_nothing(share.money)) {
        let name = cause_in_words(share.cause);
        let to = running + share.money;
        let role = if 0.0 < share.money { ColorRole::Loss } else { ColorRole::Value };
        let (change, factor) = (money.change(share.money), times(share.factor));
        rows.push(Row {
            bars: vec![RowBar { from: running, to, role, is_outline: false }],
            ends: vec![RowEnd { at: running.max(to), value: change.clone(), figure: String::new() }],
            after: vec![factor.clone()],
            link: Some(to),
            ..Row::empty(name, tr!("{name}: {change} a month {factor}", name, change, factor).trim_end().to_owned())
        });
        running = to;
    }
    let ratio = bill.ratio().map_or(String::new(), format::factor);
    rows.push(Row { after: vec![ratio], ..whole(tr!("Actual"), bill.actual, ColorRole::Actual) });
    rows
}

fn axis(scenario: &Scenario, rows: &[Row], money: &Money) -> RowAxis {
    let bars = rows.iter().flat_map(|row| &row.bars).flat_map(|bar| [bar.from, bar.to]);
    let (low, high) = bars.fold((0.0_f64, 0.0_f64), |(low, high), at| (low.min(at), high.max(at)));
    let high = if low < high { high } else { 1.0 };
    RowAxis {
        label: tr!("{} a month", scenario.currency),
        range: (low, high),
        ticks: even_steps(low, high).map(|cost| (cost, money.short(cost))).collect(),
        lines: Vec::new(),
    }
}

fn table(bill: &BillDifference, money: &Money) -> Table {
    let amount = |text: String, amount| TableCell { text, ..TableCell::amount(money, amount) };
    let whole = |name: &str, cost: f64, times| vec![name.into(), amount(money.cents(cost), cost), times];
    let mut rows = vec![whole(tr!("Planned"), bill.planned, "".into())];
    rows.extend(bill.causes.iter().zip(bill.in_cents()).map(|(share, cents)| {
        let times = match share.factor {
            Some(factor) => TableCell::number(times(share.factor), factor),
            None => times(None).into(),
        };
        vec![cause_in_words(share.cause).into(), amount(money.change_in_cents(cents), cents), times]
    }));
    let ratio = bill.ratio().map(|ratio| TableCell::number(format::factor(ratio), ratio));
    rows.push(whole(tr!("Actual"), bill.actual, ratio.unwrap_or_else(TableCell::dash)));
    let headings = [tr!("Cause"), tr!("A month"), tr!("Times")].map(str::to_owned).to_vec();
    Table { headings, rows, ..Table::default() }
}
