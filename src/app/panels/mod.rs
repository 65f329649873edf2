//! The panels of the building layout: cards at the left, headlines and charts in the middle, levers at the right, bars
//! around them. Each reads the document and its results, edits the scenario in place, and asks for everything else by a
//! [`Command`](crate::app::command::Command). Absent: dialogs, and what commands do.

pub mod actuals;
pub mod background_work;
pub mod cards;
pub mod charts;
mod export_job;
pub mod export_progress;
pub mod focus;
pub mod goal_seek;
pub mod headlines;
pub mod layout;
pub mod levers;
pub mod snapshots;
pub mod status;
pub mod top_bar;
pub mod tour;
pub mod warnings;
