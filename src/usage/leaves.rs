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

use std::collections::{HashMap, VecDeque};

use foldhash::fast::RandomState;

use super::packed::Packed;
use super::remembered::Remembered;
use super::tally::Tally;

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
    slots: Vec<Slot>,
    /// Slots in which nothing waits, those first that were left first: what comes together then stands together.
    free_slots: VecDeque<u32>,
    groups: Vec<Group>,
    free_groups: VecDeque<u32>,
    /// Groups in the order in which they were added to, and when. One that was added to later stands in it again.
    queue: VecDeque<(u32, u64)>,
    waiting: usize,
    most_waiting: usize,
    /// Records that came so far.
    now: u64,
    /// The keys of all, and the slot of each.
    keys: Remembered,
    /// The requests of all, and the group of each.
    requests: Remembered,
    /// What was left out.
    pub counts: LeafCounts,
}

/// A record that waits, and the slot of the next of its group.
#[derive(Debug)]
struct Slot {
    record: Option<Packed>,
    next: u32,
    group: u32,
}

/// Records that wait for each other.
#[derive(Debug, Clone, Copy)]
struct Group {
    /// The request; a record that serves none is a group of its own, which nothing is looked up for.
    request: Option<u64>,
    first: u32,
    last: u32,
    /// When something came last; 0 when there is no such group.
    last_added: u64,
    /// Whether its request had already been counted.
    is_late: bool,
    /// Whether one in it may not count, because of the others or by itself.
    is_mixed: bool,
}

/// No slot.
const NONE: u32 = u32::MAX;

/// Stands for the group of a request of which nothing counted.
const UNCOUNTED: u32 = u32::MAX;

impl Group {
    const NONE: Self = Self { request: None, first: NONE, last: NONE, last_added: 0, is_late: false, is_mixed: false };

    /// Counts its request, unless it was or none of its records counts.
    fn count_request(self, first: Option<&Packed>, calls: Option<u64>, requests: &mut Remembered, tally: &mut Tally) {
        let Some(request) = self.request.filter(|_| !self.is_late) else { return };
        match first {
            Some(first) => tally.add_request(first, calls),
            None => *requests.place_of(request, UNCOUNTED).0 = UNCOUNTED,
        }
    }
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
            slots: Vec::new(),
            free_slots: VecDeque::new(),
            groups: Vec::new(),
            free_groups: VecDeque::new(),
            queue: VecDeque::new(),
            waiting: 0,
            most_waiting,
            now: 0,
            keys: Remembered::default(),
            requests: Remembered::default(),
            counts: LeafCounts::default(),
        }
    }

    /// Takes records, as if one after the other. What each will be looked up in is read for many of them at once first.
    pub fn push_all(&mut self, records: Vec<Packed>, tally: &mut Tally) {
        const AT_ONCE: usize = 256;
        let mut records = records.into_iter();
        while !records.as_slice().is_empty() {
            let warm = |record: &Packed| {
                let request = record.request().map_or(0, |request| self.requests.warm(request));
                record.key().map_or(0, |key| self.keys.warm(key)) ^ request
            };
            std::hint::black_box(records.as_slice().iter().take(AT_ONCE).map(warm).fold(0, |all, one| all ^ one));
            records.by_ref().take(AT_ONCE).for_each(|record| self.push(record, tally));
        }
    }

    /// Takes a record, and counts those that have waited long enough.
    pub fn push(&mut self, record: Packed, tally: &mut Tally) {
        let (key, request) = (record.key(), record.request());
        if key.is_none() && request.is_none() {
            return self.count(&record, tally);
        }
        self.now += 1;
        let slot = self.free_slots.pop_front().unwrap_or(self.slots.len() as u32);
        if let Some(key) = key {
            let (place, is_new) = self.keys.place_of(key, slot);
            if !is_new {
                let seen = *place;
                self.free_slots.push_front(slot);
                self.counts.duplicates += 1;
                self.replace(seen, record);
                return;
            }
        }
        let group = self.group_of(request);
        self.counts.late += u64::from(self.groups[group as usize].is_late);
        let waiting = &mut self.groups[group as usize];
        waiting.is_mixed |= is_mixed(&record);
        let before = std::mem::replace(&mut waiting.last, slot);
        match self.slots.get_mut(before as usize) {
            Some(before) => before.next = slot,
            None => waiting.first = slot,
        }
        let filled = Slot { record: Some(record), next: NONE, group };
        match self.slots.get_mut(slot as usize) {
            Some(slot) => *slot = filled,
            None => self.slots.push(filled),
        }
        self.waiting += 1;
        self.added_to(group);
        if self.most_waiting < self.waiting {
            self.count_oldest(self.most_waiting / 2, tally);
        }
    }

    /// Counts all that wait.
    pub fn finish(&mut self, tally: &mut Tally) {
        self.count_oldest(0, tally);
    }

    /// Puts a better record in the place of one with its key, if that still waits.
    fn replace(&mut self, seen: u32, record: Packed) {
        let Some(slot) = self.slots.get_mut(seen as usize) else { return };
        let group = slot.group;
        let Some(other) = slot.record.as_mut().filter(|other| other.key() == record.key()) else { return };
        if (other.version, other.output()) < (record.version, record.output()) {
            self.groups[group as usize].is_mixed |= is_mixed(&record);
            *other = record;
        }
        self.added_to(group);
    }

    /// The group that waits for records of a request, or a new one.
    fn group_of(&mut self, request: Option<u64>) -> u32 {
        let new = self.free_groups.front().copied().unwrap_or(self.groups.len() as u32);
        let mut is_late = false;
        if let Some(request) = request {
            let (place, is_new) = self.requests.place_of(request, new);
            if !is_new {
                let group = self.groups.get(*place as usize);
                if group.is_some_and(|group| group.request == Some(request)) {
                    return *place;
                }
                is_late = *place != UNCOUNTED;
                *place = new;
            }
        }
        let group = Group { request, is_late, ..Group::NONE };
        if self.free_groups.pop_front().is_some() {
            self.groups[new as usize] = group;
        } else {
            self.groups.push(group);
        }
        new
    }

    fn added_to(&mut self, group: u32) {
        // What is repeated again and again would make it grow without an end.
        if 4 * self.most_waiting + 1024 < self.queue.len() {
            let groups = &self.groups;
            self.queue.retain(|(group, added)| groups[*group as usize].last_added == *added);
        }
        self.groups[group as usize].last_added = self.now;
        self.queue.push_back((group, self.now));
    }

    /// Counts the groups that have waited longest, until only so many records wait.
    fn count_oldest(&mut self, left: usize, tally: &mut Tally) {
        let mut at_hand = 0;
        while left < self.waiting {
            if at_hand == 0 {
                at_hand = 256;
                let next = self.queue.iter().take(at_hand).map(|(group, _)| self.groups[*group as usize].first);
                let warm = |slot: u32| self.slots.get(slot as usize).map_or(0, |slot| slot.next);
                std::hint::black_box(next.map(warm).fold(0, |all, one| all ^ one));
            }
            at_hand -= 1;
            let Some((group, added)) = self.queue.pop_front() else { break };
            if self.groups[group as usize].last_added == added {
                self.count_group(group, tally);
            }
        }
    }

    fn count_group(&mut self, place: u32, tally: &mut Tally) {
        let group = std::mem::replace(&mut self.groups[place as usize], Group::NONE);
        self.free_groups.push_back(place);
        if !group.is_mixed {
            return self.count_all(group, tally);
        }
        let mut records = Vec::new();
        let mut slot = group.first;
        while slot != NONE {
            let (record, next) = self.take(slot);
            records.extend(record.filter(|record| !record.is_deleted));
            slot = next;
        }
        let kept = self.leaves(records);
        for record in &kept {
            self.count(record, tally);
        }
        let first = kept.iter().filter(|record| record.request().is_some()).min_by_key(|record| record.interval.from);
        let with_request = kept.iter().filter(|record| record.request().is_some());
        let calls = with_request.filter_map(Packed::calls).reduce(u64::saturating_add);
        group.count_request(first, calls, &mut self.requests, tally);
    }

    /// Counts a group in which each record stands beside the others.
    fn count_all(&mut self, group: Group, tally: &mut Tally) {
        let (mut first, mut calls) = (group.first, None);
        let mut slot = group.first;
        let mut from = i64::MAX;
        while let Some(Slot { record: Some(record), next, .. }) = self.slots.get(slot as usize) {
            tally.add(record);
            self.counts.kept += 1;
            super::sums::add(&mut calls, record.calls());
            if record.interval.from < from {
                (from, first) = (record.interval.from, slot);
            }
            slot = *next;
        }
        let first = self.slots.get(first as usize).and_then(|slot| slot.record.as_ref());
        group.count_request(first, calls, &mut self.requests, tally);
        let mut slot = group.first;
        while let Some(used) = self.slots.get_mut(slot as usize) {
            used.record = None;
            self.free_slots.push_back(slot);
            self.waiting -= 1;
            slot = used.next;
        }
    }

    /// Takes a record out of its slot, with the slot of the next.
    fn take(&mut self, slot: u32) -> (Option<Packed>, u32) {
        self.free_slots.push_back(slot);
        self.waiting -= 1;
        let slot = &mut self.slots[slot as usize];
        (slot.record.take(), slot.next)
    }

    fn count(&mut self, record: &Packed, tally: &mut Tally) {
        self.counts.kept += 1;
        tally.add(record);
    }

    /// The records that count, each with what of it counts.
    fn leaves(&mut self, mut records: Vec<Packed>) -> Vec<Packed> {
        if records.len() == 1 {
            records.retain(|record| !record.is_step || record.has_usage() || record.has_cost());
            return records;
        }
        let has_usage: Vec<bool> = records.iter().map(Packed::has_usage).collect();
        let has_cost: Vec<bool> = records.iter().map(Packed::has_cost).collect();
        let places = records.iter().enumerate().filter_map(|(place, record)| Some((record.key()?, place)));
        let places: HashMap<u64, usize, RandomState> = places.collect();
        let parents: Vec<Option<usize>> = records
            .iter()
            .enumerate()
            .map(|(place, record)| places.get(&record.parent()?).copied().filter(|parent| *parent != place))
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
                let tokens = record.tokens().sum();
                self.counts.roll_up_tokens = self.counts.roll_up_tokens.saturating_add(tokens);
            }
            if cost_below[place] {
                record.drop_cost();
            }
            let is_costly = has_cost[place] && !cost_below[place];
            // A call that does not say what it used is part of one around it that does, or made of calls inside it.
            let is_part = !has_usage[place] && (usage_above[place] || call_below[place]);
            if is_rolled_up || record.is_step && !has_usage[place] || is_part {
                if !is_costly {
                    continue;
                }
                // Only its cost counts: nothing inside it or around it says what it came to.
                record.keep_cost_only();
            }
            kept.push(record);
        }
        kept
    }
}

/// Whether others decide whether it counts, or it may not count by itself.
fn is_mixed(record: &Packed) -> bool {
    record.parent().is_some() || record.is_step || record.is_deleted
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
