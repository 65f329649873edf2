//! Codex: the logs of its sessions ("rollouts"), and the events that it prints when it runs without a terminal.
//!
//! Its counts accumulate, are written again where nothing was added, and are copied into the log of a session that was
//! forked. So a call is what a count adds to the one before it. Calls inside a step are missing from the counts of the last
//! call; what the accumulated count has beyond it is kept as calls of which nobody knows how many they are.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::language::tr_noop;
use crate::usage::cached_input::{CachedInput, StatedCounts};
use crate::usage::fields::Fields;
use crate::usage::format::{Entries, Format, Reader};
use crate::usage::record::{Interval, Name, UsageRecord, hashed};
use crate::usage::skip::Skip;

/// Rollouts, and events.
pub const CODEX: Format = Format {
    key: "codex",
    name: tr_noop!("Codex session logs (rollouts)"),
    fingerprints: &[
        &["timestamp", "type", "payload"],
        &["type", "payload.info"],
        &["type", "usage.input_tokens", "usage.cached_input_tokens"],
    ],
    wrappers: &[],
    nested: &["payload", "usage"],
    cached_input: CachedInput::Included,
    units: "times are UTC; there is no cost",
    is_ordered: true,
    row_limits: &[],
    reader: || Box::new(Rollout::default()),
};

/// A log as far as it was read.
#[derive(Debug, Default)]
struct Rollout {
    session: Option<String>,
    /// The session whose log it goes on from, and when it began to.
    forked_from: Option<String>,
    forked_at: Option<i64>,
    /// Whether what is read now was copied from the log before it.
    is_copy: bool,
    model: Option<Name>,
    provider: Option<Name>,
    /// The last accumulated counts.
    total: Option<Counts>,
}

/// Counts as the log states them: input holds what was cached, output holds reasoning.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Counts {
    input: f64,
    cache_read: f64,
    cache_write: Option<f64>,
    output: f64,
    reasoning: Option<f64>,
}

impl Counts {
    fn of(usage: &Map<String, Value>) -> Result<Option<Self>, Skip> {
        let usage = Fields::of_map(usage);
        let (input, output) = (usage.get("input_tokens").count()?, usage.get("output_tokens").count()?);
        if input.is_none() && output.is_none() {
            return Ok(None);
        }
        let known = |count: Option<f64>| count.filter(|count| count.is_finite() && 0.0 <= *count);
        Ok(Some(Self {
            input: known(input).unwrap_or(0.0),
            cache_read: known(usage.first(&["cached_input_tokens", "cache_read_input_tokens"]).count()?).unwrap_or(0.0),
            cache_write: known(usage.first(&["cache_write_input_tokens", "cache_creation_input_tokens"]).count()?),
            output: known(output).unwrap_or(0.0),
            reasoning: known(usage.get("reasoning_output_tokens").count()?),
        }))
    }

    /// What these have beyond others; `None` where one of them has become less.
    fn beyond(&self, before: &Self) -> Option<Self> {
        let less = |own: Option<f64>, theirs: Option<f64>| own.map(|own| (own - theirs.unwrap_or(0.0)).max(0.0));
        let rest = Self {
            input: self.input - before.input,
            cache_read: (self.cache_read - before.cache_read).max(0.0),
            cache_write: less(self.cache_write, before.cache_write),
            output: self.output - before.output,
            reasoning: less(self.reasoning, before.reasoning),
        };
        (0.0 <= rest.input && 0.0 <= rest.output).then_some(rest)
    }

    fn is_nothing(&self) -> bool {
        self.input + self.output <= 0.0
    }

    fn stated(&self) -> StatedCounts {
        StatedCounts {
            input: Some(self.input),
            cache_read: Some(self.cache_read),
            cache_write_5m: self.cache_write,
            output: Some(self.output),
            reasoning: self.reasoning,
            ..StatedCounts::default()
        }
    }
}

impl Reader for Rollout {
    fn read(&mut self, fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
        if let Some(thread) = fields.get("thread_id").text() {
            self.session = Some(thread.into_owned());
        }
        if let Some(usage) = fields.get("usage").map() {
            return self.read_turn(fields, &usage, entries);
        }
        let payload = fields.get("payload").map().ok_or(Skip::OtherKind)?;
        let payload = Fields::of_map(&payload);
        let kind = fields.get("type").text();
        match kind.as_deref() {
            Some("session_meta") => {
                if self.session.is_none() {
                    // A forked log has those of the sessions before it too, after its own.
                    self.session = payload.first(&["id", "session_id"]).text().map(Cow::into_owned);
                    let forked_from = payload.first(&["forked_from_id", "forked_from"]).text();
                    self.forked_from = forked_from.map(Cow::into_owned);
                    self.forked_at = fields.get("timestamp").moment()?.map(|moment| moment.micros);
                }
                self.provider = entries.name_in(payload.get("model_provider")).or(self.provider.take());
                self.model = entries.name_in(payload.get("model")).or(self.model.take());
                Err(Skip::OtherKind)
            }
            Some("turn_context") => {
                self.model = entries.name_in(payload.get("model")).or(self.model.take());
                Err(Skip::OtherKind)
            }
            Some("token_count") => self.read_count(fields, payload, entries),
            _ => match payload.get("type").text().as_deref() {
                Some("token_count") => self.read_count(fields, payload, entries),
                Some("task_started" | "turn_started") => self.begin_task(payload),
                _ => Err(Skip::OtherKind),
            },
        }
    }
}

impl Rollout {
    /// A task that began before the log was forked is a copy.
    fn begin_task(&mut self, payload: Fields<'_>) -> Result<(), Skip> {
        const SECOND: i64 = 1_000_000;
        let began = payload.get("started_at").moment()?.map(|moment| moment.micros);
        let forked_at = self.forked_at.filter(|_| self.forked_from.is_some());
        self.is_copy = began.zip(forked_at).is_some_and(|(began, forked_at)| began.saturating_add(SECOND) <= forked_at);
        Err(Skip::OtherKind)
    }

    fn read_count(&mut self, fields: Fields<'_>, payload: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
        // Without it, it tells of limits only.
        let info = payload.get("info").map().ok_or(Skip::OtherKind)?;
        let info = Fields::of_map(&info);
        let counts = |name: &str| info.get(name).map().map_or(Ok(None), |usage| Counts::of(&usage));
        let (total, last) = (counts("total_token_usage")?, counts("last_token_usage")?);
        if self.is_copy {
            self.total = total.or(self.total);
            return Err(Skip::OtherKind);
        }
        let at = entries.instant_in(fields.get("timestamp"))?;
        let model = entries.name_in(info.first(&["model", "model_name"]));
        let model = model.or(self.model);
        let last = last.filter(|last| !last.is_nothing());
        let Some(total) = total else {
            let last = last.ok_or(Skip::OtherKind)?;
            entries.usage(self.record(at, model, last, Some(1)));
            return Ok(());
        };
        let origin = self.forked_from.as_ref().or(self.session.as_ref()).map_or("", String::as_str);
        let parts = [total.input, total.output, total.cache_read].map(|count| count.to_string());
        let key = hashed(&["count", origin, &parts[0], &parts[1], &parts[2]]);
        let before = self.total.replace(total);
        let added = match before {
            // It was written again.
            Some(before) if before == total => Counts::default(),
            // The counter started again.
            Some(before) => total.beyond(&before).or(last).unwrap_or(total),
            // What was before the fork stands in the log before it.
            None if self.forked_from.is_some() => last.unwrap_or(total),
            None => total,
        };
        let call = last.filter(|last| added.beyond(last).is_some()).unwrap_or(added);
        let rest = added.beyond(&call).filter(|rest| !rest.is_nothing());
        entries.usage(UsageRecord { key: Some(key), ..self.record(at, model, call, Some(1)) });
        if let Some(rest) = rest {
            let key = Some(hashed(&["rest", &key.to_string()]));
            entries.usage(UsageRecord { key, ..self.record(at, model, rest, None) });
        }
        Ok(())
    }

    /// A turn without a terminal; the counts of a thread accumulate, so its last turn has them all.
    fn read_turn(&self, fields: Fields<'_>, usage: &Map<String, Value>, entries: &mut Entries) -> Result<(), Skip> {
        let counts = Counts::of(usage)?.ok_or(Skip::OtherKind)?;
        let at = entries.instant_in(fields.get("timestamp"))?;
        let key = self.session.as_deref().map(|session| hashed(&["thread", session]));
        entries.usage(UsageRecord { key, ..self.record(at, self.model, counts, None) });
        Ok(())
    }

    fn record(&self, at: Option<i64>, model: Option<Name>, counts: Counts, calls: Option<u64>) -> UsageRecord {
        UsageRecord {
            interval: Some(at.map_or(Interval::since_start(0), Interval::at)),
            provider: self.provider,
            model,
            calls,
            tokens: counts.stated().disjoint(CODEX.cached_input),
            request: self.session.as_deref().map(|session| hashed(&["session", session])),
            ..UsageRecord::default()
        }
    }
}
