//! The last of many keys, and where each was put, in bounded memory.

use std::hash::{BuildHasher, RandomState};

/// So many keys are remembered at most, and half as many at least.
pub const MOST_REMEMBERED: usize = 3_000_000;

/// The last keys of many, and a place for each. When they become too many the older half is forgotten.
#[derive(Debug, Default)]
pub struct Remembered {
    newer: Table,
    older: Table,
}

impl Remembered {
    /// Reads the memory in which a key would be, so that it is at hand when it is looked up: of many keys all at once, which
    /// takes a fraction of the time. What is given back means nothing.
    #[inline]
    pub fn warm(&self, key: u64) -> u64 {
        self.newer.warm(key) ^ self.older.warm(key)
    }

    /// Remembers one; whether it is new.
    pub fn insert(&mut self, key: u64) -> bool {
        let (_, is_new) = self.place_of(key, 0);
        is_new
    }

    /// The place of a key, and whether the key is new, and has this place now.
    #[inline]
    pub fn place_of(&mut self, key: u64, place: u32) -> (&mut u32, bool) {
        let mut at = self.newer.find(key);
        if !self.newer.is_at(at, key) {
            let older = self.older.find(key);
            let known = self.older.is_at(older, key).then(|| *self.older.place(older));
            if self.newer.most <= self.newer.len {
                self.make_room();
                at = self.newer.find(key);
            }
            // What is asked for is as new as what comes first.
            self.newer.put(at, key, known.unwrap_or(place));
            return (self.newer.place(at), known.is_none());
        }
        (self.newer.place(at), false)
    }

    fn make_room(&mut self) {
        if self.newer.len < MOST_REMEMBERED / 2 {
            return self.newer.grow();
        }
        std::mem::swap(&mut self.newer, &mut self.older);
        if self.newer.most == 0 { self.newer.grow() } else { self.newer.clear() }
    }
}

/// Keys in one list, each where it hashes to or after it, five of them and their places in one line of the memory's cache.
/// To read such lines is what a lookup takes: the standard map reads two, and one more for what it holds.
#[derive(Debug, Default)]
struct Table {
    lines: Vec<Line>,
    len: usize,
    /// So many keys have room.
    most: usize,
    /// Keys follow from texts in files: whoever made a file must not know where its keys go.
    seed: u64,
}

#[derive(Debug, Clone, Default)]
#[repr(align(64))]
struct Line {
    /// 0 where there is none.
    keys: [u64; SLOTS],
    places: [u32; SLOTS],
}

const SLOTS: usize = 5;

/// A slot of a line.
type At = (usize, usize);

impl Table {
    #[inline]
    fn home(&self, key: u64) -> usize {
        let mixed = (key ^ self.seed).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        ((u128::from(mixed) * self.lines.len() as u128) >> 64) as usize
    }

    #[inline]
    fn warm(&self, key: u64) -> u64 {
        self.lines.get(self.home(key)).map_or(0, |line| line.keys[0])
    }

    /// Where a key is, or where it would be put.
    #[inline]
    fn find(&self, key: u64) -> At {
        let key = key.max(1);
        let mut place = self.home(key);
        while let Some(line) = self.lines.get(place) {
            for slot in 0..SLOTS {
                if line.keys[slot] == key || line.keys[slot] == 0 {
                    return (place, slot);
                }
            }
            place = if place + 1 == self.lines.len() { 0 } else { place + 1 };
        }
        (0, 0)
    }

    #[inline]
    fn is_at(&self, (place, slot): At, key: u64) -> bool {
        self.lines.get(place).is_some_and(|line| line.keys[slot] == key.max(1))
    }

    #[inline]
    fn place(&mut self, (place, slot): At) -> &mut u32 {
        &mut self.lines[place].places[slot]
    }

    #[inline]
    fn put(&mut self, (place, slot): At, key: u64, known: u32) {
        self.lines[place].keys[slot] = key.max(1);
        self.lines[place].places[slot] = known;
        self.len += 1;
    }

    /// Makes twice the room, up to what half of all needs; three quarters of the slots are used at most.
    fn grow(&mut self) {
        const FIRST: usize = 768;
        if self.lines.is_empty() {
            self.seed = RandomState::new().hash_one(0);
        }
        self.most = (2 * self.most).clamp(FIRST, MOST_REMEMBERED / 2);
        let lines = vec![Line::default(); self.most * 4 / 3 / SLOTS + 1];
        for line in std::mem::replace(&mut self.lines, lines) {
            for (key, place) in line.keys.into_iter().zip(line.places).filter(|(key, _)| *key != 0) {
                let at = self.find(key);
                self.lines[at.0].keys[at.1] = key;
                self.lines[at.0].places[at.1] = place;
            }
        }
    }

    fn clear(&mut self) {
        self.lines.fill(Line::default());
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
            assert_eq!(remembered.place_of(key.wrapping_mul(0x1234_5677), key as u32), (&mut (key as u32), true));
        }
        for key in 3 * many / 2..2 * many {
            assert_eq!(remembered.place_of(key.wrapping_mul(0x1234_5677), 0), (&mut (key as u32), false));
        }
        assert!(remembered.insert(0) && !remembered.insert(0));
        *remembered.place_of(5, 1).0 = 7;
        assert_eq!(remembered.place_of(5, 1), (&mut 7, false));
    }
}
