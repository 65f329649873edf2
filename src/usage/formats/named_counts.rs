//! Counts of tokens by what their names say. Libraries write one count in a dozen ways, `prompt_tokens_details.cached_tokens`,
//! `cacheReadInputTokens`, `cache_read.input_tokens`: the words are the same, how they are joined is not.
//!
//! Names that say one thing say it of the same tokens, so they are never added: the largest holds all of them.

use serde_json::{Map, Value};

use super::quoted_map;
use crate::usage::cached_input::StatedCounts;
use crate::usage::fields::{Field, Fields};
use crate::usage::skip::Skip;

/// What a name counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counted {
    Input,
    UncachedInput,
    CacheRead,
    CacheWrite,
    CacheWrite5m,
    CacheWrite1h,
    OtherInput,
    Output,
    Reasoning,
    OtherOutput,
    Total,
}

/// Counts that were found, each `None` where no name says it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct NamedCounts {
    input: Option<f64>,
    /// Input without what was cached, by a name that says so.
    pub uncached_input: Option<f64>,
    cache_read: Option<f64>,
    cache_write: Option<f64>,
    cache_write_5m: Option<f64>,
    cache_write_1h: Option<f64>,
    other_input: Option<f64>,
    output: Option<f64>,
    reasoning: Option<f64>,
    other_output: Option<f64>,
    total: Option<f64>,
}

impl NamedCounts {
    /// All counts in a map and in the maps in it.
    ///
    /// # Errors
    /// A count is no number.
    pub fn of_map(map: &Map<String, Value>) -> Result<Self, Skip> {
        let mut counts = Self::default();
        counts.take_all_of(map)?;
        Ok(counts)
    }

    /// Takes all counts in a map and in the maps in it.
    ///
    /// # Errors
    /// A count is no number.
    pub fn take_all_of(&mut self, map: &Map<String, Value>) -> Result<(), Skip> {
        self.take_all("", map, 0)
    }

    /// Takes a count, or all in a map; nothing of names that say something else.
    ///
    /// # Errors
    /// A count is no number.
    pub fn take(&mut self, name: &str, field: Field<'_>) -> Result<(), Skip> {
        self.take_at(name, field, 0)
    }

    fn take_at(&mut self, name: &str, field: Field<'_>, depth: u8) -> Result<(), Skip> {
        if let Some(map) = field.map() {
            return self.take_all(name, &map, depth);
        }
        if matches!(field, Field::Json(Value::Array(_) | Value::Bool(_))) {
            return Ok(());
        }
        if let Some(map) = field.text().filter(|text| text.starts_with('{')).and_then(|text| quoted_map::parse(&text)) {
            return self.take_all(name, &map, depth);
        }
        let Some(counted) = counted(name) else { return Ok(()) };
        if name.to_ascii_lowercase().ends_with("details") {
            // They are a map, and this is a print of it that cannot be read.
            return Ok(());
        }
        if let Some(count) = field.count()? {
            let own = self.of(counted);
            *own = Some(own.map_or(count, |own| own.max(count)));
        }
        Ok(())
    }

    fn take_all(&mut self, name: &str, map: &Map<String, Value>, depth: u8) -> Result<(), Skip> {
        const DEEPEST: u8 = 4;
        if DEEPEST < depth {
            return Ok(());
        }
        let fields = Fields::of_map(map);
        for inner in map.keys() {
            self.take_at(&format!("{name}.{inner}"), fields.get(inner), depth + 1)?;
        }
        Ok(())
    }

    fn of(&mut self, counted: Counted) -> &mut Option<f64> {
        match counted {
            Counted::Input => &mut self.input,
            Counted::UncachedInput => &mut self.uncached_input,
            Counted::CacheRead => &mut self.cache_read,
            Counted::CacheWrite => &mut self.cache_write,
            Counted::CacheWrite5m => &mut self.cache_write_5m,
            Counted::CacheWrite1h => &mut self.cache_write_1h,
            Counted::OtherInput => &mut self.other_input,
            Counted::Output => &mut self.output,
            Counted::Reasoning => &mut self.reasoning,
            Counted::OtherOutput => &mut self.other_output,
            Counted::Total => &mut self.total,
        }
    }

    /// Whether anything was cached by these counts.
    pub fn has_cached(&self) -> bool {
        let cached = [self.cache_read, self.cache_write, self.cache_write_5m, self.cache_write_1h];
        cached.into_iter().flatten().any(|count| 0.0 < count)
    }

    /// These, and what they lack from others.
    pub fn or(self, other: Self) -> Self {
        Self {
            input: self.input.or(other.input),
            uncached_input: self.uncached_input.or(other.uncached_input),
            cache_read: self.cache_read.or(other.cache_read),
            cache_write: self.cache_write.or(other.cache_write),
            cache_write_5m: self.cache_write_5m.or(other.cache_write_5m),
            cache_write_1h: self.cache_write_1h.or(other.cache_write_1h),
            other_input: self.other_input.or(other.other_input),
            output: self.output.or(other.output),
            reasoning: self.reasoning.or(other.reasoning),
            other_output: self.other_output.or(other.other_output),
            total: self.total.or(other.total),
        }
    }

    /// These, and what they lack from others; where input or output is 0 it lacks.
    pub fn or_positive(mut self, other: Self) -> Self {
        let is_positive = |count: &Option<f64>| count.is_some_and(|count| 0.0 < count);
        if !is_positive(&self.input) && is_positive(&other.input) {
            self.input = None;
        }
        if !is_positive(&self.output) && is_positive(&other.output) {
            self.output = None;
        }
        if self.input.is_none() || self.output.is_none() {
            self.total = None;
        }
        self.or(other)
    }

    /// The counts as a format states them. What was written to caches as a whole and by how long it is held are the same
    /// tokens: what no time is said of counts as held for minutes.
    pub fn stated(&self) -> StatedCounts {
        let known = |count: Option<f64>| count.filter(|count| 0.0 <= *count);
        let hour = known(self.cache_write_1h).unwrap_or(0.0);
        let minutes = match (known(self.cache_write), known(self.cache_write_5m)) {
            (Some(whole), minutes) => Some((whole - hour).max(minutes.unwrap_or(0.0))),
            (None, minutes) => minutes,
        };
        let cached: f64 = [known(self.cache_read), minutes, Some(hour)].into_iter().flatten().sum();
        // Where both are said, what is not cached and what is make up the input, whatever the input was meant to hold.
        let whole = known(self.uncached_input).map(|uncached| uncached + cached);
        StatedCounts {
            input: whole.or(self.input),
            cache_read: self.cache_read,
            cache_write_5m: minutes.or(self.cache_write_5m).or(self.cache_write),
            cache_write_1h: self.cache_write_1h,
            other_input: self.other_input,
            output: self.output,
            reasoning: self.reasoning,
            other_output: self.other_output,
            total: self.total,
        }
    }
}

/// Words by which a name counts no tokens, or not those of one call.
const OTHERWISE: [&str; 33] = [
    "accumulated",
    "average",
    "avg",
    "budget",
    "characters",
    "cost",
    "costs",
    "credits",
    "cumulative",
    "duration",
    "estimated",
    "id",
    "latency",
    "limit",
    "max",
    "min",
    "model",
    "per",
    "percent",
    "prediction",
    "price",
    "ratio",
    "remaining",
    "request",
    "requests",
    "second",
    "seconds",
    "settings",
    "text",
    "time",
    "tool",
    "usd",
    "window",
];

fn counted(name: &str) -> Option<Counted> {
    let words = words(name);
    let has = |some: &[&str]| words.iter().any(|word| some.contains(&word.as_str()));
    let holds = |time: &str| words.iter().any(|word| word.ends_with(time));
    if has(&OTHERWISE) {
        return None;
    }
    let is_cache = has(&["cache", "cached", "caching", "ephemeral"]) || holds("5m") || holds("1h");
    if has(&["uncached"]) || is_cache && has(&["no", "non", "miss", "missed"]) {
        return Some(Counted::UncachedInput);
    }
    let is_other = has(&["audio", "image", "images", "video", "videos"]);
    if is_cache {
        return match () {
            // Part of what was cached.
            () if is_other => None,
            () if holds("5m") => Some(Counted::CacheWrite5m),
            () if holds("1h") => Some(Counted::CacheWrite1h),
            () if has(&["creation", "create", "created", "write", "writes", "written"]) => Some(Counted::CacheWrite),
            () => Some(Counted::CacheRead),
        };
    }
    let is_input = has(&["input", "prompt"]);
    let is_output = has(&["output", "completion", "completions", "candidates", "response", "generated", "generation"]);
    match () {
        () if has(&["reasoning", "thought", "thoughts", "thinking"]) => Some(Counted::Reasoning),
        () if has(&["total"]) => Some(Counted::Total),
        () if is_other && is_input => Some(Counted::OtherInput),
        () if is_other && is_output => Some(Counted::OtherOutput),
        () if is_other => None,
        () if is_input => Some(Counted::Input),
        () if is_output => Some(Counted::Output),
        () => None,
    }
}

/// The words of a name, in lower case: `cacheReadInputTokens` and `cache_read.input_tokens` have the same.
pub fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let (mut is_inside, mut was_lower) = (false, false);
    for letter in name.chars() {
        if !letter.is_ascii_alphanumeric() {
            (is_inside, was_lower) = (false, false);
            continue;
        }
        if !is_inside || was_lower && letter.is_ascii_uppercase() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(letter.to_ascii_lowercase());
        }
        (is_inside, was_lower) = (true, letter.is_ascii_lowercase() || letter.is_ascii_digit());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_by_their_words() {
        use Counted::{
            CacheRead, CacheWrite, CacheWrite1h, CacheWrite5m, Input, OtherInput, Output, Reasoning, Total,
            UncachedInput,
        };
        for (name, expected) in [
            ("gen_ai.usage.input_tokens", Some(Input)),
            ("ai.usage.promptTokens", Some(Input)),
            ("llm.token_count.prompt", Some(Input)),
            ("promptTokenCount", Some(Input)),
            ("llm.token_count.completion", Some(Output)),
            ("candidatesTokenCount", Some(Output)),
            ("gen_ai.usage.cache_read.input_tokens", Some(CacheRead)),
            ("prompt_tokens_details.cached_tokens", Some(CacheRead)),
            ("cacheReadInputTokens", Some(CacheRead)),
            ("llm.token_count.prompt_details.cache_input", Some(CacheRead)),
            ("cache_read_over_200k", Some(CacheRead)),
            ("gen_ai.usage.cache_creation.input_tokens", Some(CacheWrite)),
            ("cacheWriteInputTokens", Some(CacheWrite)),
            ("cache_creation.ephemeral_5m_input_tokens", Some(CacheWrite5m)),
            ("ephemeral1hInputTokens", Some(CacheWrite1h)),
            ("ai.usage.inputTokenDetails.noCacheTokens", Some(UncachedInput)),
            ("llm.token_count.prompt_details.audio", Some(OtherInput)),
            ("completion_tokens_details.reasoning_tokens", Some(Reasoning)),
            ("thoughtsTokens", Some(Reasoning)),
            ("totalTokens", Some(Total)),
            ("ai.response.avgOutputTokensPerSecond", None),
            ("gen_ai.usage.cost", None),
            ("gen_ai.request.max_tokens", None),
            ("input_text_tokens", None),
            ("input_cached_audio_tokens", None),
            ("server_tool_use.web_search_requests", None),
            ("completion_tokens_details.accepted_prediction_tokens", None),
            ("cumulative_llm_token_count_prompt", None),
            ("service_tier", None),
        ] {
            assert_eq!(counted(name), expected, "{name}");
        }
    }

    #[test]
    fn details_are_a_map_in_any_print() {
        let map = serde_json::json!({
            "prompt_tokens": 10, "prompt_tokens_details": "{'cached_tokens': 4, 'audio_tokens': None}",
            "completion_tokens": 2, "completion_tokens_details": "CompletionTokensDetails(reasoning_tokens=1)",
        });
        let stated = NamedCounts::of_map(map.as_object().expect("a map")).expect("numbers").stated();
        assert_eq!((stated.input, stated.cache_read, stated.output), (Some(10.0), Some(4.0), Some(2.0)));
        let map = serde_json::json!({"prompt_tokens": "a lot"});
        assert_eq!(NamedCounts::of_map(map.as_object().expect("a map")), Err(Skip::UnreadableNumber));
    }

    #[test]
    fn names_of_the_same_tokens_are_not_added() {
        let map = serde_json::json!({
            "input_tokens": 10, "cache_creation_input_tokens": 951, "cache_read_input_tokens": 7, "output_tokens": "3",
            "cache_creation": {"ephemeral_5m_input_tokens": 900, "ephemeral_1h_input_tokens": 51},
            "iterations": [{"input_tokens": 10, "output_tokens": 3}], "service_tier": "standard",
        });
        let stated = NamedCounts::of_map(map.as_object().expect("a map")).expect("numbers").stated();
        let expected = StatedCounts {
            input: Some(10.0),
            cache_read: Some(7.0),
            cache_write_5m: Some(900.0),
            cache_write_1h: Some(51.0),
            output: Some(3.0),
            ..StatedCounts::default()
        };
        assert_eq!(stated, expected);
        // A split that says nothing does not take away what the whole says.
        let map = serde_json::json!({
            "cache_creation_input_tokens": 951,
            "cache_creation": {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 0},
        });
        let stated = NamedCounts::of_map(map.as_object().expect("a map")).expect("numbers").stated();
        assert_eq!((stated.cache_write_5m, stated.cache_write_1h), (Some(951.0), Some(0.0)));
    }
}
