//! What keeps the price of a model from being computed with.

use super::Checker;
use crate::language::tr;
use crate::scenario::{Domain, Pricing};

impl Checker<'_> {
    pub(super) fn models(&mut self) {
        let scenario = self.scenario;
        if scenario.models.is_empty() {
            self.report("models", tr!("there is no model: add at least one"));
        }
        for (key, model) in &scenario.models {
            let at = |field: &str| format!("models[\"{key}\"].pricing.{field}");
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
                    ref meters,
                } => {
                    let prices = [
                        ("input", Some(input)),
                        ("output", Some(output)),
                        ("cache_read", cache_read),
                        ("cache_write", cache_write),
                        ("cache_write_long", cache_write_long),
                        ("cache_min", Some(cache_min)),
                        ("multiplier", Some(multiplier)),
                        ("long.input", long.and_then(|long| long.input)),
                        ("long.output", long.and_then(|long| long.output)),
                        ("long.cache_read", long.and_then(|long| long.cache_read)),
                        ("long.cache_write", long.and_then(|long| long.cache_write)),
                    ];
                    for (field, price) in prices {
                        self.number(at(field), price.unwrap_or(0.0), Domain::NonNegative);
                    }
                    self.number(at("batch_discount"), batch_discount, Domain::Share);
                    if let Some(long) = long {
                        self.number(at("long.above"), long.above, Domain::Positive);
                    }
                    for (meter, &price) in meters {
                        self.number(at(&format!("meters[\"{meter}\"]")), price, Domain::NonNegative);
                    }
                }
                Pricing::Provisioned { unit_hour, tokens_per_minute, output_weight, increment, min_units, .. } => {
                    self.number(at("unit_hour"), unit_hour, Domain::NonNegative);
                    self.number(at("tokens_per_minute"), tokens_per_minute, Domain::Positive);
                    self.number(at("output_weight"), output_weight, Domain::NonNegative);
                    for (field, units) in [("increment", increment), ("min_units", min_units)] {
                        self.number(at(field), f64::from(units), Domain::AtLeastOne);
                    }
                }
                Pricing::SelfHosted {
                    gpu_hour, gpus_per_replica, prefill, decode, target_utilization, idle, ..
                } => {
                    self.number(at("idle"), idle, Domain::Share);
                    self.number(at("gpu_hour"), gpu_hour, Domain::NonNegative);
                    self.number(at("gpus_per_replica"), gpus_per_replica, Domain::NonNegative);
                    self.number(at("prefill"), prefill, Domain::Positive);
                    self.number(at("decode"), decode, Domain::Positive);
                    self.number(at("target_utilization"), target_utilization, Domain::Share);
                    if target_utilization < Domain::SMALLEST {
                        self.report(
                            at("target_utilization"),
                            tr!("a replica that may never be busy serves nobody: raise it above 0"),
                        );
                    }
                }
            }
        }
    }
}
