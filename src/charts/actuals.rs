//! Months as they were used, one below the other, on what eight in ten futures of the plan expect.

use super::bar_chart::{BarChart, Row, RowAxis, RowBar, RowEnd, RowLine, even_steps, omitted};
use super::bill::empty_chart;
use super::chart::{Chart, ChartBody, ChartHead};
use super::chart_kind::ChartKind;
use super::color_role::ColorRole;
use super::table::{Table, TableCell};
use crate::calibration::{Calibration, MonthUsed};
use crate::format::{self, Money};
use crate::language::tr;
use crate::prose::{eight_in_ten, month_in_words};
use crate::scenario::Scenario;

/// A month and what it is held against.
type Held<'a> = (&'a Calibration, &'a MonthUsed, f64);

/// Every month of the usage that is kept.
pub fn actuals_chart(scenario: &Scenario, calibrations: &[Option<Calibration>]) -> Chart {
    let money = Money::new(&scenario.currency);
    let months = calibrations.iter().flatten().flat_map(|found| found.months.iter().map(move |month| (found, month)));
    let mut months: Vec<Held<'_>> = months.filter_map(|(found, month)| Some((found, month, month.cost?))).collect();
    months.sort_by_key(|(_, month, _)| month.month);
    // A month that is not over says little of a whole one.
    let whole = months.iter().rev().find(|(_, month, _)| !month.is_partial);
    let Some((last, month, cost)) = whole.or(months.last()) else { return empty_chart(scenario, ChartKind::Actuals) };
    let stage = &scenario.stages[last.context.stage].name;
    let planned = &last.planned;
    let place = match *cost {
        _ if month.is_partial => tr!("as far as it was seen"),
        cost if planned.p90 < cost => tr!("above what 8 in 10 futures expect"),
        cost if cost < planned.p10 => tr!("below what 8 in 10 futures expect"),
        _ => tr!("as 8 in 10 futures expect"),
    };
    let title = tr!("{}: {} for models at {stage}, {place}", month_in_words(month), money.full(*cost), stage, place);
    let range = eight_in_ten([planned.p10, planned.p90], |amount| money.full(amount));
    let has_several = 1 < calibrations.iter().flatten().count();
    let rows: Vec<Row> = months.iter().map(|held| row(scenario, &money, *held, has_several)).collect();
    let sentences: Vec<String> = rows.iter().map(|row| format!("{}.", row.sentence)).collect();
    let partial = tr!("A month whose usage begins or ends within it is shown as far as it was seen");
    let priced = tr!("Where no cost is told, tokens cost what the plan says");
    let is_any = |is: fn(&MonthUsed) -> bool| months.iter().any(|(_, month, _)| is(month));
    let notes = [(partial, is_any(|month| month.is_partial)), (priced, is_any(|month| month.is_priced_by_plan))];
    Chart {
        head: ChartHead {
            key: ChartKind::Actuals.into(),
            summary: format!("{title}. {}", sentences.join(" ")),
            title,
            subtitle: tr!(
                "models’ bill in {} by month; planned at {stage} {} ({range})",
                scenario.currency,
                money.full(planned.base),
                stage,
                range
            ),
            table: table(scenario, &months, &money),
        },
        body: ChartBody::Bars(BarChart {
            before: Vec::new(),
            after: vec![tr!("requests").to_owned(), tr!("days seen").to_owned()],
            axis: axis(scenario, &rows, last, &money),
            omitted: (0..=rows.len()).map(|shown| omitted(rows.len() - shown)).collect(),
            rows,
            notes: notes.into_iter().filter(|(_, holds)| *holds).map(|(note, _)| note.to_owned()).collect(),
        }),
    }
}

fn row(scenario: &Scenario, money: &Money, (found, month, cost): Held<'_>, has_several: bool) -> Row {
    let planned = &found.planned;
    let stage = &scenario.stages[found.context.stage].name;
    let name = month_in_words(month);
    let name = if has_several { format!("{name} · {stage}") } else { name };
    let requests = month.requests.map_or("–".to_owned(), format::short_count);
    let days = tr!("{} of {}", month.days_with_usage, month.days);
    let sentence = tr!(
        "{name}: {} for models, planned at {stage} {} ({})",
        money.full(cost),
        money.full(planned.base),
        eight_in_ten([planned.p10, planned.p90], |amount| money.full(amount)),
        name,
        stage
    );
    Row {
        band: Some((planned.p10, planned.p90)),
        bars: vec![RowBar { from: 0.0, to: cost, role: ColorRole::Actual, is_outline: month.is_partial }],
        ends: vec![RowEnd { at: cost, value: money.full(cost), figure: String::new() }],
        mark: Some(planned.base),
        after: vec![requests, days],
        ..Row::empty(&name, sentence)
    }
}

fn axis(scenario: &Scenario, rows: &[Row], last: &Calibration, money: &Money) -> RowAxis {
    let ends = rows.iter().flat_map(|row| row.bars.iter().map(|bar| bar.to).chain(row.band.map(|(_, high)| high)));
    let high = ends.fold(last.planned.base, f64::max).max(f64::MIN_POSITIVE);
    let planned = last.planned.base;
    RowAxis {
        label: tr!("{} a month", scenario.currency),
        range: (0.0, high),
        ticks: even_steps(0.0, high).map(|cost| (cost, money.short(cost))).collect(),
        lines: vec![RowLine { at: planned, label: tr!("planned {}", money.short(planned)), is_solid: false }],
    }
}

fn table(scenario: &Scenario, months: &[Held<'_>], money: &Money) -> Table {
    let headings = [
        tr!("Month"),
        tr!("Stage"),
        tr!("Models’ bill"),
        tr!("Planned"),
        tr!("8 in 10 futures"),
        tr!("Requests"),
        tr!("Calls"),
        tr!("Days seen"),
    ];
    let count = |count: Option<f64>| count.map_or_else(TableCell::dash, |count| TableCell::count(count.round()));
    let row = |(found, month, cost): &Held<'_>| {
        let planned = &found.planned;
        vec![
            month_in_words(month).into(),
            scenario.stages[found.context.stage].name.as_str().into(),
            TableCell { text: money.cents(*cost), ..TableCell::amount(money, *cost) },
            TableCell::amount(money, planned.base),
            TableCell::interval_or_dash(money, Some([planned.p10, planned.p90])),
            count(month.requests),
            count(month.calls),
            TableCell::number(tr!("{} of {}", month.days_with_usage, month.days), month.days_with_usage as f64),
        ]
    };
    let headings = headings.map(str::to_owned).to_vec();
    Table { headings, rows: months.iter().map(row).collect(), ..Table::default() }
}
