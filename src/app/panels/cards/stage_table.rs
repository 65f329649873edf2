//! The numbers of all stages side by side: a column a stage, a row a number, each typed where it stands. What else there is
//! to an estimate, its range and what supports it, is edited above, for the number that is chosen.

use egui::{Align, Align2, Rect, Response, ScrollArea, Ui, pos2, vec2};

use super::lines::lines;
use crate::app::results::Recompute;
use crate::app::state::StageCell;
use crate::app::widgets::{base_number_ui, whole_number_ui};
use crate::format;
use crate::language::{text, tr, tr_noop};
use crate::paint::theme::{Tokens, regular_font, semibold_font};
use crate::scenario::{Domain, Estimate, EstimatePath, PlanSettings, Stage, StageField, path};

/// A row: one estimate that every stage has.
pub struct StageEstimate {
    /// As the table says it.
    pub short: &'static str,
    /// As its field says it.
    pub label: &'static str,
    /// Its place in the path.
    pub field: StageField,
    /// What it may be.
    pub domain: Domain,
    /// Of a stage.
    pub estimate: fn(&Stage) -> &Estimate,
    /// Of a stage, to be edited.
    pub estimate_mut: fn(&mut Stage) -> &mut Estimate,
}

/// Every row, from top to bottom.
pub const ESTIMATES: [StageEstimate; 7] = [
    StageEstimate {
        short: tr_noop!("requests a month"),
        label: tr_noop!("requests a month"),
        field: StageField::Requests,
        domain: Domain::Positive,
        estimate: |stage| &stage.requests,
        estimate_mut: |stage| &mut stage.requests,
    },
    StageEstimate {
        short: tr_noop!("context"),
        label: tr_noop!("context, times the prototype’s"),
        field: StageField::Context,
        domain: Domain::NonNegative,
        estimate: |stage| &stage.context,
        estimate_mut: |stage| &mut stage.context,
    },
    StageEstimate {
        short: tr_noop!("calls"),
        label: tr_noop!("calls, times the prototype’s"),
        field: StageField::Calls,
        domain: Domain::NonNegative,
        estimate: |stage| &stage.calls,
        estimate_mut: |stage| &mut stage.calls,
    },
    StageEstimate {
        short: tr_noop!("load at peak"),
        label: tr_noop!("load at peak, times the average"),
        field: StageField::Peak,
        domain: Domain::AtLeastOne,
        estimate: |stage| &stage.peak,
        estimate_mut: |stage| &mut stage.peak,
    },
    StageEstimate {
        short: tr_noop!("retries per call"),
        label: tr_noop!("retries per call"),
        field: StageField::RetryRate,
        domain: Domain::NonNegative,
        estimate: |stage| &stage.retry_rate,
        estimate_mut: |stage| &mut stage.retry_rate,
    },
    StageEstimate {
        short: tr_noop!("falls back"),
        label: tr_noop!("falls back, share of calls"),
        field: StageField::FallbackShare,
        domain: Domain::Share,
        estimate: |stage| &stage.fallback_share,
        estimate_mut: |stage| &mut stage.fallback_share,
    },
    StageEstimate {
        short: tr_noop!("people"),
        label: tr_noop!("people who have it"),
        field: StageField::Users,
        domain: Domain::NonNegative,
        estimate: |stage| &stage.users,
        estimate_mut: |stage| &mut stage.users,
    },
];

/// As the row of the months is called.
const MONTH: &str = tr_noop!("starts in month");
/// The height of a cell.
const CELL: f32 = 24.0;
/// The height of the name of a row, where it stands above its cells.
const ABOVE: f32 = 15.0;
/// The least and the greatest width of a column that its contents ask for.
const COLUMN: (f32, f32) = (40.0, 120.0);
/// Around what is written in the field of a cell.
const AROUND_TEXT: f32 = 2.0;
/// Around what a cell says.
const PADDING: f32 = 6.0;

/// Shows the table over the available width and has `chosen` follow; scrolls sideways where it is too wide.
pub fn show(ui: &mut Ui, stages: &mut [Stage], computed: &Recompute, chosen: &mut StageCell) {
    let columns: Vec<f32> = stages.iter().map(|stage| column_width(ui, stage)).collect();
    let available = ui.available_width();
    let needed: f32 = columns.iter().sum();
    let names = std::iter::once(MONTH).chain(ESTIMATES.iter().map(|row| row.short));
    let names_width = names.map(|name| text_width(ui, text(name), regular_font(11.5))).fold(0.0, f32::max) + 2.0;
    // Beside their cells where that leaves room for them, else above.
    let beside = if names_width + needed <= available { names_width } else { 0.0 };
    // Nobody has to hunt for the other end of a line in a wide panel.
    let spare = ((available - beside - needed) / columns.len().max(1) as f32).clamp(0.0, 24.0);
    let table = StageTable { beside, columns: columns.into_iter().map(|width| width + spare).collect() };
    ScrollArea::horizontal().auto_shrink([false, true]).show(ui, |ui| table.show(ui, stages, computed, chosen));
}

/// As wide as the widest of what it says.
fn column_width(ui: &Ui, stage: &Stage) -> f32 {
    let written = |row: &StageEstimate| {
        let base = (row.estimate)(stage).base();
        if row.domain == Domain::Share { format::typed_percent(base) } else { format::typed(base) }
    };
    // As wide as most volumes from the start, so that a drag past 100,000 moves nothing.
    let usual = text_width(ui, "000,000", regular_font(12.5)) + AROUND_TEXT;
    let values = ESTIMATES.iter().map(|row| text_width(ui, &written(row), regular_font(12.5)) + AROUND_TEXT);
    let widest = values.fold(text_width(ui, &stage.name, semibold_font(11.5)).max(usual), f32::max);
    (widest + PADDING).clamp(COLUMN.0, COLUMN.1)
}

fn text_width(ui: &Ui, text: &str, font: egui::FontId) -> f32 {
    ui.painter().layout_no_wrap(text.to_owned(), font, egui::Color32::PLACEHOLDER).size().x
}

/// Where everything lies.
struct StageTable {
    /// The width of the names beside their rows; 0 where they stand above.
    beside: f32,
    columns: Vec<f32>,
}

impl StageTable {
    fn show(&self, ui: &mut Ui, stages: &mut [Stage], computed: &Recompute, chosen: &mut StageCell) {
        let tokens = Tokens::of(ui.ctx());
        let painter = ui.painter().clone();
        let titles: Vec<_> = stages
            .iter()
            .zip(&self.columns)
            .map(|(stage, width)| lines(&painter, &stage.name, semibold_font(11.5), tokens.text, width - PADDING))
            .collect();
        let title_height = titles.iter().map(|title| title.size().y).fold(0.0, f32::max) + 6.0;
        let row_height = if 0.0 < self.beside { CELL } else { CELL + ABOVE };
        let width = self.beside + self.columns.iter().sum::<f32>();
        let height = title_height + row_height * (ESTIMATES.len() + 1) as f32;
        let (_, rect) = ui.allocate_space(vec2(width, height));
        let row_top = |row: usize| rect.top() + title_height + row_height * row as f32;
        for (row, name) in std::iter::once(MONTH).chain(ESTIMATES.iter().map(|row| row.short)).enumerate() {
            self.row_name(ui, rect, row_top(row), text(name));
        }
        let mut left = rect.left() + self.beside;
        let mut title_left = left;
        for (title, width) in titles.into_iter().zip(&self.columns) {
            let at = pos2(title_left + (width - title.size().x) / 2.0, rect.top() + 2.0);
            painter.galley(at, title, tokens.text);
            title_left += width;
        }
        // Row by row, as tables are read.
        let cells_top = |row: usize| row_top(row) + row_height - CELL;
        for (stage, width) in stages.iter_mut().zip(&self.columns) {
            let cell = Rect::from_min_size(pos2(left, cells_top(0)), vec2(*width, CELL));
            month_ui(ui, cell, stage, computed);
            left += width;
        }
        for (row, estimate) in ESTIMATES.iter().enumerate() {
            let mut left = rect.left() + self.beside;
            for ((place, stage), width) in stages.iter_mut().enumerate().zip(&self.columns) {
                let cell = Rect::from_min_size(pos2(left, cells_top(row + 1)), vec2(*width, CELL));
                let here = StageCell { stage: place, field: estimate.field };
                if cell_ui(ui, cell, estimate, stage, *chosen == here, computed) {
                    *chosen = here;
                }
                left += width;
            }
        }
    }

    /// The name of a row stays in sight, wherever its cells are scrolled to.
    fn row_name(&self, ui: &Ui, rect: Rect, top: f32, name: &str) {
        let tokens = Tokens::of(ui.ctx());
        let painter = ui.painter();
        let left = ui.clip_rect().left().max(rect.left());
        if 0.0 < self.beside {
            let at = pos2(left, top + CELL / 2.0);
            painter.text(at, Align2::LEFT_CENTER, name, regular_font(11.5), tokens.muted);
        } else {
            painter.text(pos2(left, top + 1.0), Align2::LEFT_TOP, name, regular_font(11.5), tokens.muted);
        }
    }
}

/// A field in a cell, called by its row and its stage.
fn field_ui(ui: &mut Ui, cell: Rect, name: String, is_wrong: bool, add: impl FnOnce(&mut Ui) -> Response) -> Response {
    let builder = egui::UiBuilder::new().id_salt(&name).max_rect(cell.shrink2(vec2(2.0, 1.0)));
    let field = ui.scope_builder(builder, |ui| {
        ui.spacing_mut().button_padding = vec2(4.0, 1.0);
        ui.spacing_mut().interact_size = vec2(cell.width() - 6.0, CELL - 4.0);
        if is_wrong {
            ui.visuals_mut().override_text_color = Some(Tokens::of(ui.ctx()).problem);
        }
        ui.name_inputs(name, |ui| ui.with_layout(egui::Layout::right_to_left(Align::Center), add).inner)
    });
    let response = field.inner;
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response
}

fn month_ui(ui: &mut Ui, cell: Rect, stage: &mut Stage, computed: &Recompute) {
    let is_wrong = is_wrong(computed, &format!("{}.month", path::stage(&stage.name)));
    let name = format!("{}, {}", text(MONTH), stage.name);
    field_ui(ui, cell, name, is_wrong, |ui| whole_number_ui(ui, &mut stage.month, [0, PlanSettings::LONGEST_HORIZON]));
}

/// One number; returns whether it was chosen.
fn cell_ui(
    ui: &mut Ui,
    cell: Rect,
    row: &StageEstimate,
    stage: &mut Stage,
    is_chosen: bool,
    computed: &Recompute,
) -> bool {
    let path = EstimatePath::stage(&stage.name, row.field);
    let name = tr!("{} at {}", text(row.short), stage.name);
    if is_chosen {
        let tokens = Tokens::of(ui.ctx());
        ui.painter().rect_filled(cell.shrink(1.0), 5.0, tokens.hover);
    }
    let response = field_ui(ui, cell, name, is_wrong(computed, &path), |ui| {
        let estimate = (row.estimate_mut)(stage);
        base_number_ui(ui, &path, estimate, row.domain, &|estimate, value| estimate.moved_to(row.domain, value))
    });
    response.gained_focus() || response.clicked() || response.drag_started()
}

fn is_wrong<P: PartialEq<str>>(computed: &Recompute, place: &P) -> bool {
    computed.problems.iter().any(|problem| *place == *problem.path)
}
