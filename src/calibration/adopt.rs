//! Measurements written into a scenario: each estimate with what supports it.

use super::measurement::Measurement;
use crate::scenario::{Basis, BasisKind, Scenario};

/// Writes measurements into a scenario, each with a basis that names its source and the day up to which it was measured.
/// Those of estimates that the scenario does not have are left out.
pub fn adopt<'m>(
    scenario: &mut Scenario,
    measurements: impl IntoIterator<Item = &'m Measurement>,
    source: impl Fn(&Measurement) -> String,
    date: &str,
) {
    for measurement in measurements {
        let Some(estimate) = scenario.estimate_mut(&measurement.path) else { continue };
        *estimate = measurement.estimate;
        let basis = Basis {
            kind: BasisKind::Measured,
            source: source(measurement),
            url: String::new(),
            date: date.to_owned(),
            given_for: None,
        };
        scenario.bases.insert(measurement.path.clone(), basis);
    }
}
