//! The embedded presets: use cases worth opening, each with a story.

use crate::codec::parse_scenario;
use crate::scenario::Scenario;

/// An embedded scenario.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// Its file name without the ending.
    pub key: &'static str,
    /// What it is there for.
    pub kind: PresetKind,
    text: &'static str,
}

/// What a preset is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PresetKind {
    /// To begin from.
    UseCase,
    /// To learn something from, with a room.
    Lesson,
}

macro_rules! presets {
    ($($key:literal: $kind:ident),* $(,)?) => {
        /// All presets, the one that opens first in front.
        pub const PRESETS: &[Preset] =
            &[$(Preset {
                key: $key,
                kind: PresetKind::$kind,
                text: include_str!(concat!("../../presets/", $key, ".ron")),
            }),*];
    };
}

presets!(
    "support_assistant": UseCase,
    "enterprise_search": UseCase,
    "document_extraction": UseCase,
    "coding_agent": UseCase,
    "research_agent": UseCase,
    "self_hosted_summaries": UseCase,
    "meeting_summariser": UseCase,
    "tool_agent": UseCase,
    "voice_assistant": UseCase,
    "copilot_seats": UseCase,
    "trap_950x": Lesson,
    "broken_economics": Lesson,
    "article_baseline": Lesson,
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
