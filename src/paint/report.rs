//! The report on pages: its blocks flow down pages, a table repeats its headings, a heading stays with what follows.
//!
//! - `flow`: where each piece goes
//! - `typesetter`: sets text, and measures
//! - `addresses`: what leads to a page of the web
//! - `page`: paints what went there

mod addresses;
mod flow;
mod page;
#[cfg(test)]
mod tests;
mod typesetter;

use egui::{Context, Theme, Vec2};

use super::offscreen::OffscreenContext;
use super::pdf::{DocumentInfo, PdfError, pdf};
use super::{Picture, theme};
use crate::export::{Paper, Report};
use crate::language::tr;
use flow::Flow;

/// Fine enough for letters to stand where they would on paper.
const PIXELS_PER_POINT: f32 = 4.0;

/// The pages of a report, and what a reader makes of them.
pub fn report_pages(report: &Report, paper: Paper) -> (Vec<Picture>, DocumentInfo) {
    let setup = |context: &Context| {
        theme::install(context);
        context.set_theme(Theme::Light);
    };
    let size = Vec2::from(paper.size());
    let mut offscreen = OffscreenContext::new(size, PIXELS_PER_POINT, setup);
    let mut flow = Flow::default();
    offscreen.paint(|ui| flow = Flow::of(report, size, ui.painter()));
    let count = flow.pages.len();
    let pages = flow.pages.iter().enumerate().map(|(place, pieces)| {
        let mut runs = Vec::new();
        let picture = offscreen.paint(|ui| runs = page::page_ui(ui, report, pieces, [place + 1, count]));
        (picture, runs)
    });
    let (pages, runs) = pages.unzip();
    let about = DocumentInfo {
        title: report.title.clone(),
        description: tr!("What it costs from prototype to production, and whether it pays").to_owned(),
        author: report.author.clone(),
        date: report.date.clone(),
        bookmarks: flow.bookmarks,
        links: flow.links,
        runs,
    };
    (pages, about)
}

/// A report as a PDF file.
///
/// # Errors
/// If a page cannot be packed.
pub fn report_pdf(report: &Report, paper: Paper) -> Result<Vec<u8>, PdfError> {
    let (pages, about) = report_pages(report, paper);
    pdf(&pages, 1.0, &about, theme::faces())
}
