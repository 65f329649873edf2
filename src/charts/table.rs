//! A chart read as rows of text, for screen readers, files and those who ask for it.

use std::collections::BTreeMap;

use crate::prose::ResultId;

/// Rows of text under headings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// One a column.
    pub headings: Vec<String>,
    /// As many cells a row.
    pub rows: Vec<Vec<String>>,
    /// The figures of cells that explain themselves, by row and column.
    pub explains: BTreeMap<[usize; 2], ResultId>,
}

impl Table {
    /// With what explains its cells, asked for by row and column; those without a figure are left out.
    pub(super) fn explaining(mut self, figure: impl Fn(usize, usize) -> Option<ResultId>) -> Self {
        for (row, cells) in self.rows.iter().enumerate() {
            let filled = cells.iter().enumerate().filter(|(_, cell)| !["–", ""].contains(&cell.as_str()));
            let found = filled.filter_map(|(column, _)| Some(([row, column], figure(row, column)?)));
            self.explains.extend(found);
        }
        self
    }
}
