//! What it comes to: verdict, headlines and charts, live where a sheet can recompute them.

use rust_xlsxwriter::{
    Chart, ChartAxis, ChartAxisLabelPosition, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill,
    ChartType, Color, Formula, Worksheet, XlsxError,
};

use super::content::WorkbookContent;
use super::months::{COST_PER_OUTCOME, VALUE_OVER_COST, VALUE_PER_OUTCOME, WrittenRows};
use super::returns::{payback_month, returns};
use super::sheets::{CellFormats, Kind, cell, formula};
use crate::economics::{Quantity, Verdict};
use crate::format;
use crate::prose::{above_zero, eight_in_ten, floor_clause, hurdle_clause};
use crate::scenario::Category;

/// The first sheet.
pub const SUMMARY: &str = "Summary";
/// What stands under the title, a row each.
const HOW_TO_READ: [&str; 4] = [
    "Change a yellow cell in Inputs or Prices: stages, months and this sheet follow.",
    "Inputs holds every estimate with what supports it, Prices what models and tiers cost.",
    "Stages and Months hold one formula a figure, as the program itself computes it.",
    "Ranges, chances and the floor are values as of the export, as is which card and strategy is on at which stage.",
];
/// Rows between the tops of two charts.
const CHART_ROWS: u32 = 18;

/// Writes the first sheet and names its cells.
pub fn summary(
    sheet: &mut Worksheet,
    content: &WorkbookContent<'_>,
    stages: &WrittenRows,
    months: &WrittenRows,
    look: &CellFormats,
) -> Result<Vec<(String, String)>, XlsxError> {
    let rows = SummaryRows { content, stages, months, look };
    sheet.write_with_format(0, 0, &content.scenario.name, &look.title)?;
    let mut row = 1;
    for line in HOW_TO_READ {
        sheet.write_with_format(row, 0, line, &look.note)?;
        row += 1;
    }
    row += 1;
    let mut names = Vec::new();
    for headline in rows.headlines() {
        sheet.write_with_format(row, 0, &headline.name, &look.text)?;
        let format = look.number(headline.kind);
        match &headline.formula {
            Some(text) => formula(sheet, (row, 1), text, headline.value, &format)?,
            None => _ = sheet.write_with_format(row, 1, headline.value, &format)?,
        }
        sheet.write_with_format(row, 2, &headline.note, &look.note_after)?;
        names.push((headline.key.to_owned(), cell(SUMMARY, row, 1)));
        row += 1;
    }
    rows.verdict(sheet, row)?;
    names.push(("plan_verdict".to_owned(), cell(SUMMARY, row, 1)));
    rows.charts(sheet, row + 2)?;
    for (column, width) in [(0, 44), (1, 22), (2, 50)] {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_portrait().set_print_fit_to_pages(1, 1);
    Ok(names)
}

/// One figure in words.
pub struct SummaryFigure {
    /// The name of its cell.
    pub key: &'static str,
    pub name: String,
    /// `None` where it stands as a value.
    pub formula: Option<String>,
    /// NaN where there is none, hence an empty cell.
    pub value: f64,
    pub kind: Kind,
    pub note: String,
}

struct SummaryRows<'a> {
    content: &'a WorkbookContent<'a>,
    stages: &'a WrittenRows,
    months: &'a WrittenRows,
    look: &'a CellFormats,
}

impl SummaryRows<'_> {
    /// The cell of a part at the target.
    fn target(&self, part: Quantity) -> String {
        self.stages.cell(part, self.content.plan.target)
    }

    fn headlines(&self) -> Vec<SummaryFigure> {
        let WorkbookContent { scenario, plan, results, uncertainty, .. } = *self.content;
        let [cost, value, net] = [Quantity::Cost, Quantity::Value, Quantity::Net].map(|part| self.target(part));
        let quotient = |name| self.stages.quotient_cell(name, plan.target);
        let planned = &results.stages[plan.target].planned;
        let stage = &scenario.stages[plan.target].name;
        let outcome = &scenario.outcome.name;
        let money = format::Money::new(&scenario.currency);
        let range = |band: fn(&crate::uncertainty::Outlook) -> [f64; 2]| {
            uncertainty.map_or_else(String::new, |uncertainty| {
                let [low, high] = band(&uncertainty.outlook);
                eight_in_ten([low, high], |amount| money.full(amount))
            })
        };
        let line = |key, name: String, formula: String, value: f64, kind, note| SummaryFigure {
            key,
            name,
            formula: Some(formula),
            value,
            kind,
            note,
        };
        let mut headlines = vec![
            line(
                "target_cost",
                format!("Cost a month at {stage}"),
                cost,
                planned.cost,
                Kind::Money,
                range(|outlook| [outlook.cost.p10, outlook.cost.p90]),
            ),
            line("target_value", format!("Value a month at {stage}"), value, planned.value, Kind::Money, String::new()),
            line(
                "target_net",
                format!("Net a month at {stage}"),
                net,
                planned.net,
                Kind::Money,
                range(|outlook| [outlook.net.p10, outlook.net.p90]),
            ),
            line(
                "target_ratio",
                "Value over cost".to_owned(),
                quotient(VALUE_OVER_COST),
                over(planned.value, planned.cost),
                Kind::Factor,
                hurdle_clause(plan),
            ),
            line(
                "target_cost_per_outcome",
                format!("Cost per {outcome}"),
                quotient(COST_PER_OUTCOME),
                over(planned.cost, planned.outcomes),
                Kind::Price,
                range(|outlook| [outlook.cost_per_outcome.p10, outlook.cost_per_outcome.p90]),
            ),
            line(
                "target_value_per_outcome",
                format!("Value per {outcome}"),
                quotient(VALUE_PER_OUTCOME),
                over(planned.value, planned.outcomes),
                Kind::Price,
                String::new(),
            ),
        ];
        let (months, horizon) = (&results.months, plan.horizon_months);
        let [present, cumulative] =
            [Quantity::PresentValue, Quantity::CumulativeCash(0)].map(|part| self.months.row(part));
        headlines.extend([
            line(
                "plan_npv",
                format!("Net present value over {horizon} months"),
                format!("SUM({present})"),
                months.npv,
                Kind::Money,
                uncertainty.map_or_else(String::new, |uncertainty| above_zero(&uncertainty.cash.npv_positive)),
            ),
            line(
                "plan_cash_at_risk",
                "Deepest cumulative cash: at risk".to_owned(),
                format!("0 - MIN(0, {cumulative})"),
                months.cash_at_risk,
                Kind::Money,
                String::new(),
            ),
            line(
                "plan_payback_month",
                "Pays back in month".to_owned(),
                payback_month(&cumulative),
                f64::from(months.payback_month.unwrap_or(horizon)),
                Kind::Month,
                format!("counted from 0; {horizon} means not within the horizon"),
            ),
        ]);
        headlines.extend(returns(plan, months, self.months));
        headlines.extend(self.as_exported());
        headlines
    }

    /// What a sheet cannot recompute.
    fn as_exported(&self) -> Vec<SummaryFigure> {
        let WorkbookContent { plan, results, uncertainty, .. } = *self.content;
        let line = |key, name: &str, value: f64, kind, note: &str| SummaryFigure {
            key,
            name: name.to_owned(),
            formula: None,
            value,
            kind,
            note: note.to_owned(),
        };
        let contingency = uncertainty.map(|uncertainty| {
            let note = "what 8 in 10 futures stay below, less the base; as of the export";
            line(
                "target_contingency",
                "Contingency on a month’s cost",
                uncertainty.outlook.contingency,
                Kind::Money,
                note,
            )
        });
        let margin = &results.margin;
        let note = "on average up to ten times the last stage, at the best net; as of the export";
        let per_request = line("target_margin", "A further request adds", margin.per_request, Kind::Price, note);
        let pays_from = margin.pays_from.map(|volume| {
            let note = format!("planned at {}; as of the export", format::count(plan.stages[plan.target].requests));
            line("target_pays_from", "Pays from requests a month", volume, Kind::Count, &note)
        });
        contingency.into_iter().chain([per_request]).chain(pays_from).collect()
    }

    fn verdict(&self, sheet: &mut Worksheet, row: u32) -> Result<(), XlsxError> {
        let WorkbookContent { scenario, plan, results, .. } = *self.content;
        let [cost, value, net] = [Quantity::Cost, Quantity::Value, Quantity::Net].map(|part| self.target(part));
        let floor = results.stages[plan.target].floor.evaluation.net;
        let otherwise = match results.margin.pays_from {
            _ if 0.0 <= floor => Verdict::Fixable,
            Some(_) => Verdict::TooSmall,
            None => Verdict::Broken,
        };
        let live = format!(
            "=IF(AND({} * {cost} <= {value}, 0 <= plan_npv), \"{}\", IF(0 <= {net}, \"{}\", \"{}\"))",
            plan.hurdle,
            Verdict::Viable.name(),
            Verdict::Marginal.name(),
            otherwise.name(),
        );
        sheet.write_with_format(row, 0, "Verdict", &self.look.text)?;
        let live = Formula::new(live).set_result(results.verdict.name());
        sheet.write_formula_with_format(row, 1, live, &self.look.verdict)?;
        let money = format::Money::new(&scenario.currency);
        sheet.write_with_format(row, 2, floor_clause(plan, results, &money), &self.look.note_after)?;
        Ok(())
    }

    fn charts(&self, sheet: &mut Worksheet, row: u32) -> Result<(), XlsxError> {
        let WorkbookContent { scenario, plan, .. } = *self.content;
        let count = plan.stages.len();
        let a_month = format!("{} a month", scenario.currency);

        let mut bill = Chart::new(ChartType::ColumnStacked);
        for category in Category::ALL {
            let Some(values) = self.stages.range(Quantity::Category(category), count) else { continue };
            let series = bill.add_series();
            series.set_name(category.name()).set_values(values).set_categories(self.stages.headings(count));
        }
        bill.title().set_name("What a month costs at each stage");
        amounts(bill.y_axis(), &a_month);

        let mut pays = Chart::new(ChartType::Column);
        for (name, color) in [(COST_PER_OUTCOME, 0x33_66_DD), (VALUE_PER_OUTCOME, 0x0E_8A_5A)] {
            let series = pays.add_series();
            let values = self.stages.quotient_range(name, count);
            series.set_name(name).set_values(values).set_categories(self.stages.headings(count));
            series.set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(color))));
        }
        pays.legend().set_position(ChartLegendPosition::Bottom);
        pays.title().set_name(&literal(format!("Cost against value per {}", scenario.outcome.name)));
        pays.y_axis().set_name(&literal(scenario.currency.clone())).set_major_gridlines_line(&light());

        let mut cash = Chart::new(ChartType::Line);
        let months = self.months.columns();
        if let Some(values) = self.months.range(Quantity::CumulativeCash(0), months) {
            let series = cash.add_series();
            series.set_name("cumulative cash").set_values(values).set_categories(self.months.headings(months));
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
        Ok(())
    }
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

/// 0 where there is nothing to divide by, as in the sheet.
fn over(above: f64, below: f64) -> f64 {
    if 0.0 < below { above / below } else { 0.0 }
}
