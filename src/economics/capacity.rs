//! Models by capacity: whole replicas or units, bought for the peak (model, section 6).

use super::bill::{HOURS_PER_MONTH, SECONDS_PER_MONTH};
use super::call_shares::MINUTES_PER_MONTH;
use super::plan_model::{ProvisionedUnits, Replicas};
use super::strategy_effects::StrategyEffects;
use super::tokens::CallTokens;
use super::{Number, Quantity};

/// What a model has to read and to write in a month, tokens.
pub(super) struct Load<N> {
    read: N,
    written: N,
}

impl<N: Number> Load<N> {
    /// Nothing.
    pub fn none() -> Self {
        Self { read: N::zero(), written: N::zero() }
    }

    /// That of some calls.
    pub fn of(tokens: &CallTokens<N>) -> Self {
        Self { read: tokens.read_anew(), written: tokens.output }
    }

    /// With some more calls.
    pub fn add(&mut self, tokens: &CallTokens<N>) {
        let more = Self::of(tokens);
        (self.read, self.written) = (self.read + more.read, self.written + more.written);
    }

    /// How long replicas are busy with it.
    pub fn busy_seconds(&self, replicas: &Replicas, effects: &StrategyEffects<N>) -> N {
        self.read / N::constant(replicas.prefill)
            + self.written / (N::constant(replicas.decode) * effects.throughput_gain)
    }

    /// It in tokens as units count them.
    pub fn weighed(&self, units: &ProvisionedUnits) -> N {
        self.read + self.written * N::constant(units.output_weight)
    }

    /// What its replicas cost, in dollars; nothing without calls.
    pub fn replicas(&self, model: usize, replicas: &Replicas, effects: &StrategyEffects<N>, peak: N, calls: N) -> N {
        let busy = self.busy_seconds(replicas, effects).named(Quantity::BusySeconds(model));
        let peak_load = busy * N::constant(1.0 / SECONDS_PER_MONTH) * peak;
        let needed = (peak_load / N::constant(replicas.target_utilization)).whole_units();
        let count = needed.max(N::constant(replicas.min_replicas));
        let count = calls.if_positive(count, N::zero()).named(Quantity::Replicas(model));
        let hour = replicas.gpus_per_replica * replicas.gpu_hour;
        if replicas.idle == 1.0 {
            return count * N::constant(hour * HOURS_PER_MONTH).named(Quantity::ReplicaPrice(model));
        }
        let all = count * N::constant(HOURS_PER_MONTH);
        let run = (busy * N::constant(1.0 / 3600.0) / N::constant(replicas.target_utilization)).min(all);
        let hours = (run + N::constant(replicas.idle) * (all - run)).named(Quantity::ReplicaHours(model));
        hours * N::constant(hour).named(Quantity::ReplicaPrice(model))
    }

    /// What its units of throughput cost, in dollars; nothing without calls.
    pub fn units(&self, model: usize, units: &ProvisionedUnits, peak: N, calls: N) -> N {
        let minute = N::constant(1.0 / MINUTES_PER_MONTH) * peak;
        let (read, written) = (self.read * minute, self.written * N::constant(units.output_weight) * minute);
        let tokens = if units.larger { read.max(written) } else { read + written };
        let tokens = tokens.named(Quantity::TokensPerMinute(model));
        let need = tokens / N::constant(units.tokens_per_minute) / N::constant(units.increment);
        let count = (need.whole_units() * N::constant(units.increment)).max(N::constant(units.min_units));
        let count = calls.if_positive(count, N::zero()).named(Quantity::Units(model));
        count * N::constant(units.unit_hour * HOURS_PER_MONTH).named(Quantity::UnitPrice(model))
    }
}
