//! The last of many keys, and where each was put, in bounded memory.

use std::hash::{BuildHasher, RandomState};

/// So many keys are remembered at most, and half as many at least.
pub const MOST_REMEMBERED: usize = 3_000_000;

/// The last keys of many. When they become too many the older half is forgotten.
#[derive(Debug, Default)]
pub struct Remembered {
    newer: Table,
    older: Table,
}

impl Remembered {
    /// Whether it is one of them.
    pub fn contains(&self, key: u64) -> bool {
        self.newer.get(key).is_some() || self.older.get(key).is_some()
    }

    /// Reads the memory in which a key would be, so that it is at hand when it is looked up: of many keys all at once, which
    /// takes a fraction of the time. What is given back means nothing.
    pub fn warm(&self, key: u64) -> u64 {
        self.newer.warm(key) ^ self.older.warm(key)
    }

    /// Remembers one; whether it is new.
    pub fn insert(&mut self, key: u64) -> bool {
        self.insert_at(key, 0).is_none()
    }

    /// Remembers where a new one was put. Gives where it was put before, if it is not new.
    pub fn insert_at(&mut self, key: u64, place: u32) -> Option<u32> {
        if let Some(place) = self.older.get(key) {
            return Some(place);
        }
        if MOST_REMEMBERED / 2 <= self.newer.len && self.newer.get(key).is_none() {
            std::mem::swap(&mut self.newer, &mut self.older);
            self.newer.clear();
        }
        self.newer.insert(key, place)
    }
}

/// Keys in one list, each at the place to which it hashes or after it. A lookup reads one place of memory, where the
/// standard map reads two; with millions of keys that is what a lookup takes.
#[derive(Debug, Default)]
struct Table {
    /// 0 where there is none.
    keys: Vec<u64>,
    places: Vec<u32>,
    len: usize,
    /// Keys follow from texts in files: whoever made a file must not know where its keys go.
    seed: u64,
}

impl Table {
    const FIRST: usize = 1 << 10;

    fn home(&self, key: u64) -> usize {
        ((key ^ self.seed).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - self.keys.len().trailing_zeros())) as usize
    }

    /// Where a key is, or where it would be put.
    fn find(&self, key: u64) -> usize {
        let last = self.keys.len() - 1;
        let mut at = self.home(key);
        while self.keys[at] != key && self.keys[at] != 0 {
            at = (at + 1) & last;
        }
        at
    }

    fn warm(&self, key: u64) -> u64 {
        if self.len == 0 { 0 } else { self.keys[self.home(key.max(1))] }
    }

    fn get(&self, key: u64) -> Option<u32> {
        if self.len == 0 {
            return None;
        }
        let key = key.max(1);
        let at = self.find(key);
        (self.keys[at] == key).then(|| self.places[at])
    }

    fn insert(&mut self, key: u64, place: u32) -> Option<u32> {
        if self.keys.len() * 23 / 32 <= self.len {
            self.grow();
        }
        let key = key.max(1);
        let at = self.find(key);
        if self.keys[at] == key {
            return Some(self.places[at]);
        }
        self.keys[at] = key;
        self.places[at] = place;
        self.len += 1;
        None
    }

    fn grow(&mut self) {
        if self.keys.is_empty() {
            self.seed = RandomState::new().hash_one(0);
        }
        let size = (self.keys.len() * 2).max(Self::FIRST);
        let keys = std::mem::replace(&mut self.keys, vec![0; size]);
        let places = std::mem::replace(&mut self.places, vec![0; size]);
        for (key, place) in keys.into_iter().zip(places).filter(|(key, _)| *key != 0) {
            let at = self.find(key);
            self.keys[at] = key;
            self.places[at] = place;
        }
    }

    fn clear(&mut self) {
        self.keys.fill(0);
        self.len = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_keys_are_remembered_with_their_places() {
        let mut remembered = Remembered::default();
        let many = MOST_REMEMBERED as u64;
        for key in 0..2 * many {
            assert_eq!(remembered.insert_at(key.wrapping_mul(0x1234_5677), key as u32), None);
        }
        for key in 3 * many / 2..2 * many {
            assert_eq!(remembered.insert_at(key.wrapping_mul(0x1234_5677), 0), Some(key as u32));
        }
        assert!(!remembered.contains(0) && remembered.insert(0) && !remembered.insert(0));
    }
}
