//! The volume of the stage in focus: dragged between its neighbours, typed, or put together from people.

use egui::{Button, RichText, Ui};

use crate::app::cards::fields;
use crate::app::computed::Recompute;
use crate::app::view::{UiState, VolumeHelper};
use crate::app::widgets::{BaseSlider, Track, icon, move_base, number_ui, row, tell};
use crate::charts::figures;
use crate::glossary::Term;
use crate::paint::theme::{Tokens, bold_font, regular_font};
use crate::scenario::{Domain, Estimate, Scenario, Stage, path};

/// How far the volume of a stage may move: up to its neighbours, for stages must grow; else two decades.
pub struct VolumeTrack {
    /// From where to where; none where the neighbours leave no room.
    pub track: Option<Track>,
    /// The neighbours at both ends, where there are any.
    pub ends: [String; 2],
    low: f64,
    high: f64,
}

impl VolumeTrack {
    /// Of a stage, by place.
    pub fn of(scenario: &Scenario, opened: &Scenario, place: usize) -> Self {
        let before = place.checked_sub(1).map(|index| &scenario.stages[index]);
        let after = scenario.stages.get(place + 1);
        let stage = &scenario.stages[place];
        // What was typed may be no volume at all.
        let base = stage.requests.base().clamp(Domain::SMALLEST, Domain::LARGEST);
        let usable = |value: f64| Some(value).filter(|value| value.is_finite() && Domain::SMALLEST < *value);
        // A little inside, for stages must grow.
        let low = before.and_then(|stage| usable(stage.requests.base())).map(|least| least * 1.001);
        let high = after.and_then(|stage| usable(stage.requests.base())).map(|most| most * 0.999);
        let opened = opened.stages.iter().find(|opened| opened.name == stage.name);
        let opened = opened.and_then(|opened| usable(opened.requests.base()));
        let decade =
            |value: f64, exponent: f64| 10f64.powf((value.log10() + exponent).round()).clamp(1e-3, Domain::LARGEST);
        // Around what was opened, so that the track stays where it is; around what was typed if that lies beyond.
        let is_near = |opened: &f64| (decade(*opened, -2.0)..=decade(*opened, 2.0)).contains(&base);
        let middle = opened.filter(is_near).unwrap_or(base);
        let name = |stage: Option<&Stage>| stage.map_or_else(String::new, |stage| stage.name.clone());
        let (low, high) = (low.unwrap_or_else(|| decade(middle, -2.0)), high.unwrap_or_else(|| decade(middle, 2.0)));
        let track = (0.0 < low && low < high).then(|| Track::logarithmic(low..=high));
        Self { track, ends: [name(before), name(after)], low, high }
    }

    /// Why the track ends where it does.
    pub fn hint(&self) -> String {
        let [before, after] = &self.ends;
        match (before.is_empty(), after.is_empty()) {
            (true, true) => "Drag, or type the number".to_owned(),
            (false, true) => format!("Stages must grow: the track begins at {before}"),
            (true, false) => format!("Stages must grow: the track ends at {after}"),
            (false, false) => format!("Stages must grow: the track runs from {before} to {after}"),
        }
    }
}

/// The volume of the stage in focus: its track ends at the neighbouring stages.
pub(super) fn volume_ui(ui: &mut Ui, scenario: &mut Scenario, computed: &Recompute, ui_state: &mut UiState) {
    let tokens = Tokens::of(ui.ctx());
    let volume = VolumeTrack::of(scenario, &computed.opened, ui_state.focus);
    let stage = &mut scenario.stages[ui_state.focus];
    let requests_path = format!("{}.requests", path::stage(&stage.name));
    let fields = fields(computed, &scenario.bases);

    let estimate = &mut stage.requests;
    let base = estimate.base();
    ui.add_space(2.0);
    ui.horizontal(|ui| {
        let label =
            tell(ui.label(RichText::new("requests a month").color(tokens.muted)), Term::of_label("requests a month"));
        ui.label_inputs_by(label.id, |ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let mut value = base;
                ui.style_mut().override_font_id = Some(bold_font(15.0));
                let number = ui.push_id(&requests_path, |ui| number_ui(ui, &mut value, Domain::Positive));
                if number.inner.changed() {
                    move_base(ui, &requests_path, estimate, value, Estimate::with_base);
                }
            });
        });
    });
    let pin = (requests_path.as_str(), format!("{} requests", stage.name));
    fields.beside_pin(ui, pin.0, &pin.1, |ui| {
        let slider = BaseSlider {
            name: "Requests a month",
            path: &requests_path,
            track: volume.track,
            moved: Estimate::with_base,
            active: true,
        };
        if let Some(response) = slider.show(ui, fields, estimate) {
            response.on_hover_text(volume.hint());
        }
    });
    let spread = estimate.is_uncertain().then(|| (estimate.low(), estimate.high()));
    let end = |name: &str, value: f64| format!("{name} {}", figures::short_count(value)).trim_start().to_owned();
    let middle = spread.map(|(low, high)| format!("{} – {}", figures::short_count(low), figures::short_count(high)));
    let (left, right) = (end(&volume.ends[0], volume.low), end(&volume.ends[1], volume.high));
    let response = line_ui(ui, [&left, middle.as_deref().unwrap_or_default(), &right]);
    if let Some(middle) = middle {
        response.on_hover_text(format!("8 in 10 futures: {middle}"));
    }
    helper_ui(ui, estimate, &mut ui_state.volume_helper);
    fields.problem_ui(ui, &requests_path);
}

/// Three small texts on one line: left, middle, right.
fn line_ui(ui: &mut Ui, [left, middle, right]: [&str; 3]) -> egui::Response {
    let tokens = Tokens::of(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), 15.0), egui::Sense::hover());
    let [left, middle, right] = [left, middle, right]
        .map(|text| ui.painter().layout_no_wrap(text.to_owned(), regular_font(11.5), tokens.muted));
    // In the middle of the line where it fits, else in the middle of what the others leave, else nowhere.
    let (from, to) = (rect.left() + left.size().x + 8.0, rect.right() - right.size().x - 8.0);
    let half = middle.size().x / 2.0;
    let center = (from + half <= to - half).then(|| rect.center().x.clamp(from + half, to - half));
    let middle = center.map(|center| (center - half, middle));
    for (x, galley) in [(rect.left(), left), (rect.right() - right.size().x, right)].into_iter().chain(middle) {
        let y = rect.center().y - galley.size().y / 2.0;
        ui.painter().galley(egui::pos2(x, y), galley, tokens.muted);
    }
    response
}

/// Puts a volume together from people × uses a day × days.
fn helper_ui(ui: &mut Ui, requests: &mut Estimate, helper: &mut Option<VolumeHelper>) {
    let tokens = Tokens::of(ui.ctx());
    let title = RichText::new(format!("{} from people × uses × days", icon::PEOPLE)).small().color(tokens.muted);
    let response = ui.add(Button::new(title).frame_when_inactive(false));
    if response.clicked() {
        *helper = match helper {
            Some(_) => None,
            None => {
                let (uses_a_day, days) = (5.0, 21.0);
                Some(VolumeHelper { people: (requests.base() / uses_a_day / days).round().max(1.0), uses_a_day, days })
            }
        };
        return;
    }
    let Some(helper) = helper else { return };
    let mut changed = false;
    for (label, value) in [
        ("people", &mut helper.people),
        ("uses each a day", &mut helper.uses_a_day),
        ("days a month", &mut helper.days),
    ] {
        changed |= row(ui, label, |ui| number_ui(ui, value, Domain::NonNegative)).changed();
    }
    let volume = helper.people * helper.uses_a_day * helper.days;
    if changed && 0.0 < volume {
        *requests = requests.with_base(volume);
    }
}
