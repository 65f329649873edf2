//! How the tokens of single calls are distributed.

use serde::{Deserialize, Serialize};

use super::sketch::Sketch;
use super::tokens::Tokens;

/// Tokens of each single call, by bucket.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CallSketches {
    /// All input.
    pub input: Sketch,
    /// Output, reasoning among it.
    pub output: Sketch,
    /// Input read from a cache.
    pub cache_read: Sketch,
    /// Reasoning.
    pub reasoning: Sketch,
}

impl CallSketches {
    /// Adds a call. What it does not say is not counted as 0.
    #[inline]
    pub fn add(&mut self, tokens: &Tokens) {
        let values = [tokens.input(), tokens.output, tokens.cache_read, tokens.reasoning];
        for (sketch, value) in self.each_mut().into_iter().zip(values) {
            value.into_iter().for_each(|value| sketch.add(value));
        }
    }

    /// Adds what another holds.
    pub fn merge(&mut self, other: &Self) {
        self.input.merge(&other.input);
        self.output.merge(&other.output);
        self.cache_read.merge(&other.cache_read);
        self.reasoning.merge(&other.reasoning);
    }

    fn each_mut(&mut self) -> [&mut Sketch; 4] {
        [&mut self.input, &mut self.output, &mut self.cache_read, &mut self.reasoning]
    }
}
