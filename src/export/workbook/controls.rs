//! What the whole workbook turns on: the case, the target, the horizon, when stages begin, what is on and off.

use rust_xlsxwriter::{DataValidation, DataValidationRule, ExcelDateTime, Format, Formula, Worksheet, XlsxError};

use super::content::{Case, WorkbookContent, WorkbookEdits};
use super::sheets::{CellFormats, Kind, cell, formula, quoted, sheet};
use crate::economics::Switch;

/// Its name.
pub const CONTROLS: &str = "Controls";
const CASE: u32 = 4;
const TARGET: u32 = 5;
const HORIZON: u32 = 6;
const HURDLE: u32 = 7;
const BUDGET: u32 = 8;
const FIRST_MONTH: u32 = 10;
const FISCAL_MONTH: u32 = 11;
/// The row of the first stage.
const STAGES: u32 = 15;
/// The columns.
const VALUE: u16 = 1;
const UNIT: u16 = 2;
const EXPORTED: u16 = 3;
const PLACE: u16 = 4;
const NOTE: u16 = 5;

/// The cells that everything turns on.
pub struct Controls<'a> {
    pub content: &'a WorkbookContent<'a>,
    pub edits: &'a WorkbookEdits,
    pub look: &'a CellFormats,
}

impl Controls<'_> {
    /// 1 to 3: which value of each estimate is in use.
    pub fn case(&self) -> String {
        cell(CONTROLS, CASE, PLACE)
    }

    /// From 1 on: the place of the target among the stages.
    pub fn target(&self) -> String {
        cell(CONTROLS, TARGET, PLACE)
    }

    /// The name of the target.
    pub fn target_name(&self) -> String {
        cell(CONTROLS, TARGET, VALUE)
    }

    /// Months planned.
    pub fn horizon(&self) -> String {
        cell(CONTROLS, HORIZON, VALUE)
    }

    /// The least ratio of value to cost.
    pub fn hurdle(&self) -> String {
        cell(CONTROLS, HURDLE, VALUE)
    }

    /// Money a month at the target, or nothing.
    pub fn budget(&self) -> String {
        cell(CONTROLS, BUDGET, VALUE)
    }

    /// A day in the first month, or nothing.
    pub fn first_month(&self) -> String {
        cell(CONTROLS, FIRST_MONTH, VALUE)
    }

    /// 1 to 12.
    pub fn fiscal_month(&self) -> String {
        cell(CONTROLS, FISCAL_MONTH, VALUE)
    }

    /// The month in which a stage begins.
    pub fn stage_month(&self, stage: usize) -> String {
        cell(CONTROLS, STAGES + stage as u32, VALUE)
    }

    /// The month and the share of a point of adoption.
    pub fn adoption(&self, point: usize) -> [String; 2] {
        let row = self.adoption_row() + point as u32;
        [cell(CONTROLS, row, PLACE), cell(CONTROLS, row, VALUE)]
    }

    /// 1 where something is on, else 0.
    pub fn is_on(&self, switch: Switch) -> Option<String> {
        let place = self.content.plan.switches().iter().position(|known| *known == switch)?;
        Some(cell(CONTROLS, self.switch_row() + place as u32, VALUE))
    }

    /// How many of these cells are not as exported.
    pub fn changed(&self) -> String {
        let WorkbookContent { scenario, plan, .. } = *self.content;
        let mut ranges = vec![[CASE; 2], [HORIZON, BUDGET], [STAGES, STAGES + plan.stages.len() as u32 - 1]];
        if !scenario.plan.adoption.is_empty() {
            ranges.push([self.adoption_row(), self.adoption_row() + scenario.plan.adoption.len() as u32 - 1]);
        }
        if !plan.switches().is_empty() {
            ranges.push([self.switch_row(), self.switch_row() + plan.switches().len() as u32 - 1]);
        }
        let target = format!("(1 - EXACT({}, {}))", self.target_name(), cell(CONTROLS, TARGET, EXPORTED));
        ranges.into_iter().map(differing).chain([target]).collect::<Vec<_>>().join(" + ")
    }

    /// How many stages do not begin as exported.
    pub fn moved_stages(&self) -> String {
        differing([STAGES, STAGES + self.content.plan.stages.len() as u32 - 1])
    }

    fn adoption_row(&self) -> u32 {
        STAGES + self.content.plan.stages.len() as u32 + 3
    }

    fn switch_row(&self) -> u32 {
        let points = self.content.scenario.plan.adoption.len() as u32;
        self.adoption_row() + if points == 0 { 0 } else { points + 3 }
    }

    /// The sheet; `stages` are the cells that name them.
    pub fn sheet(&self, stages: &str) -> Result<Worksheet, XlsxError> {
        let mut sheet = sheet(CONTROLS)?;
        let note = "Change a yellow cell and every sheet follows.";
        sheet.write_with_format(0, 0, "Case, target and what is on", &self.look.title)?;
        sheet.write_with_format(1, 0, note, &self.look.note)?;
        self.head(&mut sheet, CASE - 1, ["setting", "value", "unit", "as exported", "in formulas", "what it does"])?;
        self.settings(&mut sheet, stages)?;
        self.stages(&mut sheet)?;
        self.adoption_points(&mut sheet)?;
        self.switches(&mut sheet)?;
        for (column, width) in [(0, 52), (1, 22), (2, 10), (3, 22), (4, 12), (5, 82)] {
            sheet.set_column_width(column, width)?;
        }
        sheet.set_freeze_panes(CASE, 1)?;
        Ok(sheet)
    }

    fn head(&self, sheet: &mut Worksheet, row: u32, names: [&str; 6]) -> Result<(), XlsxError> {
        let words = &self.look.heading_of_words;
        for (column, name) in (0..).zip(names) {
            let format = match column {
                0 => &words.clone().set_indent(0),
                UNIT | NOTE => words,
                _ => &self.look.heading,
            };
            sheet.write_with_format(row, column, name, format)?;
        }
        Ok(())
    }

    fn settings(&self, sheet: &mut Worksheet, stages: &str) -> Result<(), XlsxError> {
        let WorkbookContent { scenario, plan, .. } = *self.content;
        let (edits, look) = (self.edits, self.look);
        let label = |sheet: &mut Worksheet, row, name: &str, unit: &str, note: &str| -> Result<(), XlsxError> {
            sheet.write_with_format(row, 0, name, &look.text)?;
            sheet.write_with_format(row, UNIT, unit, &look.after)?;
            sheet.write_with_format(row, NOTE, note, &look.note_after)?;
            Ok(())
        };
        let right = look.as_exported(Kind::Plain).set_align(rust_xlsxwriter::FormatAlign::Right);
        let place = look.number(Kind::Plain);
        let note = "low or high puts every estimate that has a range at that end; likely is the plan";
        label(sheet, CASE, "Case", "", note)?;
        sheet.write_with_format(CASE, VALUE, edits.case.name(), &look.input_of_words())?;
        sheet.write_with_format(CASE, EXPORTED, Case::Likely.name(), &right)?;
        let cases = Case::ALL.map(Case::name);
        let own = &cell("", CASE, VALUE)[1..];
        let text = format!("IF({own}={}, 1, IF({own}={}, 3, 2))", quoted(cases[0]), quoted(cases[2]));
        formula(sheet, (CASE, PLACE), &text, 2.0, &place)?;
        sheet.add_data_validation(CASE, VALUE, CASE, VALUE, &DataValidation::new().allow_list_strings(&cases)?)?;

        label(sheet, TARGET, "Target stage", "", "the stage that the verdict speaks of")?;
        let target = edits.target.unwrap_or(plan.target);
        sheet.write_string_with_format(TARGET, VALUE, &scenario.stages[target].name, &look.input_of_words())?;
        sheet.write_string_with_format(TARGET, EXPORTED, &scenario.stages[plan.target].name, &right)?;
        // MATCH would take what stands in a name for a pattern, and neither it nor = tells capitals from small letters.
        let own = &cell("", TARGET, VALUE)[1..];
        let first = stages.split(':').next().unwrap_or(stages);
        let is_named = format!("EXACT({stages}, {own})");
        let at = format!("SUMPRODUCT(MAX({is_named}*(COLUMN({stages})-COLUMN({first})+1)))");
        let text = format!("IF(SUMPRODUCT(--{is_named})=0, NA(), {at})");
        formula(sheet, (TARGET, PLACE), &text, (plan.target + 1) as f64, &place)?;
        let list = DataValidation::new().allow_list_formula(Formula::new(format!("={stages}")));
        sheet.add_data_validation(TARGET, VALUE, TARGET, VALUE, &list)?;

        label(sheet, HORIZON, "Horizon", "months", "what counts; at most as many months as were exported")?;
        sheet.write_with_format(
            HORIZON,
            VALUE,
            edits.horizon.unwrap_or(plan.horizon_months),
            &look.input(Kind::Plain),
        )?;
        sheet.write_with_format(HORIZON, EXPORTED, plan.horizon_months, &look.as_exported(Kind::Plain))?;
        let whole =
            DataValidation::new().allow_whole_number(DataValidationRule::Between(1, plan.horizon_months.cast_signed()));
        sheet.add_data_validation(HORIZON, VALUE, HORIZON, VALUE, &whole)?;

        label(sheet, HURDLE, "Hurdle", "times", "the least ratio of value to cost of a viable plan")?;
        sheet.write_with_format(HURDLE, VALUE, edits.hurdle.unwrap_or(plan.hurdle), &look.input(Kind::Factor))?;
        sheet.write_with_format(HURDLE, EXPORTED, plan.hurdle, &look.as_exported(Kind::Factor))?;
        let least = DataValidation::new().allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(1.0));
        sheet.add_data_validation(HURDLE, VALUE, HURDLE, VALUE, &least)?;

        label(sheet, BUDGET, "Budget a month at the target", &look.unit(Kind::Money), "may be empty")?;
        match plan.budget {
            Some(budget) => {
                sheet.write_with_format(BUDGET, VALUE, budget, &look.input(Kind::Money))?;
                sheet.write_with_format(BUDGET, EXPORTED, budget, &look.as_exported(Kind::Money))?;
            }
            None => _ = sheet.write_blank(BUDGET, VALUE, &look.input(Kind::Money))?,
        }
        let least = DataValidation::new().allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0));
        sheet.add_data_validation(BUDGET, VALUE, BUDGET, VALUE, &least)?;

        let note = "a day in the first month of the plan, for the names of months and fiscal years; may be empty";
        label(sheet, FIRST_MONTH, "First month", "date", note)?;
        sheet.write_blank(FIRST_MONTH, VALUE, &look.input_of_day())?;
        let days = [ExcelDateTime::from_ymd(2000, 1, 1)?, ExcelDateTime::from_ymd(2200, 1, 1)?];
        let [from, to] = days;
        let day = DataValidation::new().allow_date(DataValidationRule::Between(from, to));
        sheet.add_data_validation(FIRST_MONTH, VALUE, FIRST_MONTH, VALUE, &day)?;
        label(sheet, FISCAL_MONTH, "First month of the fiscal year", "1 to 12", "1 is January")?;
        sheet.write_with_format(FISCAL_MONTH, VALUE, 1, &look.input(Kind::Plain))?;
        let month = DataValidation::new().allow_whole_number(DataValidationRule::Between(1, 12));
        sheet.add_data_validation(FISCAL_MONTH, VALUE, FISCAL_MONTH, VALUE, &month)?;
        Ok(())
    }

    /// When stages begin, which decides what runs in which month: cells to read, not to change.
    fn stages(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let WorkbookContent { scenario, plan, .. } = *self.content;
        sheet.write_with_format(STAGES - 2, 0, "When stages begin", &self.look.section)?;
        self.head(sheet, STAGES - 1, ["stage", "month", "unit", "as exported", "", ""])?;
        let why = "which month belongs to which stage is structure: change it in Breakeven";
        for (row, (stage, named)) in (STAGES..).zip(plan.stages.iter().zip(&scenario.stages)) {
            sheet.write_string_with_format(row, 0, &named.name, &self.look.text)?;
            sheet.write_with_format(row, VALUE, stage.month, &self.look.number(Kind::Plain))?;
            sheet.write_with_format(row, UNIT, "month", &self.look.after)?;
            sheet.write_with_format(row, EXPORTED, stage.month, &self.look.as_exported(Kind::Plain))?;
            sheet.write_with_format(row, NOTE, why, &self.look.note_after)?;
            sheet.add_data_validation(row, VALUE, row, VALUE, &structure(stage.month)?)?;
        }
        Ok(())
    }

    fn adoption_points(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let points = &self.content.scenario.plan.adoption;
        if points.is_empty() {
            return Ok(());
        }
        let top = self.adoption_row();
        sheet.write_with_format(top - 2, 0, "Adoption", &self.look.section)?;
        self.head(sheet, top - 1, ["point", "share", "unit", "as exported", "month", ""])?;
        for (row, (place, &(month, share))) in (top..).zip(points.iter().enumerate()) {
            sheet.write_with_format(
                row,
                0,
                format!("Share of the value that is money, point {}", place + 1),
                &self.look.text,
            )?;
            sheet.write_with_format(row, VALUE, share, &self.look.input(Kind::Share))?;
            sheet.write_with_format(row, UNIT, self.look.unit(Kind::Share), &self.look.after)?;
            sheet.write_with_format(row, EXPORTED, share, &self.look.as_exported(Kind::Share))?;
            sheet.write_with_format(row, PLACE, month, &self.look.number(Kind::Plain))?;
            sheet.add_data_validation(row, PLACE, row, PLACE, &structure(month)?)?;
            let note = "linear between points; the months of the points are structure";
            sheet.write_with_format(row, NOTE, note, &self.look.note_after)?;
            let share = DataValidation::new().allow_decimal_number(DataValidationRule::Between(0.0, 1.0));
            sheet.add_data_validation(row, VALUE, row, VALUE, &share)?;
        }
        Ok(())
    }

    fn switches(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let WorkbookContent { scenario, plan, .. } = *self.content;
        let switches = plan.switches();
        if switches.is_empty() {
            return Ok(());
        }
        let top = self.switch_row();
        sheet.write_with_format(top - 2, 0, "What is on", &self.look.section)?;
        self.head(sheet, top - 1, ["card or strategy", "on", "unit", "as exported", "", "from"])?;
        let format: Format = self.look.input(Kind::Plain);
        for (row, switch) in (top..).zip(switches) {
            let (name, from) = match switch {
                Switch::Component(place) => {
                    (scenario.components[place].name.as_str(), scenario.components[place].from_stage)
                }
                Switch::Strategy(place) => {
                    (scenario.strategies[place].kind.tag().name(), scenario.strategies[place].from_stage)
                }
            };
            let is_on = plan.is_on(switch);
            sheet.write_string_with_format(row, 0, name, &self.look.text)?;
            let shown = is_on != self.edits.switched.contains(&switch);
            sheet.write_with_format(row, VALUE, u8::from(shown), &format)?;
            sheet.write_with_format(row, UNIT, "1 or 0", &self.look.after)?;
            sheet.write_with_format(row, EXPORTED, u8::from(is_on), &self.look.as_exported(Kind::Plain))?;
            let from = format!("from {} on, while it is on", scenario.stages[from].name);
            sheet.write_with_format(row, NOTE, from, &self.look.note_after)?;
            let flag = DataValidation::new().allow_whole_number(DataValidationRule::Between(0, 1));
            sheet.add_data_validation(row, VALUE, row, VALUE, &flag)?;
        }
        Ok(())
    }
}

/// How many values in some rows are not as exported.
fn differing([first, last]: [u32; 2]) -> String {
    let range = |column| format!("{}:{}", cell(CONTROLS, first, column), &cell("", last, column)[1..]);
    format!("SUMPRODUCT(--({}<>{}))", range(VALUE), range(EXPORTED))
}

/// Lets nobody type another month.
fn structure(month: u32) -> Result<DataValidation, XlsxError> {
    DataValidation::new()
        .allow_whole_number(DataValidationRule::EqualTo(month.cast_signed()))
        .set_error_title("Structure")?
        .set_error_message("When something begins decides what runs in which month. Change it in Breakeven.")
}
