//! Whether the workbook adds up, and whether it still is what was exported: a row a check, each with OK or ✗.

use rust_xlsxwriter::{Color, ConditionalFormatText, ConditionalFormatTextRule, Format, Worksheet, XlsxError};

use super::controls::{CONTROLS, Controls};
use super::inputs::{INPUTS, Inputs, PRICES};
use super::months::{COST_CHECK, COUNTED_CASH, COUNTS, DISCOUNTED_SO_FAR, NET_CHECK};
use super::sheets::{CellFormats, Kind, cell, formula, formula_of_words, sheet};
use super::written_rows::WrittenRows;
use super::years::WrittenYears;
use crate::economics::Quantity;

/// Its name.
pub const CHECKS: &str = "Checks";
const HEAD: u32 = 4;
/// The rows that are not repeated.
const CHANGED: u32 = 2;
const FOUND: u16 = 1;
const EXPECTED: u16 = 2;
const OFF: u16 = 3;
const STATE: u16 = 4;
/// Of the greater of a figure and 1.
const TOLERANCE: f64 = 1e-6;
const TOLERANCE_CELL: &str = "$E$3";

/// A figure of the workbook, and what the engine made of it.
pub struct Exported {
    pub what: String,
    /// Where it is.
    pub cell: String,
    /// In the engine.
    pub value: f64,
    pub kind: Kind,
}

/// Writes the checks.
pub struct Checks<'a> {
    pub controls: &'a Controls<'a>,
    pub inputs: &'a Inputs<'a>,
    pub stages: &'a WrittenRows,
    pub months: &'a WrittenRows,
    pub years: &'a WrittenYears,
    pub exported: &'a [Exported],
}

/// One row: what, what was found, what it must be.
struct Check {
    what: String,
    found: String,
    expected: String,
    values: [f64; 2],
    kind: Kind,
    /// Whether it holds only while inputs are as exported.
    is_of_export: bool,
}

impl Checks<'_> {
    /// The sheet, and the names of its cells.
    pub fn sheet(&self) -> Result<(Worksheet, Vec<(String, String)>), XlsxError> {
        let look = self.controls.look;
        let mut sheet = sheet(CHECKS)?;
        sheet.write_with_format(0, 0, "Does it add up, and is it as exported?", &look.title)?;
        sheet.write_with_format(1, 0, "Overall", &look.text)?;
        sheet.write_with_format(CHANGED, 0, "Yellow cells that are not as exported", &look.text)?;
        let [estimates, prices] = self.inputs.changed();
        let changed = format!("{estimates} + {prices} + {}", self.controls.changed());
        formula(&mut sheet, (CHANGED, FOUND), &changed, 0.0, &look.number(Kind::Plain))?;
        let where_to_look = format!("on the sheets {CONTROLS}, {INPUTS} and {PRICES}");
        sheet.write_with_format(CHANGED, EXPECTED, where_to_look, &look.note_after)?;
        sheet.write_with_format(CHANGED, OFF, "tolerance", &look.note_after)?;
        sheet.write_with_format(CHANGED, STATE, TOLERANCE, &look.number(Kind::Plain))?;
        let headings = ["check", "workbook", "must be", "difference", "state"];
        for (column, heading) in (0..).zip(headings) {
            let format = if column == 0 { &look.heading_of_words.clone().set_indent(0) } else { &look.heading };
            sheet.write_with_format(HEAD - 1, column, heading, format)?;
        }
        let checks = self.adds_up().into_iter().chain(self.is_as_exported());
        let mut row = HEAD;
        let mut is_of_export = None;
        for check in checks {
            if is_of_export != Some(check.is_of_export) {
                let section = if check.is_of_export {
                    "The workbook is what the engine computed, while inputs are as exported"
                } else {
                    "Parts add up"
                };
                row += u32::from(is_of_export.is_some());
                sheet.write_with_format(row, 0, section, &look.section)?;
                is_of_export = Some(check.is_of_export);
                row += 1;
            }
            write(&mut sheet, row, &check, look)?;
            row += 1;
        }
        let states = format!("{}:{}", cell("", HEAD, STATE).trim_start_matches('!'), &cell("", row, STATE)[1..]);
        let overall = format!("IF(COUNTIF({states}, \"✗\") = 0, \"OK\", \"✗\")");
        formula_of_words(&mut sheet, (1, FOUND), &overall, "OK", &look.verdict)?;
        for (words, color) in [("OK", 0x0E_8A_5A), ("✗", 0xC0_2B_2B)] {
            let format = Format::new().set_font_color(Color::RGB(color)).set_bold();
            let rule = ConditionalFormatText::new()
                .set_rule(ConditionalFormatTextRule::Contains(words.to_owned()))
                .set_format(format);
            sheet.add_conditional_format(HEAD, STATE, row, STATE, &rule)?;
            sheet.add_conditional_format(1, FOUND, 1, FOUND, &rule)?;
        }
        for (column, width) in [(0, 72), (1, 24), (2, 24), (3, 18), (4, 26)] {
            sheet.set_column_width(column, width)?;
        }
        sheet.set_freeze_panes(HEAD, 1)?;
        sheet.set_repeat_rows(HEAD - 1, HEAD - 1)?;
        let names = [("inputs_changed", CHANGED), ("check_state", 1)];
        Ok((sheet, names.map(|(name, row)| (name.to_owned(), cell(CHECKS, row, FOUND))).to_vec()))
    }

    fn adds_up(&self) -> Vec<Check> {
        let (stages, months) = (self.stages, self.months);
        let must = |what: &str, found: String, expected: String, value: f64| Check {
            what: what.to_owned(),
            found,
            expected,
            values: [value; 2],
            kind: Kind::Money,
            is_of_export: false,
        };
        // An error or a word anywhere in the row is an error here.
        let off = |row: &str| format!("SUMPRODUCT(ABS({row}))");
        let sum = |row: &str| format!("SUM({row})");
        let end = |row: &str| format!("INDEX({row}, 1, COLUMNS({row}))");
        let zero = || "0".to_owned();
        let [cash, net, paid, cumulative, present] =
            [Quantity::Cash, Quantity::Net, Quantity::OneOffs, Quantity::CumulativeCash(0), Quantity::PresentValue]
                .map(|part| months.row_if_any(part).unwrap_or_else(zero));
        let [discounted, counts, counted] =
            [DISCOUNTED_SO_FAR, COUNTS, COUNTED_CASH].map(|name| months.row_called(name));
        let total = |part: Quantity| {
            let cells = (0..months.columns()).filter_map(|column| months.value(part, column));
            cells.sum::<f64>()
        };
        let all_cash = total(Quantity::Cash);
        let mut checks = Vec::new();
        for (name, rows) in [("Stages", stages), ("Months", months)] {
            let what = format!("{name}: categories add up to cost, in every column");
            checks.push(must(&what, off(&rows.row_called(COST_CHECK)), zero(), 0.0));
            let what = format!("{name}: value less cost is net, in every column");
            checks.push(must(&what, off(&rows.row_called(NET_CHECK)), zero(), 0.0));
        }
        let from_parts = format!("{} - {}", sum(&net), sum(&paid));
        checks.extend([
            must("Months: net less what is paid once is cash", from_parts, sum(&cash), all_cash),
            must("Months: cash cumulates to the last month", end(&cumulative), sum(&cash), all_cash),
            must(
                "Months: discounted cash cumulates to the last month",
                end(&discounted),
                sum(&present),
                total(Quantity::PresentValue),
            ),
            must(
                "Years: cash adds up to that of the months that count",
                self.years.cash.clone(),
                sum(&counted),
                all_cash,
            ),
            must(
                "Months that count are as many as the horizon has",
                sum(&counts),
                self.controls.horizon(),
                months.columns() as f64,
            ),
        ]);
        let what = "Stages that do not begin as exported: which month has which stage is structure";
        checks.push(Check { kind: Kind::Plain, ..must(what, self.controls.moved_stages(), zero(), 0.0) });
        for check in checks.iter_mut().filter(|check| check.what.starts_with("Months that count")) {
            check.kind = Kind::Plain;
        }
        checks
    }

    fn is_as_exported(&self) -> Vec<Check> {
        let results = self.controls.content.results;
        let of_summary = self.exported.iter().map(|exported| Check {
            what: exported.what.clone(),
            found: exported.cell.clone(),
            expected: exported.value.to_string(),
            values: [exported.value; 2],
            kind: exported.kind,
            is_of_export: true,
        });
        let stages = self.controls.content.scenario.stages.iter().zip(&results.stages).enumerate();
        let of_stages = stages.flat_map(|(place, (stage, versions))| {
            let figures = [
                ("cost as planned", place, versions.planned.cost),
                ("cost without strategies", results.stages.len() + place, versions.baseline.cost),
            ];
            figures.map(|(what, column, cost)| Check {
                what: format!("{}: {what}", stage.name),
                found: self.stages.cell(Quantity::Cost, column),
                expected: cost.to_string(),
                values: [cost; 2],
                kind: Kind::Money,
                is_of_export: true,
            })
        });
        let verdict = results.verdict.name();
        let verdict = Check {
            what: format!("The verdict is {verdict}"),
            found: format!("IF(plan_verdict = \"{verdict}\", 1, 0)"),
            expected: "1".to_owned(),
            values: [1.0; 2],
            kind: Kind::Plain,
            is_of_export: true,
        };
        of_summary.chain(of_stages).chain(std::iter::once(verdict)).collect()
    }
}

fn write(sheet: &mut Worksheet, row: u32, check: &Check, look: &CellFormats) -> Result<(), XlsxError> {
    let number = look.number(check.kind);
    sheet.write_string_with_format(row, 0, &check.what, &look.text)?;
    formula(sheet, (row, FOUND), &check.found, check.values[0], &number)?;
    if check.is_of_export {
        sheet.write_with_format(row, EXPECTED, check.values[1], &look.as_exported(check.kind))?;
    } else {
        formula(sheet, (row, EXPECTED), &check.expected, check.values[1], &number)?;
    }
    let own = |column| cell("", row, column)[1..].to_owned();
    let [found, expected, off] = [FOUND, EXPECTED, OFF].map(own);
    let text = format!("IF(ISNUMBER({found}), {found} - {expected}, \"\")");
    formula(sheet, (row, OFF), &text, 0.0, &look.number(Kind::Plain))?;
    // What cannot be computed is not OK.
    let is_near = format!("ABS({off}) <= {TOLERANCE_CELL} * MAX(1, ABS({expected}))");
    let state = format!("IF(ISNUMBER({off}), IF({is_near}, \"OK\", \"✗\"), \"✗\")");
    let state = match check.is_of_export {
        true => format!("IF(inputs_changed=0, {state}, \"inputs changed\")"),
        false => state,
    };
    formula_of_words(sheet, (row, STATE), &state, "OK", &look.verdict)
}
