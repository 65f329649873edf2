//! What remains after reading: sums of each day and model, and how tokens, calls and minutes are distributed. A few
//! kilobytes, however much was read; no prompt, no identifier, no name of a person is in it.
//!
//! Two digests merge into what one reading of both gives, but for what only a reading of both can see: that a record is in
//! both, that a request has calls in both, and, of digests that were written, that calls fell into one minute.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::cached_input::Decided;
use super::call_sketches::CallSketches;
use super::distinct::Distinct;
use super::minutes::Minutes;
use super::name::OTHERS;
use super::record::{Currency, Score, day_of};
use super::sketch::Sketch;
use super::sums::Sums;
use crate::language::tr;

/// A day of the calendar, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i32);

/// Of what sums are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct RowKey {
    /// Which day; `None` in a trace that knows none.
    pub day: Option<Day>,
    /// Which model.
    pub model: Option<String>,
    /// Who ran it.
    pub provider: Option<String>,
    /// Which service, where it was no model.
    pub service: Option<String>,
}

/// What was used, digested.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UsageDigest {
    /// The keys of the formats that it was read from.
    pub formats: BTreeSet<String>,
    /// The first and the last instant that records speak of, in microseconds since 1970; `None` without a calendar.
    pub span: Option<(i64, i64)>,
    /// Sums of each day and model.
    #[serde(with = "rows")]
    pub rows: BTreeMap<RowKey, Sums>,
    /// Tokens of each single call, by model; by an empty name where none is said.
    pub call_tokens: BTreeMap<String, CallSketches>,
    /// Calls of each request.
    pub calls_per_request: Sketch,
    /// Calls of each minute.
    pub minutes: Minutes,
    /// How many users there were.
    pub users: Distinct,
    /// Judgements, by what was judged.
    pub scores: BTreeMap<String, ScoreSums>,
    /// Calls of each service tier.
    pub tiers: BTreeMap<String, u64>,
    /// How it was decided what an input holds.
    pub decided: DecidedCounts,
}

/// How many records were decided in which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DecidedCounts {
    /// Numbers proved that input holds what was cached.
    pub included_by_arithmetic: u64,
    /// Numbers proved that it does not.
    pub excluded_by_arithmetic: u64,
    /// The format says that it does.
    pub included_by_rule: u64,
    /// The format says that it does not.
    pub excluded_by_rule: u64,
}

/// Judgements of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ScoreSums {
    /// How many.
    pub count: u64,
    /// Millionths: their sum.
    pub micros: i64,
    /// How many were 0 or less, in each tenth from 0 to 1, and above 1: a threshold is chosen by it.
    pub histogram: [u64; 12],
}

/// So many rows of days and models are kept apart; what comes after goes to a row of its day.
pub(super) const MOST_ROWS: usize = 20_000;

/// So many models have sketches of their own, and so many kinds of judgement and of tiers are kept.
pub(super) const MOST_NAMES: usize = 64;

impl UsageDigest {
    /// Counts somebody.
    pub fn add_user(&mut self, user: u64) {
        self.users.add(user);
    }

    /// Adds a judgement.
    pub fn add_score(&mut self, score: &Score) {
        if score.value.is_finite() && (self.scores.len() < MOST_NAMES || self.scores.contains_key(&*score.name)) {
            self.scores.entry(score.name.to_string()).or_default().add(score.value);
        }
    }

    /// Adds what another holds.
    pub fn merge(&mut self, other: &Self) {
        self.formats.extend(other.formats.iter().cloned());
        other.span.into_iter().for_each(|span| self.widen(span));
        for (key, sums) in &other.rows {
            self.add_row(key.clone(), sums);
        }
        for (model, sketches) in &other.call_tokens {
            self.add_sketches(model, sketches);
        }
        self.calls_per_request.merge(&other.calls_per_request);
        self.minutes.merge(&other.minutes);
        self.users.merge(&other.users);
        for (name, sums) in &other.scores {
            if self.scores.len() < MOST_NAMES || self.scores.contains_key(name) {
                self.scores.entry(name.clone()).or_default().merge(sums);
            }
        }
        for (tier, calls) in &other.tiers {
            self.add_tier(tier, *calls);
        }
        self.decided.merge(&other.decided);
    }

    /// Tokens of each single call of all models.
    pub fn all_call_tokens(&self) -> CallSketches {
        let mut all = CallSketches::default();
        self.call_tokens.values().for_each(|sketches| all.merge(sketches));
        all
    }

    /// The sums of all.
    pub fn total(&self) -> Sums {
        let mut total = Sums::default();
        self.rows.values().for_each(|sums| total.merge(sums));
        total
    }

    /// The sums of each day, or of each model, in the order of what they are summed by.
    pub fn grouped<K: Ord>(&self, by: impl Fn(&RowKey) -> K) -> BTreeMap<K, Sums> {
        let mut groups: BTreeMap<K, Sums> = BTreeMap::new();
        for (key, sums) in &self.rows {
            groups.entry(by(key)).or_default().merge(sums);
        }
        groups
    }

    /// The days from the first to the last on which nothing was used; `None` without a calendar.
    pub fn blank_days(&self) -> Option<u64> {
        let days: BTreeSet<Day> = self.rows.keys().filter_map(|key| key.day).collect();
        let (first, last) = (days.first()?, days.last()?);
        Some(u64::from(last.0.abs_diff(first.0)) + 1 - days.len() as u64)
    }

    /// Adds sums to a row, or to that of what there is no room for.
    pub(super) fn add_row(&mut self, key: RowKey, sums: &Sums) {
        let key = self.kept_key(key);
        self.rows.entry(key).or_default().merge(sums);
    }

    /// Adds to how the tokens of a model's calls are distributed.
    pub(super) fn add_sketches(&mut self, model: &str, sketches: &CallSketches) {
        self.sketches_of(model).merge(sketches);
    }

    /// Widens the span so that it holds another.
    pub(super) fn widen(&mut self, (from, to): (i64, i64)) {
        self.span = Some(self.span.map_or((from, to), |(first, last)| (first.min(from), last.max(to))));
    }

    fn sketches_of(&mut self, model: &str) -> &mut CallSketches {
        if !self.call_tokens.contains_key(model) {
            let name = if self.call_tokens.len() < MOST_NAMES { model } else { OTHERS };
            return self.call_tokens.entry(name.to_owned()).or_default();
        }
        self.call_tokens.get_mut(model).expect("it is there")
    }

    fn kept_key(&self, key: RowKey) -> RowKey {
        if self.rows.len() < MOST_ROWS || self.rows.contains_key(&key) {
            return key;
        }
        RowKey { day: key.day, model: Some(OTHERS.to_owned()), provider: None, service: None }
    }

    /// Counts calls of a tier.
    pub(super) fn add_tier(&mut self, tier: &str, calls: u64) {
        if self.tiers.len() < MOST_NAMES || self.tiers.contains_key(tier) {
            let own = self.tiers.entry(tier.to_owned()).or_default();
            *own = own.saturating_add(calls);
        }
    }

    /// Counts how a record was decided.
    pub(super) fn decide(&mut self, decided: Decided) {
        match decided {
            Decided::Nothing => {}
            Decided::IncludedByArithmetic => self.decided.included_by_arithmetic += 1,
            Decided::ExcludedByArithmetic => self.decided.excluded_by_arithmetic += 1,
            Decided::IncludedByRule => self.decided.included_by_rule += 1,
            Decided::ExcludedByRule => self.decided.excluded_by_rule += 1,
        }
    }
}

impl DecidedCounts {
    fn merge(&mut self, other: &Self) {
        self.included_by_arithmetic = self.included_by_arithmetic.saturating_add(other.included_by_arithmetic);
        self.excluded_by_arithmetic = self.excluded_by_arithmetic.saturating_add(other.excluded_by_arithmetic);
        self.included_by_rule = self.included_by_rule.saturating_add(other.included_by_rule);
        self.excluded_by_rule = self.excluded_by_rule.saturating_add(other.excluded_by_rule);
    }
}

impl ScoreSums {
    fn add(&mut self, value: f64) {
        let bin = match value {
            _ if value <= 0.0 => 0,
            _ if 1.0 < value => 11,
            _ => ((value * 10.0).ceil() as usize).clamp(1, 10),
        };
        self.count += 1;
        self.micros = self.micros.saturating_add((value * 1e6).round() as i64);
        self.histogram[bin] += 1;
    }

    fn merge(&mut self, other: &Self) {
        self.count = self.count.saturating_add(other.count);
        self.micros = self.micros.saturating_add(other.micros);
        self.histogram.iter_mut().zip(other.histogram).for_each(|(own, theirs)| *own = own.saturating_add(theirs));
    }

    /// How many were above a threshold, which is taken to the next tenth.
    pub fn above(&self, threshold: f64) -> u64 {
        let bins = (threshold.clamp(0.0, 1.0) * 10.0).round() as usize;
        self.histogram[bins + 1..].iter().fold(0, |above, count| above.saturating_add(*count))
    }

    /// The mean of all.
    pub fn mean(&self) -> Option<f64> {
        (0 < self.count).then(|| self.micros as f64 / 1e6 / self.count as f64)
    }
}

impl Day {
    /// The day in UTC of an instant in microseconds since 1970.
    pub fn at(instant: i64) -> Self {
        Self(day_of(instant))
    }

    /// A day of the calendar.
    pub fn of(date: Date) -> Self {
        Self((date - Date::constant(1970, 1, 1)).get_days())
    }

    /// The day in the calendar.
    pub fn date(self) -> Option<Date> {
        Date::constant(1970, 1, 1).checked_add(jiff::Span::new().try_days(self.0).ok()?).ok()
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.date().map(|date| date.to_string()).unwrap_or_default().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let date = crate::day::parse_day(&text).ok_or_else(|| de::Error::custom(tr!("a day is written YYYY-MM-DD")))?;
        Ok(Self::of(date))
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_str().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom(tr!("a currency is three letters")))
    }
}

/// Rows as a list of lines.
mod rows {
    use super::{BTreeMap, Deserialize, Deserializer, RowKey, Serialize, Serializer, Sums, de};
    use crate::language::tr;
    use crate::usage::row_text::{read_row, write_row};

    pub fn serialize<S: Serializer>(rows: &BTreeMap<RowKey, Sums>, serializer: S) -> Result<S::Ok, S::Error> {
        rows.iter().map(|(key, sums)| write_row(key, sums)).collect::<Vec<_>>().serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<RowKey, Sums>, D::Error> {
        let row = |text: String| {
            read_row(&text).ok_or_else(|| {
                let text = format!("{text:?}");
                de::Error::custom(tr!("{text} is no row of usage", text))
            })
        };
        Vec::<String>::deserialize(deserializer)?.into_iter().map(row).collect()
    }
}
