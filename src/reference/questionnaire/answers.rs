//! The five questions, and what may be answered to each: anything, for what cannot be meant is taken for what could be.

use strum::EnumIter;

use super::request::{Request, RequestKind};
use crate::format::{self, Money};
use crate::language::{in_sentence, tr};
use crate::reference::cards::DOLLARS;
use crate::scenario::{Domain, Estimate, PlanSettings, TextKind};

/// What supports what somebody has said.
pub(super) fn answered() -> &'static str {
    tr!("Answered when the plan was begun")
}

/// What is put around it.
pub(super) fn spread() -> &'static str {
    tr!("± 25 % around it is our spread")
}

/// What is put around requests.
pub(super) fn usage_spread() -> &'static str {
    tr!("8 in 10 from 0.8 to 1.25 times it, our spread")
}

/// What is asked, in the order in which it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter)]
pub enum Question {
    /// What one request is.
    Request,
    /// Who makes how many.
    Usage,
    /// Which model answers.
    Model,
    /// What an outcome is worth, and how often one comes.
    Worth,
    /// What the plan must clear.
    Clearance,
}

impl Question {
    /// As it is asked.
    pub fn name(self) -> &'static str {
        match self {
            Self::Request => tr!("What is one request?"),
            Self::Usage => tr!("Who makes how many?"),
            Self::Model => tr!("Which model?"),
            Self::Worth => tr!("What is an outcome worth, and how often?"),
            Self::Clearance => tr!("What must it clear?"),
        }
    }

    /// What is assumed where it is skipped, in the notes of the plan.
    pub(crate) fn assumed(self) -> String {
        match self {
            Self::Request => tr!("what one request is ({kind})", kind = in_sentence(RequestKind::default().name())),
            Self::Usage => {
                let Usage { people, uses_a_day, days, .. } = Usage::default();
                tr!(
                    "who makes how many ({people} people, {uses_a_day} uses a day, {days} days a month)",
                    people,
                    uses_a_day,
                    days
                )
            }
            Self::Model => tr!("which model (the first that is offered)").to_owned(),
            Self::Worth => {
                let worth = OutcomeWorth::default();
                let (value, share) = (Money::new(DOLLARS).full(worth.value()), format::percent(worth.success));
                tr!("what an outcome is worth ({value}) and how often one comes ({share})", value, share)
            }
            Self::Clearance => {
                let clearance = Clearance::default();
                let (hurdle, months) = (format::factor(clearance.hurdle), clearance.horizon_months);
                tr!("what it must clear (a hurdle of {hurdle} in {months} months)", hurdle, months)
            }
        }
    }
}

/// What was answered; what is missing was skipped.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    /// What one request is.
    pub request: Option<Request>,
    /// Who makes how many.
    pub usage: Option<Usage>,
    /// Name and provider of a model of the catalogue.
    pub model: Option<(String, String)>,
    /// What an outcome is worth, and how often one comes.
    pub worth: Option<OutcomeWorth>,
    /// What the plan must clear.
    pub clearance: Option<Clearance>,
    /// Whether what was answered is known: no spread is put around it.
    pub is_known: bool,
}

impl Answers {
    /// Whether a question was answered.
    pub fn has(&self, question: Question) -> bool {
        match question {
            Question::Request => self.request.is_some(),
            Question::Usage => self.usage.is_some(),
            Question::Model => self.model.is_some(),
            Question::Worth => self.worth.is_some(),
            Question::Clearance => self.clearance.is_some(),
        }
    }

    /// Takes an answer back.
    pub fn skip(&mut self, question: Question) {
        match question {
            Question::Request => self.request = None,
            Question::Usage => self.usage = None,
            Question::Model => self.model = None,
            Question::Worth => self.worth = None,
            Question::Clearance => self.clearance = None,
        }
    }

    /// What of an answer is taken for something else than it says: the first number of it that cannot be meant.
    pub fn correction(&self, question: Question) -> Option<Correction> {
        match question {
            Question::Request => self.request.as_ref()?.correction(),
            Question::Usage => self.usage?.correction(),
            Question::Model => None,
            Question::Worth => self.worth.as_ref()?.correction(),
            Question::Clearance => self.clearance?.correction(),
        }
    }
}

/// A number that cannot be meant, and what it is taken for.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// What the number is called.
    pub name: String,
    /// What was typed.
    pub typed: f64,
    /// What the plan computes with.
    pub taken: f64,
}

/// The nearest value between two ends; of what is no number, the lower.
pub(crate) fn taken(value: f64, (least, most): (f64, f64)) -> f64 {
    if value.is_nan() { least } else { value.clamp(least, most) }
}

pub(crate) fn corrected(name: &str, typed: f64, ends: (f64, f64)) -> Option<Correction> {
    let taken = taken(typed, ends);
    (typed != taken).then(|| Correction { name: name.to_owned(), typed, taken })
}

/// What requests are counted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CountedBy {
    /// By people who make them.
    #[default]
    People,
    /// As they come: documents, claims, calls.
    Requests,
}

/// Who makes how many requests.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Usage {
    /// Which of the two they are counted by.
    pub by: CountedBy,
    /// People who have it in production.
    pub people: f64,
    /// The share of them who use it, 0 to 1.
    pub active: f64,
    /// Uses of each a day.
    pub uses_a_day: f64,
    /// Days a month on which it is used.
    pub days: f64,
    /// Requests a month of prototype, pilot and production, where they are counted as they come.
    pub volumes: [f64; 3],
}

impl Default for Usage {
    fn default() -> Self {
        Self {
            by: CountedBy::People,
            people: 100.0,
            active: 1.0,
            uses_a_day: 5.0,
            days: 20.0,
            volumes: [500.0, 2500.0, 10_000.0],
        }
    }
}

/// The most people of the prototype and of the pilot.
const FEW: [f64; 2] = [5.0, 50.0];

impl Usage {
    const PEOPLE: (f64, f64) = (1.0, 1e10);
    const USES: (f64, f64) = (0.001, 1e3);
    const DAYS: (f64, f64) = (1.0, 31.0);
    const ACTIVE: (f64, f64) = (0.001, 1.0);
    const VOLUME: (f64, f64) = (1.0, 1e12);
    /// A stage that would not have less than the next has this share of it: stages grow.
    const LESS: f64 = 0.9;

    fn correction(self) -> Option<Correction> {
        if self.by == CountedBy::Requests {
            let names = [tr!("prototype"), tr!("pilot"), tr!("production")];
            let pairs = names.into_iter().zip(self.volumes.into_iter().zip(self.requests()));
            let mut wrong = pairs.filter(|(_, (typed, taken))| typed != taken);
            return wrong.next().map(|(name, (typed, taken))| Correction { name: name.to_owned(), typed, taken });
        }
        corrected(tr!("people"), self.people, Self::PEOPLE)
            .or_else(|| corrected(tr!("of whom use it"), self.active, Self::ACTIVE))
            .or_else(|| corrected(tr!("uses each a day"), self.uses_a_day, Self::USES))
            .or_else(|| corrected(tr!("days a month"), self.days, Self::DAYS))
    }

    /// People of prototype, pilot and production: five, fifty and all, or a sixteenth and a quarter of few.
    pub fn stages(self) -> [f64; 3] {
        let all = taken(self.people, Self::PEOPLE);
        [FEW[0].min(all / 16.0), FEW[1].min(all / 4.0), all]
    }

    /// The same as people are counted: what is charged by the seat has no part of one.
    pub fn whole_people(self) -> [f64; 3] {
        self.stages().map(|people| people.round().max(1.0))
    }

    /// What supports the people of each stage.
    pub(crate) fn people_sources(self) -> [String; 3] {
        let [prototype, pilot, all] = self.whole_people().map(format::count);
        let first = |people: String| tr!("Derived from production: the first {people} of {all} people", people, all);
        [first(prototype), first(pilot), tr!("{answered}: {all} people", answered = answered(), all)]
    }

    /// Requests a month of prototype, pilot and production: each more than before.
    pub fn requests(self) -> [f64; 3] {
        if self.by == CountedBy::Requests {
            let [prototype, pilot, production] = self.volumes.map(|volume| taken(volume, Self::VOLUME));
            let less = |than: f64, volume: f64| if volume < than { volume } else { Self::LESS * than };
            let pilot = less(production, pilot);
            return [less(pilot, prototype), pilot, production];
        }
        let each = taken(self.active, Self::ACTIVE) * taken(self.uses_a_day, Self::USES) * taken(self.days, Self::DAYS);
        self.stages().map(|people| people * each)
    }

    /// What supports the requests of each stage.
    pub(crate) fn sources(self) -> [String; 3] {
        if self.by == CountedBy::Requests {
            let [prototype, pilot, production] = [0, 1, 2].map(|place| {
                let [typed, taken] = [self.volumes[place], self.requests()[place]].map(format::count);
                let taken = if typed == taken { String::new() } else { tr!(", taken as {taken}", taken) };
                tr!("{answered}: {typed} requests a month{taken}", answered = answered(), typed, taken)
            });
            return [prototype, pilot, format!("{production}; {}", usage_spread())];
        }
        let [prototype, pilot, all] = self.stages();
        let uses = format::count(taken(self.uses_a_day, Self::USES));
        let days = format::count(taken(self.days, Self::DAYS));
        let few = |people: f64| match people.round() {
            0.0 => tr!("Derived from production: {} of its requests", format::percent(people / all)),
            whole => {
                tr!("Derived from production: {} of its people, as often as all of them", format::count(whole))
            }
        };
        let active = taken(self.active, Self::ACTIVE);
        let active = if active < 1.0 { tr!(", of whom {} use it,", format::percent(active)) } else { String::new() };
        let all_people = format::count(all);
        let production = tr!(
            "{answered}: {all_people} people{active} × {uses} uses a day × {days} days",
            answered = answered(),
            all_people,
            active,
            uses,
            days
        );
        [few(prototype), few(pilot), format!("{production}; {}", usage_spread())]
    }
}

/// How an outcome is valued.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ValuedBy {
    /// By an amount.
    #[default]
    Money,
    /// By the time that it saves.
    Time,
}

/// What an outcome is worth, and how often one comes.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeWorth {
    /// What is counted, in the singular.
    pub outcome: String,
    /// Which of the two it is worth.
    pub by: ValuedBy,
    /// Money per outcome.
    pub money: f64,
    /// Minutes that an outcome saves.
    pub minutes: f64,
    /// Money per hour of whoever saves them.
    pub hourly_rate: f64,
    /// Accepted outcomes per request.
    pub success: f64,
    /// What the plan's money is.
    pub currency: String,
    /// What a US dollar costs in it, where it is another one.
    pub per_dollar: f64,
    /// Money that an outcome costs without AI; 0 where nobody has said.
    pub today: f64,
}

impl Default for OutcomeWorth {
    fn default() -> Self {
        let outcome = String::new();
        Self {
            outcome,
            by: ValuedBy::Money,
            money: 1.0,
            minutes: 5.0,
            hourly_rate: 40.0,
            success: 0.5,
            currency: DOLLARS.to_owned(),
            per_dollar: 1.0,
            today: 0.0,
        }
    }
}

impl OutcomeWorth {
    const MONEY: (f64, f64) = (0.0, 1e9);
    const MINUTES: (f64, f64) = (0.0, 1e5);
    const HOURLY: (f64, f64) = (0.0, 1e5);
    const SHARE: (f64, f64) = (0.0, 1.0);
    const PER_DOLLAR: (f64, f64) = (1e-6, 1e7);

    fn correction(&self) -> Option<Correction> {
        let value = match self.by {
            ValuedBy::Money => corrected(tr!("worth"), self.money, Self::MONEY),
            ValuedBy::Time => corrected(tr!("minutes saved"), self.minutes, Self::MINUTES)
                .or_else(|| corrected(tr!("an hour costs"), self.hourly_rate, Self::HOURLY)),
        };
        value
            .or_else(|| corrected(tr!("requests that end in one"), self.success, Self::SHARE))
            .or_else(|| corrected(tr!("without AI it costs"), self.today, Self::MONEY))
            .or_else(|| {
                corrected(tr!("a US dollar is"), self.per_dollar, Self::PER_DOLLAR).filter(|_| !self.is_in_dollars())
            })
    }

    /// What the plan's money is.
    pub fn currency(&self) -> String {
        let currency = TextKind::Currency.cleaned(self.currency.trim());
        let is_dollars = currency.is_empty() || currency.eq_ignore_ascii_case(DOLLARS);
        if is_dollars { DOLLARS.to_owned() } else { currency }
    }

    /// Whether a dollar is a dollar.
    pub fn is_in_dollars(&self) -> bool {
        self.currency() == DOLLARS
    }

    /// What a US dollar costs in the plan's money.
    pub fn usd_rate(&self) -> f64 {
        if self.is_in_dollars() { 1.0 } else { taken(self.per_dollar, Self::PER_DOLLAR) }
    }

    /// Whether somebody has said more than which money it is.
    pub(crate) fn says_worth(&self) -> bool {
        let Self { currency, per_dollar, .. } = Self::default();
        Self { currency, per_dollar, ..self.clone() } != Self::default()
    }

    /// Money that an outcome costs without AI, where somebody has said so.
    pub(crate) fn cost_today(&self) -> Option<f64> {
        Some(taken(self.today, Self::MONEY)).filter(|today| 0.0 < *today)
    }

    /// What is counted.
    pub(crate) fn title(&self) -> String {
        let name = TextKind::Name.cleaned(self.outcome.trim());
        if name.is_empty() { tr!("accepted answer").to_owned() } else { name }
    }

    /// Money per outcome.
    pub fn value(&self) -> f64 {
        match self.by {
            ValuedBy::Money => taken(self.money, Self::MONEY),
            ValuedBy::Time => taken(self.minutes, Self::MINUTES) / 60.0 * taken(self.hourly_rate, Self::HOURLY),
        }
    }

    /// Accepted outcomes per request.
    pub fn share_accepted(&self) -> f64 {
        taken(self.success, Self::SHARE)
    }

    /// What supports the value and the share.
    pub(crate) fn sources(&self) -> [String; 2] {
        let value = match self.by {
            ValuedBy::Money => format!("{}; {}", answered(), spread()),
            ValuedBy::Time => {
                let (minutes, hour) = (taken(self.minutes, Self::MINUTES), taken(self.hourly_rate, Self::HOURLY));
                let (minutes, hour) = (format::count(minutes), Money::new(&self.currency()).full(hour));
                let said =
                    tr!("{answered}: {minutes} minutes saved at {hour} an hour", answered = answered(), minutes, hour);
                format!("{said}; {}", spread())
            }
        };
        let success = tr!("{answered}: requests that end in one", answered = answered());
        [value, format!("{success}; {}", spread())]
    }
}

/// What the plan must clear.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clearance {
    /// The least value : cost ratio.
    pub hurdle: f64,
    /// Months that are planned.
    pub horizon_months: f64,
    /// Whether there is a budget.
    pub has_budget: bool,
    /// Money a month in production, where there is one.
    pub budget: f64,
    /// Money that is paid once to build it.
    pub build_cost: f64,
}

impl Default for Clearance {
    fn default() -> Self {
        Self { hurdle: 1.5, horizon_months: 24.0, has_budget: false, budget: 10_000.0, build_cost: 0.0 }
    }
}

impl Clearance {
    const HURDLE: (f64, f64) = (1.0, 1e6);
    const MONTHS: (f64, f64) = (1.0, PlanSettings::LONGEST_HORIZON as f64);
    const BUDGET: (f64, f64) = (0.01, 1e12);
    const BUILD_COST: (f64, f64) = (0.0, 1e12);

    fn correction(self) -> Option<Correction> {
        let months = self.horizon_months;
        let budget = self.has_budget.then_some(self.budget);
        corrected(tr!("value : cost at least"), self.hurdle, Self::HURDLE)
            .or_else(|| corrected(tr!("months planned"), months, Self::MONTHS))
            .or_else(|| corrected(tr!("months planned"), months, (months.round(), months.round())))
            .or_else(|| corrected(tr!("to build it"), self.build_cost, Self::BUILD_COST))
            .or_else(|| corrected(tr!("budget a month"), budget?, Self::BUDGET))
    }

    /// Money that is paid once to build it.
    pub(crate) fn build_cost(self) -> Estimate {
        match taken(self.build_cost, Self::BUILD_COST) {
            0.0 => Estimate::Exact(0.0),
            cost => Estimate::Exact(cost).to_pert(Domain::NonNegative),
        }
    }

    /// Whole months.
    pub(crate) fn months(self) -> u32 {
        taken(self.horizon_months, Self::MONTHS).round() as u32
    }

    /// The least value : cost ratio.
    pub(crate) fn least_ratio(self) -> f64 {
        taken(self.hurdle, Self::HURDLE)
    }

    /// Money a month, where there is a budget.
    pub(crate) fn monthly_budget(self) -> Option<f64> {
        self.has_budget.then(|| taken(self.budget, Self::BUDGET))
    }
}
