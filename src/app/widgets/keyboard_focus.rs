//! Where the keyboard goes, beyond what egui does by itself: Tab goes on from what was clicked or had the focus last; arrows
//! stay within what lies on top, and beside it in its own row; what has the focus comes into sight; and a menu that a key
//! has closed gives the focus back. Leaves out which key does what.

use egui::{
    AsIdSalt, Context, Event, FullOutput, Id, InnerResponse, Key, LayerId, Memory, Modifiers, Order, Plugin, Popup,
    RawInput, Rect, Response, Ui, UiBuilder, Vec2, WidgetRect, vec2,
};

/// A control that had the focus or was clicked.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    id: Id,
    layer: LayerId,
    rect: Rect,
    /// Whether it was left with nothing else to go on to, as a number is by Enter: it is not given the focus again.
    is_left: bool,
}

impl Place {
    /// The control with an id, if it is there and can have the focus.
    fn of(context: &Context, id: Id) -> Option<Self> {
        let widget = context.viewport(|viewport| viewport.this_pass.widgets.get(id).copied())?;
        can_have_focus(&widget).then_some(Self { id, layer: widget.layer_id, rect: widget.rect, is_left: false })
    }

    /// The control that is nearest to where this one was, in its layer.
    fn nearest(self, context: &Context) -> Option<Id> {
        let distance = |rect: Rect| rect.center().distance_sq(self.rect.center());
        let controls = controls(context, self.layer);
        controls.into_iter().min_by(|one, other| distance(one.1).total_cmp(&distance(other.1))).map(|(id, _)| id)
    }
}

fn can_have_focus(widget: &WidgetRect) -> bool {
    widget.enabled && widget.visible && widget.sense.is_focusable() && widget.rect.is_positive()
}

/// Everything in a layer that can have the focus, in the order of Tab.
fn controls(context: &Context, layer: LayerId) -> Vec<(Id, Rect)> {
    context.viewport(|viewport| {
        let widgets = viewport.this_pass.widgets.get_layer(layer);
        widgets.filter(|widget| can_have_focus(widget)).map(|widget| (widget.id, widget.rect)).collect()
    })
}

fn is_shown(context: &Context, layer: LayerId) -> bool {
    // A layer that has gone is known for a while, with nothing in it.
    context.viewport(|viewport| viewport.this_pass.widgets.get_layer(layer).next().is_some())
}

fn focused(context: &Context) -> Option<Id> {
    context.memory(Memory::focused)
}

fn give_focus(context: &Context, id: Id) {
    context.memory_mut(|memory| memory.request_focus(id));
}

/// Follows the focus from pass to pass.
#[derive(Debug, Default)]
pub struct KeyboardFocus {
    /// Where the keyboard was last, in each layer that was opened from the one before it.
    trail: Vec<Place>,
    /// The direction of an arrow that was pressed in this pass, and what had the focus.
    arrow: Option<(Vec2, Place)>,
    /// Whether a key was pressed since the pointer was, and no shortcut.
    is_by_key: bool,
}

impl Plugin for KeyboardFocus {
    fn debug_name(&self) -> &'static str {
        "keyboard focus"
    }

    // Only of the window itself: another one has a focus of its own.
    fn input_hook(&mut self, context: &Context, input: &mut RawInput) {
        if input.viewport_id != egui::ViewportId::ROOT {
            return;
        }
        let tab = |event: &Event| match event {
            Event::Key { key: Key::Tab, pressed: true, modifiers, .. } if !modifiers.any() => Some(true),
            Event::Key { key: Key::Tab, pressed: true, modifiers, .. } if modifiers.shift_only() => Some(false),
            _ => None,
        };
        let Some((place, forward)) =
            input.events.iter().enumerate().find_map(|(place, event)| Some((place, tab(event)?)))
        else {
            return;
        };
        let is_done = match focused(context) {
            Some(id) => wrap(context, id, forward),
            None => self.go_on(context),
        };
        if is_done {
            input.events.remove(place);
        }
    }

    fn on_begin_pass(&mut self, ui: &mut Ui) {
        if ui.viewport_id() == egui::ViewportId::ROOT {
            self.correct_arrow(ui.ctx());
        }
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        let context = ui.ctx().clone();
        if context.viewport_id() != egui::ViewportId::ROOT {
            return;
        }
        self.is_by_key = context.input(|input| match input.pointer.any_pressed() {
            true => false,
            false => {
                // A shortcut asks for something else than where the keyboard was.
                let key = |event: &Event| match event {
                    Event::Key { pressed: true, modifiers, .. } => Some(!modifiers.command),
                    _ => None,
                };
                input.events.iter().rev().find_map(key).unwrap_or(self.is_by_key)
            }
        });
        let clicked = context.interaction_snapshot(|snapshot| snapshot.clicked);
        let now = focused(&context).or(clicked).and_then(|id| Place::of(&context, id));
        self.arrow = arrow(&context).filter(|_| !Popup::is_any_open(&context)).zip(now);
        if let Some(now) = now {
            let known = self.trail.iter().position(|place| place.layer == now.layer);
            self.trail.truncate(known.unwrap_or(self.trail.len()));
            self.trail.push(now);
            return;
        }
        if let Some(last) = self.trail.last_mut()
            && is_shown(&context, last.layer)
            && context.memory(|memory| memory.allows_interaction(last.layer))
        {
            last.is_left = true;
        }
        let count = self.trail.len();
        while self.trail.last().is_some_and(|place| !is_shown(&context, place.layer)) {
            self.trail.pop();
        }
        if self.is_by_key
            && self.trail.len() < count
            && let Some(place) = self.trail.last().filter(|place| !place.is_left)
            && let Some(place) = Place::of(&context, place.id)
        {
            give_focus(&context, place.id);
        }
    }

    fn output_hook(&mut self, context: &Context, _output: &mut FullOutput) {
        self.correct_arrow(context);
    }
}

impl KeyboardFocus {
    /// Nothing has the focus, and Tab is pressed: it goes on from where the keyboard was. Returns whether that is where it
    /// stays, for what was there has gone.
    fn go_on(&self, context: &Context) -> bool {
        let may = |layer| context.memory(|memory| memory.allows_interaction(layer));
        let Some(place) = self.trail.last().filter(|place| may(place.layer)) else { return false };
        let is_there = Place::of(context, place.id).is_some();
        let Some(id) = is_there.then_some(place.id).or_else(|| place.nearest(context)) else { return false };
        give_focus(context, id);
        !is_there
    }

    /// egui looks for the next control in all layers and in other rows; once it has, it is told better.
    fn correct_arrow(&mut self, context: &Context) {
        let Some((direction, from)) = self.arrow.take() else { return };
        if focused(context) != Some(from.id) {
            give_focus(context, neighbour(context, direction, from).unwrap_or(from.id));
        }
    }
}

/// From the last control of a menu or dialog to its first, or back. Returns whether it went there.
fn wrap(context: &Context, id: Id, forward: bool) -> bool {
    let Some(place) = Place::of(context, id).filter(|place| place.layer.order == Order::Foreground) else {
        return false;
    };
    let controls = controls(context, place.layer);
    let (first, last) = (controls.first(), controls.last());
    let (end, other) = if forward { (last, first) } else { (first, last) };
    let Some((_, (other, _))) = end.filter(|(end, _)| *end == id).zip(other).filter(|_| 1 < controls.len()) else {
        return false;
    };
    give_focus(context, *other);
    true
}

/// The direction of the arrow key that was pressed alone in this pass.
fn arrow(context: &Context) -> Option<Vec2> {
    let keys = [
        (Key::ArrowLeft, Vec2::LEFT),
        (Key::ArrowRight, Vec2::RIGHT),
        (Key::ArrowUp, Vec2::UP),
        (Key::ArrowDown, Vec2::DOWN),
    ];
    context.input(|input| {
        let is_alone = input.modifiers == Modifiers::NONE;
        keys.into_iter().find(|(key, _)| is_alone && input.key_pressed(*key)).map(|(_, direction)| direction)
    })
}

/// The next control in a direction: to the sides in the same row only, up and down the nearest row.
fn neighbour(context: &Context, direction: Vec2, from: Place) -> Option<Id> {
    let apart = |one: egui::Rangef, other: egui::Rangef| {
        let overlaps = 0.5 * one.span().min(other.span()) <= one.intersection(other).span();
        if overlaps { 0.0 } else { one.center() - other.center() }
    };
    let way = |rect: Rect| {
        let way = vec2(apart(rect.x_range(), from.rect.x_range()), apart(rect.y_range(), from.rect.y_range()));
        let along = way.dot(direction);
        let aside = (way - along * direction).length();
        let is_ahead = 0.0 < along && if direction.x == 0.0 { aside <= along } else { aside == 0.0 };
        is_ahead.then_some(along + 2.0 * aside)
    };
    let ways = controls(context, from.layer).into_iter().filter(|(id, _)| *id != from.id);
    let ways = ways.filter_map(|(id, rect)| Some((id, way(rect)?)));
    ways.min_by(|one, other| one.1.total_cmp(&other.1)).map(|(id, _)| id)
}

fn followed() -> Id {
    Id::unique("brought into sight with more")
}

/// Gives the focus to what is brought into sight together with what belongs to it: it alone is not scrolled to.
pub fn focus_in_sight(response: &Response) {
    response.ctx.data_mut(|data| data.insert_temp(followed(), response.id));
    response.request_focus();
}

/// Scrolls to what a key has given the focus, at the end of what is scrolled.
pub fn follow_focus(ui: &Ui) {
    let id = ui.scope_id().with("focus in sight");
    let focused = ui.memory(Memory::focused);
    let before = ui.data(|data| data.get_temp::<Option<Id>>(id)).flatten();
    if focused == before {
        return;
    }
    let place = focused.and_then(|focused| Place::of(ui.ctx(), focused));
    if focused.is_some() && place.is_none() {
        // It is drawn later.
        return;
    }
    ui.data_mut(|data| {
        data.insert_temp(id, focused);
        if data.get_temp(followed()) != focused {
            data.remove::<Id>(followed());
        }
    });
    let is_pointed = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
    let is_mine = |place: &Place| place.layer == ui.layer_id() && ui.min_rect().contains(place.rect.center());
    let is_followed = |place: &Place| ui.data(|data| data.get_temp(followed())) == Some(place.id);
    if let Some(place) = place.filter(|place| !is_pointed && is_mine(place) && !is_followed(place))
        && !ui.clip_rect().contains_rect(place.rect)
    {
        ui.scroll_to_rect(place.rect.expand2(vec2(0.0, 12.0)), None);
    }
}

/// Gives the focus to the first control in what has been shown so far of a `Ui`: to what was added by a key or a click.
pub fn take_focus_in(ui: &Ui) {
    let within = ui.min_rect();
    let first = controls(ui.ctx(), ui.layer_id()).into_iter().find(|(_, rect)| within.contains(rect.center()));
    if let Some((id, _)) = first {
        give_focus(ui.ctx(), id);
    }
}

/// A scope in which controls keep their identity, and with it the focus, whatever is added and taken away before it.
pub fn steady<R>(ui: &mut Ui, salt: impl AsIdSalt, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let id = ui.scope_id().with(("steady", salt));
    ui.scope_builder(UiBuilder::new().scope_id(id), add)
}
