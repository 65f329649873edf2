//! From which volume on a plan pays. Where cost is a staircase there may be several: then it is said to be unclear
//! between the first and the last, everywhere, rather than that one of two volumes is the one.

use crate::economics::{Plan, Results};
use crate::format;
use crate::language::tr;
use crate::scenario::Scenario;

/// Where net changes its sign as requests grow, the target's set-up held.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum BreakEven {
    /// Nowhere within the volumes that are looked at.
    Nowhere,
    /// At one volume, in requests a month.
    At(f64),
    /// At several, of which these are the first and the last.
    Unclear(f64, f64),
}

impl BreakEven {
    /// That of a plan at its target.
    pub fn of(results: &Results) -> Self {
        match *results.break_even_held.as_slice() {
            [] => Self::Nowhere,
            [volume] => Self::At(volume),
            [first, .., last] => Self::Unclear(first, last),
        }
    }

    /// Where the plan nets the same as an alternative, by place, both with the target's set-up.
    pub fn with_alternative(results: &Results, place: usize) -> Self {
        match *results.alternatives[place].meets.as_slice() {
            [] => Self::Nowhere,
            [volume] => Self::At(volume),
            [first, .., last] => Self::Unclear(first, last),
        }
    }

    /// As a finding about the plan beside an alternative: `building nets more than “Buy seats” from 19k requests a month`.
    /// `None` where there is no volume to say it of.
    pub fn beside(self, scenario: &Scenario, plan: &Plan, results: &Results, place: usize) -> Option<String> {
        let name = &scenario.alternatives[place].name;
        match self {
            Self::Nowhere => None,
            Self::At(volume) => {
                let (planned, other) = (&results.stages[plan.target].planned, &results.alternatives[place].month);
                let is_above = (volume <= planned.volume) == (other.net <= planned.net);
                let volume = format::short_count(volume);
                Some(if is_above {
                    tr!("building nets more than “{name}” from {volume} requests a month", name, volume)
                } else {
                    tr!("building nets more than “{name}” up to {volume} requests a month", name, volume)
                })
            }
            Self::Unclear(first, last) => {
                let unclear = unclear(first, last, format::short_count).join(" ");
                Some(tr!("whether building nets more than “{name}” is {unclear} requests a month", name, unclear))
            }
        }
    }

    /// The volumes that are marked: none, one, or the first and the last.
    pub fn volumes(self) -> Vec<f64> {
        match self {
            Self::Nowhere => Vec::new(),
            Self::At(volume) => vec![volume],
            Self::Unclear(first, last) => vec![first, last],
        }
    }

    /// In full, with whose set-up is held: `129,249 requests a month with Production's set-up`.
    pub fn in_words(self, stage: &str) -> String {
        let volumes = match self {
            Self::Nowhere => tr!("none").to_owned(),
            Self::At(volume) => tr!("{} requests a month", format::count(volume)),
            Self::Unclear(first, last) => {
                tr!("{} requests a month", unclear(first, last, format::count).join(" "))
            }
        };
        tr!("{volumes} with {stage}'s set-up", volumes, stage)
    }

    /// As one figure and the clause that belongs to it: `129,249` and `with Production’s set-up`; `unclear` and
    /// `between 227k and 247k with Production’s set-up`.
    pub fn figure(self, stage: &str) -> [String; 2] {
        let held = tr!("with {stage}’s set-up", stage);
        match self {
            Self::Nowhere => [tr!("none").to_owned(), held],
            Self::At(volume) => [format::count(volume), held],
            Self::Unclear(first, last) => {
                let [unclear, between] = unclear(first, last, format::short_count);
                [unclear, format!("{between} {held}")]
            }
        }
    }

    /// As a finding about a plan: `with Production’s set-up it pays from 129k requests a month`. `None` where there is no
    /// volume to say it of.
    pub fn finding(self, plan: &Plan, results: &Results, stage: &str) -> Option<String> {
        Some(match self {
            Self::Nowhere => return None,
            Self::At(volume) => {
                let month = &results.stages[plan.target].planned;
                let pays_above = (volume <= month.volume) == (0.0 <= month.net);
                let volume = format::short_count(volume);
                if pays_above {
                    tr!("with {stage}’s set-up it pays from {volume} requests a month", stage, volume)
                } else {
                    tr!("with {stage}’s set-up it pays up to {volume} requests a month", stage, volume)
                }
            }
            Self::Unclear(first, last) => {
                let unclear = unclear(first, last, format::short_count).join(" ");
                tr!("with {stage}’s set-up, whether it pays is {unclear} requests a month", stage, unclear)
            }
        })
    }
}

/// Of two volumes, written somehow: `unclear` and `between 227k and 247k`.
fn unclear(first: f64, last: f64, write: impl Fn(f64) -> String) -> [String; 2] {
    [tr!("unclear").to_owned(), tr!("between {} and {}", write(first), write(last))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Preset;
    use crate::scenario::Estimate;

    /// In full, as a figure with its clause, and as a finding.
    fn said(value: f64) -> [String; 4] {
        let mut scenario = Preset::by_key("self_hosted_summaries").unwrap().scenario();
        scenario.outcome.value = Estimate::Exact(value);
        let plan = Plan::new(&scenario).unwrap();
        let results = Results::of(&plan);
        let found = BreakEven::of(&results);
        let [figure, clause] = found.figure("Production");
        let finding = found.finding(&plan, &results, "Production").unwrap_or_default();
        [found.in_words("Production"), figure, clause, finding]
    }

    #[test]
    fn several_break_evens_are_unclear_wherever_they_are_said() {
        let several = [
            "unclear between 196,265 and 260,443 requests a month with Production's set-up",
            "unclear",
            "between 196k and 260k with Production’s set-up",
            "with Production’s set-up, whether it pays is unclear between 196k and 260k requests a month",
        ];
        let one = [
            "94,703 requests a month with Production's set-up",
            "94,703",
            "with Production’s set-up",
            "with Production’s set-up it pays from 95k requests a month",
        ];
        let none = ["none with Production's set-up", "none", "with Production’s set-up", ""];
        for (value, expected) in [(0.35, several), (0.7, one), (0.0, none)] {
            assert_eq!(said(value), expected, "at a value of {value}");
        }
    }
}
