//! What commands speak of: places of the window, cards, models, appearance. Plain data.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Command;
use crate::artifacts::PictureFormat;
use crate::calibration::UsageContext;
use crate::charts::{PortfolioChartKind, Tab};
use crate::language::{in_sentence, tr};
use crate::prose::capitalised;
use crate::reference::{AlternativeCard, Card};
use crate::scenario::{Component, ComponentId, EstimatePath, Scenario};

/// Which card is open in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardId {
    /// Outcome and value.
    Outcome,
    /// A step, by place.
    Step(usize),
    /// What is common to all steps.
    Workload,
    /// A component, by id.
    Component(String),
    /// What could be bought instead, by name.
    Alternative(String),
    /// A component of it.
    OfAlternative(ComponentId),
    /// The models and their prices.
    Models,
    /// The stages.
    Stages,
    /// Horizon and money.
    Plan,
    /// When to stop, and what must be ready.
    Limits,
    /// Name, author, currency, notes.
    About,
}

impl CardId {
    /// Every card of a scenario, from top to bottom.
    pub fn all(scenario: &Scenario) -> Vec<Self> {
        let steps = (0..scenario.workload.steps.len()).map(Self::Step);
        let components = scenario.components.iter().map(|component| Self::Component(component.id.clone()));
        let alternatives = scenario.alternatives.iter().flat_map(|alternative| {
            let own = |component: &Component| ComponentId::of_alternative(&alternative.name, &component.id);
            let components = alternative.components.iter().map(move |component| Self::OfAlternative(own(component)));
            std::iter::once(Self::Alternative(alternative.name.clone())).chain(components.collect::<Vec<_>>())
        });
        let set_up = [Self::Models, Self::Stages, Self::Plan, Self::Limits, Self::About];
        [Self::Outcome]
            .into_iter()
            .chain(steps)
            .chain([Self::Workload])
            .chain(components)
            .chain(alternatives)
            .chain(set_up)
            .collect()
    }

    /// As its head says it.
    pub fn name(&self, scenario: &Scenario) -> String {
        match self {
            Self::Outcome => capitalised(&scenario.outcome.name),
            Self::Step(place) => scenario.workload.steps.get(*place).map_or_else(String::new, |step| {
                let model = scenario.models.get(&step.model).map_or(step.model.as_str(), |model| model.name.as_str());
                format!("{} · {model}", capitalised(&step.name))
            }),
            Self::Workload => tr!("Every request").to_owned(),
            Self::Component(id) => {
                let component = scenario.components.iter().find(|component| component.id == *id);
                component.map_or_else(String::new, |component| component.name.clone())
            }
            Self::Alternative(name) => name.clone(),
            Self::OfAlternative(ComponentId { alternative, id }) => {
                let mut alternatives = scenario.alternatives.iter();
                let of = alternatives.find(|known| Some(&known.name) == alternative.as_ref());
                let component = of.and_then(|of| of.components.iter().find(|component| component.id == *id));
                of.zip(component).map_or_else(String::new, |(of, component)| format!("{}, {}", of.name, component.name))
            }
            Self::Models => tr!("Models").to_owned(),
            Self::Stages => tr!("Stages").to_owned(),
            Self::Plan => tr!("Plan and money").to_owned(),
            Self::Limits => tr!("Limits and readiness").to_owned(),
            Self::About => tr!("Notes and currency").to_owned(),
        }
    }
}

/// Where somebody may want to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A tab of the middle.
    Tab(Tab),
    /// A stage, by place.
    Stage(usize),
    /// A card.
    Card(CardId),
    /// A strategy, by place.
    Strategy(usize),
    /// An estimate, by path; [`Unknown`](EstimatePath::Unknown) of another place.
    Estimate(EstimatePath),
}

/// Something to do with the portfolio.
#[derive(Clone, Debug, PartialEq)]
pub enum PortfolioCommand {
    /// Ask for a portfolio to open.
    Ask,
    /// Show the portfolio that is open, or where one comes from.
    Show,
    /// Show the ten use cases that come with the program.
    Example,
    /// Mark a use case, by place, or none.
    Choose(Option<usize>),
    /// Open the scenario of a use case, by its file.
    OpenUseCase(String),
    /// Fund a use case, by its file, whatever it brings, rule it out, or leave that open.
    Decide(String, crate::portfolio::FundingDecision),
    /// Have so much, or no, budget; the second is whether more of the same may follow.
    SetBudget(Option<f64>, bool),
    /// Open this one, or the example.
    Open(Option<PathBuf>),
    /// Save it, then do what unsaved decisions stood in the way of.
    SaveFirst(Box<Command>),
    /// Do that without saving.
    Discard(Box<Command>),
    /// Keep what is decided under a number, or under the first that is free.
    TakeSnapshot(Option<u8>),
    /// Decide what was decided when a snapshot was taken.
    RecallSnapshot(u8),
    /// Give a snapshot another name.
    RenameSnapshot(u8, String),
    /// Remove a snapshot.
    DeleteSnapshot(u8),
    /// Compare with a snapshot, or with nothing.
    Compare(Option<u8>),
    /// Look at what a point of the frontier would fund, by places, or at none.
    LookAt(Option<Vec<usize>>),
    /// Ask for a folder to write its charts, tables, calendar and figures into.
    Export,
    /// Ask for a file to write a chart to.
    SavePicture(PortfolioChartKind, PictureFormat),
    /// A chart to the clipboard.
    CopyPicture(PortfolioChartKind),
    /// Write it to its file.
    Save,
    /// One step back, or forward.
    Step(bool),
}

impl PortfolioCommand {
    /// As menus show it.
    pub fn name(&self) -> String {
        match self {
            Self::Ask => tr!("Open a portfolio…").to_owned(),
            Self::Show => tr!("Portfolio").to_owned(),
            Self::Example => tr!("Ten use cases, an example").to_owned(),
            Self::Choose(_) => tr!("Choose").to_owned(),
            Self::OpenUseCase(_) => tr!("Open the use case").to_owned(),
            Self::Decide(..) | Self::SetBudget(..) => tr!("Decide").to_owned(),
            Self::Open(_) => tr!("Open").to_owned(),
            Self::SaveFirst(_) => tr!("Save").to_owned(),
            Self::Discard(_) => tr!("Discard").to_owned(),
            Self::TakeSnapshot(number) => Command::TakeSnapshot(*number).name(),
            Self::RecallSnapshot(number) => Command::RecallSnapshot(*number).name(),
            Self::RenameSnapshot(..) => tr!("Rename the snapshot").to_owned(),
            Self::DeleteSnapshot(_) => tr!("Delete the snapshot").to_owned(),
            Self::Compare(None) => Command::Compare(None).name(),
            Self::Compare(Some(number)) => tr!("Compare with snapshot {number}", number),
            Self::LookAt(_) => tr!("Look at it").to_owned(),
            Self::Export => tr!("Export everything…").to_owned(),
            Self::SavePicture(kind, format) => {
                let ending = format.ending().to_uppercase();
                tr!("Save {} as {ending}…", in_sentence(kind.name()), ending)
            }
            Self::CopyPicture(kind) => tr!("Copy {} as image", in_sentence(kind.name())),
            Self::Save => tr!("Save").to_owned(),
            Self::Step(true) => tr!("Undo").to_owned(),
            Self::Step(false) => tr!("Redo").to_owned(),
        }
    }
}

/// Something to do with a card.
#[derive(Clone, Debug, PartialEq)]
pub enum CardCommand {
    /// Put it into the scenario, at a place among its components.
    Add(Box<Card>, usize),
    /// Put another model call into every request.
    AddCall,
    /// Put it among what could be bought instead.
    AddAlternative(Box<AlternativeCard>),
    /// Keep the component with an id in the library.
    Keep(String),
    /// Ask for a file to write the component with an id to.
    SaveAs(String),
    /// Give a card of the library, by its file, another name.
    Rename(PathBuf, String),
    /// Delete a card of the library, by its file.
    Delete(PathBuf),
}

impl CardCommand {
    /// As its button says it.
    pub fn name(&self) -> String {
        match self {
            Self::Add(card, _) => tr!("Add {}", card.component.name),
            Self::AddCall => tr!("Add a model call").to_owned(),
            Self::AddAlternative(card) => tr!("Add {}", card.alternative.name),
            Self::Keep(_) => tr!("Save to my library").to_owned(),
            Self::SaveAs(_) => tr!("Save card as file…").to_owned(),
            Self::Rename(_, name) => tr!("Rename to {name}", name),
            Self::Delete(_) => tr!("Delete from my library").to_owned(),
        }
    }
}

/// Something to do with usage that is kept beside the plan.
#[derive(Clone, Debug, PartialEq)]
pub enum UsageCommand {
    /// Ask for a file of it.
    Read,
    /// Take that of a place as usage of this.
    TakeAs(usize, Box<UsageContext>),
    /// Write what it measured into the plan: the estimates at these paths.
    Adopt(usize, Vec<EstimatePath>),
    /// Forget that of a place.
    Forget(usize),
}

impl UsageCommand {
    /// As its button says it.
    pub fn name(&self) -> String {
        match self {
            Self::Read => tr!("Read usage…").to_owned(),
            Self::TakeAs(..) => tr!("Hold it against this").to_owned(),
            Self::Adopt(_, paths) if paths.len() == 1 => tr!("Adopt 1 measurement").to_owned(),
            Self::Adopt(_, paths) => tr!("Adopt {} measurements", paths.len()),
            Self::Forget(_) => tr!("Forget this usage").to_owned(),
        }
    }
}

/// What a model is chosen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelUse {
    /// A step, by place.
    Step(usize),
    /// What takes over when another fails.
    Fallback,
    /// Where the router sends easy calls.
    Routing,
    /// Nothing yet: it is only added.
    Later,
}

impl ModelUse {
    /// The question that whoever chooses is asked.
    pub fn title(self, scenario: &Scenario) -> String {
        match self {
            Self::Step(index) => {
                let name = scenario.workload.steps.get(index).map_or(tr!("a step"), |step| step.name.as_str());
                tr!("Choose a model for {name}", name)
            }
            Self::Fallback => tr!("Choose a model to fall back to").to_owned(),
            Self::Routing => tr!("Choose a model for easy calls").to_owned(),
            Self::Later => tr!("Add a model").to_owned(),
        }
    }

    /// Uses the model with a key here.
    pub fn set(self, scenario: &mut Scenario, key: String) {
        match self {
            Self::Step(index) => {
                if let Some(step) = scenario.workload.steps.get_mut(index) {
                    step.model = key;
                }
            }
            Self::Fallback => scenario.workload.fallback_model = Some(key),
            Self::Routing => {
                let mut models = scenario.strategies.iter_mut().filter_map(|strategy| strategy.kind.model_mut());
                if let Some(model) = models.next() {
                    *model = key;
                }
            }
            Self::Later => {}
        }
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Appearance {
    /// Unless somebody chose otherwise: the room's projector decides, not the desktop.
    #[default]
    Light,
    /// For dim rooms.
    Dark,
    /// As the desktop has it.
    System,
}

impl Appearance {
    /// As people say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => tr!("Light"),
            Self::Dark => tr!("Dark"),
            Self::System => tr!("As the system"),
        }
    }
}
