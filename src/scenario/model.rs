//! A language model and what it charges.

use serde::{Deserialize, Serialize};

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
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
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
    },
}
