//! What charts show before anything has recomputed them: the values of their ranges, for previews and readers that compute
//! nothing. The writer of workbooks fills them in from numbers and words only, and ours are formulas.

use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};

use rust_xlsxwriter::XlsxError;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A range of a chart, and what stands in it.
pub struct ChartCache {
    /// As formulas write it.
    pub range: String,
    pub points: ChartPoints,
}

/// What stands in a range of a chart.
pub enum ChartPoints {
    /// None where a cell is empty.
    Numbers(Vec<Option<f64>>),
    Words(Vec<String>),
}

/// The same workbook, its charts filled in.
///
/// # Errors
/// If it is no archive, or one that cannot be written again.
pub fn filled(workbook: Vec<u8>, caches: &[ChartCache]) -> Result<Vec<u8>, XlsxError> {
    let mut archive = ZipArchive::new(Cursor::new(workbook))?;
    let mut written = ZipWriter::new(Cursor::new(Vec::new()));
    // Without a time, so that the same content gives the same bytes.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for place in 0..archive.len() {
        let mut file = archive.by_index(place)?;
        let name = file.name()?.into_owned();
        if !name.starts_with("xl/charts/chart") {
            written.raw_copy_file(file)?;
            continue;
        }
        let mut text = String::new();
        file.read_to_string(&mut text)?;
        for cache in caches {
            text = text.replace(&cache.empty(), &cache.full());
        }
        written.start_file(name, options)?;
        written.write_all(text.as_bytes())?;
    }
    Ok(written.finish()?.into_inner())
}

impl ChartCache {
    /// As it is written of a range of formulas.
    fn empty(&self) -> String {
        let count = match &self.points {
            ChartPoints::Numbers(numbers) => numbers.len(),
            ChartPoints::Words(words) => words.len(),
        };
        format!(
            "<c:numRef><c:f>{}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"{count}\"/></c:numCache></c:numRef>",
            self.range
        )
    }

    fn full(&self) -> String {
        let mut points = String::new();
        let mut point = |place: usize, value: &str| {
            let _ = write!(points, "<c:pt idx=\"{place}\"><c:v>{value}</c:v></c:pt>");
        };
        let range = &self.range;
        match &self.points {
            ChartPoints::Numbers(numbers) => {
                let known = numbers.iter().enumerate().filter_map(|(place, number)| Some((place, (*number)?)));
                known.for_each(|(place, number)| point(place, &number.to_string()));
                let count = numbers.len();
                format!(
                    "<c:numRef><c:f>{range}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"{count}\"/>{points}</c:numCache></c:numRef>"
                )
            }
            // Words of our own, without anything that would have to be escaped.
            ChartPoints::Words(words) => {
                words.iter().enumerate().for_each(|(place, word)| point(place, word));
                let count = words.len();
                format!(
                    "<c:strRef><c:f>{range}</c:f><c:strCache><c:ptCount val=\"{count}\"/>{points}</c:strCache></c:strRef>"
                )
            }
        }
    }
}
