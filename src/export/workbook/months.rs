//! Stages and months side by side: one column each, one row a part, every cell a formula that the engine recorded.

use std::collections::{BTreeMap, HashMap};

use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use super::inputs::Inputs;
use super::rows::{RowRange, is_price, kind, place, row_of};
use super::sheets::{CellFormats, Kind, cell, column_name, defined_name, formula};
use crate::economics::{
    Assumptions, Engine, Evaluation, Expression, Number as _, OneOffs, Plan, Point, Quantity, StrategySet, Tape,
};
use crate::prose::name_of_part;
use crate::scenario::Scenario;

/// Names of rows and the unit stand before it; the figures follow.
pub const FIRST: u16 = 2;
/// Rows above the first part.
const HEAD: u32 = 4;

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
/// The sheet of the months.
const MONTHS: &str = "Months";

/// Months side by side.
pub struct MonthColumns<'a, 't> {
    plan: &'a Plan,
    sheet: &'static str,
    title: &'static str,
    columns: Vec<MonthColumn<'t>>,
}

/// One month.
struct MonthColumn<'t> {
    heading: String,
    /// What stands above the heading.
    over: String,
    /// What it comes to, hence everything that it is made of.
    figures: Vec<(Quantity, Expression<'t>)>,
}

/// Where everything was written.
pub struct WrittenRows {
    sheet: &'static str,
    rows: HashMap<Quantity, u32>,
    values: HashMap<(Quantity, usize), f64>,
    quotients: HashMap<&'static str, u32>,
    columns: u16,
}

impl<'a, 't> MonthColumns<'a, 't> {
    /// Each stage at its own requests, as planned and then without strategies.
    pub fn of_stages(scenario: &Scenario, recorded: &Assumptions<'a, Expression<'t>>) -> Self {
        let plan = recorded.plan;
        let stage = |(stage, planned): (usize, bool)| {
            let point = recorded.at_stage(stage);
            let set = if planned { plan.planned_mix().active_at(plan, stage) } else { StrategySet::NONE };
            MonthColumn {
                heading: scenario.stages[stage].name.clone(),
                over: if planned { "as planned" } else { "without strategies" }.to_owned(),
                figures: figures(recorded, point, set),
            }
        };
        let planned = (0..plan.stages.len()).map(|place| (place, true));
        let baseline = (0..plan.stages.len()).map(|place| (place, false));
        Self {
            plan,
            sheet: "Stages",
            title: "A month at each stage",
            columns: planned.chain(baseline).map(stage).collect(),
        }
    }

    /// Each month of the horizon, as planned, with its cash.
    pub fn of_months(scenario: &Scenario, recorded: &Assumptions<'a, Expression<'t>>) -> Self {
        let plan = recorded.plan;
        let set = plan.planned_mix();
        let mut one_offs = OneOffs::new(plan);
        let mut cumulative = Expression::zero();
        let month = |month: u32| {
            let point = recorded.in_month(month);
            let stage = point.map(|point| point.stage);
            let mut figures = point.map_or_else(Vec::new, |point| {
                let point = Point { volume: point.volume.named(Quantity::Requests), ..point };
                figures(recorded, point, set.active_at(plan, point.stage))
            });
            let net =
                figures.iter().find(|(part, _)| *part == Quantity::Net).map_or(Expression::zero(), |(_, net)| *net);
            let paid = one_offs.components(recorded, month, stage) + one_offs.strategies(recorded, stage, set);
            let paid = paid.named(Quantity::OneOffs);
            let cash = (net - paid).named(Quantity::Cash);
            cumulative = (cumulative + cash).named(Quantity::CumulativeCash(month));
            let discount = recorded.discount(month).named(Quantity::Discount);
            let present = (cash * discount).named(Quantity::PresentValue);
            figures.extend([
                (Quantity::OneOffs, paid),
                (Quantity::Cash, cash),
                (Quantity::CumulativeCash(month), cumulative),
                (Quantity::Discount, discount),
                (Quantity::PresentValue, present),
            ]);
            let over = stage.map_or("before it starts", |stage| &scenario.stages[stage].name);
            MonthColumn { heading: month.to_string(), over: over.to_owned(), figures }
        };
        let columns = (0..plan.horizon_months).map(month).collect();
        Self { plan, sheet: MONTHS, title: "Month by month, as planned", columns }
    }

    /// The prices that the formulas mention.
    pub fn prices<'s>(&'s self, tape: &'t Tape) -> impl Iterator<Item = (Quantity, f64)> + use<'s, 'a, 't> {
        let parts = self.columns.iter().flat_map(|column| column.parts(tape));
        parts.filter(|(part, _)| is_price(*part)).map(|(part, price)| (part, price.value()))
    }

    /// Writes them, and says where.
    pub fn write(
        &self,
        sheet: &mut Worksheet,
        scenario: &Scenario,
        tape: &'t Tape,
        inputs: &Inputs<'_>,
        look: &CellFormats,
    ) -> Result<WrittenRows, XlsxError> {
        let columns: Vec<BTreeMap<RowRange, (Quantity, Expression<'t>)>> = self
            .columns
            .iter()
            .map(|column| {
                let parts = column.parts(tape).into_iter().filter(|(part, _)| !is_price(*part));
                parts.map(|(part, expression)| (place(part), (part, expression))).collect()
            })
            .collect();
        let mut rows: BTreeMap<RowRange, Quantity> = BTreeMap::new();
        for (place, (part, _)) in columns.iter().flatten() {
            rows.insert(*place, *part);
        }
        let mut written = WrittenRows {
            sheet: self.sheet,
            rows: HashMap::new(),
            values: HashMap::new(),
            quotients: HashMap::new(),
            columns: self.columns.len() as u16,
        };
        let mut row = HEAD;
        let mut section = None;
        for (place, part) in &rows {
            if section != Some(place.section) {
                row += u32::from(section.is_some());
                sheet.write_with_format(row, 0, place.section.name(), &look.section)?;
                section = Some(place.section);
                row += 1;
            }
            written.rows.insert(row_of(*part), row);
            let kind = kind(*part);
            sheet.write_with_format(row, 0, name_of_part(scenario, self.plan, *part), &look.text)?;
            sheet.write_with_format(row, 1, look.unit(kind), &look.text)?;
            row += 1;
        }
        sheet.write_with_format(0, 0, self.title, &look.title)?;
        sheet.write_with_format(1, 0, "Every figure is a formula over the sheets Inputs and Prices", &look.note)?;
        let left = look.heading.clone().set_align(FormatAlign::Left);
        sheet.write_with_format(HEAD - 1, 0, "part", &left)?;
        sheet.write_with_format(HEAD - 1, 1, "unit", &left)?;
        for (place, column) in self.columns.iter().enumerate() {
            let at = FIRST + place as u16;
            let over = Format::new().set_align(FormatAlign::Right).set_italic();
            sheet.write_with_format(HEAD - 2, at, &column.over, &over)?;
            match column.heading.parse::<u32>() {
                Ok(month) if self.sheet == MONTHS => sheet.write_with_format(HEAD - 1, at, month, &look.heading)?,
                _ => sheet.write_with_format(HEAD - 1, at, &column.heading, &look.heading)?,
            };
            for (part, expression) in columns[place].values() {
                let text = tape.formula(expression, &|input| inputs.cell(input), &|part| {
                    let here = || written.rows.get(&row_of(part)).map(|&row| self.cell(row, part, place));
                    inputs.price_cell(part).or_else(here)
                });
                let row = written.rows[&row_of(*part)];
                let kind = kind(*part);
                let is_total = matches!(part, Quantity::Cost | Quantity::Value | Quantity::Net | Quantity::Cash);
                let format = if is_total { look.total(kind) } else { look.number(kind) };
                formula(sheet, (row, at), &text, expression.value(), &format)?;
                written.values.insert((row_of(*part), place), expression.value());
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
        }
        sheet.set_column_width(0, 56)?;
        sheet.set_column_width(1, 7)?;
        for place in 0..self.columns.len() as u16 {
            sheet.set_column_width(FIRST + place, 18)?;
        }
        sheet.set_freeze_panes(HEAD, FIRST)?;
        sheet.set_repeat_columns(0, 1)?;
        sheet.set_repeat_rows(HEAD - 2, HEAD - 1)?;
        // As many pages side by side as the columns need, and none with the last few rows alone.
        let across = u16::from(self.columns.len() <= COLUMNS_ON_A_PAGE);
        sheet.set_print_fit_to_pages(across, (row / ROWS_ON_A_PAGE + 1) as u16);
        Ok(written)
    }

    /// What cash adds up to, discounted; under the last row, and where that is then.
    fn discounted_so_far(
        &self,
        sheet: &mut Worksheet,
        written: &mut WrittenRows,
        last: u32,
        look: &CellFormats,
    ) -> Result<u32, XlsxError> {
        let row = last + 3;
        sheet.write_with_format(row - 1, 0, "Payback, discounted", &look.section)?;
        sheet.write_with_format(row, 0, DISCOUNTED_SO_FAR, &look.text)?;
        sheet.write_with_format(row, 1, look.unit(Kind::Money), &look.text)?;
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
        written.quotients.insert(DISCOUNTED_SO_FAR, row);
        Ok(row)
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

impl<'t> MonthColumn<'t> {
    /// Every named part that the figures are made of, themselves included, each once.
    fn parts(&self, tape: &'t Tape) -> Vec<(Quantity, Expression<'t>)> {
        let mut found: HashMap<Quantity, Expression<'t>> = HashMap::new();
        let mut left: Vec<(Quantity, Expression<'t>)> = self.figures.clone();
        let mut parts = Vec::new();
        while let Some((part, expression)) = left.pop() {
            // The month before has a column of its own.
            let is_before =
                matches!(part, Quantity::CumulativeCash(_)) && self.figures.iter().all(|(own, _)| *own != part);
            if !is_before && found.insert(part, expression).is_none() {
                parts.push((part, expression));
                left.extend(tape.parts(&expression));
            }
        }
        parts
    }
}

/// A month's parts that nothing else is made of, and all others through them.
fn figures<'t>(
    recorded: &Assumptions<'_, Expression<'t>>,
    point: Point<Expression<'t>>,
    set: StrategySet,
) -> Vec<(Quantity, Expression<'t>)> {
    let growth = point.growth;
    let point = Point {
        growth: crate::economics::RequestGrowth {
            context: growth.context.named(Quantity::ContextGrowth),
            calls: growth.calls.named(Quantity::CallGrowth),
            peak: growth.peak.named(Quantity::PeakLoad),
            retry_rate: growth.retry_rate.named(Quantity::RetryRate),
            fallback_share: growth.fallback_share.named(Quantity::FallbackShare),
            ..growth
        },
        token_prices: point.token_prices.named(Quantity::TokenPrices),
        value_factor: point.value_factor.named(Quantity::ValueFactor),
        ..point
    };
    let month: Evaluation<Expression<'t>> = Engine::new(recorded).evaluate(&point, set);
    let net = month.net.named(Quantity::Net);
    let mut figures =
        vec![(Quantity::Net, net), (Quantity::Outcomes, month.outcomes), (Quantity::Requests, point.volume)];
    // The month's own, should a formula not mention them.
    figures.extend([
        (Quantity::Cost, month.cost),
        (Quantity::Value, month.value),
        (Quantity::Inferred, month.inferred),
    ]);
    figures
}

impl WrittenRows {
    /// Its value in a column; none where the column has no such part.
    fn value(&self, part: Quantity, column: usize) -> Option<f64> {
        self.values.get(&(row_of(part), column)).copied()
    }

    /// The cell of a part that both sheets have, for formulas elsewhere.
    pub fn cell(&self, part: Quantity, column: usize) -> String {
        cell(self.sheet, self.rows[&row_of(part)], FIRST + column as u16)
    }

    /// The cell of a part, where the column has it.
    pub fn cell_in(&self, part: Quantity, column: usize) -> Option<String> {
        self.value(part, column).map(|_| self.cell(part, column))
    }

    /// The cell of a figure per outcome.
    pub fn quotient_cell(&self, name: &str, column: usize) -> String {
        cell(self.sheet, self.quotients[name], FIRST + column as u16)
    }

    /// The cells of a part over the first so many columns, for charts.
    pub fn range(&self, part: Quantity, columns: usize) -> Option<SeriesRange> {
        self.rows.get(&row_of(part)).map(|&row| self.across(row, columns))
    }

    /// The same of a figure per outcome.
    pub fn quotient_range(&self, name: &str, columns: usize) -> SeriesRange {
        self.across(self.quotients[name], columns)
    }

    /// The cells of the headings over the first so many columns.
    pub fn headings(&self, columns: usize) -> SeriesRange {
        self.across(HEAD - 1, columns)
    }

    fn across(&self, row: u32, columns: usize) -> SeriesRange {
        (self.sheet, row, FIRST, row, FIRST + columns as u16 - 1)
    }

    /// A whole row that both sheets have, for formulas: `Months!$C$40:$Z$40`.
    pub fn row(&self, part: Quantity) -> String {
        self.whole(self.rows[&row_of(part)])
    }

    /// The same, where there is such a part.
    pub fn row_if_any(&self, part: Quantity) -> Option<String> {
        self.rows.get(&row_of(part)).map(|&row| self.whole(row))
    }

    /// The same of a row that is no part.
    pub fn row_called(&self, name: &str) -> String {
        self.whole(self.quotients[name])
    }

    fn whole(&self, row: u32) -> String {
        month_range(self.sheet, row, self.columns())
    }

    /// The columns that it has.
    pub fn columns(&self) -> usize {
        usize::from(self.columns)
    }

    /// Names for what each stage comes to: `cost_1_Prototype`.
    pub fn names(&self, scenario: &Scenario) -> Vec<(String, String)> {
        let figures = [
            ("cost_", Quantity::Cost),
            ("value_", Quantity::Value),
            ("net_", Quantity::Net),
            ("outcomes_", Quantity::Outcomes),
        ];
        let stages = scenario.stages.iter().enumerate();
        let names = stages.flat_map(|(place, stage)| {
            let name = format!("{}_{}", place + 1, stage.name);
            figures.map(|(prefix, part)| (defined_name(prefix, &name), self.cell(part, place)))
        });
        names.collect()
    }
}

/// A row of cells, one a month, as formulas write it.
pub fn month_range(sheet: &str, row: u32, columns: usize) -> String {
    let row = row + 1;
    format!("{sheet}!${}${row}:${}${row}", column_name(FIRST), column_name(FIRST + columns as u16 - 1))
}

/// Sheet, first row, first column, last row, last column.
type SeriesRange = (&'static str, u32, u16, u32, u16);
