//! What usage says of a stage as a whole: its requests, shares, peak, people, success and prices.

use std::collections::BTreeMap;

use super::actual_month::{DAYS_PER_MONTH, money};
use super::measured_estimate::{over_days, share};
use super::measurement::{Remark, Seen};
use super::measuring::{Measuring, Unplanned, Why};
use super::model_lines::cached_cost;
use crate::economics::ModelMonth;
use crate::scenario::{
    Driver, Estimate, EstimatePath, OutcomeField, PlanField, Pricing, StageField, StrategyKind, StrategyTag,
};
use crate::usage::{Day, Sums};

impl Measuring<'_> {
    /// Requests a month, from requests that are told apart, or else from calls.
    pub fn requests(&mut self, planned: &ModelMonth) {
        let path = EstimatePath::stage(self.stage(), StageField::Requests);
        let told = self.month.total.requests.filter(|requests| 0 < *requests);
        let per_request = planned.total.calls / planned.total.inferred;
        let counted = told.map(|requests| requests as f64).or_else(|| {
            let calls = self.month.total.calls.filter(|calls| 0 < *calls)?;
            (0.0 < per_request).then(|| calls as f64 / per_request)
        });
        let Some(counted) = counted.filter(|_| 0.0 < planned.total.inferred) else {
            return self.cannot(path, Why::NoRequests);
        };
        // What a semantic cache answers is never seen by a model.
        let per_inferred = planned.total.volume / planned.total.inferred;
        let measured = counted * self.month.scale * per_inferred;
        let estimate = over_days(measured, &self.daily(|sums| sums.requests.or(sums.calls)));
        let is_short = self.month.length < 7.0;
        let seen = told.or(self.month.total.calls).unwrap_or(0);
        self.measure(path, measured, estimate, |measurement| {
            measurement
                .seen(seen, if told.is_some() { Seen::Requests } else { Seen::Calls })
                .remark(Remark::ShortSpan, is_short)
                .remark(Remark::FollowsCalls, told.is_none())
        });
        self.keep_stages_in_order();
    }

    /// A count of each whole day that counts, those on which nothing was seen among them.
    fn daily(&self, count: impl Fn(&Sums) -> Option<u64>) -> Vec<f64> {
        let Some((first, last)) = self.month.days else { return Vec::new() };
        let mut days: BTreeMap<Day, f64> = (first.0..=last.0).map(|day| (Day(day), 0.0)).collect();
        for (key, sums) in &self.digest.rows {
            if let Some(own) = key.day.and_then(|day| days.get_mut(&day)) {
                *own += count(sums).unwrap_or(0) as f64;
            }
        }
        let all: Vec<f64> = days.into_values().collect();
        // The first and the last day are seldom whole.
        if 4 < all.len() { all[1..all.len() - 1].to_vec() } else { all }
    }

    /// Growth a month, after the last stage, as a straight line through the logarithm of whole weeks.
    pub fn growth(&mut self) {
        let is_last = self.context.stage + 1 == self.planned.stages.len();
        if !is_last {
            return;
        }
        let path = EstimatePath::Plan(PlanField::Growth);
        let mut days: BTreeMap<i32, f64> = BTreeMap::new();
        for (key, sums) in &self.digest.rows {
            if let Some(day) = key.day {
                *days.entry(day.0).or_default() += sums.requests.or(sums.calls).unwrap_or(0) as f64;
            }
        }
        let (Some((&first, _)), Some((&last, _))) = (days.first_key_value(), days.last_key_value()) else {
            return self.cannot(path, Why::TooShort);
        };
        let weeks = (last - first - 1) / 7;
        let sums: Vec<f64> = (0..weeks)
            .map(|week| days.range(first + 1 + 7 * week..first + 8 + 7 * week).map(|(_, count)| count).sum())
            .collect();
        if weeks < 4 || sums.iter().any(|sum| *sum <= 0.0) {
            return self.cannot(path, Why::TooShort);
        }
        let [slope, error] = line(&sums.iter().map(|sum| libm::log(*sum)).collect::<Vec<_>>());
        let growth = |slope: f64| libm::expm1(slope * DAYS_PER_MONTH / 7.0);
        let [low, likely, high] = [-3.0, 0.0, 3.0].map(|errors| growth(slope + errors * error));
        let estimate = if low < high { Estimate::Pert { low, likely, high } } else { Estimate::Exact(likely) };
        self.measure(path, likely, estimate, |measurement| measurement.seen(weeks as u64, Seen::Weeks));
    }

    /// How often calls are made again.
    pub fn retries(&mut self) {
        let path = EstimatePath::stage(self.stage(), StageField::RetryRate);
        let (Some(failed), Some(calls)) = (self.month.total.failed, self.month.total.calls) else {
            return self.cannot(path, Why::NoFailures);
        };
        if calls <= failed {
            return self.cannot(path, Why::NoFailures);
        }
        let odds = |share: f64| share / (1.0 - share);
        let measured = odds(failed as f64 / calls as f64);
        let estimate = match share(failed as f64, calls as f64) {
            Estimate::Pert { low, high, .. } if high < 1.0 => {
                Estimate::Pert { low: odds(low), likely: measured, high: odds(high) }
            }
            _ => Estimate::Exact(measured),
        };
        self.measure(path, measured, estimate, |measurement| {
            measurement.seen(calls, Seen::Calls).remark(Remark::FailuresAreRetried, 0 < failed)
        });
    }

    /// Which share of calls went to the fallback, and which to the model that a router sends easy calls to.
    pub fn shares_of_models(&mut self) {
        let scenario = self.planned;
        let calls_of = |key: &str| {
            let place = scenario.models.get_index_of(key)?;
            let model = self.month.models.iter().find(|model| model.model == Some(place));
            model.map_or(Some(0), |model| model.sums.calls).map(|calls| calls as f64)
        };
        let is_told = self.month.models.iter().any(|model| model.model.is_some()) && self.context.step.is_none();
        let is_of_step = |key: &str| scenario.workload.steps.iter().any(|step| step.model == key);
        let all = self.month.total.calls.unwrap_or(0) as f64;
        let routing = self.strategy(StrategyTag::ModelRouting);
        let routed_to = routing.and_then(|strategy| strategy.kind.model()).map(String::as_str);
        let mut shares = Vec::new();
        if let Some(fallback) = scenario.workload.fallback_model.as_deref() {
            let path = EstimatePath::stage(self.stage(), StageField::FallbackShare);
            let is_apart = is_told && !is_of_step(fallback) && routed_to != Some(fallback);
            let found = calls_of(fallback).filter(|calls| is_apart && *calls < all).map(|calls| (calls, all - calls));
            shares.push((path, found));
        }
        if let (Some(target), Some(StrategyKind::ModelRouting { escalation, .. })) =
            (routed_to, routing.map(|strategy| &strategy.kind))
        {
            let path = EstimatePath::strategy(StrategyTag::ModelRouting, "share");
            let mut sources: Vec<&str> =
                scenario.workload.steps.iter().filter(|step| step.routable).map(|step| step.model.as_str()).collect();
            sources.sort_unstable();
            sources.dedup();
            let is_apart =
                is_told && !is_of_step(target) && scenario.workload.fallback_model.as_deref() != Some(target);
            let own: Option<f64> = sources.iter().map(|source| calls_of(source)).sum();
            // Of those that are routed some come back to their own model as well.
            let found = calls_of(target)
                .zip(own)
                .filter(|_| is_apart)
                .map(|(routed, own)| (routed, own + routed * (1.0 - escalation.base())));
            shares.push((path, found));
        }
        for (path, found) in shares {
            match found {
                Some((part, of)) if 0.0 < of && part <= of => {
                    self.measure(path, part / of, share(part, of), |measurement| {
                        measurement.seen(of as u64, Seen::Calls)
                    });
                }
                _ => self.cannot(path, Why::SharedModel),
            }
        }
    }

    /// Which share of tokens waited for a discount.
    pub fn batch(&mut self) {
        let total = &self.month.total;
        let tokens = total.tokens();
        let batched = total.batch_tokens.filter(|_| 0 < tokens).map(|batched| batched as f64 / tokens as f64);
        let path = EstimatePath::strategy(StrategyTag::BatchProcessing, "share");
        match (self.strategy(StrategyTag::BatchProcessing), batched) {
            (Some(_), Some(measured)) => {
                let estimate = Estimate::Exact(measured);
                self.measure(path, measured, estimate, |measurement| measurement.seen(tokens, Seen::Tokens));
            }
            (Some(_), None) => self.cannot(path, Why::NoBatch),
            (None, Some(measured)) if 0.0 < measured => self.unplanned.push(Unplanned::Batch(measured)),
            (None, _) => {}
        }
    }

    /// How often a prefix that could be read from a cache was.
    pub fn cache_hits(&mut self) {
        let total = &self.month.total;
        let read = total.cache_read.map(|read| read as f64);
        let written = total.cache_write().filter(|written| 0 < *written).map(|written| written as f64);
        let Some(strategy) = self.strategy(StrategyTag::PrefixCaching) else {
            let input = total.input().unwrap_or(0) as f64;
            if let Some(read) = read.filter(|read| 0.0 < *read) {
                self.unplanned.push(Unplanned::Caching(read / input));
            }
            return;
        };
        let path = EstimatePath::strategy(StrategyTag::PrefixCaching, "hit_rate");
        let StrategyKind::PrefixCaching { hit_rate: Some(_), .. } = &strategy.kind else {
            return self.unmeasured.push(super::Unmeasured { path, why: Why::FromTraffic });
        };
        match (read, written) {
            (None, _) => self.cannot(path, Why::NoCacheCounts),
            (Some(read), Some(written)) => {
                let measured = read / (read + written);
                let estimate = Estimate::Exact(measured);
                self.measure(path, measured, estimate, |found| found.seen((read + written) as u64, Seen::Tokens));
            }
            (Some(read), None) => {
                // The prefix is taken as planned: what is planned to be the prefix and was not read was missed.
                let prefix = self.measured_month().map(|month| {
                    let [prefix, input] = [0, 1].map(|place| {
                        month
                            .models
                            .iter()
                            .map(|model| if place == 0 { model.prefix } else { model.input })
                            .sum::<f64>()
                    });
                    prefix / input
                });
                let prefix = prefix.map(|share| share * self.month.total.input().unwrap_or(0) as f64);
                match prefix.filter(|prefix| 0.0 < *prefix && read <= *prefix) {
                    Some(prefix) => {
                        let measured = read / prefix;
                        self.measure(path, measured, Estimate::Exact(measured), |found| {
                            found.seen(read as u64, Seen::Tokens).remark(Remark::PrefixAsPlanned, true)
                        });
                    }
                    None => self.cannot(path, Why::NoCacheWrites),
                }
            }
        }
    }

    /// The busiest minute beside the mean one.
    pub fn peak(&mut self) {
        let path = EstimatePath::stage(self.stage(), StageField::Peak);
        let Some(peak) = self.digest.minutes.peak().filter(|peak| 0.0 < peak.mean) else {
            return self.cannot(path, Why::NoTimes);
        };
        if peak.mean < 1.0 {
            return self.cannot(path, Why::FewAMinute);
        }
        let measured = (peak.busiest as f64 / peak.mean).max(1.0);
        let low = (peak.p99 / peak.mean).max(1.0).min(measured);
        let estimate = if low < measured {
            Estimate::Pert { low, likely: measured, high: measured }
        } else {
            Estimate::Exact(measured)
        };
        let minutes = self.digest.minutes.length().unwrap_or(0);
        self.measure(path, measured, estimate, |measurement| measurement.seen(minutes, Seen::Minutes));
    }

    /// Who used it, where the plan counts people.
    pub fn users(&mut self) {
        let is_by_user =
            |component: &crate::scenario::Component| component.lines.iter().any(|line| line.driver == Driver::User);
        let stage = &self.planned.stages[self.context.stage];
        if stage.users.base() == 0.0 && !self.planned.components.iter().any(is_by_user) {
            return;
        }
        let path = EstimatePath::stage(self.stage(), StageField::Users);
        match self.digest.users.estimate().map(|users| users as f64).filter(|users| 0.0 < *users) {
            Some(users) => {
                // The register that counts them is so much off in eight of ten cases.
                const REACH: f64 = 1.03;
                let estimate = Estimate::Range { p10: users / REACH, p90: users * REACH };
                self.measure(path, users, estimate, |measurement| measurement.seen(users as u64, Seen::Users));
            }
            None => self.cannot(path, Why::NoUsers),
        }
    }

    /// How many requests were judged a success.
    pub fn success(&mut self) {
        let path = EstimatePath::Outcome(OutcomeField::SuccessRate);
        let judged = self.context.success.as_ref().and_then(|(name, threshold)| {
            let scores = self.digest.scores.get(name).filter(|scores| 0 < scores.count)?;
            Some((scores.above(*threshold) as f64, scores.count))
        });
        match judged {
            Some((successes, count)) => {
                let of = count as f64;
                self.measure(path, successes / of, share(successes, of), |found| found.seen(count, Seen::Judgements));
            }
            None => self.cannot(path, Why::NoJudgement),
        }
    }

    /// What is paid beside the plan's own prices for the same tokens.
    pub fn prices(&mut self) {
        const ROUNDING: f64 = 0.005;
        let path = EstimatePath::Plan(PlanField::Discount);
        let rate = self.planned.usd_rate.base();
        let (mut paid, mut listed, mut tokens, mut has_long) = (0.0, 0.0, 0, false);
        for model in &self.month.models {
            let Some(own) = model.model.map(|place| &self.planned.models[place]) else { continue };
            let Pricing::Tokens { multiplier, long, .. } = &own.pricing else { continue };
            let Some(cost) = money(self.planned, &model.sums).filter(|_| model.sums.unpriced_tokens == 0) else {
                continue;
            };
            let list = cached_cost(&own.pricing, &model.sums) * 1e-6 * multiplier * rate;
            // What credits have paid says nothing of prices.
            if list <= 0.0 || cost <= 0.0 {
                continue;
            }
            has_long |= long.is_some();
            (paid, listed) = (paid + cost, listed + list);
            tokens = model.sums.tokens().saturating_add(tokens);
            let expected = 1.0 - self.planned.plan.discount.base();
            if 0.0 < expected && ROUNDING < (cost / list / expected - 1.0).abs() {
                self.unplanned.push(Unplanned::Price(model.name.clone(), cost / list / expected));
            }
        }
        match 1.0 - paid / listed {
            _ if listed <= 0.0 => self.cannot(path, Why::NoCost),
            _ if has_long => self.cannot(path, Why::LongPrices),
            discount if discount < -ROUNDING => self.cannot(path, Why::PricesRose),
            discount => {
                let measured = if discount < ROUNDING { 0.0 } else { discount };
                self.measure(path, measured, Estimate::Exact(measured), |found| found.seen(tokens, Seen::Tokens));
            }
        }
    }

    /// Models that were used and are not in the plan.
    pub fn unplanned_models(&mut self) {
        let all = self.month.total.calls.filter(|calls| 0 < *calls);
        for model in self.month.models.iter().filter(|model| model.model.is_none() && !model.name.is_empty()) {
            let share = model.sums.calls.zip(all).map(|(calls, all)| calls as f64 / all as f64);
            self.unplanned.push(Unplanned::Model(model.name.clone(), share));
        }
    }
}

/// The slope of a straight line through values one apart (least squares), and its standard error.
fn line(values: &[f64]) -> [f64; 2] {
    let count = values.len() as f64;
    let (mean_x, mean_y) = ((count - 1.0) / 2.0, values.iter().sum::<f64>() / count);
    let places = || values.iter().enumerate().map(|(place, value)| (place as f64 - mean_x, value - mean_y));
    let squares: f64 = places().map(|(x, _)| x * x).sum();
    let slope = places().map(|(x, y)| x * y).sum::<f64>() / squares;
    let rest: f64 = places().map(|(x, y)| (y - slope * x) * (y - slope * x)).sum();
    [slope, libm::sqrt(rest / (count - 2.0) / squares)]
}
