//! The embedded presets: use cases worth opening, each with a story.

use super::parse_scenario;
use crate::scenario::Scenario;

/// An embedded scenario.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// Its file name without the ending.
    pub key: &'static str,
    text: &'static str,
}

macro_rules! presets {
    ($($key:literal),* $(,)?) => {
        /// All presets, the one that opens first in front.
        pub const PRESETS: &[Preset] =
            &[$(Preset { key: $key, text: include_str!(concat!("../../presets/", $key, ".ron")) }),*];
    };
}

presets!(
    "support_assistant",
    "enterprise_search",
    "document_extraction",
    "coding_agent",
    "self_hosted_summaries",
    "trap_950x",
    "broken_economics",
    "article_baseline",
);

impl Preset {
    /// The scenario.
    pub fn scenario(&self) -> Scenario {
        parse_scenario(self.text).expect("a test reads every preset")
    }

    /// The preset with a key.
    pub fn by_key(key: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.key == key)
    }
}
