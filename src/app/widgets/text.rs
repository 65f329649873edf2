//! Text that is cut where its room ends.

use egui::{Color32, Rect};

/// Text that ends in an ellipsis before it reaches `right`. Returns where it lies.
pub(crate) fn clipped(
    painter: &egui::Painter,
    at: egui::Pos2,
    right: f32,
    text: &str,
    font: egui::FontId,
    color: Color32,
) -> Rect {
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width((right - at.x).max(10.0));
    let galley = painter.layout_job(job);
    let rect = Rect::from_min_size(at, galley.size());
    painter.galley(at, galley, color);
    rect
}
