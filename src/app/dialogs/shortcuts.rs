//! Every key, and what the pointer can do that no button says.

use egui::{Grid, RichText, ScrollArea, Ui, vec2};
use strum::IntoEnumIterator as _;

use crate::app::command::{Command, CommandGroup, key_name};
use crate::app::widgets::key_ui;
use crate::language::{text, tr_noop};
use crate::paint::theme::{Tokens, semibold_font};

/// What is done without a command: how, and what it does.
const GESTURES: [(&str, &[(&str, &str)]); 3] = [
    (
        tr_noop!("Sliders and numbers"),
        &[
            (tr_noop!("Drag"), tr_noop!("Move, and everything follows")),
            (tr_noop!("Shift+Drag"), tr_noop!("Move finely")),
            (tr_noop!("Double-click"), tr_noop!("Back to what was opened")),
            (tr_noop!("Left / Right"), tr_noop!("Move the slider in focus by a step")),
            (tr_noop!("Shift+Left / Right"), tr_noop!("By a tenth of a step")),
            ("12k, 1.5M, 40 %", tr_noop!("Type numbers as you say them")),
            ("10-20, 10-15-25", tr_noop!("Type a range, or low, likely and high")),
        ],
    ),
    (
        tr_noop!("In the workshop"),
        &[
            (tr_noop!("Left / Right"), tr_noop!("The chart before, the next one")),
            (tr_noop!("Esc"), tr_noop!("Back to building")),
        ],
    ),
    (
        tr_noop!("Everywhere"),
        &[
            (tr_noop!("Tab"), tr_noop!("To the next control")),
            (tr_noop!("Shift+Tab"), tr_noop!("To the one before")),
            (tr_noop!("Space / Enter"), tr_noop!("Press the control in focus")),
            (tr_noop!("Esc"), tr_noop!("Close what is open")),
            (tr_noop!("Hover"), tr_noop!("Where a figure comes from")),
            (tr_noop!("Drop a file"), tr_noop!("Open it")),
            (tr_noop!("Hold B"), tr_noop!("See the plan without strategies")),
            ("1 … 9", tr_noop!("Bring a snapshot back")),
            (tr_noop!("Ctrl+1 … 9"), tr_noop!("Take a snapshot under this number")),
        ],
    ),
];

/// The sheet in a dialog.
pub fn shortcuts_ui(ui: &mut Ui) {
    let commands = CommandGroup::iter().map(|group| (group.name(), keys_of(ui, group))).collect::<Vec<_>>();
    let gestures: [(&str, Vec<ShortcutRow>); 3] = GESTURES.map(|(name, rows)| {
        let rows = rows.iter().map(|(keys, what)| (vec![text(keys).to_owned()], text(what).to_owned()));
        (text(name), rows.collect())
    });
    let height = ui.ctx().content_rect().height() - 180.0;
    ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 36.0;
            ui.vertical(|ui| sections_ui(ui, &commands));
            ui.vertical(|ui| sections_ui(ui, &gestures));
        });
    });
}

type ShortcutRow = (Vec<String>, String);

/// The commands of a group that have keys.
fn keys_of(ui: &Ui, group: CommandGroup) -> Vec<ShortcutRow> {
    // Nine times the same is said once, beside the gestures.
    let is_one_of_nine =
        |command: &Command| matches!(command, Command::TakeSnapshot(Some(_)) | Command::RecallSnapshot(_));
    let commands = Command::listed_in(group).into_iter().filter(|command| !is_one_of_nine(command));
    let rows = commands.filter_map(|command| {
        let keys = [command.shortcut(), command.second_shortcut()].into_iter().flatten();
        let keys: Vec<String> = keys.map(|key| key_name(ui.ctx(), &key)).collect();
        (!keys.is_empty()).then(|| (keys, command.name().trim_end_matches('…').to_owned()))
    });
    rows.collect()
}

fn sections_ui(ui: &mut Ui, sections: &[(&str, Vec<ShortcutRow>)]) {
    let tokens = Tokens::of(ui.ctx());
    for (heading, rows) in sections.iter().filter(|(_, rows)| !rows.is_empty()) {
        ui.label(RichText::new(*heading).font(semibold_font(12.5)).color(tokens.muted));
        Grid::new(heading).num_columns(2).spacing(vec2(18.0, 6.0)).show(ui, |ui| {
            for (keys, what) in rows {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 4.0;
                    ui.set_min_width(150.0);
                    for key in keys {
                        key_ui(ui, key);
                    }
                });
                ui.label(what);
                ui.end_row();
            }
        });
        ui.add_space(10.0);
    }
}
