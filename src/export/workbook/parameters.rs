//! Prices and other numbers that are no estimates: what they are called, in which unit, and whether they may be changed.

use super::sheets::Kind;
use crate::economics::{Parameter, Plan, Quantity};
use crate::language::in_sentence;
use crate::prose::name_of_part;
use crate::scenario::{Domain, Scenario, StrategyTag};

/// What stands together on the sheet of prices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PriceGroup {
    /// Of models and tiers.
    Price,
    /// Limits, rates and discounts.
    Term,
    /// What nobody can change.
    Constant,
}

impl PriceGroup {
    /// The group of a part that is the same in every month.
    pub fn of(part: Quantity) -> Self {
        match part {
            Quantity::Parameter(parameter) if is_constant(parameter) => Self::Constant,
            Quantity::Parameter(Parameter::MeterPrice(..)) => Self::Price,
            Quantity::Parameter(_) => Self::Term,
            _ => Self::Price,
        }
    }

    /// Above its rows.
    pub fn name(self) -> &'static str {
        match self {
            Self::Price => "Prices",
            Self::Term => "Limits, rates and discounts",
            Self::Constant => "Constants",
        }
    }
}

fn is_constant(parameter: Parameter) -> bool {
    matches!(
        parameter,
        Parameter::PerMillion
            | Parameter::HoursPerMonth
            | Parameter::PerSecondOfMonth
            | Parameter::PerMinuteOfMonth
            | Parameter::PerSecondOfHour
            | Parameter::WholeTolerance
    )
}

/// Whether a parameter has another value in another month, hence a row among the months.
pub fn is_of_month(parameter: Parameter) -> bool {
    matches!(
        parameter,
        Parameter::WayToNextStage
            | Parameter::MonthsInStage
            | Parameter::Years
            | Parameter::MonthsUnwatched
            | Parameter::Adoption
    )
}

/// What kind of number a parameter is.
pub fn kind(parameter: Parameter) -> Kind {
    match parameter {
        Parameter::BatchDiscount(_) | Parameter::TargetUtilization(_) | Parameter::IdleShare(_) => Kind::Share,
        Parameter::KeptShare | Parameter::WayToNextStage | Parameter::Adoption => Kind::Share,
        Parameter::PriceFactor(_) | Parameter::OutputWeight(_) => Kind::Factor,
        Parameter::MeterPrice(..) => Kind::Dollars,
        Parameter::PerMillion | Parameter::PerSecondOfMonth | Parameter::PerMinuteOfMonth => Kind::Plain,
        Parameter::PerSecondOfHour | Parameter::WholeTolerance | Parameter::LineExponent(..) => Kind::Plain,
        _ => Kind::Count,
    }
}

/// What a price or a term may be, as the engine has it. How busy a replica may be is a share, and above 0.
pub fn domain(part: Quantity) -> Domain {
    let Quantity::Parameter(parameter) = part else { return Domain::NonNegative };
    match parameter {
        Parameter::BatchDiscount(_) | Parameter::TargetUtilization(_) | Parameter::IdleShare(_) => Domain::Share,
        Parameter::TierLimit(..) | Parameter::LineCapacity(..) | Parameter::LineReference(..) => Domain::Positive,
        Parameter::ReadRate(_) | Parameter::WriteRate(_) | Parameter::UnitThroughput(_) => Domain::Positive,
        Parameter::LongAbove(_) | Parameter::KeptShare => Domain::Positive,
        Parameter::UnitIncrement(_) | Parameter::LeastUnits(_) => Domain::AtLeastOne,
        _ => Domain::NonNegative,
    }
}

/// The unit of a parameter, where its kind does not say it.
pub fn unit(parameter: Parameter) -> &'static str {
    match parameter {
        Parameter::TierLimit(..) | Parameter::LineCapacity(..) | Parameter::LineReference(..) => "units",
        Parameter::CacheMinimum(_) | Parameter::LongAbove(_) => "tokens",
        Parameter::ReadRate(_) | Parameter::WriteRate(_) => "tokens/s",
        Parameter::UnitThroughput(_) => "tokens/min",
        Parameter::LeastReplicas(_) => "replicas",
        Parameter::UnitIncrement(_) | Parameter::LeastUnits(_) => "units",
        Parameter::HoursPerMonth => "hours",
        Parameter::Years => "years",
        Parameter::MonthsInStage | Parameter::MonthsUnwatched => "months",
        _ => "",
    }
}

/// What a part is called on the sheet of prices and among the months.
pub fn name(scenario: &Scenario, plan: &Plan, part: Quantity) -> String {
    let Quantity::Parameter(parameter) = part else { return name_of_part(scenario, plan, part) };
    let of_model = |model: usize, what: &str| {
        let name = scenario.models.get_index(model).map_or("", |(_, model)| &model.name);
        format!("{name} · {what}")
    };
    let of_line = |component: usize, line: usize, what: &str| {
        let component = &scenario.components[component];
        format!("{}: {} · {what}", component.name, in_sentence(&component.lines[line].name))
    };
    match parameter {
        Parameter::TierLimit(component, line, tier) => of_line(component, line, &format!("tier {} up to", tier + 1)),
        Parameter::LineCapacity(component, line) => of_line(component, line, "what a unit holds"),
        Parameter::LineReference(component, line) => of_line(component, line, "quantity that its cost is known at"),
        Parameter::LineExponent(component, line) => of_line(component, line, "exponent"),
        Parameter::BatchDiscount(model) => of_model(model, "discount for batches"),
        Parameter::PriceFactor(model) => of_model(model, "factor on prices"),
        Parameter::CacheMinimum(model) => of_model(model, "shortest prefix that is cached"),
        Parameter::LongAbove(model) => of_model(model, "a prompt is long above"),
        Parameter::MeterPrice(step, model, place) => {
            let step = &scenario.workload.steps[step];
            let meters = scenario.models.get_index(model).map(|(_, model)| &model.pricing);
            let is_charged = |name: &&String| match meters {
                Some(crate::scenario::Pricing::Tokens { meters, .. }) => meters.contains_key(*name),
                _ => false,
            };
            let names = step.meters.iter().map(|(name, _)| name);
            let meter = names.filter(is_charged).nth(place).map_or("meter", |name| name);
            of_model(model, &format!("{}: a unit of {}", in_sentence(&step.name), in_sentence(meter)))
        }
        Parameter::ReadRate(model) => of_model(model, "reads a second, each replica"),
        Parameter::WriteRate(model) => of_model(model, "writes a second, each replica"),
        Parameter::TargetUtilization(model) => of_model(model, "how busy a replica may be"),
        Parameter::LeastReplicas(model) => of_model(model, "replicas at least"),
        Parameter::IdleShare(model) => of_model(model, "share of idle hours that is paid"),
        Parameter::UnitThroughput(model) => of_model(model, "a unit serves"),
        Parameter::OutputWeight(model) => of_model(model, "a written token counts"),
        Parameter::UnitIncrement(model) => of_model(model, "units are bought by"),
        Parameter::LeastUnits(model) => of_model(model, "units at least"),
        Parameter::KeptShare => {
            format!("{} · share of a month that a prefix is kept", StrategyTag::PrefixCaching.name())
        }
        Parameter::PerMillion => "One over a million".to_owned(),
        Parameter::HoursPerMonth => "Hours of a month".to_owned(),
        Parameter::PerSecondOfMonth => "One over the seconds of a month".to_owned(),
        Parameter::PerMinuteOfMonth => "One over the minutes of a month".to_owned(),
        Parameter::PerSecondOfHour => "One over the seconds of an hour".to_owned(),
        Parameter::WholeTolerance => "How much more than whole units is still whole".to_owned(),
        Parameter::WayToNextStage => "Way to the next stage".to_owned(),
        Parameter::MonthsInStage => "Months in the last stage".to_owned(),
        Parameter::Years => "Years since the start".to_owned(),
        Parameter::MonthsUnwatched => "Months in which nobody watched the bill".to_owned(),
        Parameter::Adoption => "Adoption".to_owned(),
    }
}
