//! Records added up, millions a second: what becomes a [`UsageDigest`] when there are no more.
//!
//! A digest keeps its rows and sketches in the order of their names. Here they are found by the places of their names, and
//! the row of the record before is tried first.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::call_sketches::CallSketches;
use super::digest::{Day, MOST_NAMES, MOST_ROWS, RowKey, UsageDigest};
use super::name::{Name, OTHERS};
use super::packed::Packed;
use super::record::Score;
use super::sums::Sums;

/// A digest that is being made.
#[derive(Debug, Default)]
pub struct Tally {
    /// What is not looked up for each record.
    digest: UsageDigest,
    rows: Vec<(Row, Sums)>,
    places: HashMap<Row, usize, RandomState>,
    sketches: Vec<(Option<Name>, CallSketches)>,
    sketch_places: HashMap<Option<Name>, usize, RandomState>,
    /// The last record's.
    last: Option<(Row, usize, usize)>,
    /// A minute, and calls in it that are not in the digest yet.
    minute: (i64, u64),
}

/// Of what sums are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Row {
    day: Option<i32>,
    model: Option<Name>,
    provider: Option<Name>,
    service: Option<Name>,
}

impl Tally {
    /// Adds a record that counts.
    pub fn add(&mut self, record: &Packed) {
        let interval = record.interval;
        if interval.is_dated {
            self.digest.widen((interval.from, interval.to));
        }
        let (row, sketches) = self.places_of(record);
        let tokens = record.tokens();
        self.rows[row].1.add(record, &tokens);
        self.digest.decide(tokens.decided);
        if let Some(user) = record.user() {
            self.digest.add_user(user);
        }
        let calls = record.calls();
        if let (Some(tier), Some(calls)) = (&record.tier, calls) {
            self.digest.add_tier(tier, calls);
        }
        if record.is_bucket {
            let calls = calls.filter(|calls| 0 < *calls && interval.to - interval.from <= MINUTE);
            calls.into_iter().for_each(|calls| self.add_to_minute(interval.from, calls));
            return;
        }
        if calls != Some(1) {
            return;
        }
        self.add_to_minute(interval.from, 1);
        if record.failed() == Some(1) && tokens.sum() == 0 {
            return;
        }
        let sketches = if sketches == NONE { self.sketches_of(record.model) } else { sketches };
        if let Some((_, _, last)) = &mut self.last {
            *last = sketches;
        }
        self.sketches[sketches].1.add(&tokens);
    }

    /// Counts a request beside the record of its first call.
    pub fn add_request(&mut self, first: &Packed, calls: Option<u64>) {
        let (row, _) = self.places_of(first);
        let requests = &mut self.rows[row].1.requests;
        *requests = Some(requests.unwrap_or(0) + 1);
        calls.into_iter().for_each(|calls| self.digest.calls_per_request.add(calls));
    }

    /// Counts somebody.
    pub fn add_user(&mut self, user: u64) {
        self.digest.add_user(user);
    }

    /// Adds a judgement.
    pub fn add_score(&mut self, score: &Score) {
        self.digest.add_score(score);
    }

    /// Adds what was added up elsewhere.
    pub fn merge(&mut self, digest: &UsageDigest) {
        self.digest.merge(digest);
    }

    /// The digest of all that was added.
    pub fn finish(mut self) -> UsageDigest {
        self.close_minute();
        for (row, sums) in &self.rows {
            let text = |name: Option<Name>| name.map(|name| name.to_string());
            let (model, provider, service) = (text(row.model), text(row.provider), text(row.service));
            self.digest.add_row(RowKey { day: row.day.map(Day), model, provider, service }, sums);
        }
        for (model, sketches) in &self.sketches {
            self.digest.add_sketches(model.as_deref().unwrap_or_default(), sketches);
        }
        self.digest
    }

    /// Where the sums of a record are, and its sketches if the record before had the same.
    fn places_of(&mut self, record: &Packed) -> (usize, usize) {
        let Packed { interval, model, provider, service, .. } = *record;
        let row = Row { day: interval.day(), model, provider, service };
        if let Some((last, place, sketches)) = self.last
            && last == row
        {
            return (place, sketches);
        }
        let place = match self.places.get(&row) {
            Some(place) => *place,
            None if self.rows.len() < MOST_ROWS => self.add_row(row),
            None => {
                let others = Row { model: Some(OTHERS.into()), provider: None, service: None, ..row };
                self.places.get(&others).copied().unwrap_or_else(|| self.add_row(others))
            }
        };
        let sketches = self.sketch_places.get(&model).copied().unwrap_or(NONE);
        self.last = Some((row, place, sketches));
        (place, sketches)
    }

    fn add_row(&mut self, row: Row) -> usize {
        self.rows.push((row, Sums::default()));
        self.places.insert(row, self.rows.len() - 1);
        self.rows.len() - 1
    }

    fn sketches_of(&mut self, model: Option<Name>) -> usize {
        if let Some(place) = self.sketch_places.get(&model) {
            return *place;
        }
        let kept = if self.sketches.len() < MOST_NAMES { model } else { Some(OTHERS.into()) };
        *self.sketch_places.entry(kept).or_insert_with(|| {
            self.sketches.push((kept, CallSketches::default()));
            self.sketches.len() - 1
        })
    }

    fn add_to_minute(&mut self, instant: i64, calls: u64) {
        let minute = instant.div_euclid(MINUTE);
        if self.minute.0 != minute {
            self.close_minute();
            self.minute.0 = minute;
        }
        self.minute.1 = self.minute.1.saturating_add(calls);
    }

    fn close_minute(&mut self) {
        let (minute, calls) = std::mem::take(&mut self.minute);
        if 0 < calls {
            self.digest.minutes.add_to(minute, calls);
        }
    }
}

/// In microseconds.
const MINUTE: i64 = 60_000_000;

/// No place.
const NONE: usize = usize::MAX;
