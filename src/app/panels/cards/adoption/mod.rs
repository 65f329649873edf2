//! The adoption curve of a plan: which share of an outcome's value is money by which month. It is drawn on a small plot, or
//! typed point by point.
//!
//! - `curve`: where its points lie, and where they may go

mod curve;

use egui::{
    Align2, EventFilter, Id, Key, Modifiers, PointerButton, Pos2, Rect, Response, RichText, Role, Sense, Shape, Stroke,
    Ui, Vec2, WidgetInfo, pos2, vec2,
};

use crate::app::widgets::choices::heading;
use crate::app::widgets::{
    Fields, add_button, icon, icon_button, moves_with_pointer, name_group, number_ui, whole_number_ui,
};
use crate::charts::ColorRole;
use crate::format;
use crate::language::tr;
use crate::paint::theme::{Tokens, regular_font, text_scale};
use crate::prose::adoption_in_words;
use crate::scenario::Domain;
use curve::{CurvePlot, Point, months_between};

/// Of the plot, with what stands around it.
const HEIGHT: f32 = 112.0;
/// How far a press may miss a point: a target of 24 by 24.
const REACH: f32 = 12.0;

/// Heading, plot and points.
pub(crate) fn adoption_ui(ui: &mut Ui, fields: Fields<'_>, points: &mut Vec<Point>, horizon_months: u32) {
    heading(ui, tr!("Adoption"));
    ui.push_id("adoption", |ui| {
        name_group(ui, tr!("Adoption"));
        let plot = plot_ui(ui, points, horizon_months);
        if points.is_empty() {
            let text = tr!("All from the start. Click or draw where it begins more slowly");
            ui.add(egui::Label::new(RichText::new(text).small().color(Tokens::of(ui.ctx()).muted)).wrap());
        }
        points_ui(ui, fields, points);
        fields.problem_ui(ui, "plan.adoption");
        if add_button(ui, tr!("Add a point")).clicked() {
            let next = plot.next(points);
            CurvePlot::add(points, next);
        }
    });
}

/// The points as rows, for those who type.
fn points_ui(ui: &mut Ui, fields: Fields<'_>, points: &mut Vec<Point>) {
    let mut removed = None;
    for place in 0..points.len() {
        let between = months_between(points, place);
        let number = place + 1;
        ui.push_id(("point", place), |ui| {
            ui.horizontal(|ui| {
                let (month, share) = &mut points[place];
                ui.label(tr!("month"));
                ui.push_id("month", |ui| {
                    ui.name_inputs(tr!("Month of point {number}", number), |ui| whole_number_ui(ui, month, between));
                });
                ui.push_id("share", |ui| {
                    ui.name_inputs(tr!("Share at point {number}", number), |ui| number_ui(ui, share, Domain::Share));
                });
                if icon_button(ui, icon::REMOVE, &tr!("Remove point {number}", number)).clicked() {
                    removed = Some(place);
                }
            });
            fields.problem_ui(ui, &format!("plan.adoption[{place}]"));
        });
    }
    if let Some(place) = removed {
        points.remove(place);
    }
}

/// The plot: a click or a drag on it adds a point, one on a point takes it along.
fn plot_ui(ui: &mut Ui, points: &mut Vec<Point>, horizon_months: u32) -> CurvePlot {
    let scale = text_scale(ui);
    let (whole, shown) = ui.allocate_exact_size(vec2(ui.available_width(), scale * HEIGHT), Sense::click_and_drag());
    let (start, end) = (scale * vec2(40.0, 8.0), scale * vec2(12.0, 20.0));
    let plot = CurvePlot::new(Rect::from_min_max(whole.min + start, whole.max - end), horizon_months);
    draw_on(ui, &shown, plot, points);
    let told = handles_ui(ui, &shown, plot, points);
    let words = tr!("Share of an outcome’s value that is money, by month: {}.", adoption_in_words(points));
    shown.widget_info(|| WidgetInfo::labeled(Role::Image, true, &words));
    let told = told.or_else(|| {
        let pointer = shown.hover_pos().filter(|at| plot.rect().contains(*at))?;
        Some(plot.point(pointer))
    });
    paint(ui, &shown, plot, points, told);
    plot
}

/// Adds the point that is clicked, or drawn with the pointer held down. A key adds the next.
fn draw_on(ui: &Ui, shown: &Response, plot: CurvePlot, points: &mut Vec<Point>) {
    let drawn = shown.id.with("drawn");
    if shown.drag_started_by(PointerButton::Primary)
        && let Some(pressed) = ui.input(|input| input.pointer.press_origin())
    {
        let place = CurvePlot::add(points, plot.point(pressed));
        ui.data_mut(|data| data.insert_temp(drawn, place));
    }
    if shown.dragged_by(PointerButton::Primary)
        && let Some(place) = ui.data(|data| data.get_temp::<usize>(drawn))
        && let Some(pointer) = shown.interact_pointer_pos()
    {
        CurvePlot::take(points, place, plot.point(pointer));
    } else if shown.clicked() {
        let point = shown.interact_pointer_pos().map_or_else(|| plot.next(points), |at| plot.point(at));
        let place = CurvePlot::add(points, point);
        ui.memory_mut(|memory| memory.request_focus(handle_id(shown, place)));
    } else if !shown.dragged() {
        ui.data_mut(|data| data.remove::<usize>(drawn));
    }
}

fn handle_id(shown: &Response, place: usize) -> Id {
    shown.id.with(("point", place))
}

/// Each point, to be dragged, moved by keys and removed. Returns the one that somebody has under the pointer or the keys.
fn handles_ui(ui: &Ui, shown: &Response, plot: CurvePlot, points: &mut Vec<Point>) -> Option<Point> {
    let size = Vec2::splat(2.0 * REACH * text_scale(ui));
    let (mut removed, mut told) = (None, None);
    for place in 0..points.len() {
        if !plot.shows(points[place].0) {
            continue;
        }
        let rect = Rect::from_center_size(plot.position(points[place]), size);
        let handle = ui.interact(rect, handle_id(shown, place), Sense::click_and_drag());
        if handle.drag_started() || handle.clicked() {
            moves_with_pointer(&handle);
            handle.request_focus();
        }
        if handle.dragged_by(PointerButton::Primary)
            && let Some(pointer) = handle.interact_pointer_pos()
        {
            CurvePlot::take(points, place, plot.point(pointer));
        }
        let is_removed = handle.has_focus() && keys(ui, &handle, points, place);
        if is_removed || handle.secondary_clicked() {
            removed = Some(place);
        }
        let said = tr!("Point {} of the curve: {}", place + 1, in_words(points[place]));
        handle.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
        ui.ctx().accesskit_node_builder(handle.id, |node| {
            node.set_description(tr!("Arrow keys move it, Delete removes it").to_owned());
        });
        if handle.hovered() || handle.dragged() || handle.has_focus() {
            told = Some(points[place]);
        }
        let tokens = Tokens::of(ui.ctx());
        if handle.has_focus() {
            let at = plot.position(points[place]);
            ui.painter().circle_stroke(at, 0.75 * REACH * text_scale(ui), Stroke::new(1.5, tokens.focus));
        }
    }
    if let Some(place) = removed {
        points.remove(place);
        // The one that has its place now has its focus; behind the last there is none.
        if place == points.len() {
            let id = place.checked_sub(1).map_or(shown.id, |before| handle_id(shown, before));
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        told = None;
    }
    told
}

/// Moves a point by the arrow keys, a month or a percent a step; with Shift ten percent. Returns whether it is to go.
fn keys(ui: &Ui, handle: &Response, points: &mut [Point], place: usize) -> bool {
    let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(handle.id, arrows));
    let (along, up, is_removed) = ui.input_mut(|input| {
        let presses = |key| input.num_presses(key) as i64;
        let along = presses(Key::ArrowRight) - presses(Key::ArrowLeft);
        let up = presses(Key::ArrowUp) - presses(Key::ArrowDown);
        let step = if input.modifiers.shift { 0.1 } else { 0.01 };
        let is_removed = input.consume_key(Modifiers::NONE, Key::Delete);
        (along, up as f64 * step, is_removed || input.consume_key(Modifiers::NONE, Key::Backspace))
    });
    if along != 0 || up != 0.0 {
        let (month, share) = points[place];
        let month = (i64::from(month) + along).clamp(0, i64::from(u32::MAX)) as u32;
        CurvePlot::take(points, place, (month, (100.0 * (share + up)).round() / 100.0));
    }
    is_removed
}

/// `40 % in month 6`.
fn in_words((month, share): Point) -> String {
    tr!("{} in month {month}", format::percent(share), month)
}

fn paint(ui: &Ui, shown: &Response, plot: CurvePlot, points: &[Point], told: Option<Point>) {
    let tokens = Tokens::of(ui.ctx());
    let scale = text_scale(ui);
    let (rect, painter) = (plot.rect(), ui.painter());
    let font = regular_font(10.5 * scale);
    let write = |at: Pos2, align: Align2, text: String, color| painter.text(at, align, text, font.clone(), color);
    for share in [0.0, 0.5, 1.0] {
        let y = plot.position((0, share)).y;
        painter.hline(rect.x_range(), y, Stroke::new(1.0, tokens.grid));
        let at = pos2(rect.left() - 5.0 * scale, y);
        write(at, Align2::RIGHT_CENTER, format::whole_percent(share), tokens.muted);
    }
    let below = rect.bottom() + 5.0 * scale;
    write(pos2(rect.left(), below), Align2::CENTER_TOP, "0".to_owned(), tokens.muted);
    let end = plot.point(rect.right_bottom()).0;
    write(pos2(rect.right(), below), Align2::RIGHT_TOP, tr!("month {end}", end), tokens.muted);

    let color = tokens.role(ColorRole::Value);
    let inner = painter.with_clip_rect(rect.expand(2.0).intersect(painter.clip_rect()));
    let line = plot.line(points);
    for pair in line.windows(2).filter(|pair| pair[0].x < pair[1].x) {
        let [from, to] = [pair[0], pair[1]];
        let area = vec![from, to, pos2(to.x, rect.bottom()), pos2(from.x, rect.bottom())];
        inner.add(Shape::convex_polygon(area, color.gamma_multiply(0.14), Stroke::NONE));
    }
    inner.add(Shape::line(line, Stroke::new(2.0 * scale, color)));
    for point in points.iter().filter(|(month, _)| plot.shows(*month)) {
        painter.circle(plot.position(*point), 4.0 * scale, tokens.surface, Stroke::new(2.0 * scale, color));
    }
    if shown.has_focus() {
        painter.rect_stroke(shown.rect, 4.0, Stroke::new(1.5, tokens.focus), egui::StrokeKind::Inside);
    }
    if let Some(point) = told {
        write(pos2(rect.left() + 14.0 * scale, below), Align2::LEFT_TOP, in_words(point), tokens.text);
    }
}
