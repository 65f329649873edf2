//! The window: its state, and the layout of one frame. Cards edit the scenario in place; everything else is a [`Command`],
//! run once after the window has been laid out; then the edit is noted and what follows from it is computed.
//!
//! Each folder knows only those before it; a test keeps the order:
//!
//! - `results`: what follows from a scenario, made again when it has changed
//! - `document`: the scenario that is open, its file, its past, unsaved work, own cards
//! - `command`: everything that can be asked for, as data
//! - `widgets`: the controls that everything below is made of
//! - `state`: what is being looked at, and the settings; neither saved in the scenario nor undone
//! - `dialogs`: what lies over the window; answers with what is to be done
//! - `panels`: the layout for building: cards, levers, charts, bars
//! - `workshop`: the layout for a room
//! - `dispatch`: what each command does

#[cfg(target_arch = "wasm32")]
mod browser;
mod command;
#[cfg(windows)]
pub mod console;
mod dialogs;
mod dispatch;
mod document;
mod panels;
mod portfolio;
mod results;
mod state;
mod widgets;
#[cfg(not(target_arch = "wasm32"))]
mod window;
mod workshop;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Context, Ui};

use crate::language::tr;
use crate::paint::theme::set_text_scale;
use crate::prose::message_in_words;
use crate::reference::questionnaire::Answers;
use crate::reference::{Catalogue, Library, PRESETS};
use crate::scenario::Scenario;
use dialogs::Dialog;
use dialogs::drafts::DialogDrafts;
use dialogs::file_dialog::FileDialog;
use dialogs::tools::Tool;
use document::card_library::CardLibrary;
use document::opening::Opening;
use document::portfolio::PortfolioSession;
use document::safekeeping::Safekeeping;
use panels::background_work::corner_ui;
use panels::export_progress::ExportProgress;
use state::first_steps::Tour;
use state::{Layout, Section, UiState};
use widgets::{KeyboardFocus, Taken, TypingFirst, forget_drafts};
use workshop::presenter::presenter_ui;

pub use crate::charts::Tab;
#[cfg(target_arch = "wasm32")]
pub use browser::start;
pub use command::Command;
pub use command::targets::Appearance;
pub use command::targets::ModelUse;
pub use document::Session;
pub use results::clock::Clock;
pub use results::comparison::ComparisonTarget;
pub use results::options::{SimulationOptions, Stopwatch};
pub use state::settings::Settings;
#[cfg(not(target_arch = "wasm32"))]
pub use window::run;

/// The whole window's state.
pub struct App {
    session: Session,
    library: CardLibrary,
    ui_state: UiState,
    settings: Settings,
    dialog: Option<Dialog>,
    tool: Option<Tool>,
    /// What was typed into dialogs and tools that were left.
    set_aside: DialogDrafts,
    /// Prices that were loaded since the window was opened, instead of the bundled ones.
    newer_prices: Option<Arc<Catalogue>>,
    /// What had the focus before the dialog took it.
    focus_before: Option<egui::Id>,
    /// What was answered from nothing, for whoever comes back to it.
    answers: Answers,
    /// Where the panels that can be used are, in the order of Tab.
    panels: [egui::Rect; 4],
    file_dialog: Option<FileDialog>,
    /// Whether the presenter's window holds the key that shows the plan without strategies.
    notes_hold_baseline: bool,
    /// Several use cases, once somebody has opened a portfolio.
    portfolio: Option<PortfolioSession>,
    /// Files whose disk takes its time.
    opening: Option<Opening>,
    export_progress: Option<ExportProgress>,
    /// What comes once a file has been saved.
    after_save: Option<Command>,
    /// The latest word on what was done.
    message: String,
    may_close: bool,
    native_dialogs: bool,
    options: SimulationOptions,
    safekeeping: Option<Safekeeping>,
}

impl App {
    /// A window on a file, or on the example. A file that cannot be opened is said so over the example.
    pub fn new(file: Option<&Path>, settings: Settings) -> Self {
        Self::with_options(file, settings, SimulationOptions::default())
    }

    /// The same with another number of futures, or time that stands still.
    pub fn with_options(file: Option<&Path>, settings: Settings, options: SimulationOptions) -> Self {
        let session = Session::preset(&PRESETS[0], options);
        let mut app = Self {
            ui_state: UiState::of(&session.scenario),
            session,
            library: CardLibrary::default(),
            settings: settings.with_known_files(),
            dialog: None,
            tool: None,
            set_aside: DialogDrafts::default(),
            newer_prices: None,
            focus_before: None,
            answers: Answers::default(),
            panels: [egui::Rect::NOTHING; 4],
            file_dialog: None,
            notes_hold_baseline: false,
            portfolio: None,
            opening: None,
            export_progress: None,
            after_save: None,
            message: String::new(),
            may_close: false,
            native_dialogs: true,
            options,
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

    /// Keeps cards of one's own in a folder.
    #[must_use]
    pub fn with_card_library(mut self, folder: PathBuf) -> Self {
        self.library = CardLibrary::new(Library::new(folder));
        self
    }

    /// Begins on a tab of the middle.
    #[must_use]
    pub fn on_tab(mut self, tab: Tab) -> Self {
        self.ui_state.tab = tab;
        self
    }

    /// Begins as a room sees it.
    #[must_use]
    pub fn in_workshop(mut self) -> Self {
        self.ui_state.layout = Layout::Workshop;
        self
    }

    /// Begins as a room sees it, with first steps, unless somebody has taken them or has something else to look at.
    #[must_use]
    pub fn at_first_start(mut self) -> Self {
        if !self.settings.knows_first_steps
            && self.session.file().is_none()
            && self.dialog.is_none()
            && self.tool.is_none()
            && self.opening.is_none()
            && self.portfolio.is_none()
        {
            self.ui_state.layout = Layout::Workshop;
            self.ui_state.tour = Some(Tour::of(&self.session.scenario));
        }
        self
    }

    /// Begins with a scenario that was sent: as a room sees it, and to be looked at.
    #[must_use]
    pub fn with_sent(mut self, scenario: Scenario) -> Self {
        self.show(Session::sent(scenario, self.options));
        self.ui_state.layout = Layout::Workshop;
        self.ui_state.is_sent = true;
        self.message = tr!("Sent to be looked at").to_owned();
        self
    }

    /// What is open.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Which tab is shown.
    pub fn tab(&self) -> Tab {
        self.ui_state.tab
    }

    /// What the next start should remember.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Lays out the window, then does what was asked.
    pub fn ui(&mut self, ui: &mut Ui) {
        ui.ctx().set_zoom_factor(self.settings.scale.factor());
        ui.ctx().add_plugin(TypingFirst::default());
        ui.ctx().add_plugin(KeyboardFocus::default());
        if std::mem::take(&mut self.ui_state.is_fresh) {
            forget_drafts(ui.ctx());
        }
        let mut commands: Vec<Command> = Vec::new();
        let said = self.message.clone();
        let is_held = holds_baseline(ui.ctx()) || self.notes_hold_baseline;
        self.ui_state.holds_baseline = self.dialog.is_none() && self.tool.is_none() && is_held;
        let was_asking = self.dialog.is_some();
        if !was_asking && self.tool.is_none() {
            commands.extend(Command::pressed(ui.ctx()));
        }
        let dropped = if was_asking { Vec::new() } else { dropped_files(ui.ctx()) };
        self.library.poll(ui.ctx());
        match self.ui_state.layout {
            Layout::Build => {
                set_text_scale(ui, 1.0);
                let Self { session, ui_state, settings, message, .. } = self;
                self.panels = panels::layout::build_ui(ui, session, ui_state, settings, message, &mut commands);
                self.gallery_ui(ui.ctx(), &mut commands);
                panels::cards::drag::drag_ui(ui.ctx());
            }
            Layout::Portfolio => {
                set_text_scale(ui, 1.0);
                let Self { portfolio, ui_state, message, .. } = self;
                portfolio::portfolio_ui(ui, portfolio.as_ref(), &mut ui_state.portfolio, message, &mut commands);
            }
            Layout::Workshop => {
                set_text_scale(ui, workshop::text_scale_for(ui.available_size()));
                let Self { session, ui_state, message, dialog, tool, .. } = self;
                if dialog.is_none() && tool.is_none() {
                    commands.extend(workshop::pressed(ui.ctx(), ui_state));
                }
                workshop::workshop_ui(ui, session, ui_state, message, &mut commands);
            }
        }
        self.presenter_notes_ui(ui.ctx(), &mut commands);
        commands.extend(Command::asked(ui.ctx()));
        if self.ui_state.is_sent {
            commands.retain(workshop::is_looking);
        }
        if self.ui_state.layout == Layout::Portfolio {
            commands = commands.into_iter().filter_map(portfolio::command_here).collect();
        }
        widgets::basis_editor_ui(ui.ctx(), &mut self.session.scenario, &self.session.clock.today());
        self.background_work_ui(ui.ctx());
        self.tool_ui(ui.ctx(), &mut commands);
        self.dialog_ui(ui.ctx());
        self.poll_file_dialog(ui.ctx());
        self.poll_opening(ui.ctx());
        self.poll_portfolio(ui.ctx());
        self.poll_recovery(ui.ctx());
        self.close_requested(ui.ctx());
        let is_edited = commands.iter().any(Command::is_edit);
        if !commands.is_empty() && self.message == said {
            // It is about what was done before.
            self.message.clear();
        }
        for command in commands {
            self.run(ui.ctx(), command);
        }
        self.open_files(dropped, None);
        self.hand_over_focus(ui.ctx(), was_asking);
        if self.settle(ui.ctx(), is_edited) && self.message == said {
            // It is about an edit before this one.
            self.message.clear();
        }
    }

    /// Notes the edit of this frame, unless more of the same may follow, and computes what follows from it. Returns
    /// whether there was one.
    fn settle(&mut self, context: &Context, is_complete: bool) -> bool {
        let is_dragging = context.input(|input| input.pointer.any_down());
        let is_typing = context.text_edit_focused();
        let is_entered = self.take_numbers(context);
        let mid_gesture = !is_complete && !is_entered && (is_dragging || is_typing);
        self.ui_state.was_typing = is_typing;
        self.ui_state.settle(&self.session.scenario);
        self.follow_tour(mid_gesture);
        let was_edited = self.session.settle(mid_gesture, is_dragging);
        self.keep_unsaved(context, was_edited);
        if self.session.compare(self.ui_state.against, self.ui_state.holds_baseline) || was_edited {
            if let (Some(round), Some(valid)) = (&mut self.ui_state.round, &self.session.computed.valid) {
                round.follow(valid);
            }
            // What is on screen was laid out before the edit: show what follows from it in this very frame.
            context.request_discard("the scenario has changed");
        }
        was_edited
    }

    /// Numbers that were entered become the plan's, unless it cannot have them: then they are drafts again, the plan is
    /// what it was, and the reason is said. Returns whether any were entered.
    fn take_numbers(&mut self, context: &Context) -> bool {
        let taken = Taken::of(context);
        if taken.is_empty() {
            return false;
        }
        if let Some(problem) = self.session.refuse() {
            let reason = message_in_words(&self.session.scenario, &problem);
            self.message = tr!("Not taken: {reason}", reason);
            taken.refuse(context, &reason);
        }
        true
    }

    /// What the facilitator reads, where that was asked for; a portfolio has none.
    fn presenter_notes_ui(&mut self, context: &Context, commands: &mut Vec<Command>) {
        let Self { session, ui_state, dialog, tool, .. } = self;
        let is_asking = dialog.is_some() || tool.is_some();
        let is_held = ui_state.has_presenter_notes
            && ui_state.layout != Layout::Portfolio
            && presenter_ui(context, session, ui_state, is_asking, commands);
        if std::mem::replace(&mut self.notes_hold_baseline, is_held) != is_held {
            context.request_repaint();
        }
    }

    /// Files that are being read or written, in the corner.
    fn background_work_ui(&mut self, context: &Context) {
        if self.export_progress.is_some() || self.opening.is_some() {
            corner_ui(context, |ui| {
                self.export_progress_ui(ui);
                self.opening_ui(ui);
            });
        }
    }

    /// The gallery of cards stands beside the cards, and goes where they go.
    fn gallery_ui(&mut self, context: &Context, commands: &mut Vec<Command>) {
        let cards = self.panels[Section::Cards.place()];
        let Some(mut gallery) = self.ui_state.gallery.take().filter(|_| cards.is_positive()) else { return };
        let beside = cards.shrink2(egui::vec2(0.0, 12.0));
        let stays =
            gallery.show(context, beside, (&self.session.scenario, self.ui_state.focus), &self.library, commands);
        self.ui_state.gallery = (stays || self.dialog.is_some()).then_some(gallery);
    }

    /// Leads through the first steps, from what a room sees on.
    fn take_tour(&mut self) {
        self.ui_state.layout = Layout::Workshop;
        self.ui_state.open_cards.clear();
        self.ui_state.tab = Tab::default();
        self.ui_state.tour = Some(Tour::of(&self.session.scenario));
    }

    fn dismiss_tour(&mut self) {
        self.ui_state.tour = None;
        self.settings.knows_first_steps = true;
    }

    /// Leads on once a step has been taken; whoever builds has no need to be led there at the next start.
    fn follow_tour(&mut self, mid_gesture: bool) {
        let Some(tour) = self.ui_state.tour.take_if(|_| !mid_gesture) else { return };
        let is_explaining = matches!(self.dialog, Some(Dialog::Spoken(_)));
        self.ui_state.tour = tour.followed(&self.session.scenario, &self.ui_state, is_explaining);
        self.settings.knows_first_steps |= self.ui_state.layout == Layout::Build || self.ui_state.tour.is_none();
    }

    fn show(&mut self, session: Session) {
        let UiState { layout, tab, logarithmic, portfolio, timer, has_presenter_notes, .. } = self.ui_state;
        let tour = self.ui_state.tour.take().map(|tour| tour.begun_again(&session.scenario));
        self.ui_state = UiState {
            layout,
            tab,
            logarithmic,
            portfolio,
            timer,
            has_presenter_notes,
            tour,
            ..UiState::of(&session.scenario)
        };
        self.session = session;
        self.forget_unsaved();
        self.tool = None;
        self.forget_set_aside();
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

/// What the window of a scenario is called.
fn window_title(name: &str) -> String {
    format!("{name} – Breakeven")
}

/// The files that were dropped.
fn dropped_files(context: &Context) -> Vec<PathBuf> {
    if cfg!(target_arch = "wasm32") {
        // The page reads them first.
        return Vec::new();
    }
    context.input(|input| {
        let paths = input.raw.dropped_files.iter().map(|file| file.path().to_owned());
        paths.filter(|path| !path.as_os_str().is_empty()).collect()
    })
}
