//! What others have published of each strategy: data, shown beside the levers.

use std::sync::LazyLock;

use indexmap::IndexMap;
use serde::Deserialize;

use crate::codec::ron;
use crate::scenario::{EstimatePath, StrategyTag};

/// A published claim about a strategy.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// From where to where, in the unit of the strategy's first number; `None` where the claim is about something else.
    pub band: Option<(f64, f64)>,
    /// The claim in a few words.
    pub headline: String,
    /// Who says so.
    pub source: String,
    /// Where it can be read.
    pub url: String,
    /// When it was read or published, `YYYY-MM-DD`.
    pub date: String,
    /// The most that was ever measured, where somebody did.
    #[serde(default)]
    pub measured: Option<Measured>,
}

/// A measurement of a strategy's first number.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// The most that was found.
    pub most: f64,
    /// On what workload, in a few words.
    pub workload: String,
    /// Who measured it.
    pub source: String,
    /// Where it can be read.
    pub url: String,
}

/// What is published of a strategy, if anything is known.
pub fn published(tag: StrategyTag) -> Option<&'static Published> {
    static CLAIMS: LazyLock<IndexMap<String, Published>> = LazyLock::new(|| {
        ron::parse(include_str!("../../assets/published.ron")).expect("a test reads what is published")
    });
    CLAIMS.get(tag.key())
}

/// What is published of the estimate at a path: of the first number of a strategy.
pub fn published_at(at: &EstimatePath) -> Option<&'static Published> {
    let EstimatePath::Strategy { strategy, field } = at else { return None };
    let lead = strategy.numbers().into_iter().next()?;
    if lead.key == *field { published(*strategy) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_claim_is_about_a_strategy_and_has_a_source() {
        let known: Vec<&Published> = StrategyTag::ALL.into_iter().filter_map(published).collect();
        assert_eq!(known.len(), 7);
        for claim in known {
            assert!(claim.url.starts_with("https://") && !claim.source.is_empty(), "{claim:?}");
        }
    }

    #[test]
    fn a_claim_is_found_by_the_path_of_what_it_is_about() {
        for (at, tag) in [
            ("strategies.SemanticCaching.hit_rate", Some(StrategyTag::SemanticCaching)),
            ("strategies.BatchProcessing.share", Some(StrategyTag::BatchProcessing)),
            ("strategies.SemanticCaching.eligible", None),
            ("strategies.Nothing.share", None),
            ("outcome.value", None),
        ] {
            assert_eq!(published_at(&at.into()), tag.and_then(published), "{at}");
        }
    }
}
