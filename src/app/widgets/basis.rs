//! What supports an estimate: a small badge beside it, and an editor one click away.

use egui::{
    Align2, Button, Context, Frame, Id, Key, OpenUrl, Popup, PopupCloseBehavior, Rect, Response, RichText, Role, Sense,
    Shape, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo, vec2,
};
use indexmap::map::Entry;

use super::{icon, icon_button};
use crate::charts::in_sentence;
use crate::paint::theme::{Tokens, semibold_font};
use crate::scenario::{Basis, BasisKind, Scenario};

/// Which basis is being edited, and beside which badge.
#[derive(Clone)]
struct Open {
    path: String,
    label: String,
    badge: Id,
}

/// How wide the editor is.
const WIDTH: f32 = 330.0;

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

const KINDS: [BasisKind; 3] = [BasisKind::Measured, BasisKind::Benchmark, BasisKind::Judgement];

fn kind_name(kind: Option<BasisKind>) -> &'static str {
    match kind {
        Some(BasisKind::Measured) => "Measured",
        Some(BasisKind::Benchmark) => "Benchmark",
        Some(BasisKind::Judgement) => "Judgement",
        None => "Unsupported",
    }
}

/// What each kind means, in a sentence.
fn meaning(kind: Option<BasisKind>) -> &'static str {
    match kind {
        Some(BasisKind::Measured) => "Measured in this use case",
        Some(BasisKind::Benchmark) => "Taken from others: a price list, a study, a benchmark",
        Some(BasisKind::Judgement) => "The experience of somebody in the room",
        None => "An assumption without a source",
    }
}

/// A button that shows how well an estimate is supported, and opens what supports it.
pub(super) fn badge_ui(ui: &mut Ui, path: &str, label: &str, basis: Option<&Basis>) {
    let kind = basis.map(|basis| basis.kind);
    let (rect, response) = ui.allocate_exact_size(vec2(18.0, 18.0), Sense::click());
    paint_badge(ui, rect, &response, kind);
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Button, true, format!("Basis of {label}: {}", kind_name(kind).to_lowercase()))
    });
    if response.clicked() {
        let is_open = open(ui.ctx()).is_some_and(|open| open.path == path);
        let badge = response.id;
        set_open(ui.ctx(), (!is_open).then(|| Open { path: path.to_owned(), label: label.to_owned(), badge }));
    }
    response.on_hover_text(support(basis));
}

/// Shape and letter say the kind; no colour has to.
fn paint_badge(ui: &Ui, rect: Rect, response: &Response, kind: Option<BasisKind>) {
    let tokens = Tokens::of(ui.ctx());
    let painter = ui.painter();
    let (center, radius) = (rect.center(), 7.5);
    let square = Rect::from_center_size(center, vec2(14.0, 14.0));
    let quiet = Stroke::new(1.0, tokens.muted);
    let (letter, ink) = match kind {
        Some(BasisKind::Measured) => {
            painter.circle_filled(center, radius, tokens.text);
            ("M", tokens.surface)
        }
        Some(BasisKind::Benchmark) => {
            painter.rect_filled(square, 3.0, tokens.muted);
            ("B", tokens.surface)
        }
        Some(BasisKind::Judgement) => {
            painter.rect_stroke(square, 3.0, quiet, StrokeKind::Inside);
            ("J", tokens.muted)
        }
        None => {
            let circle: Vec<_> = (0..=24)
                .map(|step| center + radius * egui::Vec2::angled(step as f32 * std::f32::consts::TAU / 24.0))
                .collect();
            painter.extend(Shape::dashed_line(&circle, quiet, 2.5, 2.2));
            ("?", tokens.muted)
        }
    };
    painter.text(center, Align2::CENTER_CENTER, letter, semibold_font(10.0), ink);
    if response.hovered() || response.has_focus() {
        let stroke = if response.has_focus() { Stroke::new(1.5, tokens.focus) } else { quiet };
        painter.rect_stroke(rect, 5.0, stroke, StrokeKind::Outside);
    }
}

/// All that is known of a basis, one thing a line.
fn support(basis: Option<&Basis>) -> String {
    let Some(basis) = basis else { return meaning(None).to_owned() };
    let kind = format!("{}: {}", kind_name(Some(basis.kind)), in_sentence(meaning(Some(basis.kind))));
    let parts = [kind.as_str(), &basis.source, &basis.date, &basis.url];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The editor of the basis that is open, beside its badge. Shown once, after everything that has badges.
pub fn basis_editor_ui(context: &Context, scenario: &mut Scenario, today: &str) {
    let Some(opened) = open(context) else { return };
    // With its card the badge goes, and with the badge what was asked of it.
    let Some(badge) = context.read_response(opened.badge) else { return set_open(context, None) };
    let id = Id::unique(("basis", &opened.path));
    let is_new = context.read_response(id).is_none();
    let popup = Popup::new(id, context.clone(), badge.rect, badge.layer_id)
        .anchor_widget(opened.badge)
        .accessible_name(format!("Basis of {}", opened.label))
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .frame(Frame::popup(&context.global_style()).inner_margin(12))
        .gap(4.0)
        .width(WIDTH);
    let shown = popup.show(|ui| {
        ui.set_width(WIDTH);
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
    let tokens = Tokens::of(ui.ctx());
    ui.spacing_mut().item_spacing = vec2(4.0, 6.0);
    ui.add(egui::Label::new(RichText::new(&opened.label).font(semibold_font(13.0))).truncate());
    let entry = scenario.bases.entry(opened.path.clone());
    let kind = match &entry {
        Entry::Occupied(entry) => Some(entry.get().kind),
        Entry::Vacant(_) => None,
    };
    let mut chosen = kind;
    ui.horizontal(|ui| {
        for choice in KINDS.into_iter().map(Some).chain([None]) {
            let response = ui.add(Button::selectable(kind == choice, kind_name(choice))).on_hover_text(meaning(choice));
            if response.clicked() {
                chosen = choice;
            }
            if is_new && choice == kind {
                response.request_focus();
            }
        }
    });
    ui.label(RichText::new(meaning(kind)).small().color(tokens.muted));
    match (entry, chosen) {
        (Entry::Occupied(entry), None) => {
            entry.shift_remove();
        }
        (Entry::Vacant(_), None) => {}
        (entry, Some(kind)) => {
            let fresh = || Basis { kind, source: String::new(), url: String::new(), date: today.to_owned() };
            let basis = entry.or_insert_with(fresh);
            basis.kind = kind;
            details_ui(ui, basis, today);
        }
    }
}

fn details_ui(ui: &mut Ui, basis: &mut Basis, today: &str) {
    let tokens = Tokens::of(ui.ctx());
    text_ui(ui, "Source", "Who says so, and where", &mut basis.source, f32::INFINITY);
    ui.horizontal(|ui| {
        text_ui(ui, "Link", "https://…", &mut basis.url, ui.available_width() - 34.0);
        let is_link = ["https://", "http://"].iter().any(|start| basis.url.starts_with(start));
        let button = ui.add_enabled_ui(is_link, |ui| icon_button(ui, icon::BROWSE, "Open the link")).inner;
        if button.clicked() {
            ui.ctx().open_url(OpenUrl::new_tab(&basis.url));
        }
    });
    ui.horizontal(|ui| {
        text_ui(ui, "Date", "2026-11-24", &mut basis.date, 110.0);
        if basis.date != today && ui.button("Today").on_hover_text(today).clicked() {
            today.clone_into(&mut basis.date);
        }
    });
    if !basis.date.is_empty() && basis.date.parse::<jiff::civil::Date>().is_err() {
        let text = format!("{} Write the day as year-month-day, like {today}", icon::PROBLEM);
        ui.add(egui::Label::new(RichText::new(text).small().color(tokens.problem)).wrap());
    }
}

fn text_ui(ui: &mut Ui, label: &str, hint: &str, text: &mut String, width: f32) {
    let field = ui.add(TextEdit::singleline(text).desired_width(width).hint_text(hint));
    // A hint is a name only while the field is empty.
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(label));
}
