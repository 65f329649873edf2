//! The portfolio that is open: its file, what is decided in it, and what follows from its scenarios.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::mpsc::TryRecvError;

use super::background_task::BackgroundTask;
use super::undo::History;
use crate::app::results::portfolio::PortfolioResults;
use crate::artifacts::{Look, PictureFormat, PortfolioArtifact, portfolio_picture};
use crate::charts::PortfolioChartKind;
use crate::export::portfolio_chart;
use crate::files::{FileError, Replace, absolute, save_into};
use crate::language::{text, tr, tr_noop};
use crate::portfolio::{
    EvaluatedPortfolio, FrontierPoint, FundingDecision, FutureOptions, Portfolio, ReadPortfolio, listed_path,
};
use crate::reference::portfolio_stem;
use crate::scenario::Scenario;

#[cfg(test)]
mod tests;

/// What there is to say of what needs a portfolio that has not been read yet.
const STILL_READ: &str = tr_noop!("The portfolio is still being read");

/// A portfolio that is open.
#[derive(Debug)]
pub struct PortfolioSession {
    /// Its file; `None` for the example, which is none.
    path: Option<PathBuf>,
    /// What is edited; `None` until its file has been read.
    portfolio: Option<Portfolio>,
    /// As the file has it.
    saved: Option<Portfolio>,
    history: Option<History<Portfolio>>,
    /// What follows from it.
    results: Option<PortfolioResults>,
    /// What is being computed.
    computing: Option<BackgroundTask<Result<PortfolioResults, String>>>,
    /// What less risk costs: one search at a time, since nothing stops one.
    finding: Option<BackgroundTask<Vec<FrontierPoint>>>,
    /// Whether something else has been decided since that began.
    is_finding_old: bool,
    /// Files that are being written.
    exporting: Option<BackgroundTask<Result<String, String>>>,
    options: FutureOptions,
    /// The number of the snapshot that it is compared with.
    against: Option<u8>,
    /// Whether the last edit is one of a gesture that goes on.
    is_mid_gesture: bool,
}

/// Where a scenario comes from that is being edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScenarioOrigin {
    /// Its file.
    File(PathBuf),
    /// The preset that it began as, by key.
    Preset(&'static str),
}

impl PortfolioSession {
    /// Begins to read a portfolio, or the example; `open` is a scenario as it is being edited, and where it is from.
    pub fn open(path: Option<&Path>, open: Option<(ScenarioOrigin, Scenario)>, options: FutureOptions) -> Self {
        let mut session = Self {
            path: path.map(absolute),
            portfolio: None,
            saved: None,
            history: None,
            results: None,
            computing: None,
            finding: None,
            is_finding_old: false,
            exporting: None,
            options,
            against: None,
            is_mid_gesture: false,
        };
        session.read_again(open);
        session
    }

    /// Reads its scenarios again; those that have not changed are not computed again.
    pub fn read_again(&mut self, open: Option<(ScenarioOrigin, Scenario)>) {
        let before = self.results.as_ref().map(|results| results.evaluation.clone());
        let (path, own, options) = (self.path.clone(), self.portfolio.clone(), self.options);
        let compute = move || {
            let folder = path.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
            let mut read = match (own, &path) {
                (Some(portfolio), Some(_)) => ReadPortfolio::within(portfolio, folder),
                (None, Some(path)) => ReadPortfolio::open(path).map_err(|error| error.to_string())?,
                (own, None) => {
                    let example = ReadPortfolio::example();
                    ReadPortfolio { portfolio: own.unwrap_or_else(|| example.portfolio.clone()), ..example }
                }
            };
            if let Some(problem) = read.portfolio.check().first() {
                return Err(problem.to_string());
            }
            match open {
                Some((ScenarioOrigin::File(file), scenario)) => read.replace(folder, &file, &scenario),
                Some((ScenarioOrigin::Preset(key), scenario)) if path.is_none() => read.replace_preset(key, &scenario),
                _ => {}
            }
            Ok(PortfolioResults::new(EvaluatedPortfolio::after(read, options, before.as_ref())))
        };
        self.computing = Some(BackgroundTask::begin(compute));
    }

    /// Hears of what has been computed. Returns what went wrong, if anything.
    pub fn poll(&mut self) -> Option<String> {
        let answer = self.computing.as_ref()?.poll();
        match answer {
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                self.computing = None;
                Some(tr!("the portfolio could not be computed").to_owned())
            }
            Ok(Err(problem)) => {
                self.computing = None;
                Some(problem)
            }
            Ok(Ok(results)) => {
                self.computing = None;
                let read = &results.evaluation.portfolio;
                if self.portfolio.is_none() {
                    self.saved = Some(read.clone());
                    self.history = Some(History::new(read.clone(), edit, |_, _| {}));
                    self.portfolio = Some(read.clone());
                }
                // What was decided while it was computed.
                let is_behind = self.portfolio.as_ref() != Some(read);
                let chosen = self.results.as_ref().and_then(PortfolioResults::chosen);
                let same = self.results.as_ref().filter(|before| {
                    let files = before.evaluation.use_cases.iter().map(|use_case| &use_case.file);
                    files.eq(results.evaluation.use_cases.iter().map(|use_case| &use_case.file))
                });
                let looked_at = same.and_then(PortfolioResults::looked_at).map(<[usize]>::to_vec);
                self.results = Some(results);
                self.is_finding_old = true;
                self.look_at(looked_at);
                if is_behind {
                    self.decide(self.is_mid_gesture);
                }
                self.choose(chosen);
                self.compare(self.against);
                None
            }
        }
    }

    /// Hears of what less risk costs after the latest decision. Returns whether that is known now.
    pub fn poll_frontier(&mut self) -> bool {
        let found = match self.finding.as_ref().map(BackgroundTask::poll) {
            None | Some(Err(TryRecvError::Empty)) => return false,
            // Without an answer there is none to show.
            Some(Err(TryRecvError::Disconnected)) => Vec::new(),
            Some(Ok(found)) => found,
        };
        self.finding = None;
        if self.is_finding_old {
            self.find_frontier();
            return false;
        }
        if let Some(results) = &mut self.results {
            results.take_frontier(found);
        }
        true
    }

    /// Whether what less risk costs is being computed.
    pub fn is_finding_frontier(&self) -> bool {
        self.finding.is_some()
    }

    /// Looks at what a point of the frontier would fund.
    pub fn look_at(&mut self, chosen: Option<Vec<usize>>) {
        if let Some(results) = &mut self.results {
            results.look_at(chosen);
        }
    }

    /// Whether something is being read or computed.
    pub fn is_computing(&self) -> bool {
        self.computing.is_some()
    }

    /// What is edited.
    pub fn portfolio(&self) -> Option<&Portfolio> {
        self.portfolio.as_ref()
    }

    /// What follows from it.
    pub fn results(&self) -> Option<&PortfolioResults> {
        self.results.as_ref()
    }

    /// Marks one of the use cases.
    pub fn choose(&mut self, chosen: Option<usize>) {
        if let Some(results) = &mut self.results {
            results.choose(chosen);
        }
    }

    /// Where it is; `None` for the example.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Where the scenario of a use case is; `None` in the example.
    pub fn scenario_path(&self, file: &str) -> Option<PathBuf> {
        Some(listed_path(self.path.as_deref()?.parent()?, file))
    }

    /// Edits it, and notes the edit unless it is in the middle of a gesture.
    pub fn edit(&mut self, change: impl FnOnce(&mut Portfolio), mid_gesture: bool) {
        let (Some(portfolio), Some(history)) = (&mut self.portfolio, &mut self.history) else { return };
        change(portfolio);
        history.observe(portfolio, mid_gesture);
        self.decide(mid_gesture);
    }

    /// Funds a use case whatever it brings, rules it out, or leaves that open.
    pub fn set_decision(&mut self, file: &str, decision: FundingDecision) {
        let change = |portfolio: &mut Portfolio| {
            portfolio.must.retain(|other| other != file);
            portfolio.excluded.retain(|other| other != file);
            match decision {
                FundingDecision::Open => {}
                FundingDecision::Must => portfolio.must.push(file.to_owned()),
                FundingDecision::Excluded => portfolio.excluded.push(file.to_owned()),
            }
        };
        self.edit(change, false);
    }

    /// Keeps what is decided under a number, or under the first that is free. Returns what there is to say.
    pub fn take_snapshot(&mut self, number: Option<u8>, today: String) -> String {
        let Some(portfolio) = &self.portfolio else { return text(STILL_READ).to_owned() };
        let Some(number) = number.or(portfolio.free_snapshot_number()) else {
            return tr!("All nine snapshots are taken: Ctrl and a number replaces one").to_owned();
        };
        let take = |portfolio: &mut Portfolio| {
            let name = portfolio.snapshot(number).map(|snapshot| snapshot.name.clone());
            portfolio.take_snapshot(number, name.unwrap_or_else(|| tr!("Snapshot {number}", number)), today);
        };
        self.edit(take, false);
        let until = if self.path.is_some() { "" } else { tr!(" until this example is closed") };
        tr!("Took snapshot {number}: {number} brings it back{until}", number, until)
    }

    /// Decides what was decided when a snapshot was taken. Returns what there is to say.
    pub fn recall_snapshot(&mut self, number: u8) -> String {
        let Some(portfolio) = &self.portfolio else { return text(STILL_READ).to_owned() };
        let Some(snapshot) = portfolio.snapshot(number).cloned() else {
            return tr!("There is no snapshot {number}: Ctrl and {number} takes it", number);
        };
        self.edit(|portfolio| portfolio.recall_snapshot(&snapshot), false);
        tr!("Recalled snapshot {number}; Undo brings back what was", number)
    }

    /// Compares what is decided with a snapshot, or with nothing; with nothing, too, where there is no such snapshot.
    pub fn compare(&mut self, against: Option<u8>) {
        let snapshot = against.and_then(|number| self.portfolio.as_ref()?.snapshot(number));
        self.against = snapshot.map(|snapshot| snapshot.number);
        if let Some(results) = &mut self.results {
            results.compare(snapshot);
        }
    }

    /// The number of the snapshot that it is compared with.
    pub fn against(&self) -> Option<u8> {
        self.against
    }

    /// Whether the last edit is one of a gesture that goes on.
    pub fn is_mid_gesture(&self) -> bool {
        self.is_mid_gesture
    }

    /// Whether there is a step back.
    pub fn can_undo(&self) -> bool {
        self.portfolio
            .as_ref()
            .zip(self.history.as_ref())
            .is_some_and(|(portfolio, history)| history.can_undo(portfolio))
    }

    /// Whether there is a step forward.
    pub fn can_redo(&self) -> bool {
        self.history.as_ref().is_some_and(History::can_redo)
    }

    /// One step back or forward. Returns what there is to say.
    pub fn step(&mut self, is_back: bool) -> String {
        let (Some(portfolio), Some(history)) = (&mut self.portfolio, &mut self.history) else {
            return tr!("There is nothing to undo").to_owned();
        };
        let told = if is_back { history.undo(portfolio) } else { history.redo(portfolio) };
        self.decide(false);
        match (told, is_back) {
            (Some(told), true) => tr!("One step back: {told}", told),
            (Some(told), false) => tr!("One step forward: {told}", told),
            (None, true) => tr!("There is nothing to undo").to_owned(),
            (None, false) => tr!("There is nothing to redo").to_owned(),
        }
    }

    /// Whether something would be lost.
    pub fn is_unsaved(&self) -> bool {
        self.path.is_some() && self.portfolio != self.saved
    }

    /// What its file has takes the place of what was decided since.
    pub fn forget_edits(&mut self) {
        if let Some(saved) = self.saved.clone() {
            self.edit(|portfolio| *portfolio = saved, false);
        }
    }

    /// Its file name, and whether it has been saved.
    pub fn file_state(&self) -> String {
        let Some(path) = &self.path else {
            let is_edited = self.portfolio != self.saved;
            return if is_edited { tr!("kept until this example is closed") } else { tr!("example, not a file") }
                .to_owned();
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if self.is_unsaved() { tr!("edited · {name}", name) } else { tr!("saved · {name}", name) }
    }

    /// Writes it to its file.
    ///
    /// # Errors
    /// What stands in the way; the file is then as it was.
    pub fn save(&mut self) -> Result<(), FileError> {
        let (Some(portfolio), Some(path)) = (&self.portfolio, &self.path) else { return Ok(()) };
        match Portfolio::open(path) {
            Ok(held) if Some(&held) == self.saved.as_ref() => {}
            Err(FileError::Io { error, .. }) if error.kind() == ErrorKind::NotFound => {}
            Ok(_) | Err(_) => return Err(FileError::Changed { file: path.clone() }),
        }
        portfolio.save(path, Replace::Anything)?;
        self.saved = Some(portfolio.clone());
        Ok(())
    }

    /// What its files are called, before what tells them apart.
    pub fn file_stem(&self) -> String {
        portfolio_stem(self.path.as_deref().unwrap_or(Path::new("")))
    }

    /// Begins to write a chart, as it is shown, to a file. What is still being found is found for it.
    pub fn save_picture(
        &mut self,
        kind: PortfolioChartKind,
        format: PictureFormat,
        path: PathBuf,
        replace: Replace,
        today: String,
    ) {
        let Some(results) = &self.results else { return };
        let shown = (!results.is_behind(kind)).then(|| results.chart(kind).clone());
        let evaluation = results.evaluation.clone();
        let write = move || {
            let chart = shown.unwrap_or_else(|| portfolio_chart(kind, &evaluation));
            let look = Look { date: Some(today), ..Look::default() };
            let bytes = portfolio_picture(&chart, &evaluation, format, &look)?;
            save_into(&bytes, &path, replace).map_err(|error| match error {
                FileError::Exists { .. } => tr!("Could not save the picture: {error}. Choose another name", error),
                error => tr!("Could not save the picture: {error}", error),
            })?;
            Ok(tr!("Saved {}", path.display()))
        };
        self.exporting = Some(BackgroundTask::begin(write));
    }

    /// Begins to write all its files into a folder, in place of none that is there.
    pub fn export(&mut self, folder: PathBuf, look: Look) {
        let Some(results) = &self.results else { return };
        let evaluation = results.evaluation.clone();
        let stem = self.file_stem();
        let write = move || {
            let artifacts = PortfolioArtifact::all(&evaluation);
            for artifact in &artifacts {
                let bytes = artifact.bytes(&evaluation, &look)?;
                let path = folder.join(artifact.file_name(&stem));
                save_into(&bytes, &path, Replace::Nothing).map_err(|error| tr!("Could not export: {error}", error))?;
            }
            Ok(tr!("Exported {} files to {}", artifacts.len(), folder.display()))
        };
        self.exporting = Some(BackgroundTask::begin(write));
    }

    /// Whether files are being written.
    pub fn is_exporting(&self) -> bool {
        self.exporting.is_some()
    }

    /// Hears of files that have been written.
    pub fn poll_export(&mut self) -> Option<Result<String, String>> {
        let done = match self.exporting.as_ref()?.poll() {
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => Err(tr!("Could not export: it stopped in the middle").to_owned()),
            Ok(done) => done,
        };
        self.exporting = None;
        Some(done)
    }

    /// What follows from the budget and the decisions as they are now.
    fn decide(&mut self, mid_gesture: bool) {
        self.is_mid_gesture = mid_gesture;
        if let (Some(portfolio), Some(results)) = (&self.portfolio, &mut self.results) {
            self.is_finding_old |= results.decide(portfolio, mid_gesture);
        }
        self.find_frontier();
        self.compare(self.against);
    }

    /// Begins to find what less risk costs, where that is due and no search goes on; after a gesture, not within it.
    fn find_frontier(&mut self) {
        let is_due = |results: &&PortfolioResults| results.is_frontier_behind() && !self.is_mid_gesture;
        if self.finding.is_none()
            && let Some(results) = self.results.as_ref().filter(is_due)
        {
            let evaluation = results.evaluation.clone();
            self.finding = Some(BackgroundTask::begin(move || evaluation.frontier().unwrap_or_default()));
            self.is_finding_old = false;
        }
    }
}

/// An edit in words.
fn edit(before: &Portfolio, after: &Portfolio) -> String {
    let what = match () {
        () if before.budget != after.budget => tr!("budget"),
        () if (&before.must, &before.excluded) != (&after.must, &after.excluded) => tr!("what is decided"),
        () if before.snapshots != after.snapshots => tr!("snapshots"),
        () => tr!("portfolio"),
    };
    what.to_owned()
}
