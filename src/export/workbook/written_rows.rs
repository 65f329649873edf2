//! Where the rows of stages and months were written, for formulas, charts and names elsewhere.

use std::collections::HashMap;

use super::rows::row_of;
use super::sheets::{cell, column_name, defined_name};
use crate::economics::Quantity;
use crate::scenario::Scenario;

/// Names of rows and the unit stand before it; the figures follow.
pub const FIRST: u16 = 2;

/// Where everything was written.
pub struct WrittenRows {
    pub(super) sheet: &'static str,
    /// The row that names columns.
    pub(super) heading: u32,
    pub(super) rows: HashMap<Quantity, u32>,
    pub(super) values: HashMap<(Quantity, usize), f64>,
    /// Rows that are no part.
    pub(super) quotients: HashMap<&'static str, u32>,
    pub(super) columns: u16,
}

impl WrittenRows {
    /// Its value in a column; none where the column has no such part.
    pub fn value(&self, part: Quantity, column: usize) -> Option<f64> {
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
        self.across(self.heading, columns)
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

    /// A part over the first so many columns, for formulas: `Stages!$C$40:$F$40`.
    pub fn first_columns(&self, part: Quantity, columns: usize) -> String {
        month_range(self.sheet, self.rows[&row_of(part)], columns)
    }

    /// The same of a row that is no part.
    pub fn first_columns_called(&self, name: &str, columns: usize) -> String {
        month_range(self.sheet, self.quotients[name], columns)
    }

    /// The headings over the first so many columns, for formulas.
    pub fn first_headings(&self, columns: usize) -> String {
        month_range(self.sheet, self.heading, columns)
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
