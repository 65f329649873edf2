//! What wants deciding before the next stage begins, because it is hard to take back then.

use egui::{Button, RichText, Ui};

use crate::advice::{LockIn, LockInChoice, decide_before};
use crate::app::command::targets::CardId;
use crate::app::state::UiState;
use crate::app::widgets::icon;
use crate::charts::Tab;
use crate::format::Money;
use crate::language::tr;
use crate::paint::theme::Tokens;
use crate::scenario::Scenario;

/// One line that opens into the list. Where nothing locks in it says so: the first thing that does must move nothing.
pub(crate) fn lock_in_ui(ui: &mut Ui, scenario: &Scenario, ui_state: &mut UiState) {
    let decide = decide_before(scenario, ui_state.focus);
    let Some(stage) = scenario.stages.get(decide.stage) else { return };
    let tokens = Tokens::of(ui.ctx());
    if decide.choices.is_empty() {
        let text = tr!("{} Nothing to decide before {}", icon::CHOSEN, stage.name);
        ui.horizontal(|ui| {
            ui.set_min_height(ui.spacing().interact_size.y);
            ui.add_space(2.0);
            ui.add(egui::Label::new(RichText::new(text).small().color(tokens.muted)).truncate());
        });
        return;
    }
    let is_open = ui_state.is_lock_in_open;
    let caret = if is_open { icon::CLOSE } else { icon::OPEN };
    let count = decide.choices.len();
    let choices = if count == 1 { tr!("{count} choice", count) } else { tr!("{count} choices", count) };
    let text = RichText::new(tr!("{caret} Decide before {}: {choices}", stage.name, caret, choices))
        .small()
        .color(tokens.muted);
    let hover = tr!("What becomes hard to change when {} begins", stage.name);
    ui.spacing_mut().button_padding.x = 2.0;
    let button = ui.add(Button::new(text).frame_when_inactive(false).truncate()).on_hover_text(hover);
    let name = tr!("Decide before {}: {choices}", stage.name, choices);
    button.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_open, &name));
    if button.clicked() {
        ui_state.is_lock_in_open = !is_open;
    }
    if is_open {
        let money = Money::new(&scenario.currency);
        for choice in &decide.choices {
            choice_ui(ui, scenario, choice, &money, ui_state);
        }
        let text = RichText::new(tr!("What waiting costs")).small().color(tokens.muted);
        let hover = tr!("What is lost where something comes only at a later stage, as a chart");
        if ui.add(Button::new(text).frame_when_inactive(false)).on_hover_text(hover).clicked() {
            ui_state.tab = Tab::ChangingLater;
        }
    }
}

fn choice_ui(ui: &mut Ui, scenario: &Scenario, lock_in: &LockIn, money: &Money, ui_state: &mut UiState) {
    let tokens = Tokens::of(ui.ctx());
    ui.horizontal(|ui| {
        let text = format!("{} {}", icon::reversibility(lock_in.reversibility), lock_in.name);
        let button = Button::new(RichText::new(text).color(tokens.text)).frame_when_inactive(false).truncate();
        let (word, sentence) = (lock_in.reversibility.name(), lock_in.reversibility.sentence());
        let (short, full) = match lock_in.setup_cost {
            0.0 => (word.to_owned(), sentence.to_owned()),
            cost => {
                let cost = money.full(cost);
                (format!("{word} · {cost}"), tr!("{sentence}; its set-up costs {cost} once", sentence, cost))
            }
        };
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(RichText::new(&short).small().color(tokens.muted)).on_hover_text(&full);
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let response = ui.add(button).on_hover_text(tr!("Open it"));
                let name = tr!("Open {}: {full}", lock_in.name, full);
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
                if response.clicked() {
                    match &lock_in.choice {
                        LockInChoice::Component(id) => ui_state.open(CardId::Component(id.clone())),
                        LockInChoice::Strategy(tag) => {
                            let mut strategies = scenario.strategies.iter();
                            ui_state.open_strategy = strategies.position(|strategy| strategy.kind.tag() == *tag);
                        }
                    }
                }
            });
        });
    });
}
