//! What others have published of each strategy: data, shown beside the levers.

use std::sync::LazyLock;

use indexmap::IndexMap;
use serde::Deserialize;

use super::ron_text;
use crate::scenario::StrategyTag;

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
}

/// What is published of a strategy, if anything is known.
pub fn published(tag: StrategyTag) -> Option<&'static Published> {
    static CLAIMS: LazyLock<IndexMap<String, Published>> = LazyLock::new(|| {
        ron_text::parse(include_str!("../../presets/published.ron")).expect("a test reads what is published")
    });
    CLAIMS.get(tag.key())
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
}
