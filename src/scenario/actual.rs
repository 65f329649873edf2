//! What was really used at a stage, kept beside the plan: a digest of usage exports, and what it is usage of.

use std::sync::Arc;

use serde::de::Deserializer;
use serde::{Deserialize, Serialize, Serializer};

use super::neutral;
use crate::usage::UsageDigest;

/// Usage of a stage. Copies share the digest, so that a scenario with usage is as cheap to copy as one without.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actual {
    /// What people call it.
    pub name: String,
    /// What it was read from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Its first day, `YYYY-MM-DD`; empty where it knows none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// Its last day.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub to: String,
    /// The stage that it is held against.
    pub stage: usize,
    /// The step that all of its calls are of; `None` where their models tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// Which share of the traffic was recorded, above 0 and at most 1.
    #[serde(default = "neutral::once", skip_serializing_if = "neutral::is_once")]
    pub sample_rate: f64,
    /// A judgement, and the value above which a request is a success.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub success: Option<(String, f64)>,
    /// What was used: sums and distributions, no prompt, no identifier and no name of a person.
    #[serde(serialize_with = "shared", deserialize_with = "read")]
    pub digest: Arc<UsageDigest>,
}

impl PartialEq for Actual {
    fn eq(&self, other: &Self) -> bool {
        let Self { name, source, from, to, stage, step, sample_rate, success, digest } = self;
        (name, source, from, to) == (&other.name, &other.source, &other.from, &other.to)
            && (stage, step, sample_rate, success) == (&other.stage, &other.step, &other.sample_rate, &other.success)
            && (Arc::ptr_eq(digest, &other.digest) || digest == &other.digest)
    }
}

/// Writes a digest as if it were its own.
fn shared<S: Serializer>(digest: &UsageDigest, serializer: S) -> Result<S::Ok, S::Error> {
    digest.serialize(serializer)
}

fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<UsageDigest>, D::Error> {
    UsageDigest::deserialize(deserializer).map(Arc::new)
}
