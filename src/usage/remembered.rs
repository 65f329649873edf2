//! The last of many keys, in bounded memory.

use std::collections::HashSet;

/// So many keys are remembered at most, and half as many at least.
pub const MOST_REMEMBERED: usize = 4_000_000;

/// The last keys of many. When they become too many the older half is forgotten.
#[derive(Debug, Default)]
pub struct Remembered {
    newer: HashSet<u64>,
    older: HashSet<u64>,
}

impl Remembered {
    /// Whether it is one of them.
    pub fn contains(&self, key: u64) -> bool {
        self.newer.contains(&key) || self.older.contains(&key)
    }

    /// Remembers one; whether it is new.
    pub fn insert(&mut self, key: u64) -> bool {
        if MOST_REMEMBERED / 2 <= self.newer.len() {
            self.older = std::mem::take(&mut self.newer);
        }
        !self.older.contains(&key) && self.newer.insert(key)
    }
}
