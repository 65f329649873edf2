//! Buying instead: what serves the same requests, beside the plan and month by month, as live as the plan itself.

use std::collections::HashMap;

use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

use super::content::WorkbookContent;
use super::controls::Controls;
use super::inputs::Inputs;
use super::months::{COLUMNS_ON_A_PAGE, COUNTS};
use super::returns::payback_month;
use super::sheets::{CellFormats, Kind, cell, column_name, formula, grey_when_changed, sheet};
use super::written_rows::{FIRST, WrittenRows, month_range};
use crate::economics::{
    AlternativeMonth, AlternativeResult, Assumptions, Expression, Number as _, PlanAlternative, Point, Quantity, Tape,
};
use crate::export::bought::{NEITHER, PLANNED, meets, option_name};
use crate::language::in_sentence;

const SHEET: &str = "Alternatives";
/// Rows above the plan.
const HEAD: u32 = 4;
/// In percent.
const PRINT_SCALE: u16 = 50;
/// The columns of what is compared.
const COST: u16 = 1;
const VALUE: u16 = 2;
const NET: u16 = 3;
const NPV: u16 = 4;
const PAYBACK: u16 = 5;
const MEETS: u16 = 6;

/// Writes the sheet of what could be bought instead.
pub struct Alternatives<'a, 't> {
    pub content: &'a WorkbookContent<'a>,
    pub controls: &'a Controls<'a>,
    pub recorded: &'a Assumptions<'a, Expression<'t>>,
    pub tape: &'t Tape,
    pub inputs: &'a Inputs<'a>,
    pub stages: &'a WrittenRows,
    pub months: &'a WrittenRows,
    /// The named cells of the summary.
    pub headlines: &'a HashMap<&'a str, &'a str>,
    pub look: &'a CellFormats,
}

impl Alternatives<'_, '_> {
    /// The sheet, where there are any.
    pub fn sheet(&self) -> Result<Option<Worksheet>, XlsxError> {
        let WorkbookContent { scenario, plan, results, .. } = *self.content;
        if plan.alternatives.is_empty() {
            return Ok(None);
        }
        let mut sheet = sheet(SHEET)?;
        sheet.write_with_format(0, 0, "Buying instead", &self.look.title)?;
        let note = "The same requests, served by something bought; months are those at the target. Every figure is a formula, \
                    but for where it meets the plan: that is as exported, and grey once a yellow cell is another one.";
        sheet.write_with_format(1, 0, note, &self.look.note)?;
        let headings = [
            "cost a month".to_owned(),
            "value a month".to_owned(),
            "net a month".to_owned(),
            "NPV over the horizon".to_owned(),
            "pays back in month".to_owned(),
        ];
        sheet.write_with_format(HEAD - 1, 0, "option", &self.look.heading_of_words.clone().set_indent(0))?;
        for (column, heading) in (COST..).zip(headings) {
            sheet.write_with_format(HEAD - 1, column, heading, &self.look.heading)?;
        }
        sheet.write_with_format(
            HEAD - 1,
            MEETS,
            "nets the same as the plan at, as exported",
            &self.look.heading_of_words,
        )?;
        self.plan(&mut sheet)?;
        let last = HEAD + 1 + plan.alternatives.len() as u32;
        let mut below = last + 4;
        let alternatives = plan.alternatives.iter().zip(&scenario.alternatives).zip(&results.alternatives);
        for (row, ((alternative, named), result)) in (HEAD + 1..).zip(alternatives) {
            sheet.write_with_format(row, 0, &named.name, &self.look.text)?;
            self.at_target(&mut sheet, row, alternative, result)?;
            below = self.in_time(&mut sheet, row, below, (&named.name, alternative))? + 1;
        }
        sheet.write_with_format(last, 0, NEITHER, &self.look.text)?;
        sheet.write_with_format(last, NPV, 0, &self.look.number(Kind::Money))?;
        self.choice(&mut sheet, last)?;
        grey_when_changed(&mut sheet, [HEAD, last], [MEETS, MEETS], self.look)?;
        sheet.set_column_width(0, 56)?;
        sheet.set_column_width(MEETS, 44)?;
        for column in (COST..FIRST + plan.horizon_months as u16).filter(|column| *column != MEETS) {
            sheet.set_column_width(column, if column < MEETS { 20 } else { 16 })?;
        }
        sheet.set_freeze_panes(HEAD, 1)?;
        sheet.set_repeat_columns(0, 0)?;
        // Months go on over as many pages as they need, at a size that can be read.
        if COLUMNS_ON_A_PAGE < plan.horizon_months as usize {
            sheet.set_print_scale(PRINT_SCALE);
        }
        Ok(Some(sheet))
    }

    /// The plan itself, from the summary.
    fn plan(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let WorkbookContent { plan, results, .. } = *self.content;
        let planned = &results.stages[plan.target].planned;
        let payback = f64::from(results.months.payback_month.unwrap_or(plan.horizon_months));
        sheet.write_with_format(HEAD, 0, PLANNED, &self.look.text)?;
        let figures = [
            (COST, "target_cost", planned.cost, Kind::Money),
            (VALUE, "target_value", planned.value, Kind::Money),
            (NET, "target_net", planned.net, Kind::Money),
            (NPV, "plan_npv", results.months.npv, Kind::Money),
            (PAYBACK, "plan_payback_month", payback, Kind::Month),
        ];
        for (column, key, value, kind) in figures {
            formula(sheet, (HEAD, column), self.headlines[key], value, &self.look.number(kind))?;
        }
        Ok(())
    }

    /// A month at the target, and where it meets the plan.
    fn at_target(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        alternative: &PlanAlternative,
        result: &AlternativeResult,
    ) -> Result<(), XlsxError> {
        let plan = self.content.plan;
        let target = self.controls.target();
        let months: Vec<_> = (0..plan.stages.len())
            .map(|stage| AlternativeMonth::at(self.recorded, alternative, &self.recorded.at_stage(stage)))
            .collect();
        for column in [COST, VALUE] {
            let figure = |stage: usize| if column == COST { months[stage].cost } else { months[stage].value };
            let text = |stage| {
                let part = |part| self.stages.cell_in(part, stage);
                self.tape.formula(&figure(stage), &|input| self.inputs.cell(input), &part)
            };
            let texts: Vec<String> = (0..months.len()).map(text).collect();
            let text = match texts.as_slice() {
                [only] => only.clone(),
                several => format!("CHOOSE({target}, {})", several.join(", ")),
            };
            formula(sheet, (row, column), &text, figure(plan.target).value(), &self.look.number(Kind::Money))?;
        }
        let net = format!("{} - {}", cell(SHEET, row, VALUE), cell(SHEET, row, COST));
        formula(sheet, (row, NET), &net, result.month.net, &self.look.number(Kind::Money))?;
        sheet.write_with_format(row, MEETS, meets(result), &self.look.after)?;
        Ok(())
    }

    /// Its months below the comparison, and what they come to in its row; where the next may stand.
    fn in_time(
        &self,
        sheet: &mut Worksheet,
        own: u32,
        top: u32,
        (name, alternative): (&str, &PlanAlternative),
    ) -> Result<u32, XlsxError> {
        let rows = ["Cost", "Value", "Paid once", "Cash", "Cumulative cash", "Cash, discounted to the start"];
        let at = |place: usize| top + 1 + place as u32;
        sheet.write_with_format(top, 0, name, &self.look.section)?;
        for (place, row) in rows.iter().enumerate() {
            sheet.write_with_format(at(place), 0, format!("{name}: {}", in_row(row)), &self.look.text)?;
            sheet.write_with_format(at(place), 1, self.look.unit(Kind::Money), &self.look.text)?;
        }
        let mut cumulative = 0.0;
        let mut npv = 0.0;
        let one_offs = AlternativeMonth::one_offs(self.recorded, alternative);
        for (month, paid) in one_offs.enumerate() {
            let column = FIRST + month as u16;
            let place = |row: usize| format!("{}{}", column_name(column), at(row) + 1);
            sheet.write_with_format(top, column, month as u32, &self.look.heading)?;
            let part = |part| self.months.cell_in(part, month);
            let written = |figure: &Expression<'_>| self.tape.formula(figure, &|input| self.inputs.cell(input), &part);
            let point = self.recorded.in_month(month as u32);
            let (cost, value) = point.map_or((Expression::zero(), Expression::zero()), |point| {
                let point = Point {
                    volume: point.volume.named(Quantity::Requests),
                    value_factor: point.value_factor.named(Quantity::ValueFactor),
                    ..point
                };
                let running = AlternativeMonth::at(self.recorded, alternative, &point);
                (running.cost, running.value)
            });
            let cash = value.value() - cost.value() - paid.value();
            cumulative += cash;
            let before = month.checked_sub(1).map(|_| format!("{}{} + ", column_name(column - 1), at(4) + 1));
            let discount = self.months.cell(Quantity::Discount, month);
            let present = cash * self.recorded.discount(month as u32).value();
            npv += present;
            let figures = [
                (written(&cost), cost.value()),
                (written(&value), value.value()),
                (written(&paid), paid.value()),
                (format!("{} - {} - {}", place(1), place(0), place(2)), cash),
                (format!("{}{}", before.unwrap_or_default(), place(3)), cumulative),
                (format!("{} * {discount}", place(3)), present),
            ];
            for (row, (text, figure)) in figures.into_iter().enumerate() {
                formula(sheet, (at(row), column), &text, figure, &self.look.number(Kind::Money))?;
            }
        }
        let horizon = self.content.plan.horizon_months as usize;
        let range = |place| month_range(SHEET, at(place), horizon);
        let counts = self.months.row_called(COUNTS);
        formula(
            sheet,
            (own, NPV),
            &format!("SUMPRODUCT({}, {counts})", range(5)),
            npv,
            &self.look.number(Kind::Money),
        )?;
        let payback = self.content.results.alternatives[(own - HEAD - 1) as usize].payback_month;
        let payback = payback.map_or(horizon as f64, f64::from);
        formula(sheet, (own, PAYBACK), &payback_month(&range(4), &counts), payback, &self.look.number(Kind::Month))?;
        Ok(at(rows.len()))
    }

    /// What is worth most, under the options.
    fn choice(&self, sheet: &mut Worksheet, last: u32) -> Result<(), XlsxError> {
        let WorkbookContent { scenario, results, .. } = *self.content;
        let chosen = option_name(scenario, results.choice);
        let column = |column| format!("{}:{}", cell(SHEET, HEAD, column), &cell("", last, column)[1..]);
        let [names, npvs] = [column(0), column(NPV)];
        let text = format!("=INDEX({names}, MATCH(MAX({npvs}), {npvs}, 0))");
        sheet.write_with_format(last + 1, 0, "Worth most over the horizon", &self.look.text)?;
        let text = Formula::new(text).set_result(chosen);
        sheet.write_formula_with_format(last + 1, NPV, text, &self.look.verdict)?;
        Ok(())
    }
}

/// The name of a row behind that of its alternative.
fn in_row(name: &str) -> String {
    in_sentence(name)
}
