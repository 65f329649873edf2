//! The three ideas to leave with: a few words each in the status line, a click away from the chart that shows it.

use egui::{Ui, vec2};

use super::reply::Reply;
use crate::app::command::Command;
use crate::app::command::targets::Destination;
use crate::artifacts::{Artifact, PictureFormat};
use crate::charts::Chart;
use crate::language::tr;
use crate::paint::{ChartLook, Clicked, ExplainFn, chart_ui, heading_ui};

/// The chart of an idea, as large as the window allows, and what can be done with it.
pub fn key_message_ui(ui: &mut Ui, chart: &Chart, explain: ExplainFn<'_>) -> Reply {
    let room = ui.ctx().content_rect().size() - vec2(120.0, 190.0);
    let size = room.min(vec2(980.0, 440.0)).max(vec2(420.0, 200.0));
    ui.set_width(size.x);
    let look = ChartLook { text_size: 15.0, interactive: true, ..ChartLook::default() };
    heading_ui(ui, &chart.head, &look);
    ui.add_space(10.0);
    let mut reply = Reply::Open;
    if let Some(Clicked::Estimate(path)) = chart_ui(ui, chart, size, &look, explain) {
        reply = Reply::Do(Command::GoTo(Destination::Estimate(path)));
    }
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        let commands = |key| [Command::Export(Artifact::Picture(key, PictureFormat::Png)), Command::CopyPicture(key)];
        for command in chart.key().of_plan().into_iter().flat_map(commands) {
            if ui.button(command.name()).clicked() {
                reply = Reply::Do(command);
            }
        }
        if ui.button(tr!("Close")).clicked() {
            reply = Reply::Close;
        }
    });
    reply
}
