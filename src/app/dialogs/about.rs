//! What this program is, which version of it, what it is made from, and where it keeps things.

use std::path::Path;

use egui::{Grid, Label, RichText, Ui, vec2};

use super::{Reply, heading, suggested};
use crate::day::local_day;
use crate::format;
use crate::language::{text, tr, tr_noop};
use crate::paint::theme::Tokens;
use crate::reference::Catalogue;

const WIDTH: f32 = 560.0;

/// Where a page keeps things, and what it cannot do.
const IN_A_PAGE: (&str, &str) = (
    tr_noop!(
        "this browser, a few megabytes, until its data of this page are removed; a tab that is killed loses what was edited in \
     its last half second"
    ),
    tr_noop!(
        "Nothing leaves it. Files are chosen or dropped, and what is saved is downloaded. Folders, a ClickHouse and counting \
     tokens need the Breakeven program"
    ),
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
        let kept = tr!("unsaved work, backups, cards of your own, settings of the window");
        let mut about = Self {
            rows: vec![
                (tr!("Version"), env!("CARGO_PKG_VERSION").to_owned()),
                (
                    tr!("Prices"),
                    tr!("{origin}, {models} models, as of {as_of}", origin, models, as_of = local_day(as_of)),
                ),
                (tr!("This plan"), path(file, tr!("in no file yet: Save asks where it should go"))),
                (tr!("Kept in"), path(kept_in, tr!("no folder: this user has none for data, so that nothing is kept"))),
                ("", if kept_in.is_some() { kept.to_owned() } else { tr!("which would be {kept}", kept) }),
                (tr!("Licence"), format!("Breakeven: {}", env!("CARGO_PKG_LICENSE").replace(" OR ", tr!(" or ")))),
                ("", tr!("Inter, the typeface: SIL Open Font License 1.1").to_owned()),
                ("", tr!("Phosphor, the icons: MIT").to_owned()),
                ("", tr!("LiteLLM, the list of prices: MIT").to_owned()),
            ],
        };
        if cfg!(target_arch = "wasm32") {
            about.rows.retain(|(name, _)| *name != tr!("Kept in"));
            about.rows.insert(3, (tr!("Kept in"), text(IN_A_PAGE.0).to_owned()));
            about.rows.insert(5, (tr!("In a page"), text(IN_A_PAGE.1).to_owned()));
        }
        about
    }

    pub(super) fn ui(&self, ui: &mut Ui) -> Reply {
        let tokens = Tokens::of(ui.ctx());
        ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 80.0));
        heading(ui, tr!("About Breakeven"));
        ui.add(Label::new(RichText::new(description()).color(tokens.muted)).wrap());
        ui.add_space(8.0);
        Grid::new("about").num_columns(2).min_row_height(18.0).spacing(vec2(18.0, 6.0)).show(ui, |ui| {
            for (name, text) in &self.rows {
                ui.label(RichText::new(*name).color(tokens.muted));
                ui.add(Label::new(text).wrap());
                ui.end_row();
            }
        });
        ui.add_space(10.0);
        if suggested(ui, tr!("Close")).clicked() { Reply::Close } else { Reply::Open }
    }
}

/// What the program is, as its package says it.
fn description() -> &'static str {
    tr!("A desktop workbench that plans what an AI use case costs from prototype to production, and whether it pays")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_package_says_the_same() {
        assert_eq!(super::description(), env!("CARGO_PKG_DESCRIPTION"));
    }
}
