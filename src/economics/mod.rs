//! The economics: a scenario resolved to a [`Plan`], and everything that follows from it at given values.
//!
//! `plan` → `point` (stage state) → `strategy_effects` (what strategies do) → `call_shares` (how models are sold) → `demand` →
//! `bill` (by `tokens` and by `capacity`) → `evaluation` (one month); then what
//! is asked of many months: `floor`, `shapley`, `break_even`, `months`, `best_strategy_set`, and all at once, [`Results`];
//! and of one month with a line of a card moved, `one_line`.
//! Pure functions, generic over the [`Number`] they compute with. Absent on purpose: IO, clock, randomness, text for
//! people, and anything of the window. The model's sections are cited where they are computed.

mod alternative;
mod assumptions;
mod best_strategy_set;
mod bill;
mod break_even;
mod breakdown;
mod call_shares;
mod capacity;
mod changing_later;
mod criteria;
mod demand;
mod evaluation;
mod expression;
mod floor;
mod folded_lines;
mod held_net;
mod lanes;
mod margin;
mod model_usage;
mod months;
mod number;
mod one_line;
mod parameter;
mod plan;
mod plan_model;
mod point;
mod quantity;
mod results;
mod shapley;
mod strategy_effects;
mod strategy_set;
mod switch;
mod tokens;
mod viability;

pub use alternative::{AlternativeMonth, AlternativeResult, Choice};
pub use assumptions::Assumptions;
pub use best_strategy_set::{BestStrategySet, SetValue};
pub use bill::HOURS_PER_MONTH;
pub use break_even::{break_even_volumes, stages_that_change_sign};
pub use breakdown::Breakdown;
pub use call_shares::{PrefixHit, PromptLength};
pub use changing_later::{Delay, DelayedPart};
pub use evaluation::{Engine, Evaluation, Scratch};
pub use expression::{Expression, Tape};
pub use floor::{Bounds, Floor, FloorSearch};
pub use lanes::Lanes;
pub use margin::Margin;
pub use model_usage::{ModelMonth, ModelUsage};
pub use months::{Month, Months, OneOffs};
pub use number::Number;
pub use one_line::{MonthByLine, MovedLine, Moves};
pub use parameter::Parameter;
pub use plan::{Input, InputField, Plan, PlanAlternative, PlanComponent, PlanStage, PlanStrategy};
pub use point::{Point, RequestGrowth};
pub use quantity::{FormulaTerm, Quantity, StepQuantity};
pub(crate) use results::CurveMonths;
pub use results::{Curve, PlanVersions, Results, Versions};
pub use shapley::{Contribution, contributions, shapley_values};
pub use strategy_set::StrategySet;
pub use switch::{Switch, SwitchedInput};
pub use viability::{Multiple, Verdict};
