//! Which estimates the levers of the room are, and what is said of each. Knows no egui.

use crate::app::results::PlanResults;
use crate::format::{self, Money};
use crate::language::tr;
use crate::prose::{ResultId, ResultKind, describe, earning_in_short, name_of, saving_in_words};
use crate::scenario::{
    Domain, Estimate, EstimatePath, Scenario, StageField, Strategy, StrategyKind, StrategyTag, Workshop,
};

/// An estimate that is a lever of the room.
#[derive(Clone, Debug, PartialEq)]
pub struct Pin {
    /// Where it is.
    pub path: EstimatePath,
    /// What it is called.
    pub name: String,
    /// What it may be.
    pub domain: Domain,
    /// How it moves.
    pub kind: PinKind,
}

/// How a lever moves, and what belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PinKind {
    /// The requests of a stage, by place.
    Volume(usize),
    /// The lead number of a strategy, by place: it has a switch, and saves something.
    Strategy(usize, StrategyTag),
    /// Anything else.
    Estimate,
}

impl Pin {
    /// The estimate at a path, if there is one.
    pub fn of(scenario: &Scenario, at: &EstimatePath) -> Option<Self> {
        // What changes nothing yet is a lever, too.
        let domain = scenario.every_field().into_iter().find(|field| field.path == *at)?.domain;
        let (kind, name) = match at {
            EstimatePath::Stage { stage, field: StageField::Requests } => {
                let place = scenario.stages.iter().position(|known| known.name == *stage)?;
                (PinKind::Volume(place), tr!("Requests at {stage}", stage))
            }
            EstimatePath::Strategy { strategy: tag, field } => {
                let is_lead = |strategy: &Strategy| strategy.kind.tag() == *tag && lead(&strategy.kind) == Some(*field);
                match scenario.strategies.iter().position(is_lead) {
                    Some(place) => (PinKind::Strategy(place, *tag), lead_name(*tag, field)),
                    None => (PinKind::Estimate, name_of(scenario, at).label()),
                }
            }
            _ => (PinKind::Estimate, name_of(scenario, at).label()),
        };
        Some(Self { path: at.clone(), name, domain, kind })
    }
}

/// What the lever of a strategy is called: after the strategy, and after its number where another than the usual one leads.
fn lead_name(tag: StrategyTag, field: &str) -> String {
    match other_lead(tag, field) {
        Some(number) => format!("{}, {number}", tag.name()),
        None => tag.name().to_owned(),
    }
}

/// What the number is called that leads in place of the usual one.
fn other_lead(tag: StrategyTag, field: &str) -> Option<&'static str> {
    let numbers = tag.numbers();
    Some(numbers.iter().skip(1).find(|number| number.key == field)?.label)
}

/// Which number of a strategy leads: of what follows from traffic, the number of prefixes.
fn lead(kind: &StrategyKind) -> Option<&'static str> {
    kind.estimates().first().map(|(field, ..)| *field)
}

/// The levers of a room that nobody has pinned any for: the target's volume, and the strategies that save most there, in
/// their own order; of those that are off, the ones that would save most alone.
pub fn usual(valid: &PlanResults) -> Vec<EstimatePath> {
    let scenario = &valid.scenario;
    let bill = &valid.stages[valid.plan.target];
    let saves = |place: usize| match bill.contributions[place].share {
        0.0 => (false, bill.alone[place]),
        share => (true, share),
    };
    let leads = |place: &usize| lead(&scenario.strategies[*place].kind).is_some();
    let mut places: Vec<usize> = (0..scenario.strategies.len()).filter(leads).collect();
    places.sort_by(|first, second| {
        let ((is_on, saved), (other_is_on, other_saved)) = (saves(*first), saves(*second));
        other_is_on.cmp(&is_on).then(other_saved.total_cmp(&saved))
    });
    places.truncate(Workshop::MOST_PINS - 1);
    places.sort_unstable();
    let volume = EstimatePath::stage(&scenario.stages[valid.plan.target].name, StageField::Requests);
    let strategies = places.into_iter().filter_map(|place| {
        let kind = &scenario.strategies.get(place)?.kind;
        Some(EstimatePath::strategy(kind.tag(), lead(kind)?))
    });
    std::iter::once(volume).chain(strategies).collect()
}

/// What a lever does, in a few words.
#[derive(Clone, Debug, PartialEq)]
pub struct LeverEffect {
    /// What it does.
    pub text: String,
    /// What it adds to net, for its colour; `None` where it does nothing by itself.
    pub net: Option<f64>,
    /// The figure that its formula is told of.
    pub explains: ResultId,
}

/// What a strategy saves at the target, or would save; `valid` is what follows from the plan.
pub fn saving(valid: &PlanResults, place: usize) -> Option<LeverEffect> {
    let money = Money::new(&valid.scenario.currency);
    let strategy = valid.scenario.strategies.get(place)?;
    let bill = valid.stages.get(valid.plan.target)?;
    let (text, net) = match (strategy.enabled, valid.plan.target < strategy.from_stage) {
        (true, true) => (tr!("from {}", valid.scenario.stages.get(strategy.from_stage)?.name), None),
        (true, false) => {
            let earns = &bill.contributions[place];
            (tr!("{} a month", earning_in_short(&money, earns)), Some(earns.net))
        }
        (false, _) => (tr!("off · alone it {}", saving_in_words(&money, bill.alone[place])), None),
    };
    let target = valid.plan.target;
    let explains = if strategy.enabled {
        ResultKind::Saving(place).at_stage(target)
    } else {
        ResultKind::SavingAlone(place).at_stage(target)
    };
    Some(LeverEffect { text, net, explains })
}

/// What the figure of a lever is a figure of, or how sure it is.
pub fn meaning(scenario: &Scenario, pin: &Pin, estimate: &Estimate) -> String {
    match pin.kind {
        PinKind::Strategy(place, tag) => {
            let other = other_lead(tag, lead(&scenario.strategies[place].kind).unwrap_or_default());
            other.map_or_else(|| describe(scenario, &scenario.strategies[place].kind).1, str::to_owned)
        }
        _ if estimate.is_uncertain() => {
            let money = Money::new(&scenario.currency);
            let name = name_of(scenario, &pin.path);
            let from_to = format::interval([estimate.low(), estimate.high()], |value| name.short(&money, value));
            match estimate {
                Estimate::Range { .. } => tr!("8 in 10 futures {from_to}", from_to),
                _ => tr!("low to high {from_to}", from_to),
            }
        }
        _ => tr!("a known number").to_owned(),
    }
}
