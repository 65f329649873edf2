//! Figures taken away from the window: a workbook, tables, all results.

use std::path::Path;

use super::session::Session;
use crate::charts::{AnyChart, ChartKey};
use crate::export::{WorkbookContent, everything_json, tables_csv, workbook};
use crate::files::save_bytes;

/// What can be taken away besides pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataFile {
    /// Everything, with live formulas.
    Workbook,
    /// What each stage costs and brings.
    Stages,
    /// Cash over the horizon.
    Months,
    /// Every estimate with what supports it.
    Assumptions,
    /// All results.
    Results,
}

impl DataFile {
    /// Each, in the order in which menus show them.
    pub const ALL: [Self; 5] = [Self::Workbook, Self::Stages, Self::Months, Self::Assumptions, Self::Results];

    /// As people say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Workbook => "workbook",
            Self::Stages => "stages",
            Self::Months => "months",
            Self::Assumptions => "assumptions",
            Self::Results => "all results",
        }
    }

    /// The file ending.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Workbook => "xlsx",
            Self::Stages | Self::Months | Self::Assumptions => "csv",
            Self::Results => "json",
        }
    }

    /// A name for the file of a scenario that is called `stem`.
    pub(super) fn file_name(self, stem: &str) -> String {
        match self {
            Self::Workbook | Self::Results => format!("{stem}.{}", self.ending()),
            table => format!("{stem}-{}.{}", table.name(), table.ending()),
        }
    }

    /// Writes it.
    pub(super) fn save(self, session: &Session, path: &Path) -> Result<(), String> {
        let valid = session.computed.valid.as_ref().ok_or("There is nothing to save until the problems are mended")?;
        let (scenario, plan, results) = (&valid.scenario, &valid.plan, &valid.results);
        let uncertainty = &valid.uncertainty;
        let bytes = match self {
            Self::Workbook => {
                let (uncertainty, today) = (Some(uncertainty), session.clock.today());
                let date = Some(today.as_str());
                workbook(&WorkbookContent { scenario, plan, results, uncertainty, date })
                    .map_err(|error| format!("Could not make the workbook: {error}"))?
            }
            Self::Stages | Self::Months | Self::Assumptions => {
                let tables = tables_csv(scenario, plan, results, &[]).into_iter();
                tables.filter(|(name, _)| *name == self.name()).flat_map(|(_, bytes)| bytes).collect()
            }
            Self::Results => {
                let charts: Vec<AnyChart> = ChartKey::ALL.iter().map(|key| valid.chart(*key).clone()).collect();
                format!("{:#}\n", everything_json(scenario, plan, results, uncertainty, &charts)).into_bytes()
            }
        };
        save_bytes(&bytes, path).map_err(|error| format!("Could not save {error}"))
    }
}
