//! The charts of the summary, over the rows of stages and months.

use rust_xlsxwriter::{
    Chart, ChartAxis, ChartAxisLabelPosition, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill,
    ChartType, Color, Worksheet, XlsxError,
};

use super::chart_cache::{ChartCache, ChartPoints};
use super::months::{COST_PER_OUTCOME, VALUE_PER_OUTCOME};
use super::written_rows::WrittenRows;
use crate::economics::{Plan, Quantity};
use crate::scenario::{Category, Scenario};

/// Rows between the tops of two charts.
const CHART_ROWS: u32 = 18;

/// Writes them below a row.
pub fn charts(
    sheet: &mut Worksheet,
    row: u32,
    scenario: &Scenario,
    plan: &Plan,
    (stages, months): (&WrittenRows, &WrittenRows),
) -> Result<Vec<ChartCache>, XlsxError> {
    let count = plan.stages.len();
    let a_month = format!("{} a month", scenario.currency);

    let mut bill = Chart::new(ChartType::ColumnStacked);
    for category in Category::ALL {
        let Some(values) = stages.range(Quantity::Category(category), count) else { continue };
        let series = bill.add_series();
        series.set_name(category.name()).set_values(values).set_categories(stages.headings(count));
    }
    bill.title().set_name("What a month costs at each stage");
    amounts(bill.y_axis(), &a_month);

    let mut pays = Chart::new(ChartType::Column);
    for (name, color) in [(COST_PER_OUTCOME, 0x33_66_DD), (VALUE_PER_OUTCOME, 0x0E_8A_5A)] {
        let series = pays.add_series();
        let values = stages.quotient_range(name, count);
        series.set_name(name).set_values(values).set_categories(stages.headings(count));
        series.set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(color))));
    }
    pays.legend().set_position(ChartLegendPosition::Bottom);
    pays.title().set_name(&literal(format!("Cost against value per {}", scenario.outcome.name)));
    pays.y_axis().set_name(&literal(scenario.currency.clone())).set_major_gridlines_line(&light());

    let mut cash = Chart::new(ChartType::Line);
    let count_of_months = months.columns();
    if let Some(values) = months.range(Quantity::CumulativeCash(0), count_of_months) {
        let series = cash.add_series();
        series.set_name("cumulative cash").set_values(values).set_categories(months.headings(count_of_months));
        series.set_format(
            ChartFormat::new().set_line(ChartLine::new().set_color(Color::RGB(0x33_66_DD)).set_width(2.25)),
        );
    }
    cash.title().set_name("Cumulative cash");
    cash.x_axis().set_name("month").set_label_position(ChartAxisLabelPosition::Low);
    amounts(cash.y_axis(), &scenario.currency);
    cash.legend().set_hidden();

    for (place, chart) in (0..).zip([&mut bill, &mut pays, &mut cash]) {
        chart.set_width(820).set_height(340);
        chart.title().set_font(ChartFont::new().set_size(12));
        sheet.insert_chart(row + CHART_ROWS * place, 0, chart)?;
    }
    Ok(caches(plan, stages, months))
}

/// What stands in the ranges of the charts, the names of stages apart, which are no formulas.
fn caches(plan: &Plan, stages: &WrittenRows, months: &WrittenRows) -> Vec<ChartCache> {
    let count = plan.stages.len();
    let numbers = |range: String, points: Vec<Option<f64>>| {
        // As charts have it, a single cell is no range.
        let range = if points.len() == 1 { range.split(':').next().unwrap_or_default().to_owned() } else { range };
        ChartCache { range, points: ChartPoints::Numbers(points) }
    };
    let categories = Category::ALL.map(Quantity::Category).into_iter().filter_map(|part| {
        let points = (0..count).map(|stage| stages.value(part, stage)).collect();
        stages.row_if_any(part).map(|_| numbers(stages.first_columns(part, count), points))
    });
    let per_outcome = [(COST_PER_OUTCOME, Quantity::Cost), (VALUE_PER_OUTCOME, Quantity::Value)].map(|(name, part)| {
        let quotient = |stage| {
            let outcomes = stages.value(Quantity::Outcomes, stage)?;
            stages.value(part, stage).map(|amount| if 0.0 < outcomes { amount / outcomes } else { 0.0 })
        };
        numbers(stages.first_columns_called(name, count), (0..count).map(quotient).collect())
    });
    let columns = months.columns();
    let cumulative = (0..columns).map(|month| months.value(Quantity::CumulativeCash(0), month)).collect();
    let cash = numbers(months.row(Quantity::CumulativeCash(0)), cumulative);
    let mut names = numbers(months.first_headings(columns), vec![None; columns]);
    names.points = ChartPoints::Words((0..columns).map(|month| format!("Month {month}")).collect());
    categories.chain(per_outcome).chain([cash, names]).collect()
}

/// A title as it is written: where it could be read as the address of cells, spaces keep it from being that.
fn literal(mut title: String) -> String {
    if title.starts_with('=') {
        title.insert(0, ' ');
    }
    if title.contains('!') {
        title.push(' ');
    }
    title
}

/// An axis of whole amounts.
fn amounts(axis: &mut ChartAxis, name: &str) {
    axis.set_name(&literal(name.to_owned())).set_num_format("#,##0").set_major_gridlines_line(&light());
}

/// The lines of a grid, which are not what is looked at.
fn light() -> ChartLine {
    ChartLine::new().set_color(Color::RGB(0xE3_E6_EC)).clone()
}
