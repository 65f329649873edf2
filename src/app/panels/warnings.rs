//! What there is to mind: the weightiest in the status line, the others behind it.

use egui::{AtomExt as _, Button, RichText, ScrollArea, Ui, WidgetInfo};

use crate::advice::{Severity, Warning};
use crate::app::command::Command;
use crate::app::command::targets::Destination;
use crate::app::results::PlanResults;
use crate::app::widgets::icon;
use crate::language::tr;
use crate::paint::theme::{Tokens, regular_font};
use crate::prose::warning_in_short;
use crate::scenario::EstimatePath;

const WIDTH: f32 = 460.0;
/// Within the button, beside what it says.
const AROUND: f32 = 28.0;

/// The first in words on so much room, and the list that it opens: warnings come with what loses money first. A click on
/// one goes to what it is about.
pub fn warnings_ui(ui: &mut Ui, valid: &PlanResults, room: f32, commands: &mut Vec<Command>) {
    let Some(first) = valid.warnings.first() else { return };
    let small = |text: String| RichText::new(text).small().color(color(ui, first.weight));
    let count = valid.warnings.len();
    let more = if count == 1 { String::new() } else { tr!("+{} more", count - 1) };
    let width = |text: &str| {
        let font = regular_font(11.5);
        ui.painter().layout_no_wrap(text.to_owned(), font, egui::Color32::PLACEHOLDER).size().x
    };
    // In a few words where the whole sentence has no room; where even they have none, how much there is.
    let most = room - width(icon::PROBLEM) - AROUND;
    let fits = |said: &&str| width(said) + width(&more) <= most;
    let said = [first.sentence.as_str(), warning_in_short(first)].into_iter().find(fits);
    let (said, more) = match said {
        Some(said) => (said.to_owned(), more),
        None => (tr!("{count} to mind", count), String::new()),
    };
    let said = small(format!("{} {said}", icon::PROBLEM)).atom_shrink(true);
    let button = if more.is_empty() { Button::new(said) } else { Button::new((said, small(more))) };
    let button = button.frame_when_inactive(false).truncate();
    let menu = egui::containers::menu::MenuButton::from_button(button);
    let shown = ui.scope(|ui| {
        ui.set_max_width(room);
        menu.ui(ui, |ui| list_ui(ui, valid, commands)).0
    });
    let name = tr!("{} to mind: {}", valid.warnings.len(), first.sentence);
    let response = shown.inner;
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
    response.on_hover_text(tr!("{}. To mind although it can be computed", first.sentence));
}

fn list_ui(ui: &mut Ui, valid: &PlanResults, commands: &mut Vec<Command>) {
    ui.set_width(WIDTH);
    ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
        ui.set_max_width(WIDTH - 8.0);
        ui.spacing_mut().item_spacing.y = 2.0;
        for warning in &valid.warnings {
            warning_ui(ui, warning, commands);
        }
    });
}

fn warning_ui(ui: &mut Ui, warning: &Warning, commands: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    let mut text = egui::text::LayoutJob::default();
    let weight = match warning.weight {
        Severity::Problem => tr!("Problem"),
        Severity::Note => tr!("severity"; "Note"),
    };
    let small = |color| egui::TextFormat::simple(crate::paint::theme::regular_font(12.5), color);
    text.append(&format!("{weight}  "), 0.0, small(color(ui, warning.weight)));
    text.append(&warning.sentence, 0.0, small(tokens.text));
    let button = Button::new(text).wrap().frame_when_inactive(false).min_size(egui::vec2(ui.available_width(), 0.0));
    if ui.add(button).clicked() {
        commands.push(Command::GoTo(Destination::Estimate(EstimatePath::from(&*warning.at))));
        ui.close();
    }
}

fn color(ui: &Ui, weight: Severity) -> egui::Color32 {
    let tokens = Tokens::of(ui.ctx());
    match weight {
        Severity::Problem => tokens.problem,
        Severity::Note => tokens.muted,
    }
}
