//! Estimates and prices: the cells that everything else is computed from.

use std::cell::RefCell;
use std::collections::HashMap;

use indexmap::{IndexMap, IndexSet};
use rust_xlsxwriter::{DataValidation, DataValidationRule, Worksheet, XlsxError};

use super::content::WorkbookContent;
use super::controls::Controls;
use super::parameters::{self, PriceGroup};
use super::rows;
use super::sheets::{CellFormats, Kind, cell, defined_name, formula, sheet};
use crate::economics::{Input, Parameter, Plan, Quantity, Switch, SwitchedInput};
use crate::format::Money;
use crate::prose::{Dimension, kind_in_words, name_of, outdated};
use crate::scenario::{ComponentPath, Domain, Estimate, EstimatePath, Scenario, StageField, StepField, Tariff};

/// The sheet of the estimates.
pub const INPUTS: &str = "Inputs";
/// The sheet of the prices.
pub const PRICES: &str = "Prices";
/// Rows above the first estimate.
const HEAD: u32 = 4;
/// The column of the values that formulas refer to.
const VALUE: u16 = 1;
/// The columns of what may be changed, and of what it was.
const LOW: u16 = 3;
const LIKELY: u16 = 4;
const HIGH: u16 = 5;
const EXPORTED: u16 = 6;
/// On the sheet of prices.
const PRICE: u16 = 3;
const PRICE_EXPORTED: u16 = 4;
const SOURCE: u16 = 9;
/// In letters.
const SOURCE_WIDTH: u16 = 48;
const LINK_WIDTH: u16 = 34;
/// In points.
const LINE_HEIGHT: f64 = 15.0;
/// What spreadsheets allow.
const TALLEST_ROW: f64 = 409.0;
/// The column of the paths of estimates.
const PATH: u16 = 12;
/// The columns of the bounds as exported, which nobody needs to see.
const LOW_EXPORTED: u16 = 13;
const HIGH_EXPORTED: u16 = 14;

/// What may be changed.
pub struct Inputs<'a> {
    scenario: &'a Scenario,
    plan: &'a Plan,
    look: &'a CellFormats,
    controls: &'a Controls<'a>,
    /// What is 0 or 1 while something is off.
    switched: HashMap<Input, SwitchedInput>,
    /// Constants that have a name, by group, then in the order in which they were met.
    prices: IndexMap<Quantity, f64>,
    /// The estimates that some formula mentions.
    mentioned: RefCell<IndexSet<usize>>,
}

impl<'a> Inputs<'a> {
    /// The estimates of a plan, and the constants that formulas mention.
    pub fn new(controls: &'a Controls<'a>, prices: impl Iterator<Item = (Quantity, f64)>) -> Self {
        let WorkbookContent { scenario, plan, .. } = *controls.content;
        let mut prices: IndexMap<Quantity, f64> = prices.collect();
        prices.sort_by_cached_key(|part, _| {
            let parameter = if let Quantity::Parameter(parameter) = *part { Some(parameter) } else { None };
            (PriceGroup::of(*part), rows::place(*part), parameter)
        });
        Self {
            scenario,
            plan,
            look: controls.look,
            controls,
            switched: plan.switched_inputs(),
            prices,
            mentioned: RefCell::default(),
        }
    }

    /// The cell of an estimate, for a formula.
    pub fn cell(&self, input: Input) -> String {
        self.mentioned.borrow_mut().insert(input.index());
        cell(INPUTS, HEAD + input.index() as u32, VALUE)
    }

    /// The cell of a price.
    pub fn price_cell(&self, part: Quantity) -> Option<String> {
        self.prices.get_index_of(&part).map(|place| cell(PRICES, self.price_row(place), VALUE))
    }

    /// Each group has a heading, and a row before it.
    fn price_row(&self, place: usize) -> u32 {
        let group = |place: usize| self.prices.get_index(place).map(|(part, _)| PriceGroup::of(*part));
        let groups = (1..=place).filter(|&place| group(place) != group(place - 1)).count() as u32;
        HEAD + 1 + place as u32 + 2 * groups
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
            (name, cell(INPUTS, HEAD + input.index() as u32, VALUE))
        });
        names.collect()
    }

    /// One row an estimate. To be written last: what no formula has mentioned until then is no yellow cell.
    pub fn sheet(&self) -> Result<Worksheet, XlsxError> {
        let mut inputs = sheet(INPUTS)?;
        self.head(
            &mut inputs,
            "What is assumed",
            "Change a yellow cell and every sheet follows. Low and high are what 8 in 10 futures lie between, or the \
             bounds of a three-point estimate; the case on the sheet Controls says which is in use.",
            &[
                "estimate",
                "in use",
                "unit",
                "low",
                "likely",
                "high",
                "as exported",
                "kind",
                "basis",
                "source",
                "link",
                "date",
                "path",
                "low, exported",
                "high, exported",
            ],
            &[VALUE, LOW, LIKELY, HIGH, EXPORTED, LOW_EXPORTED, HIGH_EXPORTED],
        )?;
        for (place, input) in self.plan.all_inputs().enumerate() {
            debug_assert_eq!(place, input.index());
            self.values(&mut inputs, input)?;
            self.evidence(&mut inputs, input)?;
        }
        for (column, width) in [
            (0, 60),
            (1, 16),
            (2, 10),
            (3, 14),
            (4, 16),
            (5, 14),
            (6, 16),
            (7, 26),
            (8, 14),
            (SOURCE, SOURCE_WIDTH),
            (10, LINK_WIDTH),
            (11, 13),
            (PATH, 60),
        ] {
            inputs.set_column_width(column, width)?;
        }
        for column in [LOW_EXPORTED, HIGH_EXPORTED] {
            inputs.set_column_hidden(column)?;
        }
        // Paths are for whoever edits the scenario as a file.
        let last = HEAD + self.plan.inputs.len().saturating_sub(1) as u32;
        inputs.set_print_area(0, 0, last, PATH - 1)?;
        Ok(inputs)
    }

    fn values(&self, inputs: &mut Worksheet, input: Input) -> Result<(), XlsxError> {
        let look = self.look;
        let field = &self.plan.inputs[input.index()];
        let row = HEAD + input.index() as u32;
        let (name, estimate) = (name_of(self.scenario, &field.path), &field.estimate);
        let kind = match name.quantity() {
            Dimension::Share => Kind::Share,
            Dimension::Money => Kind::Price,
            Dimension::Count => Kind::Count,
            Dimension::Factor => Kind::Factor,
        };
        let is_mentioned = self.mentioned.borrow().contains(&input.index());
        let format = if is_mentioned { look.input(kind) } else { look.number(kind) };
        let base = estimate.base();
        let likely = self.controls.edits.estimates.get(&field.path).copied().unwrap_or(base);
        inputs.write_string_with_format(row, 0, name.label(), &look.text)?;
        let own = unit(&field.path);
        let unit = if own.is_empty() { look.unit(kind) } else { own.to_owned() };
        inputs.write_with_format(row, 2, unit, &look.after)?;
        inputs.write_with_format(row, LIKELY, likely, &format)?;
        inputs.write_with_format(row, EXPORTED, base, &look.as_exported(kind))?;
        let at = |column| cell("", row, column)[1..].to_owned();
        let mut text = at(LIKELY);
        if estimate.is_uncertain() {
            let grey = look.as_exported(kind);
            let bounds = [(LOW, LOW_EXPORTED, estimate.low()), (HIGH, HIGH_EXPORTED, estimate.high())];
            for (column, exported, bound) in bounds {
                let bound = bound.max(field.domain.least()).min(field.domain.greatest());
                inputs.write_with_format(row, column, bound, &format)?;
                inputs.write_with_format(row, exported, bound, &grey)?;
            }
            text = format!("CHOOSE({}, {}, {}, {})", self.controls.case(), at(LOW), at(LIKELY), at(HIGH));
        }
        let mut in_use = base;
        if let Some(&SwitchedInput { switch, off }) = self.switched.get(&input)
            && let Some(is_on) = self.controls.is_on(switch)
        {
            text = format!("IF({is_on}=1, {text}, {off})");
            in_use = if self.plan.is_on(switch) { base } else { off };
        }
        formula(inputs, (row, VALUE), &text, in_use, &look.number(kind))?;
        if is_mentioned {
            let columns = if estimate.is_uncertain() { [LOW, HIGH] } else { [LIKELY; 2] };
            inputs.add_data_validation(row, columns[0], row, columns[1], &validation(field.domain)?)?;
        }
        let shape = match field.estimate {
            Estimate::Exact(_) => "exact",
            Estimate::Range { .. } => "range",
            Estimate::Pert { .. } => "three-point",
            Estimate::Spread { .. } => "average of a log",
        };
        let shape = if is_mentioned { shape.to_owned() } else { format!("{shape}; in no formula") };
        inputs.write_with_format(row, 7, shape, &look.after)?;
        Ok(())
    }

    fn evidence(&self, inputs: &mut Worksheet, input: Input) -> Result<(), XlsxError> {
        let field = &self.plan.inputs[input.index()];
        let row = HEAD + input.index() as u32;
        let (name, estimate) = (name_of(self.scenario, &field.path), &field.estimate);
        if let Some(basis) = self.scenario.bases.get(&field.path) {
            inputs.write_with_format(row, 8, kind_in_words(basis, estimate), &self.look.after)?;
            let money = Money::new(&self.scenario.currency);
            let source = match outdated(basis, estimate) {
                Some(was) => format!("for {}: {}", name.estimate(&money, was), basis.source),
                None => basis.source.clone(),
            };
            // Written as text: what is no link must not keep the workbook from being made.
            let texts = [&source, &basis.url, &basis.date];
            for (column, text) in (SOURCE..).zip(texts) {
                let text: String = text.chars().take(30_000).collect();
                inputs.write_string_with_format(row, column, text, &self.look.wrapped)?;
            }
            // Broken between words, a line holds a little less.
            let lines = |text: &str, width: u16| text.chars().count().div_ceil(usize::from(width) - 6);
            let lines = lines(&source, SOURCE_WIDTH).max(lines(&basis.url, LINK_WIDTH)).max(1);
            inputs.set_row_height(row, (LINE_HEIGHT * lines as f64).min(TALLEST_ROW))?;
        }
        inputs.write_with_format(row, PATH, field.path.to_string(), &self.look.after)?;
        Ok(())
    }

    /// How many yellow cells of the estimates and of the prices are not as exported.
    pub fn changed(&self) -> [String; 2] {
        let count = |sheet, last, pairs: &[(u16, u16)]| {
            let range = |column| format!("{}:{}", cell(sheet, HEAD, column), &cell("", last, column)[1..]);
            let pairs = pairs.iter().map(|&(now, then)| format!("SUMPRODUCT(--({}<>{}))", range(now), range(then)));
            pairs.collect::<Vec<_>>().join(" + ")
        };
        let last = HEAD + self.plan.inputs.len().saturating_sub(1) as u32;
        let estimates = [(LOW, LOW_EXPORTED), (LIKELY, EXPORTED), (HIGH, HIGH_EXPORTED)];
        let prices = match self.prices.len().checked_sub(1) {
            Some(last) => count(PRICES, self.price_row(last), &[(PRICE, PRICE_EXPORTED)]),
            None => "0".to_owned(),
        };
        [count(INPUTS, last, &estimates), prices]
    }

    /// Prices of models and tiers, limits of tiers, rates of machines, and what is the same for everybody.
    pub fn price_sheet(&self) -> Result<Worksheet, XlsxError> {
        let mut prices = sheet(PRICES)?;
        self.head(
            &mut prices,
            "Prices of models and tiers",
            "Change a yellow cell and every sheet follows. Model and GPU prices are in US dollars; the exchange rate \
             stands among the inputs.",
            &["price or term", "in use", "unit", "value", "as exported"],
            &[VALUE, PRICE, PRICE_EXPORTED],
        )?;
        let look = self.look;
        let mut group = None;
        for (place, (&part, &recorded)) in self.prices.iter().enumerate() {
            let row = self.price_row(place);
            let own = PriceGroup::of(part);
            if group != Some(own) {
                prices.write_with_format(row - 1, 0, own.name(), &look.section)?;
                group = Some(own);
            }
            let (kind, unit) = match part {
                Quantity::PriceInTier(..) => (Kind::Price, ""),
                Quantity::Parameter(parameter) => (parameters::kind(parameter), parameters::unit(parameter)),
                part => (Kind::Dollars, rows::unit(part)),
            };
            let unit = if unit.is_empty() { look.unit(kind) } else { unit.to_owned() };
            prices.write_string_with_format(row, 0, parameters::name(self.scenario, self.plan, part), &look.text)?;
            prices.write_with_format(row, 2, unit, &look.after)?;
            if own == PriceGroup::Constant {
                prices.write_with_format(row, VALUE, recorded, &look.number(kind))?;
                continue;
            }
            let (value, on) = match part {
                Quantity::PriceInTier(component, line, tier) => {
                    let Tariff::Graduated(tiers) = &self.scenario.components[component].lines[line].tariff else {
                        continue;
                    };
                    let switch = Switch::Component(component);
                    (tiers[tier].1, self.controls.is_on(switch).map(|cell| (cell, self.plan.is_on(switch))))
                }
                _ => (recorded, None),
            };
            let shown = self.controls.edits.prices.get(&part).copied().unwrap_or(value);
            let at = cell("", row, PRICE)[1..].to_owned();
            let (text, in_use) = match on {
                Some((cell, is_on)) => (format!("IF({cell}=1, {at}, 0)"), if is_on { value } else { 0.0 }),
                None => (at, value),
            };
            formula(&mut prices, (row, VALUE), &text, in_use, &look.number(kind))?;
            prices.write_with_format(row, PRICE, shown, &look.input(kind))?;
            prices.write_with_format(row, PRICE_EXPORTED, value, &look.as_exported(kind))?;
            let validation = match part {
                Quantity::Parameter(Parameter::TargetUtilization(_)) => {
                    between(Domain::SMALLEST, 1.0, "a share above 0 and at most 1")?
                }
                part => validation(parameters::domain(part))?,
            };
            prices.add_data_validation(row, PRICE, row, PRICE, &validation)?;
        }
        for (column, width) in [(0, 66), (1, 18), (2, 14), (3, 18), (4, 18)] {
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

/// The unit of an estimate, where its kind does not say it; factors of lines count what their names say.
fn unit(path: &EstimatePath) -> &'static str {
    match path {
        EstimatePath::UsdRate => "per USD",
        EstimatePath::Step { field, .. } => match field {
            StepField::Calls => "calls",
            StepField::Turns => "turns",
            StepField::Carried => "share",
            StepField::TurnsCv | StepField::LengthSigma => "ratio",
            _ => "tokens",
        },
        EstimatePath::Meter { .. } => "units",
        EstimatePath::Retrievals => "retrievals",
        EstimatePath::Stage { field: StageField::Requests, .. } => "requests",
        EstimatePath::Stage { field: StageField::RetryRate, .. } => "per call",
        EstimatePath::Stage { field: StageField::Users, .. } => "people",
        EstimatePath::Component { within: ComponentPath::Factor { .. }, .. } => "number",
        _ => "",
    }
}

/// Lets nobody type what an estimate may not be.
fn validation(domain: Domain) -> Result<DataValidation, XlsxError> {
    let least = match domain {
        Domain::Share | Domain::NonNegative => 0.0,
        Domain::Positive => Domain::SMALLEST,
        Domain::AtLeastOne => 1.0,
        // Above −1, and a spreadsheet knows only at least.
        Domain::AboveMinusOne | Domain::Loss => -0.999_999,
    };
    between(least, domain.greatest(), domain.describe())
}

/// Lets nobody type what is not between two numbers; `allowed` follows "must be".
fn between(least: f64, greatest: f64, allowed: &str) -> Result<DataValidation, XlsxError> {
    let rule = DataValidationRule::Between(least, greatest);
    let message = format!("It must be {allowed}.");
    DataValidation::new().allow_decimal_number(rule).set_error_title("Not possible")?.set_error_message(message)
}
