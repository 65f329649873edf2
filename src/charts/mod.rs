//! Results as charts: data to be painted, read as a table, or told in a sentence. Knows no egui.
//!
//! - `chart_kind`: which charts of a plan there are, what each is called and where it stands; `chart_key` adds those of a
//!   portfolio
//! - `chart`: what every chart has, whatever is drawn; `line_chart`, `bar_chart`, `stacked_bar_chart`,
//!   `comparison_matrix` and `bubble_chart` are what can be drawn, `table` what is read
//! - a module a chart, or a few that belong together, makes them of results: here is which makes which

mod actuals;
mod band;
mod bar_chart;
mod bill;
mod breakdown;
mod bubble_chart;
mod cash;
mod changing_later;
mod chart;
mod chart_key;
mod chart_kind;
mod color_role;
mod compare;
mod comparison_matrix;
mod curve;
mod decided;
mod ghost;
mod guesses;
mod key_messages;
mod line_chart;
mod portfolio_frontier;
mod portfolio_funding;
mod savings;
mod sensitivity;
mod stacked_bar_chart;
mod table;
#[cfg(test)]
pub(crate) mod tests;
mod unit;
mod viability;
mod viability_map;
mod what_must_be_true;

pub use actuals::actuals_chart;
pub use bar_chart::{BarChart, Row, RowAxis, RowBar, RowEnd, RowLine};
pub use bill::bill_chart;
pub use breakdown::breakdown_chart;
pub use bubble_chart::{Bubble, BubbleChart, BubbleFigure, BubbleSide};
pub use cash::cash_chart;
pub use changing_later::changing_later_chart;
pub use chart::{Chart, ChartBody, ChartHead};
pub use chart_key::{ChartKey, PortfolioChartKind};
pub use chart_kind::ChartKind;
pub use chart_kind::Tab;
pub use color_role::ColorRole;
pub use compare::compare_chart;
pub use comparison_matrix::{Cell, ComparisonMatrix, Measure, PlanColumn};
pub use curve::cost_curve;
pub use decided::decided_chart;
pub use guesses::{Guess, Truth, guessed_curve};
pub use key_messages::{floor_chart, key_messages, multiple_chart, not_tokens_chart};
pub use line_chart::{Area, Axis, ChartChoice, Dash, Dot, Gap, LineChart, Mark, Series, StageMark};
pub use portfolio_frontier::{FrontierChoice, FrontierInput, frontier_chart};
pub use portfolio_funding::{FundingInput, FundingMonth, funding_chart};
pub use savings::savings_chart;
pub use sensitivity::sensitivity_chart;
pub use stacked_bar_chart::{Ghost, Layer, Stack, StackedBarChart};
pub use table::{Table, TableCell};
pub use unit::Unit;
pub use viability::viability_chart;
pub use viability_map::{MapInput, MapUseCase, viability_map};
pub use what_must_be_true::{what_must_be_true_chart, what_must_change};

use crate::prose::{PlanSummary, ResultsInput};

impl ChartKind {
    /// The chart of a plan.
    pub fn chart(self, input: ResultsInput<'_>) -> Chart {
        let ResultsInput { scenario, plan, results, uncertainty, kept, calibrations } = input;
        match self {
            Self::Curve => cost_curve(input),
            Self::Viability => viability_chart(scenario, plan, results, uncertainty),
            Self::Breakdown => breakdown_chart(scenario, plan, results),
            Self::Savings => savings_chart(scenario, plan, results),
            Self::Sensitivity => {
                sensitivity_chart(scenario, plan, results, uncertainty.tornado(plan), Some(&uncertainty.pilot))
            }
            Self::WhatMustBeTrue => {
                let requirements = uncertainty.what_must_be_true(plan);
                what_must_be_true_chart(scenario, plan, results, requirements, &uncertainty.distributions)
            }
            Self::Cash => cash_chart(scenario, plan, results, uncertainty),
            Self::ChangingLater => changing_later_chart(scenario, plan, results),
            Self::Bill => bill_chart(scenario, calibrations, None),
            Self::Actuals => actuals_chart(scenario, calibrations),
            Self::Multiple => multiple_chart(input),
            Self::NotTokens => not_tokens_chart(input),
            Self::Floor => floor_chart(input),
            Self::Decided => decided_chart(input),
            Self::Compare => {
                let now = PlanSummary::of(scenario, plan, results, uncertainty);
                compare_chart(scenario, &now, &results.alternatives, kept)
            }
        }
    }
}
