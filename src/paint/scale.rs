//! From values to the screen and back: logarithmic or linear, with the ticks that suit the room there is.

use crate::charts::Unit;

/// Decades from which on a tick a decade is enough.
const MANY_DECADES: f64 = 2.2;
/// Decades up to which even steps read better than 1, 2, 5.
const FEW_DECADES: f64 = 0.6;

/// One axis: which stretch of values lies on which stretch of the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    logarithmic: bool,
    /// The ends as plot coordinates: logarithms to base 10 where the scale is logarithmic.
    pub ends: (f64, f64),
    /// The ends on the screen.
    pub screen: (f32, f32),
}

impl Scale {
    /// The scale on which `values` take the stretch `inner` of the stretch `screen`.
    ///
    /// A logarithmic scale needs positive values; whoever has none gets a linear one.
    pub fn new(logarithmic: bool, values: (f64, f64), inner: (f32, f32), screen: (f32, f32)) -> Self {
        let logarithmic = logarithmic && 0.0 < values.0;
        let coordinate = |value: f64| if logarithmic { value.log10() } else { value };
        let (mut low, mut high) = (coordinate(values.0), coordinate(values.1));
        // A single value, or a nearly single one, stands in the middle.
        let least = if logarithmic { 0.02 } else { (1e-3 * low.abs()).max(1e-9) };
        if high - low < least {
            (low, high) = ((low + high) / 2.0 - least, (low + high) / 2.0 + least);
        }
        let a_pixel = (high - low) / f64::from(inner.1 - inner.0);
        let end = |position: f32| low + a_pixel * f64::from(position - inner.0);
        Self { logarithmic, ends: (end(screen.0), end(screen.1)), screen }
    }

    /// The coordinate that egui_plot knows a value by; none for what has no place on the scale.
    pub fn coordinate(&self, value: f64) -> Option<f64> {
        let coordinate = if self.logarithmic { value.log10() } else { value };
        coordinate.is_finite().then_some(coordinate)
    }

    /// As [`coordinate`](Self::coordinate), values without a place standing just beyond the lower end.
    pub fn coordinate_or_beyond(&self, value: f64) -> f64 {
        self.coordinate(value).unwrap_or(2.0 * self.ends.0.min(self.ends.1) - self.ends.0.max(self.ends.1))
    }

    /// As [`coordinate_or_beyond`](Self::coordinate_or_beyond), and none further away than just beyond either end.
    pub fn coordinate_within_reach(&self, value: f64) -> f64 {
        let (low, high) = (self.ends.0.min(self.ends.1), self.ends.0.max(self.ends.1));
        let (below, above) = (2.0 * low - high, 2.0 * high - low);
        if value == f64::INFINITY { above } else { self.coordinate_or_beyond(value).clamp(below, above) }
    }

    /// Where a value lies on the screen.
    pub fn position(&self, value: f64) -> Option<f32> {
        let share = (self.coordinate(value)? - self.ends.0) / (self.ends.1 - self.ends.0);
        Some((f64::from(self.screen.0) + share * f64::from(self.screen.1 - self.screen.0)) as f32)
    }

    /// The value at a place on the screen.
    pub fn value(&self, position: f32) -> f64 {
        let share = f64::from(position - self.screen.0) / f64::from(self.screen.1 - self.screen.0);
        let coordinate = self.ends.0 + share * (self.ends.1 - self.ends.0);
        if self.logarithmic { 10_f64.powf(coordinate) } else { coordinate }
    }

    /// Where ticks go, with their text: round values whose labels, `extent` pixels each, keep apart.
    pub fn ticks(&self, unit: &Unit, extent: impl Fn(&str) -> f32) -> Vec<(f64, String)> {
        let fits = |ticks: &[(f64, String)]| {
            let apart = |pair: &[(f64, String)]| {
                let (Some(first), Some(second)) = (self.position(pair[0].0), self.position(pair[1].0)) else {
                    return false;
                };
                pair[0].1 != pair[1].1 && (extent(&pair[0].1) + extent(&pair[1].1)) / 2.0 <= (second - first).abs()
            };
            ticks.windows(2).all(apart)
        };
        let labelled = |values: Vec<f64>| -> Vec<(f64, String)> {
            values.into_iter().map(|value| (value, unit.short(value))).collect()
        };
        let sets = match unit {
            Unit::Month => self.month_sets(),
            _ if self.logarithmic => self.logarithmic_sets(),
            _ => self.linear_sets(),
        };
        let mut last = Vec::new();
        for set in &sets {
            let ticks = labelled(set.clone());
            if fits(&ticks) {
                return ticks;
            }
            last = ticks;
        }
        // Values that are near each other read the same until they are written in full.
        let in_full =
            |set: Vec<f64>| -> Vec<(f64, String)> { set.into_iter().map(|value| (value, unit.full(value))).collect() };
        if let Some(ticks) = sets.into_iter().map(in_full).find(|ticks| 1 < ticks.len() && fits(ticks)) {
            return ticks;
        }
        last.truncate(1);
        last
    }

    /// Sets of ticks, the densest first.
    fn logarithmic_sets(&self) -> Vec<Vec<f64>> {
        let (low, high) = (self.ends.0.min(self.ends.1), self.ends.0.max(self.ends.1));
        let decades = |step: i32, digits: &[f64]| -> Vec<f64> {
            let first = low.floor() as i32;
            let exponents = (first..=high.ceil() as i32).filter(|exponent| exponent.rem_euclid(step) == 0);
            let values = exponents.flat_map(|exponent| digits.iter().map(move |digit| digit * 10_f64.powi(exponent)));
            values.filter(|value| (low..=high).contains(&value.log10())).collect()
        };
        let mut sets = Vec::new();
        if high - low < FEW_DECADES {
            sets.extend(even_sets(10_f64.powf(low), 10_f64.powf(high)));
        }
        if high - low < MANY_DECADES {
            sets.push(decades(1, &[1.0, 2.0, 5.0]));
            sets.push(decades(1, &[1.0, 3.0]));
        }
        sets.extend([1, 2, 3, 4, 6, 12].map(|step| decades(step, &[1.0])));
        sets.retain(|set| 1 < set.len());
        sets
    }

    fn month_sets(&self) -> Vec<Vec<f64>> {
        let (low, high) = (self.ends.0.min(self.ends.1), self.ends.0.max(self.ends.1));
        let multiples = |step: i64| -> Vec<f64> {
            let (first, last) = ((low / step as f64 - 1e-9).ceil() as i64, (high / step as f64 + 1e-9).floor() as i64);
            (first..=last).map(|index| (index * step) as f64).collect()
        };
        let few_enough = MONTHS.into_iter().filter(|step| (high - low) / *step as f64 <= 13.0);
        few_enough.map(multiples).filter(|set| !set.is_empty()).collect()
    }

    fn linear_sets(&self) -> Vec<Vec<f64>> {
        even_sets(self.ends.0.min(self.ends.1), self.ends.0.max(self.ends.1))
    }
}

/// Steps that years are made of.
const MONTHS: [i64; 8] = [1, 2, 3, 6, 12, 24, 60, 120];

/// Even steps of 1, 2 or 5 times a power of ten between two values, from about eight steps down to one.
fn even_sets(low: f64, high: f64) -> Vec<Vec<f64>> {
    let magnitude = ((high - low) / 10.0).log10().floor() as i32;
    let steps = [1, 2, 5, 10, 20, 50, 100].map(|digit| f64::from(digit) * 10_f64.powi(magnitude));
    let multiples = |step: f64| -> Vec<f64> {
        let (first, last) = ((low / step - 1e-9).ceil() as i64, (high / step + 1e-9).floor() as i64);
        (first..=last).map(|index| index as f64 * step).collect()
    };
    let few_enough = steps.into_iter().filter(|step| (high - low) / step <= 9.0);
    few_enough.map(multiples).filter(|set| 1 < set.len()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Money;

    fn ticks(logarithmic: bool, values: (f64, f64), pixels: f32) -> String {
        let scale = Scale::new(logarithmic, values, (0.0, pixels), (0.0, pixels));
        let unit = Unit::Money(Money::new("USD"));
        let ticks = scale.ticks(&unit, |text| 8.0 * text.chars().count() as f32);
        ticks.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn ticks_are_round_and_keep_apart() {
        let cases = [
            (true, (14.0, 110_000.0), 400.0, "$100 $1k $10k $100k"),
            (true, (14.0, 110_000.0), 90.0, "$100 $10k"),
            (true, (0.05, 0.9), 400.0, "$0.05 $0.1 $0.2 $0.5"),
            (true, (0.13, 0.18), 400.0, "$0.13 $0.14 $0.15 $0.16 $0.17 $0.18"),
            (false, (0.0, 16_000.0), 400.0, "$0 $2k $4k $6k $8k $10k $12k $14k $16k"),
            (false, (0.0, 16_000.0), 120.0, "$0 $5k $10k $15k"),
            (false, (28.4e6, 28.9e6), 400.0, "$28,400,000 $28,600,000 $28,800,000"),
            (false, (-3.0, 1.0), 400.0, "−$3 −$2.5 −$2 −$1.5 −$1 −$0.5 $0 $0.5 $1"),
        ];
        for (logarithmic, values, pixels, expected) in cases {
            assert_eq!(ticks(logarithmic, values, pixels), expected, "{values:?} on {pixels} pixels");
        }
    }

    #[test]
    fn positions_and_values_are_inverse() {
        for logarithmic in [true, false] {
            let scale = Scale::new(logarithmic, (2.0, 5000.0), (390.0, 20.0), (400.0, 0.0));
            assert!((scale.position(2.0).unwrap() - 390.0).abs() < 1e-3);
            assert!((scale.value(scale.position(77.0).unwrap()) / 77.0 - 1.0).abs() < 1e-3);
        }
    }

    #[test]
    fn a_single_value_stands_in_the_middle() {
        let scale = Scale::new(true, (3.0, 3.0), (0.0, 100.0), (0.0, 100.0));
        assert!((scale.position(3.0).unwrap() - 50.0).abs() < 1e-3);
    }

    #[test]
    fn what_has_no_logarithm_has_no_place() {
        let scale = Scale::new(true, (1.0, 10.0), (0.0, 100.0), (0.0, 100.0));
        assert_eq!((scale.position(0.0), scale.position(-1.0), scale.position(f64::NAN)), (None, None, None));
        assert!(scale.coordinate_or_beyond(0.0) < scale.ends.0);
        let within_reach = [-1.0, 5.0, 1e12, f64::INFINITY].map(|value| scale.coordinate_within_reach(value));
        assert_eq!(within_reach, [-1.0, 5.0_f64.log10(), 2.0, 2.0]);
    }
}
