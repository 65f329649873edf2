//! Usage exports read into a digest: what traces, gateways and bills say was used, so that a plan can meet it.
//!
//! A file goes through five steps, each of which knows nothing of the next:
//!
//! 1. `source` opens it as text, whatever packs and encodes it; `chunks` takes it apart where rows end.
//! 2. `table` takes rows out of it, `lines` and `documents` objects of JSON. All become `fields`: names with something below
//!    them.
//! 3. `formats` recognises by these names what it is, and turns fields into a [`UsageRecord`] each. `cached_input` makes
//!    buckets that do not overlap of the counts as stated.
//! 4. `leaves` decides which records count.
//! 5. [`UsageDigest`] adds them up: sums, sketches, no prompts and no identifiers. [`Import`] says what was left out.
//!
//! Steps 2 and 3 are taken by several threads, each of which reads other parts of a file (`workers`). What a part comes to is
//! taken in the order of the parts, so that the digest is the same with any number of threads: what stands for itself was
//! added up where it was read, all else goes through the same [`Leaves`]. No clock, no network; no state but in values, and
//! in the list of names that were seen: it keeps the first 65,536 of a run of the program, and calls all later ones
//! `(others)`, so that a digest may depend on what was read before it.

mod cached_input;
mod call_sketches;
mod chunks;
pub mod clickhouse;
mod columns;
mod detection;
mod digest;
mod distinct;
mod documents;
mod fields;
mod format;
mod formats;
mod import;
mod kept;
mod layout;
mod leaves;
mod lines;
mod minutes;
mod moment;
mod name;
mod number;
mod packed;
mod part;
mod reading;
mod record;
mod remembered;
mod row;
mod row_text;
mod sketch;
mod skip;
mod source;
mod sums;
mod surrogates;
mod table;
mod tally;
mod tokens;
mod usage_error;
mod workers;

pub use cached_input::{CachedInput, Decided, StatedCounts};
pub use call_sketches::CallSketches;
pub use columns::{Columns, ColumnsError, Role};
pub use detection::format_of;
pub use digest::{Day, DecidedCounts, RowKey, ScoreSums, UsageDigest};
pub use distinct::Distinct;
pub use format::Format;
pub use formats::FORMATS;
pub use import::{Import, Noted, Reading};
pub use leaves::{LeafCounts, Leaves};
pub use minutes::{Minutes, Peak};
pub use packed::Packed;
pub use reading::{ReadOptions, read_columns, read_usage, read_usage_with};
pub use record::{Cost, Currency, Interval, Name, Score, UsageRecord, hashed};
pub use sketch::{Sketch, bucket};
pub use skip::Skip;
pub use source::SourceError;
pub use sums::Sums;
pub use tally::Tally;
pub use tokens::{Impossible, ImpossibleSet, Tokens};
pub use usage_error::UsageError;
