//! Paints a chart of stacks: shares of a whole or amounts, the names of the layers beside the last stack.
//!
//! Shares unless the axes are linear: stages are decades apart, and beside the last amount the first ones are nothing.
//! Absent: what the chart says (`charts`).

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Galley, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use super::chart_look::{ChartLook, ExplainFn, image_ui};
use super::clicked::Clicked;
use super::line_chart::names;
use super::scale::Scale;
use super::theme::{Tokens, bold_font, regular_font, semibold_font};
use super::{readout, text};
use crate::charts::{ChartHead, Ghost, Layer, Stack, StackedBarChart, Unit};
use crate::format;
use crate::language::tr;
use crate::prose::ResultId;

/// The widest stack, in letters.
const WIDEST: f32 = 9.0;
/// How much of the way between two stacks is stack.
const FILLED: f32 = 0.5;
/// How much of the ground is in the lighter of two layers of one colour.
const LIGHTER: f32 = 0.4;
/// So many letters of a layer's name are written.
const LONGEST_NAME: usize = 26;
/// How much of the first layer shows between the stacks.
const BETWEEN: f32 = 0.14;
/// How much of the stacks of another plan shows.
const GHOST: f32 = 0.5;

/// Paints a chart of stacks without its heading on an area of `size`. Returns the figure that was clicked.
pub fn stacked_bar_chart_ui(
    ui: &mut Ui,
    head: &ChartHead,
    chart: &StackedBarChart,
    size: Vec2,
    look: &ChartLook,
    explain: ExplainFn<'_>,
) -> Option<Clicked> {
    let (area, response) = image_ui(ui, head, size);
    if !ui.is_rect_visible(area) {
        return None;
    }
    let painter = ui.painter().clone();
    let drawing = StackDrawing::new(&painter, chart, look, area);
    drawing.paint(&painter, area);
    let pointer = ui.input(|input| input.pointer.hover_pos()).filter(|_| look.interactive);
    let pointer = pointer.filter(|_| response.contains_pointer());
    let pointed = pointer.and_then(|pointer| drawing.paint_readout(&painter, pointer, area, explain));
    Clicked::figure(ui, &response, pointed)
}

struct StackDrawing<'a> {
    chart: &'a StackedBarChart,
    look: &'a ChartLook,
    tokens: &'static Tokens,
    /// Where the stacks stand.
    frame: Rect,
    y: Scale,
    /// From left to right, each as wide as its stack and as high as the frame.
    places: Vec<Rect>,
    /// What is written over each stack.
    heads: Vec<Vec<Arc<Galley>>>,
    /// What is marked beside each, where there is room for all of it.
    beyond: Vec<Option<Arc<Galley>>>,
    names: Vec<Arc<Galley>>,
}

impl<'a> StackDrawing<'a> {
    fn new(painter: &Painter, chart: &'a StackedBarChart, look: &'a ChartLook, area: Rect) -> Self {
        let tokens = Tokens::of(painter.ctx());
        let unit = look.text_size;
        let row = look.row_height();
        let names: Vec<Arc<Galley>> = (0..chart.layers.len()).map(|layer| name(painter, chart, look, layer)).collect();
        let margin = names.iter().map(|name| name.size().x).fold(0.0, f32::max) + 3.6 * unit;
        let left = area.left() + 4.2 * unit;
        let right = (area.right() - margin).max(left + 40.0);
        let way = (right - left) / chart.stacks.len().max(1) as f32;
        let width = (FILLED * way).min(WIDEST * unit);

        let total = |write: &dyn Fn(f64) -> String, stack: &Stack| {
            text::line(painter, write(stack.total()), bold_font(unit), tokens.text)
        };
        let in_full = |amount| chart.unit.full(amount);
        let in_short = |amount| chart.unit.short(amount);
        let fits = chart.stacks.iter().all(|stack| total(&in_full, stack).size().x + 0.5 * unit < way);
        let write: &dyn Fn(f64) -> String = if fits { &in_full } else { &in_short };
        let heads = |beside: bool| -> Vec<Vec<Arc<Galley>>> {
            let head = |stack: &Stack| {
                let total = total(write, stack);
                let mark = stack.beyond_first.as_ref().filter(|_| !beside).map(|[figure, what]| {
                    text::wrapped(painter, &format!("{figure} {what}"), regular_font(unit), tokens.muted, way, 2)
                });
                std::iter::once(total).chain(mark).collect()
            };
            chart.stacks.iter().map(head).collect()
        };
        let beyond: Vec<Option<Arc<Galley>>> =
            chart.stacks.iter().map(|stack| Some(beyond(painter, stack.beyond_first.as_ref()?, look))).collect();
        let widest = beyond.iter().flatten().map(|galley| galley.size().x).fold(0.0, f32::max);
        let is_beside = widest + 2.0 * unit < way - width;
        let heads = heads(is_beside);
        let head = heads.iter().map(|head| height(head)).fold(0.0, f32::max);
        let top = area.top() + row + 0.3 * unit;
        let frame =
            Rect::from_min_max(pos2(left, top), pos2(right, (area.bottom() - 2.0 * row - 0.6 * unit).max(top + 30.0)));
        let inner = (frame.bottom(), (frame.top() + head + 0.4 * unit).min(frame.bottom() - 10.0));
        let ghosts = chart.stacks.iter().flat_map(|stack| &stack.ghost).map(|ghost| ghost.total);
        let most = chart.stacks.iter().map(Stack::total).chain(ghosts).fold(0.0, f64::max);
        let most = if look.logarithmic || most <= 0.0 { 1.0 } else { most };
        let y = Scale::new(false, (0.0, most), inner, (frame.bottom(), frame.top()));
        // What is marked stands left of its stack, what leads to the names right of the last.
        let place = |index: usize| {
            let right = left + way * (index + 1) as f32;
            Rect::from_min_max(pos2(right - width, frame.top()), pos2(right, frame.bottom()))
        };
        Self {
            places: (0..chart.stacks.len()).map(place).collect(),
            beyond: if is_beside { beyond } else { vec![None; chart.stacks.len()] },
            chart,
            look,
            tokens,
            frame,
            y,
            heads,
            names,
        }
    }

    /// An amount of a stack as it is drawn.
    fn shown(&self, stack: &Stack, amount: f64) -> f64 {
        let total = stack.total();
        match self.look.logarithmic {
            true if 0.0 < total => amount / total,
            true => 0.0,
            false => amount,
        }
    }

    fn at(&self, value: f64) -> f32 {
        self.y.position(value).unwrap_or(self.frame.bottom())
    }

    /// Where the layers of a stack lie, from bottom to top.
    fn segments(&self, index: usize) -> Vec<Rect> {
        let (stack, place) = (&self.chart.stacks[index], self.places[index]);
        let mut below = 0.0;
        let segment = |amount: &f64| {
            let from = below;
            below += amount;
            let [bottom, top] = [from, below].map(|sum| self.at(self.shown(stack, sum)));
            Rect::from_min_max(pos2(place.left(), top), pos2(place.right(), bottom))
        };
        stack.amounts.iter().map(segment).collect()
    }

    /// A layer's colour: of several of one colour every other one is lighter.
    fn color(&self, layer: usize) -> Color32 {
        let Layer { role, shade, .. } = self.chart.layers[layer];
        let color = self.tokens.role(role);
        if shade % 2 == 1 { color.lerp_to_gamma(self.tokens.surface, LIGHTER) } else { color }
    }

    /// A stretch of a layer, hatched where shades alone would not tell it from others.
    fn paint_segment(&self, painter: &Painter, layer: usize, segment: Rect) {
        painter.rect_filled(segment, 0.0, self.color(layer));
        let stroke = Stroke::new(0.11 * self.look.text_size, self.tokens.surface.gamma_multiply(0.75));
        let space = 0.6 * self.look.text_size;
        let kind = self.chart.layers[layer].shade / 2;
        // Rising, falling, both.
        let ways =
            [(true, kind % 3 != 2), (false, kind % 3 != 1)].into_iter().filter(|(_, is_drawn)| 0 < kind && *is_drawn);
        for line in ways.flat_map(|(is_rising, _)| hatching(segment, space, is_rising)) {
            painter.line_segment(line, stroke);
        }
    }

    fn paint(&self, painter: &Painter, area: Rect) {
        self.paint_axis(painter, area);
        let segments: Vec<Vec<Rect>> = (0..self.chart.stacks.len()).map(|index| self.segments(index)).collect();
        for pair in segments.windows(2) {
            let (Some(before), Some(after)) = (pair[0].first(), pair[1].first()) else { continue };
            let corners = vec![before.right_top(), after.left_top(), after.left_bottom(), before.right_bottom()];
            painter.add(Shape::convex_polygon(corners, self.color(0).gamma_multiply(BETWEEN), Stroke::NONE));
        }
        for (index, segments) in segments.iter().enumerate() {
            self.paint_stack(painter, index, segments);
        }
        if let Some(last) = segments.last() {
            self.paint_names(painter, last);
        }
    }

    fn paint_axis(&self, painter: &Painter, area: Rect) {
        let Self { chart, look, tokens, frame, .. } = self;
        let unit = look.text_size;
        let (label, written) =
            if look.logarithmic { (&chart.shares, &Unit::Share) } else { (&chart.amounts, &chart.unit) };
        let small = |content: &str| text::line(painter, content, regular_font(unit), tokens.muted);
        painter.galley(area.left_top(), small(label), tokens.muted);
        let ticks = self.y.ticks(written, |_| 3.0 * unit);
        let most = if look.logarithmic { 1.0 + 1e-6 } else { f64::INFINITY };
        for (value, label) in ticks.iter().filter(|(value, _)| *value <= most) {
            let y = self.at(*value);
            painter.hline(frame.x_range(), y, Stroke::new(1.0, tokens.grid));
            let label = small(label);
            painter.galley(
                pos2(frame.left() - 0.6 * unit - label.size().x, y - label.size().y / 2.0),
                label,
                tokens.muted,
            );
        }
    }

    fn paint_stack(&self, painter: &Painter, index: usize, segments: &[Rect]) {
        let Self { look, tokens, frame, .. } = self;
        let (stack, place) = (&self.chart.stacks[index], self.places[index]);
        let unit = look.text_size;
        for (layer, segment) in segments.iter().enumerate() {
            self.paint_segment(painter, layer, *segment);
            // A thin line of ground keeps neighbours apart that are nearly of one colour.
            if layer != 0 && 2.5 < segment.height() {
                painter.hline(segment.x_range(), segment.bottom(), Stroke::new(1.0, tokens.surface));
            }
            let figure = self.figure(stack, stack.amounts[layer]);
            // The bracket has said it already where one layer is all that it spans.
            if 0 < layer && self.beyond[index].as_ref().is_some_and(|bracket| bracket.text().starts_with(&figure)) {
                continue;
            }
            let on = super::theme::text_on(self.color(layer));
            let figure = text::line(painter, figure, semibold_font(unit), on);
            if figure.size().y + 2.0 < segment.height() && figure.size().x + 4.0 < segment.width() {
                let place = Rect::from_center_size(segment.center(), figure.size());
                // Hatching makes way for it.
                painter.rect_filled(place.expand2(vec2(3.0, 0.0)).intersect(*segment), 0.0, self.color(layer));
                painter.galley(place.min, figure, on);
            }
        }
        if let Some(ghost) = &stack.ghost {
            self.paint_ghost(painter, ghost, place.right() + 0.2 * unit);
        }
        let top = segments.last().map_or(frame.bottom(), Rect::top);
        if let (Some(first), Some(galley)) = (segments.first(), &self.beyond[index]) {
            self.paint_bracket(painter, place.left() - 0.5 * unit, top, first.top(), galley);
        }
        let mut bottom = top - 0.3 * unit;
        for galley in self.heads[index].iter().rev() {
            bottom -= galley.size().y;
            let left = (place.center().x - galley.size().x / 2.0).max(frame.left() - 4.0 * unit);
            painter.galley(pos2(left, bottom), galley.clone(), tokens.text);
        }
        self.paint_foot(painter, index);
    }

    /// The same stack of another plan, narrow and faint.
    fn paint_ghost(&self, painter: &Painter, ghost: &Ghost, left: f32) {
        let Self { look, tokens, frame, .. } = self;
        let scale = if look.logarithmic && 0.0 < ghost.total { 1.0 / ghost.total } else { 1.0 };
        let bar = |from: f64, to: f64| {
            let [bottom, top] = [from, to].map(|sum| self.at(scale * sum));
            Rect::from_min_max(pos2(left, top), pos2(left + 0.7 * look.text_size, bottom))
        };
        let mut below = 0.0;
        for (layer, amount) in ghost.amounts.iter().enumerate() {
            painter.rect_filled(bar(below, below + amount), 0.0, self.color(layer).gamma_multiply(GHOST));
            below += amount;
        }
        let whole = bar(0.0, ghost.total).intersect(*frame);
        painter.rect_stroke(whole, 0.0, Stroke::new(1.0, tokens.muted), StrokeKind::Inside);
    }

    /// What is above the first layer, and how much that is.
    fn paint_bracket(&self, painter: &Painter, x: f32, top: f32, bottom: f32, galley: &Arc<Galley>) {
        let unit = self.look.text_size;
        let stroke = Stroke::new(0.11 * unit, self.tokens.text);
        let tick = vec2(0.35 * unit, 0.0);
        let [top, bottom] = [pos2(x, top + 0.5), pos2(x, bottom - 0.5)];
        painter.line_segment([top, bottom], stroke);
        for end in [top, bottom] {
            painter.line_segment([end, end + tick], stroke);
        }
        let size = galley.size();
        let y = ((top.y + bottom.y - size.y) / 2.0).max(top.y);
        let corner = pos2(x - 0.5 * unit - size.x, y.min(self.frame.bottom() - size.y));
        painter.galley(corner, galley.clone(), self.tokens.text);
    }

    /// The stack's name and detail below it.
    fn paint_foot(&self, painter: &Painter, index: usize) {
        let Self { look, tokens, frame, .. } = self;
        let (stack, place) = (&self.chart.stacks[index], self.places[index]);
        let unit = look.text_size;
        let room = self.frame.width() / self.places.len() as f32 - 0.8 * unit;
        let color = if stack.is_target { tokens.text } else { tokens.muted };
        let name = text::wrapped(painter, &stack.name, semibold_font(unit), color, room, 1);
        let detail = |content: &String| text::line(painter, content, regular_font(unit), tokens.muted);
        let [full, short] = &stack.details;
        let detail = Some(detail(full)).filter(|full| full.size().x <= room).unwrap_or_else(|| detail(short));
        let mut top = frame.bottom() + 0.4 * unit;
        for galley in [name, detail] {
            let x = place.center().x - galley.size().x / 2.0;
            painter.galley(pos2(x, top), galley, tokens.muted);
            top += look.row_height();
        }
    }

    /// The layers' names, as near to the last stack's segments as they fit.
    fn paint_names(&self, painter: &Painter, last: &[Rect]) {
        let Self { look, tokens, frame, .. } = self;
        let unit = look.text_size;
        let seen: Vec<usize> = (0..last.len()).rev().collect();
        let wanted: Vec<(f32, f32)> =
            seen.iter().map(|layer| (last[*layer].center().y, self.names[*layer].size().y + 0.12 * unit)).collect();
        let centers = names::stacked(&wanted, frame.top(), frame.bottom());
        for (layer, center) in seen.into_iter().zip(centers) {
            let (segment, color) = (last[layer], self.color(layer));
            let swatch = Rect::from_center_size(pos2(frame.right() + 2.6 * unit, center), Vec2::splat(0.7 * unit));
            if 0.0 < segment.height() {
                let way = [
                    segment.right_center() + vec2(2.0, 0.0),
                    pos2(segment.right() + 0.6 * unit, segment.center().y),
                    pos2(swatch.left() - 0.6 * unit, center),
                    swatch.left_center() - vec2(1.0, 0.0),
                ];
                painter.line(way.to_vec(), Stroke::new(1.0, color.gamma_multiply(0.7)));
            }
            self.paint_segment(painter, layer, swatch);
            let name = &self.names[layer];
            painter.galley(pos2(swatch.right() + 0.5 * unit, center - name.size().y / 2.0), name.clone(), tokens.text);
        }
    }

    /// What a segment says.
    fn figure(&self, stack: &Stack, amount: f64) -> String {
        match self.look.logarithmic {
            true => format::whole_percent(self.shown(stack, amount)),
            false => self.chart.unit.short(amount),
        }
    }

    /// Every amount of the stack under the pointer, the top layer first; the layer is told, or beside the layers the
    /// whole. Returns what was told.
    fn paint_readout(&self, painter: &Painter, pointer: Pos2, area: Rect, explain: ExplainFn<'_>) -> Option<ResultId> {
        let is_near = |place: &&Rect| {
            let half = (self.frame.width() / self.places.len() as f32 - place.width()) / 2.0;
            place.expand2(vec2(half, 0.0)).contains(pointer)
        };
        let index = self.places.iter().position(|place| is_near(&place))?;
        let (stack, place) = (&self.chart.stacks[index], self.places[index]);
        let top = self.at(self.shown(stack, stack.total()));
        let outline = place.with_min_y(top);
        painter.rect_stroke(outline, 0.0, Stroke::new(1.5, self.tokens.text), StrokeKind::Outside);
        let list = readout::Readout::new(painter, self.look);
        let mut rows = vec![list.row(None, &stack.name, self.chart.unit.full(stack.total()), None)];
        for (layer, amount) in stack.amounts.iter().enumerate().rev().filter(|(_, amount)| 0.0 < **amount) {
            let share = (0.0 < stack.total()).then(|| format!("· {}", format::chance(amount / stack.total())));
            let swatch = readout::Swatch::Filled(self.color(layer));
            rows.push(list.row(
                Some(swatch),
                &shortened(&self.chart.layers[layer].name),
                self.chart.unit.full(*amount),
                share,
            ));
        }
        let (layers, whole) = &stack.explains;
        let figure = self.segments(index).iter().position(|segment| segment.contains(pointer));
        let figure = figure.map_or(*whole, |layer| layers[layer]);
        let reading =
            readout::Reading { pointer, area, plot: self.frame, kept_clear: vec![outline], lines: Vec::new() };
        list.paint(&rows, &explain(figure), &reading);
        Some(figure)
    }
}

/// Slanted lines over an area, so far apart, each from edge to edge.
fn hatching(area: Rect, space: f32, is_rising: bool) -> Vec<[Pos2; 2]> {
    let (width, height) = (area.width(), area.height());
    let count = if 0.0 < height { ((width + height) / space).min(400.0) as usize } else { 0 };
    let line = |index: usize| {
        // Where it meets the lower edge, or would: it leads up to the right at half a right angle.
        let foot = (index + 1) as f32 * space - height;
        let (from, to) = (foot.max(0.0), (foot + height).min(width));
        let end = |along: f32| {
            let up = along - foot;
            pos2(area.left() + along, if is_rising { area.bottom() - up } else { area.top() + up })
        };
        [end(from), end(to)]
    };
    (0..count).map(line).filter(|[from, to]| from.x < to.x).collect()
}

/// So much of a name that it leaves room for the chart.
fn shortened(name: &str) -> String {
    if name.chars().count() <= LONGEST_NAME {
        return name.to_owned();
    }
    let cut: String = name.chars().take(LONGEST_NAME - 1).collect();
    format!("{}…", cut.trim_end())
}

fn height(galleys: &[Arc<Galley>]) -> f32 {
    galleys.iter().map(|galley| galley.size().y).sum()
}

/// A layer's name, and what it is of the last stack.
fn name(painter: &Painter, chart: &StackedBarChart, look: &ChartLook, layer: usize) -> Arc<Galley> {
    let tokens = Tokens::of(painter.ctx());
    let mut job = LayoutJob::default();
    let format = |font, color| TextFormat::simple(font, color);
    job.append(&shortened(&chart.layers[layer].name), 0.0, format(semibold_font(look.text_size), tokens.text));
    if let Some(last) = chart.stacks.last() {
        let (amount, total) = (last.amounts[layer], last.total());
        let figure = match amount {
            amount if amount <= 0.0 => tr!("none").to_owned(),
            amount if look.logarithmic => format::chance(amount / total),
            amount => chart.unit.full(amount),
        };
        job.append(&figure, 0.6 * look.text_size, format(regular_font(look.text_size), tokens.muted));
    }
    painter.layout_job(job)
}

/// A figure over what it is a figure of.
fn beyond(painter: &Painter, [figure, what]: &[String; 2], look: &ChartLook) -> Arc<Galley> {
    let tokens = Tokens::of(painter.ctx());
    let mut job = LayoutJob { halign: egui::Align::LEFT, ..LayoutJob::default() };
    job.append(figure, 0.0, TextFormat::simple(bold_font(1.25 * look.text_size), tokens.text));
    job.append(&format!("\n{what}"), 0.0, TextFormat::simple(regular_font(look.text_size), tokens.muted));
    painter.layout_job(job)
}

#[cfg(test)]
mod tests;
