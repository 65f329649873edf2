//! The portfolio: opened, decided about, left for one of its use cases and come back to.

use std::path::{Path, PathBuf};

use egui::Context;

use super::files::milliseconds_since_1970;
use crate::app::App;
use crate::app::command::Command;
use crate::app::command::files::Purpose;
use crate::app::command::targets::PortfolioCommand;
use crate::app::dialogs::Dialog;
use crate::app::dispatch::clipboard;
use crate::app::document::background_task::GLANCE;
use crate::app::document::portfolio::{PortfolioSession, ScenarioOrigin};
use crate::app::document::safekeeping::Confirmed;
use crate::app::state::Layout;
use crate::artifacts::{Look, PictureFormat, portfolio_slide_notes};
use crate::charts::PortfolioChartKind;
use crate::files::is_same_file;
use crate::language::{in_sentence, tr};
use crate::portfolio::{FutureOptions, Portfolio};
use crate::reference::{FileKind, Preset};
use crate::scenario::Scenario;

impl App {
    pub(crate) fn run_portfolio(&mut self, context: &Context, command: PortfolioCommand) {
        match command {
            PortfolioCommand::Ask => self.ask_for_file(context, Purpose::Open(Some(FileKind::Portfolio))),
            PortfolioCommand::Example => self.open_portfolio(None),
            PortfolioCommand::Open(path) => self.open_portfolio(path.as_deref()),
            PortfolioCommand::SaveFirst(next) => {
                self.run_portfolio(context, PortfolioCommand::Save);
                if !self.has_unsaved_portfolio() {
                    self.go_on(context, *next);
                }
            }
            PortfolioCommand::Discard(next) => {
                self.of_portfolio(PortfolioSession::forget_edits);
                self.go_on(context, *next);
            }
            PortfolioCommand::Show if self.ui_state.layout == Layout::Portfolio => self.ui_state.layout = Layout::Build,
            PortfolioCommand::Show => {
                self.ui_state.layout = Layout::Portfolio;
                let open = self.open_scenario();
                if let Some(portfolio) = &mut self.portfolio {
                    portfolio.read_again(open);
                }
            }
            PortfolioCommand::OpenUseCase(file) => self.open_use_case(context, &file),
            PortfolioCommand::Choose(chosen) => self.of_portfolio(|portfolio| portfolio.choose(chosen)),
            PortfolioCommand::Decide(file, decision) => {
                self.of_portfolio(|portfolio| portfolio.set_decision(&file, decision));
            }
            PortfolioCommand::SetBudget(budget, mid_gesture) => {
                self.of_portfolio(|session| session.edit(|portfolio| portfolio.budget = budget, mid_gesture));
            }
            PortfolioCommand::Step(is_back) => {
                self.tell_of_portfolio(|portfolio| portfolio.step(is_back));
            }
            PortfolioCommand::TakeSnapshot(number) => {
                let today = self.session.clock.today();
                self.tell_of_portfolio(|portfolio| portfolio.take_snapshot(number, today));
            }
            PortfolioCommand::RecallSnapshot(number) => {
                self.tell_of_portfolio(|portfolio| portfolio.recall_snapshot(number));
            }
            PortfolioCommand::RenameSnapshot(number, name) => self.edit_portfolio(|portfolio| {
                let mut snapshots = portfolio.snapshots.iter_mut();
                if let Some(snapshot) = snapshots.find(|snapshot| snapshot.number == number) {
                    snapshot.name = name;
                }
            }),
            PortfolioCommand::DeleteSnapshot(number) => {
                self.edit_portfolio(|portfolio| portfolio.snapshots.retain(|snapshot| snapshot.number != number));
            }
            PortfolioCommand::Compare(against) => self.of_portfolio(|portfolio| portfolio.compare(against)),
            PortfolioCommand::LookAt(chosen) => self.of_portfolio(|portfolio| portfolio.look_at(chosen)),
            PortfolioCommand::Export | PortfolioCommand::SavePicture(..) if self.is_exporting_portfolio() => {
                self.message = tr!("Files are still being written: wait for them").to_owned();
            }
            PortfolioCommand::Export => self.ask_for_file(context, Purpose::ExportPortfolio),
            PortfolioCommand::SavePicture(kind, format) => {
                self.ask_for_file(context, Purpose::SavePortfolioPicture(kind, format));
            }
            PortfolioCommand::CopyPicture(kind) => {
                let Some(results) = self.portfolio.as_ref().and_then(PortfolioSession::results) else { return };
                if results.is_behind(kind) {
                    self.message = tr!("The {} is still being computed", in_sentence(kind.name()));
                    return;
                }
                let notes = portfolio_slide_notes(&results.evaluation, Some(self.session.clock.today()));
                let copied = clipboard::copy_chart(context, results.chart(kind), &notes);
                self.report(copied.map(|()| tr!("Copied {}", in_sentence(kind.name()))));
            }
            PortfolioCommand::Save => {
                let Some(portfolio) = &mut self.portfolio else { return };
                // Its comments go with saving, as those of a scenario do.
                let kept = portfolio.path().map_or(Ok(()), |path| {
                    self.safekeeping
                        .as_ref()
                        .map_or(Ok(()), |safekeeping| safekeeping.backups.keep(path, milliseconds_since_1970()))
                });
                let saved = portfolio.save();
                let name = portfolio.file_state();
                self.report(match (saved, kept) {
                    (Ok(()), Ok(())) => Ok(name),
                    (Ok(()), Err(error)) => {
                        Ok(tr!("{name}, without a backup of what it held before: {error}", name, error))
                    }
                    (Err(error), _) => Err(tr!("Could not save: {error}", error)),
                });
            }
        }
    }

    /// Whether something was decided about use cases that is in no file.
    pub(crate) fn has_unsaved_portfolio(&self) -> bool {
        self.portfolio.as_ref().is_some_and(PortfolioSession::is_unsaved)
    }

    /// Opens a portfolio, or the example, and shows it, unless unsaved decisions stand in the way.
    pub(crate) fn open_portfolio(&mut self, path: Option<&Path>) {
        if self.has_unsaved_portfolio() {
            let next = PortfolioCommand::Open(path.map(Path::to_owned));
            self.dialog = Some(Dialog::UnsavedPortfolio(Command::Portfolio(next)));
            return;
        }
        let options = FutureOptions { count: self.options.futures, ..FutureOptions::default() };
        if let Some(path) = path {
            self.settings.remember(path);
        }
        self.portfolio = Some(PortfolioSession::open(path, self.open_scenario(), options));
        self.ui_state.layout = Layout::Portfolio;
    }

    /// Begins to write all files of the portfolio into a folder.
    pub(crate) fn export_portfolio(&mut self, folder: &Path) {
        let clock = self.session.clock;
        let look = Look { date: Some(clock.today()), revised: Some(clock.timestamp()), ..Look::default() };
        self.of_portfolio(|portfolio| portfolio.export(folder.to_owned(), look));
    }

    /// Begins to write a chart of the portfolio to a file.
    pub(crate) fn save_portfolio_picture(
        &mut self,
        kind: PortfolioChartKind,
        format: PictureFormat,
        path: PathBuf,
        confirmed: Confirmed,
    ) {
        let today = self.session.clock.today();
        self.of_portfolio(|portfolio| portfolio.save_picture(kind, format, path, confirmed.replace(), today));
    }

    fn is_exporting_portfolio(&self) -> bool {
        self.portfolio.as_ref().is_some_and(PortfolioSession::is_exporting)
    }

    /// Hears of use cases that have been computed.
    pub(crate) fn poll_portfolio(&mut self, context: &Context) {
        let Some(portfolio) = &mut self.portfolio else { return };
        let was_computing = portfolio.is_computing();
        let exported = portfolio.poll_export();
        let is_found = portfolio.poll_frontier();
        if let Some(problem) = portfolio.poll() {
            self.dialog = Some(Dialog::Failure(tr!("Could not open {problem}", problem)));
            if portfolio.portfolio().is_none() {
                self.portfolio = None;
            }
        } else if portfolio.is_computing() || portfolio.is_exporting() || portfolio.is_finding_frontier() {
            context.request_repaint_after(GLANCE);
        } else if was_computing || is_found {
            context.request_repaint();
        }
        if let Some(done) = exported {
            self.report(done);
        }
    }

    /// Shows the scenario of a use case, unless unsaved work stands in the way.
    fn open_use_case(&mut self, context: &Context, file: &str) {
        let Some(portfolio) = &self.portfolio else { return };
        let path = portfolio.scenario_path(file);
        self.ui_state.layout = Layout::Build;
        match path {
            Some(path) if self.session.path().is_some_and(|open| is_same_file(open, &path)) => {}
            Some(path) => self.run(context, Command::OpenFile(path)),
            None => {
                let key = Path::new(file).file_stem().and_then(|stem| stem.to_str());
                if let Some(preset) = key.and_then(Preset::by_key).filter(|preset| !self.is_open(preset)) {
                    self.run(context, Command::StartFrom(preset.key));
                }
            }
        }
    }

    /// Whether the scenario that is being edited began as a preset.
    fn is_open(&self, preset: &Preset) -> bool {
        self.session.preset_key() == Some(preset.key)
    }

    /// The scenario as it is being edited, where it has a file or began as a preset.
    fn open_scenario(&self) -> Option<(ScenarioOrigin, Scenario)> {
        let preset = self.session.preset_key().map(ScenarioOrigin::Preset);
        let origin = self.session.path().map(|path| ScenarioOrigin::File(path.to_owned())).or(preset)?;
        Some((origin, self.session.scenario.clone()))
    }

    fn edit_portfolio(&mut self, change: impl FnOnce(&mut Portfolio)) {
        self.of_portfolio(|session| session.edit(change, false));
    }

    /// Does something, and says what there is to say of it.
    fn tell_of_portfolio(&mut self, act: impl FnOnce(&mut PortfolioSession) -> String) {
        self.message = self.portfolio.as_mut().map(act).unwrap_or_default();
    }

    fn of_portfolio(&mut self, change: impl FnOnce(&mut PortfolioSession)) {
        if let Some(portfolio) = &mut self.portfolio {
            change(portfolio);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::SimulationOptions;
    use crate::app::state::settings::Settings;
    use crate::portfolio::FundingDecision;

    #[test]
    fn a_frontier_of_earlier_decisions_is_not_copied() {
        let options = SimulationOptions { futures: 50, ..SimulationOptions::default() };
        let mut app = App::with_options(None, Settings::default(), options);
        let context = Context::default();
        app.open_portfolio(None);
        while app.portfolio.as_ref().unwrap().is_computing() {
            app.poll_portfolio(&context);
            std::thread::yield_now();
        }
        let kind = PortfolioChartKind::Frontier;
        app.run_portfolio(&context, PortfolioCommand::CopyPicture(kind));
        assert!(app.message.starts_with("Copied"), "{}", app.message);
        let evaluation = &app.portfolio.as_ref().unwrap().results().unwrap().evaluation;
        let funded = evaluation.use_cases[evaluation.funded()[0]].file.clone();
        app.run_portfolio(&context, PortfolioCommand::Decide(funded, FundingDecision::Excluded));
        app.run_portfolio(&context, PortfolioCommand::CopyPicture(kind));
        assert_eq!(app.message, "The frontier is still being computed");
    }
}
