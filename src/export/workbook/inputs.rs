//! Estimates and prices: the cells that everything else is computed from.

use std::collections::HashMap;

use indexmap::{IndexMap, IndexSet};
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::sheets::{Kind, Look, cell, defined_name, sheet};
use crate::charts::{Quantity, name_of, name_of_part};
use crate::economics::{Input, Part, Plan};
use crate::scenario::{Estimate, Scenario};

const INPUTS: &str = "Inputs";
const PRICES: &str = "Prices";
/// Rows above the first estimate.
const HEAD: u32 = 4;
/// The column of the values that formulas refer to.
const VALUE: u16 = 1;

/// What may be changed.
pub struct Inputs<'a> {
    scenario: &'a Scenario,
    plan: &'a Plan,
    look: &'a Look,
    /// Constants that have a name, in the order in which they were met.
    prices: IndexMap<Part, f64>,
}

impl<'a> Inputs<'a> {
    /// The estimates of a plan, without prices yet.
    pub fn new(scenario: &'a Scenario, plan: &'a Plan, look: &'a Look) -> Self {
        Self { scenario, plan, look, prices: IndexMap::new() }
    }

    /// A price that formulas mention.
    pub fn add_price(&mut self, part: Part, value: f64) {
        self.prices.insert(part, value);
    }

    /// The cell of an estimate.
    pub fn cell(&self, input: Input) -> String {
        cell(INPUTS, HEAD + input.index() as u32, VALUE)
    }

    /// The cell of a price.
    pub fn price_cell(&self, part: Part) -> Option<String> {
        self.prices.get_index_of(&part).map(|place| cell(PRICES, HEAD + place as u32, VALUE))
    }

    /// A name for every estimate's cell: `in_outcome_value`.
    pub fn names(&self) -> Vec<(String, String)> {
        let mut taken: IndexSet<String> = IndexSet::new();
        let mut seen: HashMap<String, usize> = HashMap::new();
        let names = self.plan.all_inputs().map(|input| {
            let name = defined_name("in_", &self.plan.inputs[input.index()].path);
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
    pub fn sheet(&self, shown: &impl Fn(&str, f64) -> f64) -> Result<Worksheet, XlsxError> {
        let mut inputs = sheet(INPUTS)?;
        self.head(
            &mut inputs,
            "What is assumed",
            "Change a yellow cell and every sheet follows. Low and high are what 8 in 10 futures lie between, or the \
             bounds of a three-point estimate; they do not enter the formulas.",
            &["estimate", "value in use", "unit", "low", "high", "kind", "basis", "source", "link", "date", "path"],
        )?;
        for (place, (input, field)) in self.plan.all_inputs().zip(&self.plan.inputs).enumerate() {
            let row = HEAD + place as u32;
            debug_assert_eq!(place, input.index());
            let name = name_of(self.scenario, &field.path);
            let kind = match name.quantity() {
                Quantity::Share => Kind::Share,
                Quantity::Money => Kind::Price,
                Quantity::Count => Kind::Count,
                Quantity::Factor => Kind::Factor,
            };
            inputs.write_with_format(row, 0, name.label(), &self.look.text)?;
            inputs.write_with_format(row, VALUE, shown(&field.path, field.estimate.base()), &self.look.input(kind))?;
            inputs.write_with_format(row, 2, self.look.unit(kind), &self.look.text)?;
            let shape = match field.estimate {
                Estimate::Exact(_) => "exact",
                Estimate::Range { .. } => "range",
                Estimate::Pert { .. } => "three-point",
            };
            if field.estimate.is_uncertain() {
                inputs.write_with_format(row, 3, field.estimate.low(), &self.look.number(kind))?;
                inputs.write_with_format(row, 4, field.estimate.high(), &self.look.number(kind))?;
            }
            inputs.write(row, 5, shape)?;
            if let Some(basis) = self.scenario.bases.get(&field.path) {
                inputs.write(row, 6, basis.kind.name())?;
                // Written as text: what is no link must not keep the workbook from being made.
                for (column, text) in [(7, &basis.source), (8, &basis.url), (9, &basis.date)] {
                    inputs.write_string(row, column, text.chars().take(30_000).collect::<String>())?;
                }
            }
            inputs.write(row, 10, &field.path)?;
        }
        for (column, width) in
            [(0, 52), (1, 18), (2, 8), (3, 14), (4, 14), (5, 11), (6, 11), (7, 50), (8, 40), (9, 12), (10, 60)]
        {
            inputs.set_column_width(column, width)?;
        }
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
        )?;
        for (place, (&part, &value)) in self.prices.iter().enumerate() {
            let row = HEAD + place as u32;
            let kind = if matches!(part, Part::PriceInTier(..)) { Kind::Price } else { Kind::Dollars };
            prices.write_with_format(row, 0, name_of_part(self.scenario, self.plan, part), &self.look.text)?;
            prices.write_with_format(row, VALUE, value, &self.look.input(kind))?;
            prices.write_with_format(row, 2, self.look.unit(kind), &self.look.text)?;
        }
        for (column, width) in [(0, 60), (1, 18), (2, 8)] {
            prices.set_column_width(column, width)?;
        }
        Ok(prices)
    }

    fn head(&self, sheet: &mut Worksheet, title: &str, note: &str, headings: &[&str]) -> Result<(), XlsxError> {
        sheet.write_with_format(0, 0, title, &self.look.title)?;
        sheet.write(1, 0, note)?;
        for (column, heading) in (0..).zip(headings) {
            let format = if column == 0 {
                self.look.heading.clone().set_align(rust_xlsxwriter::FormatAlign::Left)
            } else {
                self.look.heading.clone()
            };
            sheet.write_with_format(HEAD - 1, column, *heading, &format)?;
        }
        sheet.set_freeze_panes(HEAD, 1)?;
        sheet.set_repeat_rows(HEAD - 1, HEAD - 1)?;
        Ok(())
    }
}
