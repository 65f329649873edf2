//! Which records count: one of each key, and of those that hold each other only the innermost that say what was used.
//!
//! A row is not a call. A span may repeat the sum of the calls inside it, a stream may write a message again and again, a
//! store keeps versions, and the windows of two exports overlap. So of records with one key the newest is kept, and of
//! equally new ones that with the most output; and a record with usage counts only where none of its *descendants* has
//! usage, however many steps without usage lie between. Tokens and cost are looked at apart: a parent may say the one and
//! its children the other.
//!
//! Memory is bounded. Records of one request wait together until [`MOST_WAITING`] records wait; then the requests that have
//! not been added to for longest are counted. Of what has been counted, up to [`MOST_REMEMBERED`](super::remembered::MOST_REMEMBERED) keys are remembered, so
//! that a repetition still is none; a *better* repetition that comes so late is not taken, and a late child of a counted
//! parent counts beside it. [`LeafCounts::late`] says how many came late.

use std::collections::HashMap;

use super::digest::UsageDigest;
use super::record::UsageRecord;
use super::remembered::Remembered;
use super::tokens::Tokens;

/// So many records wait for others of their request.
pub const MOST_WAITING: usize = 100_000;

/// What was left out, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeafCounts {
    /// Records with a key that another has.
    pub duplicates: u64,
    /// Records that repeat what records inside them say.
    pub roll_ups: u64,
    /// The tokens of those.
    pub roll_up_tokens: u64,
    /// Records that count.
    pub kept: u64,
    /// Records of a request that had already been counted.
    pub late: u64,
}

impl LeafCounts {
    /// Adds what was left out elsewhere.
    pub(super) fn merge(&mut self, other: &Self) {
        self.duplicates = self.duplicates.saturating_add(other.duplicates);
        self.roll_ups = self.roll_ups.saturating_add(other.roll_ups);
        self.roll_up_tokens = self.roll_up_tokens.saturating_add(other.roll_up_tokens);
        self.kept = self.kept.saturating_add(other.kept);
        self.late = self.late.saturating_add(other.late);
    }
}

/// Holds back records until it is known which of them count.
#[derive(Debug)]
pub struct Leaves {
    groups: HashMap<u64, Group>,
    /// Where the record with a key waits.
    places: HashMap<u64, (u64, usize)>,
    waiting: usize,
    most_waiting: usize,
    /// Records that came so far, to tell which group has waited longest.
    now: u64,
    keys: Remembered,
    requests: Remembered,
    /// What was left out.
    pub counts: LeafCounts,
}

#[derive(Debug, Default)]
struct Group {
    records: Vec<UsageRecord>,
    last: u64,
}

impl Default for Leaves {
    fn default() -> Self {
        Self::holding(MOST_WAITING)
    }
}

impl Leaves {
    /// Holds back so many records at most.
    pub fn holding(most_waiting: usize) -> Self {
        Self {
            groups: HashMap::new(),
            places: HashMap::new(),
            waiting: 0,
            most_waiting,
            now: 0,
            keys: Remembered::default(),
            requests: Remembered::default(),
            counts: LeafCounts::default(),
        }
    }

    /// Takes a record, and counts those that have waited long enough.
    pub fn push(&mut self, record: UsageRecord, digest: &mut UsageDigest) {
        let Some(group) = record.request.or(record.key) else {
            return self.count(&record, digest);
        };
        self.now += 1;
        if let Some(key) = record.key {
            if let Some((group, place)) = self.places.get(&key) {
                self.counts.duplicates += 1;
                let group = self.groups.get_mut(group).expect("what has a place waits there");
                group.last = self.now;
                let other = &mut group.records[*place];
                if (other.version, other.tokens.output) < (record.version, record.tokens.output) {
                    *other = record;
                }
                return;
            }
            if self.keys.contains(key) {
                self.counts.duplicates += 1;
                return;
            }
        }
        self.counts.late += u64::from(record.request.is_some_and(|request| self.requests.contains(request)));
        let key = record.key;
        let waiting = self.groups.entry(group).or_default();
        waiting.last = self.now;
        waiting.records.push(record);
        if let Some(key) = key {
            self.places.insert(key, (group, waiting.records.len() - 1));
        }
        self.waiting += 1;
        if self.most_waiting < self.waiting {
            self.count_oldest(digest);
        }
    }

    /// Counts all that wait.
    pub fn finish(&mut self, digest: &mut UsageDigest) {
        let mut groups: Vec<(u64, u64)> = self.groups.iter().map(|(id, group)| (group.last, *id)).collect();
        groups.sort_unstable();
        groups.into_iter().for_each(|(_, id)| self.count_group(id, digest));
    }

    /// Counts the half that has waited longest.
    fn count_oldest(&mut self, digest: &mut UsageDigest) {
        let mut groups: Vec<(u64, u64)> = self.groups.iter().map(|(id, group)| (group.last, *id)).collect();
        groups.sort_unstable();
        for (_, id) in groups {
            if self.waiting <= self.most_waiting / 2 {
                break;
            }
            self.count_group(id, digest);
        }
    }

    fn count_group(&mut self, id: u64, digest: &mut UsageDigest) {
        let Some(group) = self.groups.remove(&id) else { return };
        self.waiting -= group.records.len();
        for key in group.records.iter().filter_map(|record| record.key) {
            self.places.remove(&key);
            self.keys.insert(key);
        }
        let mut records = group.records;
        records.retain(|record| !record.is_deleted);
        let mut kept = self.leaves(records);
        for record in &kept {
            self.count(record, digest);
        }
        kept.retain(|record| record.request.is_some() && record.interval.is_some());
        let Some(first) = kept.iter().min_by_key(|record| record.interval.map(|interval| interval.from)) else {
            return;
        };
        let request = first.request.expect("only those of a request are left");
        if !self.requests.contains(request) {
            self.requests.insert(request);
            let calls = super::tokens::sum([kept.iter().filter_map(|record| record.calls).reduce(u64::saturating_add)]);
            digest.add_request(first, calls);
        }
    }

    fn count(&mut self, record: &UsageRecord, digest: &mut UsageDigest) {
        self.counts.kept += 1;
        digest.add(record);
    }

    /// The records that count, each with what of it counts.
    fn leaves(&mut self, mut records: Vec<UsageRecord>) -> Vec<UsageRecord> {
        let has_usage: Vec<bool> = records.iter().map(UsageRecord::has_usage).collect();
        let has_cost: Vec<bool> =
            records.iter().map(|record| record.cost.is_some_and(|cost| cost.nanos != 0)).collect();
        if records.len() == 1 {
            records.retain(|record| !record.is_step || has_usage[0] || has_cost[0]);
            return records;
        }
        let places = records.iter().enumerate().filter_map(|(place, record)| Some((record.key?, place)));
        let places: HashMap<u64, usize> = places.collect();
        let parents: Vec<Option<usize>> = records
            .iter()
            .enumerate()
            .map(|(place, record)| places.get(&record.parent?).copied().filter(|parent| *parent != place))
            .collect();
        let (usage_below, cost_below) = (below(&has_usage, &parents), below(&has_cost, &parents));
        // What is rolled up itself holds no call but those below it that say what they used.
        let counts: Vec<bool> = has_usage.iter().zip(&usage_below).map(|(has, below)| *has && !below).collect();
        let usage_above = above(&counts, &parents);
        let is_call: Vec<bool> = records.iter().map(|record| !record.is_step).collect();
        let call_below = below(&is_call, &parents);
        let mut kept = Vec::with_capacity(records.len());
        for (place, mut record) in records.into_iter().enumerate() {
            let is_rolled_up = usage_below[place];
            if is_rolled_up && has_usage[place] {
                self.counts.roll_ups += 1;
                self.counts.roll_up_tokens = self.counts.roll_up_tokens.saturating_add(record.tokens.sum());
            }
            if cost_below[place] {
                record.cost = None;
            }
            let is_costly = has_cost[place] && !cost_below[place];
            // A call that does not say what it used is part of one around it that does, or made of calls inside it.
            let is_part = !has_usage[place] && (usage_above[place] || call_below[place]);
            if is_rolled_up || record.is_step && !has_usage[place] || is_part {
                if !is_costly {
                    continue;
                }
                // Only its cost counts: nothing inside it or around it says what it came to.
                record = UsageRecord { calls: Some(0), failed: None, tokens: Tokens::default(), ..record };
            }
            kept.push(record);
        }
        kept
    }
}

/// Whether something is below each place.
fn below(has: &[bool], parents: &[Option<usize>]) -> Vec<bool> {
    let mut below = vec![false; has.len()];
    for start in (0..has.len()).filter(|place| has[*place]) {
        let mut place = start;
        while let Some(parent) = parents[place] {
            // Above what is marked all is; and who is their own ancestor does not hold themselves.
            if below[parent] || parent == start {
                break;
            }
            below[parent] = true;
            place = parent;
        }
    }
    below
}

/// Whether something is above each place.
fn above(has: &[bool], parents: &[Option<usize>]) -> Vec<bool> {
    let mut known: Vec<Option<bool>> = vec![None; has.len()];
    for start in 0..has.len() {
        let (mut chain, mut place) = (Vec::new(), start);
        let found = loop {
            if let Some(known) = known[place] {
                break known;
            }
            chain.push(place);
            match parents[place] {
                // A circle has no top.
                Some(_) if has.len() < chain.len() => break false,
                Some(parent) if has[parent] => break true,
                Some(parent) => place = parent,
                None => break false,
            }
        };
        chain.into_iter().for_each(|place| known[place] = Some(found));
    }
    known.into_iter().map(|known| known == Some(true)).collect()
}
