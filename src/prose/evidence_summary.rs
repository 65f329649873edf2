//! How well the assumptions are supported, and how old the prices are: the small print under every result.

use crate::day::local_day;
use crate::language::tr;
use crate::scenario::{BasisKind, Field, Scenario};

/// How many uncertain estimates there are, and what supports them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EvidenceSummary {
    /// All of them.
    pub assumptions: usize,
    /// Measured in the use case itself.
    pub measured: usize,
    /// Taken from others.
    pub benchmark: usize,
    /// From somebody's experience.
    pub judgement: usize,
    /// Without any basis, or with one that was given for another number.
    pub unsupported: usize,
}

impl EvidenceSummary {
    /// Counts the uncertain estimates of a scenario, but for those of cards that are off.
    pub fn of(scenario: &Scenario) -> Self {
        let mut support = Self::default();
        let takes_part = |field: &&Field<'_>| field.estimate.is_uncertain() && scenario.takes_part(&field.path);
        for field in scenario.fields().iter().filter(takes_part) {
            support.assumptions += 1;
            match scenario.support(&field.path) {
                Some(BasisKind::Measured) => support.measured += 1,
                Some(BasisKind::Benchmark) => support.benchmark += 1,
                Some(BasisKind::Judgement) => support.judgement += 1,
                None => support.unsupported += 1,
            }
        }
        support
    }

    /// `22 assumptions: 4 measured · 11 benchmark · 7 judgement`; kinds without any are left out.
    pub fn sentence(&self) -> String {
        let kinds = [
            (self.measured, tr!("measured")),
            (self.benchmark, tr!("benchmark")),
            (self.judgement, tr!("judgement")),
            (self.unsupported, tr!("unsupported")),
        ];
        let parts = kinds.iter().filter(|(count, _)| 0 < *count).map(|(count, kind)| format!("{count} {kind}"));
        match self.assumptions {
            0 => tr!("no uncertain assumptions").to_owned(),
            1 => tr!("1 assumption: {}", parts.collect::<String>()),
            count => tr!("{count} assumptions: {}", parts.collect::<Vec<_>>().join(" · "), count),
        }
    }
}

/// The day or days on which the models' prices were read: `all prices 2026-11-23`; empty without models.
pub fn price_dates(scenario: &Scenario) -> String {
    let dates = || scenario.models.values().map(|model| model.as_of.as_str());
    match (dates().min(), dates().max()) {
        (Some(first), Some(last)) if first == last => tr!("all prices {}", local_day(first)),
        (Some(first), Some(last)) => tr!("prices {first} to {last}", first = local_day(first), last = local_day(last)),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Preset;

    #[test]
    fn every_uncertain_assumption_is_counted_once() {
        for preset in crate::reference::PRESETS {
            let support = EvidenceSummary::of(&preset.scenario());
            let counted = support.measured + support.benchmark + support.judgement + support.unsupported;
            assert_eq!(counted, support.assumptions, "{}", preset.key);
        }
    }

    #[test]
    fn sentences() {
        let support = EvidenceSummary { assumptions: 22, measured: 4, benchmark: 11, judgement: 7, unsupported: 0 };
        assert_eq!(support.sentence(), "22 assumptions: 4 measured · 11 benchmark · 7 judgement");
        let support = EvidenceSummary { assumptions: 1, unsupported: 1, ..EvidenceSummary::default() };
        assert_eq!(support.sentence(), "1 assumption: 1 unsupported");
        assert_eq!(EvidenceSummary::default().sentence(), "no uncertain assumptions");
    }

    #[test]
    fn dates_of_prices() {
        let mut scenario = Preset::by_key("support_assistant").unwrap().scenario();
        for (index, model) in scenario.models.values_mut().enumerate() {
            model.as_of = if index == 0 { "2026-01-01" } else { "2026-11-23" }.to_owned();
        }
        assert_eq!(price_dates(&scenario), "prices 2026-01-01 to 2026-11-23");
        scenario.models.truncate(1);
        assert_eq!(price_dates(&scenario), "all prices 2026-01-01");
        scenario.models.clear();
        assert_eq!(price_dates(&scenario), "");
    }
}
