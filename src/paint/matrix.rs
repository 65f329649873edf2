//! Paints plans side by side: a column a plan, a row a measure. One drawing code behind the window and the pictures.
//!
//! In the window a plan that does not fit is scrolled to, and its head can be clicked; in a picture columns get
//! narrower. Absent: what the chart says (`charts`), and what happens when a head is clicked.

use std::sync::Arc;

use egui::{Button, Galley, Painter, Pos2, Rect, RichText, Role, ScrollArea, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::chart_look::{ChartLook, ExplainFn};
use super::clicked::Clicked;
use super::text;
use super::theme::{Tokens, regular_font, semibold_font};
use crate::charts::{Cell, ChartHead, ColorRole, ComparisonMatrix, PlanColumn};
use crate::language::tr;

/// How much of the width names may take beside figures, and beside words.
const MOST_NAMES: [f32; 2] = [0.24, 0.46];
/// How wide it is told where a figure comes from.
const TOLD: f32 = 430.0;
/// The size of text in the window.
const USUAL: f32 = 11.5;
/// The least width of a column, in letters, and the most one with figures, or with words, is worth.
const LEAST_COLUMN: f32 = 8.2;
const MOST_COLUMN: [f32; 2] = [17.0, 30.0];

/// Paints plans side by side, without the heading, on an area of `size`. Returns what was asked of a plan that was kept.
pub fn matrix_ui(
    ui: &mut Ui,
    head: &ChartHead,
    chart: &ComparisonMatrix,
    size: Vec2,
    look: &ChartLook,
    explain: ExplainFn<'_>,
) -> Option<Clicked> {
    let show = |ui: &mut Ui, size| Matrix::new(ui.painter(), chart, look, size).show(ui, &head.summary, explain);
    let width = Matrix::new(ui.painter(), chart, look, size).least_width();
    if !look.interactive || width <= size.x {
        return show(ui, size);
    }
    let scroll = ScrollArea::horizontal().auto_shrink(false);
    scroll.show(ui, |ui| show(ui, vec2(width, size.y))).inner
}

struct Matrix<'a> {
    chart: &'a ComparisonMatrix,
    look: &'a ChartLook,
    size: Vec2,
    names: Vec<Arc<Galley>>,
    names_width: f32,
    column_width: f32,
    /// A plan's name and what stands below it.
    heads: Vec<[Arc<Galley>; 2]>,
    notes: Vec<Arc<Galley>>,
}

impl<'a> Matrix<'a> {
    fn new(painter: &Painter, chart: &'a ComparisonMatrix, look: &'a ChartLook, size: Vec2) -> Self {
        let tokens = Tokens::of(painter.ctx());
        let unit = look.text_size;
        let words = usize::from(chart.is_words());
        let most = (MOST_NAMES[words] * size.x).max(9.0 * unit);
        let name = |name: &str| text::wrapped(painter, name, regular_font(unit), tokens.text, most, 2);
        let names: Vec<_> = chart.rows.iter().map(|row| name(&row.name)).collect();
        let names_width = names.iter().map(|name| name.size().x).fold(0.0, f32::max) + unit;
        let column_width = ((size.x - names_width) / chart.columns.len() as f32).min(MOST_COLUMN[words] * unit);
        let inside = column_width - unit;
        let head = |plan: &PlanColumn| {
            let name = match plan.number {
                Some(number) => format!("{number}  {}", plan.name),
                None => plan.name.clone(),
            };
            [
                text::wrapped(painter, &name, semibold_font(unit), tokens.text, inside, 2),
                text::wrapped(painter, &plan.detail, regular_font(unit), tokens.muted, inside, 1),
            ]
        };
        let heads = chart.columns.iter().map(head).collect();
        let mut matrix = Self { chart, look, size, names, names_width, column_width, heads, notes: Vec::new() };
        // A picture has room for so many notes; the window is scrolled.
        let mut room = if look.interactive { f32::INFINITY } else { size.y - matrix.least_height() };
        for note in &chart.notes {
            let note = text::wrapped(painter, note, regular_font(unit), tokens.muted, size.x, 2);
            room -= note.size().y + 0.3 * unit;
            if room < 0.0 {
                break;
            }
            matrix.notes.push(note);
        }
        matrix
    }

    fn least_width(&self) -> f32 {
        self.names_width + LEAST_COLUMN * self.look.text_size * self.chart.columns.len() as f32
    }

    fn row_height(&self) -> f32 {
        (1.35 * self.look.text_size).round()
    }

    /// How much larger than in the window everything is.
    fn scale(&self) -> f32 {
        self.look.text_size / USUAL
    }

    /// A plan's name, its day, and in the window what can be done with it.
    fn head_height(&self) -> f32 {
        let texts = self.heads.iter().map(|[name, detail]| name.size().y + detail.size().y).fold(0.0, f32::max);
        let has_buttons = self.look.interactive && self.chart.columns.iter().any(|plan| plan.number.is_some());
        texts + if has_buttons { 32.0 * self.scale() } else { 6.0 }
    }

    fn least_row(&self) -> f32 {
        2.0 * self.row_height() + if self.look.interactive { 0.25 * self.look.text_size } else { 0.0 }
    }

    /// Without notes.
    fn least_height(&self) -> f32 {
        self.head_height() + self.least_row() * self.chart.rows.len() as f32 + 0.6 * self.look.text_size
    }

    fn show(self, ui: &mut Ui, summary: &str, explain: ExplainFn<'_>) -> Option<Clicked> {
        let unit = self.look.text_size;
        let tokens = Tokens::of(ui.ctx());
        let line = self.row_height();
        let notes_height: f32 = self.notes.iter().map(|note| note.size().y + 0.3 * unit).sum();
        let count = self.chart.rows.len() as f32;
        let room = self.size.y - self.head_height() - notes_height - 0.6 * unit;
        let each = (room / count).clamp(self.least_row(), 2.0 * line + 1.8 * unit);
        let natural = self.head_height() + each * count + 0.6 * unit + notes_height;
        let (area, response) = ui.allocate_exact_size(vec2(self.size.x, natural.max(self.size.y)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, summary));
        let painter = ui.painter().clone();

        let width = self.column_width;
        let column = |place: usize| {
            let left = area.left() + self.names_width + width * place as f32;
            Rect::from_min_max(
                pos2(left, area.top()),
                pos2(left + width, area.top() + self.head_height() + each * count),
            )
        };
        if !self.chart.is_words() {
            painter.rect_filled(column(0), 6.0, tokens.hover);
        }
        let mut clicked = None;
        for (place, plan) in self.chart.columns.iter().enumerate() {
            let head = column(place).with_max_y(area.top() + self.head_height()).shrink2(vec2(0.5 * unit, 2.0));
            self.head_ui(ui, plan, &self.heads[place], head, &mut clicked);
        }
        let edge = column(self.chart.columns.len().saturating_sub(1)).right();
        let mut top = area.top() + self.head_height();
        for (row, name) in self.chart.rows.iter().zip(&self.names) {
            painter.hline(area.left()..=edge, top, (1.0, tokens.track));
            painter.galley(pos2(area.left(), top + (each - name.size().y) / 2.0), name.clone(), tokens.text);
            for (place, cell) in row.cells.iter().enumerate() {
                let inside =
                    Rect::from_x_y_ranges(column(place).x_range(), top..=top + each).shrink2(vec2(0.5 * unit, 0.0));
                self.cell(&painter, cell, inside);
                if let Some(figure) = row.explains.filter(|_| self.look.interactive && place == 0) {
                    let cell = ui.interact(inside, ui.scope_id().with(&row.name), Sense::hover());
                    cell.on_hover_ui(|ui| {
                        ui.set_max_width(TOLD);
                        explain(figure).into_iter().for_each(|line| drop(ui.label(line)));
                    });
                }
            }
            top += each;
        }
        top += 0.6 * unit;
        for note in &self.notes {
            painter.galley(pos2(area.left(), top), note.clone(), tokens.muted);
            top += note.size().y + 0.3 * unit;
        }
        clicked
    }

    fn head_ui(
        &self,
        ui: &mut Ui,
        plan: &PlanColumn,
        [name, detail]: &[Arc<Galley>; 2],
        head: Rect,
        clicked: &mut Option<Clicked>,
    ) {
        let tokens = Tokens::of(ui.ctx());
        let unit = self.look.text_size;
        ui.painter().galley(head.min, name.clone(), tokens.text);
        ui.painter().galley(pos2(head.left(), head.top() + name.size().y), detail.clone(), tokens.muted);
        let Some(number) = plan.number.filter(|_| self.look.interactive) else { return };
        let scale = self.scale();
        let mut buttons = ui.new_child(
            egui::UiBuilder::new()
                .id_salt(number)
                .max_rect(Rect::from_min_max(pos2(head.left(), head.bottom() - 24.0 * scale), head.max)),
        );
        buttons.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0 * scale;
            ui.spacing_mut().button_padding = scale * vec2(5.0, 2.0);
            ui.spacing_mut().interact_size.y = 20.0 * scale;
            let choices = [
                (tr!("Compare"), tr!("Compare with {}", plan.name), Clicked::Compare(number)),
                (tr!("Recall"), tr!("Recall {}", plan.name), Clicked::Recall(number)),
            ];
            for (verb, name, asks) in choices {
                // Narrow columns have room for the first letter only.
                let fits = 9.5 * unit < head.width();
                let first = verb.chars().next().map_or(0, char::len_utf8);
                let response = ui.add(Button::new(RichText::new(if fits { verb } else { &verb[..first] }).size(unit)));
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
                if response.on_hover_text(name).clicked() {
                    *clicked = Some(asks);
                }
            }
        });
    }

    fn cell(&self, painter: &Painter, cell: &Cell, inside: Rect) {
        let tokens = Tokens::of(painter.ctx());
        let unit = self.look.text_size;
        let line = self.row_height();
        let role = match cell.verdict {
            Some(verdict) => tokens.verdict(verdict).2,
            None if cell.is_loss => tokens.role(ColorRole::Loss),
            None if cell.is_gain => tokens.role(ColorRole::Value),
            None => tokens.text,
        };
        let below: Vec<&str> = [if cell.is_best { tr!("best") } else { "" }, &cell.difference]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let has_bar = cell.bar.is_some() && 2.0 * line + 0.9 * unit <= inside.height();
        let most_lines = if cell.is_words && below.is_empty() { 2 } else { 1 };
        let font = if cell.is_words { regular_font(unit) } else { semibold_font(unit) };
        let figure = text::wrapped(painter, &cell.text, font, role, inside.width(), most_lines);
        let below_it = if below.is_empty() { 0.0 } else { line };
        let height = figure.size().y.max(line) + below_it + if has_bar { 0.6 * unit } else { 0.0 };
        let top = inside.center().y - height / 2.0;
        painter.galley(pos2(inside.left(), top), figure, role);
        if let Some(bar) = cell.bar.filter(|_| has_bar) {
            self.bar(
                painter,
                cell,
                bar.map(|end| end as f32),
                pos2(inside.left(), top + height - 0.3 * unit),
                inside.width(),
            );
        }
        let Some(first) = below.first() else { return };
        let color = if cell.is_best { tokens.role(ColorRole::Value) } else { tokens.muted };
        let font = if cell.is_best { semibold_font(unit) } else { regular_font(unit) };
        let whole = text::line(painter, below.join(" · "), font.clone(), color);
        // What does not fit makes way for the word that matters.
        let said = match whole.size().x <= inside.width() {
            true => whole,
            false => text::wrapped(painter, first, font, color, inside.width(), 1),
        };
        painter.galley(pos2(inside.left(), top + line), said, color);
    }

    fn bar(&self, painter: &Painter, cell: &Cell, [from, to]: [f32; 2], start: Pos2, width: f32) {
        let tokens = Tokens::of(painter.ctx());
        let thick = 0.28 * self.look.text_size;
        let bar = |from: f32, width: f32| Rect::from_min_size(start + vec2(from, 0.0), vec2(width, thick));
        let color = match (cell.is_loss, cell.is_best || cell.is_gain) {
            (true, _) => tokens.role(ColorRole::Loss),
            (false, true) => tokens.role(ColorRole::Value),
            (false, false) => tokens.role(ColorRole::Baseline),
        };
        painter.rect_filled(bar(0.0, width), 1.0, tokens.track);
        let length = (width * (to - from)).max(thick);
        painter.rect_filled(bar((width * from).min(width - length), length), 1.0, color);
    }
}
