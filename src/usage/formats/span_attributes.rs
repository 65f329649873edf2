//! The attributes of a span as plain names and values, however an exporter wrote them: a list of keys and values (OTLP,
//! Jaeger), a map with dots in its names or with maps in it, a map written as text into a cell, or a column each.
//!
//! The names of all conventions stand side by side here, since one span may carry several: of one count they are never added.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::named_counts::{NamedCounts, words};
use super::quoted_map;
use super::span_times::two_halves;
use crate::usage::cached_input::{CachedInput, StatedCounts};
use crate::usage::fields::{Field, Fields};
use crate::usage::record::Cost;
use crate::usage::skip::Skip;

/// What was said about a span.
#[derive(Debug, Default)]
pub struct Attributes(Map<String, Value>);

/// The names below which attributes stand.
pub const BELOW: [&str; 15] = [
    "attributes",
    "Attributes",
    "SpanAttributes",
    "spanAttributes",
    "span_attributes",
    "LogAttributes",
    "attributes_string",
    "attributes_number",
    "attributes_bool",
    "customDimensions",
    "labels",
    "stringTagMap",
    "numberTagMap",
    "tags",
    "tag",
];

/// Attributes whose values are maps, in JSON.
const MAPS: [&str; 8] = [
    "ai.response.providerMetadata",
    "genkit:output",
    "langfuse.observation.cost_details",
    "langfuse.observation.usage_details",
    "llm.usage",
    "mlflow.chat.tokenUsage",
    "gen_ai.usage",
    "mlflow.llm.cost",
];

/// What a call cost, as a number.
pub(in crate::usage) const COSTS: [&str; 14] = [
    "gen_ai.usage.cost",
    "gen_ai.usage.total_cost",
    "gen_ai.usage.cost_usd",
    "gen_ai.usage.cost.total",
    "gen_ai.cost.total",
    "gen_ai.cost.total_cost",
    "gen_ai.cost",
    "llm.cost.total",
    "llm.usage.total_cost",
    "llm.usage.cost",
    "llm.cost",
    "operation.cost",
    "cost_usd",
    "mlflow.llm.cost",
];

/// What its input and its output cost, where nothing says the whole.
pub(in crate::usage) const HALF_COSTS: [[&str; 2]; 4] = [
    ["llm.cost.prompt", "llm.cost.completion"],
    ["gen_ai.usage.input_cost", "gen_ai.usage.output_cost"],
    ["gen_ai.usage.cost.input", "gen_ai.usage.cost.output"],
    ["gen_ai.cost.input", "gen_ai.cost.output"],
];

/// The longest text that is kept of an attribute that is none of [`MAPS`].
const SHORT: usize = 512;

impl Attributes {
    /// Those of a span or of an event.
    pub fn of(fields: Fields<'_>) -> Self {
        let mut attributes = Self::default();
        for name in BELOW {
            let field = fields.get(name);
            if let Some(list) = field.list() {
                list.iter().for_each(|pair| attributes.take_pair(pair));
            } else if let Some(map) = field.map() {
                attributes.take_map("", &map, 0);
            } else if let Some(map) = field.text().and_then(|text| quoted_map::parse(&text)) {
                attributes.take_map("", &map, 0);
            }
        }
        for name in fields.names() {
            let bare = BELOW.iter().find_map(|below| name.strip_prefix(below)?.strip_prefix('.'));
            let indexed =
                BELOW.iter().find_map(|below| name.strip_prefix(below)?.strip_prefix("['")?.strip_suffix("']"));
            let Some(bare) = bare.or(indexed).or_else(|| is_of_a_convention(name).then_some(name)) else { continue };
            match fields.get(name) {
                Field::Missing => {}
                Field::Cell(text, _) => attributes.take_text(bare.into(), text.trim()),
                Field::Number(number) => {
                    attributes.take(bare.into(), &serde_json::from_str(number).unwrap_or_default(), 0);
                }
                Field::Json(value) => attributes.take(bare.into(), value, 0),
            }
        }
        attributes
    }

    /// The first of several names that holds something.
    pub fn first(&self, names: &[&str]) -> Field<'_> {
        Fields::of_map(&self.0).first(names)
    }

    fn take_pair(&mut self, pair: &Value) {
        let Some(pair) = pair.as_object() else { return };
        let Some(key) = pair.get("key").or_else(|| pair.get("Key")).and_then(Value::as_str) else { return };
        if let Some(value) = pair.get("value").or_else(|| pair.get("Value")) {
            self.take(key.into(), &plain(value, 0), 0);
        }
    }

    fn take_map(&mut self, above: &str, map: &Map<String, Value>, depth: u8) {
        for (name, value) in map {
            let name = if above.is_empty() { Cow::Borrowed(&**name) } else { format!("{above}.{name}").into() };
            self.take(name, value, depth);
        }
    }

    /// Takes an attribute. Most of a span is prompts and answers: only what is kept is copied.
    fn take(&mut self, name: Cow<'_, str>, value: &Value, depth: u8) {
        const DEEPEST: u8 = 6;
        match value {
            Value::Object(map) if !MAPS.contains(&&*name) => {
                if depth < DEEPEST {
                    self.take_map(&name, map, depth + 1);
                }
            }
            Value::Null | Value::Array(_) => {}
            Value::String(text) => self.take_text(name, text),
            value => _ = self.0.insert(name.into_owned(), value.clone()),
        }
    }

    fn take_text(&mut self, name: Cow<'_, str>, text: &str) {
        if text.len() <= SHORT || MAPS.contains(&&*name) {
            self.0.insert(name.into_owned(), text.into());
        }
    }

    /// The counts of tokens, and which rule holds for the input among them.
    ///
    /// # Errors
    /// A count is no number.
    pub fn counts(&self) -> Result<(StatedCounts, CachedInput), Skip> {
        let mut counts = NamedCounts::default();
        let fields = Fields::of_map(&self.0);
        for name in fields.names().filter(|name| is_usage(name)) {
            // An embedding has one count, of its input.
            let named = if name == "ai.usage.tokens" { "input" } else { name };
            counts.take(named, fields.get(name))?;
        }
        for name in ["langfuse.observation.usage_details", "mlflow.chat.tokenUsage"] {
            counts.take("usage", fields.get(name))?;
        }
        if let Some(usage) = fields.get("genkit:output").map().as_deref().and_then(|output| output.get("usage")) {
            counts.take("usage", Field::Json(usage))?;
        }
        if counts == NamedCounts::default() {
            // Coding agents write bare names.
            const BARE: [&str; 13] = [
                "input_tokens",
                "output_tokens",
                "cache_read_tokens",
                "cache_creation_tokens",
                "input_token_count",
                "output_token_count",
                "cached_token_count",
                "cached_content_token_count",
                "thoughts_token_count",
                "reasoning_token_count",
                "total_token_count",
                "prompt_tokens",
                "completion_tokens",
            ];
            BARE.iter().try_for_each(|name| counts.take(name, fields.get(name)))?;
        }
        let Some(metadata) = fields.get("ai.response.providerMetadata").map() else {
            return Ok((counts.stated(), CachedInput::IncludedUnlessRefuted));
        };
        let (mut by_provider, is_apart) = provider_counts(&metadata)?;
        if !counts.has_cached() && !by_provider.has_cached() {
            // Nothing needs to be told apart.
            by_provider.uncached_input = None;
        }
        let all = counts.or(by_provider);
        let rule = match is_apart && !counts.has_cached() && all.uncached_input.is_none() {
            true => CachedInput::ExcludedUnlessRefuted,
            false => CachedInput::IncludedUnlessRefuted,
        };
        Ok((all.stated(), rule))
    }

    /// What it cost, as whoever wrote the span reckoned. 0 stands there for a model without a price.
    ///
    /// # Errors
    /// An amount is no number.
    pub fn cost(&self) -> Result<Option<Cost>, Skip> {
        let fields = Fields::of_map(&self.0);
        for name in COSTS.iter().filter(|name| fields.get(name).map().is_none()) {
            if let Some(cost) = fields.get(name).number()?.filter(|cost| 0.0 < *cost) {
                return Ok(Cost::dollars(cost));
            }
        }
        for name in ["langfuse.observation.cost_details", "mlflow.llm.cost"] {
            let Some(details) = fields.get(name).map() else { continue };
            let details = Fields::of_map(&details);
            let mut sum = 0.0;
            for part in details.names().filter(|part| !part.starts_with("total")) {
                sum += details.get(part).number()?.unwrap_or(0.0);
            }
            let cost = details.first(&["total", "total_cost"]).number()?.unwrap_or(sum);
            if 0.0 < cost {
                return Ok(Cost::dollars(cost));
            }
        }
        for names in HALF_COSTS {
            let mut sum = 0.0;
            for name in names {
                sum += fields.get(name).number()?.unwrap_or(0.0);
            }
            if 0.0 < sum {
                return Ok(Cost::dollars(sum));
            }
        }
        Ok(None)
    }
}

/// Whether a name is one of a convention for models, and no field of a span.
fn is_of_a_convention(name: &str) -> bool {
    ["gen_ai.", "llm.", "ai.", "openinference.", "llm_token_count_"].iter().any(|start| name.starts_with(start))
}

/// Whether a name of a convention counts tokens.
fn is_usage(name: &str) -> bool {
    if !is_of_a_convention(name) || name.starts_with("ai.telemetry.") || name.starts_with("ai.prompt") {
        return false;
    }
    let words = words(name);
    let has = |word: &str| words.iter().any(|own| own == word);
    has("usage") || has("tokens") || has("token") && has("count")
}

/// The counts that the provider's own answer has, which the AI SDK keeps beside its own; and whether it is a provider that
/// does not count what was cached into the input.
fn provider_counts(metadata: &Map<String, Value>) -> Result<(NamedCounts, bool), Skip> {
    let mut counts = NamedCounts::default();
    let mut is_any_apart = false;
    for (provider, said) in metadata {
        let Some(said) = said.as_object() else { continue };
        let fields = Fields::of_map(said);
        let is_apart = matches!(provider.as_str(), "anthropic" | "bedrock" | "vertexAnthropic");
        is_any_apart |= is_apart;
        for name in ["cacheReadInputTokens", "cacheCreationInputTokens", "cachedPromptTokens", "reasoningTokens"] {
            counts.take(name, fields.get(name))?;
        }
        if let Some(usage) = said.get("usage").and_then(Value::as_object) {
            let usage = Fields::of_map(usage);
            if is_apart {
                counts.take("uncached", usage.first(&["input_tokens", "inputTokens"]))?;
            }
            let cached = usage.names().filter(|name| name.to_ascii_lowercase().contains("cache"));
            cached.into_iter().try_for_each(|name| counts.take(name, usage.get(name)))?;
        }
    }
    Ok((counts, is_any_apart))
}

/// A value out of what says its type: `{"intValue":"14"}`, and `{"low":14,"high":0}` within it.
fn plain(value: &Value, depth: u8) -> Cow<'_, Value> {
    const DEEPEST: u8 = 8;
    let Value::Object(map) = value else { return Cow::Borrowed(value) };
    if DEEPEST < depth {
        return Cow::Owned(Value::Null);
    }
    if let Some(number) = two_halves(map) {
        return Cow::Owned(number.into());
    }
    let Some((kind, inner)) = map.iter().next().filter(|_| map.len() == 1) else { return Cow::Borrowed(value) };
    match kind.to_ascii_lowercase().replace('_', "").as_str() {
        "stringvalue" | "intvalue" | "doublevalue" | "boolvalue" | "value" => plain(inner, depth + 1),
        "kvlistvalue" => {
            let pairs = inner.get("values").and_then(Value::as_array);
            let pairs = pairs.into_iter().flatten().filter_map(|pair| {
                let key = pair.get("key")?.as_str()?.to_owned();
                Some((key, plain(pair.get("value")?, depth + 1).into_owned()))
            });
            Cow::Owned(Value::Object(pairs.collect()))
        }
        "arrayvalue" | "bytesvalue" => Cow::Owned(Value::Null),
        _ => Cow::Borrowed(value),
    }
}
