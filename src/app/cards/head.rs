//! The closed face of a card, and the frame around an open one.

use egui::{
    Align2, Color32, CornerRadius, Key, Modifiers, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

use super::ListEdit;
use super::carrying::{Carried, is_carried};
use crate::app::computed::Valid;
use crate::app::explain::explain_ui;
use crate::app::widgets::icon;
use crate::charts::{Figure, figures, in_sentence};
use crate::glossary::Term;
use crate::paint::theme::{Tokens, regular_font, semibold_font};
use crate::scenario::Reversibility;

/// So much of a card is brought into sight when it opens.
const OPENED: f32 = 160.0;

/// What a closed card says.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// Its name.
    pub name: String,
    /// One line of substance.
    pub substance: String,
    /// Its figure, already written.
    pub figure: String,
    /// Its share of the cost of the stage in focus.
    pub share: Option<f64>,
    /// Each stage and whether it is active there, where it is not at all of them.
    pub stages: Option<Vec<(String, bool)>>,
    /// Whether it takes part.
    pub is_on: bool,
    /// How hard it is to take back, where it is not easy.
    pub lock_in: Option<Reversibility>,
    /// Whether something in it must be mended.
    pub has_problem: bool,
    /// The words of its line of substance that not everybody knows, as the glossary has them.
    pub terms: Vec<&'static str>,
    /// What is carried when it is dragged, where it has neighbours to change places with.
    pub carried: Option<Carried>,
}

/// What came of a card in this pass.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Where it is, open or closed.
    pub rect: Rect,
    /// Whether its head was clicked.
    pub clicked: bool,
    /// Where to the keys move it.
    pub moved: Option<ListEdit>,
}

impl Head {
    /// What a screen reader says.
    fn in_words(&self) -> String {
        let said = [&self.name, &self.figure, &self.substance].map(String::as_str).join(", ");
        self.remarks().fold(said, |said, remark| format!("{said}, {remark}"))
    }

    /// What does not fit, and what dots and badge mean.
    fn on_hover(&self) -> String {
        let said =
            self.remarks().fold(self.name.clone() + "\n" + &self.substance, |said, remark| said + "\n" + &remark);
        let meanings = self.terms.iter().filter_map(|word| Some((word, Term::of_label(word)?)));
        meanings.fold(said, |said, (word, term)| format!("{said}\n\n{word}: {}", in_sentence(term.sentence)))
    }

    fn remarks(&self) -> impl Iterator<Item = String> {
        self.active_at().into_iter().chain(self.lock_in.map(|lock_in| lock_in.sentence().to_owned()))
    }

    /// `active at Pilot, Production`: what the dots say.
    fn active_at(&self) -> Option<String> {
        let stages = self.stages.as_ref()?.iter().filter(|(_, active)| *active);
        let names: Vec<&str> = stages.map(|(name, _)| name.as_str()).collect();
        Some(if names.is_empty() { "active at no stage".to_owned() } else { format!("active at {}", names.join(", ")) })
    }
}

/// A card of a colour: its head, and its body while it is open.
pub fn card_ui(ui: &mut Ui, color: Color32, head: &Head, is_open: bool, add_body: impl FnOnce(&mut Ui)) -> Shown {
    explained_card_ui(ui, color, head, is_open, None, add_body)
}

/// The same for a card whose figure explains itself.
pub fn explained_card_ui(
    ui: &mut Ui,
    color: Color32,
    head: &Head,
    is_open: bool,
    explains: Option<(&Valid, Figure)>,
    add_body: impl FnOnce(&mut Ui),
) -> Shown {
    let tokens = Tokens::of(ui.ctx());
    let frame = egui::Frame::new();
    let shape = ui.painter().add(egui::Shape::Noop);
    let inner = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        if head.carried.as_ref().is_some_and(|card| is_carried(ui.ctx(), card)) {
            ui.set_opacity(0.4);
        }
        let head = head_ui(ui, color, head, is_open, explains);
        if is_open {
            egui::Frame::new().inner_margin(egui::Margin { left: 14, right: 10, top: 0, bottom: 10 }).show(ui, |ui| {
                ui.set_width(ui.available_width());
                add_body(ui);
            });
        }
        head
    });
    let rect = inner.response.rect;
    let border = if head.has_problem { tokens.problem } else { tokens.border };
    let bar = Rect::from_min_max(rect.min, pos2(rect.left() + 4.0, rect.bottom()));
    let rounded = CornerRadius { nw: 8, sw: 8, ..CornerRadius::ZERO };
    ui.painter().set(
        shape,
        egui::Shape::Vec(vec![
            egui::epaint::RectShape::new(
                rect,
                CornerRadius::same(8),
                tokens.surface,
                Stroke::new(1.0, border),
                StrokeKind::Inside,
            )
            .into(),
            egui::epaint::RectShape::filled(bar, rounded, if head.is_on { color } else { tokens.track }).into(),
        ]),
    );
    let (clicked, moved) = inner.inner;
    Shown { rect, clicked, moved }
}

/// Returns whether it was clicked, and where to the keys move the card.
fn head_ui(
    ui: &mut Ui,
    color: Color32,
    head: &Head,
    is_open: bool,
    explains: Option<(&Valid, Figure)>,
) -> (bool, Option<ListEdit>) {
    let tokens = Tokens::of(ui.ctx());
    let height = if head.share.is_some() { 47.0 } else { 40.0 };
    let size = vec2(ui.available_width(), height);
    let (rect, response) = if head.carried.is_some() {
        // Not by place, so that the focus goes with the card.
        let (_, rect) = ui.allocate_space(size);
        (rect, ui.interact(rect, ui.scope_id().with("head"), Sense::click_and_drag()))
    } else {
        ui.allocate_exact_size(size, Sense::click())
    };
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_open, head.in_words()));
    if let Some(card) = &head.carried {
        card.take(&response);
    }
    let moved = moved_by_keys(ui, &response).filter(|_| head.carried.is_some());
    let painter = ui.painter_at(rect);
    // Opened from elsewhere, it may be out of sight.
    let was_open = ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default(response.id), is_open));
    if is_open && !was_open {
        ui.scroll_to_rect(rect.with_max_y(rect.bottom() + OPENED), None);
    }
    if response.hovered() {
        painter.rect_filled(rect.shrink(1.0), 7.0, tokens.hover);
        if head.carried.is_some() {
            let at = pos2(rect.left() + 9.0, rect.top() + 15.0);
            painter.text(at, Align2::CENTER_CENTER, icon::GRIP, regular_font(13.0), tokens.muted);
        }
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect.expand(1.0), 8.0, Stroke::new(1.5, tokens.focus), StrokeKind::Outside);
    }
    let text = if head.is_on { tokens.text } else { tokens.muted };
    let (left, right) = (rect.left() + 14.0, rect.right() - 10.0);
    let first = rect.top() + 7.0;
    let second = rect.top() + 23.0;

    let caret = if is_open { icon::CLOSE } else { icon::OPEN };
    let caret_rect = painter.text(pos2(right, first + 1.0), Align2::RIGHT_TOP, caret, regular_font(11.0), tokens.muted);
    let figure =
        painter.text(pos2(caret_rect.left() - 5.0, first), Align2::RIGHT_TOP, &head.figure, semibold_font(13.0), text);
    let badge = head.lock_in.map(|lock_in| {
        let icon = icon::reversibility(lock_in).to_owned();
        painter.layout_no_wrap(icon, regular_font(12.0), tokens.muted)
    });
    let room = badge.as_ref().map_or(0.0, |badge| badge.size().x + 5.0);
    let name_end = figure.left() - 8.0 - room;
    let name = clipped(&painter, pos2(left, first), name_end, &head.name, semibold_font(13.0), text);
    if let Some(badge) = badge {
        painter.galley(pos2(name.right() + 5.0, first + 1.0), badge, tokens.muted);
    }

    let share = head.share.map(figures::whole_percent).unwrap_or_default();
    let mut edge =
        painter.text(pos2(right, second), Align2::RIGHT_TOP, share, regular_font(11.5), tokens.muted).left() - 6.0;
    if let Some(stages) = &head.stages {
        for (_, active) in stages.iter().rev() {
            let center = pos2(edge - 3.0, second + 7.0);
            if *active {
                painter.circle_filled(center, 2.5, color);
            } else {
                painter.circle_stroke(center, 2.5, Stroke::new(1.0, tokens.baseline_fill()));
            }
            edge -= 8.0;
        }
        edge -= 2.0;
    }
    let substance_color = if head.has_problem { tokens.problem } else { tokens.muted };
    clipped(&painter, pos2(left, second), edge, &head.substance, regular_font(11.5), substance_color);

    if let Some(share) = head.share {
        let track = Rect::from_min_max(pos2(left, rect.bottom() - 6.5), pos2(right, rect.bottom() - 4.0));
        painter.rect_filled(track, 1.5, tokens.track);
        let width = track.width() * share.clamp(0.0, 1.0) as f32;
        painter.rect_filled(Rect::from_min_size(track.min, vec2(width, track.height())), 1.5, color);
    }
    // An open card says it all itself.
    let response = if is_open { response } else { response.on_hover_text(head.on_hover()) };
    if let Some((valid, explained)) = explains {
        explain_ui(ui, figure, valid, &[explained], &format!("{} {}", head.name, head.figure), "");
    }
    (response.clicked(), moved)
}

/// Alt and an arrow move the card whose head has the focus, and keep it in sight.
fn moved_by_keys(ui: &Ui, response: &Response) -> Option<ListEdit> {
    if !response.has_focus() {
        return None;
    }
    let has_moved = response.id.with("moved");
    if ui.data_mut(|data| data.remove_temp::<bool>(has_moved)).is_some() {
        ui.scroll_to_rect(response.rect, None);
    }
    let keys = [(Key::ArrowUp, ListEdit::Up), (Key::ArrowDown, ListEdit::Down)];
    let pressed = |(key, _): &(Key, ListEdit)| ui.input_mut(|input| input.consume_key(Modifiers::ALT, *key));
    let (_, moved) = keys.into_iter().find(pressed)?;
    ui.data_mut(|data| data.insert_temp(has_moved, true));
    Some(moved)
}

/// Text that ends in an ellipsis before it reaches `right`. Returns where it lies.
pub(super) fn clipped(
    painter: &egui::Painter,
    at: egui::Pos2,
    right: f32,
    text: &str,
    font: egui::FontId,
    color: Color32,
) -> Rect {
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width((right - at.x).max(10.0));
    let galley = painter.layout_job(job);
    let rect = Rect::from_min_size(at, galley.size());
    painter.galley(at, galley, color);
    rect
}
