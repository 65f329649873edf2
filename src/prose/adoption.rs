//! An adoption curve in words: which share of an outcome's value is money by which month.

use crate::format;
use crate::language::tr;
use crate::scenario::Scenario;

/// `all from the start`, `0 % in month 0, 40 % in month 6, 100 % from month 12 on`.
pub fn adoption_in_words(points: &[(u32, f64)]) -> String {
    let Some(((last, share), before)) = points.split_last() else { return tr!("all from the start").to_owned() };
    if before.is_empty() {
        return tr!("{} from the start", format::percent(*share));
    }
    let before = before.iter().map(|(month, share)| tr!("{} in month {month}, ", format::percent(*share), month));
    tr!("{}{} from month {last} on", before.collect::<String>(), format::percent(*share), last)
}

/// The same beside a figure that it moves: `adoption 25 % in month 0, 90 % from month 12 on`. `None` where all of it has from
/// the start.
pub fn adoption_note(scenario: &Scenario) -> Option<String> {
    let points = &scenario.plan.adoption;
    (!points.is_empty()).then(|| tr!("adoption {}", adoption_in_words(points)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_is_told_point_by_point() {
        let cases: [(&[(u32, f64)], &str); 3] = [
            (&[], "all from the start"),
            (&[(6, 0.4)], "40 % from the start"),
            (&[(0, 0.0), (6, 0.4), (12, 1.0)], "0 % in month 0, 40 % in month 6, 100 % from month 12 on"),
        ];
        for (points, words) in cases {
            assert_eq!(adoption_in_words(points).replace('\u{a0}', " "), words);
        }
    }
}
