//! Paints a chart of any shape under its finding: the one way in, for the window and for pictures.
//!
//! What is drawn is painted by `line_chart`, `bar_chart`, `stacked_bar_chart` and `matrix`, which have one signature and
//! know nothing of each other, and by `bubble_chart`, which has nothing to explain. Absent: what the chart says (`charts`), and what a click leads to.

use egui::{Role, Sense, Ui, Vec2, WidgetInfo, vec2};

use super::bar_chart::bar_chart_ui;
use super::bubble_chart::bubble_chart_ui;
use super::chart_look::{ChartLook, ExplainFn};
use super::clicked::Clicked;
use super::line_chart::line_chart_ui;
use super::matrix::matrix_ui;
use super::stacked_bar_chart::stacked_bar_chart_ui;
use super::text;
use super::theme::{Tokens, regular_font, semibold_font};
use crate::charts::{Chart, ChartBody, ChartHead};

/// Paints a chart without its heading on an area of `size`; what is pointed at is told by `explain`. Returns what was
/// clicked.
pub fn chart_ui(ui: &mut Ui, chart: &Chart, size: Vec2, look: &ChartLook, explain: ExplainFn<'_>) -> Option<Clicked> {
    match &chart.body {
        ChartBody::Lines(lines) => line_chart_ui(ui, &chart.head, lines, size, look, explain),
        ChartBody::Bars(bars) => bar_chart_ui(ui, &chart.head, bars, size, look, explain),
        ChartBody::Stacks(stacks) => stacked_bar_chart_ui(ui, &chart.head, stacks, size, look, explain),
        ChartBody::Matrix(matrix) => matrix_ui(ui, &chart.head, matrix, size, look, explain),
        ChartBody::Bubbles(bubbles) => {
            // Nothing on it belongs to a plan: whoever shows a portfolio asks `bubble_chart_ui` what was pointed at.
            bubble_chart_ui(ui, &chart.head, bubbles, size, look);
            None
        }
    }
}

/// Paints the title in text colour and the subtitle muted beside it, or below where it does not fit.
pub fn heading_ui(ui: &mut Ui, head: &ChartHead, look: &ChartLook) {
    let tokens = Tokens::of(ui.ctx());
    let (size, width) = (look.text_size + 2.5, ui.available_width());
    let wrapped = |content: &str, font, color| text::wrapped(ui.painter(), content, font, color, width, 2);
    let title = wrapped(&head.title, semibold_font(size), tokens.text);
    let subtitle = |said: &str| wrapped(said, regular_font(look.text_size), tokens.muted);
    // Whole clauses make way, so that no figure is cut.
    let mut said = head.subtitle.as_str();
    let subtitle = loop {
        let laid_out = subtitle(said);
        match said.rfind("; ") {
            Some(end) if laid_out.elided => said = &said[..end],
            _ => break laid_out,
        }
    };
    let gap = 0.7 * size;
    let fits = title.rows.len() == 1 && subtitle.rows.len() == 1 && title.size().x + gap + subtitle.size().x <= width;
    let offset = if fits {
        vec2(title.size().x + gap, 0.8 * (title.size().y - subtitle.size().y))
    } else {
        vec2(0.0, title.size().y + 1.0)
    };
    let height = title.size().y.max(offset.y + subtitle.size().y);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    ui.painter().galley(rect.min, title, tokens.text);
    ui.painter().galley(rect.min + offset, subtitle, tokens.muted);
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &head.title));
}
