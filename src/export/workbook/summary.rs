//! What it comes to: verdict, headlines and charts, live where a sheet can recompute them.

use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

use super::chart_cache::ChartCache;
use super::charts::charts;
use super::checks::Exported;
use super::content::WorkbookContent;
use super::controls::Controls;
use super::months::{COST_PER_OUTCOME, COUNTS, VALUE_OVER_COST, VALUE_PER_OUTCOME};
use super::rate::WrittenRate;
use super::returns::{payback_month, returns};
use super::sheets::{CellFormats, Kind, cell, formula, formula_of_words, grey_when_changed, quoted};
use super::written_rows::WrittenRows;
use crate::economics::{Quantity, Verdict};
use crate::format;
use crate::prose::{above_zero, eight_in_ten, floor_clause};

/// The sheet of what it comes to.
pub const SUMMARY: &str = "Summary";
/// What stands under the title, a row each.
const HOW_TO_READ: [&str; 3] = [
    "Change a yellow cell in Controls, Inputs or Prices: stages, months and this sheet follow.",
    "Stages and Months hold one formula a figure, as the program itself computes it.",
    "Ranges, chances and the floor are as exported: they turn grey once a yellow cell is another one.",
];
const NOW: u16 = 1;
const EXPORTED: u16 = 2;
const RANGE: u16 = 3;
const NOTE: u16 = 4;
/// What a verdict says that the sheet cannot know.
const UNKNOWN: &str = "Recompute in Breakeven";

/// Where its figures are, and what they were.
pub struct WrittenSummary {
    /// The names of cells.
    pub names: Vec<(String, String)>,
    /// What the engine says of them.
    pub exported: Vec<Exported>,
    /// What its charts show.
    pub charts: Vec<ChartCache>,
}

/// Writes the sheet.
pub fn summary(
    sheet: &mut Worksheet,
    controls: &Controls<'_>,
    (stages, months): (&WrittenRows, &WrittenRows),
    rate: &WrittenRate,
) -> Result<WrittenSummary, XlsxError> {
    let (content, look) = (controls.content, controls.look);
    let rows = SummaryRows { content, controls, stages, months, rate, look };
    sheet.write_string_with_format(0, 0, &content.scenario.name, &look.title)?;
    let mut row = 1;
    for line in HOW_TO_READ {
        sheet.write_with_format(row, 0, line, &look.note)?;
        row += 1;
    }
    sheet.write_with_format(row, 0, "Checks", &look.text)?;
    formula_of_words(sheet, (row, NOW), "check_state", "OK", &look.verdict)?;
    let state = "IF(inputs_changed=0, \"every yellow cell is as exported\", inputs_changed&\" yellow cells are not as exported\")";
    formula_of_words(sheet, (row, EXPORTED), state, "every yellow cell is as exported", &look.note_after)?;
    row += 2;
    let words = &look.heading_of_words;
    sheet.write_with_format(row, 0, "figure", &words.clone().set_indent(0))?;
    sheet.write_with_format(row, NOW, "now", &look.heading)?;
    sheet.write_with_format(row, EXPORTED, "as exported", &look.heading)?;
    sheet.write_with_format(row, RANGE, "ranges and chances, as exported", words)?;
    sheet.write_with_format(row, NOTE, "", words)?;
    row += 1;
    let first = row;
    let mut written = WrittenSummary { names: Vec::new(), exported: Vec::new(), charts: Vec::new() };
    for headline in rows.headlines() {
        match headline.label(controls) {
            Some((text, words)) => formula_of_words(sheet, (row, 0), &text, &words, &look.text)?,
            None => _ = sheet.write_string_with_format(row, 0, &headline.name, &look.text)?,
        }
        let mut column = NOW;
        match &headline.formula {
            Some(text) => formula(sheet, (row, NOW), text, headline.value, &look.number(headline.kind))?,
            None => column = EXPORTED,
        }
        if headline.value.is_finite() {
            sheet.write_with_format(row, EXPORTED, headline.value, &look.as_exported(headline.kind))?;
        }
        sheet.write_string_with_format(row, RANGE, &headline.range, &look.after)?;
        sheet.write_string_with_format(row, NOTE, &headline.note, &look.note_after)?;
        let own = cell(SUMMARY, row, column);
        if headline.formula.is_some() && headline.value.is_finite() {
            let what = headline.label(controls).map_or_else(|| headline.name.clone(), |(_, words)| words);
            written.exported.push(Exported { what, cell: own.clone(), value: headline.value, kind: headline.kind });
        }
        written.names.push((headline.key.to_owned(), own));
        row += 1;
    }
    rows.verdict(sheet, row)?;
    written.names.push(("plan_verdict".to_owned(), cell(SUMMARY, row, NOW)));
    grey_when_changed(sheet, [first, row], [EXPORTED, RANGE], look)?;
    written.charts = charts(sheet, row + 2, content.scenario, content.plan, (stages, months))?;
    for (column, width) in [(0, 40), (1, 19), (2, 19), (3, 48), (4, 42)] {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_portrait().set_print_fit_to_pages(1, 1);
    Ok(written)
}

/// One figure in words.
pub struct SummaryFigure {
    /// The name of its cell.
    pub key: &'static str,
    /// Of one that says so, the name of the target or the months of the horizon follow.
    pub name: String,
    /// `None` where it stands as a value.
    pub formula: Option<String>,
    /// NaN where there is none, hence an empty cell.
    pub value: f64,
    pub kind: Kind,
    /// What follows from not knowing, as exported.
    pub range: String,
    pub note: String,
}

impl SummaryFigure {
    /// What it is called, where that turns on the controls: a formula, and what it says as exported.
    fn label(&self, controls: &Controls<'_>) -> Option<(String, String)> {
        let WorkbookContent { scenario, plan, .. } = *controls.content;
        let quoted = quoted(&self.name);
        if self.name.ends_with(" at ") {
            let words = format!("{}{}", self.name, scenario.stages[plan.target].name);
            Some((format!("{quoted}&{}", controls.target_name()), words))
        } else if self.name.ends_with(" over ") {
            let words = format!("{}{} months", self.name, plan.horizon_months);
            Some((format!("{quoted}&{}&\" months\"", controls.horizon()), words))
        } else {
            None
        }
    }
}

struct SummaryRows<'a> {
    content: &'a WorkbookContent<'a>,
    controls: &'a Controls<'a>,
    stages: &'a WrittenRows,
    months: &'a WrittenRows,
    rate: &'a WrittenRate,
    look: &'a CellFormats,
}

impl SummaryRows<'_> {
    /// The cell of a part at the target.
    fn target(&self, part: Quantity) -> String {
        let row = self.stages.first_columns(part, self.content.plan.stages.len());
        format!("INDEX({row}, 1, {})", self.controls.target())
    }

    fn headlines(&self) -> Vec<SummaryFigure> {
        let WorkbookContent { scenario, plan, results, uncertainty, .. } = *self.content;
        let [cost, value, net] = [Quantity::Cost, Quantity::Value, Quantity::Net].map(|part| self.target(part));
        let quotient = |name| {
            let row = self.stages.first_columns_called(name, plan.stages.len());
            format!("INDEX({row}, 1, {})", self.controls.target())
        };
        let planned = &results.stages[plan.target].planned;
        let outcome = &scenario.outcome.name;
        let money = format::Money::new(&scenario.currency);
        let range = |band: fn(&crate::uncertainty::Outlook) -> [f64; 2]| {
            let ends = uncertainty.map(|uncertainty| band(&uncertainty.outlook));
            let ends = ends.filter(|ends| ends.iter().all(|end| end.is_finite()));
            ends.map_or_else(String::new, |ends| eight_in_ten(ends, |amount| money.full(amount)))
        };
        let line = |key, name: String, formula: String, value: f64, kind, range| SummaryFigure {
            key,
            name,
            formula: Some(formula),
            value,
            kind,
            range,
            note: String::new(),
        };
        let mut headlines = vec![
            line(
                "target_cost",
                "Cost a month at ".to_owned(),
                cost,
                planned.cost,
                Kind::Money,
                range(|outlook| [outlook.cost.p10, outlook.cost.p90]),
            ),
            line("target_value", "Value a month at ".to_owned(), value, planned.value, Kind::Money, String::new()),
            line(
                "target_net",
                "Net a month at ".to_owned(),
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
                String::new(),
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
        let counts = self.months.row_called(COUNTS);
        let npv = format!("SUMPRODUCT({present}, {counts})");
        let chance = uncertainty.map_or_else(String::new, |uncertainty| above_zero(&uncertainty.cash.npv_positive));
        // Months that do not count are 0 there, and so is nothing at risk.
        let risk = format!("MAX(0, 0 - SUMPRODUCT(MIN({cumulative} * {counts})))");
        let payback = f64::from(months.payback_month.unwrap_or(horizon));
        headlines.extend([
            line("plan_npv", "Net present value over ".to_owned(), npv, months.npv, Kind::Money, chance),
            line(
                "plan_cash_at_risk",
                "Deepest cumulative cash: at risk".to_owned(),
                risk,
                months.cash_at_risk,
                Kind::Money,
                String::new(),
            ),
            SummaryFigure {
                note: "from 0; the horizon itself: not within it".to_owned(),
                ..line(
                    "plan_payback_month",
                    "Pays back in month".to_owned(),
                    payback_month(&cumulative, &counts),
                    payback,
                    Kind::Month,
                    String::new(),
                )
            },
        ]);
        headlines.extend(returns(months, self.months, self.controls, self.rate));
        let budget = self.controls.budget();
        headlines.push(SummaryFigure {
            note: "of the budget on Controls; empty without one".to_owned(),
            ..line(
                "target_budget_left",
                "Left of the budget a month at ".to_owned(),
                format!("IF({budget}=\"\", \"\", {budget} - target_cost)"),
                plan.budget.map_or(f64::NAN, |budget| budget - planned.cost),
                Kind::Money,
                String::new(),
            )
        });
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
            range: String::new(),
            note: note.to_owned(),
        };
        let contingency = uncertainty.map(|uncertainty| {
            let note = "what 8 in 10 futures stay below, less the base";
            line(
                "target_contingency",
                "Contingency on a month’s cost",
                uncertainty.outlook.contingency,
                Kind::Money,
                note,
            )
        });
        let margin = &results.margin;
        let note = "on average up to ten times the last stage, at the best net";
        let per_request = line("target_margin", "A further request adds", margin.per_request, Kind::Price, note);
        let pays_from = margin.pays_from.map(|volume| {
            let note = format!("planned at {}", format::count(plan.stages[plan.target].requests));
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
        let otherwise = format!("IF(inputs_changed=0, {}, {})", quoted(otherwise.name()), quoted(UNKNOWN));
        let live = format!(
            "=IF(AND({} * {cost} <= {value}, 0 <= plan_npv), \"{}\", IF(0 <= {net}, \"{}\", {otherwise}))",
            self.controls.hurdle(),
            Verdict::Viable.name(),
            Verdict::Marginal.name(),
        );
        sheet.write_with_format(row, 0, "Verdict", &self.look.text)?;
        let live = Formula::new(live).set_result(results.verdict.name());
        sheet.write_formula_with_format(row, NOW, live, &self.look.verdict)?;
        let exported = self.look.as_exported(Kind::Plain).set_align(rust_xlsxwriter::FormatAlign::Right);
        sheet.write_with_format(row, EXPORTED, results.verdict.name(), &exported)?;
        let money = format::Money::new(&scenario.currency);
        sheet.write_string_with_format(row, RANGE, floor_clause(plan, results, &money), &self.look.after)?;
        let note = "what would save it only the program knows";
        sheet.write_with_format(row, NOTE, note, &self.look.note_after)?;
        Ok(())
    }
}

/// 0 where there is nothing to divide by, as in the sheet.
fn over(above: f64, below: f64) -> f64 {
    if 0.0 < below { above / below } else { 0.0 }
}
