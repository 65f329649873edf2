//! The command palette: everything that can be done, found by a few letters of its name.

mod entries;
mod fuzzy;

use egui::text::{LayoutJob, TextFormat};
use egui::{Align2, Key, Modifiers, Rect, Response, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, vec2};

use crate::app::command::{Command, CommandGroup, key_name};
use crate::app::document::Session;
use crate::app::state::UiState;
use crate::app::state::settings::Settings;
use crate::app::widgets::paint_key;
use crate::language::tr;
use crate::paint::theme::{Tokens, regular_font, semibold_font};
use fuzzy::Query;

pub use entries::{PaletteEntry, entries};

const WIDTH: f32 = 640.0;
const ROW: f32 = 30.0;
/// How much better a number must fit than anything else.
const LEAD: i32 = 16;
/// So many rows a page.
const PAGE: isize = 10;

/// The palette while it is open.
#[derive(Debug)]
pub struct Palette {
    entries: Vec<PaletteEntry>,
    /// How many of them, at the front, were used lately.
    recent: usize,
    query: String,
    /// What fits the query, the best first.
    found: Vec<PaletteMatch>,
    selected: usize,
}

/// An entry that fits what was typed.
#[derive(Debug)]
struct PaletteMatch {
    entry: usize,
    /// Which letters of its name were typed.
    places: Vec<usize>,
}

/// What became of the palette in a frame.
#[derive(Debug, PartialEq)]
pub enum PaletteChoice {
    /// Nothing yet.
    Open,
    /// This, called so.
    Run(Box<Command>, String),
    /// Nothing, never mind.
    Close,
}

impl Palette {
    /// Everything that is possible now; what was used lately comes first.
    pub fn new(
        session: &Session,
        ui_state: &UiState,
        settings: &Settings,
        is_possible: impl Fn(&Command) -> bool,
    ) -> Self {
        let entries = entries(session, ui_state, settings, is_possible);
        let place = |entry: &PaletteEntry| settings.recent_commands.iter().position(|name| *name == entry.name);
        let (mut recent, others): (Vec<PaletteEntry>, Vec<PaletteEntry>) =
            entries.into_iter().partition(|entry| place(entry).is_some());
        recent.sort_by_key(place);
        let mut palette = Self {
            recent: recent.len(),
            entries: recent.into_iter().chain(others).collect(),
            query: String::new(),
            found: Vec::new(),
            selected: 0,
        };
        palette.search();
        palette
    }

    /// Numbers and words are too many to be read through: they are found by typing.
    fn search(&mut self) {
        self.selected = 0;
        let entries = self.entries.iter().enumerate();
        if self.query.trim().is_empty() {
            let is_many =
                |entry: &PaletteEntry| matches!(entry.command.group(), CommandGroup::Number | CommandGroup::Term);
            let shown = entries.filter(|(place, entry)| *place < self.recent || !is_many(entry));
            self.found = shown.map(|(entry, _)| PaletteMatch { entry, places: Vec::new() }).collect();
            return;
        }
        let mut query = Query::new(&self.query);
        let mut fits: Vec<_> = entries.filter_map(|(place, entry)| Some((place, query.fit(&entry.name)?))).collect();
        // There are many numbers, and more words: what else fits about as well is what is meant.
        let lead = |place: &usize| match self.entries[*place].command.group() {
            CommandGroup::Term => -LEAD,
            CommandGroup::Number => 0,
            _ => LEAD,
        };
        fits.sort_by_key(|(place, fit)| std::cmp::Reverse(fit.score + lead(place)));
        // Letters that are strewn over a long name are no answer where another name has them together.
        let least = fits.first().map_or(0, |(_, best)| best.score / 2);
        fits.retain(|(_, fit)| least <= fit.score);
        self.found = fits.into_iter().map(|(entry, fit)| PaletteMatch { entry, places: fit.places }).collect();
    }

    /// Shows it in a dialog.
    pub fn show(&mut self, ui: &mut Ui) -> PaletteChoice {
        let tokens = Tokens::of(ui.ctx());
        ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 80.0));
        let before = self.selected;
        let is_entered = self.keys(ui);
        if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::K)) {
            return PaletteChoice::Close;
        }
        let field = TextEdit::singleline(&mut self.query).hint_text(tr!("Type what you want to do or to see"));
        let field = ui.add(field.desired_width(f32::INFINITY).font(regular_font(15.0)).margin(vec2(10.0, 8.0)));
        if field.changed() {
            self.search();
        }
        field.request_focus();
        ui.add_space(4.0);
        let mut chosen = is_entered.then_some(self.selected);
        let mut selected_row = None;
        let height = (ui.ctx().content_rect().height() * 0.55).min(460.0);
        ScrollArea::vertical().auto_shrink([false, false]).max_height(height).min_scrolled_height(height).show(
            ui,
            |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.set_max_width(ui.available_width() - 8.0);
                if self.found.is_empty() {
                    ui.add_space(8.0);
                    ui.label(egui::RichText::new(tr!("Nothing is called that: try fewer letters")).color(tokens.muted));
                }
                for (place, found) in self.found.iter().enumerate() {
                    self.heading_ui(ui, place);
                    let row = row_ui(ui, &self.entries[found.entry], &found.places, place == self.selected);
                    if place == self.selected {
                        selected_row = Some(row.id);
                        if self.selected != before || field.changed() {
                            row.scroll_to_me(None);
                        }
                    }
                    if row.clicked() {
                        chosen = Some(place);
                    }
                }
            },
        );
        ui.ctx().accesskit_node_builder(field.id, |node| {
            // A hint is a name only while the field is empty.
            node.set_label(tr!("Search commands"));
            if let Some(row) = selected_row {
                node.set_active_descendant(row.accesskit_id());
            }
        });
        let entry = chosen.and_then(|place| self.found.get(place)).map(|found| &self.entries[found.entry]);
        let run = |entry: &PaletteEntry| PaletteChoice::Run(Box::new(entry.command.clone()), entry.name.clone());
        entry.map_or(PaletteChoice::Open, run)
    }

    /// Arrows and pages move the choice; Enter takes it. Taken before the field sees them.
    fn keys(&mut self, ui: &mut Ui) -> bool {
        let moves = [(Key::ArrowDown, 1), (Key::ArrowUp, -1), (Key::PageDown, PAGE), (Key::PageUp, -PAGE)];
        for (key, by) in moves {
            let times = ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
            let last = self.found.len().saturating_sub(1);
            self.selected = self.selected.saturating_add_signed(by * times as isize).min(last);
        }
        ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
    }

    /// The name of a group above its first entry, while everything is listed.
    fn heading_ui(&self, ui: &mut Ui, place: usize) {
        if !self.query.trim().is_empty() {
            return;
        }
        let heading = |place: usize| match &self.found[place] {
            PaletteMatch { entry, .. } if *entry < self.recent => tr!("Recently used"),
            PaletteMatch { entry, .. } => self.entries[*entry].command.group().name(),
        };
        if place == 0 || heading(place - 1) != heading(place) {
            ui.add_space(if place == 0 { 2.0 } else { 8.0 });
            let muted = Tokens::of(ui.ctx()).muted;
            ui.label(egui::RichText::new(heading(place)).font(semibold_font(11.5)).color(muted));
            ui.add_space(2.0);
        }
    }
}

/// One entry: its name with what was typed in it, its detail, its key.
fn row_ui(ui: &mut Ui, entry: &PaletteEntry, places: &[usize], is_selected: bool) -> Response {
    let tokens = Tokens::of(ui.ctx());
    // The field keeps the focus: rows are for the pointer, and for those who are told which one is chosen.
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, true, &entry.name));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_selected(is_selected);
        node.set_description(&*entry.detail);
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let painter = ui.painter_at(rect);
    if is_selected || response.hovered() {
        painter.rect_filled(rect, 6.0, tokens.hover);
    }
    if is_selected {
        let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        painter.rect_filled(bar.shrink2(vec2(0.0, 5.0)), 1.5, tokens.text);
    }
    let end = rect.right_center() - vec2(10.0, 0.0);
    let last = match entry.command.shortcut() {
        Some(key) => paint_key(ui, &key_name(ui.ctx(), &key), end),
        None => {
            let group = entry.command.group().name();
            painter.text(end, Align2::RIGHT_CENTER, group, regular_font(11.5), tokens.muted)
        }
    };
    let mut job = LayoutJob::default();
    for (place, letter) in entry.name.chars().enumerate() {
        let is_typed = places.binary_search(&place).is_ok();
        let (font, color) =
            if is_typed { (semibold_font(13.5), tokens.focus) } else { (regular_font(13.5), tokens.text) };
        job.append(letter.encode_utf8(&mut [0; 4]), 0.0, TextFormat::simple(font, color));
    }
    job.append(&entry.detail, 10.0, TextFormat::simple(regular_font(12.0), tokens.muted));
    let left = rect.left() + 10.0;
    job.wrap = egui::text::TextWrapping::truncate_at_width((last.left() - 8.0 - left).max(10.0));
    let galley = painter.layout_job(job);
    let at = Align2::LEFT_CENTER.anchor_size(egui::pos2(left, rect.center().y), galley.size());
    painter.galley(at.min, galley, tokens.text);
    response
}
