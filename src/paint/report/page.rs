//! Paints the pieces of a page, and its foot.

use egui::{Align2, Stroke, Ui, UiBuilder, pos2};

use super::flow::{Fragment, Piece};
use super::typesetter::MARGIN;
use crate::day::local_day;
use crate::export::Report;
use crate::paint::chart::chart_ui;
use crate::paint::chart_look::{ChartLook, NO_EXPLANATION};
use crate::paint::tagged::{Role, TaggedRun};
use crate::paint::text;
use crate::paint::theme::{Tokens, regular_font};

const FOOT: f32 = 8.5;
const LABEL: f32 = 8.5;

/// Paints a page; `number` is its own and that of the last. Returns what its shapes are, in the order in which they are read.
pub fn page_ui(ui: &mut Ui, report: &Report, pieces: &[Piece<'_>], [number, last]: [usize; 2]) -> Vec<TaggedRun> {
    let tokens = Tokens::of(ui.ctx());
    let painter = ui.painter().clone();
    let page = ui.ctx().content_rect();
    painter.rect_filled(page, 0.0, tokens.surface);
    let mut runs = Vec::new();
    let mut begun = 0;
    let mut end_run = |ui: &Ui, role: Role| {
        let ended =
            ui.ctx().graphics(|graphics| graphics.get(ui.layer_id()).map_or(0, |list| list.all_entries().len()));
        runs.push(TaggedRun { shapes: begun..ended, role });
        begun = ended;
    };
    end_run(ui, Role::Decoration);
    for (place, Piece { role, fragment }) in pieces.iter().enumerate() {
        match fragment {
            Fragment::Text(at, galley) => {
                painter.galley(*at, std::sync::Arc::clone(galley), tokens.text);
            }
            Fragment::Rule(left, right, y) => {
                painter.hline(*left..=*right, *y, Stroke::new(0.5, tokens.border));
            }
            Fragment::Fill(rect) => {
                painter.rect_filled(*rect, 4.0, tokens.canvas);
            }
            Fragment::Chart(rect, chart) => {
                let look = ChartLook { text_size: LABEL, logarithmic: true, interactive: false };
                let mut inside = ui.new_child(UiBuilder::new().id_salt((number, place)).max_rect(*rect));
                // Whatever it holds, it stays off the text around it.
                inside.shrink_clip_rect(rect.expand(4.0));
                chart_ui(&mut inside, chart, rect.size(), &look, NO_EXPLANATION);
            }
        }
        end_run(ui, role.clone());
    }
    let y = page.bottom() - 36.0;
    let font = regular_font(FOOT);
    let day = report.date.as_deref().map(local_day);
    let about = [Some(&*report.title), day.as_deref(), Some(&*report.footer)];
    let about: Vec<&str> = about.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let right = pos2(page.right() - MARGIN, y);
    let place = painter.text(right, Align2::RIGHT_CENTER, format!("{number} / {last}"), font.clone(), tokens.muted);
    let room = place.left() - MARGIN - 12.0;
    let about = text::wrapped(&painter, &about.join(" · "), font, tokens.muted, room, 1);
    painter.galley(pos2(MARGIN, y - 0.5 * about.size().y), about, tokens.muted);
    end_run(ui, Role::Decoration);
    runs
}
