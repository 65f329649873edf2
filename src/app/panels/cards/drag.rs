//! Cards carried to another place of their list, or into it from the gallery: what is carried, where it would land.

use egui::{
    Color32, Context, CornerRadius, DragAndDrop, Id, LayerId, Order, Pos2, Rect, Response, Stroke, StrokeKind, Ui,
    pos2, vec2,
};

use crate::paint::theme::{Tokens, semibold_font};
use crate::reference::Card as LibraryCard;

/// A card in the hand of somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct DragPayload {
    /// Which.
    pub what: What,
    /// What people call it.
    pub name: String,
    /// Its colour.
    pub color: Color32,
}

/// Which card is carried.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A step of the workload, by place.
    Step(usize),
    /// A component of the scenario, by id.
    Component(String),
    /// A card that is not in the scenario yet.
    New(Box<LibraryCard>),
}

impl DragPayload {
    /// Into the hand, when a drag of what shows the card has begun.
    pub fn take(&self, shown: &Response) {
        if shown.drag_started() {
            DragAndDrop::set_payload(&shown.ctx, self.clone());
        }
    }
}

/// The cards of one list from top to bottom, as they were laid out in this pass.
#[derive(Debug, Default)]
pub struct Places(Vec<Rect>);

/// Between cards.
const GAP: f32 = 7.0;
/// So close to an end of what is seen, the list moves on by itself.
const EDGE: f32 = 36.0;
/// By so many points a second.
const SPEED: f32 = 500.0;

impl Places {
    /// Notes the next card.
    pub fn add(&mut self, rect: Rect) {
        self.0.push(rect);
    }

    /// How many cards lie above a height.
    fn above(&self, y: f32) -> usize {
        self.0.iter().filter(|rect| rect.center().y < y).count()
    }

    /// The height between the cards around a place.
    fn height(&self, place: usize) -> Option<f32> {
        match self.0.get(place) {
            Some(below) => Some(below.top() - GAP / 2.0),
            None => self.0.last().map(|last| last.bottom() + GAP / 2.0),
        }
    }

    /// Marks where what is carried would land; returns it with its place in the moment in which it is dropped.
    pub fn drop_ui(&self, ui: &Ui, accepts: impl Fn(&What) -> bool) -> Option<(What, usize)> {
        let payload = DragAndDrop::payload::<DragPayload>(ui.ctx()).filter(|payload| accepts(&payload.what))?;
        let pointer = pointer(ui.ctx()).filter(|pointer| ui.clip_rect().contains(*pointer))?;
        let place = self.above(pointer.y);
        let y = self.height(place).unwrap_or(ui.cursor().top());
        let color = Tokens::of(ui.ctx()).focus;
        let (left, right) = (ui.max_rect().left(), ui.max_rect().right());
        ui.painter().hline(left..=right, y, Stroke::new(2.0, color));
        ui.painter().circle_filled(pos2(left + 3.0, y), 3.5, color);
        if !ui.input(|input| input.pointer.any_released()) {
            return None;
        }
        DragAndDrop::clear_payload(ui.ctx());
        Some((payload.what.clone(), place))
    }
}

fn pointer(context: &Context) -> Option<Pos2> {
    context.input(|input| input.pointer.latest_pos())
}

/// Takes an element to the place before which it was dropped, counted with the element where it was. Returns its new
/// place.
pub fn carry<T>(list: &mut Vec<T>, from: usize, place: usize) -> usize {
    let to = if from < place { place - 1 } else { place };
    let element = list.remove(from);
    list.insert(to, element);
    to
}

/// Whether a card is in the hand.
pub fn is_dragged(context: &Context, card: &DragPayload) -> bool {
    DragAndDrop::payload::<DragPayload>(context).is_some_and(|payload| *payload == *card)
}

/// Moves a list on while something is held at one of its ends. Called inside of what scrolls.
pub fn scroll_at_edges(ui: &mut Ui) {
    let seen = ui.clip_rect();
    let at =
        pointer(ui.ctx()).filter(|at| DragAndDrop::has_payload_of_type::<DragPayload>(ui.ctx()) && seen.contains(*at));
    let Some(at) = at else { return };
    let step = SPEED * ui.input(|input| input.stable_dt.min(0.05));
    let way = if at.y < seen.top() + EDGE {
        step
    } else if seen.bottom() - EDGE < at.y {
        -step
    } else {
        return;
    };
    ui.scroll_with_delta_animation(vec2(0.0, way), egui::style::ScrollAnimation::none());
    ui.ctx().request_repaint();
}

/// What is carried, under the pointer.
pub fn drag_ui(context: &Context) {
    let Some(payload) = DragAndDrop::payload::<DragPayload>(context) else { return };
    let Some(at) = pointer(context) else { return };
    let tokens = Tokens::of(context);
    let painter = context.layer_painter(LayerId::new(Order::Tooltip, Id::unique("carried card")));
    let name = painter.layout_no_wrap(payload.name.clone(), semibold_font(13.0), tokens.text);
    let rect = Rect::from_min_size(at + vec2(12.0, 6.0), name.size() + vec2(28.0, 14.0));
    painter.rect(rect, 8.0, tokens.surface, Stroke::new(1.0, tokens.focus), StrokeKind::Inside);
    let rounded = CornerRadius { nw: 8, sw: 8, ..CornerRadius::ZERO };
    painter.rect_filled(rect.with_max_x(rect.left() + 4.0), rounded, payload.color);
    painter.galley(rect.min + vec2(14.0, 7.0), name, tokens.text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_lands_before_what_was_below_the_pointer() {
        for (from, place, expected) in
            [(0, 0, "abcd"), (0, 1, "abcd"), (0, 2, "bacd"), (0, 4, "bcda"), (3, 0, "dabc"), (2, 3, "abcd")]
        {
            let mut list: Vec<char> = "abcd".chars().collect();
            let to = carry(&mut list, from, place);
            assert_eq!(list.iter().collect::<String>(), expected);
            assert_eq!(list[to], "abcd".chars().nth(from).unwrap());
        }
    }

    #[test]
    fn places_lie_between_middles() {
        let card = |top: f32| Rect::from_min_size(pos2(0.0, top), vec2(100.0, 40.0));
        let places = Places(vec![card(0.0), card(50.0), card(100.0)]);
        for (y, place) in [(-10.0, 0), (19.0, 0), (21.0, 1), (69.0, 1), (71.0, 2), (500.0, 3)] {
            assert_eq!(places.above(y), place, "{y}");
        }
        assert_eq!(places.height(3), Some(143.5));
        assert_eq!(Places::default().height(0), None);
    }
}
