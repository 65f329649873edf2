//! Models by capacity: whole replicas or units, bought for the peak (model, section 6).

use super::bill::{HOURS_PER_MONTH, SECONDS_PER_MONTH};
use super::call_shares::MINUTES_PER_MONTH;
use super::plan_model::{ProvisionedUnits, Replicas};
use super::strategy_effects::StrategyEffects;
use super::tokens::CallTokens;
use super::{Number, Parameter, Quantity};

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
    pub fn busy_seconds(&self, [read_rate, write_rate]: [N; 2], effects: &StrategyEffects<N>) -> N {
        self.read / read_rate + self.written / (write_rate * effects.throughput_gain)
    }

    /// It in tokens as units count them.
    pub fn weighed(&self, units: &ProvisionedUnits) -> N {
        self.read + self.written * N::constant(units.output_weight)
    }

    /// What its replicas cost, in dollars; nothing without calls.
    pub fn replicas(&self, model: usize, replicas: &Replicas, effects: &StrategyEffects<N>, peak: N, calls: N) -> N {
        let known = |value, of: fn(usize) -> Parameter| calls.parameter(value, Quantity::Parameter(of(model)));
        let rates = [known(replicas.prefill, Parameter::ReadRate), known(replicas.decode, Parameter::WriteRate)];
        let busy = self.busy_seconds(rates, effects).named(Quantity::BusySeconds(model));
        let peak_load = busy * known(1.0 / SECONDS_PER_MONTH, |_| Parameter::PerSecondOfMonth) * peak;
        let utilization = known(replicas.target_utilization, Parameter::TargetUtilization);
        let needed = (peak_load / utilization).whole_units();
        let count = needed.max(known(replicas.min_replicas, Parameter::LeastReplicas));
        let count = calls.if_positive(count, N::zero()).named(Quantity::Replicas(model));
        let hour = replicas.gpus_per_replica * replicas.gpu_hour;
        if replicas.idle == 1.0 {
            return count * calls.known(hour * HOURS_PER_MONTH, Quantity::ReplicaPrice(model));
        }
        let all = count * known(HOURS_PER_MONTH, |_| Parameter::HoursPerMonth);
        let run = (busy * known(1.0 / 3600.0, |_| Parameter::PerSecondOfHour) / utilization).min(all);
        let idle = known(replicas.idle, Parameter::IdleShare);
        let hours = (run + idle * (all - run)).named(Quantity::ReplicaHours(model));
        hours * calls.known(hour, Quantity::ReplicaPrice(model))
    }

    /// What its units of throughput cost, in dollars; nothing without calls.
    pub fn units(&self, model: usize, units: &ProvisionedUnits, peak: N, calls: N) -> N {
        let known = |value, of: fn(usize) -> Parameter| calls.parameter(value, Quantity::Parameter(of(model)));
        let minute = known(1.0 / MINUTES_PER_MONTH, |_| Parameter::PerMinuteOfMonth) * peak;
        let weight = known(units.output_weight, Parameter::OutputWeight);
        let (read, written) = (self.read * minute, self.written * weight * minute);
        let tokens = if units.larger { read.max(written) } else { read + written };
        let tokens = tokens.named(Quantity::TokensPerMinute(model));
        let increment = known(units.increment, Parameter::UnitIncrement);
        let need = tokens / known(units.tokens_per_minute, Parameter::UnitThroughput) / increment;
        let count = (need.whole_units() * increment).max(known(units.min_units, Parameter::LeastUnits));
        let count = calls.if_positive(count, N::zero()).named(Quantity::Units(model));
        count * calls.known(units.unit_hour * HOURS_PER_MONTH, Quantity::UnitPrice(model))
    }
}
