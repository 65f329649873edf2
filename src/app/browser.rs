//! The window in a page: what the native window asks of the system, asked of the page around it. Files that are dropped or
//! chosen are put on the page's disk before they are opened, and what is written there is downloaded.

use std::io::{Cursor, Write as _};
use std::panic;
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use eframe::{WebOptions, WebRunner};
use egui::{Context, Ui};
use js_sys::Uint8Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlCanvasElement;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::state::settings::Settings;
use super::{App, window_title};
use crate::codec::parse_scenario;
use crate::disk::{self, page};
use crate::economics::{Plan, Results};
use crate::export::results_json;
use crate::language::{Language, tr};
use crate::number_style::NumberStyle;
use crate::paint::theme;
use crate::prose::{verdict_label, verdict_line};
use crate::scenario::Scenario;
use crate::uncertainty::Simulation;

struct Window {
    app: App,
    /// What the scenario is called, as the page was told.
    name: String,
    /// Of which results and with which message the page was told.
    said: Option<(u64, String)>,
    was_unsaved: Option<bool>,
    /// Files that were dropped, once the page has read them.
    arrived: mpsc::Receiver<Vec<PathBuf>>,
    arrives: mpsc::Sender<Vec<PathBuf>>,
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.read_dropped(ui.ctx());
        while let Ok(files) = self.arrived.try_recv() {
            self.app.open_files(files, None);
        }
        self.app.ui(ui);
        if !self.app.is_exporting() {
            self.download();
        }
        self.tell_page();
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, eframe::APP_KEY, self.app.settings());
    }
}

impl Window {
    /// Reads files that were dropped, which only the page can, and not at once.
    fn read_dropped(&self, context: &Context) {
        let dropped = context.input(|input| input.raw.dropped_files.clone());
        if dropped.is_empty() {
            return;
        }
        let (context, arrives) = (context.clone(), self.arrives.clone());
        spawn_local(async move {
            let mut paths = Vec::new();
            for file in dropped {
                let name = file.path().to_string_lossy().into_owned();
                match file.bytes_async().await {
                    Ok(bytes) => paths.push(disk::put(&name, bytes)),
                    // Opening it says that it is not there.
                    Err(_) => paths.push(Path::new(disk::DOWNLOADS).join(name)),
                }
            }
            let _ = arrives.send(paths);
            context.request_repaint();
        });
    }

    /// Downloads what was written since the last frame: one file as it is, several as an archive.
    fn download(&mut self) {
        let finished = disk::take_finished();
        let (name, bytes) = match &*finished {
            [] => return,
            [(name, bytes)] => {
                let name = Path::new(name).file_name().unwrap_or_default().to_string_lossy().into_owned();
                (name, (**bytes).clone())
            }
            several => match archive(several) {
                Ok(archive) => archive,
                Err(error) => {
                    self.app.message = tr!("Could not pack the files: {error}", error);
                    return;
                }
            },
        };
        if let Err(error) = page::call("download", &[&name.into(), &Uint8Array::from(&*bytes).into()]) {
            self.app.message = tr!("Could not download: {error}", error);
        }
    }

    /// Tells the page what stands in its title, what is read to those who do not see the canvas, and whether closing it
    /// would lose something.
    fn tell_page(&mut self) {
        let session = self.app.session();
        let name = &session.scenario.name;
        let is_unsaved = session.is_unsaved() || self.app.has_unsaved_portfolio();
        if self.name != *name {
            if let Some(document) = web_sys::window().and_then(|window| window.document()) {
                document.set_title(&window_title(name));
            }
            self.name.clone_from(name);
        }
        let (revision, message) = (session.computed.revision(), &self.app.message);
        if self.said.as_ref().is_none_or(|(of, with)| (*of, with) != (revision, message)) {
            if let Some(valid) = &session.computed.valid {
                let pays = Some(&valid.uncertainty.outlook.pays);
                let label = verdict_label(&valid.scenario.stages[valid.plan.target].name);
                let line = verdict_line(&valid.scenario, &valid.plan, &valid.results, pays);
                // A page that reads nothing out misses nothing else.
                let _ = page::call("say", &[&format!("{label}: {line}. {message}").into()]);
            }
            self.said = Some((revision, message.clone()));
        }
        if self.was_unsaved.replace(is_unsaved) != Some(is_unsaved) {
            page::tell("unsaved", &is_unsaved.into());
        }
    }
}

/// Several files as one, under the name of the folder that they are in.
fn archive(files: &[(String, std::sync::Arc<Vec<u8>>)]) -> zip::result::ZipResult<(String, Vec<u8>)> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(&**name, SimpleFileOptions::default())?;
        archive.write_all(bytes)?;
    }
    let folder = files.first().and_then(|(name, _)| name.split_once('/')).map_or("breakeven", |(folder, _)| folder);
    Ok((format!("{folder}.zip"), archive.finish()?.into_inner()))
}

/// Opens the window in the page, on what the page holds, or on the example.
pub fn start() {
    panic::set_hook(Box::new(|panic| {
        // The page takes the place of the window, and says so.
        let _ = page::call("fail", &[&panic.to_string().into()]);
    }));
    let evaluate = Closure::<dyn Fn(String) -> Result<String, JsValue>>::new(|text: String| {
        evaluate(&text).map_err(|error| JsValue::from(&*error))
    });
    page::tell("evaluate", &evaluate.into_js_value());
    spawn_local(async {
        if let Err(error) = open().await {
            let _ = page::call("fail", &[&page::in_words(&error).into()]);
        }
    });
}

async fn open() -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or("this is no page")?;
    let canvas = document.get_element_by_id("window").ok_or("the page has no canvas")?;
    let canvas: HtmlCanvasElement = canvas.dyn_into()?;
    let begin = |creation: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, Box<dyn std::error::Error + Send + Sync>> {
        theme::install(&creation.egui_ctx);
        let stored = creation.storage.and_then(|storage| eframe::get_value::<Settings>(storage, eframe::APP_KEY));
        let settings = stored.unwrap_or_default();
        let locale = sys_locale::get_locale().unwrap_or_default();
        NumberStyle::of_locale(&locale).note_as_system();
        Language::of_locale(&locale).note_as_system();
        settings.apply(&creation.egui_ctx);
        let kept = Path::new(disk::KEPT);
        let app = App::new(None, settings).with_card_library(kept.join("cards"));
        let app = match sent()? {
            Some(scenario) => app.with_sent(scenario).keeping_work_in(kept.to_owned()),
            None => app.keeping_work_in(kept.to_owned()).at_first_start(),
        };
        let (arrives, arrived) = mpsc::channel();
        let window = Window {
            app,
            name: String::new(),
            said: None,
            was_unsaved: None,
            arrived,
            arrives,
        };
        Ok(Box::new(window))
    };
    WebRunner::new().start(canvas, WebOptions::default(), Box::new(begin)).await
}

/// The scenario that was sent with the page, if there is one.
fn sent() -> Result<Option<Scenario>, String> {
    let held = page::value("scenario").as_string().filter(|held| !held.is_empty());
    let sent = held.map(|text| parse_scenario(&text)).transpose();
    sent.map_err(|error| tr!("the scenario that was sent cannot be read: {error}", error))
}

/// The results of a scenario as `breakeven evaluate --json` prints them, so that whoever has the page can hold it against
/// the program.
fn evaluate(text: &str) -> Result<String, String> {
    let scenario = parse_scenario(text).map_err(|error| error.to_string())?;
    let plan = Plan::new(&scenario).map_err(|_| "the scenario has problems".to_owned())?;
    let results = Results::of(&plan);
    let uncertainty = Simulation::new(Simulation::USUAL, 1).of(&plan, &results);
    let all = || results_json(&scenario, &plan, &results, Some(&uncertainty));
    Ok(format!("{:#}\n", Language::English.within(all)))
}
