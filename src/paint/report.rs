//! The report on pages: its blocks flow down pages, a table repeats its headings, a heading stays with what follows.
//!
//! - `flow`: where each piece goes
//! - `page`: paints what went there

mod flow;
mod page;
#[cfg(test)]
mod tests;

use egui::{Context, Theme, Vec2};

use self::flow::Flow;
use super::pdf::{About, Bookmark, PdfError, pdf};
use super::{Picture, offscreen::Easel, theme};
use crate::export::{Paper, Report};

/// Fine enough for letters to stand where they would on paper.
const PIXELS_PER_POINT: f32 = 4.0;

/// The pages of a report, and where its parts begin.
pub fn report_pages(report: &Report, paper: Paper) -> (Vec<Picture>, Vec<Bookmark>) {
    let setup = |context: &Context| {
        theme::install(context);
        context.set_theme(Theme::Light);
    };
    let size = Vec2::from(paper.size());
    let mut easel = Easel::new(size, PIXELS_PER_POINT, setup);
    let mut flow = Flow::default();
    easel.paint(|ui| flow = Flow::of(report, size, ui.painter()));
    let count = flow.pages.len();
    let pages = flow.pages.iter().enumerate();
    let pages = pages.map(|(place, pieces)| easel.paint(|ui| page::page_ui(ui, report, pieces, [place + 1, count])));
    (pages.collect(), flow.bookmarks)
}

/// A report as a PDF file.
///
/// # Errors
/// If a page cannot be packed.
pub fn report_pdf(report: &Report, paper: Paper) -> Result<Vec<u8>, PdfError> {
    let (pages, bookmarks) = report_pages(report, paper);
    let description = format!("What {} costs, and whether it pays", report.title);
    pdf(&pages, 1.0, &About { title: report.title.clone(), description, bookmarks }, theme::faces())
}
