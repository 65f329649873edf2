//! Tools over the window, and the prices that they work with.

use std::path::Path;
use std::sync::Arc;

use egui::Context;

use crate::app::dialogs::Dialog;
use crate::app::dialogs::tools::{Tool, layout::ToolContext, layout::ToolResponse};
use crate::app::{App, Command};
use crate::language::tr;
use crate::reference::{Catalogue, CatalogueError};

impl App {
    /// Shows the tool that is open, unless a question stands before it.
    pub(crate) fn tool_ui(&mut self, context: &Context, commands: &mut Vec<Command>) {
        if self.dialog.is_some() {
            return;
        }
        let Some(tool) = &mut self.tool else { return };
        let today = self.session.clock.today();
        let catalogue = self.newer_prices.as_ref().unwrap_or_else(|| Catalogue::bundled());
        let scenario = &mut self.session.scenario;
        match tool.show(context, &mut ToolContext { scenario, catalogue, today: &today, commands }) {
            ToolResponse::Open => return,
            ToolResponse::Left => self.leave_tool(),
            ToolResponse::Done => self.tool = None,
        }
        context.request_repaint();
    }

    /// The prices in force: the newest that were loaded, or the bundled ones.
    pub(crate) fn catalogue(&self) -> &Arc<Catalogue> {
        self.newer_prices.as_ref().unwrap_or_else(|| Catalogue::bundled())
    }

    /// Takes newer prices, which are the catalogue for as long as the window is open, and checks the scenario's.
    pub(crate) fn take_prices(&mut self, path: &Path, prices: Result<Catalogue, CatalogueError>) {
        match prices {
            Ok(catalogue) => {
                self.message = tr!("Loaded the prices of {} models", catalogue.models.len());
                self.newer_prices = Some(Arc::new(catalogue));
                // Whoever was choosing a model goes on with the newer prices.
                if !matches!(self.tool, Some(Tool::Models(_))) {
                    self.open_tool(Tool::prices(&self.session.scenario, self.catalogue()));
                }
            }
            Err(error) => {
                self.dialog =
                    Some(Dialog::Failure(tr!("Could not read prices from {}: {error}", path.display(), error)));
            }
        }
    }
}
