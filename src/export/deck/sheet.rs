//! The numbers behind a chart: columns of a small workbook, and the references by which the chart reads them.
//!
//! Only values, and only those of the chart: nothing of the model goes along.

use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::xml::Element;

/// What the only sheet is called.
const SHEET: &str = "Sheet1";
/// How wide columns are, in letters.
const WIDTH: f64 = 18.0;

/// Columns with a heading each.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    columns: Vec<Column>,
}

#[derive(Clone, Debug)]
struct Column {
    heading: String,
    cells: Cells,
}

#[derive(Clone, Debug)]
enum Cells {
    Text(Vec<String>),
    /// What is no number is left empty.
    Numbers(Vec<f64>, String),
}

impl Sheet {
    /// A column of text; returns its place.
    pub fn text(&mut self, heading: impl Into<String>, cells: Vec<String>) -> usize {
        self.columns.push(Column { heading: heading.into(), cells: Cells::Text(cells) });
        self.columns.len() - 1
    }

    /// A column of numbers, written in a format; returns its place.
    pub fn numbers(&mut self, heading: impl Into<String>, format: &str, cells: Vec<f64>) -> usize {
        self.columns.push(Column { heading: heading.into(), cells: Cells::Numbers(cells, format.to_owned()) });
        self.columns.len() - 1
    }

    /// A series so far: its number, and the heading of a column as its name.
    pub fn series(&self, place: usize, column: usize) -> Element {
        let cache = Element::new("c:strCache").child(Element::val("c:ptCount", 1));
        let reference = Element::new("c:strRef")
            .child(Element::new("c:f").saying(format!("{SHEET}!${}$1", column_number_to_name(column as u16))))
            .child(cache.child(point(0, self.columns[column].heading.clone())));
        Element::new("c:ser")
            .child(Element::val("c:idx", place))
            .child(Element::val("c:order", place))
            .child(Element::new("c:tx").child(reference))
    }

    /// A column as what is called `element` in a series: `c:cat`, `c:val`, `c:xVal`.
    pub fn data(&self, element: &'static str, column: usize) -> Element {
        Element::new(element).child(self.reference(column))
    }

    /// A reference to the cells of a column, with what they hold.
    fn reference(&self, column: usize) -> Element {
        let letters = column_number_to_name(column as u16);
        let (kind, cache, cells) = match &self.columns[column].cells {
            Cells::Text(texts) => {
                let points = texts.iter().enumerate().map(|(row, text)| point(row, text.clone()));
                ("c:strRef", Element::new("c:strCache"), (texts.len(), points.collect::<Vec<_>>()))
            }
            Cells::Numbers(numbers, format) => {
                let finite = numbers.iter().enumerate().filter(|(_, number)| number.is_finite());
                let points = finite.map(|(row, number)| point(row, exact(*number)));
                let cache = Element::new("c:numCache").child(Element::new("c:formatCode").saying(format.clone()));
                ("c:numRef", cache, (numbers.len(), points.collect()))
            }
        };
        let (count, points) = cells;
        let range = format!("{SHEET}!${letters}$2:${letters}${}", count.max(1) + 1);
        Element::new(kind)
            .child(Element::new("c:f").saying(range))
            .child(cache.child(Element::val("c:ptCount", count)).children(points))
    }

    /// The workbook of it.
    ///
    /// # Errors
    /// If it has more columns or rows than a sheet.
    pub fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
        let sheet = workbook.add_worksheet();
        sheet.set_name(SHEET)?;
        let heading = Format::new().set_bold();
        for (place, column) in self.columns.iter().enumerate() {
            let place = u16::try_from(place).map_err(|_| XlsxError::RowColumnLimitError)?;
            sheet.set_column_width(place, WIDTH)?;
            sheet.write_string_with_format(0, place, &column.heading, &heading)?;
            match &column.cells {
                Cells::Text(texts) => {
                    for (row, text) in (1..).zip(texts) {
                        sheet.write_string(row, place, text)?;
                    }
                }
                Cells::Numbers(numbers, format) => {
                    let format = Format::new().set_num_format(format);
                    for (row, number) in (1..).zip(numbers).filter(|(_, number)| number.is_finite()) {
                        sheet.write_number_with_format(row, place, *number, &format)?;
                    }
                }
            }
        }
        workbook.save_to_buffer()
    }
}

fn point(place: usize, value: String) -> Element {
    Element::new("c:pt").with("idx", place).child(Element::new("c:v").saying(value))
}

/// With every digit that matters.
fn exact(number: f64) -> String {
    match number.abs() {
        size if size == 0.0 || (1e-5..1e15).contains(&size) => number.to_string(),
        _ => format!("{number:E}"),
    }
}
