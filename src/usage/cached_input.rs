//! Whether a stated input holds the tokens that were cached: the same name means one thing here and another there, and
//! changes with the version of a library. So each record decides by its own arithmetic, and only where that is silent the
//! rule that its format documents.

use super::tokens::{Impossible, ImpossibleSet, Tokens};

/// What a format documents about its count of input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CachedInput {
    /// The count holds what was read from and written to caches, always: a row in which it cannot is an impossible row.
    Included,
    /// It should hold it, but whoever fills the format in may do otherwise: arithmetic may refute it.
    IncludedUnlessRefuted,
    /// It does not hold it, always.
    Excluded,
}

/// How it was decided for a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Decided {
    /// Nothing was cached, or nothing is known of it: there was nothing to decide.
    #[default]
    Nothing,
    /// The numbers prove that input holds what was cached.
    IncludedByArithmetic,
    /// The numbers prove that it does not.
    ExcludedByArithmetic,
    /// The format says that it does.
    IncludedByRule,
    /// The format says that it does not.
    ExcludedByRule,
}

/// Counts as a source states them, each `None` where it does not.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct StatedCounts {
    /// Input, with or without what was cached.
    pub input: Option<f64>,
    /// Read from caches.
    pub cache_read: Option<f64>,
    /// Written to caches for minutes, or for a time that is not said.
    pub cache_write_5m: Option<f64>,
    /// Written to caches for an hour.
    pub cache_write_1h: Option<f64>,
    /// Output, reasoning among it.
    pub output: Option<f64>,
    /// Reasoning.
    pub reasoning: Option<f64>,
    /// Input and output, as the source adds them up.
    pub total: Option<f64>,
}

impl StatedCounts {
    /// The counts in buckets that do not overlap. What is impossible is named, and left out or cut to what is possible:
    /// reasoning to the output, cached input to the input, where the format says that the one holds the other.
    ///
    /// −1 stands for unknown: several libraries write it.
    pub fn disjoint(&self, rule: CachedInput) -> Tokens {
        let impossible = &mut ImpossibleSet::default();
        let mut known = |stated: Option<f64>| count(stated?, impossible);
        let (input, read) = (known(self.input), known(self.cache_read));
        let (write_5m, write_1h) = (known(self.cache_write_5m), known(self.cache_write_1h));
        let (output, mut reasoning, total) = (known(self.output), known(self.reasoning), known(self.total));
        if let (Some(part), Some(whole)) = (reasoning, output)
            && whole < part
        {
            impossible.insert(Impossible::ReasoningAboveOutput);
            reasoning = output;
        }
        let mut tokens = Tokens { output, reasoning, ..Tokens::default() };
        let cached =
            Cached { read: read.unwrap_or(0), write: write_5m.unwrap_or(0).saturating_add(write_1h.unwrap_or(0)) };
        tokens.decided = decide(rule, input, cached, output, total);
        (tokens.cache_read, tokens.cache_write_5m, tokens.cache_write_1h) = (read, write_5m, write_1h);
        let held = match tokens.decided {
            Decided::Nothing | Decided::ExcludedByArithmetic | Decided::ExcludedByRule => 0,
            Decided::IncludedByArithmetic | Decided::IncludedByRule => cached.sum(),
        };
        tokens.uncached_input = input.map(|input| input.saturating_sub(held));
        if input.is_some_and(|input| input < held) {
            impossible.insert(Impossible::CachedAboveInput);
            cut(&mut tokens, input.unwrap_or(0));
        }
        tokens.impossible = *impossible;
        tokens
    }
}

#[derive(Clone, Copy)]
struct Cached {
    read: u64,
    write: u64,
}

impl Cached {
    fn sum(self) -> u64 {
        self.read.saturating_add(self.write)
    }
}

fn decide(rule: CachedInput, input: Option<u64>, cached: Cached, output: Option<u64>, total: Option<u64>) -> Decided {
    let Some(input) = input.filter(|_| 0 < cached.sum()) else { return Decided::Nothing };
    match rule {
        CachedInput::Included => return Decided::IncludedByRule,
        CachedInput::Excluded => return Decided::ExcludedByRule,
        CachedInput::IncludedUnlessRefuted if input < cached.sum() => return Decided::ExcludedByArithmetic,
        CachedInput::IncludedUnlessRefuted => {}
    }
    let stated = output.map(|output| input.saturating_add(output));
    match (stated, total) {
        (Some(stated), Some(total)) if stated == total => Decided::IncludedByArithmetic,
        (Some(stated), Some(total)) if stated.saturating_add(cached.sum()) == total => Decided::ExcludedByArithmetic,
        _ => Decided::IncludedByRule,
    }
}

/// Cuts what was cached to the input that holds it.
fn cut(tokens: &mut Tokens, input: u64) {
    let mut left = input;
    for bucket in [&mut tokens.cache_read, &mut tokens.cache_write_5m, &mut tokens.cache_write_1h] {
        if let Some(tokens) = bucket {
            *tokens = (*tokens).min(left);
            left -= *tokens;
        }
    }
    tokens.uncached_input = Some(0);
}

fn count(stated: f64, impossible: &mut ImpossibleSet) -> Option<u64> {
    const MOST: f64 = 1e15;
    match stated {
        _ if !stated.is_finite() || MOST < stated => {
            impossible.insert(Impossible::NotFinite);
            None
        }
        -1.0 => None,
        _ if stated < 0.0 => {
            impossible.insert(Impossible::Negative);
            None
        }
        _ => Some(stated.round() as u64),
    }
}
