//! Tokens in buckets that do not overlap, and what is wrong with the counts that they were made of.

use super::cached_input::Decided;

/// Tokens of a record. No token is in two buckets, but reasoning, which is part of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tokens {
    /// Input that was neither read from a cache nor written to one.
    pub uncached_input: Option<u64>,
    /// Input read from a cache.
    pub cache_read: Option<u64>,
    /// Input written to a cache that holds it for minutes.
    pub cache_write_5m: Option<u64>,
    /// Input written to a cache that holds it for an hour or longer.
    pub cache_write_1h: Option<u64>,
    /// Output, reasoning among it.
    pub output: Option<u64>,
    /// The part of the output that is reasoning.
    pub reasoning: Option<u64>,
    /// How it was decided whether the input as stated holds what was cached.
    pub decided: Decided,
    /// What cannot be so in the counts as stated.
    pub impossible: ImpossibleSet,
}

impl Tokens {
    /// All input; `None` where no bucket of it is known.
    #[inline]
    pub fn input(&self) -> Option<u64> {
        sum([self.uncached_input, self.cache_read, self.cache_write_5m, self.cache_write_1h])
    }

    /// What was written to caches.
    pub fn cache_write(&self) -> Option<u64> {
        sum([self.cache_write_5m, self.cache_write_1h])
    }

    /// All that is known, input and output.
    #[inline]
    pub fn sum(&self) -> u64 {
        self.input().unwrap_or(0).saturating_add(self.output.unwrap_or(0))
    }
}

/// The sum of what is known; `None` where nothing is.
#[inline]
pub fn sum<const N: usize>(parts: [Option<u64>; N]) -> Option<u64> {
    parts.into_iter().flatten().reduce(u64::saturating_add)
}

/// What cannot be so in one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter)]
pub enum Impossible {
    /// More reasoning than output, of which it is part.
    ReasoningAboveOutput,
    /// More read from or written to caches than all input, which holds it.
    CachedAboveInput,
    /// Fewer than no tokens.
    Negative,
    /// No number, or one without end.
    NotFinite,
}

impl Impossible {
    /// What is wrong, after "rows with".
    pub fn words(self) -> &'static str {
        match self {
            Self::ReasoningAboveOutput => "more reasoning than output",
            Self::CachedAboveInput => "more cached input than input",
            Self::Negative => "a count below 0",
            Self::NotFinite => "a count that is no number",
        }
    }

    /// What names it in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::ReasoningAboveOutput => "reasoning_above_output",
            Self::CachedAboveInput => "cached_above_input",
            Self::Negative => "negative",
            Self::NotFinite => "not_finite",
        }
    }
}

/// Several of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ImpossibleSet(u8);

impl ImpossibleSet {
    /// Adds one.
    pub fn insert(&mut self, impossible: Impossible) {
        self.0 |= 1 << impossible as u8;
    }

    /// Those in it.
    pub fn iter(self) -> impl Iterator<Item = Impossible> {
        use strum::IntoEnumIterator as _;
        Impossible::iter().filter(move |impossible| self.0 & (1 << *impossible as u8) != 0)
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}
