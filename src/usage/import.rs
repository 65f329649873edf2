//! What reading came to, row by row: nothing is left out in silence.

use std::collections::BTreeMap;

use super::digest::UsageDigest;
use super::leaves::LeafCounts;
use super::skip::Skip;
use super::tokens::Impossible;

/// Rows of one sort, and where the first of them are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Noted {
    /// How many.
    pub count: u64,
    /// The first three: which file, counted from 0, and which of its lines.
    pub first: Vec<(usize, u64)>,
}

impl Noted {
    /// Notes one.
    pub fn note(&mut self, file: usize, line: u64) {
        self.count += 1;
        if self.first.len() < 3 {
            self.first.push((file, line));
        }
    }

    /// Notes those that another noted further on.
    pub fn add(&mut self, later: &Self) {
        self.count = self.count.saturating_add(later.count);
        let room = 3_usize.saturating_sub(self.first.len());
        self.first.extend(later.first.iter().take(room));
    }
}

/// What was read, kept and left out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Import {
    /// The files, in the order in which they were read.
    pub files: Vec<String>,
    /// Files of a folder that are no usage, or whose end is missing, and why. What stands before a break is counted.
    pub files_left_out: Vec<(String, String)>,
    /// Rows and objects, all of them.
    pub rows: u64,
    /// Rows that were not read, by why.
    pub skipped: BTreeMap<Skip, Noted>,
    /// Rows in which something cannot be so, by what; they are kept with what of them can.
    pub impossible: BTreeMap<Impossible, Noted>,
    /// Which records count.
    pub leaves: LeafCounts,
    /// Judgements that were read twice.
    pub duplicate_scores: u64,
    /// Rows of buckets without a key that equal one before: they are counted, since two buckets may be equal.
    pub repeated: u64,
    /// How many rows a manifest beside the files says there are, and how many there were in files with rows.
    pub expected_rows: Option<(u64, u64)>,
    /// Files with exactly as many rows as an export holds at most: some are missing.
    pub cut: Vec<(usize, u64)>,
    /// Files whose last page says that more pages follow: what is on those is missing.
    pub unfinished: Vec<usize>,
    /// Observations of calls that say nothing of what they used, and are not counted.
    pub silent_calls: u64,
    /// Times that had no offset and were taken for UTC.
    pub times_without_offset: u64,
    /// In which zone the times are, and in which unit the money.
    pub units: &'static str,
}

impl Import {
    /// How many rows were not read.
    pub fn skipped_rows(&self) -> u64 {
        self.skipped.values().map(|noted| noted.count).sum()
    }

    /// How many notes of impossible rows there are; a row may have two.
    pub fn impossible_rows(&self) -> u64 {
        self.impossible.values().map(|noted| noted.count).sum()
    }
}

/// A reading of one or more files: what was used, and how it was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// What was used.
    pub digest: UsageDigest,
    /// How it was read.
    pub import: Import,
}
