//! What changed from one scenario to another, in words: every lever that moved, came or went.
//!
//! - `values`: a moved estimate, and anything else that has a value before and after
//! - `cards`: component cards, line by line, and models with their prices
//! - `limits`: what was agreed, decided and kept
//!
//! Every struct is taken apart field by field, so that a new field does not compile until it is named here.

mod cards;
mod limits;
#[cfg(test)]
mod tests;
mod values;

use indexmap::IndexMap;

use crate::format::{self, Money};
use crate::language::tr;
use crate::prose::adoption_in_words;
use crate::scenario::{
    Estimate, EstimatePath, Outcome, PlanSettings, Scenario, Stage, Step, Strategy, StrategyKind, Workload, path,
};
use values::{quoted, same};

/// What makes `before` into `after`, a sentence a lever: `Production’s requests 219,089 → 657,267 a month (3×)`.
///
/// Empty only where both are equal. Of what came or went as a whole, the parts are not told.
pub fn changes(before: &Scenario, after: &Scenario) -> Vec<String> {
    if before == after {
        return Vec::new();
    }
    let mut said = Vec::new();
    let before = &with_new_names(before, after, &mut said);
    let estimates = [before, after].map(|scenario| {
        // One that changed nothing before may do so now.
        let fields = scenario.every_field().into_iter();
        keyed(fields.map(|field| (field.path, *field.estimate)), |(path, _)| path.to_string())
    });
    let mut changes = Changes { before, after, estimates, said };
    changes.scenario();
    if changes.said.is_empty() {
        changes.say(tr!("Something changed that has no name here"));
    }
    changes.said
}

/// The first few changes in a line, and how many more there are.
pub fn first_changes(changes: &[String], most: usize) -> String {
    match changes.len().saturating_sub(most) {
        0 => changes.join("; "),
        more => tr!("{}; and {more} more", changes[..most].join("; "), more),
    }
}

struct Changes<'a> {
    before: &'a Scenario,
    after: &'a Scenario,
    estimates: [Keyed<(EstimatePath, Estimate)>; 2],
    said: Vec<String>,
}

/// In order, by a name and how often it has come up before: names that should be unique need not be.
type Keyed<T> = IndexMap<(String, usize), T>;

fn keyed<T>(items: impl IntoIterator<Item = T>, name: impl Fn(&T) -> String) -> Keyed<T> {
    let mut times: IndexMap<String, usize> = IndexMap::new();
    let key = |item: T| {
        let name = name(&item);
        let seen = times.entry(name.clone()).or_default();
        *seen += 1;
        ((name, *seen), item)
    };
    items.into_iter().map(key).collect()
}

/// `before` with the stages, steps and alternatives of other names named as in `after`, so that what they hold can be compared.
fn with_new_names(before: &Scenario, after: &Scenario, said: &mut Vec<String>) -> Scenario {
    let mut renamed = before.clone();
    let names = |scenario: &Scenario| -> [Vec<String>; 3] {
        let steps = &scenario.workload.steps;
        [
            scenario.stages.iter().map(|stage| stage.name.clone()).collect(),
            steps.iter().map(|step| step.name.clone()).collect(),
            scenario.alternatives.iter().map(|alternative| alternative.name.clone()).collect(),
        ]
    };
    let (old, new) = (names(before), names(after));
    for (list, (old, new)) in old.iter().zip(&new).enumerate().filter(|(_, (old, new))| old.len() == new.len()) {
        let is_new_name = |(_, (was, is)): &(usize, (&String, &String))| !new.contains(was) && !old.contains(is);
        for (place, (was, is)) in old.iter().zip(new).enumerate().filter(is_new_name) {
            let (what, name, part) = match list {
                0 => (tr!("Stage"), &mut renamed.stages[place].name, path::stage(was)),
                1 => (tr!("Step"), &mut renamed.workload.steps[place].name, path::step(was)),
                _ => (tr!("Alternative"), &mut renamed.alternatives[place].name, path::alternative(was)),
            };
            name.clone_from(is);
            renamed.rename_paths(&part, is);
            said.push(tr!("{what} {was} renamed {is}", what, was, is));
        }
    }
    renamed
}

impl<'a> Changes<'a> {
    fn say(&mut self, sentence: impl Into<String>) {
        self.said.push(sentence.into());
    }

    fn scenario(&mut self) {
        let after = self.after;
        let Scenario {
            schema,
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
        } = self.before;
        self.value(tr!("Name"), name, &after.name, quoted);
        self.value(tr!("Currency"), currency, &after.currency, same);
        self.estimate(&EstimatePath::UsdRate);
        self.stages(stages, &after.stages);
        self.strategies(strategies, &after.strategies);
        self.workload(workload, &after.workload);
        self.models(models, &after.models);
        self.components(components, &after.components, None);
        self.alternatives(alternatives, &after.alternatives);
        self.outcome(outcome, &after.outcome);
        self.terms(plan, &after.plan);
        self.kill_criteria(kill_criteria, &after.kill_criteria);
        self.readiness(readiness, &after.readiness);
        self.actuals(actuals, &after.actuals);
        self.correlations(correlations, &after.correlations);
        self.bases(bases, &after.bases);
        self.decisions(decisions, &after.decisions);
        self.snapshots(snapshots, &after.snapshots);
        self.workshop(workshop, &after.workshop);
        self.text(tr!("Author"), author, &after.author);
        self.text(tr!("Notes"), notes, &after.notes);
        self.value(tr!("File format"), schema, &after.schema, same);
    }

    /// Says what came to a list, went from it or changed places, and returns what stayed: before and after.
    ///
    /// `key` tells items apart, `name` is what people call them.
    fn list<T>(
        &mut self,
        what: &str,
        [before, after]: [impl IntoIterator<Item = T>; 2],
        key: impl Fn(&T) -> String,
        name: impl Fn(&T) -> String,
    ) -> Vec<(T, T)> {
        let (mut before, after) = (keyed(before, &key), keyed(after, &key));
        for (_, item) in after.iter().filter(|(key, _)| !before.contains_key(*key)) {
            self.say(tr!("{what} {} added", name(item), what));
        }
        for (_, item) in before.iter().filter(|(key, _)| !after.contains_key(*key)) {
            self.say(tr!("{what} {} removed", name(item), what));
        }
        before.retain(|key, _| after.contains_key(key));
        if !before.keys().eq(after.keys().filter(|key| before.contains_key(*key))) {
            self.say(tr!("{what}s in another order", what));
        }
        after.into_iter().filter_map(|(key, now)| Some((before.swap_remove(&key)?, now))).collect()
    }

    fn stages(&mut self, before: &'a [Stage], after: &'a [Stage]) {
        let name = |stage: &&Stage| stage.name.clone();
        for (stage, now) in self.list(tr!("Stage"), [before, after], name, name) {
            let Stage {
                name,
                month,
                requests: _,
                context: _,
                calls: _,
                peak: _,
                retry_rate: _,
                fallback_share: _,
                users: _,
            } = stage;
            self.estimates_of(&path::stage(name));
            self.value(&tr!("{name} begins in month", name), month, &now.month, same);
        }
    }

    fn strategies(&mut self, before: &'a [Strategy], after: &'a [Strategy]) {
        let name = |strategy: &&Strategy| strategy.kind.tag().name().to_owned();
        for (strategy, now) in self.list(tr!("Strategy"), [before, after], name, name) {
            let Strategy { kind, enabled, from_stage, setup_cost: _, monthly_cost: _, quality_loss: _, rework } =
                strategy;
            let name = kind.tag().name();
            self.switch(name, *enabled, now.enabled, [tr!("switched on"), tr!("switched off")]);
            self.estimates_of(&path::strategy(kind.tag()));
            self.stage(&tr!("{name} from", name), Some(*from_stage), Some(now.from_stage));
            if let (Some(model), Some(now)) = (kind.model(), now.kind.model()) {
                self.value(tr!("Model that easy calls are routed to:"), model, now, same);
            }
            if let (
                StrategyKind::PrefixCaching { hit_rate, kept, .. },
                StrategyKind::PrefixCaching { hit_rate: rate_now, kept: kept_now, .. },
            ) = (kind, &now.kind)
            {
                let way = |is_given: &bool| if *is_given { tr!("as given") } else { tr!("from traffic") }.to_owned();
                self.value(&tr!("{name}: hit rate", name), &hit_rate.is_some(), &rate_now.is_some(), way);
                let minutes = |kept: &f64| tr!("{} minutes", format::count(*kept));
                self.value(&tr!("{name}: kept for", name), kept, kept_now, minutes);
            }
            self.lines(tr!("Rework"), name, [rework, &now.rework]);
        }
    }

    fn workload(&mut self, before: &'a Workload, after: &'a Workload) {
        let Workload { steps, retrievals: _, fallback_model } = before;
        let name = |step: &&Step| step.name.clone();
        for (step, now) in self.list(tr!("Step"), [steps, &after.steps], name, name) {
            let Step {
                name,
                model,
                calls: _,
                prefix: _,
                retrieved: _,
                conversation: _,
                output: _,
                reasoning: _,
                routable,
                turns: _,
                carried: _,
                turns_cv: _,
                length_sigma: _,
                meters,
            } = step;
            let meter = |(meter, _): &&(String, Estimate)| meter.clone();
            let shown = |(meter, _): &&(String, Estimate)| tr!("of {name}: {meter}", name, meter);
            self.list(tr!("Meter"), [meters, &now.meters], meter, shown);
            self.estimates_of(&path::step(name));
            self.value(&tr!("Model of {name}:", name), model, &now.model, same);
            self.switch(name, *routable, now.routable, [tr!("may be routed"), tr!("may no longer be routed")]);
        }
        self.estimate(&EstimatePath::Retrievals);
        let model = |model: &Option<String>| model.clone().unwrap_or_else(|| tr!("no value"; "none").to_owned());
        self.value(tr!("Fallback model:"), fallback_model, &after.fallback_model, model);
    }

    fn outcome(&mut self, before: &'a Outcome, after: &'a Outcome) {
        let Outcome { name, value: _, success_rate: _, realization: _, error_rate: _, error_cost: _, today } = before;
        self.value(tr!("Outcome"), name, &after.name, quoted);
        self.moved(|at| matches!(at, EstimatePath::Outcome(_)));
        if today.is_some() != after.today.is_some() {
            self.switch(tr!("Cost today"), today.is_some(), after.today.is_some(), [tr!("added"), tr!("removed")]);
        }
    }

    fn terms(&mut self, before: &'a PlanSettings, after: &'a PlanSettings) {
        let PlanSettings {
            horizon_months,
            target_stage,
            growth: _,
            price_trend: _,
            build_cost: _,
            discount_rate: _,
            hurdle,
            budget,
            adoption,
            value_trend: _,
            drift: _,
            discount: _,
            commitment,
        } = before;
        self.stage(tr!("Target"), Some(*target_stage), Some(after.target_stage));
        self.value(tr!("Months planned"), horizon_months, &after.horizon_months, same);
        self.moved(|at| matches!(at, EstimatePath::Plan(_)));
        self.value(tr!("Hurdle"), hurdle, &after.hurdle, |hurdle| format::factor(*hurdle));
        let money = Money::new(&self.after.currency);
        let amount =
            |budget: &Option<f64>| budget.map_or(tr!("no value"; "none").to_owned(), |budget| money.full(budget));
        self.value(tr!("Budget a month"), budget, &after.budget, amount);
        self.value(tr!("Adoption"), adoption, &after.adoption, |points| adoption_in_words(points));
        match (commitment, &after.commitment) {
            (Some(was), Some(is)) => self.stage(tr!("Commitment from"), Some(was.from_stage), Some(is.from_stage)),
            (was, is) => self.switch(
                tr!("Commitment to a provider"),
                was.is_some(),
                is.is_some(),
                [tr!("added"), tr!("removed")],
            ),
        }
    }
}
