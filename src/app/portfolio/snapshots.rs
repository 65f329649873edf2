//! Snapshots in the bar: taken, named, recalled, removed, and chosen to be compared with.

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::style::StyleModifier;
use egui::{Button, Label, PopupCloseBehavior, RichText, Ui};

use crate::app::command::Command;
use crate::app::command::targets::PortfolioCommand;
use crate::app::document::portfolio::PortfolioSession;
use crate::app::state::portfolio_view::PortfolioView;
use crate::app::widgets::{icon, icon_button, name_field, radio_ui};
use crate::day::local_day;
use crate::format::Money;
use crate::language::tr;
use crate::paint::theme::{Tokens, semibold_font};
use crate::portfolio::{Portfolio, PortfolioSnapshot};

const WIDTH: f32 = 400.0;

/// The button that says whether decisions are compared, and what opens below it.
pub fn snapshots_menu(
    ui: &mut Ui,
    session: Option<&PortfolioSession>,
    view: &mut PortfolioView,
    commands: &mut Vec<Command>,
) {
    let portfolio = session.and_then(|session| Some((session, session.portfolio()?)));
    // More a panel than a menu: fields and buttons look as they do everywhere.
    let config =
        MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside).style(StyleModifier::default());
    let is_comparing = session.is_some_and(|session| session.against().is_some());
    ui.add_enabled_ui(portfolio.is_some(), |ui| {
        let button = Button::new(tr!("Snapshots")).selected(is_comparing);
        MenuButton::from_button(button).config(config).ui(ui, |ui| {
            let Some((session, portfolio)) = portfolio else { return };
            ui.set_width(WIDTH);
            ui.spacing_mut().item_spacing.y = 6.0;
            let mut ask = |command: PortfolioCommand| commands.push(Command::Portfolio(command));
            head_ui(ui, portfolio, &mut ask);
            ui.add_space(2.0);
            if radio_ui(ui, session.against().is_none(), tr!("Nothing")).clicked() {
                ask(PortfolioCommand::Compare(None));
            }
            for snapshot in &portfolio.snapshots {
                let is_compared = session.against() == Some(snapshot.number);
                let money = Money::new(&portfolio.currency);
                ui.push_id(snapshot.number, |ui| snapshot_ui(ui, snapshot, is_compared, &money, view, &mut ask));
            }
        });
    });
}

fn head_ui(ui: &mut Ui, portfolio: &Portfolio, ask: &mut impl FnMut(PortfolioCommand)) {
    let tokens = Tokens::of(ui.ctx());
    ui.horizontal(|ui| {
        ui.label(RichText::new(tr!("Compare what is decided with")).font(semibold_font(13.0)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let is_free = portfolio.free_snapshot_number().is_some();
            let mut button = Button::new(PortfolioCommand::TakeSnapshot(None).name());
            if let Some(shortcut) = Command::TakeSnapshot(None).shortcut() {
                button = button.shortcut_text(ui.ctx().format_shortcut(&shortcut));
            }
            let full = tr!("All nine are taken: Ctrl and a number replaces one");
            if ui.add_enabled(is_free, button).on_disabled_hover_text(full).clicked() {
                ask(PortfolioCommand::TakeSnapshot(None));
            }
        });
    });
    if portfolio.snapshots.is_empty() {
        let text =
            tr!("Take a snapshot before a change: its number brings budget and decisions back, and the headlines can \
                    say what has changed");
        ui.add(Label::new(RichText::new(text).small().color(tokens.muted)).wrap());
    }
}

fn snapshot_ui(
    ui: &mut Ui,
    snapshot: &PortfolioSnapshot,
    is_compared: bool,
    money: &Money,
    view: &mut PortfolioView,
    ask: &mut impl FnMut(PortfolioCommand),
) {
    let tokens = Tokens::of(ui.ctx());
    let number = snapshot.number;
    let is_open = view.open_snapshot == Some(number);
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let (sign, does) = if is_open {
                (icon::CLOSE, tr!("Close snapshot {number}", number))
            } else {
                (icon::OPEN, tr!("Open snapshot {number}", number))
            };
            if icon_button(ui, sign, &does).clicked() {
                view.open_snapshot = if is_open { None } else { Some(number) };
            }
            let recall = Button::new(tr!("Recall")).shortcut_text(number.to_string());
            if ui.add(recall).on_hover_text(tr!("Decide as it was then; Undo brings back what was")).clicked() {
                ask(PortfolioCommand::RecallSnapshot(number));
            }
            ui.label(RichText::new(local_day(&snapshot.date)).small().color(tokens.muted));
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
                let name = format!("{number}  {}", snapshot.name);
                if radio_ui(ui, is_compared, name).clicked() {
                    ask(PortfolioCommand::Compare(Some(number)));
                }
            });
        });
    });
    ui.indent("decided", |ui| {
        ui.add(Label::new(RichText::new(decided(snapshot, money)).small().color(tokens.muted)).wrap());
        if is_open {
            if let Some(name) = name_field(ui, tr!("Name of the snapshot"), &snapshot.name, f32::INFINITY) {
                ask(PortfolioCommand::RenameSnapshot(number, name));
            }
            if ui.button(PortfolioCommand::DeleteSnapshot(number).name()).clicked() {
                ask(PortfolioCommand::DeleteSnapshot(number));
            }
        }
    });
}

/// `budget $800,000, 1 must, 2 excluded`.
fn decided(snapshot: &PortfolioSnapshot, money: &Money) -> String {
    let budget = snapshot.budget.map_or(tr!("no budget").to_owned(), |budget| tr!("budget {}", money.full(budget)));
    let counted = |files: &[String], what: &str| (!files.is_empty()).then(|| format!("{} {what}", files.len()));
    let decided = [Some(budget), counted(&snapshot.must, tr!("must")), counted(&snapshot.excluded, tr!("excluded"))];
    decided.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
