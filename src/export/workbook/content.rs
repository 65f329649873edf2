//! What a workbook is made of.

use crate::economics::{Plan, Results};
use crate::scenario::Scenario;
use crate::uncertainty::Uncertainty;

/// What a workbook is made of.
#[derive(Clone, Copy, Debug)]
pub struct WorkbookContent<'a> {
    /// What was assumed.
    pub scenario: &'a Scenario,
    /// The same, resolved.
    pub plan: &'a Plan,
    /// What follows.
    pub results: &'a Results,
    /// What follows from not knowing, where futures were drawn.
    pub uncertainty: Option<&'a Uncertainty>,
    /// The day, `YYYY-MM-DD`, if it should be said.
    pub date: Option<&'a str>,
}
