//! The window. Cards edit the scenario in place; everything else is a [`Command`], run once after the window has been
//! laid out; then the edit is noted and what follows from it is computed.

mod autosaver;
mod beside;
mod cards;
mod charts_view;
mod clock;
mod command;
mod computed;
mod decisions;
mod dialogs;
mod documents;
mod file_dialog;
mod goal;
mod headlines;
mod history;
mod levers;
mod pace;
mod palette;
mod pictures;
mod session;
mod settings;
mod shortcuts;
mod snapshots;
mod top_bar;
mod view;
mod widgets;
mod window;

use std::path::{Path, PathBuf};

use egui::{CentralPanel, Context, Frame, Margin, Panel, RichText, Ui};

pub use beside::Against;
pub use clock::Clock;
pub use command::{Command, PictureFormat};
use decisions::DecisionLog;
use dialogs::{Dialog, Next, PresetCard, Reply};
use documents::{Safekeeping, Told};
use file_dialog::{Answer, FileDialog, Purpose};
pub use pace::{Pace, Stopwatch};
use palette::Palette;
pub use session::Session;
pub use settings::Settings;
pub use view::Tab;
use view::View;
pub use window::run;

use crate::charts::in_sentence;
use crate::files::{PRESETS, Preset};
use crate::paint::theme::Tokens;
use widgets::{confined, panel_frame};

/// The whole window's state.
pub struct App {
    session: Session,
    view: View,
    settings: Settings,
    dialog: Option<Dialog>,
    file_dialog: Option<FileDialog>,
    /// What comes once a file has been saved.
    after_save: Option<Next>,
    /// The latest word on what was done.
    message: String,
    may_close: bool,
    native_dialogs: bool,
    pace: Pace,
    safekeeping: Option<Safekeeping>,
}

impl App {
    /// A window on a file, or on the example. A file that cannot be opened is said so over the example.
    pub fn new(file: Option<&Path>, settings: Settings) -> Self {
        Self::with_pace(file, settings, Pace::default())
    }

    /// The same with another number of futures, or time that stands still.
    pub fn with_pace(file: Option<&Path>, settings: Settings, pace: Pace) -> Self {
        let session = Session::preset(&PRESETS[0], pace);
        let mut app = Self {
            view: View::of(&session.scenario),
            session,
            settings,
            dialog: None,
            file_dialog: None,
            after_save: None,
            message: String::new(),
            may_close: false,
            native_dialogs: true,
            pace,
            safekeeping: None,
        };
        if let Some(file) = file {
            app.open(file);
        }
        app
    }

    /// Asks for paths itself, in place of the system's file dialogs.
    #[must_use]
    pub fn without_native_dialogs(mut self) -> Self {
        self.native_dialogs = false;
        self
    }

    /// Begins on a tab of the middle.
    #[must_use]
    pub fn on_tab(mut self, tab: Tab) -> Self {
        self.view.tab = tab;
        self
    }

    /// What is open.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Which tab is shown.
    pub fn tab(&self) -> Tab {
        self.view.tab
    }

    /// What the next start should remember.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Lays out the window, then does what was asked.
    pub fn ui(&mut self, ui: &mut Ui) {
        let mut commands: Vec<Command> = Vec::new();
        self.view.holds_baseline = self.dialog.is_none() && holds_baseline(ui.ctx());
        if self.dialog.is_none() {
            commands.extend(Command::pressed(ui.ctx()));
            commands.extend(dropped_file(ui.ctx()));
        }
        self.panels_ui(ui, &mut commands);
        widgets::basis_editor_ui(ui.ctx(), &mut self.session.scenario, &self.session.clock.today());
        self.dialog_ui(ui.ctx());
        self.poll_file_dialog(ui.ctx());
        self.close_requested(ui.ctx());
        for command in commands {
            self.run(ui.ctx(), command);
        }
        self.settle(ui.ctx());
    }

    /// Notes the edit of this frame and computes what follows from it.
    fn settle(&mut self, context: &Context) {
        let is_dragging = context.input(|input| input.pointer.any_down());
        let mid_gesture = is_dragging || context.text_edit_focused();
        self.view.settle(&self.session.scenario);
        let was_edited = self.session.settle(mid_gesture, is_dragging);
        self.keep_unsaved(context, was_edited);
        if self.session.compare(self.view.against, self.view.holds_baseline) || was_edited {
            // What is on screen was laid out before the edit: show what follows from it in this very frame.
            context.request_discard("the scenario has changed");
        }
    }

    fn panels_ui(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let tokens = Tokens::of(ui.ctx());
        let Self { session, view, settings, message, .. } = self;
        let bar = |fill| Frame::new().fill(fill).inner_margin(Margin::symmetric(16, 6));
        Panel::top("top bar").exact_size(44.0).frame(bar(tokens.surface)).resizable(false).show(ui, |ui| {
            top_bar::top_bar_ui(ui, session, view, settings, commands);
        });
        Panel::bottom("status")
            .exact_size(26.0)
            .frame(bar(tokens.surface).inner_margin(Margin::symmetric(16, 4)))
            .resizable(false)
            .show(ui, |ui| {
                status_ui(ui, session, message);
            });
        let canvas =
            |top, left, right| Frame::new().fill(tokens.canvas).inner_margin(Margin { left, right, top, bottom: 0 });
        Panel::top("headlines").frame(canvas(12, 12, 12)).show_separator_line(false).resizable(false).show(ui, |ui| {
            if let Some(shown) = session.computed.shown() {
                ui.scope(|ui| {
                    grey_if_old(ui, session.computed.is_current());
                    headlines::headlines_ui(ui, shown);
                });
            }
        });
        let side =
            |left, right| Frame::new().fill(tokens.canvas).inner_margin(Margin { left, right, top: 12, bottom: 12 });
        let wide = ui.available_width();
        Panel::left("cards")
            .default_size((wide * 0.205).clamp(286.0, 420.0))
            .size_range(260.0..=560.0)
            .show_separator_line(false)
            .frame(side(12, 6))
            .show(ui, |ui| {
                panel_frame(tokens).show(ui, |ui| {
                    let ui = &mut confined(ui);
                    cards::cards_ui(ui, &mut session.scenario, &session.computed, view);
                });
            });
        Panel::right("levers")
            .default_size((wide * 0.205).clamp(280.0, 420.0))
            .size_range(260.0..=560.0)
            .show_separator_line(false)
            .frame(side(6, 12))
            .show(ui, |ui| {
                panel_frame(tokens).show(ui, |ui| {
                    let ui = &mut confined(ui);
                    egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                        ui.set_max_width(ui.available_width() - 6.0);
                        levers::levers_ui(ui, &mut session.scenario, &session.computed, view);
                    });
                });
            });
        CentralPanel::default().frame(side(6, 6)).show(ui, |ui| {
            panel_frame(tokens).show(ui, |ui| {
                let ui = &mut confined(ui);
                problems_ui(ui, session);
                if let Some(shown) = session.computed.shown() {
                    grey_if_old(ui, session.computed.is_current());
                    charts_view::charts_ui(ui, shown.valid, view, commands);
                }
            });
        });
    }

    fn dialog_ui(&mut self, context: &Context) {
        let Some(dialog) = &mut self.dialog else { return };
        match dialog.show(context) {
            Reply::Open => return,
            Reply::Close => {
                self.dialog = None;
                self.after_save = None;
            }
            Reply::Run(command, name) => {
                self.dialog = None;
                self.settings.remember_command(name);
                self.run(context, command);
            }
            Reply::Preset(key) => {
                self.dialog = None;
                self.run(context, Command::StartFrom(key));
            }
            Reply::SaveFirst(next) => {
                self.dialog = None;
                self.after_save = Some(next);
                self.run(context, Command::Save);
            }
            Reply::Discard(next) => {
                self.dialog = None;
                self.go_on(context, next);
            }
            Reply::Decisions(decisions) => {
                self.dialog = None;
                self.session.scenario.decisions = decisions;
            }
            Reply::Path(purpose, path) => {
                self.dialog = None;
                self.file_chosen(context, purpose, PathBuf::from(path), Told::Nothing);
            }
            Reply::Way(way, path) => {
                self.dialog = None;
                self.take(context, way, &path);
            }
            Reply::Restore(place) => {
                if let Some(Dialog::Leftovers(mut found)) = self.dialog.take() {
                    self.restore(found.swap_remove(place));
                }
            }
            Reply::Remove(place) => {
                if let Some(Dialog::Leftovers(found)) = &mut self.dialog {
                    found.remove(place).leftover.discard();
                    self.dialog.take_if(|dialog| matches!(dialog, Dialog::Leftovers(found) if found.is_empty()));
                }
            }
            Reply::OpenBackup(place) => {
                if let Some(Dialog::Backups(mut kept)) = self.dialog.take()
                    && let Some(scenario) = kept.swap_remove(place).scenario
                {
                    self.session.scenario = scenario;
                }
            }
        }
        context.request_repaint();
    }

    fn poll_file_dialog(&mut self, context: &Context) {
        let Some(answer) = self.file_dialog.as_ref().and_then(FileDialog::poll) else { return };
        let Some(FileDialog { purpose, .. }) = self.file_dialog.take() else { return };
        match answer {
            // The system's dialog has asked before it names a file that is there.
            Answer::File(path) => self.file_chosen(context, purpose, path, Told::Replaces),
            Answer::Cancelled => self.after_save = None,
            Answer::NoDialog => {
                let name = self.suggested_name(&purpose);
                self.dialog = Some(Dialog::Path(purpose, name));
            }
        }
    }

    fn suggested_name(&self, purpose: &Purpose) -> String {
        let stem = self.session.file_name();
        match purpose {
            Purpose::Open => String::new(),
            Purpose::Save => format!("{stem}.ron"),
            Purpose::Picture(key, format) => format!("{stem}-{}.{}", key.key(), format.ending()),
        }
    }

    fn ask_for_file(&mut self, context: &Context, purpose: Purpose) {
        let name = self.suggested_name(&purpose);
        if !self.native_dialogs {
            self.dialog = Some(Dialog::Path(purpose, name));
        } else if self.file_dialog.is_none() {
            let context = context.clone();
            self.file_dialog = Some(FileDialog::open(purpose, &name, move || context.request_repaint()));
        }
    }

    fn file_chosen(&mut self, context: &Context, purpose: Purpose, path: PathBuf, told: Told) {
        match purpose {
            Purpose::Open => self.open(&path),
            Purpose::Save => {
                // Its own file it knows better than the system does.
                let is_own = self.session.path() == Some(&*path);
                self.save(context, &path, if is_own { Told::Nothing } else { told });
            }
            Purpose::Picture(key, format) => {
                let written = pictures::save(&self.session, self.view.logarithmic, key, format, &path);
                self.report(written.map(|()| format!("Saved {}", path.display())));
            }
        }
    }

    fn run(&mut self, context: &Context, command: Command) {
        match command {
            Command::New => self.dialog = Some(Dialog::Presets(PresetCard::all())),
            Command::StartFrom(key) => self.unless_unsaved(context, Next::Preset(key)),
            Command::Open | Command::OpenFile(_) if self.session.is_unsaved() => {
                self.dialog = Some(Dialog::Unsaved(Next::Command(command)));
            }
            Command::Open => self.ask_for_file(context, Purpose::Open),
            Command::OpenFile(path) => self.open(&path),
            Command::Save => match self.session.path().map(Path::to_owned) {
                Some(path) => self.save(context, &path, Told::Nothing),
                None => self.ask_for_file(context, Purpose::Save),
            },
            Command::SaveAs => self.ask_for_file(context, Purpose::Save),
            Command::Backups => self.list_backups(),
            Command::Undo => self.session.undo(),
            Command::Redo => self.session.redo(),
            Command::SetEstimate(path, estimate) => {
                if let Some(edited) = self.session.scenario.estimate_mut(&path) {
                    *edited = estimate;
                }
            }
            Command::GoTo(place) => self.view.go_to(&self.session.scenario, place),
            Command::FindCommand => self.dialog = Some(Dialog::Palette(Palette::new(&self.session, &self.settings))),
            Command::ShowShortcuts => self.dialog = Some(Dialog::Shortcuts),
            Command::TakeSnapshot(number) => self.message = self.session.take_snapshot(number),
            Command::RecallSnapshot(number) => self.message = self.session.recall_snapshot(number),
            Command::Compare(against) => self.view.against = against,
            Command::Decisions => {
                let (scenario, today) = (&self.session.scenario, self.session.clock.today());
                self.dialog = Some(Dialog::Decisions(DecisionLog::of(&scenario.decisions, today)));
            }
            Command::SwitchScale => self.view.logarithmic = !self.view.logarithmic,
            Command::SwitchTheme => {
                self.settings.dark = !self.settings.dark;
                context.set_theme(self.settings.theme());
            }
            Command::SavePicture(key, format) => self.ask_for_file(context, Purpose::Picture(key, format)),
            Command::CopyPicture(key) => {
                let copied = pictures::copy(context, &self.session, self.view.logarithmic, key);
                self.report(copied.map(|()| format!("Copied {}", in_sentence(key.name()))));
            }
            Command::Quit => context.send_viewport_cmd(egui::ViewportCommand::Close),
        }
    }

    /// Goes on, unless unsaved work would be lost: then that is asked about first.
    fn unless_unsaved(&mut self, context: &Context, next: Next) {
        if self.session.is_unsaved() {
            self.dialog = Some(Dialog::Unsaved(next));
        } else {
            self.go_on(context, next);
        }
    }

    /// Does what unsaved work stood in the way of.
    fn go_on(&mut self, context: &Context, next: Next) {
        match next {
            Next::Preset(key) => {
                if let Some(preset) = Preset::by_key(key) {
                    self.show(Session::preset(preset, self.pace));
                }
            }
            Next::Command(Command::OpenFile(path)) => self.open(&path),
            Next::Command(Command::Open) => self.ask_for_file(context, Purpose::Open),
            Next::Command(Command::Quit) => {
                self.forget_unsaved();
                self.may_close = true;
                context.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            Next::Command(command) => self.run(context, command),
        }
    }

    fn show(&mut self, session: Session) {
        self.view = View { tab: self.view.tab, logarithmic: self.view.logarithmic, ..View::of(&session.scenario) };
        self.session = session;
        self.forget_unsaved();
    }

    fn report(&mut self, done: Result<String, String>) {
        match done {
            Ok(message) => self.message = message,
            Err(failure) => self.dialog = Some(Dialog::Failure(failure)),
        }
    }
}

/// Whether the key is held that shows the plan without strategies.
fn holds_baseline(context: &Context) -> bool {
    let is_held = |input: &egui::InputState| input.key_down(egui::Key::B) && input.modifiers.is_none();
    !context.text_edit_focused() && context.input(is_held)
}

fn grey_if_old(ui: &mut Ui, is_current: bool) {
    if !is_current {
        ui.set_opacity(0.45);
    }
}

fn dropped_file(context: &Context) -> Option<Command> {
    let path = context.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
    path.filter(|path| !path.as_os_str().is_empty()).map(Command::OpenFile)
}

/// What must be mended before there are newer results.
fn problems_ui(ui: &mut Ui, session: &Session) {
    let problems = &session.computed.problems;
    let tokens = Tokens::of(ui.ctx());
    for warning in session.computed.valid.iter().flat_map(|valid| &valid.warnings) {
        let text = format!("{} {warning}", widgets::icon::PROBLEM);
        ui.add(egui::Label::new(RichText::new(text).small().color(tokens.muted)).wrap());
    }
    let Some(first) = problems.first() else { return };
    let more = if 1 < problems.len() { format!(" (and {} more)", problems.len() - 1) } else { String::new() };
    let meanwhile = match session.computed.valid {
        Some(_) => "What you see is the last valid plan",
        None => "Results follow once it is mended",
    };
    let text = format!("{} {first}{more}. {meanwhile}", widgets::icon::PROBLEM);
    ui.add(egui::Label::new(RichText::new(text).color(tokens.problem)).wrap());
}

fn status_ui(ui: &mut Ui, session: &Session, message: &str) {
    let tokens = Tokens::of(ui.ctx());
    let small = |text: &str| RichText::new(text).small().color(tokens.muted);
    let Some(valid) = &session.computed.valid else { return };
    ui.horizontal_centered(|ui| {
        if session.computed.shown().is_some_and(|shown| shown.is_baseline) {
            ui.label(RichText::new("No strategies, while B is held").small().strong());
        }
        ui.label(small(&valid.pace()));
        ui.add_space(12.0);
        ui.label(small(&valid.support.sentence()));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(small(&valid.prices));
            ui.add_space(12.0);
            ui.add(egui::Label::new(small(message)).truncate());
        });
    });
}
