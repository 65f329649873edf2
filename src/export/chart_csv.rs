//! The table of a chart for other programs: numbers to every digit, a range in two columns, units in the headings.

use super::csv::{csv, number};
use crate::charts::{Chart, Table, TableCell, Unit};
use crate::language::tr;

/// The table of a chart. What is no number stays what people read; where there is nothing, nothing stands.
pub fn chart_csv(chart: &Chart) -> Vec<u8> {
    let table = chart.table();
    let columns: Vec<Column<'_>> = (0..table.headings.len()).map(|place| Column::of(table, place)).collect();
    let headings = columns.iter().flat_map(Column::headings).collect();
    let row =
        |cells: &Vec<TableCell>| columns.iter().zip(cells).flat_map(|(column, cell)| column.cells(cell)).collect();
    csv(std::iter::once(headings).chain(table.rows.iter().map(row)).collect::<Vec<Vec<String>>>())
}

/// A column of what people read.
struct Column<'t> {
    heading: String,
    /// What all its numbers count.
    unit: Option<&'t Unit>,
    is_range: bool,
}

impl<'t> Column<'t> {
    fn of(table: &'t Table, place: usize) -> Self {
        let heading = &table.headings[place];
        let is_repeated = 1 < table.headings.iter().filter(|other| *other == heading).count();
        let cells = || table.rows.iter().filter_map(|row| row.get(place)).filter(|cell| !cell.numbers.is_empty());
        let first = cells().next().and_then(|cell| cell.unit.as_ref());
        Self {
            // People read a repeated one as what the column before it is.
            heading: match place.checked_sub(1).filter(|_| is_repeated) {
                Some(before) => format!("{}: {heading}", table.headings[before]),
                None => heading.clone(),
            },
            unit: first.filter(|unit| cells().all(|cell| cell.unit.as_ref() == Some(unit))),
            is_range: cells().any(|cell| 1 < cell.numbers.len()),
        }
    }

    fn headings(&self) -> Vec<String> {
        let unit = match self.unit {
            Some(Unit::Money(money)) if !self.heading.contains(money.code()) => format!(" ({})", money.code()),
            Some(Unit::Share) => format!(" ({})", tr!("share of 1")),
            _ => String::new(),
        };
        let ends: &[&str] = if self.is_range { &[", P10", ", P90"] } else { &[""] };
        ends.iter().map(|end| format!("{}{end}{unit}", self.heading)).collect()
    }

    fn cells(&self, cell: &TableCell) -> Vec<String> {
        let text = if cell.is_dash() { String::new() } else { cell.text.clone() };
        match (cell.numbers.as_slice(), self.is_range) {
            ([], false) => vec![text],
            ([], true) => vec![text, String::new()],
            (numbers, _) => numbers.iter().copied().map(number).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::ChartKind;
    use crate::charts::tests::charts_of;
    use crate::reference::PRESETS;

    fn rows(chart: &Chart) -> Vec<Vec<String>> {
        let bytes = chart_csv(chart);
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(&*bytes);
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn every_number_of_every_chart_is_one_that_programs_read() {
        for preset in PRESETS {
            charts_of(preset, |key, chart, _| {
                let rows = rows(chart);
                assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{} {}", preset.key, key.key());
                let amounts = rows.iter().skip(1).flatten().filter(|cell| {
                    let cell = cell.trim_start_matches(['−', '+', '-']);
                    cell.starts_with(['$', '€']) && cell.contains(char::is_numeric)
                });
                let amounts: Vec<_> = amounts.filter(|cell| !cell.contains(" → ")).collect();
                assert!(amounts.is_empty(), "{} {}: {amounts:?}", preset.key, key.key());
            });
        }
    }

    #[test]
    fn a_range_is_two_columns_and_a_heading_says_what_is_counted() {
        charts_of(&PRESETS[0], |key, chart, results| {
            let rows = rows(chart);
            if key == ChartKind::Curve {
                let headings = [
                    "Stage",
                    "Requests a month",
                    "Planned (USD)",
                    "8 in 10 futures at these requests, P10 (USD)",
                    "8 in 10 futures at these requests, P90 (USD)",
                    "No strategies (USD)",
                    "At the best net (USD)",
                    "Tokens only (USD)",
                    "Not tokens (share of 1)",
                ];
                assert_eq!(rows[0], headings);
                for (row, versions) in rows[1..].iter().zip(&results.stages) {
                    let [low, high] = [3, 4].map(|column| row[column].parse::<f64>().unwrap());
                    assert_eq!(row[2], number(versions.planned.cost));
                    assert!(low < high, "{row:?}");
                }
            } else if key == ChartKind::Viability {
                assert_eq!(rows[0][3], "Cost: 8 in 10 futures, P10 (USD)");
                assert_eq!(rows[0][6], "Value: 8 in 10 futures, P10 (USD)");
            }
        });
    }
}
