//! The base of an estimate on a track or in a field, its doubt going along: what a drag leaves depends on where it ends, not
//! on its way.

use egui::{Id, Response, Ui};

use super::number::{FieldInput, NumberField};
use super::{Fields, HeldTrack, Slider, Track};
use crate::reference::published_at;
use crate::scenario::{Domain, Estimate, EstimatePath};

/// A slider for the base of one estimate.
pub struct BaseSlider<'a> {
    /// What it moves, for those who cannot see it.
    pub name: &'a str,
    /// Where the estimate stands in the scenario.
    pub path: &'a EstimatePath,
    /// From where to where; none where there is no scale to draw.
    pub track: Option<Track>,
    /// The estimate with another base: how its doubt goes along.
    pub moved: Moved<'a>,
    /// Whether what it moves is on.
    pub active: bool,
}

/// An estimate with another base: its doubt in proportion, or its bounds where they are.
pub type Moved<'a> = &'a dyn Fn(&Estimate, f64) -> Estimate;

/// Where an estimate was moved from and to: moved again, it goes from the same place.
#[derive(Clone, Copy)]
struct Move {
    from: Estimate,
    to: Estimate,
}

impl Move {
    /// Remembers one, or takes it up where it was left.
    fn of(ui: &Ui, id: Id, estimate: &Estimate) -> Self {
        let last = ui.data(|data| data.get_temp::<Self>(id)).filter(|last| last.to == *estimate);
        last.unwrap_or(Self { from: *estimate, to: *estimate })
    }
}

/// An estimate with another base, moved by any control that goes step by step: the result is as if it had been moved at once.
pub fn move_base(ui: &Ui, path: &EstimatePath, estimate: &mut Estimate, base: f64, moved: Moved<'_>) {
    let id = Id::unique(("move of", path));
    let last = Move::of(ui, id, estimate);
    let to = if base == last.from.base() { last.from } else { moved(&last.from, base) };
    ui.data_mut(|data| data.insert_temp(id, Move { to, ..last }));
    *estimate = to;
}

/// Edits the base of an estimate in one field, which takes from where to where as well.
pub fn base_number_ui(
    ui: &mut Ui,
    path: &EstimatePath,
    estimate: &mut Estimate,
    domain: Domain,
    moved: Moved<'_>,
) -> Response {
    let base = estimate.base();
    let field = NumberField::new(ui, domain).taking_ranges();
    let mut moved_to = None;
    let response = field.change_ui(ui, base, |input| {
        match input {
            FieldInput::Dragged(number) | FieldInput::Entered(number, _) if number == base => return Ok(false),
            FieldInput::Dragged(number) | FieldInput::Entered(number, _) => moved_to = Some(number),
            FieldInput::EnteredRange(numbers, _) => *estimate = estimate.to_exact().through(&numbers)?,
        }
        Ok(true)
    });
    if let Some(number) = moved_to {
        move_base(ui, path, estimate, number, moved);
    }
    response
}

impl BaseSlider<'_> {
    /// Shows it over the available width.
    pub fn show(self, ui: &mut Ui, fields: Fields<'_>, estimate: &mut Estimate) -> Option<Response> {
        let held = HeldTrack::new(ui.scope_id().with(("track", self.path)));
        let track = held.or(ui, || self.track)?;
        let mut base = estimate.base();
        let mut response = Slider::new(self.name, track)
            .spread(estimate.is_uncertain().then(|| (estimate.low(), estimate.high())))
            .published(published_at(self.path).and_then(|claim| claim.band))
            .active(self.active)
            .show(ui, &mut base);
        if response.double_clicked() {
            // The whole estimate as it was opened, its doubt included.
            if let Some(opened) = fields.opened_estimate(self.path) {
                *estimate = opened;
                response.mark_changed();
            }
        } else if response.changed() {
            move_base(ui, self.path, estimate, base, self.moved);
        }
        held.hold(ui, track, &response);
        Some(response)
    }
}
