//! The library of what can be bought instead of a plan: data, each with where its figures come from. Laid out as a card is,
//! with an alternative in place of the component.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::cards::{DOLLARS, convert, dollars, is_dollars};
use crate::codec::{TextError, ron};
use crate::scenario::{Alternative, Basis, EstimatePath, Scenario, path};

/// An alternative of the library.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlternativeCard {
    /// Where the gallery shows it.
    pub group: String,
    /// One line of substance.
    pub summary: String,
    /// What its prices are in.
    #[serde(default = "dollars", skip_serializing_if = "is_dollars")]
    pub currency: String,
    /// What is added to the scenario.
    pub alternative: Alternative,
    /// What supports its estimates, by path within the alternative.
    #[serde(default)]
    pub bases: IndexMap<String, Basis>,
}

macro_rules! alternative_texts {
    ($($key:literal),* $(,)?) => {
        /// The embedded alternatives by file name, in the order of the gallery.
        const TEXTS: &[(&str, &str)] =
            &[$(($key, include_str!(concat!("../../presets/alternatives/", $key, ".ron")))),*];
    };
}

alternative_texts!("microsoft-365-copilot", "intercom-fin", "bland-minutes");

/// Every alternative of the library.
pub fn alternatives() -> Vec<AlternativeCard> {
    TEXTS.iter().map(|(_, text)| parse_alternative(text).expect("a test reads every alternative")).collect()
}

/// Reads an alternative from text.
///
/// # Errors
/// What is wrong, with line and column.
pub fn parse_alternative(text: &str) -> Result<AlternativeCard, TextError> {
    ron::parse(ron::without_mark(text))
}

impl AlternativeCard {
    /// Where its prices come from: each source once, with the day it was read; what somebody judged is no source of a price.
    pub fn sources(&self) -> Vec<&Basis> {
        let mut sources: Vec<&Basis> = Vec::new();
        for basis in self.bases.values().filter(|basis| !basis.url.is_empty()) {
            if sources.iter().all(|known| (&known.source, &known.date) != (&basis.source, &basis.date)) {
                sources.push(basis);
            }
        }
        sources
    }

    /// Puts it behind the alternatives of a scenario: under a name of its own, at stages that exist, in the scenario's
    /// currency where the rate is known. Returns its name there.
    pub fn add_to(&self, scenario: &mut Scenario) -> String {
        let mut alternative = self.alternative.clone();
        alternative.name = scenario.free_alternative_name(&alternative.name);
        let last = scenario.stages.len().saturating_sub(1);
        let rate = scenario.usd_rate.base();
        let is_converted = self.currency == DOLLARS && scenario.currency != DOLLARS;
        if is_converted {
            alternative.setup_cost = alternative.setup_cost.with_base(alternative.setup_cost.base() * rate);
        }
        for component in &mut alternative.components {
            component.from_stage = component.from_stage.min(last);
            component.until_stage = component.until_stage.map(|until| until.clamp(component.from_stage, last));
            if is_converted {
                convert(component, rate);
            }
        }
        let name = alternative.name.clone();
        scenario.alternatives.push(alternative);
        let at = |within: &String| EstimatePath::from(format!("{}.{within}", path::alternative(&name)).as_str());
        let bases = self.bases.iter().map(|(within, basis)| (at(within), basis.clone()));
        scenario.bases.extend(bases);
        name
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;
    use crate::files::write_scenario;
    use crate::reference::PRESETS;
    use crate::scenario::{Driver, Estimate};

    fn example() -> Scenario {
        PRESETS[0].scenario()
    }

    #[test]
    fn every_file_is_embedded() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("presets/alternatives");
        let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        let files: BTreeSet<String> =
            files.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
        let embedded: BTreeSet<String> = TEXTS.iter().map(|(key, _)| (*key).to_owned()).collect();
        assert_eq!(embedded, files);
    }

    #[test]
    fn every_alternative_joins_a_scenario_with_its_sources() {
        for card in alternatives() {
            let name = &card.alternative.name;
            assert!(!card.group.is_empty() && !card.summary.is_empty(), "{name} is explained");
            assert!(!card.sources().is_empty(), "{name} has a price from somewhere");
            assert!(card.sources().iter().all(|basis| !basis.date.is_empty()), "{name}");
            let before = example();
            let mut scenario = before.clone();
            assert_eq!(card.add_to(&mut scenario), *name);
            assert_eq!(scenario.check(), vec![], "{name}");
            let fields = scenario.fields();
            for path in scenario.bases.keys() {
                assert!(fields.iter().any(|field| field.path == *path), "{name}: nothing at {path}");
            }
            assert_eq!(scenario.bases.len(), before.bases.len() + card.bases.len(), "{name} brings its evidence");
            let written = write_scenario(&scenario);
            assert_eq!(crate::codec::parse_scenario(&written).as_ref(), Ok(&scenario), "{name}");
        }
    }

    #[test]
    fn what_it_charges_for_exists_without_models() {
        for card in alternatives() {
            let lines = card.alternative.components.iter().flat_map(|component| &component.lines);
            for line in lines {
                let exists = [Driver::Month, Driver::Request, Driver::Outcome, Driver::Miss, Driver::User];
                assert!(exists.contains(&line.driver), "{}: {}", card.alternative.name, line.name);
            }
        }
    }

    #[test]
    fn one_that_is_there_already_gets_a_number() {
        let mut scenario = example();
        let card = &alternatives()[0];
        let names = [card.add_to(&mut scenario), card.add_to(&mut scenario)];
        assert_eq!(names[1], format!("{} 2", names[0]));
        assert_eq!(scenario.check(), vec![]);
    }

    #[test]
    fn dollars_become_the_currency_of_the_scenario() {
        let card = &alternatives()[0];
        let mut scenario = example();
        scenario.currency = "CAD".to_owned();
        scenario.usd_rate = Estimate::Exact(1.5);
        scenario.stages.truncate(1);
        card.add_to(&mut scenario);
        let added = &scenario.alternatives[0];
        assert_eq!(added.setup_cost.base(), 1.5 * card.alternative.setup_cost.base());
        let price = |alternative: &Alternative| alternative.components[0].lines[0].tariff.price().unwrap().base();
        assert_eq!(price(added), 1.5 * price(&card.alternative));
        assert!(added.components.iter().all(|component| component.from_stage == 0));
    }
}
