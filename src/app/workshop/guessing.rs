//! Guess first: the room says what a month will cost before it sees the curve, and then how far off it was. Until then
//! nobody sees what the others said either: amounts are dots as they are typed, and then only somebody's name.
//!
//! What was guessed is neither saved nor undone: it belongs to the people in the room and to this hour, and their names to
//! nobody's file. While it is shown it is on the cost chart, so pictures and slides have it.

use egui::{Button, Key, Label, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo, vec2};

use crate::app::command::Command;
use crate::app::results::PlanResults;
use crate::app::state::guesses::GuessRound;
use crate::app::widgets::{check_box_ui, icon, icon_button, primary_button};
use crate::format::{self, Money};
use crate::language::tr;
use crate::paint::theme::{Tokens, bold_font, regular_font, semibold_font, text_scale};

/// The question, who has said what, and the way on.
pub(super) fn guessing_ui(ui: &mut Ui, valid: &PlanResults, round: &mut GuessRound, commands: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    let scale = text_scale(ui);
    let money = Money::new(&valid.scenario.currency);
    let target = valid.plan.target;
    let stage = &valid.scenario.stages[target].name;
    ui.spacing_mut().item_spacing.y = 8.0 * scale;
    let question = RichText::new(tr!("What will a month at {stage} cost?", stage)).font(bold_font(22.0 * scale));
    ui.add(Label::new(question).wrap());
    let requests = format::count(round.asks_about(valid));
    let about = tr!("{requests} requests a month, everything included, in {}", valid.scenario.currency, requests);
    ui.add(Label::new(RichText::new(about).color(tokens.muted)).wrap());
    entry_ui(ui, round, &money);
    if let Some(complaint) = &round.complaint {
        ui.add(Label::new(RichText::new(format!("{} {complaint}", icon::PROBLEM)).color(tokens.problem)).wrap());
    }
    let list = ui.available_height() - 44.0 * scale;
    ScrollArea::vertical().max_height(list.max(40.0)).auto_shrink([false, true]).show(ui, |ui| {
        let mut gone = None;
        for (place, guess) in round.guesses.iter().enumerate() {
            ui.horizontal(|ui| {
                let who = if guess.name.is_empty() { tr!("Guess {}", place + 1) } else { guess.name.clone() };
                if icon_button(ui, icon::REMOVE, &tr!("Remove the guess of {who}", who)).clicked() {
                    gone = Some(place);
                }
                ui.label(RichText::new(who).font(semibold_font(13.0 * scale)));
                ui.add(Label::new(RichText::new(tr!("has guessed")).color(tokens.muted)).truncate());
            });
        }
        if let Some(place) = gone {
            round.guesses.remove(place);
        }
    });
    ui.horizontal(|ui| {
        let reveal = primary_button(ui, !round.guesses.is_empty(), tr!("Reveal"));
        if reveal.on_disabled_hover_text(tr!("Somebody has to guess first")).clicked() {
            commands.push(Command::Reveal);
        }
        if ui.button(tr!("Stop asking")).on_hover_text(tr!("Show what it costs, without guesses")).clicked() {
            commands.push(Command::ForgetGuesses);
        }
    });
}

fn entry_ui(ui: &mut Ui, round: &mut GuessRound, money: &Money) {
    let scale = text_scale(ui);
    ui.horizontal(|ui| {
        let font = regular_font(13.0 * scale);
        let field = |ui: &mut Ui, text: &mut String, name: &str, is_hidden: bool| {
            let edit = TextEdit::singleline(text).hint_text(name).font(font.clone()).desired_width(130.0 * scale);
            let edit = edit.password(is_hidden);
            let response = ui.add(edit.margin(scale * vec2(6.0, 4.0)));
            response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
            response
        };
        let amount = field(ui, &mut round.amount, tr!("Amount, like 12k"), !round.shows_amount);
        let name = field(ui, &mut round.name, tr!("Name, optional"), false);
        let has_left = amount.lost_focus() || name.lost_focus();
        let entered = has_left && ui.input(|input| input.key_pressed(Key::Enter));
        let is_typed = !round.amount.trim().is_empty();
        let is_added = (ui.add_enabled(is_typed, Button::new(tr!("Add guess"))).clicked() || entered) && is_typed;
        if is_added {
            round.add(money);
        }
        check_box_ui(ui, &mut round.shows_amount, tr!("Show while typing"));
        // To the first person, on to the next, or back to what was no amount.
        if is_added || !std::mem::replace(&mut round.is_begun, true) {
            amount.request_focus();
        }
    });
}
