//! The names of a header or of an object, and where each stands.

use std::collections::HashMap;

use super::fields::plain;

/// Names in their order, found again without hashing the whole of them: a reader asks for some twenty in each row.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    names: Vec<String>,
    /// Without case and separators.
    plain_names: Vec<String>,
    plain_places: HashMap<String, usize>,
    /// The place of a name where it hashes to, or in the next slot that is free.
    slots: Vec<u32>,
}

/// No place.
const NONE: u32 = u32::MAX;

impl Layout {
    /// Of two equal names the first is found.
    pub fn new(names: Vec<String>) -> Self {
        let size = (4 * names.len()).next_power_of_two().max(8);
        let plain_names: Vec<String> = names.iter().map(|name| plain(name)).collect();
        // Of equals the first, which is collected last.
        let places = plain_names.iter().enumerate().rev().map(|(place, name)| (name.clone(), place));
        let plain_places = places.collect();
        let mut layout = Self { names: Vec::new(), plain_names, plain_places, slots: vec![NONE; size] };
        for (place, name) in names.iter().enumerate() {
            let mut slot = layout.slot(name);
            let at = loop {
                match layout.slots[slot] {
                    NONE => break Some(slot),
                    other if names[other as usize] == *name => break None,
                    _ => slot = (slot + 1) & (size - 1),
                }
            };
            if let Some(at) = at {
                layout.slots[at] = place as u32;
            }
        }
        Self { names, ..layout }
    }

    /// The names.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The names without case and separators.
    pub fn plain_names(&self) -> &[String] {
        &self.plain_names
    }

    /// Where a name without case and separators stands.
    pub fn plain_place(&self, plain_name: &str) -> Option<usize> {
        self.plain_places.get(plain_name).copied()
    }

    /// Where a name stands.
    #[inline(always)]
    pub fn place(&self, name: &str) -> Option<usize> {
        let mut slot = self.slot(name);
        loop {
            let place = *self.slots.get(slot)?;
            if place == NONE {
                return None;
            }
            if self.names[place as usize] == name {
                return Some(place as usize);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    /// By length and three letters, which tell the names of a format apart.
    #[inline(always)]
    fn slot(&self, name: &str) -> usize {
        let letters = name.as_bytes();
        let (Some(first), Some(last)) = (letters.first(), letters.last()) else { return 0 };
        let middle = letters[letters.len() / 2];
        let mixed = letters.len() * 7 + usize::from(*first) * 31 + usize::from(middle) * 5 + usize::from(*last);
        mixed & self.slots.len().wrapping_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_found_at_its_first_place() {
        let names = ["a", "b", "", "total_tokens", "a", "prompt_tokens"].map(str::to_owned).to_vec();
        let layout = Layout::new(names);
        let places =
            ["a", "b", "", "total_tokens", "prompt_tokens", "c", "prompt_tokenz"].map(|name| layout.place(name));
        assert_eq!(places, [Some(0), Some(1), Some(2), Some(3), Some(5), None, None]);
        assert_eq!(Layout::default().place("a"), None);
        assert_eq!(Layout::new(Vec::new()).place(""), None);
    }
}
