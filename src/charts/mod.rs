//! Results as charts: data to be painted, read as a table, or told in a sentence. Knows no egui.

mod band;
mod best_net;
mod breakdown;
mod cash;
mod chart;
mod chart_kind;
mod compare;
mod curve;
mod ghost;
mod guesses;
mod key_messages;
mod rows;
mod savings;
mod sensitivity;
mod stacks;
mod viability;
mod what_must_be_true;

pub use band::EIGHT_IN_TEN;
pub use best_net::BestNet;
pub use breakdown::breakdown_chart;
pub use cash::cash_chart;
pub use chart::{Area, Axis, Chart, ColorRole, Dash, Dot, Gap, Mark, Series, StageMark, Table, Unit};
pub use chart_kind::{AnyChart, ChartKind};
pub use compare::{Cell, CompareChart, Measure, PlanColumn, compare_chart};
pub use curve::cost_curve;
pub use guesses::{Guess, Truth, guessed_curve};
pub use key_messages::{floor_chart, key_messages, multiple_chart, not_tokens_chart};
pub use rows::{Row, RowAxis, RowBar, RowChart, RowEnd, RowLine};
pub use savings::savings_chart;
pub use sensitivity::sensitivity_chart;
pub use stacks::{Ghost, Layer, Stack, StackChart};
pub use viability::viability_chart;
pub use what_must_be_true::what_must_be_true_chart;
