//! Columns assigned by hand, for a file that is in no format that is known here.

use std::str::FromStr;

use strum::IntoEnumIterator as _;
use thiserror::Error;

use super::fields::{Fields, plain};
use crate::language::tr;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumIter)]
pub enum Role {
    /// When a call was: a row is a call.
    Time,
    /// On which day calls were: a row adds up several.
    Day,
    /// When the time of a row ended.
    End,
    /// How many calls a row adds up.
    Calls,
    /// How many of them failed, or whether the one did.
    Failed,
    /// Input, what was cached among it, unless the numbers of a row prove otherwise.
    Input,
    /// Input without what was cached.
    UncachedInput,
    /// Input read from caches.
    CacheRead,
    /// Input written to caches for minutes.
    CacheWrite,
    /// Input written to caches for an hour.
    CacheWrite1h,
    /// Output, reasoning among it.
    Output,
    /// Reasoning.
    Reasoning,
    /// Input and output, added up.
    Total,
    /// What it cost, in units of the currency.
    Cost,
    /// What it cost, in hundredths of it.
    Cents,
    /// The currency, or its three letters where no column has it. Without it, US dollars.
    Currency,
    /// Which model.
    Model,
    /// Who ran it.
    Provider,
    /// Which service, where it was no model.
    Service,
    /// What tells rows apart: of several with one the one with the most output counts.
    Id,
    /// Which request calls belong to.
    Request,
    /// For whom.
    User,
    /// Whether it went by a batch interface.
    Batch,
}

impl Role {
    /// What names it in an assignment.
    pub fn key(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Day => "day",
            Self::End => "end",
            Self::Calls => "calls",
            Self::Failed => "failed",
            Self::Input => "input",
            Self::UncachedInput => "uncached_input",
            Self::CacheRead => "cache_read",
            Self::CacheWrite => "cache_write",
            Self::CacheWrite1h => "cache_write_1h",
            Self::Output => "output",
            Self::Reasoning => "reasoning",
            Self::Total => "total",
            Self::Cost => "cost",
            Self::Cents => "cents",
            Self::Currency => "currency",
            Self::Model => "model",
            Self::Provider => "provider",
            Self::Service => "service",
            Self::Id => "id",
            Self::Request => "request",
            Self::User => "user",
            Self::Batch => "batch",
        }
    }

    fn parse(key: &str) -> Option<Self> {
        match plain(key).as_str() {
            "timestamp" | "start" => Some(Self::Time),
            "date" => Some(Self::Day),
            "requests" => Some(Self::Calls),
            "trace" | "session" => Some(Self::Request),
            key => Self::iter().find(|role| plain(role.key()) == key),
        }
    }
}

/// Which column holds what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    assigned: Vec<(Role, String)>,
}

/// Why an assignment of columns cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ColumnsError {
    /// A part is no assignment.
    #[error("`{0}` assigns no column: write {roles}, each with = and the name of a column, with commas between", roles = roles())]
    NotAssigned(String),
    /// One thing is in two columns.
    #[error("`{0}` is assigned twice")]
    Twice(&'static str),
    /// No column says when.
    #[error("no column says when: assign time (a row is a call) or day (a row adds up calls)")]
    NoTime,
    /// No column says how much.
    #[error("no column says how much: assign input and output, or at least cost")]
    NoAmount,
}

fn roles() -> String {
    Role::iter().map(Role::key).collect::<Vec<_>>().join(", ")
}

impl FromStr for Columns {
    type Err = ColumnsError;

    fn from_str(text: &str) -> Result<Self, ColumnsError> {
        let mut assigned: Vec<(Role, String)> = Vec::new();
        for part in text.split(',') {
            let found = part.split_once('=').and_then(|(key, name)| Some((Role::parse(key)?, name.trim().to_owned())));
            match (found, assigned.last_mut()) {
                (Some((_, name)), _) if name.is_empty() => {
                    return Err(ColumnsError::NotAssigned(part.trim().to_owned()));
                }
                (Some(found), _) => assigned.push(found),
                // A comma may stand in the name of a column, an assignment of something unknown may not.
                (None, Some((_, name))) if !part.contains('=') && !part.trim().is_empty() => {
                    name.push(',');
                    name.push_str(part.trim_end());
                }
                (None, _) if part.trim().is_empty() => {}
                (None, _) => return Err(ColumnsError::NotAssigned(part.trim().to_owned())),
            }
        }
        let is_twice = |role: &Role| 1 < assigned.iter().filter(|(other, _)| other == role).count();
        if let Some(role) = Role::iter().find(is_twice) {
            return Err(ColumnsError::Twice(role.key()));
        }
        let columns = Self { assigned };
        let has = |roles: &[Role]| roles.iter().any(|role| columns.name(*role).is_some());
        match () {
            () if columns.assigned.is_empty() => Err(ColumnsError::NotAssigned(text.trim().to_owned())),
            () if !has(&[Role::Time, Role::Day]) => Err(ColumnsError::NoTime),
            () if !has(&[Role::Input, Role::UncachedInput, Role::Output, Role::Total, Role::Cost, Role::Cents]) => {
                Err(ColumnsError::NoAmount)
            }
            () => Ok(columns),
        }
    }
}

impl Columns {
    /// The name of the column that holds something.
    pub fn name(&self, role: Role) -> Option<&str> {
        self.assigned.iter().find(|(assigned, _)| *assigned == role).map(|(_, name)| name.as_str())
    }

    /// All that is assigned.
    pub fn assigned(&self) -> impl Iterator<Item = (Role, &str)> {
        self.assigned.iter().map(|(role, name)| (*role, name.as_str()))
    }

    /// The outermost name of each column: `usage` of `usage.input_tokens`.
    pub fn outer_names(&self) -> Vec<&str> {
        self.assigned.iter().map(|(_, name)| name.split('.').next().unwrap_or(name)).collect()
    }
}

/// The names in an object or a header, and in maps within it those with a point between.
pub fn names_of(fields: &Fields<'_>) -> Vec<String> {
    let named = |name: &str| match fields.get(name).map() {
        Some(map) if !map.is_empty() => map.keys().map(|inner| format!("{name}.{inner}")).collect(),
        _ => vec![name.to_owned()],
    };
    fields.names().flat_map(named).collect()
}

/// What can be done about a file with these names: which of them there are, and how to say what they hold.
pub fn advice(file: &str, names: &[String]) -> String {
    const SHOWN: usize = 40;
    if names.is_empty() {
        return tr!("it has no header and no object").to_owned();
    }
    let more = if SHOWN < names.len() { tr!(", and {} more", names.len() - SHOWN) } else { String::new() };
    tr!(
        "it has the columns {}{more}.\nSay which of them holds what, such as\n  breakeven usage {file} --columns '{}'\nwhere any of these can be assigned: {}",
        names[..names.len().min(SHOWN)].join(", "),
        suggestion(names),
        roles(),
        more,
        file
    )
}

/// Assignments by what names look like, with … for what no name looks like.
fn suggestion(names: &[String]) -> String {
    const HINTS: [(Role, &[&str], &[&str]); 5] = [
        (Role::Input, &["input", "prompt", "context"], &["cost", "price", "cache", "output"]),
        (Role::Output, &["output", "completion", "generated"], &["cost", "price", "input"]),
        (Role::Cost, &["cost", "spend", "amount", "price"], &["input", "output", "currency"]),
        (Role::Model, &["model"], &[]),
        (Role::CacheRead, &["cacheread", "cached", "cachehit"], &["cost", "price"]),
    ];
    let find = |hints: &[&str], but: &[&str]| {
        names.iter().find(|name| {
            let plain_name = plain(name);
            hints.iter().any(|hint| plain_name.contains(hint)) && !but.iter().any(|but| plain_name.contains(but))
        })
    };
    let day = find(&["date", "day"], &["update"]).map(|name| format!("day={name}"));
    let time = || {
        find(&["timestamp", "createdat", "time", "start"], &["latency", "ttft", "first"])
            .map(|name| format!("time={name}"))
    };
    let mut parts = vec![day.or_else(time).unwrap_or_else(|| "day=…".to_owned())];
    for (role, hints, but) in HINTS {
        match (find(hints, but), role) {
            (Some(name), _) => parts.push(format!("{}={name}", role.key())),
            (None, Role::Input | Role::Output) => parts.push(format!("{}=…", role.key())),
            (None, _) => {}
        }
    }
    parts.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assignments_are_read_and_mistakes_named() {
        let columns: Columns = "day=Date, input=Tokens, in (K),output=out,cost=$".parse().expect("it can be read");
        let assigned: Vec<_> = columns.assigned().collect();
        let expected = [(Role::Day, "Date"), (Role::Input, "Tokens, in (K)"), (Role::Output, "out"), (Role::Cost, "$")];
        assert_eq!(assigned, expected);
        for (text, error) in [
            ("", ColumnsError::NotAssigned(String::new())),
            ("day", ColumnsError::NotAssigned("day".to_owned())),
            ("day=d,tokens=t", ColumnsError::NotAssigned("tokens=t".to_owned())),
            ("day=d,input=", ColumnsError::NotAssigned("input=".to_owned())),
            ("day=d,day=e", ColumnsError::Twice("day")),
            ("input=i,output=o", ColumnsError::NoTime),
            ("day=d,model=m", ColumnsError::NoAmount),
        ] {
            assert_eq!(text.parse::<Columns>(), Err(error), "{text}");
        }
    }

    #[test]
    fn columns_are_suggested_by_their_names() {
        let names = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<_>>();
        for (found, expected) in [
            ("when,Datum,prompt_tok,completion_tok,llm", "day=…,input=prompt_tok,output=completion_tok"),
            (
                "created_at,model_name,input_cost,usage.input,usage.output,total_cost",
                "time=created_at,input=usage.input,output=usage.output,cost=total_cost,model=model_name",
            ),
            ("a,b", "day=…,input=…,output=…"),
        ] {
            assert_eq!(suggestion(&names(found)), expected);
        }
    }
}
