//! Which chart it is, of whatever it was made: of a plan, or of a portfolio of plans.
//!
//! The charts of a plan are a list of their own (`chart_kind`), which tabs, menus and the report go through; those of a
//! portfolio are in none of these, so they are not in that list either.

use strum::{EnumCount, IntoStaticStr, VariantArray};

use super::chart_kind::ChartKind;
use crate::language::tr;

/// Which chart it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChartKey {
    /// A chart of a plan.
    OfPlan(ChartKind),
    /// A chart of a portfolio.
    OfPortfolio(PortfolioChartKind),
}

/// Which chart of a portfolio.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, EnumCount, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum PortfolioChartKind {
    /// Cost per outcome against what it is worth, a bubble a use case.
    #[default]
    ViabilityMap,
    /// Cash so far of all that is funded, month by month, above the budget.
    FundingByMonth,
    /// What each choice on the efficient frontier is worth on average, and in the worst tenth of futures.
    Frontier,
}

impl ChartKey {
    /// For file names and ids: `curve`, `viability_map`.
    pub fn key(self) -> &'static str {
        match self {
            Self::OfPlan(kind) => kind.key(),
            Self::OfPortfolio(kind) => kind.key(),
        }
    }

    /// As people say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::OfPlan(kind) => kind.name(),
            Self::OfPortfolio(kind) => kind.name(),
        }
    }

    /// Which chart of a plan it is, if it is one.
    pub fn of_plan(self) -> Option<ChartKind> {
        match self {
            Self::OfPlan(kind) => Some(kind),
            Self::OfPortfolio(_) => None,
        }
    }
}

impl PortfolioChartKind {
    /// Every chart of a portfolio.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().expect("it counts them");

    /// For file names and the command line: `viability_map`.
    pub fn key(self) -> &'static str {
        self.into()
    }

    /// As people say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::ViabilityMap => tr!("Viability map"),
            Self::FundingByMonth => tr!("Funding by month"),
            Self::Frontier => tr!("Frontier"),
        }
    }
}

impl From<ChartKind> for ChartKey {
    fn from(kind: ChartKind) -> Self {
        Self::OfPlan(kind)
    }
}

impl From<PortfolioChartKind> for ChartKey {
    fn from(kind: PortfolioChartKind) -> Self {
        Self::OfPortfolio(kind)
    }
}

impl PartialEq<ChartKind> for ChartKey {
    fn eq(&self, kind: &ChartKind) -> bool {
        self.of_plan() == Some(*kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_belongs_to_one_chart() {
        let of_plan = ChartKind::ALL.map(ChartKey::from);
        let of_portfolio = PortfolioChartKind::ALL.map(ChartKey::from);
        let all: Vec<ChartKey> = of_plan.into_iter().chain(of_portfolio).collect();
        for (place, key) in all.iter().enumerate() {
            assert!(all[..place].iter().all(|other| other.key() != key.key()), "{}", key.key());
        }
        assert_eq!(of_portfolio.map(ChartKey::of_plan), [None; PortfolioChartKind::COUNT]);
    }
}
