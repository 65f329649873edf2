//! Charts taken away from the window to the clipboard.

use egui::{ColorImage, Context};

use crate::app::document::Session;
use crate::app::state::UiState;
use crate::artifacts::Look;
use crate::charts::{Chart, ChartKind};
use crate::export::SlideNotes;
use crate::language::tr;
use crate::paint::{png, slide_svg, theme};

/// Puts a chart on the clipboard.
pub(crate) fn copy(context: &Context, session: &Session, ui_state: &UiState, key: ChartKind) -> Result<(), String> {
    let valid = session.computed.valid.as_ref().ok_or(tr!("There is nothing to draw until the problems are mended"))?;
    let today = session.clock.today();
    let notes = SlideNotes { linear: !ui_state.logarithmic, ..SlideNotes::of(&valid.scenario, Some(today)) };
    copy_chart(context, ui_state.chart(valid, key), &notes)
}

/// Puts any chart there.
pub(crate) fn copy_chart(context: &Context, chart: &Chart, notes: &SlideNotes) -> Result<(), String> {
    let svg = slide_svg(chart, notes, Look::default().width);
    let pixels = png::render_rgba(&svg, theme::faces(), 1.0).map_err(|error| error.to_string())?;
    let size = [pixels.width as usize, pixels.height as usize];
    context.copy_image(ColorImage::from_rgba_unmultiplied(size, &pixels.rgba));
    Ok(())
}
