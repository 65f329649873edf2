//! Each model in a planned month and in an actual one, in factors that multiply to what it costs.

use super::actual_month::{ActualModel, ActualMonth, UsageContext, money};
use super::bill_difference::Assumed;
use crate::economics::{ModelMonth, ModelUsage, Plan};
use crate::scenario::{Pricing, Scenario, StrategyTag};
use crate::usage::Sums;

/// A model in both months: of each pair the first is as planned, the second as it was.
pub(super) struct ModelLine {
    /// Calls of the month.
    pub calls: [f64; 2],
    /// Its share of all calls.
    pub share: [f64; 2],
    /// Input and output tokens of a call.
    tokens: [[f64; 2]; 2],
    /// What a token of input and of output costs at the plan's list prices, uncached.
    list: [f64; 2],
    /// What caches and batches make of that.
    pub caching: [f64; 2],
    /// What is paid for it beside that: rates, discounts, multipliers, prices that have changed.
    pub price: [f64; 2],
}

impl ModelLine {
    /// What the tokens of a call cost at list prices, as planned or as it was.
    pub fn plain_cost(&self, place: usize) -> f64 {
        let [input, output] = self.tokens[place];
        input * self.list[0] + output * self.list[1]
    }
}

/// What one month makes of a model.
#[derive(Clone, Copy, Default)]
struct ModelUse {
    calls: f64,
    /// Of a call.
    tokens: [f64; 2],
    caching: f64,
    price: f64,
}

/// A model as planned.
#[derive(Clone, Copy)]
struct PlannedModel {
    list: [f64; 2],
    used: ModelUse,
}

impl PlannedModel {
    /// Money for a call.
    fn cost_of_call(&self) -> f64 {
        let [input, output] = self.used.tokens;
        (input * self.list[0] + output * self.list[1]) * self.used.caching * self.used.price
    }
}

/// What a file says of models.
pub(super) struct ModelLines {
    pub lines: Vec<ModelLine>,
    /// Money a month for models that no price of the plan explains.
    pub unplaced: f64,
}

/// What a model was used for, as far as a bill can tell.
enum Actual {
    /// With the list prices that it is held against.
    Used([f64; 2], ModelUse),
    /// Money alone, that no price of the plan explains.
    Unplaced(f64),
    /// Nothing that could be put in money.
    Unknown,
}

/// The models that a file speaks of, with those of the plan that it could have spoken of.
pub(super) fn model_lines(
    scenario: &Scenario,
    planned: &ModelMonth,
    context: &UsageContext,
    month: &ActualMonth,
    measured: &Scenario,
    assumed: &mut Vec<Assumed>,
) -> ModelLines {
    let models = planned_models(scenario, planned, context);
    let expected = planned_month(measured, context).map(|month| planned_models(measured, &month, context));
    let expected = expected.unwrap_or_else(|| models.clone());
    let (mut lines, mut unplaced) = (Vec::new(), 0.0);
    let mut add = |model: Option<[&PlannedModel; 2]>, actual: Option<(&ActualModel, Option<&Pricing>)>| {
        let ours = model.map(|[model, _]| model.used);
        let theirs = actual.map(|(actual, pricing)| actual_use(scenario, month, actual, pricing, model, assumed));
        let list = model.map_or([0.0; 2], |[model, _]| model.list);
        match theirs {
            Some(Actual::Used(list, theirs)) => lines.push(joined(list, ours, Some(theirs))),
            Some(Actual::Unplaced(money)) => {
                unplaced += money;
                lines.push(joined(list, ours, None));
            }
            Some(Actual::Unknown) => {}
            None => lines.push(joined(list, ours, None)),
        }
    };
    if month.is_untold() {
        let [ours, theirs] = [together(&models), together(&expected)];
        month.models.iter().for_each(|actual| add(Some([&ours, &theirs]), Some((actual, None))));
        if !month.models.is_empty() {
            assumed.push(Assumed::ModelsTogether);
        }
    } else {
        for (place, model) in models.iter().enumerate() {
            let actual = month.models.iter().find(|actual| actual.model == Some(place));
            if actual.is_some() || 0.0 < model.used.calls {
                let pricing = &scenario.models[place].pricing;
                add(Some([model, &expected[place]]), actual.map(|actual| (actual, Some(pricing))));
            }
        }
        month.models.iter().filter(|actual| actual.model.is_none()).for_each(|actual| add(None, Some((actual, None))));
    }
    for place in [0, 1] {
        let all: f64 = lines.iter().map(|line| line.calls[place]).sum();
        lines.iter_mut().for_each(|line| line.share[place] = if 0.0 < all { line.calls[place] / all } else { 0.0 });
    }
    ModelLines { lines, unplaced }
}

/// A model that one of the months does not have is, were it called, as in the other.
fn joined(list: [f64; 2], ours: Option<ModelUse>, theirs: Option<ModelUse>) -> ModelLine {
    let uncalled = |used: ModelUse| ModelUse { calls: 0.0, ..used };
    let [ours, theirs] = match (ours.filter(|used| 0.0 < used.calls), theirs) {
        (Some(ours), Some(theirs)) => [ours, theirs],
        (Some(ours), None) => [ours, uncalled(ours)],
        (None, Some(theirs)) => [uncalled(theirs), theirs],
        (None, None) => [ModelUse::default(); 2],
    };
    ModelLine {
        calls: [ours.calls, theirs.calls],
        share: [0.0; 2],
        tokens: [ours.tokens, theirs.tokens],
        list,
        caching: [ours.caching, theirs.caching],
        price: [ours.price, theirs.price],
    }
}

/// Every model of a plan, as planned.
fn planned_models(scenario: &Scenario, planned: &ModelMonth, context: &UsageContext) -> Vec<PlannedModel> {
    let uncached = without_caching(scenario, context);
    let planned = planned.models.iter().enumerate();
    let model = |(place, usage): (usize, &ModelUsage)| {
        let list = match &scenario.models[place].pricing {
            Pricing::Tokens { input, output, .. } => [input * 1e-6, output * 1e-6],
            // Capacity has no price by the token: what a planned token comes to stands for it.
            Pricing::SelfHosted { .. } | Pricing::Provisioned { .. } => {
                [over(usage.cost, usage.input + usage.output); 2]
            }
        };
        let plain = usage.input * list[0] + usage.output * list[1];
        let uncached = uncached.as_ref().map_or(usage.cost, |month| month.models[place].cost);
        let used = ModelUse {
            calls: usage.calls,
            tokens: [over(usage.input, usage.calls), over(usage.output, usage.calls)],
            caching: if 0.0 < uncached { usage.cost / uncached } else { 1.0 },
            price: if 0.0 < plain { uncached / plain } else { scenario.usd_rate.base() },
        };
        PlannedModel { list, used }
    };
    planned.map(model).collect()
}

/// The same month without what caches prefixes and what waits for a discount.
fn without_caching(scenario: &Scenario, context: &UsageContext) -> Option<ModelMonth> {
    let mut scenario = scenario.clone();
    let is_caching = |tag: StrategyTag| matches!(tag, StrategyTag::PrefixCaching | StrategyTag::BatchProcessing);
    scenario
        .strategies
        .iter_mut()
        .filter(|strategy| is_caching(strategy.kind.tag()))
        .for_each(|strategy| strategy.enabled = false);
    planned_month(&scenario, context)
}

/// A month of a scenario; `None` where it cannot be computed.
fn planned_month(scenario: &Scenario, context: &UsageContext) -> Option<ModelMonth> {
    Some(ModelMonth::planned(&Plan::new(scenario).ok()?, context.stage, context.step))
}

/// All models of a plan as if they were one.
fn together(models: &[PlannedModel]) -> PlannedModel {
    let sum = |of: &dyn Fn(&PlannedModel) -> f64| models.iter().map(of).sum::<f64>();
    let tokens = |model: &PlannedModel, which: usize| model.used.calls * model.used.tokens[which];
    let plain = |model: &PlannedModel| tokens(model, 0) * model.list[0] + tokens(model, 1) * model.list[1];
    let uncached = |model: &PlannedModel| plain(model) * model.used.price;
    let [calls, all_plain, all_uncached] = [sum(&|model| model.used.calls), sum(&plain), sum(&uncached)];
    let counts = [0, 1].map(|which| sum(&|model| tokens(model, which)));
    let list = [0, 1].map(|which| over(sum(&|model| tokens(model, which) * model.list[which]), counts[which]));
    let used = ModelUse {
        calls,
        tokens: counts.map(|count| over(count, calls)),
        caching: over(sum(&|model| uncached(model) * model.used.caching), all_uncached),
        price: over(all_uncached, all_plain),
    };
    PlannedModel { list, used }
}

/// A model as it was used.
fn actual_use(
    scenario: &Scenario,
    month: &ActualMonth,
    actual: &ActualModel,
    pricing: Option<&Pricing>,
    planned: Option<[&PlannedModel; 2]>,
    assumed: &mut Vec<Assumed>,
) -> Actual {
    let sums = &actual.sums;
    let input = month.scaled(sums.input().unwrap_or(0));
    let output = month.scaled(sums.output.unwrap_or(0));
    let cost = cost(scenario, sums, assumed).map(|cost| cost * month.scale);
    if input + output == 0.0
        && let Some(cost) = cost
    {
        // Money without tokens: so many of the plan's own calls.
        let per_call = planned.map_or(0.0, |[planned, _]| planned.cost_of_call());
        return match planned {
            Some([PlannedModel { list, used }, _]) if 0.0 < per_call && 0.0 < cost => {
                assumed.push(Assumed::CallsFollowCost);
                Actual::Used(*list, ModelUse { calls: cost / per_call, ..*used })
            }
            _ => Actual::Unplaced(cost),
        };
    }
    let Some(list) = planned.map(|[planned, _]| planned.list).or_else(|| Some([over(cost?, input + output); 2])) else {
        assumed.push(Assumed::UnknownPrice);
        return Actual::Unknown;
    };
    let calls = sums.calls.filter(|calls| 0 < *calls).map(|calls| month.scaled(calls)).unwrap_or_else(|| {
        assumed.push(Assumed::CallsFollowTokens);
        let per_call = planned.map_or(0.0, |[planned, _]| planned.used.tokens.iter().sum());
        if 0.0 < per_call { (input + output) / per_call } else { 1.0 }
    });
    let plain = input * list[0] + output * list[1];
    // The plan with what was measured is asked for what the usage leaves open.
    let expected = planned.map(|[_, expected]| expected);
    let caching = match pricing.and_then(|pricing| caching(pricing, sums)) {
        Some(caching) => caching,
        None => {
            assumed.extend(planned.map(|_| Assumed::CachingAsPlanned));
            match cost {
                Some(_) => planned.map_or(1.0, |[planned, _]| planned.used.caching),
                None => expected.map_or(1.0, |expected| expected.used.caching),
            }
        }
    };
    let price = match cost {
        Some(cost) if 0.0 < plain * caching => cost / (plain * caching),
        // Where the plan has it for nothing, no price leads to what was paid.
        Some(cost) if 0.0 < cost => return Actual::Unplaced(cost),
        Some(_) => 1.0,
        None => {
            assumed.push(Assumed::PricedByPlan);
            let own = |expected: &PlannedModel| {
                over(input * expected.list[0] + output * expected.list[1], plain) * expected.used.price
            };
            expected.map_or(1.0, own)
        }
    };
    Actual::Used(list, ModelUse { calls, tokens: [over(input, calls), over(output, calls)], caching, price })
}

/// What it cost in the scenario's currency, tokens without a cost priced as the others.
fn cost(scenario: &Scenario, sums: &Sums, assumed: &mut Vec<Assumed>) -> Option<f64> {
    let cost = money(scenario, sums)?;
    let all = sums.tokens() as f64;
    let priced = all - sums.unpriced_tokens as f64;
    if sums.unpriced_tokens == 0 {
        return Some(cost);
    }
    assumed.push(Assumed::UnpricedLikeOthers);
    (0.0 < priced).then(|| cost * all / priced)
}

/// What caches and batches made of the cost at a plan's own prices; `None` where caches are not told.
fn caching(pricing: &Pricing, sums: &Sums) -> Option<f64> {
    let Pricing::Tokens { input, output, .. } = pricing else { return Some(1.0) };
    sums.cache_read?;
    let count = |tokens: Option<u64>| tokens.unwrap_or(0) as f64;
    let plain = count(sums.input()) * input + count(sums.output) * output;
    Some(if 0.0 < plain { cached_cost(pricing, sums) / plain } else { 1.0 })
}

/// What tokens cost at a plan's own prices, millionths of US dollars: as they were cached and batched, before discounts on
/// everything; 0 where they are not priced by the token.
pub(super) fn cached_cost(pricing: &Pricing, sums: &Sums) -> f64 {
    let Pricing::Tokens { input, output, cache_read, cache_write, cache_write_long, batch_discount, .. } = pricing
    else {
        return 0.0;
    };
    let count = |tokens: Option<u64>| tokens.unwrap_or(0) as f64;
    let write = cache_write.unwrap_or(*input);
    let cached = count(sums.uncached_input) * input
        + count(sums.cache_read) * cache_read.unwrap_or(*input)
        + count(sums.cache_write_5m) * write
        + count(sums.cache_write_1h) * cache_write_long.unwrap_or(write)
        + count(sums.output) * output;
    let all = count(sums.input()) + count(sums.output);
    let batched = over(count(sums.batch_tokens), all);
    cached * (1.0 - batched * batch_discount)
}

/// A quotient; 0 where there is nothing to divide by.
fn over(amount: f64, by: f64) -> f64 {
    if 0.0 < by { amount / by } else { 0.0 }
}
