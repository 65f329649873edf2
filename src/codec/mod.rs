//! The scenario file's format: RON read and written, its schema and its comments. No disk.

mod comments;
pub mod ron;
mod schema;

pub(crate) use comments::has_comments;
pub use ron::TextError;
pub use schema::parse_scenario;
pub(crate) use schema::parse_with_schema;
