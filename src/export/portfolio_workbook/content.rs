//! What the sheets are made of.

use crate::export::workbook::sheets::CellFormats;
use crate::portfolio::EvaluatedPortfolio;

/// The cell of the budget, on the first sheet.
pub const BUDGET: &str = "Summary!$B$7";

/// What the sheets are made of.
pub struct PortfolioContent<'a> {
    /// Everything that is known.
    pub evaluation: &'a EvaluatedPortfolio,
    /// The day, `YYYY-MM-DD`, if it should be said.
    pub date: Option<&'a str>,
    /// The use cases in the order of the rows: the funded first, then by mean NPV.
    pub order: Vec<usize>,
    /// Those that the sheets say are funded, by place.
    pub chosen: Vec<usize>,
    /// How cells look.
    pub look: CellFormats,
}
