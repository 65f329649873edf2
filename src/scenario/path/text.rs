//! The text of a path, as files and exports hold it: written, read and compared.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{ComponentPath, EstimatePath};
use crate::scenario::StrategyTag;

type Pieces<'p> = [&'p str; 8];

fn padded<'p, const COUNT: usize>(pieces: [&'p str; COUNT]) -> Pieces<'p> {
    let mut all = [""; 8];
    all[..COUNT].copy_from_slice(&pieces);
    all
}

impl EstimatePath {
    /// What its text is made of.
    fn pieces(&self) -> Pieces<'_> {
        match self {
            Self::UsdRate => padded(["usd_rate"]),
            Self::Outcome(field) => padded(["outcome.", field.as_ref()]),
            Self::Step { step, field } => padded(["workload.steps[\"", step, "\"].", field.as_ref()]),
            Self::Retrievals => padded(["workload.retrievals"]),
            Self::Stage { stage, field } => padded(["stages[\"", stage, "\"].", field.as_ref()]),
            Self::Component { component, within } => {
                let [start, line, middle, factor, end] = within.pieces();
                ["components[\"", component, "\"].", start, line, middle, factor, end]
            }
            Self::Strategy { strategy, field } => padded(["strategies.", strategy.key(), ".", field]),
            Self::Plan(field) => padded(["plan.", field.as_ref()]),
            Self::Unknown(text) => padded([text]),
        }
    }

    /// Its text without the names in it, as `stages.requests`: what all such estimates have in common. Every strategy's
    /// set-up is `strategies.setup_cost`, and likewise what else all of them have.
    pub fn without_names(&self) -> String {
        match self {
            Self::Step { field, .. } => format!("workload.steps.{}", field.as_ref()),
            Self::Stage { field, .. } => format!("stages.{}", field.as_ref()),
            Self::Component { within, .. } => match within {
                ComponentPath::SetupCost => "components.setup_cost".to_owned(),
                ComponentPath::Factor { .. } => "components.lines.factors".to_owned(),
                ComponentPath::Price { .. } => "components.lines.price".to_owned(),
                ComponentPath::Unknown(_) => self.to_string(),
            },
            Self::Strategy { field: field @ ("setup_cost" | "monthly_cost" | "quality_loss"), .. } => {
                format!("strategies.{field}")
            }
            Self::UsdRate
            | Self::Outcome(_)
            | Self::Retrievals
            | Self::Strategy { .. }
            | Self::Plan(_)
            | Self::Unknown(_) => self.to_string(),
        }
    }

    /// Its text, byte by byte.
    pub fn bytes(&self) -> impl Iterator<Item = u8> {
        self.pieces().into_iter().flat_map(str::bytes)
    }
}

impl ComponentPath {
    fn pieces(&self) -> [&str; 5] {
        match self {
            Self::SetupCost => ["setup_cost", "", "", "", ""],
            Self::Factor { line, factor } => ["lines[\"", line, "\"].factors[\"", factor, "\"]"],
            Self::Price { line } => ["lines[\"", line, "\"].price", "", ""],
            Self::Unknown(text) => [text, "", "", "", ""],
        }
    }

    fn bytes(&self) -> impl Iterator<Item = u8> {
        self.pieces().into_iter().flat_map(str::bytes)
    }
}

// Reading never fails: a file with a misspelt path opens and is saved as it was.
impl From<&str> for EstimatePath {
    fn from(text: &str) -> Self {
        known(text).unwrap_or_else(|| Self::Unknown(text.to_owned()))
    }
}

fn known(text: &str) -> Option<EstimatePath> {
    let (start, rest) = text.split_at(text.find(['.', '[']).unwrap_or(text.len()));
    match start {
        "usd_rate" if rest.is_empty() => Some(EstimatePath::UsdRate),
        "outcome" => Some(EstimatePath::Outcome(rest.strip_prefix('.')?.parse().ok()?)),
        "plan" => Some(EstimatePath::Plan(rest.strip_prefix('.')?.parse().ok()?)),
        "workload" if rest == ".retrievals" => Some(EstimatePath::Retrievals),
        "workload" => {
            let (step, field) = rest.strip_prefix(".steps[\"")?.rsplit_once("\"].")?;
            Some(EstimatePath::step(step, field.parse().ok()?))
        }
        "stages" => {
            let (stage, field) = rest.strip_prefix("[\"")?.rsplit_once("\"].")?;
            Some(EstimatePath::stage(stage, field.parse().ok()?))
        }
        "components" => {
            let rest = rest.strip_prefix("[\"")?;
            let whole = || rest.strip_suffix("\"].setup_cost").map(str::len);
            let id = rest.find("\"].lines[\"").or_else(whole).or_else(|| rest.find("\"]."))?;
            Some(EstimatePath::component(&rest[..id], ComponentPath::from(&rest[id + "\"].".len()..])))
        }
        "strategies" => {
            let (strategy, field) = rest.strip_prefix('.')?.split_once('.')?;
            let strategy = StrategyTag::ALL.into_iter().find(|tag| tag.key() == strategy)?;
            let number = strategy.numbers().into_iter().find(|number| number.key == field)?;
            Some(EstimatePath::strategy(strategy, number.key))
        }
        _ => None,
    }
}

impl From<&str> for ComponentPath {
    fn from(text: &str) -> Self {
        let line = || {
            let rest = text.strip_prefix("lines[\"")?;
            if let Some(line) = rest.strip_suffix("\"].price") {
                return Some(Self::Price { line: line.to_owned() });
            }
            let (line, factor) = rest.strip_suffix("\"]")?.split_once("\"].factors[\"")?;
            Some(Self::Factor { line: line.to_owned(), factor: factor.to_owned() })
        };
        match text {
            "setup_cost" => Self::SetupCost,
            _ => line().unwrap_or_else(|| Self::Unknown(text.to_owned())),
        }
    }
}

/// What both kinds of path are as text.
macro_rules! as_text {
    ($Path:ty) => {
        impl fmt::Display for $Path {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.pieces().into_iter().try_for_each(|piece| formatter.write_str(piece))
            }
        }

        impl PartialEq for $Path {
            fn eq(&self, other: &Self) -> bool {
                self.bytes().eq(other.bytes())
            }
        }

        impl Eq for $Path {}

        impl PartialOrd for $Path {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $Path {
            fn cmp(&self, other: &Self) -> Ordering {
                self.bytes().cmp(other.bytes())
            }
        }

        impl Hash for $Path {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.bytes().for_each(|byte| state.write_u8(byte));
                state.write_u8(0xff);
            }
        }

        /// A place may be the path of an estimate.
        impl PartialEq<str> for $Path {
            fn eq(&self, text: &str) -> bool {
                self.bytes().eq(text.bytes())
            }
        }

        impl From<$Path> for String {
            fn from(path: $Path) -> Self {
                path.to_string()
            }
        }

        impl Serialize for $Path {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $Path {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(|text| Self::from(text.as_str()))
            }
        }
    };
}

as_text!(EstimatePath);
as_text!(ComponentPath);
