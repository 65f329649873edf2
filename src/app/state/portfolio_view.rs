//! How a portfolio is looked at.

use crate::charts::PortfolioChartKind;

/// What the layout for several use cases shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct PortfolioView {
    /// The chart in the middle.
    pub chart: PortfolioChartKind,
    /// The chart that is shown as a table.
    pub table: Option<PortfolioChartKind>,
    /// The snapshot, by number, that is open to be named.
    pub open_snapshot: Option<u8>,
}
