//! Ten thousand futures: what follows from not knowing (model, section 10).
//!
//! `distribution` (with `normal` and `beta`) says what an estimate means; `draws` makes a column of futures of each
//! estimate, keyed by its path. `months` runs the engine once for all futures and volumes: on `polynomial`s, whose
//! coefficients are columns written down in a `column_graph` and become a `surface` once computed. Then what is asked of
//! the futures: `outlook` (the target), `breach` (kill criteria), `bands`, `cash`, `evpi` (what knowing is worth), all by
//! `quantiles`; of one estimate at a time: `tornado`, `requirement`, `goal_seek`. [`Simulation`] is the way in,
//! and `recompute` shares the work of one recompute between threads; its innermost `loops` are named for benchmarks.
//! `use_case_futures` are those of one of several plans. `opinion_pool` makes one estimate of what several people think.
//! Seeded, the same numbers on every machine. Absent on purpose: clock, disk, and text for people.

mod bands;
mod beta;
mod breach;
mod cash;
mod column_graph;
mod distribution;
mod draws;
mod evpi;
mod goal_seek;
mod interval;
mod loops;
mod months;
mod normal;
mod opinion_pool;
mod outlook;
mod polynomial;
mod quantiles;
mod recompute;
mod requirement;
mod simd;
mod simulation;
mod surface;
mod tornado;
mod use_case_futures;

pub use bands::{BandPoint, Bands, Interval};
pub use cash::{Cash, CashPoint};
pub use distribution::Distribution;
pub use draws::{DrawColumn, Draws};
pub use evpi::{ActionOutlook, EstimateWorth, ValueOfInformation};
pub use goal_seek::{GoalSeekAnswer, chance_of_paying, seek};
pub use loops::{InnerLoop, inner_loops};
pub use opinion_pool::{Agreement, Opinion, PooledOpinions, by_ratio, pool};
pub use outlook::{Chance, Outlook};
pub(crate) use quantiles::QuantileFinder;
pub use quantiles::Quantiles;
pub use requirement::{Requirement, what_must_be_true};
pub use simulation::{Simulation, Uncertainty};
pub use tornado::{Swing, tornado};
pub use use_case_futures::UseCaseFutures;
