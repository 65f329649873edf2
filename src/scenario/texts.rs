//! Every text of a scenario with its path, listed once, and what it may be.
//!
//! Each part of a scenario is taken apart without leaving anything out, so that a text that is added to one does not
//! compile until it stands in this list.

use std::borrow::Cow;

use super::letters::{self, is_unseen};
use super::{
    Actual, Alternative, Basis, Commitment, Component, ComponentId, Decision, EstimatePath, KillCriterion, Line,
    LinesOf, LongPrices, Model, Outcome, PlanSettings, Pricing, Problem, ReadinessItem, Scenario, ScenarioPart,
    Snapshot, Stage, Step, Strategy, Workload, Workshop, path,
};
use crate::language::tr;

/// What a text is for, which decides how long it may be and whether it has lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// What something or somebody is called, and days: on one line.
    Name,
    /// What stands beside amounts.
    Currency,
    /// A sentence or an address: on one line.
    Sentence,
    /// As many lines as it takes.
    Notes,
    /// Where an estimate is: made of names.
    Path,
}

impl TextKind {
    /// The most characters.
    pub fn most(self) -> usize {
        match self {
            Self::Name => 200,
            Self::Currency => 12,
            Self::Sentence | Self::Notes => 20_000,
            Self::Path => 1_000,
        }
    }

    /// Whether a character may stand in it.
    pub fn takes(self, character: char) -> bool {
        !is_unseen(character) || (self == Self::Notes && character == '\n')
    }

    /// A text without what may not stand in it, and no longer than it may be: what parts words becomes a blank.
    pub fn cleaned(self, text: &str) -> String {
        let cleaned = text.chars().filter_map(|letter| match letter {
            letter if self.takes(letter) => Some(letter),
            '\r' if self == Self::Notes => None,
            letter if letter.is_whitespace() => Some(' '),
            _ => None,
        });
        cleaned.take(self.most()).collect()
    }

    /// To follow "the most of".
    fn noun(self) -> &'static str {
        match self {
            Self::Name => tr!("a name"),
            Self::Currency => tr!("a currency"),
            Self::Sentence | Self::Notes => tr!("a text"),
            Self::Path => tr!("a path"),
        }
    }

    /// What is wrong with a text of this kind, and what to do.
    fn problem(self, text: &str) -> Option<String> {
        if let Some((place, character)) = text.chars().enumerate().find(|&(_, character)| !self.takes(character)) {
            let start = place.saturating_sub(20);
            let before: String = text.chars().take(place).skip(start).collect();
            let place = if before.is_empty() {
                tr!("at its beginning").to_owned()
            } else {
                tr!("after “{before}”", before)
            };
            let name = letters::name(character);
            return Some(tr!("{} holds {name}, {place}: remove it", self.noun(), name, place));
        }
        let count = text.chars().count();
        let most = self.most();
        (most < count).then(|| tr!("{} of {count} characters, more than {most}: shorten it", self.noun(), count, most))
    }
}

/// One text of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text<'a> {
    /// Where it is.
    pub path: String,
    /// What was written.
    pub text: Cow<'a, str>,
    /// What it is for.
    pub kind: TextKind,
}

impl Scenario {
    /// Every text, keys too, in the order of the file.
    pub fn texts(&self) -> Vec<Text<'_>> {
        let mut list = List(Vec::new());
        list.scenario(self);
        list.0
    }
}

/// What is wrong with the texts of a scenario.
pub(super) fn problems(scenario: &Scenario) -> impl Iterator<Item = Problem> {
    scenario.texts().into_iter().filter_map(|Text { path, text, kind }| {
        let message = kind.problem(&text)?;
        Some(Problem { path, message })
    })
}

struct List<'a>(Vec<Text<'a>>);

impl<'a> List<'a> {
    fn add(&mut self, path: impl Into<String>, text: impl Into<Cow<'a, str>>, kind: TextKind) {
        self.0.push(Text { path: path.into(), text: text.into(), kind });
    }

    fn name(&mut self, path: impl Into<String>, text: &'a str) {
        self.add(path, text, TextKind::Name);
    }

    fn path(&mut self, path: impl Into<String>, text: &EstimatePath) {
        self.add(path, text.to_string(), TextKind::Path);
    }

    fn sentence(&mut self, path: impl Into<String>, text: &'a str) {
        self.add(path, text, TextKind::Sentence);
    }

    fn scenario(&mut self, scenario: &'a Scenario) {
        let Scenario {
            schema: _,
            name,
            author,
            currency,
            usd_rate: _,
            notes,
            outcome,
            workload,
            models,
            stages,
            components,
            strategies,
            plan,
            kill_criteria,
            readiness,
            alternatives,
            actuals,
            correlations,
            bases,
            decisions,
            snapshots,
            workshop,
        } = scenario;
        self.name("name", name);
        self.name("author", author);
        self.add("currency", currency, TextKind::Currency);
        self.add("notes", notes, TextKind::Notes);
        let Outcome { name, value: _, success_rate: _, realization: _, error_rate: _, error_cost: _, today: _ } =
            outcome;
        self.name("outcome.name", name);
        self.workload(workload);
        for (key, model) in models {
            self.model(key, model);
        }
        for stage in stages {
            let Stage {
                name,
                month: _,
                requests: _,
                context: _,
                calls: _,
                peak: _,
                retry_rate: _,
                fallback_share: _,
                users: _,
            } = stage;
            self.name(format!("{}.name", path::stage(name)), name);
        }
        for component in components {
            self.component(ComponentId::of_plan(&component.id), component);
        }
        strategies.iter().for_each(|strategy| self.strategy(strategy));
        let PlanSettings {
            horizon_months: _,
            target_stage: _,
            growth: _,
            price_trend: _,
            build_cost: _,
            discount_rate: _,
            hurdle: _,
            budget: _,
            adoption: _,
            value_trend: _,
            drift: _,
            discount: _,
            commitment: None | Some(Commitment { from_stage: _, amount: _ }),
        } = plan;
        for (index, criterion) in kill_criteria.iter().enumerate() {
            let KillCriterion { metric: _, stage: _, limit: _, action, stop: _ } = criterion;
            self.sentence(format!("kill_criteria[{index}].action"), action);
        }
        for (index, entry) in readiness.iter().enumerate() {
            let ReadinessItem { item, stage: _, done: _, owner, note } = entry;
            self.sentence(format!("readiness[{index}].item"), item);
            self.name(format!("readiness[{index}].owner"), owner);
            self.add(format!("readiness[{index}].note"), note, TextKind::Notes);
        }
        for Alternative { name, setup_cost: _, success_rate: _, components } in alternatives {
            self.name(format!("{}.name", path::alternative(name)), name);
            for component in components {
                self.component(ComponentId::of_alternative(name, &component.id), component);
            }
        }
        for (index, actual) in actuals.iter().enumerate() {
            let Actual { name, source, from, to, stage: _, step, sample_rate: _, success, digest: _ } = actual;
            self.name(format!("actuals[{index}].name"), name);
            self.sentence(format!("actuals[{index}].source"), source);
            self.name(format!("actuals[{index}].from"), from);
            self.name(format!("actuals[{index}].to"), to);
            step.iter().for_each(|step| self.name(format!("actuals[{index}].step"), step));
            success.iter().for_each(|(score, _)| self.name(format!("actuals[{index}].success"), score));
        }
        for (index, (first, second, _)) in correlations.iter().enumerate() {
            for at in [first, second] {
                self.path(format!("correlations[{index}]"), at);
            }
        }
        for (at, basis) in bases {
            self.basis(at, basis);
        }
        for (index, entry) in decisions.iter().enumerate() {
            let Decision { decision, owner, date, note } = entry;
            self.sentence(format!("decisions[{index}].decision"), decision);
            self.name(format!("decisions[{index}].owner"), owner);
            self.name(format!("decisions[{index}].date"), date);
            self.add(format!("decisions[{index}].note"), note, TextKind::Notes);
        }
        snapshots.iter().for_each(|snapshot| self.snapshot(snapshot));
        let Workshop { pins } = workshop;
        for (index, pin) in pins.iter().enumerate() {
            self.path(format!("workshop.pins[{index}]"), pin);
        }
    }

    fn workload(&mut self, workload: &'a Workload) {
        let Workload { steps, retrievals: _, fallback_model } = workload;
        for step in steps {
            let Step {
                name,
                model,
                calls: _,
                prefix: _,
                retrieved: _,
                conversation: _,
                output: _,
                reasoning: _,
                routable: _,
                turns: _,
                carried: _,
                turns_cv: _,
                length_sigma: _,
                meters,
            } = step;
            self.name(format!("{}.name", path::step(name)), name);
            self.name(format!("{}.model", path::step(name)), model);
            for (meter, _) in meters {
                self.name(path::meter(name, meter), meter);
            }
        }
        if let Some(model) = fallback_model {
            self.name("workload.fallback_model", model);
        }
    }

    fn model(&mut self, key: &'a str, model: &'a Model) {
        let Model { name, provider, as_of, pricing } = model;
        let at = format!("models[\"{key}\"]");
        self.name(&*at, key);
        self.name(format!("{at}.name"), name);
        self.name(format!("{at}.provider"), provider);
        self.name(format!("{at}.as_of"), as_of);
        match pricing {
            Pricing::Tokens {
                input: _,
                output: _,
                cache_read: _,
                cache_write: _,
                batch_discount: _,
                cache_write_long: _,
                cache_min: _,
                long: None | Some(LongPrices { above: _, input: _, output: _, cache_read: _, cache_write: _ }),
                multiplier: _,
                meters,
            } => {
                for meter in meters.keys() {
                    self.name(format!("{at}.pricing.meters[\"{meter}\"]"), meter);
                }
            }
            Pricing::SelfHosted { .. } | Pricing::Provisioned { .. } => {}
        }
    }

    fn component(&mut self, own: ComponentId, component: &'a Component) {
        let Component {
            id,
            name,
            category: _,
            from_stage: _,
            until_stage: _,
            enabled: _,
            setup_cost: _,
            reversibility: _,
            lines,
            success: _,
            repeat: _,
            rework,
        } = component;
        let at = ScenarioPart::Component(own.clone());
        self.name(format!("{at}.id"), id);
        self.name(format!("{at}.name"), name);
        self.lines(&own.clone().lines(), lines);
        self.lines(&own.rework(), rework);
    }

    fn lines(&mut self, of: &LinesOf, lines: &'a [Line]) {
        for Line { name, driver: _, factors, tariff: _ } in lines {
            self.name(format!("{}.name", path::line_of(of.clone(), name)), name);
            for (factor, _) in factors {
                self.name(path::factor_of(of.clone(), name, factor), factor);
            }
        }
    }

    fn strategy(&mut self, strategy: &'a Strategy) {
        let Strategy { kind, enabled: _, from_stage: _, setup_cost: _, monthly_cost: _, quality_loss: _, rework } =
            strategy;
        if let Some(model) = kind.model() {
            self.name(format!("{}.to", path::strategy(kind.tag())), model);
        }
        self.lines(&LinesOf::Strategy(kind.tag()), rework);
    }

    fn basis(&mut self, at: &EstimatePath, basis: &'a Basis) {
        let Basis { kind: _, source, url, date, given_for: _ } = basis;
        let place = format!("bases[\"{at}\"]");
        self.path(&*place, at);
        self.sentence(format!("{place}.source"), source);
        self.sentence(format!("{place}.url"), url);
        self.name(format!("{place}.date"), date);
    }

    fn snapshot(&mut self, snapshot: &'a Snapshot) {
        let Snapshot { number, name, note, date, scenario } = snapshot;
        let at = format!("snapshots[{number}]");
        self.name(format!("{at}.name"), name);
        self.add(format!("{at}.note"), note, TextKind::Notes);
        self.name(format!("{at}.date"), date);
        let mut within = List(Vec::new());
        within.scenario(scenario);
        let within = within.0.into_iter();
        self.0.extend(within.map(|text| Text { path: format!("{at}.scenario.{}", text.path), ..text }));
    }
}
