//! Which estimate of a part of a scenario: as in the file, in `snake_case`.

use strum::{AsRefStr, EnumString, VariantArray};

/// An estimate of the [`Outcome`](crate::scenario::Outcome).
#[derive(Clone, Copy, Debug, PartialEq, Eq, AsRefStr, EnumString, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum OutcomeField {
    /// See [`Outcome::value`](crate::scenario::Outcome::value).
    Value,
    /// See [`Outcome::success_rate`](crate::scenario::Outcome::success_rate).
    SuccessRate,
    /// See [`Outcome::realization`](crate::scenario::Outcome::realization).
    Realization,
    /// See [`Outcome::error_rate`](crate::scenario::Outcome::error_rate).
    ErrorRate,
    /// See [`Outcome::error_cost`](crate::scenario::Outcome::error_cost).
    ErrorCost,
    /// See [`Outcome::today`](crate::scenario::Outcome::today).
    Today,
}

/// An estimate of a [`Step`](crate::scenario::Step).
#[derive(Clone, Copy, Debug, PartialEq, Eq, AsRefStr, EnumString, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum StepField {
    /// See [`Step::calls`](crate::scenario::Step::calls).
    Calls,
    /// See [`Step::prefix`](crate::scenario::Step::prefix).
    Prefix,
    /// See [`Step::retrieved`](crate::scenario::Step::retrieved).
    Retrieved,
    /// See [`Step::conversation`](crate::scenario::Step::conversation).
    Conversation,
    /// See [`Step::output`](crate::scenario::Step::output).
    Output,
    /// See [`Step::reasoning`](crate::scenario::Step::reasoning).
    Reasoning,
    /// See [`Step::turns`](crate::scenario::Step::turns).
    Turns,
    /// See [`Step::carried`](crate::scenario::Step::carried).
    Carried,
    /// See [`Step::turns_cv`](crate::scenario::Step::turns_cv).
    TurnsCv,
    /// See [`Step::length_sigma`](crate::scenario::Step::length_sigma).
    LengthSigma,
}

/// An estimate of a [`Stage`](crate::scenario::Stage).
#[derive(Clone, Copy, Debug, PartialEq, Eq, AsRefStr, EnumString, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum StageField {
    /// See [`Stage::requests`](crate::scenario::Stage::requests).
    Requests,
    /// See [`Stage::context`](crate::scenario::Stage::context).
    Context,
    /// See [`Stage::calls`](crate::scenario::Stage::calls).
    Calls,
    /// See [`Stage::peak`](crate::scenario::Stage::peak).
    Peak,
    /// See [`Stage::retry_rate`](crate::scenario::Stage::retry_rate).
    RetryRate,
    /// See [`Stage::fallback_share`](crate::scenario::Stage::fallback_share).
    FallbackShare,
    /// See [`Stage::users`](crate::scenario::Stage::users).
    Users,
}

/// An estimate of the [`PlanSettings`](crate::scenario::PlanSettings).
#[derive(Clone, Copy, Debug, PartialEq, Eq, AsRefStr, EnumString, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum PlanField {
    /// See [`PlanSettings::growth`](crate::scenario::PlanSettings::growth).
    Growth,
    /// See [`PlanSettings::price_trend`](crate::scenario::PlanSettings::price_trend).
    PriceTrend,
    /// See [`PlanSettings::build_cost`](crate::scenario::PlanSettings::build_cost).
    BuildCost,
    /// See [`PlanSettings::discount_rate`](crate::scenario::PlanSettings::discount_rate).
    DiscountRate,
    /// See [`PlanSettings::value_trend`](crate::scenario::PlanSettings::value_trend).
    ValueTrend,
    /// See [`PlanSettings::drift`](crate::scenario::PlanSettings::drift).
    Drift,
    /// See [`PlanSettings::discount`](crate::scenario::PlanSettings::discount).
    Discount,
    /// See [`Commitment::amount`](crate::scenario::Commitment::amount).
    #[strum(serialize = "commitment.amount")]
    CommitmentAmount,
}

/// An estimate of an [`Alternative`](crate::scenario::Alternative).
#[derive(Clone, Copy, Debug, PartialEq, Eq, AsRefStr, EnumString, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum AlternativeField {
    /// See [`Alternative::setup_cost`](crate::scenario::Alternative::setup_cost).
    SetupCost,
    /// See [`Alternative::success_rate`](crate::scenario::Alternative::success_rate).
    SuccessRate,
}

/// Which lines of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AsRefStr, EnumString, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum LineList {
    /// What is charged each month.
    Lines,
    /// What it takes to bring it in later.
    Rework,
}
