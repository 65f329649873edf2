//! What one part of a file comes to, read apart from all others.
//!
//! Calls that stand for themselves are added up here. What may be another version, a copy or a part of something elsewhere
//! is kept for [`Leaves`](super::leaves::Leaves), which sees all parts in their order.

use std::collections::BTreeMap;

use super::format::{Digested, Entries};
use super::import::Noted;
use super::leaves::LeafCounts;
use super::packed::Packed;
use super::record::{Score, UsageRecord};
use super::skip::Skip;
use super::tally::Tally;
use super::tokens::Impossible;

/// A part of a file, read.
#[derive(Debug, Default)]
pub struct Part {
    /// Of which file it is.
    pub file: usize,
    /// Rows and objects.
    pub rows: u64,
    /// Rows that said something.
    pub read: u64,
    /// The first row that could not be read, and why.
    pub unreadable: Option<(Skip, u64)>,
    /// Rows that were not read.
    pub skipped: BTreeMap<Skip, Noted>,
    /// Rows in which something cannot be so.
    pub impossible: BTreeMap<Impossible, Noted>,
    /// What stands for itself.
    pub tally: Option<Box<Tally>>,
    /// How many records that are, and which of them a store left out.
    pub leaves: LeafCounts,
    /// Single calls that have a key or serve a request.
    pub calls: Vec<Packed>,
    /// Buckets of calls, which may be repeated.
    pub buckets: Vec<UsageRecord>,
    /// Judgements.
    pub scores: Vec<Score>,
    /// How many rows should be there.
    pub expected_rows: Option<u64>,
    /// Times that had no offset.
    pub times_without_offset: u64,
    /// Calls that say nothing of what they used.
    pub silent_calls: u64,
    /// What the last page says: whether more follow.
    pub has_more_pages: Option<bool>,
    /// Why the file must not be read.
    pub refusal: Option<String>,
}

impl Part {
    /// Counts what a row gave.
    pub fn row(&mut self, read: Result<(), Skip>, entries: &mut Entries, line: u64) {
        // A row of what a store added up only tells of the rows that were read there.
        self.rows = self.rows.saturating_add(u64::from(entries.digested.is_empty()));
        let mut skip = read.err();
        skip = skip.or(entries.skip.take());
        for impossible in entries.impossible.drain(..) {
            self.impossible.entry(impossible).or_default().note(self.file, line);
        }
        for record in entries.alone.drain(..) {
            self.leaves.kept = self.leaves.kept.saturating_add(1);
            self.tally.get_or_insert_default().add(&record);
        }
        self.scores.append(&mut entries.scores);
        for user in entries.users.drain(..) {
            self.tally.get_or_insert_default().add_user(user);
        }
        if let Some(rows) = entries.expected_rows.take() {
            // It is no row of what it tells about.
            self.rows -= 1;
            self.expected_rows = Some(self.expected_rows.unwrap_or(0).saturating_add(rows));
        }
        for digested in entries.digested.drain(..) {
            self.digested(&digested);
        }
        self.read += u64::from(skip.is_none());
        if let Some(skip) = skip {
            self.unreadable = self.unreadable.or(Some((skip, line)).filter(|_| skip.is_unreadable()));
            self.skipped.entry(skip).or_default().note(self.file, line);
        }
    }

    /// Takes what a store added up.
    fn digested(&mut self, digested: &Digested) {
        self.rows = self.rows.saturating_add(digested.rows);
        self.silent_calls = self.silent_calls.saturating_add(digested.silent_calls);
        if 0 < digested.reasoning_above_output {
            let noted = self.impossible.entry(Impossible::ReasoningAboveOutput).or_default();
            noted.count = noted.count.saturating_add(digested.reasoning_above_output);
        }
        self.leaves.merge(&digested.leaves);
        self.tally.get_or_insert_default().merge(&digested.digest);
    }

    /// Takes over what was gathered from all rows.
    pub fn finish(&mut self, entries: &mut Entries) {
        // As many more will come from the next part.
        let room = entries.calls.len();
        self.calls = std::mem::replace(&mut entries.calls, Vec::with_capacity(room));
        self.buckets = std::mem::take(&mut entries.buckets);
        self.times_without_offset += std::mem::take(&mut entries.times_without_offset);
        self.silent_calls = self.silent_calls.saturating_add(std::mem::take(&mut entries.silent_calls));
        self.has_more_pages = entries.has_more_pages.take();
        self.refusal = entries.refusal.take();
    }
}
