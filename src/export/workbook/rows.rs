//! The rows of the months: in which order they stand, and what kind of number each holds.

use super::parameters;
use super::sheets::Kind;
use crate::economics::{Parameter, Quantity, StepQuantity};

/// Whether it is the same in every month, and may be changed.
pub(super) fn is_price(part: Quantity) -> bool {
    if let Quantity::Parameter(parameter) = part {
        return !parameters::is_of_month(parameter);
    }
    match part {
        Quantity::PrefixPrice(_) => false,
        Quantity::ReplicaPrice(_) | Quantity::UnitPrice(_) | Quantity::PriceInTier(..) => true,
        part => part.is_price_of_tokens(),
    }
}

/// Cumulative cash of every month is one row.
pub(super) fn row_of(part: Quantity) -> Quantity {
    match part {
        Quantity::CumulativeCash(_) => Quantity::CumulativeCash(0),
        part => part,
    }
}

/// What stands together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum RowGroup {
    Time,
    Demand,
    Models,
    Cards,
    Bill,
    Value,
    Cash,
}

impl RowGroup {
    pub fn name(self) -> &'static str {
        match self {
            Self::Time => "Where the month stands",
            Self::Demand => "Requests and how they grow",
            Self::Models => "Models",
            Self::Cards => "Cards",
            Self::Bill => "Bill",
            Self::Value => "Value",
            Self::Cash => "Cash",
        }
    }
}

/// Where a part stands among the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RowRange {
    pub section: RowGroup,
    of: usize,
    line: usize,
    within: usize,
}

pub(super) fn place(part: Quantity) -> RowRange {
    let at = |section, of, line, within| RowRange { section, of, line, within };
    match part {
        Quantity::Requests => at(RowGroup::Demand, 0, 0, 0),
        Quantity::Inferred => at(RowGroup::Demand, 0, 0, 1),
        Quantity::WrongAnswers => at(RowGroup::Demand, 0, 0, 2),
        Quantity::ContextGrowth => at(RowGroup::Demand, 1, 0, 0),
        Quantity::CallGrowth => at(RowGroup::Demand, 1, 0, 1),
        Quantity::RetryRate => at(RowGroup::Demand, 1, 0, 2),
        Quantity::FallbackShare => at(RowGroup::Demand, 1, 0, 3),
        Quantity::PeakLoad => at(RowGroup::Demand, 1, 0, 4),
        Quantity::TokenPrices => at(RowGroup::Demand, 1, 0, 5),
        Quantity::ValueFactor => at(RowGroup::Value, 0, 1, 0),
        Quantity::Users => at(RowGroup::Demand, 1, 0, 6),
        Quantity::Calls => at(RowGroup::Demand, 0, 0, 3),
        Quantity::OfStep(quantity, step, model) => at(RowGroup::Models, model, 1 + step, quantity as usize),
        Quantity::TokensPerMinute(model) => at(RowGroup::Models, model, usize::MAX, 0),
        Quantity::Units(model) => at(RowGroup::Models, model, usize::MAX, 1),
        Quantity::UnitPrice(model) => at(RowGroup::Models, model, usize::MAX, 2),
        Quantity::ReplicaHours(model) => at(RowGroup::Models, model, usize::MAX, 3),
        Quantity::Bought => at(RowGroup::Models, usize::MAX, 0, 0),
        Quantity::PrefixTokens(model) => at(RowGroup::Models, model, 0, 0),
        Quantity::ContextTokens(model) => at(RowGroup::Models, model, 0, 1),
        Quantity::OutputTokens(model) => at(RowGroup::Models, model, 0, 2),
        Quantity::PrefixPrice(model) => at(RowGroup::Models, model, 0, 3),
        Quantity::InputPrice(model) | Quantity::CacheReadPrice(model) => at(RowGroup::Models, model, 0, 4),
        Quantity::OutputPrice(model) | Quantity::CacheWritePrice(model) => at(RowGroup::Models, model, 0, 5),
        Quantity::LongInputPrice(model) | Quantity::LongCacheReadPrice(model) => at(RowGroup::Models, model, 0, 4),
        Quantity::LongOutputPrice(model) | Quantity::LongCacheWritePrice(model) => at(RowGroup::Models, model, 0, 5),
        Quantity::BusySeconds(model) => at(RowGroup::Models, model, 0, 6),
        Quantity::Replicas(model) => at(RowGroup::Models, model, 0, 7),
        Quantity::ReplicaPrice(model) => at(RowGroup::Models, model, 0, 8),
        Quantity::ShareOfBill(model) => at(RowGroup::Models, model, 0, 9),
        Quantity::ModelBill(model) => at(RowGroup::Models, model, 0, 10),
        Quantity::UnitsInTier(component, line, tier) => at(RowGroup::Cards, component, line, 2 * tier),
        Quantity::PriceInTier(component, line, tier) => at(RowGroup::Cards, component, line, 2 * tier + 1),
        Quantity::Line(component, line) => at(RowGroup::Cards, component, line, usize::MAX),
        Quantity::Category(category) => at(RowGroup::Bill, 0, 0, category as usize),
        Quantity::Cost => at(RowGroup::Bill, 1, 0, 0),
        Quantity::CostWithoutStrategies => at(RowGroup::Bill, 1, 0, 1),
        Quantity::CostAt(stage) => at(RowGroup::Bill, 2, 0, stage),
        Quantity::Outcomes => at(RowGroup::Value, 0, 0, 0),
        Quantity::Value => at(RowGroup::Value, 0, 0, 1),
        Quantity::Net => at(RowGroup::Value, 0, 0, 2),
        Quantity::OneOffs => at(RowGroup::Cash, 0, 0, 0),
        Quantity::Cash => at(RowGroup::Cash, 0, 0, 1),
        Quantity::CumulativeCash(_) => at(RowGroup::Cash, 0, 0, 2),
        Quantity::Discount => at(RowGroup::Cash, 0, 0, 3),
        Quantity::PresentValue => at(RowGroup::Cash, 0, 0, 4),
        Quantity::Parameter(parameter) => {
            let order = [
                Parameter::Years,
                Parameter::MonthsInStage,
                Parameter::WayToNextStage,
                Parameter::MonthsUnwatched,
                Parameter::Adoption,
            ];
            at(RowGroup::Time, 0, 0, order.iter().position(|known| *known == parameter).unwrap_or(order.len()))
        }
    }
}

pub(super) fn kind(part: Quantity) -> Kind {
    match part {
        Quantity::ContextGrowth
        | Quantity::CallGrowth
        | Quantity::PeakLoad
        | Quantity::TokenPrices
        | Quantity::ValueFactor
        | Quantity::Discount => Kind::Factor,
        Quantity::OfStep(quantity, ..) => match quantity {
            StepQuantity::PrefixTokens
            | StepQuantity::HistoryTokens
            | StepQuantity::FirstAnswerTokens
            | StepQuantity::ContextTokens
            | StepQuantity::OutputTokens => Kind::Count,
            StepQuantity::ReadShare
            | StepQuantity::CachedShare
            | StepQuantity::LongCalls
            | StepQuantity::LongTokens => Kind::Share,
            StepQuantity::PrefixPrice
            | StepQuantity::InputPrice
            | StepQuantity::OutputPrice
            | StepQuantity::CacheReadPrice
            | StepQuantity::CacheWritePrice => Kind::Dollars,
        },
        Quantity::UnitPrice(_) | Quantity::ReplicaPrice(_) => Kind::Dollars,
        part if part.is_price_of_tokens() => Kind::Dollars,
        Quantity::RetryRate | Quantity::FallbackShare | Quantity::ShareOfBill(_) => Kind::Share,
        Quantity::PriceInTier(..) => Kind::Price,
        Quantity::ModelBill(_)
        | Quantity::Bought
        | Quantity::Line(..)
        | Quantity::Category(_)
        | Quantity::Cost
        | Quantity::CostAt(_) => Kind::Money,
        Quantity::CostWithoutStrategies | Quantity::Value | Quantity::Net | Quantity::OneOffs | Quantity::Cash => {
            Kind::Money
        }
        Quantity::CumulativeCash(_) | Quantity::PresentValue => Kind::Money,
        _ => Kind::Count,
    }
}

/// The unit of a part, where its kind does not say it.
pub(super) fn unit(part: Quantity) -> &'static str {
    match part {
        Quantity::Requests | Quantity::Inferred => "requests",
        Quantity::WrongAnswers => "answers",
        Quantity::Calls => "calls",
        Quantity::Users => "people",
        Quantity::Outcomes => "outcomes",
        Quantity::PrefixTokens(_) | Quantity::ContextTokens(_) | Quantity::OutputTokens(_) => "tokens",
        Quantity::OfStep(quantity, ..) if kind(part) == Kind::Count && quantity != StepQuantity::ReadShare => "tokens",
        Quantity::TokensPerMinute(_) => "tokens/min",
        Quantity::BusySeconds(_) => "seconds",
        Quantity::Replicas(_) => "replicas",
        Quantity::ReplicaHours(_) => "hours",
        Quantity::Units(_) | Quantity::UnitsInTier(..) => "units",
        part if part.is_price_of_tokens() => "USD/million",
        _ => "",
    }
}
