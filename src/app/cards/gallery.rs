//! The library of component cards, to add from.

use egui::{Button, RichText, ScrollArea, TextEdit, Ui};

use crate::app::view::{Card, View};
use crate::files::{Card as LibraryCard, cards};
use crate::paint::theme::{Tokens, semibold_font};
use crate::scenario::{Category, Component, Estimate, Line, Reversibility, Scenario};

/// The gallery, searchable and grouped; a click adds the card and opens it.
pub(super) fn gallery_ui(ui: &mut Ui, scenario: &mut Scenario, view: &mut View) {
    let tokens = Tokens::of(ui.ctx());
    ui.set_width(380.0);
    let id = ui.make_persistent_id("gallery search");
    let mut search = ui.data(|data| data.get_temp::<String>(id)).unwrap_or_default();
    // Menus are set tighter than this.
    ui.spacing_mut().button_padding = egui::vec2(8.0, 5.0);
    let search_field = TextEdit::singleline(&mut search).hint_text("Search cards").desired_width(f32::INFINITY);
    let field = ui.add(search_field.margin(egui::Margin::symmetric(8, 5)));
    // A hint is a name only while the field is empty.
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_label("Search cards"));
    let wanted = search.to_lowercase();
    ui.data_mut(|data| data.insert_temp(id, search));
    let library = library(ui);
    let mut group = "";
    let mut added = None;
    ScrollArea::vertical().max_height(440.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for card in library.iter().filter(|card| matches(card, &wanted)) {
            if card.group != group {
                group = &card.group;
                ui.add_space(6.0);
                ui.label(RichText::new(group).font(semibold_font(11.5)).color(tokens.muted));
            }
            let mut text = egui::text::LayoutJob::default();
            let name = egui::TextFormat::simple(semibold_font(13.0), tokens.text);
            let small = egui::TextFormat::simple(crate::paint::theme::regular_font(11.5), tokens.muted);
            text.append(&card.component.name, 0.0, name);
            text.append(&format!("\n{}", card.summary), 0.0, small);
            let button =
                Button::new(text).wrap().min_size(egui::vec2(ui.available_width(), 0.0)).frame_when_inactive(false);
            if ui.add(button).clicked() {
                added = Some(card.add_to(scenario));
            }
        }
        ui.add_space(6.0);
        if ui.add(Button::new("A blank card")).clicked() {
            added = Some(add_blank(scenario));
        }
    });
    if let Some(id) = added {
        view.open_card = Some(Card::Component(id));
        ui.close();
    }
}

/// The embedded cards, read once.
fn library(ui: &Ui) -> std::sync::Arc<Vec<LibraryCard>> {
    let id = egui::Id::unique("card library");
    ui.data(|data| data.get_temp(id)).unwrap_or_else(|| {
        let library = std::sync::Arc::new(cards());
        ui.data_mut(|data| data.insert_temp(id, std::sync::Arc::clone(&library)));
        library
    })
}

fn matches(card: &LibraryCard, wanted: &str) -> bool {
    let texts = [&card.component.name, &card.summary, &card.group];
    wanted.split_whitespace().all(|word| texts.iter().any(|text| text.to_lowercase().contains(word)))
}

fn add_blank(scenario: &mut Scenario) -> String {
    let id = scenario.free_component_id("card");
    scenario.components.push(Component {
        id: id.clone(),
        name: "New card".to_owned(),
        category: Category::Other,
        from_stage: 0,
        until_stage: None,
        enabled: true,
        setup_cost: Estimate::Exact(0.0),
        reversibility: Reversibility::Reversible,
        lines: vec![Line::monthly("Monthly fee".to_owned())],
    });
    id
}
