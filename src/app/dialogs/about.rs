//! What this program is, which version of it, what it is made from, and where it keeps things.

use std::path::Path;

use egui::{Grid, Label, RichText, Ui, vec2};

use super::{Reply, heading, suggested};
use crate::format;
use crate::paint::theme::Tokens;
use crate::reference::Catalogue;

const WIDTH: f32 = 560.0;

/// Where a page keeps things, and what it cannot do.
const IN_A_PAGE: (&str, &str) = (
    "this browser, a few megabytes, until its data of this page are removed; a tab that is killed loses what was edited in \
     its last half second",
    "Nothing leaves it. Files are chosen or dropped, and what is saved is downloaded. Folders, a ClickHouse and counting \
     tokens need the Breakeven program",
);

/// A line each: what it is, and what there is to say.
#[derive(Debug)]
pub struct About {
    rows: Vec<(&'static str, String)>,
}

impl About {
    /// Of the plan in a file, if it is in one, with what the user's data folder keeps.
    pub fn new(catalogue: &Catalogue, file: Option<&Path>, kept_in: Option<&Path>) -> Self {
        let Catalogue { origin, as_of, models } = catalogue;
        let models = format::count(models.len() as f64);
        let path = |path: Option<&Path>, none: &str| path.map_or(none.to_owned(), |path| path.display().to_string());
        let kept = "unsaved work, backups, cards of your own, settings of the window";
        let mut about = Self {
            rows: vec![
                ("Version", env!("CARGO_PKG_VERSION").to_owned()),
                ("Prices", format!("{origin}, {models} models, as of {as_of}")),
                ("This plan", path(file, "in no file yet: Save asks where it should go")),
                ("Kept in", path(kept_in, "no folder: this user has none for data, so that nothing is kept")),
                ("", if kept_in.is_some() { kept.to_owned() } else { format!("which would be {kept}") }),
                ("Licence", format!("Breakeven: {}", env!("CARGO_PKG_LICENSE").replace(" OR ", " or "))),
                ("", "Inter, the typeface: SIL Open Font License 1.1".to_owned()),
                ("", "Phosphor, the icons: MIT".to_owned()),
                ("", "LiteLLM, the list of prices: MIT".to_owned()),
            ],
        };
        if cfg!(target_arch = "wasm32") {
            about.rows.retain(|(name, _)| *name != "Kept in");
            about.rows.insert(3, ("Kept in", IN_A_PAGE.0.to_owned()));
            about.rows.insert(5, ("In a page", IN_A_PAGE.1.to_owned()));
        }
        about
    }

    pub(super) fn ui(&self, ui: &mut Ui) -> Reply {
        let tokens = Tokens::of(ui.ctx());
        ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 80.0));
        heading(ui, "About Breakeven");
        ui.add(Label::new(RichText::new(env!("CARGO_PKG_DESCRIPTION")).color(tokens.muted)).wrap());
        ui.add_space(8.0);
        Grid::new("about").num_columns(2).min_row_height(18.0).spacing(vec2(18.0, 6.0)).show(ui, |ui| {
            for (name, text) in &self.rows {
                ui.label(RichText::new(*name).color(tokens.muted));
                ui.add(Label::new(text).wrap());
                ui.end_row();
            }
        });
        ui.add_space(10.0);
        if suggested(ui, "Close").clicked() { Reply::Close } else { Reply::Open }
    }
}
