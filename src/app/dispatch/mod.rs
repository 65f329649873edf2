//! What each command does. The other files of this folder do it for one noun each: files, cards, prices, exports, dialogs.
//! Absent: layout; how anything is asked for.

pub mod cards;
pub mod clipboard;
pub mod dialogs;
pub mod export;
pub mod file_chosen;
pub mod files;
pub mod opening;
mod portfolio;
pub mod prices;
mod usage;

use std::path::Path;
use std::sync::Arc;

use egui::Context;

use super::command::Command;
use super::command::files::Purpose;
use super::command::targets::{Appearance, Destination};
use super::dialogs::decision_log::DecisionLog;
use super::dialogs::opinion_pool::OpinionPool;
use super::dialogs::palette::Palette;
use super::dialogs::presets::PresetCard;
use super::dialogs::questionnaire::Questionnaire;
use super::dialogs::tools::Tool;
use super::dialogs::{About, Dialog, Glossary, PinChoice, Spoken};
use super::document::Session;
use super::document::safekeeping::Confirmed;
use super::panels::focus;
use super::portfolio::is_possible_here;
use super::results::PlanResults;
use super::state::guesses::GuessRound;
use super::state::round_timer::RoundTimer;
use super::state::ui_scale::UiScale;
use super::state::{Layout, UsualFactors};
use super::{App, widgets};
use crate::charts::ChartKind;
use crate::language::{in_sentence, text, tr};
use crate::prose::name_of;
use crate::reference::{FileKind, Preset};
use crate::scenario::EstimatePath;

impl App {
    pub(super) fn run(&mut self, context: &Context, command: Command) {
        match command {
            Command::New => self.dialog = Some(Dialog::Presets(PresetCard::all())),
            Command::StartQuestionnaire => {
                let (answers, today) = (self.answers.clone(), self.session.clock.today());
                let blank = Questionnaire::new(answers, Arc::clone(self.catalogue()), today);
                self.dialog = Some(Dialog::Questionnaire(Box::new(blank)));
            }
            Command::StartFrom(_) | Command::Begin(_) | Command::Open => self.unless_unsaved(context, command),
            Command::OpenFile(path) => self.open_files(vec![path], None),
            Command::Save => match self.session.path().map(Path::to_owned) {
                Some(path) => self.save(context, &path, Confirmed::Nothing),
                None => self.ask_for_file(context, Purpose::Save),
            },
            Command::SaveAs => self.ask_for_file(context, Purpose::Save),
            Command::Backups => self.list_backups(),
            Command::File(command) => self.run_file(context, command),
            Command::SaveFirst(next) => {
                self.after_save = Some(*next);
                self.run(context, Command::Save);
            }
            Command::Discard(next) => self.go_on(context, *next),
            Command::Undo => self.message = self.session.undo(),
            Command::Redo => self.message = self.session.redo(),
            Command::ChooseModel(place) => self.open_tool(Tool::models(place)),
            Command::CheckPrices => self.open_tool(Tool::prices(&self.session.scenario, self.catalogue())),
            Command::AskPrices => self.ask_for_file(context, Purpose::Open(Some(FileKind::Prices))),
            Command::CountTokens(step) => {
                if let Some(tool) = Tool::tokens(context, &self.session.scenario, step) {
                    self.open_tool(tool);
                }
            }
            Command::OpenCard => self.ask_for_file(context, Purpose::Open(Some(FileKind::Card))),
            Command::OpenGallery => self.ui_state.toggle_gallery(),
            Command::Card(command) => self.run_card(context, command),
            Command::Usage(command) => self.run_usage(context, command),
            Command::Portfolio(command) => self.run_portfolio(context, command),
            Command::SetEstimate(path, estimate) => {
                if let Some(edited) = self.session.scenario.estimate_mut(&path) {
                    *edited = estimate;
                }
            }
            Command::GoTo(place) => {
                if self.ui_state.layout == Layout::Portfolio {
                    self.ui_state.layout = Layout::Build;
                }
                if let Destination::Estimate(path) = &place {
                    widgets::focus_estimate(context, path);
                }
                self.ui_state.go_to(&self.session.scenario, place);
            }
            Command::NextPanel => focus::focus_panel(context, &self.panels, true),
            Command::PreviousPanel => focus::focus_panel(context, &self.panels, false),
            Command::FindCommand => {
                let is_possible = |command: &Command| match self.ui_state.layout {
                    Layout::Portfolio => is_possible_here(command, self.portfolio.as_ref()),
                    Layout::Build | Layout::Workshop => command.is_possible(&self.session),
                };
                let palette = Palette::new(&self.session, &self.ui_state, &self.settings, is_possible);
                self.dialog = Some(Dialog::Palette(palette));
            }
            Command::ShowKeyMessage(key) => {
                let chart = self.session.computed.valid.as_ref().map(|valid| Box::new(valid.chart(key).clone()));
                self.dialog = chart.map(Dialog::KeyMessage);
            }
            // What a month costs is not told before everyone has guessed.
            Command::ExplainPlan if self.ui_state.is_secret() => {
                tr!("It is told once everyone has guessed").clone_into(&mut self.message);
            }
            Command::ExplainPlan => {
                let told =
                    |valid: &PlanResults| Spoken { name: valid.scenario.name.clone(), passages: valid.passages() };
                self.dialog = self.session.computed.valid.as_ref().map(told).map(Dialog::Spoken);
            }
            Command::TakeTour => self.take_tour(),
            Command::SetTimer(minutes) => {
                let now = context.input(|input| input.time);
                self.ui_state.timer = minutes.map(|minutes| RoundTimer::of(minutes, now));
                // It is what a room has.
                if minutes.is_some() {
                    self.ui_state.layout = Layout::Workshop;
                }
            }
            Command::ShowShortcuts => self.dialog = Some(Dialog::Shortcuts),
            Command::ShowGlossary(word) => {
                self.dialog = Some(Dialog::Glossary(Glossary::new(word.map_or("", text))));
            }
            Command::About => {
                let kept_in = self.safekeeping.as_ref().map(|safekeeping| safekeeping.folder.as_path());
                self.dialog = Some(Dialog::About(About::new(self.catalogue(), self.session.path(), kept_in)));
            }
            Command::TogglePin(path) => self.toggle_pin(path),
            Command::ReplacePin(old, new) => self.session.scenario.workshop.replace_pin(&old, &new),
            Command::SwitchLayout => {
                self.ui_state.layout = match self.ui_state.layout {
                    Layout::Build => Layout::Workshop,
                    Layout::Workshop | Layout::Portfolio => Layout::Build,
                };
            }
            Command::GuessFirst => {
                self.ui_state.layout = Layout::Workshop;
                self.ui_state.hero = ChartKind::Curve;
                if !self.ui_state.is_secret() {
                    self.ui_state.round = self.session.computed.valid.as_ref().map(GuessRound::about);
                }
            }
            Command::Reveal => {
                if let (Some(round), Some(valid)) = (&mut self.ui_state.round, &self.session.computed.valid) {
                    round.reveal(valid);
                    self.ui_state.hero = ChartKind::Curve;
                }
            }
            Command::ForgetGuesses => self.ui_state.round = None,
            Command::PoolOpinions(path) => {
                let today = self.options.clock.today();
                let question = OpinionPool::new(&self.session.scenario, &path, today);
                if let Some(question) = question {
                    self.open_dialog(Dialog::OpinionPool(question));
                }
            }
            Command::SupportEstimate(path, estimate, basis) => {
                let scenario = &mut self.session.scenario;
                if let Some(edited) = scenario.estimate_mut(&path) {
                    *edited = estimate;
                    scenario.bases.insert(path, *basis);
                }
            }
            Command::DismissTour => self.dismiss_tour(),
            Command::Larger => self.settings.scale = self.settings.scale.larger(),
            Command::Smaller => self.settings.scale = self.settings.scale.smaller(),
            Command::UsualSize => self.settings.scale = UiScale::default(),
            Command::WalkCharts(steps) => self.ui_state.walk_charts(&self.session.scenario, steps),
            Command::PresenterNotes => self.ui_state.has_presenter_notes = !self.ui_state.has_presenter_notes,
            Command::TakeSnapshot(number) => self.message = self.session.take_snapshot(number),
            Command::RecallSnapshot(number) => self.message = self.session.recall_snapshot(number),
            Command::Compare(against) => self.ui_state.against = against,
            Command::Decisions => {
                let (scenario, today) = (&self.session.scenario, self.session.clock.today());
                self.dialog = Some(Dialog::DecisionLog(DecisionLog::of(&scenario.decisions, today)));
            }
            Command::RecordDecisions(decisions) => self.session.scenario.decisions = decisions,
            Command::SwitchScale => self.ui_state.logarithmic = !self.ui_state.logarithmic,
            Command::SwitchTheme => {
                let is_dark = context.theme() == egui::Theme::Dark;
                self.settings.appearance = if is_dark { Appearance::Light } else { Appearance::Dark };
                self.settings.apply(context);
            }
            Command::SetAppearance(appearance) => {
                self.settings.appearance = appearance;
                self.settings.apply(context);
            }
            Command::SetNumbers(numbers) => {
                self.settings.numbers = numbers;
                self.write_again(context);
            }
            Command::SetLanguage(language) => {
                self.settings.language = language;
                self.write_again(context);
            }
            Command::SwitchMotion => {
                self.settings.reduced_motion = !self.settings.reduced_motion;
                self.settings.apply(context);
            }
            Command::SwitchContrast => {
                self.settings.high_contrast = !self.settings.high_contrast;
                self.settings.apply(context);
            }
            Command::Export(_) | Command::ExportEverything if self.is_exporting() => {
                self.message = tr!("Files are still being written: wait for them, or cancel that first").to_owned();
            }
            Command::Export(artifact) => self.ask_for_file(context, Purpose::Export(artifact)),
            Command::ExportEverything => self.ask_for_file(context, Purpose::ExportEverything),
            Command::CopyPicture(key) => {
                let copied = clipboard::copy(context, &self.session, &self.ui_state, key);
                self.report(copied.map(|()| tr!("Copied {}", in_sentence(key.name()))));
            }
            Command::CopyDifference => {
                self.message = match self.session.computed.difference() {
                    Some(difference) => {
                        context.copy_text(difference.markdown());
                        tr!("Copied what changed, as Markdown").to_owned()
                    }
                    None => tr!("Choose what to compare the plan with first: Snapshots, at the top").to_owned(),
                };
            }
            Command::Say(message) => self.message = message,
            Command::Quit if cfg!(target_arch = "wasm32") => {
                self.message = tr!("A page cannot close itself: close its tab").to_owned();
            }
            Command::Quit => context.send_viewport_cmd(egui::ViewportCommand::Close),
        }
    }

    /// Pins an estimate; where all places are taken, asks which lever makes way.
    pub(super) fn toggle_pin(&mut self, path: EstimatePath) {
        let scenario = &mut self.session.scenario;
        let name = name_of(scenario, &path);
        if !scenario.workshop.toggle_pin(&path) {
            self.dialog = Some(Dialog::PinChoice(PinChoice::new(scenario, path)));
        } else if scenario.workshop.is_pinned(&path) {
            self.message = tr!("Pinned {}: the workshop (F5) shows it", name.in_sentence());
        } else {
            self.message = tr!("Unpinned {}", name.in_sentence());
        }
    }

    /// Goes on, unless unsaved work would be lost: then that is asked about first.
    fn unless_unsaved(&mut self, context: &Context, next: Command) {
        if self.session.is_unsaved() {
            self.dialog = Some(Dialog::Unsaved(next));
        } else {
            self.go_on(context, next);
        }
    }

    /// Does what unsaved work stood in the way of, and asks no more.
    pub(super) fn go_on(&mut self, context: &Context, next: Command) {
        match next {
            Command::StartFrom(key) => {
                if let Some(preset) = Preset::by_key(key) {
                    self.show(Session::preset(preset, self.options));
                }
            }
            Command::Begin(scenario) => {
                self.show(Session::begun(*scenario, self.options));
                self.ui_state.usual = UsualFactors::of(&std::mem::take(&mut self.answers));
                // It is work from the start, though nobody has edited it yet.
                self.keep_unsaved(context, true);
                self.message =
                    tr!("Begun: what production adds is off until you choose a stage on its card").to_owned();
            }
            Command::OpenFile(path) => self.open(&path),
            Command::Open => self.ask_for_file(context, Purpose::Open(None)),
            Command::Quit if self.has_unsaved_portfolio() => {
                self.dialog = Some(Dialog::UnsavedPortfolio(Command::Quit));
            }
            Command::Quit => {
                self.forget_unsaved();
                self.may_close = true;
                context.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            command => self.run(context, command),
        }
    }

    /// Writes everything anew, after what it is written with has changed.
    fn write_again(&mut self, context: &Context) {
        self.settings.apply(context);
        self.session.computed.write_again();
        if let (Some(round), Some(valid)) = (&mut self.ui_state.round, &self.session.computed.valid) {
            round.follow(valid);
        }
    }
}
