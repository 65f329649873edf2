//! wip
pub mod charts;
pub mod economics;
pub mod export;
pub mod files;
pub mod scenario;
