//! What a request asks of the models.

use serde::{Deserialize, Serialize};

use super::{Estimate, neutral};

/// The model calls and retrievals behind one request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Workload {
    /// The model calls, in the order in which they happen.
    pub steps: Vec<Step>,
    /// Retrieval calls per request that reaches a model.
    pub retrievals: Estimate,
    /// The key of the model that takes over when another fails.
    #[serde(default)]
    pub fallback_model: Option<String>,
}

/// One kind of model call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Unique among the steps.
    pub name: String,
    /// A key of the scenario's models.
    pub model: String,
    /// Calls per request that reaches a model.
    pub calls: Estimate,
    /// Stable system prompt and tools, tokens per call.
    pub prefix: Estimate,
    /// Retrieved context, tokens per call.
    pub retrieved: Estimate,
    /// History and user input, tokens per call; with `carried`, only what is new in a turn.
    pub conversation: Estimate,
    /// Visible answer, tokens per call.
    pub output: Estimate,
    /// Hidden reasoning, tokens per call, billed as output.
    pub reasoning: Estimate,
    /// Whether a router may send this call to another model.
    pub routable: bool,
    /// Model calls in one loop, 1 or more.
    #[serde(default = "neutral::one", skip_serializing_if = "neutral::is_one")]
    pub turns: Estimate,
    /// Share of each turn's conversation and answer that later turns resend.
    #[serde(default = "neutral::zero", skip_serializing_if = "neutral::is_zero")]
    pub carried: Estimate,
    /// How the turns of requests differ: standard deviation over mean.
    #[serde(default = "neutral::zero", skip_serializing_if = "neutral::is_zero")]
    pub turns_cv: Estimate,
    /// How the prompts of calls differ: standard deviation of the logarithm of their length.
    #[serde(default = "neutral::zero", skip_serializing_if = "neutral::is_zero")]
    pub length_sigma: Estimate,
    /// What a call uses besides tokens: name of a meter, units per call. Names are unique within the step.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub meters: Vec<(String, Estimate)>,
}

impl Step {
    /// One short call, to begin with.
    pub fn plain(name: String, model: String) -> Self {
        let tokens = |count| Estimate::Exact(count);
        Self {
            name,
            model,
            calls: Estimate::Exact(1.0),
            prefix: tokens(500.0),
            retrieved: tokens(0.0),
            conversation: tokens(500.0),
            output: tokens(200.0),
            reasoning: tokens(0.0),
            routable: true,
            turns: neutral::one(),
            carried: neutral::zero(),
            turns_cv: neutral::zero(),
            length_sigma: neutral::zero(),
            meters: Vec::new(),
        }
    }
}
