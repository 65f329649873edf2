//! Stages and months side by side: one column each, one row a part, every cell a formula that the engine recorded.

use std::collections::{BTreeMap, HashMap};

use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use super::controls::Controls;
use super::inputs::Inputs;
use super::parameters;
use super::recorded::MonthColumn;
use super::rows::{RowRange, is_price, kind, place, row_of, unit};
use super::sheets::{CellFormats, Kind, column_name, formula, formula_of_words};
use super::timeline::Timeline;
use super::written_rows::{FIRST, WrittenRows};
use crate::economics::{Expression, Plan, Quantity, Switch, Tape};
use crate::scenario::Category;

/// Rows above the first part: of stages, and of months, which have more to say of each.
const HEAD_OF_STAGES: u32 = 4;
const HEAD_OF_MONTHS: u32 = 6;

/// So many columns can still be read on one printed page.
pub const COLUMNS_ON_A_PAGE: usize = 12;
/// So many rows can still be read on one printed page.
const ROWS_ON_A_PAGE: u32 = 90;

/// What is no part of the bill but said of it: of what over what.
const QUOTIENTS: [(&str, Quantity, Quantity, Kind); 3] = [
    (COST_PER_OUTCOME, Quantity::Cost, Quantity::Outcomes, Kind::Price),
    (VALUE_PER_OUTCOME, Quantity::Value, Quantity::Outcomes, Kind::Price),
    (VALUE_OVER_COST, Quantity::Value, Quantity::Cost, Kind::Factor),
];
/// A row of both sheets.
pub const COST_PER_OUTCOME: &str = "Cost per outcome";
/// A row of both sheets.
pub const VALUE_PER_OUTCOME: &str = "Value per outcome";
/// A row of both sheets.
pub const VALUE_OVER_COST: &str = "Value over cost";
/// A row of the months.
pub const DISCOUNTED_SO_FAR: &str = "Cumulative cash, discounted to the start";
/// A row of the months.
pub const COUNTS: &str = "Counts towards the horizon";
/// A row of the months.
pub const COUNTED_CASH: &str = "Cash that counts";
/// A row of the months.
pub const FISCAL_YEAR: &str = "fiscal year";
/// A row of both sheets.
pub const COST_CHECK: &str = "Categories less cost";
/// A row of both sheets.
pub const NET_CHECK: &str = "Value less cost less net";
/// The sheet of the months.
pub const MONTHS: &str = "Months";

/// Months side by side.
pub struct MonthColumns<'a, 't> {
    pub(super) plan: &'a Plan,
    pub(super) sheet: &'static str,
    pub(super) title: &'static str,
    pub(super) columns: Vec<MonthColumn<'t>>,
}

impl<'a, 't> MonthColumns<'a, 't> {
    /// The prices that the formulas mention.
    pub fn prices<'s>(&'s self, tape: &'t Tape) -> impl Iterator<Item = (Quantity, f64)> + use<'s, 'a, 't> {
        let parts = self.columns.iter().flat_map(|column| {
            let [own, other] = [&column.figures, &column.otherwise].map(|figures| column.parts(tape, figures));
            own.into_iter().chain(other)
        });
        parts.filter(|(part, _)| is_price(*part)).map(|(part, price)| (part, price.value()))
    }

    fn head(&self) -> u32 {
        if self.sheet == MONTHS { HEAD_OF_MONTHS } else { HEAD_OF_STAGES }
    }

    /// Writes them, and says where.
    pub fn write(
        &self,
        sheet: &mut Worksheet,
        tape: &'t Tape,
        inputs: &Inputs<'_>,
        controls: &Controls<'_>,
    ) -> Result<WrittenRows, XlsxError> {
        let (scenario, look) = (controls.content.scenario, controls.look);
        type Parts<'t> = BTreeMap<RowRange, (Quantity, Expression<'t>)>;
        let placed = |column: &MonthColumn<'t>, figures: &[(Quantity, Expression<'t>)]| -> Parts<'t> {
            let parts = column.parts(tape, figures).into_iter().filter(|(part, _)| !is_price(*part));
            parts.map(|(part, expression)| (place(part), (part, expression))).collect()
        };
        let columns: Vec<[Parts<'t>; 2]> = self
            .columns
            .iter()
            .map(|column| [placed(column, &column.figures), placed(column, &column.otherwise)])
            .collect();
        let mut rows: BTreeMap<RowRange, Quantity> = BTreeMap::new();
        for (place, (part, _)) in columns.iter().flatten().flatten() {
            rows.insert(*place, *part);
        }
        let mut written = WrittenRows {
            sheet: self.sheet,
            heading: if self.sheet == MONTHS { self.head() - 3 } else { self.head() - 1 },
            rows: HashMap::new(),
            values: HashMap::new(),
            quotients: HashMap::new(),
            columns: self.columns.len() as u16,
        };
        let mut row = self.head();
        let mut section = None;
        for (place, part) in &rows {
            if section != Some(place.section) {
                row += u32::from(section.is_some());
                sheet.write_with_format(row, 0, place.section.name(), &look.section)?;
                section = Some(place.section);
                row += 1;
            }
            written.rows.insert(row_of(*part), row);
            let (kind, own) = match part {
                Quantity::Parameter(parameter) => (parameters::kind(*parameter), parameters::unit(*parameter)),
                part => (kind(*part), unit(*part)),
            };
            let unit = if own.is_empty() { look.unit(kind) } else { own.to_owned() };
            sheet.write_string_with_format(row, 0, parameters::name(scenario, self.plan, *part), &look.text)?;
            sheet.write_with_format(row, 1, unit, &look.text)?;
            row += 1;
        }
        self.headings(sheet, controls)?;
        let timeline = Timeline { controls, plan: self.plan, head: self.head() };
        for (place, [own, other]) in columns.iter().enumerate() {
            let at = FIRST + place as u16;
            for (part, expression) in own.values().chain(other.values()) {
                let key = (row_of(*part), place);
                if written.values.contains_key(&key) {
                    continue;
                }
                let text_of = |expression: &Expression<'t>| {
                    tape.formula(expression, &|input| inputs.cell(input), &|part| {
                        let here = || written.rows.get(&row_of(part)).map(|&row| self.cell(row, part, place));
                        inputs.price_cell(part).or_else(here)
                    })
                };
                let text = match part {
                    Quantity::Parameter(parameter) => timeline.formula(*parameter, place as u32),
                    _ => {
                        let own = text_of(expression);
                        let turned = other.get(&super::rows::place(*part)).map(|(_, expression)| text_of(expression));
                        match turned.filter(|turned| !is_of_cash(*part) && *turned != own) {
                            Some(turned) => self.either(controls, own, turned),
                            None => own,
                        }
                    }
                };
                let row = written.rows[&row_of(*part)];
                let kind = match part {
                    Quantity::Parameter(parameter) => parameters::kind(*parameter),
                    part => kind(*part),
                };
                let is_total = matches!(part, Quantity::Cost | Quantity::Value | Quantity::Net | Quantity::Cash);
                let format = if is_total { look.total(kind) } else { look.number(kind) };
                formula(sheet, (row, at), &text, expression.value(), &format)?;
                written.values.insert(key, expression.value());
            }
        }
        row += 1;
        sheet.write_with_format(row, 0, "Per outcome", &look.section)?;
        for (name, above, below, kind) in QUOTIENTS {
            row += 1;
            sheet.write_with_format(row, 0, name, &look.text)?;
            sheet.write_with_format(row, 1, look.unit(kind), &look.text)?;
            for place in 0..self.columns.len() {
                let (Some(over), Some(under)) = (written.value(above, place), written.value(below, place)) else {
                    continue;
                };
                let value = if 0.0 < under { over / under } else { 0.0 };
                let [above, below] = [above, below].map(|part| self.cell(written.rows[&part], part, place));
                let text = format!("IF({below} > 0, {above} / {below}, 0)");
                formula(sheet, (row, FIRST + place as u16), &text, value, &look.number(kind))?;
            }
            written.quotients.insert(name, row);
        }
        if self.sheet == MONTHS {
            row = self.discounted_so_far(sheet, &mut written, row, look)?;
            row = self.horizon(sheet, &mut written, row, controls)?;
        }
        row = self.checks(sheet, &mut written, row, look)?;
        sheet.set_column_width(0, 56)?;
        sheet.set_column_width(1, 10)?;
        for place in 0..self.columns.len() as u16 {
            sheet.set_column_width(FIRST + place, 18)?;
        }
        sheet.set_freeze_panes(self.head(), FIRST)?;
        sheet.set_repeat_columns(0, 1)?;
        sheet.set_repeat_rows(2, self.head() - 1)?;
        // As many pages side by side as the columns need, and none with the last few rows alone.
        let across = u16::from(self.columns.len() <= COLUMNS_ON_A_PAGE);
        sheet.set_print_fit_to_pages(across, (row / ROWS_ON_A_PAGE + 1) as u16);
        Ok(written)
    }

    /// A formula while prefix caching is as exported, or the other one.
    fn either(&self, controls: &Controls<'_>, own: String, turned: String) -> String {
        let place = self.plan.prefix_caching().unwrap_or_default();
        let switch = Switch::Strategy(place);
        let [on, off] = if controls.content.plan.is_on(switch) { [own, turned] } else { [turned, own] };
        match controls.is_on(switch) {
            Some(is_on) => format!("IF({is_on}=1, {on}, {off})"),
            None => on,
        }
    }

    /// What stands above the columns: of months stage, name, fiscal year and number.
    fn headings(&self, sheet: &mut Worksheet, controls: &Controls<'_>) -> Result<(), XlsxError> {
        let look = controls.look;
        let head = self.head();
        sheet.write_with_format(0, 0, self.title, &look.title)?;
        let note = "Every figure is a formula over the sheets Inputs, Prices and Controls";
        sheet.write_with_format(1, 0, note, &look.note)?;
        let left = look.heading.clone().set_align(FormatAlign::Left);
        let over = Format::new().set_align(FormatAlign::Right).set_italic();
        let is_of_months = self.sheet == MONTHS;
        sheet.write_with_format(head - 1, 0, if is_of_months { "months since the start" } else { "part" }, &left)?;
        sheet.write_with_format(head - 1, 1, "unit", &left)?;
        if is_of_months {
            for (row, name) in [(2, "stage"), (3, "month"), (4, FISCAL_YEAR)] {
                sheet.write_with_format(row, 0, name, &look.note)?;
            }
        }
        let timeline = Timeline { controls, plan: self.plan, head };
        for (place, column) in self.columns.iter().enumerate() {
            let at = FIRST + place as u16;
            sheet.write_string_with_format(2, at, &column.over, &over)?;
            if is_of_months {
                let (name, year) = (format!("Month {place}"), format!("Year {}", place / 12 + 1));
                formula_of_words(sheet, (3, at), &timeline.month_name(place as u32), &name, &over)?;
                formula_of_words(sheet, (4, at), &timeline.fiscal_year(place as u32), &year, &over)?;
                sheet.write_with_format(head - 1, at, place as u32, &look.heading)?;
            } else {
                sheet.write_string_with_format(head - 1, at, &column.heading, &look.heading)?;
            }
        }
        Ok(())
    }

    /// What cash adds up to, discounted; under the last row, and where that is then.
    fn discounted_so_far(
        &self,
        sheet: &mut Worksheet,
        written: &mut WrittenRows,
        last: u32,
        look: &CellFormats,
    ) -> Result<u32, XlsxError> {
        let lines = [(DISCOUNTED_SO_FAR, look.unit(Kind::Money))];
        let row = section(sheet, written, last, ("Payback, discounted", &lines), look)?;
        let mut sum = 0.0;
        for place in 0..self.columns.len() {
            let present = self.cell(written.rows[&Quantity::PresentValue], Quantity::PresentValue, place);
            let text = match place.checked_sub(1) {
                Some(before) => format!("{}{} + {present}", column_name(FIRST + before as u16), row + 1),
                None => present,
            };
            sum += written.value(Quantity::PresentValue, place).unwrap_or(0.0);
            formula(sheet, (row, FIRST + place as u16), &text, sum, &look.number(Kind::Money))?;
        }
        Ok(row)
    }

    /// Which months count, and their cash; under the last row, and where that is then.
    fn horizon(
        &self,
        sheet: &mut Worksheet,
        written: &mut WrittenRows,
        last: u32,
        controls: &Controls<'_>,
    ) -> Result<u32, XlsxError> {
        let look = controls.look;
        let lines = [(COUNTS, "1 or 0".to_owned()), (COUNTED_CASH, look.unit(Kind::Money))];
        let row = section(sheet, written, last, ("Horizon", &lines), look)?;
        for place in 0..self.columns.len() {
            let at = FIRST + place as u16;
            let name = column_name(at);
            let counts = format!("IF({name}${} < {}, 1, 0)", self.head(), controls.horizon());
            formula(sheet, (row, at), &counts, 1.0, &look.number(Kind::Plain))?;
            let cash = self.cell(written.rows[&Quantity::Cash], Quantity::Cash, place);
            let value = written.value(Quantity::Cash, place).unwrap_or(0.0);
            let text = format!("{cash} * {name}{}", row + 1);
            formula(sheet, (row + 1, at), &text, value, &look.number(Kind::Money))?;
        }
        Ok(row + 1)
    }

    /// What must be 0 in each column; under the last row, and where that is then.
    fn checks(
        &self,
        sheet: &mut Worksheet,
        written: &mut WrittenRows,
        last: u32,
        look: &CellFormats,
    ) -> Result<u32, XlsxError> {
        let lines = [COST_CHECK, NET_CHECK].map(|name| (name, look.unit(Kind::Money)));
        let row = section(sheet, written, last, ("Checks: each must be 0", &lines), look)?;
        let categories = Category::ALL.map(|category| written.rows.get(&Quantity::Category(category)).copied());
        let categories: Vec<u32> = categories.into_iter().flatten().collect();
        for place in 0..self.columns.len() {
            let at = FIRST + place as u16;
            let [cost, value, net] = [Quantity::Cost, Quantity::Value, Quantity::Net]
                .map(|part| written.value(part, place).map(|_| self.cell(written.rows[&part], part, place)));
            let format = look.number(Kind::Money);
            if let (Some(cost), Some(first), Some(end)) = (&cost, categories.first(), categories.last()) {
                let name = column_name(at);
                let text = format!("SUM({name}{}:{name}{}) - {cost}", first + 1, end + 1);
                formula(sheet, (row, at), &text, 0.0, &format)?;
            }
            if let (Some(cost), Some(value), Some(net)) = (cost, value, net) {
                formula(sheet, (row + 1, at), &format!("{value} - {cost} - {net}"), 0.0, &format)?;
            }
        }
        Ok(row + 1)
    }

    /// The cell of a part in a column; cumulative cash goes on from the month before.
    fn cell(&self, row: u32, part: Quantity, place: usize) -> String {
        let place = match part {
            Quantity::CumulativeCash(month) => month as usize,
            _ => place,
        };
        format!("{}{}", column_name(FIRST + place as u16), row + 1)
    }
}

/// Heads further lines under the last row with their names and units, and says where the first of them is.
fn section(
    sheet: &mut Worksheet,
    written: &mut WrittenRows,
    last: u32,
    (title, lines): (&str, &[(&'static str, String)]),
    look: &CellFormats,
) -> Result<u32, XlsxError> {
    let first = last + 3;
    sheet.write_with_format(first - 1, 0, title, &look.section)?;
    for (row, (name, unit)) in (first..).zip(lines) {
        sheet.write_with_format(row, 0, *name, &look.text)?;
        sheet.write_with_format(row, 1, unit, &look.text)?;
        written.quotients.insert(name, row);
    }
    Ok(first)
}

/// Whether a part is what is made of a month's net.
fn is_of_cash(part: Quantity) -> bool {
    matches!(
        part,
        Quantity::OneOffs
            | Quantity::Cash
            | Quantity::CumulativeCash(_)
            | Quantity::Discount
            | Quantity::PresentValue
            | Quantity::Parameter(_)
    )
}
