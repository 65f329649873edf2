//! Results, estimates and differences in words, each written once, for charts, window, report and command line. Knows no
//! layout: where a sentence stands, and how it is drawn, is decided by whoever shows it.

mod changes;
mod component_price;
mod difference;
mod earnings;
mod estimate_names;
mod evidence;
mod evidence_summary;
mod explanation;
mod plan_figures;
mod problems;
mod strategy;
mod subject;
mod words;

pub use changes::{changes, first_changes};
pub use component_price::price_in_words;
pub use difference::Difference;
pub(crate) use earnings::{earning_in_full, value_in_words};
pub use earnings::{earning_in_short, earning_in_words, is_losing, saving_in_words};
#[cfg(feature = "gui")]
pub(crate) use estimate_names::strategy_field;
pub use estimate_names::{Dimension, EstimateName, is_in_percent, name_of};
pub use evidence::{basis_in_words, kind_in_words, outdated};
pub use evidence_summary::{EvidenceSummary, price_dates};
pub use explanation::{Explanation, Figure, Mover, explain, name_of_part};
pub use plan_figures::{PlanSummary, SnapshotResults};
pub use problems::{message_in_words, place_name, problem_in_words};
pub use strategy::{claim, describe, outside_published};
pub use subject::ResultsInput;
pub(crate) use words::{capitalised, in_sentence};
