//! A chart read as rows of cells, for screen readers, files and those who ask for it.

use std::collections::BTreeMap;
use std::ops::Deref;

use super::unit::Unit;
use crate::format::{self, Money};
use crate::prose::{ResultId, interval_or_dash};
use crate::uncertainty::Interval;

/// What stands where there is nothing.
const DASH: &str = "–";

/// Rows of cells under headings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// One a column.
    pub headings: Vec<String>,
    /// As many cells a row.
    pub rows: Vec<Vec<TableCell>>,
    /// The figures of cells that explain themselves, by row and column.
    pub explains: BTreeMap<[usize; 2], ResultId>,
}

impl Table {
    /// With what explains its cells, asked for by row and column; those without a figure are left out.
    pub(super) fn explaining(mut self, figure: impl Fn(usize, usize) -> Option<ResultId>) -> Self {
        for (row, cells) in self.rows.iter().enumerate() {
            let filled = cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty() && !cell.is_dash());
            let found = filled.filter_map(|(column, _)| Some(([row, column], figure(row, column)?)));
            self.explains.extend(found);
        }
        self
    }
}

/// A cell: what people read, and the numbers that it says, which other programs read.
#[derive(Clone, Debug, PartialEq)]
pub struct TableCell {
    /// As people read it.
    pub text: String,
    /// The number, or the two ends of a range; none where it is words.
    pub numbers: Vec<f64>,
    /// What the numbers count, where that is one of the units of charts.
    pub unit: Option<Unit>,
}

impl TableCell {
    /// A number as it is written here.
    pub(super) fn number(text: String, number: f64) -> Self {
        Self { text, numbers: vec![number], unit: None }
    }

    /// A count.
    pub(super) fn count(count: f64) -> Self {
        Self::number(format::count(count), count).counting(Unit::Count)
    }

    /// An amount in full.
    pub(super) fn amount(money: &Money, amount: f64) -> Self {
        Self::number(money.full(amount), amount).counting(Unit::Money(money.clone()))
    }

    /// An amount in full, or a dash where there is none.
    pub(super) fn amount_or_dash(money: &Money, amount: Option<f64>) -> Self {
        amount.map_or_else(Self::dash, |amount| Self::amount(money, amount))
    }

    /// A share, as it is written here.
    pub(super) fn share(text: String, share: f64) -> Self {
        Self::number(text, share).counting(Unit::Share)
    }

    /// A range of amounts, or a dash where there is none.
    pub(super) fn interval_or_dash(money: &Money, interval: Option<Interval>) -> Self {
        let text = interval_or_dash(money, interval);
        Self { text, numbers: interval.into_iter().flatten().collect(), unit: None }
            .counting(Unit::Money(money.clone()))
    }

    /// Nothing.
    pub(super) fn dash() -> Self {
        DASH.into()
    }

    /// With what its numbers count.
    pub(super) fn counting(self, unit: Unit) -> Self {
        Self { unit: Some(unit), ..self }
    }

    /// Whether there is nothing.
    pub fn is_dash(&self) -> bool {
        self.text == DASH
    }
}

impl Deref for TableCell {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl From<String> for TableCell {
    fn from(text: String) -> Self {
        Self { text, numbers: Vec::new(), unit: None }
    }
}

impl From<&str> for TableCell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl PartialEq<&str> for TableCell {
    fn eq(&self, text: &&str) -> bool {
        self.text == *text
    }
}
