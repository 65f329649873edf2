//! Tooltips that leave in sight what they explain: beside the list of cards or levers, never on top of it. Leaves out what
//! they say.

use egui::{Context, Id, Rect, RectAlign, Response, Tooltip};

/// Where the lists at the sides of the window are.
#[derive(Clone, Debug, Default)]
struct SidePanels(Vec<Rect>);

fn known() -> Id {
    Id::unique("panels at the sides")
}

/// Says where they are in this pass.
pub fn tell_side_panels(context: &Context, panels: impl IntoIterator<Item = Rect>) {
    let panels = SidePanels(panels.into_iter().collect());
    context.data_mut(|data| data.insert_temp(known(), panels));
}

/// The tooltip of something that is pointed at: of what is in a panel at a side, in the middle of the window; of anything
/// else where egui places it.
pub fn tooltip(response: &Response) -> Tooltip<'_> {
    beside(response, Tooltip::for_enabled(response))
}

/// Another tooltip in the same place.
pub(super) fn beside<'a>(response: &Response, mut tooltip: Tooltip<'a>) -> Tooltip<'a> {
    let panels = response.ctx.data(|data| data.get_temp::<SidePanels>(known())).unwrap_or_default();
    let is_below_all = response.layer_id == egui::LayerId::background();
    let panel = panels.0.into_iter().find(|panel| is_below_all && panel.contains(response.rect.center()));
    if let Some(panel) = panel {
        let line = Rect::from_x_y_ranges(panel.x_range(), response.rect.y_range());
        let aligns = &[RectAlign::RIGHT_START, RectAlign::LEFT_START, RectAlign::RIGHT_END, RectAlign::LEFT_END];
        tooltip.popup = tooltip.popup.anchor(line).align(RectAlign::RIGHT_START).align_alternatives(aligns);
    }
    tooltip
}
