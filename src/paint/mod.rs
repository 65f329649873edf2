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
//! - [`tagged`]: what is on its pages, for those who have them read to them
//! - [`fonts`]: the font files that all of them share
//! - `system_fonts`: those of this system, for letters that ours lack
//! - [`theme`]: colours and fonts, for the window as for pictures
//! - [`chart`]: paints a chart of any shape under its finding, as a [`chart_look`] has it, and says what was [`clicked`]
//! - [`line_chart`]: paints lines, with [`labels`] where they lie on nothing
//! - [`bar_chart`]: paints rows of bars
//! - [`stacked_bar_chart`]: paints stacks side by side
//! - [`matrix`]: paints plans side by side
//! - [`bubble_chart`]: paints use cases on a map, and says which of them was pointed at
//! - `text`, `scale`, `readout`: what several of these need: text laid out, values to pixels, values under the pointer
//! - [`mod@slide`]: a chart with its finding, for a deck
//! - [`report`]: everything about a plan, on pages
//!
//! Absent on purpose: files and clipboards (callers get bytes), and any choice of what is drawn.

pub mod bar_chart;
pub mod bubble_chart;
pub mod chart;
pub mod chart_look;
pub mod clicked;
pub mod fonts;
pub mod labels;
pub mod line_chart;
pub mod matrix;
pub mod offscreen;
pub mod pdf;
pub mod png;
mod readout;
pub mod report;
mod scale;
pub mod slide;
pub mod stacked_bar_chart;
pub mod svg;
mod system_fonts;
pub mod tagged;
mod text;
pub mod theme;

pub use bubble_chart::{BubbleResponse, bubble_chart_ui};
pub use chart::{chart_ui, heading_ui};
pub use chart_look::{ChartLook, ExplainFn, NO_EXPLANATION};
pub use clicked::Clicked;
pub use fonts::{Face, FontFaces};
pub use offscreen::{Picture, paint};
pub use pdf::PdfError;
pub use png::PngError;
pub use report::{report_pages, report_pdf};
pub use slide::{slide, slide_outlines, slide_pdf, slide_png, slide_svg};

#[cfg(test)]
mod tests;
