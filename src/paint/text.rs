//! Text of a chart, laid out and measured before anybody decides where it goes.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Color32, FontId, Galley, Painter};

/// Text on one line, however long.
pub fn line(painter: &Painter, text: impl Into<String>, font: FontId, color: Color32) -> Arc<Galley> {
    painter.layout_no_wrap(text.into(), font, color)
}

/// Text of at most `rows` lines of `width` pixels; what is left out shows as an ellipsis.
pub fn wrapped(painter: &Painter, text: &str, font: FontId, color: Color32, width: f32, rows: usize) -> Arc<Galley> {
    let mut job = LayoutJob::simple(text.to_owned(), font, color, width.max(1.0));
    job.wrap.max_rows = rows;
    job.wrap.break_anywhere = rows == 1;
    painter.layout_job(job)
}
