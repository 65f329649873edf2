//! Numbers of a plan that are no estimates and yet may be edited where a formula is written down: limits of tiers, rates
//! of machines, where a month stands in time.

/// A known number of the plan, by the places of what it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Parameter {
    /// How far a tier of a line's tariff reaches: component, line, tier.
    TierLimit(usize, usize, usize),
    /// What a unit of a line holds.
    LineCapacity(usize, usize),
    /// The quantity that a line's cost is known at.
    LineReference(usize, usize),
    /// How a line's cost bends with its quantity.
    LineExponent(usize, usize),
    /// What a model takes off for batches.
    BatchDiscount(usize),
    /// Factor on a model's prices.
    PriceFactor(usize),
    /// Tokens that a prefix needs to be cached by a model.
    CacheMinimum(usize),
    /// Tokens above which a prompt is long to a model.
    LongAbove(usize),
    /// Dollars a unit that a model meters: step, model, place among the step's meters.
    MeterPrice(usize, usize, usize),
    /// Tokens that a replica reads a second.
    ReadRate(usize),
    /// Tokens that a replica writes a second.
    WriteRate(usize),
    /// How busy a replica may be.
    TargetUtilization(usize),
    /// Replicas that are kept at least.
    LeastReplicas(usize),
    /// Share of idle hours that is paid.
    IdleShare(usize),
    /// Tokens a minute that a unit serves.
    UnitThroughput(usize),
    /// What a written token counts beside one that is read.
    OutputWeight(usize),
    /// Units that are bought together.
    UnitIncrement(usize),
    /// Units that are bought at least.
    LeastUnits(usize),
    /// Share of a month that a prefix is kept.
    KeptShare,
    /// One over a million.
    PerMillion,
    /// Hours of a month.
    HoursPerMonth,
    /// One over the seconds of a month.
    PerSecondOfMonth,
    /// One over the minutes of a month.
    PerMinuteOfMonth,
    /// One over the seconds of an hour.
    PerSecondOfHour,
    /// How much more than whole units is still whole.
    WholeTolerance,
    /// In a month: how far it is from its stage to the next.
    WayToNextStage,
    /// In a month: months since the last stage has begun.
    MonthsInStage,
    /// In a month: years since the first month.
    Years,
    /// In a month: months so far in which nobody watched the bill.
    MonthsUnwatched,
    /// In a month: share of an outcome's value that has become money.
    Adoption,
}
