//! From a user interface to a picture: egui paints off screen, the painted shapes become SVG, the SVG becomes
//! pixels or pages.
//!
//! There is one drawing code. Whatever paints a chart in the window also paints it for a file, so an export cannot
//! drift from the screen, needs no graphics card, and takes milliseconds.
//!
//! - [`offscreen`]: runs a user interface in a context of its own and keeps what it painted, a [`Picture`]
//! - [`svg`]: writes a picture as SVG in which text stays text
//! - [`png`]: turns that SVG into pixels
//! - [`mod@pdf`]: makes pages of pictures, with text that can be searched
//! - [`fonts`]: the font files that all of them share
//! - `system_fonts`: those of this system, for letters that ours lack
//! - [`theme`]: colours and fonts, for the window as for pictures
//! - [`chart`]: paints a chart, with [`labels`] where they lie on nothing
//! - [`rows`]: paints a chart of rows
//! - [`stacks`]: paints a chart of stacks
//! - [`matrix`]: paints plans side by side
//! - [`pictured`]: what all charts have in common
//! - [`mod@slide`]: a chart with its finding, for a deck
//! - [`report`]: everything about a plan, on pages
//!
//! Absent on purpose: files and clipboards (callers get bytes), and any choice of what is drawn.

pub mod chart;
pub mod fonts;
pub mod labels;
pub mod matrix;
pub mod offscreen;
pub mod pdf;
pub mod pictured;
pub mod png;
pub mod report;
pub mod rows;
pub mod slide;
pub mod stacks;
pub mod svg;
mod system_fonts;
pub mod theme;

pub use chart::{ChartLook, chart_ui, heading_ui};
pub use fonts::{Face, FontFaces};
pub use matrix::{SnapshotAction, matrix_ui};
pub use offscreen::{Picture, paint};
pub use pdf::PdfError;
pub use pictured::{ExplainFn, Pictured};
pub use png::PngError;
pub use report::{report_pages, report_pdf};
pub use rows::rows_ui;
pub use slide::{SlideNotes, slide, slide_pdf, slide_png, slide_svg};
pub use stacks::stacks_ui;

#[cfg(test)]
mod tests;
