//! A language model and what it charges.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::{fields, neutral};

/// A model with its price, frozen into the scenario on the day `as_of`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// The provider's name for it.
    pub name: String,
    /// Who serves it.
    pub provider: String,
    /// The day the price was read, `YYYY-MM-DD`.
    pub as_of: String,
    /// How it is paid for.
    pub pricing: Pricing,
}

/// How a model is paid for, in US dollars.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Pricing {
    /// Per million tokens.
    Tokens {
        /// Prompt tokens.
        input: f64,
        /// Answer and reasoning tokens.
        output: f64,
        /// Prompt tokens read from the provider's cache; `None` means the input price.
        #[serde(default)]
        cache_read: Option<f64>,
        /// Prompt tokens written to the provider's cache; `None` means the input price.
        #[serde(default)]
        cache_write: Option<f64>,
        /// What a batched call saves, 0..=1.
        batch_discount: f64,
        /// Prompt tokens written to be kept for an hour; `None` means as `cache_write`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cache_write_long: Option<f64>,
        /// The least prefix that is cached, tokens.
        #[serde(default, skip_serializing_if = "neutral::is_nothing")]
        cache_min: f64,
        /// What a call costs whose prompt is long.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        long: Option<LongPrices>,
        /// Factor on all prices of tokens: region, residency.
        #[serde(default = "neutral::once", skip_serializing_if = "neutral::is_once")]
        multiplier: f64,
        /// What is charged besides tokens: dollars a unit, by the name of the meter.
        #[serde(default, skip_serializing_if = "IndexMap::is_empty", deserialize_with = "fields::distinct_keys")]
        meters: IndexMap<String, f64>,
    },
    /// By whole replicas, sized for the peak.
    SelfHosted {
        /// Dollars per GPU and hour.
        gpu_hour: f64,
        /// GPUs that one replica holds.
        gpus_per_replica: f64,
        /// Prompt tokens a replica reads per second.
        prefill: f64,
        /// Tokens a replica writes per second.
        decode: f64,
        /// How busy a replica may be at peak, above 0 and at most 1.
        target_utilization: f64,
        /// Replicas that run whatever the load.
        min_replicas: u32,
        /// Share of the idle hours that is paid; 0 scales to zero.
        #[serde(default = "neutral::once", skip_serializing_if = "neutral::is_once")]
        idle: f64,
    },
    /// By whole units of throughput, sized for the peak.
    Provisioned {
        /// Dollars per unit and hour.
        unit_hour: f64,
        /// Prompt tokens a minute that a unit serves.
        tokens_per_minute: f64,
        /// How many prompt tokens a written token counts as.
        output_weight: f64,
        /// Whether the larger of reading and writing decides, rather than their sum.
        #[serde(default, skip_serializing_if = "neutral::is_false")]
        larger: bool,
        /// Units are bought by as many, 1 or more.
        #[serde(default = "neutral::one_unit", skip_serializing_if = "neutral::is_one_unit")]
        increment: u32,
        /// The fewest units that are bought, 1 or more.
        #[serde(default = "neutral::one_unit", skip_serializing_if = "neutral::is_one_unit")]
        min_units: u32,
    },
}

/// What a call costs whose prompt is longer than a bound, in US dollars per million tokens.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LongPrices {
    /// Tokens of the prompt above which these prices hold.
    pub above: f64,
    /// Prompt tokens; `None` means the short price, here and below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<f64>,
    /// Answer and reasoning tokens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<f64>,
    /// Prompt tokens read from the provider's cache.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cache_read: Option<f64>,
    /// Prompt tokens written to the provider's cache.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cache_write: Option<f64>,
}

impl Pricing {
    /// By the token, everything else neutral.
    pub fn by_token(input: f64, output: f64, batch_discount: f64) -> Self {
        Self::Tokens {
            input,
            output,
            cache_read: None,
            cache_write: None,
            batch_discount,
            cache_write_long: None,
            cache_min: 0.0,
            long: None,
            multiplier: 1.0,
            meters: IndexMap::new(),
        }
    }
}
