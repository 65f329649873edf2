//! The ways to optimise: the numbers of each, their names, and cautious values to begin with. A strategy acts on demand or
//! on prices, never on the total; how it does is in `economics`.

use serde::{Deserialize, Serialize};
use strum::{EnumDiscriminants, IntoStaticStr, VariantArray};

use super::{Domain, Estimate, Line, neutral};
use crate::language::tr;

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
    /// Share of outcomes lost to it; below 0, it helps.
    pub quality_loss: Estimate,
    /// What it takes, once, to bring it in later than planned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rework: Vec<Line>,
}

/// Which strategy, with the numbers that say how well it works: an `E` each, and a model as an `M`. A scenario has
/// estimates and keys of models, a plan the places of its inputs and models.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(deny_unknown_fields)]
#[serde(bound(serialize = "E: Serialize + Neutral, M: Serialize"))]
#[serde(bound(deserialize = "E: Deserialize<'de> + Neutral, M: Deserialize<'de>"))]
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
        /// Share of prefix tokens read rather than written; `None`: as traffic keeps the cache warm.
        #[serde(default = "Option::default")]
        hit_rate: Option<E>,
        /// Different prefixes that share the traffic: tenants, versions.
        #[serde(default = "Neutral::one", skip_serializing_if = "Neutral::is_one")]
        prefixes: E,
        /// Minutes that the cache keeps a prefix after its last use; more than 5 pays the hour's write.
        #[serde(default = "usual_minutes", skip_serializing_if = "are_usual_minutes")]
        kept: f64,
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

/// A number of which the file may leave out that it is 1.
pub trait Neutral {
    /// 1.
    fn one() -> Self;
    /// Whether it is 1, and no other number.
    fn is_one(&self) -> bool;
}

impl Neutral for Estimate {
    fn one() -> Self {
        neutral::one()
    }

    fn is_one(&self) -> bool {
        *self == neutral::one()
    }
}

/// A kind with each of its numbers and its model replaced, in the order of the file: what replaces a number is told its key.
/// The same text maps what is given away, what is borrowed, and what is borrowed to be edited.
macro_rules! map {
    ($kind:expr, $number:expr, $model:expr) => {
        match $kind {
            StrategyKind::SemanticCaching { hit_rate, eligible, wrong_hit_rate, lookup_cost } => {
                StrategyKind::SemanticCaching {
                    hit_rate: $number("hit_rate", hit_rate),
                    eligible: $number("eligible", eligible),
                    wrong_hit_rate: $number("wrong_hit_rate", wrong_hit_rate),
                    lookup_cost: $number("lookup_cost", lookup_cost),
                }
            }
            StrategyKind::ModelRouting { share, to, escalation, router_cost } => StrategyKind::ModelRouting {
                share: $number("share", share),
                to: $model(to),
                escalation: $number("escalation", escalation),
                router_cost: $number("router_cost", router_cost),
            },
            StrategyKind::PromptCompression { saving } => {
                StrategyKind::PromptCompression { saving: $number("saving", saving) }
            }
            StrategyKind::RetrievalTrimming { saving } => {
                StrategyKind::RetrievalTrimming { saving: $number("saving", saving) }
            }
            StrategyKind::OutputLimits { output, reasoning } => StrategyKind::OutputLimits {
                output: $number("output", output),
                reasoning: $number("reasoning", reasoning),
            },
            StrategyKind::PrefixCaching { hit_rate, prefixes, kept } => StrategyKind::PrefixCaching {
                hit_rate: hit_rate.into_iter().map(|hit_rate| $number("hit_rate", hit_rate)).next(),
                prefixes: $number("prefixes", prefixes),
                kept: kept.to_owned(),
            },
            StrategyKind::BatchProcessing { share } => StrategyKind::BatchProcessing { share: $number("share", share) },
            StrategyKind::ContinuousBatching { throughput_gain } => {
                StrategyKind::ContinuousBatching { throughput_gain: $number("throughput_gain", throughput_gain) }
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
        map!(self, |_, own| number(own), model)
    }

    /// The same kind, with its numbers and its model borrowed.
    pub fn as_ref(&self) -> StrategyKind<&E, &M> {
        map!(self, |_, number| number, |model| model)
    }

    /// The same kind, with its numbers and its model borrowed to be edited.
    pub fn as_mut(&mut self) -> StrategyKind<&mut E, &mut M> {
        map!(self, |_, number| number, |model| model)
    }

    /// Those of its numbers that it has, by key, in the order of the file: keys of [`StrategyTag::numbers`].
    pub fn into_numbers(self) -> Vec<(&'static str, E)> {
        let mut numbers = Vec::new();
        map!(self, |key, number| numbers.push((key, number)), |_| ());
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
    /// Those of its own numbers that it has: field name, estimate, domain. The first is the one that a lever shows.
    pub fn estimates(&self) -> Vec<(&'static str, &Estimate, Domain)> {
        let domain = |key| self.tag().number(key).domain;
        self.as_ref().into_numbers().into_iter().map(|(key, estimate)| (key, estimate, domain(key))).collect()
    }

    /// The number that people compare such strategies by, where it has it: a hit rate that follows from traffic is none.
    pub fn lead(&self) -> Option<&Estimate> {
        let (key, lead, _) = self.estimates().into_iter().next()?;
        self.tag().numbers().first().filter(|number| number.key == key).map(|_| lead)
    }

    /// The same numbers in the same order, to be edited.
    pub fn estimates_mut(&mut self) -> Vec<&mut Estimate> {
        self.as_mut().into_numbers().into_iter().map(|(_, estimate)| estimate).collect()
    }
}

/// Minutes that providers keep a prefix unless more is paid for.
pub const USUAL_MINUTES: f64 = 5.0;

fn usual_minutes() -> f64 {
    USUAL_MINUTES
}

fn are_usual_minutes(kept: &f64) -> bool {
    *kept == USUAL_MINUTES
}

/// Which way a number of a strategy does the plan good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Favours {
    /// The plan is better off the higher it is.
    High,
    /// The plan is better off the lower it is.
    Low,
    /// It is how it is: no bound of it is taken.
    Neither,
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
    /// Which way it does the plan good.
    pub favours: Favours,
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
        let mut numbers: Vec<StrategyNumber> = kind.into_numbers().into_iter().map(|(_, number)| number).collect();
        numbers.extend([
            costs("setup_cost", tr!("set-up, once"), Domain::NonNegative, Estimate::Exact(setup_cost)),
            costs("monthly_cost", tr!("money a month"), Domain::NonNegative, Estimate::Exact(0.0)),
            costs("quality_loss", tr!("share of outcomes lost"), Domain::Loss, Estimate::Exact(quality_loss)),
        ]);
        numbers
    }

    /// One of these numbers, by key.
    pub(crate) fn number(self, key: &str) -> StrategyNumber {
        self.numbers().into_iter().find(|number| number.key == key).expect("it is a key of this kind")
    }

    fn profile(self) -> StrategyProfile {
        let pert = |low, likely, high| Estimate::Pert { low, likely, high };
        let exact = Estimate::Exact;
        match self {
            Self::SemanticCaching => StrategyProfile {
                name: tr!("Semantic caching"),
                kind: StrategyKind::SemanticCaching {
                    hit_rate: saves("hit_rate", tr!("hit rate"), Domain::Share, pert(0.1, 0.25, 0.45)),
                    eligible: saves("eligible", tr!("share of requests eligible"), Domain::Share, exact(0.8)),
                    wrong_hit_rate: costs(
                        "wrong_hit_rate",
                        tr!("share of hits that are wrong"),
                        Domain::Share,
                        exact(0.002),
                    ),
                    lookup_cost: costs("lookup_cost", tr!("money per look-up"), Domain::NonNegative, exact(0.0001)),
                },
                setup_cost: 15000.0,
                quality_loss: 0.0,
            },
            Self::ModelRouting => StrategyProfile {
                name: tr!("Model routing"),
                kind: StrategyKind::ModelRouting {
                    share: saves("share", tr!("share"), Domain::Share, pert(0.5, 0.7, 0.8)),
                    to: (),
                    escalation: costs("escalation", tr!("share that comes back"), Domain::Share, exact(0.1)),
                    router_cost: costs("router_cost", tr!("money per routed call"), Domain::NonNegative, exact(0.0001)),
                },
                setup_cost: 20000.0,
                quality_loss: 0.01,
            },
            Self::PromptCompression => StrategyProfile {
                name: tr!("Prompt compression"),
                kind: StrategyKind::PromptCompression {
                    saving: saves("saving", tr!("share of tokens saved"), Domain::Share, pert(0.3, 0.4, 0.5)),
                },
                setup_cost: 6000.0,
                quality_loss: 0.005,
            },
            Self::RetrievalTrimming => StrategyProfile {
                name: tr!("Retrieval trimming"),
                kind: StrategyKind::RetrievalTrimming {
                    saving: saves("saving", tr!("share of tokens saved"), Domain::Share, pert(0.2, 0.4, 0.7)),
                },
                setup_cost: 8000.0,
                quality_loss: 0.01,
            },
            Self::OutputLimits => StrategyProfile {
                name: tr!("Output limits"),
                kind: StrategyKind::OutputLimits {
                    output: saves("output", tr!("share of output saved"), Domain::Share, pert(0.1, 0.2, 0.4)),
                    reasoning: saves("reasoning", tr!("share of reasoning saved"), Domain::Share, exact(0.3)),
                },
                setup_cost: 3000.0,
                quality_loss: 0.005,
            },
            Self::PrefixCaching => StrategyProfile {
                name: tr!("Prefix caching"),
                kind: StrategyKind::PrefixCaching {
                    hit_rate: Some(saves("hit_rate", tr!("hit rate"), Domain::Share, pert(0.5, 0.8, 0.95))),
                    prefixes: StrategyNumber {
                        key: "prefixes",
                        label: tr!("different prefixes"),
                        domain: Domain::AtLeastOne,
                        favours: Favours::Neither,
                        typical: neutral::one(),
                    },
                    kept: USUAL_MINUTES,
                },
                setup_cost: 2000.0,
                quality_loss: 0.0,
            },
            Self::BatchProcessing => StrategyProfile {
                name: tr!("Batch processing"),
                kind: StrategyKind::BatchProcessing {
                    share: saves("share", tr!("share"), Domain::Share, pert(0.0, 0.2, 0.5)),
                },
                setup_cost: 5000.0,
                quality_loss: 0.0,
            },
            Self::ContinuousBatching => StrategyProfile {
                name: tr!("Continuous batching"),
                kind: StrategyKind::ContinuousBatching {
                    throughput_gain: saves(
                        "throughput_gain",
                        tr!("throughput, times that without it"),
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
    StrategyNumber { key, label, domain, favours: Favours::High, typical }
}

/// A number of which less is better.
fn costs(key: &'static str, label: &'static str, domain: Domain, typical: Estimate) -> StrategyNumber {
    StrategyNumber { key, label, domain, favours: Favours::Low, typical }
}

impl Strategy {
    /// A strategy that is listed but off, with cautious values; `model` is where routing would send easy calls. How often
    /// a prefix is found in its cache follows from traffic.
    pub fn typical(tag: StrategyTag, model: &str, from_stage: usize) -> Self {
        let StrategyProfile { kind, setup_cost, quality_loss, .. } = tag.profile();
        let mut kind = kind.map(|number| number.typical, |()| model.to_owned());
        if let StrategyKind::PrefixCaching { hit_rate, .. } = &mut kind {
            *hit_rate = None;
        }
        Self {
            kind,
            enabled: false,
            from_stage,
            setup_cost: Estimate::Exact(setup_cost),
            monthly_cost: Estimate::Exact(0.0),
            quality_loss: Estimate::Exact(quality_loss),
            rework: Vec::new(),
        }
    }

    /// Every number that it has, in the order of [`StrategyTag::numbers`], with what is known of it, to be edited.
    pub fn estimates_mut(&mut self) -> Vec<(StrategyNumber, &mut Estimate)> {
        let tag = self.kind.tag();
        let mut estimates = self.kind.as_mut().into_numbers();
        estimates.extend([
            ("setup_cost", &mut self.setup_cost),
            ("monthly_cost", &mut self.monthly_cost),
            ("quality_loss", &mut self.quality_loss),
        ]);
        estimates.into_iter().map(|(key, estimate)| (tag.number(key), estimate)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One of each kind, with every number that there is.
    fn complete(tag: StrategyTag) -> Strategy {
        let mut strategy = Strategy::typical(tag, "small", 0);
        if let StrategyKind::PrefixCaching { hit_rate, prefixes, .. } = &mut strategy.kind {
            *hit_rate = Some(tag.number("hit_rate").typical);
            *prefixes = Estimate::Exact(3.0);
        }
        strategy
    }

    #[test]
    fn numbers_are_listed_as_the_file_has_them() {
        for tag in StrategyTag::ALL {
            let strategy = complete(tag);
            let value = serde_json::to_value(&strategy.kind).expect("it can be written");
            let written = value[tag.key()].as_object().expect("its numbers stand under its key");
            let own = strategy.kind.estimates();
            let keys: Vec<&str> =
                written.iter().filter(|(_, value)| value.is_object()).map(|(key, _)| &**key).collect();
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
            let mut strategy = complete(tag);
            let numbers = tag.numbers();
            let estimates = strategy.estimates_mut();
            assert_eq!(
                estimates.iter().map(|(number, _)| number.key).collect::<Vec<_>>(),
                numbers.iter().map(|number| number.key).collect::<Vec<_>>()
            );
        }
    }
}
