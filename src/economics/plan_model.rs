//! The models of a plan: what each charges, apart from what steps measure.

use crate::scenario::{LongPrices, Model, Pricing};

/// A model, resolved.
#[derive(Clone, Copy, Debug)]
pub(super) enum PlanModel {
    Tokens(TokenPrices),
    SelfHosted(Replicas),
    Provisioned(ProvisionedUnits),
}

/// What a model by the token charges, dollars per million.
#[derive(Clone, Copy, Debug)]
pub(super) struct TokenPrices {
    pub input: f64,
    pub output: f64,
    pub cache_read: Option<f64>,
    pub cache_write: Option<f64>,
    pub cache_write_long: Option<f64>,
    pub batch_discount: f64,
    pub cache_min: f64,
    pub long: Option<LongPrices>,
    pub multiplier: f64,
}

/// A model on replicas of one's own.
#[derive(Clone, Copy, Debug)]
pub(super) struct Replicas {
    pub gpu_hour: f64,
    pub gpus_per_replica: f64,
    pub prefill: f64,
    pub decode: f64,
    pub target_utilization: f64,
    pub min_replicas: f64,
    pub idle: f64,
}

/// A model by units of throughput.
#[derive(Clone, Copy, Debug)]
pub(super) struct ProvisionedUnits {
    pub unit_hour: f64,
    pub tokens_per_minute: f64,
    pub output_weight: f64,
    pub larger: bool,
    pub increment: f64,
    pub min_units: f64,
}

impl PlanModel {
    /// How a model is paid for, its meters apart: steps have them.
    pub fn of(model: &Model) -> Self {
        match model.pricing {
            Pricing::Tokens {
                input,
                output,
                cache_read,
                cache_write,
                batch_discount,
                cache_write_long,
                cache_min,
                long,
                multiplier,
                meters: _,
            } => PlanModel::Tokens(TokenPrices {
                input,
                output,
                cache_read,
                cache_write,
                cache_write_long,
                batch_discount,
                cache_min,
                long,
                multiplier,
            }),
            Pricing::SelfHosted {
                gpu_hour,
                gpus_per_replica,
                prefill,
                decode,
                target_utilization,
                min_replicas,
                idle,
            } => PlanModel::SelfHosted(Replicas {
                gpu_hour,
                gpus_per_replica,
                prefill,
                decode,
                target_utilization,
                min_replicas: f64::from(min_replicas),
                idle,
            }),
            Pricing::Provisioned { unit_hour, tokens_per_minute, output_weight, larger, increment, min_units } => {
                PlanModel::Provisioned(ProvisionedUnits {
                    unit_hour,
                    tokens_per_minute,
                    output_weight,
                    larger,
                    increment: f64::from(increment),
                    min_units: f64::from(min_units),
                })
            }
        }
    }
}
