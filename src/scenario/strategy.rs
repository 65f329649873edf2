//! The eight ways to optimise, and what each acts on. A strategy acts on demand or on prices, never on the total.

use serde::{Deserialize, Serialize};

use super::{Domain, Estimate};

/// One listed strategy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Strategy {
    /// Which, and how well it works.
    pub kind: StrategyKind,
    /// Whether the plan uses it. At most one of each kind is enabled.
    pub enabled: bool,
    /// The first stage that has it.
    pub from_stage: usize,
    /// One-off, when it first becomes active.
    pub setup_cost: Estimate,
    /// Money a month while active.
    pub monthly_cost: Estimate,
    /// Share of outcomes lost to it.
    pub quality_loss: Estimate,
}

/// Which strategy, with the numbers that say how well it works.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum StrategyKind {
    /// Answers from earlier answers; saves whole requests.
    SemanticCaching {
        /// Share of eligible requests found in the cache.
        hit_rate: Estimate,
        /// Share of requests that may be answered from it.
        eligible: Estimate,
        /// Share of hits that are wrong.
        wrong_hit_rate: Estimate,
        /// Money per request looked up.
        lookup_cost: Estimate,
    },
    /// Sends easy calls to a cheaper model.
    ModelRouting {
        /// Share of routable calls sent there.
        share: Estimate,
        /// The cheaper model's key.
        to: String,
        /// Share of routed calls that come back to the first model as well.
        escalation: Estimate,
        /// Money per routable call.
        router_cost: Estimate,
    },
    /// Shortens prefix and conversation.
    PromptCompression {
        /// Share of those tokens saved.
        saving: Estimate,
    },
    /// Retrieves less.
    RetrievalTrimming {
        /// Share of retrieved tokens saved.
        saving: Estimate,
    },
    /// Answers and thinks in fewer tokens.
    OutputLimits {
        /// Share of output tokens saved.
        output: Estimate,
        /// Share of reasoning tokens saved.
        reasoning: Estimate,
    },
    /// Reads the stable prefix from the provider's cache.
    PrefixCaching {
        /// Share of prefix tokens read rather than written.
        hit_rate: Estimate,
    },
    /// Lets part of the requests wait for a discount.
    BatchProcessing {
        /// Share of requests that can wait.
        share: Estimate,
    },
    /// Makes a self-hosted replica write faster.
    ContinuousBatching {
        /// Decode throughput over today's.
        throughput_gain: Estimate,
    },
}

impl StrategyKind {
    /// Which of the eight it is.
    pub fn tag(&self) -> StrategyTag {
        match self {
            Self::SemanticCaching { .. } => StrategyTag::SemanticCaching,
            Self::ModelRouting { .. } => StrategyTag::ModelRouting,
            Self::PromptCompression { .. } => StrategyTag::PromptCompression,
            Self::RetrievalTrimming { .. } => StrategyTag::RetrievalTrimming,
            Self::OutputLimits { .. } => StrategyTag::OutputLimits,
            Self::PrefixCaching { .. } => StrategyTag::PrefixCaching,
            Self::BatchProcessing { .. } => StrategyTag::BatchProcessing,
            Self::ContinuousBatching { .. } => StrategyTag::ContinuousBatching,
        }
    }

    /// Its own numbers: field name, estimate, domain. The first is the one that a lever shows.
    pub fn estimates(&self) -> Vec<(&'static str, &Estimate, Domain)> {
        match self {
            Self::SemanticCaching { hit_rate, eligible, wrong_hit_rate, lookup_cost } => vec![
                ("hit_rate", hit_rate, Domain::Share),
                ("eligible", eligible, Domain::Share),
                ("wrong_hit_rate", wrong_hit_rate, Domain::Share),
                ("lookup_cost", lookup_cost, Domain::NonNegative),
            ],
            Self::ModelRouting { share, escalation, router_cost, .. } => vec![
                ("share", share, Domain::Share),
                ("escalation", escalation, Domain::Share),
                ("router_cost", router_cost, Domain::NonNegative),
            ],
            Self::PromptCompression { saving } | Self::RetrievalTrimming { saving } => {
                vec![("saving", saving, Domain::Share)]
            }
            Self::OutputLimits { output, reasoning } => {
                vec![("output", output, Domain::Share), ("reasoning", reasoning, Domain::Share)]
            }
            Self::PrefixCaching { hit_rate } => vec![("hit_rate", hit_rate, Domain::Share)],
            Self::BatchProcessing { share } => vec![("share", share, Domain::Share)],
            Self::ContinuousBatching { throughput_gain } => {
                vec![("throughput_gain", throughput_gain, Domain::Positive)]
            }
        }
    }

    /// The same numbers in the same order, to be edited.
    pub fn estimates_mut(&mut self) -> Vec<&mut Estimate> {
        match self {
            Self::SemanticCaching { hit_rate, eligible, wrong_hit_rate, lookup_cost } => {
                vec![hit_rate, eligible, wrong_hit_rate, lookup_cost]
            }
            Self::ModelRouting { share, escalation, router_cost, .. } => vec![share, escalation, router_cost],
            Self::PromptCompression { saving } | Self::RetrievalTrimming { saving } => vec![saving],
            Self::OutputLimits { output, reasoning } => vec![output, reasoning],
            Self::PrefixCaching { hit_rate } => vec![hit_rate],
            Self::BatchProcessing { share } => vec![share],
            Self::ContinuousBatching { throughput_gain } => vec![throughput_gain],
        }
    }
}

impl Strategy {
    pub(super) fn estimates(&self) -> impl Iterator<Item = (&'static str, &Estimate, Domain)> {
        self.kind.estimates().into_iter().chain([
            ("setup_cost", &self.setup_cost, Domain::NonNegative),
            ("monthly_cost", &self.monthly_cost, Domain::NonNegative),
            ("quality_loss", &self.quality_loss, Domain::Share),
        ])
    }
}

/// Which of the eight strategies, without its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StrategyTag {
    /// See [`StrategyKind::SemanticCaching`].
    SemanticCaching,
    /// See [`StrategyKind::ModelRouting`].
    ModelRouting,
    /// See [`StrategyKind::PromptCompression`].
    PromptCompression,
    /// See [`StrategyKind::RetrievalTrimming`].
    RetrievalTrimming,
    /// See [`StrategyKind::OutputLimits`].
    OutputLimits,
    /// See [`StrategyKind::PrefixCaching`].
    PrefixCaching,
    /// See [`StrategyKind::BatchProcessing`].
    BatchProcessing,
    /// See [`StrategyKind::ContinuousBatching`].
    ContinuousBatching,
}

impl StrategyTag {
    /// All eight, in the order in which they are listed.
    pub const ALL: [Self; 8] = [
        Self::SemanticCaching,
        Self::ModelRouting,
        Self::PromptCompression,
        Self::RetrievalTrimming,
        Self::OutputLimits,
        Self::PrefixCaching,
        Self::BatchProcessing,
        Self::ContinuousBatching,
    ];

    /// As written in files, paths and results.
    pub fn key(self) -> &'static str {
        match self {
            Self::SemanticCaching => "SemanticCaching",
            Self::ModelRouting => "ModelRouting",
            Self::PromptCompression => "PromptCompression",
            Self::RetrievalTrimming => "RetrievalTrimming",
            Self::OutputLimits => "OutputLimits",
            Self::PrefixCaching => "PrefixCaching",
            Self::BatchProcessing => "BatchProcessing",
            Self::ContinuousBatching => "ContinuousBatching",
        }
    }

    /// As people say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::SemanticCaching => "Semantic caching",
            Self::ModelRouting => "Model routing",
            Self::PromptCompression => "Prompt compression",
            Self::RetrievalTrimming => "Retrieval trimming",
            Self::OutputLimits => "Output limits",
            Self::PrefixCaching => "Prefix caching",
            Self::BatchProcessing => "Batch processing",
            Self::ContinuousBatching => "Continuous batching",
        }
    }
}

impl Strategy {
    /// A strategy that is listed but off, with cautious values; `model` is where routing would send easy calls.
    pub fn typical(tag: StrategyTag, model: &str, from_stage: usize) -> Self {
        let pert = |low, likely, high| Estimate::Pert { low, likely, high };
        let exact = Estimate::Exact;
        let (kind, setup_cost, quality_loss) = match tag {
            StrategyTag::SemanticCaching => {
                let kind = StrategyKind::SemanticCaching {
                    hit_rate: pert(0.1, 0.25, 0.45),
                    eligible: exact(0.8),
                    wrong_hit_rate: exact(0.002),
                    lookup_cost: exact(0.0001),
                };
                (kind, 15000.0, 0.0)
            }
            StrategyTag::ModelRouting => {
                let kind = StrategyKind::ModelRouting {
                    share: pert(0.5, 0.7, 0.8),
                    to: model.to_owned(),
                    escalation: exact(0.1),
                    router_cost: exact(0.0001),
                };
                (kind, 20000.0, 0.01)
            }
            StrategyTag::PromptCompression => {
                (StrategyKind::PromptCompression { saving: pert(0.3, 0.4, 0.5) }, 6000.0, 0.005)
            }
            StrategyTag::RetrievalTrimming => {
                (StrategyKind::RetrievalTrimming { saving: pert(0.2, 0.4, 0.7) }, 8000.0, 0.01)
            }
            StrategyTag::OutputLimits => {
                let kind = StrategyKind::OutputLimits { output: pert(0.1, 0.2, 0.4), reasoning: exact(0.3) };
                (kind, 3000.0, 0.005)
            }
            StrategyTag::PrefixCaching => (StrategyKind::PrefixCaching { hit_rate: pert(0.5, 0.8, 0.95) }, 2000.0, 0.0),
            StrategyTag::BatchProcessing => (StrategyKind::BatchProcessing { share: pert(0.0, 0.2, 0.5) }, 5000.0, 0.0),
            StrategyTag::ContinuousBatching => {
                (StrategyKind::ContinuousBatching { throughput_gain: pert(2.0, 2.5, 3.0) }, 5000.0, 0.0)
            }
        };
        Self {
            kind,
            enabled: false,
            from_stage,
            setup_cost: exact(setup_cost),
            monthly_cost: exact(0.0),
            quality_loss: exact(quality_loss),
        }
    }
}
