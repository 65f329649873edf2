//! What was used, scaled to a month and put in the terms of a plan.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

use super::model_names::model_of;
use crate::economics::HOURS_PER_MONTH;
use crate::scenario::Scenario;
use crate::usage::{CallSketches, Day, Sums, UsageDigest};

/// Days in a month of a plan: 730 hours.
pub const DAYS_PER_MONTH: f64 = HOURS_PER_MONTH / 24.0;

/// So many days count, the last of them.
const RECENT_DAYS: i32 = 30;

const DAY: f64 = 86_400e6;

/// What the planner says of usage that does not say it itself.
#[derive(Clone, Debug, PartialEq)]
pub struct UsageContext {
    /// The stage whose month it is held against.
    pub stage: usize,
    /// The step that all calls are of; `None` where their models tell.
    pub step: Option<usize>,
    /// Which share of the traffic was recorded, above 0 and at most 1. It scales volumes, never distributions.
    pub sample_rate: f64,
    /// The calendar month that counts, as year and month; `None` for the last 30 days.
    pub month: Option<(i16, i8)>,
    /// A judgement, and the value above which a request is a success.
    pub success: Option<(String, f64)>,
}

impl UsageContext {
    /// All of the traffic, against a stage.
    pub fn at_stage(stage: usize) -> Self {
        Self { stage, step: None, sample_rate: 1.0, month: None, success: None }
    }
}

/// A month as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct ActualMonth {
    /// The first and the last day that count; `None` without a calendar.
    pub days: Option<(Day, Day)>,
    /// How long they are, in days.
    pub length: f64,
    /// On how many of them something was used; 0 without a calendar.
    pub days_with_usage: usize,
    /// What sums are multiplied by to be those of a month.
    pub scale: f64,
    /// Whether it is a month of the calendar rather than a stretch of days scaled to one.
    pub is_calendar_month: bool,
    /// All that counts, not scaled.
    pub total: Sums,
    /// Models of the plan first, in its order, then those that it does not have.
    pub models: Vec<ActualModel>,
    /// What was billed that is no model, and cost at all.
    pub services: BTreeMap<String, Sums>,
    /// What was billed for neither a model nor a service.
    pub unnamed: Sums,
}

/// What a month used of one model.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ActualModel {
    /// Its place among the plan's models; `None` where the plan has no such model.
    pub model: Option<usize>,
    /// As it was called; of a plan's model the plan's name.
    pub name: String,
    /// Not scaled.
    pub sums: Sums,
    /// Tokens of single calls, of all that was read.
    pub calls: CallSketches,
}

impl ActualMonth {
    /// What counts of a digest, in the terms of a plan. `None` where nothing of it lies within the month asked for.
    pub fn of(scenario: &Scenario, digest: &UsageDigest, context: &UsageContext) -> Option<Self> {
        let window = Window::of(digest, context.month)?;
        let own_model = |name: &str| if name.is_empty() { only_model(scenario) } else { model_of(scenario, name) };
        let mut models: BTreeMap<(usize, String), ActualModel> = BTreeMap::new();
        // There are many rows of few names.
        let mut keys: HashMap<&str, (usize, String)> = HashMap::new();
        let mut key_of = |name| {
            let key = |name: &str| {
                own_model(name).map_or_else(|| (usize::MAX, name.to_owned()), |model| (model, String::new()))
            };
            keys.entry(name).or_insert_with_key(|name| key(name)).clone()
        };
        let days: BTreeSet<Day> =
            digest.rows.keys().filter_map(|key| key.day).filter(|day| window.holds(Some(*day))).collect();
        let (mut total, mut services, mut unnamed) = (Sums::default(), BTreeMap::new(), Sums::default());
        for (key, sums) in digest.rows.iter().filter(|(key, _)| window.holds(key.day)) {
            total.merge(sums);
            let has_tokens = sums.input().is_some() || sums.output.is_some();
            match (&key.service, &key.model) {
                (Some(service), None) => services.entry(service.clone()).or_insert_with(Sums::default).merge(sums),
                (_, None) if !has_tokens && sums.calls.is_none_or(|calls| calls == 0) => unnamed.merge(sums),
                (_, model) => {
                    let name = model.as_deref().unwrap_or_default();
                    models.entry(key_of(name)).or_default().sums.merge(sums);
                }
            }
        }
        for (name, calls) in &digest.call_tokens {
            if let Some(model) = models.get_mut(&key_of(name)) {
                model.calls.merge(calls);
            }
        }
        let named = |((place, name), model): ((usize, String), ActualModel)| {
            let of_plan = scenario.models.get_index(place);
            let name = of_plan.map_or(name, |(_, model)| model.name.clone());
            ActualModel { model: of_plan.map(|_| place), name, ..model }
        };
        Some(Self {
            days: window.days,
            length: window.length,
            days_with_usage: days.len(),
            scale: window.scale / context.sample_rate,
            is_calendar_month: context.month.is_some(),
            total,
            models: models.into_iter().map(named).collect(),
            services,
            unnamed,
        })
    }

    /// A count as it is in a month.
    pub fn scaled(&self, count: u64) -> f64 {
        count as f64 * self.scale
    }

    /// Whether no model is named.
    pub fn is_untold(&self) -> bool {
        self.models.iter().all(|actual| actual.model.is_none() && actual.name.is_empty())
    }

    /// All models as one.
    pub fn all_models(&self) -> ActualModel {
        let mut all = ActualModel::default();
        for model in &self.models {
            all.sums.merge(&model.sums);
            all.calls.merge(&model.calls);
        }
        all
    }
}

/// What sums cost in the scenario's currency; `None` where that is not known.
pub(super) fn money(scenario: &Scenario, sums: &Sums) -> Option<f64> {
    let mut total = None;
    for (currency, nanos) in &sums.costs {
        let rate = match currency.as_str() {
            own if own.eq_ignore_ascii_case(scenario.currency.trim()) => 1.0,
            "USD" => scenario.usd_rate.base(),
            _ => return None,
        };
        total = Some(total.unwrap_or(0.0) + *nanos as f64 / 1e9 * rate);
    }
    total
}

/// The model that every step calls, if it is one.
fn only_model(scenario: &Scenario) -> Option<usize> {
    let mut models = scenario.workload.steps.iter().map(|step| &step.model);
    let first = models.next()?;
    models.all(|model| model == first).then(|| scenario.models.get_index_of(first)).flatten()
}

/// The days that count.
struct Window {
    days: Option<(Day, Day)>,
    length: f64,
    scale: f64,
}

impl Window {
    fn of(digest: &UsageDigest, month: Option<(i16, i8)>) -> Option<Self> {
        let Some((from, to)) = digest.span else {
            let length = digest.minutes.length()? as f64 / (24.0 * 60.0);
            return month.is_none().then_some(Self { days: None, length, scale: DAYS_PER_MONTH / length });
        };
        if let Some((year, month)) = month {
            let first = Date::new(year, month, 1).ok()?;
            let first_day = Day::of(first);
            let last_day = Day(first_day.0 + i32::from(first.days_in_month()) - 1);
            let has_days = digest.rows.keys().any(|key| key.day.is_some_and(|day| first_day <= day && day <= last_day));
            let length = f64::from(first.days_in_month());
            return has_days.then_some(Self { days: Some((first_day, last_day)), length, scale: 1.0 });
        }
        // The end of a day's bucket is the first instant after it.
        let last_day = Day::at((to - 1).max(from));
        let first_day = Day(Day::at(from).0.max(last_day.0.saturating_sub(RECENT_DAYS - 1)));
        let start = from.max(i64::from(first_day.0).saturating_mul(DAY as i64));
        let length = ((to - start) as f64 / DAY).max(1.0 / (24.0 * 60.0));
        Some(Self { days: Some((first_day, last_day)), length, scale: DAYS_PER_MONTH / length })
    }

    fn holds(&self, day: Option<Day>) -> bool {
        match (self.days, day) {
            (Some((first, last)), Some(day)) => first <= day && day <= last,
            (None, _) => true,
            (Some(_), None) => false,
        }
    }
}
