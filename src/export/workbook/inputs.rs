//! Estimates and prices: the cells that everything else is computed from.

use std::collections::HashMap;

use indexmap::{IndexMap, IndexSet};
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::sheets::{CellFormats, Kind, cell, defined_name, sheet};
use crate::economics::{Input, Plan, Quantity};
use crate::format::Money;
use crate::prose::{Dimension, kind_in_words, name_of, name_of_part, outdated};
use crate::scenario::{Estimate, EstimatePath, Scenario};

const INPUTS: &str = "Inputs";
const PRICES: &str = "Prices";
/// Rows above the first estimate.
const HEAD: u32 = 4;
/// The column of the values that formulas refer to.
const VALUE: u16 = 1;
/// In letters.
const SOURCE_WIDTH: u16 = 56;
const LINK_WIDTH: u16 = 46;
/// In points.
const LINE_HEIGHT: f64 = 15.0;
/// What spreadsheets allow.
const TALLEST_ROW: f64 = 409.0;
/// The column of the paths of estimates.
const PATH: u16 = 10;

/// What may be changed.
pub struct Inputs<'a> {
    scenario: &'a Scenario,
    plan: &'a Plan,
    look: &'a CellFormats,
    /// Constants that have a name, in the order in which they were met.
    prices: IndexMap<Quantity, f64>,
}

impl<'a> Inputs<'a> {
    /// The estimates of a plan, without prices yet.
    pub fn new(scenario: &'a Scenario, plan: &'a Plan, look: &'a CellFormats) -> Self {
        Self { scenario, plan, look, prices: IndexMap::new() }
    }

    /// A price that formulas mention.
    pub fn add_price(&mut self, part: Quantity, value: f64) {
        self.prices.insert(part, value);
    }

    /// The cell of an estimate.
    pub fn cell(&self, input: Input) -> String {
        cell(INPUTS, HEAD + input.index() as u32, VALUE)
    }

    /// The cell of a price.
    pub fn price_cell(&self, part: Quantity) -> Option<String> {
        self.prices.get_index_of(&part).map(|place| cell(PRICES, HEAD + place as u32, VALUE))
    }

    /// A name for every estimate's cell: `in_outcome_value`.
    pub fn names(&self) -> Vec<(String, String)> {
        let mut taken: IndexSet<String> = IndexSet::new();
        let mut seen: HashMap<String, usize> = HashMap::new();
        let names = self.plan.all_inputs().map(|input| {
            let name = defined_name("in_", &self.plan.inputs[input.index()].path.to_string());
            // Spreadsheets do not tell capitals from small letters.
            let count = seen.entry(name.to_lowercase()).and_modify(|count| *count += 1).or_insert(1);
            let mut name = if *count == 1 { name } else { format!("{name}_{count}") };
            while !taken.insert(name.to_lowercase()) {
                name.push('_');
            }
            (name, self.cell(input))
        });
        names.collect()
    }

    /// One row an estimate; `shown` says which number stands in its cell.
    pub fn sheet(&self, shown: &impl Fn(&EstimatePath, f64) -> f64) -> Result<Worksheet, XlsxError> {
        let mut inputs = sheet(INPUTS)?;
        self.head(
            &mut inputs,
            "What is assumed",
            "Change a yellow cell and every sheet follows. Low and high are what 8 in 10 futures lie between, or the \
             bounds of a three-point estimate; they do not enter the formulas.",
            &["estimate", "value in use", "unit", "low", "high", "kind", "basis", "source", "link", "date", "path"],
            &[VALUE, 3, 4],
        )?;
        let money = Money::new(&self.scenario.currency);
        for (place, (input, field)) in self.plan.all_inputs().zip(&self.plan.inputs).enumerate() {
            let row = HEAD + place as u32;
            debug_assert_eq!(place, input.index());
            let (name, estimate) = (name_of(self.scenario, &field.path), &field.estimate);
            let kind = match name.quantity() {
                Dimension::Share => Kind::Share,
                Dimension::Money => Kind::Price,
                Dimension::Count => Kind::Count,
                Dimension::Factor => Kind::Factor,
            };
            inputs.write_with_format(row, 0, name.label(), &self.look.text)?;
            inputs.write_with_format(row, VALUE, shown(&field.path, field.estimate.base()), &self.look.input(kind))?;
            inputs.write_with_format(row, 2, self.look.unit(kind), &self.look.after)?;
            let shape = match field.estimate {
                Estimate::Exact(_) => "exact",
                Estimate::Range { .. } => "range",
                Estimate::Pert { .. } => "three-point",
                Estimate::Spread { .. } => "average of a log",
            };
            if field.estimate.is_uncertain() {
                inputs.write_with_format(row, 3, field.estimate.low(), &self.look.number(kind))?;
                inputs.write_with_format(row, 4, field.estimate.high(), &self.look.number(kind))?;
            }
            inputs.write_with_format(row, 5, shape, &self.look.after)?;
            if let Some(basis) = self.scenario.bases.get(&field.path) {
                inputs.write_with_format(row, 6, kind_in_words(basis, estimate), &self.look.after)?;
                let source = match outdated(basis, estimate) {
                    Some(was) => format!("for {}: {}", name.estimate(&money, was), basis.source),
                    None => basis.source.clone(),
                };
                // Written as text: what is no link must not keep the workbook from being made.
                let texts = [&source, &basis.url, &basis.date];
                for (column, text) in (7..).zip(texts) {
                    let text: String = text.chars().take(30_000).collect();
                    inputs.write_string_with_format(row, column, text, &self.look.wrapped)?;
                }
                // Broken between words, a line holds a little less.
                let lines = |text: &str, width: u16| text.chars().count().div_ceil(usize::from(width) - 6);
                let lines = lines(&source, SOURCE_WIDTH).max(lines(&basis.url, LINK_WIDTH)).max(1);
                inputs.set_row_height(row, (LINE_HEIGHT * lines as f64).min(TALLEST_ROW))?;
            }
            inputs.write_with_format(row, PATH, field.path.to_string(), &self.look.after)?;
        }
        for (column, width) in [
            (0, 52),
            (1, 16),
            (2, 8),
            (3, 14),
            (4, 14),
            (5, 12),
            (6, 14),
            (7, SOURCE_WIDTH),
            (8, LINK_WIDTH),
            (9, 13),
            (PATH, 60),
        ] {
            inputs.set_column_width(column, width)?;
        }
        // Paths are for whoever edits the scenario as a file.
        let last = HEAD + self.plan.inputs.len().saturating_sub(1) as u32;
        inputs.set_print_area(0, 0, last, PATH - 1)?;
        Ok(inputs)
    }

    /// Prices of models and tiers of tariffs.
    pub fn price_sheet(&self) -> Result<Worksheet, XlsxError> {
        let mut prices = sheet(PRICES)?;
        self.head(
            &mut prices,
            "Prices of models and tiers",
            "Change a yellow cell and every sheet follows. Model and GPU prices are in US dollars; the exchange rate \
             stands among the inputs.",
            &["price", "value in use", "unit"],
            &[VALUE],
        )?;
        for (place, (&part, &value)) in self.prices.iter().enumerate() {
            let row = HEAD + place as u32;
            let kind = if matches!(part, Quantity::PriceInTier(..)) { Kind::Price } else { Kind::Dollars };
            prices.write_with_format(row, 0, name_of_part(self.scenario, self.plan, part), &self.look.text)?;
            prices.write_with_format(row, VALUE, value, &self.look.input(kind))?;
            prices.write_with_format(row, 2, self.look.unit(kind), &self.look.after)?;
        }
        for (column, width) in [(0, 60), (1, 18), (2, 8)] {
            prices.set_column_width(column, width)?;
        }
        Ok(prices)
    }

    /// Title, note and headings, those of figures above their right edge.
    fn head(
        &self,
        sheet: &mut Worksheet,
        title: &str,
        note: &str,
        headings: &[&str],
        figures: &[u16],
    ) -> Result<(), XlsxError> {
        sheet.write_with_format(0, 0, title, &self.look.title)?;
        sheet.write_with_format(1, 0, note, &self.look.note)?;
        for (column, heading) in (0..).zip(headings) {
            let words = &self.look.heading_of_words;
            let format = match column {
                0 => &words.clone().set_indent(0),
                _ if figures.contains(&column) => &self.look.heading,
                _ => words,
            };
            sheet.write_with_format(HEAD - 1, column, *heading, format)?;
        }
        sheet.set_freeze_panes(HEAD, 1)?;
        sheet.set_repeat_rows(HEAD - 1, HEAD - 1)?;
        Ok(())
    }
}
