//! The closed face of a card, and the frame around an open one.

use egui::{
    Align2, Color32, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::actions::{Action, Offers, asks_for_menu, takes_focus};
use super::drag::{DragPayload, is_dragged};
use super::lines::{MOST_LINES, Substance, led, lines_of};
use crate::app::results::PlanResults;
use crate::app::state::CardDisplay;
use crate::app::widgets::choices::ListEdit;
use crate::app::widgets::explain::explain_ui;
use crate::app::widgets::{focus_in_sight, icon, let_go, name_group, tooltip};
use crate::format;
use crate::glossary::Term;
use crate::language::{in_sentence, text, tr};
use crate::paint::theme::{Tokens, regular_font, semibold_font};
use crate::prose::ResultId;
use crate::scenario::Reversibility;

/// So much of a card is brought into sight when it opens.
const OPENED: f32 = 470.0;
/// So much of what opens below a head has to be in sight already, for the head to stay under the pointer.
const LEAST_SEEN: f32 = 90.0;
/// The ends of what is written, from the edges of the card.
const ENDS: (f32, f32) = (14.0, 10.0);
/// At the right end, for the caret and the menu.
const CONTROLS: f32 = 18.0;
/// More stages than these have no dots.
const MOST_DOTS: usize = 8;

/// The least room for a figure, and for a share: `$88,888` and `100 %`.
const FIGURE: f32 = 52.0;
const SHARE: f32 = 34.0;

/// The room that name and substance have on a head: while a card is open it stays what it was, so that nothing in the card
/// moves when a figure gets longer or a name shorter.
#[derive(Clone, Copy, Debug, PartialEq)]
struct HeadRoom {
    width: f32,
    lines: [usize; 2],
    heights: [f32; 2],
}

impl HeadRoom {
    fn id(ui: &Ui, head: &Head) -> egui::Id {
        // As the head itself is known.
        let of = if head.payload.is_some() { ui.scope_id() } else { ui.next_auto_id() };
        of.with("room on the head")
    }

    /// The room that an open card had when it was opened, while it is as wide.
    fn of(ui: &Ui, head: &Head, standing: CardDisplay, width: f32) -> Option<Self> {
        let before = ui.data(|data| data.get_temp::<Self>(Self::id(ui, head)));
        before.filter(|room| standing.is_open && (room.width - width).abs() < 0.5)
    }

    fn keep(self, ui: &Ui, head: &Head) {
        let id = Self::id(ui, head);
        ui.data_mut(|data| data.insert_temp(id, self));
    }
}

/// What a closed card says.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// Its name.
    pub name: String,
    /// What it is made of: two lines of it at most.
    pub substance: String,
    /// What is said before that, and never left out: that it is off.
    pub lead: &'static str,
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
    pub payload: Option<DragPayload>,
    /// What can be done with it beside opening it.
    pub offers: Offers,
}

/// What came of a card in this pass.
#[derive(Clone, Debug)]
pub struct CardResponse {
    /// Where it is, open or closed.
    pub rect: Rect,
    /// What is asked for at its head.
    pub action: Option<Action>,
}

impl Head {
    /// What a screen reader says.
    fn in_words(&self) -> String {
        let said = [&self.name, &self.figure, &self.all_substance()].map(String::as_str).join(", ");
        self.remarks().fold(said, |said, remark| format!("{said}, {remark}"))
    }

    /// What did not fit, what dots and badge mean, and the words that not everybody knows: nothing that can be read already.
    fn on_hover(&self, is_shortened: bool) -> Option<String> {
        let whole = is_shortened.then(|| format!("{}\n{}", self.name, self.all_substance()));
        let said: Vec<String> = whole.into_iter().chain(self.remarks()).collect();
        let known = self.terms.iter().filter_map(|word| Some((word, Term::of_label(word)?)));
        let meanings = known.map(|(word, term)| format!("{}: {}", text(word), in_sentence(text(term.sentence))));
        let paragraphs: Vec<String> =
            [said.join("\n")].into_iter().chain(meanings).filter(|text| !text.is_empty()).collect();
        (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"))
    }

    fn all_substance(&self) -> String {
        led(self.lead, &self.substance)
    }

    fn remarks(&self) -> impl Iterator<Item = String> {
        self.active_at().into_iter().chain(self.lock_in.map(|lock_in| lock_in.sentence().to_owned()))
    }

    /// `active at Pilot, Production`: what the dots say.
    fn active_at(&self) -> Option<String> {
        let stages = self.stages.as_ref()?.iter().filter(|(_, active)| *active);
        let names: Vec<&str> = stages.map(|(name, _)| name.as_str()).collect();
        Some(if names.is_empty() {
            tr!("active at no stage").to_owned()
        } else {
            tr!("active at {}", names.join(", "))
        })
    }
}

/// A card of a colour: its head, and its body while it is open.
pub fn card_ui(
    ui: &mut Ui,
    color: Color32,
    head: &Head,
    standing: CardDisplay,
    add_body: impl FnOnce(&mut Ui),
) -> CardResponse {
    explained_card_ui(ui, color, head, standing, None, add_body)
}

/// The same for a card whose figure explains itself.
pub fn explained_card_ui(
    ui: &mut Ui,
    color: Color32,
    head: &Head,
    standing: CardDisplay,
    explains: Option<(&PlanResults, ResultId)>,
    add_body: impl FnOnce(&mut Ui),
) -> CardResponse {
    let tokens = Tokens::of(ui.ctx());
    let shape = ui.painter().add(egui::Shape::Noop);
    let inner = egui::Frame::new().show(ui, |ui| {
        ui.set_width(ui.available_width());
        if head.payload.as_ref().is_some_and(|card| is_dragged(ui.ctx(), card)) {
            ui.set_opacity(0.4);
        }
        let action = head.show(ui, color, standing, explains);
        if standing.is_open {
            let margin = egui::Margin { left: ENDS.0 as i8, right: ENDS.1 as i8, top: 0, bottom: 10 };
            egui::Frame::new().inner_margin(margin).show(ui, |ui| {
                // Several are open at a time, and many have the same fields.
                name_group(ui, &head.name);
                ui.set_width(ui.available_width());
                add_body(ui);
            });
        }
        action
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
    CardResponse { rect, action: inner.inner }
}

impl Head {
    /// Shows it over the available width; returns what is asked for.
    fn show(
        &self,
        ui: &mut Ui,
        color: Color32,
        standing: CardDisplay,
        explains: Option<(&PlanResults, ResultId)>,
    ) -> Option<Action> {
        let tokens = Tokens::of(ui.ctx());
        let text = if self.is_on { tokens.text } else { tokens.muted };
        let substance_color = if self.has_problem { tokens.problem } else { tokens.muted };
        let painter = ui.painter().clone();
        let line = |text: String, font, color| painter.layout_no_wrap(text, font, color);

        // What stands at the right end leaves the rest to name and substance, which wrap.
        let width = ui.available_width() - ENDS.0 - ENDS.1 - CONTROLS;
        let figure = line(self.figure.clone(), semibold_font(13.0), text);
        let badge =
            self.lock_in.map(|lock_in| line(icon::reversibility(lock_in).to_owned(), regular_font(12.0), tokens.muted));
        let badge_width = badge.as_ref().map_or(0.0, |badge| badge.size().x + 5.0);
        let room = HeadRoom::of(ui, self, standing, width);
        let most = room.map_or([MOST_LINES; 2], |room| room.lines);
        let name_beside = |figure: f32| {
            let name_width = width - figure - 8.0 - badge_width;
            lines_of(&painter, &self.name, semibold_font(13.0), (text, name_width, most[0]))
        };
        // A figure that gets another digit wraps nothing; but a name is whole before it stands still.
        let figure_width = figure.size().x;
        let steady = name_beside(if self.figure.is_empty() { 0.0 } else { figure_width.max(FIGURE) });
        let name = if steady.elided { name_beside(figure_width) } else { steady };
        let share = line(self.share.map(format::chance).unwrap_or_default(), regular_font(11.5), tokens.muted);
        let dots = self.stages.as_ref().filter(|stages| stages.len() <= MOST_DOTS);
        let dots_width = dots.map_or(0.0, |stages| 8.0 * stages.len() as f32 + 2.0);
        let share_width = if self.share.is_some() { share.size().x.max(SHARE) } else { 0.0 };
        let substance_width = width - share_width - 6.0 - dots_width;
        let look = (substance_color, substance_width, most[1]);
        let substance = Substance::fit(&painter, self.lead, &self.substance, look);

        let bottom = if self.share.is_some() { 10.0 } else { 6.0 };
        let room = room.unwrap_or_else(|| HeadRoom {
            width,
            lines: [&name, &substance.galley].map(|galley| galley.rows.len().max(1)),
            heights: [&name, &substance.galley].map(|galley| galley.size().y),
        });
        room.keep(ui, self);
        let [name_height, substance_height] = room.heights;
        let height = 7.0 + name_height + substance_height + bottom;
        let (by_place, rect) = ui.allocate_space(vec2(ui.available_width(), height));
        let (id, sense) = match self.payload {
            // Not by place, so that the focus goes with the card.
            Some(_) => (ui.scope_id().with("head"), Sense::click_and_drag()),
            None => (by_place, Sense::click()),
        };
        let response = ui.interact(rect, id, sense);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, standing.is_open, self.in_words()));
        if let Some(card) = &self.payload {
            card.take(&response);
        }
        if let Some((list, place)) = self.list_place()
            && takes_focus(ui, list, place)
        {
            response.request_focus();
        }
        // Opened from elsewhere, it may be out of sight.
        if standing.is_sought {
            let_go(ui.ctx());
            ui.scroll_to_rect(rect.with_max_y(rect.bottom() + OPENED), None);
        }
        if standing.takes_focus {
            focus_in_sight(&response);
        }
        let is_pointed = ui.rect_contains_pointer(rect);
        if is_pointed {
            painter.rect_filled(rect.shrink(1.0), 7.0, tokens.hover);
            if self.payload.is_some() {
                let at = pos2(rect.left() + 9.0, rect.top() + 15.0);
                painter.text(at, Align2::CENTER_CENTER, icon::GRIP, regular_font(13.0), tokens.muted);
            }
        }
        if response.has_focus() {
            painter.rect_stroke(rect.expand(1.0), 8.0, Stroke::new(1.5, tokens.focus), StrokeKind::Outside);
        }

        let (left, right) = (rect.left() + ENDS.0, rect.right() - ENDS.1);
        let (first, second) = (rect.top() + 7.0, rect.top() + 7.0 + name_height);
        let caret = if standing.is_open { icon::CLOSE } else { icon::OPEN };
        painter.text(pos2(right, first + 1.0), Align2::RIGHT_TOP, caret, regular_font(11.0), tokens.muted);
        let figure_rect = Rect::from_min_size(pos2(right - CONTROLS - figure.size().x, first), figure.size());
        painter.galley(figure_rect.min, figure, text);
        let name_end = left + name.rows.first().map_or(0.0, |row| row.row.size.x);
        let is_shortened = name.elided || substance.is_shortened;
        painter.galley(pos2(left, first), name, text);
        if let Some(badge) = badge {
            painter.galley(pos2(name_end + 5.0, first + 1.0), badge, tokens.muted);
        }
        painter.galley(pos2(right - CONTROLS - share.size().x, second), share, tokens.muted);
        let mut edge = right - CONTROLS - share_width - 6.0;
        for (_, active) in dots.into_iter().flatten().rev() {
            let center = pos2(edge - 3.0, second + 7.0);
            if *active {
                painter.circle_filled(center, 2.5, color);
            } else {
                painter.circle_stroke(center, 2.5, Stroke::new(1.0, tokens.baseline_fill()));
            }
            edge -= 8.0;
        }
        painter.galley(pos2(left, second), substance.galley, substance_color);
        if let Some(share) = self.share {
            let track = Rect::from_min_max(pos2(left, rect.bottom() - 6.5), pos2(right, rect.bottom() - 4.0));
            painter.rect_filled(track, 1.5, tokens.track);
            let width = track.width() * share.clamp(0.0, 1.0) as f32;
            painter.rect_filled(Rect::from_min_size(track.min, vec2(width, track.height())), 1.5, color);
        }

        let keys = response.has_focus().then(|| self.offers.pressed(ui)).flatten();
        let has_moved = response.id.with("moved");
        if ui.data_mut(|data| data.remove_temp::<bool>(has_moved)).is_some() {
            ui.scroll_to_rect(response.rect, None);
        }
        if matches!(keys, Some(Action::List(ListEdit::Up | ListEdit::Down))) {
            ui.data_mut(|data| data.insert_temp(has_moved, true));
        }
        let asks = response.has_focus() && asks_for_menu(ui);
        let shows_more = standing.is_open || is_pointed;
        let at = Rect::from_center_size(pos2(right - 5.0, second + 7.0), vec2(22.0, 18.0));
        let asks = asks || shows_more && more_ui(ui, at, response.id.with("more"), &self.name);
        let chosen = self.offers.menu_ui(&response, &self.name, asks, standing);
        // What opens below the edge of the list is not seen to open.
        let is_last = ui.clip_rect().bottom() < rect.bottom() + LEAST_SEEN;
        let clicked = response
            .clicked()
            .then(|| Action::Toggle { stays: response.clicked_by(egui::PointerButton::Primary) && !is_last });
        if let Some((valid, explained)) = explains {
            explain_ui(ui, figure_rect, valid, &[explained], &format!("{} {}", self.name, self.figure), "");
        }
        // An open card says it all itself.
        if let Some(said) = self.on_hover(is_shortened).filter(|_| !standing.is_open) {
            tooltip(&response).show(|ui| {
                ui.set_max_width(ui.spacing().tooltip_width);
                ui.label(said);
            });
        }
        chosen.or(keys).or(clicked)
    }

    /// Which list it stands in, and where.
    fn list_place(&self) -> Option<(&'static str, usize)> {
        let (place, _) = self.offers.place?;
        Some((if self.offers.kept_as.is_some() { "components" } else { "steps" }, place))
    }
}

/// The button of the menu, for pointers; keys have one of their own, so Tab passes it by. Returns whether it was clicked.
fn more_ui(ui: &mut Ui, rect: Rect, id: egui::Id, name: &str) -> bool {
    let tokens = Tokens::of(ui.ctx());
    let inner = ui.new_child(UiBuilder::new().max_rect(rect));
    let response = inner.interact(rect, id, Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, tr!("More for {name}", name)));
    if response.hovered() {
        inner.painter().rect_filled(rect, 5.0, tokens.track);
    }
    let color = if response.hovered() { tokens.text } else { tokens.muted };
    inner.painter().text(rect.center(), Align2::CENTER_CENTER, icon::MORE, regular_font(15.0), color);
    response.clicked()
}
