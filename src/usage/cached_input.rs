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
    /// It should not hold it, but whoever fills the format in may do otherwise: arithmetic may refute it.
    ExcludedUnlessRefuted,
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
    /// Input of another kind, such as audio, that the source lists beside what was cached, and as it does.
    pub other_input: Option<f64>,
    /// Output, reasoning among it, unless arithmetic refutes that.
    pub output: Option<f64>,
    /// Reasoning.
    pub reasoning: Option<f64>,
    /// Output of another kind, such as audio, that the source lists beside reasoning, and as it does.
    pub other_output: Option<f64>,
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
        let (input, read, other_input) = (known(self.input), known(self.cache_read), known(self.other_input));
        let (write_5m, write_1h) = (known(self.cache_write_5m), known(self.cache_write_1h));
        let (output, reasoning, other_output) = (known(self.output), known(self.reasoning), known(self.other_output));
        let total = known(self.total);
        let sum = |parts: [Option<u64>; 3]| parts.into_iter().flatten().fold(0, u64::saturating_add);
        let cached = sum([read, write_5m, write_1h]);
        let mut stated = Stated { input, cached, other_input, output, reasoning, other_output, total };
        // Without a count of input there is nothing that could hold it.
        let (layout, is_proven) = if input.is_some() { stated.layout(rule) } else { (Layout::APART, false) };
        let mut tokens =
            Tokens { cache_read: read, cache_write_5m: write_5m, cache_write_1h: write_1h, ..Tokens::default() };
        tokens.decided = match (layout.is_cached_apart, is_proven) {
            _ if cached == 0 || input.is_none() => Decided::Nothing,
            (false, true) => Decided::IncludedByArithmetic,
            (true, true) => Decided::ExcludedByArithmetic,
            (false, false) => Decided::IncludedByRule,
            (true, false) => Decided::ExcludedByRule,
        };
        tokens.uncached_input = if layout.is_cached_apart {
            super::tokens::sum([input, other_input])
        } else {
            input.map(|input| input.saturating_sub(cached))
        };
        if let Some(input) = input.filter(|input| !layout.is_cached_apart && *input < cached) {
            impossible.insert(Impossible::CachedAboveInput);
            cut(&mut tokens, input);
        }
        if layout.is_reasoning_apart {
            stated.output = super::tokens::sum([output, reasoning, other_output]);
        }
        (tokens.output, tokens.reasoning) = (stated.output, reasoning);
        if let (Some(part), Some(whole)) = (reasoning, stated.output)
            && whole < part
        {
            impossible.insert(Impossible::ReasoningAboveOutput);
            tokens.reasoning = Some(whole);
        }
        tokens.impossible = *impossible;
        tokens
    }
}

#[derive(Clone, Copy)]
struct Stated {
    input: Option<u64>,
    cached: u64,
    other_input: Option<u64>,
    output: Option<u64>,
    reasoning: Option<u64>,
    other_output: Option<u64>,
    total: Option<u64>,
}

/// Which details stand beside the counts of input and output, and not within them.
#[derive(Clone, Copy)]
struct Layout {
    is_cached_apart: bool,
    is_reasoning_apart: bool,
}

impl Layout {
    const WITHIN: Self = Self { is_cached_apart: false, is_reasoning_apart: false };
    const APART: Self = Self { is_cached_apart: true, is_reasoning_apart: false };
    const ALL_APART: Self = Self { is_cached_apart: true, is_reasoning_apart: true };
    const REASONING_APART: Self = Self { is_cached_apart: false, is_reasoning_apart: true };
}

impl Stated {
    /// The layout, and whether numbers prove what it says of the input.
    fn layout(&self, rule: CachedInput) -> (Layout, bool) {
        let is_usually_apart = match rule {
            CachedInput::Included => return (Layout::WITHIN, false),
            CachedInput::Excluded => return (Layout::APART, false),
            CachedInput::IncludedUnlessRefuted => false,
            CachedInput::ExcludedUnlessRefuted => true,
        };
        let is_refuted = self.input.unwrap_or(0) < self.cached;
        // Two numbers that are not known are not the same one.
        let fits = |layout: &Layout| {
            self.total.is_some() && (!is_refuted || layout.is_cached_apart) && self.sum(*layout) == self.total
        };
        let layouts = [Layout::WITHIN, Layout::ALL_APART, Layout::APART, Layout::REASONING_APART];
        if let Some(layout) = layouts.into_iter().find(fits) {
            return (layout, true);
        }
        let is_reasoning_apart = self.output.unwrap_or(0) < self.reasoning.unwrap_or(0) && self.output.is_some();
        (Layout { is_cached_apart: is_refuted || is_usually_apart, is_reasoning_apart }, is_refuted)
    }

    /// What input and output come to in a layout; `None` where they are not known.
    fn sum(&self, layout: Layout) -> Option<u64> {
        let mut sum = self.input?.saturating_add(self.output?);
        if layout.is_cached_apart {
            sum = sum.saturating_add(self.cached).saturating_add(self.other_input.unwrap_or(0));
        }
        if layout.is_reasoning_apart {
            sum = sum.saturating_add(self.reasoning.unwrap_or(0)).saturating_add(self.other_output.unwrap_or(0));
        }
        Some(sum)
    }
}

/// Cuts what was cached to the input that holds it.
fn cut(tokens: &mut Tokens, input: u64) {
    let mut left = input;
    let buckets = [&mut tokens.cache_read, &mut tokens.cache_write_5m, &mut tokens.cache_write_1h];
    for bucket in buckets.into_iter().flatten() {
        *bucket = (*bucket).min(left);
        left -= *bucket;
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
        _ => {
            let whole = stated as u64;
            Some(if whole as f64 == stated { whole } else { stated.round() as u64 })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(input: f64, read: f64, output: f64, reasoning: f64, total: Option<f64>) -> StatedCounts {
        let (input, cache_read, output, reasoning) = (Some(input), Some(read), Some(output), Some(reasoning));
        StatedCounts { input, cache_read, output, reasoning, total, ..StatedCounts::default() }
    }

    #[test]
    fn each_record_decides_by_its_own_numbers() {
        use CachedInput::{Excluded, ExcludedUnlessRefuted, Included, IncludedUnlessRefuted};
        use Decided::{ExcludedByArithmetic, ExcludedByRule, IncludedByArithmetic, IncludedByRule, Nothing};
        for (counts, rule, uncached, output, decided) in [
            // The numbers of public bug reports: 86 + 17,817 = 17,903; 5 + 128,955 = 128,960.
            (
                stated(17_903.0, 17_817.0, 10.0, 0.0, Some(17_913.0)),
                ExcludedUnlessRefuted,
                86,
                10,
                IncludedByArithmetic,
            ),
            (stated(5.0, 128_955.0, 10.0, 0.0, None), IncludedUnlessRefuted, 5, 10, ExcludedByArithmetic),
            (stated(100.0, 40.0, 10.0, 0.0, None), IncludedUnlessRefuted, 60, 10, IncludedByRule),
            (stated(100.0, 40.0, 10.0, 0.0, None), ExcludedUnlessRefuted, 100, 10, ExcludedByRule),
            (stated(100.0, 40.0, 10.0, 0.0, Some(150.0)), IncludedUnlessRefuted, 100, 10, ExcludedByArithmetic),
            // A total that was added up without looking does not save what the counts refute.
            (stated(5.0, 40.0, 10.0, 0.0, Some(15.0)), IncludedUnlessRefuted, 5, 10, ExcludedByArithmetic),
            (stated(6.0, 0.0, 2_055.0, 1_104.0, Some(2_061.0)), ExcludedUnlessRefuted, 6, 2_055, Nothing),
            // Every key a bucket of its own.
            (stated(60.0, 40.0, 7.0, 3.0, Some(110.0)), ExcludedUnlessRefuted, 60, 10, ExcludedByArithmetic),
            (stated(100.0, 40.0, 10.0, 0.0, Some(150.0)), Included, 60, 10, IncludedByRule),
            (stated(100.0, 40.0, 10.0, 0.0, Some(110.0)), Excluded, 100, 10, ExcludedByRule),
        ] {
            let tokens = counts.disjoint(rule);
            let found = (tokens.uncached_input, tokens.output, tokens.decided);
            assert_eq!(found, (Some(uncached), Some(output), decided), "{counts:?} {rule:?}");
            assert!(tokens.impossible.is_empty());
        }
        // What says neither output nor total proves nothing.
        for (input, rule, uncached, decided) in [
            (100.0, ExcludedUnlessRefuted, 100, ExcludedByRule),
            (100.0, IncludedUnlessRefuted, 60, IncludedByRule),
            (30.0, IncludedUnlessRefuted, 30, ExcludedByArithmetic),
        ] {
            let tokens = StatedCounts { input: Some(input), cache_read: Some(40.0), ..StatedCounts::default() };
            let tokens = tokens.disjoint(rule);
            assert_eq!((tokens.uncached_input, tokens.decided), (Some(uncached), decided), "{input} {rule:?}");
        }
    }

    #[test]
    fn what_is_impossible_is_named_and_cut() {
        let tokens = stated(100.0, 140.0, 10.0, 30.0, None).disjoint(CachedInput::Included);
        assert_eq!(
            (tokens.input(), tokens.cache_read, tokens.output, tokens.reasoning),
            (Some(100), Some(100), Some(10), Some(10))
        );
        let found: Vec<_> = tokens.impossible.iter().collect();
        assert_eq!(found, [Impossible::ReasoningAboveOutput, Impossible::CachedAboveInput]);
        let tokens = stated(-5.0, -1.0, f64::NAN, f64::INFINITY, None).disjoint(CachedInput::Included);
        assert_eq!((tokens.input(), tokens.output, tokens.reasoning), (None, None, None));
        let found: Vec<_> = tokens.impossible.iter().collect();
        assert_eq!(found, [Impossible::Negative, Impossible::NotFinite]);
    }
}
