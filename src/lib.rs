//! wip
#[cfg(feature = "gui")]
pub mod app;
pub mod charts;
pub mod economics;
pub mod export;
pub mod files;
#[cfg(feature = "gui")]
pub mod paint;
pub mod scenario;
