//! Results as charts: data to be painted, read as a table, or told in a sentence. Knows no egui.

mod band;
mod breakdown;
mod cash;
mod changes;
mod chart;
mod compare;
mod curve;
mod difference;
mod explanation;
mod ghost;
mod guesses;
mod ideas;
mod key;
mod names;
mod prices;
mod requirements;
mod rows;
mod savings;
mod sensitivity;
mod stacks;
mod support;
mod viability;

pub use crate::figures;
pub use band::EIGHT_IN_TEN;
pub use breakdown::breakdown_chart;
pub use cash::cash_chart;
pub use changes::{changes, first_changes};
pub use chart::{Area, Axis, Chart, Dash, Dot, Gap, Ink, Mark, Series, StageMark, Table, Unit};
pub use compare::{Cell, CompareChart, Kept, Measure, PlanColumn, PlanFigures, compare_chart};
pub use curve::cost_curve;
#[cfg(feature = "gui")]
pub(crate) use curve::in_sentence;
pub use difference::Difference;
pub use explanation::{Explanation, Figure, Mover, explain, name_of_part};
pub use guesses::{Guess, Truth, guessed_curve};
pub use ideas::{floor_chart, ideas, multiple_chart, not_tokens_chart};
pub use key::{AnyChart, ChartKey, Subject};
pub use names::{EstimateName, Quantity, name_of};
#[cfg(feature = "gui")]
pub(crate) use names::{capitalised, strategy_field};
pub use prices::price_in_words;
pub use requirements::requirements_chart;
pub use rows::{Row, RowAxis, RowBar, RowChart, RowEnd, RowLine};
pub use savings::savings_chart;
pub use sensitivity::sensitivity_chart;
pub use stacks::{Ghost, Layer, Stack, StackChart};
pub use support::{Support, price_dates};
pub use viability::viability_chart;
