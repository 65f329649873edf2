//! Charts taken away from the window: to a file, to the clipboard.

use std::path::Path;

use egui::{ColorImage, Context};

use super::command::PictureFormat;
use super::session::Session;
use super::view::View;
use crate::charts::{AnyChart, ChartKey};
use crate::files::save_bytes;
use crate::paint::slide::{SlideNotes, slide_png, slide_svg};
use crate::paint::{png, theme};

/// As wide as a slide.
const WIDTH: u32 = 1920;
/// Twice as many pixels as points.
const SCALE: f32 = 2.0;

/// Writes a chart as a picture file.
pub(super) fn save(
    session: &Session,
    view: &View,
    key: ChartKey,
    format: PictureFormat,
    path: &Path,
) -> Result<(), String> {
    let (chart, notes) = chart(session, view, key)?;
    let bytes = match format {
        PictureFormat::Svg => slide_svg(chart, &notes, WIDTH).into_bytes(),
        PictureFormat::Png => slide_png(chart, &notes, WIDTH, SCALE).map_err(|error| error.to_string())?,
    };
    save_bytes(&bytes, path).map_err(|error| format!("Could not save {error}"))
}

/// Puts a chart on the clipboard.
pub(super) fn copy(context: &Context, session: &Session, view: &View, key: ChartKey) -> Result<(), String> {
    let (chart, notes) = chart(session, view, key)?;
    let svg = slide_svg(chart, &notes, WIDTH);
    let pixels = png::render_rgba(&svg, theme::faces(), 1.0).map_err(|error| error.to_string())?;
    let size = [pixels.width as usize, pixels.height as usize];
    context.copy_image(ColorImage::from_rgba_unmultiplied(size, &pixels.rgba));
    Ok(())
}

fn chart<'s>(session: &'s Session, view: &'s View, key: ChartKey) -> Result<(&'s AnyChart, SlideNotes), String> {
    let valid = session.computed.valid.as_ref().ok_or("There is nothing to draw until the problems are mended")?;
    let today = session.clock.today();
    let notes = SlideNotes { linear: !view.logarithmic, ..SlideNotes::of(&valid.scenario, Some(today)) };
    Ok((view.guessed(key).map_or(valid.chart(key), |chart| &**chart), notes))
}
