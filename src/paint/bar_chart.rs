//! Paints a chart of bars: names, figures, and bars on one axis. One drawing code behind the window and the pictures.
//!
//! - `columns`: how the width is shared out, and what is left out where there is too little
//! - `bars`: one row's band, bars, mark and the figures at their ends
//!
//! In the window rows that do not fit are scrolled to; in a picture they are counted in a note. Absent: what the chart
//! says (`charts`), and what happens when a name is clicked.

mod bars;
mod columns;

use std::sync::Arc;

use egui::epaint::RectShape;
use egui::{
    Align2, Galley, Painter, Rect, Role, ScrollArea, Sense, Shape, Stroke, StrokeKind, Tooltip, Ui, UiBuilder, Vec2,
    WidgetInfo, pos2, vec2,
};

use super::chart_look::{ChartLook, ExplainFn, image_ui};
use super::clicked::Clicked;
use super::text;
use super::theme::{Tokens, regular_font, semibold_font, text_scale, told};
use crate::charts::{BarChart, ChartHead, Row};
use crate::language::tr;
use bars::Bars;
use columns::Columns;

/// How much of the height notes may take before they are cut to a line each.
const MOST_NOTES: f32 = 0.28;
/// How close rows move, as a share of the height that they would like, before one is left out.
const TIGHTEST: f32 = 0.88;
/// How wide it is told where a row’s figure comes from.
const TOLD: f32 = 430.0;
/// Room for a scroll bar.
const SCROLL_BAR: f32 = 10.0;

/// Paints a chart of bars without its heading on an area of `size`; `explain` explains the row that is pointed at. Returns
/// where that stands whose name was clicked.
pub fn bar_chart_ui(
    ui: &mut Ui,
    head: &ChartHead,
    chart: &BarChart,
    size: Vec2,
    look: &ChartLook,
    explain: ExplainFn<'_>,
) -> Option<Clicked> {
    let (area, _) = image_ui(ui, head, size);
    let painter = ui.painter().clone();
    let unit = look.text_size;
    let row = look.row_height();

    let inner = if look.interactive { area.with_max_x(area.right() - SCROLL_BAR) } else { area };
    let columns = Columns::new(&painter, chart, look, inner);
    let natural: Vec<f32> = columns.names.iter().map(|name| name.size().y + 0.7 * unit).collect();
    let (header, axis) = match natural.len() {
        0 => (0.0, 0.0),
        _ => (columns.header_rows() * row + 0.5 * unit, row + 0.5 * unit),
    };
    let room = |notes: &[Arc<Galley>]| size.y - header - axis - notes_height(notes, unit);

    // What is left out decides how much room there is for rows, and the other way round: notes make way before rows do.
    let (mut shown, mut said) = (natural.len(), chart.notes.len());
    let mut notes = notes(&painter, chart, look, area, shown, said);
    if !look.interactive {
        while 1 < shown && room(&notes) < TIGHTEST * natural[..shown].iter().sum::<f32>() {
            if 1 < said {
                said -= 1;
            } else {
                shown -= 1;
            }
            notes = self::notes(&painter, chart, look, area, shown, said);
        }
    }
    let wanted: f32 = natural[..shown].iter().sum();
    // A few rows may stand apart; many read better close together.
    let most_spare = (18.0 / shown.max(1) as f32).clamp(2.2, 4.5);
    let spare = ((room(&notes) - wanted) / shown.max(1) as f32).clamp(0.0, most_spare * unit);
    // What can be scrolled to need not move closer.
    let tight = if look.interactive { 1.0 } else { (room(&notes) / wanted).clamp(TIGHTEST, 1.0) };
    let heights: Vec<f32> = natural[..shown].iter().map(|height| height * tight + spare).collect();
    let total: f32 = heights.iter().sum();
    let seen = if natural.is_empty() { 0.0 } else { total.min(room(&notes).max(3.0 * row)) };

    let rows = Rect::from_min_size(pos2(area.left(), area.top() + header), vec2(area.width(), seen));
    if !natural.is_empty() {
        columns.paint_header(&painter, chart, look, rows);
    }
    columns.paint_axis(&painter, chart, look, rows.bottom());
    let mut top = rows.bottom() + axis;
    for note in notes {
        let height = note.size().y;
        painter.galley(pos2(area.left(), top + 0.35 * unit), note, Tokens::of(ui.ctx()).muted);
        top += height + 0.35 * unit;
    }

    let painting = Rows { chart, look, columns: &columns, heights: &heights, explain };
    let mut child = ui.new_child(UiBuilder::new().id_salt(head.key.key()).max_rect(rows));
    if look.interactive && seen + 0.5 < total {
        let scroll = ScrollArea::vertical().max_height(seen).auto_shrink(false);
        scroll.show(&mut child, |ui| painting.show(ui, vec2(inner.width(), total))).inner
    } else {
        painting.show(&mut child, vec2(inner.width(), total))
    }
}

fn notes_height(notes: &[Arc<Galley>], unit: f32) -> f32 {
    notes.iter().map(|note| note.size().y + 0.35 * unit).sum()
}

/// What is left out where `shown` rows are shown, and the first notes of what else there is to say.
fn notes(
    painter: &Painter,
    chart: &BarChart,
    look: &ChartLook,
    area: Rect,
    shown: usize,
    said: usize,
) -> Vec<Arc<Galley>> {
    let muted = Tokens::of(painter.ctx()).muted;
    let said = chart.omitted.get(shown).into_iter().chain(&chart.notes[..said]).filter(|note| !note.is_empty());
    let laid_out = |lines: usize| -> Vec<Arc<Galley>> {
        let note =
            |note: &String| text::wrapped(painter, note, regular_font(look.text_size), muted, area.width(), lines);
        said.clone().map(note).collect()
    };
    let full = laid_out(2);
    if notes_height(&full, look.text_size) < MOST_NOTES * area.height() { full } else { laid_out(1) }
}

/// The rows that are shown.
struct Rows<'a> {
    chart: &'a BarChart,
    look: &'a ChartLook,
    columns: &'a Columns,
    heights: &'a [f32],
    explain: ExplainFn<'a>,
}

impl Rows<'_> {
    fn show(&self, ui: &mut Ui, size: Vec2) -> Option<Clicked> {
        let (area, _) = ui.allocate_exact_size(size, Sense::hover());
        let tokens = Tokens::of(ui.ctx());
        // Where the rows are scrolled, only upwards: the columns stay.
        let columns = self.columns;
        let (mut clicked, mut focused) = (None, Shape::Noop);
        let mut top = area.top();
        let mut places = Vec::with_capacity(self.heights.len());
        for height in self.heights {
            places.push(Rect::from_min_size(pos2(area.left(), top), vec2(area.width(), *height)));
            top += height;
        }
        let pointed =
            if self.look.interactive { self.pointed_ui(ui, &places, &mut clicked, &mut focused) } else { None };
        let painter = ui.painter().clone();
        if let Some(place) = pointed.map(|index| places[index]) {
            painter.rect_filled(place, 4.0, tokens.hover);
        }
        columns.paint_grid(&painter, self.chart, area);
        for (index, (row, place)) in self.chart.rows.iter().zip(&places).enumerate() {
            if !ui.is_rect_visible(*place) {
                continue;
            }
            let ground = if pointed == Some(index) { tokens.hover } else { tokens.surface };
            Bars { row, look: self.look, tokens, ground, columns }.paint_bars(&painter, *place);
        }
        self.paint_links(&painter, &places);
        columns.paint_lines(&painter, self.chart, self.look, area);
        for (index, (row, place)) in self.chart.rows.iter().zip(&places).enumerate() {
            if !ui.is_rect_visible(*place) {
                continue;
            }
            let ground = if pointed == Some(index) { tokens.hover } else { tokens.surface };
            Bars { row, look: self.look, tokens, ground, columns }.paint_ends(&painter, *place);
            let name = &columns.names[index];
            let corner = pos2(place.left(), place.center().y - name.size().y / 2.0);
            painter.galley(corner, name.clone(), tokens.text);
            for (right, cell) in columns.cells(row) {
                let font = semibold_font(self.look.text_size);
                painter.text(pos2(right, place.center().y), Align2::RIGHT_CENTER, cell, font, tokens.text);
            }
        }
        painter.add(focused);
        clicked.map(|index: usize| Clicked::Estimate(self.chart.rows[index].path.as_str().into()))
    }

    /// Thin lines from the bar of a row to that of the next.
    fn paint_links(&self, painter: &Painter, places: &[Rect]) {
        let stroke = Stroke::new(1.0, Tokens::of(painter.ctx()).muted);
        for (row, pair) in self.chart.rows.iter().zip(places.windows(2)) {
            if let Some(link) = row.link {
                let half = bars::thickness(row, self.look, pair[0]) / 2.0;
                let next = bars::thickness(row, self.look, pair[1]) / 2.0;
                painter.vline(self.columns.x(link), pair[0].center().y + half..=pair[1].center().y - next, stroke);
            }
        }
    }

    /// What a row says, and where its figure comes from.
    fn explained_ui(&self, ui: &mut Ui, row: &Row) {
        ui.set_max_width(TOLD * text_scale(ui));
        ui.label(&row.sentence);
        for line in row.explains.map_or_else(Vec::new, self.explain) {
            ui.label(told(ui, line));
        }
    }

    /// The row under the pointer; its sentence is shown, and its name can be clicked.
    fn pointed_ui(
        &self,
        ui: &mut Ui,
        places: &[Rect],
        clicked: &mut Option<usize>,
        focused: &mut Shape,
    ) -> Option<usize> {
        let tokens = Tokens::of(ui.ctx());
        let mut pointed = None;
        for (index, (row, place)) in self.chart.rows.iter().zip(places).enumerate() {
            let id = ui.scope_id().with(if row.path.is_empty() { &row.name } else { &row.path });
            let whole = ui.interact(*place, id.with("row"), Sense::hover());
            if whole.contains_pointer() {
                pointed = Some(index);
                // Below the row or above it, not at the pointer: it would lie on what it tells of.
                whole.on_hover_ui(|ui| self.explained_ui(ui, row));
            }
            if row.path.is_empty() {
                continue;
            }
            let name = &self.columns.names[index];
            let corner = pos2(place.left(), place.center().y - name.size().y / 2.0);
            let response = ui.interact(Rect::from_min_size(corner, name.size()), id, Sense::click());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, tr!("Open {}", row.name)));
            if response.has_focus() {
                let around = response.rect.expand(2.0);
                let ring = Stroke::new(1.5, tokens.focus);
                // Painted over what the pointer highlights.
                *focused = RectShape::stroke(around, 3.0, ring, StrokeKind::Outside).into();
            }
            if response.gained_focus() {
                response.scroll_to_me(None);
            }
            // Whoever comes by keyboard is told at once.
            if response.has_focus() {
                Tooltip::for_widget(&response).show(|ui| self.explained_ui(ui, row));
            }
            if response.clicked() {
                *clicked = Some(index);
            }
            response.on_hover_cursor(egui::CursorIcon::PointingHand);
        }
        pointed
    }
}

#[cfg(test)]
mod tests;
