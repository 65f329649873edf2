//! Ten thousand futures: what follows from not knowing (model, section 10).
//!
//! `distribution` (with `normal` and `beta`) says what an estimate means; `draws` makes a column of futures of each
//! estimate, keyed by its path. `months` runs the engine once for all futures and volumes: on `polynomial`s, whose
//! coefficients are columns written down in a `graph` and become a `surface` once computed. Then what is asked of the
//! futures: `outlook` (the target), `breach` (kill criteria), `bands`, `cash`, `pilot` (what knowing is worth), by the
//! quantiles of `order`; of one estimate at a time: `tornado`, `requirement`, `goal`. [`Simulation`] is the way in. `pooled`
//! makes one estimate of what several people think.
//! Seeded, the same numbers on every machine. Absent on purpose: clock, disk, threads, text for people.

mod bands;
mod beta;
mod breach;
mod cash;
mod distribution;
mod draws;
mod futures;
mod goal;
mod graph;
mod months;
mod normal;
mod order;
mod outlook;
mod pilot;
mod pooled;
mod requirement;
mod shape;
mod surface;
mod tornado;
mod wide;

pub use bands::{BandPoint, Bands, Interval};
pub use cash::{Cash, CashPoint};
pub use distribution::Distribution;
pub use draws::{DrawColumn, Draws};
pub use futures::{Simulation, Uncertainty};
pub use goal::{GoalSeekAnswer, chance_of_paying, seek};
pub use order::Quantiles;
pub use outlook::{Chance, Outlook};
pub use pilot::{EstimateWorth, ValueOfInformation};
pub use pooled::{Agreement, Opinion, PooledOpinions, by_ratio, pool};
pub use requirement::{Requirement, what_must_be_true};
pub use tornado::{Swing, tornado};
