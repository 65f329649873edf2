//! What stands around the chart of a slide, painted or native.

use crate::charts::Chart;
use crate::day::local_day;
use crate::prose::{EvidenceSummary, price_dates};
use crate::scenario::Scenario;

/// What stands around the chart of a slide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SlideNotes {
    /// The scenario's name.
    pub scenario: String,
    /// The stage that the finding speaks of.
    pub stage: String,
    /// The day, `YYYY-MM-DD`, if it should be said.
    pub date: Option<String>,
    /// What the figures rest on.
    pub footnote: String,
    /// Of all amounts, by its ISO code.
    pub currency: String,
    /// Whether the axes are linear rather than logarithmic.
    pub linear: bool,
}

impl SlideNotes {
    /// What there is to say of a scenario's charts.
    pub fn of(scenario: &Scenario, date: Option<String>) -> Self {
        let parts = [EvidenceSummary::of(scenario).sentence(), price_dates(scenario)];
        Self {
            scenario: scenario.name.clone(),
            stage: scenario.target().map(|stage| stage.name.clone()).unwrap_or_default(),
            date,
            footnote: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("   |   "),
            currency: scenario.currency.clone(),
            linear: false,
        }
    }

    /// What a chart is of, below its finding.
    pub fn subtitle(&self, chart: &Chart) -> String {
        let day = self.date.as_deref().map(local_day);
        let about = [Some(&*self.scenario), Some(&self.stage), day.as_deref(), Some(&*chart.head.subtitle)];
        about.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}
