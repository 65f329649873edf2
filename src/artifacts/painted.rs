//! Charts as pictures and reports as pages, of a plan or of a portfolio. Without the window there is nobody to paint them.

use super::Look;
use super::artifact::PictureFormat;
use crate::charts::Chart;
use crate::export::{Paper, Report, SlideNotes, deck};

#[cfg(not(feature = "gui"))]
const NO_PICTURES: &str = "this program was built without pictures and pages";

/// A chart as a slide.
pub(super) fn picture(
    chart: &Chart,
    notes: &SlideNotes,
    format: PictureFormat,
    look: &Look,
) -> Result<Vec<u8>, String> {
    match format {
        PictureFormat::Pptx => deck(&[chart], notes).map_err(|error| error.to_string()),
        drawn => drawing(chart, notes, drawn, look),
    }
}

/// A report on pages.
#[cfg(feature = "gui")]
pub(super) fn pages(report: &Report, paper: Paper) -> Result<Vec<u8>, String> {
    crate::paint::report_pdf(report, paper).map_err(|error| error.to_string())
}

#[cfg(not(feature = "gui"))]
pub(super) fn pages(_report: &Report, _paper: Paper) -> Result<Vec<u8>, String> {
    Err(NO_PICTURES.to_owned())
}

#[cfg(feature = "gui")]
fn drawing(chart: &Chart, notes: &SlideNotes, format: PictureFormat, look: &Look) -> Result<Vec<u8>, String> {
    use crate::paint::{slide_outlines, slide_pdf, slide_png, slide_svg};
    match format {
        PictureFormat::Png => slide_png(chart, notes, look.width, look.scale).map_err(|error| error.to_string()),
        PictureFormat::Svg if look.svg_text => Ok(slide_svg(chart, notes, look.width).into_bytes()),
        PictureFormat::Svg => {
            slide_outlines(chart, notes, look.width).map(String::into_bytes).map_err(|error| error.to_string())
        }
        _ => slide_pdf(chart, notes).map_err(|error| error.to_string()),
    }
}

#[cfg(not(feature = "gui"))]
fn drawing(_chart: &Chart, _notes: &SlideNotes, _format: PictureFormat, _look: &Look) -> Result<Vec<u8>, String> {
    Err(NO_PICTURES.to_owned())
}
