//! What supports an estimate: a small badge beside it, and an editor one click away.

use egui::{
    Align2, Button, Context, Frame, Id, Key, OpenUrl, Popup, PopupCloseBehavior, Rect, RectAlign, Response, RichText,
    Role, Sense, Shape, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo, vec2,
};
use indexmap::IndexMap;
use indexmap::map::Entry;

use super::{Fields, Typed, edited_day, icon, icon_button};
use crate::advice::StartingPoint;
use crate::day::{local_day, parse_day};
use crate::format::Money;
use crate::language::{self, in_sentence, tr, tr_noop};
use crate::paint::theme::{Tokens, semibold_font};
use crate::prose::{basis_in_words, kind_in_words, name_of};
use crate::scenario::{Basis, BasisKind, Estimate, EstimatePath, Scenario};

/// Which basis is being edited, and beside which badge.
#[derive(Clone)]
struct Open {
    path: EstimatePath,
    label: String,
    badge: Id,
}

/// How wide the editor is.
const WIDTH: f32 = 330.0;
/// How high it is with all that it may hold.
const HIGHEST: f32 = 290.0;
/// How tall what was said of another number may be before it is scrolled.
const TALLEST_TEXT: f32 = 160.0;
/// Why a basis has to be looked at again.
const BELONGS: &str =
    tr_noop!("What supports a number belongs to that number: it has changed since this was said of it");

/// Where the window remembers what is open: only one is.
fn open_id() -> Id {
    Id::unique("basis that is open")
}

fn open(context: &Context) -> Option<Open> {
    context.data(|data| data.get_temp::<Option<Open>>(open_id())).flatten()
}

/// Whether the basis of some estimate is being edited.
pub fn basis_is_open(context: &Context) -> bool {
    open(context).is_some()
}

fn set_open(context: &Context, open: Option<Open>) {
    context.data_mut(|data| data.insert_temp(open_id(), open));
}

fn kind_name(kind: Option<BasisKind>) -> &'static str {
    match kind {
        Some(BasisKind::Measured) => tr!("Measured"),
        Some(BasisKind::Benchmark) => tr!("Benchmark"),
        Some(BasisKind::Judgement) => tr!("Judgement"),
        None => tr!("Unsupported"),
    }
}

/// What each kind means, in a sentence.
fn meaning(kind: Option<BasisKind>) -> &'static str {
    match kind {
        Some(BasisKind::Measured) => tr!("Measured in this use case"),
        Some(BasisKind::Benchmark) => tr!("Taken from others: a price list, a study, a benchmark"),
        Some(BasisKind::Judgement) => tr!("The experience of somebody in the room"),
        None => tr!("An assumption without a source"),
    }
}

/// A button that shows how well an estimate is supported, and opens what supports it.
pub(super) fn badge_ui(ui: &mut Ui, path: &EstimatePath, label: &str, fields: Fields<'_>, estimate: &Estimate) {
    let basis = fields.bases.get(path);
    let kind = basis.and_then(|basis| basis.kind_for(estimate));
    let (rect, response) = ui.allocate_exact_size(vec2(18.0, 18.0), Sense::click());
    paint_badge(ui, rect, &response, kind);
    response.widget_info(|| {
        let words = basis.map_or(in_sentence(kind_name(None)), |basis| kind_in_words(basis, estimate));
        WidgetInfo::labeled(Role::Button, true, tr!("Basis of {label}: {words}", label, words))
    });
    if response.clicked() {
        let is_open = open(ui.ctx()).is_some_and(|open| open.path == *path);
        let badge = response.id;
        set_open(ui.ctx(), (!is_open).then(|| Open { path: path.clone(), label: label.to_owned(), badge }));
    }
    response.on_hover_ui(|ui| {
        ui.set_max_width(WIDTH);
        ui.label(support(path, fields, estimate));
    });
}

/// Shape and letter say the kind; no colour has to.
fn paint_badge(ui: &Ui, rect: Rect, response: &Response, kind: Option<BasisKind>) {
    let tokens = Tokens::of(ui.ctx());
    let painter = ui.painter();
    let (center, radius) = (rect.center(), 7.5);
    let square = Rect::from_center_size(center, vec2(14.0, 14.0));
    let quiet = Stroke::new(1.0, tokens.muted);
    let role = match kind {
        Some(BasisKind::Measured) => {
            painter.circle_filled(center, radius, tokens.text);
            tokens.surface
        }
        Some(BasisKind::Benchmark) => {
            painter.rect_filled(square, 3.0, tokens.muted);
            tokens.surface
        }
        Some(BasisKind::Judgement) => {
            painter.rect_stroke(square, 3.0, quiet, StrokeKind::Inside);
            tokens.muted
        }
        None => {
            let circle: Vec<_> = (0..=24)
                .map(|step| center + radius * egui::Vec2::angled(step as f32 * std::f32::consts::TAU / 24.0))
                .collect();
            painter.extend(Shape::dashed_line(&circle, quiet, 2.5, 2.2));
            tokens.muted
        }
    };
    let letter = kind.and_then(|_| kind_name(kind).chars().next()).unwrap_or('?');
    painter.text(center, Align2::CENTER_CENTER, letter, semibold_font(10.0), role);
    if response.hovered() || response.has_focus() {
        let stroke = if response.has_focus() { Stroke::new(1.5, tokens.focus) } else { quiet };
        painter.rect_stroke(rect, 5.0, stroke, StrokeKind::Outside);
    }
}

/// All that is known of a basis, one thing a line.
fn support(path: &EstimatePath, fields: Fields<'_>, estimate: &Estimate) -> String {
    let Some(basis) = fields.bases.get(path) else { return meaning(None).to_owned() };
    let money = Money::new(&fields.seen.currency);
    let words = basis_in_words(&name_of(fields.seen, path), &money, basis, estimate);
    let origin = origin(fields.bases, path, basis).unwrap_or_default();
    let (kind, changed) = match basis.kind_for(estimate) {
        Some(kind) => (in_sentence(meaning(Some(kind))), ""),
        None => (String::new(), language::text(BELONGS)),
    };
    let parts = [&words, &kind, &local_day(&basis.date), &basis.url, &origin, changed];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Says so where a source is not this plan's own.
fn origin(bases: &IndexMap<EstimatePath, Basis>, path: &EstimatePath, basis: &Basis) -> Option<String> {
    let start = StartingPoint::of(bases).filter(|start| start.gave(path, basis))?;
    Some(tr!("From the starting point “{}”, not from this use case", start.name))
}

/// The editor of the basis that is open, beside its badge. Shown once, after everything that has badges.
pub fn basis_editor_ui(context: &Context, scenario: &mut Scenario, today: &str) {
    let Some(opened) = open(context) else { return };
    // With its card the badge goes, and with the badge what was asked of it.
    let Some(badge) = context.read_response(opened.badge) else { return set_open(context, None) };
    let id = Id::unique(("basis", &opened.path));
    let is_new = context.read_response(id).is_none();
    // It grows when a kind is chosen: on the side where it has room for that, it stays.
    let has_room = badge.rect.bottom() + HIGHEST < context.content_rect().bottom();
    let sides = if has_room {
        &[RectAlign::BOTTOM_START, RectAlign::BOTTOM_END]
    } else {
        &[RectAlign::TOP_START, RectAlign::TOP_END]
    };
    let popup = Popup::new(id, context.clone(), badge.rect, badge.layer_id)
        .anchor_widget(opened.badge)
        .accessible_name(tr!("Basis of {}", opened.label))
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .frame(Frame::popup(&context.global_style()).inner_margin(12))
        .gap(4.0)
        .align(sides[0])
        .align_alternatives(sides)
        .width(WIDTH);
    let shown = popup.show(|ui| {
        ui.set_width(WIDTH);
        if !has_room {
            // It hangs from its lower end: what is pointed at must not move up when it grows.
            ui.set_min_height(HIGHEST - 40.0);
        }
        editor_ui(ui, scenario, &opened, today, is_new);
    });
    if shown.is_some_and(|shown| shown.response.should_close()) {
        set_open(context, None);
        if context.input(|input| input.key_pressed(Key::Escape)) {
            context.memory_mut(|memory| memory.request_focus(opened.badge));
        }
    }
}

fn editor_ui(ui: &mut Ui, scenario: &mut Scenario, opened: &Open, today: &str, is_new: bool) {
    ui.spacing_mut().item_spacing = vec2(4.0, 6.0);
    ui.add(egui::Label::new(RichText::new(&opened.label).font(semibold_font(13.0))).truncate());
    let estimate =
        scenario.every_field().into_iter().find(|field| field.path == opened.path).map(|field| *field.estimate);
    let basis = scenario.bases.get(&opened.path);
    let origin = basis.and_then(|basis| origin(&scenario.bases, &opened.path, basis));
    match basis.zip(estimate) {
        Some((basis, estimate)) if !basis.is_for(&estimate) => {
            let name = name_of(scenario, &opened.path);
            let money = Money::new(&scenario.currency);
            let was = basis_in_words(&name, &money, basis, &estimate);
            let now = name.estimate(&money, &estimate);
            if let Some(basis) = scenario.bases.get_mut(&opened.path) {
                outdated_ui(ui, basis, &was, &now, origin.as_deref(), today, is_new);
            }
        }
        _ => kinds_ui(ui, scenario, opened, origin.as_deref(), today, is_new),
    }
}

/// What was said of another number, and what becomes of it.
fn outdated_ui(ui: &mut Ui, basis: &mut Basis, was: &str, now: &str, origin: Option<&str>, today: &str, is_new: bool) {
    let tokens = Tokens::of(ui.ctx());
    // A long one leaves room for what to do about it.
    egui::ScrollArea::vertical().max_height(TALLEST_TEXT).show(ui, |ui| ui.add(egui::Label::new(was).wrap()));
    let day = local_day(&basis.date);
    let rest = [day.as_str(), basis.url.as_str(), origin.unwrap_or_default()];
    for line in rest.into_iter().filter(|line| !line.is_empty()) {
        ui.add(egui::Label::new(RichText::new(line).small().color(tokens.muted)).wrap());
    }
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        let keep = ui.button(tr!("Still holds for {now}", now)).on_hover_text(language::text(BELONGS));
        if is_new {
            keep.request_focus();
        }
        if keep.clicked() {
            basis.given_for = None;
        }
        if ui.button(tr!("Replace")).on_hover_text(language::text(BELONGS)).clicked() {
            *basis = fresh(BasisKind::Judgement, today);
            ui.data_mut(|data| data.insert_temp(source_is_wanted(), true));
        }
    });
}

/// Where the window remembers that the next source to be shown is to be typed.
fn source_is_wanted() -> Id {
    Id::unique("source that wants the focus")
}

fn fresh(kind: BasisKind, today: &str) -> Basis {
    Basis { kind, source: String::new(), url: String::new(), date: today.to_owned(), given_for: None }
}

/// How strong it is, and where it is from.
fn kinds_ui(ui: &mut Ui, scenario: &mut Scenario, opened: &Open, origin: Option<&str>, today: &str, is_new: bool) {
    let tokens = Tokens::of(ui.ctx());
    let entry = scenario.bases.entry(opened.path.clone());
    let kind = match &entry {
        Entry::Occupied(entry) => Some(entry.get().kind),
        Entry::Vacant(_) => None,
    };
    let mut chosen = kind;
    ui.horizontal(|ui| {
        for choice in BasisKind::ALL.into_iter().map(Some).chain([None]) {
            let response = ui.add(Button::selectable(kind == choice, kind_name(choice))).on_hover_text(meaning(choice));
            if response.clicked() {
                chosen = choice;
            }
            // Whoever has pointed at a kind says next who says so.
            if response.clicked_by(egui::PointerButton::Primary) && choice.is_some() {
                ui.data_mut(|data| data.insert_temp(source_is_wanted(), true));
            }
            if is_new && choice == kind {
                response.request_focus();
            }
        }
    });
    ui.add(egui::Label::new(RichText::new(origin.unwrap_or(meaning(kind))).small().color(tokens.muted)).wrap());
    match (entry, chosen) {
        (Entry::Occupied(entry), None) => {
            entry.shift_remove();
        }
        (Entry::Vacant(_), None) => {}
        (entry, Some(kind)) => {
            let basis = entry.or_insert_with(|| fresh(kind, today));
            basis.kind = kind;
            details_ui(ui, basis, today);
        }
    }
}

fn details_ui(ui: &mut Ui, basis: &mut Basis, today: &str) {
    let tokens = Tokens::of(ui.ctx());
    let source =
        text_ui(ui, tr!("Source"), tr!("Who says so, and where"), Typed::sentence(&mut basis.source), f32::INFINITY);
    if ui.data_mut(|data| data.remove_temp::<bool>(source_is_wanted())).is_some() {
        source.request_focus();
    }
    ui.horizontal(|ui| {
        text_ui(ui, tr!("Link"), "https://…", Typed::sentence(&mut basis.url), ui.available_width() - 34.0);
        let is_link = ["https://", "http://"].iter().any(|start| basis.url.starts_with(start));
        let button = ui.add_enabled_ui(is_link, |ui| icon_button(ui, icon::BROWSE, tr!("Open the link"))).inner;
        if button.clicked() {
            ui.ctx().open_url(OpenUrl::new_tab(&basis.url));
        }
    });
    ui.horizontal(|ui| {
        let hint = local_day("2026-11-24");
        edited_day(&mut basis.date, |date| text_ui(ui, tr!("Date"), &hint, Typed::name(date), 110.0));
        if basis.date != today && ui.button(tr!("Today")).on_hover_text(local_day(today)).clicked() {
            today.clone_into(&mut basis.date);
        }
    });
    if !basis.date.is_empty() && parse_day(&basis.date).is_none() {
        let text = tr!("{} Write the day as year-month-day, like {today}", icon::PROBLEM, today = local_day(today));
        ui.add(egui::Label::new(RichText::new(text).small().color(tokens.problem)).wrap());
    }
}

fn text_ui(ui: &mut Ui, label: &str, hint: &str, mut text: Typed<'_>, width: f32) -> Response {
    let field = ui.add(TextEdit::singleline(&mut text).desired_width(width).hint_text(hint));
    // A hint is a name only while the field is empty.
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(label));
    field
}
