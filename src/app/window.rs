//! Opens the window: by OpenGL, by wgpu where a system may come without it, and a clear word where there is no display.

use std::path::{Path, PathBuf};

use eframe::{NativeOptions, Renderer};
use egui::{Ui, ViewportBuilder};

use super::state::settings::Settings;
use super::{App, window_title};
use crate::language::Language;
use crate::number_style::NumberStyle;
use crate::paint::theme;

struct Window {
    app: App,
    /// What the scenario is called, as the desktop was told.
    name: String,
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.app.ui(ui);
        let name = &self.app.session().scenario.name;
        if self.name != *name {
            self.name.clone_from(name);
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Title(window_title(name)));
        }
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, eframe::APP_KEY, self.app.settings());
    }
}

/// Opens the window on a file, or on the example, and returns when it is closed.
///
/// # Errors
/// What is missing to open a window, and what works without one.
pub fn run(file: Option<PathBuf>) -> Result<(), String> {
    if !has_display() {
        return Err(without_window("there is no display (neither WAYLAND_DISPLAY nor DISPLAY is set)"));
    }
    let mut reasons = Vec::new();
    for renderer in RENDERERS {
        match open(*renderer, file.as_deref()) {
            Ok(()) => return Ok(()),
            Err(reason) => reasons.push(format!("with {renderer:?} ({reason})")),
        }
    }
    Err(without_window(&format!("no window could be opened {}", reasons.join(" nor "))))
}

/// What draws the window, the first of them that can.
#[cfg(any(target_os = "macos", target_os = "windows"))]
const RENDERERS: &[Renderer] = &[Renderer::Glow, Renderer::Wgpu];
/// What draws the window.
#[cfg(not(any(target_os = "macos", target_os = "windows")))]
const RENDERERS: &[Renderer] = &[Renderer::Glow];

fn without_window(reason: &str) -> String {
    let reason = reason.replace('\n', " ");
    format!("breakeven: {reason}; `breakeven evaluate FILE` and `breakeven export FILE --out DIR` need no display")
}

fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("WAYLAND_DISPLAY") || is_set("DISPLAY") || is_set("WAYLAND_SOCKET")
}

fn open(renderer: Renderer, file: Option<&Path>) -> eframe::Result {
    let icon =
        eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")).expect("the bundled icon is a png");
    let data_folder = directories::ProjectDirs::from("", "", "Breakeven").map(|folders| folders.data_dir().to_owned());
    let options = NativeOptions {
        viewport: ViewportBuilder::default()
            .with_title("Breakeven")
            .with_app_id("breakeven")
            .with_icon(icon)
            .with_inner_size([1600.0, 1000.0])
            .with_min_inner_size([640.0, 360.0])
            .with_drag_and_drop(true),
        renderer,
        run_and_return: true,
        persist_window: true,
        persistence_path: data_folder.as_ref().map(|folder| folder.join("window.ron")),
        system_font_fallback: false,
        ..NativeOptions::default()
    };
    let start = move |creation: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, Box<dyn std::error::Error + Send + Sync>> {
        theme::install(&creation.egui_ctx);
        let stored = creation.storage.and_then(|storage| eframe::get_value::<Settings>(storage, eframe::APP_KEY));
        let settings = stored.unwrap_or_default();
        let locale = sys_locale::get_locale().unwrap_or_default();
        NumberStyle::of_locale(&locale).note_as_system();
        Language::of_locale(&locale).note_as_system();
        settings.apply(&creation.egui_ctx);
        let app = App::new(file, settings);
        let app = match data_folder {
            Some(folder) => app.with_card_library(folder.join("cards")).keeping_work_in(folder),
            None => app,
        };
        Ok(Box::new(Window { app: app.at_first_start(), name: String::new() }))
    };
    eframe::run_native("Breakeven", options, Box::new(start))
}
