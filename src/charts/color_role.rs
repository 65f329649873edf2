//! What the colours of charts mean. Which colours they are is decided where charts are painted.

use crate::scenario::Category;

/// One colour, one meaning, everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColorRole {
    /// What the plan costs.
    Cost,
    /// What it brings.
    Value,
    /// The best net that the listed strategies can reach.
    Floor,
    /// What was really used.
    Actual,
    /// Without strategies.
    Baseline,
    /// What somebody would have thought.
    Forecast,
    /// What it costs today, without AI.
    Today,
    /// What it would cost to buy it instead.
    Alternative,
    /// Where cost exceeds value.
    Loss,
    /// What is left when cost is taken from value.
    Net,
    /// What a category costs.
    Category(Category),
}
