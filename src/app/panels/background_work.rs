//! What goes on beside the window, in its corner: files being read and files being written, each with its progress.

use egui::{Align2, Area, Button, Context, Frame, Id, Label, Margin, Order, ProgressBar, RichText, Ui, vec2};

use crate::app::document::opening::Opening;
use crate::format;
use crate::language::tr;
use crate::paint::theme::{Tokens, semibold_font, text_scale};

/// The corner that is kept for it.
pub fn corner_ui(context: &Context, add_contents: impl FnOnce(&mut Ui)) {
    let area = Area::new(Id::unique("background work")).order(Order::Middle).accessible_name(tr!("In the background"));
    area.anchor(Align2::RIGHT_BOTTOM, vec2(-16.0, -40.0)).show(context, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        add_contents(ui);
    });
}

/// One piece of work among it.
pub fn work_ui<R>(ui: &mut Ui, add_contents: impl FnOnce(&mut Ui) -> R) -> R {
    let tokens = Tokens::of(ui.ctx());
    let frame = Frame::popup(ui.style()).fill(tokens.surface).inner_margin(Margin::symmetric(16, 14));
    let width = (380.0 * text_scale(ui)).min(ui.ctx().content_rect().width() - 80.0);
    let contents = |ui: &mut Ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 4.0;
        add_contents(ui)
    };
    frame.show(ui, contents).inner
}

/// What it is and how far, as a share; without one where that is not known.
pub fn progress_ui(ui: &mut Ui, heading: &str, label: &str, share: Option<f32>, below: &str) {
    let tokens = Tokens::of(ui.ctx());
    ui.add(Label::new(RichText::new(heading).font(semibold_font(14.0 * text_scale(ui)))).truncate());
    if let Some(share) = share {
        ui.visuals_mut().extreme_bg_color = tokens.border;
        let bar = ui.add(ProgressBar::new(share).desired_height(6.0).fill(tokens.primary));
        ui.ctx().accesskit_node_builder(bar.id, |node| node.set_label(label));
    }
    ui.add(Label::new(RichText::new(below).color(tokens.muted)).truncate());
}

/// How far the files are that are being read. Returns whether nobody wants them any more.
pub fn opening_ui(ui: &mut Ui, opening: &Opening) -> bool {
    work_ui(ui, |ui| {
        let progress = opening.progress.bytes();
        let share = progress.map(|(read, total)| (read as f64 / total as f64).min(1.0) as f32);
        let below = progress.map_or(tr!("its disk takes its time").to_owned(), |(read, total)| {
            let megabytes = |bytes: u64| format::count((bytes as f64 * 1e-6).ceil());
            tr!("{} of {} MB", megabytes(read), megabytes(total))
        });
        progress_ui(ui, &tr!("Reading {}", opening.name), tr!("Bytes read"), share, &below);
        ui.add(Button::new(tr!("Cancel"))).clicked()
    })
}
