//! What a scenario keeps for the room that it is shown to.

use serde::{Deserialize, Serialize};

use super::EstimatePath;

/// What a room is shown of a scenario. Nothing is computed with it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Workshop {
    /// The estimates, by path, that are levers there, in their order; the usual ones where it is empty.
    pub pins: Vec<EstimatePath>,
}

impl Workshop {
    /// How many levers a room can keep an eye on.
    pub const MOST_PINS: usize = 4;

    /// Whether there is nothing to write to a file.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the estimate at a path is a lever of the room.
    pub fn is_pinned(&self, path: &EstimatePath) -> bool {
        self.pins.iter().any(|pin| pin == path)
    }

    /// Pins the estimate at a path, or takes the pin away. Returns whether that could be done: there is room for
    /// [`MOST_PINS`](Self::MOST_PINS).
    pub fn toggle_pin(&mut self, path: &EstimatePath) -> bool {
        if self.is_pinned(path) {
            self.pins.retain(|pin| pin != path);
        } else if self.pins.len() < Self::MOST_PINS {
            self.pins.push(path.clone());
        } else {
            return false;
        }
        true
    }

    /// Pins the estimate at a path in the place of another.
    pub fn replace_pin(&mut self, old: &EstimatePath, new: &EstimatePath) {
        if let Some(pin) = self.pins.iter_mut().find(|pin| **pin == *old) {
            pin.clone_from(new);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fifth_pin_is_refused_until_one_makes_way() {
        let mut workshop = Workshop::default();
        let [a, b, c, d, e] = ["a", "b", "c", "d", "e"].map(EstimatePath::from);
        for path in [&a, &b, &c, &d] {
            assert!(workshop.toggle_pin(path));
        }
        assert!(!workshop.toggle_pin(&e));
        assert_eq!(workshop.pins, [a.clone(), b.clone(), c.clone(), d.clone()]);
        workshop.replace_pin(&b, &e);
        assert_eq!(workshop.pins, [a, e.clone(), c, d]);
        assert!(workshop.toggle_pin(&e) && !workshop.is_pinned(&e));
    }
}
