//! Snapshots of a portfolio: what was decided in it, under a number from 1 to 9, with a name and a day.

use serde::{Deserialize, Serialize};

use super::file::Portfolio;
use crate::scenario::Snapshot;

/// Decisions as they stood. Use cases are named by their files, as everywhere in a portfolio.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PortfolioSnapshot {
    /// By which it is recalled, 1 to 9.
    pub number: u8,
    /// What people call it.
    pub name: String,
    /// The day it was taken, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub date: String,
    /// As [`Portfolio::budget`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<f64>,
    /// As [`Portfolio::must`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub must: Vec<String>,
    /// As [`Portfolio::excluded`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excluded: Vec<String>,
}

impl Portfolio {
    /// The snapshot with a number.
    pub fn snapshot(&self, number: u8) -> Option<&PortfolioSnapshot> {
        self.snapshots.iter().find(|snapshot| snapshot.number == number)
    }

    /// The least number without a snapshot, if there is one.
    pub fn free_snapshot_number(&self) -> Option<u8> {
        Snapshot::NUMBERS.into_iter().find(|number| self.snapshot(*number).is_none())
    }

    /// Keeps what is decided under a number, in place of what was kept there.
    pub fn take_snapshot(&mut self, number: u8, name: String, date: String) {
        let (must, excluded) = (self.must.clone(), self.excluded.clone());
        self.snapshots.retain(|snapshot| snapshot.number != number);
        self.snapshots.push(PortfolioSnapshot { number, name, date, budget: self.budget, must, excluded });
        self.snapshots.sort_by_key(|snapshot| snapshot.number);
    }

    /// Decides what was decided when a snapshot was taken, but for use cases that are no longer listed; everything else
    /// stays.
    pub fn recall_snapshot(&mut self, snapshot: &PortfolioSnapshot) {
        let PortfolioSnapshot { budget, must, excluded, .. } = snapshot;
        let listed = |files: &[String]| -> Vec<String> {
            files.iter().filter(|file| self.scenarios.contains(file)).cloned().collect()
        };
        (self.budget, self.must, self.excluded) = (*budget, listed(must), listed(excluded));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::ron;

    fn portfolio() -> Portfolio {
        let scenarios = ["a.ron", "b.ron", "c.ron"].map(str::to_owned).into();
        let (must, excluded) = (vec!["a.ron".to_owned()], vec!["b.ron".to_owned()]);
        Portfolio { budget: Some(1000.0), must, excluded, ..Portfolio::of("Three".to_owned(), scenarios) }
    }

    #[test]
    fn what_was_decided_comes_back_and_nothing_else() {
        let mut portfolio = portfolio();
        portfolio.take_snapshot(1, "Board".to_owned(), "2026-11-24".to_owned());
        let kept = portfolio.snapshot(1).expect("it was taken").clone();
        assert_eq!(portfolio.free_snapshot_number(), Some(2));
        (portfolio.budget, portfolio.must) = (None, Vec::new());
        portfolio.notes = "later".to_owned();
        portfolio.recall_snapshot(&kept);
        let expected = Portfolio { notes: "later".to_owned(), snapshots: vec![kept.clone()], ..self::portfolio() };
        assert_eq!(portfolio, expected);
        // One that is no longer listed is in nobody's way.
        portfolio.scenarios.retain(|file| file != "a.ron");
        portfolio.recall_snapshot(&kept);
        assert_eq!((portfolio.must.len(), portfolio.check()), (0, Vec::new()));
    }

    #[test]
    fn a_file_without_snapshots_is_written_as_before() {
        let text = ron::write(&portfolio());
        assert!(!text.contains("snapshots"), "{text}");
        let mut portfolio = portfolio();
        portfolio.take_snapshot(3, "Board".to_owned(), String::new());
        let text = ron::write(&portfolio);
        assert_eq!(Portfolio::parse(&text), Ok(portfolio), "{text}");
    }

    #[test]
    fn what_is_wrong_with_a_snapshot_is_said_with_its_place() {
        let mut portfolio = portfolio();
        for (number, name) in [(1, "One"), (2, "Two")] {
            portfolio.take_snapshot(number, name.to_owned(), String::new());
        }
        assert_eq!(portfolio.check(), []);
        portfolio.snapshots[0].budget = Some(-1.0);
        portfolio.snapshots[1].number = 1;
        let places: Vec<String> = portfolio.check().into_iter().map(|problem| problem.path).collect();
        assert_eq!(places, ["snapshots[0].budget", "snapshots[1].number"]);
    }
}
