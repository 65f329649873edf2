//! Usage exports read into a digest: what traces, gateways and bills say was used, so that a plan can meet it.
//!
//! A file goes through five steps, each of which knows nothing of the next:
//!
//! 1. `source` opens it as text, whatever packs and encodes it.
//! 2. `table` takes rows out of it, `documents` objects of JSON. Both become `fields`: names with something below them.
//! 3. `formats` recognises by these names what it is, and turns fields into a [`UsageRecord`] each. `cached_input` makes
//!    buckets that do not overlap of the counts as stated.
//! 4. `leaves` decides which records count.
//! 5. [`UsageDigest`] adds them up: sums, sketches, no prompts and no identifiers. [`Import`] says what was left out.
//!
//! All state is in values: a file can be read in parts on several threads as long as all records of a request go through
//! the same [`Leaves`]; their digests merge. No clock, no thread, no network.

mod cached_input;
mod call_sketches;
mod chunks;
mod columns;
mod digest;
mod distinct;
mod documents;
mod fields;
mod format;
mod formats;
mod import;
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
mod table;
mod tally;
mod tokens;
mod workers;

pub use cached_input::{CachedInput, Decided, StatedCounts};
pub use call_sketches::CallSketches;
pub use columns::{Columns, ColumnsError, Role};
pub use digest::{Day, DecidedCounts, RowKey, ScoreSums, UsageDigest};
pub use distinct::Distinct;
pub use format::Format;
pub use formats::FORMATS;
pub use import::{Import, Noted, Reading};
pub use leaves::{LeafCounts, Leaves};
pub use minutes::{Minutes, Peak};
pub use packed::Packed;
pub use reading::{ReadOptions, UsageError, format_of, read_columns, read_usage, read_usage_with};
pub use record::{Cost, Currency, Interval, Name, Score, UsageRecord, hashed};
pub use sketch::{Sketch, bucket};
pub use skip::Skip;
pub use source::SourceError;
pub use sums::Sums;
pub use tally::Tally;
pub use tokens::{Impossible, ImpossibleSet, Tokens};
