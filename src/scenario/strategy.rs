//! The ways to optimise: the numbers of each, their names, and cautious values to begin with. A strategy acts on demand or
//! on prices, never on the total; how it does is in `economics`.

use std::convert::identity;

use serde::{Deserialize, Serialize};
use strum::{EnumDiscriminants, IntoStaticStr, VariantArray};

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

/// Which strategy, with the numbers that say how well it works: an `E` each, and a model as an `M`. A scenario has
/// estimates and keys of models, a plan the places of its inputs and models.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(deny_unknown_fields)]
#[strum_discriminants(
    name(StrategyTag),
    doc = "Which strategy, without its numbers.",
    derive(Hash, PartialOrd, Ord, IntoStaticStr, VariantArray)
)]
pub enum StrategyKind<E = Estimate, M = String> {
    /// Answers from earlier answers; saves whole requests.
    SemanticCaching {
        /// Share of eligible requests found in the cache.
        hit_rate: E,
        /// Share of requests that may be answered from it.
        eligible: E,
        /// Share of hits that are wrong.
        wrong_hit_rate: E,
        /// Money per request looked up.
        lookup_cost: E,
    },
    /// Sends easy calls to a cheaper model.
    ModelRouting {
        /// Share of routable calls sent there.
        share: E,
        /// The cheaper model.
        to: M,
        /// Share of routed calls that come back to the first model as well.
        escalation: E,
        /// Money per routable call.
        router_cost: E,
    },
    /// Shortens prefix and conversation.
    PromptCompression {
        /// Share of those tokens saved.
        saving: E,
    },
    /// Retrieves less.
    RetrievalTrimming {
        /// Share of retrieved tokens saved.
        saving: E,
    },
    /// Answers and thinks in fewer tokens.
    OutputLimits {
        /// Share of output tokens saved.
        output: E,
        /// Share of reasoning tokens saved.
        reasoning: E,
    },
    /// Reads the stable prefix from the provider's cache.
    PrefixCaching {
        /// Share of prefix tokens read rather than written.
        hit_rate: E,
    },
    /// Lets part of the requests wait for a discount.
    BatchProcessing {
        /// Share of requests that can wait.
        share: E,
    },
    /// Makes a self-hosted replica write faster.
    ContinuousBatching {
        /// Decode throughput over today's.
        throughput_gain: E,
    },
}

/// A kind with each of its numbers and its model replaced, in the order of the file. The same text maps what is given away,
/// what is borrowed, and what is borrowed to be edited.
macro_rules! map {
    ($kind:expr, $number:expr, $model:expr) => {
        match $kind {
            StrategyKind::SemanticCaching { hit_rate, eligible, wrong_hit_rate, lookup_cost } => {
                StrategyKind::SemanticCaching {
                    hit_rate: $number(hit_rate),
                    eligible: $number(eligible),
                    wrong_hit_rate: $number(wrong_hit_rate),
                    lookup_cost: $number(lookup_cost),
                }
            }
            StrategyKind::ModelRouting { share, to, escalation, router_cost } => StrategyKind::ModelRouting {
                share: $number(share),
                to: $model(to),
                escalation: $number(escalation),
                router_cost: $number(router_cost),
            },
            StrategyKind::PromptCompression { saving } => StrategyKind::PromptCompression { saving: $number(saving) },
            StrategyKind::RetrievalTrimming { saving } => StrategyKind::RetrievalTrimming { saving: $number(saving) },
            StrategyKind::OutputLimits { output, reasoning } => {
                StrategyKind::OutputLimits { output: $number(output), reasoning: $number(reasoning) }
            }
            StrategyKind::PrefixCaching { hit_rate } => StrategyKind::PrefixCaching { hit_rate: $number(hit_rate) },
            StrategyKind::BatchProcessing { share } => StrategyKind::BatchProcessing { share: $number(share) },
            StrategyKind::ContinuousBatching { throughput_gain } => {
                StrategyKind::ContinuousBatching { throughput_gain: $number(throughput_gain) }
            }
        }
    };
}

impl<E, M> StrategyKind<E, M> {
    /// Which of them it is.
    pub fn tag(&self) -> StrategyTag {
        self.into()
    }

    /// The same kind with other numbers and another way to name its model.
    pub fn map<F, N>(self, mut number: impl FnMut(E) -> F, mut model: impl FnMut(M) -> N) -> StrategyKind<F, N> {
        map!(self, number, model)
    }

    /// The same kind, with its numbers and its model borrowed.
    pub fn as_ref(&self) -> StrategyKind<&E, &M> {
        map!(self, identity, identity)
    }

    /// The same kind, with its numbers and its model borrowed to be edited.
    pub fn as_mut(&mut self) -> StrategyKind<&mut E, &mut M> {
        map!(self, identity, identity)
    }

    /// Its numbers, in the order of the file: those of [`StrategyTag::numbers`] that are its own.
    pub fn into_numbers(self) -> Vec<E> {
        let mut numbers = Vec::new();
        self.map(|number| numbers.push(number), |_| ());
        numbers
    }

    /// The model that it needs besides those of the workload, at path `….to`; most need none.
    pub fn model(&self) -> Option<&M> {
        self.as_ref().into_model()
    }

    /// The same, to be edited.
    pub fn model_mut(&mut self) -> Option<&mut M> {
        self.as_mut().into_model()
    }

    fn into_model(self) -> Option<M> {
        let mut found = None;
        self.map(|_| (), |model| found = Some(model));
        found
    }
}

impl StrategyKind {
    /// Its own numbers: field name, estimate, domain. The first is the one that a lever shows.
    pub fn estimates(&self) -> Vec<(&'static str, &Estimate, Domain)> {
        let numbers = self.tag().numbers().into_iter().zip(self.as_ref().into_numbers());
        numbers.map(|(number, estimate)| (number.key, estimate, number.domain)).collect()
    }

    /// The same numbers in the same order, to be edited.
    pub fn estimates_mut(&mut self) -> Vec<&mut Estimate> {
        self.as_mut().into_numbers()
    }
}

/// What is known of a number of a strategy before anybody assumes one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StrategyNumber {
    /// As written in files and paths.
    pub key: &'static str,
    /// As people say it.
    pub label: &'static str,
    /// What it may be.
    pub domain: Domain,
    /// Whether the plan is better off the higher it is.
    pub favours_high: bool,
    /// A cautious value.
    pub typical: Estimate,
}

/// What is known of a kind of strategy before anybody assumes anything.
struct StrategyProfile {
    name: &'static str,
    kind: StrategyKind<StrategyNumber, ()>,
    /// Money, typically.
    setup_cost: f64,
    /// Share of outcomes, typically.
    quality_loss: f64,
}

impl StrategyTag {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; Self::VARIANTS.len()] = *Self::VARIANTS.first_chunk().expect("it is as long");

    /// As written in files, paths and results.
    pub fn key(self) -> &'static str {
        self.into()
    }

    /// As people say it.
    pub fn name(self) -> &'static str {
        self.profile().name
    }

    /// The numbers of such a strategy, in the order of the file: its own, then those that every strategy has.
    pub fn numbers(self) -> Vec<StrategyNumber> {
        let StrategyProfile { kind, setup_cost, quality_loss, .. } = self.profile();
        let mut numbers = kind.into_numbers();
        numbers.extend([
            costs("setup_cost", "set-up, once", Domain::NonNegative, Estimate::Exact(setup_cost)),
            costs("monthly_cost", "money a month", Domain::NonNegative, Estimate::Exact(0.0)),
            costs("quality_loss", "share of outcomes lost", Domain::Share, Estimate::Exact(quality_loss)),
        ]);
        numbers
    }

    fn profile(self) -> StrategyProfile {
        let pert = |low, likely, high| Estimate::Pert { low, likely, high };
        let exact = Estimate::Exact;
        match self {
            Self::SemanticCaching => StrategyProfile {
                name: "Semantic caching",
                kind: StrategyKind::SemanticCaching {
                    hit_rate: saves("hit_rate", "hit rate", Domain::Share, pert(0.1, 0.25, 0.45)),
                    eligible: saves("eligible", "share of requests eligible", Domain::Share, exact(0.8)),
                    wrong_hit_rate: costs(
                        "wrong_hit_rate",
                        "share of hits that are wrong",
                        Domain::Share,
                        exact(0.002),
                    ),
                    lookup_cost: costs("lookup_cost", "money per look-up", Domain::NonNegative, exact(0.0001)),
                },
                setup_cost: 15000.0,
                quality_loss: 0.0,
            },
            Self::ModelRouting => StrategyProfile {
                name: "Model routing",
                kind: StrategyKind::ModelRouting {
                    share: saves("share", "share", Domain::Share, pert(0.5, 0.7, 0.8)),
                    to: (),
                    escalation: costs("escalation", "share that comes back", Domain::Share, exact(0.1)),
                    router_cost: costs("router_cost", "money per routed call", Domain::NonNegative, exact(0.0001)),
                },
                setup_cost: 20000.0,
                quality_loss: 0.01,
            },
            Self::PromptCompression => StrategyProfile {
                name: "Prompt compression",
                kind: StrategyKind::PromptCompression {
                    saving: saves("saving", "share of tokens saved", Domain::Share, pert(0.3, 0.4, 0.5)),
                },
                setup_cost: 6000.0,
                quality_loss: 0.005,
            },
            Self::RetrievalTrimming => StrategyProfile {
                name: "Retrieval trimming",
                kind: StrategyKind::RetrievalTrimming {
                    saving: saves("saving", "share of tokens saved", Domain::Share, pert(0.2, 0.4, 0.7)),
                },
                setup_cost: 8000.0,
                quality_loss: 0.01,
            },
            Self::OutputLimits => StrategyProfile {
                name: "Output limits",
                kind: StrategyKind::OutputLimits {
                    output: saves("output", "share of output saved", Domain::Share, pert(0.1, 0.2, 0.4)),
                    reasoning: saves("reasoning", "share of reasoning saved", Domain::Share, exact(0.3)),
                },
                setup_cost: 3000.0,
                quality_loss: 0.005,
            },
            Self::PrefixCaching => StrategyProfile {
                name: "Prefix caching",
                kind: StrategyKind::PrefixCaching {
                    hit_rate: saves("hit_rate", "hit rate", Domain::Share, pert(0.5, 0.8, 0.95)),
                },
                setup_cost: 2000.0,
                quality_loss: 0.0,
            },
            Self::BatchProcessing => StrategyProfile {
                name: "Batch processing",
                kind: StrategyKind::BatchProcessing {
                    share: saves("share", "share", Domain::Share, pert(0.0, 0.2, 0.5)),
                },
                setup_cost: 5000.0,
                quality_loss: 0.0,
            },
            Self::ContinuousBatching => StrategyProfile {
                name: "Continuous batching",
                kind: StrategyKind::ContinuousBatching {
                    throughput_gain: saves(
                        "throughput_gain",
                        "throughput, times that without it",
                        Domain::Positive,
                        pert(2.0, 2.5, 3.0),
                    ),
                },
                setup_cost: 5000.0,
                quality_loss: 0.0,
            },
        }
    }
}

/// A number of which more is better.
fn saves(key: &'static str, label: &'static str, domain: Domain, typical: Estimate) -> StrategyNumber {
    StrategyNumber { key, label, domain, favours_high: true, typical }
}

/// A number of which less is better.
fn costs(key: &'static str, label: &'static str, domain: Domain, typical: Estimate) -> StrategyNumber {
    StrategyNumber { key, label, domain, favours_high: false, typical }
}

impl Strategy {
    /// A strategy that is listed but off, with cautious values; `model` is where routing would send easy calls.
    pub fn typical(tag: StrategyTag, model: &str, from_stage: usize) -> Self {
        let StrategyProfile { kind, setup_cost, quality_loss, .. } = tag.profile();
        Self {
            kind: kind.map(|number| number.typical, |()| model.to_owned()),
            enabled: false,
            from_stage,
            setup_cost: Estimate::Exact(setup_cost),
            monthly_cost: Estimate::Exact(0.0),
            quality_loss: Estimate::Exact(quality_loss),
        }
    }

    /// Every number of it in the order of [`StrategyTag::numbers`], to be edited.
    pub fn estimates_mut(&mut self) -> Vec<&mut Estimate> {
        let mut estimates = self.kind.estimates_mut();
        estimates.extend([&mut self.setup_cost, &mut self.monthly_cost, &mut self.quality_loss]);
        estimates
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_listed_as_the_file_has_them() {
        for tag in StrategyTag::ALL {
            let strategy = Strategy::typical(tag, "small", 0);
            let value = serde_json::to_value(&strategy.kind).expect("it can be written");
            let written = value[tag.key()].as_object().expect("its numbers stand under its key");
            let own = strategy.kind.estimates();
            let keys: Vec<&str> =
                written.iter().filter(|(_, value)| !value.is_string()).map(|(key, _)| &**key).collect();
            assert_eq!(keys, own.iter().map(|(key, ..)| *key).collect::<Vec<_>>());
            assert_eq!(written.get("to").and_then(|key| key.as_str()), strategy.kind.model().map(String::as_str));
            for (key, estimate, domain) in own {
                assert!(
                    [estimate.low(), estimate.base(), estimate.high()].into_iter().all(|value| domain.contains(value)),
                    "{key}"
                );
            }
        }
    }

    #[test]
    fn every_number_can_be_edited_by_its_name() {
        for tag in StrategyTag::ALL {
            let mut strategy = Strategy::typical(tag, "small", 0);
            let numbers = tag.numbers();
            assert_eq!(strategy.estimates_mut().len(), numbers.len());
            for (number, estimate) in numbers.into_iter().zip(strategy.estimates_mut()) {
                assert_eq!(*estimate, number.typical, "{}", number.key);
            }
        }
    }
}
