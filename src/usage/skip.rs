//! Why a row was not read. Every row is read or counted here; none vanishes.

use crate::language::tr;

/// Why a row was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Skip {
    /// Nothing is in it, or nothing but its time: a day without use.
    Blank,
    /// It adds up other rows.
    Totals,
    /// It repeats what other rows say, in another division.
    Overlapping,
    /// It takes off what was used before: a credit or a refund. Plans are made on what things cost without them.
    Credit,
    /// It says something else than what was used: a step of a log, a setting, a message of a person.
    OtherKind,
    /// It does not say when.
    NoTime,
    /// Its time is in no form that is known here.
    UnreadableTime,
    /// Its time is before 2015 or after 2100.
    TimeOutOfRange,
    /// A number is in no form that is known here.
    UnreadableNumber,
    /// A name that has to be there is missing.
    MissingField,
    /// It is no JSON, or breaks off.
    NotJson,
    /// It has more or fewer cells than the header.
    WrongLength,
}

impl Skip {
    /// Why, after "rows skipped:".
    pub fn words(self) -> &'static str {
        match self {
            Self::Blank => tr!("blank"),
            Self::Totals => tr!("a sum of other rows"),
            Self::Overlapping => tr!("that repeat other rows, once for each of their tags"),
            Self::Credit => tr!("of credits and refunds, before which costs are counted"),
            Self::OtherKind => tr!("of another kind than usage"),
            Self::NoTime => tr!("without a time"),
            Self::UnreadableTime => tr!("with a time that cannot be read"),
            Self::TimeOutOfRange => tr!("with a time before 2015 or after 2100"),
            Self::UnreadableNumber => tr!("with a number that cannot be read"),
            Self::MissingField => tr!("without a field that has to be there"),
            Self::NotJson => tr!("that are no complete JSON"),
            Self::WrongLength => tr!("with more or fewer cells than the header"),
        }
    }

    /// Whether the row says something that could not be read, and not that there is nothing to be read in it.
    pub fn is_unreadable(self) -> bool {
        match self {
            Self::Blank | Self::Totals | Self::Overlapping | Self::Credit | Self::OtherKind => false,
            Self::NoTime
            | Self::UnreadableTime
            | Self::TimeOutOfRange
            | Self::UnreadableNumber
            | Self::MissingField
            | Self::NotJson
            | Self::WrongLength => true,
        }
    }

    /// What names it in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Totals => "totals",
            Self::Overlapping => "overlapping",
            Self::Credit => "credit",
            Self::OtherKind => "other_kind",
            Self::NoTime => "no_time",
            Self::UnreadableTime => "unreadable_time",
            Self::TimeOutOfRange => "time_out_of_range",
            Self::UnreadableNumber => "unreadable_number",
            Self::MissingField => "missing_field",
            Self::NotJson => "not_json",
            Self::WrongLength => "wrong_length",
        }
    }
}
