//! Chooses a model of the catalogue: search as you type, prices beside each, by pointer or by keyboard.

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align2, Id, Key, Modifiers, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, TextEdit, TextFormat, Ui,
    WidgetInfo, pos2, vec2,
};

use super::layout::{ToolContext, ToolResponse, buttons_ui, catalogue_heading_ui, list_height, muted, price};
use crate::app::command::targets::ModelUse;
use crate::app::widgets::icon;
use crate::day::local_day;
use crate::format;
use crate::language::{text, tr, tr_noop};
use crate::paint::theme::{Tokens, regular_font, semibold_font};
use crate::reference::{Catalogue, ListedModel, Offer, offers, provider_name, search_offers};

/// What is being chosen.
pub(crate) struct ModelPicker {
    place: ModelUse,
    typed: String,
    /// Of which catalogue, what was typed, and what was found.
    found: Option<(Arc<Catalogue>, String, Vec<Found>)>,
    /// The row that Enter takes.
    marked: usize,
    /// Whether the marked row is to be brought into sight.
    shows_mark: bool,
    /// The first row in sight, and how many are.
    in_sight: (usize, usize),
}

/// What can be chosen.
#[derive(Clone, Copy)]
enum Found {
    /// By the token: by place in the catalogue.
    Listed(usize),
    /// By the unit of throughput: by place among the offers.
    Offered(usize),
}

const ROW: f32 = 42.0;
/// The right ends of the columns, from the right edge.
const COLUMNS: [(&str, f32); 5] = [
    (tr_noop!("input"), 336.0),
    (tr_noop!("output"), 256.0),
    (tr_noop!("cache read"), 168.0),
    (tr_noop!("cache write"), 82.0),
    (tr_noop!("batched"), 12.0),
];
/// Where the columns begin.
const COLUMNS_WIDTH: f32 = 400.0;

impl ModelPicker {
    pub(crate) fn new(place: ModelUse) -> Self {
        Self { place, typed: String::new(), found: None, marked: 0, shows_mark: false, in_sight: (0, 1) }
    }

    /// Shows it.
    pub(crate) fn ui(&mut self, ui: &mut Ui, tool_context: &mut ToolContext<'_>) -> ToolResponse {
        catalogue_heading_ui(
            ui,
            &self.place.title(tool_context.scenario),
            tool_context.catalogue,
            tool_context.commands,
        );
        let (moved, entered) = self.search_ui(ui);
        let found = self.find(tool_context);
        self.marked = (self.marked as isize + moved).clamp(0, found.len().max(1) as isize - 1) as usize;
        self.shows_mark |= moved != 0;
        let clicked = self.rows_ui(ui, tool_context, &found);
        let chosen = clicked.or_else(|| found.get(self.marked).copied().filter(|_| entered));
        if let Some(chosen) = chosen {
            let key = match chosen {
                Found::Listed(place) => {
                    tool_context.catalogue.models[place].add_to(tool_context.scenario, &tool_context.catalogue.as_of)
                }
                Found::Offered(place) => offers()[place].add_to(tool_context.scenario),
            };
            self.place.set(tool_context.scenario, key);
            return ToolResponse::Done;
        }
        buttons_ui(ui, |ui| {
            let stays = if ui.button(tr!("Cancel")).clicked() { ToolResponse::Done } else { ToolResponse::Open };
            ui.label(
                muted(ui, tr!("The price is copied into the scenario and stays as it is until you check prices. For throughput by the unit, search “provisioned”")).small(),
            );
            stays
        })
    }

    /// The search field. Returns by how many rows the mark moves, and whether the marked row was entered.
    fn search_ui(&mut self, ui: &mut Ui) -> (isize, bool) {
        let id = Id::unique("model search");
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        let page = self.in_sight.1 as isize;
        let (moved, entered) = ui.input_mut(|input| {
            if !has_focus {
                return (0, false);
            }
            let mut presses = |key| input.count_and_consume_key(Modifiers::NONE, key) as isize;
            let lines = presses(Key::ArrowDown) - presses(Key::ArrowUp);
            let pages = presses(Key::PageDown) - presses(Key::PageUp);
            (lines + pages * page, presses(Key::Enter) != 0)
        });
        let field = TextEdit::singleline(&mut self.typed).id(id).hint_text(tr!("Search by name or provider"));
        let field = ui.add(field.desired_width(f32::INFINITY));
        // A hint is a name only while the field is empty.
        ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(tr!("Search models")));
        if ui.memory(|memory| memory.focused().is_none()) {
            field.request_focus();
        }
        (moved, entered)
    }

    /// What fits what was typed, found anew when that or the catalogue has changed.
    fn find(&mut self, tool_context: &ToolContext<'_>) -> Vec<Found> {
        match &self.found {
            Some((of, typed, found)) if Arc::ptr_eq(of, tool_context.catalogue) && *typed == self.typed => {
                found.clone()
            }
            _ => {
                let listed = tool_context.catalogue.search(&self.typed, tool_context.today);
                let offered = search_offers(&self.typed).into_iter().map(Found::Offered);
                let found: Vec<Found> = listed.into_iter().map(Found::Listed).chain(offered).collect();
                self.found = Some((Arc::clone(tool_context.catalogue), self.typed.clone(), found.clone()));
                (self.marked, self.shows_mark) = (0, true);
                found
            }
        }
    }

    /// The rows. Returns the one that was clicked.
    fn rows_ui(&mut self, ui: &mut Ui, tool_context: &ToolContext<'_>, found: &[Found]) -> Option<Found> {
        columns_ui(ui);
        let height = list_height(ui);
        // As high for one as for a thousand, so that nothing moves while a name is typed.
        let area = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
        let mut area = area.auto_shrink([false, false]);
        if std::mem::take(&mut self.shows_mark) {
            // Scrolled as little as brings it into sight.
            let (first, rows) = self.in_sight;
            let first = first.clamp((self.marked + 1).saturating_sub(rows), self.marked);
            area = area.vertical_scroll_offset(first as f32 * ROW);
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut clicked = None;
        let shown = area.show_rows(ui, ROW, found.len(), |ui, rows| {
            if found.is_empty() {
                ui.add_space(8.0);
                ui.label(muted(ui, tr!("No model has such a name: type less of it, or load newer prices")));
            }
            for row in rows {
                let shown = match found[row] {
                    Found::Listed(place) => Row::of_model(&tool_context.catalogue.models[place], tool_context.today),
                    Found::Offered(place) => Row::of_offer(&offers()[place]),
                };
                if row_ui(ui, &shown, row == self.marked) {
                    clicked = Some(found[row]);
                }
            }
        });
        self.in_sight = ((shown.state.clamped_offset().y / ROW).ceil() as usize, ((height / ROW) as usize).max(1));
        clicked
    }
}

fn columns_ui(ui: &mut Ui) {
    let tokens = Tokens::of(ui.ctx());
    // The rows end before the scroll bar.
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width() - 6.0, 20.0), Sense::hover());
    for (name, from_right) in COLUMNS {
        let at = pos2(rect.right() - from_right, rect.center().y);
        ui.painter().text(at, Align2::RIGHT_CENTER, text(name), regular_font(11.5), tokens.muted);
    }
}

/// What a row says.
struct Row {
    name: String,
    /// What the columns say; nothing where it is not bought by the token.
    prices: Option<[String; 5]>,
    /// What else there is to know, and whether it is a warning.
    notes: Vec<(String, bool)>,
}

impl Row {
    fn of_model(model: &ListedModel, today: &str) -> Self {
        Self { name: model.name.clone(), prices: Some(prices(model)), notes: notes(model, today) }
    }

    fn of_offer(offer: &Offer) -> Self {
        let Offer { unit, increment, min_units, .. } = offer;
        let count = |units: u32| format::count(f64::from(units));
        let steps = if 1 < *increment { tr!(", by {}", count(*increment)) } else { String::new() };
        let notes = [
            provider_name(&offer.provider).to_owned(),
            tr!("{} a {unit} an hour", price(offer.unit_hour), unit),
            tr!("{} tokens a minute each", format::count(offer.tokens_per_minute)),
            tr!("a written token counts as {}", format::count(offer.output_weight)),
            tr!("at least {}{steps}", count(*min_units), steps),
            tr!("price of {}", local_day(&offer.as_of)),
        ];
        let name = format!("{}, {}", offer.model, offer.plan);
        Self { name, prices: None, notes: notes.map(|note| (note, false)).to_vec() }
    }
}

/// One model. Returns whether it was clicked.
fn row_ui(ui: &mut Ui, row: &Row, is_marked: bool) -> bool {
    let tokens = Tokens::of(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let Row { name, prices, notes } = row;
    response.widget_info(|| {
        let prices = prices.iter().flat_map(|prices| COLUMNS.iter().zip(prices));
        let prices = prices.map(|((name, _), price)| format!("{} {price}", text(name)));
        let spoken: Vec<String> = notes.iter().map(|(note, _)| note.clone()).chain(prices).collect();
        WidgetInfo::selected(Role::Button, true, is_marked, format!("{name}, {}", spoken.join(", ")))
    });
    let painter = ui.painter();
    if is_marked || response.hovered() {
        painter.rect_filled(rect, 6.0, tokens.hover);
    }
    if is_marked || response.has_focus() {
        painter.rect_stroke(rect.shrink(1.0), 6.0, Stroke::new(1.5, tokens.focus), StrokeKind::Inside);
    }
    let (left, right) = (rect.left() + 10.0, rect.right());
    let end = if prices.is_some() { right - COLUMNS_WIDTH } else { right - 12.0 };
    let name = [(name.clone(), TextFormat::simple(semibold_font(13.0), tokens.text))];
    line(ui, pos2(left, rect.top() + 5.0), end, name.into_iter());
    for ((_, from_right), price) in COLUMNS.iter().zip(prices.iter().flatten()) {
        let at = pos2(right - from_right, rect.top() + 5.0);
        painter.text(at, Align2::RIGHT_TOP, price, regular_font(13.0), tokens.text);
    }
    let format = |warns: bool| {
        let color = if warns { tokens.problem } else { tokens.muted };
        TextFormat::simple(regular_font(11.5), color)
    };
    let notes = notes.iter().enumerate().map(|(index, (note, warns))| {
        let sign = if *warns { format!("{} ", icon::PROBLEM) } else { String::new() };
        (if index == 0 { note.clone() } else { format!("  ·  {sign}{note}") }, format(*warns))
    });
    line(ui, pos2(left, rect.top() + 23.0), right - 12.0, notes);
    response.clicked()
}

/// Texts after one another that end in an ellipsis before they reach `right`.
fn line(ui: &Ui, at: egui::Pos2, right: f32, parts: impl Iterator<Item = (String, TextFormat)>) {
    let mut job = LayoutJob { break_on_newline: false, ..LayoutJob::default() };
    for (text, format) in parts {
        job.append(&text, 0.0, format);
    }
    job.wrap = TextWrapping::truncate_at_width((right - at.x).max(10.0));
    let galley = ui.painter().layout_job(job);
    let clip = Rect::from_min_max(at, pos2(right, at.y + ROW));
    ui.painter().with_clip_rect(clip.intersect(ui.clip_rect())).galley(at, galley, Tokens::of(ui.ctx()).muted);
}

/// What each column says.
fn prices(model: &ListedModel) -> [String; 5] {
    // A cache without a price of its own costs what input costs.
    let cache = |amount: Option<f64>| amount.map_or_else(|| tr!("as input").to_owned(), price);
    let discount = model.batch_discount();
    let batched = if 0.0 < discount { format::percent(-discount) } else { tr!("same").to_owned() };
    let price_now = model.price;
    [
        price(price_now.input),
        price(price_now.output),
        cache(price_now.cache_read),
        cache(price_now.cache_write),
        batched,
    ]
}

/// What else there is to know, and whether it is a warning.
fn notes(model: &ListedModel, today: &str) -> Vec<(String, bool)> {
    let mut notes = vec![(provider_name(model.provider).to_owned(), false)];
    if let Some(day) = &model.retires {
        let note = if model.is_retired(today) { tr!("retired {day}", day) } else { tr!("retires {day}", day) };
        notes.push((note, model.retires_within_a_year(today)));
    }
    if let Some(context) = model.context {
        notes.push((tr!("reads up to {} tokens", format::short_count(context as f64)), false));
    }
    if model.price.output == 0.0 {
        notes.push((tr!("writes nothing: an embedding").to_owned(), false));
    }
    notes.extend(model.tiers.iter().map(|tier| {
        let above = format::short_count(tier.above as f64);
        (
            tr!(
                "a prompt above {above} tokens: {} in, {} out",
                price(tier.price.input),
                price(tier.price.output),
                above
            ),
            false,
        )
    }));
    notes
}
