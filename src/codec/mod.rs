//! The format of a scenario file.
//!
//! - `ron`: RON as text, read and written, with errors that say where
//! - `schema`: earlier schemas, brought up to date
//! - `comments`: whether a file has comments, which saving would lose
//!
//! Absent: the disk.

mod comments;
pub mod ron;
mod schema;

pub(crate) use comments::has_comments;
pub use ron::TextError;
pub use schema::parse_scenario;
pub(crate) use schema::parse_with_schema;
