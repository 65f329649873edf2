//! The volume of the stage in focus: dragged between its neighbours, typed, or put together from people.

use egui::{RichText, Ui};

use crate::app::results::Recompute;
use crate::app::state::{UiState, VolumeHelper};
use crate::app::widgets::choices::fields;
use crate::app::widgets::tracks::VolumeTrack;
use crate::app::widgets::{
    BaseSlider, base_number_ui, icon, made_from_button, move_base, number_ui, row, tell, tell_how_to_type,
};
use crate::format;
use crate::glossary::Term;
use crate::language::tr;
use crate::paint::theme::{Tokens, bold_font, regular_font};
use crate::scenario::{Domain, Estimate, EstimatePath, Scenario, StageField};

/// The volume of the stage in focus: its track ends at the neighbouring stages.
pub(crate) fn volume_ui(ui: &mut Ui, scenario: &mut Scenario, computed: &Recompute, ui_state: &mut UiState) {
    let tokens = Tokens::of(ui.ctx());
    let volume = VolumeTrack::of(scenario, &computed.opened, ui_state.focus);
    let stage = &mut scenario.stages[ui_state.focus];
    let requests_path = EstimatePath::stage(&stage.name, StageField::Requests);
    let fields = fields(computed, &scenario.bases);

    let estimate = &mut stage.requests;
    ui.add_space(2.0);
    ui.horizontal(|ui| {
        let label = tell(
            ui.label(RichText::new(tr!("requests a month")).color(tokens.muted)),
            Term::of_label("requests a month"),
        );
        ui.label_inputs_by(label.id, |ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.style_mut().override_font_id = Some(bold_font(15.0));
                let number = ui.push_id(&requests_path, |ui| {
                    base_number_ui(ui, &requests_path, estimate, Domain::Positive, &Estimate::with_base)
                });
                tell_how_to_type(&number.inner);
            });
        });
    });
    let name = tr!("of a stage"; "{} requests", stage.name);
    fields.beside_pin(ui, &requests_path, &name, |ui| {
        let slider = BaseSlider {
            name: tr!("Requests a month"),
            path: &requests_path,
            track: volume.track,
            moved: &Estimate::with_base,
            active: true,
        };
        if let Some(response) = slider.show(ui, fields, estimate) {
            response.on_hover_text(volume.hint());
        }
    });
    let spread = estimate.is_uncertain().then(|| (estimate.low(), estimate.high()));
    let end = |name: &str, value: f64| format!("{name} {}", format::short_count(value)).trim_start().to_owned();
    let middle = spread.map(|(low, high)| format!("{} – {}", format::short_count(low), format::short_count(high)));
    let (left, right) = (end(&volume.ends[0], volume.volumes[0]), end(&volume.ends[1], volume.volumes[1]));
    let response = line_ui(ui, [&left, middle.as_deref().unwrap_or_default(), &right]);
    if let Some(middle) = middle {
        response.on_hover_text(tr!("8 in 10 futures: {middle}", middle));
    }
    helper_ui(ui, &requests_path, estimate, &mut ui_state.volume_helper, ui_state.usual.volume);
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
fn helper_ui(
    ui: &mut Ui,
    path: &EstimatePath,
    requests: &mut Estimate,
    helper: &mut Option<VolumeHelper>,
    usual: VolumeHelper,
) {
    if made_from_button(ui, icon::PEOPLE, tr!("people × uses × days")).clicked() {
        *helper = if helper.is_some() { None } else { Some(usual) };
        return;
    }
    let Some(helper) = helper else { return };
    let exact = requests.base() / (helper.uses_a_day * helper.days);
    let mut people = rounded(exact);
    let mut changed = row(ui, tr!("people"), |ui| number_ui(ui, &mut people, Domain::Positive)).changed();
    // Nobody is rounded away who was not typed.
    let people = if changed { people } else { exact };
    for (label, value) in [(tr!("uses each a day"), &mut helper.uses_a_day), (tr!("days a month"), &mut helper.days)] {
        changed |= row(ui, label, |ui| number_ui(ui, value, Domain::Positive)).changed();
    }
    let volume = people * helper.uses_a_day * helper.days;
    if changed && Domain::Positive.contains(volume) {
        move_base(ui, path, requests, volume, &Estimate::with_base);
    }
}

/// As exact as anybody counts people.
fn rounded(people: f64) -> f64 {
    let digits = if 100.0 <= people { 1.0 } else { 10.0 };
    (people * digits).round() / digits
}
