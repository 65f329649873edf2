//! LiteLLM's price file (`model_prices_and_context_window.json`), read and written: the bundled catalogue is a part of
//! such a file, so one reader serves both.
//!
//! Prices there are per token; an entry that is no chat or embedding model of a known provider with a price is left out.

use std::io::{self, Read as _};
use std::path::Path;
use std::time::SystemTime;

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use super::provider::{self, PROVIDERS};
use super::{Catalogue, ListedModel, ModelKind, Tier, TokenPrice};
use crate::day::parse_day;
use crate::files::reading::open_file;
use crate::language::tr;

/// The largest file that is read: five times the size of LiteLLM's.
const LARGEST_FILE: u64 = 16 * 1024 * 1024;
/// The entry that says where a written catalogue comes from.
const HEADER: &str = "breakeven_catalogue";
/// Dollars per million tokens beyond which a number is no price.
const DEAREST: f64 = 1e6;

/// Why prices could not be read.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// The disk said no.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// It is larger than any price file.
    #[error(
        "{}",
        tr!("it has more than {} MB, more than any price file: was this the right file?", LARGEST_FILE / 1024 / 1024)
    )]
    TooLarge,
    /// It is not JSON.
    #[error(
        "{}",
        tr!(
            "line {line}, column {column}: {expected}; a price file is LiteLLM's model_prices_and_context_window.json",
            line,
            column,
            expected
        )
    )]
    Syntax {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What is wrong there.
        expected: String,
    },
    /// It is JSON, but holds no price of a known provider.
    #[error(
        "{}",
        tr!(
            "no model of {entries} entries has a price and a known provider: \
             choose LiteLLM's model_prices_and_context_window.json",
            entries
        )
    )]
    NoPrices {
        /// How many entries it has.
        entries: usize,
    },
}

/// Reads a price file. What the file does not say itself is told: it comes from a file of its name, and its prices are
/// of the day on which it was written.
///
/// # Errors
/// What the disk said, or what is wrong in the file.
pub fn open_catalogue(path: &Path, day: impl FnOnce(SystemTime) -> String) -> Result<Catalogue, CatalogueError> {
    let file = open_file(path)?;
    let written = file.metadata()?.modified()?;
    let mut bytes = Vec::new();
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    let mut catalogue = parse_catalogue(&bytes)?;
    if catalogue.origin.is_empty() {
        catalogue.origin = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        catalogue.as_of = day(written);
    }
    Ok(catalogue)
}

/// Reads prices from the bytes of a price file. Origin and day are empty where the file does not say them.
///
/// # Errors
/// Where it is not JSON, or that it holds no prices.
pub fn parse_catalogue(bytes: &[u8]) -> Result<Catalogue, CatalogueError> {
    if LARGEST_FILE < bytes.len() as u64 {
        return Err(CatalogueError::TooLarge);
    }
    // Some editors put a mark before the text.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let entries: IndexMap<String, &RawValue> = serde_json::from_slice(bytes).map_err(|error| {
        let text = error.to_string();
        // The place is said apart.
        let expected = text.rsplit_once(" at line ").map_or(text.as_str(), |(expected, _)| expected).to_owned();
        CatalogueError::Syntax { line: error.line(), column: error.column(), expected }
    })?;
    let header = |name: &str| {
        let entry: Option<Entry<'_>> = entries.get(HEADER).and_then(|header| read(header));
        entry.and_then(|entry| entry.get(name)).unwrap_or_default()
    };
    let mut models: IndexMap<(&str, String), ListedModel> = IndexMap::new();
    for model in entries.iter().filter_map(|(key, entry)| read_model(key, &read(entry)?)) {
        // Of a name with and without its provider in front, the first.
        models.entry((model.provider, model.name.clone())).or_insert(model);
    }
    if models.is_empty() {
        return Err(CatalogueError::NoPrices { entries: entries.len() });
    }
    let mut models: Vec<ListedModel> = models.into_values().collect();
    let place = |key: &str| PROVIDERS.iter().position(|provider| provider.key == key);
    models.sort_by_cached_key(|model| (place(model.provider), model.name.clone()));
    Ok(Catalogue { origin: header("origin"), as_of: header("as_of"), models })
}

/// Writes a catalogue as a LiteLLM file of the fields that are read, a model a line.
pub fn write_catalogue(catalogue: &Catalogue) -> String {
    let header = json!({ "origin": catalogue.origin, "as_of": catalogue.as_of });
    let mut lines = vec![format!("{}: {header}", json!(HEADER))];
    for model in &catalogue.models {
        lines.push(format!("{}: {}", json!(format!("{}/{}", model.provider, model.name)), write_model(model)));
    }
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

fn read_model(key: &str, entry: &Entry<'_>) -> Option<ListedModel> {
    let text = |name: &str| entry.get::<String>(name);
    let provider = provider::by_litellm_name(&text("litellm_provider")?)?;
    let kind = match text("mode")?.as_str() {
        "chat" | "responses" => ModelKind::Chat,
        "embedding" => ModelKind::Embedding,
        _ => return None,
    };
    let name = provider.bare(key);
    if name.is_empty() || provider.is_regional(name) {
        return None;
    }
    let amount = |name: &str, suffix: &str| per_million(entry, &format!("{name}{suffix}"));
    let output = |suffix: &str| match kind {
        ModelKind::Chat => amount("output_cost_per_token", suffix),
        ModelKind::Embedding => Some(0.0),
    };
    let price = TokenPrice {
        input: amount("input_cost_per_token", "")?,
        output: output("")?,
        cache_read: amount("cache_read_input_token_cost", ""),
        cache_write: amount("cache_creation_input_token_cost", ""),
    };
    if price.input == 0.0 && price.output == 0.0 {
        return None;
    }
    let batch = amount("input_cost_per_token", "_batches").zip(output("_batches"));
    let thousands =
        |name: &str| name.strip_prefix("input_cost_per_token_above_")?.strip_suffix("k_tokens")?.parse().ok();
    let mut thresholds: Vec<u32> = entry.0.keys().filter_map(|name| thousands(name)).collect();
    thresholds.sort_unstable();
    let tier = |thousands: u32| {
        let suffix = format!("_above_{thousands}k_tokens");
        // What has no price of its own there costs what it always costs.
        let price = TokenPrice {
            input: amount("input_cost_per_token", &suffix)?,
            output: output(&suffix).unwrap_or(price.output),
            cache_read: amount("cache_read_input_token_cost", &suffix).or(price.cache_read),
            cache_write: amount("cache_creation_input_token_cost", &suffix).or(price.cache_write),
        };
        Some(Tier { above: u64::from(thousands) * 1000, price })
    };
    Some(ListedModel {
        name: name.to_owned(),
        provider: provider.key,
        kind,
        price,
        batch,
        tiers: thresholds.into_iter().filter_map(tier).collect(),
        cache_write_long: amount("cache_creation_input_token_cost_above_1hr", ""),
        cache_min: entry.get("prompt_cache_min_tokens").filter(|tokens: &f64| {
            // Whole, as files say it: 4096 and 4096.0 are one.
            0.0 < *tokens && tokens.fract() == 0.0 && *tokens <= DEAREST
        }),
        web_search: web_search(entry),
        audio: amount("input_cost_per_audio_token", "").filter(|audio| *audio != price.input),
        context: entry.get("max_input_tokens"),
        longest_output: entry.get("max_output_tokens"),
        retires: text("deprecation_date").filter(|text| parse_day(text).is_some()),
    })
}

/// What a search on the web costs; of several amounts of context the middle one.
fn web_search(entry: &Entry<'_>) -> Option<f64> {
    let price: f64 = entry.get::<Entry<'_>>("search_context_cost_per_query")?.get("search_context_size_medium")?;
    (0.0 < price && price <= DEAREST).then_some(price)
}

/// A price per token as dollars per million; `None` where it is none.
fn per_million(entry: &Entry<'_>, name: &str) -> Option<f64> {
    // 3e-06 · 1e6 must be 3, not its neighbour: nine decimals are finer than any price.
    let price = (entry.get::<f64>(name)? * 1e15).round() / 1e9;
    (0.0..=DEAREST).contains(&price).then_some(price)
}

/// What an entry says, each field as it is written: most fields of a file that is read at every start are never asked for.
#[derive(Deserialize)]
#[serde(transparent)]
struct Entry<'f>(#[serde(borrow)] IndexMap<String, &'f RawValue>);

impl<'f> Entry<'f> {
    /// A field, unless it holds something else.
    fn get<T: Deserialize<'f>>(&self, name: &str) -> Option<T> {
        read(self.0.get(name)?)
    }
}

fn read<'f, T: Deserialize<'f>>(written: &'f RawValue) -> Option<T> {
    serde_json::from_str(written.get()).ok()
}

fn write_model(model: &ListedModel) -> Value {
    let mut entry = Map::new();
    let mut put = |name: String, value: Option<Value>| {
        if let Some(value) = value {
            entry.insert(name, value);
        }
    };
    // Read from decimals, 0.1 a million is 1e-7 and not its neighbour.
    let per_token = |price: f64| format!("{price}e-6").parse::<f64>().ok().map(Value::from);
    let mode = if model.kind == ModelKind::Chat { "chat" } else { "embedding" };
    put("litellm_provider".to_owned(), Some(json!(model.provider)));
    put("mode".to_owned(), Some(json!(mode)));
    let suffixes = model.tiers.iter().map(|tier| (format!("_above_{}k_tokens", tier.above / 1000), tier.price));
    for (suffix, price) in std::iter::once((String::new(), model.price)).chain(suffixes) {
        put(format!("input_cost_per_token{suffix}"), per_token(price.input));
        put(format!("output_cost_per_token{suffix}"), per_token(price.output));
        put(format!("cache_read_input_token_cost{suffix}"), price.cache_read.and_then(per_token));
        put(format!("cache_creation_input_token_cost{suffix}"), price.cache_write.and_then(per_token));
    }
    let cache_min = model.cache_min.map(|tokens| Value::from(tokens as u64));
    put("cache_creation_input_token_cost_above_1hr".to_owned(), model.cache_write_long.and_then(per_token));
    put("prompt_cache_min_tokens".to_owned(), cache_min);
    let web_search = model.web_search.map(|price| json!({ "search_context_size_medium": price }));
    put("search_context_cost_per_query".to_owned(), web_search);
    put("input_cost_per_audio_token".to_owned(), model.audio.and_then(per_token));
    put("input_cost_per_token_batches".to_owned(), model.batch.and_then(|(input, _)| per_token(input)));
    put("output_cost_per_token_batches".to_owned(), model.batch.and_then(|(_, output)| per_token(output)));
    put("max_input_tokens".to_owned(), model.context.map(Value::from));
    put("max_output_tokens".to_owned(), model.longest_output.map(Value::from));
    put("deprecation_date".to_owned(), model.retires.as_deref().map(Value::from));
    Value::Object(entry)
}
