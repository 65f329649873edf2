//! How large the whole window is drawn.

use serde::{Deserialize, Serialize};

/// A size of everything, in percent of the usual one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UiScale(u16);

impl Default for UiScale {
    fn default() -> Self {
        Self(100)
    }
}

impl UiScale {
    const STEPS: [u16; 10] = [75, 90, 100, 110, 125, 150, 175, 200, 225, 250];

    /// The next larger one; the largest has none.
    #[must_use]
    pub fn larger(self) -> Self {
        Self(Self::STEPS.into_iter().find(|step| self.percent() < *step).unwrap_or(self.percent()))
    }

    /// The next smaller one; the smallest has none.
    #[must_use]
    pub fn smaller(self) -> Self {
        Self(Self::STEPS.into_iter().rev().find(|step| *step < self.percent()).unwrap_or(self.percent()))
    }

    /// In percent. What somebody wrote into the settings stays within what can be used.
    pub fn percent(self) -> u16 {
        self.0.clamp(Self::STEPS[0], Self::STEPS[Self::STEPS.len() - 1])
    }

    /// As a factor.
    pub fn factor(self) -> f32 {
        f32::from(self.percent()) / 100.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_lead_from_one_end_to_the_other() {
        let mut scale = UiScale(75);
        let mut percents = vec![scale.percent()];
        while scale.larger() != scale {
            scale = scale.larger();
            percents.push(scale.percent());
        }
        assert_eq!(percents, UiScale::STEPS);
        assert_eq!(UiScale::default().smaller().larger(), UiScale::default());
        assert_eq!((UiScale(9000).percent(), UiScale(0).percent()), (250, 75));
    }
}
