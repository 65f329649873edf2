//! A slide: one chart with its finding as the title, what it is of, and what it rests on.
//!
//! 16 : 9 and light, whatever the window looks like; the chart is painted by the same code as there.

use egui::{Align2, Context, Rect, Theme, Ui, UiBuilder, pos2, vec2};

use super::chart::chart_ui;
use super::chart_look::{ChartLook, NO_EXPLANATION};
use super::pdf::{DocumentInfo, PdfError, pdf};
use super::svg::Escaped;
use super::theme::{self, Tokens, bold_font, regular_font, semibold_font};
use super::{Picture, PngError, paint, png, text};
use crate::charts::Chart;
use crate::export::SlideNotes;

/// Width and height in points.
const SIZE: egui::Vec2 = vec2(1280.0, 720.0);
/// Lines lie on whole pixels of a picture 1920 wide, and of one twice that.
const PIXELS_PER_POINT: f32 = 1.5;
/// The width of a slide on paper: that of a page of a deck.
const INCHES: f32 = 40.0 / 3.0;
const POINTS_AN_INCH: f32 = 72.0;
const MARGIN: f32 = 44.0;
const TITLE: f32 = 26.0;
const SUBTITLE: f32 = 15.5;
const LABEL: f32 = 15.5;
const FOOTNOTE: f32 = 12.5;

/// A chart as a slide of 1280 × 720 points.
pub fn slide(chart: &Chart, notes: &SlideNotes) -> Picture {
    let setup = |context: &Context| {
        theme::install(context);
        context.set_theme(Theme::Light);
    };
    paint(SIZE, PIXELS_PER_POINT, setup, |ui| slide_ui(ui, chart, notes))
}

/// A slide as SVG, shown `width` wide, in which text stays text.
pub fn slide_svg(chart: &Chart, notes: &SlideNotes, width: u32) -> String {
    described(&slide(chart, notes).to_svg_of_width(theme::faces(), width as f32), chart, notes)
}

/// The same with letters as outlines: it looks the same where the fonts are not installed.
///
/// # Errors
/// If the slide cannot be read back.
pub fn slide_outlines(chart: &Chart, notes: &SlideNotes, width: u32) -> Result<String, PngError> {
    let text = slide(chart, notes).to_svg_of_width(theme::faces(), width as f32);
    Ok(described(&png::outlines(&text, theme::faces())?, chart, notes))
}

/// A slide as PNG, `width` × `scale` pixels wide.
///
/// # Errors
/// If that makes more pixels than a picture may have.
pub fn slide_png(chart: &Chart, notes: &SlideNotes, width: u32, scale: f32) -> Result<Vec<u8>, PngError> {
    png::render(&slide_svg(chart, notes, width), theme::faces(), scale, INCHES)
}

/// A slide as PDF, a page of 13⅓ × 7½ inches.
///
/// # Errors
/// If the slide cannot be packed.
pub fn slide_pdf(chart: &Chart, notes: &SlideNotes) -> Result<Vec<u8>, PdfError> {
    let about = DocumentInfo {
        title: chart.title().to_owned(),
        description: format!("{}: {}", notes.scenario, chart.summary()),
        date: notes.date.clone(),
        ..DocumentInfo::default()
    };
    pdf(&[slide(chart, notes)], INCHES / SIZE.x * POINTS_AN_INCH, &about, theme::faces())
}

/// With what is read out, and shown where it is pointed at.
fn described(svg: &str, chart: &Chart, notes: &SlideNotes) -> String {
    let (opening, rest) = svg.split_once('>').unwrap_or((svg, ""));
    let description = format!("{}: {}", notes.scenario, chart.summary());
    let [title, description] = [chart.title(), &description].map(Escaped);
    format!("{opening} role=\"img\"><title>{title}</title><desc>{description}</desc>{rest}")
}

fn slide_ui(ui: &mut Ui, chart: &Chart, notes: &SlideNotes) {
    let tokens = Tokens::of(ui.ctx());
    let whole = Rect::from_min_size(pos2(0.0, 0.0), SIZE);
    let painter = ui.painter().clone();
    painter.rect_filled(whole, 0.0, tokens.surface);

    let inside = whole.shrink2(vec2(MARGIN, 0.0));
    let title = text::wrapped(&painter, chart.title(), semibold_font(TITLE), tokens.text, inside.width(), 2);
    let title_bottom = 30.0 + title.size().y;
    painter.galley(pos2(inside.left(), 30.0), title, tokens.text);
    let subtitle = notes.subtitle(chart);
    let subtitle = text::wrapped(&painter, &subtitle, regular_font(SUBTITLE), tokens.muted, inside.width(), 2);
    let subtitle_bottom = title_bottom + 4.0 + subtitle.size().y;
    painter.galley(pos2(inside.left(), title_bottom + 4.0), subtitle, tokens.muted);

    let bottom = whole.bottom() - 24.0;
    let corner = pos2(inside.right(), bottom);
    let mark = painter.text(corner, Align2::RIGHT_BOTTOM, "Breakeven", bold_font(FOOTNOTE + 0.5), tokens.muted);
    let room = mark.left() - inside.left() - 24.0;
    let footnote = text::wrapped(&painter, &notes.footnote, regular_font(FOOTNOTE), tokens.muted, room, 2);
    let footnote_top = bottom - footnote.size().y;
    painter.galley(pos2(inside.left(), footnote_top), footnote, tokens.muted);

    let area = Rect::from_min_max(
        pos2(inside.left(), subtitle_bottom + 20.0),
        pos2(inside.right(), footnote_top.min(mark.top()) - 18.0),
    );
    let look = ChartLook { text_size: LABEL, logarithmic: !notes.linear, interactive: false };
    let mut inside = ui.new_child(UiBuilder::new().id_salt("chart").max_rect(area));
    chart_ui(&mut inside, chart, area.size(), &look, NO_EXPLANATION);
}

#[cfg(test)]
mod tests;
