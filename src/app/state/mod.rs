//! What is being looked at: neither saved in the scenario nor undone. `settings` is the only part that the next start
//! remembers. Absent: layout and painting.

pub mod first_steps;
pub mod gallery;
pub mod goal_seek;
pub mod guesses;
pub mod portfolio_view;
pub mod round_timer;
pub mod settings;
pub mod side_panels;
pub mod ui_scale;

use std::rc::Rc;

use strum::VariantArray;

use super::command::targets::{CardId, Destination};
use super::results::PlanResults;
use super::results::comparison::ComparisonTarget;
use crate::charts::{Chart, ChartKind};
use crate::language::tr;
use crate::reference::questionnaire::{Answers, CountedBy, ValuedBy};
use crate::scenario::{Component, ComponentId, EstimatePath, Scenario, ScenarioPart, path};
use crate::scenario::{Domain, StageField};
use first_steps::Tour;
use gallery::Gallery;
use goal_seek::GoalSeek;
use guesses::GuessRound;
use portfolio_view::PortfolioView;
use round_timer::RoundTimer;

pub use crate::charts::Tab;

/// How the window is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// Everything at hand.
    #[default]
    Build,
    /// What a room sees.
    Workshop,
    /// Several use cases on one map.
    Portfolio,
}

/// A part of the window, chosen where there is no room for all; the headlines, which need the least room, first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, VariantArray)]
pub enum Section {
    /// Verdict, costs, chances.
    Headlines,
    /// The use case as cards.
    Cards,
    /// The stage in focus, its volume, the strategies.
    #[default]
    Levers,
    /// What follows.
    Charts,
}

impl Section {
    /// As people say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Headlines => tr!("Headlines"),
            Self::Cards => tr!("Use case"),
            Self::Levers => tr!("Levers"),
            Self::Charts => tr!("Charts"),
        }
    }

    /// Where it stands among the panels, after the top bar: Tab goes from left to right.
    pub fn place(self) -> usize {
        match self {
            Self::Cards => 1,
            Self::Headlines | Self::Charts => 2,
            Self::Levers => 3,
        }
    }
}

/// What the window shows.
#[derive(Clone, Debug)]
pub struct UiState {
    /// How the window is laid out.
    pub layout: Layout,
    /// The part that is shown where there is no room for all.
    pub section: Section,
    /// The chart in front of the room.
    pub hero: ChartKind,
    /// The levers of a room that nobody has pinned any for, by path.
    pub usual_levers: Option<Vec<EstimatePath>>,
    /// Where somebody is led who starts for the first time.
    pub tour: Option<Tour>,
    /// The time that the room has for a question.
    pub timer: Option<RoundTimer>,
    /// Whether the facilitator has notes beside what the room sees.
    pub has_presenter_notes: bool,
    /// What the room guesses.
    pub round: Option<GuessRound>,
    /// Whether the scenario was sent to be looked at: it can be changed only as a copy.
    pub is_sent: bool,
    /// Whether nothing of it has been shown yet.
    pub is_fresh: bool,
    /// Whether text was typed in the last frame: Escape ends that first.
    pub was_typing: bool,
    /// The stage in focus.
    pub focus: usize,
    /// The cards that are open: opening one leaves the others as they are, so that nothing moves under the pointer.
    pub open_cards: Vec<CardId>,
    /// The card that was asked for from elsewhere, until it has been brought into sight.
    pub sought_card: Option<CardId>,
    /// Whether the keyboard goes on from there: where somebody has asked for the card itself.
    pub leads_focus: bool,
    /// Which number of the table of stages is edited above it.
    pub stage_cell: StageCell,
    /// The gallery of cards, while it is open.
    pub gallery: Option<Gallery>,
    /// The strategy whose details are open, by place.
    pub open_strategy: Option<usize>,
    /// What the middle shows.
    pub tab: Tab,
    /// Whether charts are logarithmic.
    pub logarithmic: bool,
    /// The chart that is shown as a table.
    pub table: Option<ChartKind>,
    /// What the plan is compared with.
    pub against: Option<ComparisonTarget>,
    /// Whether the plan is shown without strategies, as long as a key is held.
    pub holds_baseline: bool,
    /// The snapshot, by number, that is open to be named.
    pub open_snapshot: Option<u8>,
    /// What an estimate would have to be.
    pub goal: GoalSeek,
    /// How usage is looked at.
    pub usage: UsageView,
    /// Whether what wants deciding before the next stage is listed.
    pub is_lock_in_open: bool,
    /// Which item of the checklist is open in place.
    pub open_item: Option<usize>,
    /// Whether the volume is put together from people.
    pub volume_helper: Option<VolumeHelper>,
    /// Whether the value is put together from minutes, and what an hour costs.
    pub hourly_rate: Option<f64>,
    /// What both begin with.
    pub usual: UsualFactors,
    /// How the portfolio is looked at.
    pub portfolio: PortfolioView,
}

/// How usage is looked at that is kept beside the plan.
#[derive(Clone, Debug, Default)]
pub struct UsageView {
    /// Which, by place.
    pub shown: usize,
    /// Measurements that are not to be adopted, by path.
    pub unticked: Vec<EstimatePath>,
}

/// A number of the table of stages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageCell {
    /// The stage, by place.
    pub stage: usize,
    /// Which of its estimates.
    pub field: StageField,
}

impl StageCell {
    /// Where the estimate at a path stands, if it is one of a stage.
    fn of(scenario: &Scenario, at: &EstimatePath) -> Option<Self> {
        let EstimatePath::Stage { stage, field } = at else { return None };
        let stage = scenario.stages.iter().position(|known| known.name == *stage)?;
        Some(Self { stage, field: *field })
    }
}

/// How a card stands in its list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CardDisplay {
    /// Whether it is open.
    pub is_open: bool,
    /// Whether others are.
    pub has_open_others: bool,
    /// Whether it is to be brought into sight.
    pub is_sought: bool,
    /// Whether its head is to have the focus.
    pub takes_focus: bool,
}

/// What makes people of a volume: they are the volume over both, whatever stage it is of and however it was set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VolumeHelper {
    /// Uses each a day.
    pub uses_a_day: f64,
    /// Days a month.
    pub days: f64,
}

/// What a volume and a value are put together from until somebody says otherwise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UsualFactors {
    /// Of people who have it, on average.
    pub volume: VolumeHelper,
    /// What an hour costs.
    pub hourly_rate: f64,
}

impl Default for UsualFactors {
    fn default() -> Self {
        Self { volume: VolumeHelper { uses_a_day: 5.0, days: 21.0 }, hourly_rate: 40.0 }
    }
}

impl UsualFactors {
    /// As it was answered when the plan was begun.
    pub fn of(answers: &Answers) -> Self {
        let mut usual = Self::default();
        if let Some(usage) = answers.usage.filter(|usage| usage.by == CountedBy::People) {
            usual.volume = VolumeHelper { uses_a_day: usage.active * usage.uses_a_day, days: usage.days };
        }
        if let Some(worth) = answers.worth.as_ref().filter(|worth| worth.by == ValuedBy::Time) {
            usual.hourly_rate = worth.hourly_rate;
        }
        let may_divide = |factor: f64| Domain::Positive.contains(factor);
        let is_sound = [usual.volume.uses_a_day, usual.volume.days, usual.hourly_rate].into_iter().all(may_divide);
        if is_sound { usual } else { Self::default() }
    }
}

impl UiState {
    /// A fresh look at a scenario, its target in focus.
    pub fn of(scenario: &Scenario) -> Self {
        Self {
            layout: Layout::default(),
            section: Section::default(),
            hero: ChartKind::Curve,
            usual_levers: None,
            tour: None,
            timer: None,
            has_presenter_notes: false,
            round: None,
            is_sent: false,
            is_fresh: true,
            was_typing: false,
            focus: scenario.plan.target_stage,
            open_cards: Vec::new(),
            sought_card: None,
            leads_focus: false,
            stage_cell: StageCell { stage: scenario.plan.target_stage, field: StageField::Requests },
            gallery: None,
            open_strategy: None,
            tab: Tab::default(),
            logarithmic: true,
            table: None,
            against: None,
            holds_baseline: false,
            open_snapshot: None,
            goal: GoalSeek::default(),
            usage: UsageView::default(),
            is_lock_in_open: false,
            open_item: None,
            volume_helper: None,
            hourly_rate: None,
            usual: UsualFactors::default(),
            portfolio: PortfolioView::default(),
        }
    }

    /// Another chart in front of the room: so many further on, around the end.
    pub fn walk_charts(&mut self, scenario: &Scenario, steps: isize) {
        let (charts, place) = self.charts_of_room(scenario);
        self.hero = charts[(place as isize + steps).rem_euclid(charts.len() as isize) as usize];
    }

    /// The charts that a room walks through, and the place of the one in front of it.
    pub fn charts_of_room(&self, scenario: &Scenario) -> (Vec<ChartKind>, usize) {
        let charts: Vec<ChartKind> = ChartKind::ALL.into_iter().filter(|key| key.has_content(scenario)).collect();
        let place = charts.iter().position(|key| *key == self.hero).unwrap_or(0);
        (charts, place)
    }

    /// Whether the room guesses or has guessed.
    pub fn is_guessing(&self) -> bool {
        self.round.is_some()
    }

    /// Whether the room has yet to guess what a month costs.
    pub fn is_secret(&self) -> bool {
        self.round.as_ref().is_some_and(GuessRound::is_secret)
    }

    /// A chart with what the room guessed on it, if that is to be seen.
    pub fn guessed(&self, key: ChartKind) -> Option<&Rc<Chart>> {
        // The guesses stand on the plan's own chart.
        self.round.as_ref()?.chart().filter(|_| key == ChartKind::Curve && !self.holds_baseline)
    }

    /// A chart as it is shown.
    pub fn chart<'s>(&'s self, valid: &'s PlanResults, key: ChartKind) -> &'s Chart {
        self.guessed(key).map_or_else(|| valid.chart_of(key, self.usage.shown), |chart| &**chart)
    }

    /// Opens the gallery of cards beside the cards, or closes it.
    pub fn toggle_gallery(&mut self) {
        self.toggle_gallery_of(false);
    }

    /// The same with the gallery of what could be bought instead.
    pub fn toggle_alternatives(&mut self) {
        self.toggle_gallery_of(true);
    }

    fn toggle_gallery_of(&mut self, offers_alternatives: bool) {
        let is_this = self.gallery.as_ref().is_some_and(|gallery| gallery.offers_alternatives == offers_alternatives);
        if is_this && self.layout == Layout::Build {
            self.gallery = None;
        } else {
            (self.layout, self.section) = (Layout::Build, Section::Cards);
            self.gallery.get_or_insert_default().offers_alternatives = offers_alternatives;
        }
    }

    /// Opens a card, or closes it if it is open; the others stay as they are.
    pub fn toggle(&mut self, card: CardId) {
        if self.open_cards.contains(&card) {
            self.open_cards.retain(|open| *open != card);
        } else {
            self.open_cards.push(card);
        }
    }

    /// Opens a card and brings it into sight.
    pub fn open(&mut self, card: CardId) {
        if !self.open_cards.contains(&card) {
            self.open_cards.push(card.clone());
        }
        self.sought_card = Some(card);
    }

    /// How a card stands; one that was sought is then found.
    pub fn standing(&mut self, card: &CardId) -> CardDisplay {
        let is_sought = self.sought_card.take_if(|sought| sought == card).is_some();
        CardDisplay {
            is_open: self.open_cards.contains(card),
            has_open_others: self.open_cards.iter().any(|open| open != card),
            is_sought,
            takes_focus: is_sought && std::mem::take(&mut self.leads_focus),
        }
    }

    /// Keeps those steps open that were, when they have come to other places or gone.
    pub fn follow_steps(&mut self, place_of: impl Fn(usize) -> Option<usize>) {
        self.open_cards = std::mem::take(&mut self.open_cards)
            .into_iter()
            .filter_map(|card| match card {
                CardId::Step(step) => place_of(step).map(CardId::Step),
                other => Some(other),
            })
            .collect();
    }

    /// Keeps an alternative open that was, with those of its cards that were, when it has got another name.
    pub fn follow_alternative(&mut self, old: &str, new: &str) {
        for card in &mut self.open_cards {
            match card {
                CardId::Alternative(name) | CardId::OfAlternative(ComponentId { alternative: Some(name), .. })
                    if name == old =>
                {
                    new.clone_into(name);
                }
                _ => {}
            }
        }
    }

    /// Looks somewhere.
    pub fn go_to(&mut self, scenario: &Scenario, place: Destination) {
        self.layout = Layout::Build;
        match place {
            Destination::Tab(tab) => (self.tab, self.section) = (tab, Section::Charts),
            Destination::Stage(stage) => (self.focus, self.section) = (stage, Section::Levers),
            Destination::Card(card) => {
                self.section = Section::Cards;
                self.open(card);
                self.leads_focus = true;
            }
            Destination::Strategy(place) => (self.open_strategy, self.section) = (Some(place), Section::Levers),
            Destination::Estimate(path) => self.open_estimate(scenario, &path),
        }
    }

    /// Opens what holds the estimate at a path, or another place.
    pub fn open_estimate(&mut self, scenario: &Scenario, at: &EstimatePath) {
        let strategies = &scenario.strategies;
        if let Some(place) = strategies.iter().position(|strategy| at.is_of(&path::strategy(strategy.kind.tag()))) {
            (self.open_strategy, self.section) = (Some(place), Section::Levers);
            return;
        }
        self.section = Section::Cards;
        if let Some(alternative) = scenario.alternatives.iter().find(|known| at.is_of(&path::alternative(&known.name)))
        {
            let ids =
                alternative.components.iter().map(|card| ComponentId::of_alternative(&alternative.name, &card.id));
            let within = ids.into_iter().find(|own| at.is_of(&ScenarioPart::Component(own.clone())));
            self.open(CardId::Alternative(alternative.name.clone()));
            if let Some(within) = within {
                self.open(CardId::OfAlternative(within));
            }
            return;
        }
        let step = scenario.workload.steps.iter().position(|step| at.is_of(&path::step(&step.name)));
        let component = scenario.components.iter().find(|component| at.is_of(&path::component(&component.id)));
        let in_workload = || step.map(CardId::Step).or(Some(CardId::Workload));
        let card_of = |component: &Component| CardId::Component(component.id.clone());
        let card = match at {
            EstimatePath::Outcome(_) => Some(CardId::Outcome),
            EstimatePath::Step { .. } | EstimatePath::Meter { .. } | EstimatePath::Retrievals => in_workload(),
            EstimatePath::Component { .. } => component.map(card_of),
            EstimatePath::Stage { .. } => Some(CardId::Stages),
            EstimatePath::Plan(_) => Some(CardId::Plan),
            // A dollar is a dollar: what the rate would move are these prices.
            EstimatePath::UsdRate if scenario.currency == "USD" => Some(CardId::Models),
            EstimatePath::UsdRate
            | EstimatePath::Strategy { .. }
            | EstimatePath::Rework { .. }
            | EstimatePath::Alternative { .. } => Some(CardId::About),
            EstimatePath::Unknown(place) => match place.split(['.', '[']).next().unwrap_or_default() {
                "outcome" => Some(CardId::Outcome),
                "workload" => in_workload(),
                "components" => component.map(card_of),
                "stages" => Some(CardId::Stages),
                "models" => Some(CardId::Models),
                "plan" => Some(CardId::Plan),
                "kill_criteria" | "readiness" => Some(CardId::Limits),
                _ => Some(CardId::About),
            },
        };
        if let Some(cell) = StageCell::of(scenario, at) {
            self.stage_cell = cell;
        }
        if let Some(card) = card {
            self.open(card);
        }
    }

    /// Keeps what is looked at within what there is.
    pub fn settle(&mut self, scenario: &Scenario) {
        let last_stage = scenario.stages.len().saturating_sub(1);
        self.focus = self.focus.min(last_stage);
        self.stage_cell.stage = self.stage_cell.stage.min(last_stage);
        if !self.hero.has_content(scenario) {
            self.hero = ChartKind::Curve;
        }
        if let Some(ComparisonTarget::Snapshot(number)) = self.against {
            self.against = self.against.filter(|_| scenario.snapshot(number).is_some());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::{PRESETS, alternatives};

    #[test]
    fn what_is_bought_opens_where_it_is_edited() {
        let mut scenario = PRESETS[0].scenario();
        let name = alternatives()[0].add_to(&mut scenario);
        let id = scenario.alternatives[0].components[0].id.clone();
        let card = CardId::Alternative(name.clone());
        let within = CardId::OfAlternative(ComponentId::of_alternative(&name, &id));
        let cases = [
            ("setup_cost".to_owned(), vec![card.clone()]),
            ("name".to_owned(), vec![card.clone()]),
            (format!("components[\"{id}\"].setup_cost"), vec![card.clone(), within.clone()]),
            (format!("components[\"{id}\"].lines[\"Seat\"].price"), vec![card.clone(), within.clone()]),
            (format!("components[\"{id}\"].until_stage"), vec![card.clone(), within.clone()]),
            ("components".to_owned(), vec![card.clone()]),
        ];
        for (rest, open) in cases {
            let mut state = UiState::of(&scenario);
            let at = EstimatePath::from(format!("alternatives[\"{name}\"].{rest}").as_str());
            state.open_estimate(&scenario, &at);
            assert_eq!(state.open_cards, open, "{at}");
            assert_eq!(state.sought_card.as_ref(), open.last(), "{at}");
        }
        let mut state = UiState::of(&scenario);
        state.open_estimate(&scenario, &EstimatePath::from("plan.commitment.from_stage"));
        assert_eq!(state.open_cards, [CardId::Plan]);
        state.open_cards = vec![card, within];
        state.follow_alternative(&name, "Seats");
        let own = CardId::OfAlternative(ComponentId::of_alternative("Seats", &id));
        assert_eq!(state.open_cards, [CardId::Alternative("Seats".to_owned()), own]);
    }
}
