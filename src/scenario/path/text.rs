//! The text of a path, as files and exports hold it: written, read and compared.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{AlternativeField, ComponentId, ComponentPath, EstimatePath, LineList};
use crate::scenario::StrategyTag;

/// The most pieces that a path has.
const MOST: usize = 11;
type Pieces<'p> = [&'p str; MOST];

fn padded<'p, const COUNT: usize>(pieces: [&'p str; COUNT]) -> Pieces<'p> {
    let mut all = [""; MOST];
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
            Self::Meter { step, meter } => padded(["workload.steps[\"", step, "\"].meters[\"", meter, "\"]"]),
            Self::Retrievals => padded(["workload.retrievals"]),
            Self::Stage { stage, field } => padded(["stages[\"", stage, "\"].", field.as_ref()]),
            Self::Component { component: ComponentId { alternative, id }, within } => {
                let [list, start, line, middle, factor, end] = within.pieces();
                let [before, name, after] = match alternative {
                    Some(alternative) => ["alternatives[\"", alternative, "\"].components[\""],
                    None => ["components[\"", "", ""],
                };
                [before, name, after, id, "\"].", list, start, line, middle, factor, end]
            }
            Self::Strategy { strategy, field } => padded(["strategies.", strategy.key(), ".", field]),
            Self::Rework { strategy, line, factor } => {
                let [list, start, line, middle, factor, end] =
                    pieces_of_line(LineList::Rework, line, factor.as_deref());
                padded(["strategies.", strategy.key(), ".", list, start, line, middle, factor, end])
            }
            Self::Alternative { alternative, field } => {
                padded(["alternatives[\"", alternative, "\"].", field.as_ref()])
            }
            Self::Plan(field) => padded(["plan.", field.as_ref()]),
            Self::Unknown(text) => padded([text]),
        }
    }

    /// Its text without the names in it, as `stages.requests`: what all such estimates have in common. Every strategy's
    /// set-up is `strategies.setup_cost`, and likewise what else all of them have; a card of an alternative is a card.
    pub fn without_names(&self) -> String {
        match self {
            Self::Step { field, .. } => format!("workload.steps.{}", field.as_ref()),
            Self::Meter { .. } => "workload.steps.meters".to_owned(),
            Self::Stage { field, .. } => format!("stages.{}", field.as_ref()),
            Self::Component { within, .. } => match within {
                ComponentPath::SetupCost => "components.setup_cost".to_owned(),
                ComponentPath::Success => "components.success".to_owned(),
                ComponentPath::Factor { .. } => "components.lines.factors".to_owned(),
                ComponentPath::Price { .. } => "components.lines.price".to_owned(),
                ComponentPath::Unknown(_) => self.to_string(),
            },
            Self::Strategy { field: field @ ("setup_cost" | "monthly_cost" | "quality_loss"), .. } => {
                format!("strategies.{field}")
            }
            Self::Rework { factor: Some(_), .. } => "components.lines.factors".to_owned(),
            Self::Rework { factor: None, .. } => "components.lines.price".to_owned(),
            Self::Alternative { field, .. } => format!("alternatives.{}", field.as_ref()),
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

/// What the text of a factor of a line, or of its price, is made of.
fn pieces_of_line<'p>(list: LineList, line: &'p str, factor: Option<&'p str>) -> [&'p str; 6] {
    let list = match list {
        LineList::Lines => "lines",
        LineList::Rework => "rework",
    };
    match factor {
        Some(factor) => [list, "[\"", line, "\"].factors[\"", factor, "\"]"],
        None => [list, "[\"", line, "\"].price", "", ""],
    }
}

impl ComponentPath {
    fn pieces(&self) -> [&str; 6] {
        match self {
            Self::SetupCost => ["setup_cost", "", "", "", "", ""],
            Self::Success => ["success", "", "", "", "", ""],
            Self::Factor { list, line, factor } => pieces_of_line(*list, line, Some(factor)),
            Self::Price { list, line } => pieces_of_line(*list, line, None),
            Self::Unknown(text) => [text, "", "", "", "", ""],
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
            let rest = rest.strip_prefix(".steps[\"")?;
            let meter = || rest.strip_suffix("\"]")?.split_once("\"].meters[\"");
            if let Some((step, meter)) = meter() {
                return Some(EstimatePath::meter(step, meter));
            }
            let (step, field) = rest.rsplit_once("\"].")?;
            Some(EstimatePath::step(step, field.parse().ok()?))
        }
        "stages" => {
            let (stage, field) = rest.strip_prefix("[\"")?.rsplit_once("\"].")?;
            Some(EstimatePath::stage(stage, field.parse().ok()?))
        }
        "components" => {
            let (id, within) = component(rest)?;
            Some(EstimatePath::component(id, within))
        }
        "strategies" => {
            let (strategy, field) = rest.strip_prefix('.')?.split_once('.')?;
            let strategy = StrategyTag::ALL.into_iter().find(|tag| tag.key() == strategy)?;
            if let Some((LineList::Rework, line, factor)) = line(field) {
                let factor = factor.map(str::to_owned);
                return Some(EstimatePath::Rework { strategy, line: line.to_owned(), factor });
            }
            let number = strategy.numbers().into_iter().find(|number| number.key == field)?;
            Some(EstimatePath::strategy(strategy, number.key))
        }
        "alternatives" => {
            let rest = rest.strip_prefix("[\"")?;
            if let Some((alternative, rest)) = rest.split_once("\"].components") {
                let (id, within) = component(rest)?;
                return Some(EstimatePath::Component {
                    component: ComponentId::of_alternative(alternative, id),
                    within,
                });
            }
            let (alternative, field) = rest.rsplit_once("\"].")?;
            Some(EstimatePath::alternative(alternative, field.parse::<AlternativeField>().ok()?))
        }
        _ => None,
    }
}

/// The id of a component and where within it, of the text that follows `components`.
fn component(rest: &str) -> Option<(&str, ComponentPath)> {
    let rest = rest.strip_prefix("[\"")?;
    let whole = || ["\"].setup_cost", "\"].success"].into_iter().find_map(|end| rest.strip_suffix(end)).map(str::len);
    let lines = || ["\"].lines[\"", "\"].rework[\""].into_iter().filter_map(|start| rest.find(start)).min();
    let id = lines().or_else(whole).or_else(|| rest.find("\"]."))?;
    Some((&rest[..id], ComponentPath::from(&rest[id + "\"].".len()..])))
}

/// The list, the line and the factor that a text names; no factor where it is the line's price.
fn line(text: &str) -> Option<(LineList, &str, Option<&str>)> {
    let (list, rest) = text.split_once("[\"")?;
    let list = list.parse().ok()?;
    if let Some(line) = rest.strip_suffix("\"].price") {
        return Some((list, line, None));
    }
    let (line, factor) = rest.strip_suffix("\"]")?.split_once("\"].factors[\"")?;
    Some((list, line, Some(factor)))
}

impl From<&str> for ComponentPath {
    fn from(text: &str) -> Self {
        match text {
            "setup_cost" => Self::SetupCost,
            "success" => Self::Success,
            _ => match line(text) {
                Some((list, line, Some(factor))) => {
                    Self::Factor { list, line: line.to_owned(), factor: factor.to_owned() }
                }
                Some((list, line, None)) => Self::Price { list, line: line.to_owned() },
                None => Self::Unknown(text.to_owned()),
            },
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
