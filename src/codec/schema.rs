//! Versions of the scenario file: every one that ever was opens for ever, upgraded step by step.

use std::sync::Arc;

use serde::Deserialize;

use super::ron::{self, TextError};
use crate::scenario::{SCHEMA, Scenario};

/// What makes of a scenario of each schema, from 1 on, one of the next.
///
/// What a schema calls differently from the next is read under both names (`serde(alias)`); a step then gives it its new
/// meaning.
const STEPS: [fn(Scenario) -> Scenario; SCHEMA as usize - 1] = [
    // Schema 2 added what is optional and means nothing where it is missing.
    |scenario| scenario,
    // Schema 3 did so too.
    |scenario| scenario,
];

/// Reads a scenario, its schema first.
///
/// # Errors
/// A schema that this program does not know, or what is wrong with line and column.
pub fn parse_scenario(text: &str) -> Result<Scenario, TextError> {
    parse_with_schema(text).map(|(scenario, _)| scenario)
}

/// The same, and the schema that the text has.
pub(crate) fn parse_with_schema(text: &str) -> Result<(Scenario, u32), TextError> {
    #[derive(Deserialize)]
    struct Header {
        schema: u64,
    }

    // Some editors put a mark before the text.
    // Some end lines with two characters, within notes too; there the first of them is none that can be seen.
    let text = &*ron::without_mark(text).replace("\r\n", "\n");
    match ron::parse::<Header>(text) {
        Ok(Header { schema }) if u64::from(SCHEMA) < schema => {
            return Err(TextError::Newer { found: schema, known: SCHEMA });
        }
        Ok(Header { schema: 0 }) => return Err(TextError::Unknown { found: 0 }),
        // A text that has no readable schema gets its error from the full parse, which says more.
        _ => {}
    }
    let scenario: Scenario = ron::parse(text)?;
    let schema = scenario.schema;
    Ok((upgraded(scenario), schema))
}

/// As the newest schema has it, its snapshots too.
fn upgraded(scenario: Scenario) -> Scenario {
    let first = (scenario.schema.max(1) as usize - 1).min(STEPS.len());
    let mut scenario = STEPS[first..].iter().fold(scenario, |scenario, step| step(scenario));
    for snapshot in &mut scenario.snapshots {
        snapshot.scenario = Arc::new(upgraded(snapshot.scenario.plan_alone()));
    }
    Scenario { schema: SCHEMA, ..scenario }
}
